package training

import (
	"context"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Verified is the answer to somebody who shows a certificate.
type Verified struct {
	Status string // valid, revoked, replaced, altered, unknown
	Number string
	Name   string
	Course string
	Date   string // YYYY-MM-DD, or less where an old list says no more
	Reason string // of a status other than valid
	Text   string // the answer as a sentence
}

// Verify looks a certificate up by its number, or by a text that holds one, such
// as what the QR code says. What the text says beyond the number is not compared.
func (t *Training) Verify(ctx context.Context, text string) (Verified, error) {
	v := Verified{Status: "unknown", Number: findNumber(text)}
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, err := byNumber(tx, v.Number)
		if err == nil && c != nil {
			v.known(c)
		}
		return err
	})
	v.Text = words.T(verifiedTexts[v.Status])
	return v, err
}

// VerifyFile looks a certificate up by the bytes of its file. The bytes that
// were issued are as good as their record. Any other file that calls itself by a number
// of ours is altered: that can be a forgery, but also a scan or a copy that was
// saved anew, so it must be laid beside the one that was issued.
func (t *Training) VerifyFile(ctx context.Context, content []byte) (Verified, error) {
	v := Verified{Status: "unknown"}
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, err := tx.CertificateOfFile(data.SumOf(content))
		if err == nil {
			v.known(&c)
			return nil
		}
		if !errors.Is(err, data.ErrNotFound) {
			return err
		}
		v.Number = titleNumber(content)
		known, err := byNumber(tx, v.Number)
		if err == nil && known != nil {
			v.known(known)
			v.Status = "altered"
		}
		return err
	})
	v.Text = words.T(verifiedTexts[v.Status])
	return v, err
}

var verifiedTexts = map[string]string{
	"valid":    words.Later("Geldig certificaat."),
	"revoked":  words.Later("Dit certificaat is ingetrokken."),
	"replaced": words.Later("Dit certificaat is vervangen door een nieuwer."),
	"altered":  words.Later("Dit bestand is niet zoals wij het hebben uitgegeven. Leg het naast ons eigen certificaat."),
	"unknown":  words.Later("Dit certificaat is bij ons niet bekend."),
}

func (v *Verified) known(c *data.Certificate) {
	v.Status, v.Number, v.Name, v.Course, v.Date, v.Reason = c.Status, c.Number, c.Holder, c.Course, c.Achieved, c.StatusReason
}

// byNumber finds the certificate of a number; nil when there is none.
func byNumber(tx *data.Tx, number string) (*data.Certificate, error) {
	if number == "" {
		return nil, nil
	}
	found, err := tx.CertificatesByNumber(number)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	if len(found) > 1 {
		return nil, data.Explain("Dit nummer staat op meer dan één oud certificaat. Zoek de persoon op in het register.", errors.New("number is not unique"))
	}
	return &found[0], nil
}

// pdfTitle matches the title of a PDF, as text or in hexadecimal.
var pdfTitle = regexp.MustCompile(`/Title\s*(?:\(([^)]{0,200})\)|<([0-9A-Fa-f]{0,800})>)`)

// titleNumber reads the number that a certificate has in the title of its PDF;
// empty when there is none to be read without opening the file any further.
func titleNumber(content []byte) string {
	m := pdfTitle.FindSubmatch(content)
	if m == nil {
		return ""
	}
	title := string(m[1])
	if b, err := hex.DecodeString(string(m[2])); err == nil && len(b) > 2 {
		title = string(b)
		if b[0] == 0xfe && b[1] == 0xff {
			var units []uint16
			for i := 2; i+1 < len(b); i += 2 {
				units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
			}
			title = string(utf16.Decode(units))
		}
	}
	if !issuedNumber.MatchString(title) {
		return ""
	}
	return findNumber(title)
}

// issuedNumber matches our own numbers inside a text.
var issuedNumber = regexp.MustCompile(`(?i)\bKC\s*[-–]?\s*(\d{4})\s*[-–]\s*(\d{4,9})\b`)

// findNumber finds the number of a certificate in a text: ours wherever it
// stands, else the text itself, as an old number may look like anything.
func findNumber(text string) string {
	if len(text) > 64<<10 {
		text = text[:64<<10]
	}
	text = tidy(strings.ToValidUTF8(text, ""))
	if m := issuedNumber.FindStringSubmatch(text); m != nil {
		return "KC-" + m[1] + "-" + m[2]
	}
	if utf8.RuneCountInString(text) > 60 {
		return ""
	}
	return text
}
