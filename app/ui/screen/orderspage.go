package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
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
		block.Head(o.Customer, block.NewQuiet(o.Order.Number), block.NewPill(o.StateText, tone(o.Tone)), block.NewQuiet(words.T("besteld %s", day(o.Order.Day)))),
		block.Panel(p.step()...),
	}
	if len(o.Notices) > 0 {
		var notices []fyne.CanvasObject
		for _, n := range o.Notices {
			notices = append(notices, block.Beside(8, 1, block.NewIcon(look.IconInfo, look.Quiet), block.NewParagraph(n)))
		}
		objects = append(objects, block.Section(words.T("Let op"), notices...))
	}
	objects = append(objects, block.Section(words.T("Besteld"), p.lines(), block.Sums(block.Sum{Label: words.T("Totaal"), Value: money(p.page.TotalCents), Total: true})), block.Section(words.T("Gegevens"), p.facts()))
	p.detail.Set(objects...)
	p.s.Changed()
}

// step is what comes next of the order, with the one button for it.
func (p *ordersPage) step() []fyne.CanvasObject {
	o := p.page
	edit := block.NewButton(words.T("Aanpassen"), p.edit).WithHint("A")
	cancel := block.NewButton(words.T("Annuleren"), p.cancel)
	var out []fyne.CanvasObject
	if o.InvoiceNumber != "" {
		id := o.InvoiceID
		out = append(out, block.Spread(4, block.NewText(words.T("Factuur")), block.NewLink(o.InvoiceNumber, func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(id)}) }),
			block.NewText(words.T("is gemaakt."))))
	}
	switch {
	case o.Next == sales.NextInvoice && o.InvoiceID != 0 && o.InvoiceNumber == "":
		id := o.InvoiceID
		return []fyne.CanvasObject{
			block.NewBold(words.T("Er is een conceptfactuur")), block.NewQuietParagraph(words.T("Kijk hem na en maak hem definitief, dan kan het pakket weg.")),
			block.Spread(8, block.NewPrimary(words.T("Factuur maken"), p.invoice).WithHint("F"), block.NewButton(words.T("Concept bekijken"), func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(id)}) }), cancel),
		}
	case o.Next == sales.NextInvoice:
		return []fyne.CanvasObject{
			block.NewBold(words.T("Volgende stap: de factuur")), block.NewQuietParagraph(words.T("De factuur krijgt meteen een nummer en kan daarna niet meer worden gewijzigd.")),
			block.Spread(8, block.NewPrimary(words.T("Factuur maken"), p.invoice).WithHint("F"), block.NewButton(words.T("Eerst een concept"), p.draft).WithHint("C"), edit, cancel),
		}
	case o.Next == sales.NextParcel && o.Parcel:
		out = append(out, block.NewBold(words.T("Volgende stap: het pakket")))
		buttons := []fyne.CanvasObject{
			block.NewPrimary(words.T("Etiket en pakbon"), p.parcel).WithHint("E"), block.NewButton(words.T("Verzonden"), p.sent).WithHint("V"),
		}
		if o.Order.State == "new" {
			buttons = append(buttons, edit, cancel)
		}
		return append(out, block.Spread(8, buttons...))
	case o.Next == sales.NextParcel:
		buttons := []fyne.CanvasObject{block.NewPrimary(words.T("Verzonden"), p.sent).WithHint("V")}
		if o.Order.State == "new" {
			buttons = append(buttons, edit, cancel)
		}
		return append(out, block.NewBold(words.T("Volgende stap: per mail sturen")), block.NewQuietParagraph(words.T("Wat besteld is, is digitaal: er gaat geen pakket.")), block.Spread(8, buttons...))
	case o.Order.State == "cancelled":
		return append(out, block.NewText(words.T("Deze bestelling is geannuleerd.")))
	}
	out = append(out, block.NewText(words.T("Verzonden op %s.", day(o.Order.SentOn))))
	if o.Parcel {
		out = append(out, block.Spread(8, block.NewButton(words.T("Etiket en pakbon"), p.parcel).WithHint("E")))
	}
	return out
}

// price writes an amount that may not be known yet.
func price(c data.Cents) string {
	if c == data.NoPrice {
		return words.T("nog geen prijs")
	}
	return money(c)
}

func (p *ordersPage) lines() fyne.CanvasObject {
	t := block.NewTable(words.T("artikel"), words.T("artikelen"),
		block.TableColumn{ID: "what", Title: words.T("Artikel"), Grow: true},
		block.TableColumn{ID: "many", Title: words.T("Aantal"), Align: block.Right, Numeric: true},
		block.TableColumn{ID: "price", Title: words.T("Prijs"), Align: block.Right, Numeric: true},
		block.TableColumn{ID: "amount", Title: words.T("Bedrag"), Align: block.Right, Numeric: true},
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
	t.SetFooter(words.T("Bedragen zijn inclusief btw en verzending."))
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
	who := block.Fact{Label: words.T("Besteller"), Value: joined("\n", o.Name, o.Organisation)}
	if o.PersonID != 0 && o.Name != "" {
		who.Object = block.Column(0, block.Spread(0, block.NewLink(o.Name, func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(o.PersonID)}) })))
		if o.Organisation != "" {
			who.Object = block.Column(0, who.Object, block.NewParagraph(o.Organisation))
		}
	}
	from := block.Fact{Label: words.T("Komt uit")}
	switch {
	case o.MessageSHA != "":
		from.Object = block.Spread(0, block.NewLink(words.T("dit bericht"), func() { p.s.Go(ui.Route{Screen: ui.ScreenMail, Key: o.MessageSHA}) }))
	case o.ExternalID != "":
		from.Value = words.T("webwinkel, %s", o.ExternalID)
	}
	facts := []block.Fact{
		who,
		{Label: words.T("Bereikbaar"), Value: joined("\n", o.Email, o.Phone)},
		{Label: words.T("Gaat naar"), Value: place(o.DeliveryName, o.DeliveryOrganisation, o.Street, o.HouseNumber, o.Postcode, o.Town, o.Country)},
		{Label: words.T("Factuur aan"), Value: joined("\n", place(o.PayerAttention, o.PayerOrganisation, o.PayerStreet, o.PayerHouseNumber, o.PayerPostcode, o.PayerTown, words.T("NL")), o.InvoiceEmail)},
		{Label: words.T("Referentie"), Value: o.InvoiceReference},
		{Label: words.T("KvK"), Value: o.KvK},
		{Label: words.T("OIN"), Value: o.OIN},
		{Label: words.T("Opmerkingen"), Value: o.Remarks},
	}
	if from.Value != "" || from.Object != nil {
		facts = append(facts, from)
	}
	return block.Facts(facts...)
}
