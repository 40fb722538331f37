package screen

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/data"
)

// filterable is an office with people in three places, two of whom have a certificate.
func filterable(t *testing.T) *clerk {
	d := newClerk(t)
	for _, p := range []struct {
		person data.Person
		age    string
	}{
		{data.Person{FirstName: "Fenna", Infix: "van der", Surname: "Zandstra", Town: "Zwolle", Postcode: "8011 AB", Country: "NL"}, "7-12"},
		{data.Person{FirstName: "Joost", Surname: "Aalbers", Town: "Deventer", Country: "NL"}, "4-7"},
		{data.Person{FirstName: "Lotte", Surname: "Meeuwis", Town: "'s-Gravenhage", Country: "NL"}, "7-12"},
		{data.Person{FirstName: "Griet", Surname: "Peeters", Town: "Gent", Postcode: "9000", Country: "NL"}, "7-12"},
	} {
		kept := d.person(p.person)
		d.write(func(tx *data.Tx) error {
			return tx.SaveCertificate(&data.Certificate{PersonID: kept.ID, Kind: "old_paper", Status: "valid", Holder: kept.Name(), Course: "Basistraining " + p.age, AgeGroup: p.age})
		})
	}
	d.Run("reload")
	d.page.Shown()
	return d
}

func (d *clerk) shownNames() string {
	var names []string
	for _, it := range d.page.list.Items() {
		names = append(names, it.Title)
	}
	return strings.Join(names, "; ")
}

func TestFilterByProvinceAndCertificate(t *testing.T) {
	d := filterable(t)
	if d.Sees("Land") {
		t.Error("the fields are there before they are asked for")
	}
	d.page.list.Focus()
	d.Reset()
	d.Press("T")
	d.MustSee("Certificaat", "Provincie", "Plaats", "Land")
	d.Type("7") // a letter chooses
	if got := d.shownNames(); got != "Meeuwis, Lotte; Peeters, Griet; Zandstra, Fenna van der" {
		t.Errorf("7-12 shows %q", got)
	}
	d.page.filter.province.SetSelected("Overijssel")
	d.Steps++
	if got := d.shownNames(); got != "Zandstra, Fenna van der" {
		t.Errorf("7-12 in Overijssel shows %q", got)
	}
	if d.Steps > 3 {
		t.Errorf("took %d steps", d.Steps)
	}
	d.MustSee("Filter: 7-12 jaar, Overijssel", "Fenna van der Zandstra")
	d.Click("Wissen")
	if got := d.shownNames(); strings.Count(got, ";") != 3 {
		t.Errorf("without a filter: %q", got)
	}
}

func TestFilterByTownAndCountry(t *testing.T) {
	d := filterable(t)
	d.Run("register.filter")
	for _, c := range []struct{ country, town, text, want string }{
		{"", "den haag", "", "Meeuwis, Lotte"}, // another name of the same town
		{"BE", "", "", "Peeters, Griet"},       // known by the postcode and the town
		{"NL", "", "zand", "Zandstra, Fenna van der"},
		{"BE", "", "zand", ""},
		{"", "zwolle", "fena", ""},
		{"", "zwolle", "zandstro", "Zandstra, Fenna van der"},
	} {
		d.page.filter.country.SetValue(c.country)
		d.page.filter.town.SetValue(c.town)
		d.page.search.SetValue(c.text)
		d.page.Reload()
		if got := d.shownNames(); got != c.want {
			t.Errorf("%q %q %q shows %q, want %q", c.country, c.town, c.text, got, c.want)
		}
	}
	d.Press(fyne.KeyEscape)
}

// TestATownThatIsNotKnownIsProposedNotChanged: a fault is pointed out once, and what somebody insists on stays.
func TestATownThatIsNotKnownIsProposedNotChanged(t *testing.T) {
	d := newClerk(t)
	f := d.person(data.Person{FirstName: "Fenna", Surname: "Zandstra", Town: "Zwolle", Country: "NL"})
	d.Run("reload")
	d.page.Open(key(f.ID))
	edit := func(town string) {
		d.Press("E")
		d.fill("Plaats", town)
		d.Press(fyne.KeyReturn)
	}
	edit("Amersfort")
	d.MustSee("Bedoel je een van deze?", "Amersfoort")
	if p := d.read(f.ID); p.Town != "Zwolle" {
		t.Errorf("saved %q", p.Town)
	}
	d.Click("Amersfoort")
	d.Press(fyne.KeyReturn)
	if p := d.read(f.ID); p.Town != "Amersfoort" || p.Province != "Utrecht" {
		t.Errorf("saved %q in %q", p.Town, p.Province)
	}
	edit("Amersfort")
	d.Press(fyne.KeyReturn)
	if p := d.read(f.ID); p.Town != "Amersfort" {
		t.Errorf("saved %q", p.Town)
	}
}
