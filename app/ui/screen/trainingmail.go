package screen

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// greetEach stands in a mail to several where each is greeted by name.
const greetEach = "Beste (voornaam)"

// tellThem shows a mail to participants, to be changed, and puts one for each in
// the mailbox's Drafts folder. Nothing is sent from here.
func (p *trainingsPage) tellThem(form, about, title string, l enrolment.Letter) {
	// One is greeted in the text itself, several each by name.
	greeting := enrolment.GreetingMark
	if len(l.To) == 1 {
		greeting = l.To[0].Greeting
	}
	body := strings.Replace(l.Text, enrolment.GreetingMark, greeting, 1)
	shown := strings.Replace(body, enrolment.GreetingMark, greetEach, 1)
	e := &ui.Edit{
		Form: form, Key: about, Title: title, OK: words.T("Bij concepten zetten"), First: words.Later("Tekst"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Onderwerp"), &l.Subject).Required()
			r.Area(words.Later("Tekst"), &shown, 14)
		},
	}
	e.Save = ui.SaveBy(words.T("Concept klaarzetten"), func(ctx context.Context) (int, error) {
		accounts, err := p.places.Box.Accounts(ctx)
		if err != nil {
			return 0, err
		}
		if len(accounts) == 0 {
			return 0, data.Refuse("Er is nog geen mailbox ingesteld. Kopieer de tekst, of stel de mailbox in bij Instellingen.")
		}
		for i, to := range l.To {
			mail := message.Draft{To: []message.Address{{Name: to.Name, Email: to.Email}}, Subject: l.Subject, Text: strings.Replace(shown, greetEach, to.Greeting, 1)}
			if _, err := p.places.Box.SaveDraft(ctx, accounts[0], mail); err != nil {
				return i, err
			}
		}
		return len(l.To), nil
	}, func(n int) {
		p.s.Say(words.T("%s bij de concepten van je mailbox", dutch.Count(n, words.T("mail staat"), words.T("mails staan"))))
	})
	links := block.Spread(12, block.NewLink(words.T("Tekst kopiëren"), func() {
		clipboard(shown)
		p.s.Say(words.T("De tekst is gekopieerd"))
	}))
	if len(l.To) > 0 {
		links.Add(block.NewLink(words.T("Mailadressen kopiëren"), func() {
			var all []string
			for _, to := range l.To {
				all = append(all, to.Email)
			}
			clipboard(strings.Join(all, "; "))
			p.s.Say(words.T("De mailadressen zijn gekopieerd"))
		}))
	}
	who := words.T("Voor %s, ieder een eigen mail met de eigen naam.", dutch.Count(len(l.To), words.T("deelnemer"), words.T("deelnemers")))
	if len(l.To) == 1 {
		who = words.T("Voor %s.", l.To[0].Name+" <"+l.To[0].Email+">")
	}
	if len(l.Without) > 0 {
		who += " " + words.T("Zonder mailadres: %s.", strings.Join(l.Without, ", "))
	}
	p.s.AskEdit(e, &block.Dialog{Text: who, Content: links, Cancel: words.T("Niet mailen"), Width: 680})
}
