package data

// Certificate is the proof of a training: issued here with a number and kept as
// bytes, or an old paper one known from a list or a copy.
type Certificate struct {
	Meta
	PersonID     int64
	EnrolmentID  int64  // 0 for old paper
	Number       string // may be empty for old paper
	Kind         string // passed, attended, old_paper
	Status       string // valid, replaced, revoked
	StatusReason string
	Holder       string // the name as it was
	Course       string
	AgeGroup     string
	Achieved     string // YYYY-MM-DD, or YYYY-MM or YYYY where an old list says no more
	Place        string
	Trainers     string // names, parted by newlines
	IssuedOn     Day
	IssuedValues string // JSON of all that stands on it
	DocumentID   int64
	Design       string // name and version of the layout that it was made with
	Code         string // what its QR code says; empty where it has none of ours
	ReplacesID   int64  // the certificate that this one was made in the place of
}

var certificates = table[Certificate]{
	name:    "certificate",
	columns: "person_id enrolment_id number kind status status_reason holder course age_group achieved place trainers issued_on issued_values document_id design code replaces_id course_key",
	meta:    func(c *Certificate) *Meta { return &c.Meta },
	fields: func(c *Certificate) []any {
		return []any{
			&c.PersonID,
			ref{&c.EnrolmentID},
			&c.Number, &c.Kind, &c.Status, &c.StatusReason, &c.Holder, &c.Course, &c.AgeGroup,
			&c.Achieved, &c.Place, &c.Trainers, &c.IssuedOn, &c.IssuedValues,
			ref{&c.DocumentID},
			&c.Design, &c.Code,
			ref{&c.ReplacesID},
			sortKey{&c.Course},
		}
	},
}

// SaveCertificate adds or changes a certificate. The holder's record must be
// saved afterwards for the number to be found by searching.
func (tx *Tx) SaveCertificate(c *Certificate) error { return certificates.save(tx, c) }

// Certificate reads one; ErrNotFound when there is none.
func (tx *Tx) Certificate(id int64) (Certificate, error) { return certificates.get(tx, id) }

// CertificatesOf gives somebody's certificates, oldest first.
func (tx *Tx) CertificatesOf(person int64) ([]Certificate, error) {
	return certificates.all(tx, "WHERE t.person_id = $1 ORDER BY t.achieved, t.id", person)
}

// CertificatesOfRun gives the certificates that are in a print run, as they are now.
func (tx *Tx) CertificatesOfRun(run int64) ([]Certificate, error) {
	return certificates.all(tx, "WHERE t.id IN (SELECT certificate_id FROM print_run_item WHERE print_run_id = $1) ORDER BY t.id", run)
}

// CertificatesByNumber finds certificates by their number: at most one of ours, perhaps several old ones.
func (tx *Tx) CertificatesByNumber(number string) ([]Certificate, error) {
	return certificates.all(tx, "WHERE t.number = $1 AND t.number <> '' ORDER BY t.id", number)
}

// CertificatesIn gives the certificates that belong to enrolments of a cohort,
// replaced and revoked ones too, in the order in which they were issued.
func (tx *Tx) CertificatesIn(cohort int64) ([]Certificate, error) {
	return certificates.all(tx, "WHERE t.enrolment_id IN (SELECT id FROM enrolment WHERE cohort_id = $1) ORDER BY t.id", cohort)
}

// CertifiedEnrolments says which enrolments of cohorts have a certificate, or had one that was revoked.
func (tx *Tx) CertifiedEnrolments(cohorts ...int64) (map[int64]bool, error) {
	out := map[int64]bool{}
	if len(cohorts) == 0 {
		return out, nil
	}
	err := tx.rows("SELECT c.enrolment_id FROM certificate c JOIN enrolment e ON e.id = c.enrolment_id WHERE c.status <> 'replaced' AND e.cohort_id IN ("+
		placeholders(1, len(cohorts))+")", anys(cohorts), func(scan func(...any) error) error {
		var id int64
		if err := scan(&id); err != nil {
			return err
		}
		out[id] = true
		return nil
	})
	return out, err
}

// CertificateOfFile finds the certificate whose kept PDF has a SHA-256; ErrNotFound when there is none.
func (tx *Tx) CertificateOfFile(sha256 string) (Certificate, error) {
	return certificates.one(tx, "WHERE t.document_id IN (SELECT id FROM document WHERE sha256 = $1) ORDER BY t.id", sha256)
}

// CertificateReplacing finds the certificate that was made in the place of another; ErrNotFound when there is none.
func (tx *Tx) CertificateReplacing(id int64) (Certificate, error) {
	return certificates.one(tx, "WHERE t.replaces_id = $1", id)
}

// CertificatesOfRunFile finds the certificates of the print run whose kept PDF has
// a SHA-256, in the order of its pages; none when there is no such run.
func (tx *Tx) CertificatesOfRunFile(sha256 string) ([]Certificate, error) {
	return certificates.all(tx, `JOIN print_run_item p ON p.certificate_id = t.id AND p.first_page > 0 WHERE p.print_run_id =
		(SELECT min(r.id) FROM print_run r JOIN document d ON d.id = r.document_id WHERE d.sha256 = $1) ORDER BY p.first_page, p.position`, sha256)
}
