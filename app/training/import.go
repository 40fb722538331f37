package training

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// ImportOptions says what a list of participants does not say itself; a file
// of cohorts (.json) needs none of it.
type ImportOptions struct {
	Course string // name of the course
	Start  data.Day
	Town   string
}

// Imported is what became of one cohort of a file.
type Imported struct {
	ID           int64    `json:"-"`
	Cohort       string   `json:"cohort"` // the code
	Course       string   `json:"course"`
	Participants int      `json:"participants"`
	Passed       int      `json:"passed"` // who completed it: passed, or attended where that is what a certificate is given for
	Warnings     []string `json:"warnings"`
	Known        bool     `json:"known"` // was there already; nothing was changed
}

// ImportCohort reads cohorts with their participants and results from a .json
// file, or one cohort from a list of participants (.xlsx, .csv) with options. A file
// goes in as a whole or not at all; the number of the change undoes it. A cohort
// that is there already stays as it is, with a warning.
func (t *Training) ImportCohort(ctx context.Context, file string, o ImportOptions) ([]Imported, int64, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".json":
		content, err := readWhole(file)
		if err != nil {
			return nil, 0, err
		}
		return t.importJSON(ctx, content)
	case ".xlsx", ".csv":
		return t.importList(ctx, file, o)
	}
	return nil, 0, data.Refuse("Dit soort bestand kan niet worden ingelezen. Kies een .json, .xlsx of .csv.")
}

func readWhole(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, data.Explain("Dit bestand kan niet worden geopend. Er is niets ingelezen.", err)
	}
	defer f.Close()
	content, err := io.ReadAll(io.LimitReader(f, maxCohortFile+1))
	return content, data.Explain("Dit bestand kan niet worden gelezen. Er is niets ingelezen.", err)
}

