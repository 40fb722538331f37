package training

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/training/proof"
	"kiesvoorhetkind.nl/kantoor/app/training/scan"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The answers to somebody who shows a certificate.
const (
	Valid    = "valid"
	Revoked  = "revoked"
	Replaced = "replaced"
	Altered  = "altered" // what is shown is not what was issued
	Unknown  = "unknown" // not ours, or nothing that can be checked
)

// Verified is the answer to somebody who shows a certificate. Number, Name, Course
// and Date are those of the register; where it does not know the certificate, what
// was shown.
type Verified struct {
	Status string
	Number string
	Name   string
	Course string
	Date   string // YYYY-MM-DD, or less where an old list says no more
	Reason string // of a status other than valid
	Text   string // the answer as a sentence
	// Notes are what else whoever asked must know, as sentences.
	Notes []string
	// Mismatches are what is shown that is not so in the register.
	Mismatches []Mismatch
	Signed     bool   // there was a code with a genuine signature of ours
	ReplacedBy string // number of the certificate that was made in its place
	Replaces   string // number of the one in the place of which it was made
	Page       int    // of the file on which it was found, from 1; 0 for a text

	CertificateID int64 // in the register; 0 where it is not there
	PersonID      int64
	CohortID      int64 // 0 for old paper
	DocumentID    int64 // of its PDF; 0 for old paper
}

// Mismatch is a part of a certificate that is shown otherwise than the register has it.
type Mismatch struct {
	What  string `json:"what"` // "naam"
	Shown string `json:"shown"`
	Ours  string `json:"ours"`
}

// Verify checks a number, or a code as it stands in a QR code or was pasted from a mail.
func (t *Training) Verify(ctx context.Context, text string) (Verified, error) {
	var v Verified
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		p, err := proof.Find(text)
		switch {
		case err == nil:
			v, err = verifyProof(tx, p)
		case errors.Is(err, proof.ErrNewer):
			v, err = Verified{Status: Unknown, Text: words.T("Deze code is gemaakt met een nieuwere versie van het programma. Werk het programma bij, of typ het nummer.")}, nil
		case errors.Is(err, proof.ErrCut):
			v, err = Verified{Status: Unknown, Text: words.T("Van deze code ontbreekt een stuk. Plak hem in zijn geheel, of typ het nummer.")}, nil
		default:
			v, err = verifyNumber(tx, findNumber(text))
		}
		return err
	})
	return v, err
}

// verifyNumber looks a certificate up by its number alone.
func verifyNumber(tx *data.Tx, number string) (Verified, error) {
	v := Verified{Status: Unknown, Number: number, Text: words.T("Dit nummer is bij ons niet bekend.")}
	c, err := byNumber(tx, number)
	if err == nil && c == nil {
		if number = loosely(number); number != "" {
			c, err = byNumber(tx, number)
		}
	}
	if err != nil || c == nil {
		return v, err
	}
	if err := v.known(tx, c); err != nil {
		return v, err
	}
	if v.Status == Valid {
		v.Notes = append(v.Notes, words.T("Alleen het nummer is nagekeken. Vergelijk naam, opleiding en datum met wat er op het certificaat staat."))
	}
	return v, nil
}

// verifyProof checks a code: whether a key of ours signed what it says, and whether the register says the same.
func verifyProof(tx *data.Tx, p proof.Proof) (Verified, error) {
	v := Verified{Status: Unknown, Number: p.Number, Name: p.Name, Course: p.Course, Date: p.Date}
	keys, err := tx.SigningKeys()
	if err != nil {
		return v, err
	}
	ours := false
	for _, k := range keys {
		if k.ID == p.KeyID {
			ours, v.Signed = true, p.SignedBy(k.Public)
		}
	}
	c, err := byNumber(tx, p.Number)
	switch {
	case err != nil:
		return v, err
	case !ours && c != nil:
		v.Text = words.T("Deze code is niet door ons ondertekend. Het nummer bestaat bij ons wel, maar dit certificaat hebben wij zo niet uitgegeven.")
		v.CertificateID, v.PersonID, v.DocumentID = c.ID, c.PersonID, c.DocumentID
		v.Mismatches = mismatches(p.Claim, c)
	case !ours:
		v.Text = words.T("Dit certificaat is niet van ons: de code is niet door ons ondertekend.")
	case c == nil && v.Signed:
		v.Text = words.T("De handtekening in de code is echt, maar dit nummer staat niet in ons register. Er is waarschijnlijk een oudere back-up teruggezet, of onze sleutel is in andere handen. Zoek het uit voordat je het geldig noemt.")
	case c == nil:
		v.Status = Altered
		v.Text = words.T("De code is veranderd: de handtekening klopt niet, en het nummer staat niet in ons register.")
	default:
		if err := v.known(tx, c); err != nil {
			return v, err
		}
		v.Mismatches = mismatches(p.Claim, c)
		switch {
		case !v.Signed:
			v.altered()
			v.Text = words.T("De code is veranderd: de handtekening klopt niet. Hieronder staat wat wij hebben uitgegeven.")
		case len(v.Mismatches) > 0:
			v.altered()
			v.Text = words.T("De code klopt niet met het register. Hieronder staat wat wij hebben uitgegeven.")
		}
	}
	return v, nil
}

