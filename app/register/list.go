package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Which people of the register a list shows.
const (
	Everybody = ""
	Members   = "members" // today
	ByEnd     = "by_end"  // the same, the first to end first
	Ending    = "ending"  // whose membership, or one of both, ends soon
	InGrace   = "grace"   // whose membership, or one of both, is over, within the days of grace
	Lapsed    = "lapsed"  // who were a member once, and are not any more since longer
)

// EndingDays is how many days ahead the end of a membership is near; our reading
// of when somebody should be told.
const EndingDays = 90

// foundAtMost is how many people a search looks through for those that a list shows.
const foundAtMost = 2000

// span is the days between which the last day of a membership lies for a list.
type span struct{ from, to data.Day }

func (s span) holds(day data.Day) bool { return day != "" && day >= s.from && day <= s.to }

// endingSpan and graceSpan are the days of those lists, today.
func endingSpan(today data.Day) span { return span{today, today.AddDays(EndingDays)} }

func graceSpan(today data.Day, days int) span { return span{today.AddDays(-days), today.AddDays(-1)} }

// spanOf gives the days of a list of ends; false for the other lists.
func spanOf(tx *data.Tx, which string) (span, bool, error) {
	switch which {
	case Ending:
		return endingSpan(tx.Today()), true, nil
	case InGrace:
		days, err := graceDays(tx)
		return graceSpan(tx.Today(), days), true, err
	}
	return span{}, false, nil
}

func graceDays(tx *data.Tx) (int, error) {
	terms, err := ReadTerms(tx)
	return terms.At(tx.Today()).GraceDays, err
}

// List gives a page of the people that a list shows: by name, those of a list of ends by
// their last day; after a row of the page before (nil: from the start). With a text
// only those whom Find gives, the best first, and after tells how many of those were
// given already.
func (r *Register) List(ctx context.Context, which, text string, after *Row, given, limit int) ([]Row, error) {
	if data.Fold(text) != "" {
		return r.listFound(ctx, which, text, given, limit)
	}
	if which == Everybody {
		return r.Page(ctx, after, limit)
	}
	var out []Row
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		var from *data.Person
		if after != nil {
			p, err := tx.Person(after.ID)
			if err != nil {
				return err
			}
			from = &p
		}
		s, ends, err := spanOf(tx, which)
		if err != nil {
			return err
		}
		if ends {
			out, err = endRows(tx, s, from, after, limit)
			return err
		}
		out, err = memberRows(tx, which, from, limit)
		return err
	})
	return out, err
}

func memberRows(tx *data.Tx, which string, from *data.Person, limit int) ([]Row, error) {
	var found []data.Person
	var err error
	switch which {
	case ByEnd:
		found, err = tx.MembersUntilPage(tx.Today(), "9999-12-31", from, limit)
	case Lapsed:
		days, termsErr := graceDays(tx)
		if termsErr != nil {
			return nil, termsErr
		}
		found, err = tx.MembersEndedPage(tx.Today().AddDays(-days), from, limit)
	default:
		found, err = tx.MembersPage(tx.Today(), from, limit)
	}
	if err != nil {
		return nil, err
	}
	return rowsOf(tx, found)
}

// endRows gives a page of a list of ends. Who has two memberships in it stands there once, with the coach's.
func endRows(tx *data.Tx, s span, from *data.Person, after *Row, limit int) ([]Row, error) {
	var last *data.MembershipEnd
	if from != nil {
		last = &data.MembershipEnd{Person: *from, Regime: after.EndRegime, Until: after.End}
	}
	var ends []data.MembershipEnd
	for len(ends) < limit {
		page, err := tx.MembershipEnds(s.from, s.to, last, limit)
		if err != nil {
			return nil, err
		}
		for i := range page {
			e := page[i]
			last = &page[i]
			if !(e.Regime == RegimeMediator && s.holds(e.CoachUntil)) && len(ends) < limit {
				ends = append(ends, e)
			}
		}
		if len(page) < limit {
			break
		}
	}
	found := make([]data.Person, len(ends))
	for i, e := range ends {
		found[i] = e.Person
	}
	out, err := rowsOf(tx, found)
	for i := range out {
		out[i].EndRegime, out[i].End = ends[i].Regime, ends[i].Until
	}
	return out, err
}

func (r *Register) listFound(ctx context.Context, which, text string, given, limit int) ([]Row, error) {
	if which == Everybody {
		found, faulty, err := r.find(ctx, text, given+limit)
		if found = found[min(given, len(found)):]; faulty {
			return found, err
		}
		return byName(found, text), err
	}
	found, faulty, err := r.find(ctx, text, foundAtMost)
	if err != nil {
		return nil, err
	}
	if !faulty {
		found = byName(found, text)
	}
	var out []Row
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		days, err := graceDays(tx)
		if err != nil {
			return err
		}
		today := tx.Today()
		for _, row := range found {
			if !row.in(which, today, days) {
				continue
			}
			if given > 0 {
				given--
				continue
			}
			if out = append(out, row); len(out) == limit {
				break
			}
		}
		return nil
	})
	return out, err
}

// in says whether somebody belongs in a list, and notes the end that it is about.
func (row *Row) in(which string, today data.Day, grace int) bool {
	s := endingSpan(today)
	switch which {
	case Lapsed:
		return row.MemberUntil != "" && row.MemberUntil < today.AddDays(-grace)
	case InGrace:
		s = graceSpan(today, grace)
	case Ending:
	default:
		return row.Member
	}
	switch {
	case s.holds(row.coachUntil):
		row.EndRegime, row.End = RegimeCoach, row.coachUntil
	case s.holds(row.mediatorUntil):
		row.EndRegime, row.End = RegimeMediator, row.mediatorUntil
	}
	return row.End != ""
}

// byName puts found people in the order of their names, first those whose name begins with the text.
func byName(found []Row, text string) []Row {
	start := data.Fold(text)
	keys := make(map[int64]string, len(found))
	for _, row := range found {
		k := data.Fold(row.ListName)
		if !strings.HasPrefix(k, start) {
			k = "\U0010ffff" + k
		}
		keys[row.ID] = k
	}
	slices.SortStableFunc(found, func(a, b Row) int { return strings.Compare(keys[a.ID], keys[b.ID]) })
	return found
}

// Ends is how many memberships end, are in grace, and how many people lapsed.
type Ends struct {
	Ending int // people of whom a membership ends within EndingDays
	Grace  int // people of whom a membership is over, within the days of grace
	Lapsed int // people who were a member once, and are not any more since longer
}

// Ends counts the memberships that end or ended.
func (r *Register) Ends(ctx context.Context) (e Ends, err error) {
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		e = Ends{}
		for _, c := range []struct {
			which string
			into  *int
		}{{Ending, &e.Ending}, {InGrace, &e.Grace}} {
			s, _, err := spanOf(tx, c.which)
			if err != nil {
				return err
			}
			if *c.into, err = tx.CountMembershipEnds(s.from, s.to); err != nil {
				return err
			}
		}
		days, err := graceDays(tx)
		if err != nil {
			return err
		}
		e.Lapsed, err = tx.CountMembersUntil("0001-01-01", tx.Today().AddDays(-days-1))
		return err
	})
	return e, err
}
