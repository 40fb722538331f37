package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// The names of the forms, in what is kept of them while somebody types.
const (
	formAccept    = "oldpaper.accept"
	formRefuse    = "oldpaper.refuse"
	formAsk       = "oldpaper.ask"
	formWithdraw  = "oldpaper.withdraw"
	formClaim     = "oldpaper"
	formFormer    = "oldpaper.former"
	formPaperMail = "oldpaper.letter"
)

// Resume goes on with a form that was not saved.
func (p *oldPapersPage) Resume(form, id string) {
	switch {
	case p.EditingOf(form, id):
		return
	case form == formClaim && id == "":
		p.add()
		return
	case form == formFormer && id == "":
		p.editFormer(oldpaper.Former{})
		return
	}
	next := p.edit
	switch form {
	case formAccept:
		next = p.accept
	case formRefuse:
		next = p.refuse
	case formAsk:
		next = p.askMore
	case formWithdraw:
		next = p.withdraw
	case formPaperMail:
		next = p.write
	}
	p.Then(id, next)
	p.Open(id)
}

// inPlace asks for a reason on the place of the panel, with the copy and the evidence still in view.
func (p *oldPapersPage) inPlace(e *ui.Edit, above ...fyne.CanvasObject) {
	p.FillIn(e, func(parts []fyne.CanvasObject) []fyne.CanvasObject {
		objects := append([]fyne.CanvasObject{block.NewBold(e.Title)}, above...)
		return p.parts(block.Panel(append(objects, parts...)...))
	})
}

// accept asks why the certificate is genuine, with the evidence filled in, and records it.
func (p *oldPapersPage) accept() {
	if p.OnceRead(p.accept) || p.page.Paper.ID == 0 {
		return
	}
	id, choice, above := p.page.Paper.ID, oldpaper.Choice{PersonID: p.person, Training: p.candidate()}, []fyne.CanvasObject{p.verdictLine(), p.personLine()}
	choice.Reason = oldpaper.ReasonFor(choice.Training, p.page.Paper.DocumentID != 0)
	e := &ui.Edit{
		Form: formAccept, Key: key(id), Title: words.T("Dit certificaat is echt"), OK: words.T("Aanvaarden"),
		Rows: func(r *ui.Rows) {
			r.Area(words.Later("Waarom"), &choice.Reason, 4).Required().Hint(words.T("De reden blijft met het bewijs bij het certificaat bewaard."))
		},
	}
	e.Refused = func(err error) bool {
		if !oldpaper.MayIgnore(err) {
			return false
		}
		e.Tell(ui.Warning(ui.UserText(err)), block.NewLink(words.T("Ik heb het nagekeken: het is een ander certificaat"), func() { choice.Ignore = true }))
		return true
	}
	e.Save = ui.SaveBy(words.T("Certificaat aanvaarden"), func(ctx context.Context) (oldpaper.Outcome, error) { return p.job.Accept(ctx, id, choice) }, func(o oldpaper.Outcome) {
		p.s.Done(o.Text, undo(p.undo, o.Change))
		p.after(id)
	})
	p.inPlace(e, above...)
}

// after shows what came of a decision, on the list that it stands in now.
func (p *oldPapersPage) after(id int64) {
	p.chosen = false
	p.open(key(id))
	p.Reload()
}

// decide asks for a reason and does something with it.
func (p *oldPapersPage) decide(form, title, ok, said, hint, reason string, do func(ctx context.Context, reason string) (int64, error)) {
	id := p.page.Paper.ID
	e := &ui.Edit{
		Form: form, Key: key(id), Title: title, OK: ok,
		Rows: func(r *ui.Rows) { r.Area(words.Later("Waarom"), &reason, 4).Required().Hint(hint) },
	}
	e.Save = ui.SaveBy(ok, func(ctx context.Context) (int64, error) { return do(ctx, reason) }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.after(id)
	})
	p.inPlace(e)
}

