package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/reminder"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// reminderSettings keeps the texts of the reminders.
type reminderSettings interface {
	Texts(ctx context.Context) ([]reminder.Text, error)
	SaveText(ctx context.Context, t reminder.Text) (int64, error)
}

// loadLengths shows how long memberships last and what they cost, from a day on.
func (p *settingsPage) loadLengths(t *part) {
	type lengths struct {
		register.Lengths
		past []register.LengthsSet
	}
	read := func(ctx context.Context) (lengths, error) {
		now, err := p.Members.Lengths(ctx)
		if err != nil {
			return lengths{}, err
		}
		past, err := p.Members.LengthsHistory(ctx)
		return lengths{now, past}, err
	}
	ui.Load(t.lane, read, func(now lengths) {
		l, was := now.Lengths, now.Lengths
		coach, mediator := data.Cents(l.CoachCents), data.Cents(l.MediatorCents)
		said := words.T("Lidmaatschappen opgeslagen")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			r.Date(words.Later("Geldt vanaf"), &l.Since).Required().Hint(words.T("Wat je wijzigt, geldt vanaf deze dag. Wat eerder gebeurde, houdt de lengte en de prijs van toen."))
			wholeRow(r, words.Later("Na een training"), &l.Training).Hint(words.T("maanden gratis lid"))
			wholeRow(r, words.Later("Na een nascholing"), &l.FollowUp).Hint(words.T("maanden erbij, of opnieuw als het lidmaatschap was afgelopen"))
			wholeRow(r, words.Later("Nascholing telt binnen"), &l.FollowUpWithin).Hint(words.T("maanden na het laatste certificaat"))
			wholeRow(r, words.Later("Na betaling"), &l.Payment).Hint(words.T("maanden"))
			priceRow(r, words.Later("Prijs coach"), &coach).Hint(words.T("Inclusief btw, voor die maanden. Leeg is nog geen prijs."))
			wholeRow(r, words.Later("Mediator, bijdrage"), &l.Mediator).Hint(words.T("maanden lid na het betalen van de jaarlijkse bijdrage"))
			priceRow(r, words.Later("Prijs mediator"), &mediator).Hint(words.T("Inclusief btw, voor die maanden. Leeg is nog geen prijs."))
			r.Choice(words.Later("Btw op lidmaatschap"), &l.VATCode, append([]block.Choice{{ID: "", Text: words.T("nog niet bepaald")}}, inUse(vatChoices)...)...).
				Hint(words.T("Welk tarief op de factuur komt. Zonder keuze wordt er geen factuur gemaakt; vraag het zo nodig je boekhouder."))
			wholeRow(r, words.Later("Mediator, na een training"), &l.MediatorTraining).Hint(words.T("maanden gratis lid"))
			wholeRow(r, words.Later("Uitloop"), &l.GraceDays).Hint(words.T("dagen na het einde waarin iemand nog wordt herinnerd"))
		}}
		e.Newest = ui.ReadBy(p.Members.Lengths, func(now register.Lengths) {
			was, l, coach, mediator = now, now, data.Cents(now.CoachCents), data.Cents(now.MediatorCents)
		})
		e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) {
			if now, err := p.Members.Lengths(ctx); err != nil {
				return 0, err
			} else if now != was {
				return 0, data.ErrStale // another desk changed them meanwhile
			}
			l.CoachCents, l.MediatorCents = int(coach), int(mediator)
			return p.Members.SaveLengths(ctx, l)
		}, p.saved(said))
		t.fill(e, func(in *ui.Inset) []fyne.CanvasObject { return append(t.always(in), p.lengthsSet(now.past)...) })
	})
}

// lengthsSet tells what was set, and lets what is still to come be dropped.
func (p *settingsPage) lengthsSet(past []register.LengthsSet) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, s := range past {
		since := words.T("Altijd al")
		if s.Since != "" {
			since = words.T("Vanaf %s", day(s.Since))
		}
		out = append(out, block.NewQuietParagraph(since+": "+s.Text+"."))
		if s.Later {
			said := words.T("Geplande wijziging geschrapt")
			out = append(out, block.Spread(0, block.NewLink(words.T("Schrappen"), func() {
				ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Members.DropLengths(ctx, s.Since) }, p.saved(said))
			})))
		}
	}
	return out
}

// loadReminders shows the texts of the reminders for members.
func (p *settingsPage) loadReminders(t *part) {
	ui.Load(t.lane, p.Reminders.Texts, func(texts []reminder.Text) {
		table := block.NewTable(words.T("tekst"), words.T("teksten"), block.TableColumn{ID: "name", Title: words.T("Herinnering")}, block.TableColumn{ID: "subject", Title: words.T("Onderwerp"), Grow: true, Free: true, Rank: 1}).Fitting()
		byID := map[string]reminder.Text{}
		var rows []block.Row
		for _, text := range texts {
			if t.wanted(text.ID) {
				p.editReminder(t, text)
				return
			}
			byID[text.ID] = text
			rows = append(rows, block.Row{ID: text.ID, Cells: []block.Cell{{Text: text.Name}, {Text: text.Subject}}})
		}
		table.SetRows(rows)
		table.OnOpen = func(r block.Row) { p.editReminder(t, byID[r.ID]) }
		change := block.NewButton(words.T("Wijzigen"), func() {
			if r, ok := table.Current(); ok {
				p.editReminder(t, byID[r.ID])
			}
		}).WithHint(words.T("Enter"))
		change.Disable()
		table.OnChoose = func(block.Row) { change.Enable() }
		t.set(nil, nil, table, block.Spread(8, change))
	})
}

// editReminder shows a text as fields, in the place of the list.
func (p *settingsPage) editReminder(t *part, text reminder.Text) {
	said := words.T("Tekst opgeslagen")
	e := &ui.Edit{Title: words.T("Herinnering: %s", text.Name), Key: text.ID, Rows: func(r *ui.Rows) {
		r.Text(words.Later("Onderwerp"), &text.Subject)
		r.Area(words.Later("Tekst"), &text.Body, 14).Hint(words.T("In te vullen: %s. Maak onderwerp en tekst leeg om de tekst van het programma terug te krijgen.", "{{."+strings.Join(reminder.Fields, "}}, {{.")+"}}"))
	}}
	t.refuse(e, words.Later("Tekst"))
	e.Newest = newestOf(p.Reminders.Texts, func(n reminder.Text) bool { return n.ID == text.ID }, func(now reminder.Text) { text = now })
	e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) { return p.Reminders.SaveText(ctx, text) }, p.saved(said))
	p.fillInList(t, e)
}
