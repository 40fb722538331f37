package screen

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// mailForm is a mailbox as fields; the settings and the first run show it. The password is never kept while somebody
// types: it goes to the server and to the keychain only.
type mailForm struct {
	s      *ui.Shell
	job    mailSettings
	a      data.MailAccount
	secret string
	edit   *ui.Edit
	in     *ui.Inset // once it is shown

	address, host, port *block.TextField
	said                *block.Paragraph // how the last try went, or what the provider asks
	found               string           // the server that was proposed
	lane                *ui.Lane
	relayout            func()
	more                *block.Button // shows all fields; nil where they are shown anyway
}

// mailBrief is how many of the fields nearly everybody needs.
const mailBrief = 3

// brief leaves out what hardly anybody has to fill in, until it is asked for.
func (m *mailForm) brief() {
	if m.more == nil {
		m.more = block.NewLink(words.T("Meer over de server"), m.all)
	}
	if m.more.Visible() {
		m.in.Fields().Only(func(i int) bool { return i < mailBrief })
	}
}

func (m *mailForm) all() {
	if m.more != nil {
		m.more.Hide()
		m.in.Fields().Only(nil)
		m.relayout()
	}
}

// newMailForm makes the form; done is called when the mailbox works and is kept.
func newMailForm(s *ui.Shell, job mailSettings, a data.MailAccount, relayout, done func()) *mailForm {
	if a.Port == 0 {
		a.Port = 993
	}
	if a.Folder == "" {
		a.Folder = "INBOX"
	}
	m := &mailForm{s: s, job: job, a: a, lane: s.Tasks.Lane(), relayout: relayout, said: block.NewParagraph("")}
	m.said.Hide()
	m.edit = &ui.Edit{Title: words.T("Mailbox instellen"), Rows: m.rows, Refused: m.refused}
	m.edit.Save = ui.SaveBy(words.T("Mailbox proberen en opslaan"), func(ctx context.Context) (struct{}, error) {
		kept := m.filled()
		return struct{}{}, m.job.Connect(ctx, &kept, m.secret)
	}, func(struct{}) { done() })
	if a.ID != 0 {
		m.edit.Key, m.edit.Title = key(a.ID), words.T("Mailbox: %s", a.Address)
		m.edit.Newest = newestOf(job.Accounts, func(n data.MailAccount) bool { return n.ID == a.ID }, func(now data.MailAccount) { m.a = now })
	}
	return m
}

func (m *mailForm) rows(r *ui.Rows) {
	line := func(l *ui.Line) *block.TextField {
		f, _ := l.Field.(*block.TextField) // those that Text makes
		return f
	}
	m.address = line(r.Text(words.Later("Mailadres"), &m.a.Address).Hint(words.T("Waar de post binnenkomt; de server wordt erbij gezocht.")).Words(words.T("e-mail")).Required())
	m.address.OnLeave(m.find)
	r.Password(words.Later("Wachtwoord"), &m.secret).Hint(words.T("Komt in de sleutelhanger van deze computer.")).Required()
	m.host = line(r.Text(words.Later("Server"), &m.a.Host).Hint(words.T("Bijvoorbeeld imap.provider.nl.")).Words("imap").Required())
	m.port = line(wholeRow(r, words.Later("Poort"), &m.a.Port).Hint(words.T("Meestal 993. De verbinding is altijd versleuteld.")))
	r.Text(words.Later("Gebruiker"), &m.a.Username).Hint(words.T("Leeg is het mailadres."))
	r.Text(words.Later("Map"), &m.a.Folder).Hint(words.T("INBOX is het postvak in."))
	r.Text(words.Later("Certificaatbestand"), &m.a.CAFile).Hint(words.T("Alleen voor een eigen server: het bestand (.pem of .crt) waarmee die te herkennen is."))
}

// find proposes the server that belongs to the address, unless another was filled in.
func (m *mailForm) find() {
	address := m.address.Value()
	if address == "" || m.host.Value() != m.found {
		return
	}
	type answer struct {
		mailbox.Provider
		ok bool
	}
	ui.Load(m.lane, func(ctx context.Context) (answer, error) {
		p, ok := m.job.Provider(ctx, address)
		return answer{p, ok}, nil
	}, func(a answer) {
		if !a.ok || m.host.Value() != m.found {
			return
		}
		m.found = a.Host
		m.host.SetValue(a.Host)
		m.port.SetValue(strconv.Itoa(a.Port))
		switch {
		case a.Note != "":
			m.tell(words.T("Gevonden: %s. %s", a.Host, words.T(a.Note)))
		case a.Known:
			m.tell(words.T("Gevonden: %s.", a.Host))
		default:
			m.tell(words.T("De server van dit adres is niet bekend; %s is een gok. Lukt het niet, vraag dan je provider naar de naam van de IMAP-server.", a.Host))
		}
	})
}

