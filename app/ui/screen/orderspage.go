package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/data"
)

// show puts the order that is chosen on the page.
func (p *ordersPage) show() {
	o := p.page
	if o.Order.ID == 0 {
		p.Reload()
		return
	}
	objects := []fyne.CanvasObject{
		block.Head(o.Customer, block.NewQuiet(o.Order.Number), block.NewPill(o.StateText, tone(o.Tone)), block.NewQuiet("besteld "+day(o.Order.Day))),
		block.Panel(p.step()...),
	}
	if len(o.Notices) > 0 {
		var notices []fyne.CanvasObject
		for _, n := range o.Notices {
			notices = append(notices, block.Beside(8, 1, block.NewIcon(look.IconInfo, look.Quiet), block.NewParagraph(n)))
		}
		objects = append(objects, block.Section("Let op", notices...))
	}
	objects = append(objects, block.Section("Besteld", p.lines()), block.Section("Gegevens", p.facts()))
	p.detail.Set(objects...)
	p.s.Changed()
}

// step is what comes next of the order, with the one button for it.
func (p *ordersPage) step() []fyne.CanvasObject {
	o := p.page
	edit := block.NewButton("Aanpassen", p.edit).WithHint("A")
	cancel := block.NewButton("Annuleren", p.cancel)
	var out []fyne.CanvasObject
	if o.InvoiceNumber != "" {
		id := o.InvoiceID
		out = append(out, block.Spread(4, block.NewText("Factuur"), block.NewLink(o.InvoiceNumber, func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(id)}) }),
			block.NewText("is gemaakt.")))
	}
	switch {
	case o.Next == sales.NextInvoice && o.InvoiceID != 0 && o.InvoiceNumber == "":
		id := o.InvoiceID
		return []fyne.CanvasObject{
			block.NewBold("Er is een conceptfactuur"), block.NewQuietParagraph("Kijk hem na en maak hem definitief, dan kan het pakket weg."),
			block.Spread(8, block.NewPrimary("Factuur maken", p.invoice).WithHint("F"), block.NewButton("Concept bekijken", func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(id)}) }), cancel),
		}
	case o.Next == sales.NextInvoice:
		return []fyne.CanvasObject{
			block.NewBold("Volgende stap: de factuur"), block.NewQuietParagraph("De factuur krijgt meteen een nummer en kan daarna niet meer worden gewijzigd."),
			block.Spread(8, block.NewPrimary("Factuur maken", p.invoice).WithHint("F"), block.NewButton("Eerst een concept", p.draft).WithHint("C"), edit, cancel),
		}
	case o.Next == sales.NextParcel && o.Parcel:
		out = append(out, block.NewBold("Volgende stap: het pakket"))
		buttons := []fyne.CanvasObject{
			block.NewPrimary("Etiket en pakbon", p.parcel).WithHint("E"), block.NewButton("Verzonden", p.sent).WithHint("V"),
			block.NewButton("Afdrukken", p.Print).WithIcon(look.IconPrint),
		}
		if o.Order.State == "new" {
			buttons = append(buttons, edit, cancel)
		}
		return append(out, block.Spread(8, buttons...))
	case o.Next == sales.NextParcel:
		buttons := []fyne.CanvasObject{block.NewPrimary("Verzonden", p.sent).WithHint("V")}
		if o.Order.State == "new" {
			buttons = append(buttons, edit, cancel)
		}
		return append(out, block.NewBold("Volgende stap: per mail sturen"), block.NewQuietParagraph("Wat besteld is, is digitaal: er gaat geen pakket."), block.Spread(8, buttons...))
	case o.Order.State == "cancelled":
		return append(out, block.NewText("Deze bestelling is geannuleerd."))
	}
	out = append(out, block.NewText("Verzonden op "+day(o.Order.SentOn)+"."))
	if o.Parcel {
		out = append(out, block.Spread(8, block.NewButton("Etiket en pakbon", p.parcel).WithHint("E"), block.NewButton("Afdrukken", p.Print).WithIcon(look.IconPrint)))
	}
	return out
}

// price writes an amount that may not be known yet.
func price(c data.Cents) string {
	if c == data.NoPrice {
		return "nog geen prijs"
	}
	return money(c)
}

func (p *ordersPage) lines() fyne.CanvasObject {
	t := block.NewTable("artikel", "artikelen",
		block.TableColumn{ID: "what", Title: "Artikel", Grow: true},
		block.TableColumn{ID: "many", Title: "Aantal", Align: block.Right, Numeric: true},
		block.TableColumn{ID: "price", Title: "Prijs", Align: block.Right, Numeric: true},
		block.TableColumn{ID: "amount", Title: "Bedrag", Align: block.Right, Numeric: true},
	).Fitting()
	var rows []block.Row
	for i, l := range p.page.Lines {
		amount := data.NoPrice
		if l.UnitCents != data.NoPrice {
			amount = data.Cents(l.Quantity) * l.UnitCents
		}
		rows = append(rows, block.Row{ID: strconv.Itoa(i), Cells: []block.Cell{
			{Text: l.Description},
			{Text: strconv.FormatInt(l.Quantity, 10), Number: l.Quantity},
			{Text: price(l.UnitCents), Number: int64(l.UnitCents)},
			{Text: price(amount), Number: int64(amount)},
		}})
	}
	t.SetRows(rows)
	t.SetFooter("Samen " + money(p.page.TotalCents) + " inclusief btw en verzending")
	return t
}

// place writes an address as on an envelope.
func place(name, organisation, street, house, postcode, town, country string) string {
	if country == "NL" {
		country = ""
	}
	return joined("\n", organisation, name, strings.TrimSpace(street+" "+house), strings.TrimSpace(postcode+" "+town), country)
}

func (p *ordersPage) facts() fyne.CanvasObject {
	o := p.page.Order
	who := block.Fact{Label: "Besteller", Value: joined("\n", o.Name, o.Organisation)}
	if o.PersonID != 0 && o.Name != "" {
		who.Object = block.Column(0, block.Spread(0, block.NewLink(o.Name, func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(o.PersonID)}) })))
		if o.Organisation != "" {
			who.Object = block.Column(0, who.Object, block.NewParagraph(o.Organisation))
		}
	}
	from := block.Fact{Label: "Komt uit"}
	switch {
	case o.MessageSHA != "":
		from.Object = block.Spread(0, block.NewLink("dit bericht", func() { p.s.Go(ui.Route{Screen: ui.ScreenMail, Key: o.MessageSHA}) }))
	case o.ExternalID != "":
		from.Value = "webwinkel, " + o.ExternalID
	}
	facts := []block.Fact{
		who,
		{Label: "Bereikbaar", Value: joined("\n", o.Email, o.Phone)},
		{Label: "Gaat naar", Value: place(o.DeliveryName, o.DeliveryOrganisation, o.Street, o.HouseNumber, o.Postcode, o.Town, o.Country)},
		{Label: "Factuur aan", Value: joined("\n", place(o.PayerAttention, o.PayerOrganisation, o.PayerStreet, o.PayerHouseNumber, o.PayerPostcode, o.PayerTown, "NL"), o.InvoiceEmail)},
		{Label: "Referentie", Value: o.InvoiceReference},
		{Label: "KvK", Value: o.KvK},
		{Label: "OIN", Value: o.OIN},
		{Label: "Opmerkingen", Value: o.Remarks},
	}
	if from.Value != "" || from.Object != nil {
		facts = append(facts, from)
	}
	return block.Facts(facts...)
}
