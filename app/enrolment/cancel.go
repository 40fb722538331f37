package enrolment

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Settle says how the invoices of an enrolment are dealt with.
type Settle struct {
	FeeCents data.Cents // what stays due when it is cancelled
	Leave    bool       // nothing is done to invoices
	Reason   string     // also on the credit note
}

// Effect is what cancelling or moving comes to, before it happens.
type Effect struct {
	Name     string
	FeeCents data.Cents // what the terms propose
	Why      string     // why that
	Lines    []string   // what happens to the invoices
	Notices  []string   // what to look at besides
	Clashes  []training.Clash
	Mail     bool // the participant has a mail address
}

// CancelEffect says what cancelling an enrolment would do. A fee below zero asks
// for the proposal of the terms.
func (d *Desk) CancelEffect(ctx context.Context, enrolment int64, o Settle) (Effect, error) {
	var out Effect
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		c, err := d.cancelling(tx, enrolment)
		if err != nil {
			return err
		}
		if o.FeeCents < 0 {
			o.FeeCents = c.effect.FeeCents
		}
		for _, s := range c.before(c.steps(o)) {
			c.effect.Lines = append(c.effect.Lines, s.text)
		}
		out = c.effect
		return nil
	})
	return out, err
}

// cancelling is an enrolment that is going to be cancelled.
type cancelling struct {
	enrolment data.Enrolment
	taught    taught
	person    data.Person
	name      string
	bills     []bill
	fees      data.Cents // what stayed due when it was cancelled before
	effect    Effect
}

func (d *Desk) cancelling(tx *data.Tx, id int64) (*cancelling, error) {
	e, err := tx.Enrolment(id)
	if err != nil {
		return nil, data.Explain("Deze deelnemer staat niet meer in de groep.", err)
	}
	c := &cancelling{enrolment: e}
	if c.taught, err = readTaught(tx, e.CohortID); err != nil {
		return nil, err
	}
	p, err := tx.Person(e.PersonID)
	if err != nil {
		return nil, err
	}
	known, err := readBills(tx, id)
	if err != nil {
		return nil, err
	}
	c.bills, c.fees = known.now, known.feeCents()
	c.person, c.name = p, p.Name()
	c.effect = Effect{Name: c.name, Mail: first(p.Email, p.WorkEmail) != ""}
	c.effect.FeeCents, c.effect.Why, err = d.fee(tx, c.taught, e)
	return c, err
}

// fee is what the terms say that stays due when an enrolment is cancelled today.
func (d *Desk) fee(tx *data.Tx, t taught, e data.Enrolment) (data.Cents, string, error) {
	terms, err := training.ReadPlaceTerms(tx)
	if err != nil {
		return 0, "", err
	}
	start, today := t.cohort.FirstDay, tx.Today()
	left := d.Calendar.Between(today, start)
	switch {
	case e.Status != training.Confirmed:
		return 0, words.T("Zonder plaats kost afmelden niets."), nil
	case start == "":
		return 0, words.T("De groep heeft nog geen dagen: afmelden kost niets."), nil
	case start > today && left >= terms.FreeDays:
		return 0, words.T("Nog %d werkdagen tot de eerste dag; tot %d werkdagen ervoor is afmelden gratis.", left, terms.FreeDays), nil
	}
	fee := t.course.PriceCents * data.Cents(terms.Percent) / 100
	if start <= today {
		return fee, words.T("De training is begonnen: volgens de termijnen blijft %d%% van %s verschuldigd. Jij beslist.", terms.Percent, money(t.course.PriceCents)), nil
	}
	return fee, words.T("Nog %d werkdagen tot de eerste dag, minder dan %d: volgens de termijnen blijft %d%% van %s verschuldigd. Jij beslist.", left, terms.FreeDays, terms.Percent, money(t.course.PriceCents)), nil
}

const feeText = "Annuleringskosten"

// steps are what is done to the invoices.
func (c *cancelling) steps(o Settle) []step {
	if o.Leave {
		return []step{{text: words.T("De facturen blijven zoals ze zijn.")}}
	}
	var total data.Cents
	for _, b := range c.bills {
		total += max(0, b.left)
	}
	fee := max(0, o.FeeCents)
	out := reduce(c.bills, max(0, total-fee), feeText)
	if more := fee - total; more > 0 {
		out = append(out, step{
			line: &data.InvoiceLine{Description: feeText + "\n" + c.taught.description(c.name), Quantity: 1, UnitCents: more, VATCode: c.taught.course.VATCode, EnrolmentID: c.enrolment.ID},
			text: words.T("Er komt een conceptfactuur van %s voor de annuleringskosten.", money(more)),
		})
	}
	if len(out) == 0 {
		out = append(out, step{text: words.T("Er is geen factuur; er verandert niets aan facturen.")})
	}
	return out
}

// Cancel cancels an enrolment and settles its invoices, in one change: only drafts
// are made, so that it can be undone until one of them is final. It refuses who
// has a certificate.
func (d *Desk) Cancel(ctx context.Context, enrolment int64, o Settle) (int64, error) {
	return d.do(ctx, "Inschrijving geannuleerd", func(tx *data.Tx) error {
		notes := newCredits(o.Reason)
		if err := d.cancel(tx, enrolment, o, notes); err != nil {
			return err
		}
		return notes.flush(tx)
	})
}

