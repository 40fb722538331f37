package screen

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/answer"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The names of the mails that are written, in what is kept of them while somebody types.
const (
	formReply       = "mail.reply"
	formLetter      = "complaint.letter"
	formInvoiceMail = "invoice.mail"
)

// drafter puts mails in the Drafts folder.
type drafter interface {
	Accounts(ctx context.Context) ([]data.MailAccount, error)
	SaveDraft(ctx context.Context, account data.MailAccount, d message.Draft) ([]byte, error)
}

// mailEdit is a mail that is written, and what it is about.
type mailEdit struct {
	form, key string
	complaint bool
	// beside shows what goes with the mail; may be nil.
	beside func(*block.Dialog)
	// standard are the texts that the mail can begin with, the likeliest first; none for a letter that has its own.
	standard []answer.Text
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
	standard, err := answer.For(l.Meaning.Intent, greeting, p.s.User())
	if err != nil {
		p.s.Fail(err) // it can still be written by oneself
	}
	writeDraft(p.s, p.box, mailEdit{form: formReply, key: l.SHA256, complaint: l.Complaint, standard: standard}, draft, greeting+",\n\n\n\nMet vriendelijke groet,\n\n"+p.s.User(), func([]byte) {
		p.s.Say(words.T("Het antwoord staat bij de concepten van je mailbox"))
	})
}

// writeDraft lets somebody write or change a mail and puts it in the mailbox's
// Drafts folder; saved is called when it lies there. Nothing is sent from here.
func writeDraft(s *ui.Shell, box drafter, about mailEdit, d message.Draft, proposed string, saved func(raw []byte)) {
	d.Text = proposed
	e := &ui.Edit{
		Form: about.form, Key: about.key, Complaint: about.complaint, Title: words.T("Antwoord: %s", d.Subject), OK: words.T("Bij concepten zetten"),
		First: words.Later("Tekst"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Aan"), &d.To[0].Email).Required()
			r.Text(words.Later("Onderwerp"), &d.Subject).Required()
			body := r.Area(words.Later("Tekst"), &d.Text, 14)
			if before, _, found := strings.Cut(proposed, "\n\n\n"); found {
				if f, ok := body.Field.(*block.TextField); ok {
					f.CursorRow = strings.Count(before, "\n") + 2 // where the answer itself has to come
				}
			}
		},
	}
	// The dialog stays until the server has the draft: what was typed is not lost when it cannot be reached.
	e.Save = ui.SaveBy(words.T("Concept klaarzetten"), func(ctx context.Context) ([]byte, error) {
		accounts, err := box.Accounts(ctx)
		if err != nil {
			return nil, err
		}
		if len(accounts) == 0 {
			return nil, data.Refuse("Er is nog geen mailbox ingesteld, dus het concept kan nergens heen. Stel de mailbox in bij Instellingen.")
		}
		return box.SaveDraft(ctx, accounts[0], d)
	}, saved)
	dialog := &block.Dialog{
		Title: words.T("Antwoord schrijven"), Text: words.T("Het antwoord komt bij de concepten van je mailbox. Daar lees je het na en verstuur je het."), Width: 680,
	}
	if about.beside != nil {
		about.beside(dialog)
	}
	if len(about.standard) > 0 {
		offerStandard(s, e, dialog, &d.Text, about.standard)
	}
	s.AskEdit(e, dialog)
}
