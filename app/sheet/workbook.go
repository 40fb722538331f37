package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"kiesvoorhetkind.nl/kantoor/data"
)

// mostRows is what a sheet holds below its titles.
const mostRows = 1<<20 - 1

// WriteWorkbook writes the list as a workbook of one sheet, with titles that stay in view and can be filtered by. It
// refuses more rows than a sheet holds.
func (t Table) WriteWorkbook(w io.Writer) error {
	if len(t.Rows) > mostRows {
		return data.Refuse("Een Excel-bestand heeft plaats voor 1.048.575 rijen en deze lijst is langer. Sla hem op als .csv, of kies een kleiner deel van de lijst.")
	}
	f := excelize.NewFile()
	err := t.fill(f)
	if err == nil {
		_, err = f.WriteTo(w)
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write workbook: %w", err)
	}
	return nil
}

// styles are the numbers by which a workbook knows its styles.
type styles struct{ title, euro, day, guarded int }

func newStyles(f *excelize.File) (styles, error) {
	euros, days := `"€" #,##0.00;-"€" #,##0.00`, "dd-mm-yyyy"
	var s styles
	var err error
	for _, one := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&s.euro, excelize.Style{CustomNumFmt: &euros}},
		{&s.day, excelize.Style{CustomNumFmt: &days}},
		{&s.guarded, excelize.Style{NumFmt: 49}},
	} {
		if *one.id, err = f.NewStyle(&one.style); err != nil {
			return s, err
		}
	}
	// Text that looks like a formula is kept letter for letter; this has it stay text when somebody edits the cell.
	yes := true
	f.Styles.CellXfs.Xf[s.guarded].QuotePrefix = &yes
	return s, nil
}

func (t Table) fill(f *excelize.File) error {
	name := sheetName(t.Title)
	if err := f.SetSheetName(f.GetSheetName(0), name); err != nil {
		return err
	}
	style, err := newStyles(f)
	if err != nil {
		return err
	}
	if err := t.filterable(f, name); err != nil {
		return err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	widths := t.widths()
	for i := len(widths); i > 0; i-- { // the library writes the last one asked for first
		if err := out.SetColWidth(i, i, widths[i-1]); err != nil {
			return err
		}
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	titles := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = excelize.Cell{StyleID: style.title, Value: clean(c)}
	}
	if err := out.SetRow("A1", titles); err != nil {
		return err
	}
	values := make([]any, len(t.Columns))
	for y, row := range t.Rows {
		clear(values)
		for x := range min(len(row), len(values)) {
			values[x] = style.value(row[x])
		}
		at, err := excelize.CoordinatesToCellName(1, y+2)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, values); err != nil {
			return err
		}
	}
	return out.Flush()
}

// filterable lets the titles be filtered by; before the rows are written, since after it all of them would be read again.
func (t Table) filterable(f *excelize.File, name string) error {
	if len(t.Columns) == 0 {
		return nil
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
	if err != nil {
		return err
	}
	return f.AutoFilter(name, "A1:"+last, nil)
}

// value is a cell as the workbook has it; nil stays empty.
func (s styles) value(c Cell) any {
	switch c.Kind {
	case Number:
		return c.Number
	case Euro:
		return excelize.Cell{StyleID: s.euro, Value: float64(c.Number) / 100}
	case Date:
		if day, err := time.Parse(time.DateOnly, c.Text); err == nil {
			return excelize.Cell{StyleID: s.day, Value: day}
		}
	}
	text := clean(c.Text)
	switch {
	case text == "":
		return nil
	case formula(c.Text):
		return excelize.Cell{StyleID: s.guarded, Value: text}
	}
	return text
}

// widths gives every column room for what it holds, within reason, in letters.
func (t Table) widths() []float64 {
	const least, most, sample = 8, 48, 1000
	widths := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = max(least, float64(utf8.RuneCountInString(c)+4))
	}
	for _, row := range t.Rows[:min(len(t.Rows), sample)] {
		for i := range min(len(row), len(widths)) {
			n := utf8.RuneCountInString(row[i].Text) + 2
			if row[i].Kind != Plain {
				n = 14
			}
			widths[i] = min(most, max(widths[i], float64(n)))
		}
	}
	return widths
}

// sheetName is a title as a sheet may be called: at most 31 letters, and not with every sign.
func sheetName(title string) string {
	title = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, clean(title))
	title = strings.Trim(strings.Join(strings.Fields(title), " "), "' ")
	for utf16Len(title) > 31 {
		_, n := utf8.DecodeLastRuneInString(title)
		title = strings.TrimRight(title[:len(title)-n], "' ")
	}
	if title == "" {
		return "Lijst"
	}
	return title
}

// utf16Len counts letters as Excel does.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
