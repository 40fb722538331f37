package sales

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The most that one order may hold; what is more is a mistake.
const (
	maxQuantity = 999
	maxLines    = 100
	maxText     = 300  // characters of a name, an organisation or a part of an address
	maxRemarks  = 4000 // characters
)

// Order is what somebody orders, as a screen, a mail or a web shop gives it. The
// JSON is that of "order import".
type Order struct {
	ExternalID string   `json:"id"` // the shop's own; the same twice is one order
	Customer   Customer `json:"customer"`
	Delivery   Delivery `json:"delivery"`
	Payer      Payer    `json:"invoice"`
	Lines      []Item   `json:"lines"`
	Remarks    string   `json:"remarks"`

	Day            data.Day `json:"-"` // empty: today
	PersonID       int64    `json:"-"` // 0: looked for in the register by mail address and name
	OrganisationID int64    `json:"-"` // 0: looked for by name
	MessageSHA     string   `json:"-"` // the mail that it was made of
}

// Customer is who orders.
type Customer struct {
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
	Email        string `json:"email"`
	Phone        string `json:"phone"`
	KvK          string `json:"kvk"`
	OIN          string `json:"oin"`
}

// Delivery is where the parcel goes.
type Delivery struct {
	Name         string `json:"name"`
	Organisation string `json:"organisation"`
	Street       string `json:"street"`
	HouseNumber  string `json:"house_number"`
	Postcode     string `json:"postcode"`
	Town         string `json:"town"`
	Country      string `json:"country"`
}

// Payer is who gets the invoice; what is empty is as for the customer.
type Payer struct {
	Organisation string `json:"organisation"`
	Attention    string `json:"attention"`
	Email        string `json:"email"`
	Reference    string `json:"reference"`
	Street       string `json:"street"`
	HouseNumber  string `json:"house_number"`
	Postcode     string `json:"postcode"`
	Town         string `json:"town"`
	Country      string `json:"country"`
}

// Item is one line of an order.
type Item struct {
	Product  string `json:"product"` // the product's code
	Quantity int64  `json:"quantity"`
}

// SavedOrder is what came of an order.
type SavedOrder struct {
	ID         int64
	Number     string
	TotalCents data.Cents // of the lines that have a price
	Known      bool       // an order with this external id was there already; it was left as it is
	Change     int64      // for undoing it; 0 when nothing was changed
}

// NewOrder keeps an order. An unknown product or an impossible quantity is
// refused with a Dutch sentence; who orders is never a reason to refuse (see Notices).
func (s *Sales) NewOrder(ctx context.Context, o Order) (SavedOrder, error) {
	var saved SavedOrder
	change, err := s.writeNumbered(ctx, "Bestelling ingevoerd", func(tx *data.Tx) (err error) {
		saved, err = AddOrder(tx, o)
		return err
	})
	saved.Change = change
	return saved, err
}

// AddOrder is NewOrder within a transaction of another job; the products must
// have been prepared.
func AddOrder(tx *data.Tx, o Order) (SavedOrder, error) {
	if err := o.check(); err != nil {
		return SavedOrder{}, err
	}
	if o.ExternalID != "" {
		old, err := tx.OrderByExternalID(o.ExternalID)
		if err == nil {
			lines, err := tx.OrderLinesOf(old.ID)
			return SavedOrder{ID: old.ID, Number: old.Number, TotalCents: orderTotal(lines), Known: true}, err
		}
		if !errors.Is(err, data.ErrNotFound) {
			return SavedOrder{}, err
		}
	}
	lines, err := orderLines(tx, o.Lines, nil)
	if err != nil {
		return SavedOrder{}, err
	}
	r := data.Order{ExternalID: o.ExternalID, Day: o.Day, State: "new", MessageSHA: o.MessageSHA}
	if r.Day == "" {
		r.Day = tx.Today()
	}
	o.fill(&r)
	if err := recognise(tx, &r); err != nil {
		return SavedOrder{}, err
	}
	year := string(r.Day[:4])
	n, err := tx.NextNumber("order-" + year)
	if err != nil {
		return SavedOrder{}, err
	}
	r.Number = fmt.Sprintf("B%s-%04d", year, n)
	if err := tx.SaveOrder(&r); err != nil {
		return SavedOrder{}, err
	}
	if err := tx.SetOrderLines(&r, lines); err != nil {
		return SavedOrder{}, err
	}
	return SavedOrder{ID: r.ID, Number: r.Number, TotalCents: orderTotal(lines)}, nil
}

