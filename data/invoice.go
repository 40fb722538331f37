package data

import (
	"errors"
	"fmt"
)

// Invoice is an invoice or a credit note: a draft without a number, or final
// with one and then read-only. The amounts of a credit note are negative.
type Invoice struct {
	Meta
	Number         string
	Kind           string // invoice, credit
	State          string // draft, final
	Day            Day
	DueDay         Day
	DeliveryDay    Day
	OrderID        int64
	PersonID       int64
	OrganisationID int64
	CreditOf       int64  // of a credit note: the invoice that it corrects
	Membership     string // coach, mediator: the membership of the person that starts on its payment; empty: none
	Reason         string // of a credit note: why, as it stands on it

	// The buyer as he or she stands on the invoice.
	Name         string
	Organisation string
	Attention    string
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

	TotalCents  Cents // including VAT
	PaidCents   Cents // what came in or was set off, less what went back; set by AddPayment
	SetOffCents Cents // the part of PaidCents that was set off and never came in; set by AddPayment
	Imported    bool  // made elsewhere and known here as an open item
	DocumentID  int64
	SentOn      Day
	Search      string // set by SaveInvoice
}

// OpenCents is what is still to be paid; negative when the office has to pay back.
func (i *Invoice) OpenCents() Cents { return i.TotalCents - i.PaidCents }

var invoices = table[Invoice]{
	name: "invoice",
	columns: "number kind state day due_day delivery_day order_id person_id organisation_id credit_of membership reason " +
		"name organisation attention street house_number postcode town country email reference kvk oin vat_number " +
		"total_cents paid_cents set_off_cents imported document_id sent_on search customer_key reference_key town_key",
	meta: func(i *Invoice) *Meta { return &i.Meta },
	fields: func(i *Invoice) []any {
		return []any{
			&i.Number, &i.Kind, &i.State, &i.Day, &i.DueDay, &i.DeliveryDay,
			ref{&i.OrderID},
			ref{&i.PersonID},
			ref{&i.OrganisationID},
			ref{&i.CreditOf},
			&i.Membership, &i.Reason,
			&i.Name, &i.Organisation, &i.Attention, &i.Street, &i.HouseNumber, &i.Postcode, &i.Town, &i.Country, &i.Email, &i.Reference, &i.KvK, &i.OIN, &i.VATNumber,
			&i.TotalCents, &i.PaidCents, &i.SetOffCents, &i.Imported,
			ref{&i.DocumentID},
			&i.SentOn, &i.Search,
			sortKey{&i.Organisation, &i.Name},
			sortKey{&i.Reference},
			sortKey{&i.Town},
		}
	},
}

// InvoiceLine is one line of an invoice; on a credit note the quantity is negative.
type InvoiceLine struct {
	Meta
	InvoiceID   int64
	Position    int64
	Description string
	Quantity    int64
	UnitCents   Cents // of one, including VAT
	VATCode     string
	VATPercent  int64 // set when the invoice becomes final
	EnrolmentID int64 // the enrolment that is invoiced; 0: none
}

// Cents is what the line comes to, including VAT.
func (l *InvoiceLine) Cents() Cents { return Cents(l.Quantity) * l.UnitCents }

var invoiceLines = table[InvoiceLine]{
	name: "invoice_line", columns: "invoice_id position description quantity unit_cents vat_code vat_percent enrolment_id",
	meta: func(l *InvoiceLine) *Meta { return &l.Meta },
	fields: func(l *InvoiceLine) []any {
		return []any{&l.InvoiceID, &l.Position, &l.Description, &l.Quantity, &l.UnitCents, &l.VATCode, &l.VATPercent, ref{&l.EnrolmentID}}
	},
}

// InvoiceVAT is the VAT of one rate on a final invoice.
type InvoiceVAT struct {
	Meta
	InvoiceID int64
	VATCode   string
	Percent   int64
	NetCents  Cents
	VATCents  Cents
	Text      string // why it is exempt
}

var invoiceVATs = table[InvoiceVAT]{
	name: "invoice_vat", columns: "invoice_id vat_code percent net_cents vat_cents text",
	meta: func(v *InvoiceVAT) *Meta { return &v.Meta },
	fields: func(v *InvoiceVAT) []any {
		return []any{&v.InvoiceID, &v.VATCode, &v.Percent, &v.NetCents, &v.VATCents, &v.Text}
	},
}

// Payment is money that came in on an invoice, negative when it went back; or what was set off against another paper and
// moved no money.
type Payment struct {
	Meta
	InvoiceID   int64
	Day         Day
	AmountCents Cents
	Source      string // where it is known from: "bank", "hand", a credit note's number
	SetOff      bool
}

var payments = table[Payment]{
	name: "payment", columns: "invoice_id day amount_cents source set_off",
	meta:   func(p *Payment) *Meta { return &p.Meta },
	fields: func(p *Payment) []any { return []any{&p.InvoiceID, &p.Day, &p.AmountCents, &p.Source, &p.SetOff} },
}

