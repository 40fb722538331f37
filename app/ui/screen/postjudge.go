package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Judging lets the mail begin with an old certificate that came with it.
func Judging(job judge) func(*postPage) { return func(p *postPage) { p.judge = job } }

// judges says whether the mail that is open asks to have a certificate looked at.
func (p *postPage) judges() bool {
	return p.judge != nil && p.letter.SHA256 != "" && !p.letter.Complaint && p.letter.State != "done" && p.letter.Meaning.Intent == understand.Membership
}

// judging is the command that begins with the certificate.
func (p *postPage) judging() ui.Command {
	return ui.Command{
		ID: "mail.judge", Text: words.T("Certificaat beoordelen"), Words: words.T("oud certificaat kopie lidmaatschap"), Key: ui.Plain("K"),
		Enabled: func() bool { return p.judge != nil && p.letter.SHA256 != "" && !p.letter.Complaint }, Run: p.beginCertificate,
	}
}

// judgeWords say what the step is for.
func (p *postPage) judgeWords() string {
	if len(p.letter.Mail.Attachments) == 0 {
		return words.T("Er kwam geen kopie mee. Het programma zoekt alvast wat erbij past, en je kunt om de kopie vragen.")
	}
	return words.T("Het programma zoekt de training en de professional bij wat er in het bericht en op de kopie staat.")
}

// replyButton is the first thing to do with a mail, unless there is a certificate to be looked at.
func (p *postPage) replyButton() fyne.CanvasObject {
	b := block.NewButton(words.T("Beantwoorden"), p.reply).WithHint("R")
	if !p.judges() {
		b.Kind = block.Primary
	}
	return b
}

// beginCertificate takes in what the mail says and goes to where it is decided.
func (p *postPage) beginCertificate() {
	if p.judge == nil || p.OnceRead(p.beginCertificate) {
		return
	}
	l := p.letter
	ui.Act(p.s.Tasks, words.T("Certificaat beoordelen"), func(ctx context.Context, _ *ui.Progress) (oldpaper.Begun, error) {
		return p.judge.BeginFromLetter(ctx, l)
	}, func(b oldpaper.Begun) { p.s.Go(ui.Route{Screen: ui.ScreenOldPapers, Key: key(b.ID)}) })
}
