package screen

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// postbox is what the screen asks of the mailbox.
type postbox interface {
	Sorted(ctx context.Context, state string, withComplaints bool, by data.Sort, after *data.MessageRow, limit int) ([]data.MessageRow, error)
	Count(ctx context.Context, state string) (int, error)
	Open(ctx context.Context, sha string) (mailbox.Letter, error)
	Settle(ctx context.Context, sha, state, outcome string) (int64, error)
	Folders(ctx context.Context) ([]data.FolderState, error)
	Accounts(ctx context.Context) ([]data.MailAccount, error)
	Fetch(ctx context.Context, account data.MailAccount, progress func(done, total int)) (mailbox.Fetched, error)
	SaveDraft(ctx context.Context, account data.MailAccount, d message.Draft) ([]byte, error)
}

// proposer is what the screen asks of intake.
type proposer interface {
	Propose(ctx context.Context, l mailbox.Letter) (intake.Proposal, error)
	ProposeAs(ctx context.Context, l mailbox.Letter, kind intake.Kind) (intake.Proposal, error)
	Make(ctx context.Context, sha string, p intake.Proposal) (intake.Made, error)
}

// cohortLister gives the cohorts that somebody can still join, and checks certificates that people send.
type cohortLister interface {
	certificateChecker
	List(ctx context.Context, stage training.Stage, offset, limit int) ([]training.Row, error)
}

// postPage is the screen "Post".
type postPage struct {
	*ui.Editor

	s       *ui.Shell
	box     postbox
	intake  proposer
	cohorts cohortLister
	papers  Papers
	undo    undoer
	now     clock

	chips  *block.Chips
	filter *block.SearchField
	list   *block.List
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	asked  string // the mail that reader reads

	rows     []data.MessageRow
	letter   mailbox.Letter
	proposal intake.Proposal
	folders  string

	judge judge // of old certificates; may be nil
}

// pageSize is how many rows a list reads at a time.
const pageSize = 100

// Post is the screen of the mail: what came in, what it seems to be, and the one
// button that makes it so.
func Post(box postbox, in proposer, cohorts cohortLister, papers Papers, u undoer, now clock, more ...func(*postPage)) ui.Screen {
	return ui.Screen{ID: ui.ScreenMail, New: func(s *ui.Shell) ui.Page {
		p := &postPage{s: s, box: box, intake: in, cohorts: cohorts, papers: papers, undo: u, now: now, lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), detail: block.NewDetail()}
		p.list = block.NewList(words.T("Geen post"), words.T("Nieuwe berichten komen hier als je de post ophaalt (F9). De mailbox stel je in bij Instellingen."))
		p.list.Unread = true
		p.list.OnChoose = func(_ int, it block.Item) { p.Choose(it.ID, p.open) }
		p.list.OnNearEnd = p.more
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)
		p.chips = block.NewChips(func(string) { p.Reload() }, block.Choice{ID: "new", Text: words.T("Nieuw")}, block.Choice{ID: "", Text: words.T("Alles")}, block.Choice{ID: "aside", Text: words.T("Opzij")})
		p.list.Counted(words.T("bericht"), words.T("berichten"))
		p.filter = newFilter(p.list)
		listMenu(s, p.list, p.reader, "mail.make", "mail.reply", "", "mail.done", "mail.aside", "mail.new")
		left := block.Frame(block.ListTop(p.chips, p.filter), nil, nil, nil, p.list)
		p.split = block.NewSplit(block.ListWidth, words.T("Post"), left, p.detail).Follow(p.list)
		p.list.Tabled(p.split, s.Memory(), "post", postColumns()...).OnSort = p.Reload
		p.In(p.split)
		for _, add := range more {
			add(p)
		}
		return p
	}}
}

func (p *postPage) Title() string              { return words.T("Post") }
func (p *postPage) List() *block.List          { return p.list }
func (p *postPage) Content() fyne.CanvasObject { return p.split }
func (p *postPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *postPage) Back() bool                 { return p.split.Back() }
func (p *postPage) Shown()                     { p.Reload() }
func (p *postPage) State() string              { return p.folders }

