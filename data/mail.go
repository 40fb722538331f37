package data

import "time"

// MailAccount is a mailbox that the office reads. Its password is in the
// system's keychain, never here.
type MailAccount struct {
	Meta
	Name         string // what the office calls it, "info"
	Address      string // info@...
	Host         string
	Port         int
	Username     string
	Folder       string // INBOX
	DraftsFolder string // empty: found by its special use
	CAFile       string // own certificate authority, for a server of one's own
}

var mailAccounts = table[MailAccount]{
	name: "mail_account", columns: "name address host port username folder drafts_folder ca_file",
	meta: func(a *MailAccount) *Meta { return &a.Meta },
	fields: func(a *MailAccount) []any {
		return []any{&a.Name, &a.Address, &a.Host, &a.Port, &a.Username, &a.Folder, &a.DraftsFolder, &a.CAFile}
	},
}

// MailAccounts gives every mailbox, by name.
func (tx *Tx) MailAccounts() ([]MailAccount, error) { return mailAccounts.all(tx, "ORDER BY t.name") }

// MailAccount reads one mailbox.
func (tx *Tx) MailAccount(id int64) (MailAccount, error) { return mailAccounts.get(tx, id) }

// SaveMailAccount adds or changes a mailbox.
func (tx *Tx) SaveMailAccount(a *MailAccount) error { return mailAccounts.save(tx, a) }

// MailFolder is one folder of a mailbox in one generation of its numbering: when
// the server renumbers, a new generation starts and the old one stays as history.
type MailFolder struct {
	ID          int64
	AccountID   int64
	Name        string
	UIDValidity int64
	OnServer    int
	FetchedAt   time.Time
}

// MailFolder finds or makes the generation of a folder.
func (tx *Tx) MailFolder(account int64, name string, uidValidity int64) (MailFolder, error) {
	f := MailFolder{AccountID: account, Name: name, UIDValidity: uidValidity}
	err := tx.row(`INSERT INTO mail_folder (account_id, name, uid_validity) VALUES ($1, $2, $3)
		ON CONFLICT (account_id, name, uid_validity) DO UPDATE SET name = excluded.name RETURNING id, on_server, fetched_at`,
		[]any{account, name, uidValidity}, &f.ID, &f.OnServer, moment{&f.FetchedAt})
	return f, err
}

// FolderFetched notes how many mails the server had when a folder was fetched whole.
func (tx *Tx) FolderFetched(folder int64, onServer int) error {
	_, err := tx.exec("UPDATE mail_folder SET on_server = $1, fetched_at = $2 WHERE id = $3", onServer, momentText(tx.now), folder)
	return err
}

// Locations gives the UIDs of a folder's generation that are here, with the
// problem of those that the server could not give ("" for a whole mail).
func (tx *Tx) Locations(folder int64) (map[uint32]string, error) {
	out := map[uint32]string{}
	err := tx.rows("SELECT uid, problem FROM mail_location WHERE folder_id = $1", []any{folder}, func(scan func(...any) error) error {
		var uid int64
		var problem string
		if err := scan(&uid, &problem); err != nil {
			return err
		}
		out[uint32(uid)] = problem
		return nil
	})
	return out, err
}

// AddLocation notes that a mail lies at a place on the server, or with a problem
// that the server would not give the mail at that place.
func (tx *Tx) AddLocation(folder int64, uid uint32, sha, problem string) error {
	_, err := tx.exec(`INSERT INTO mail_location (folder_id, uid, sha256, problem) VALUES ($1, $2, $3, $4)
		ON CONFLICT (folder_id, uid) DO UPDATE SET sha256 = excluded.sha256, problem = excluded.problem`, folder, int64(uid), sha, problem)
	return err
}

// FolderState is what the window says under the mail: on the server, here, not to be had.
type FolderState struct {
	Account    string
	Folder     string
	OnServer   int
	Here       int
	Unreadable int
	FetchedAt  time.Time
}

