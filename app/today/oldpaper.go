package today

import (
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// gatherOldPapers names the old certificates that have to be decided about. Those of which more was asked wait for their
// sender, and are only counted.
func gatherOldPapers(tx *data.Tx, _ *Overview) ([]Line, error) {
	open, err := tx.OldPapersIn([]string{oldpaper.Open}, 100)
	if err != nil || len(open) == 0 {
		return nil, err
	}
	counts, err := tx.CountOldPapers()
	if err != nil {
		return nil, err
	}
	oldest := open[len(open)-1]
	l := Line{
		Kind: OldPaper, Urgency: Now, Tone: "blue", Pill: words.T("%d te beoordelen", counts[oldpaper.Open]), Button: words.T("Beoordelen"), ID: oldest.ID,
		Title: words.T("Oud certificaat van %s", firstFilled(oldest.Asker, oldest.Holder, oldest.Email)), Detail: words.T("Gekomen op %s", longDay(oldest.Received)),
	}
	if n := counts[oldpaper.Open]; n > 1 {
		l.Title, l.Detail = words.T("%d oude certificaten te beoordelen", n), words.T("Het oudste kwam op %s", longDay(oldest.Received))
	}
	if n := counts[oldpaper.Asked]; n > 0 {
		l.Detail = joined(" · ", l.Detail, words.T("%d wachten op de afzender", n))
	}
	return []Line{l}, nil
}

func firstFilled(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
