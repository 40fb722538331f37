package sales

import (
	"context"
	"errors"
	"math"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Draft is what may be changed on an invoice before it is final.
type Draft struct {
	Name         string // of a private person
	Organisation string
	Attention    string // within the organisation
	Street       string
	HouseNumber  string
	Postcode     string
	Town         string
	Country      string
	Email        string
	Reference    string
	KvK          string
	OIN          string
	VATNumber    string
	DeliveryDay  data.Day // empty: the day on which it becomes final
	Reason       string   // of a credit note
	PersonID     int64
	Lines        []DraftLine

	OrganisationID int64 // who pays, where that is an organisation of the register
}

// DraftLine is one line of a draft.
type DraftLine struct {
	Description string
	Quantity    int64 // negative on a credit note
	UnitCents   data.Cents
	VATCode     string
	EnrolmentID int64 // the enrolment that is invoiced; 0: none
}

// NewDraft makes a draft that belongs to no order. It gives its id and the change.
func (s *Sales) NewDraft(ctx context.Context, d Draft) (id, change int64, err error) {
	change, err = s.write(ctx, "Conceptfactuur gemaakt", func(tx *data.Tx) error {
		i := data.Invoice{Kind: "invoice", State: "draft"}
		if err := saveDraft(tx, &i, d); err != nil {
			return err
		}
		id = i.ID
		return nil
	})
	return id, change, err
}

// SaveDraft changes a draft; version is that of the invoice as it was shown. It gives the change.
func (s *Sales) SaveDraft(ctx context.Context, id, version int64, d Draft) (int64, error) {
	return s.write(ctx, "Conceptfactuur gewijzigd", func(tx *data.Tx) error {
		i, err := tx.Invoice(id)
		if err != nil {
			return err
		}
		if i.Version != version {
			return data.ErrStale
		}
		return saveDraft(tx, &i, d)
	})
}

// DeleteDraft throws a draft away; a final invoice is refused. It gives the change.
func (s *Sales) DeleteDraft(ctx context.Context, id int64) (int64, error) {
	return s.write(ctx, "Conceptfactuur weggegooid", func(tx *data.Tx) error { return tx.DeleteInvoice(id) })
}

// DraftFromOrder makes the draft of an order, to look at before it becomes
// final; the one that is there already when there is one. It gives its id and the change.
func (s *Sales) DraftFromOrder(ctx context.Context, order int64) (id, change int64, err error) {
	change, err = s.write(ctx, "Conceptfactuur gemaakt", func(tx *data.Tx) error {
		i, err := draftFromOrder(tx, order)
		id = i.ID
		return err
	})
	return id, change, err
}

// draftFromOrder gives the order's invoice, final or draft, and makes a draft when it has none.
func draftFromOrder(tx *data.Tx, id int64) (data.Invoice, error) {
	o, err := tx.Order(id)
	if err != nil {
		return data.Invoice{}, err
	}
	there, err := tx.InvoicesOfOrder(id)
	if err != nil {
		return data.Invoice{}, err
	}
	for _, i := range there {
		if i.Kind != "invoice" {
			continue
		}
		// One that was credited as a whole makes room for a new one.
		if left, err := uncredited(tx, i); err != nil || left > 0 || i.State == "draft" {
			return i, err
		}
	}
	if o.State == "cancelled" {
		return data.Invoice{}, data.Refuse("Deze bestelling is geannuleerd; er is geen factuur gemaakt.")
	}
	ordered, err := tx.OrderLinesOf(id)
	if err != nil {
		return data.Invoice{}, err
	}
	i := data.Invoice{Kind: "invoice", State: "draft", OrderID: o.ID, PersonID: o.PersonID, OrganisationID: o.OrganisationID, DeliveryDay: o.SentOn}
	if err := buyer(tx, o, &i); err != nil {
		return i, err
	}
	var lines []data.InvoiceLine
	for _, l := range ordered {
		unit, err := linePrice(tx, l)
		if err != nil {
			return i, err
		}
		lines = append(lines, data.InvoiceLine{Description: l.Description, Quantity: l.Quantity, UnitCents: unit, VATCode: l.VATCode})
	}
	return i, keepDraft(tx, &i, lines)
}

// linePrice is what a line was ordered at, or what the product costs by now.
func linePrice(tx *data.Tx, l data.OrderLine) (data.Cents, error) {
	if l.UnitCents != data.NoPrice {
		return l.UnitCents, nil
	}
	p, err := tx.Product(l.ProductID)
	if err != nil {
		return 0, err
	}
	if p.PriceCents == data.NoPrice {
		return 0, data.Refuse("%s heeft nog geen prijs. Stel die in bij Artikelen; daarna kan de factuur worden gemaakt.", p.Name)
	}
	return p.PriceCents, nil
}

// buyer fills in who is invoiced: who pays, else who ordered. The address is the
// payer's own, else what the register knows of the organisation that pays, else
// where the parcel goes.
func buyer(tx *data.Tx, o data.Order, i *data.Invoice) error {
	person := first(o.Name, o.DeliveryName)
	i.Organisation = first(o.PayerOrganisation, o.Organisation, o.DeliveryOrganisation)
	if i.Organisation == "" {
		i.Name = first(o.PayerAttention, person)
	} else {
		i.Attention = o.PayerAttention
		if i.Attention == "" && (o.PayerOrganisation == "" || same(o.PayerOrganisation, o.Organisation)) {
			i.Attention = person
		}
	}
	i.Email, i.Reference, i.KvK, i.OIN = first(o.InvoiceEmail, o.Email), o.InvoiceReference, o.KvK, o.OIN
	var known data.Organisation
	if i.Organisation != "" {
		found, err := tx.OrganisationsByName(i.Organisation)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			known = found[0]
			i.OrganisationID = known.ID
			i.Email = first(o.InvoiceEmail, known.InvoiceEmail, o.Email)
			i.Reference = first(i.Reference, known.InvoiceReference)
			i.KvK, i.OIN, i.VATNumber = first(i.KvK, known.KvK), first(i.OIN, known.OIN), known.VATNumber
		}
	}
	own := o.PayerOrganisation == "" || same(o.PayerOrganisation, o.Organisation) || same(o.PayerOrganisation, o.DeliveryOrganisation)
	switch {
	case o.PayerTown != "":
		i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country = o.PayerStreet, o.PayerHouseNumber, o.PayerPostcode, o.PayerTown, first(o.PayerCountry, o.Country)
	case known.Town != "" && (!own || o.Town == ""):
		i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country = known.Street, known.HouseNumber, known.Postcode, known.Town, known.Country
	default:
		i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country = o.Street, o.HouseNumber, o.Postcode, o.Town, o.Country
	}
	return nil
}

