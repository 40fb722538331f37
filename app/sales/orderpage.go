package sales

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// stateText is how the states of an order read on the screen.
var stateText = map[string]string{"new": words.Later("nieuw"), "invoiced": words.Later("gefactureerd"), "sent": words.Later("verzonden"), "cancelled": words.Later("geannuleerd")}

// stateTone is the colour of each: blue asks for an invoice, amber for a parcel.
var stateTone = map[string]string{"new": "blue", "invoiced": "amber", "sent": "green", "cancelled": "grey"}

// OrderRow is an order in a list.
type OrderRow struct {
	Order         data.Order
	StateText     string
	Tone          string // of the state: blue, amber, green, grey
	Customer      string // organisation or name
	Summary       string // "2 × Handleiding KIES coach 7-12 jaar"
	TotalCents    data.Cents
	InvoiceID     int64 // 0: none
	InvoiceNumber string
}

// OrderPage is one order with all that belongs to it.
type OrderPage struct {
	OrderRow
	Lines    []data.OrderLine
	Codes    []string  // of the product of each line; "" where there is none
	Invoices []Invoice // invoices and credit notes, oldest first
	Notices  []string  // what the office should know before it goes on; never a refusal
	Next     string    // what is to be done: NextInvoice, NextParcel or nothing
	Parcel   bool      // something of it is on paper and goes by post
}

// What is to be done with an order.
const (
	NextInvoice = "invoice"
	NextParcel  = "parcel"
)

// next says what is to be done: what costs nothing needs no invoice.
func next(state string, lines []data.OrderLine) string {
	switch {
	case state == "new" && !free(lines):
		return NextInvoice
	case state == "new" || state == "invoiced":
		return NextParcel
	}
	return ""
}

// Editable is the order as ChangeOrder takes it, to be changed on the screen.
func (p *OrderPage) Editable() Order {
	r := p.Order
	o := Order{
		ExternalID: r.ExternalID, Day: r.Day, MessageSHA: r.MessageSHA, PersonID: r.PersonID, OrganisationID: r.OrganisationID, Remarks: r.Remarks,
		Customer: Customer{Name: r.Name, Organisation: r.Organisation, Email: r.Email, Phone: r.Phone, KvK: r.KvK, OIN: r.OIN},
		Delivery: Delivery{
			Name: r.DeliveryName, Organisation: r.DeliveryOrganisation, Street: r.Street, HouseNumber: r.HouseNumber,
			Postcode: r.Postcode, Town: r.Town, Country: r.Country,
		},
		Payer: Payer{
			Organisation: r.PayerOrganisation, Attention: r.PayerAttention, Email: r.InvoiceEmail, Reference: r.InvoiceReference,
			Street: r.PayerStreet, HouseNumber: r.PayerHouseNumber, Postcode: r.PayerPostcode, Town: r.PayerTown, Country: r.PayerCountry,
		},
	}
	for i, l := range p.Lines {
		o.Lines = append(o.Lines, Item{Product: p.Codes[i], Quantity: l.Quantity})
	}
	return o
}

// Orders gives a page of the orders in a state ("" all), newest first, after an
// order that an earlier page ended with (nil: from the newest).
func (s *Sales) Orders(ctx context.Context, state string, after *data.Order, limit int) ([]OrderRow, error) {
	var out []OrderRow
	err := s.read(ctx, func(tx *data.Tx) error {
		orders, err := tx.OrdersPage(state, after, limit)
		if err != nil {
			return err
		}
		out, err = orderRows(tx, orders)
		return err
	})
	return out, err
}

// SortedOrders gives a page of the orders in a state ("" all) in the order that somebody asked for, as data.Tx.SortedOrders
// knows them (the zero value: newest first), after one that an earlier page ended with (nil: from the start).
func (s *Sales) SortedOrders(ctx context.Context, state string, by data.Sort, after *data.Order, limit int) ([]OrderRow, error) {
	if by.By == "" {
		return s.Orders(ctx, state, after, limit)
	}
	from := int64(0)
	if after != nil {
		from = after.ID
	}
	var out []OrderRow
	err := s.read(ctx, func(tx *data.Tx) error {
		orders, err := tx.SortedOrders(state, by, from, limit)
		if err != nil {
			return err
		}
		out, err = orderRows(tx, orders)
		return err
	})
	return out, err
}