// ErrFinal: an invoice with a number is never changed or removed.
var ErrFinal = errors.New("invoice is final")

func refuseFinal() error {
	return Explain("Deze factuur is definitief en kan niet meer worden gewijzigd. Maak een creditfactuur om hem te corrigeren.", ErrFinal)
}

// Invoice reads one; ErrNotFound when there is none.
func (tx *Tx) Invoice(id int64) (Invoice, error) { return invoices.get(tx, id) }

// InvoiceByNumber finds a final invoice or credit note by its number.
func (tx *Tx) InvoiceByNumber(number string) (Invoice, error) {
	return invoices.one(tx, "WHERE t.number = $1 AND t.number <> ''", number)
}

// SaveInvoice adds or changes an invoice. A final one is refused (ErrFinal),
// except for the day on which it was sent.
func (tx *Tx) SaveInvoice(i *Invoice) error {
	i.Search = searchText(i.Number, i.Name, i.Organisation, i.Reference)
	if i.ID == 0 {
		if i.State != "draft" || i.PaidCents != 0 || i.SetOffCents != 0 {
			return fmt.Errorf("invoice: a new one is an unpaid draft, not %s", i.State)
		}
		return invoices.insert(tx, i)
	}
	old, err := invoices.get(tx, i.ID)
	if err != nil {
		return err
	}
	if old.PaidCents != i.PaidCents || old.SetOffCents != i.SetOffCents {
		return errors.New("invoice: payments are added by AddPayment")
	}
	if old.State == "final" {
		kept := old
		kept.Meta, kept.SentOn = i.Meta, i.SentOn
		if kept != *i {
			return refuseFinal()
		}
	}
	return invoices.update(tx, i)
}

// DeleteInvoice removes a draft; a final one is refused (ErrFinal).
func (tx *Tx) DeleteInvoice(id int64) error {
	old, err := invoices.get(tx, id)
	if err != nil {
		return err
	}
	if old.State == "final" {
		return refuseFinal()
	}
	lines, err := tx.InvoiceLinesOf(id)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if err := invoiceLines.remove(tx, l.ID); err != nil {
			return err
		}
	}
	return invoices.remove(tx, id)
}

// SetInvoiceLines replaces the lines of a draft; its version grows with it.
func (tx *Tx) SetInvoiceLines(i *Invoice, lines []InvoiceLine) error {
	if err := tx.draftOnly(i.ID); err != nil {
		return err
	}
	old, err := tx.InvoiceLinesOf(i.ID)
	if err != nil {
		return err
	}
	if len(old) > 0 {
		if err := invoices.touch(tx, i); err != nil {
			return err
		}
	}
	for _, l := range old {
		if err := invoiceLines.remove(tx, l.ID); err != nil {
			return err
		}
	}
	for n := range lines {
		l := &lines[n]
		l.Meta, l.InvoiceID, l.Position = Meta{}, i.ID, int64(n+1)
		if err := invoiceLines.insert(tx, l); err != nil {
			return err
		}
	}
	return nil
}

