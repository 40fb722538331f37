package oldpaper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Choice is what the office found a copy to be.
type Choice struct {
	PersonID int64 // whose it is; 0: somebody who is not in the register yet, and is added
	// Training is the one that it belongs to, as it was ranked; nil when none was found and the copy itself convinces.
	Training *Candidate
	Reason   string
	// Ignore goes on where the person has a certificate of that day already.
	Ignore bool
}

// Outcome is what a decision led to.
type Outcome struct {
	PersonID      int64
	CertificateID int64
	Text          string // what to say
	Change        int64
	Joined        bool // the certificate was in the register already, and was completed
}

// ErrHasIt: the person has a certificate of that day already, and the numbers differ.
var ErrHasIt = errors.New("certificate is in the register already")

// Accept records that a copy is genuine: the person has the certificate from now on. Where the register knew of it from
// an old list, that certificate is completed and no second one is made.
func (d *Desk) Accept(ctx context.Context, id int64, c Choice) (Outcome, error) {
	var out Outcome
	c.Reason = strings.TrimSpace(clip(c.Reason, 2000))
	if c.Reason == "" {
		return out, data.Refuse("Schrijf in een paar woorden waarom het certificaat echt is. Er is niets vastgelegd.")
	}
	change, err := d.do(ctx, "Oud certificaat aanvaard", func(tx *data.Tx) error {
		out = Outcome{}
		o, err := undecided(tx, id)
		if err != nil {
			return err
		}
		if c.Training != nil && c.Training.Verdict == Impossible {
			return data.Refuse("Deze training kan het niet zijn: %s. Kies een andere; er is niets vastgelegd.", lastText(c.Training.Lines))
		}
		ranking, err := d.rank(tx, o) // before anything is recorded, which would speak for itself
		if err != nil {
			return err
		}
		ranking.choose(c.Training)
		made := false
		if out.PersonID, made, err = d.holderOf(tx, o, c); err != nil {
			return err
		}
		cert, known, err := d.certificateFor(tx, o, c, out.PersonID)
		if err != nil {
			return err
		}
		if err := tx.SaveCertificate(&cert); err != nil {
			return err
		}
		out.CertificateID, out.Joined = cert.ID, known
		if err := settlePerson(tx, out.PersonID, cert); err != nil {
			return err
		}
		o.MadePerson = made || o.MadePerson && o.PersonID == out.PersonID
		o.MadeCert = !known || o.MadeCert && o.CertificateID == cert.ID
		o.PersonID, o.CertificateID = out.PersonID, cert.ID
		if t := c.Training; t != nil {
			switch t.Source {
			case FromCohort:
				o.CohortID = t.ID
			case FromFormer:
				o.FormerID = t.ID
			}
		}
		out.Text = words.T("Certificaat aanvaard en bij de professional gezet")
		if known {
			out.Text = words.T("Certificaat aanvaard: het stond al in het register, de kopie hoort er nu bij")
		}
		return d.decided(tx, &o, ranking, Accepted, c.Reason, "oud certificaat aanvaard")
	})
	out.Change = change
	return out, err
}

func lastText(lines []Line) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[len(lines)-1].Text
}

// holderOf gives whose the certificate is, and adds who is not in the register; made says that it did.
func (d *Desk) holderOf(tx *data.Tx, o data.OldPaper, c Choice) (id int64, made bool, err error) {
	if c.PersonID != 0 {
		_, err := tx.Person(c.PersonID)
		return c.PersonID, false, err
	}
	l := register.Named(firstFilled(o.Asker, o.Holder), o.Email)
	l.CertificateName, l.Organisation, l.Phone, l.Town = o.Holder, o.Organisation, o.Phone, o.Town
	p, existed, err := register.FindOrAdd(tx, l)
	if err != nil || existed {
		return p.ID, false, err
	}
	p.CertificateName, p.Street, p.HouseNumber, p.Postcode = o.Holder, o.Street, o.HouseNumber, o.Postcode
	if data.Fold(p.CertificateName) == data.Fold(p.Name()) {
		p.CertificateName = ""
	}
	return p.ID, true, tx.SavePerson(&p)
}

