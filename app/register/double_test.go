package register

import (
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestWhoIsProbablyTheSamePerson(t *testing.T) {
	bo := data.Person{FirstName: "Wendelmoet", Initials: "W.", Surname: "Quakkel", Street: "Dijk", HouseNumber: "4", Postcode: "8011 AB", Town: "Zwolle", Email: "w.quakkel@example.nl", Mobile: "06-00112233", Gender: "V"}
	with := func(change func(p *data.Person)) data.Person {
		p := bo
		change(&p)
		return p
	}
	for name, c := range map[string]struct {
		other data.Person
		level string // "" is not proposed
		why   string
	}{
		"moved, same mail": {with(func(p *data.Person) { p.Street, p.Postcode, p.Town = "Laan", "7411 AA", "Deventer" }), Sure, "zelfde naam, zelfde mailadres"},
		"other mail":       {with(func(p *data.Person) { p.Email, p.HouseNumber, p.Street, p.Mobile = "wq@example.org", "", "", "" }), Likely, "zelfde naam, ander mailadres, zelfde postcode"},
		"married":          {with(func(p *data.Person) { p.Surname, p.Email = "Zand-Quakkel", "wz@example.org" }), Sure, "deel van de achternaam gelijk, zelfde voornaam"},
		"initials only":    {with(func(p *data.Person) { p.FirstName, p.Email, p.Mobile = "", "", "" }), Likely, "voornaam past bij de voorletters"},
		"typing fault":     {with(func(p *data.Person) { p.FirstName, p.Email, p.Mobile = "Wendelmeot", "", "" }), Likely, "bijna dezelfde voornaam"},
		"name and town":    {data.Person{FirstName: "Wendelmoet", Surname: "Quakkel", Town: "Zwolle"}, Possible, "zelfde naam, zelfde plaats"},
		"another of this name": {with(func(p *data.Person) {
			p.Street, p.Postcode, p.Town, p.Email, p.Mobile = "Laan", "7411 AA", "Deventer", "x@example.org", "06-99887766"
		}), "", ""},
		"same town, all else no": {with(func(p *data.Person) {
			p.Street, p.Postcode, p.Email, p.Mobile = "Laan", "8022 CC", "x@example.org", "06-99887766"
		}), "", ""},
		"partner": {with(func(p *data.Person) {
			p.FirstName, p.Initials, p.Gender, p.Email, p.Mobile = "Joris", "J.", "M", "", ""
		}), "", ""},
		"sister":                {with(func(p *data.Person) { p.FirstName, p.Initials, p.Mobile = "Maartje", "M.", "" }), "", ""},
		"brother, same initial": {with(func(p *data.Person) { p.FirstName, p.Gender = "Willem", "M" }), "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			one := data.Likeness{ID: 1, FirstName: bo.FirstName, Initials: bo.Initials, Surname: bo.Surname, Gender: bo.Gender, Street: bo.Street, HouseNumber: bo.HouseNumber, Postcode: bo.Postcode, Town: bo.Town, Email: bo.Email, Mobile: bo.Mobile}
			o := c.other
			two := data.Likeness{ID: 2, FirstName: o.FirstName, Initials: o.Initials, Surname: o.Surname, Gender: o.Gender, Street: o.Street, HouseNumber: o.HouseNumber, Postcode: o.Postcode, Town: o.Town, Email: o.Email, Mobile: o.Mobile}
			got := findDoubles([]data.Likeness{one, two}, nil, nil)
			switch {
			case c.level == "" && len(got) > 0:
				t.Errorf("proposed: %+v", got)
			case c.level != "" && len(got) != 1:
				t.Fatalf("not proposed")
			case c.level != "" && (got[0].Level != c.level || !strings.Contains(strings.Join(got[0].Reasons, ", "), c.why)):
				t.Errorf("got %s (%.1f): %q", got[0].Level, got[0].score, got[0].Reasons)
			}
		})
	}
}

func TestTownIsTheSameUnderAnotherName(t *testing.T) {
	here := data.Likeness{ID: 1, FirstName: "Wendelmoet", Surname: "Quakkel", Town: "Den Bosch"}
	for town, same := range map[string]bool{"'s-Hertogenbosch": true, "DEN BOSCH": true, "Zwolle": false} {
		there := here
		there.ID, there.Town = 2, town
		if got := findDoubles([]data.Likeness{here, there}, nil, nil); (len(got) == 1) != same {
			t.Errorf("%s: %+v", town, got)
		}
	}
}

func TestDoublesAreNotProposedAgainOnceToldApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		three := []data.Person{
			{FirstName: "Wendelmoet", Surname: "Quakkel", Email: "wq@example.nl", Country: "NL"},
			{FirstName: "Wendelmoet", Surname: "Quakkel", Email: "wq@example.nl", Town: "Goes", Country: "NL"},
			{FirstName: "Wendelmoet", Surname: "Quakkel", Email: "wq@example.nl", Town: "Goes", Country: "NL"},
			{FirstName: "Joris", Surname: "Quakkel", Country: "NL"},
		}
		write(t, s, func(tx *data.Tx) error {
			for i := range three {
				if err := tx.SavePerson(&three[i]); err != nil {
					return err
				}
			}
			return nil
		})
		found, err := r.Doubles(ctx)
		if err != nil || len(found) != 1 || len(found[0].IDs) != 3 {
			t.Fatalf("%+v, %v", found, err)
		}
		change, err := r.AreDifferent(ctx, found[0].IDs)
		if err != nil {
			t.Fatal(err)
		}
		if found, err = r.Doubles(ctx); err != nil || len(found) != 0 {
			t.Fatalf("proposed again: %+v, %v", found, err)
		}
		if _, err := s.Undo(ctx, "Ineke", change); err != nil {
			t.Fatal(err)
		}
		if found, err = r.Doubles(ctx); err != nil || len(found) != 1 {
			t.Fatalf("after undoing: %+v, %v", found, err)
		}
	})
}

// BenchmarkDoubles looks for doubles among 100,000 people, of whom a thousand are in twice.
func BenchmarkDoubles(b *testing.B) {
	s := open(b, storetest.SQLite(b))
	crowd(b, s, 99_000)
	var again []data.Person
	read(b, s, func(tx *data.Tx) (err error) {
		again, err = tx.PeoplePage(nil, 1000)
		return err
	})
	write(b, s, func(tx *data.Tx) error {
		for _, p := range again {
			p.ID, p.Version, p.Email = 0, 0, ""
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
		}
		return nil
	})
	r := New(s)
	for b.Loop() {
		r.doubles.any = false
		found, err := r.Doubles(context.Background())
		if err != nil || len(found) < 1000 {
			b.Fatalf("%d found, %v", len(found), err)
		}
	}
}