// Open shows one mail, by its hash.
func (p *postPage) Open(key string) {
	p.PutAway(func() {
		p.split.ShowPage()
		p.open(key)
	})
}

type postList struct {
	rows    []data.MessageRow
	items   []block.Item
	fresh   int
	folders string
	none    bool // no mail was ever fetched
}

// nothing stands in the place of a mail; fresh is an office that never fetched any.
func (p *postPage) nothing(fresh bool) fyne.CanvasObject {
	if !fresh {
		return block.NewEmpty(look.IconMail, words.T("Alles is gelezen"), words.T("Hier staat het bericht dat je links kiest."))
	}
	set := func() { p.s.Go(ui.Route{Screen: ui.ScreenSettings, Key: partMail}) }
	return block.NewEmpty(look.IconMail, words.T("Nog geen post opgehaald"), words.T("Is er al een mailbox ingesteld, haal de post dan op."),
		block.Spread(8, block.NewButton(words.T("Mailbox instellen"), set), block.NewButton(words.T("Post ophalen"), p.fetch).WithHint("F9")))
}

// Reload reads the first page again and keeps what is chosen.
func (p *postPage) Reload() {
	state, by := p.chips.Chosen(), sortOf(p.list)
	ui.Load(p.lane, func(ctx context.Context) (postList, error) {
		var l postList
		var err error
		if l.rows, err = p.box.Sorted(ctx, state, true, by, nil, pageSize); err != nil {
			return l, err
		}
		l.items = p.items(l.rows)
		if l.fresh, err = p.box.Count(ctx, "new"); err != nil {
			return l, err
		}
		states, err := p.box.Folders(ctx)
		l.folders = folderText(states)
		if err != nil || len(l.rows) > 0 || len(states) > 0 {
			return l, err
		}
		all, err := p.box.Sorted(ctx, "", true, by, nil, 1)
		l.none = len(all) == 0
		return l, err
	}, func(l postList) {
		p.rows, p.folders = l.rows, l.folders
		first := len(p.list.Items()) == 0
		p.list.SetItems(l.items)
		p.list.SetMore(p.unread())
		p.chips.SetChoices(block.Choice{ID: "new", Text: words.T("Nieuw"), Count: l.fresh}, block.Choice{ID: "", Text: words.T("Alles")}, block.Choice{ID: "aside", Text: words.T("Opzij")})
		p.split.Refresh()
		p.s.SetCount(ui.ScreenMail, l.fresh, false)
		switch {
		case p.Editing():
		case len(l.items) == 0:
			p.letter = mailbox.Letter{}
			p.detail.Set(p.nothing(l.none))
		case p.asked != "" && p.reader.Busy():
		case first && p.letter.SHA256 != "":
			p.list.ChooseID(p.letter.SHA256)
		case p.list.Index() < 0 && !p.split.Narrow():
			p.list.Choose(0)
		}
		p.s.Changed()
	})
}

// more reads the next page.
func (p *postPage) more() {
	if p.lane.Busy() || !p.unread() {
		return
	}
	state, by, last := p.chips.Chosen(), sortOf(p.list), p.rows[len(p.rows)-1]
	ui.Load(p.lane, func(ctx context.Context) (postList, error) {
		rows, err := p.box.Sorted(ctx, state, true, by, &last, pageSize)
		return postList{rows: rows, items: p.items(rows)}, err
	}, func(l postList) {
		p.rows = append(p.rows, l.rows...)
		p.list.Append(l.items)
		p.list.SetMore(p.unread())
	})
}

// unread says whether there may be more mails than the list has.
func (p *postPage) unread() bool { return len(p.rows) > 0 && len(p.rows)%pageSize == 0 }

