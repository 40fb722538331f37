package demo

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

// purchase is one order of the story while it happens.
type purchase struct {
	order   sales.Order
	id      int64
	invoice int64
	total   data.Cents
}

// how far an order gets
const (
	ordered  = iota // new
	invoiced        // the invoice is made, the parcel waits
	parcel          // the parcel left
	paid
)

// planSales plans orders and invoices in every state.
func (s *story) planSales() {
	for n := -410; n < -50; n += s.between(6, 10) {
		s.purchase(s.day(n), paid)
	}
	for _, o := range []struct{ day, how int }{
		{-78, parcel},
		{-57, parcel},
		{-44, parcel},
		{-39, parcel}, // overdue, two of them for long
		{-47, paid},
		{-41, paid},
		{-33, paid},
		{-26, paid},
		{-21, parcel},
		{-17, paid},
		{-13, parcel},
		{-9, parcel},
		{-7, parcel},
		{-4, invoiced},
		{-3, invoiced},
		{-1, ordered},
		{0, ordered},
	} {
		s.purchase(s.day(o.day), o.how)
	}
	s.partlyPaid(s.purchase(s.day(-53), parcel))
	s.credited(s.purchase(s.day(-62), parcel))
	s.cancelled(s.purchase(s.day(-29), ordered))
	s.planCourseInvoices()
	s.planDraft()
}

// purchase plans an order of a coach, or of an organisation, that gets so far.
func (s *story) purchase(day data.Day, how int) *purchase {
	p := &purchase{order: s.orderOf(day)}
	s.at(day, s.clockTime(), "order", func(ctx context.Context) error {
		saved, err := s.office.Sales.NewOrder(ctx, p.order)
		p.id = saved.ID
		return err
	})
	if how >= invoiced {
		s.at(day, "17:10", "invoice", func(ctx context.Context) error { return s.invoice(ctx, p) })
	}
	if how >= parcel {
		s.at(s.office.Calendar.Add(day, 1), "13:15", "parcel", func(ctx context.Context) error {
			_, err := s.office.Sales.MarkSent(ctx, p.id)
			return err
		})
	}
	if how >= paid {
		s.at(s.office.Calendar.Add(day, s.between(2, 11)), "08:40", "payment", func(ctx context.Context) error {
			_, err := s.office.Sales.RecordPayment(ctx, p.invoice, "", p.total, "bank")
			return err
		})
	}
	return p
}

// invoice makes the invoice of an order and notes that it was mailed.
func (s *story) invoice(ctx context.Context, p *purchase) error {
	issued, err := s.office.Sales.OrderToInvoice(ctx, p.id)
	if err != nil {
		return err
	}
	p.invoice, p.total = issued.ID, issued.TotalCents
	_, err = s.office.Sales.MarkInvoiceSent(ctx, issued.ID)
	return err
}

// orderOf makes up what is ordered and by whom.
func (s *story) orderOf(day data.Day) sales.Order {
	o := sales.Order{Day: day, Lines: []sales.Item{{Product: sales.Handbook, Quantity: 1}}}
	if s.rand.IntN(4) == 0 {
		body := pick(s, s.organisations)
		o.Customer = sales.Customer{Organisation: body.Name, Email: body.Email, OIN: body.OIN}
		o.Delivery = sales.Delivery{Organisation: body.Name, Street: body.Street, HouseNumber: body.HouseNumber, Postcode: body.Postcode, Town: body.Town, Country: body.Country}
		o.Payer = sales.Payer{Email: body.InvoiceEmail, Reference: fmt.Sprintf("%s-%04d", strings.ToUpper(mailWord(body.Name))[:2], s.rand.IntN(10000))}
		o.Lines = []sales.Item{{Product: pick(s, []string{"workbook-kies-voor-mij", "book-dino-dekbedden", sales.Handbook, "poster"}), Quantity: int64(s.between(2, 12))}}
		if s.rand.IntN(2) == 0 && o.Lines[0].Product != "card" {
			o.Lines = append(o.Lines, sales.Item{Product: "card", Quantity: 25})
		}
		return o
	}
	p := pick(s, s.coaches).person
	email := p.Email
	if email == "" {
		email = p.WorkEmail
	}
	o.Customer = sales.Customer{Name: p.Name(), Organisation: p.Organisation, Email: email, Phone: p.Mobile}
	o.Delivery = sales.Delivery{Name: p.Name(), Organisation: p.Organisation, Street: p.Street, HouseNumber: p.HouseNumber, Postcode: p.Postcode, Town: p.Town, Country: p.Country}
	if s.rand.IntN(5) == 0 {
		o.Lines = append(o.Lines, sales.Item{Product: "workbook-kies-voor-mij", Quantity: int64(s.between(1, 8))})
	}
	return o
}

