package screen

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// evidence is a stretch of a mail that gave a field.
type evidence = understand.Span

// clock tells the time.
type clock = func() time.Time

// makeWords are the buttons of what a mail can become.
var makeWords = map[intake.Kind]string{intake.Order: words.Later("Bestelling maken"), intake.Complaint: words.Later("Klacht vastleggen"), intake.Enrolment: words.Later("Inschrijven")}

// panel is what the office can do with the mail, above its text.
func (p *postPage) panel() fyne.CanvasObject {
	l, pr := p.letter, p.proposal
	if l.State == "done" {
		return block.Panel(block.Spread(10, block.NewBold(words.T("Afgehandeld")), block.NewQuiet(l.Outcome)),
			block.Spread(8, block.NewButton(words.T("Weer als nieuw"), func() { p.s.Run("mail.new") })))
	}
	other := block.NewButton(words.T("Iets anders …"), p.choose)
	if pr.Kind == intake.Nothing {
		objects := []fyne.CanvasObject{block.Spread(10, block.NewBold(words.T("Dit lijkt op: %s", intake.IntentName(pr.Intent))), certainty(pr, l.Meaning.Certainty))}
		objects = append(objects, p.notices(pr)...)
		return block.Panel(append(objects, block.Spread(8,
			block.NewPrimary(words.T("Beantwoorden"), p.reply).WithHint("R"), block.NewButton(words.T("Afgehandeld"), func() { p.s.Run("mail.done") }).WithHint("A"), other))...)
	}
	head := []fyne.CanvasObject{block.NewBold(words.T("Voorstel: %s", kindName(pr))), certainty(pr, l.Meaning.Certainty)}
	if pr.Because != "" {
		head = append(head, block.NewQuietParagraph(words.T("omdat er staat “%s”", short(pr.Because, 60))).Natural())
	}
	var facts []block.Fact
	for _, f := range pr.Facts {
		facts = append(facts, block.Fact{Label: f.Label, Value: f.Text})
	}
	objects := []fyne.CanvasObject{block.Spread(10, head...), block.Facts(facts...)}
	objects = append(objects, p.notices(pr)...)
	buttons := []fyne.CanvasObject{block.NewPrimary(words.T(makeWords[pr.Kind]), p.accept).WithHint(words.T("Enter"))}
	if pr.Kind == intake.Order {
		buttons = append(buttons, block.NewButton(words.T("En meteen factureren"), p.acceptWithInvoice).WithHint("F"))
	}
	return block.Panel(append(objects, block.Spread(8, append(buttons, block.NewButton(words.T("Aanpassen"), p.adjust), other)...))...)
}

func kindName(pr intake.Proposal) string {
	switch pr.Kind {
	case intake.Order:
		return "bestelling"
	case intake.Complaint:
		return "klacht"
	case intake.Enrolment:
		return "aanmelding"
	}
	return pr.Name
}

func certainty(pr intake.Proposal, c float64) fyne.CanvasObject {
	switch {
	case pr.Certain:
		return block.NewPill(words.T("zeker"), look.Green)
	case c >= 0.6:
		return block.NewPill(words.T("waarschijnlijk"), look.Blue)
	}
	return block.NewPill(words.T("lees zelf even mee"), look.Amber)
}

func (p *postPage) notices(pr intake.Proposal) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, n := range pr.Notices {
		out = append(out, block.Beside(8, 1, block.NewIcon(look.IconInfo, look.Quiet), block.NewParagraph(n)))
	}
	return out
}

// short keeps the whole words of a text that fit in n characters.
func short(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	head := string(r[:n+1])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return head + " …"
}

// accept makes what is proposed.
func (p *postPage) accept() { p.make(p.proposal) }

// acceptWithInvoice makes the order with its invoice, and shows the order for its label.
func (p *postPage) acceptWithInvoice() {
	pr := p.proposal
	pr.Invoice = true
	p.make(pr)
}

