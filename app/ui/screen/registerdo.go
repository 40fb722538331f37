package screen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
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

// sort puts the members in the order of their last day, or of their names.
func (p *registerPage) sort() {
	by, said := "member_until", words.T("Leden op einddatum, wie het eerst afloopt bovenaan")
	if was, _ := p.list.Sorted(); was == by && p.chips.Chosen() == register.Members {
		by, said = "name", words.T("Leden op naam")
	}
	// The chip first: it is people who have a last day, and organisations have columns of their own.
	p.chips.Choose(register.Members)
	p.columns()
	p.list.Table().SortBy(by, false)
	p.s.Say(said)
}

// The names of the dialogs, in what is kept of them while somebody types.
const (
	formRole   = "person.role"
	formMember = "person.member"
)

// saveBy saves what a dialog asked, and says so with the way back.
func (p *registerPage) saveBy(said func() string, do func(ctx context.Context) (int64, error)) ui.Saving {
	return ui.SaveBy(words.T("Opslaan"), do, func(change int64) {
		p.s.Done(said(), undo(p.undo, change))
		p.Reload()
	})
}

// giveRole gives who is shown a role.
func (p *registerPage) giveRole() {
	id, kind, since := p.person.Person.ID, "", data.Day(p.s.Today())
	p.s.AskEdit(&ui.Edit{
		Form: formRole, Key: key(id), Title: words.T("Functie van %s", p.person.Name), OK: words.T("Toevoegen"),
		Rows: func(r *ui.Rows) {
			r.Choice(words.Later("Functie"), &kind, roleChoices()...).Required()
			r.Date(words.Later("Sinds"), &since).Required()
		},
		Save: p.saveBy(func() string { return words.T("Functie toegevoegd") }, func(ctx context.Context) (int64, error) { return p.job.GiveRole(ctx, id, kind, since) }),
	}, &block.Dialog{})
}

// endRole ends a role today.
func (p *registerPage) endRole(r data.Role) {
	today := data.Day(p.s.Today())
	p.act(words.T("%s: beëindigd", register.RoleName(r.Kind)), func(ctx context.Context) (int64, error) { return p.job.EndRole(ctx, r, today) })
}