func (s *story) partlyPaid(p *purchase) {
	s.at(s.day(-20), "08:41", "part payment", func(ctx context.Context) error {
		_, err := s.office.Sales.RecordPayment(ctx, p.invoice, "", p.total/2, "bank")
		return err
	})
}

func (s *story) credited(p *purchase) {
	s.at(s.day(-55), "11:20", "credit note", func(ctx context.Context) error {
		_, err := s.office.Sales.Credit(ctx, p.invoice, "Pakket beschadigd terug gekomen.")
		return err
	})
}

func (s *story) cancelled(p *purchase) {
	s.at(s.office.Calendar.Add(p.order.Day, 1), "10:20", "cancel order", func(ctx context.Context) error {
		_, err := s.office.Sales.CancelOrder(ctx, p.id)
		return err
	})
}

// planCourseInvoices lets organisations be invoiced for who they send to the
// trainings that were held, a few of each cohort.
func (s *story) planCourseInvoices() {
	for _, c := range s.held {
		n := 0
		for _, g := range c.guests {
			if g.payer == nil || n == 4 {
				continue
			}
			n++
			late := n == 4 && c.days[0] > s.today.AddDays(-60)
			s.courseInvoice(c, g, !late)
		}
	}
}

func (s *story) courseInvoice(c *cohort, g *participant, pays bool) {
	var id int64
	var total data.Cents
	start := c.days[0]
	s.at(s.working(start.AddDays(-10)), s.clockTime(), "course invoice", func(ctx context.Context) error {
		page, err := s.office.Training.Cohort(ctx, c.id)
		if err != nil {
			return err
		}
		o := g.payer
		price, err := s.price(ctx, c.course)
		if err != nil {
			return err
		}
		draft, _, err := s.office.Sales.NewDraft(ctx, sales.Draft{
			Organisation: o.Name, Street: o.Street, HouseNumber: o.HouseNumber, Postcode: o.Postcode, Town: o.Town, Country: o.Country,
			Email: o.InvoiceEmail, Reference: o.InvoiceReference, OIN: o.OIN, DeliveryDay: start, PersonID: g.person.ID,
			Lines: []sales.DraftLine{{Description: fmt.Sprintf("%s, %s, groep %s\nDeelnemer: %s", c.course, c.town, page.Code, g.person.Name()), Quantity: 1, UnitCents: price, VATCode: sales.ExemptVAT}},
		})
		if err != nil {
			return err
		}
		issued, err := s.office.Sales.Finalise(ctx, draft)
		if err != nil {
			return err
		}
		id, total = issued.ID, issued.TotalCents
		_, err = s.office.Sales.MarkInvoiceSent(ctx, id)
		return err
	})
	if !pays {
		return
	}
	s.at(s.working(start.AddDays(s.between(-5, 14))), "08:42", "course payment", func(ctx context.Context) error {
		_, err := s.office.Sales.RecordPayment(ctx, id, "", total, "bank")
		return err
	})
}

func (s *story) price(ctx context.Context, course string) (data.Cents, error) {
	courses, err := s.office.Training.Courses(ctx)
	for _, c := range courses {
		if c.Name == course {
			return c.PriceCents, err
		}
	}
	return 0, fmt.Errorf("no course %q: %w", course, err)
}

// planDraft plans an invoice that is still being written.
func (s *story) planDraft() {
	s.at(s.day(-2), "15:40", "draft", func(ctx context.Context) error {
		for _, o := range s.organisations {
			if o.Name != "Gemeente Westerdam" {
				continue
			}
			_, _, err := s.office.Sales.NewDraft(ctx, sales.Draft{
				Organisation: o.Name, Attention: o.Department, Street: o.Street, HouseNumber: o.HouseNumber, Postcode: o.Postcode, Town: o.Town, Country: o.Country,
				Email: o.InvoiceEmail, Reference: o.InvoiceReference, OIN: o.OIN,
				Lines: []sales.DraftLine{
					{Description: "Presentatie KIES voor schoolleiders en intern begeleiders", Quantity: 1, UnitCents: 48400, VATCode: sales.HighVAT},
					{Description: "Reiskosten", Quantity: 1, UnitCents: 6050, VATCode: sales.HighVAT},
				},
			})
			return err
		}
		return nil
	})
}
