package register

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	textunicode "golang.org/x/text/encoding/unicode"

	"kiesvoorhetkind.nl/kantoor/data"
)

// readText reads a text with separators (.csv) in whatever encoding and with
// whatever separator it was written.
func readText(content []byte) ([]sheet, error) {
	text, err := decodeText(content)
	if err != nil {
		return nil, err
	}
	sep, text := separator(text)
	rows, err := splitText(text, sep)
	if err != nil {
		return nil, err
	}
	if inner, quoted := wholeLines(rows); quoted {
		sep, inner := separator(inner)
		if rows, err = splitText(inner, sep); err != nil {
			return nil, err
		}
	}
	return []sheet{{rows: rows}}, nil
}

// wholeLines gives the text of a list of which each line stands between quotes as one cell, as some programs write it
// who were given lines that were separated already.
func wholeLines(rows [][]string) (string, bool) {
	var text strings.Builder
	filled, parted := 0, 0
	for _, r := range rows {
		if len(r) > 1 {
			return "", false
		}
		if len(r) == 1 && strings.TrimSpace(r[0]) != "" {
			filled++
			if strings.ContainsAny(r[0], ";\t,|") {
				parted++
			}
		}
	}
	if filled < 2 || float64(parted) < 0.9*float64(filled) {
		return "", false
	}
	for _, r := range rows {
		if len(r) == 1 {
			text.WriteString(r[0])
		}
		text.WriteByte('\n')
	}
	return text.String(), true
}

// decodeText turns the bytes of a text into UTF-8: by its byte order mark, as UTF-8
// where it is that, and else as the 8-bit code that makes most sense of its letters.
func decodeText(content []byte) (string, error) {
	switch {
	case bytes.HasPrefix(content, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(content[3:]), "\uFFFD"), nil
	case bytes.HasPrefix(content, []byte("\xFF\xFE")), bytes.HasPrefix(content, []byte("\xFE\xFF")):
		out, err := textunicode.UTF16(textunicode.LittleEndian, textunicode.UseBOM).NewDecoder().Bytes(content)
		if err != nil {
			return "", data.Explain("De tekst van dit bestand is niet te lezen. Sla het op als .xlsx of als CSV (UTF-8). Er is niets ingelezen.", err)
		}
		return string(out), nil
	case halfZero(content) >= 0:
		order := textunicode.LittleEndian
		if halfZero(content) == 0 {
			order = textunicode.BigEndian
		}
		out, err := textunicode.UTF16(order, textunicode.IgnoreBOM).NewDecoder().Bytes(content)
		if err != nil {
			return "", data.Explain("De tekst van dit bestand is niet te lezen. Sla het op als .xlsx of als CSV (UTF-8). Er is niets ingelezen.", err)
		}
		return string(out), nil
	case bytes.IndexByte(content[:min(len(content), 4096)], 0) >= 0:
		return "", data.Refuse("Dit is geen lijst die gelezen kan worden. Kies een bestand van het soort .xlsx of .csv. Er is niets ingelezen.")
	case utf8.Valid(content):
		return string(content), nil
	}
	out, err := eightBit(content).NewDecoder().Bytes(content)
	if err != nil {
		return "", data.Explain("De tekst van dit bestand is niet te lezen. Sla het op als .xlsx of als CSV (UTF-8). Er is niets ingelezen.", err)
	}
	return string(out), nil
}

// halfZero tells UTF-16 without a mark by its noughts: which of two bytes is nought in nearly all letters of our
// languages; -1 for another text.
func halfZero(content []byte) int {
	start := content[:min(len(content), 4096)&^1]
	if len(start) < 8 {
		return -1
	}
	var noughts [2]int
	for i, b := range start {
		if b == 0 {
			noughts[i%2]++
		}
	}
	for half := range noughts {
		if noughts[half]*10 >= len(start)/2*9 && noughts[1-half]*10 < len(start)/2 {
			return half
		}
	}
	return -1
}

