package enrolment

import (
	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// step is one thing that is done to an invoice; what is shown before it happens
// and what happens are made of the same steps.
type step struct {
	bill bill
	back data.Cents // taken off the invoice
	text string
	// Of a new line in place of the old, or of a new draft when there is no bill.
	line *data.InvoiceLine
	// delivery is the day of delivery that a draft with the line gets; nil: as it was.
	delivery *data.Day
	// apart: the line goes to a draft of its own, since others stay on the bill's.
	apart *data.Person
}

func money(c data.Cents) string { return document.Money(int64(c)) }

// reduce takes an amount off the bills, the newest first and drafts before what is
// final. fee names what is left on a draft of which a part stays.
func reduce(bills []bill, back data.Cents, fee string) []step {
	var out []step
	for _, drafts := range []bool{true, false} {
		for n := len(bills) - 1; n >= 0; n-- {
			b := bills[n]
			if b.draft() != drafts || b.left <= 0 {
				continue
			}
			s := step{bill: b, back: min(back, b.left)}
			back -= s.back
			switch {
			case s.back == 0 && b.draft():
				s.text = words.T("De conceptfactuur van %s blijft staan.", money(b.left))
			case s.back == 0:
				s.text = words.T("Factuur %s blijft staan.", b.invoice.Number)
			case b.draft() && s.back == b.left && !b.others:
				s.text = words.T("De conceptfactuur van %s vervalt.", money(b.left))
			case b.draft() && s.back == b.left && !b.people:
				s.text = words.T("Op de conceptfactuur vervalt de regel van %s; de rest blijft staan.", money(b.left))
			case b.draft() && s.back == b.left:
				s.text = words.T("Op de conceptfactuur voor meer deelnemers vervalt de regel van %s.", money(b.left))
			case b.draft():
				keep := b.lines[0]
				keep.Description, keep.Quantity, keep.UnitCents = fee+"\n"+keep.Description, 1, b.left-s.back
				s.line = &keep
				s.text = words.T("Op de conceptfactuur blijft %s staan in plaats van %s.", money(keep.UnitCents), money(b.left))
			case b.invoice.Settled() == data.SettledSetOff:
				s.text = words.T("Factuur %s is verrekend: er komt een concept-creditfactuur van %s, terug te betalen.", b.invoice.Number, money(s.back))
			case b.invoice.OpenCents() <= 0:
				s.text = words.T("Factuur %s is betaald: er komt een concept-creditfactuur van %s, terug te betalen.", b.invoice.Number, money(s.back))
			case b.invoice.PaidCents > b.invoice.SetOffCents:
				s.text = words.T("Factuur %s is voor een deel betaald: er komt een concept-creditfactuur van %s.", b.invoice.Number, money(s.back))
			default:
				s.text = words.T("Factuur %s is nog niet betaald: er komt een concept-creditfactuur van %s.", b.invoice.Number, money(s.back))
			}
			if !b.draft() && b.invoice.Imported && s.back > 0 {
				s.text, s.back = words.T("Factuur %s is in een ander programma gemaakt: crediteer die daar.", b.invoice.Number), 0
			}
			out = append(out, s)
		}
	}
	return out
}

// credits gathers the lines of credit notes, so that one invoice gets one, however
// many of its participants are cancelled together.
type credits struct {
	reason string
	order  []int64
	lines  map[int64][]data.InvoiceLine
	made   []int64
}

func newCredits(reason string) *credits {
	return &credits{reason: reason, lines: map[int64][]data.InvoiceLine{}}
}

// apply does a step; credit notes wait for flush.
func (c *credits) apply(tx *data.Tx, s step, why string) error {
	switch {
	case s.bill.draft() && (s.back > 0 || s.line != nil):
		return changeDraft(tx, s)
	case s.back == 0:
		return nil
	}
	id := s.bill.invoice.ID
	if c.lines[id] == nil {
		c.order = append(c.order, id)
	}
	if s.back == s.bill.left && !s.bill.credited {
		for _, l := range s.bill.lines {
			l.Quantity = -l.Quantity
			c.lines[id] = append(c.lines[id], l)
		}
		return nil
	}
	l := s.bill.lines[0]
	l.Description, l.Quantity, l.UnitCents = why+"\n"+l.Description, -1, s.back
	c.lines[id] = append(c.lines[id], l)
	return nil
}

// flush makes the drafts of the credit notes.
func (c *credits) flush(tx *data.Tx) error {
	for _, id := range c.order {
		i, err := sales.CreditIn(tx, id, c.reason, c.lines[id])
		if err != nil {
			return err
		}
		c.made = append(c.made, i.ID)
	}
	return nil
}

// changeDraft takes the lines of an enrolment off a draft, and puts another in
// their place where there is one, or on a draft of its own.
func changeDraft(tx *data.Tx, s step) error {
	b, instead, delivery := s.bill, s.line, s.bill.invoice.DeliveryDay
	if s.delivery != nil {
		delivery = *s.delivery
	}
	if s.apart != nil {
		if _, err := sales.SplitDraft(tx, b.invoice.ID, *s.apart, delivery, []data.InvoiceLine{*instead}); err != nil {
			return err
		}
		instead, delivery = nil, b.invoice.DeliveryDay
	}
	all, err := tx.InvoiceLinesOf(b.invoice.ID)
	if err != nil {
		return err
	}
	var left []data.InvoiceLine
	for _, l := range all {
		mine := false
		for _, m := range b.lines {
			mine = mine || m.ID == l.ID
		}
		switch {
		case !mine:
			left = append(left, l)
		case instead != nil:
			left, instead = append(left, *instead), nil
		}
	}
	return sales.SetDraftLines(tx, b.invoice.ID, delivery, left)
}
