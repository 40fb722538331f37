package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
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
	form := block.NewForm(block.FormRow{Label: words.T("Functie"), Field: kind}, block.FormRow{Label: words.T("Sinds"), Field: since})
	p.s.Ask(&block.Dialog{Title: words.T("Functie van %s", p.person.Name), Content: form, OK: words.T("Toevoegen"), First: form.First(), Edited: form.Edited, OnOK: func() bool {
		if !form.Check() {
			return false
		}
		k, d := kind.Value(), data.Day(since.Value())
		p.act(words.T("Functie toegevoegd"), func(ctx context.Context) (int64, error) { return p.job.GiveRole(ctx, id, k, d) })
		return true
	}})
}

// endRole ends a role today.
func (p *registerPage) endRole(r data.Role) {
	today := data.Day(p.s.Today())
	p.act(words.T("%s: beëindigd", register.RoleName(r.Kind)), func(ctx context.Context) (int64, error) { return p.job.EndRole(ctx, r, today) })
}

// setMemberUntil gives a membership another end than follows from what happened, with the reason.
func (p *registerPage) setMemberUntil() {
	id := p.person.Person.ID
	regime := block.NewChoiceField(block.Choice{ID: register.RegimeCoach, Text: words.T("coach")}, block.Choice{ID: register.RegimeMediator, Text: words.T("mediator")})
	regime.SetValue(register.RegimeCoach)
	if n := len(p.person.Membership); n > 0 {
		regime.SetValue(p.person.Membership[n-1].Regime)
	}
	until := block.NewDateField()
	until.Today = p.s.Today()
	until.SetValue(string(p.person.Person.MemberUntil))
	reason := block.NewTextField(words.T("bijvoorbeeld: coulance wegens ziekte"))
	reason.Required = true
	form := block.NewForm(
		block.FormRow{Label: words.T("Lidmaatschap"), Field: regime}, block.FormRow{Label: words.T("Lid tot"), Field: until, Hint: words.T("Leeg: het lidmaatschap eindigt vandaag.")},
		block.FormRow{Label: words.T("Reden"), Field: reason, Hint: words.T("De reden blijft bij de uitleg van de einddatum staan.")})
	p.s.Ask(&block.Dialog{
		Title: words.T("Einddatum lidmaatschap van %s", p.person.Name), Text: p.person.Member, Content: form, OK: words.T("Bepalen"), Width: 560, First: until, Edited: form.Edited,
		OnOK: func() bool {
			if !form.Check() {
				return false
			}
			kind, last, why := regime.Value(), data.Day(until.Value()), reason.Value()
			if last == "" {
				p.act(words.T("Lidmaatschap beëindigd"), func(ctx context.Context) (int64, error) { return p.job.EndMembership(ctx, id, kind, why) })
				return true
			}
			p.act(words.T("Einddatum van het lidmaatschap bepaald"), func(ctx context.Context) (int64, error) { return p.job.SetMemberUntil(ctx, id, kind, last, why) })
			return true
		},
	})
}

// certificatePDF is the PDF of a certificate as it was issued, byte for byte.
func (p *registerPage) certificatePDF(c data.Certificate) sheet {
	return sheet{name: words.T("Certificaat %s.pdf", c.Number), make: func(ctx context.Context) ([]byte, error) {
		doc, err := p.certificates.Reprint(ctx, c.ID)
		return doc.Bytes, err
	}}
}

// lookAt shows a certificate as it was issued, and prints it.
func (p *registerPage) lookAt(c data.Certificate) {
	paper := p.certificatePDF(c)
	q := printPanel{
		title: words.T("Certificaat %s", c.Number), text: words.T("Zoals het aan %s is uitgegeven.", c.Holder),
		kinds: []paperKind{certificatePaper}, look: []sheet{paper},
		open: func() { p.papers.open(p.s, paper) }, save: func() { p.papers.save(p.s, paper) },
	}
	q.print = func(names []string, copies int) {
		ui.Act(p.s.Tasks, words.T("Afdrukken"), func(ctx context.Context, _ *ui.Progress) (string, error) {
			return p.certificates.Print(ctx, c.DocumentID, names[0], copies)
		}, func(string) { p.s.Say(words.T("Naar printer %s gestuurd", names[0])) })
	}
	p.papers.ask(p.s, func(ctx context.Context) (found printers, err error) {
		found.names, found.standard, err = p.certificates.Printers(ctx)
		return found, err
	}, q)
}
