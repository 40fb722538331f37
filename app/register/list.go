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
	Ending    = "ending"  // members whose last day is near
)

// EndingDays is how many days ahead the end of a membership is near; our reading
// of when somebody should be told.
const EndingDays = 60

// foundAtMost is how many people a search looks through for those that a list shows.
const foundAtMost = 2000

// List gives a page of the people that a list shows: by name, those who end soon by
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
		var found []data.Person
		var err error
		if today := tx.Today(); which == Ending {
			found, err = tx.MembersUntilPage(today, today.AddDays(EndingDays), from, limit)
		} else {
			found, err = tx.MembersPage(today, from, limit)
		}
		if err != nil {
			return err
		}
		out, err = rowsOf(tx, found)
		return err
	})
	return out, err
}

func (r *Register) listFound(ctx context.Context, which, text string, given, limit int) ([]Row, error) {
	if which == Everybody {
		found, err := r.Find(ctx, text, given+limit)
		return byName(found[min(given, len(found)):], text), err
	}
	found, err := r.Find(ctx, text, foundAtMost)
	if err != nil {
		return nil, err
	}
	found = byName(found, text)
	last := data.DayOf(r.store.Now()).AddDays(EndingDays)
	var out []Row
	for _, row := range found {
		if !row.Member || which == Ending && row.MemberUntil > last {
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
	return out, nil
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

// CountEnding counts the members whose last day is near.
func (r *Register) CountEnding(ctx context.Context) (n int, err error) {
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		n, err = tx.CountMembersUntil(tx.Today(), tx.Today().AddDays(EndingDays))
		return err
	})
	return n, err
}
