package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// How likely it is that records are one person.
const (
	Sure     = "sure"
	Likely   = "likely"
	Possible = "possible"
)

// Double is some records that are probably one person.
type Double struct {
	IDs     []int64 // the one with most about it is not necessarily the first
	Names   []string
	Towns   []string
	Level   string // Sure, Likely, Possible
	Reasons []string
	score   float64
}

// LevelName says how likely it is, as the screen does.
func LevelName(level string) string {
	switch level {
	case Sure:
		return words.T("vrijwel zeker")
	case Likely:
		return words.T("waarschijnlijk")
	}
	return words.T("misschien")
}

// The scores from which on records are proposed as one person.
const (
	scoreSure     = 8
	scoreLikely   = 6
	scorePossible = 4.5
)

func levelOf(score float64) string {
	switch {
	case score >= scoreSure:
		return Sure
	case score >= scoreLikely:
		return Likely
	}
	return Possible
}

// Doubles looks through the whole register for records that are probably one person, the most likely first. Those of
// whom somebody said that they are different people are not among them.
func (r *Register) Doubles(ctx context.Context) ([]Double, error) {
	var out []Double
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		last, err := tx.LastChange()
		if err != nil {
			return err
		}
		if known, ok := r.doubles.at(last); ok {
			out = known
			return nil
		}
		people, err := tx.Likenesses()
		if err != nil {
			return err
		}
		numbers, err := tx.CertificateHolders()
		if err != nil {
			return err
		}
		apart, err := tx.KeptApart(data.MergedPerson)
		if err != nil {
			return err
		}
		out = findDoubles(people, numbers, apart)
		r.doubles.keep(last, out)
		return nil
	})
	return slices.Clone(out), err
}

// pair is two records that share something, by their places among all.
type pair struct {
	a, b  int32
	score float64
}

// findDoubles compares who shares something that people rarely share.
func findDoubles(people []data.Likeness, numbers map[string][]int64, apart map[[2]int64]bool) []Double {
	f := newFinder(people, numbers)
	var pairs []pair
	for _, p := range f.candidates() {
		x, y := people[p.a].ID, people[p.b].ID
		if apart[[2]int64{min(x, y), max(x, y)}] {
			continue
		}
		if p.score, _ = f.compare(int(p.a), int(p.b)); p.score >= scorePossible {
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		switch {
		case p.score != q.score:
			if p.score > q.score {
				return -1
			}
			return 1
		case p.a != q.a:
			return int(p.a - q.a)
		}
		return int(p.b - q.b)
	})
	return f.groups(pairs, apart)
}

// groups puts pairs that share somebody together, so that three records of one person are merged at once. Who is
// perhaps the same as one of a group is a pair of their own with that one.
func (f *finder) groups(pairs []pair, apart map[[2]int64]bool) []Double {
	in := map[int32]int{} // the group of a record, by its place in members
	var members [][]int32
	var scores []float64
	for _, p := range pairs {
		ga, inA := in[p.a]
		gb, inB := in[p.b]
		switch {
		case inA && inB && ga == gb:
		case p.score < scoreLikely && (inA || inB), f.keptApart(members, in, p, apart):
			members, scores = append(members, []int32{p.a, p.b}), append(scores, p.score)
		case inA && inB:
			for _, m := range members[gb] {
				in[m] = ga
			}
			members[ga], members[gb] = append(members[ga], members[gb]...), nil
			scores[ga] = min(scores[ga], scores[gb])
		case inA:
			members[ga], in[p.b] = append(members[ga], p.b), ga
		case inB:
			members[gb], in[p.a] = append(members[gb], p.a), gb
		default:
			in[p.a], in[p.b] = len(members), len(members)
			members, scores = append(members, []int32{p.a, p.b}), append(scores, p.score)
		}
	}
	var out []Double
	for i, group := range members {
		if len(group) == 0 {
			continue
		}
		slices.Sort(group)
		d := Double{Level: levelOf(scores[i]), score: scores[i]}
		for _, m := range group {
			l := f.people[m]
			p := data.Person{FirstName: l.FirstName, Initials: l.Initials, Infix: l.Infix, Surname: l.Surname}
			d.IDs, d.Names, d.Towns = append(d.IDs, l.ID), append(d.Names, p.Name()), append(d.Towns, l.Town)
		}
		_, d.Reasons = f.compare(int(group[0]), int(group[1]))
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b Double) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return strings.Compare(data.Fold(a.Names[0]), data.Fold(b.Names[0]))
	})
	return out
}

// keptApart: putting two groups together would join people of whom somebody said that they are different.
func (f *finder) keptApart(members [][]int32, in map[int32]int, p pair, apart map[[2]int64]bool) bool {
	if len(apart) == 0 {
		return false
	}
	side := func(m int32) []int32 {
		if g, ok := in[m]; ok {
			return members[g]
		}
		return []int32{m}
	}
	for _, a := range side(p.a) {
		for _, b := range side(p.b) {
			x, y := f.people[a].ID, f.people[b].ID
			if apart[[2]int64{min(x, y), max(x, y)}] {
				return true
			}
		}
	}
	return false
}

// AreDifferent remembers that records that look alike are different people, so that they are not proposed again.
func (r *Register) AreDifferent(ctx context.Context, people []int64) (int64, error) {
	return r.write(ctx, "Geen dubbelen: verschillende mensen", func(tx *data.Tx) error {
		return tx.KeepApart(data.MergedPerson, people...)
	})
}
