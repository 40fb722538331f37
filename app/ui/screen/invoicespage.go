package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	nl "kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// show puts the invoice that is chosen on the page.
func (p *invoicesPage) show() {
	i := p.page
	if i.ID == 0 {
		p.Reload()
		return
	}
	under := []fyne.CanvasObject{block.NewQuiet(invoiceName(i.Invoice.Invoice)), block.NewPill(i.StateText, tone(i.Tone))}
	if i.DaysLate > 0 {
		under = append(under, block.NewQuiet(words.T("%s over de vervaldatum", dutch.Count(i.DaysLate, words.T("dag"), words.T("dagen")))))
	}
	objects := []fyne.CanvasObject{
		block.Head(i.Customer, under...),
		block.Panel(p.step()...),
		block.Section(words.T("Bedragen"), p.lines(), p.totals()),
	}
	if len(i.Payments) > 0 {
		var events []block.Event
		for _, pay := range i.Payments {
			events = append(events, block.Event{When: day(pay.Day), Title: money(pay.AmountCents), Detail: pay.Source, Icon: look.IconDone})
		}
		title := words.T("Betalingen")
		if slices.ContainsFunc(i.Payments, func(pay data.Payment) bool { return pay.SetOff }) {
			title = words.T("Betaald en verrekend")
		}
		objects = append(objects, block.Section(title, block.Timeline(events...)))
	}
	if len(i.Credits) > 0 {
		var events []block.Event
		for _, c := range i.Credits {
			events = append(events, block.Event{
				When: day(c.Day), Title: joined(" ", invoiceName(c.Invoice), money(c.TotalCents)), Detail: c.Reason, Icon: look.IconInvoice,
				OnOpen: func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(c.ID)}) },
			})
		}
		objects = append(objects, block.Section(words.T("Gecrediteerd"), block.Timeline(events...)))
	}
	p.detail.Set(append(objects, block.Section(words.T("Gegevens"), p.facts()))...)
	p.s.Changed()
}

// step is what comes next of the invoice.
func (p *invoicesPage) step() []fyne.CanvasObject {
	i := p.page
	if i.State == "draft" {
		text := words.T("Hij krijgt een nummer als je hem definitief maakt, en kan daarna niet meer worden gewijzigd.")
		if i.OriginalOf != "" {
			text = words.T("Hoort bij factuur %s. %s", i.OriginalOf, text)
		}
		return []fyne.CanvasObject{
			block.NewBold(words.T("Dit is nog een concept")), block.NewQuietParagraph(text),
			block.Spread(8, block.NewPrimary(words.T("Definitief maken"), p.finalise).WithHint("D"), block.NewButton(words.T("Bekijken"), p.look).WithHint("O"), block.NewButton(words.T("Aanpassen"), p.edit).WithHint("A"), block.NewButton(words.T("Weggooien"), p.remove)),
		}
	}
	open := i.OpenCents()
	var said string
	switch {
	case open == 0:
		said = strings.ToUpper(i.StateText[:1]) + i.StateText[1:]
	case open < 0:
		said = words.T("Terug te betalen %s", money(-open))
	default:
		said = words.T("Nog open %s", money(open))
	}
	out := []fyne.CanvasObject{block.NewBold(said)}
	if open > 0 && i.DueDay != "" {
		out = append(out, block.NewQuietParagraph(words.T("Uiterlijk te betalen op %s.", day(i.DueDay))))
	}
	if i.Imported {
		out = append(out, block.NewQuietParagraph(words.T("Deze factuur is in een ander programma gemaakt; hier staat alleen wat er nog open is.")))
	}
	pay := block.NewButton(words.T("Betaling vastleggen"), p.pay).WithHint("B")
	mail := block.NewButton(words.T("Mailen"), p.mail).WithHint("M")
	var buttons []fyne.CanvasObject
	switch {
	case i.DocumentID == 0:
	case i.SentOn == "":
		mail.Kind = block.Primary
		buttons = append(buttons, mail)
	default:
		pay.Kind = block.Primary
		buttons = append(buttons, mail)
	}
	if open != 0 {
		buttons = append([]fyne.CanvasObject{pay}, buttons...)
		if i.SentOn == "" && len(buttons) > 1 {
			buttons[0], buttons[1] = buttons[1], buttons[0]
		}
	}
	if i.DocumentID != 0 {
		buttons = append(buttons, block.NewButton(words.T("Bekijken"), p.look).WithHint("O"), p.s.More("invoice.sent", "invoice.credit", "invoice.store"))
	} else if i.Kind == "invoice" && !i.Imported {
		buttons = append(buttons, block.NewButton(words.T("Crediteren …"), p.credit).WithHint("C"))
	}
	return append(out, block.Spread(8, buttons...))
}

