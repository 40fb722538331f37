package screen

import (
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// invoiceColumns are the invoices as a table; the IDs are those that the store sorts them by.
func invoiceColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "number", Title: words.T("Nummer")},
		{ID: "customer", Title: words.T("Klant"), Grow: true, Free: true, Least: 160},
		{ID: "day", Title: words.T("Datum"), Holds: block.Days, Rank: 1},
		{ID: "due", Title: words.T("Betalen voor"), Holds: block.Days, Rank: 3},
		{ID: "amount", Title: words.T("Bedrag"), Align: block.Right, Numeric: true, Holds: block.Euros},
		{ID: "open", Title: words.T("Open"), Align: block.Right, Numeric: true, Holds: block.Euros, Rank: 2},
		{ID: "state", Title: words.T("Stand")},
		{ID: "reference", Title: words.T("Referentie"), Free: true, Rank: 4},
		{ID: "kind", Title: words.T("Soort"), Optional: true, Rank: 5},
		{ID: "sent", Title: words.T("Verstuurd"), Holds: block.Days, Optional: true, Rank: 5},
		{ID: "town", Title: words.T("Plaats"), Optional: true, Rank: 5},
	}
}

// invoicedRow is an invoice as a row; its cells stand in the order of invoiceColumns.
func invoicedRow(r sales.Invoice) *block.Row {
	name := r.Number
	if r.State == "draft" {
		name = words.T("concept")
	}
	open := block.Cell{}
	if r.State != "draft" {
		open = moneyCell(r.OpenCents())
	}
	return &block.Row{Cells: []block.Cell{
		{Text: name},
		{Text: r.Customer, Kind: block.BoldText},
		dayCell(string(r.Day)), dayCell(string(r.DueDay)), moneyCell(r.TotalCents), open,
		{Text: r.StateText, Kind: block.Status, Tone: tone(r.Tone)},
		{Text: r.Reference},
		{Text: invoiceKind(r.Invoice)},
		dayCell(string(r.SentOn)),
		{Text: r.Town},
	}}
}

// invoiceKind says whether it is an invoice or a credit note.
func invoiceKind(i data.Invoice) string {
	if i.Kind == "credit" {
		return words.T("creditfactuur")
	}
	return words.T("factuur")
}

// moneyCell is an amount in a table.
func moneyCell(c data.Cents) block.Cell { return block.Cell{Text: money(c), Number: int64(c)} }

// orderColumns are the orders as a table; the IDs are those that the store sorts them by.
func orderColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "number", Title: words.T("Nummer")},
		{ID: "day", Title: words.T("Datum"), Holds: block.Days, Rank: 1},
		{ID: "customer", Title: words.T("Klant"), Grow: true, Free: true, Least: 160},
		{ID: "articles", Title: words.T("Artikelen"), Grow: true, Free: true, Rank: 3},
		{ID: "amount", Title: words.T("Bedrag"), Align: block.Right, Numeric: true, Holds: block.Euros},
		{ID: "state", Title: words.T("Stand")},
		{ID: "invoice", Title: words.T("Factuur"), Rank: 2},
		{ID: "town", Title: words.T("Plaats"), Rank: 4},
		{ID: "email", Title: words.T("E-mail"), Free: true, Optional: true, Rank: 5},
	}
}

// orderedRow is an order as a row; its cells stand in the order of orderColumns.
func orderedRow(r sales.OrderRow) *block.Row {
	return &block.Row{Cells: []block.Cell{
		{Text: r.Order.Number},
		dayCell(string(r.Order.Day)),
		{Text: r.Customer, Kind: block.BoldText},
		{Text: r.Summary},
		moneyCell(r.TotalCents),
		{Text: r.StateText, Kind: block.Status, Tone: tone(r.Tone)},
		{Text: r.InvoiceNumber},
		{Text: r.Order.Town},
		{Text: r.Order.Email},
	}}
}
