package data

import (
	"errors"
	"time"
)

// OldPaper is a copy of a certificate that somebody sent, what it says, and what
// the office decided about it.
type OldPaper struct {
	Meta
	State    string // open, asked, accepted, refused
	Received Day
	// Who asks.
	Asker        string
	Email        string
	Phone        string
	Street       string
	HouseNumber  string
	Postcode     string
	Town         string
	Organisation string
	// What the copy says.
	Holder   string // the name as it stands on it
	SaidDate string // as it stands on it, or as is told: "12 maart 2009", "voorjaar 2009"
	Place    string
	Trainers string // names, parted by newlines
	Course   string
	Number   string
	Remarks  string

	MessageSHA    string // of the mail that it came with
	DocumentID    int64  // the copy; 0: none came
	PersonID      int64  // who it is, once that is known
	MadePerson    bool   // the decision added that person to the register
	CohortID      int64  // the cohort that it was found to belong to
	FormerID      int64  // or the training of before
	CertificateID int64  // the certificate that it is of, also after it was withdrawn
	MadeCert      bool   // the decision made that certificate; otherwise the register had it before
	Reason        string // of the decision, in Dutch
	Evidence      string // JSON of the ranking as it stood when it was decided
	DecidedOn     Day
	DecidedBy     string
}

var oldPapers = table[OldPaper]{
	name: "old_paper",
	columns: "state received asker email phone street house_number postcode town organisation holder said_date place trainers course number remarks " +
		"message_sha document_id person_id made_person cohort_id former_id certificate_id made_certificate reason evidence decided_on decided_by",
	meta: func(o *OldPaper) *Meta { return &o.Meta },
	fields: func(o *OldPaper) []any {
		return []any{
			&o.State, &o.Received, &o.Asker, &o.Email, &o.Phone, &o.Street, &o.HouseNumber, &o.Postcode, &o.Town, &o.Organisation,
			&o.Holder, &o.SaidDate, &o.Place, &o.Trainers, &o.Course, &o.Number, &o.Remarks, &o.MessageSHA,
			ref{&o.DocumentID},
			ref{&o.PersonID},
			&o.MadePerson,
			ref{&o.CohortID},
			ref{&o.FormerID},
			ref{&o.CertificateID},
			&o.MadeCert,
			&o.Reason, &o.Evidence, &o.DecidedOn, &o.DecidedBy,
		}
	},
}

// SaveOldPaper adds or changes one.
func (tx *Tx) SaveOldPaper(o *OldPaper) error { return oldPapers.save(tx, o) }

// OldPaper reads one; ErrNotFound when there is none.
func (tx *Tx) OldPaper(id int64) (OldPaper, error) { return oldPapers.get(tx, id) }

// RemoveOldPaper removes one.
func (tx *Tx) RemoveOldPaper(id int64) error { return oldPapers.remove(tx, id) }

// OldPapersIn gives those in any of the states, the newest first.
func (tx *Tx) OldPapersIn(states []string, limit int) ([]OldPaper, error) {
	args := make([]any, 0, len(states)+1)
	for _, s := range states {
		args = append(args, s)
	}
	return oldPapers.all(tx, "WHERE t.state IN ("+placeholders(1, len(states))+") ORDER BY t.received DESC, t.id DESC LIMIT $"+itoa(len(states)+1), append(args, limit)...)
}

// CountOldPapers counts those in each state.
func (tx *Tx) CountOldPapers() (map[string]int, error) {
	out := map[string]int{}
	err := tx.rows("SELECT state, count(*) FROM old_paper GROUP BY state", nil, func(scan func(...any) error) error {
		var state string
		var n int
		err := scan(&state, &n)
		out[state] = n
		return err
	})
	return out, err
}

// OldPapersOf gives those of somebody, oldest first.
func (tx *Tx) OldPapersOf(person int64) ([]OldPaper, error) {
	return oldPapers.all(tx, "WHERE t.person_id = $1 ORDER BY t.received, t.id", person)
}

// OldPapersOfMail gives those that came with a mail.
func (tx *Tx) OldPapersOfMail(sha string) ([]OldPaper, error) {
	return oldPapers.all(tx, "WHERE t.message_sha = $1 AND t.message_sha <> '' ORDER BY t.id", sha)
}

// OldPapersWithCopy gives those whose copy has the same bytes.
func (tx *Tx) OldPapersWithCopy(sha256 string) ([]OldPaper, error) {
	return oldPapers.all(tx, "WHERE t.document_id IN (SELECT id FROM document WHERE sha256 = $1) ORDER BY t.id", sha256)
}

// OldPaperOfCertificate finds what a certificate was made of; ErrNotFound when it was not made of a copy.
func (tx *Tx) OldPaperOfCertificate(certificate int64) (OldPaper, error) {
	return oldPapers.one(tx, "WHERE t.certificate_id = $1 ORDER BY t.id DESC", certificate)
}

