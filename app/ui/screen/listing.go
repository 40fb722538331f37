package screen

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	calc "kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// newFilter is the field above a list that says what it shows.
func newFilter(list block.Filtered) *block.SearchField {
	return block.NewFilter(words.T("Filter (%s)", ui.Ctrl(fyne.KeyF)), list)
}

// listMenu gives a list the context menu of its page's commands, once what was clicked on is read.
func listMenu(s *ui.Shell, list *block.List, reader *ui.Lane, commands ...string) {
	list.Settle = reader.Then
	list.OnMenu = func(int, block.Item) *fyne.Menu { return s.Menu(commands...) }
}

// sortOf is the order that somebody asked of a list.
func sortOf(list *block.List) data.Sort {
	by, down := list.Sorted()
	return data.Sort{By: by, Down: down}
}

// exportPage is how many records are read at once for a file: many, since some orders cost a look at all of them each time.
const exportPage = 10_000

// readAll reads a list to its end, page after page.
func readAll[T any](ctx context.Context, p *ui.Progress, next func(read []T) ([]T, error)) ([]T, error) {
	var all []T
	for {
		page, err := next(all)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		p.Note(words.T("%s gelezen", dutch.Number(len(all))))
		if len(page) < exportPage || ctx.Err() != nil {
			return all, ctx.Err()
		}
	}
}

// named is the name of a file: that of the list, and of the part that is shown.
func named(list, part string) string { return joined(" ", list, part) }

// chipText is what a chip is called.
func chipText(choices []block.Choice, id string) string {
	for _, c := range choices {
		if c.ID == id {
			return c.Text
		}
	}
	return ""
}

// Filter is the field that filters the list.
func (p *invoicesPage) Filter() fyne.Focusable { return p.filter }

// Export gives all invoices of the part that is shown, also those that the window did not read yet.
func (p *invoicesPage) Export() (ui.Export, bool) {
	part, by, keeps := data.InvoiceFilter(p.chips.Chosen()), sortOf(p.list), p.list.Keeps()
	name := named(words.T("Facturen"), chipText(invoiceChips(invoiceList{}), string(part)))
	write := p.list.Written(name)
	return ui.Export{Name: name, Rows: func(ctx context.Context, progress *ui.Progress) (calc.Table, error) {
		out := calc.Table{Title: name, Columns: []string{words.T("Nummer"), words.T("Soort"), words.T("Klant"), words.T("Datum"), words.T("Betalen voor"), words.T("Bedrag"), words.T("Open"), words.T("Stand"), words.T("Referentie")}}
		rows, err := readAll(ctx, progress, func(read []sales.Invoice) ([]sales.Invoice, error) {
			var after *data.Invoice
			if n := len(read); n > 0 {
				after = &read[n-1].Invoice
			}
			return p.job.SortedInvoices(ctx, part, by, after, exportPage)
		})
		if write != nil {
			return write(passing(p.items(rows), keeps)), err
		}
		for i, it := range p.items(rows) {
			if r := rows[i]; keeps(it) {
				kind, open := words.T("factuur"), calc.Money(int64(r.OpenCents()))
				if r.Kind == "credit" {
					kind = words.T("creditfactuur")
				}
				if r.State == "draft" {
					open = calc.Cell{}
				}
				out.Rows = append(out.Rows, []calc.Cell{
					calc.Text(r.Number), calc.Text(kind), calc.Text(r.Customer), calc.Day(string(r.Day)), calc.Day(string(r.DueDay)),
					calc.Money(int64(r.TotalCents)), open, calc.Text(r.StateText), calc.Text(r.Reference),
				})
			}
		}
		return out, err
	}}, !p.Editing()
}

// Filter is the field that filters the list.
func (p *postPage) Filter() fyne.Focusable { return p.filter }

// Filter is the field that filters the list.
func (p *ordersPage) Filter() fyne.Focusable { return p.filter }