// setMemberUntil gives a membership another end than follows from what happened, with the reason.
func (p *registerPage) setMemberUntil() {
	id, regime, until, reason := p.person.Person.ID, register.RegimeCoach, p.person.Person.MemberUntil, ""
	if n := len(p.person.Membership); n > 0 {
		regime = p.person.Membership[n-1].Regime
	}
	p.s.AskEdit(&ui.Edit{
		Form: formMember, Key: key(id), Title: words.T("Einddatum lidmaatschap van %s", p.person.Name), OK: words.T("Bepalen"), First: words.Later("Lid tot"),
		Rows: func(r *ui.Rows) {
			r.Choice(words.Later("Lidmaatschap"), &regime, block.Choice{ID: register.RegimeCoach, Text: words.T("coach")}, block.Choice{ID: register.RegimeMediator, Text: words.T("mediator")})
			r.Date(words.Later("Lid tot"), &until).Hint(words.T("Leeg: het lidmaatschap eindigt vandaag."))
			r.Text(words.Later("Reden"), &reason).Required().Example(words.T("bijvoorbeeld: coulance wegens ziekte")).Hint(words.T("De reden blijft bij de uitleg van de einddatum staan."))
		},
		Save: p.saveBy(func() string {
			if until == "" {
				return words.T("Lidmaatschap beëindigd")
			}
			return words.T("Einddatum van het lidmaatschap bepaald")
		}, func(ctx context.Context) (int64, error) {
			if until == "" {
				return p.job.EndMembership(ctx, id, regime, reason)
			}
			return p.job.SetMemberUntil(ctx, id, regime, until, reason)
		}),
	}, &block.Dialog{Text: p.person.Member, Width: 560})
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

// insteadOf says which certificate came in the place of one, or in the place of which it came.
func (p *registerPage) insteadOf(c data.Certificate) string {
	for _, o := range p.person.Certificates {
		if o.ReplacesID == c.ID {
			return words.T("vervangen door %s", o.Number)
		}
		if c.ReplacesID == o.ID {
			return words.T("in plaats van %s", o.Number)
		}
	}
	return ""
}

// inNameOf says which name is on a certificate where it is not that of the register: one of the two may be misspelt.
func (p *registerPage) inNameOf(c data.Certificate) string {
	if c.Holder == "" || data.Fold(c.Holder) == data.Fold(p.person.Name) {
		return ""
	}
	return words.T("op naam van %s", c.Holder)
}

// certificateLinks are what can be done with a certificate: another in its place, or making it invalid.
func (p *registerPage) certificateLinks(c data.Certificate) []fyne.CanvasObject {
	about := p.about(c)
	var out []fyne.CanvasObject
	if p.canReplace(c) {
		out = append(out, block.NewLink(words.T("Vervangen"), about.replace))
	}
	if canRevoke(c) {
		out = append(out, block.NewLink(words.T("Intrekken"), about.revoke))
	}
	if named, ok := p.renamed(); ok && named.ID == c.ID {
		out = append(out, block.NewLink(words.T("Naam overnemen"), p.takeName))
	}
	return out
}

// canReplace says whether another certificate can come in the place of one, canRevoke whether one can be made invalid.
func (p *registerPage) canReplace(c data.Certificate) bool {
	replaced := slices.ContainsFunc(p.person.Certificates, func(o data.Certificate) bool { return o.ReplacesID == c.ID })
	return c.DocumentID != 0 && !replaced && c.Status != training.Replaced
}

func canRevoke(c data.Certificate) bool { return c.Status == training.Valid }

// validOnes are the certificates of who is shown that hold and with which something can be done, the newest first.
func (p *registerPage) validOnes(can func(data.Certificate) bool) []data.Certificate {
	var out []data.Certificate
	for _, c := range slices.Backward(p.person.Certificates) {
		if c.Status == training.Valid && can(c) {
			out = append(out, c)
		}
	}
	return out
}

// renamed is the valid certificate of who is shown that was issued last, when it came in the place of one with another
// name and the register can take over the new one.
func (p *registerPage) renamed() (data.Certificate, bool) {
	var last data.Certificate
	for _, c := range p.person.Certificates {
		if c.Status == training.Valid && c.ID > last.ID {
			last = c
		}
	}
	another := slices.ContainsFunc(p.person.Certificates, func(o data.Certificate) bool { return o.ID == last.ReplacesID && o.Holder != last.Holder })
	_, can := register.TakeName(p.person.Person, last.Holder)
	return last, another && can
}

// takeName gives who is shown the name of the certificate that came in the place of a misspelt one.
func (p *registerPage) takeName() {
	c, ok := p.renamed()
	if !ok {
		return
	}
	person, _ := register.TakeName(p.person.Person, c.Holder)
	p.act(words.T("Naam van het certificaat overgenomen"), func(ctx context.Context) (int64, error) {
		_, change, err := p.job.Save(ctx, person)
		return change, err
	})
}

// withOne does something with the valid certificate of who is shown; where there are more it asks which, with the newest
// proposed.
func (p *registerPage) withOne(title string, can func(data.Certificate) bool, do func(aboutCertificate)) {
	found := p.validOnes(can)
	switch len(found) {
	case 0:
		return
	case 1:
		do(p.about(found[0]))
		return
	}
	var choices []block.Choice
	for _, c := range found {
		choices = append(choices, block.Choice{ID: key(c.ID), Text: joined(" · ", p.about(c).number, c.Course, register.AchievedText(c.Achieved))})
	}
	which := block.NewChoiceField(choices...)
	which.SetValue(choices[0].ID)
	form := block.NewForm(block.FormRow{Label: words.T("Welk certificaat"), Field: which})
	chosen := ""
	p.s.Ask(&block.Dialog{
		Title: title, Content: form, OK: words.T("Verder"), First: form.First(), Width: 620,
		OnOK: func() bool { chosen = which.Value(); return true },
		// The dialog that follows comes when this one is gone.
		OnClosed: func() {
			for _, c := range found {
				if key(c.ID) == chosen {
					do(p.about(c))
				}
			}
		},
	})
}

func (p *registerPage) about(c data.Certificate) aboutCertificate {
	number := c.Number
	if number == "" {
		number = words.T("zonder nummer")
	}
	return aboutCertificate{
		s: p.s, job: p.certificates, undo: p.undo, papers: p.papers, lane: p.finder,
		id: c.ID, number: number, holder: c.Holder, key: key(p.person.Person.ID) + "/" + key(c.ID), reload: p.Reload,
		print: func(run training.Run) {
			made := run.Issued[0]
			p.lookAt(data.Certificate{Meta: data.Meta{ID: made.CertificateID}, Number: made.Number, Holder: made.Name, DocumentID: made.DocumentID})
		},
	}
}

// resumeAbout goes on with a dialog about a certificate.
func (p *registerPage) resumeAbout(form, id string) {
	person, certificate, _ := strings.Cut(id, "/")
	p.Then(person, func() {
		for _, c := range p.person.Certificates {
			switch {
			case key(c.ID) != certificate:
			case form == formReplace:
				p.about(c).replace()
			default:
				p.about(c).revoke()
			}
		}
	})
	p.Open(person)
}
