package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/data"
)

func invoices() sheet.Table {
	return sheet.Table{
		Title:   "Facturen: open/te laat",
		Columns: []string{"Klant", "Bedrag", "Vervalt", "Aantal"},
		Rows: [][]sheet.Cell{
			{sheet.Text("Praktijk “Het Baken”; Breda"), sheet.Money(123450), sheet.Day("2026-03-09"), sheet.Count(3)},
			{sheet.Text("=HYPERLINK(\"https://example.org\";\"klik\")"), sheet.Money(-5), sheet.Day("onbekend"), sheet.Count(0)},
			{sheet.Text("Öykü\nKılınç"), {}, {Kind: sheet.Date}, sheet.Count(-12)},
		},
	}
}

func TestTextFileAsDutchExcelOpensIt(t *testing.T) {
	var b bytes.Buffer
	if err := invoices().WriteText(&b); err != nil {
		t.Fatal(err)
	}
	want := "\uFEFF\"Klant\";\"Bedrag\";\"Vervalt\";\"Aantal\"\r\n" +
		"\"Praktijk “Het Baken”; Breda\";1234,50;09-03-2026;3\r\n" +
		"\"'=HYPERLINK(\"\"https://example.org\"\";\"\"klik\"\")\";-0,05;\"onbekend\";0\r\n" +
		"\"Öykü\nKılınç\";;;-12\r\n"
	if b.String() != want {
		t.Errorf("wrote\n%q, want\n%q", b.String(), want)
	}
}