func (t *Training) importJSON(ctx context.Context, content []byte) ([]Imported, int64, error) {
	cohorts, err := readCohortFile(content)
	if err != nil {
		return nil, 0, err
	}
	var out []Imported
	change, err := t.do(ctx, "Trainingsgroepen ingelezen", func(tx *data.Tx) error {
		out = nil
		for _, c := range cohorts {
			done, err := importOne(tx, c)
			if err != nil {
				return err
			}
			out = append(out, done)
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	return out, change, nil
}

func importOne(tx *data.Tx, f fileCohort) (Imported, error) {
	if c, err := tx.CohortByCode(f.ID); err == nil {
		return knownCohort(tx, c.ID)
	} else if !errors.Is(err, data.ErrNotFound) {
		return Imported{}, err
	}
	done := Imported{Cohort: f.ID, Warnings: []string{}}
	course, isNew, err := findCourse(tx, f.Training, len(f.Dates))
	if err != nil {
		return done, err
	}
	done.Course = course.Name
	if isNew {
		done.Warnings = append(done.Warnings, words.T("De opleiding %s stond nog niet in de lijst en is toegevoegd. Kijk haar gegevens na.", course.Name))
	}
	v := CohortValues{
		CourseID: course.ID, Code: f.ID, Venue: f.Location.Venue, Street: f.Location.Street, HouseNumber: f.Location.HouseNumber,
		Postcode: f.Location.Postcode, Town: f.Location.Town, Notes: f.Note, Seats: max(course.Seats, len(f.Participants)),
	}
	for _, d := range f.Dates {
		v.Days = append(v.Days, CohortDay{Day: data.Day(d)})
	}
	for _, name := range f.Trainers {
		v.Trainers = append(v.Trainers, Trainer{Name: plain(name)})
	}
	c, err := planCohort(tx, v)
	if err != nil {
		return done, err
	}
	done.ID = c.ID
	if err := importPeople(tx, c, course, f, &done); err != nil {
		return done, err
	}
	if c, err = tx.Cohort(c.ID); err != nil {
		return done, err
	}
	c.Status = Opened
	if c.FirstDay <= tx.Today() {
		c.Status = Running
	}
	if err := tx.SaveCohort(&c); err != nil {
		return done, err
	}
	return done, settle(tx, c.ID)
}

func knownCohort(tx *data.Tx, id int64) (Imported, error) {
	g, err := readGroup(tx, id)
	if err != nil {
		return Imported{}, err
	}
	done := Imported{
		ID: id, Cohort: g.cohort.Code, Course: g.course.Name, Participants: len(g.confirmed()), Known: true,
		Warnings: []string{words.T("Trainingsgroep %s was er al; daar is niets aan gewijzigd.", g.cohort.Code)},
	}
	for _, m := range g.confirmed() {
		if m.judgement.Completed(&g.course) {
			done.Passed++
		}
	}
	return done, nil
}

// importPeople puts the participants of a file in a new cohort, with attendance
// and results.
func importPeople(tx *data.Tx, c data.Cohort, course data.Course, f fileCohort, done *Imported) error {
	in, err := readIntake(tx, c.ID)
	if err != nil {
		return err
	}
	days, err := tx.CohortDays(c.ID)
	if err != nil {
		return err
	}
	for i, p := range f.Participants {
		warn := func(text string) {
			who := p.Name
			if who == "" {
				who = words.T("Deelnemer %d", i+1)
			}
			done.Warnings = append(done.Warnings, who+": "+text)
		}
		if p.Name == "" && p.CertificateName == "" {
			warn(words.T("heeft geen naam en is overgeslagen."))
			continue
		}
		name := p.Name
		if name == "" {
			name = p.CertificateName
		}
		person := register.Named(name, p.Email)
		person.Organisation = p.Organisation
		added, err := in.enrolNamed(tx, person, Enrolling{CertificateName: p.CertificateName, Organisation: p.Organisation, Remarks: p.Remarks})
		if errors.Is(err, data.ErrDouble) {
			warn(words.T("staat er dubbel in en is één keer opgenomen."))
			continue
		}
		if err != nil {
			return err
		}
		done.Participants++
		marks := fileMarks(p, len(days), warn)
		for i, state := range marks {
			if state == "" {
				continue
			}
			if err := tx.SaveAttendance(&data.Attendance{EnrolmentID: added.EnrolmentID, CohortDayID: days[i].ID, State: state}); err != nil {
				return err
			}
		}
		e, err := tx.Enrolment(added.EnrolmentID)
		if err != nil {
			return err
		}
		j := fileResult(&e, p, &course, marks, warn)
		if err := tx.SaveEnrolment(&e); err != nil {
			return err
		}
		if j.Completed(&course) {
			done.Passed++
		}
	}
	return nil
}

// fileMarks reads somebody's attendance.
func fileMarks(p fileParticipant, days int, warn func(string)) []string {
	marks := make([]string, days)
	if len(p.Attendance) > days {
		warn(words.T("heeft aanwezigheid voor meer dagen dan er zijn; de rest is overgeslagen."))
	}
	for i, word := range p.Attendance[:min(days, len(p.Attendance))] {
		state, known := attendanceWords[strings.ToLower(plain(word))]
		if !known {
			warn(words.T("de aanwezigheid op dag %d is niet begrepen en staat open.", i+1))
		}
		marks[i] = state
	}
	return marks
}

// fileResult brings what a file states together with what follows from
// attendance: the same needs no decision, anything else is taken from the file as
// decided by hand, with its remark as the reason.
func fileResult(e *data.Enrolment, p fileParticipant, course *data.Course, marks []string, warn func(string)) Judgement {
	stated, known := statedWords[strings.ToLower(p.Result)]
	if !known {
		warn(words.T("de uitslag is niet begrepen; die volgt nu uit de aanwezigheid."))
	}
	byRule := Judge(course, marks, "", "")
	stays := stated == Open || stated == byRule.Result || stated == Passed && byRule.Completed(course)
	if !stays {
		e.Result, e.ResultReason = stated, p.Remarks
		if e.ResultReason == "" {
			e.ResultReason = "volgens het bestand"
		}
	}
	j := Judge(course, marks, e.Result, e.ResultReason)
	if j.Completed(course) && !byRule.Completed(course) {
		warn(words.T("volgens het bestand %s, maar uit de aanwezigheid volgt: %s. De uitslag van het bestand staat er nu.", words.T(resultWords[stated].Text), byRule.Pill().Text))
	}
	if p.Certificate == nil {
		return j
	}
	switch gets := j.Completed(course) && course.Certificate != "none"; {
	case gets && !*p.Certificate:
		e.CertificateHold = "volgens het bestand nog geen certificaat"
		warn(words.T("heeft de opleiding afgerond, maar krijgt volgens het bestand geen certificaat. Het is aangehouden."))
	case !gets && *p.Certificate:
		warn(words.T("krijgt volgens het bestand een certificaat, maar de uitslag is: %s.", j.Pill().Text))
	}
	return j
}

// ages matches an age group in the name of a course.
var ages = regexp.MustCompile(`(\d{1,2})\s*[-–]\s*(\d{1,2})\s*(?:jaar|jr)`)

// findCourse finds a course by name, or adds one of the kind that its name says.
func findCourse(tx *data.Tx, name string, days int) (c data.Course, isNew bool, err error) {
	if err := EnsureCourses(tx); err != nil {
		return c, false, err
	}
	c, err = tx.CourseByName(name)
	if !errors.Is(err, data.ErrNotFound) {
		return c, false, err
	}
	c = data.Course{
		Name: capital(name), Kind: Basic, Days: days, Seats: 16,
	}
	if strings.Contains(data.Fold(name), "coach") {
		c.GivesRole = "coach"
	}
	for _, k := range []struct{ word, kind string }{
		{"nascholing", FollowUp},
		{"verdieping", Deepening},
		{"studiedag", StudyDay},
		{"mediat", Mediation},
	} {
		if strings.Contains(data.Fold(name), k.word) {
			c.Kind = k.kind
			break
		}
	}
	AsUsual(&c)
	switch c.Kind {
	case FollowUp, Deepening, StudyDay:
		c.GivesRole = ""
	case Mediation:
		c.GivesRole = "mediator"
	}
	if m := ages.FindStringSubmatch(name); m != nil {
		c.AgeGroup = m[1] + "-" + m[2] + " jaar"
	}
	return c, true, saveCourse(tx, &c)
}

// capital starts a name with a capital.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// importList makes a cohort of a list of participants.
func (t *Training) importList(ctx context.Context, file string, o ImportOptions) ([]Imported, int64, error) {
	if tidy(o.Course) == "" || o.Start.Time().IsZero() || tidy(o.Town) == "" {
		return nil, 0, data.Refuse("Zeg er bij een lijst van deelnemers ook de opleiding, de eerste dag en de plaats bij. Er is niets ingelezen.")
	}
	people, doubts, err := register.ReadPeople(file)
	if err != nil {
		return nil, 0, err
	}
	var out []Imported
	change, err := t.do(ctx, "Trainingsgroep ingelezen", func(tx *data.Tx) error {
		out = nil
		if err := EnsureCourses(tx); err != nil {
			return err
		}
		course, err := tx.CourseByName(o.Course)
		if err != nil {
			return data.Explain("Deze opleiding is er niet. Er is niets ingelezen; kijk de naam na bij Opleidingen.", err)
		}
		known, err := tx.CohortsStarting(course.ID, o.Start, tidy(o.Town))
		if err != nil {
			return err
		}
		if len(known) > 0 {
			return data.Refuse("Deze trainingsgroep is er al: %s. Er is niets gewijzigd; voeg de lijst daar toe.", known[0].Code)
		}
		c, err := planCohort(tx, CohortValues{
			CourseID: course.ID, Days: []CohortDay{{Day: o.Start}}, Town: o.Town, Seats: max(course.Seats, len(people)),
		})
		if err != nil {
			return err
		}
		in, err := readIntake(tx, c.ID)
		if err != nil {
			return err
		}
		list, err := in.enrolList(tx, people, doubts)
		if err != nil {
			return err
		}
		done := Imported{ID: c.ID, Cohort: c.Code, Course: course.Name, Participants: len(list.Added), Warnings: append([]string{}, list.Warnings...)}
		if list.Already > 0 {
			done.Warnings = append(done.Warnings, words.T("Dubbel in de lijst en één keer opgenomen: %d.", list.Already))
		}
		if course.Days > 1 {
			done.Warnings = append(done.Warnings, words.T("De opleiding duurt %d dagen; vul de andere dagen nog in.", course.Days))
		}
		out = []Imported{done}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	return out, change, nil
}
