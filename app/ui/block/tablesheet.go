package block

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Holding says what the cells of a column are, for a spreadsheet.
type Holding int

// What cells can be.
const (
	Texts  Holding = iota
	Days           // Cell.Sort is the day as YYYY-MM-DD
	Counts         // Cell.Number is a count
	Euros          // Cell.Number is in cents
)

// Sheet answers the list as it is shown: the columns that are chosen, also those that have no room, and the rows that
// pass the filter in their order; only the chosen ones when there are any.
func (t *Table) Sheet(title string) sheet.Table { return t.Snapshot(title)() }

// Snapshot is Sheet of now, made when it is asked for: beside the window, where the table is long.
func (t *Table) Snapshot(title string) func() sheet.Table {
	rows, marked, write := slices.Clone(t.view), maps.Clone(t.marked), t.writer(title)
	return func() sheet.Table {
		if len(marked) > 0 {
			rows = slices.DeleteFunc(rows, func(r Row) bool { return !marked[r.ID] })
		}
		return write(rows)
	}
}

// Written answers what writes items as the table of the list has them, in the columns that are chosen now; nil while the
// list is not shown as a table. It may be used beside the window.
func (l *List) Written(title string) func([]Item) sheet.Table {
	if !l.tabled {
		return nil
	}
	write := l.table.writer(title)
	return func(items []Item) sheet.Table {
		rows := make([]Row, len(items))
		for i, it := range items {
			if it.Row != nil {
				rows[i] = *it.Row
			}
		}
		return write(rows)
	}
}

// writer writes rows in the columns that are chosen now.
func (t *Table) writer(title string) func([]Row) sheet.Table {
	columns := t.columns
	var shown []int
	for i, c := range columns {
		if !t.hidden[c.ID] {
			shown = append(shown, i)
		}
	}
	return func(rows []Row) sheet.Table {
		out := sheet.Table{Title: title}
		for _, i := range shown {
			out.Columns = append(out.Columns, columns[i].Title)
		}
		for _, r := range rows {
			cells := make([]sheet.Cell, len(shown))
			for k, i := range shown {
				cells[k] = r.cell(i).plain(columns[i])
			}
			out.Rows = append(out.Rows, cells)
		}
		return out
	}
}

// plain is a cell as a spreadsheet has it.
func (c Cell) plain(col TableColumn) sheet.Cell {
	switch {
	case c.Kind == Yes:
		return sheet.Text(words.T("ja"))
	case c.Kind == No:
		return sheet.Text(words.T("nee"))
	case c.Kind == Unset || strings.TrimSpace(c.Text) == "":
		return sheet.Cell{}
	case col.Holds == Days && c.Sort != "":
		return sheet.Day(c.Sort)
	case col.Holds == Euros && hasDigit(c.Text):
		return sheet.Money(c.Number)
	case col.Holds == Counts && hasDigit(c.Text):
		return sheet.Count(c.Number)
	}
	return sheet.Text(cmp.Or(c.Full, c.Text))
}

// hasDigit tells a number from words in its place, such as "nog geen prijs".
func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }
