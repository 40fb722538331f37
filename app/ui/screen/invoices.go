package screen

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// invoices is what the screen asks of sales.
type invoices interface {
	SortedInvoices(ctx context.Context, part data.InvoiceFilter, by data.Sort, after *data.Invoice, limit int) ([]sales.Invoice, error)
	CountInvoices(ctx context.Context, part data.InvoiceFilter) (int, error)
	OpenTotal(ctx context.Context, part data.InvoiceFilter) (data.Cents, error)
	Invoice(ctx context.Context, id int64) (sales.InvoicePage, error)
	InvoicePDF(ctx context.Context, id int64) (data.Document, error)
	DraftPDF(ctx context.Context, id int64) ([]byte, error)
	NewDraft(ctx context.Context, d sales.Draft) (id, change int64, err error)
	SaveDraft(ctx context.Context, id, version int64, d sales.Draft) (int64, error)
	DeleteDraft(ctx context.Context, id int64) (int64, error)
	Finalise(ctx context.Context, id int64) (sales.Issued, error)
	Credit(ctx context.Context, invoice int64, reason string) (sales.Issued, error)
	DraftCredit(ctx context.Context, invoice int64, reason string) (id, change int64, err error)
	RecordPayment(ctx context.Context, invoice int64, day data.Day, amount data.Cents, source string) (data.Cents, error)
	MarkInvoiceSent(ctx context.Context, id int64) (int64, error)
}

// invoicesPage is the screen "Facturen".
type invoicesPage struct {
	*ui.Editor

	s      *ui.Shell
	job    invoices
	box    drafter
	papers Papers
	undo   undoer
	office func(ctx context.Context) (string, error)

	chips  *block.Chips
	filter *block.SearchField
	list   *block.List
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	asked  int64 // the page that reader reads
	foot   *block.Text

	rows []sales.Invoice
	page sales.InvoicePage
}

// Invoices is the screen of the invoices and credit notes: what is asked, what was paid, and what is too late. office
// gives the name that mails are signed with.
func Invoices(job invoices, box drafter, papers Papers, u undoer, office func(ctx context.Context) (string, error)) ui.Screen {
	return ui.Screen{ID: ui.ScreenInvoices, New: func(s *ui.Shell) ui.Page {
		p := &invoicesPage{
			s: s, job: job, box: box, papers: papers, undo: u, office: office,
			lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), detail: block.NewDetail(), foot: block.NewQuiet(""),
		}
		p.list = block.NewList(words.T("Geen facturen"), words.T("Een factuur maak je van een bestelling, of met “Nieuwe factuur” (N)."))
		p.list.OnChoose = func(_ int, it block.Item) { p.choose(it) }
		p.list.OnNearEnd = p.more
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)
		p.chips = block.NewChips(nil, invoiceChips(invoiceList{})...)
		p.chips.Choose(string(data.OpenInvoices))
		p.chips.OnChange = func(string) { p.Reload() }
		p.chips.Remember(s.Memory(), "facturen")
		p.showChips(invoiceList{})
		p.list.Counted(words.T("factuur"), words.T("facturen"))
		p.filter = newFilter(p.list)
		listMenu(s, p.list, p.reader, "invoice.final", "invoice.mail", "invoice.show", "invoice.store", "invoice.sent", "invoice.pay", "", "invoice.edit", "invoice.credit", "invoice.remove", "", "invoice.new")
		left := block.Frame(block.ListTop(p.chips, p.filter, p.foot), nil, nil, nil, p.list)
		p.split = block.NewSplit(block.ListWidth, words.T("Facturen"), left, p.detail).Follow(p.list)
		p.list.Tabled(p.split, s.Memory(), "facturen", invoiceColumns()...).OnSort = p.Reload
		p.In(p.split)
		return p
	}}
}

func (p *invoicesPage) Title() string              { return words.T("Facturen") }
func (p *invoicesPage) List() *block.List          { return p.list }
func (p *invoicesPage) Content() fyne.CanvasObject { return p.split }
func (p *invoicesPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *invoicesPage) Shown()                     { p.Reload() }

