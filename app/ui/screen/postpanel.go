package screen

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
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
		var buttons []fyne.CanvasObject
		if p.judges() {
			objects = append(objects, block.NewParagraph(p.judgeWords()))
			buttons = append(buttons, block.NewPrimary(words.T("Certificaat beoordelen"), p.beginCertificate).WithHint("K"))
		}
		buttons = append(buttons, p.replyButton(), block.NewButton(words.T("Afgehandeld"), func() { p.s.Run("mail.done") }).WithHint("A"))
		if p.aboutMembership() {
			buttons = append(buttons, block.NewButton(words.T("Lid tegen betaling"), p.payMembership).WithHint("B"))
		}
		return block.Panel(append(objects, block.Spread(8, append(buttons, other)...))...)
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
		buttons = append(buttons, block.NewButton(words.T("Met factuur"), p.acceptWithInvoice).WithHint("F"))
	}
	return block.Panel(append(objects, block.Spread(8, append(buttons, block.NewButton(words.T("Aanpassen"), p.adjust), other)...))...)
}

func kindName(pr intake.Proposal) string {
	switch pr.Kind {
	case intake.Order:
		return words.T("bestelling")
	case intake.Complaint:
		return words.T("klacht")
	case intake.Enrolment:
		return words.T("aanmelding")
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
	}, func(m intake.Made) { p.made(sha, pr, m) })
}

// made says what came of a mail and goes to what is next.
func (p *postPage) made(sha string, pr intake.Proposal, m intake.Made) {
	p.s.Done(m.Text, undo(p.undo, m.Change))
	switch {
	case p.s.Page() != ui.Page(p) || p.letter.SHA256 != sha:
		// Who went on already stays there.
	case m.Kind == intake.Complaint:
		// A complaint is not done with being kept: its letter comes next.
		p.s.Go(ui.Route{Screen: ui.ScreenComplaints, Key: key(m.ID)})
		return
	case pr.Invoice:
		p.s.Go(ui.Route{Screen: ui.ScreenOrders, Key: key(m.ID)}) // the label and the packing slip are next
		return
	}
	p.next(sha)
}

// choose lets the office say what a mail is when the program does not see it.
func (p *postPage) choose() {
	l := p.letter
	field := block.NewChoiceField(
		block.Choice{ID: string(intake.Order), Text: words.T("een bestelling")}, block.Choice{ID: string(intake.Complaint), Text: words.T("een klacht")},
		block.Choice{ID: string(intake.Enrolment), Text: words.T("een aanmelding voor een training")}, block.Choice{ID: "aside", Text: words.T("niets: leg het opzij")})
	form := block.NewForm(block.FormRow{Label: words.T("Dit bericht is"), Field: field})
	p.s.Ask(&block.Dialog{Title: words.T("Wat is dit bericht?"), Content: form, OK: words.T("Verder"), First: form.First(), OnOK: func() bool {
		if field.Value() == "aside" {
			p.aside(l.SHA256)
			return true
		}
		if field.Value() == "" {
			form.Tell(field, words.T("Kies wat dit bericht is."))
			return false
		}
		p.proposeAs(l, intake.Kind(field.Value()))
		return true
	}})
}

// aboutMembership: the mail is about the membership of somebody who is in the register.
func (p *postPage) aboutMembership() bool {
	return p.proposal.Intent == "membership" && len(p.letter.People) == 1
}

// payMembership makes the invoice for the membership of who wrote, on the page in the register.
func (p *postPage) payMembership() {
	p.s.GoDo(ui.Route{Screen: ui.ScreenRegister, Key: key(p.letter.People[0].ID)}, "person.pay")
}
