package screen

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (p *settingsPage) loadMail(t *part) {
	ui.Load(t.lane, p.mail.Accounts, func(accounts []data.MailAccount) {
		var objects []fyne.CanvasObject
		for _, a := range accounts {
			objects = append(objects, block.Ends(
				block.Column(0, block.NewText(joined(" · ", a.Name, a.Address)), block.NewQuiet(words.T("%s, map %s", a.Host, a.Folder))),
				block.NewButton(words.T("Wijzigen"), func() { p.editMail(t, a) })))
		}
		if len(accounts) == 0 {
			objects = append(objects, block.NewQuietParagraph(words.T("Er is nog geen mailbox ingesteld.")))
		}
		word := words.T("Mailbox instellen")
		if len(accounts) > 0 {
			word = words.T("Nog een mailbox")
		}
		t.show(nil, append(objects, block.Spread(8, block.NewButton(word, func() { p.editMail(t, data.MailAccount{Port: 993, Folder: words.T("INBOX")}) })))...)
	})
}

// editMail shows a mailbox as fields. It is kept only when the server lets us in.
func (p *settingsPage) editMail(t *part, a data.MailAccount) {
	address, host, port, login, folder, ca := text(a.Address), text(a.Host), numberField(a.Port), text(a.Username), text(a.Folder), text(a.CAFile)
	password := block.NewPasswordField()
	address.Required, host.Required, password.Required = true, true, true
	form := block.NewForm(
		block.FormRow{Label: words.T("Mailadres"), Field: address},
		block.FormRow{Label: words.T("Server"), Field: host, Hint: words.T("Bijvoorbeeld imap.provider.nl.")},
		block.FormRow{Label: words.T("Poort"), Field: port, Hint: words.T("Meestal 993. De verbinding is altijd versleuteld.")},
		block.FormRow{Label: words.T("Gebruiker"), Field: login, Hint: words.T("Leeg is het mailadres.")},
		block.FormRow{Label: words.T("Wachtwoord"), Field: password},
		block.FormRow{Label: words.T("Map"), Field: folder, Hint: words.T("INBOX is het postvak in.")},
		block.FormRow{Label: words.T("Certificaatbestand"), Field: ca, Hint: words.T("Alleen voor een eigen server: het bestand (.pem of .crt) waarmee die te herkennen is.")},
	)
	choose := block.NewButton(words.T("Certificaatbestand kiezen …"), func() {
		p.s.Files().Open(words.T("Certificaatbestand kiezen"), []string{".pem", ".crt", ".cer"}, ca.SetValue)
	})
	try := block.NewButton(words.T("Proberen en opslaan"), func() {
		if !form.Check() {
			return
		}
		n, err := strconv.Atoi(port.Value())
		if err != nil {
			return // the form has told so
		}
		kept := a
		kept.Address, kept.Host, kept.Port, kept.Username, kept.Folder, kept.CAFile = address.Value(), host.Value(), n, login.Value(), folder.Value(), ca.Value()
		if kept.Username == "" {
			kept.Username = kept.Address
		}
		ui.ActOr(p.s.Tasks, words.T("Mailbox proberen"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
			return struct{}{}, p.mail.Connect(ctx, &kept, password.Value())
		}, func(_ struct{}, err error) {
			if err != nil {
				form.Tell(host, ui.UserText(err))
				p.detail.Relayout()
				return
			}
			t.forms = nil
			p.s.Say(words.T("De mailbox werkt en is ingesteld. Bij Post haal je de berichten op (F9)."))
			t.load(t)
		})
	})
	t.show([]*block.Form{form}, form, block.Spread(8, try, choose, block.NewButton(words.T("Annuleren"), func() { t.load(t) })))
	p.s.Window().Canvas().Focus(form.First())
}
