package register

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func textFile(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// workbook writes sheets of cells; a cell that starts with "=date " gets that
// serial number shown as a date.
func workbook(t testing.TB, sheets map[string][][]any, order ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range order {
		if i == 0 {
			err = f.SetSheetName("Sheet1", name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range sheets[name] {
			for x, v := range row {
				cell, err := excelize.CoordinatesToCellName(x+1, y+1)
				if err != nil {
					t.Fatal(err)
				}
				if d, ok := v.(dateCell); ok {
					v = int(d)
					if err := f.SetCellStyle(name, cell, cell, date); err != nil {
						t.Fatal(err)
					}
				}
				if err := f.SetCellValue(name, cell, v); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// dateCell is a day number that the workbook shows as a date.
type dateCell int

func names(people []ListedPerson) string {
	var out []string
	for _, p := range people {
		out = append(out, fmt.Sprintf("%d:%s|%s|%s", p.Row, p.Name(), p.Organisation, p.Email))
	}
	return strings.Join(out, "\n")
}

func TestReadPeopleInManyShapes(t *testing.T) {
	for name, c := range map[string]struct {
		file, text, want string
		warnings         int
	}{
		"names in one column": {
			"a.csv", "Deelnemerslijst najaar\n\nNaam;School / organisatie;E-mailadres\nWendelmoet van den Quakkel;De Meent;w@school.example.nl\nTotaal: 1\n",
			"4:Wendelmoet van den Quakkel|De Meent|w@school.example.nl", 1,
		},
		"columns for each part, tabs": {
			"a.csv", "Nr\tVoornaam\tTussenvoegsel\tAchternaam\tBedrijf\tMail\n1\tWendelmoet\tvan\tQUAKKEL\t\tW@Mail.Example.org\n",
			"2:Wendelmoet van Quakkel||w@mail.example.org", 0,
		},
		"name beside first name is the surname": {"a.csv", "Voornaam,Naam\nJoris,in 't Zand\n", "2:Joris in 't Zand||", 0},
		"no headings at all":                    {"a.csv", "Wendelmoet Quakkel\nJoris in 't Zand\n", "1:Wendelmoet Quakkel||\n2:Joris in 't Zand||", 0},
		"the same row twice":                    {"a.csv", "Naam;E-mail\nBo Zand;bo@x.example.nl\nBo Zand;bo@x.example.nl\nBo Zand;anders@x.example.nl\n", "2:Bo Zand||bo@x.example.nl\n4:Bo Zand||anders@x.example.nl", 1},
		"an address that is none":               {"a.csv", "Naam;E-mail\nBo Zand;bo(at)x.example.nl\n", "2:Bo Zand||", 1},
		"windows-1252":                          {"a.csv", "Naam;E-mail\nZo\xeb Zand;\n", "2:Zoë Zand||", 0},
		"codepage 850":                          {"a.csv", "Naam;E-mail\nZo\x89 Zand;\nRen\x82 Zand;\n", "2:Zoë Zand||\n3:René Zand||", 0},
		"UTF-16":                                {"a.csv", "\xff\xfeN\x00a\x00a\x00m\x00;\x00X\x00\n\x00B\x00o\x00 \x00Z\x00;\x001\x00\n\x00", "2:Bo Z||", 0},
		"sep line":                              {"a.csv", "sep=|\nNaam|E-mail\nBo Zand|bo@x.example.nl\n", "2:Bo Zand||bo@x.example.nl", 0},
	} {
		t.Run(name, func(t *testing.T) {
			people, warnings, err := ReadPeople(textFile(t, c.file, c.text))
			if err != nil {
				t.Fatal(err)
			}
			if got := names(people); got != c.want || len(warnings) != c.warnings {
				t.Fatalf("got\n%s\nwarnings %+v, want\n%s\nand %d warnings", got, warnings, c.want, c.warnings)
			}
		})
	}
}

func TestReadPeopleFromAWorkbook(t *testing.T) {
	content := workbook(t, map[string][][]any{
		"Toelichting": {{"Deze lijst is van de inschrijfbalie"}},
		"Groep":       {{"KIES groep 3"}, {}, {"Naam deelnemer", "Organisatie", "E-mail", "Aangemeld"}, {"Bo van Zand", "De Meent", "bo@x.example.nl", dateCell(45000)}},
	}, "Toelichting", "Groep")
	people, warnings, err := ReadPeople(textFile(t, "groep.xlsx", string(content)))
	if err != nil || len(warnings) != 0 {
		t.Fatal(err, warnings)
	}
	if got := names(people); got != "4:Bo van Zand|De Meent|bo@x.example.nl" {
		t.Fatal(got)
	}
	if people[0].Other["Aangemeld"] != "15-3-2023" {
		t.Fatalf("other columns: %v", people[0].Other)
	}
}

func TestReadPeopleRefusesWhatIsNoList(t *testing.T) {
	for name, text := range map[string]string{
		"empty.csv": "", "old.xls": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "broken.xlsx": "PK\x03\x04 en verder niets", "photo.csv": "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR",
		"letter.csv": "Beste mensen,\nHierbij de lijst; tot ziens.\n",
	} {
		_, _, err := ReadPeople(textFile(t, name, text))
		if text, ok := data.UserText(err); !ok || !strings.Contains(text, "niets ingelezen") {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, _, err := ReadPeople(filepath.Join(t.TempDir(), "weg.csv"))
	if _, ok := data.UserText(err); !ok || strings.Contains(err.Error(), "weg.csv") {
		t.Errorf("a file that is gone: %v", err)
	}
}

func TestFindOrAddKeepsPeopleApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		known := []data.Person{
			{FirstName: "Bo", Infix: "van der", Surname: "Zand", Email: "bo@x.example.nl", Organisation: "De Meent", Country: "NL"},
			{FirstName: "Eef", Surname: "Jansma", Organisation: "De Meent", Country: "NL"},
			{FirstName: "Eef", Surname: "Jansma", Organisation: "Het Veer", Country: "NL"},
			{Initials: "K.", Surname: "Lont", Country: "NL"},
			{FirstName: "Lut", Infix: "Van", Surname: "Damme", Country: "BE", WorkEmail: "lut@x.example.org"},
		}
		write(t, s, func(tx *data.Tx) error {
			for i := range known {
				if err := tx.SavePerson(&known[i]); err != nil {
					return err
				}
			}
			return nil
		})
		for _, c := range []struct {
			what string
			l    ListedPerson
			want int // index in known, -1 a new person
		}{
			{"address and name", Named("Bo van der Zand", "BO@x.example.nl"), 0},
			{"address and initials", Named("B. Zand", "bo@x.example.nl"), 0},
			{"somebody else at that address", Named("Kees Zand", "bo@x.example.nl"), -1},
			{"the only one of that name", Named("Bo Zand", ""), 0},
			{"another address", Named("Bo van der Zand", "anders@y.example.nl"), -1},
			{"another prefix", Named("Bo van den Zand", ""), -1},
			{"two of that name", Named("Eef Jansma", ""), -1},
			{"told apart by organisation", ListedPerson{FirstName: "Eef", Surname: "Jansma", Organisation: "Het Veer"}, 2},
			{"organisation of neither", ListedPerson{FirstName: "Eef", Surname: "Jansma", Organisation: "De Brug"}, -1},
			{"initials become a first name", Named("Karel Lont", "karel@z.example.nl"), 3},
			{"Belgian prefix", Named("Lut Van Damme", "lut@x.example.org"), 4},
		} {
			undo := write(t, s, func(tx *data.Tx) error {
				p, existed, err := FindOrAdd(tx, c.l)
				if err != nil {
					return err
				}
				if c.want < 0 && (existed || p.ID == 0) || c.want >= 0 && (!existed || p.ID != known[c.want].ID) {
					t.Errorf("%s: found %v person %d", c.what, existed, p.ID)
				}
				return nil
			})
			if undo != 0 {
				if _, err := s.Undo(t.Context(), "Ineke", undo); err != nil {
					t.Fatal(err)
				}
			}
		}
		err := s.Write(t.Context(), data.Change{}, func(tx *data.Tx) error { _, _, err := FindOrAdd(tx, ListedPerson{Email: "a@b.example.nl"}); return err })
		if _, ok := data.UserText(err); !ok {
			t.Fatalf("nobody: %v", err)
		}
	})
}

func FuzzReadSheets(f *testing.F) {
	f.Add([]byte("Naam;E-mail\n\"Bo \"\"Z\"\" Zand\";\"bo@x\n.nl\"\n"))
	f.Add([]byte("sep=\t\nVoornaam\tNaam\nBo\tZand"))
	f.Add([]byte("\xff\xfeN\x00a\x00"))
	f.Add([]byte("Naam;\"open\nBo;Zand\n"))
	f.Add(workbook(f, map[string][][]any{"A": {{"Naam", "Datum"}, {"Bo Zand", dateCell(45000)}}}, "A"))
	f.Fuzz(func(t *testing.T, content []byte) {
		sheets, err := readSheets(content)
		if err != nil {
			if _, ok := data.UserText(err); !ok {
				t.Fatalf("no sentence for the user: %v", err)
			}
			return
		}
		for _, s := range sheets {
			if l, ok := findLayout(s); ok {
				people, _ := listedPeople(s, l)
				for _, p := range people {
					if p.Row <= l.header+1 || p.Row > len(s.rows) {
						t.Fatalf("row %d of %d", p.Row, len(s.rows))
					}
				}
			}
		}
	})
}