// AddInvoiceVAT puts the VAT per rate on a draft that becomes final in this transaction.
func (tx *Tx) AddInvoiceVAT(invoice int64, vat []InvoiceVAT) error {
	if err := tx.draftOnly(invoice); err != nil {
		return err
	}
	for n := range vat {
		vat[n].InvoiceID = invoice
		if err := invoiceVATs.insert(tx, &vat[n]); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) draftOnly(invoice int64) error {
	i, err := invoices.get(tx, invoice)
	if err == nil && i.State == "final" {
		return refuseFinal()
	}
	return err
}

// InvoiceLinesOf gives the lines of an invoice in their order.
func (tx *Tx) InvoiceLinesOf(invoice int64) ([]InvoiceLine, error) {
	return invoiceLines.all(tx, "WHERE t.invoice_id = $1 ORDER BY t.position", invoice)
}

// InvoiceLinesOfEnrolments gives the lines of invoices and credit notes that are
// about enrolments, in the order in which the invoices were made.
func (tx *Tx) InvoiceLinesOfEnrolments(enrolments ...int64) ([]InvoiceLine, error) {
	if len(enrolments) == 0 {
		return nil, nil
	}
	return invoiceLines.all(tx, "WHERE t.enrolment_id IN ("+placeholders(1, len(enrolments))+") ORDER BY t.invoice_id, t.position", anys(enrolments)...)
}

// InvoiceVATOf gives the VAT of a final invoice, a line each rate.
func (tx *Tx) InvoiceVATOf(invoice int64) ([]InvoiceVAT, error) {
	return invoiceVATs.all(tx, "WHERE t.invoice_id = $1 ORDER BY t.id", invoice)
}

// AddPayment books a payment on a final invoice and brings what was paid up to date.
func (tx *Tx) AddPayment(p *Payment) error {
	i, err := invoices.get(tx, p.InvoiceID)
	if err != nil {
		return err
	}
	if i.State != "final" {
		return Refuse("Deze factuur is nog een concept; er kan nog niet op betaald worden.")
	}
	if err := payments.insert(tx, p); err != nil {
		return err
	}
	i.PaidCents += p.AmountCents
	if p.SetOff {
		i.SetOffCents += p.AmountCents
	}
	return invoices.update(tx, &i)
}

// PaymentsOf gives what was paid on an invoice, oldest first.
func (tx *Tx) PaymentsOf(invoice int64) ([]Payment, error) {
	return payments.all(tx, "WHERE t.invoice_id = $1 ORDER BY t.day, t.id", invoice)
}

// InvoicesOfOrder gives the invoices and credit notes of an order, oldest first.
func (tx *Tx) InvoicesOfOrder(order int64) ([]Invoice, error) {
	return invoices.all(tx, "WHERE t.order_id = $1 ORDER BY t.id", order)
}

// CreditsOf gives the final credit notes on an invoice, oldest first.
func (tx *Tx) CreditsOf(invoice int64) ([]Invoice, error) {
	return invoices.all(tx, "WHERE t.credit_of = $1 AND t.state = 'final' ORDER BY t.id", invoice)
}

// InvoicesOf gives somebody's invoices, newest first, drafts before them.
func (tx *Tx) InvoicesOf(person int64) ([]Invoice, error) {
	return invoices.all(tx, "WHERE t.person_id = $1 ORDER BY t.number = '' DESC, t.day DESC, t.id DESC", person)
}

// InvoiceFilter names a part of the invoices.
type InvoiceFilter string

// The parts that InvoicesPage knows.
const (
	AllInvoices     InvoiceFilter = ""
	DraftInvoices   InvoiceFilter = "draft"
	OpenInvoices    InvoiceFilter = "open"    // something is still to be paid
	OverdueInvoices InvoiceFilter = "overdue" // and the day to pay it has passed
	RefundInvoices  InvoiceFilter = "refund"  // the office has to pay back
	PaidInvoices    InvoiceFilter = "paid"    // nothing is to be paid any more, and money came in or went back
	SetOffInvoices  InvoiceFilter = "set_off" // nothing is to be paid any more, and something was set off
)

// settled is the condition of the index of what nobody has to pay the office any more.
const settled = "$1 <> '' AND t.state = 'final' AND t.total_cents <= t.paid_cents"

// where writes the filter; $1 is today.
func (f InvoiceFilter) where() string {
	switch f {
	case DraftInvoices:
		return "$1 <> '' AND t.state = 'draft'"
	case OpenInvoices:
		return "$1 <> '' AND t.state = 'final' AND t.total_cents > t.paid_cents"
	case OverdueInvoices:
		return "t.state = 'final' AND t.total_cents > t.paid_cents AND t.due_day <> '' AND t.due_day < $1"
	case RefundInvoices:
		return settled + " AND t.total_cents < t.paid_cents"
	case PaidInvoices:
		return settled + " AND t.total_cents = t.paid_cents AND t.set_off_cents <> t.total_cents"
	case SetOffInvoices:
		return settled + " AND t.total_cents = t.paid_cents AND t.set_off_cents <> 0"
	}
	return "$1 <> ''"
}

// InvoicesPage gives a page of the invoices, newest first, after an invoice
// (nil: from the newest). Drafts have no day and stand last.
func (tx *Tx) InvoicesPage(f InvoiceFilter, after *Invoice, limit int) ([]Invoice, error) {
	var day, id any = "9999-12-31", int64(1) << 62
	if after != nil {
		day, id = string(after.Day), after.ID
	}
	return invoices.all(tx, "WHERE "+f.where()+" AND (t.day, t.id) < ($2, $3) ORDER BY t.day DESC, t.id DESC LIMIT $4",
		string(tx.Today()), day, id, limit)
}

// CountInvoices counts a part of the invoices.
func (tx *Tx) CountInvoices(f InvoiceFilter) (int, error) {
	return tx.count("SELECT count(*) FROM invoice t WHERE "+f.where(), string(tx.Today()))
}

// OpenTotal is what is still to be paid on a part of the invoices.
func (tx *Tx) OpenTotal(f InvoiceFilter) (Cents, error) {
	var sum int64
	err := tx.row("SELECT coalesce(sum(t.total_cents - t.paid_cents), 0) FROM invoice t WHERE "+f.where(), []any{string(tx.Today())}, &sum)
	return Cents(sum), err
}

// InvoicesOfOrders gives the invoices and credit notes of several orders, oldest first.
func (tx *Tx) InvoicesOfOrders(orders []int64) ([]Invoice, error) {
	if len(orders) == 0 {
		return nil, nil
	}
	return invoices.all(tx, "WHERE t.order_id IN ("+placeholders(1, len(orders))+") ORDER BY t.id", anys(orders)...)
}