func (p *postPage) items(rows []data.MessageRow) []block.Item {
	now := p.now()
	out := make([]block.Item, len(rows))
	for i, m := range rows {
		from := m.FromName
		if from == "" {
			from = m.FromEmail
		}
		if from == "" {
			from = words.T("(geen afzender)")
		}
		subject := m.Subject
		if subject == "" {
			subject = words.T("(geen onderwerp)")
		}
		pill := intake.IntentName(m.Intent)
		if m.State == "done" && m.Outcome != "" {
			pill = m.Outcome
		}
		out[i] = block.Item{ID: m.SHA256, Title: from, Detail: subject, Right: when(m.Received, now), Pill: pill, Tone: intentTone(m), Bold: m.State == "new"}
		out[i].Row = postRow(m, out[i])
	}
	return out
}

// intentTone is the colour of a mail's pill.
func intentTone(m data.MessageRow) look.Tone {
	switch {
	case m.State != "new":
		return look.Grey
	case intake.IsComplaint(m.Intent):
		return look.Red
	case m.Intent == "bounce":
		return look.Amber
	case m.Intent == "other" || m.Intent == "question" || m.Intent == "autoreply":
		return look.Grey
	}
	return look.Blue
}

func folderText(states []data.FolderState) string {
	var server, here, not int
	for _, f := range states {
		server, here, not = server+f.OnServer, here+f.Here, not+f.Unreadable
	}
	if len(states) == 0 {
		return ""
	}
	return words.T("op de server %s · hier %s · niet op te halen %d", dutch.Number(server), dutch.Number(here), not)
}

type opened struct {
	letter   mailbox.Letter
	proposal intake.Proposal
}

// open reads a mail and what it seems to be.
func (p *postPage) open(sha string) {
	p.asked = sha
	ui.LoadOr(p.reader, func(ctx context.Context) (opened, error) {
		l, err := p.box.Open(ctx, sha)
		if err != nil {
			return opened{}, err
		}
		pr, err := p.intake.Propose(ctx, l)
		return opened{l, pr}, err
	}, func(o opened, err error) {
		p.asked = ""
		if err != nil {
			if !p.Editing() {
				p.letter, p.proposal = mailbox.Letter{}, intake.Proposal{}
			}
			p.Unread(err, func() { p.open(sha) })
			return
		}
		if p.Editing() {
			return
		}
		p.At(sha)
		p.list.ChooseID(sha)
		p.letter, p.proposal = o.letter, o.proposal
		p.show()
		p.Ready(sha)
	})
}

func (p *postPage) show() {
	p.detail.Set(p.parts(p.panel())...)
	p.s.Changed()
}

// parts are the pieces of the page, with what is proposed on its place.
func (p *postPage) parts(panel fyne.CanvasObject) []fyne.CanvasObject {
	l := p.letter
	subject := l.Subject
	if subject == "" {
		subject = words.T("(geen onderwerp)")
	}
	from := []block.Span{{Text: words.T("Van ")}}
	if l.FromName != "" {
		from = append(from, block.Span{Text: l.FromName, Bold: true}, block.Span{Text: " · " + l.FromEmail})
	} else {
		from = append(from, block.Span{Text: l.FromEmail, Bold: true})
	}
	under := []fyne.CanvasObject{block.NewSpans(from...).Natural(), block.NewQuiet(when(l.Received, p.now()))}
	if len(l.People) == 1 {
		who := l.People[0]
		switch {
		case who.MemberUntil == "":
			under = append(under, block.NewPill(words.T("in het register"), look.Grey))
		case string(who.MemberUntil) >= p.s.Today():
			under = append(under, block.NewPill(words.T("lid tot %s", dutch.ShortDay(string(who.MemberUntil), p.s.Today())), look.Green))
		default:
			under = append(under, block.NewPill(words.T("lidmaatschap verlopen"), look.Amber))
		}
	}
	out := []fyne.CanvasObject{block.Head(subject, under...)}
	if len(l.People) == 1 {
		who := l.People[0]
		out = append(out, block.Spread(8, block.NewLink(words.T("%s in het register", who.Name()), func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(who.ID)}) })))
	}
	if l.Mail.ReplyTo.Email != "" {
		out = append(out, block.NewQuietParagraph(words.T("Een antwoord gaat naar een ander adres: %s", l.Mail.ReplyTo.Email)))
	}
	if panel != nil {
		out = append(out, panel)
	}
	for _, problem := range l.Mail.Problems {
		out = append(out, block.NewQuietParagraph(problem))
	}
	if l.Follows != "" {
		out = append(out, block.Spread(8, block.NewLink(words.T("Eerder bericht in dit gesprek"), func() { p.open(l.Follows) })))
	}
	if len(l.Mail.Attachments) > 0 {
		files := p.attachments(l.Mail.Attachments)
		if p.canCheck() {
			files = append(files, block.Spread(8, block.NewButton(words.T("Certificaat controleren"), p.checkCertificate).WithHint("C")))
		}
		out = append(out, block.Section(words.T("Bijlagen"), files...))
	}
	out = append(out, block.NewSpans(marked(l.Mail.Text, l)...))
	for _, inner := range l.Mail.Inner {
		out = append(out, block.Section(words.T("Meegestuurd bericht van %s", joined(" · ", inner.From.Name, inner.From.Email)), block.NewBold(inner.Subject), block.NewParagraph(inner.Text)))
	}
	return out
}

