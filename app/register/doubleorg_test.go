package register

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestOrganisationsThatAreProbablyOneAreFound(t *testing.T) {
	org := func(id int64, o data.Organisation) data.Organisation {
		o.ID, o.NameKey, o.TownKey = id, data.Fold(o.Name), data.Fold(o.Town)
		return o
	}
	for _, c := range []struct {
		name string
		a, b data.Organisation
		want string // the level; empty: none
	}{
		{"written otherwise", data.Organisation{Name: "Stichting De Kring", Town: "Ede"}, data.Organisation{Name: "De Kring", Town: "Ede", Email: "info@example.nl"}, Possible},
		{"the same name and town", data.Organisation{Name: "Gemeente Ede", Town: "Ede"}, data.Organisation{Name: "Gemeente Ede", Town: "Ede"}, Likely},
		{"and the same number", data.Organisation{Name: "De Kring", Town: "Ede", KvK: "12345678"}, data.Organisation{Name: "Stichting De Kring", Town: "Ede", KvK: "12345678"}, Sure},
		{"a slip of the keyboard at one address", data.Organisation{Name: "Praktijk Wilgenroos", Town: "Ede", Postcode: "6711 AB", HouseNumber: "4"}, data.Organisation{Name: "Praktijk Wilgenros", Town: "Ede", Postcode: "6711 AB", HouseNumber: "4"}, Possible},
		{"branches in two towns", data.Organisation{Name: "De Kring", Town: "Ede"}, data.Organisation{Name: "De Kring", Town: "Goes"}, ""},
		{"two numbers", data.Organisation{Name: "De Kring", Town: "Ede", KvK: "12345678"}, data.Organisation{Name: "De Kring", Town: "Ede", KvK: "87654321"}, ""},
		{"two departments", data.Organisation{Name: "Gemeente Ede", Town: "Ede", Department: "Jeugd"}, data.Organisation{Name: "Gemeente Ede", Town: "Ede", Department: "Onderwijs"}, ""},
		{"two in one building", data.Organisation{Name: "Praktijk Anders", Town: "Ede", Postcode: "6711 AB", HouseNumber: "4"}, data.Organisation{Name: "Bureau Helder", Town: "Ede", Postcode: "6711 AB", HouseNumber: "4"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := []data.Organisation{org(1, c.a), org(2, c.b)}
			got := organisationDoubles(all, nil)
			level := ""
			if len(got) == 1 {
				level = got[0].Level
			}
			if level != c.want || len(got) > 1 {
				t.Errorf("found %+v", got)
			}
			if apart := organisationDoubles(all, map[[2]int64]bool{{1, 2}: true}); len(apart) != 0 {
				t.Errorf("proposed again: %+v", apart)
			}
		})
	}
}

func TestOrganisationsBecomeOneAndTwoAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		r, ctx := New(s), context.Background()
		one := data.Organisation{Kind: "school", Name: "De Kring", Town: "Ede", Country: "NL", Notes: "belt vaak"}
		two := data.Organisation{Kind: "school", Name: "Stichting De Kring", Town: "Ede", Country: "NL", KvK: "12345678", Notes: "wil e-facturen"}
		var worker data.Person
		write(t, s, func(tx *data.Tx) error {
			for _, o := range []*data.Organisation{&one, &two} {
				if err := tx.SaveOrganisation(o); err != nil {
					return err
				}
			}
			worker = data.Person{FirstName: "Bo", Surname: "Zand", Country: "NL", OrganisationID: two.ID, Organisation: two.Name}
			if err := tx.SavePerson(&worker); err != nil {
				return err
			}
			return tx.SaveInvoice(&data.Invoice{Kind: "invoice", State: "draft", OrganisationID: two.ID, Country: "NL"})
		})
		c, err := r.CompareOrganisations(ctx, []int64{one.ID, two.ID})
		if err != nil {
			t.Fatal(err)
		}
		if c.Stays != 1 || !reflect.DeepEqual(c.People[1].Has, []string{"1 persoon die er werkt", "1 factuur"}) {
			t.Errorf("%d stays, has %q", c.Stays, c.People[1].Has)
		}
		c.Choose("name", 0)
		id, change, err := r.Merge(ctx, c)
		if err != nil || id != two.ID {
			t.Fatal(id, err)
		}
		for _, number := range []int64{one.ID, two.ID} {
			page, err := r.Organisation(ctx, number)
			if err != nil {
				t.Fatal(err)
			}
			o := page.Organisation
			if o.ID != two.ID || o.Name != "De Kring" || o.KvK != "12345678" || o.Notes != "belt vaak\nwil e-facturen" || len(page.People) != 1 || len(page.Merged) != 1 {
				t.Errorf("merged: %+v, %+v", o, page.Merged)
			}
		}
		if p, err := r.Person(ctx, worker.ID); err != nil || p.Person.Organisation != "De Kring" {
			t.Errorf("works at %q, %v", p.Person.Organisation, err)
		}
		if _, err := r.Unmerge(ctx, change); err != nil {
			t.Fatal(err)
		}
		back, err := r.Organisation(ctx, one.ID)
		stayed, errStayed := r.Organisation(ctx, two.ID)
		if err != nil || errStayed != nil || back.Organisation.ID != one.ID || back.Organisation.Notes != "belt vaak" || stayed.Organisation.Name != "Stichting De Kring" || len(stayed.People) != 1 {
			t.Errorf("two again: %+v, %+v, %v", back.Organisation, stayed.Organisation, err)
		}
		if _, err := r.CompareOrganisations(ctx, []int64{one.ID, one.ID}); err == nil || !strings.Contains(err.Error(), "twee keer") {
			t.Errorf("the same twice: %v", err)
		}
	})
}
