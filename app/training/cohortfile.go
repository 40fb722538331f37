package training

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The most that a file of cohorts may hold.
const (
	maxCohortFile  = 16 << 20 // bytes
	maxFileCohorts = 500
)

// fileCohort is a cohort as a file describes it.
type fileCohort struct {
	ID       string   `json:"id"`
	Training string   `json:"training"`
	Dates    []string `json:"dates"`
	Location struct {
		Venue       string `json:"venue"`
		Street      string `json:"street"`
		HouseNumber string `json:"house_number"`
		Postcode    string `json:"postcode"`
		Town        string `json:"town"`
	} `json:"location"`
	Trainers     []string          `json:"trainers"`
	Note         string            `json:"note"`
	Participants []fileParticipant `json:"participants"`
}

type fileParticipant struct {
	Name            string   `json:"name"`
	CertificateName string   `json:"certificate_name"`
	Organisation    string   `json:"organisation"`
	Email           string   `json:"email"`
	Attendance      []string `json:"attendance"`
	Result          string   `json:"result"`
	Certificate     *bool    `json:"certificate"`
	Remarks         string   `json:"remarks"`
}

// readCohortFile reads a file of cohorts, or of one. Any fault refuses the
// file as a whole with the sentence that says where it is, so that nothing is read
// in half.
func readCohortFile(content []byte) ([]fileCohort, error) {
	if len(content) > maxCohortFile {
		return nil, data.Refuse("Dit bestand is te groot: hoogstens 16 MB. Er is niets ingelezen.")
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(content) {
		return nil, data.Refuse("Dit bestand is geen tekst in UTF-8. Er is niets ingelezen; sla het op als JSON in UTF-8.")
	}
	var cohorts []fileCohort
	content = bytes.TrimSpace(content)
	d := json.NewDecoder(bytes.NewReader(content))
	var err error
	if len(content) > 0 && content[0] == '{' {
		cohorts = make([]fileCohort, 1)
		err = d.Decode(&cohorts[0])
	} else {
		err = d.Decode(&cohorts)
	}
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more after the end")
		}
	}
	if err != nil {
		return nil, data.Explain("Dit bestand is geen lijst van trainingsgroepen in JSON. Er is niets ingelezen.", fmt.Errorf("cohort file: %w", jsonFault(err)))
	}
	switch {
	case len(cohorts) == 0:
		return nil, data.Refuse("In dit bestand staat geen trainingsgroep. Er is niets ingelezen.")
	case len(cohorts) > maxFileCohorts:
		return nil, data.Refuse("In dit bestand staan te veel trainingsgroepen: hoogstens 500. Er is niets ingelezen.")
	}
	for i := range cohorts {
		if err := cohorts[i].check(i + 1); err != nil {
			return nil, err
		}
	}
	return cohorts, nil
}

// jsonFault keeps the values of the file out of an error that may be logged.
func jsonFault(err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return fmt.Errorf("byte %d: %s where %s is expected", kind.Offset, strings.Fields(kind.Value + " value")[0], kind.Type)
	case errors.As(err, &syntax):
		return fmt.Errorf("byte %d: no JSON", syntax.Offset)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	}
	return errors.New("no JSON")
}

// check tidies the texts of a cohort and refuses what cannot be a cohort. n is
// its place in the file, from 1.
func (c *fileCohort) check(n int) error {
	where := words.T("trainingsgroep %d in dit bestand", n)
	for _, s := range []*string{
		&c.ID, &c.Training, &c.Location.Venue, &c.Location.Street, &c.Location.HouseNumber, &c.Location.Postcode, &c.Location.Town,
	} {
		*s = plain(*s)
		if utf8.RuneCountInString(*s) > maxLine {
			return data.Refuse("Bij %s is een tekst te lang: hoogstens 300 tekens. Er is niets ingelezen.", where)
		}
	}
	if c.ID == "" || c.Training == "" {
		return data.Refuse("Bij %s ontbreekt de code (id) of de opleiding (training). Er is niets ingelezen.", where)
	}
	if utf8.RuneCountInString(c.ID) > 60 || utf8.RuneCountInString(c.Training) > 120 {
		return data.Refuse("Bij %s is de code of de naam van de opleiding te lang. Er is niets ingelezen.", where)
	}
	if utf8.RuneCountInString(c.Note) > maxText {
		return data.Refuse("Bij %s is de notitie te lang: hoogstens 2000 tekens. Er is niets ingelezen.", where)
	}
	if len(c.Dates) == 0 || len(c.Dates) > maxDays {
		return data.Refuse("Bij %s horen 1 tot 60 dagen te staan (dates). Er is niets ingelezen.", where)
	}
	for i := range c.Dates {
		c.Dates[i] = plain(c.Dates[i])
		day, err := data.ParseDay(c.Dates[i])
		if err != nil || day == "" {
			return data.Refuse("Bij %s staat een dag die niet bestaat of anders geschreven is dan 2026-03-31. Er is niets ingelezen.", where)
		}
		if i > 0 && c.Dates[i-1] >= c.Dates[i] {
			return data.Refuse("Bij %s staan de dagen niet op volgorde of dubbel. Er is niets ingelezen.", where)
		}
	}
	if len(c.Trainers) > maxTrainers {
		return data.Refuse("Bij %s staan te veel trainers: hoogstens 12. Er is niets ingelezen.", where)
	}
	if len(c.Participants) > maxParticipants {
		return data.Refuse("Bij %s staan te veel deelnemers: hoogstens 1000. Er is niets ingelezen.", where)
	}
	for i := range c.Participants {
		p := &c.Participants[i]
		for _, s := range []*string{&p.Name, &p.CertificateName, &p.Organisation, &p.Email, &p.Result} {
			*s = plain(*s)
			if utf8.RuneCountInString(*s) > maxLine {
				return data.Refuse("Bij deelnemer %d van %s is een tekst te lang: hoogstens 300 tekens. Er is niets ingelezen.", i+1, where)
			}
		}
		p.Remarks = plain(p.Remarks)
		if utf8.RuneCountInString(p.Remarks) > maxText {
			return data.Refuse("Bij deelnemer %d van %s is de opmerking te lang: hoogstens 2000 tekens. Er is niets ingelezen.", i+1, where)
		}
	}
	return nil
}

// plain is tidy without signs that cannot be seen but change what is read: control
// signs and those that turn the direction of writing.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, s)
	return tidy(s)
}

// attendanceWords are how files write attendance.
var attendanceWords = map[string]string{
	"aanwezig": Present, "ja": Present, "x": Present, "present": Present,
	"deels": Partly, "gedeeltelijk": Partly,
	"afwezig": Absent, "nee": Absent, "absent": Absent,
	"": "", "-": "", "onbekend": "",
}

// statedWords are how files write results.
var statedWords = map[string]string{
	"": Open, "-": Open, "open": Open,
	"geslaagd": Passed, "deelgenomen": Attended, "niet geslaagd": Failed, "gezakt": Failed, "inhalen": CatchUp, "haalt in": CatchUp,
	"gestopt": Stopped, "niet verschenen": NoShow, "afgemeld": Withdrawn,
}
