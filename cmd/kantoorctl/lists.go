package main

import (
	"flag"
	"fmt"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/data"
)

// listed is how many lines a list gives where it is not told otherwise.
const listed = 100

func many(f *flag.FlagSet) *int { return f.Int("limit", listed, "hoeveel regels hoogstens") }

type mailLine struct {
	Date      string `json:"date"`
	From      string `json:"from"`
	Subject   string `json:"subject"`
	Intent    string `json:"intent"`
	State     string `json:"state"`
	Outcome   string `json:"outcome"`
	Complaint bool   `json:"complaint"`
}

// mailList gives the mails, the newest first, as the window shows them.
func mailList(f *flag.FlagSet) func(*call) error {
	state := f.String("state", "", "alleen new, done of aside")
	limit := many(f)
	return func(c *call) error {
		rows, err := c.office.Mail.List(c.ctx, *state, true, nil, *limit)
		if err != nil {
			return err
		}
		for _, m := range rows {
			l := mailLine{m.Received.Format(time.RFC3339), m.FromEmail, m.Subject, m.Intent, m.State, m.Outcome, m.Complaint}
			if err := c.print(l, joined(string(data.DayOf(m.Received)), m.FromEmail, m.Subject, m.Outcome)); err != nil {
				return err
			}
		}
		return nil
	}
}

type orderLine struct {
	Order      string     `json:"order"`
	Day        data.Day   `json:"day"`
	State      string     `json:"state"`
	Customer   string     `json:"customer"`
	Summary    string     `json:"summary"`
	TotalCents data.Cents `json:"total_cents"`
	Invoice    string     `json:"invoice"`
}

func orderList(f *flag.FlagSet) func(*call) error {
	state := f.String("state", "", "alleen new, invoiced, sent of cancelled")
	limit := many(f)
	return func(c *call) error {
		rows, err := c.office.Sales.Orders(c.ctx, *state, nil, *limit)
		if err != nil {
			return err
		}
		for _, r := range rows {
			l := orderLine{r.Order.Number, r.Order.Day, r.Order.State, r.Customer, r.Summary, r.TotalCents, r.InvoiceNumber}
			if err := c.print(l, joined(r.Order.Number, r.Customer, r.Summary, r.StateText)); err != nil {
				return err
			}
		}
		return nil
	}
}

type invoiceLine struct {
	Number      string     `json:"number"`
	Kind        string     `json:"kind"`
	Day         data.Day   `json:"day"`
	State       string     `json:"state"`
	Customer    string     `json:"customer"`
	AmountCents data.Cents `json:"amount_cents"`
	OpenCents   data.Cents `json:"open_cents"`
}

func invoiceList(f *flag.FlagSet) func(*call) error {
	part := f.String("part", "", "alleen draft, open, overdue, refund, paid of set_off")
	limit := many(f)
	return func(c *call) error {
		rows, err := c.office.Sales.Invoices(c.ctx, data.InvoiceFilter(*part), nil, *limit)
		if err != nil {
			return err
		}
		for _, i := range rows {
			l := invoiceLine{i.Number, i.Kind, i.Day, i.StateText, i.Customer, i.TotalCents, i.OpenCents()}
			if err := c.print(l, joined(i.Number, i.Customer, i.StateText)); err != nil {
				return err
			}
		}
		return nil
	}
}

type complaintLine struct {
	Number   string   `json:"number"`
	Route    string   `json:"route"`
	State    string   `json:"state"`
	Received data.Day `json:"received"`
	Due      data.Day `json:"due"`
	Reacted  data.Day `json:"reacted"`
	Clock    string   `json:"clock"`
	Last     string   `json:"last"` // what happened last
}

// complaintList gives the dossiers, the most urgent first. What they are about
// stays in the window.
func complaintList(f *flag.FlagSet) func(*call) error {
	state := f.String("state", "", "alleen open of closed")
	return func(c *call) error {
		rows, err := c.office.Complaints.List(c.ctx, *state)
		if err != nil {
			return err
		}
		for _, r := range rows {
			page, err := c.office.Complaints.Page(c.ctx, r.ID)
			if err != nil {
				return err
			}
			l := complaintLine{Number: r.Number, Route: r.Route, State: r.State, Received: r.Received, Due: r.Clock.Due, Reacted: r.Clock.ReactedOn, Clock: r.Clock.Text()}
			if n := len(page.Events); n > 0 {
				l.Last = page.Events[n-1].Kind
			}
			if err := c.print(l, joined(r.Number, complaint.RouteOf(r.Route).Name, r.Clock.Text())); err != nil {
				return err
			}
		}
		return nil
	}
}

type changeLine struct {
	ID     int64  `json:"id"`
	At     string `json:"at"`
	Who    string `json:"who"`
	Title  string `json:"title"`
	Undone bool   `json:"undone"`
}

// history tells what was done last, the newest first.
func history(f *flag.FlagSet) func(*call) error {
	limit := many(f)
	return func(c *call) error {
		var done []data.HistoryEntry
		err := c.office.Store.Read(c.ctx, func(tx *data.Tx) (err error) {
			done, err = tx.History(0, *limit)
			return err
		})
		if err != nil {
			return err
		}
		for _, e := range done {
			text := fmt.Sprintf("%s %s: %s", e.At.In(data.Amsterdam()).Format("2006-01-02 15:04"), e.Who, e.Title)
			if e.Undone {
				text += " (ongedaan gemaakt)"
			}
			if err := c.print(changeLine{e.ID, e.At.Format(time.RFC3339), e.Who, e.Title, e.Undone}, text); err != nil {
				return err
			}
		}
		return nil
	}
}
