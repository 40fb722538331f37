package block

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/canvas"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// rowUnits is the height of a row of one line, at the normal text size.
const rowUnits = 34

// mostLines is how many lines a row has at most.
const mostLines = 20

// tall keeps how many lines the rows of a table need, for the widths that they were counted at.
type tall struct {
	widths *float32
	rows   int
	factor float32
	lines  int
}

// rowHigh answers the height of the rows: of one line, or of more where the table is too narrow for the longest of the
// texts that have to be read whole. All rows are of one height, so that a long table costs no more than a short one.
func (t *Table) rowHigh() float32 {
	return look.Scaled(rowUnits) + float32(t.rowLines()-1)*cellLine()
}

// cellLine is the height of a further line in a cell.
func cellLine() float32 { return measure("Ag", look.Size(look.SizeText), false).Height }

func (t *Table) rowLines() int {
	if len(t.widths) == 0 {
		return 1
	}
	now := tall{widths: &t.widths[0], rows: len(t.all), factor: look.Factor()}
	if last := t.tall; last.widths == now.widths && last.rows == now.rows && last.factor == now.factor {
		return last.lines
	}
	now.lines = 1
	size := look.Size(look.SizeText)
	for i, c := range t.columns {
		if !c.breaks() || t.widths[i] == 0 {
			continue
		}
		room := t.widths[i] - look.Scaled(cellGap)
		for _, r := range t.all {
			// No letter is wider than its size is high: most texts need not be measured.
			text := r.cell(i).Text
			if float32(utf8.RuneCountInString(text))*size > room || strings.Contains(text, "\n") {
				now.lines = max(now.lines, len(r.cell(i).lines(c, size, room)))
			}
		}
	}
	t.tall = now
	return now.lines
}

// breaks says whether the column's texts go on on a next line where the table is narrow.
func (c TableColumn) breaks() bool { return c.Grow && !c.Free }

// lines breaks the text of a cell for the width of its column.
func (c Cell) lines(col TableColumn, size, width float32) []string {
	if !col.breaks() {
		return []string{strings.ReplaceAll(c.Text, "\n", " ")}
	}
	var lines []string
	for _, part := range strings.Split(c.Text, "\n") {
		lines = append(lines, breakLines(part, size, c.Kind == BoldText, width)...)
	}
	return lines[:min(len(lines), mostLines)]
}

// further answers what draws the lines of a cell after the first, as many as there are.
func (c *cellShape) further(n int) []*canvas.Text {
	for len(c.more) < n {
		c.more = append(c.more, canvas.NewText("", nil))
	}
	for i, m := range c.more {
		m.Hidden = i >= n
		m.Color, m.TextSize, m.TextStyle = c.word.Color, c.word.TextSize, c.word.TextStyle
	}
	return c.more[:n]
}
