package register

import (
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// How much is looked through for a word with a typing fault, so that it takes no longer than a keystroke.
const (
	mostPieces = 800  // people who have a piece of the word
	mostOthers = 1500 // people who have the other words
	mostNames  = 6000 // names that begin with the same two letters
)

// smallWords are tussenvoegsels: one that is typed wrongly or left out hinders nobody.
var smallWords = wordSet("van de der den het 't ter ten te op in d' la le du des von zu el al bij aan over onder")

// nearly finds people of whom one of the words is typed with a fault: a letter or two wrong, missing, too many or
// exchanged, the more the longer the word; the nearest first. The other words have to be there as they are, but for
// tussenvoegsels; where nobody has them, each may have a fault.
func nearly(tx *data.Tx, words []string, limit int) ([]data.Person, error) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return smallWords[w] })
	var long []string
	for _, w := range words {
		if len([]rune(w)) >= 3 {
			long = append(long, w)
		}
	}
	if len(long) == 0 {
		return nil, nil
	}
	if with := strings.Join(long, " "); len(long) > 1 || len(words) != len(long) {
		found, err := tx.SearchPeople(with, limit) // another tussenvoegsel
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	amiss, err := missing(tx, long)
	if err != nil {
		return nil, err
	}
	near := map[int64]nearness{}
	for i, w := range long {
		letters := []rune(w)
		if len(letters) < 4 || len(amiss) > 1 || len(amiss) == 1 && amiss[0] != i {
			continue // it is another word that nobody has, or there are two
		}
		if err := nearlyOne(tx, letters, slices.Delete(slices.Clone(long), i, i+1), near); err != nil {
			return nil, err
		}
	}
	if len(near) == 0 && len(long) > 1 {
		if err := nearlyAll(tx, long, near); err != nil {
			return nil, err
		}
	}
	ids := make([]int64, 0, len(near))
	for id := range near {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b int64) int {
		x, y := near[a], near[b]
		switch {
		case x.faults != y.faults:
			return x.faults - y.faults
		case x.before != y.before:
			return y.before - x.before
		case a < b:
			return -1
		}
		return 1
	})
	ids = ids[:min(limit, len(ids))]
	found, err := tx.PeopleByID(ids)
	place := make(map[int64]int, len(ids))
	for i, id := range ids {
		place[id] = i
	}
	slices.SortFunc(found, func(a, b data.Person) int { return place[a.ID] - place[b.ID] })
	return found, err
}

// missing gives which of several words stand in nobody's record: with those the fault is.
func missing(tx *data.Tx, words []string) ([]int, error) {
	var out []int
	if len(words) < 2 {
		return nil, nil
	}
	for i, w := range words {
		there, err := tx.AnybodyWith(w)
		if err != nil {
			return nil, err
		}
		if !there {
			out = append(out, i)
		}
	}
	return out, nil
}

// nearness is how near somebody is to what was typed: how many faults it has, and how many letters go before the first.
type nearness struct{ faults, before int }

func (n nearness) nearer(than nearness) bool {
	return n.faults < than.faults || n.faults == than.faults && n.before > than.before
}

// faultsOf is how many faults a word of so many letters may have.
func faultsOf(letters int) int {
	if letters < 7 {
		return 1
	}
	return 2
}

// Nearly finds people by a text with a typing fault, as the register's search does, for another job.
func Nearly(tx *data.Tx, text string, limit int) ([]data.Person, error) {
	return nearly(tx, strings.Fields(data.Fold(text)), limit)
}

// nearlyOne adds who has the other words, and one that is nearly this one.
func nearlyOne(tx *data.Tx, w []rune, others []string, near map[int64]nearness) error {
	letters, some := make([]rune, 0, 32), false
	take := func(could []data.Found, most int) {
		for _, f := range could {
			found, ok := nearest(w, f.Search, most, &letters)
			if have, there := near[f.ID]; ok && found.faults > 0 && (!there || found.nearer(have)) {
				near[f.ID], some = found, true
			}
		}
	}
	few := false
	if len(others) > 0 {
		var err error
		if few, err = tx.FewWith(others, mostOthers); err != nil {
			return err
		}
	}
	if len(w) >= 6 && !few {
		could, err := tx.PeopleNearly(others, pieces(w), mostPieces)
		if err != nil {
			return err
		}
		take(could, faultsOf(len(w)))
	}
	if len(others) > 0 {
		if some && len(w) >= wholePieces {
			return nil
		}
		could, err := tx.PeopleNearly(others, nil, mostOthers)
		// The other words are there, so that more may be wrong with this one.
		take(could, faultsOf(len(w)+1))
		return err
	}
	for _, start := range []string{string(w[:2]), string([]rune{w[1], w[0]})} {
		could, err := tx.NamesFrom(start, mostNames)
		if err != nil {
			return err
		}
		take(could, faultsOf(len(w)))
	}
	return nil
}

