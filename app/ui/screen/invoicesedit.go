package screen

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// formInvoice names the form in what is kept of it while somebody types.
const formInvoice = "invoice"

// invoiceLine adds a field for one line of a draft: what, how many, the price with VAT, the rate.
func invoiceLine(r *ui.Rows, lines *[]sales.DraftLine, i int, credit bool) {
	what, many, price := text(""), text(""), block.NewMoneyField()
	what.PlaceHolder = words.T("omschrijving")
	vat := block.NewChoiceField(block.Choice{ID: sales.HighVAT, Text: words.T("hoog")}, block.Choice{ID: sales.LowVAT, Text: words.T("laag")}, block.Choice{ID: sales.ExemptVAT, Text: words.T("vrijgesteld")})
	body := block.Column(4, what, block.Spread(6, block.NewQuiet(words.T("aantal")), block.Wide(60, many), block.NewQuiet(words.T("prijs incl. btw")), price, block.NewQuiet(words.T("btw")), block.Wide(150, vat)))
	f := block.NewFields(body, what, many, price, vat)
	f.Check = func() string {
		if what.Value() == "" && price.Text == "" {
			return "" // it is left out
		}
		n := number(many.Value())
		switch {
		case what.Value() == "":
			return words.T("Vul een omschrijving in.")
		case credit && n >= 0:
			return words.T("Op een creditfactuur heeft het aantal een min ervoor.")
		case !credit && n < 1:
			return words.T("Vul een aantal in van 1 tot 999.")
		case vat.Value() == "":
			return words.T("Kies een btw-tarief.")
		}
		if _, ok := price.Value(); !ok {
			return words.T("Vul een prijs in, bijvoorbeeld 114,95.")
		}
		return ""
	}
	r.Add(lineName(i), f, func() {
		l := (*lines)[i]
		what.SetValue(l.Description)
		many.SetValue(key(l.Quantity))
		vat.SetValue(l.VATCode)
		price.SetTyped("")
		if l.Description != "" || l.UnitCents != 0 {
			price.SetValue(int64(l.UnitCents))
		}
	}, func() {
		cents, _ := price.Value() // empty is none, and what is no amount is refused
		(*lines)[i] = sales.DraftLine{Description: what.Value(), Quantity: number(many.Value()), UnitCents: data.Cents(cents), VATCode: vat.Value(), EnrolmentID: (*lines)[i].EnrolmentID}
	}).Labelled(words.T("Regel %d", i+1))
}

// add begins a new draft.
func (p *invoicesPage) add() {
	p.fill(0, 0, false, words.T("Nieuwe factuur"), sales.Draft{Country: "NL", Lines: []sales.DraftLine{emptyLine(false)}})
}

// edit changes the draft in its own place.
func (p *invoicesPage) edit() {
	i := p.page
	if p.OnceRead(p.edit) {
		return
	}
	p.fill(i.ID, i.Version, i.Kind == "credit", words.T("%s aanpassen", invoiceName(i.Invoice.Invoice)), draftOf(i))
}

// Resume goes on with a draft that was not saved.
func (p *invoicesPage) Resume(form, id string) {
	switch {
	case p.EditingOf(form, id):
	case id == "":
		p.add()
	default:
		p.Then(id, func() {
			final := p.page.State == "final"
			switch {
			case form == formInvoiceMail && p.hasPDF():
				p.mail()
			case form == formPayment && final:
				p.pay()
			case form == formCredit && final:
				p.credit()
			case form == formInvoice && !final:
				p.edit()
			}
		})
		p.Open(id)
	}
}