// eightBit picks the code in which most bytes above 127 are letters of our
// languages inside or at the end of a word; windows-1252 unless another is clearly better.
func eightBit(content []byte) encoding.Encoding {
	best, most := encoding.Encoding(charmap.Windows1252), -1
	for i, code := range []*charmap.Charmap{charmap.Windows1252, charmap.CodePage850, charmap.Macintosh} {
		score := 0
		for j, b := range content {
			if b < 0x80 {
				continue
			}
			if r := code.DecodeByte(b); strings.ContainsRune("áéíóúàèìòùäëïöüâêîôûçñãõåøÉÈËÖÜÄÇßœ", r) && j > 0 && isASCIILetter(content[j-1]) {
				score += 2
			} else if strings.ContainsRune("€’‘“”–…°", r) {
				score++
			}
		}
		if i == 0 {
			score += score / 8
		}
		if score > most {
			best, most = code, score
		}
	}
	return best
}

func isASCIILetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// separator finds what parts the cells, and takes off the line "sep=;" that
// Excel reads.
func separator(text string) (rune, string) {
	if rest, ok := strings.CutPrefix(text, "sep="); ok && rest != "" {
		r, size := utf8.DecodeRuneInString(rest)
		return r, strings.TrimPrefix(strings.TrimPrefix(rest[size:], "\r"), "\n")
	}
	best, most := ';', 0.0
	for _, sep := range []rune{';', '\t', ',', '|'} {
		if score := steadiness(text, sep); score > most {
			best, most = sep, score
		}
	}
	return best, text
}

// steadiness is how many cells the most common row of the beginning of a text has
// with a separator, weighed by how many rows have that number.
func steadiness(text string, sep rune) float64 {
	if len(text) > 64<<10 {
		text = text[:64<<10]
	}
	rows, err := splitText(text, sep)
	if err != nil {
		return 0
	}
	if len(rows) > 1 {
		rows = rows[:min(len(rows)-1, 100)] // the last one may have been cut through
	}
	widths, filled := map[int]int{}, 0
	for _, r := range rows {
		if len(r) > 1 || len(r) == 1 && strings.TrimSpace(r[0]) != "" {
			widths[len(r)]++
			filled++
		}
	}
	best := 0.0
	for width, n := range widths {
		if width > 1 {
			best = max(best, float64(width)*float64(n)/float64(filled))
		}
	}
	return best
}

// splitText parts a text into rows and cells. A cell in quotes may hold
// separators and line breaks; a quote elsewhere is a letter. A quote that is never
// closed takes no more than its own line.
func splitText(text string, sep rune) ([][]string, error) {
	var rows [][]string
	cells := 0
	// Where a quote was looked for the end of and none was found, no other row looks again.
	searched := len(text)
	for len(text) > 0 {
		row, rest, ok := splitRow(text, sep, len(text) <= searched)
		if !ok {
			searched = len(rest)
			row, rest, _ = splitRow(text, sep, false)
		}
		cells += len(row)
		if len(rows) >= maxRows || cells > maxCells {
			return nil, tooLarge(errors.New("too many rows or cells"))
		}
		rows, text = append(rows, row), rest
	}
	return rows, nil
}

// splitRow reads one row and gives the text after it. ok is false when a quote was
// not closed; the rest is then what lies beyond where its end was looked for.
func splitRow(text string, sep rune, quotes bool) (row []string, rest string, ok bool) {
	var cell strings.Builder
	quoted, start := false, true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case quoted && r == '"' && next == '"':
			cell.WriteByte('"')
			size *= 2
		case quoted && r == '"' && endsCell(text[i+size:], sep):
			quoted = false
		case quoted:
			cell.WriteRune(r)
			if cell.Len() > 8*maxCell {
				return nil, text[i:], false
			}
		case r == '"' && start && quotes:
			quoted, start = true, false
		case r == sep:
			row = append(row, cell.String())
			cell.Reset()
			start = true
		case r == '\n' || r == '\r':
			rest = text[i+size:]
			if r == '\r' {
				rest = strings.TrimPrefix(rest, "\n")
			}
			return append(row, cell.String()), rest, true
		default:
			start = start && unicode.IsSpace(r)
			cell.WriteRune(r)
		}
		i += size
	}
	return append(row, cell.String()), "", !quoted
}

// endsCell: what follows a quote is the end of the cell, spaces apart.
func endsCell(rest string, sep rune) bool {
	for _, r := range rest {
		switch {
		case r == sep || r == '\n' || r == '\r':
			return true
		case r != ' ':
			return false
		}
	}
	return true
}