// marked is the text with what was recognised on a soft ground.
func marked(text string, l mailbox.Letter) []block.Span {
	spans := slices.Clone(l.Meaning.Evidence)
	slices.SortFunc(spans, func(a, b evidence) int { return a.Start - b.Start })
	var out []block.Span
	at := 0
	for _, e := range spans {
		if e.Start < at || e.End > len(text) || e.Start >= e.End {
			continue
		}
		out = append(out, block.Span{Text: text[at:e.Start]}, block.Span{Text: text[e.Start:e.End], Mark: true})
		at = e.End
	}
	return append(out, block.Span{Text: text[at:]})
}

func (p *postPage) attachments(files []message.Attachment) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, a := range files {
		if a.Inline && strings.HasPrefix(a.Type, "image/") {
			continue // the pictures of a signature
		}
		line := []fyne.CanvasObject{block.NewIcon(look.IconFile, look.Quiet), block.NewText(a.Name), block.NewQuiet(size(len(a.Bytes)))}
		if isPDF(a) {
			line = append(line, block.NewLink(words.T("Bekijken"), func() { p.view(a) }))
		}
		out = append(out, block.Spread(10, append(line, block.NewLink(words.T("Opslaan"), func() { p.save(a) }))...))
	}
	return out
}

func size(n int) string {
	if n < 1<<20 {
		return words.T("%d kB", (n+1023)/1024)
	}
	return strings.Replace(words.T("%.1f MB", float64(n)/(1<<20)), ".", ",", 1)
}

// save writes an attachment where the user says; no other program is started with it from here.
func (p *postPage) save(a message.Attachment) {
	p.s.Files().Save(words.T("Bijlage opslaan"), a.Name, func(path string) {
		ui.Act(p.s.Tasks, words.T("Bijlage opslaan"), func(context.Context, *ui.Progress) (struct{}, error) {
			return struct{}{}, paper.Write(path, a.Bytes)
		}, func(struct{}) { p.s.Say(words.T("%s is opgeslagen", filepath.Base(path))) })
	})
}

