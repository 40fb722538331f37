package training

import (
	"bytes"
	"context"
	"errors"
	"image"

	"kiesvoorhetkind.nl/kantoor/app/training/scan"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// VerifyFile checks what a file holds: the PDF that was issued, or a scan, photo or
// other PDF with the code on it, one answer for each certificate in it and always
// at least one. The bytes that were issued are as good as their record. What the
// file is called plays no part. A file that cannot be read is refused with a Dutch sentence.
func (t *Training) VerifyFile(ctx context.Context, content []byte) ([]Verified, error) {
	if len(content) > scan.MaxBytes {
		return nil, data.Refuse("Dit bestand is groter dan %d MB. Maak een kleinere scan of foto.", scan.MaxBytes>>20)
	}
	found, err := t.asIssued(ctx, content)
	if err != nil || len(found) > 0 {
		return found, err
	}
	pdf := bytes.HasPrefix(content, []byte("%PDF-"))
	if pdf && t.Pages == nil {
		v, err := t.byTitle(ctx, content)
		return []Verified{v}, err
	}
	s, err := t.reader().Read(ctx, content)
	if err != nil {
		return nil, err
	}
	for _, code := range s.Codes {
		if !wanted(code.Text) {
			continue
		}
		v, err := t.Verify(ctx, code.Text)
		if err != nil {
			return nil, err
		}
		v.Page = code.Page
		if pdf && v.DocumentID != 0 && v.Status != Altered && v.Status != Unknown {
			if err := t.compareLook(ctx, content, &v); err != nil {
				return nil, err
			}
		} else if v.Status == Valid {
			v.Notes = append(v.Notes, words.T("De code is echt. Vergelijk naam, opleiding en datum met wat er op het certificaat staat."))
		}
		found = append(found, v)
	}
	if len(found) == 0 {
		v := Verified{Status: Unknown, Text: words.T("Er is geen code van ons in gevonden. Typ het nummer dat op het certificaat staat.")}
		if pdf {
			if v, err = t.byTitle(ctx, content); err != nil {
				return nil, err
			}
		}
		if len(s.Codes) > 0 {
			v.Notes = append(v.Notes, words.T("Er staat wel een code op, maar niet van een certificaat."))
		}
		found = []Verified{v}
	}
	if note := s.Note(); note != "" {
		found[0].Notes = append(found[0].Notes, note)
	}
	return found, nil
}

// asIssued answers the certificates whose file, or whose print run's file, has exactly these bytes.
func (t *Training) asIssued(ctx context.Context, content []byte) ([]Verified, error) {
	var out []Verified
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		sum := data.SumOf(content)
		var all []data.Certificate
		c, err := tx.CertificateOfFile(sum)
		switch {
		case err == nil:
			all = append(all, c)
		case errors.Is(err, data.ErrNotFound):
			if all, err = tx.CertificatesOfRunFile(sum); err != nil {
				return err
			}
		default:
			return err
		}
		for i := range all {
			v := Verified{Page: i + 1}
			if err := v.known(tx, &all[i]); err != nil {
				return err
			}
			if v.Status == Valid {
				v.Notes = append(v.Notes, words.T("Dit is het bestand precies zoals wij het hebben uitgegeven."))
			}
			out = append(out, v)
		}
		return nil
	})
	return out, err
}

// byTitle is for a PDF in which no code can be read: one that calls itself by a number of ours is altered.
func (t *Training) byTitle(ctx context.Context, content []byte) (Verified, error) {
	v := Verified{Status: Unknown, Number: titleNumber(content), Text: words.T("Er is geen code van ons in gevonden. Typ het nummer dat op het certificaat staat.")}
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		c, err := byNumber(tx, v.Number)
		if err != nil || c == nil {
			return err
		}
		err = v.known(tx, c)
		v.altered()
		v.Text = words.T("Dit bestand is niet zoals wij het hebben uitgegeven. Leg het naast ons eigen certificaat.")
		return err
	})
	return v, err
}

// How much of what is printed on our own certificate must be in the same place, and
// as dark, in a PDF that has its code: most in one of which a text was changed, and far
// less in a scan or photo. The same file saved anew has no pixel that is unlike; one
// changed figure is some twenty-five.
const (
	editedShare = 0.75
	sameUnlike  = 8 // pixels
)

// compareLook lays a PDF with a genuine code beside the one that was issued: the
// code says nothing of a name that was changed in the file.
func (t *Training) compareLook(ctx context.Context, content []byte, v *Verified) error {
	var ours data.Document
	if err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		ours, err = tx.Document(v.DocumentID)
		return err
	}); err != nil {
		return err
	}
	shown, err := t.drawn(ctx, content, v.Page-1)
	if err != nil {
		return err
	}
	own, err := t.drawn(ctx, ours.Bytes, 0)
	if err != nil {
		return err
	}
	switch share, unlike := sharedInk(shown, own); {
	case share >= editedShare && unlike <= sameUnlike:
		v.Notes = append(v.Notes, words.T("Het bestand is opnieuw opgeslagen, maar ziet er precies zo uit als wij het hebben uitgegeven."))
	case share >= editedShare:
		v.altered()
		v.Text = words.T("De code is echt, maar het bestand is veranderd nadat wij het uitgaven: er staat niet meer op wat wij erop zetten. Leg het naast ons eigen certificaat.")
	case v.Status == Valid:
		v.Notes = append(v.Notes, words.T("De code is echt. Vergelijk naam, opleiding en datum met wat er op het certificaat staat."))
	}
	return nil
}

// lookWidth is how wide pages are drawn to be compared, in pixels.
const lookWidth = 1200

func (t *Training) drawn(ctx context.Context, pdf []byte, page int) (*image.RGBA, error) {
	f, err := t.Pages(ctx, pdf)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Draw(ctx, page, lookWidth)
}

// sharedInk is the share of what is not the ground in either picture that is alike in both, and how many pixels of it are
// not; 0 for pictures of other sizes.
func sharedInk(a, b *image.RGBA) (share float64, unlike int) {
	if a.Rect.Size() != b.Rect.Size() {
		return 0, 0
	}
	const near, ground = 64, 225
	grey := func(m *image.RGBA, x, y int) int {
		c := m.Pix[m.PixOffset(m.Rect.Min.X+x, m.Rect.Min.Y+y):]
		return (299*int(c[0]) + 587*int(c[1]) + 114*int(c[2])) / 1000
	}
	ink, alike := 0, 0
	for y := range a.Rect.Dy() {
		for x := range a.Rect.Dx() {
			one, other := grey(a, x, y), grey(b, x, y)
			if min(one, other) >= ground {
				continue
			}
			ink++
			if max(one, other)-min(one, other) < near {
				alike++
			}
		}
	}
	if ink == 0 {
		return 0, 0
	}
	return float64(alike) / float64(ink), ink - alike
}