// wholePieces is from how many letters on one of the pieces is whole whatever the fault is.
const wholePieces = 8

// nearest is the word of a text that is nearest to another word; not ok when every one has more faults than most. The
// letters are room to work in.
func nearest(w []rune, text string, most int, letters *[]rune) (best nearness, ok bool) {
	for known := range strings.FieldsFuncSeq(text, apart) {
		if d := len(known) - len(w); d > 3*most || -d > most {
			continue // a letter has one to four bytes
		}
		room := (*letters)[:0]
		for _, r := range known {
			room = append(room, r)
		}
		*letters = room
		n, before := faults(w, room, most)
		if found := (nearness{n, before}); n <= most && (!ok || found.nearer(best)) {
			best, ok = found, true
		}
	}
	return best, ok
}

// nearlyAll adds who has something near every word, or the word itself. The longest word, of which most is known, is looked
// for.
func nearlyAll(tx *data.Tx, words []string, near map[int64]nearness) error {
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) })
	first := []rune(words[0])
	if len(first) < 4 {
		return nil
	}
	could := map[int64]nearness{}
	if err := nearlyOne(tx, first, nil, could); err != nil {
		return err
	}
	ids := make([]int64, 0, len(could))
	for id := range could {
		ids = append(ids, id)
	}
	found, err := tx.SearchesOf(ids)
	if err != nil {
		return err
	}
	letters := make([]rune, 0, 32)
	// The faults may also all be in the others: then it is there as it is.
	whole, err := tx.PeopleNearly(words[:1], nil, mostNames)
	if err != nil {
		return err
	}
	for _, f := range whole {
		n, ok := nearest(first, f.Search, faultsOf(len(first)), &letters)
		if !ok {
			n = nearness{faults: 1} // part of a longer word
		}
		if have, there := could[f.ID]; !there {
			found = append(found, f)
		} else if have.nearer(n) {
			n = have
		}
		could[f.ID] = n
	}
	for _, f := range found {
		sum, all := could[f.ID], true
		for _, w := range words[1:] {
			n, ok := nearest([]rune(w), f.Search, faultsOf(len([]rune(w))), &letters)
			if all = ok; !all {
				break
			}
			sum.faults += n.faults
		}
		if all {
			near[f.ID] = sum
		}
	}
	return nil
}

// pieces are what of a word is whole when it has a fault: the first or the second half or, when the letters in the middle
// are exchanged, what is on either side; of a long word a third, which is whole where two letters are wrong.
func pieces(w []rune) [][]string {
	half := len(w) / 2
	out := [][]string{{string(w[:half])}, {string(w[half:])}}
	if half > 3 {
		out = append(out, []string{string(w[:half-1]), string(w[half+1:])})
	}
	if third := len(w) / 3; third >= 3 {
		out = append(out, []string{string(w[:third]), string(w[third : 2*third])}, []string{string(w[third : 2*third]), string(w[2*third:])}, []string{string(w[:third]), string(w[2*third:])})
	}
	return out
}

// longestCounted is above the length of any word in which faults are counted.
const longestCounted = 64

func apart(r rune) bool { return r == ' ' || r == '@' || r == '.' || r == '-' }

// faults counts the letters of a word that are wrong, missing, too many or exchanged in another, more than most being not
// counted on, and how many letters go before the first.
func faults(a, b []rune, most int) (n, before int) {
	if d := len(a) - len(b); d > most || -d > most {
		return most + 1, 0
	}
	for before < len(a) && before < len(b) && a[before] == b[before] {
		before++
	}
	a, b = a[before:], b[before:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	// What is left is short, or too much: then there is no need to count.
	if len(a) == 0 || len(b) == 0 {
		return max(len(a), len(b)), before
	}
	if len(b) >= longestCounted {
		return most + 1, before
	}
	var rows [3][longestCounted]int
	older, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1, before
		}
		older, last, row = last, row, older
	}
	return last[len(b)], before
}
