package screen

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// act does something with who is shown, and says so with the way back.
func (p *registerPage) act(said string, do func(ctx context.Context) (int64, error)) {
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

// giveRole gives who is shown a role.
func (p *registerPage) giveRole() {
	id := p.person.Person.ID
	kind := block.NewChoiceField(roleChoices()...)
	kind.Required = true
	since := block.NewDateField()
	since.Required, since.Today = true, p.s.Today()
	since.SetValue(p.s.Today())
	form := block.NewForm(block.FormRow{Label: "Functie", Field: kind}, block.FormRow{Label: "Sinds", Field: since})
	p.s.Ask(&block.Dialog{Title: "Functie van " + p.person.Name, Content: form, OK: "Toevoegen", First: form.First(), Edited: form.Edited, OnOK: func() bool {
		if !form.Check() {
			return false
		}
		k, d := kind.Value(), data.Day(since.Value())
		p.act("Functie toegevoegd", func(ctx context.Context) (int64, error) { return p.job.GiveRole(ctx, id, k, d) })
		return true
	}})
}

// endRole ends a role today.
func (p *registerPage) endRole(r data.Role) {
	today := data.Day(p.s.Today())
	p.act(register.RoleName(r.Kind)+": beëindigd", func(ctx context.Context) (int64, error) { return p.job.EndRole(ctx, r, today) })
}

// setMemberUntil gives a membership another end than follows from what happened, with the reason.
func (p *registerPage) setMemberUntil() {
	id := p.person.Person.ID
	regime := block.NewChoiceField(block.Choice{ID: register.RegimeCoach, Text: "coach"}, block.Choice{ID: register.RegimeMediator, Text: "mediator"})
	regime.SetValue(register.RegimeCoach)
	if n := len(p.person.Membership); n > 0 {
		regime.SetValue(p.person.Membership[n-1].Regime)
	}
	until := block.NewDateField()
	until.Today = p.s.Today()
	until.SetValue(string(p.person.Person.MemberUntil))
	reason := block.NewTextField("bijvoorbeeld: coulance wegens ziekte")
	reason.Required = true
	form := block.NewForm(
		block.FormRow{Label: "Lidmaatschap", Field: regime}, block.FormRow{Label: "Lid tot", Field: until, Hint: "Leeg: het lidmaatschap eindigt vandaag."},
		block.FormRow{Label: "Reden", Field: reason, Hint: "De reden blijft bij de uitleg van de einddatum staan."})
	p.s.Ask(&block.Dialog{
		Title: "Einddatum lidmaatschap van " + p.person.Name, Text: p.person.Member, Content: form, OK: "Bepalen", Width: 560, First: until, Edited: form.Edited,
		OnOK: func() bool {
			if !form.Check() {
				return false
			}
			kind, last, why := regime.Value(), data.Day(until.Value()), reason.Value()
			if last == "" {
				p.act("Lidmaatschap beëindigd", func(ctx context.Context) (int64, error) { return p.job.EndMembership(ctx, id, kind, why) })
				return true
			}
			p.act("Einddatum van het lidmaatschap bepaald", func(ctx context.Context) (int64, error) { return p.job.SetMemberUntil(ctx, id, kind, last, why) })
			return true
		},
	})
}

// openCertificate shows the PDF that was issued in the computer's own program.
func (p *registerPage) openCertificate(c data.Certificate) {
	ui.Act(p.s.Tasks, "Certificaat openen", func(ctx context.Context, _ *ui.Progress) (string, error) {
		doc, err := p.certificates.Reprint(ctx, c.ID)
		if err != nil {
			return "", err
		}
		const text = "Het certificaat kan niet worden klaargezet om te bekijken. Kijk of er nog ruimte op de schijf is."
		// A folder of its own, that nobody else on the computer can read.
		dir, err := os.MkdirTemp("", "kantoor-")
		if err != nil {
			return "", data.Explain(text, err)
		}
		path := filepath.Join(dir, "certificaat.pdf")
		return path, data.Explain(text, os.WriteFile(path, doc.Bytes, 0o600))
	}, func(path string) {
		if err := p.openFile(path); err != nil {
			p.s.Fail(data.Explain("Deze computer heeft geen programma dat een PDF opent. Sla het certificaat op en open het daar.", err))
		}
	})
}

// saveCertificate writes the PDF that was issued where the user says.
func (p *registerPage) saveCertificate(c data.Certificate) {
	p.s.Files().Save("Certificaat opslaan", "certificaat "+c.Number+".pdf", func(path string) {
		ui.Act(p.s.Tasks, "Certificaat opslaan", func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
			doc, err := p.certificates.Reprint(ctx, c.ID)
			if err != nil {
				return struct{}{}, err
			}
			return struct{}{}, writeBeside(path, doc.Bytes)
		}, func(struct{}) { p.s.Say(filepath.Base(path) + " is opgeslagen") })
	})
}

// OpenFile shows a file in the program that the computer has for it.
func OpenFile(path string) error {
	u, err := url.Parse(storage.NewFileURI(path).String())
	if err != nil {
		return fmt.Errorf("open file: %w", err)
	}
	return fyne.CurrentApp().OpenURL(u)
}
