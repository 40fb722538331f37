package enrolment

import (
	"context"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
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
		out := []step{{text: words.T("De prijs is gelijk (%s): de factuur blijft staan.", money(price))}}
		return append(out, m.along(reduce(m.drafts(), 0, differenceText))...)
	case price < total:
		out := []step{{text: words.T("De nieuwe groep kost %s in plaats van %s.", money(price), money(total))}}
		return append(out, m.along(reduce(m.bills, total-price, differenceText))...)
	}
	more := price - total
	out := []step{{
		line: &data.InvoiceLine{Description: m.difference(), Quantity: 1, UnitCents: more, VATCode: m.to.course.VATCode, EnrolmentID: m.enrolment.ID}, delivery: &m.to.cohort.FirstDay,
		text: words.T("De nieuwe groep kost %s in plaats van %s: er komt een conceptfactuur van %s.", money(price), money(total), money(more)),
	}}
	return append(out, m.along(reduce(m.drafts(), 0, differenceText))...)
}

// difference is the line of an invoice that asks what another cohort costs more.
func (m *moving) difference() string {
	return differenceText + ", verplaatst naar\n" + m.to.description(m.name)
}

// drafts are the bills that are no invoice yet.
func (m *moving) drafts() []bill {
	var out []bill
	for _, b := range m.bills {
		if b.draft() {
			out = append(out, b)
		}
	}
	return out
}

// along lets what stays on drafts beside a final invoice name the other cohort and its day.
func (m *moving) along(steps []step) []step {
	var out []step
	for _, s := range steps {
		out = append(out, s)
		if s.bill.draft() && s.back < s.bill.left {
			l := s.bill.lines[0]
			l.Description, l.Quantity, l.UnitCents = m.difference(), 1, s.bill.left-s.back
			l.VATCode = m.to.course.VATCode
			out[len(out)-1].line = &l
			out = m.redated(out)
		}
	}
	return out
}

// redated lets the draft of the last step have the day of the other cohort, and says so.
// Where something else stays on that draft the line goes to one of its own: an invoice has one
// day of delivery.
func (m *moving) redated(steps []step) []step {
	s := &steps[len(steps)-1]
	was, day := s.bill.invoice.DeliveryDay, m.to.cohort.FirstDay
	if was == day {
		return steps
	}
	s.delivery = &day
	if s.bill.others {
		s.apart = &m.person
		why := words.T("De regel gaat naar een eigen conceptfactuur, want wat er verder op staat houdt zijn leverdatum.")
		if s.bill.people {
			why = words.T("De regel gaat naar een eigen conceptfactuur, want de andere deelnemers blijven in deze groep.")
		}
		steps = append(steps, step{text: why})
	}
	text := words.T("De leverdatum wordt %s.", dutch.DeskDay(day.Time()))
	switch {
	case day == "":
		text = words.T("De nieuwe groep heeft nog geen dagen: de leverdatum wordt de dag waarop je de factuur definitief maakt.")
	case was != "":
		text = words.T("De leverdatum wordt %s in plaats van %s.", dutch.DeskDay(day.Time()), dutch.DeskDay(was.Time()))
	}
	return append(steps, step{text: text})
}

// rewritten writes the drafts anew: the first has the other cohort and its day, the rest go.
func (m *moving) rewritten(price data.Cents) []step {
	var out []step
	top := true
	for _, b := range m.bills {
		if b.left <= 0 {
			continue
		}
		s := step{bill: b, back: b.left, text: words.T("De andere conceptfactuur van %s vervalt.", money(b.left))}
		switch {
		case top && price > 0:
			l := b.lines[0]
			l.Description, l.Quantity, l.UnitCents, l.VATCode = m.to.description(m.name), 1, price, m.to.course.VATCode
			s.line, s.text = &l, words.T("De conceptfactuur wordt aangepast aan de nieuwe groep: %s in plaats van %s.", money(price), money(b.left))
			out = m.redated(append(out, s))
		case top && b.people:
			s.text = words.T("De nieuwe groep kost niets: op de conceptfactuur voor meer deelnemers vervalt de regel van %s.", money(b.left))
			out = append(out, s)
		case top && b.others:
			s.text = words.T("De nieuwe groep kost niets: op de conceptfactuur vervalt de regel van %s; de rest blijft staan.", money(b.left))
			out = append(out, s)
		case top:
			s.text = words.T("De nieuwe groep kost niets: de conceptfactuur vervalt.")
			out = append(out, s)
		default:
			if b.others {
				s.text = words.T("Op de andere conceptfactuur vervalt de regel van %s; de rest blijft staan.", money(b.left))
			}
			out = append(out, s)
		}
		top = false
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
		for _, s := range m.before(m.steps(o)) {
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
