package demo

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
)

// billed lets drafts of invoices be made for some of those who take part.
func (s *story) billed(c *cohort, some int) {
	s.at(s.day(-2), "15:10", "invoices of enrolments", func(ctx context.Context) error {
		var who []int64
		for _, g := range c.guests[:some] {
			who = append(who, g.enrolment)
		}
		_, _, err := s.office.Enrolments.Invoice(ctx, c.id, who...)
		return err
	})
}

// offered lets somebody with a seat cancel, and the seat be offered to who waits the longest, who has not answered yet.
func (s *story) offered(c *cohort) {
	s.at(s.day(-3), "10:35", "cancel one", func(ctx context.Context) error {
		_, err := s.office.Enrolments.Cancel(ctx, c.guests[1].enrolment, enrolment.Settle{Reason: "ziek"})
		return err
	})
	s.at(s.day(-2), "10:50", "offer a seat", func(ctx context.Context) error {
		_, _, err := s.office.Training.OfferSeat(ctx, c.guests[c.taking].enrolment)
		return err
	})
}

// calledOffOne lets somebody with a seat cancel, so that it is free for whoever
// waits the longest.
func (s *story) calledOffOne(c *cohort) {
	s.at(s.day(-1), "16:05", "cancel one", func(ctx context.Context) error {
		_, err := s.office.Enrolments.Cancel(ctx, c.guests[3].enrolment, enrolment.Settle{Reason: "andere baan"})
		return err
	})
}
