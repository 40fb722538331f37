package register

import (
	"fmt"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// told writes what was understood of a row, what is empty left out.
func told(r record) string {
	p := r.person
	parts := []string{fmt.Sprint(r.row), p.Name(), p.Initials, p.Organisation, p.Street, p.HouseNumber, p.Postcode, p.Town, p.Phone, p.Mobile, p.Email, strings.Join(r.roles, "+")}
	for _, c := range r.certificates {
		parts = append(parts, c.Course+" "+c.Number+" "+c.Achieved+" "+c.Place+" "+strings.ReplaceAll(c.Trainers, "\n", "+"))
	}
	for _, e := range r.events {
		parts = append(parts, e.Kind+" "+string(e.Day)+string(e.Until))
	}
	if p.Notes != "" {
		parts = append(parts, "notes: "+strings.ReplaceAll(p.Notes, "\n", "; "))
	}
	var filled []string
	for _, s := range parts {
		if s = strings.Join(strings.Fields(s), " "); s != "" {
			filled = append(filled, s)
		}
	}
	return strings.Join(filled, " | ")
}

func TestListsInOtherLayouts(t *testing.T) {
	r := New(open(t, storetest.SQLite(t)))
	for name, c := range map[string]struct {
		text string
		want []string
		skip int
	}{
		"English, quoted, with times": {
			"\"ID\",\"Name\",\"Company\",\"Street address\",\"ZIP\",\"City\",\"Phone\",\"Course\",\"Certificate no.\",\"Date\",\"Expires\"\n" +
				"7,\"Quakkel, J. van den (Joris)\",\"School De Boom\",\"Dorpsstraat 5b\",\"1234AB\",\"Goes\",\"0113-123456\",\"KIES coach 4-6\",\"k/12\",\"12-3-2019 0:00:00\",\"12-3-2021 0:00:00\"\n",
			[]string{"2 | Joris van den Quakkel | J. | School De Boom | Dorpsstraat | 5b | 1234 AB | Goes | 0113-123456 | coach | KIES coach 4-6 K/12 2019-03-12 | training 2019-03-12 | list 2021-03-12"},
			0,
		},
		"regions, subtotals and headings again": {
			"Regio Noord;;;;\nDeelnemer;Adres en woonplaats;Tel.;Cursus;Wanneer\nGroningen;;;;\nM. Zand;Dijk 4, 9712 AB Groningen;050-1234567;KIES;mei 2016\nAantal: 1;;;;\n" +
				"Deelnemer;Adres en woonplaats;Tel.;Cursus;Wanneer\nSubtotaal;;1;;\n",
			[]string{"4 | M. Zand | M. | Dijk | 4 | 9712 AB | Groningen | 050-1234567 | coach | KIES 2016-05"},
			5,
		},
		"headings over several columns": {
			"Contact;;;Training;;;;Nascholing;\nNaam;Telefoon;E-mail;Soort;Datum;Plaats;Trainer(s);Soort;Datum\n" +
				"Bo Zand;0113123456;bo@x.example.nl;KIES coach;3/4/12;Goes;An Bol & Piet Klei;verdieping;5-6-13\n",
			[]string{"3 | Bo Zand | 0113-123456 | bo@x.example.nl | coach | KIES coach 2012-04-03 Goes An Bol+Piet Klei | Verdieping 2013-06-05 | training 2012-04-03 | follow_up 2013-06-05"},
			1,
		},
		"unknown columns go to the notes": {
			"Nr;Voornaam;Achternaam;Lid?;Lieveling\n1;Bo;ZAND;nee;taart\n",
			[]string{"2 | Bo Zand | notes: Lieveling: taart; Lidmaatschap volgens de lijst: nee"},
			0,
		},
		"names in two columns only": {
			"Achternaam;Voornaam\nZand;B\nKlei;\n",
			[]string{"2 | B. Zand | B.", "3 | Klei"},
			0,
		},
		"a Dutch number with the digits of the Belgian code": {
			"Naam;Postcode;Plaats;Telefoon;Mobiel\nBo Zand;;Zwolle;;06 - 00321234\nLut Zand;2910;Dorp;;0032 470 12 34 56\n",
			[]string{"2 | Bo Zand | Zwolle | 06-00321234", "3 | Lut Zand | 2910 | Dorp | +32 470123456"},
			0,
		},
		"postcode and town in one": {
			"Naam\tPC + woonplaats\tMobiel\nBo Zand\t1234 ab Wijk bij Duurstede\t06 - 12 34 56 78\n",
			[]string{"2 | Bo Zand | 1234 AB | Wijk bij Duurstede | 06-12345678"},
			0,
		},
	} {
		t.Run(name, func(t *testing.T) {
			plan := preview(t, r, "a.csv", []byte(c.text), Options{})
			var got []string
			for _, x := range plan.records {
				got = append(got, told(x))
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") || len(plan.Skipped) != c.skip {
				t.Fatalf("got\n%s\nskipped %+v\nwant\n%s\nand %d skipped", strings.Join(got, "\n"), plan.Skipped, strings.Join(c.want, "\n"), c.skip)
			}
		})
	}
}