func TestWorkbookHasTypedCells(t *testing.T) {
	var b bytes.Buffer
	if err := invoices().WriteWorkbook(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	const name = "Facturen open te laat"
	if got := f.GetSheetList(); len(got) != 1 || got[0] != name {
		t.Fatalf("sheets %q", got)
	}
	for _, c := range []struct {
		at, raw, shown string
		kind           excelize.CellType
	}{
		{"A1", "Klant", "Klant", excelize.CellTypeInlineString},
		{"A2", "Praktijk “Het Baken”; Breda", "Praktijk “Het Baken”; Breda", excelize.CellTypeInlineString},
		{"B2", "1234.5", "€ 1,234.50", excelize.CellTypeUnset},
		{"C2", "46090", "09-03-2026", excelize.CellTypeUnset},
		{"D2", "3", "3", excelize.CellTypeUnset},
		{"A3", "=HYPERLINK(\"https://example.org\";\"klik\")", "=HYPERLINK(\"https://example.org\";\"klik\")", excelize.CellTypeInlineString},
		{"B3", "-0.05", "-€ 0.05", excelize.CellTypeUnset},
		{"C3", "onbekend", "onbekend", excelize.CellTypeInlineString},
		{"B4", "", "", excelize.CellTypeUnset},
		{"D4", "-12", "-12", excelize.CellTypeUnset},
	} {
		raw, err := f.GetCellValue(name, c.at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue(name, c.at)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType(name, c.at)
		if err != nil {
			t.Fatal(err)
		}
		formula, err := f.GetCellFormula(name, c.at)
		if err != nil || formula != "" {
			t.Errorf("%s has the formula %q (%v)", c.at, formula, err)
		}
		if raw != c.raw || shown != c.shown || kind != c.kind {
			t.Errorf("%s is %q, shown as %q, of kind %v; want %q, %q, %v", c.at, raw, shown, kind, c.raw, c.shown, c.kind)
		}
	}
	style, err := f.GetCellStyle(name, "A3")
	if err != nil {
		t.Fatal(err)
	}
	if q := f.Styles.CellXfs.Xf[style].QuotePrefix; q == nil || !*q {
		t.Error("a text that looks like a formula becomes one when it is edited")
	}
	if plain, err := f.GetCellStyle(name, "A2"); err != nil || plain == style {
		t.Errorf("every text is guarded (%v)", err)
	}
	part, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	page, err := part.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(page)
	if err != nil || !strings.Contains(string(text), `<autoFilter ref="$A$1:$D$4"`) && !strings.Contains(string(text), `<autoFilter ref="A1:D4"`) {
		t.Errorf("the titles cannot be filtered by (%v): %s", err, text)
	}
	if first, second := strings.Index(string(text), `<col min="1"`), strings.Index(string(text), `<col min="2"`); first < 0 || second < first {
		t.Errorf("the widths are not in order: %d, %d", first, second)
	}
	if panes, err := f.GetPanes(name); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the titles do not stay in view: %+v %v", panes, err)
	}
}

func TestSaveGoesByTheEnding(t *testing.T) {
	dir := t.TempDir()
	for name, start := range map[string]string{"a.xlsx": "PK", "b.CSV": "\uFEFF"} {
		path := filepath.Join(dir, name)
		if !sheet.Known(path) {
			t.Errorf("%s is not known", name)
		}
		if err := invoices().Save(path); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(b), start) {
			t.Errorf("%s begins with %.4q (%v)", name, b, err)
		}
	}
	for _, name := range []string{"c.pdf", "d", "e.xls"} {
		err := invoices().Save(filepath.Join(dir, name))
		if _, ok := data.UserText(err); !ok || sheet.Known(name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if there, err := os.ReadDir(dir); err != nil || len(there) != 2 {
		t.Errorf("in the folder: %v %v", there, err)
	}
}

func TestSheetNames(t *testing.T) {
	for title, want := range map[string]string{
		"":                            "Lijst",
		"[]'":                         "Lijst",
		"Deelnemers KIES 7-12: Assen": "Deelnemers KIES 7-12 Assen",
		strings.Repeat("naam ", 9):    "naam naam naam naam naam naam n",
		strings.Repeat("😀", 20):       strings.Repeat("😀", 15),
	} {
		var b bytes.Buffer
		if err := (sheet.Table{Title: title, Columns: []string{"A"}}).WriteWorkbook(&b); err != nil {
			t.Fatalf("%q: %v", title, err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.GetSheetName(0); got != want {
			t.Errorf("%q is called %q, want %q", title, got, want)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

// risky says whether a spreadsheet could take a cell of a text file for a formula, by the list of signs that OWASP has
// under "CSV injection".
func risky(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool { return r != '\t' && r != '\r' && (unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)) })
	return cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r")
}

// wellWritten fails unless the text file has one harmless cell for each of the table's.
func wellWritten(t interface{ Fatalf(string, ...any) }, texts []string) {
	table := sheet.Table{Columns: []string{"Naam", "Bedrag"}}
	for _, s := range texts {
		table.Rows = append(table.Rows, []sheet.Cell{sheet.Text(s), sheet.Money(-100)})
	}
	var b bytes.Buffer
	if err := table.WriteText(&b); err != nil {
		t.Fatalf("%v", err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\uFEFF")))
	r.Comma = ';'
	r.FieldsPerRecord = 2
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%q: %v", b.String(), err)
	}
	if len(lines) != len(texts)+1 {
		t.Fatalf("%d lines for %d rows", len(lines), len(texts))
	}
	for i, line := range lines[1:] {
		if risky(line[0]) {
			t.Fatalf("%q is written as %q", texts[i], line[0])
		}
		if line[1] != "-1,00" {
			t.Fatalf("an amount is written as %q", line[1])
		}
	}
}

func TestNoTextBecomesAFormula(t *testing.T) {
	wellWritten(t, []string{
		"=1+1", "+31 6 12345678", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\uFEFF=1", "\x00=1",
		`a";=1;"`, "a\r\n=1", `"`, "'", "", "Bergh, Ada van den", "\uff1d1", "\xff=1",
	})
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.OneOf(rapid.SampledFrom([]string{"=", "+", "-", "@", "\t", "\r", "\n", ";", ",", `"`, "'", " ", "\u200e"}), rapid.String())
		wellWritten(t, rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(piece, 0, 5).Draw(t, "pieces"), "")
		}), 0, 8).Draw(t, "texts"))
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"=cmd|' /C calc'!A0", "+1", "a;b", "\"", "\uFEFF=1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		wellWritten(t, []string{s, s + s})
		var b bytes.Buffer
		if err := (sheet.Table{Title: s, Columns: []string{s}, Rows: [][]sheet.Cell{{sheet.Text(s)}}}).WriteWorkbook(&b); err != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		formula, err := book.GetCellFormula(book.GetSheetName(0), "A2")
		if err != nil || formula != "" {
			t.Fatalf("%q became the formula %q (%v)", s, formula, err)
		}
		if err := book.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkWorkbook(b *testing.B) {
	table := sheet.Table{Columns: []string{"Naam", "Bedrag", "Dag"}}
	for range 10_000 {
		table.Rows = append(table.Rows, []sheet.Cell{sheet.Text("Bergh, Ada van den"), sheet.Money(11495), sheet.Day("2026-03-09")})
	}
	for b.Loop() {
		var out bytes.Buffer
		if err := table.WriteWorkbook(&out); err != nil {
			b.Fatal(err)
		}
	}
}
