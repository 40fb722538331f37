package screen

import (
	"bytes"
	"context"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// isPDF looks at how a file begins; what a mail calls it is not trusted.
func isPDF(a message.Attachment) bool { return bytes.HasPrefix(a.Bytes, []byte("%PDF-")) }

// view shows a PDF that came with a mail, drawn in the preview's sandbox.
func (p *postPage) view(a message.Attachment) {
	view := p.papers.preview(p.s, sheet{name: a.Name, make: func(context.Context) ([]byte, error) { return a.Bytes, nil }})
	d := &block.Dialog{Title: a.Name, Beside: view.Preview, First: view.Keys(), OnClosed: view.close}
	d.Content = block.Column(12, block.NewQuiet(size(len(a.Bytes))), block.Spread(16, block.NewLink(words.T("Opslaan …"), func() {
		d.Close()
		p.save(a)
	})))
	p.s.Ask(d)
}

// canCheck says whether a certificate can be on what came with the mail: a PDF, or a picture that is no part of its text.
func (p *postPage) canCheck() bool {
	for _, a := range p.letter.Mail.Attachments {
		if !a.Inline && training.CanVerify(a.Bytes) {
			return true
		}
	}
	return false
}

// checkCertificate checks the certificates in a mail: what came with it, and the codes and numbers in its text.
func (p *postPage) checkCertificate() {
	var files []training.Shown
	for _, a := range p.letter.Mail.Attachments {
		files = append(files, training.Shown{Name: a.Name, Content: a.Bytes})
	}
	text := p.letter.Subject + "\n" + p.letter.Mail.Text
	c := newCheck(p.s, p.cohorts, p.papers)
	if p.judging().Enabled() {
		c.judge = p.beginCertificate
	}
	c.ask(func(ctx context.Context) ([]training.Answer, error) { return p.cohorts.VerifyAll(ctx, text, files) })
	c.show()
}