// ChangeOrder changes an order that has no invoice yet. version is that of the
// order as it was shown. Lines keep the price they were ordered at. It gives the
// change for undoing it.
func (s *Sales) ChangeOrder(ctx context.Context, id, version int64, o Order) (int64, error) {
	if err := o.check(); err != nil {
		return 0, err
	}
	return s.write(ctx, "Bestelling gewijzigd", func(tx *data.Tx) error {
		r, err := tx.Order(id)
		if err != nil {
			return err
		}
		if r.Version != version {
			return data.ErrStale
		}
		if r.State != "new" {
			return data.Refuse("Deze bestelling is al %s en kan niet meer worden gewijzigd.", words.T(stateText[r.State]))
		}
		drafts, err := tx.InvoicesOfOrder(id)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(drafts, func(i data.Invoice) bool { return i.State == "draft" }) {
			return data.Refuse("Van deze bestelling is al een conceptfactuur gemaakt. Wijzig die, of gooi hem eerst weg.")
		}
		old, err := tx.OrderLinesOf(id)
		if err != nil {
			return err
		}
		lines, err := orderLines(tx, o.Lines, old)
		if err != nil {
			return err
		}
		o.fill(&r)
		if o.Day != "" {
			r.Day = o.Day
		}
		if err := recognise(tx, &r); err != nil {
			return err
		}
		if err := tx.SaveOrder(&r); err != nil {
			return err
		}
		return tx.SetOrderLines(&r, lines)
	})
}

// CancelOrder cancels an order that was not sent and of which nothing is
// invoiced, or all was credited. It gives the change for undoing it.
func (s *Sales) CancelOrder(ctx context.Context, id int64) (int64, error) {
	return s.write(ctx, "Bestelling geannuleerd", func(tx *data.Tx) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		switch o.State {
		case "cancelled":
			return nil
		case "sent":
			return data.Refuse("Deze bestelling is al verzonden en kan niet meer worden geannuleerd.")
		}
		invoiced, err := tx.InvoicesOfOrder(id)
		if err != nil {
			return err
		}
		var total data.Cents
		for _, i := range invoiced {
			if i.State == "draft" {
				if err := tx.DeleteInvoice(i.ID); err != nil {
					return err
				}
				continue
			}
			total += i.TotalCents
		}
		if total != 0 {
			return data.Refuse("Van deze bestelling is een factuur gemaakt. Maak eerst een creditfactuur; daarna kan de bestelling worden geannuleerd.")
		}
		o.State = "cancelled"
		return tx.SaveOrder(&o)
	})
}

// MarkSent notes that the parcel of an order left today. It gives the change for undoing it.
func (s *Sales) MarkSent(ctx context.Context, id int64) (int64, error) {
	return s.write(ctx, "Bestelling verzonden", func(tx *data.Tx) error {
		o, err := tx.Order(id)
		if err != nil {
			return err
		}
		lines, err := tx.OrderLinesOf(id)
		if err != nil {
			return err
		}
		switch {
		case o.State == "sent":
			return nil
		case o.State == "cancelled":
			return data.Refuse("Deze bestelling is geannuleerd en wordt niet verzonden.")
		case o.State == "new" && !free(lines):
			return data.Refuse("Maak eerst de factuur van deze bestelling; daarna kan het pakket weg.")
		}
		o.State, o.SentOn = "sent", tx.Today()
		return tx.SaveOrder(&o)
	})
}

// free: every line costs nothing.
func free(lines []data.OrderLine) bool {
	for _, l := range lines {
		if l.UnitCents != 0 {
			return false
		}
	}
	return true
}

func orderTotal(lines []data.OrderLine) data.Cents {
	var sum data.Cents
	for _, l := range lines {
		if l.UnitCents != data.NoPrice {
			sum += data.Cents(l.Quantity) * l.UnitCents
		}
	}
	return sum
}

