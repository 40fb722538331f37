package screen

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// orders is what the screen asks of sales.
type orders interface {
	Orders(ctx context.Context, state string, after *data.Order, limit int) ([]sales.OrderRow, error)
	SortedOrders(ctx context.Context, state string, by data.Sort, after *data.Order, limit int) ([]sales.OrderRow, error)
	CountOrders(ctx context.Context, state string) (int, error)
	Order(ctx context.Context, id int64) (sales.OrderPage, error)
	NewOrder(ctx context.Context, o sales.Order) (sales.SavedOrder, error)
	ChangeOrder(ctx context.Context, id, version int64, o sales.Order) (int64, error)
	CancelOrder(ctx context.Context, id int64) (int64, error)
	MarkSent(ctx context.Context, id int64) (int64, error)
	OrderToInvoice(ctx context.Context, order int64) (sales.Issued, error)
	DraftFromOrder(ctx context.Context, order int64) (id, change int64, err error)
	ImportOrder(ctx context.Context, r io.Reader, invoice bool) (sales.ImportedOrder, error)
	Labels(ctx context.Context, orders []int64, on document.LabelSheet) ([]byte, error)
	PackingSlip(ctx context.Context, order int64) ([]byte, error)
	Products(ctx context.Context) ([]data.Product, error)
}

// ordersPage is the screen "Bestellingen".
type ordersPage struct {
	*ui.Editor

	s      *ui.Shell
	job    orders
	people peopleFinder
	papers Papers
	undo   undoer

	chips  *block.Chips
	filter *block.SearchField
	list   *block.List
	detail *block.Detail
	split  *block.Split
	lane   *ui.Lane
	reader *ui.Lane
	asked  int64 // the page that reader reads
	finder *ui.Lane

	rows     []sales.OrderRow
	page     sales.OrderPage
	invoiced int // orders that are to be sent
	all      *block.Button
}

// Orders is the screen of what was ordered: the invoice, the parcel, and what comes next of each.
func Orders(job orders, people peopleFinder, papers Papers, u undoer) ui.Screen {
	return ui.Screen{ID: ui.ScreenOrders, New: func(s *ui.Shell) ui.Page {
		p := &ordersPage{
			s: s, job: job, people: people, papers: papers, undo: u,
			lane: s.Tasks.Lane(), reader: s.Tasks.Lane(), finder: s.Tasks.Lane(), detail: block.NewDetail(),
		}
		p.list = block.NewList(words.T("Geen bestellingen"), words.T("Een bestelling komt uit de post, uit een bestand van de webwinkel dat je hier neerzet, of met “Nieuwe bestelling” (N)."))
		p.list.OnChoose = func(_ int, it block.Item) { p.choose(it) }
		p.list.OnNearEnd = p.more
		p.Editor = ui.NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)
		p.chips = block.NewChips(func(string) { p.Reload() }, orderChips(orderList{})...).Remember(s.Memory(), "bestellingen")
		p.list.Counted(words.T("bestelling"), words.T("bestellingen"))
		p.filter = newFilter(p.list)
		listMenu(s, p.list, p.reader, "order.invoice", "order.draft", "order.parcel", "order.sent", "", "order.edit", "order.cancel", "", "order.new")
		p.all = block.NewLink(words.T("Alle etiketten in één PDF"), p.labels)
		p.all.Hide()
		left := block.Frame(block.ListTop(p.chips, p.filter, block.Spread(0, p.all)), nil, nil, nil, p.list)
		p.split = block.NewSplit(block.ListWidth, words.T("Bestellingen"), left, p.detail).Follow(p.list)
		p.list.Tabled(p.split, s.Memory(), "bestellingen", orderColumns()...).OnSort = p.Reload
		p.In(p.split)
		return p
	}}
}

func (p *ordersPage) Title() string              { return words.T("Bestellingen") }
func (p *ordersPage) List() *block.List          { return p.list }
func (p *ordersPage) Content() fyne.CanvasObject { return p.split }
func (p *ordersPage) First() fyne.Focusable      { return p.list.Keys() }
func (p *ordersPage) Shown()                     { p.Reload() }