// OrdersOf gives somebody's orders, newest first, for another job's page.
func OrdersOf(tx *data.Tx, person int64) ([]OrderRow, error) {
	orders, err := tx.OrdersOf(person)
	if err != nil {
		return nil, err
	}
	return orderRows(tx, orders)
}

// CountOrders counts the orders in a state.
func (s *Sales) CountOrders(ctx context.Context, state string) (int, error) {
	var n int
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		n, err = tx.CountOrders(state)
		return err
	})
	return n, err
}

// Order gives the page of one order.
func (s *Sales) Order(ctx context.Context, id int64) (OrderPage, error) {
	var page OrderPage
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		page, err = orderPage(tx, id)
		return err
	})
	return page, err
}

func orderPage(tx *data.Tx, id int64) (OrderPage, error) {
	o, err := tx.Order(id)
	if err != nil {
		return OrderPage{}, err
	}
	rows, err := orderRows(tx, []data.Order{o})
	if err != nil {
		return OrderPage{}, err
	}
	page := OrderPage{OrderRow: rows[0]}
	if page.Lines, err = tx.OrderLinesOf(id); err != nil {
		return page, err
	}
	for _, l := range page.Lines {
		var p data.Product
		if l.ProductID != 0 {
			if p, err = tx.Product(l.ProductID); err != nil {
				return page, err
			}
		}
		page.Codes = append(page.Codes, p.Code)
		page.Parcel = page.Parcel || p.Form != "digital"
	}
	page.Next = next(o.State, page.Lines)
	invoices, err := tx.InvoicesOfOrder(id)
	if err != nil {
		return page, err
	}
	for _, i := range invoices {
		page.Invoices = append(page.Invoices, invoiceRow(tx, i))
	}
	page.Notices, err = notices(tx, o, page.Lines, page.Codes)
	return page, err
}

func orderRows(tx *data.Tx, orders []data.Order) ([]OrderRow, error) {
	ids := make([]int64, len(orders))
	at := map[int64]int{}
	out := make([]OrderRow, len(orders))
	for i, o := range orders {
		ids[i], at[o.ID] = o.ID, i
		out[i] = OrderRow{Order: o, StateText: words.T(stateText[o.State]), Tone: stateTone[o.State], Customer: first(o.Organisation, o.Name, o.DeliveryOrganisation, o.DeliveryName)}
	}
	lines, err := tx.OrderLinesOfAll(ids)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		r := &out[at[l.OrderID]]
		if r.Summary != "" {
			r.Summary += ", "
		}
		r.Summary += fmt.Sprintf("%d × %s", l.Quantity, l.Description)
		r.TotalCents += orderTotal([]data.OrderLine{l})
	}
	invoices, err := tx.InvoicesOfOrders(ids)
	if err != nil {
		return nil, err
	}
	for _, i := range invoices {
		if r := &out[at[i.OrderID]]; i.Kind == "invoice" {
			r.InvoiceID, r.InvoiceNumber = i.ID, i.Number
		}
	}
	return out, nil
}

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// notices says what the office should know about an order. None of it is a
// refusal: schools and municipalities order too (FAQ: handbook and materials).
func notices(tx *data.Tx, o data.Order, lines []data.OrderLine, codes []string) ([]string, error) {
	var out []string
	add := func(text string) { out = append(out, text) }
	meant, paper, priceless := false, false, false
	for i, l := range lines {
		meant = meant || forCoaches(codes[i])
		if l.ProductID != 0 {
			p, err := tx.Product(l.ProductID)
			if err != nil {
				return nil, err
			}
			paper = paper || p.Form == "paper"
		}
		if l.UnitCents == data.NoPrice {
			add(words.T("%s heeft nog geen prijs: stel die in bij Artikelen.", l.Description))
			priceless = true
		}
	}
	if o.State == "new" && !priceless && free(lines) {
		add(words.T("Deze bestelling is gratis: er hoeft geen factuur bij."))
	}
	if meant {
		about, err := coachNotices(tx, o)
		if err != nil {
			return nil, err
		}
		out = append(out, about...)
	}
	if paper && (o.Street == "" || o.Town == "" || o.Country == "NL" && o.Postcode == "") {
		known, err := registerAddress(tx, o.PersonID)
		if err != nil {
			return nil, err
		}
		add(words.T("Het bezorgadres is niet compleet.%s", known))
	}
	if o.PayerOrganisation != "" && o.PayerTown == "" && !same(o.PayerOrganisation, o.Organisation) && !same(o.PayerOrganisation, o.DeliveryOrganisation) {
		add(words.T("Van wie betaalt is geen adres bekend: controleer het adres op de factuur."))
	}
	lost, err := document.Unprintable(o.Name, o.Organisation, o.DeliveryName, o.DeliveryOrganisation, o.Street, o.Town, o.PayerOrganisation, o.PayerAttention, o.PayerStreet, o.PayerTown)
	if err != nil {
		return nil, err
	}
	if len(lost) > 0 {
		add(words.T("In de naam of het adres staat een teken dat niet op papier kan: %s", string(lost)))
	}
	if o.MessageSHA != "" {
		made, err := tx.OrdersOfMessage(o.MessageSHA)
		if err != nil {
			return nil, err
		}
		for _, other := range made {
			if other.ID != o.ID && other.State != "cancelled" {
				add(words.T("Van hetzelfde bericht is ook bestelling %s gemaakt.", other.Number))
			}
		}
	}
	for _, address := range []string{o.Email, o.InvoiceEmail} {
		if address != "" && !mailAddress(address) {
			add(words.T("Het mailadres %s lijkt niet te kloppen.", shorten(address, 60)))
		}
	}
	if o.KvK != "" && !digits(o.KvK, 8) {
		add(words.T("Het KvK-nummer heeft geen acht cijfers."))
	}
	if o.OIN != "" && !digits(o.OIN, 20) {
		add(words.T("Het OIN heeft geen twintig cijfers."))
	}
	if o.Country != "NL" {
		add(words.T("Deze bestelling gaat naar het buitenland: controleer de btw."))
	}
	return out, nil
}

