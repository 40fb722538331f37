package register

import (
	"errors"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The regimes of membership, which somebody can have side by side.
const (
	RegimeCoach    = "coach"
	RegimeMediator = "mediator"
)

// What can happen to a membership.
const (
	EventTraining = "training"  // completed a training
	EventFollowUp = "follow_up" // took a follow-up or deepening day
	EventPayment  = "payment"   // paid for it
	EventList     = "list"      // an end date, or none, stated by an old list
	EventByHand   = "by_hand"   // an end date given by somebody of the office, with a reason
	EventEnded    = "ended"     // given up or taken away
)

// Term is an unbroken time of membership.
type Term struct {
	Regime string
	From   data.Day // empty: not known
	Until  data.Day // the last day
	Active bool     // today lies in it
	Grace  bool     // over, but within the days of grace
	// Explanation says in Dutch until when and why: "Lid tot 12 mei 2027: ...".
	Explanation string
	Steps       []Step
}

// Step is one thing that happened and the end date that it led to.
type Step struct {
	Day   data.Day
	Text  string // "2 jaar verlengd door de nascholing van 3 maart 2025"
	Until data.Day
	Event data.MembershipEvent // what happened, with the enrolment, certificate or invoice that it came of
}

// Membership computes somebody's terms from what happened, by regime and then
// oldest first. The rules and their sources are in DOMAIN.md (Membership) and
// at Lengths.
func Membership(events []data.MembershipEvent, terms Terms, today data.Day) []Term {
	var out []Term
	for _, regime := range []string{RegimeCoach, RegimeMediator} {
		c := calculation{regime: regime, terms: terms}
		for _, e := range inOrder(events, regime) {
			c.happened(e)
		}
		for _, t := range c.done {
			t.Active = t.Until >= today && t.From <= today
			t.Grace = t.Until < today && t.Until.AddDays(terms.At(today).GraceDays) >= today
			t.Explanation = explain(t, today)
			out = append(out, t)
		}
	}
	return out
}

// MemberUntil is the last day of all terms; empty for who never was a member.
func MemberUntil(terms []Term) data.Day {
	var last data.Day
	for _, t := range terms {
		last = max(last, t.Until)
	}
	return last
}

// WouldExtend says whether something that is still to happen would make the membership of its regime last longer than
// it does now; not what has been counted already.
func WouldExtend(tx *data.Tx, e data.MembershipEvent) (bool, error) {
	terms, err := ReadTerms(tx)
	if err != nil {
		return false, err
	}
	events, err := tx.MembershipEventsOf(e.PersonID)
	if err != nil || slices.ContainsFunc(events, func(known data.MembershipEvent) bool { return sameCause(known, e) }) {
		return false, err
	}
	events = slices.DeleteFunc(events, func(other data.MembershipEvent) bool { return other.Regime != e.Regime })
	now := MemberUntil(Membership(events, terms, tx.Today()))
	return MemberUntil(Membership(append(events, e), terms, tx.Today())) > now, nil
}

// SetEnds puts the last days of somebody's memberships in the record, and says whether that changed it.
func SetEnds(p *data.Person, terms []Term) bool {
	was := [...]data.Day{p.MemberUntil, p.CoachUntil, p.MediatorUntil}
	p.MemberUntil, p.CoachUntil, p.MediatorUntil = MemberUntil(terms), "", ""
	for _, t := range terms {
		until := &p.CoachUntil
		if t.Regime == RegimeMediator {
			until = &p.MediatorUntil
		}
		*until = max(*until, t.Until)
	}
	return was != [...]data.Day{p.MemberUntil, p.CoachUntil, p.MediatorUntil}
}

// order is how events of one day are taken: what gives before what states, and what ends last.
var order = []string{EventTraining, EventFollowUp, EventPayment, EventList, EventByHand, EventEnded}

func inOrder(events []data.MembershipEvent, regime string) []data.MembershipEvent {
	var of []data.MembershipEvent
	for _, e := range events {
		if e.Regime == regime {
			of = append(of, e)
		}
	}
	slices.SortStableFunc(of, func(a, b data.MembershipEvent) int {
		if a.Day != b.Day {
			return strings.Compare(string(a.Day), string(b.Day))
		}
		if a.Kind != b.Kind {
			return slices.Index(order, a.Kind) - slices.Index(order, b.Kind)
		}
		return int(a.ID - b.ID)
	})
	return of
}

// calculation is the state while going through the events of one regime.
type calculation struct {
	regime      string
	terms       Terms
	done        []Term
	certificate data.Day // of the last training or follow-up
}

func (c *calculation) happened(e data.MembershipEvent) {
	l := c.terms.At(e.Day)
	on := dutch.DeskDay(e.Day.Time())
	switch e.Kind {
	case EventTraining:
		months := l.Training
		if c.regime == RegimeMediator {
			months = l.MediatorTraining
		}
		c.atLeast(e, months, words.T("gratis lid na de training van %s", on))
		c.certificate = e.Day
	case EventFollowUp:
		if c.regime == RegimeMediator {
			// A mediator pays a yearly contribution; a follow-up does not replace it.
			return
		}
		soon := c.certificate != "" && e.Day <= c.certificate.AddMonths(l.FollowUpWithin)
		if soon && c.current(e.Day) {
			c.add(e, l.FollowUp, words.T("door de nascholing van %s", on))
		} else {
			c.atLeast(e, l.FollowUp, words.T("gratis lid na de nascholing van %s", on))
		}
		c.certificate = e.Day
	case EventPayment:
		months, what := l.Payment, words.T("door de betaling van %s", on)
		if c.regime == RegimeMediator {
			months, what = l.Mediator, words.T("door de jaarbijdrage van %s", on)
		}
		if c.current(e.Day) {
			c.add(e, months, what)
		} else {
			c.start(e, e.Day, e.Day.AddMonths(months), words.T("lid geworden %s", what))
		}
	case EventList:
		c.stated(e, words.T("einddatum volgens de ingelezen lijst"))
	case EventByHand:
		c.stated(e, words.T("einddatum met de hand bepaald op %s", on))
	case EventEnded:
		switch why := words.T("beëindigd op %s", on); {
		case c.current(e.Day):
			c.move(e, e.Day, why)
		case len(c.done) > 0:
			// It was over already; that somebody gave it up, and why, stays to be read.
			last := &c.done[len(c.done)-1]
			last.Steps = append(last.Steps, Step{Day: e.Day, Text: withReason(why, e), Until: last.Until, Event: e})
		}
	}
}

// current: somebody is a member on a day.
func (c *calculation) current(day data.Day) bool {
	return len(c.done) > 0 && c.done[len(c.done)-1].Until >= day
}

// add lengthens the current term, counted from its end.
func (c *calculation) add(e data.MembershipEvent, months int, why string) {
	if months == 0 {
		return
	}
	c.move(e, c.done[len(c.done)-1].Until.AddMonths(months), words.T("%s verlengd %s", length(months), why))
}

// atLeast gives a term from the day of the event: a new one where there is none,
// else the current one is made to last as long, and never shorter.
func (c *calculation) atLeast(e data.MembershipEvent, months int, why string) {
	until := e.Day.AddMonths(months)
	switch {
	case months == 0:
	case !c.current(e.Day):
		c.start(e, e.Day, until, why)
	case until > c.done[len(c.done)-1].Until:
		c.move(e, until, why)
	}
}

// stated takes an end date as it was given; none says that somebody is no member.
func (c *calculation) stated(e data.MembershipEvent, why string) {
	if len(c.done) == 0 {
		if e.Until != "" {
			c.start(e, "", e.Until, why)
		}
		return
	}
	last := &c.done[len(c.done)-1]
	switch {
	case e.Until == "" && last.Until > e.Day:
		c.move(e, e.Day, words.T("volgens de ingelezen lijst geen lid meer"))
	case e.Until == "":
	case e.Until == last.Until:
		last.Steps = append(last.Steps, Step{Day: e.Day, Text: withReason(why, e), Until: e.Until, Event: e})
	case e.Until > last.Until && last.Until < e.Day:
		// Since when is not said; the older term ended by its own rules.
		c.start(e, "", e.Until, why)
	default:
		c.move(e, e.Until, why)
	}
}

func (c *calculation) start(e data.MembershipEvent, from, until data.Day, why string) {
	c.done = append(c.done, Term{
		Regime: c.regime, From: from, Until: until,
		Steps: []Step{{Day: e.Day, Text: withReason(why, e), Until: until, Event: e}},
	})
}

func (c *calculation) move(e data.MembershipEvent, until data.Day, why string) {
	for n := len(c.done); n > 1 && c.done[n-2].Until >= until; n-- {
		// An end before an earlier term's own takes the later term back whole.
		c.done[n-2].Steps = append(c.done[n-2].Steps, c.done[n-1].Steps...)
		c.done = c.done[:n-1]
	}
	last := &c.done[len(c.done)-1]
	last.Until = until
	if last.From > until {
		last.From = ""
	}
	last.Steps = append(last.Steps, Step{Day: e.Day, Text: withReason(why, e), Until: until, Event: e})
}

func withReason(why string, e data.MembershipEvent) string {
	if e.Reason == "" {
		return why
	}
	return why + " (" + e.Reason + ")"
}

// length says a number of months as people do: "2 jaar", "18 maanden".
func length(months int) string {
	switch {
	case months%12 == 0:
		return words.T("%d jaar", months/12)
	case months == 1:
		return words.T("1 maand")
	}
	return words.T("%d maanden", months)
}

// RecordMembership saves what happened to somebody's membership and brings
// the person's end date up to date, in the caller's transaction. What happened
// once is kept once: an event of the same enrolment or invoice takes the place of
// the earlier one. A Person that the caller read before has an old version
// afterwards and must be read again before it is saved.
func RecordMembership(tx *data.Tx, e data.MembershipEvent) error {
	if e.Regime != RegimeCoach && e.Regime != RegimeMediator {
		return errors.New("membership: unknown regime")
	}
	if !slices.Contains(order, e.Kind) {
		return errors.New("membership: unknown kind of event")
	}
	if e.Day.Time().IsZero() {
		return errors.New("membership: no day")
	}
	if e.Kind == EventByHand && (e.Until == "" || strings.TrimSpace(e.Reason) == "") {
		return data.Refuse("Geef bij een einddatum die je zelf bepaalt ook de reden op. Er is niets gewijzigd.")
	}
	if e.ID == 0 {
		events, err := tx.MembershipEventsOf(e.PersonID)
		if err != nil {
			return err
		}
		for _, known := range events {
			if known.Regime == e.Regime && known.Kind == e.Kind && sameCause(known, e) {
				if e.Meta = known.Meta; e == known {
					return RefreshMembership(tx, e.PersonID)
				}
				break
			}
		}
	}
	if err := tx.SaveMembershipEvent(&e); err != nil {
		return err
	}
	return RefreshMembership(tx, e.PersonID)
}

func sameCause(a, b data.MembershipEvent) bool {
	return a.EnrolmentID != 0 && a.EnrolmentID == b.EnrolmentID || a.InvoiceID != 0 && a.InvoiceID == b.InvoiceID
}

// WithdrawMembership takes back what an enrolment gave, when its result turns
// out otherwise.
func WithdrawMembership(tx *data.Tx, person, enrolment int64) error {
	return withdraw(tx, person, func(e data.MembershipEvent) bool { return enrolment != 0 && e.EnrolmentID == enrolment })
}

// WithdrawPaidMembership takes back what the payment of an invoice gave, when it
// went back or was credited.
func WithdrawPaidMembership(tx *data.Tx, person, invoice int64) error {
	return withdraw(tx, person, func(e data.MembershipEvent) bool { return invoice != 0 && e.InvoiceID == invoice })
}

func withdraw(tx *data.Tx, person int64, of func(data.MembershipEvent) bool) error {
	events, err := tx.MembershipEventsOf(person)
	if err != nil {
		return err
	}
	for _, e := range events {
		if of(e) {
			if err := tx.DeleteMembershipEvent(e.ID); err != nil {
				return err
			}
		}
	}
	return RefreshMembership(tx, person)
}

// RefreshMembership computes a person's end dates again from the events.
func RefreshMembership(tx *data.Tx, person int64) error {
	terms, err := ReadTerms(tx)
	if err != nil {
		return err
	}
	return refresh(tx, person, terms)
}

func refresh(tx *data.Tx, person int64, terms Terms) error {
	events, err := tx.MembershipEventsOf(person)
	if err != nil {
		return err
	}
	p, err := tx.Person(person)
	if err != nil {
		return err
	}
	if !SetEnds(&p, Membership(events, terms, tx.Today())) {
		return nil
	}
	return tx.SavePerson(&p)
}