// Open shows one of them, by its number, or else a part of the list.
func (p *ordersPage) Open(id string) {
	p.PutAway(func() {
		if n := number(id); n != 0 {
			p.split.ShowPage()
			p.open(n)
			return
		}
		p.page = sales.OrderPage{}
		if p.chips.Chosen() == id {
			p.Reload()
			return
		}
		p.chips.Choose(id)
	})
}

// Back leaves the page.
func (p *ordersPage) Back() bool { return p.split.Back() }

type orderList struct {
	rows            []sales.OrderRow
	items           []block.Item
	fresh, invoiced int
	total           int // of the part that is shown
}

func orderChips(l orderList) []block.Choice {
	return []block.Choice{
		{ID: "new", Text: words.T("Nieuw"), Count: l.fresh},
		{ID: "invoiced", Text: words.T("Te verzenden"), Count: l.invoiced},
		{ID: "sent", Text: words.T("Verzonden")},
		{ID: "", Text: words.T("Alles")},
	}
}

func (p *ordersPage) items(rows []sales.OrderRow) []block.Item {
	today := p.s.Today()
	items := make([]block.Item, len(rows))
	for i, r := range rows {
		items[i] = block.Item{
			ID: key(r.Order.ID), Title: r.Customer, Detail: r.Summary, Right: dutch.ShortDay(string(r.Order.Day), today),
			Pill: r.StateText, Tone: tone(r.Tone), Row: orderedRow(r),
		}
	}
	return items
}

