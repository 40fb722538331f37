package data

// Product is something that can be ordered: the handbook and the other materials.
type Product struct {
	Meta
	Code       string // as web shops name it, "handbook-7-12"
	Name       string // on screen and on invoices
	Form       string // paper, digital
	PriceCents Cents  // of one, including VAT and shipping; NoPrice while the office has not set it
	VATCode    string // high, low, exempt
	Ended      bool   // no longer sold
}

// NoPrice stands for a price that the office has not set yet; 0 is free of charge.
const NoPrice Cents = -1

var products = table[Product]{
	name: "product", columns: "code name form price_cents vat_code ended",
	meta: func(p *Product) *Meta { return &p.Meta },
	fields: func(p *Product) []any {
		return []any{&p.Code, &p.Name, &p.Form, &p.PriceCents, &p.VATCode, &p.Ended}
	},
}

// Product reads one; ErrNotFound when there is none.
func (tx *Tx) Product(id int64) (Product, error) { return products.get(tx, id) }

// ProductByCode finds a product by its code; ErrNotFound when there is none.
func (tx *Tx) ProductByCode(code string) (Product, error) {
	return products.one(tx, "WHERE t.code = $1", code)
}

// Products gives all products, those no longer sold last.
func (tx *Tx) Products() ([]Product, error) {
	return products.all(tx, "ORDER BY t.ended, t.id")
}

// SaveProduct adds or changes a product; ErrDouble when the code is taken.
func (tx *Tx) SaveProduct(p *Product) error { return products.save(tx, p) }

// VATRate is the percentage of a code from a day on.
type VATRate struct {
	Meta
	Code    string // high, low, exempt
	Since   Day
	Percent int64
	Text    string // what an invoice must say, for what is exempt
}

var vatRates = table[VATRate]{
	name: "vat_rate", columns: "code since percent text",
	meta:   func(r *VATRate) *Meta { return &r.Meta },
	fields: func(r *VATRate) []any { return []any{&r.Code, &r.Since, &r.Percent, &r.Text} },
}

// VATRateOn gives the rate of a code that holds on a day; ErrNotFound when there is none.
func (tx *Tx) VATRateOn(code string, on Day) (VATRate, error) {
	return vatRates.one(tx, "WHERE t.code = $1 AND t.since <= $2 ORDER BY t.since DESC", code, string(on))
}

// VATRates gives every rate there was and will be, by code and day.
func (tx *Tx) VATRates() ([]VATRate, error) { return vatRates.all(tx, "ORDER BY t.code, t.since") }

// SaveVATRate adds or changes a rate.
func (tx *Tx) SaveVATRate(r *VATRate) error { return vatRates.save(tx, r) }
