package register

import (
	"context"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// TestWhoWorksInAMunicipality: by where they work, not where they live; and by the office's own towns where it has them.
func TestWhoWorksInAMunicipality(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		organisation := func(o data.Organisation) data.Organisation {
			o.Country = "NL"
			kept, _, err := r.SaveOrganisation(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			return kept
		}
		town := organisation(data.Organisation{Kind: "municipality", Name: "Gemeente Meierijstad", Town: "Veghel"})
		practice := organisation(data.Organisation{Name: "Praktijk De Eik", Street: "Markt", HouseNumber: "1", Postcode: "5461 AB", Town: "Veghel"})
		far := organisation(data.Organisation{Name: "Praktijk De Es", Street: "Markt", HouseNumber: "1", Postcode: "3511 AB", Town: "Utrecht"})
		if practice.Province != "Noord-Brabant" || far.Province != "Utrecht" {
			t.Fatalf("%+v %+v", practice, far)
		}
		for _, p := range []struct {
			person data.Person
			role   string
		}{
			{data.Person{FirstName: "Anna", Surname: "Een", Town: "SCHIJNDEL"}, "coach"},                               // lives and works there
			{data.Person{FirstName: "Bea", Surname: "Twee", Town: "Utrecht", OrganisationID: practice.ID}, "mediator"}, // works there
			{data.Person{FirstName: "Cor", Surname: "Drie", Town: "Veghel", OrganisationID: far.ID}, "coach"},          // only lives there
			{data.Person{FirstName: "Dik", Surname: "Vier", Town: "Veghel"}, "contact"},                                // no professional
			{data.Person{FirstName: "Eva", Surname: "Vijf", Town: "St. Oedenrode"}, "coach"},                           // another way to write it
			{data.Person{FirstName: "Fem", Surname: "Zes", Town: "Zwolle"}, "coach"},
		} {
			if _, _, err := r.AddPerson(ctx, p.person, p.role); err != nil {
				t.Fatal(err)
			}
		}
		names := func() string {
			a, err := r.Area(ctx, town.ID)
			if err != nil {
				t.Fatal(err)
			}
			var out []string
			for _, w := range a.Professionals {
				out = append(out, w.Name)
			}
			for _, o := range a.Organisations {
				out = append(out, o.Name)
			}
			slices.Sort(out)
			return strings.Join(out, ", ")
		}
		if got := names(); got != "Anna Een, Bea Twee, Eva Vijf, Praktijk De Eik" {
			t.Errorf("got %s", got)
		}
		if _, err := r.SetArea(ctx, town.ID, " zwolle \n\nSt. Oedenrode"); err != nil {
			t.Fatal(err)
		}
		if got := names(); got != "Eva Vijf, Fem Zes" {
			t.Errorf("of the office's own towns: %s", got)
		}
		if _, err := r.SetArea(ctx, town.ID, ""); err != nil {
			t.Fatal(err)
		}
		if got := names(); got != "Anna Een, Bea Twee, Eva Vijf, Praktijk De Eik" {
			t.Errorf("of the known towns again: %s", got)
		}
	})
}

// TestAddressesAreSettled: country and province follow, and what somebody wrote stays.
func TestAddressesAreSettled(t *testing.T) {
	for _, c := range []struct{ in, want data.Person }{
		{data.Person{Postcode: "3511ab", Town: "utrecht"}, data.Person{Postcode: "3511 AB", Town: "Utrecht", Province: "Utrecht", Country: "NL"}},
		{data.Person{Postcode: "12O4 ab", Town: "Huizen", Country: "NL"}, data.Person{Postcode: "1204 AB", Town: "Huizen", Province: "Noord-Holland", Country: "NL"}},
		{data.Person{Postcode: "B-9000", Town: "Gent", Country: "NL"}, data.Person{Postcode: "9000", Town: "Gent", Province: "Oost-Vlaanderen", Country: "BE"}},
		{data.Person{Postcode: "9000", Town: "Gent", Country: "NL"}, data.Person{Postcode: "9000", Town: "Gent", Province: "Oost-Vlaanderen", Country: "BE"}},
		{data.Person{Postcode: "3500", Province: "Limburg (B)"}, data.Person{Postcode: "3500", Province: "Belgisch-Limburg", Country: "BE"}},
		{data.Person{Postcode: "5751 AB", Town: "Deurne", Country: "NL"}, data.Person{Postcode: "5751 AB", Town: "Deurne", Province: "Noord-Brabant", Country: "NL"}},
		{data.Person{Postcode: "9711 KK", Town: "Verzonnendam", Country: "NL"}, data.Person{Postcode: "9711 KK", Town: "Verzonnendam", Province: "Groningen", Country: "NL"}},
		{data.Person{Town: "Zwolle", Province: "NB", Country: "NL"}, data.Person{Town: "Zwolle", Province: "Noord-Brabant", Country: "NL"}}, // as written
		{data.Person{Town: "'s-Gravenhage"}, data.Person{Town: "'s-Gravenhage", Province: "Zuid-Holland", Country: "NL"}},
		{data.Person{Postcode: "50667", Town: "Köln", Country: "DE"}, data.Person{Postcode: "50667", Town: "Köln", Country: "DE"}},
		{data.Person{}, data.Person{Country: "NL"}},
	} {
		got := c.in
		placeOf(&got).settle()
		if got != c.want {
			t.Errorf("%+v became %q %q %q %q", c.in, got.Postcode, got.Town, got.Province, got.Country)
		}
		again := got
		if placeOf(&again).settle(); again != got {
			t.Errorf("%q %q changes once more: %+v", c.in.Postcode, c.in.Town, again)
		}
	}
}