// certificateFor makes the certificate, or finds the one that the register has of it; known says which.
func (d *Desk) certificateFor(tx *data.Tx, o data.OldPaper, c Choice, person int64) (data.Certificate, bool, error) {
	claim := claimOf(o)
	cert := data.Certificate{
		PersonID: person, Kind: "old_paper", Status: "valid", Number: o.Number, Holder: claim.holder(), Course: firstFilled(o.Course, "KIES training"),
		AgeGroup: agesOf(o.Course), Achieved: claim.When().Kept(), Place: o.Place, Trainers: o.Trainers, IssuedOn: "",
	}
	if t := c.Training; t != nil {
		// What stands on the paper goes before what the office knows; what it does not say is filled in.
		cert.Course = firstFilled(o.Course, t.Course, cert.Course)
		cert.AgeGroup = firstFilled(cert.AgeGroup, t.Ages)
		if len(t.Achieved) > len(cert.Achieved) {
			cert.Achieved = t.Achieved
		}
		cert.Place, cert.Trainers = firstFilled(cert.Place, t.Place), firstFilled(cert.Trainers, strings.Join(t.Trainers, "\n"))
	}
	held, err := tx.CertificatesOf(person)
	if err != nil {
		return cert, false, err
	}
	for _, h := range held {
		same, clash := samePaper(h, cert)
		switch {
		case !same || h.Status != "valid":
		case h.Kind != "old_paper":
			return cert, false, data.Refuse("Dit certificaat is door ons zelf uitgegeven, met nummer %s. Er is niets vastgelegd; kijk bij de professional.", h.Number)
		case clash && !c.Ignore:
			return cert, false, data.Explain("Deze professional heeft al een certificaat van die dag, met nummer %s. Kijk na of het hetzelfde is; er is niets vastgelegd.", ErrHasIt, h.Number)
		case clash:
		default:
			return completed(h, cert), true, nil
		}
	}
	if o.Number != "" {
		if training.IssuedNumber(o.Number) {
			return cert, false, data.Refuse("Nummer %s is er een zoals dit programma ze geeft; op oud papier staat zo'n nummer niet. Kijk het na; er is niets vastgelegd.", o.Number)
		}
		if err := ofSomebodyElse(tx, o.Number, person); err != nil && !c.Ignore {
			return cert, false, err
		}
	}
	return cert, false, enrolled(tx, c, person, &cert)
}

// samePaper says whether two certificates of one person are of the same paper: of one number, or of one day and kind of
// course. clash is when day and course agree and the numbers do not.
func samePaper(a, b data.Certificate) (same, clash bool) {
	if a.Number != "" && strings.EqualFold(a.Number, b.Number) {
		return true, false
	}
	x, y := keptWhen(a.Achieved), keptWhen(b.Achieved)
	if x.None() || y.None() || x.From > y.Until || y.From > x.Until || kindOf(a.Course) != kindOf(b.Course) {
		return false, false
	}
	if g, h := firstFilled(agesOf(a.AgeGroup), agesOf(a.Course)), firstFilled(agesOf(b.AgeGroup), agesOf(b.Course)); g != "" && h != "" && g != h {
		return false, false // FAQ: certificates are per age group
	}
	return true, a.Number != "" && b.Number != ""
}

// completed fills in what an old list did not say.
func completed(known, found data.Certificate) data.Certificate {
	known.Number, known.Place = firstFilled(known.Number, found.Number), firstFilled(known.Place, found.Place)
	if known.Trainers == "" {
		known.Trainers = found.Trainers
	}
	known.AgeGroup = firstFilled(known.AgeGroup, found.AgeGroup)
	if len(found.Achieved) > len(known.Achieved) {
		known.Achieved = found.Achieved
	}
	return known
}

