package register

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/data"
)

// What a list may be at most; more is refused before it fills the memory.
const (
	maxFile    = 32 << 20  // bytes of a file
	maxContent = 256 << 20 // bytes of a workbook once unpacked
	maxRows    = 200_000   // of one sheet
	maxCells   = 6_000_000 // of one sheet
	maxCell    = 32_767    // letters in one cell, as in Excel
)

// sheet is one table of a file as text. Rows are numbered from 1 as the office
// sees them, so row n is rows[n-1], blank rows included.
type sheet struct {
	name   string
	rows   [][]string
	hidden map[int]bool // the columns that the workbook does not show, from 0
}

// readSheets reads a workbook or a separated text by what is in it, whatever its
// name says. Dates of a workbook come as 25-11-2009, whichever way they were shown.
func readSheets(content []byte) ([]sheet, error) {
	switch {
	case len(content) == 0:
		return nil, data.Refuse("Het bestand is leeg. Er is niets ingelezen.")
	case len(content) > maxFile:
		return nil, tooLarge(errors.New("file size"))
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return readWorkbook(content)
	case bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0")):
		return nil, data.Refuse("Dit is een oud Excel-bestand (.xls), of het is beveiligd met een wachtwoord. Open het in Excel en sla het op als .xlsx of .csv zonder wachtwoord. Er is niets ingelezen.")
	}
	return readText(content)
}

func tooLarge(cause error) error {
	return data.Explain("Het bestand is te groot om in te lezen. Verdeel het over kleinere bestanden. Er is niets ingelezen.", cause)
}

// readFile reads a list from disk, no further than a list may be long.
func readFile(file string) (content []byte, err error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, data.Explain("Het bestand kan niet worden geopend. Controleer of het er nog staat en of een ander programma het niet vasthoudt.", withoutPath(err))
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	content, err = io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, data.Explain("Het bestand kan niet worden gelezen.", withoutPath(err))
	}
	return content, nil
}

// withoutPath keeps the name of a file, which may be somebody's, out of the log.
func withoutPath(err error) error {
	var p *os.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("%s: %w", p.Op, p.Err)
	}
	return err
}

func baseName(file string) string { return filepath.Base(filepath.ToSlash(file)) }

// tidy trims a cell, joins its spaces and composes its accents; line breaks stay.
func tidy(s string) string {
	if isTidy(s) {
		return s
	}
	if len(s) > 4*maxCell {
		s = strings.ToValidUTF8(s[:4*maxCell], "")
	}
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(s), "\n")
	for i, l := range lines {
		lines[i] = strings.Join(strings.Fields(l), " ")
	}
	return norm.NFC.String(strings.TrimSpace(strings.Join(lines, "\n")))
}

// isTidy: plain letters and single spaces, as most cells are.
func isTidy(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && before == ' ' {
			return false
		}
		before = s[i]
	}
	return len(s) < maxCell && (s == "" || before != ' ')
}

// oneLine is tidy for what is one line by nature.
func oneLine(s string) string {
	if isTidy(s) {
		return s
	}
	return strings.Join(strings.Fields(tidy(s)), " ")
}
