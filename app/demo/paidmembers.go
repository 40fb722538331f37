package demo

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// invoicedDays is for how long the office makes the invoices of memberships here.
const invoicedDays = 190

// prices sets what paid membership costs, from the beginning.
func (s *story) prices(ctx context.Context) error {
	l, err := s.office.Register.Lengths(ctx)
	if err != nil {
		return err
	}
	l.CoachCents, l.MediatorCents, l.VATCode = 75_00, 125_00, "high"
	_, err = s.office.Register.SaveLengths(ctx, l)
	return err
}

// paidMembership plans what is paid for a membership within the story: an invoice, and its payment on the day from which
// the membership goes on. The first months the office noted only that it was paid, as it does for who has no address to invoice.
func (s *story) paidMembership(m *member, e data.MembershipEvent) {
	if e.Day < s.today.AddDays(-invoicedDays) || m.person.Street == "" || m.person.Postcode == "" {
		s.at(e.Day, "16:50", "membership", func(ctx context.Context) error {
			return s.write(ctx, "Betaling lidmaatschap vastgelegd", func(tx *data.Tx) error {
				e := e
				e.PersonID = m.person.ID
				return register.RecordMembership(tx, e)
			})
		})
		return
	}
	var invoice int64
	var total data.Cents
	s.at(max(s.first, s.working(e.Day.AddDays(-12))), "14:20", "membership invoice", func(ctx context.Context) (err error) {
		invoice, total, err = s.membershipInvoice(ctx, m, e.Regime)
		return err
	})
	s.at(e.Day, "16:50", "membership payment", func(ctx context.Context) error {
		_, err := s.office.Sales.RecordPayment(ctx, invoice, "", total, "bank")
		return err
	})
}

func (s *story) membershipInvoice(ctx context.Context, m *member, regime string) (id int64, total data.Cents, err error) {
	made, err := s.office.Sales.InvoiceMembership(ctx, m.person.ID, regime, true)
	if err != nil {
		return 0, 0, err
	}
	_, err = s.office.Sales.MarkInvoiceSent(ctx, made.ID)
	return made.ID, made.TotalCents, err
}

// planAwaited lets two coaches whose membership ends soon be invoiced to stay a member: one has not paid yet, of the
// other it is a draft.
func (s *story) planAwaited() {
	var soon []*member
	for _, m := range s.coaches {
		if m.until > s.today.AddDays(7) && m.until < s.today.AddDays(60) && !m.paying && m.person.Email != "" {
			soon = append(soon, m)
		}
	}
	for i, m := range soon[:min(2, len(soon))] {
		s.at(s.day(-6+3*i), "15:20", "membership invoice", func(ctx context.Context) error {
			if i == 0 {
				_, _, err := s.membershipInvoice(ctx, m, register.RegimeCoach)
				return err
			}
			_, err := s.office.Sales.InvoiceMembership(ctx, m.person.ID, register.RegimeCoach, false)
			return err
		})
	}
}