func (d *Desk) cancel(tx *data.Tx, enrolment int64, o Settle, notes *credits) error {
	c, err := d.cancelling(tx, enrolment)
	if err != nil {
		return err
	}
	if c.enrolment.Status == training.CalledOff {
		return data.Refuse("Deze inschrijving is al afgemeld. Er is niets gewijzigd.")
	}
	if o.FeeCents < 0 {
		o.FeeCents = c.effect.FeeCents
	}
	if err := training.CallOff(tx, enrolment, o.Reason); err != nil {
		return err
	}
	if err := c.settle(tx, c.steps(o), notes, "Annulering"); err != nil || o.Leave {
		return err
	}
	return closeBills(tx, enrolment)
}

// before says what stays due of an earlier time that somebody was called off.
func (c *cancelling) before(steps []step) []step {
	if c.fees > 0 {
		steps = append(steps, step{text: words.T("De annuleringskosten van eerder (%s) blijven staan.", money(c.fees))})
	}
	return steps
}

func (c *cancelling) settle(tx *data.Tx, steps []step, notes *credits, why string) error {
	for _, s := range steps {
		if s.bill.invoice.ID != 0 {
			if err := notes.apply(tx, s, why); err != nil {
				return err
			}
			continue
		}
		if s.line != nil {
			if err := c.invoice(tx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

// invoice makes a draft of one line for whoever pays this enrolment.
func (c *cancelling) invoice(tx *data.Tx, s step) error {
	_, buyer, err := payer(tx, c.enrolment, c.person)
	if err != nil {
		return err
	}
	if s.delivery != nil {
		buyer.DeliveryDay = *s.delivery
	}
	l := s.line
	buyer.Lines = []sales.DraftLine{{Description: l.Description, Quantity: l.Quantity, UnitCents: l.UnitCents, VATCode: l.VATCode, EnrolmentID: l.EnrolmentID}}
	_, err = sales.NewDraftIn(tx, buyer)
	return err
}

// CohortEffect is what cancelling a whole cohort comes to.
type CohortEffect struct {
	Title   string
	People  []PersonEffect // everybody who has a seat, waits or asked for one
	Summary []string       // counted: "3 conceptfacturen vervallen"
}

// PersonEffect is what it does to one enrolment.
type PersonEffect struct {
	EnrolmentID int64
	Name        string
	Status      string // "heeft een plaats", "wachtlijst", "aangevraagd"
	Lines       []string
	Mail        string // where the participant can be told; empty: no address is known
}

// CancelCohortEffect says what cancelling a cohort would do to each enrolment and
// its invoices: nobody pays anything. It refuses a cohort that cannot be cancelled.
func (d *Desk) CancelCohortEffect(ctx context.Context, cohort int64) (CohortEffect, error) {
	var out CohortEffect
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		out = CohortEffect{}
		if err := training.MayBecome(tx, cohort, training.Cancelled); err != nil {
			return err
		}
		t, err := readTaught(tx, cohort)
		if err != nil {
			return err
		}
		out.Title = joined(", ", t.course.Name, t.cohort.Town)
		all, err := tx.EnrolmentsIn(cohort)
		if err != nil {
			return err
		}
		var dropped, given int
		var back data.Cents
		for _, e := range all {
			if e.Status == training.CalledOff {
				continue
			}
			c, err := d.cancelling(tx, e.ID)
			if err != nil {
				return err
			}
			p, err := tx.Person(e.PersonID)
			if err != nil {
				return err
			}
			line := PersonEffect{EnrolmentID: e.ID, Name: c.name, Status: training.EnrolmentWord(e.Status), Mail: first(p.Email, p.WorkEmail)}
			for _, s := range c.before(c.steps(Settle{})) {
				line.Lines = append(line.Lines, s.text)
				switch {
				case s.back > 0 && s.bill.draft():
					dropped++
				case s.back > 0:
					given, back = given+1, back+s.back
				}
			}
			out.People = append(out.People, line)
		}
		out.Summary = summary(len(out.People), dropped, given, back)
		return nil
	})
	return out, err
}

func summary(people, dropped, given int, back data.Cents) []string {
	out := []string{words.T("Inschrijvingen die vervallen: %d.", people)}
	if dropped > 0 {
		out = append(out, words.T("Regels op conceptfacturen die vervallen: %d.", dropped))
	}
	if given > 0 {
		out = append(out, words.T("Deelnemers voor wie er een concept-creditfactuur komt: %d, samen %s.", given, money(back)))
	}
	if dropped+given == 0 {
		out = append(out, words.T("Er zijn geen facturen."))
	}
	return out
}

// CancelCohort cancels a cohort with all its enrolments and settles their invoices,
// in one change that can be undone until one of the credit notes is final.
func (d *Desk) CancelCohort(ctx context.Context, cohort int64, reason string) (int64, error) {
	return d.do(ctx, "Trainingsgroep geannuleerd", func(tx *data.Tx) error {
		all, err := tx.EnrolmentsIn(cohort)
		if err != nil {
			return err
		}
		if err := training.MayBecome(tx, cohort, training.Cancelled); err != nil {
			return err
		}
		note := first(reason, "training gaat niet door")
		notes := newCredits(note)
		for _, e := range all {
			if e.Status == training.CalledOff {
				continue
			}
			if err := d.cancel(tx, e.ID, Settle{Reason: note}, notes); err != nil {
				return err
			}
		}
		if err := notes.flush(tx); err != nil {
			return err
		}
		return training.SetStatus(tx, cohort, training.Cancelled)
	})
}