// KeptDocument finds a document of a kind by its bytes' hash, so that the same file is kept once; 0 when there is none.
func (tx *Tx) KeptDocument(kind, sha256 string) (int64, error) {
	d, err := documents.one(tx, "WHERE t.sha256 = $1 AND t.kind = $2 ORDER BY t.id", sha256, kind)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	return d.ID, err
}

// ListedTraining is a training as the certificates of an old list imply it: that several people have one of the same day
// and place.
type ListedTraining struct {
	Achieved string // YYYY, YYYY-MM or YYYY-MM-DD
	Place    string
	Trainers string
	Course   string
	AgeGroup string
	People   int
}

// ListedTrainings gives the trainings that old certificates between two days tell of; those of which neither place nor
// trainers are known are left out.
func (tx *Tx) ListedTrainings(from, until string, limit int) ([]ListedTraining, error) {
	var out []ListedTraining
	err := tx.rows(`SELECT achieved, place, trainers, course, age_group, count(DISTINCT person_id) FROM certificate
		WHERE kind = 'old_paper' AND status = 'valid' AND achieved >= $1 AND achieved <= $2 AND (place <> '' OR trainers <> '')
		GROUP BY achieved, place, trainers, course, age_group ORDER BY achieved, place, trainers, course, age_group LIMIT $3`,
		[]any{from, until, limit}, func(scan func(...any) error) error {
			var l ListedTraining
			err := scan(&l.Achieved, &l.Place, &l.Trainers, &l.Course, &l.AgeGroup, &l.People)
			out = append(out, l)
			return err
		})
	return out, err
}

// CertificatesListed gives the old certificates of a training that they imply.
func (tx *Tx) CertificatesListed(l ListedTraining) ([]Certificate, error) {
	return certificates.all(tx, `WHERE t.kind = 'old_paper' AND t.status = 'valid' AND t.achieved = $1 AND t.place = $2 AND t.trainers = $3 AND t.course = $4 AND t.age_group = $5
		ORDER BY t.id`, l.Achieved, l.Place, l.Trainers, l.Course, l.AgeGroup)
}

// CertificatesOfPeople gives the certificates of several people, by person and oldest first.
func (tx *Tx) CertificatesOfPeople(ids []int64) (map[int64][]Certificate, error) {
	out := map[int64][]Certificate{}
	if len(ids) == 0 {
		return out, nil
	}
	found, err := certificates.all(tx, "WHERE t.person_id IN ("+placeholders(1, len(ids))+") ORDER BY t.achieved, t.id", anys(ids)...)
	for _, c := range found {
		out[c.PersonID] = append(out[c.PersonID], c)
	}
	return out, err
}

// AllCohortTrainers gives the trainers of all cohorts, by cohort in the order in which they sign.
func (tx *Tx) AllCohortTrainers() (map[int64][]string, error) {
	out := map[int64][]string{}
	err := tx.rows("SELECT cohort_id, name FROM cohort_trainer ORDER BY cohort_id, position, id", nil, func(scan func(...any) error) error {
		var id int64
		var name string
		err := scan(&id, &name)
		out[id] = append(out[id], name)
		return err
	})
	return out, err
}

// AllCohortDays gives the days of all cohorts, by cohort in their order.
func (tx *Tx) AllCohortDays() (map[int64][]Day, error) {
	out := map[int64][]Day{}
	err := tx.rows("SELECT cohort_id, day FROM cohort_day ORDER BY cohort_id, day", nil, func(scan func(...any) error) error {
		var id int64
		var day Day
		err := scan(&id, &day)
		out[id] = append(out[id], day)
		return err
	})
	return out, err
}

// EnrolmentsOfPeople gives the enrolments of several people.
func (tx *Tx) EnrolmentsOfPeople(ids []int64) ([]Enrolment, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return enrolments.all(tx, "WHERE t.person_id IN ("+placeholders(1, len(ids))+") ORDER BY t.id", anys(ids)...)
}

// CountOldPapersOfFormer counts the decisions that were based on a training of before.
func (tx *Tx) CountOldPapersOfFormer(id int64) (int, error) {
	return tx.count("SELECT count(*) FROM old_paper WHERE former_id = $1", id)
}

// NewInThread gives the hashes of the new mails of a thread that a sender wrote up to a moment.
func (tx *Tx) NewInThread(thread, from string, until time.Time) ([]string, error) {
	var out []string
	if thread == "" || from == "" {
		return nil, nil
	}
	err := tx.rows("SELECT sha256 FROM message WHERE thread = $1 AND from_email = $2 AND received <= $3 AND state = 'new' ORDER BY id",
		[]any{thread, from, momentText(until)}, func(scan func(...any) error) error {
			var sha string
			err := scan(&sha)
			out = append(out, sha)
			return err
		})
	return out, err
}
