package data

import (
	"context"
	"slices"
)

// Done is a part of an office's history: how many changes, the last one and by whom they were made.
type Done struct {
	Changes int
	Last    HistoryEntry
	By      []DoneBy // who made most comes first
	// Invoices and Certificates are the final numbers that are in this office and not in the other, in their order.
	Invoices, Certificates []string
}

// DoneBy is how many changes somebody made.
type DoneBy struct {
	Who     string
	Changes int
}

// Difference is what an office and a backup do not have in common.
type Difference struct {
	// Kin says that they were one office until some moment.
	Kin bool
	// Since is what was done in the office after that moment; all that was ever done where they are not kin.
	Since Done
	// More is what was done after that moment in the backup.
	More Done
	// Typed is how many forms somebody in the office filled in and did not save yet that are not in the backup as they are.
	Typed int
}

// Compare says what putting a backup in the place of an office takes away and brings.
func Compare(ctx context.Context, office, backup *Store) (Difference, error) {
	var a Difference
	err := office.Read(ctx, func(here *Tx) error {
		return backup.Read(ctx, func(there *Tx) error {
			common, err := lastCommon(here, there)
			if err != nil {
				return err
			}
			a.Kin = common > 0
			if a.Since, err = here.doneAfter(common); err != nil {
				return err
			}
			if a.More, err = there.doneAfter(common); err != nil {
				return err
			}
			if a.Typed, err = typedApart(here, there); err != nil {
				return err
			}
			return numbersApart(here, there, &a)
		})
	})
	return a, err
}

// lastCommon is the number of the last change that two offices have in common; 0 when they never were one. What they
// share is the beginning of both histories, so it is found by halving.
func lastCommon(a, b *Tx) (int64, error) {
	top, err := a.LastChange()
	if err != nil {
		return 0, err
	}
	low, high := int64(0), top+1 // they agree up to low, and not up to high
	for low+1 < high {
		mid := low + (high-low)/2
		one, err := a.changeUpTo(mid)
		if err != nil {
			return 0, err
		}
		other, err := b.changeUpTo(mid)
		if err != nil {
			return 0, err
		}
		if one.same(other) {
			low = mid
		} else {
			high = mid
		}
	}
	e, err := a.changeUpTo(low)
	return e.ID, err
}

// same says whether two entries are one change; whether it was undone later does not matter.
func (e HistoryEntry) same(o HistoryEntry) bool {
	return e.ID == o.ID && e.At.Equal(o.At) && e.Who == o.Who && e.Title == o.Title
}

// changeUpTo is the last change up to a number; the zero value when there is none.
func (tx *Tx) changeUpTo(id int64) (HistoryEntry, error) {
	list, err := tx.History(id+1, 1)
	if err != nil || len(list) == 0 {
		return HistoryEntry{}, err
	}
	return list[0], nil
}

func (tx *Tx) doneAfter(id int64) (Done, error) {
	var d Done
	err := tx.rows("SELECT who, count(*) FROM change WHERE id > $1 GROUP BY who ORDER BY count(*) DESC, who", []any{id}, func(scan func(...any) error) error {
		var by DoneBy
		if err := scan(&by.Who, &by.Changes); err != nil {
			return err
		}
		d.Changes += by.Changes
		d.By = append(d.By, by)
		return nil
	})
	if err != nil || d.Changes == 0 {
		return d, err
	}
	last, err := tx.History(0, 1)
	if err == nil && len(last) > 0 {
		d.Last = last[0]
	}
	return d, err
}

// typedApart counts the drafts of everybody that are in one of two offices only. They stand outside the history, so
// nothing else tells of them.
func typedApart(here, there *Tx) (many int, err error) {
	for _, complaint := range []bool{false, true} {
		query := "SELECT " + draftColumns + " FROM " + draftTable(complaint)
		have, err := here.typed(query)
		if err != nil {
			return 0, err
		}
		others, err := there.typed(query)
		if err != nil {
			return 0, err
		}
		for k, texts := range have {
			if others[k] != texts {
				many++
			}
		}
	}
	return many, nil
}

// draftKey is what there is one draft of.
type draftKey struct{ who, form, record string }

func (tx *Tx) typed(query string) (map[draftKey]string, error) {
	out := map[draftKey]string{}
	err := tx.rows(query, nil, func(scan func(...any) error) error {
		var k draftKey
		var screen, title, texts, at string
		if err := scan(&k.who, &k.form, &k.record, &screen, &title, &texts, &at); err != nil {
			return err
		}
		out[k] = texts
		return nil
	})
	return out, err
}

// numbersApart finds what has a final number in one of two offices only.
func numbersApart(here, there *Tx, a *Difference) error {
	for _, k := range []struct {
		query      string
		gone, come *[]string
	}{
		{"SELECT number FROM invoice WHERE number <> ''", &a.Since.Invoices, &a.More.Invoices},
		{"SELECT number FROM certificate WHERE number <> '' AND kind <> 'old_paper'", &a.Since.Certificates, &a.More.Certificates},
	} {
		one, err := here.numbers(k.query)
		if err != nil {
			return err
		}
		other, err := there.numbers(k.query)
		if err != nil {
			return err
		}
		*k.gone, *k.come = without(one, other), without(other, one)
	}
	return nil
}

func (tx *Tx) numbers(query string) (map[string]bool, error) {
	out := map[string]bool{}
	err := tx.rows(query, nil, func(scan func(...any) error) error {
		var n string
		if err := scan(&n); err != nil {
			return err
		}
		out[n] = true
		return nil
	})
	return out, err
}

func without(have, others map[string]bool) []string {
	var out []string
	for n := range have {
		if !others[n] {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

// Size is how much is in an office, to know one backup from another by.
type Size struct {
	People, Invoices int
	Last             HistoryEntry // the newest change; zero when there is none
}

// Size counts.
func (s *Store) Size(ctx context.Context) (Size, error) {
	var z Size
	err := s.Read(ctx, func(tx *Tx) (err error) {
		if z.People, err = tx.CountPeople(); err != nil {
			return err
		}
		if z.Invoices, err = tx.count("SELECT count(*) FROM invoice WHERE number <> ''"); err != nil {
			return err
		}
		last, err := tx.History(0, 1)
		if err == nil && len(last) > 0 {
			z.Last = last[0]
		}
		return err
	})
	return z, err
}
