package register

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"

	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// nasty is a list as an office kept it, with what a careful clerk reads in it.
type nasty struct {
	content []byte
	people  []string // as told
	skipped int      // rows that are no person
}

func encoded(t testing.TB, e encoding.Encoding, text string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// book makes a workbook by hand.
func book(t testing.TB, fill func(f *excelize.File) []error) []byte {
	t.Helper()
	f := excelize.NewFile()
	for _, err := range fill(f) {
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rowsIn(f *excelize.File, sheet string, rows ...[]any) []error {
	var errs []error
	for y, r := range rows {
		cell, err := excelize.CoordinatesToCellName(1, y+1)
		errs = append(errs, err, f.SetSheetRow(sheet, cell, &r))
	}
	return errs
}

// nastyLists are layouts as offices have them, none of them after another's.
func nastyLists(t testing.TB) map[string]nasty {
	return map[string]nasty{
		"workbook with merged headings over two rows, a title and subtotals": {book(t, func(f *excelize.File) []error {
			errs := rowsIn(f, "Sheet1",
				[]any{"Overzicht coaches per 1 januari"}, []any{},
				[]any{"Nr", "Naam", nil, nil, "Adres", nil, nil, nil, "Telefoon", nil, "E-mail", "Certificaat", nil, nil},
				[]any{nil, "Voornaam", "Tussenv.", "Achternaam", "Straat", "Nr", "Postcode", "Plaats", "Vast", "Mobiel", nil, "Nummer", "Datum", "Plaats"},
				[]any{1, "Rixt", nil, "Hofstede", "Wal", 4, "8011ab", "ZWOLLE", "038 4211234", 612345678, "rixt@example.nl", "A-12", 43000, "Zwolle"},
				[]any{2, "Douwe", "van", "Elzinga", "Dijk", "12 a", "7411 AA", "Deventer", nil, nil, "douwe@example.org", nil, "mrt '19", "Epe"},
				[]any{"Subtotaal regio Oost", nil, nil, 2},
				[]any{3, "Jikke", "de", "Graaf", "Laan", 7, "4461 BB", "Goes", nil, "06 - 11 22 33 44", nil, nil, nil, nil},
				[]any{"Totaal", nil, nil, 3})
			for _, m := range [][2]string{{"A1", "N1"}, {"A3", "A4"}, {"B3", "D3"}, {"E3", "H3"}, {"I3", "J3"}, {"K3", "K4"}, {"L3", "N3"}} {
				errs = append(errs, f.MergeCell("Sheet1", m[0], m[1]))
			}
			return errs
		}), []string{
			"5 | Rixt Hofstede | Wal | 4 | 8011 AB | Zwolle | 038-4211234 | 06-12345678 | rixt@example.nl | KIES training A-12 2017-09-22 Zwolle | training 2017-09-22",
			"6 | Douwe van Elzinga | Dijk | 12a | 7411 AA | Deventer | douwe@example.org | KIES training 2019-03 Epe",
			"8 | Jikke de Graaf | Laan | 7 | 4461 BB | Goes | 06-11223344",
		}, 4},
		"sheets by year with hidden columns and dates of all kinds": {book(t, func(f *excelize.File) []error {
			date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			own := "dd mmmm jjjj"
			long, err2 := f.NewStyle(&excelize.Style{CustomNumFmt: &own})
			_, err3 := f.NewSheet("2021")
			_, err4 := f.NewSheet("Uitleg")
			errs := []error{err, err2, err3, err4, f.SetSheetName("Sheet1", "2020")}
			errs = append(errs, rowsIn(f, "2020", []any{"Deelnemer", "Intern nr", "Woonplaats", "Behaald op", "Cursus"}, []any{"Hofstede, R. (Rixt)", "x99", "Zwolle", 43985, "KIES coach 7-12"}, []any{"mw. drs. J. Elzinga-de Boer", "x98", "Goes", "12 juni 2020", "KIES coach 4-6"})...)
			errs = append(errs, rowsIn(f, "2021", []any{"Deelnemer", "Intern nr", "Woonplaats", "Behaald op", "Cursus"}, []any{"Graaf, Jikke de", "x97", "Epe", 44351, "KIES coach 7-12"})...)
			errs = append(errs, rowsIn(f, "Uitleg", []any{"Dit blad legt uit"}, []any{"Cursus", "de gevolgde cursus"})...)
			return append(errs, f.SetCellStyle("2020", "D2", "D2", date), f.SetCellStyle("2021", "D2", "D2", long), f.SetColVisible("2020", "B", false), f.SetColVisible("2021", "B", false))
		}), []string{
			"2 | Rixt Hofstede | R. | Zwolle | coach | KIES coach 7-12 2020-06-03 | training 2020-06-03",
			"3 | J. Elzinga-de Boer | J. | Goes | coach | KIES coach 4-6 2020-06-12 | training 2020-06-12",
			"2 | Jikke de Graaf | Epe | coach | KIES coach 7-12 2021-06-04 | training 2021-06-04",
		}, 0},
		"UTF-16 with sep=, as Excel saves Unicode text": {
			encoded(t, textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM), "sep=\t\r\nRoepnaam\tAchternaam\tE-mailadres\r\nFrançoise\tŁukasik\tfl@example.nl\r\nIJsbrand\tvan der Wal\tij@example.nl\r\n"),
			[]string{"2 | Françoise Łukasik | fl@example.nl", "3 | IJsbrand van der Wal | ij@example.nl"},
			0,
		},
		"UTF-16 without a mark": {
			encoded(t, textunicode.UTF16(textunicode.BigEndian, textunicode.IgnoreBOM), "Naam;Plaats;Mobiel\r\nBrün Zand;Goes;06-12345678\r\n"),
			[]string{"2 | Brün Zand | Goes | 06-12345678"},
			0,
		},
		"old Mac: its letters, lines that end in CR": {
			encoded(t, charmap.Macintosh, "Naam;Plaats;Opmerkingen\rAndré Thönissen;Geleen;één keer geweest\rZoë de Müller;Ede;\r"),
			[]string{"2 | André Thönissen | Geleen | notes: één keer geweest", "3 | Zoë de Müller | Ede"},
			0,
		},
		"from DOS, commas": {
			encoded(t, charmap.CodePage850, "\"Achternaam\",\"Voorletters\",\"Adres\",\"Postcode\",\"Woonplaats\"\r\n\"Thönissen\",\"J M\",\"Brèugelstraat 4-6\",\"6161CC\",\"GELEEN\"\r\n\"Coëlho\",\"A\",\"Marktplein 5\",\"6711DD\",\"EDE\"\r\n"),
			[]string{"2 | J.M. Thönissen | J.M. | Brèugelstraat | 4-6 | 6161 CC | Geleen", "3 | A. Coëlho | A. | Marktplein | 5 | 6711 DD | Ede"},
			0,
		},
		"no headings at all": {
			[]byte("Rixt;;Hofstede;Wal 4;8011 AB;Zwolle;rixt@example.nl;06-12345678\nDouwe;van;Elzinga;Dijk 12a;7411 AA;Deventer;douwe@example.org;06-12345679\nJikke;de;Graaf;Laanzicht 7;4461 BB;Goes;jikke@example.nl;\n"),
			[]string{
				"1 | Rixt Hofstede | Wal | 4 | 8011 AB | Zwolle | 06-12345678 | rixt@example.nl", "2 | Douwe van Elzinga | Dijk | 12a | 7411 AA | Deventer | 06-12345679 | douwe@example.org",
				"3 | Jikke de Graaf | Laanzicht | 7 | 4461 BB | Goes | jikke@example.nl",
			},
			0,
		},
		"headings that say nothing": {
			[]byte("Kolom1,Kolom2,Kolom3,Kolom4\nRixt Hofstede,rixt@example.nl,8011 AB Zwolle,0384211234\nDouwe van Elzinga,douwe@example.org,7411 AA Deventer,0570 611234\n"),
			[]string{"2 | Rixt Hofstede | 8011 AB | Zwolle | 038-4211234 | rixt@example.nl", "3 | Douwe van Elzinga | 7411 AA | Deventer | 0570-611234 | douwe@example.org"},
			0,
		},
		"drawn with lines, as from a text program": {
			[]byte("| Naam            | Plaats   | Lid tot    |\n|-----------------|----------|------------|\n| Rixt Hofstede   | Zwolle   | 31-12-2027 |\n| Douwe v. Elzinga | Deventer | 2028       |\n"),
			[]string{"3 | Rixt Hofstede | Zwolle | list 2027-12-31", "4 | Douwe van Elzinga | Deventer | list 2028-12-31"},
			1,
		},
		"whole addresses in a cell with line breaks": {
			[]byte("Naam;Adres;Tel\r\n\"Rixt Hofstede\";\"Wal 4\n8011 AB  Zwolle\";\"thuis: 038-4211234\nmobiel: 06-12345678\"\r\n\"Douwe van Elzinga\";\"Dijk 12 a, 7411AA Deventer\";0570-611234\r\n"),
			[]string{"2 | Rixt Hofstede | Wal | 4 | 8011 AB | Zwolle | 038-4211234 | 06-12345678 | notes: Telefoon 038-4211234: thuis", "3 | Douwe van Elzinga | Dijk | 12a | 7411 AA | Deventer | 0570-611234"},
			0,
		},
		"printed pages: headings again, page numbers, groups": {
			[]byte("Ledenadministratie;;;;\nAfgedrukt op 3-3-2020;;;;\n\nLidnr;Naam;Woonplaats;Telefoon;Lid sinds\nProvincie Overijssel;;;;\n101;Hofstede R.;Zwolle;038-4211234;2015\n102;Elzinga D. van;Deventer;;2016\nPagina 1 van 2;;;;\nLidnr;Naam;Woonplaats;Telefoon;Lid sinds\n" +
				"Provincie Zeeland;;;;\n103;Graaf J. de;Goes;0113-123456;2017\nPagina 2 van 2;;;;\nAantal leden: 3;;;;\n"),
			[]string{"6 | R. Hofstede | R. | Zwolle | 038-4211234 | notes: Lid sinds: 2015", "7 | D. van Elzinga | D. | Deventer | notes: Lid sinds: 2016", "11 | J. de Graaf | J. | Goes | 0113-123456 | notes: Lid sinds: 2017"},
			8,
		},
		"Belgian": {
			[]byte("Familienaam;Voornaam;Straat + nr;Postnummer;Gemeente;Land;GSM;Mail\nPeeters;Lut;Laan 3 bus 2;2910;Essen;België;0470/12.34.56;lut@example.org\nVan den Broeck;Jo;Dorp 1;9000;Gent;BE;+32 471 22 33 44;jo@example.org\n"),
			[]string{"2 | Lut Peeters | Laan | 3 bus 2 | 2910 | Essen | +32 470123456 | lut@example.org", "3 | Jo Van den Broeck | Dorp | 1 | 9000 | Gent | +32 471 22 33 44 | jo@example.org"},
			0,
		},
		"whole name beside the first name": {
			[]byte("Roepnaam;Naam;E-mail;E-mail 2\nRixt;Rixt Hofstede;rixt@example.nl;werk@example.org\nDouwe;Elzinga, Douwe van;douwe@example.org;\n"),
			[]string{"2 | Rixt Hofstede | rixt@example.nl", "3 | Douwe van Elzinga | douwe@example.org"},
			0,
		},
		"every line between quotes": {
			[]byte("\"Naam;Plaats;E-mail\"\r\n\"Rixt Hofstede;Zwolle;rixt@example.nl\"\r\n\"Douwe van Elzinga;Deventer;douwe@example.org\"\r\n"),
			[]string{"2 | Rixt Hofstede | Zwolle | rixt@example.nl", "3 | Douwe van Elzinga | Deventer | douwe@example.org"},
			0,
		},
	}
}

func TestListsOfOtherOffices(t *testing.T) {
	r := New(open(t, storetest.SQLite(t)))
	right, all := 0, 0
	for name, list := range nastyLists(t) {
		t.Run(name, func(t *testing.T) {
			plan := preview(t, r, "lijst", list.content, Options{})
			var got []string
			for _, x := range plan.records {
				got = append(got, told(x))
			}
			for i, want := range list.people {
				all++
				if i < len(got) && got[i] == want {
					right++
				} else {
					t.Errorf("want %s", want)
				}
			}
			if len(got) != len(list.people) || len(plan.Skipped) != list.skipped || t.Failed() {
				var columns []string
				for _, c := range plan.Columns {
					columns = append(columns, fmt.Sprintf("%s=%s/%s", c.Heading, c.Field, c.By))
				}
				t.Errorf("columns %s\ngot %d skipped %+v\n%s", strings.Join(columns, ", "), len(plan.Skipped), plan.Skipped, strings.Join(got, "\n"))
			}
		})
	}
	t.Logf("%d of %d people read as they should", right, all)
}