// Open shows one of them, by its number, or else a part of the list.
func (p *invoicesPage) Open(id string) {
	p.PutAway(func() {
		if n := number(id); n != 0 {
			p.split.ShowPage()
			p.open(n)
			return
		}
		p.page = sales.InvoicePage{}
		if p.chips.Chosen() == id {
			p.Reload()
			return
		}
		p.chips.Choose(id)
	})
}

// Back leaves the page.
func (p *invoicesPage) Back() bool { return p.split.Back() }

type invoiceList struct {
	rows               []sales.Invoice
	items              []block.Item
	draft, open, late  int
	refund, setOff     int
	total              int // of the part that is shown
	openCents, overdue data.Cents
}

func invoiceChips(l invoiceList) []block.Choice {
	return []block.Choice{
		{ID: string(data.DraftInvoices), Text: words.T("Concept"), Count: l.draft},
		{ID: string(data.OpenInvoices), Text: words.T("Open"), Count: l.open},
		{ID: string(data.OverdueInvoices), Text: words.T("Te laat"), Count: l.late},
		{ID: string(data.RefundInvoices), Text: words.T("Terug te betalen"), Count: l.refund},
		{ID: string(data.PaidInvoices), Text: words.T("Betaald")},
		{ID: string(data.SetOffInvoices), Text: words.T("Verrekend")},
		{ID: "", Text: words.T("Alles")},
	}
}

// showChips leaves out what few offices ever have, unless there is any.
func (p *invoicesPage) showChips(l invoiceList) {
	p.chips.SetChoices(slices.DeleteFunc(invoiceChips(l), func(c block.Choice) bool {
		switch {
		case c.ID == p.chips.Chosen():
			return false
		case c.ID == string(data.RefundInvoices):
			return l.refund == 0
		}
		return c.ID == string(data.SetOffInvoices) && l.setOff == 0
	})...)
}

// name is how an invoice is called.
func invoiceName(i data.Invoice) string {
	switch {
	case i.State == "draft" && i.Kind == "credit":
		return words.T("Concept-creditfactuur")
	case i.State == "draft":
		return words.T("Conceptfactuur")
	case i.Kind == "credit":
		return words.T("Creditfactuur %s", i.Number)
	}
	return words.T("Factuur %s", i.Number)
}

func (p *invoicesPage) items(rows []sales.Invoice) []block.Item {
	items := make([]block.Item, len(rows))
	for i, r := range rows {
		number := r.Number
		if r.State == "draft" {
			number = invoiceName(r.Invoice)
		}
		items[i] = block.Item{
			ID: key(r.ID), Title: r.Customer, Detail: joined(" · ", number, day(r.Day)), Right: money(r.TotalCents),
			Pill: r.StateText, Tone: tone(r.Tone), Row: invoicedRow(r),
		}
	}
	return items
}

// Reload reads the list again and keeps what is chosen.
func (p *invoicesPage) Reload() {
	part, by := data.InvoiceFilter(p.chips.Chosen()), sortOf(p.list)
	ui.Load(p.lane, func(ctx context.Context) (invoiceList, error) {
		var l invoiceList
		var err error
		if l.rows, err = p.job.SortedInvoices(ctx, part, by, nil, pageSize); err != nil {
			return l, err
		}
		l.items = p.items(l.rows)
		for part, n := range map[data.InvoiceFilter]*int{data.DraftInvoices: &l.draft, data.OpenInvoices: &l.open, data.OverdueInvoices: &l.late, data.RefundInvoices: &l.refund, data.SetOffInvoices: &l.setOff} {
			if *n, err = p.job.CountInvoices(ctx, part); err != nil {
				return l, err
			}
		}
		if l.openCents, err = p.job.OpenTotal(ctx, data.OpenInvoices); err != nil {
			return l, err
		}
		if l.overdue, err = p.job.OpenTotal(ctx, data.OverdueInvoices); err != nil {
			return l, err
		}
		l.total, err = p.job.CountInvoices(ctx, part)
		return l, err
	}, func(l invoiceList) {
		p.rows = l.rows
		p.list.SetTotal(l.total)
		p.list.SetItems(l.items)
		p.showChips(l)
		p.split.Refresh()
		said := words.T("Open %s", money(l.openCents))
		if l.late > 0 {
			said += words.T(", waarvan %s te laat", money(l.overdue))
		}
		p.foot.SetText(said)
		p.s.SetCount(ui.ScreenInvoices, l.late+l.draft, false)
		switch {
		case p.Editing():
		case p.asked != 0 && p.reader.Busy():
			p.open(p.asked)
		case p.page.ID != 0:
			p.open(p.page.ID)
		case len(l.items) == 0:
			p.detail.Set(block.NewEmpty(look.IconInvoice, words.T("Geen facturen"), words.T("Hier staat de factuur die je links kiest."), block.NewButton(words.T("Nieuwe factuur"), p.add).WithHint("N")))
		case p.split.Narrow():
		case p.list.Index() < 0:
			p.list.Choose(0)
		default:
			if it, ok := p.list.Current(); ok {
				p.choose(it)
			}
		}
		p.s.Changed()
	})
}

