package enrolment

import (
	"context"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// maxDestinations is how many cohorts are offered to move to.
const maxDestinations = 60

// Destination is a cohort that somebody can move to.
type Destination struct {
	ID    int64
	Title string
	Day   data.Day
	Note  string // "3 plaatsen vrij", "vol", "andere opleiding"
	Same  bool   // of the same course

	begun, full bool
}

// rank orders where somebody can move to: what is most likely meant comes first.
func (d Destination) rank() int {
	rank := 0
	for i, not := range []bool{d.full, d.begun, !d.Same} {
		if not {
			rank |= 1 << i
		}
	}
	return rank
}

// Destinations gives the cohorts to which somebody can move: those of the same course
// first, of those what has not begun, and of those what has a seat; each by its first day.
func (d *Desk) Destinations(ctx context.Context, enrolment int64) ([]Destination, error) {
	var out []Destination
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		e, err := tx.Enrolment(enrolment)
		if err != nil {
			return data.Explain("Deze deelnemer staat niet meer in de groep.", err)
		}
		from, err := tx.Cohort(e.CohortID)
		if err != nil {
			return err
		}
		all, err := tx.CohortsIn([]string{training.Planned, training.Opened, training.Full, training.Running}, false, 0, maxDestinations*3)
		if err != nil {
			return err
		}
		for _, c := range all {
			if c.ID == from.ID || c.LastDay != "" && c.LastDay < tx.Today() {
				continue
			}
			t, err := readTaught(tx, c.ID)
			if err != nil {
				return err
			}
			free, err := training.FreeSeats(tx, c.ID)
			if err != nil {
				return err
			}
			to := Destination{
				ID: c.ID, Title: joined(", ", t.course.Name, c.Town), Day: c.FirstDay, Note: words.T("vol: wachtlijst"),
				Same: c.CourseID == from.CourseID, full: free <= 0, begun: c.FirstDay != "" && c.FirstDay < tx.Today(),
			}
			if free == 1 {
				to.Note = words.T("1 plaats vrij")
			} else if free > 1 {
				to.Note = words.T("%d plaatsen vrij", free)
			}
			if to.begun {
				to.Note = joined(", ", words.T("al begonnen"), to.Note)
			}
			out = append(out, to)
		}
		slices.SortStableFunc(out, func(a, b Destination) int { return a.rank() - b.rank() })
		out = out[:min(len(out), maxDestinations)]
		return nil
	})
	return out, err
}

// moving is an enrolment that goes to another cohort.
type moving struct {
	*cancelling
	to taught
}

func (d *Desk) moving(tx *data.Tx, enrolment, cohort int64) (*moving, error) {
	c, err := d.cancelling(tx, enrolment)
	if err != nil {
		return nil, err
	}
	m := &moving{cancelling: c}
	m.to, err = readTaught(tx, cohort)
	return m, err
}

const differenceText = "Prijsverschil"

// steps are what moving does to the invoices: a draft is written anew for the other
// cohort, and of what is final only the difference in price is credited or asked.
func (m *moving) steps(o Settle) []step {
	if o.Leave {
		return []step{{text: words.T("De facturen blijven zoals ze zijn.")}}
	}
	var total data.Cents
	final := false
	for _, b := range m.bills {
		total += max(0, b.left)
		final = final || !b.draft() && b.left > 0
	}
	price := m.to.course.PriceCents
	switch {
	case total == 0:
		return []step{{text: words.T("Er is geen factuur; die maak je in de nieuwe groep (%s).", money(price))}}
	case !final:
		return m.rewritten(price)
	case price == total:
		return []step{{text: words.T("De prijs is gelijk (%s): de factuur blijft staan.", money(price))}}
	case price < total:
		out := []step{{text: words.T("De nieuwe groep kost %s in plaats van %s.", money(price), money(total))}}
		return append(out, reduce(m.bills, total-price, differenceText)...)
	}
	more := price - total
	return []step{{
		line: &data.InvoiceLine{Description: differenceText + ", verplaatst naar\n" + m.to.description(m.name), Quantity: 1, UnitCents: more, VATCode: m.to.course.VATCode, EnrolmentID: m.enrolment.ID},
		text: words.T("De nieuwe groep kost %s in plaats van %s: er komt een conceptfactuur van %s.", money(price), money(total), money(more)),
	}}
}

// rewritten writes the drafts anew: the first has the other cohort, the rest go.
func (m *moving) rewritten(price data.Cents) []step {
	var out []step
	for _, b := range m.bills {
		if b.left <= 0 {
			continue
		}
		s := step{bill: b, back: b.left, text: words.T("De andere conceptfactuur van %s vervalt.", money(b.left))}
		if len(out) == 0 && price > 0 {
			l := b.lines[0]
			l.Description, l.Quantity, l.UnitCents, l.VATCode = m.to.description(m.name), 1, price, m.to.course.VATCode
			s.line, s.text = &l, words.T("De conceptfactuur wordt aangepast aan de nieuwe groep: %s in plaats van %s.", money(price), money(b.left))
		} else if len(out) == 0 {
			s.text = words.T("De nieuwe groep kost niets: de conceptfactuur vervalt.")
		}
		out = append(out, s)
	}
	return out
}

// MoveEffect says what moving an enrolment to another cohort would do.
func (d *Desk) MoveEffect(ctx context.Context, enrolment, cohort int64, o Settle) (Effect, error) {
	var out Effect
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		m, err := d.moving(tx, enrolment, cohort)
		if err != nil {
			return err
		}
		out = m.effect
		out.FeeCents, out.Why = 0, ""
		for _, s := range m.steps(o) {
			out.Lines = append(out.Lines, s.text)
		}
		free, err := training.FreeSeats(tx, cohort)
		if err != nil {
			return err
		}
		if free == 0 && m.enrolment.Status != training.Requested {
			out.Notices = append(out.Notices, words.T("In die groep is geen plaats vrij: %s komt daar op de wachtlijst.", m.name))
		}
		if m.to.cohort.CourseID != m.taught.cohort.CourseID {
			out.Notices = append(out.Notices, words.T("Dat is een andere opleiding: %s.", m.to.course.Name))
		}
		clashes, err := training.ClashesWith(tx, cohort, m.enrolment.PersonID, m.taught.cohort.ID)
		out.Clashes = clashes
		return err
	})
	return out, err
}

// Move moves an enrolment to another cohort and settles its invoices, in one change:
// only drafts are made, so that it can be undone until one of them is final.
func (d *Desk) Move(ctx context.Context, enrolment, cohort int64, o Settle) (training.Added, int64, error) {
	var added training.Added
	change, err := d.do(ctx, "Inschrijving verplaatst", func(tx *data.Tx) error {
		m, err := d.moving(tx, enrolment, cohort)
		if err != nil {
			return err
		}
		reason := first(o.Reason, "verplaatst naar "+m.to.cohort.Code)
		if added, err = training.Transfer(tx, enrolment, cohort, reason); err != nil {
			return err
		}
		notes := newCredits(reason)
		if err := m.settle(tx, m.steps(o), notes, differenceText); err != nil {
			return err
		}
		return notes.flush(tx)
	})
	return added, change, err
}
