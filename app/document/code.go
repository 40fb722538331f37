package document

import (
	"errors"
	"strings"

	"rsc.io/qr/coding"
)

// codeLevel still reads with a seventh of the code damaged.
const codeLevel = coding.M

// codeSigns are the characters that a QR code has a short way for: five and a half bits each.
const codeSigns = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// leastShort is how many such characters must end a text before they are written in
// the short way. A payment code has fewer, and stays in the one way that every bank's app reads.
const leastShort = 48

// codeRows makes the modules of a QR code that holds the text, as small as it can be.
func codeRows(text string) ([][]bool, error) {
	head := len(text)
	for head > 0 && strings.IndexByte(codeSigns, text[head-1]) >= 0 {
		head--
	}
	if len(text)-head < leastShort {
		head = len(text)
	}
	var parts []coding.Encoding
	if head > 0 {
		parts = append(parts, coding.String(text[:head]))
	}
	if head < len(text) {
		parts = append(parts, coding.Alpha(text[head:]))
	}
	code, err := encodeQR(parts)
	if err != nil {
		return nil, explain(err, "de tekst past niet in een QR-code")
	}
	rows := make([][]bool, code.Size)
	for y := range rows {
		rows[y] = make([]bool, code.Size)
		for x := range rows[y] {
			rows[y][x] = code.Black(x, y)
		}
	}
	return rows, nil
}

var errLongCode = errors.New("qr: too much text")

// encodeQR takes the smallest version that the parts fit in.
func encodeQR(parts []coding.Encoding) (*coding.Code, error) {
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		bits := 0
		for _, p := range parts {
			if err := p.Check(); err != nil {
				return nil, err
			}
			bits += p.Bits(v)
		}
		if bits > v.DataBytes(codeLevel)*8 {
			continue
		}
		plan, err := coding.NewPlan(v, codeLevel, 0)
		if err != nil {
			return nil, err
		}
		return plan.Encode(parts...)
	}
	return nil, errLongCode
}