func (p *oldPapersPage) refuse() {
	if p.OnceRead(p.refuse) || p.page.Paper.ID == 0 {
		return
	}
	id, person := p.page.Paper.ID, p.person
	p.decide(formRefuse, words.T("Dit certificaat wordt niet aanvaard"), words.T("Afwijzen"), words.T("Certificaat afgewezen"),
		words.T("De reden is voor het kantoor; de brief schrijf je daarna."), "", func(ctx context.Context, reason string) (int64, error) { return p.job.Refuse(ctx, id, person, reason) })
}

// askMore records what is asked, and goes on with the letter.
func (p *oldPapersPage) askMore() {
	if p.OnceRead(p.askMore) || p.page.Paper.ID == 0 {
		return
	}
	id, person := p.page.Paper.ID, p.person
	what := strings.Join(p.page.Missing, "; ")
	if what == "" {
		what = oldpaper.NotFound
	}
	e := &ui.Edit{
		Form: formAsk, Key: key(id), Title: words.T("Meer vragen aan de afzender"), OK: words.T("Vastleggen en brief schrijven"),
		Rows: func(r *ui.Rows) { r.Area(words.Later("Wat er ontbreekt"), &what, 3).Required() },
	}
	e.Save = ui.SaveBy(words.T("Meer vragen"), func(ctx context.Context) (int64, error) { return p.job.AskMore(ctx, id, person, what) }, func(change int64) {
		p.s.Done(words.T("Vastgelegd dat er meer is gevraagd"), undo(p.undo, change))
		p.after(id)
		p.write()
	})
	p.inPlace(e)
}

func (p *oldPapersPage) withdraw() {
	id := p.page.Paper.ID
	p.decide(formWithdraw, words.T("Dit certificaat toch intrekken"), words.T("Intrekken"), words.T("Certificaat ingetrokken"),
		words.T("Het certificaat blijft bij de professional staan, als ingetrokken en met deze reden."), "", func(ctx context.Context, reason string) (int64, error) { return p.job.Withdraw(ctx, id, reason) })
}

func (p *oldPapersPage) act(said string, do func(ctx context.Context) (int64, error)) {
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx) }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

func (p *oldPapersPage) reopen() {
	id := p.page.Paper.ID
	p.act(words.T("Weer te beoordelen"), func(ctx context.Context) (int64, error) { return p.job.Reopen(ctx, id) })
}

func (p *oldPapersPage) remove() {
	id := p.page.Paper.ID
	p.act(words.T("Aanvraag weggegooid"), func(ctx context.Context) (int64, error) { return p.job.Remove(ctx, id) })
}

// write proposes the letter that fits and puts it in the mailbox's Drafts folder.
func (p *oldPapersPage) write() {
	id := p.page.Paper.ID
	if id == 0 {
		return
	}
	ui.Load(p.Needs(), func(ctx context.Context) (oldpaper.Letter, error) {
		office, err := p.office(ctx)
		if err != nil {
			return oldpaper.Letter{}, err
		}
		return p.job.Letter(ctx, id, office)
	}, func(l oldpaper.Letter) {
		draft := message.Draft{To: []message.Address{l.To}, Subject: l.Subject, InReplyTo: l.InReplyTo, References: l.References}
		writeDraft(p.s, p.box, mailEdit{form: formPaperMail, key: key(id)}, draft, l.Text, func([]byte) { p.s.Say(words.T("De brief staat bij de concepten van je mailbox")) })
	})
}

// edit changes what was filled in.
func (p *oldPapersPage) edit() {
	switch {
	case p.OnceRead(p.edit):
	case p.former.ID != 0:
		p.editFormer(p.former)
	case p.page.Paper.ID != 0:
		p.editClaim(p.page.Paper.ID, p.page.Paper.Version, p.page.Claim)
	}
}

func (p *oldPapersPage) add() { p.editClaim(0, 0, oldpaper.Claim{}) }

// addFor begins the certificate of somebody in the register.
func (p *oldPapersPage) addFor(name string) { p.editClaim(0, 0, oldpaper.Claim{Asker: name}) }

