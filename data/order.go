package data

// Order is what somebody ordered: who, where it goes, who pays, and its lines.
type Order struct {
	Meta
	Number     string // "B2026-0001"
	ExternalID string // the web shop's own; the same twice is one order
	Day        Day
	State      string // new, invoiced, sent, cancelled

	PersonID       int64 // 0: not known in the register
	OrganisationID int64
	Name           string // the customer as he or she wrote it
	Organisation   string
	Email          string
	Phone          string
	KvK            string
	OIN            string

	DeliveryName         string
	DeliveryOrganisation string
	Street               string
	HouseNumber          string
	Postcode             string
	Town                 string
	Country              string

	// Who pays, where it is not the customer at the delivery address.
	PayerOrganisation string
	PayerAttention    string
	PayerStreet       string
	PayerHouseNumber  string
	PayerPostcode     string
	PayerTown         string
	PayerCountry      string
	InvoiceEmail      string
	InvoiceReference  string

	Remarks    string
	MessageSHA string // the mail that it was made of
	SentOn     Day
	Search     string // set by SaveOrder
}

var orders = table[Order]{
	name: "sales_order",
	columns: "number external_id day state person_id organisation_id name organisation email phone kvk oin " +
		"delivery_name delivery_organisation street house_number postcode town country " +
		"payer_organisation payer_attention payer_street payer_house_number payer_postcode payer_town payer_country " +
		"invoice_email invoice_reference remarks message_sha sent_on search customer_key town_key",
	meta: func(o *Order) *Meta { return &o.Meta },
	fields: func(o *Order) []any {
		return []any{
			&o.Number, &o.ExternalID, &o.Day, &o.State,
			ref{&o.PersonID},
			ref{&o.OrganisationID},
			&o.Name, &o.Organisation, &o.Email, &o.Phone, &o.KvK, &o.OIN,
			&o.DeliveryName, &o.DeliveryOrganisation, &o.Street, &o.HouseNumber, &o.Postcode, &o.Town, &o.Country,
			&o.PayerOrganisation, &o.PayerAttention, &o.PayerStreet, &o.PayerHouseNumber, &o.PayerPostcode, &o.PayerTown, &o.PayerCountry,
			&o.InvoiceEmail, &o.InvoiceReference, &o.Remarks, &o.MessageSHA, &o.SentOn, &o.Search,
			sortKey{&o.Organisation, &o.Name, &o.DeliveryOrganisation, &o.DeliveryName},
			sortKey{&o.Town},
		}
	},
}

// OrderLine is one thing that was ordered.
type OrderLine struct {
	Meta
	OrderID     int64
	Position    int64
	ProductID   int64 // 0: not in the list of products
	Description string
	Quantity    int64
	UnitCents   Cents // of one, including VAT; NoPrice while it is not known
	VATCode     string
}

var orderLines = table[OrderLine]{
	name: "order_line", columns: "order_id position product_id description quantity unit_cents vat_code description_key",
	meta: func(l *OrderLine) *Meta { return &l.Meta },
	fields: func(l *OrderLine) []any {
		return []any{&l.OrderID, &l.Position, ref{&l.ProductID}, &l.Description, &l.Quantity, &l.UnitCents, &l.VATCode, sortKey{&l.Description}}
	},
}

// Order reads one; ErrNotFound when there is none.
func (tx *Tx) Order(id int64) (Order, error) { return orders.get(tx, id) }

// OrderByNumber finds an order by the number that the office gave it.
func (tx *Tx) OrderByNumber(number string) (Order, error) {
	return orders.one(tx, "WHERE t.number = $1", number)
}

// OrderByExternalID finds an order by the web shop's own name for it.
func (tx *Tx) OrderByExternalID(id string) (Order, error) {
	return orders.one(tx, "WHERE t.external_id = $1 AND t.external_id <> ''", id)
}

// SaveOrder adds or changes an order.
func (tx *Tx) SaveOrder(o *Order) error {
	o.Search = searchText(o.Number, o.ExternalID, o.Name, o.Organisation, o.DeliveryName, o.DeliveryOrganisation)
	return orders.save(tx, o)
}

