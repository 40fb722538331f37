package screen

import (
	"context"
	"errors"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// fault makes the readers of a screen fail while it is set.
type fault struct{ err error }

// read answers what was asked for, or the fault.
func read[T any](f *fault, ask func() (T, error)) (T, error) {
	if f.err != nil {
		var none T
		return none, f.err
	}
	return ask()
}

type (
	faultyRegister struct {
		registry
		*fault
	}
	faultyComplaints struct {
		complaints
		*fault
	}
	faultyInvoices struct {
		invoices
		*fault
	}
	faultyOrders struct {
		orders
		*fault
	}
	faultyTrainings struct {
		trainings
		*fault
	}
	faultyBox struct {
		postbox
		*fault
	}
)

func (j faultyRegister) Person(ctx context.Context, id int64) (register.PersonPage, error) {
	return read(j.fault, func() (register.PersonPage, error) { return j.registry.Person(ctx, id) })
}

func (j faultyComplaints) Page(ctx context.Context, id int64) (complaint.Page, error) {
	return read(j.fault, func() (complaint.Page, error) { return j.complaints.Page(ctx, id) })
}

func (j faultyInvoices) Invoice(ctx context.Context, id int64) (sales.InvoicePage, error) {
	return read(j.fault, func() (sales.InvoicePage, error) { return j.invoices.Invoice(ctx, id) })
}

func (j faultyOrders) Order(ctx context.Context, id int64) (sales.OrderPage, error) {
	return read(j.fault, func() (sales.OrderPage, error) { return j.orders.Order(ctx, id) })
}

func (j faultyTrainings) Cohort(ctx context.Context, id int64) (training.Page, error) {
	return read(j.fault, func() (training.Page, error) { return j.trainings.Cohort(ctx, id) })
}

func (j faultyBox) Open(ctx context.Context, sha string) (mailbox.Letter, error) {
	return read(j.fault, func() (mailbox.Letter, error) { return j.postbox.Open(ctx, sha) })
}

// TestAPageThatCannotBeReadDoesNotShowTheRecordBefore: nobody may take what stood there for what they chose.
func TestAPageThatCannotBeReadDoesNotShowTheRecordBefore(t *testing.T) {
	ctx := context.Background()
	clock := demo.NewClock(func() time.Time { return time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC) })
	o, err := app.Open(ctx, app.Options{Address: storetest.SQLite(t), Who: demo.Who, Secrets: keychain.Memory{}, Now: clock.Now})
	must(t, err)
	t.Cleanup(func() { must(t, o.Close()) })
	must(t, demo.Fill(ctx, o, demo.Options{People: 120, Clock: clock}, nil))
	d := uitest.New(t, nil, &folder{}, All(o, Outside{})...)
	for _, c := range []struct {
		screen  ui.ScreenID
		spoil   func(p ui.Page, f *fault) (*block.List, *block.Detail)
		command string // that works on the record
	}{
		{ui.ScreenRegister, func(page ui.Page, f *fault) (*block.List, *block.Detail) {
			p := page.(*registerPage)
			p.job = faultyRegister{p.job, f}
			return p.list, p.detail
		}, "person.edit"},
		{ui.ScreenComplaints, func(page ui.Page, f *fault) (*block.List, *block.Detail) {
			p := page.(*complaintsPage)
			p.job = faultyComplaints{p.job, f}
			return p.list, p.detail
		}, "complaint.letter"},
		{ui.ScreenInvoices, func(page ui.Page, f *fault) (*block.List, *block.Detail) {
			p := page.(*invoicesPage)
			p.job = faultyInvoices{p.job, f}
			return p.list, p.detail
		}, "invoice.pay"},
		{ui.ScreenOrders, func(page ui.Page, f *fault) (*block.List, *block.Detail) {
			p := page.(*ordersPage)
			p.job = faultyOrders{p.job, f}
			return p.list, p.detail
		}, "order.edit"},
		{ui.ScreenTrainings, func(page ui.Page, f *fault) (*block.List, *block.Detail) {
			p := page.(*trainingsPage)
			p.job = faultyTrainings{p.job, f}
			return p.list, p.detail
		}, "cohort.edit"},
		{ui.ScreenMail, func(page ui.Page, f *fault) (*block.List, *block.Detail) {
			p := page.(*postPage)
			p.box = faultyBox{p.box, f}
			return p.list, p.detail
		}, "mail.done"},
	} {
		t.Run(string(c.screen), func(t *testing.T) {
			d.Go(ui.Route{Screen: c.screen})
			f := &fault{}
			list, detail := c.spoil(d.Page(), f)
			items := list.Items()
			if len(items) < 2 {
				t.Fatalf("only %d records", len(items))
			}
			list.Choose(0)
			before := d.TextsIn(detail)
			f.err = errors.New("disk gone")
			list.Choose(1)
			now := d.TextsIn(detail)
			if len(now) > 6 || len(before) < 6 {
				t.Errorf("shows %q", now)
			}
			d.MustSee("Er ging iets mis, en dit is niet gelukt.", "Opnieuw proberen")
			for _, id := range d.PageCommands() {
				if id == c.command {
					t.Errorf("%s still works, on the record before", id)
				}
			}
			f.err = nil
			d.Click("Opnieuw proberen")
			if after := d.TextsIn(detail); len(after) < 6 || d.Sees("Opnieuw proberen") {
				t.Errorf("read again it shows %q", after)
			}
			if it, ok := list.Current(); !ok || it.ID != items[1].ID {
				t.Error("the list left what was chosen")
			}
		})
	}
}