// Commands of the screen.
func (p *postPage) Commands() []ui.Command {
	has := func() bool { return p.letter.SHA256 != "" }
	can := func() bool { return has() && p.letter.State != "done" && p.proposal.Kind != intake.Nothing }
	return []ui.Command{
		{ID: "mail.make", Text: words.T("Voorstel uitvoeren"), Hint: words.T("voorstel uitvoeren"), Key: ui.Plain(fyne.KeyReturn), Enabled: can, Run: p.accept},
		p.judging(),
		{
			ID: "mail.invoice", Text: words.T("Bestelling maken en meteen factureren"), Words: words.T("factuur"), Key: ui.Plain("F"),
			Enabled: func() bool { return can() && p.proposal.Kind == intake.Order }, Run: p.acceptWithInvoice,
		},
		{ID: "mail.reply", Text: words.T("Beantwoorden"), Words: words.T("antwoord schrijven"), Hint: words.T("beantwoorden"), Key: ui.Plain("R"), Enabled: has, Run: p.reply},
		{ID: "mail.done", Text: words.T("Afgehandeld"), Words: words.T("klaar weg"), Hint: words.T("afgehandeld"), Key: ui.Plain("A"), Enabled: has, Run: func() { p.settle("done", "gelezen", words.T("Bericht afgehandeld")) }},
		{ID: "mail.pay", Text: words.T("Factuur voor lidmaatschap"), Words: words.T("lid worden blijven betaling verlengen"), Key: ui.Plain("B"), Enabled: func() bool { return has() && p.aboutMembership() }, Run: p.payMembership},
		{ID: "mail.aside", Text: words.T("Opzij leggen"), Words: words.T("reclame automatisch"), Key: ui.Plain("O"), Enabled: has, Run: func() { p.aside(p.letter.SHA256) }},
		{ID: "mail.certificate", Text: words.T("Certificaat in dit bericht controleren"), Words: words.T("verifiëren echt code qr nummer"), Key: ui.Plain("C"), Enabled: has, Run: p.checkCertificate},
		{ID: "mail.new", Text: words.T("Weer als nieuw"), Enabled: func() bool { return has() && p.letter.State != "new" }, Run: func() { p.settle("new", "", words.T("Bericht staat weer bij nieuw")) }},
		{ID: "mail.fetch", Anywhere: true, Text: words.T("Post ophalen"), Words: words.T("mail verversen"), Hint: words.T("post ophalen"), Key: ui.Plain(fyne.KeyF9), Run: p.fetch},
	}
}

func (p *postPage) settle(state, outcome, said string) {
	p.settleOf(p.letter.SHA256, state, outcome, said)
}

func (p *postPage) aside(sha string) { p.settleOf(sha, "aside", "", words.T("Bericht opzijgelegd")) }

func (p *postPage) settleOf(sha, state, outcome, said string) {
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) {
		return p.box.Settle(ctx, sha, state, outcome)
	}, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.next(sha)
	})
}

// next goes to the mail under the one that was dealt with, as who works a list
// from the top expects. Who went on already stays there.
func (p *postPage) next(sha string) {
	it, ok := p.list.Current()
	switch {
	case p.Editing() || p.letter.SHA256 != sha || ok && it.ID != sha && p.reader.Busy():
	case p.chips.Chosen() == "new":
		items := p.list.Items()
		i := slices.IndexFunc(items, func(it block.Item) bool { return it.ID == sha })
		if i >= 0 && i+1 < len(items) {
			p.list.ChooseID(items[i+1].ID)
		} else if i > 0 {
			p.list.ChooseID(items[i-1].ID)
		}
	default:
		p.open(sha)
	}
	p.Reload()
}

func (p *postPage) fetch() {
	ui.Act(p.s.Tasks, words.T("Post ophalen"), func(ctx context.Context, pr *ui.Progress) (int, error) {
		accounts, err := p.box.Accounts(ctx)
		if err != nil {
			return 0, err
		}
		if len(accounts) == 0 {
			return 0, data.Refuse("Er is nog geen mailbox ingesteld. Doe dat bij Instellingen.")
		}
		fresh := 0
		for _, a := range accounts {
			pr.Note(a.Name)
			r, err := p.box.Fetch(ctx, a, pr.Set)
			if err != nil {
				return fresh, err
			}
			fresh += r.New
		}
		return fresh, nil
	}, func(fresh int) {
		switch fresh {
		case 0:
			p.s.Say(words.T("Geen nieuwe post"))
		case 1:
			p.s.Say(words.T("1 nieuw bericht"))
		default:
			p.s.Say(words.T("%d nieuwe berichten", fresh))
		}
		p.Reload()
	})
}