// SetOrderLines replaces the lines of an order. The order's version grows with
// it, so that two desks cannot change the lines at once and an older change of
// the lines cannot be undone past a newer step of the order. An order made in
// this transaction keeps its version.
func (tx *Tx) SetOrderLines(o *Order, lines []OrderLine) error {
	old, err := tx.OrderLinesOf(o.ID)
	if err != nil {
		return err
	}
	if len(old) > 0 {
		if err := orders.touch(tx, o); err != nil {
			return err
		}
	}
	for _, l := range old {
		if err := orderLines.remove(tx, l.ID); err != nil {
			return err
		}
	}
	for i := range lines {
		l := &lines[i]
		l.Meta, l.OrderID, l.Position = Meta{}, o.ID, int64(i+1)
		if err := orderLines.insert(tx, l); err != nil {
			return err
		}
	}
	return nil
}

// OrderLinesOf gives the lines of an order in their order.
func (tx *Tx) OrderLinesOf(order int64) ([]OrderLine, error) {
	return orderLines.all(tx, "WHERE t.order_id = $1 ORDER BY t.position", order)
}

// OrderLinesOfAll gives the lines of several orders, each order's in their order.
func (tx *Tx) OrderLinesOfAll(ids []int64) ([]OrderLine, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	return orderLines.all(tx, "WHERE t.order_id IN ("+placeholders(1, len(ids))+") ORDER BY t.order_id, t.position", anys(ids)...)
}

// OrdersPage gives a page of the orders in a state ("" all), newest first, after
// an order (nil: from the newest).
func (tx *Tx) OrdersPage(state string, after *Order, limit int) ([]Order, error) {
	var day, id any = "9999-12-31", int64(1) << 62
	if after != nil {
		day, id = string(after.Day), after.ID
	}
	if state == "" {
		return orders.all(tx, "WHERE (t.day, t.id) < ($1, $2) ORDER BY t.day DESC, t.id DESC LIMIT $3", day, id, limit)
	}
	return orders.all(tx, "WHERE t.state = $4 AND (t.day, t.id) < ($1, $2) ORDER BY t.day DESC, t.id DESC LIMIT $3", day, id, limit, state)
}

// CountOrders counts the orders in a state.
func (tx *Tx) CountOrders(state string) (int, error) {
	return tx.count("SELECT count(*) FROM sales_order WHERE state = $1", state)
}

// OrdersOf gives what somebody ordered, newest first.
func (tx *Tx) OrdersOf(person int64) ([]Order, error) {
	return orders.all(tx, "WHERE t.person_id = $1 ORDER BY t.day DESC, t.id DESC", person)
}

// OrdersOfMessage gives the orders that were made of a mail.
func (tx *Tx) OrdersOfMessage(sha string) ([]Order, error) {
	return orders.all(tx, "WHERE t.message_sha = $1 AND t.message_sha <> '' ORDER BY t.id", sha)
}

// touch gives a record a new version without changing what it says.
func (t *table[T]) touch(tx *Tx, r *T) error {
	m := t.meta(r)
	old, err := t.get(tx, m.ID)
	if err != nil {
		return err
	}
	if t.meta(&old).Version != m.Version {
		return ErrStale
	}
	before, err := t.snapshot(&old)
	if err != nil {
		return err
	}
	now := old
	n := t.meta(&now)
	n.Version, n.ChangedAt, n.ChangedBy = m.Version+1, tx.now, tx.who
	changed, err := tx.exec("UPDATE "+t.name+" SET version = $1, changed_at = $2, changed_by = $3 WHERE id = $4 AND version = $5",
		n.Version, momentText(n.ChangedAt), n.ChangedBy, m.ID, m.Version)
	if err != nil {
		return err
	}
	if changed != 1 {
		return ErrStale
	}
	after, err := t.snapshot(&now)
	if err != nil {
		return err
	}
	tx.keepMeta(m)
	*m = *n
	return tx.journal(t.journal, t.name, m.ID, before, after)
}