func (p *postPage) make(pr intake.Proposal) {
	sha := p.letter.SHA256
	ui.Act(p.s.Tasks, words.T(makeWords[pr.Kind]), func(ctx context.Context, _ *ui.Progress) (intake.Made, error) {
		return p.intake.Make(ctx, sha, pr)
	}, func(m intake.Made) {
		p.form = nil
		p.s.Done(m.Text, undo(p.undo, m.Change))
		switch {
		case m.Kind == intake.Complaint:
			// A complaint is not done with being kept: its letter comes next.
			p.s.Go(ui.Route{Screen: ui.ScreenComplaints, Key: key(m.ID)})
			return
		case pr.Invoice:
			p.s.Go(ui.Route{Screen: ui.ScreenOrders, Key: key(m.ID)}) // the label and the packing slip are next
			return
		}
		p.next(sha)
	})
}

// choose lets the office say what a mail is when the program does not see it.
func (p *postPage) choose() {
	field := block.NewChoiceField(
		block.Choice{ID: string(intake.Order), Text: words.T("een bestelling")}, block.Choice{ID: string(intake.Complaint), Text: words.T("een klacht")},
		block.Choice{ID: string(intake.Enrolment), Text: words.T("een aanmelding voor een training")}, block.Choice{ID: "aside", Text: words.T("niets: leg het opzij")})
	form := block.NewForm(block.FormRow{Label: words.T("Dit bericht is"), Field: field})
	p.s.Ask(&block.Dialog{Title: words.T("Wat is dit bericht?"), Content: form, OK: words.T("Verder"), First: form.First(), OnOK: func() bool {
		if field.Value() == "aside" {
			p.s.Run("mail.aside")
			return true
		}
		if field.Value() == "" {
			form.Tell(field, words.T("Kies wat dit bericht is."))
			return false
		}
		kind := intake.Kind(field.Value())
		l := p.letter
		ui.Load(p.reader, func(ctx context.Context) (intake.Proposal, error) { return p.intake.ProposeAs(ctx, l, kind) }, func(pr intake.Proposal) {
			p.proposal = pr
			p.adjust()
		})
		return true
	}})
}

// adjust shows what is proposed as fields, in its own place.
func (p *postPage) adjust() {
	pr := p.proposal
	var form *block.Form
	var take func() intake.Proposal
	switch pr.Kind {
	case intake.Order:
		form, take = orderForm(pr)
	case intake.Complaint:
		form, take = complaintForm(pr)
	case intake.Enrolment:
		ui.Load(p.reader, p.joinable, func(cohorts []training.Row) {
			form, take = enrolForm(pr, cohorts)
			p.edit(form, take)
		})
		return
	default:
		return
	}
	p.edit(form, take)
}