// ofSomebodyElse refuses a number that somebody else has.
func ofSomebodyElse(tx *data.Tx, number string, person int64) error {
	all, err := tx.CertificatesByNumber(number)
	if err != nil {
		return err
	}
	for _, h := range all {
		if h.PersonID != person && h.Status == "valid" {
			return data.Explain("Nummer %s staat in het register bij iemand anders. Zoek het nummer op en kijk wie het is; er is niets vastgelegd.", ErrHasIt, number)
		}
	}
	return nil
}

// enrolled ties the certificate to somebody's place in the cohort, so that no second one is issued for it.
func enrolled(tx *data.Tx, c Choice, person int64, cert *data.Certificate) error {
	if c.Training == nil || c.Training.Source != FromCohort {
		return nil
	}
	all, err := tx.EnrolmentsOfPeople([]int64{person})
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(e data.Enrolment) bool { return e.CohortID == c.Training.ID })
	if i < 0 {
		return nil
	}
	issued, err := tx.CertifiedEnrolments(c.Training.ID)
	if err != nil {
		return err
	}
	if issued[all[i].ID] {
		return data.Refuse("Voor deze training is al een certificaat uitgegeven aan deze professional. Er is niets vastgelegd; kijk bij de professional.")
	}
	cert.EnrolmentID = all[i].ID
	return nil
}

// settlePerson has the certificate count: for the membership, from the day on it, and for finding somebody by its number.
func settlePerson(tx *data.Tx, person int64, cert data.Certificate) error {
	day, err := data.ParseDay(cert.Achieved)
	if err == nil && day != "" {
		if err := countTraining(tx, person, cert, day); err != nil {
			return err
		}
	}
	p, err := tx.Person(person)
	if err != nil {
		return err
	}
	return tx.SavePerson(&p)
}

// countTraining adds the training to what happened to the membership, unless it is there.
func countTraining(tx *data.Tx, person int64, cert data.Certificate, day data.Day) error {
	e := data.MembershipEvent{PersonID: person, Regime: register.RegimeCoach, Kind: register.EventTraining, Day: day, CertificateID: cert.ID}
	switch kindOf(cert.Course) {
	case "mediation":
		e.Regime = register.RegimeMediator
	case "follow_up", "deepening":
		e.Kind = register.EventFollowUp
	case "study":
		return nil // extends no membership
	}
	events, err := tx.MembershipEventsOf(person)
	if err != nil {
		return err
	}
	for _, known := range events {
		if known.Regime == e.Regime && known.Kind == e.Kind && known.Day == e.Day {
			return nil
		}
	}
	return register.RecordMembership(tx, e)
}

// decided writes down a decision with what it was based on, and settles the mail.
func (d *Desk) decided(tx *data.Tx, o *data.OldPaper, ranking Ranking, state, reason, outcome string) error {
	evidence, err := json.Marshal(ranking)
	if err != nil {
		return fmt.Errorf("evidence: %w", err)
	}
	o.State, o.Reason, o.Evidence, o.DecidedOn, o.DecidedBy = state, reason, string(evidence), tx.Today(), d.who()
	if err := tx.SaveOldPaper(o); err != nil || o.MessageSHA == "" {
		return err
	}
	m, err := tx.MessageBySHA(o.MessageSHA)
	if errors.Is(err, data.ErrNotFound) || err == nil && m.State == "done" {
		return nil
	}
	if err != nil {
		return err
	}
	if err := mailbox.SettleIn(tx, o.MessageSHA, "done", outcome); err != nil {
		return err
	}
	// What the same sender wrote about it before is dealt with too.
	earlier, err := tx.NewInThread(m.Thread, m.FromEmail, m.Received)
	for _, sha := range earlier {
		if err := mailbox.SettleIn(tx, sha, "done", outcome); err != nil {
			return err
		}
	}
	return err
}

// Refuse records that a copy was not found to be genuine.
func (d *Desk) Refuse(ctx context.Context, id, person int64, reason string) (int64, error) {
	return d.close(ctx, id, person, Refused, reason, "Oud certificaat afgewezen", "oud certificaat afgewezen")
}

