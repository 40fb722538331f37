package training

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/document"
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
	out := []ResultChoice{{Open, "volgt uit de aanwezigheid"}}
	for _, r := range []string{Passed, Attended, CatchUp, Failed, Stopped, NoShow, Withdrawn} {
		out = append(out, ResultChoice{r, resultWords[r].Text})
	}
	return out
}

// spareRows are the empty lines on a list to sign, for who comes unannounced.
const spareRows = 3

// AttendanceList makes the list that participants sign on each day, as PDF. It
// refuses a cohort without days, or with more days than fit on paper.
func (t *Training) AttendanceList(ctx context.Context, cohort int64) (name string, pdf []byte, err error) {
	err = t.store.Read(ctx, func(tx *data.Tx) error {
		g, err := readGroup(tx, cohort)
		if err != nil {
			return err
		}
		look, err := t.Look(tx)
		if err != nil {
			return err
		}
		look.Created = tx.Now()
		v := document.AttendanceValues{Course: g.course.Name, Place: joined(", ", g.cohort.Town, g.cohort.Venue), Spare: spareRows}
		for _, d := range g.days {
			v.Days = append(v.Days, string(d.Day))
		}
		for _, c := range g.trainers {
			v.Trainers = append(v.Trainers, c.Name)
		}
		for _, m := range g.confirmed() {
			line, err := g.participant(tx, m)
			if err != nil {
				return err
			}
			v.Participants = append(v.Participants, document.Participant{Name: line.Name, Organisation: line.Organisation})
		}
		name = "presentielijst " + g.cohort.Code + ".pdf"
		pdf, err = document.Attendance(v, look)
		if err != nil {
			return data.Explain(sentence(err), err)
		}
		return nil
	})
	return name, pdf, err
}