func claimRows(r *ui.Rows, c *oldpaper.Claim) {
	r.Text(words.Later("Gestuurd door"), &c.Asker).Required()
	r.Text(words.Later("Naam op het certificaat"), &c.Holder).Example(words.T("als die anders is"))
	r.Text(words.Later("Datum"), &c.Date).Hint(words.T("Een dag, een maand, een seizoen of een jaar: voorjaar 2009."))
	r.Text(words.Later("Plaats"), &c.Place).Example(words.T("plaats of gebouw"))
	trainers := text("")
	r.Add(words.Later("Trainers"), trainers, func() { trainers.SetValue(oldpaper.JoinTrainers(c.Trainers)) }, func() { c.Trainers = oldpaper.SplitTrainers(trainers.Value()) })
	r.Text(words.Later("Opleiding"), &c.Course).Hint(words.T("Met de leeftijdsgroep, als die erop staat."))
	r.Text(words.Later("Nummer"), &c.Number).Example(words.T("vaak staat er geen"))
	r.Text(words.Later("Mailadres"), &c.Email)
	r.Text(words.Later("Telefoon"), &c.Phone)
	r.Text(words.Later("Straat"), &c.Street)
	r.Text(words.Later("Huisnummer"), &c.HouseNumber).Short()
	r.Text(words.Later("Postcode"), &c.Postcode).Short()
	r.Text(words.Later("Woonplaats"), &c.Town)
	r.Text(words.Later("Organisatie"), &c.Organisation)
	r.Area(words.Later("Opmerking"), &c.Remarks, 2)
}

// editClaim fills in what a copy says; id 0 is a new one.
func (p *oldPapersPage) editClaim(id, version int64, c oldpaper.Claim) {
	e := &ui.Edit{Form: formClaim, Title: words.T("Oud certificaat beoordelen"), OK: words.T("Zoeken"), Rows: func(r *ui.Rows) { claimRows(r, &c) }}
	if id != 0 {
		e.Key, e.Title, e.First = key(id), words.T("Wat er op de kopie staat"), words.Later("Datum")
		e.Newest = ui.ReadBy(func(ctx context.Context) (oldpaper.Page, error) { return p.job.Page(ctx, id) }, func(now oldpaper.Page) { version, c = now.Paper.Version, now.Claim })
	} else {
		p.compare(0)
		if c.Asker != "" {
			e.First = words.Later("Datum")
		}
	}
	e.Save = ui.SaveBy(words.T("Certificaat zoeken"), func(ctx context.Context) (oldpaper.Begun, error) {
		if id == 0 {
			return p.job.Begin(ctx, c)
		}
		change, err := p.job.Save(ctx, id, version, c)
		return oldpaper.Begun{ID: id, Change: change}, err
	}, func(b oldpaper.Begun) {
		if b.Change != 0 {
			p.s.Done(words.T("Gegevens van het certificaat opgeslagen"), undo(p.undo, b.Change))
		}
		if p.chips.Chosen() != chipUndecided {
			p.chips.Choose(chipUndecided)
		}
		p.chosen = false
		p.open(key(b.ID))
		p.Reload()
	})
	p.Fill(e)
}

// findPerson looks somebody up in the register.
func (p *oldPapersPage) findPerson() {
	field := block.NewPickField(words.T("Typ een naam"), p.find)
	field.Required = true
	form := block.NewForm(block.FormRow{Label: words.T("Professional"), Field: field})
	p.s.Ask(&block.Dialog{Title: words.T("Van wie is dit certificaat?"), Content: form, OK: words.T("Kiezen"), First: form.First(), Width: 560, OnOK: func() bool {
		if !form.Check() {
			return false
		}
		o := field.Value()
		p.choosePerson(number(o.ID), o.Text)
		return true
	}})
}

func (p *oldPapersPage) find(text string, show func([]block.Option)) {
	ui.Load(p.Needs(), func(ctx context.Context) ([]block.Option, error) {
		found, err := p.people.People(ctx, text, 8)
		out := make([]block.Option, len(found))
		for i, q := range found {
			out[i] = block.Option{ID: key(q.ID), Text: q.Name(), Detail: joined(", ", q.Town, q.Organisation)}
		}
		return out, err
	}, show)
}
