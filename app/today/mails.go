package today

import (
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// unplacedDays is for how many days mails that wait are named.
const unplacedDays = 30

// gatherUnplaced names the mails that were written and are not in the mailbox yet, so that nobody thinks that they were
// sent: the reminders to members together, the others a cohort each.
func gatherUnplaced(tx *data.Tx, _ *Overview) ([]Line, error) {
	runs, err := run.Unplaced(tx)
	if err != nil {
		return nil, err
	}
	var lines []Line
	waits := map[int64]int{}
	title := map[int64]string{}
	var order []int64
	for _, r := range runs {
		if data.DayOf(r.At) < data.Day(tx.Today()).AddDays(-unplacedDays) {
			continue // whoever left them for so long sent them in another way
		}
		if waits[r.CohortID] == 0 {
			order = append(order, r.CohortID)
		}
		waits[r.CohortID] += r.Waiting + r.Unsure
		title[r.CohortID] = r.Title
	}
	for _, cohort := range order {
		n := waits[cohort]
		l := Line{
			Kind: Unplaced, Urgency: Now, ID: cohort, Tone: "amber", Pill: count(n, words.T("mail wacht"), words.T("mails wachten")),
			Title: words.T("Herinneringen aan leden staan nog niet bij de concepten"), Button: words.T("Klaarzetten"),
		}
		if cohort != 0 {
			l.Title, l.Button = words.T("%s: mails staan nog niet bij de concepten", title[cohort]), words.T("Bekijken")
		}
		lines = append(lines, l)
	}
	return lines, nil
}
