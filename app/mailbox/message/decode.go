package message

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// decodeTransfer undoes a Content-Transfer-Encoding. Faults in the encoding cost
// the faulty bytes only; ok is false when there were some. A name that nobody
// knows means the bytes as they are.
func decodeTransfer(body []byte, name string) (out []byte, ok bool) {
	name, _, _ = strings.Cut(strings.ToLower(name), ";")
	switch strings.TrimSpace(name) {
	case "base64":
		return decodeBase64(body)
	case "quoted-printable":
		return decodeQuoted(body), true
	case "x-uuencode", "x-uue", "uuencode", "x-uu":
		return decodeUU(body)
	}
	return body, true
}

func decodeBase64(body []byte) (out []byte, ok bool) {
	out = make([]byte, 0, len(body)*3/4)
	quad := make([]byte, 0, 4)
	strange := 0
	flush := func() {
		// A single letter is six bits of nothing.
		if len(quad) > 1 {
			var b [3]byte
			n, err := base64.RawStdEncoding.Decode(b[:], quad)
			if err == nil {
				out = append(out, b[:n]...)
			} else {
				strange++
			}
		}
		quad = quad[:0]
	}
	for _, c := range body {
		switch {
		case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '+', c == '/':
		case c == '-':
			c = '+'
		case c == '_':
			c = '/'
		case c == '=':
			flush()
			continue
		case c == '\r', c == '\n', c == ' ', c == '\t':
			continue
		default:
			strange++
			continue
		}
		quad = append(quad, c)
		if len(quad) == 4 {
			flush()
		}
	}
	if len(quad) > 0 {
		flush()
	}
	if strange*10 > len(body) {
		// Plain text that only says it is base64.
		return body, false
	}
	return out, strange == 0
}

func hexByte(a, b byte) (byte, bool) {
	var out [1]byte
	_, err := hex.Decode(out[:], []byte{a, b})
	return out[0], err == nil
}

func decodeQuoted(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for len(body) > 0 {
		line, end := body, []byte(nil)
		if i := bytes.IndexByte(body, '\n'); i >= 0 {
			line, body = body[:i], body[i+1:]
			end = []byte("\n")
			if bytes.HasSuffix(line, []byte("\r")) {
				line, end = line[:len(line)-1], []byte("\r\n")
			}
		} else {
			body = nil
		}
		line = bytes.TrimRight(line, " \t")
		if bytes.HasSuffix(line, []byte("=")) {
			line, end = line[:len(line)-1], nil
		}
		for i := 0; i < len(line); i++ {
			if line[i] == '=' && i+2 < len(line) {
				if v, ok := hexByte(line[i+1], line[i+2]); ok {
					out = append(out, v)
					i += 2
					continue
				}
			}
			out = append(out, line[i])
		}
		out = append(out, end...)
	}
	return out
}

func decodeUU(body []byte) (out []byte, ok bool) {
	begun := false
	for _, line := range bytes.Split(body, []byte("\n")) {
		line = bytes.TrimRight(line, "\r")
		if !begun {
			begun = bytes.HasPrefix(line, []byte("begin "))
			continue
		}
		if len(line) == 0 || bytes.Equal(line, []byte("end")) {
			break
		}
		want := int((line[0] - ' ') & 63)
		var got []byte
		for i := 1; i < len(line); i += 4 {
			var q [4]byte
			for j := range q {
				if i+j < len(line) {
					q[j] = (line[i+j] - ' ') & 63
				}
			}
			got = append(got, q[0]<<2|q[1]>>4, q[1]<<4|q[2]>>2, q[2]<<6|q[3])
		}
		out = append(out, limit(got, want)...)
	}
	if !begun {
		return body, false
	}
	return out, true
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]+charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)`)

// decodeCharset makes valid UTF-8 of a text. guessed is true when the charset
// that was given (or none) cannot be what it is written in.
func decodeCharset(b []byte, label string, isHTML bool) (text string, guessed bool) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b, label = b[3:], "utf-8"
	case bytes.HasPrefix(b, []byte("\xff\xfe")), bytes.HasPrefix(b, []byte("\xfe\xff")):
		label = "utf-16"
		if b[0] == 0xfe {
			label = "utf-16be"
		}
		b = b[2:]
	}
	if label == "" && isHTML {
		if m := metaCharset.FindSubmatch(limit(b, 4096)); m != nil {
			label = string(m[1])
		}
	}
	enc, name := lookupCharset(label)
	wide := strings.HasPrefix(name, "utf-16") || strings.HasPrefix(name, "iso-2022") || name == "hz-gb-2312"
	// Programs that say windows-1252 or us-ascii while they write UTF-8 are many;
	// a text that is valid UTF-8 beyond ASCII by chance is not to be expected.
	if !wide && utf8.Valid(b) {
		return string(b), false
	}
	if enc != nil && name != "utf-8" {
		if out, err := enc.NewDecoder().Bytes(b); err == nil && utf8.Valid(out) {
			return string(out), false
		}
	}
	return guessCharset(b), true
}

// lookupCharset knows the names of the web and those that only mail has.
func lookupCharset(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.Trim(label, " \t\"'"))
	label = strings.TrimPrefix(label, "charset=")
	switch label {
	case "", "us-ascii", "ascii", "7bit", "8bit", "unknown-8bit", "default", "x-unknown":
		return nil, ""
	case "utf8", "utf8mb4", "utf-8":
		return nil, "utf-8"
	case "cp850", "ibm850", "cp-850":
		return charmap.CodePage850, "cp850"
	case "cp437", "ibm437":
		return charmap.CodePage437, "cp437"
	}
	if strings.HasPrefix(label, "8859-") || strings.HasPrefix(label, "8859_") {
		label = "iso-8859-" + label[5:]
	}
	if strings.HasPrefix(label, "win-") {
		label = "windows-" + label[4:]
	}
	enc, name := charset.Lookup(label)
	if enc == encoding.Replacement {
		return nil, ""
	}
	return enc, name
}

// guessCharset reads bytes that are no UTF-8 and do not say what they are.
// Western text has few bytes beyond ASCII and is windows-1252 in a Dutch office;
// a detector only helps where a text is mostly something else.
func guessCharset(b []byte) string {
	high := 0
	sample := limit(b, 64<<10)
	for _, c := range sample {
		if c >= 0x80 {
			high++
		}
	}
	// A UTF-8 text with a few broken bytes stays UTF-8.
	if broken := len(sample) - len(bytes.ToValidUTF8(sample, nil)); broken*4 < high {
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	if high*5 > len(sample) && len(sample) >= 20 {
		if r := chardet.Detect(sample); r.Confidence >= 0.8 {
			if enc, _ := lookupCharset(r.Encoding); enc != nil {
				if out, err := enc.NewDecoder().Bytes(b); err == nil {
					return string(bytes.ToValidUTF8(out, []byte("\uFFFD")))
				}
			}
		}
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	return string(out)
}
