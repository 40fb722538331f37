package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/letter"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// trainingSettings is what the settings ask about the papers of trainings.
type trainingSettings interface {
	Invitation(ctx context.Context) (letter.Text, error)
	SaveInvitation(ctx context.Context, t letter.Text) (int64, error)
	BadgeSheet(ctx context.Context) (training.BadgeSheet, error)
	SaveBadgeSheet(ctx context.Context, b training.BadgeSheet) (int64, error)
	AccreditationColumns(ctx context.Context) (string, error)
	SaveAccreditationColumns(ctx context.Context, text string) (int64, error)
}

// savedSince is a save that refuses when another desk changed the setting meanwhile.
func savedSince[T comparable](was, now *T, read func(context.Context) (T, error), save func(context.Context, T) (int64, error)) func(context.Context) (int64, error) {
	return func(ctx context.Context) (int64, error) {
		if there, err := read(ctx); err != nil {
			return 0, err
		} else if there != *was {
			return 0, data.ErrStale
		}
		return save(ctx, *now)
	}
}

func (p *settingsPage) loadInvitation(t *part) {
	ui.Load(t.lane, p.Training.Invitation, func(text letter.Text) {
		was := text
		said := words.T("Uitnodiging opgeslagen")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			r.Text(words.Later("Onderwerp"), &text.Subject)
			r.Area(words.Later("Tekst"), &text.Body, 12).Hint(words.T("Tussen {{ en }} vult het programma iets in: %s.", "{{."+strings.Join(training.InvitationValues(), "}}, {{.")+"}}"))
		}}
		e.Newest = ui.ReadBy(p.Training.Invitation, func(now letter.Text) { was, text = now, now })
		e.Save = ui.SaveBy(said, savedSince(&was, &text, p.Training.Invitation, p.Training.SaveInvitation), p.saved(said))
		t.fill(e, func(in *ui.Inset) []fyne.CanvasObject {
			return append(t.always(in), block.Spread(0, block.NewLink(words.T("Terug naar de tekst van het programma"), func() {
				ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) {
					return p.Training.SaveInvitation(ctx, letter.Text{})
				}, p.saved(said))
			})))
		})
	})
}

func (p *settingsPage) loadBadges(t *part) {
	ui.Load(t.lane, p.Training.BadgeSheet, func(b training.BadgeSheet) {
		was := b
		said := words.T("Vel voor naambadges opgeslagen")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			r.Text(words.Later("Kolommen"), &b.Columns).Short().Required()
			r.Text(words.Later("Rijen"), &b.Rows).Short().Required()
			r.Text(words.Later("Breedte"), &b.Width).Short().Required().Hint(words.T("Van één badge, in millimeters."))
			r.Text(words.Later("Hoogte"), &b.Height).Short().Required()
			r.Text(words.Later("Van links"), &b.Left).Short().Hint(words.T("Van de rand van het papier tot de eerste badge."))
			r.Text(words.Later("Van boven"), &b.Top).Short()
			r.Text(words.Later("Ertussen, naast elkaar"), &b.GapX).Short()
			r.Text(words.Later("Ertussen, onder elkaar"), &b.GapY).Short()
			r.Check(words.Later("Snijtekens"), words.T("Meedrukken"), &b.CutMarks)
		}}
		e.Newest = ui.ReadBy(p.Training.BadgeSheet, func(now training.BadgeSheet) { was, b = now, now })
		e.Save = ui.SaveBy(said, savedSince(&was, &b, p.Training.BadgeSheet, p.Training.SaveBadgeSheet), p.saved(said))
		t.fill(e, func(in *ui.Inset) []fyne.CanvasObject {
			usual := func(name string) func() {
				return func() {
					ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) {
						return p.Training.SaveBadgeSheet(ctx, training.BadgeSheetNamed(name))
					}, p.saved(said))
				}
			}
			return append(t.always(in), block.Spread(16,
				block.NewLink(words.T("8 op een vel (90 × 65 mm)"), usual(training.BadgesEight)), block.NewLink(words.T("10 op een vel (85 × 54 mm)"), usual(training.BadgesTen))))
		})
	})
}

func (p *settingsPage) loadAccreditation(t *part) {
	ui.Load(t.lane, p.Training.AccreditationColumns, func(text string) {
		was := text
		said := words.T("Kolommen voor PE-online opgeslagen")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			r.Area(words.Later("Kolommen"), &text, 7).Hint(words.T("Op elke regel een kolom: de kop = wat erin staat. Dat kan zijn: %s.", strings.Join(training.AccreditationValues(), ", ")))
		}}
		e.Newest = ui.ReadBy(p.Training.AccreditationColumns, func(now string) { was, text = now, now })
		e.Save = ui.SaveBy(said, savedSince(&was, &text, p.Training.AccreditationColumns, p.Training.SaveAccreditationColumns), p.saved(said))
		t.fill(e, t.always)
	})
}