// FolderStates gives the newest generation of every folder.
func (tx *Tx) FolderStates() ([]FolderState, error) {
	var out []FolderState
	err := tx.rows(`SELECT a.name, f.name, f.on_server, f.fetched_at,
			(SELECT count(*) FROM mail_location l WHERE l.folder_id = f.id AND l.problem = ''),
			(SELECT count(*) FROM mail_location l WHERE l.folder_id = f.id AND l.problem <> '')
		FROM mail_folder f JOIN mail_account a ON a.id = f.account_id
		WHERE f.id = (SELECT max(n.id) FROM mail_folder n WHERE n.account_id = f.account_id AND n.name = f.name)
		ORDER BY a.name, f.name`, nil, func(scan func(...any) error) error {
		var s FolderState
		if err := scan(&s.Account, &s.Folder, &s.OnServer, moment{&s.FetchedAt}, &s.Here, &s.Unreadable); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	})
	return out, err
}

// Message is one mail, raw as it came, with what the lists need of it. A mail
// that is understood as a complaint lives in tables of its own.
type Message struct {
	Meta
	SHA256      string
	MessageID   string
	Thread      string // Message-ID of the first mail of the thread
	Received    time.Time
	FromName    string
	FromEmail   string
	Subject     string
	Preview     string
	Intent      string
	Certainty   int    // per cent
	State       string // new, done, aside (automatic mail and doubles)
	Outcome     string // Dutch: what became of it
	PersonID    int64
	DoubleOf    string // SHA-256 of the mail that this one repeats
	ComplaintID int64  // for mails that belong to a complaint
	Complaint   bool   // lives with the complaints
	Raw         []byte
	search      string // sender and subject, folded
}

const messageColumns = "sha256 message_id thread received from_name from_email subject preview intent certainty state outcome person_id double_of search sender_key subject_key outcome_key"

func messageFields(m *Message) []any {
	return []any{
		&m.SHA256, &m.MessageID, &m.Thread,
		moment{&m.Received},
		&m.FromName, &m.FromEmail, &m.Subject, &m.Preview,
		&m.Intent, &m.Certainty, &m.State, &m.Outcome,
		ref{&m.PersonID},
		&m.DoubleOf,
		&m.search,
		sortKey{&m.FromName, &m.FromEmail},
		sortKey{&m.Subject},
		sortKey{&m.Outcome},
	}
}

var messages = table[Message]{
	name: "message", columns: messageColumns + " raw",
	meta:   func(m *Message) *Meta { return &m.Meta },
	fields: func(m *Message) []any { return append(messageFields(m), blob{&m.Raw}) },
}

var complaintMessages = table[Message]{
	name: "complaint_message", columns: messageColumns + " complaint_id raw", journal: "complaint_journal",
	meta: func(m *Message) *Meta { return &m.Meta },
	fields: func(m *Message) []any {
		return append(messageFields(m), ref{&m.ComplaintID}, blob{&m.Raw})
	},
}

// SaveMessage adds a mail, or changes what became of it.
func (tx *Tx) SaveMessage(m *Message) error {
	m.search = Fold(m.FromName + " " + m.FromEmail + " " + m.Subject)
	if m.Complaint {
		return complaintMessages.save(tx, m)
	}
	return messages.save(tx, m)
}

// MessageBySHA finds a mail by the hash of its bytes, wherever it lives.
func (tx *Tx) MessageBySHA(sha string) (Message, error) {
	m, err := messages.one(tx, "WHERE t.sha256 = $1", sha)
	if err == ErrNotFound {
		m, err = complaintMessages.one(tx, "WHERE t.sha256 = $1", sha)
		m.Complaint = true
	}
	return m, err
}

// HasMessage says whether a mail is here, without reading its bytes.
func (tx *Tx) HasMessage(sha string) (bool, error) {
	n, err := tx.count("SELECT (SELECT count(*) FROM message WHERE sha256 = $1) + (SELECT count(*) FROM complaint_message WHERE sha256 = $1)", sha)
	return n > 0, err
}

// MoveToComplaints takes a mail out of the common table and puts it with the
// complaints, or back. Its history line in the common journal says no more than that.
func (tx *Tx) MoveToComplaints(m *Message, complaint bool) error {
	if m.Complaint == complaint {
		return nil
	}
	from := "message"
	if m.Complaint {
		from = "complaint_message"
	}
	if _, err := tx.exec("DELETE FROM "+from+" WHERE id = $1", m.ID); err != nil {
		return err
	}
	if complaint {
		// What the common journal kept of it goes too: sender and subject are the complaint's.
		if _, err := tx.exec("DELETE FROM journal WHERE tbl = 'message' AND row_id = $1", m.ID); err != nil {
			return err
		}
	}
	m.ID, m.Complaint = 0, complaint
	return tx.SaveMessage(m)
}