// AskMore records what was asked of the sender; the copy stays open until it comes.
func (d *Desk) AskMore(ctx context.Context, id, person int64, what string) (int64, error) {
	return d.close(ctx, id, person, Asked, what, "Meer gevraagd over een oud certificaat", "meer gevraagd over een oud certificaat")
}

func (d *Desk) close(ctx context.Context, id, person int64, state, reason, title, outcome string) (int64, error) {
	reason = strings.TrimSpace(clip(reason, 2000))
	if reason == "" {
		return 0, data.Refuse("Schrijf in een paar woorden waarom. Er is niets vastgelegd.")
	}
	return d.do(ctx, title, func(tx *data.Tx) error {
		o, err := undecided(tx, id)
		if err != nil {
			return err
		}
		ranking, err := d.rank(tx, o)
		if err != nil {
			return err
		}
		if person != 0 {
			o.MadePerson = o.MadePerson && o.PersonID == person
			o.PersonID = person
		}
		return d.decided(tx, &o, ranking, state, reason, outcome)
	})
}

// Reopen takes up again what was refused, or what more was asked about.
func (d *Desk) Reopen(ctx context.Context, id int64) (int64, error) {
	return d.do(ctx, "Oud certificaat opnieuw bekeken", func(tx *data.Tx) error {
		o, err := tx.OldPaper(id)
		if err != nil {
			return err
		}
		switch o.State {
		case Accepted:
			return data.Refuse("Dit certificaat is aanvaard. Trek dat eerst in, met de reden; er is niets gewijzigd.")
		case Open:
			return data.Refuse("Dit certificaat moet nog worden beoordeeld.")
		}
		o.State, o.Evidence, o.DecidedOn, o.DecidedBy = Open, "", "", ""
		o.CohortID, o.FormerID = 0, 0 // its certificate stays, so that it does not prove what it was made of
		return tx.SaveOldPaper(&o)
	})
}

// Withdraw takes back, for a reason, that a copy was accepted: its certificate is revoked and what it gave the membership
// goes.
func (d *Desk) Withdraw(ctx context.Context, id int64, reason string) (int64, error) {
	reason = strings.TrimSpace(clip(reason, 2000))
	if reason == "" {
		return 0, data.Refuse("Schrijf in een paar woorden waarom. Er is niets gewijzigd.")
	}
	return d.do(ctx, "Aanvaard oud certificaat ingetrokken", func(tx *data.Tx) error {
		o, err := tx.OldPaper(id)
		if err != nil {
			return err
		}
		if o.State != Accepted {
			return data.Refuse("Dit certificaat is niet aanvaard, dus er is niets in te trekken.")
		}
		cert, err := tx.Certificate(o.CertificateID)
		if err != nil {
			return err
		}
		cert.Status, cert.StatusReason = "revoked", reason
		if err := tx.SaveCertificate(&cert); err != nil {
			return err
		}
		events, err := tx.MembershipEventsOf(cert.PersonID)
		if err != nil {
			return err
		}
		for _, e := range events {
			if e.CertificateID == cert.ID {
				if err := tx.DeleteMembershipEvent(e.ID); err != nil {
					return err
				}
			}
		}
		if err := register.RefreshMembership(tx, cert.PersonID); err != nil {
			return err
		}
		o.State, o.Reason, o.DecidedOn, o.DecidedBy = Refused, reason, tx.Today(), d.who()
		return tx.SaveOldPaper(&o)
	})
}

// MayIgnore says whether a refusal is one that the office can go on after, having looked.
func MayIgnore(err error) bool { return errors.Is(err, ErrHasIt) }

// ReasonFor proposes the reason of an acceptance: what of the evidence speaks for it. It is Dutch, as all that is kept.
func ReasonFor(c *Candidate, copied bool) string {
	var speaks []string
	if c != nil {
		for _, l := range c.Lines {
			if l.Mark == Fits || l.Mark == Nearly {
				speaks = append(speaks, l.Text)
			}
		}
	}
	if copied {
		speaks = append(speaks, "de kopie is bekeken")
	}
	text := strings.Join(speaks, "; ")
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:] + "."
}
