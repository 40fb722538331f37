package training

import (
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// ResultChoice is a result that can be given by hand, with its words.
type ResultChoice struct {
	Result string
	Text   string
}

// Results are the results that can be given by hand, the first of which lets it
// follow from attendance again.
func Results() []ResultChoice {
	out := []ResultChoice{{Open, words.T("volgt uit de aanwezigheid")}}
	for _, r := range []string{Passed, Attended, CatchUp, Failed, Stopped, NoShow, Withdrawn} {
		out = append(out, ResultChoice{r, words.T(resultWords[r].Text)})
	}
	return out
}

// spareRows are the empty lines on a list to sign, for who comes unannounced.
const spareRows = 3

// maxSearched is how many cohorts are looked through, the newest first; an office
// has some dozens a year.
const maxSearched = 1000

// FindCohorts finds cohorts by words of the course, the town, the place and the
// code, the newest first.
func FindCohorts(tx *data.Tx, text string, limit int) ([]Row, error) {
	words := strings.Fields(data.Fold(text))
	if len(words) == 0 {
		return nil, nil
	}
	all, err := tx.CohortsIn([]string{Planned, Opened, Full, Running, Finished, Cancelled}, true, 0, maxSearched)
	if err != nil {
		return nil, err
	}
	courses, err := tx.Courses()
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	for _, c := range courses {
		names[c.ID] = c.Name
	}
	var found []data.Cohort
	for _, c := range all {
		in := data.Fold(strings.Join([]string{names[c.CourseID], c.Town, c.Venue, c.Code}, " "))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) }) && len(found) < limit {
			found = append(found, c)
		}
	}
	s, err := readSummaries(tx, found)
	if err != nil {
		return nil, err
	}
	var out []Row
	for _, c := range found {
		out = append(out, s.row(c, tx.Today()))
	}
	return out, nil
}