// Export gives all orders of the part that is shown, also those that the window did not read yet.
func (p *ordersPage) Export() (ui.Export, bool) {
	state, by, keeps := p.chips.Chosen(), sortOf(p.list), p.list.Keeps()
	name := named(words.T("Bestellingen"), chipText(orderChips(orderList{}), state))
	write := p.list.Written(name)
	return ui.Export{Name: name, Rows: func(ctx context.Context, progress *ui.Progress) (calc.Table, error) {
		out := calc.Table{Title: name, Columns: []string{words.T("Nummer"), words.T("Datum"), words.T("Klant"), words.T("Artikelen"), words.T("Bedrag"), words.T("Stand"), words.T("Factuur"), words.T("E-mail"), words.T("Plaats")}}
		rows, err := readAll(ctx, progress, func(read []sales.OrderRow) ([]sales.OrderRow, error) {
			var after *data.Order
			if n := len(read); n > 0 {
				after = &read[n-1].Order
			}
			return p.job.SortedOrders(ctx, state, by, after, exportPage)
		})
		if write != nil {
			return write(passing(p.items(rows), keeps)), err
		}
		for i, it := range p.items(rows) {
			if r := rows[i]; keeps(it) {
				amount := calc.Cell{}
				if r.TotalCents != data.NoPrice {
					amount = calc.Money(int64(r.TotalCents))
				}
				out.Rows = append(out.Rows, []calc.Cell{
					calc.Text(r.Order.Number), calc.Day(string(r.Order.Day)), calc.Text(r.Customer), calc.Text(r.Summary), amount,
					calc.Text(r.StateText), calc.Text(r.InvoiceNumber), calc.Text(r.Order.Email), calc.Text(r.Order.Town),
				})
			}
		}
		return out, err
	}}, !p.Editing()
}

// count counts a part of the orders.
func (p *ordersPage) count(ctx context.Context, state string) (int, error) {
	states := []string{state}
	if state == "" {
		states = []string{"new", "invoiced", "sent", "cancelled"}
	}
	total := 0
	for _, s := range states {
		n, err := p.job.CountOrders(ctx, s)
		if err != nil {
			return 0, err
		}
		total += n
	}
	return total, nil
}

// Filter is the field that filters the list.
func (p *complaintsPage) Filter() fyne.Focusable { return p.filter }

// Export gives the complaints that are shown.
func (p *complaintsPage) Export() (ui.Export, bool) {
	state, today, keeps, inOrder := p.chips.Chosen(), p.s.Today(), p.list.Keeps(), p.list.InOrder()
	name := named(words.T("Klachten"), chipText(complaintChips(), state))
	write := p.list.Written(name)
	return ui.Export{Name: name, Rows: func(ctx context.Context, _ *ui.Progress) (calc.Table, error) {
		out := calc.Table{Title: name, Columns: []string{words.T("Nummer"), words.T("Klacht"), words.T("Soort"), words.T("Melder"), words.T("Ontvangen"), words.T("Uiterlijk"), words.T("Stand")}}
		rows, err := p.job.List(ctx, state)
		if write != nil {
			items := make([]block.Item, len(rows))
			for i, r := range rows {
				items[i] = complaintItem(r, today)
			}
			return write(inOrder(passing(items, keeps))), err
		}
		for _, at := range arranged(len(rows), func(i int) block.Item { return complaintItem(rows[i], today) }, keeps, inOrder) {
			r := rows[at]
			out.Rows = append(out.Rows, []calc.Cell{
				calc.Text(r.Number), calc.Text(r.Subject), calc.Text(routeName(r.Route)), calc.Text(r.Complainant),
				calc.Day(string(r.Received)), calc.Day(string(r.Clock.Due)), calc.Text(r.Clock.Text()),
			})
		}
		return out, err
	}}, true
}

// passing are the items that pass a filter.
func passing(items []block.Item, keeps func(block.Item) bool) []block.Item {
	return slices.DeleteFunc(items, func(it block.Item) bool { return !keeps(it) })
}

// arranged answers which of n rows a list shows, in its order, for a list that is sorted in the window.
func arranged(n int, item func(int) block.Item, keeps func(block.Item) bool, inOrder func([]block.Item) []block.Item) []int {
	items := make([]block.Item, 0, n)
	for i := range n {
		if it := item(i); keeps(it) {
			it.ID = strconv.Itoa(i)
			items = append(items, it)
		}
	}
	out := make([]int, len(items))
	for i, it := range inOrder(items) {
		out[i] = int(number(it.ID))
	}
	return out
}

func routeName(code string) string {
	for _, r := range complaint.Routes {
		if r.Code == code {
			return r.Name
		}
	}
	return code
}