func (p *postPage) joinable(ctx context.Context) ([]training.Row, error) {
	var out []training.Row
	for _, stage := range []training.Stage{training.StagePlanned, training.StageRunning} {
		rows, err := p.cohorts.List(ctx, stage, 0, 200)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

func (p *postPage) edit(form *block.Form, take func() intake.Proposal) {
	p.form = form
	ok := block.NewPrimary(words.T(makeWords[p.proposal.Kind]), func() {
		if form.Check() {
			p.make(take())
		}
	})
	panel := block.Panel(block.NewBold(words.T("Voorstel aanpassen: %s", kindName(p.proposal))), form, block.Spread(8, ok, block.NewButton(words.T("Annuleren"), p.show)))
	p.detail.Set(p.parts(panel)...)
	p.s.Window().Canvas().Focus(form.First())
}

// text makes a field with a value in it.
func text(value string) *block.TextField {
	f := block.NewTextField("")
	f.SetValue(value)
	return f
}

func orderForm(pr intake.Proposal) (*block.Form, func() intake.Proposal) {
	o := &pr.Order
	var rows []block.FormRow
	var set []func()
	line := func(label string, into *string, required bool) {
		f := text(*into)
		f.Required = required
		rows = append(rows, block.FormRow{Label: label, Field: f})
		set = append(set, func() { *into = f.Value() })
	}
	for i := range o.Lines {
		n := text(key(o.Lines[i].Quantity))
		n.Check = func(s string) error {
			if q := number(s); q < 1 || q > 999 {
				return data.Refuse("Vul een aantal in van 1 tot 999.")
			}
			return nil
		}
		rows = append(rows, block.FormRow{Label: words.T("Aantal"), Field: n, Hint: pr.Articles[i]})
		set = append(set, func() { o.Lines[i].Quantity = number(n.Value()) })
	}
	line(words.T("Naam"), &o.Delivery.Name, true)
	line(words.T("Organisatie"), &o.Delivery.Organisation, false)
	line(words.T("Straat"), &o.Delivery.Street, true)
	line(words.T("Huisnummer"), &o.Delivery.HouseNumber, false)
	line(words.T("Postcode"), &o.Delivery.Postcode, true)
	line(words.T("Plaats"), &o.Delivery.Town, true)
	line(words.T("Factuur naar (mail)"), &o.Payer.Email, false)
	line(words.T("Factuur aan organisatie"), &o.Payer.Organisation, false)
	line(words.T("Referentie"), &o.Payer.Reference, false)
	return block.NewForm(rows...), func() intake.Proposal {
		for _, f := range set {
			f()
		}
		return pr
	}
}

func complaintForm(pr intake.Proposal) (*block.Form, func() intake.Proposal) {
	c := &pr.Complaint
	var routes []block.Choice
	for _, r := range complaint.Routes {
		routes = append(routes, block.Choice{ID: r.Code, Text: words.T(r.Name)})
	}
	route := block.NewChoiceField(routes...)
	route.SetValue(c.Route)
	about, org, name, phone := text(c.About), text(c.AboutOrg), text(c.Complainant), text(c.ComplainantPhone)
	wants := block.NewTextArea("", 3)
	wants.SetValue(c.Wants)
	anonymous := block.NewCheckField(words.T("De naam mag niet worden doorgegeven"))
	anonymous.SetValue(c.Anonymous)
	event := block.NewDateField()
	event.SetValue(string(c.EventDay))
	form := block.NewForm(
		block.FormRow{Label: words.T("Klacht"), Field: route}, block.FormRow{Label: words.T("Over"), Field: about}, block.FormRow{Label: words.T("Organisatie"), Field: org},
		block.FormRow{Label: words.T("Melder"), Field: name}, block.FormRow{Label: words.T("Telefoon"), Field: phone}, block.FormRow{Label: words.T("Gebeurd op"), Field: event},
		block.FormRow{Label: words.T("Wil graag"), Field: wants}, block.FormRow{Label: "", Field: anonymous})
	return form, func() intake.Proposal {
		if about.Value() != c.About {
			c.AboutPersonID = 0
		}
		c.Route, c.About, c.AboutOrg, c.Complainant, c.ComplainantPhone = route.Value(), about.Value(), org.Value(), name.Value(), phone.Value()
		c.Wants, c.Anonymous, c.EventDay = wants.Value(), anonymous.Value(), data.Day(event.Value())
		return pr
	}
}

func enrolForm(pr intake.Proposal, cohorts []training.Row) (*block.Form, func() intake.Proposal) {
	j := &pr.Enrolment
	var choices []block.Choice
	for _, c := range cohorts {
		choices = append(choices, block.Choice{ID: key(c.ID), Text: joined(" · ", c.Title, day(c.Day))})
	}
	cohort := block.NewChoiceField(choices...)
	cohort.Required = true
	if j.CohortID != 0 {
		cohort.SetValue(key(j.CohortID))
	}
	rows := []block.FormRow{{Label: words.T("Trainingsgroep"), Field: cohort}}
	var set []func()
	for i := range j.People {
		name, email := text(j.People[i].Name()), text(j.People[i].Email)
		name.Required = true
		rows = append(rows, block.FormRow{Label: words.T("Deelnemer"), Field: name}, block.FormRow{Label: words.T("Mailadres"), Field: email})
		set = append(set, func() { j.People[i] = intake.Rename(j.People[i], name.Value(), email.Value()) })
	}
	org, mail, reference := text(j.Enrolling.Organisation), text(j.Enrolling.InvoiceEmail), text(j.Enrolling.InvoiceReference)
	rows = append(rows, block.FormRow{Label: words.T("Organisatie"), Field: org}, block.FormRow{Label: words.T("Factuur naar (mail)"), Field: mail}, block.FormRow{Label: words.T("Referentie"), Field: reference})
	return block.NewForm(rows...), func() intake.Proposal {
		for _, f := range set {
			f()
		}
		j.CohortID = number(cohort.Value())
		j.Enrolling.Organisation, j.Enrolling.InvoiceEmail, j.Enrolling.InvoiceReference = org.Value(), mail.Value(), reference.Value()
		return pr
	}
}

// reply writes an answer that goes to the mailbox's own Drafts folder.
func (p *postPage) reply() {
	l := p.letter
	to := l.Mail.ReplyTo
	if to.Email == "" {
		to = message.Address{Name: l.FromName, Email: l.FromEmail}
	}
	greeting := "Beste " + to.Name
	if to.Name == "" {
		greeting = "Goedendag"
	}
	subject := l.Subject
	if !strings.HasPrefix(strings.ToLower(subject), "re:") {
		subject = "Re: " + subject
	}
	draft := message.Draft{To: []message.Address{to}, Subject: subject, InReplyTo: l.MessageID, References: append(append([]string{}, l.Mail.References...), l.MessageID)}
	if l.MessageID == "" {
		draft.References = nil
	}
	writeDraft(p.s, p.box, draft, greeting+",\n\n\n\nMet vriendelijke groet,\n\n"+p.s.User(), func([]byte) {
		p.s.Say(words.T("Het antwoord staat bij de concepten van je mailbox"))
	})
}

// drafter puts mails in the Drafts folder.
type drafter interface {
	Accounts(ctx context.Context) ([]data.MailAccount, error)
	SaveDraft(ctx context.Context, account data.MailAccount, d message.Draft) ([]byte, error)
}

// writeDraft lets somebody write or change a mail and puts it in the mailbox's
// Drafts folder; saved is called when it lies there. Nothing is sent from here.
func writeDraft(s *ui.Shell, box drafter, d message.Draft, proposed string, saved func(raw []byte)) {
	to, subject := text(d.To[0].Email), text(d.Subject)
	to.Required, subject.Required = true, true
	body := block.NewTextArea("", 14)
	body.SetValue(proposed)
	if before, _, found := strings.Cut(proposed, "\n\n\n"); found {
		body.CursorRow = strings.Count(before, "\n") + 2 // where the answer itself has to come
	}
	form := block.NewForm(block.FormRow{Label: words.T("Aan"), Field: to}, block.FormRow{Label: words.T("Onderwerp"), Field: subject}, block.FormRow{Label: words.T("Tekst"), Field: body})
	dialog := &block.Dialog{
		Title: words.T("Antwoord schrijven"), Text: words.T("Het antwoord komt bij de concepten van je mailbox. Daar lees je het na en verstuur je het."),
		Content: form, OK: words.T("Bij concepten zetten"), Width: 720, First: body.Keys(), Edited: form.Edited,
	}
	// The dialog stays until the server has the draft: what was typed is not lost when it cannot be reached.
	dialog.OnOK = func() bool {
		if !form.Check() {
			return false
		}
		d.To[0].Email, d.Subject, d.Text = to.Value(), subject.Value(), body.Value()
		dialog.SetOK(false)
		ui.ActOr(s.Tasks, words.T("Concept klaarzetten"), func(ctx context.Context, _ *ui.Progress) ([]byte, error) {
			accounts, err := box.Accounts(ctx)
			if err != nil {
				return nil, err
			}
			if len(accounts) == 0 {
				return nil, data.Refuse("Er is nog geen mailbox ingesteld, dus het concept kan nergens heen. Stel de mailbox in bij Instellingen.")
			}
			return box.SaveDraft(ctx, accounts[0], d)
		}, func(raw []byte, err error) {
			dialog.SetOK(true)
			if err != nil {
				form.Tell(body, ui.UserText(err))
				return
			}
			dialog.Close()
			saved(raw)
		})
		return false
	}
	s.Ask(dialog)
}
