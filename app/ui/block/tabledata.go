package block

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// CellKind says how a cell is drawn.
type CellKind int

// The kinds: plain and quiet text, a status as pill, and a mark for yes, no or nothing yet.
const (
	Plain CellKind = iota
	QuietText
	BoldText
	Status
	Yes
	No
	Unset
)

// Cell is one value of a row, ready to be drawn.
type Cell struct {
	Text string
	Kind CellKind
	// Tone is that of a Status.
	Tone look.Tone
	// Sort is what the column sorts by when it is not the text: a day as YYYY-MM-DD, a sortable name.
	Sort string
	// Number is what a numeric column sorts by: cents, a count.
	Number int64
	// Full is what the filter finds and an exported list says, where the cell says it shorter.
	Full string
}

// Row is a record in a table. Build rows off the window's goroutine, with their texts made.
type Row struct {
	// ID is the record's.
	ID    string
	Cells []Cell
	// Quiet draws the whole row quiet, for what is over or cancelled.
	Quiet bool
}

// Align says at which side of its column a text stands.
type Align int

// The sides.
const (
	Left Align = iota
	Right
	Center
)

// TableColumn is a column of a Table.
type TableColumn struct {
	ID, Title string
	// Width in units at the normal text size; 0 is as wide as its content.
	Width float32
	// Grow lets the column take the room that is left; its text is cut at the edge where there is too little.
	Grow bool
	// Free is free text that may be cut; others (names, numbers, dates, money) always fit.
	Free bool
	// Least is what free text keeps before other columns go by their rank, in units at the normal text size; 60 when 0.
	Least float32
	Align Align
	// Rank lets the column go where the table is too narrow for its text: the highest first, 0 never.
	Rank int
	// Numeric sorts by Cell.Number.
	Numeric bool
	// Holds says what its cells are in a spreadsheet.
	Holds Holding
	// Fixed cannot be sorted by.
	Fixed bool
	// Optional is hidden until it is chosen.
	Optional bool
	// Passing belongs to the record that is shown, such as a day of a course: it cannot be hidden, and nothing of it is
	// remembered.
	Passing bool
	// OnToggle makes the cells of the column something to click, or to switch with Space; Left and Right go from one
	// such column to the next.
	OnToggle func(row Row)
}

// sortRows puts rows in the order of a column; equal ones keep their order, and those of which the column says nothing come
// last either way.
func sortRows(rows []Row, column int, numeric, down bool) {
	sortBy(rows, func(r Row) Cell { return r.cell(column) }, numeric, down)
}

// sortBy is sortRows of anything that has a cell.
func sortBy[T any](rows []T, cell func(T) Cell, numeric, down bool) {
	type keyed struct {
		key    string
		number int64
		empty  bool
		row    T
	}
	list := make([]keyed, len(rows))
	for i, r := range rows {
		c := cell(r)
		k := keyed{number: c.Number, empty: c.Text == "" && c.Sort == "", row: r}
		switch {
		case numeric:
			k.empty = k.empty && c.Number == 0
		case c.Sort != "":
			k.key = fold(c.Sort)
		default:
			k.key = fold(c.Text)
		}
		list[i] = k
	}
	slices.SortStableFunc(list, func(a, b keyed) int {
		if a.empty != b.empty {
			if a.empty {
				return 1
			}
			return -1
		}
		way := cmp.Compare(a.key, b.key)
		if numeric {
			way = cmp.Compare(a.number, b.number)
		}
		if down {
			return -way
		}
		return way
	})
	for i := range list {
		rows[i] = list[i].row
	}
}

func (r Row) cell(i int) Cell {
	if i >= 0 && i < len(r.Cells) {
		return r.Cells[i]
	}
	return Cell{}
}

// texts answers what row i says, for the filter.
func (t *Table) texts(i int) []string {
	texts := make([]string, len(t.all[i].Cells))
	for k, c := range t.all[i].Cells {
		texts[k] = cmp.Or(c.Full, c.Text)
	}
	return texts
}

// fold makes lower case without accents, for sorting and filtering.
func fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r >= 0x300 && r < 0x370:
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// widest answers the width that a column needs for its longest texts. Only the longest by letters are measured, so
// that a long table costs the same as a short one.
func widest(rows []Row, column int) float32 {
	const sample = 12
	var longest [sample]Cell
	var letters [sample]int
	n, least := 0, 0
	for i := range rows {
		if column >= len(rows[i].Cells) {
			continue
		}
		c := &rows[i].Cells[column]
		if c.Text == "" || n == sample && len(c.Text) <= letters[least] {
			continue // it has no more letters than bytes
		}
		length := utf8.RuneCountInString(c.Text)
		switch {
		case n < sample:
			longest[n], letters[n] = *c, length
			n++
		case length > letters[least]:
			longest[least], letters[least] = *c, length
		default:
			continue
		}
		for k := range n {
			if letters[k] < letters[least] {
				least = k
			}
		}
	}
	w := float32(0)
	for _, c := range longest[:n] {
		switch c.Kind {
		case Status:
			w = max(w, pillSize(c.Text).Width)
		default:
			w = max(w, measure(c.Text, look.Size(look.SizeText), c.Kind == BoldText).Width)
		}
	}
	return w
}