// Filter is the field that filters the participants of a large group while the keyboard is with them, and else that of
// the list.
func (p *trainingsPage) Filter() fyne.Focusable {
	if p.shown() && p.seek.Visible() && p.s.Window().Canvas().Focused() == p.table.Keys() {
		return p.seek
	}
	return p.filter
}

// largeGroup is from how many participants there is a filter above them.
const largeGroup = 16

func (p *trainingsPage) large(page training.Page) bool { return len(page.Participants) >= largeGroup }

// counted says under the list how many groups or courses there are.
func (p *trainingsPage) counted(counts map[training.Stage]int) {
	if p.stage == stageCourses {
		p.list.Counted(words.T("opleiding"), words.T("opleidingen"))
		p.list.SetTotal(-1)
		return
	}
	p.list.Counted(words.T("trainingsgroep"), words.T("trainingsgroepen"))
	p.list.SetTotal(counts[training.Stage(p.stage)])
}

// Columns is the table of the participants, while it is shown.
func (p *trainingsPage) Columns() *block.Table {
	if !p.shown() || !p.InView() {
		return nil
	}
	return p.table
}

// Export gives the participants while the keyboard is with them, and else the groups of the part that is shown.
func (p *trainingsPage) Export() (ui.Export, bool) {
	if p.shown() && p.s.Window().Canvas().Focused() == p.table.Keys() {
		return p.participants(), true
	}
	stage, today, keeps, inOrder := p.stage, p.s.Today(), p.list.Keeps(), p.list.InOrder()
	name := named(words.T("Trainingen"), chipText(stageChoices(nil), stage))
	write := p.list.Written(name)
	return ui.Export{Name: name, Rows: func(ctx context.Context, progress *ui.Progress) (calc.Table, error) {
		out := calc.Table{Title: name, Columns: []string{words.T("Code"), words.T("Opleiding"), words.T("Plaats"), words.T("Dag"), words.T("Deelnemers"), words.T("Stand")}}
		rows, err := readAll(ctx, progress, func(read []training.Row) ([]training.Row, error) {
			return p.job.List(ctx, training.Stage(stage), len(read), exportPage)
		})
		items := cohortItems(rows, today)
		if write != nil {
			return write(inOrder(passing(items, keeps))), err
		}
		for _, at := range arranged(len(rows), func(i int) block.Item { return items[i] }, keeps, inOrder) {
			r := rows[at]
			out.Rows = append(out.Rows, []calc.Cell{
				calc.Text(r.Code), calc.Text(r.Course), calc.Text(r.Town), calc.Day(string(r.Day)), calc.Text(r.Detail), calc.Text(r.Pill.Text),
			})
		}
		return out, err
	}}, p.stage != stageCourses && !p.Editing()
}

// participants are those of the group that is shown, as the table has them.
func (p *trainingsPage) participants() ui.Export {
	table := p.table.Snapshot(words.T("Deelnemers"))
	return ui.Export{
		Name: named(words.T("Deelnemers"), joined(" ", p.page.Title, p.page.Code)),
		Rows: func(context.Context, *ui.Progress) (calc.Table, error) { return table(), nil },
	}
}

// counted says under the list how many there are.
func (p *registerPage) counted() {
	p.list.Counted(words.T("persoon"), words.T("mensen"))
	switch which := p.chips.Chosen(); {
	case which == organisationsChip:
		p.list.Counted(words.T("organisatie"), words.T("organisaties"))
		p.list.SetMore(p.more)
	case p.query().Any():
		p.list.SetMore(p.more)
	case p.search.Value() == "" && which == register.Everybody:
		p.list.SetTotal(p.total)
	case p.search.Value() == "" && which == register.Ending:
		p.list.SetTotal(p.ends.Ending)
	case p.search.Value() == "" && which == register.InGrace:
		p.list.SetTotal(p.ends.Grace)
	case p.search.Value() == "" && which == register.Lapsed:
		p.list.SetTotal(p.ends.Lapsed)
	default:
		p.list.SetMore(p.more)
	}
}

