package register

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"3-4-2016": "2016-04-03", "03/04/16": "2016-04-03", "3.4.'16": "2016-04-03", "3 - 4 - 2016": "2016-04-03", "1-2-59": "2059-02-01", "1-2-60": "1960-02-01",
		"12 mei 2016": "2016-05-12", "12e mei '16": "2016-05-12", "12-okt-09": "2009-10-12", "di 3 mrt 2026": "2026-03-03", "t/m 3 mrt 2026": "2026-03-03", "ja, 3-3-2026": "2026-03-03", "29-2-2024": "2024-02-29",
		"'16 mei 2019": "2019-05-16", "'3-4-2016": "2016-04-03", "'16": "!",
		"mei 2016": "2016-05", "Sept. 2011": "2011-09", "mei-16": "2016-05", "05-2016": "2016-05", "2016-05": "2016-05", "2016": "2016",
		"40142": "2009-11-25", "2016-05-12": "2016-05-12", "2016-05-12T00:00:00": "2016-05-12", "12-5-2016 00:00": "2016-05-12", "20160512": "2016-05-12", "12052016": "2016-05-12",
		"": "", "31-2-2016": "!", "30 februari 2016": "!", "29-2-2023": "!", "13-13-2016": "!", "11-25-09": "!", "2016?": "!", "2016/2017": "!", "10/11 nov 2016": "!",
		"voorjaar 2016": "!", "weet ik niet": "!", "?": "!", "1234": "!", "12345": "!", "99999": "!", "12": "!", "0-0-0000": "!", "12 mai 2016": "!", "2016-13": "!",
	} {
		d := parseDate(in)
		got := d.text
		if d.fault != "" {
			got += "!"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// However a day is written, it is read as that day.
func TestDatesAreReadHoweverWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := data.Day("1990-01-01").AddDays(rapid.IntRange(0, 25000).Draw(t, "day"))
		at := day.Time()
		excel := int(at.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
		written := []string{
			at.Format("2-1-2006"), at.Format("02/01/2006"), at.Format("2.1.2006"), at.Format("2006-01-02"), at.Format("20060102"), dutch.Day(day.Time()),
			fmt.Sprintf("%d %s %d", at.Day(), strings.ToUpper(dutch.Months[at.Month()-1]), at.Year()), fmt.Sprint(excel),
		}
		if at.Year() >= 1960 && at.Year() < 2060 {
			written = append(written, at.Format("2-1-06"), at.Format("02-01-'06"))
		}
		for _, w := range written {
			if d := parseDate(w); d.day() != day {
				t.Fatalf("%q: got %+v, want %s", w, d, day)
			}
		}
	})
}