// check tidies the texts of an order and refuses what cannot be.
func (o *Order) check() error {
	c, d, p := &o.Customer, &o.Delivery, &o.Payer
	for _, t := range []*string{
		&o.ExternalID, &c.Name, &c.Organisation, &c.Email, &c.Phone, &c.KvK, &c.OIN,
		&d.Name, &d.Organisation, &d.Street, &d.HouseNumber, &d.Postcode, &d.Town, &d.Country,
		&p.Organisation, &p.Attention, &p.Email, &p.Reference, &p.Street, &p.HouseNumber, &p.Postcode, &p.Town, &p.Country,
	} {
		if *t = tidy(*t); len([]rune(*t)) > maxText {
			return data.Refuse("Een naam, adres of kenmerk van de bestelling is langer dan %d tekens. Er is niets ingevoerd.", maxText)
		}
	}
	if o.Remarks = tidyLines(o.Remarks); len([]rune(o.Remarks)) > maxRemarks {
		return data.Refuse("De opmerkingen zijn langer dan %d tekens. Er is niets ingevoerd.", maxRemarks)
	}
	d.Postcode, p.Postcode = tidyPostcode(d.Postcode), tidyPostcode(p.Postcode)
	d.Country = tidyCountry(d.Country)
	if p.Country != "" {
		p.Country = tidyCountry(p.Country)
	}
	c.KvK, c.OIN = strings.ReplaceAll(c.KvK, " ", ""), strings.ReplaceAll(c.OIN, " ", "")
	if _, err := data.ParseDay(string(o.Day)); err != nil {
		return data.Explain("De datum van de bestelling bestaat niet. Er is niets ingevoerd.", err)
	}
	switch {
	case c.Name == "" && c.Organisation == "" && d.Name == "" && d.Organisation == "":
		return data.Refuse("Bij de bestelling staat niet wie er bestelt: vul een naam of organisatie in. Er is niets ingevoerd.")
	case len(o.Lines) == 0:
		return data.Refuse("De bestelling heeft geen regels: zet er minstens één artikel op. Er is niets ingevoerd.")
	case len(o.Lines) > maxLines:
		return data.Refuse("De bestelling heeft %d regels; meer dan %d kan niet. Er is niets ingevoerd.", len(o.Lines), maxLines)
	}
	for i, l := range o.Lines {
		if l.Quantity < 1 || l.Quantity > maxQuantity {
			return data.Refuse("Op regel %d staat als aantal %d; dat moet 1 tot en met %d zijn. Er is niets ingevoerd.", i+1, l.Quantity, maxQuantity)
		}
	}
	return nil
}

// fill puts who orders, where it goes and who pays in the record.
func (o *Order) fill(r *data.Order) {
	c, d, p := o.Customer, o.Delivery, o.Payer
	r.PersonID, r.OrganisationID = o.PersonID, o.OrganisationID
	r.Name, r.Organisation, r.Email, r.Phone, r.KvK, r.OIN = c.Name, c.Organisation, c.Email, c.Phone, c.KvK, c.OIN
	r.DeliveryName, r.DeliveryOrganisation = d.Name, d.Organisation
	r.Street, r.HouseNumber, r.Postcode, r.Town, r.Country = d.Street, d.HouseNumber, d.Postcode, d.Town, d.Country
	r.PayerOrganisation, r.PayerAttention = p.Organisation, p.Attention
	r.PayerStreet, r.PayerHouseNumber, r.PayerPostcode, r.PayerTown, r.PayerCountry = p.Street, p.HouseNumber, p.Postcode, p.Town, p.Country
	r.InvoiceEmail, r.InvoiceReference, r.Remarks = p.Email, p.Reference, o.Remarks
}

// orderLines looks the products up; a product that the order held before keeps its price.
func orderLines(tx *data.Tx, items []Item, before []data.OrderLine) ([]data.OrderLine, error) {
	agreed := map[int64]data.OrderLine{}
	for _, l := range before {
		if l.UnitCents != data.NoPrice {
			agreed[l.ProductID] = l
		}
	}
	var out []data.OrderLine
	for i, item := range items {
		code := strings.ToLower(tidy(item.Product))
		p, err := tx.ProductByCode(code)
		old, had := agreed[p.ID]
		switch {
		case errors.Is(err, data.ErrNotFound):
			return nil, data.Refuse("Artikel %q op regel %d is niet bekend. Er is niets ingevoerd; kijk bij Artikelen welke code het heeft.", shorten(code, 40), i+1)
		case err != nil:
			return nil, err
		case p.Ended && !had:
			return nil, data.Refuse("%s wordt niet meer verkocht. Er is niets ingevoerd.", p.Name)
		}
		l := data.OrderLine{ProductID: p.ID, Description: p.Name, Quantity: item.Quantity, UnitCents: p.PriceCents, VATCode: p.VATCode}
		if had {
			l.UnitCents, l.VATCode = old.UnitCents, old.VATCode
		}
		out = append(out, l)
	}
	return out, nil
}

func shorten(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// recognise looks the customer up in the register, where exactly one fits.
func recognise(tx *data.Tx, o *data.Order) error {
	if o.PersonID == 0 && o.Email != "" {
		found, err := tx.PeopleByEmail(o.Email)
		if err != nil {
			return err
		}
		var fits []data.Person
		for _, p := range found {
			name := " " + data.Fold(o.Name+" "+o.DeliveryName+" "+o.PayerAttention) + " "
			if p.Surname != "" && strings.Contains(name, " "+data.Fold(p.Surname)+" ") {
				fits = append(fits, p)
			}
		}
		if len(fits) == 1 {
			o.PersonID = fits[0].ID
		}
	}
	if o.OrganisationID == 0 && o.Organisation != "" {
		found, err := tx.OrganisationsByName(o.Organisation)
		if err != nil {
			return err
		}
		if len(found) == 1 {
			o.OrganisationID = found[0].ID
		}
	}
	return nil
}
