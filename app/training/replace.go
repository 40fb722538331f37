package training

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Why a certificate is replaced.
const (
	BecauseName  = "name"  // the name is misspelt
	BecauseLost  = "lost"  // or damaged
	BecauseWrong = "wrong" // what it says of the training is wrong: it is taken as the cohort has it now
	BecauseOther = "other" // which the note says
)

// because are the reasons as they are kept, for whoever checks the old certificate.
var because = map[string]string{
	BecauseName: "naam verkeerd geschreven", BecauseLost: "kwijt of beschadigd", BecauseWrong: "gegevens van de training waren verkeerd", BecauseOther: "",
}

// Replacement is a certificate in the place of another.
type Replacement struct {
	Why  string // one of the above
	Note string // what more there is to say about it
	// Name is that of the holder as it must stand there; empty is as it stood.
	Name string
}

// reason is why, as it is kept; empty when nothing was said.
func (r Replacement) reason() string {
	return joined(": ", because[r.Why], tidy(r.Note))
}

// Replace issues a certificate with a number of its own in the place of another,
// which stays as it was with what it was replaced by. It cannot be undone. One that
// was revoked stays revoked. The run is that of the one certificate, to be printed.
func (t *Training) Replace(ctx context.Context, certificate int64, how Replacement) (Run, error) {
	reason := how.reason()
	if reason == "" {
		return Run{}, data.Refuse("Zeg erbij waarom er een nieuw certificaat komt. Er is niets gewijzigd.")
	}
	var run Run
	_, err := t.do(ctx, "Certificaat vervangen", func(tx *data.Tx) error {
		run = Run{}
		c, g, err := replaceable(tx, certificate)
		if err != nil {
			return err
		}
		if g.sign, err = signer(tx); err != nil {
			return err
		}
		look, err := t.look(tx, g)
		if err != nil {
			return err
		}
		year := string(tx.Today())[:4]
		n, err := tx.NextNumber(CertificateSeries(year))
		if err != nil {
			return err
		}
		p, err := g.replacement(c, how, CertificateNumber(year, n), string(tx.Today()))
		if err != nil {
			return err
		}
		batch, err := oneCertificate(p, look)
		if err != nil {
			return err
		}
		if c.Status == Valid {
			c.Status, c.StatusReason = Replaced, reason
			if err := tx.SaveCertificate(&c); err != nil {
				return err
			}
		}
		if p.values.Name != c.Holder {
			if err := rename(tx, &p); err != nil {
				return err
			}
		}
		made, err := g.keep(tx, p, batch.Page(0), look, batch.Design().String())
		if err != nil {
			return err
		}
		run.Issued = []Issued{made}
		return g.keepRun(tx, batch, []int64{made.CertificateID}, &run)
	})
	if err != nil {
		return Run{}, err
	}
	return run, nil
}

// ReplaceSample lays out the certificate that Replace would make, for looking at. It keeps nothing.
func (t *Training) ReplaceSample(ctx context.Context, certificate int64, how Replacement) ([]byte, error) {
	var pdf []byte
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, g, err := replaceable(tx, certificate)
		if err != nil {
			return err
		}
		g.sign = unsigned
		look, err := t.look(tx, g)
		if err != nil {
			return err
		}
		p, err := g.replacement(c, how, sampleNumber, string(tx.Today()))
		if err != nil {
			return err
		}
		batch, err := oneCertificate(p, look)
		if err == nil {
			pdf = batch.PDF()
		}
		return err
	})
	return pdf, err
}

// replaceable reads a certificate that another may take the place of, with its cohort.
func replaceable(tx *data.Tx, id int64) (data.Certificate, *group, error) {
	c, err := readCertificate(tx, id)
	if err != nil {
		return c, nil, err
	}
	if c.Kind == OldPaper || c.EnrolmentID == 0 || c.IssuedValues == "" {
		return c, nil, data.Refuse("Dit is een certificaat van voor dit programma; er kan hier geen nieuw van worden gemaakt. Er is niets gewijzigd.")
	}
	next, err := tx.CertificateReplacing(c.ID)
	if err == nil {
		return c, nil, data.Refuse("Dit certificaat is al vervangen door %s. Er is niets gewijzigd.", next.Number)
	}
	if !errors.Is(err, data.ErrNotFound) {
		return c, nil, err
	}
	e, err := tx.Enrolment(c.EnrolmentID)
	if err != nil {
		return c, nil, err
	}
	g, err := readGroup(tx, e.CohortID)
	if err != nil {
		return c, nil, err
	}
	if now, other := g.certificates[c.EnrolmentID]; other && now.ID != c.ID {
		return c, nil, data.Refuse("Er is al een geldig certificaat voor deze deelname: %s. Er is niets gewijzigd.", now.Number)
	}
	delete(g.revoked, c.EnrolmentID)
	return c, g, nil
}

// replacement is what stands on a certificate in the place of another.
func (g *group) replacement(c data.Certificate, how Replacement, number, today string) (page, error) {
	m, ok := g.member(c.EnrolmentID)
	if !ok {
		return page{}, errors.New("replacement: enrolment is not in the cohort")
	}
	v := g.values(m, number, today)
	if how.Why != BecauseWrong {
		was, err := asIssued(c)
		if err != nil {
			return page{}, err
		}
		was.Number, was.Issued = number, today
		// The pictures of signatures are not kept with the values.
		for i := range was.Trainers {
			for _, now := range v.Trainers {
				if data.Fold(now.Name) == data.Fold(was.Trainers[i].Name) {
					was.Trainers[i] = now
				}
			}
		}
		v = was
	}
	v.Name = c.Holder
	if name := tidy(how.Name); name != "" {
		v.Name = name
	}
	p := page{member: m, values: v, achieved: c.Achieved, replaces: c.ID}
	if how.Why == BecauseWrong {
		p.achieved = string(g.completedOn(data.Day(today)))
	}
	return p, p.signed(g.sign)
}

// asIssued is what stood on a certificate.
func asIssued(c data.Certificate) (document.Certificate, error) {
	var kept issuedValues
	if err := json.Unmarshal([]byte(c.IssuedValues), &kept); err != nil {
		return document.Certificate{}, fmt.Errorf("certificate values: %w", err)
	}
	v := document.Certificate{
		Number: kept.Number, Name: kept.Name, Organisation: kept.Organisation, Course: kept.Course, AgeGroup: kept.AgeGroup,
		Outcome: document.Outcome(kept.Outcome), Days: kept.Days, Venue: kept.Venue, Town: kept.Town, Issued: kept.Issued, Code: kept.Code,
	}
	for _, name := range kept.Trainers {
		v.Trainers = append(v.Trainers, document.Trainer{Name: name})
	}
	return v, nil
}

// oneCertificate lays out one certificate; one with a fault is not made.
func oneCertificate(p page, look document.Look) (*document.Batch, error) {
	batch, err := document.Certificates([]document.Certificate{p.values}, look)
	if err != nil {
		return nil, data.Explain("Er is geen certificaat gemaakt. %s", err, sentence(err))
	}
	if len(batch.Problems) > 0 {
		return nil, data.Refuse("Er is geen certificaat gemaakt. %s", batch.Problems[0].Text)
	}
	return batch, nil
}

// rename keeps the better name with the enrolment, for the lists of the cohort.
func rename(tx *data.Tx, p *page) error {
	p.member.enrolment.CertificateName = p.values.Name
	return tx.SaveEnrolment(&p.member.enrolment)
}