func TestReadPhones(t *testing.T) {
	for in, want := range map[string]string{
		"612345678": "06-12345678 repaired", "06 12 34 56 78": "06-12345678", "+31 6 12345678": "06-12345678", "0031 (0)6-12345678": "06-12345678", "31612345678": "06-12345678",
		"06-12345678 (werk)": "06-12345678 [werk]", "0401234567": "040-1234567", "(0348) 123456": "0348-123456", "401234567": "040-1234567 repaired",
		"0493-123456 / 0493-123457": "0493-123456|0493-123457", "06-12345678 of 040-1234567": "06-12345678|040-1234567",
		"072-5551234 / 06-12 34 56 78": "072-5551234|06-12345678", "06 12 34 56 78 / 79": "06 12 34 56 78 / 79!",
		"+32 470 12 34 56": "+32 470 12 34 56", "0049 221 123456": "+49 221123456", "112": "112!", "onbekend": "onbekend!", "": "",
	} {
		var got []string
		for _, n := range readPhones(in, "NL") {
			s := n.number
			if n.repaired {
				s += " repaired"
			}
			if n.remark != "" {
				s += " [" + n.remark + "]"
			}
			if n.fault != "" {
				s += "!"
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: got %q, want %q", in, s, want)
		}
	}
	if n := readPhone("470123456", "BE"); n.number != "+32 470123456" || !n.mobile || !n.repaired {
		t.Errorf("Belgian without its nought: %+v", n)
	}
}

func TestReadPostcode(t *testing.T) {
	for in, want := range map[string]string{
		"1234ab": "1234 AB NL", "1234  AB": "1234 AB NL", " 1234 ab ": "1234 AB NL", "NL-1234 AB": "1234 AB NL", "12O4 AB": "1204 AB NL*", "B-2910": "2910 BE", "2910": "2910 ", "": " ",
		"0123 AB": "0123 AB !", "12345": "12345 !", "abc": "ABC !",
	} {
		p := readPostcode(in, "")
		got := p.text + " " + p.country
		if p.repaired {
			got += "*"
		}
		if p.fault != "" {
			got += "!"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	if p := readPostcode("1234", "NL"); p.text != "1234" || p.fault == "" {
		t.Errorf("Dutch without letters: %+v", p)
	}
}

func TestHouseNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"Dijk 12": "Dijk|12", "Dijk 12a": "Dijk|12a", "Plein 1940-1945 7": "Plein 1940-1945|7", "Dijk 12 bis": "Dijk|12 bis", "Laan 3 bus 2": "Laan|3 bus 2", "Dijk": "Dijk|", "Dijk 12-3": "Dijk|12-3",
	} {
		street, number := splitStreet(in)
		if got := street + "|" + number; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for _, c := range [][3]string{{"12", "a", "12a"}, {"12", "-3", "12-3"}, {"12", "3", "12-3"}, {"12", "bis", "12 bis"}, {"12", "bus 4", "12 bus 4"}, {"12 A", "", "12A"}, {"12hs", "", "12 hs"}, {"", "", ""}} {
		if got := houseNumber(c[0], c[1]); got != c[2] {
			t.Errorf("%q %q: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestReadEmails(t *testing.T) {
	for in, want := range map[string]string{
		" Bo@X.example.nl ": "bo@x.example.nl", "mailto:bo@x.example.nl": "bo@x.example.nl", "<bo@x.example.nl>": "bo@x.example.nl", "a@x.example.nl / b@x.example.nl": "a@x.example.nl b@x.example.nl",
		"a@x.example.nl; b@x.example.nl": "a@x.example.nl b@x.example.nl", "bo(at)x.example.nl": "!", "bo@x.example,nl": "!", "box.example.nl": "!", "onbekend": "!", "bo@x": "!", "bo@@x.example.nl": "!", "": "", ".bo@x.example.nl": "bo@x.example.nl",
	} {
		addresses, wrong := readEmails(in)
		got := strings.Join(addresses, " ")
		if wrong != "" {
			got += "!"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestProvincesAndTowns(t *testing.T) {
	for in, want := range map[string]string{"N-Brabant": "Noord-Brabant", "gld.": "Gelderland", "Fryslân": "Friesland", "Limburg (B)": "Belgisch-Limburg", "Elders": "Elders", "": ""} {
		if got := readProvince(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"WIJK BIJ DUURSTEDE": "Wijk bij Duurstede", "ijsselstein": "IJsselstein", "'S-HERTOGENBOSCH": "'s-Hertogenbosch", "etten-leur": "Etten-Leur", "Den Haag": "Den Haag", "": ""} {
		if got := tidyTown(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzValues(f *testing.F) {
	for _, s := range []string{"3-4-2016", "12e mei '16", "06 12 34 56 78 (werk) / 040-1234567", "12O4 AB", "bo@x.example.nl; x", "Berg, van den, J.", "Plein 1940-1945 7", "\xff\x00é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d := parseDate(s); d.text != "" {
			if _, err := data.ParseDay(string(d.last())); err != nil || d.fault != "" {
				t.Fatalf("%q: %+v", s, d)
			}
		}
		for _, country := range []string{"", "NL", "BE"} {
			readPhones(s, country)
			if p := readPostcode(s, country); p.country == "NL" && !dutchPostcode.MatchString(p.text) {
				t.Fatalf("%q: %+v", s, p)
			}
		}
		addresses, _ := readEmails(s)
		for _, a := range addresses {
			if !validEmail(a) {
				t.Fatalf("%q: %q", s, a)
			}
		}
		SplitName(s)
		splitStreet(s)
		tidyTown(tidyCase(s))
		headingField(s)
	})
}

func TestWhoAskedNotToBeMailed(t *testing.T) {
	for notes, want := range map[string]bool{
		"geen mail": true, "Graag geen nieuwsbrieven meer.": true, "belt liever; niet mailen": true, "niet meer e-mailen a.u.b.": true, "heeft zich afgemeld voor de nieuwsbrief": true,
		"": false, "mailen mag altijd": false, "geen mailadres bekend": false, "niet bereikbaar, mailen": false, "wil post": false,
	} {
		if got := noMail.MatchString(notes); got != want {
			t.Errorf("%q: %v", notes, got)
		}
	}
}