// saveDraft checks what was filled in and keeps it.
func saveDraft(tx *data.Tx, i *data.Invoice, d Draft) error {
	for _, t := range []*string{
		&d.Name, &d.Organisation, &d.Attention, &d.Street, &d.HouseNumber, &d.Postcode, &d.Town, &d.Country,
		&d.Email, &d.Reference, &d.KvK, &d.OIN, &d.VATNumber, &d.Reason,
	} {
		if *t = tidy(*t); len([]rune(*t)) > maxText {
			return data.Refuse("Een naam, adres of kenmerk is langer dan %d tekens. Er is niets opgeslagen.", maxText)
		}
	}
	if _, err := data.ParseDay(string(d.DeliveryDay)); err != nil {
		return data.Explain("De leverdatum bestaat niet. Er is niets opgeslagen.", err)
	}
	if len(d.Lines) > maxLines {
		return data.Refuse("De factuur heeft %d regels; meer dan %d kan niet. Er is niets opgeslagen.", len(d.Lines), maxLines)
	}
	var lines []data.InvoiceLine
	for n, l := range d.Lines {
		l.Description = tidyLines(l.Description)
		switch {
		case l.Description == "" || len([]rune(l.Description)) > maxText:
			return data.Refuse("Regel %d heeft een omschrijving van 1 tot %d tekens nodig. Er is niets opgeslagen.", n+1, maxText)
		case l.Quantity == 0 || l.Quantity > maxQuantity || l.Quantity < -maxQuantity:
			return data.Refuse("Op regel %d moet het aantal 1 tot en met %d zijn. Er is niets opgeslagen.", n+1, maxQuantity)
		case l.UnitCents < -maxPrice || l.UnitCents > maxPrice:
			return data.Refuse("De prijs op regel %d is te hoog. Er is niets opgeslagen.", n+1)
		}
		lines = append(lines, data.InvoiceLine{Description: l.Description, Quantity: l.Quantity, UnitCents: l.UnitCents, VATCode: l.VATCode, EnrolmentID: l.EnrolmentID})
	}
	i.Name, i.Organisation, i.Attention = d.Name, d.Organisation, d.Attention
	i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country = d.Street, d.HouseNumber, tidyPostcode(d.Postcode), d.Town, tidyCountry(d.Country)
	i.Email, i.Reference, i.KvK, i.OIN, i.VATNumber = d.Email, d.Reference, d.KvK, d.OIN, d.VATNumber
	i.DeliveryDay, i.Reason = d.DeliveryDay, d.Reason
	if d.PersonID != 0 {
		i.PersonID = d.PersonID
	}
	if d.OrganisationID != 0 {
		i.OrganisationID = d.OrganisationID
	}
	return keepDraft(tx, i, lines)
}