// mailedName is what a final invoice is called in a mail, which is Dutch whatever the desk speaks.
func mailedName(i data.Invoice) string {
	if i.Kind == "credit" {
		return "Creditfactuur " + i.Number
	}
	return "Factuur " + i.Number
}

// rate is how a VAT rate reads.
func rate(code string, percent int64) string {
	switch code {
	case sales.ExemptVAT:
		return words.T("vrijgesteld")
	case "":
		return ""
	}
	return strconv.FormatInt(percent, 10) + "%"
}

func (p *invoicesPage) lines() fyne.CanvasObject {
	t := block.NewTable(words.T("regel"), words.T("regels"),
		block.TableColumn{ID: "what", Title: words.T("Omschrijving"), Grow: true, Fixed: true},
		block.TableColumn{ID: "many", Title: words.T("Aantal"), Align: block.Right, Fixed: true},
		block.TableColumn{ID: "price", Title: words.T("Prijs"), Align: block.Right, Fixed: true},
		block.TableColumn{ID: "vat", Title: words.T("Btw"), Align: block.Right, Fixed: true},
		block.TableColumn{ID: "amount", Title: words.T("Bedrag"), Align: block.Right, Fixed: true},
	).Fitting()
	var rows []block.Row
	for i, l := range p.page.Lines {
		rows = append(rows, block.Row{ID: strconv.Itoa(i), Cells: []block.Cell{
			{Text: l.Description}, {Text: strconv.FormatInt(l.Quantity, 10)}, {Text: money(l.UnitCents)}, {Text: rate(l.VATCode, l.VATPercent)}, {Text: money(l.Cents())},
		}})
	}
	t.SetRows(rows)
	t.SetFooter(words.T("Bedragen zijn inclusief btw."))
	return t
}

func (p *invoicesPage) totals() fyne.CanvasObject {
	i := p.page
	var sums []block.Sum
	for _, v := range i.VAT {
		sum := block.Sum{Label: words.T("Btw %s over %s", rate(v.VATCode, v.Percent), money(v.NetCents)), Value: money(v.VATCents)}
		if v.VATCode == sales.ExemptVAT {
			sum = block.Sum{Label: v.Text, Value: money(v.NetCents)}
		}
		sums = append(sums, sum)
	}
	sums = append(sums, block.Sum{Label: words.T("Totaal"), Value: money(i.TotalCents), Total: true})
	if paid := i.PaidCents - i.SetOffCents; paid != 0 && i.Kind == "credit" {
		sums = append(sums, block.Sum{Label: words.T("Terugbetaald"), Value: money(paid)})
	} else if paid != 0 {
		sums = append(sums, block.Sum{Label: words.T("Betaald"), Value: money(paid)})
	}
	if i.SetOffCents != 0 {
		sums = append(sums, block.Sum{Label: words.T("Verrekend"), Value: money(i.SetOffCents)})
	}
	if i.PaidCents != 0 || i.SetOffCents != 0 {
		sums = append(sums, block.Sum{Label: words.T("Open"), Value: money(i.OpenCents())})
	}
	return block.Sums(sums...)
}

