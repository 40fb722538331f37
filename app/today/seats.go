package today

import (
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// gatherSeats names the seats that are free for somebody on a waiting list, and the
// offers whose last day to answer has come.
func gatherSeats(tx *data.Tx, _ *Overview) ([]Line, error) {
	free, err := training.Vacancies(tx)
	var lines []Line
	for _, v := range free {
		l := Line{Kind: Seat, Urgency: Now, ID: v.Cohort, Pill: words.T("plaats vrij"), Tone: "amber", Button: words.T("Plaats aanbieden"), Detail: v.Title}
		switch {
		case v.Name != "":
			l.Title = words.T("Plaats vrij: aanbieden aan %s", v.Name)
			if v.Silent != "" {
				l.Detail = joined(" · ", v.Title, words.T("%s antwoordde niet op tijd", v.Silent))
			}
		case v.Asked != "" && v.Until <= tx.Today():
			l.Kind, l.Urgency, l.Pill, l.Tone, l.Button = Cohort, ThisWeek, words.T("wacht op antwoord"), "grey", words.T("Bekijken")
			l.Title = words.T("%s kan tot en met vandaag de vrije plaats nemen", v.Asked)
		case v.Asked == "":
			l.Kind, l.Urgency, l.Tone, l.Button = Cohort, ThisWeek, "grey", words.T("Bekijken")
			l.Title = words.T("Plaats vrij, en iedereen op de wachtlijst is al gevraagd")
		default:
			continue
		}
		lines = append(lines, l)
	}
	return lines, err
}
