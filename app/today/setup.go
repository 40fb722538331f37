package today

import (
	"context"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/assets/words"
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
			Kind: OfficeData, Urgency: ThisWeek, Pill: words.T("nog in te vullen"), Tone: "amber", Title: words.T("Gegevens van het kantoor"), Button: words.T("Invullen"),
			Detail: words.T("Voor de eerste factuur: %s", dutch.DeskAnd(state.Lacking)),
		})
	}
	for _, l := range []struct {
		step setup.Step
		Line
	}{
		{setup.List, Line{
			Kind: FirstList, Urgency: ThisWeek, Pill: words.T("leeg register"), Tone: "grey", Title: words.T("Ledenlijst inlezen"), Button: words.T("Naar het register"),
			Detail: words.T("Uit Excel of een .csv; je ziet eerst wat er gebeurt"),
		}},
		{setup.Desk, Line{
			Kind: DeskName, Urgency: Soon, Pill: words.T("nog geen naam"), Tone: "grey", Title: words.T("Zeggen wie hier zit"), Button: words.T("Invullen"),
			Detail: words.T("Je naam komt in de geschiedenis en onder brieven"),
		}},
		{setup.Mailbox, Line{
			Kind: Mailbox, Urgency: Soon, Pill: words.T("geen mailbox"), Tone: "grey", Title: words.T("Mailbox instellen"), Button: words.T("Instellen"),
			Detail: words.T("Dan haalt het programma de post op"),
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
	l := Line{Kind: BackupPlace, Urgency: ThisWeek, Tone: "amber", Button: words.T("Bekijken"), Title: words.T("De laatste back-up is van %s", longDay(data.DayOf(s.Last)))}
	switch {
	case s.Place == "":
		l.Pill, l.Title, l.Button = words.T("geen back-up"), words.T("Een plaats voor de back-up kiezen"), words.T("Kiezen")
		l.Detail = words.T("Dan bewaart het programma elke dag een kopie van het kantoor")
	case s.Problem != "":
		l.Pill, l.Tone, l.Detail, l.Urgency = words.T("back-up mislukt"), "red", s.Problem, Now
		if s.Last.IsZero() {
			l.Title = words.T("De back-up is niet gemaakt")
		}
	case s.Last.IsZero():
		l.Pill, l.Title, l.Detail = words.T("geen back-up"), words.T("Er is nog geen back-up gemaakt"), words.T("Er staat nog niets in de map die je hebt gekozen")
	case p.Store.Now().Sub(s.Last) > staleBackup:
		l.Pill, l.Detail = words.T("back-up is oud"), words.T("Er hoort elke dag een bij te komen")
	default:
		return nil, nil
	}
	return []Line{l}, nil
}
