package app_test

import (
	"context"
	"os/user"
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

// What somebody typed stays hers when she says how she is called, and does not become a namesake's.
func TestDraftsStayWithWhoTypedThem(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		u, err := user.Current()
		if err != nil {
			t.Fatal(err)
		}
		for name, options := range map[string]app.Options{"signed in": {Address: address}, "named": {Address: address, Who: "proef"}} {
			o, err := app.Open(ctx, options)
			if err != nil {
				t.Fatal(err)
			}
			if options.Who == "" {
				if err := o.SignIn(ctx, u.Username); err != nil {
					t.Fatal(err)
				}
			}
			kept := func(want int) {
				t.Helper()
				if list, err := o.Drafts.List(ctx); err != nil || len(list) != want {
					t.Errorf("%s: %d drafts, not %d: %v", name, len(list), want, err)
				}
			}
			texts := []data.DraftText{{Field: "Plaats", Text: "Kampen"}}
			if err := o.Drafts.Keep(ctx, data.Draft{Form: "order", Screen: "bestellingen", Title: "Bestelling", Texts: texts, Complaint: true}); err != nil {
				t.Fatal(err)
			}
			change, err := o.NameDesk(ctx, "Annelies van "+name)
			if err != nil {
				t.Fatal(err)
			}
			kept(1)
			if err := o.Undo(ctx, change); err != nil {
				t.Fatal(err)
			}
			kept(1)
			if options.Who == "" {
				if _, err := o.NameDesk(ctx, "Annelies"); err != nil {
					t.Fatal(err)
				}
				if _, err := o.SaveStaff(ctx, &data.Staff{Name: "Annelies", Login: "annelies2", Complaints: true, Manager: true}); err != nil {
					t.Fatal(err)
				}
				if err := o.SignIn(ctx, "annelies2"); err != nil {
					t.Fatal(err)
				}
				kept(0)
			}
			if err := o.Close(); err != nil {
				t.Error(err)
			}
		}
	})
}
