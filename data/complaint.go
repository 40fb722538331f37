package data

// Complaint is a dossier. It, its log, its papers and its mails live in tables
// of their own, which only those with the complaints role may read.
type Complaint struct {
	Meta
	Number           string // K-2026-0007
	Route            string // professional, trainer, training
	State            string // open, closed
	Outcome          string
	Received         Day
	Subject          string // without a child's name
	Complainant      string
	ComplainantEmail string
	ComplainantPhone string
	ComplainantRole  string
	Anonymous        bool // the name may not be passed on
	About            string
	AboutPersonID    int64
	AboutOrg         string
	CohortID         int64
	EventDay         Day
	Wants            string
	Handler          string
	Notes            string
}

var complaints = table[Complaint]{
	name: "complaint", journal: "complaint_journal",
	columns: "number route state outcome received subject complainant complainant_email complainant_phone complainant_role anonymous " +
		"about about_person_id about_organisation cohort_id event_day wants handler notes",
	meta: func(c *Complaint) *Meta { return &c.Meta },
	fields: func(c *Complaint) []any {
		return []any{
			&c.Number, &c.Route, &c.State, &c.Outcome, &c.Received, &c.Subject, &c.Complainant, &c.ComplainantEmail, &c.ComplainantPhone, &c.ComplainantRole,
			&c.Anonymous, &c.About,
			ref{&c.AboutPersonID},
			&c.AboutOrg,
			ref{&c.CohortID},
			&c.EventDay, &c.Wants, &c.Handler, &c.Notes,
		}
	},
}

// Complaint reads one dossier.
func (tx *Tx) Complaint(id int64) (Complaint, error) { return complaints.get(tx, id) }

// SaveComplaint adds or changes a dossier.
func (tx *Tx) SaveComplaint(c *Complaint) error { return complaints.save(tx, c) }

// Complaints gives the dossiers in a state ("" for all), oldest first.
func (tx *Tx) Complaints(state string) ([]Complaint, error) {
	if state == "" {
		return complaints.all(tx, "ORDER BY t.received, t.id")
	}
	return complaints.all(tx, "WHERE t.state = $1 ORDER BY t.received, t.id", state)
}

// ComplaintEvent is one line of a dossier's log; the clock is computed from these.
type ComplaintEvent struct {
	Meta
	ComplaintID int64
	Day         Day
	Kind        string // received, acknowledged, referred, answered, decided, more, automatic, draft, closed, reopened, note
	Text        string
	MessageSHA  string
	DocumentID  int64
}

var complaintEvents = table[ComplaintEvent]{
	name: "complaint_event", columns: "complaint_id day kind text message_sha document_id", journal: "complaint_journal",
	meta: func(e *ComplaintEvent) *Meta { return &e.Meta },
	fields: func(e *ComplaintEvent) []any {
		return []any{&e.ComplaintID, &e.Day, &e.Kind, &e.Text, &e.MessageSHA, ref{&e.DocumentID}}
	},
}

// ComplaintEvents gives a dossier's log, oldest first.
func (tx *Tx) ComplaintEvents(complaint int64) ([]ComplaintEvent, error) {
	return complaintEvents.all(tx, "WHERE t.complaint_id = $1 ORDER BY t.day, t.id", complaint)
}

// ComplaintEventsIn gives the logs of the dossiers in a state ("" for all) in one
// question, by dossier, oldest first.
func (tx *Tx) ComplaintEventsIn(state string) (map[int64][]ComplaintEvent, error) {
	rest, args := "ORDER BY t.complaint_id, t.day, t.id", []any(nil)
	if state != "" {
		rest, args = "WHERE t.complaint_id IN (SELECT id FROM complaint WHERE state = $1) "+rest, []any{state}
	}
	found, err := complaintEvents.all(tx, rest, args...)
	out := map[int64][]ComplaintEvent{}
	for _, e := range found {
		out[e.ComplaintID] = append(out[e.ComplaintID], e)
	}
	return out, err
}

// SaveComplaintEvent adds a line to the log.
func (tx *Tx) SaveComplaintEvent(e *ComplaintEvent) error { return complaintEvents.save(tx, e) }

var complaintDocuments = table[Document]{
	name: "complaint_document", columns: documents.columns, journal: "complaint_journal",
	meta: documents.meta, fields: documents.fields,
}

// AddComplaintDocument keeps a paper of a dossier with the dossier.
func (tx *Tx) AddComplaintDocument(d *Document) error {
	d.SHA256 = SumOf(d.Bytes)
	return complaintDocuments.insert(tx, d)
}

// ComplaintDocument reads a paper of a dossier.
func (tx *Tx) ComplaintDocument(id int64) (Document, error) { return complaintDocuments.get(tx, id) }
