// Package sheet writes a list as a spreadsheet (.xlsx) or as a text file (.csv) that a spreadsheet opens: amounts, counts
// and days as what they are, and text always as text, also where it looks like a formula. What is in the list, and for
// whom, is for who asks; reading lists is for the register.
package sheet

import (
	"bytes"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Kind says what a cell holds.
type Kind int

// The kinds of cells.
const (
	Plain  Kind = iota // text
	Number             // a whole number
	Euro               // an amount in cents
	Date               // a day as YYYY-MM-DD
)

// Cell is one value.
type Cell struct {
	Kind   Kind
	Text   string // of Plain; of Date as YYYY-MM-DD
	Number int64  // of Number; of Euro in cents
}

// Text is a cell with text; an empty one stays empty.
func Text(s string) Cell { return Cell{Text: s} }

// Count is a cell with a whole number.
func Count(n int64) Cell { return Cell{Kind: Number, Number: n} }

// Money is a cell with an amount in cents.
func Money(cents int64) Cell { return Cell{Kind: Euro, Number: cents} }

// Day is a cell with a day as YYYY-MM-DD; what is no such day stays text.
func Day(day string) Cell {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return Text(day)
	}
	return Cell{Kind: Date, Text: day}
}

// Table is a list: the titles of its columns, and rows of a cell a column.
type Table struct {
	// Title is the name of the sheet.
	Title   string
	Columns []string
	Rows    [][]Cell
}

// The endings of the files that can be written.
const (
	Workbook = ".xlsx"
	Separate = ".csv"
)

// Known says whether a file of this name can be written.
func Known(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == Workbook || ext == Separate
}

// Save writes the list to a file, of the kind that its ending says; any other ending is refused. There is never half a
// file, and an older one stays when it does not succeed. Errors have a text for the user.
func (t Table) Save(path string) error {
	var b bytes.Buffer
	var err error
	switch strings.ToLower(filepath.Ext(path)) {
	case Workbook:
		err = t.WriteWorkbook(&b)
	case Separate:
		err = t.WriteText(&b)
	default:
		return data.Refuse("Een lijst wordt een bestand dat op .xlsx of .csv eindigt. Kies zo'n naam.")
	}
	if err != nil {
		return err
	}
	return paper.Write(path, b.Bytes())
}

// starters begin a formula in one spreadsheet or another; the last four are their wide forms.
const starters = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"

// formula says whether a spreadsheet could take a text for a formula: it begins with a sign that does so, also after
// blanks or marks that are not seen.
func formula(s string) bool {
	for _, r := range s {
		switch {
		case strings.ContainsRune(starters, r):
			return true
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.IsControl(r):
		default:
			return false
		}
	}
	return false
}

// clean takes out what cannot stand in a cell: control characters, and what is no text. Lines end one way.
func clean(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\uFFFD")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r':
			return '\n'
		case unicode.IsControl(r), r == 0xFFFE, r == 0xFFFF:
			return ' '
		}
		return r
	}, s)
}