// Export gives all people or organisations that the list finds.
func (p *registerPage) Export() (ui.Export, bool) {
	q := p.query()
	name := named(words.T("Register"), chipText(p.choices(), p.chips.Chosen()))
	write, today := p.list.Written(name), p.s.Today()
	rows := func(ctx context.Context, progress *ui.Progress) (calc.Table, error) {
		found, err := p.allPeople(ctx, progress, q)
		if write == nil {
			return peopleSheet(name, q, found), err
		}
		items := make([]block.Item, len(found))
		for i, r := range found {
			items[i] = personItem(r, today)
		}
		return write(items), err
	}
	if q.Which == organisationsChip {
		rows = func(ctx context.Context, progress *ui.Progress) (calc.Table, error) {
			found, err := p.job.SortedOrganisations(ctx, q.Text, q.Sort, 0, mostOrganisations)
			progress.Set(0, len(found))
			if write == nil {
				return organisationsSheet(name, found), err
			}
			items := make([]block.Item, len(found))
			for i, o := range found {
				items[i] = organisationItem(o)
			}
			return write(items), err
		}
	}
	return ui.Export{Name: name, Rows: rows}, !p.Editing()
}

// allPeople reads everybody that the list finds.
func (p *registerPage) allPeople(ctx context.Context, progress *ui.Progress, q register.Query) ([]register.Row, error) {
	return readAll(ctx, progress, func(read []register.Row) ([]register.Row, error) {
		var after *register.Row
		if n := len(read); n > 0 {
			after = &read[n-1]
		}
		return p.job.Search(ctx, q, after, len(read), exportPage)
	})
}

func peopleSheet(name string, q register.Query, rows []register.Row) calc.Table {
	out := calc.Table{Title: name, Columns: []string{words.T("Naam"), words.T("Plaats"), words.T("Organisatie"), words.T("E-mail"), words.T("Functies"), words.T("Lid tot"), words.T("Telefoon"), words.T("Laatste training"), words.T("Opleiding"), words.T("Certificaat")}}
	ends := q.Which == register.Ending || q.Which == register.InGrace
	if ends {
		out.Columns = append(out.Columns, words.T("Lidmaatschap"), words.T("Eindigt op"))
	}
	for _, r := range rows {
		trained := calc.Text(r.Latest.Achieved)
		if len(r.Latest.Achieved) == len("2006-01-02") {
			trained = calc.Day(r.Latest.Achieved)
		}
		cells := []calc.Cell{
			calc.Text(r.ListName), calc.Text(r.Town), calc.Text(r.Organisation), calc.Text(r.Email), calc.Text(roleTexts(r)), calc.Day(string(r.MemberUntil)),
			calc.Text(r.Phone), trained, calc.Text(r.Latest.Course), calc.Text(r.Latest.Number),
		}
		if ends {
			cells = append(cells, calc.Text(register.RegimeName(r.EndRegime)), calc.Day(string(r.End)))
		}
		out.Rows = append(out.Rows, cells)
	}
	return out
}

// mostOrganisations is more than any office knows.
const mostOrganisations = 200_000

func organisationsSheet(name string, found []data.Organisation) calc.Table {
	out := calc.Table{Title: name, Columns: []string{words.T("Naam"), words.T("Afdeling"), words.T("Soort"), words.T("Straat"), words.T("Postcode"), words.T("Plaats"), words.T("E-mail"), words.T("Telefoon")}}
	for _, o := range found {
		out.Rows = append(out.Rows, []calc.Cell{
			calc.Text(o.Name), calc.Text(o.Department), calc.Text(register.OrganisationKindName(o.Kind)), calc.Text(joined(" ", o.Street, o.HouseNumber)),
			calc.Text(o.Postcode), calc.Text(o.Town), calc.Text(o.Email), calc.Text(o.Phone),
		})
	}
	return out
}

// Columns is the table of the rows.
func (p *importPage) Columns() *block.Table {
	if p.chips.Chosen() == columnsChip {
		return nil
	}
	return p.table
}

// Export gives what a list will do, row by row, to go through it elsewhere.
func (p *importPage) Export() (ui.Export, bool) {
	shown := p.table
	if p.chips.Chosen() == columnsChip {
		shown = p.columns
	}
	name := named(words.T("Ledenlijst inlezen"), chipText(p.views.choices, p.chips.Chosen()))
	rows := shown.Snapshot(name)
	return ui.Export{Name: name, Rows: func(context.Context, *ui.Progress) (calc.Table, error) { return rows(), nil }}, len(shown.Shown()) > 0
}