// more reads the next page of the list.
func (p *invoicesPage) more() {
	if p.lane.Busy() || len(p.rows) == 0 || len(p.rows)%pageSize != 0 {
		return
	}
	part, by, last := data.InvoiceFilter(p.chips.Chosen()), sortOf(p.list), p.rows[len(p.rows)-1].Invoice
	ui.Load(p.lane, func(ctx context.Context) (invoiceList, error) {
		rows, err := p.job.SortedInvoices(ctx, part, by, &last, pageSize)
		return invoiceList{rows: rows, items: p.items(rows)}, err
	}, func(l invoiceList) {
		p.rows = append(p.rows, l.rows...)
		p.list.Append(l.items)
	})
}

func (p *invoicesPage) choose(it block.Item) {
	id := number(it.ID)
	if id != p.page.ID || p.Editing() {
		p.Choose(it.ID, func(string) { p.open(id) })
	}
}

func (p *invoicesPage) open(id int64) {
	p.asked = id
	ui.LoadOr(p.reader, func(ctx context.Context) (sales.InvoicePage, error) { return p.job.Invoice(ctx, id) }, func(page sales.InvoicePage, err error) {
		p.asked = 0
		if p.Editing() {
			return
		}
		if err != nil {
			p.gone(id, err)
			return
		}
		p.page = page
		p.At(key(id))
		p.list.ChooseID(key(id))
		p.show()
		p.Ready(key(id))
	})
}

// gone deals with an invoice that cannot be shown, such as a draft that was thrown away.
func (p *invoicesPage) gone(id int64, err error) {
	was := p.page.ID
	p.page = sales.InvoicePage{}
	if !errors.Is(err, data.ErrNotFound) {
		p.Unread(err, func() { p.open(id) })
		return
	}
	p.detail.Set(block.NewEmpty(look.IconInvoice, words.T("Deze factuur is er niet meer"), words.T("Kies links een andere.")))
	if was == id && p.list.Index() >= 0 {
		p.choose(p.list.Items()[p.list.Index()])
	}
}

// finalise gives the draft that is shown its number.
func (p *invoicesPage) finalise() { p.finaliseOf(p.page.ID) }

func (p *invoicesPage) finaliseOf(id int64) {
	ui.Act(p.s.Tasks, words.T("Definitief maken"), func(ctx context.Context, _ *ui.Progress) (sales.Issued, error) { return p.job.Finalise(ctx, id) }, func(i sales.Issued) {
		p.s.Say(words.T("Factuur %s gemaakt", i.Number))
		p.Reload()
	})
}

// change does something that can be taken back.
func (p *invoicesPage) change(said string, do func(ctx context.Context, id int64) (int64, error)) {
	id := p.page.ID
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx, id) }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

func (p *invoicesPage) remove() { p.change(words.T("Concept weggegooid"), p.job.DeleteDraft) }
func (p *invoicesPage) sent()   { p.change(words.T("Factuur is verstuurd"), p.job.MarkInvoiceSent) }