// registerAddress is what the register knows of where somebody lives, as a sentence.
func registerAddress(tx *data.Tx, person int64) (string, error) {
	if person == 0 {
		return "", nil
	}
	p, err := tx.Person(person)
	if err != nil || p.Street == "" || p.Town == "" {
		return "", err
	}
	return words.T(" In het register staat: %s, %s.", spaced(p.Street, p.HouseNumber), spaced(p.Postcode, p.Town)), nil
}

// coachNotices says whether the one who orders a handbook is whom it is meant
// for (FAQ: certified coaches who are members and do not have it yet).
func coachNotices(tx *data.Tx, o data.Order) ([]string, error) {
	if o.PersonID == 0 {
		return []string{words.T("De besteller staat niet in het register: niet bekend of het een gecertificeerd KIES coach is.")}, nil
	}
	var out []string
	p, err := tx.Person(o.PersonID)
	if err != nil {
		return nil, err
	}
	certificates, err := tx.CertificatesOf(p.ID)
	if err != nil {
		return nil, err
	}
	certified := false
	for _, c := range certificates {
		age := strings.ReplaceAll(c.AgeGroup, " ", "")
		certified = certified || c.Status == "valid" && c.Kind != "attended" && (age == "" || strings.HasPrefix(age, handbookAge))
	}
	if !certified {
		out = append(out, words.T("Van de besteller is geen certificaat KIES coach 7-12 bekend."))
	}
	switch {
	case p.MemberUntil == "":
		out = append(out, words.T("De besteller is geen lid van het beroepsplatform: wijs op het betaald lidmaatschap."))
	case p.MemberUntil < o.Day:
		out = append(out, words.T("Het lidmaatschap van de besteller liep tot %s: wijs op het betaald lidmaatschap.", dutch.DeskDay(p.MemberUntil.Time())))
	}
	earlier, err := tx.OrdersOf(p.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range earlier {
		if e.ID == o.ID || e.State == "cancelled" || e.Day > o.Day || e.Day == o.Day && e.ID > o.ID {
			continue
		}
		lines, err := tx.OrderLinesOf(e.ID)
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			if l.ProductID == 0 {
				continue
			}
			product, err := tx.Product(l.ProductID)
			if err != nil {
				return nil, err
			}
			if forCoaches(product.Code) {
				return append(out, words.T("De besteller heeft de handleiding al: bestelling %s van %s.", e.Number, dutch.DeskDay(e.Day.Time()))), nil
			}
		}
	}
	return out, nil
}

func same(a, b string) bool { return data.Fold(a) == data.Fold(b) }
