package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// WriteText writes the list as Excel with Dutch settings opens it by a double click: UTF-8 with its mark, a semicolon
// between the cells, a comma before the cents. A text that could be a formula gets an apostrophe before it.
func (t Table) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	titles := make([]Cell, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = Text(c)
	}
	lines := append([][]Cell{titles}, t.Rows...)
	_, err := b.WriteString("\uFEFF")
	for _, line := range lines {
		for i, c := range line {
			if err == nil && i > 0 {
				err = b.WriteByte(';')
			}
			if err == nil {
				_, err = b.WriteString(c.written())
			}
		}
		if err == nil {
			_, err = b.WriteString("\r\n")
		}
	}
	if err == nil {
		err = b.Flush()
	}
	if err != nil {
		return fmt.Errorf("write list as text: %w", err)
	}
	return nil
}

// written is the cell as it stands in a text file.
func (c Cell) written() string {
	switch c.Kind {
	case Number:
		return strconv.FormatInt(c.Number, 10)
	case Euro:
		return euros(c.Number)
	case Date:
		if day, err := time.Parse(time.DateOnly, c.Text); err == nil {
			return day.Format("02-01-2006")
		}
	}
	if c.Text == "" {
		return ""
	}
	// Always between quotes, so that nothing in a text begins a cell of its own.
	return `"` + strings.ReplaceAll(defused(c.Text), `"`, `""`) + `"`
}

// defused is a text that no spreadsheet takes for a formula.
func defused(s string) string {
	if formula(s) {
		s = "'" + s
	}
	return clean(s)
}

// euros writes cents with a comma.
func euros(cents int64) string {
	sign, n := "", uint64(cents)
	if cents < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d,%02d", sign, n/100, n%100)
}