func (p *invoicesPage) pdf() sheet {
	i := p.page.Invoice
	return sheet{invoiceName(i.Invoice) + ".pdf", func(ctx context.Context) ([]byte, error) {
		d, err := p.job.InvoicePDF(ctx, i.ID)
		return d.Bytes, err
	}}
}

// look shows an invoice as it was made final, and prints it; a draft as it will be.
func (p *invoicesPage) look() {
	if p.hasPDF() {
		p.papers.askPrint(p.s, invoiceName(p.page.Invoice.Invoice), p.page.Customer, kindSheet{invoicePaper, p.pdf()})
		return
	}
	id := p.page.ID
	draft := sheet{make: func(ctx context.Context) ([]byte, error) { return p.job.DraftPDF(ctx, id) }}
	view := p.papers.preview(p.s, draft)
	p.s.Ask(&block.Dialog{
		Title: words.T("Zo wordt de factuur"), Text: words.T("Hij krijgt een nummer als je hem definitief maakt, en kan daarna niet meer worden gewijzigd."),
		Beside: view.Preview, First: view.Keys(), OnClosed: view.close, OK: words.T("Definitief maken"), OnOK: func() bool {
			p.finaliseOf(id)
			return true
		},
	})
}

func (p *invoicesPage) savePDF() { p.papers.save(p.s, p.pdf()) }

// Print is for the shell.
func (p *invoicesPage) Print() {
	if p.hasPDF() {
		p.look()
	}
}

func (p *invoicesPage) hasPDF() bool {
	return !p.Editing() && p.page.ID != 0 && p.page.DocumentID != 0
}

// Commands of the screen.
func (p *invoicesPage) Commands() []ui.Command {
	there := func() bool { return !p.Editing() && p.page.ID != 0 }
	draft := func() bool { return there() && p.page.State == "draft" }
	final := func() bool { return there() && p.page.State == "final" }
	return []ui.Command{
		{ID: "invoice.final", Text: words.T("Definitief maken"), Words: words.T("nummer"), Hint: words.T("definitief maken"), Key: ui.Plain("D"), Enabled: draft, Run: p.finalise},
		{ID: "invoice.edit", Text: words.T("Concept aanpassen"), Words: words.T("wijzigen"), Key: ui.Plain("A"), Enabled: draft, Run: p.edit},
		{ID: "invoice.remove", Text: words.T("Concept weggooien"), Words: words.T("verwijderen"), Enabled: draft, Run: p.remove},
		{ID: "invoice.show", Text: words.T("Factuur bekijken en afdrukken"), Words: words.T("pdf openen printen voorbeeld"), Hint: words.T("bekijken"), Key: ui.Plain("O"), Enabled: func() bool { return draft() || p.hasPDF() }, Run: p.look},
		{ID: "invoice.mail", Text: words.T("Mailen"), Words: words.T("versturen sturen concept"), Hint: words.T("mailen"), Key: ui.Plain("M"), Enabled: p.hasPDF, Run: p.mail},
		{ID: "invoice.store", Text: words.T("PDF opslaan …"), Words: words.T("bewaren"), Enabled: p.hasPDF, Run: p.savePDF},
		{ID: "invoice.pay", Text: words.T("Betaling vastleggen"), Words: words.T("betaald geld"), Hint: words.T("betaling vastleggen"), Key: ui.Plain("B"), Enabled: func() bool { return final() && p.page.OpenCents() != 0 }, Run: p.pay},
		{ID: "invoice.sent", Text: words.T("Factuur is verstuurd"), Enabled: func() bool { return final() && p.page.SentOn == "" && !p.page.Imported }, Run: p.sent},
		{ID: "invoice.credit", Text: words.T("Crediteren …"), Words: words.T("creditfactuur creditnota"), Key: ui.Plain("C"), Enabled: func() bool { return final() && p.page.Kind == "invoice" && !p.page.Imported }, Run: p.credit},
		{ID: "invoice.new", Anywhere: true, Text: words.T("Nieuwe factuur"), Words: words.T("concept toevoegen"), Hint: words.T("nieuwe factuur"), Key: ui.Plain("N"), Run: p.add},
	}
}