func (m *mailForm) tell(text string) {
	m.said.SetText(text)
	if text == "" {
		m.said.Hide()
	} else {
		m.said.Show()
	}
	m.relayout()
}

// empty says that nothing was filled in: no address, no password and no server.
func (m *mailForm) empty() bool {
	for i, l := range m.in.Lines() {
		if i < mailBrief && l.Field.Typed() != "" {
			return false
		}
	}
	return true
}

// filled is the mailbox as it was filled in.
func (m *mailForm) filled() data.MailAccount {
	a := m.a
	if a.Username == "" {
		a.Username = a.Address
	}
	return a
}

// refused shows what is wrong where it is.
func (m *mailForm) refused(err error) bool {
	switch {
	case errors.Is(err, data.ErrStale):
		return false
	case ctxDone(err):
		m.tell(words.T("Het proberen is afgebroken; er is niets ingesteld."))
		return true
	}
	name, ok := map[mailbox.Part]string{
		mailbox.PasswordPart: words.Later("Wachtwoord"), mailbox.UserPart: words.Later("Gebruiker"), mailbox.FolderPart: words.Later("Map"),
	}[mailbox.PartOf(err)]
	if !ok {
		name = words.Later("Server")
	}
	if name == "Gebruiker" || name == "Map" {
		m.all()
	}
	m.tell("")
	at := m.in.Field(name)
	m.in.Fields().Tell(at, ui.UserText(err))
	m.s.Window().Canvas().Focus(at.Keys())
	m.relayout()
	return true
}

// try looks whether the mailbox works, and keeps nothing.
func (m *mailForm) try() {
	if !m.in.Take() {
		m.relayout()
		return
	}
	m.tell("")
	a, secret := m.filled(), m.secret
	ui.ActOr(m.s.Tasks, words.T("Mailbox proberen"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
		return struct{}{}, m.job.Try(ctx, &a, secret)
	}, func(_ struct{}, err error) {
		if err != nil {
			m.refused(err)
			return
		}
		m.tell(words.T("De mailbox werkt. Sla hem op om de post op te halen."))
	})
}

func (m *mailForm) chooseCertificate() {
	m.s.Files().Open(words.T("Certificaatbestand kiezen"), []string{".pem", ".crt", ".cer"}, func(path string) {
		m.in.Change(func() { m.a.CAFile = path })
	})
}

func (p *settingsPage) loadMail(t *part) {
	ui.Load(t.lane, p.Mail.Accounts, func(accounts []data.MailAccount) {
		var objects []fyne.CanvasObject
		for _, a := range accounts {
			if t.wanted(key(a.ID)) {
				p.editMail(t, a)
				return
			}
			objects = append(objects, block.Offer(
				block.Column(0, block.NewParagraph(joined(" · ", a.Name, a.Address)), block.NewQuietParagraph(words.T("%s, map %s", a.Host, a.Folder))),
				block.NewButton(words.T("Wijzigen"), func() { p.editMail(t, a) })))
		}
		if len(accounts) == 0 {
			objects = append(objects, block.NewQuietParagraph(words.T("Er is nog geen mailbox ingesteld.")))
		}
		word := words.T("Mailbox instellen")
		if len(accounts) > 0 {
			word = words.T("Nog een mailbox")
		}
		if t.wanted("") {
			p.editMail(t, data.MailAccount{})
			return
		}
		t.set(nil, nil, append(objects, block.Spread(8, block.NewButton(word, func() { p.editMail(t, data.MailAccount{}) })))...)
	})
}

// editMail shows a mailbox as fields. It is kept only when the server lets us in.
func (p *settingsPage) editMail(t *part, a data.MailAccount) {
	m := newMailForm(p.s, p.Mail, a, p.detail.Relayout, func() {
		p.s.Say(words.T("De mailbox werkt en is ingesteld. Bij Post haal je de berichten op (F9)."))
	})
	in := t.fill(m.edit, func(in *ui.Inset) []fyne.CanvasObject {
		m.in = in
		return append([]fyne.CanvasObject{m.said}, t.opened(
			block.NewButton(words.T("Alleen proberen"), m.try),
			block.NewButton(words.T("Certificaatbestand kiezen …"), m.chooseCertificate))(in)...)
	})
	p.s.Window().Canvas().Focus(in.Fields().First())
}
