// Package proof writes and reads the text in a certificate's QR code: who holds
// which certificate, signed by the office, so that it can be checked without a
// network. Which keys are the office's and what the register says of a number is
// left to package training, finding a code in a picture to package scan.
//
// The text is made to be read by people too, by whoever points a telephone at it:
//
//	KC-2026-0042|Noor Bakema|KIES coach 7-12|2026-03-12|KC1:8F0...
//
// The last part is the number of this form (KC1), the four bytes that name the key
// and the Ed25519 signature, two bytes as three characters that a QR code holds in
// five and a half bits each and that survive a mail: no spaces, no difference between
// capitals and small letters.
package proof

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Claim is what a certificate says.
type Claim struct {
	Number string // without spaces
	Name   string // of the holder
	Course string
	Date   string // YYYY-MM-DD
}

// Proof is a code as somebody showed it.
type Proof struct {
	Claim
	KeyID string // of the key that it says to be signed with

	signature []byte
}

const (
	form          = "KC1"
	keyBytes      = 4
	tailBytes     = keyBytes + ed25519.SignatureSize
	tailLength    = tailBytes / 2 * 3
	maxField      = 200 // characters of a name or a course
	maxText       = 64 << 10
	maxCandidates = 20 // codes that are tried in one text
)

// signs is the alphabet of the last part. Two bytes fit in three of 41.
const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./:"

// Canonical writes a claim as it is signed and compared: NFC, one space between
// words, nothing in it that parts fields.
func (c Claim) Canonical() Claim {
	return Claim{
		Number: strings.ToUpper(strings.ReplaceAll(field(c.Number), " ", "")),
		Name:   field(c.Name), Course: field(c.Course), Date: field(c.Date),
	}
}

func field(s string) string {
	s = norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '|':
			return '/'
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > maxField {
		r = r[:maxField]
	}
	return strings.TrimSpace(string(r))
}

// message is what is signed: the form too, so that a later form cannot be passed off as this one.
func (c Claim) message() []byte {
	c = c.Canonical()
	return []byte(strings.Join([]string{form, c.Number, c.Name, c.Course, c.Date}, "\n"))
}

var errSign = errors.New("proof: the key does not sign")

// Sign writes the text of a QR code. keyID are the eight hexadecimal figures of
// the key that sign signs with.
func Sign(c Claim, keyID string, sign func(message []byte) []byte) (string, error) {
	key, err := hex.DecodeString(keyID)
	if err != nil || len(key) != keyBytes {
		return "", errors.New("proof: wrong name of a key")
	}
	c = c.Canonical()
	if c.Number == "" || c.Name == "" {
		return "", errors.New("proof: nothing to sign")
	}
	signature := sign(c.message())
	if len(signature) != ed25519.SignatureSize {
		return "", errSign
	}
	return strings.Join([]string{c.Number, c.Name, c.Course, c.Date, form + ":" + encode(append(key, signature...))}, "|"), nil
}

// SignedBy says whether the signature is that of a key, over what the code says.
func (p Proof) SignedBy(key ed25519.PublicKey) bool {
	return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, p.message(), p.signature)
}

var (
	// ErrNone: there is no code in the text.
	ErrNone = errors.New("proof: no code")
	// ErrNewer: the code has a form that this program does not know yet.
	ErrNewer = errors.New("proof: a newer form")
	// ErrCut: there is a code in the text of which a part is missing.
	ErrCut = errors.New("proof: not the whole code")
)

var (
	tail   = regexp.MustCompile(`(?i)\|\s*KC(\d{1,3}):`)
	quoted = regexp.MustCompile(`(?m)^[ \t]*(?:>[ \t]*)+`)
)

// Find reads the first whole code in a text, as it stands in a QR code or was
// pasted from a mail that broke or quoted its lines. Without one it answers ErrNone,
// ErrNewer or ErrCut.
func Find(text string) (Proof, error) {
	if len(text) > maxText {
		text = text[:maxText]
	}
	text = quoted.ReplaceAllString(strings.ToValidUTF8(text, ""), "")
	answer := ErrNone
	for _, at := range tail.FindAllStringSubmatchIndex(text, maxCandidates) {
		if text[at[2]:at[3]] != form[2:] {
			answer = ErrNewer
			continue
		}
		if p, ok := read(text[:at[0]], text[at[1]:]); ok {
			return p, nil
		}
		answer = ErrCut
	}
	return Proof{}, answer
}

// All reads every whole code in a text, in the order in which they stand there.
func All(text string) []Proof {
	if len(text) > maxText {
		text = text[:maxText]
	}
	text = quoted.ReplaceAllString(strings.ToValidUTF8(text, ""), "")
	var all []Proof
	for _, at := range tail.FindAllStringSubmatchIndex(text, maxCandidates) {
		if text[at[2]:at[3]] != form[2:] {
			continue
		}
		if p, ok := read(text[:at[0]], text[at[1]:]); ok {
			all = append(all, p)
		}
	}
	return all
}

// read reads a code of which the claim ends head and the signature begins tail.
func read(head, tail string) (Proof, bool) {
	raw, ok := decode(tail)
	if !ok {
		return Proof{}, false
	}
	fields := strings.Split(head, "|")
	if len(fields) < 4 {
		return Proof{}, false
	}
	fields = fields[len(fields)-4:]
	number := strings.Fields(fields[0]) // what stands before it in a mail is no part of it
	if len(number) == 0 {
		return Proof{}, false
	}
	c := Claim{Number: number[len(number)-1], Name: fields[1], Course: fields[2], Date: fields[3]}.Canonical()
	if c.Number == "" || c.Name == "" {
		return Proof{}, false
	}
	return Proof{Claim: c, KeyID: hex.EncodeToString(raw[:keyBytes]), signature: raw[keyBytes:]}, true
}

func encode(b []byte) string {
	out := make([]byte, 0, len(b)/2*3)
	for i := 0; i+1 < len(b); i += 2 {
		n := int(b[i])<<8 | int(b[i+1])
		out = append(out, signs[n%41], signs[n/41%41], signs[n/41/41])
	}
	return string(out)
}

// decode reads the bytes at the beginning of a text, past the white space that a mail put in it.
func decode(text string) ([]byte, bool) {
	out := make([]byte, 0, tailBytes)
	n, place, count := 0, 1, 0
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		v := strings.IndexRune(signs, r)
		if v < 0 {
			return nil, false
		}
		n += v * place
		place *= 41
		if count++; count%3 == 0 {
			if n > 0xffff {
				return nil, false
			}
			out = append(out, byte(n>>8), byte(n))
			n, place = 0, 1
		}
		if count == tailLength {
			return out, true
		}
	}
	return nil, false
}
