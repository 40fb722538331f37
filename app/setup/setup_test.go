package setup_test

import (
	"context"
	"slices"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func TestEachStepIsDoneByFillingItIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		o, err := app.Open(ctx, app.Options{Address: address})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := o.Close(); err != nil {
				t.Error(err)
			}
		}()
		write := func(f func(tx *data.Tx) error) error {
			return o.Store.Write(ctx, data.Change{Title: "proef"}, f)
		}
		state := func() setup.State {
			t.Helper()
			s, err := o.Setup.State(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		if s := state(); !s.Fresh || !slices.Equal(s.Open, setup.Steps()) {
			t.Errorf("new: %+v", s)
		}
		seller, err := o.Sales.Seller(ctx)
		if err != nil {
			t.Fatal(err)
		}
		left := setup.Steps()
		for _, fill := range []struct {
			step setup.Step
			do   func() error
		}{
			{setup.Desk, func() error {
				return write(func(tx *data.Tx) error { return tx.SaveStaff(&data.Staff{Name: "Ilse", Login: "ilse"}) })
			}},
			{setup.Office, func() error {
				seller.Street, seller.Postcode, seller.Town = "Lindelaan", "7411 AA", "Deventer"
				_, err := o.Sales.SaveSeller(ctx, seller)
				return err
			}},
			{setup.Numbers, func() error {
				seller.VATID, seller.IBAN = "NL123456789B01", "NL91ABNA0417164300"
				_, err := o.Sales.SaveSeller(ctx, seller)
				return err
			}},
			{setup.Mailbox, func() error {
				return write(func(tx *data.Tx) error {
					return tx.SaveMailAccount(&data.MailAccount{Name: "info", Address: "info@example.nl", Host: "imap.example.nl", Port: 993, Username: "info", Folder: "INBOX"})
				})
			}},
			{setup.List, func() error {
				return write(func(tx *data.Tx) error { return tx.SavePerson(&data.Person{FirstName: "Bo", Surname: "Veen"}) })
			}},
			{setup.Backup, func() error {
				_, err := o.Backups.SetPlace(ctx, t.TempDir())
				return err
			}},
		} {
			if err := fill.do(); err != nil {
				t.Fatal(err)
			}
			left = slices.DeleteFunc(slices.Clone(left), func(s setup.Step) bool { return s == fill.step })
			if s := state(); s.Fresh || !slices.Equal(s.Open, left) || !s.Done(fill.step) {
				t.Errorf("after %s: %+v", fill.step, s)
			}
		}
		if s := state(); len(s.Lacking) > 0 {
			t.Errorf("%v is lacking", s.Lacking)
		}
	})
}

func TestLeftFirstRunIsNotFresh(t *testing.T) {
	ctx := context.Background()
	o, err := app.Open(ctx, app.Options{Address: storetest.SQLite(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	}()
	for range 2 {
		if err := o.Setup.Close(ctx); err != nil {
			t.Fatal(err)
		}
		s, err := o.Setup.State(ctx)
		if err != nil || s.Fresh || len(s.Open) != len(setup.Steps()) {
			t.Errorf("%+v, %v", s, err)
		}
	}
}
