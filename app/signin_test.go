package app_test

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func TestADeskWithoutANameIsNotAColleagues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		o, err := app.Open(ctx, app.Options{Address: address, Who: "proef", Secrets: keychain.Memory{}})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := o.Close(); err != nil {
				t.Error(err)
			}
		}()
		err = o.Store.Write(ctx, data.Change{}, func(tx *data.Tx) error { return tx.SaveStaff(&data.Staff{Name: "Annelies", Login: "annelies"}) })
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"annelies": "Annelies", "ruud": "Annelies"}
		if _, shared := o.Where(); shared {
			want["ruud"] = "ruud"
		}
		for login, name := range want {
			if err := o.SignIn(ctx, login); err != nil || o.Who() != name {
				t.Errorf("%s sits as %q, want %q (%v)", login, o.Who(), name, err)
			}
		}
	})
}
