package today

import (
	"context"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/data"
)

// gatherSetup names what a new office still has to fill in.
func gatherSetup(tx *data.Tx, _ *Overview) ([]Line, error) {
	state, err := setup.Of(tx, true)
	if err != nil {
		return nil, err
	}
	var lines []Line
	if len(state.Lacking) > 0 {
		lines = append(lines, Line{
			Kind: OfficeData, Urgency: ThisWeek, Pill: "nog in te vullen", Tone: "amber", Title: "Gegevens van het kantoor", Button: "Invullen",
			Detail: "Voor de eerste factuur: " + dutch.And(state.Lacking),
		})
	}
	for _, l := range []struct {
		step setup.Step
		Line
	}{
		{setup.List, Line{
			Kind: FirstList, Urgency: ThisWeek, Pill: "leeg register", Tone: "grey", Title: "Ledenlijst inlezen", Button: "Naar het register",
			Detail: "Uit Excel of een .csv; je ziet eerst wat er gebeurt",
		}},
		{setup.Desk, Line{
			Kind: DeskName, Urgency: Soon, Pill: "nog geen naam", Tone: "grey", Title: "Zeggen wie hier zit", Button: "Invullen",
			Detail: "Je naam komt in de geschiedenis en onder brieven",
		}},
		{setup.Mailbox, Line{
			Kind: Mailbox, Urgency: Soon, Pill: "geen mailbox", Tone: "grey", Title: "Mailbox instellen", Button: "Instellen",
			Detail: "Dan haalt het programma de post op",
		}},
	} {
		if !state.Done(l.step) {
			lines = append(lines, l.Line)
		}
	}
	return lines, nil
}

// staleBackup is how old the newest copy may be before it is named: a long weekend.
const staleBackup = 3 * 24 * time.Hour

// gatherBackups names that no copies are made, or none of late.
func gatherBackups(ctx context.Context, p Parts, _ *Overview) ([]Line, error) {
	if p.Backups == nil {
		return nil, nil
	}
	s, err := p.Backups.State(ctx)
	if err != nil {
		return nil, err
	}
	l := Line{Kind: BackupPlace, Urgency: ThisWeek, Tone: "amber", Button: "Bekijken", Title: "De laatste back-up is van " + longDay(data.DayOf(s.Last))}
	switch {
	case s.Place == "":
		l.Pill, l.Title, l.Button = "geen back-up", "Een plaats voor de back-up kiezen", "Kiezen"
		l.Detail = "Dan bewaart het programma elke dag een kopie van het kantoor"
	case s.Problem != "":
		l.Pill, l.Tone, l.Detail, l.Urgency = "back-up mislukt", "red", s.Problem, Now
		if s.Last.IsZero() {
			l.Title = "De back-up is niet gemaakt"
		}
	case s.Last.IsZero():
		l.Pill, l.Title, l.Detail = "geen back-up", "Er is nog geen back-up gemaakt", "Er staat nog niets in de map die je hebt gekozen"
	case p.Store.Now().Sub(s.Last) > staleBackup:
		l.Pill, l.Detail = "back-up is oud", "Er hoort elke dag een bij te komen"
	default:
		return nil, nil
	}
	return []Line{l}, nil
}