// mismatches compares what a code says with the register.
func mismatches(shown proof.Claim, c *data.Certificate) []Mismatch {
	ours := proof.Claim{Number: c.Number, Name: c.Holder, Course: c.Course, Date: c.Achieved}.Canonical()
	shown = shown.Canonical()
	var out []Mismatch
	for _, d := range []Mismatch{
		{words.T("naam"), shown.Name, ours.Name}, {words.T("opleiding"), shown.Course, ours.Course}, {words.T("datum"), shown.Date, ours.Date},
	} {
		if d.Shown != d.Ours {
			out = append(out, d)
		}
	}
	return out
}

// known fills in what the register has of a certificate.
func (v *Verified) known(tx *data.Tx, c *data.Certificate) error {
	v.Status, v.Number, v.Name, v.Course, v.Date, v.Reason = c.Status, c.Number, c.Holder, c.Course, c.Achieved, c.StatusReason
	v.CertificateID, v.PersonID, v.DocumentID = c.ID, c.PersonID, c.DocumentID
	if c.EnrolmentID != 0 {
		e, err := tx.Enrolment(c.EnrolmentID)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return err
		}
		v.CohortID = e.CohortID
	}
	next, err := tx.CertificateReplacing(c.ID)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return err
	}
	v.ReplacedBy = next.Number
	if c.ReplacesID != 0 {
		before, err := tx.Certificate(c.ReplacesID)
		if err != nil {
			return err
		}
		v.Replaces = before.Number
	}
	v.Text = v.sentence(c.Kind == OldPaper)
	return nil
}

// altered makes it one that was altered; what holds for the certificate itself, that it was revoked or replaced, stays told.
func (v *Verified) altered() {
	if v.Status == Revoked || v.Status == Replaced {
		v.Notes = append(v.Notes, v.Text)
	}
	v.Status = Altered
}

// OldPaper is the kind of a certificate from before this program.
const OldPaper = "old_paper"

func (v *Verified) sentence(old bool) string {
	switch {
	case v.Status == Revoked && v.ReplacedBy != "":
		return words.T("Dit certificaat is ingetrokken. In de plaats ervan is %s uitgegeven.", v.ReplacedBy)
	case v.Status == Revoked:
		return words.T("Dit certificaat is ingetrokken.")
	case v.Status == Replaced && v.ReplacedBy != "":
		return words.T("Dit certificaat is vervangen door %s.", v.ReplacedBy)
	case v.Status == Replaced:
		return words.T("Dit certificaat is vervangen door een nieuwer.")
	case old:
		return words.T("Geldig: dit papieren certificaat staat in ons register.")
	}
	return words.T("Geldig certificaat, door ons uitgegeven.")
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
	if issued := slices.DeleteFunc(slices.Clone(found), func(c data.Certificate) bool { return c.Kind == OldPaper }); len(issued) == 1 {
		// What we issued goes before old paper that says the same.
		return &issued[0], nil
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
	title := m[1]
	if b, err := hex.DecodeString(string(m[2])); err == nil && len(b) > 2 {
		title = b
	}
	if bytes.HasPrefix(title, []byte{0xfe, 0xff}) {
		var units []uint16
		for i := 2; i+1 < len(title); i += 2 {
			units = append(units, uint16(title[i])<<8|uint16(title[i+1]))
		}
		title = []byte(string(utf16.Decode(units)))
	}
	if !issuedNumber.Match(title) {
		return ""
	}
	return findNumber(string(title))
}

// IssuedNumber says whether a number has the form of those that this program gives.
func IssuedNumber(number string) bool { return issuedNumber.MatchString(number) }

// issuedNumber matches our own numbers inside a text.
var issuedNumber = regexp.MustCompile(`(?i)\bKC\s*[-–]?\s*(\d{4})\s*[-–]\s*(\d{4,9})\b`)

// looseNumber matches one of our numbers as somebody types it from paper or the telephone.
var looseNumber = regexp.MustCompile(`(?i)^(?:KC)?[\s.,/–-]*(\d{4})[\s.,/–-]*(\d{1,9})$`)

// loosely is the number that somebody means who left out signs, spaces, zeros or the letters in front; empty when it is none.
func loosely(text string) string {
	m := looseNumber.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return ""
	}
	n, err := strconv.ParseInt(m[2], 10, 64)
	if err != nil || n == 0 {
		return ""
	}
	return CertificateNumber(m[1], n)
}

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

// wanted says whether the text of a QR code is of a certificate, for who looks through pictures.
func wanted(text string) bool {
	_, err := proof.Find(text)
	return !errors.Is(err, proof.ErrNone)
}

// reader reads what is in files.
func (t *Training) reader() scan.Reader { return scan.Reader{Open: t.Pages, Wanted: wanted} }