// Reload reads the list again and keeps what is chosen.
func (p *ordersPage) Reload() {
	state, by := p.chips.Chosen(), sortOf(p.list)
	ui.Load(p.lane, func(ctx context.Context) (orderList, error) {
		var l orderList
		var err error
		if l.rows, err = p.job.SortedOrders(ctx, state, by, nil, pageSize); err != nil {
			return l, err
		}
		l.items = p.items(l.rows)
		if l.fresh, err = p.job.CountOrders(ctx, "new"); err != nil {
			return l, err
		}
		if l.invoiced, err = p.job.CountOrders(ctx, "invoiced"); err != nil {
			return l, err
		}
		l.total, err = p.count(ctx, state)
		return l, err
	}, func(l orderList) {
		p.rows, p.invoiced = l.rows, l.invoiced
		if state == "invoiced" && l.invoiced > 1 {
			p.all.Show()
		} else {
			p.all.Hide()
		}
		p.list.SetTotal(l.total)
		p.list.SetItems(l.items)
		p.chips.SetChoices(orderChips(l)...)
		p.split.Refresh()
		p.s.SetCount(ui.ScreenOrders, l.fresh+l.invoiced, false)
		switch {
		case p.Editing():
		case p.asked != 0 && p.reader.Busy():
			p.open(p.asked)
		case p.page.Order.ID != 0:
			p.open(p.page.Order.ID)
		case len(l.items) == 0:
			p.detail.Set(block.NewEmpty(look.IconOrder, words.T("Geen bestellingen"), words.T("Hier staat de bestelling die je links kiest."), block.NewButton(words.T("Nieuwe bestelling"), p.add).WithHint("N")))
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
func (p *ordersPage) more() {
	if p.lane.Busy() || len(p.rows) == 0 || len(p.rows)%pageSize != 0 {
		return
	}
	state, by, last := p.chips.Chosen(), sortOf(p.list), p.rows[len(p.rows)-1].Order
	ui.Load(p.lane, func(ctx context.Context) (orderList, error) {
		rows, err := p.job.SortedOrders(ctx, state, by, &last, pageSize)
		return orderList{rows: rows, items: p.items(rows)}, err
	}, func(l orderList) {
		p.rows = append(p.rows, l.rows...)
		p.list.Append(l.items)
	})
}

func (p *ordersPage) choose(it block.Item) {
	id := number(it.ID)
	if id != p.page.Order.ID || p.Editing() {
		p.Choose(it.ID, func(string) { p.open(id) })
	}
}

func (p *ordersPage) open(id int64) {
	p.asked = id
	ui.LoadOr(p.reader, func(ctx context.Context) (sales.OrderPage, error) { return p.job.Order(ctx, id) }, func(page sales.OrderPage, err error) {
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

// gone deals with an order that cannot be shown: one whose making was taken back is simply no longer there.
func (p *ordersPage) gone(id int64, err error) {
	was := p.page.Order.ID
	p.page = sales.OrderPage{}
	if !errors.Is(err, data.ErrNotFound) {
		p.Unread(err, func() { p.open(id) })
		return
	}
	p.detail.Set(block.NewEmpty(look.IconOrder, words.T("Deze bestelling is er niet meer"), words.T("Kies links een andere.")))
	if was == id && p.list.Index() >= 0 {
		p.choose(p.list.Items()[p.list.Index()])
	}
}

// invoice makes the final invoice.
func (p *ordersPage) invoice() {
	id := p.page.Order.ID
	ui.Act(p.s.Tasks, words.T("Factuur maken"), func(ctx context.Context, _ *ui.Progress) (sales.Issued, error) { return p.job.OrderToInvoice(ctx, id) }, func(i sales.Issued) {
		p.s.Say(words.T("Factuur %s gemaakt", i.Number))
		p.Reload()
	})
}

// draft makes a draft invoice, to look at and change first.
func (p *ordersPage) draft() {
	id := p.page.Order.ID
	type drafted struct{ id, change int64 }
	ui.Act(p.s.Tasks, words.T("Conceptfactuur maken"), func(ctx context.Context, _ *ui.Progress) (drafted, error) {
		d, change, err := p.job.DraftFromOrder(ctx, id)
		return drafted{d, change}, err
	}, func(d drafted) {
		p.s.Done(words.T("Conceptfactuur gemaakt"), undo(p.undo, d.change))
		if p.s.Page() != ui.Page(p) || p.page.Order.ID != id {
			return // who went on already stays there
		}
		p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(d.id)})
	})
}

func (p *ordersPage) label() sheet {
	o := p.page.Order
	return sheet{words.T("Etiket %s.pdf", o.Number), func(ctx context.Context) ([]byte, error) {
		return p.job.Labels(ctx, []int64{o.ID}, document.LabelsA6)
	}}
}

func (p *ordersPage) slip() sheet {
	o := p.page.Order
	return sheet{words.T("Pakbon %s.pdf", o.Number), func(ctx context.Context) ([]byte, error) { return p.job.PackingSlip(ctx, o.ID) }}
}

// labels shows the labels of all parcels that are to be sent, in one PDF, and prints them.
func (p *ordersPage) labels() {
	p.papers.askPrint(p.s, words.T("Etiketten van alle pakketten"), "", kindSheet{labelPaper, sheet{words.T("Etiketten.pdf"), func(ctx context.Context) ([]byte, error) {
		rows, err := p.job.Orders(ctx, "invoiced", nil, pageSize)
		if err != nil {
			return nil, err
		}
		var ids []int64
		for _, r := range rows {
			page, err := p.job.Order(ctx, r.Order.ID)
			if err != nil {
				return nil, err
			}
			if page.Parcel {
				ids = append(ids, r.Order.ID)
			}
		}
		return p.job.Labels(ctx, ids, document.LabelsA6)
	}}})
}

// parcel shows the label and the packing slip, and prints them.
func (p *ordersPage) parcel() {
	o := p.page.Order
	p.papers.askPrint(p.s, words.T("Etiket en pakbon"), words.T("Bestelling %s van %s.", o.Number, p.page.Customer),
		kindSheet{labelPaper, p.label()}, kindSheet{slipPaper, p.slip()})
}

// Print is for the shell.
func (p *ordersPage) Print() {
	if p.page.Order.ID != 0 {
		p.parcel()
	}
}

// change does something to the order that can be taken back.
func (p *ordersPage) change(said string, do func(ctx context.Context, id int64) (int64, error)) {
	id := p.page.Order.ID
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return do(ctx, id) }, func(change int64) {
		p.s.Done(said, undo(p.undo, change))
		p.Reload()
	})
}

func (p *ordersPage) sent()   { p.change(words.T("Bestelling verzonden"), p.job.MarkSent) }
func (p *ordersPage) cancel() { p.change(words.T("Bestelling geannuleerd"), p.job.CancelOrder) }

// Dropped takes the orders of a web shop, one file an order.
func (p *ordersPage) Dropped(paths []string) { p.PutAway(func() { p.take(paths) }) }

type taken struct {
	last         int64
	fresh, known int
}

func (p *ordersPage) take(paths []string) {
	ui.Act(p.s.Tasks, words.T("Bestellingen inlezen"), func(ctx context.Context, progress *ui.Progress) (taken, error) {
		var t taken
		for i, path := range paths {
			progress.Set(i, len(paths))
			o, err := p.takeOne(ctx, path)
			if err != nil && t.fresh+t.known > 0 {
				return t, data.Explain("%s: %s De bestanden ervoor zijn wel ingelezen.", err, filepath.Base(path), ui.UserText(err))
			}
			if err != nil {
				return t, err
			}
			t.last = o.OrderID
			if o.Known {
				t.known++
			} else {
				t.fresh++
			}
		}
		return t, nil
	}, func(t taken) {
		said := words.T("%s ingelezen", dutch.Count(t.fresh, words.T("bestelling"), words.T("bestellingen")))
		if t.known > 0 {
			said += words.T(", %d was er al", t.known)
		}
		p.s.Say(said)
		p.page.Order.ID = t.last
		p.Reload()
	})
}

func (p *ordersPage) takeOne(ctx context.Context, path string) (sales.ImportedOrder, error) {
	f, err := os.Open(path)
	if err != nil {
		return sales.ImportedOrder{}, data.Explain("Het bestand %s kan niet worden gelezen.", err, filepath.Base(path))
	}
	o, err := p.job.ImportOrder(ctx, f, false)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return o, err
}

func (p *ordersPage) fetchFile() {
	p.s.Files().Open(words.T("Bestelling van de webwinkel inlezen"), []string{".json"}, func(path string) { p.Dropped([]string{path}) })
}

// Commands of the screen.
func (p *ordersPage) Commands() []ui.Command {
	there := func() bool { return !p.Editing() && p.page.Order.ID != 0 }
	fresh := func() bool { return there() && p.page.Order.State == "new" }
	step := func(want string) func() bool {
		return func() bool { return there() && p.page.Next == want }
	}
	return []ui.Command{
		{ID: "order.invoice", Text: words.T("Factuur maken"), Words: words.T("factureren rekening"), Hint: words.T("factuur maken"), Key: ui.Plain("F"), Enabled: step(sales.NextInvoice), Run: p.invoice},
		{ID: "order.parcel", Text: words.T("Etiket en pakbon"), Words: words.T("label pakket verzenden"), Hint: words.T("etiket en pakbon"), Key: ui.Plain("E"), Enabled: func() bool {
			return there() && p.page.Parcel && p.page.Next != sales.NextInvoice && p.page.Order.State != "cancelled"
		}, Run: p.parcel},
		{ID: "order.labels", Apart: true, Text: words.T("Etiketten van alle pakketten"), Words: words.T("labels te verzenden"), Enabled: func() bool { return p.invoiced > 0 }, Run: p.labels},
		{ID: "order.sent", Text: words.T("Bestelling is verzonden"), Words: words.T("pakket weg"), Hint: words.T("verzonden"), Key: ui.Plain("V"), Enabled: step(sales.NextParcel), Run: p.sent},
		{ID: "order.edit", Text: words.T("Bestelling aanpassen"), Words: words.T("wijzigen"), Key: ui.Plain("A"), Enabled: fresh, Run: p.edit},
		{ID: "order.draft", Text: words.T("Eerst een conceptfactuur"), Words: words.T("concept bekijken"), Key: ui.Plain("C"), Enabled: step(sales.NextInvoice), Run: p.draft},
		{ID: "order.cancel", Text: words.T("Bestelling annuleren"), Enabled: func() bool { return fresh() || there() && p.page.Order.State == "invoiced" }, Run: p.cancel},
		{ID: "order.new", Anywhere: true, Text: words.T("Nieuwe bestelling"), Words: words.T("toevoegen telefoon"), Hint: words.T("nieuwe bestelling"), Key: ui.Plain("N"), Run: p.add},
		{ID: "order.import", Anywhere: true, Text: words.T("Bestelling van de webwinkel inlezen …"), Words: words.T("json bestand importeren"), Run: p.fetchFile},
	}
}