func (p *invoicesPage) facts() fyne.CanvasObject {
	i := p.page
	to := block.Fact{Label: words.T("Aan"), Value: place(joined("\n", i.Attention, i.Name), i.Organisation, i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country)}
	facts := []block.Fact{
		to,
		{Label: words.T("Mailadres"), Value: i.Email},
		{Label: words.T("Factuurdatum"), Value: day(i.Day)},
		{Label: words.T("Vervaldatum"), Value: day(i.DueDay)},
		{Label: words.T("Geleverd"), Value: day(i.DeliveryDay)},
		{Label: words.T("Verstuurd"), Value: day(i.SentOn)},
		{Label: words.T("Referentie"), Value: i.Reference},
		{Label: words.T("KvK"), Value: i.KvK},
		{Label: words.T("Btw-id klant"), Value: i.VATNumber},
		{Label: words.T("OIN"), Value: i.OIN},
		{Label: words.T("Reden"), Value: i.Reason},
	}
	if i.OrderNumber != "" {
		facts = append(facts, block.Fact{Label: words.T("Bestelling"), Object: block.Spread(0, block.NewLink(i.OrderNumber, func() {
			p.s.Go(ui.Route{Screen: ui.ScreenOrders, Key: key(i.OrderID)})
		}))})
	}
	if i.OriginalOf != "" {
		facts = append(facts, block.Fact{Label: words.T("Hoort bij"), Object: block.Spread(0, block.NewLink(words.T("Factuur %s", i.OriginalOf), func() {
			p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(i.CreditOf)})
		}))})
	}
	if i.PersonID != 0 {
		facts = append(facts, block.Fact{Label: words.T("Register"), Object: block.Spread(0, block.NewLink(words.T("bekijk de klant"), func() {
			p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(i.PersonID)})
		}))})
	}
	if i.SHA256 != "" {
		facts = append(facts, block.Fact{Label: words.T("Bewaard als"), Value: words.T("PDF, kenmerk %s", i.SHA256[:12])})
	}
	return block.Facts(facts...)
}

// mail writes a mail with the PDF to the mailbox's Drafts folder.
func (p *invoicesPage) mail() {
	i := p.page
	type ready struct {
		pdf    data.Document
		office string
	}
	ui.Load(p.reader, func(ctx context.Context) (ready, error) {
		var r ready
		var err error
		if r.pdf, err = p.job.InvoicePDF(ctx, i.ID); err != nil {
			return r, err
		}
		r.office, err = p.office(ctx)
		return r, err
	}, func(r ready) {
		name := mailedName(i.Invoice.Invoice)
		who := strings.TrimSpace(i.Attention + i.Name)
		if i.Attention != "" {
			who = i.Attention
		}
		greeting := "Beste " + who
		if who == "" {
			greeting = "Goedendag"
		}
		body := greeting + ",\n\nHierbij ontvang je " + strings.ToLower(name[:1]) + name[1:] + " van " + money(i.TotalCents) + "."
		if i.Reference != "" {
			body += " Jullie referentie: " + i.Reference + "."
		}
		if i.Kind == "invoice" && i.DueDay != "" && i.OpenCents() > 0 {
			body += " Wil je het bedrag uiterlijk " + nl.Day(i.DueDay.Time()) + " overmaken?"
		}
		body += "\n\nMet vriendelijke groet,\n\n" + joined("\n", p.s.User(), r.office)
		draft := message.Draft{
			To: []message.Address{{Name: i.Customer, Email: i.Email}}, Subject: name,
			Attachments: []message.Attachment{{Name: paper.Name(name + ".pdf"), Type: "application/pdf", Bytes: r.pdf.Bytes}},
		}
		attached := printable{pdf: r.pdf.Bytes}.sheet()
		writeDraft(p.s, p.box, mailEdit{form: formInvoiceMail, key: key(i.ID), beside: p.papers.beside(p.s, attached)}, draft, body, func([]byte) { p.s.Say(words.T("De mail met de PDF staat bij de concepten van je mailbox")) })
	})
}