// TestTheProvinceMovesAlong with the town that it followed from; one that somebody wrote stays.
func TestTheProvinceMovesAlong(t *testing.T) {
	ctx := context.Background()
	r := New(open(t, storetest.SQLite(t)))
	for _, c := range []struct{ province, want string }{{"", "Utrecht"}, {"Zeeland", "Zeeland"}} {
		p, _, err := r.AddPerson(ctx, data.Person{FirstName: "Bo", Surname: "Zand", Town: "Zwolle", Province: c.province}, "")
		if err != nil {
			t.Fatal(err)
		}
		p.Town = "Utrecht"
		if p, _, err = r.Save(ctx, p); err != nil || p.Province != c.want {
			t.Errorf("%q became %q, %v", c.province, p.Province, err)
		}
	}
}

// TestSearchLikeThePublicSite on both engines: each filter alone, together, and with a text.
func TestSearchLikeThePublicSite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		for _, p := range []struct{ name, town, country, age, course, status string }{
			{"Aalbers", "Zwolle", "NL", "7-12", "Basistraining 7-12", "valid"},
			{"Bakker", "Deventer", "NL", "7-12 jaar", "Basistraining 7-12", "valid"},
			{"Cuypers", "Gent", "BE", "", "KIES Mediation", "valid"},
			{"Dekker", "'s-Gravenhage", "NL", "4-7", "Basistraining 4-7", "valid"},
			{"Evers", "Zwolle", "NL", "7-12", "Basistraining 7-12", "revoked"},
		} {
			kept, _, err := r.AddPerson(ctx, data.Person{FirstName: "Jo", Surname: p.name, Town: p.town, Country: p.country}, "coach")
			if err != nil {
				t.Fatal(err)
			}
			write(t, s, func(tx *data.Tx) error {
				return tx.SaveCertificate(&data.Certificate{PersonID: kept.ID, Kind: "old_paper", Status: p.status, Holder: p.name, Course: p.course, AgeGroup: p.age})
			})
		}
		kinds, err := r.CertificateKinds(ctx)
		if err != nil || len(kinds) != 3 || kinds[1].ID != "age:7-12" || kinds[2].ID != "course:KIES Mediation" {
			t.Errorf("%v, %v", kinds, err)
		}
		for _, c := range []struct {
			q    Query
			want string
		}{
			{Query{Certificate: "age:7-12"}, "Aalbers Bakker"},
			{Query{Certificate: "course:KIES Mediation"}, "Cuypers"},
			{Query{Province: "Overijssel"}, "Aalbers Bakker Evers"},
			{Query{Province: "Overijssel", Certificate: "age:7-12"}, "Aalbers Bakker"},
			{Query{Country: "BE"}, "Cuypers"},
			{Query{Town: "den haag"}, "Dekker"},
			{Query{Town: "Zwolle", Country: "NL", Province: "Overijssel", Certificate: "age:7-12"}, "Aalbers"},
			{Query{Province: "Overijssel", Text: "jo bak"}, "Bakker"},
			{Query{Province: "Overijssel", Text: "bakkr"}, "Bakker"},
			{Query{Province: "Utrecht", Text: "bakker"}, ""},
			{Query{Which: Members, Province: "Overijssel"}, ""},
		} {
			found, err := r.Search(ctx, c.q, nil, 0, 10)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, row := range found {
				got = append(got, strings.TrimSuffix(row.ListName, ", Jo"))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("%+v finds %q, want %q", c.q, s, c.want)
			}
		}
		// A page after another.
		first, err := r.Search(ctx, Query{Province: "Overijssel"}, nil, 0, 2)
		if err != nil || len(first) != 2 {
			t.Fatal(first, err)
		}
		if rest, err := r.Search(ctx, Query{Province: "Overijssel"}, &first[1], 2, 2); err != nil || len(rest) != 1 || rest[0].ListName != "Evers, Jo" {
			t.Errorf("%v, %v", rest, err)
		}
	})
}