// draftOf is a draft as it is filled in.
func draftOf(i sales.InvoicePage) sales.Draft {
	d := sales.Draft{
		Name: i.Name, Organisation: i.Organisation, Attention: i.Attention, Street: i.Street, HouseNumber: i.HouseNumber, Postcode: i.Postcode,
		Town: i.Town, Country: i.Country, Email: i.Email, Reference: i.Reference, KvK: i.KvK, OIN: i.OIN, VATNumber: i.VATNumber,
		DeliveryDay: i.DeliveryDay, Reason: i.Reason, PersonID: i.PersonID,
	}
	for _, l := range i.Lines {
		d.Lines = append(d.Lines, sales.DraftLine{Description: l.Description, Quantity: l.Quantity, UnitCents: l.UnitCents, VATCode: l.VATCode, EnrolmentID: l.EnrolmentID})
	}
	return d
}

// emptyLine is a line that is still to be filled in.
func emptyLine(credit bool) sales.DraftLine {
	if credit {
		return sales.DraftLine{Quantity: -1, VATCode: sales.ExemptVAT}
	}
	return sales.DraftLine{Quantity: 1, VATCode: sales.ExemptVAT}
}

// fill shows a draft as fields; one without a number is new.
func (p *invoicesPage) fill(id, version int64, credit bool, title string, d sales.Draft) {
	e := &ui.Edit{Form: formInvoice, Title: title, Under: []fyne.CanvasObject{block.NewQuiet(words.T("Een concept: er is nog geen nummer."))}}
	e.Rows = func(r *ui.Rows) { invoiceRows(r, &d, credit) }
	e.Missing = func(name string) bool { return moreLines(&d.Lines, name, emptyLine(credit)) }
	if id != 0 {
		e.Key = key(id)
		e.Newest = ui.ReadBy(func(ctx context.Context) (sales.InvoicePage, error) { return p.job.Invoice(ctx, id) }, func(page sales.InvoicePage) {
			version, d = page.Version, draftOf(page)
		})
	}
	type saved struct{ id, change int64 }
	e.Save = ui.SaveBy(words.T("Concept opslaan"), func(ctx context.Context) (saved, error) {
		filled := d
		filled.Lines = slices.DeleteFunc(slices.Clone(d.Lines), func(l sales.DraftLine) bool { return l.Description == "" && l.UnitCents == 0 })
		if id == 0 {
			made, change, err := p.job.NewDraft(ctx, filled)
			return saved{made, change}, err
		}
		change, err := p.job.SaveDraft(ctx, id, version, filled)
		return saved{id, change}, err
	}, func(s saved) {
		p.page.ID = s.id
		p.s.Done(words.T("Concept opgeslagen"), undo(p.undo, s.change))
		p.Reload()
	})
	p.Fill(e)
}

// invoiceRows are the fields of a draft.
func invoiceRows(r *ui.Rows, d *sales.Draft, credit bool) {
	if credit {
		r.Text(words.Later("Reden"), &d.Reason)
	}
	r.Text(words.Later("Organisatie"), &d.Organisation)
	r.Text(words.Later("Ter attentie van"), &d.Attention)
	r.Text(words.Later("Naam (particulier)"), &d.Name)
	r.Text(words.Later("Straat"), &d.Street)
	r.Text(words.Later("Huisnummer"), &d.HouseNumber).Short()
	r.Text(words.Later("Postcode"), &d.Postcode).Short()
	r.Text(words.Later("Plaats"), &d.Town)
	r.Text(words.Later("Land"), &d.Country).Short()
	r.Text(words.Later("Mailadres"), &d.Email)
	r.Text(words.Later("Referentie"), &d.Reference)
	r.Text("KvK", &d.KvK).Short()
	r.Text("OIN", &d.OIN)
	r.Text(words.Later("Btw-id klant"), &d.VATNumber)
	r.Date(words.Later("Geleverd op"), &d.DeliveryDay).Hint(words.T("Leeg is de dag waarop hij definitief wordt."))
	for i := range d.Lines {
		invoiceLine(r, &d.Lines, i, credit)
	}
	r.More(words.T("Nog een regel"), func() { d.Lines = append(d.Lines, emptyLine(credit)) })
}