// MessageRow is a mail in a list, without its bytes.
type MessageRow struct {
	SHA256    string
	Received  time.Time
	FromName  string
	FromEmail string
	Subject   string
	Preview   string
	Intent    string
	Certainty int
	State     string
	Outcome   string
	Complaint bool
}

// MessagePage gives a page of mail, newest first: of one state ("" for every
// one), older than a mail (nil: from the newest). Without the complaints role
// the caller leaves complaints out.
func (tx *Tx) MessagePage(state string, withComplaints bool, after *MessageRow, limit int) ([]MessageRow, error) {
	const cols = "sha256, received, from_name, from_email, subject, preview, intent, certainty, state, outcome"
	where, args := "WHERE TRUE", []any{limit}
	if state != "" {
		args = append(args, state)
		where += " AND state = $" + itoa(len(args))
	}
	if after != nil {
		args = append(args, momentText(after.Received), after.SHA256)
		where += " AND (received, sha256) < ($" + itoa(len(args)-1) + ", $" + itoa(len(args)) + ")"
	}
	part := func(table, complaint string) string {
		return "SELECT " + cols + ", " + complaint + " AS complaint FROM (SELECT " + cols + " FROM " + table + " " + where + " ORDER BY received DESC, sha256 DESC LIMIT $1) " + table + "_page"
	}
	q := part("message", "FALSE")
	if withComplaints {
		q = "SELECT * FROM (" + q + " UNION ALL " + part("complaint_message", "TRUE") + ") page ORDER BY received DESC, sha256 DESC LIMIT $1"
	}
	var out []MessageRow
	err := tx.rows(q, args, func(scan func(...any) error) error {
		var m MessageRow
		if err := scan(&m.SHA256, moment{&m.Received}, &m.FromName, &m.FromEmail, &m.Subject, &m.Preview, &m.Intent, &m.Certainty, &m.State, &m.Outcome, &m.Complaint); err != nil {
			return err
		}
		out = append(out, m)
		return nil
	})
	return out, err
}

// CountMessages counts the mails in a state.
func (tx *Tx) CountMessages(state string) (int, error) {
	return tx.count("SELECT (SELECT count(*) FROM message WHERE state = $1) + (SELECT count(*) FROM complaint_message WHERE state = $1)", state)
}

// MessageByMessageID finds the first mail with a Message-ID and an address it came
// from; threads and doubles are found with it.
func (tx *Tx) MessageByMessageID(id string) (Message, error) {
	if id == "" {
		return Message{}, ErrNotFound
	}
	m, err := messages.one(tx, "WHERE t.message_id = $1 AND t.message_id <> '' ORDER BY t.id", id)
	if err == ErrNotFound {
		m, err = complaintMessages.one(tx, "WHERE t.message_id = $1 AND t.message_id <> '' ORDER BY t.id", id)
		m.Complaint = true
	}
	return m, err
}

// MessagesWith gives the mails that go where a mail goes: those that repeat it and
// the answers in its thread, oldest first, with their bytes. Mails that belong to
// a dossier already are not among these.
func (tx *Tx) MessagesWith(m Message) ([]Message, error) {
	const with = ` AND t.sha256 <> $1 AND (t.double_of = $1 AND t.double_of <> '' OR t.thread <> '' AND t.thread = $2
		OR t.thread <> '' AND t.thread = $3 AND t.received > $4) ORDER BY t.received, t.id`
	args := []any{m.SHA256, m.MessageID, m.Thread, momentText(m.Received)}
	common, err := messages.all(tx, "WHERE TRUE"+with, args...)
	if err != nil {
		return nil, err
	}
	private, err := complaintMessages.all(tx, "WHERE t.complaint_id IS NULL"+with, args...)
	for i := range private {
		private[i].Complaint = true
	}
	return append(common, private...), err
}

// MessagesOfComplaint gives the mails of a complaint, oldest first.
func (tx *Tx) MessagesOfComplaint(complaint int64) ([]Message, error) {
	ms, err := complaintMessages.all(tx, "WHERE t.complaint_id = $1 ORDER BY t.received, t.id", complaint)
	for i := range ms {
		ms[i].Complaint = true
	}
	return ms, err
}