// keepDraft works out the rates and the total and saves.
func keepDraft(tx *data.Tx, i *data.Invoice, lines []data.InvoiceLine) error {
	rated, err := ratedLines(tx, *i, lines)
	if err != nil {
		return err
	}
	i.TotalCents = 0
	for n := range lines {
		lines[n].VATPercent = rated[n].Percent
		i.TotalCents += rated[n].Cents
	}
	if err := tx.SaveInvoice(i); err != nil {
		return err
	}
	return tx.SetInvoiceLines(i, lines)
}

// ratedLines gives each line the rate of its day of delivery; a credit note has
// the rates of the invoice that it corrects.
func ratedLines(tx *data.Tx, i data.Invoice, lines []data.InvoiceLine) ([]Rated, error) {
	day := i.DeliveryDay
	if day == "" {
		day = tx.Today()
	}
	var original []data.InvoiceVAT
	if i.CreditOf != 0 {
		var err error
		if original, err = tx.InvoiceVATOf(i.CreditOf); err != nil {
			return nil, err
		}
	}
	out := make([]Rated, 0, len(lines))
	var sum float64
	for n, l := range lines {
		r := Rated{Code: l.VATCode, Cents: l.Cents()}
		sum += math.Abs(float64(r.Cents))
		found := false
		for _, v := range original {
			if v.VATCode == l.VATCode {
				r.Percent, r.Text, found = v.Percent, v.Text, true
			}
		}
		if i.CreditOf != 0 && !found {
			return nil, data.Refuse("Het btw-tarief van regel %d komt op de oorspronkelijke factuur niet voor.", n+1)
		}
		if !found {
			rate, err := tx.VATRateOn(l.VATCode, day)
			if errors.Is(err, data.ErrNotFound) {
				return nil, data.Refuse("Kies een btw-tarief voor regel %d: op de leverdatum is er geen.", n+1)
			}
			if err != nil {
				return nil, err
			}
			r.Percent, r.Text = rate.Percent, rate.Text
		}
		out = append(out, r)
	}
	if sum > 1e12 {
		return nil, data.Refuse("Het bedrag van deze factuur is te hoog. Er is niets opgeslagen.")
	}
	return out, nil
}
