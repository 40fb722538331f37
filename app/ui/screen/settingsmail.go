package screen

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// mailForm is a mailbox as fields; the settings and the first run show it.
type mailForm struct {
	s   *ui.Shell
	job mailSettings
	was data.MailAccount

	address, password, host, port, login, folder, ca *block.TextField
	form                                             *block.Form
	said                                             *block.Paragraph // how the last try went, or what the provider asks
	found                                            string           // the server that was proposed
	lane                                             *ui.Lane
	relayout                                         func()
	more                                             *block.Button // shows all fields; nil where they are shown anyway
}

// mailBrief is how many of the fields nearly everybody needs.
const mailBrief = 3

// brief leaves out what hardly anybody has to fill in, until it is asked for.
func (m *mailForm) brief() {
	m.form.Only(func(i int) bool { return i < mailBrief })
	m.more = block.NewLink(words.T("Meer over de server"), m.all)
}

func (m *mailForm) all() {
	if m.more != nil {
		m.more.Hide()
		m.form.Only(nil)
		m.relayout()
	}
}

func newMailForm(s *ui.Shell, job mailSettings, a data.MailAccount, form func(...row) *block.Form, relayout func()) *mailForm {
	m := &mailForm{s: s, job: job, was: a, lane: s.Tasks.Lane(), relayout: relayout, said: block.NewParagraph("")}
	if a.Port == 0 {
		a.Port = 993
	}
	if a.Folder == "" {
		a.Folder = "INBOX"
	}
	m.address, m.host, m.login, m.folder, m.ca = text(a.Address), text(a.Host), text(a.Username), text(a.Folder), text(a.CAFile)
	m.port, m.password = numberField(a.Port), block.NewPasswordField()
	m.address.Required, m.host.Required, m.password.Required = true, true, true
	m.form = form(
		row{label: words.T("Mailadres"), hint: words.T("Waar de post binnenkomt; de server wordt erbij gezocht."), field: m.address, words: words.T("e-mail")},
		row{label: words.T("Wachtwoord"), hint: words.T("Komt in de sleutelhanger van deze computer."), field: m.password},
		row{label: words.T("Server"), hint: words.T("Bijvoorbeeld imap.provider.nl."), field: m.host, words: "imap"},
		row{label: words.T("Poort"), hint: words.T("Meestal 993. De verbinding is altijd versleuteld."), field: m.port},
		row{label: words.T("Gebruiker"), hint: words.T("Leeg is het mailadres."), field: m.login},
		row{label: words.T("Map"), hint: words.T("INBOX is het postvak in."), field: m.folder},
		row{label: words.T("Certificaatbestand"), hint: words.T("Alleen voor een eigen server: het bestand (.pem of .crt) waarmee die te herkennen is."), field: m.ca})
	m.said.Hide()
	m.address.OnLeave(m.find)
	return m
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

// filled is the mailbox as it was filled in; false when something is wrong, which the fields say then.
func (m *mailForm) filled() (data.MailAccount, bool) {
	if !m.form.Check() {
		m.relayout()
		return m.was, false
	}
	n, err := strconv.Atoi(m.port.Value())
	if err != nil {
		return m.was, false // the field has told so
	}
	a := m.was
	a.Address, a.Host, a.Port, a.Username, a.Folder, a.CAFile = m.address.Value(), m.host.Value(), n, m.login.Value(), m.folder.Value(), m.ca.Value()
	if a.Username == "" {
		a.Username = a.Address
	}
	return a, true
}

// run does something with the mailbox as it was filled in, and shows what is wrong where it is.
func (m *mailForm) run(title string, do func(ctx context.Context, a *data.MailAccount, password string) error, done func()) {
	a, ok := m.filled()
	if !ok {
		return
	}
	m.tell("")
	password := m.password.Value()
	ui.ActOr(m.s.Tasks, title, func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
		return struct{}{}, do(ctx, &a, password)
	}, func(_ struct{}, err error) {
		if err == nil {
			done()
			return
		}
		if ctxDone(err) {
			m.tell(words.T("Het proberen is afgebroken; er is niets ingesteld."))
			return
		}
		at := map[mailbox.Part]block.Field{mailbox.PasswordPart: m.password, mailbox.UserPart: m.login, mailbox.FolderPart: m.folder}[mailbox.PartOf(err)]
		if at == nil {
			at = m.host
		}
		if at == block.Field(m.login) || at == block.Field(m.folder) {
			m.all()
		}
		m.form.Tell(at, ui.UserText(err))
		m.s.Window().Canvas().Focus(at.Keys())
		m.relayout()
	})
}

// try looks whether the mailbox works, and keeps nothing.
func (m *mailForm) try() {
	m.run(words.T("Mailbox proberen"), m.job.Try, func() { m.tell(words.T("De mailbox werkt. Sla hem op om de post op te halen.")) })
}

// connect keeps the mailbox when it works.
func (m *mailForm) connect(done func()) {
	m.run(words.T("Mailbox proberen en opslaan"), m.job.Connect, done)
}

func (m *mailForm) chooseCertificate() {
	m.s.Files().Open(words.T("Certificaatbestand kiezen"), []string{".pem", ".crt", ".cer"}, m.ca.SetValue)
}

func (p *settingsPage) loadMail(t *part) {
	ui.Load(t.lane, p.Mail.Accounts, func(accounts []data.MailAccount) {
		var objects []fyne.CanvasObject
		for _, a := range accounts {
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
		t.show(nil, append(objects, block.Spread(8, block.NewButton(word, func() { p.editMail(t, data.MailAccount{}) })))...)
	})
}

// editMail shows a mailbox as fields. It is kept only when the server lets us in.
func (p *settingsPage) editMail(t *part, a data.MailAccount) {
	m := newMailForm(p.s, p.Mail, a, t.form, p.detail.Relayout)
	save := func() {
		m.connect(func() {
			t.forms = nil
			p.s.Say(words.T("De mailbox werkt en is ingesteld. Bij Post haal je de berichten op (F9)."))
			t.load(t)
		})
	}
	t.saver[m.form] = save
	t.show([]*block.Form{m.form}, m.form, m.said, block.Spread(8,
		block.NewButton(words.T("Opslaan"), save).WithHint("Enter"),
		block.NewButton(words.T("Alleen proberen"), m.try),
		block.NewButton(words.T("Certificaatbestand kiezen …"), m.chooseCertificate),
		block.NewButton(words.T("Annuleren"), func() { t.load(t) })))
	p.s.Window().Canvas().Focus(m.form.First())
}
