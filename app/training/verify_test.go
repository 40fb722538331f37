package training_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/training/proof"
	"kiesvoorhetkind.nl/kantoor/app/training/scan"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// engine draws PDFs for all tests: starting it takes long.
var engine = sync.OnceValue(func() *pages.Engine { return pages.NewEngine("") })

func openPages(ctx context.Context, pdf []byte) (scan.PDF, error) {
	f, err := engine().Open(ctx, pdf)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// issue gives people a certificate of one day's training.
func (d *desk) issue(course string, names ...string) training.Run {
	d.t.Helper()
	id := d.plan(course, "2026-03-12")
	d.add(id, names...)
	d.done(d.MarkAllPresent(context.Background(), id, 0))
	run, err := d.Issue(context.Background(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return run
}

func (d *desk) certificate(id int64) (c data.Certificate) {
	d.t.Helper()
	d.read(func(tx *data.Tx) (err error) { c, err = tx.Certificate(id); return err })
	return c
}

// verified is the answer to a text.
func (d *desk) verified(text string) training.Verified {
	d.t.Helper()
	v, err := d.Verify(context.Background(), text)
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

func TestCodeIsCheckedAgainstTheRegister(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		name := "Marie-Louise Annabel van der Nguyễn-Łukasiewicz van 's-Gravenmade tot Oudhof"
		run := d.issue(after, name, "Ria Smalbrugge", "Ton Ekkers")
		at := map[string]data.Certificate{}
		for _, one := range run.Issued {
			at[one.Name] = d.certificate(one.CertificateID)
		}
		c := at[name]
		if v := d.verified(c.Code); v.Status != training.Valid || !v.Signed || v.Name != name || v.Number != c.Number || v.Course != after || v.Date != "2026-03-12" ||
			v.PersonID != c.PersonID || v.CohortID == 0 || len(v.Notes) != 0 || v.Text != "Geldig certificaat, door ons uitgegeven." {
			t.Errorf("valid: %+v", v)
		}
		if v := d.verified(c.Number); v.Status != training.Valid || v.Signed || len(v.Notes) != 1 {
			t.Errorf("by its number: %+v", v)
		}
		for what, change := range map[string][2]string{"naam": {"Annabel", "Annabella"}, "opleiding": {after, basic}, "datum": {"2026-03-12", "2025-03-12"}} {
			v := d.verified(strings.Replace(c.Code, change[0], change[1], 1))
			if v.Status != training.Altered || v.Signed || v.Name != name || len(v.Mismatches) != 1 || v.Mismatches[0].What != what || !strings.Contains(v.Mismatches[0].Shown, change[1]) {
				t.Errorf("%s altered: %+v", what, v)
			}
		}
		// The number of another certificate of ours.
		if v := d.verified(strings.Replace(c.Code, c.Number, at["Ton Ekkers"].Number, 1)); v.Status != training.Altered || v.Name != "Ton Ekkers" || len(v.Mismatches) != 1 {
			t.Errorf("another number: %+v", v)
		}
		if v := d.verified(strings.Replace(c.Code, c.Number, "KC-2026-0888", 1)); v.Status != training.Altered || v.Signed || v.PersonID != 0 {
			t.Errorf("a number that was never given: %+v", v)
		}
		if v := d.verified(c.Code[:len(c.Code)-30]); v.Status != training.Unknown || !strings.Contains(v.Text, "ontbreekt een stuk") {
			t.Errorf("half a code: %+v", v)
		}

		other := open(t, storetest.SQLite(t), "2026-03-12")
		theirs := other.certificate(other.issue(after, "Ria Smalbrugge").Issued[0].CertificateID)
		if v := d.verified(theirs.Code); v.Status != training.Unknown || v.Signed || !strings.Contains(v.Text, "niet door ons ondertekend") || v.PersonID == 0 {
			t.Errorf("another office's, with a number of ours: %+v", v)
		}
		if v := other.verified(c.Code); v.Status != training.Unknown {
			t.Errorf("ours at another office: %+v", v)
		}

		// What the older key signed is checked after the key was renewed.
		if err := d.RenewKey(ctx); err != nil {
			t.Fatal(err)
		}
		if k, err := d.SigningKey(ctx); err != nil || k != (training.Key{Since: "2026-03-12", Retired: 1}) {
			t.Errorf("the key in use: %+v %v", k, err)
		}
		later := d.certificate(d.issue(basic, "Fenna Bies").Issued[0].CertificateID)
		for _, code := range []string{c.Code, later.Code} {
			if v := d.verified(code); v.Status != training.Valid || !v.Signed {
				t.Errorf("after renewing the key: %+v", v)
			}
		}

		// The register is the last word: a genuine code does not outlive what is done there.
		d.write(func(tx *data.Tx) error {
			r := at["Ria Smalbrugge"]
			r.Holder = "Ria Kleinbrugge"
			return tx.SaveCertificate(&r)
		})
		if v := d.verified(at["Ria Smalbrugge"].Code); v.Status != training.Altered || !v.Signed || len(v.Mismatches) != 1 || v.Mismatches[0].Ours != "Ria Kleinbrugge" {
			t.Errorf("the register says otherwise: %+v", v)
		}
		d.done(d.Revoke(ctx, at["Ton Ekkers"].ID, training.Revoking{Reason: "vervalste opdracht"}))
		if v := d.verified(at["Ton Ekkers"].Code); v.Status != training.Revoked || v.Reason != "vervalste opdracht" || !v.Signed {
			t.Errorf("revoked: %+v", v)
		}
	})
}

// A code that was signed here says nothing of a certificate that the register does not have.
// TestNumberAsItIsTyped: from paper or the telephone it comes without signs, zeros or the letters in front.
func TestNumberAsItIsTyped(t *testing.T) {
	d := open(t, storetest.SQLite(t), "2026-03-12")
	number := d.certificate(d.issue(after, "Ria Smalbrugge").Issued[0].CertificateID).Number
	if number != "KC-2026-0001" {
		t.Fatal(number)
	}
	for _, typed := range []string{number, "kc-2026-0001", "kc20260001", "KC 2026 0001", " 2026-0001 ", "KC–2026–0001", "2026/1", "kc 2026 1", "KC2026.001"} {
		if v := d.verified(typed); v.Status != training.Valid || v.Number != number {
			t.Errorf("%q: %+v", typed, v)
		}
	}
	for _, typed := range []string{"2026", "kc 2026 0", "2026-0002", "12026-0001", "KC-2025-0001", "tel. 2026 0001"} {
		if v := d.verified(typed); v.Status != training.Unknown {
			t.Errorf("%q: %+v", typed, v)
		}
	}
}

func TestGenuineCodeOfAnUnknownNumber(t *testing.T) {
	ctx := context.Background()
	d := open(t, storetest.SQLite(t), "2026-03-12")
	d.issue(after, "Ria Smalbrugge")
	b, err := d.store.Backup(ctx, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	later := d.certificate(d.issue(after, "Ton Ekkers").Issued[0].CertificateID)
	restored := open(t, b.File, "2026-03-12")
	v := restored.verified(later.Code)
	if v.Status != training.Unknown || !v.Signed || v.Name != "Ton Ekkers" || !strings.Contains(v.Text, "oudere back-up") {
		t.Errorf("after an older backup was restored: %+v", v)
	}

	// So is what a thief of the office's file signs: only its number and name could come from here.
	var code string
	restored.write(func(tx *data.Tx) error {
		key, err := tx.EnsureSigningKey()
		if err != nil {
			return err
		}
		code, err = proof.Sign(proof.Claim{Number: "KC-2026-0777", Name: "Cor de Vries", Course: basic, Date: "2026-03-12"}, key.ID, key.Sign)
		return err
	})
	if v := restored.verified(code); v.Status == training.Valid {
		t.Errorf("forged with the key: %+v", v)
	}
	zero, err := proof.Sign(proof.Claim{Number: later.Number, Name: "Ton Ekkers", Course: after, Date: "2026-03-12"}, "00000000", func([]byte) []byte { return make([]byte, ed25519.SignatureSize) })
	if err != nil {
		t.Fatal(err)
	}
	if v := d.verified(zero); v.Status != training.Unknown || v.Signed {
		t.Errorf("without a signature: %+v", v)
	}
}

// picture is a page of a PDF as a PNG.
func picture(t *testing.T, pdf []byte) []byte {
	t.Helper()
	f, err := engine().Open(context.Background(), pdf)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m, err := f.Draw(context.Background(), 0, int(f.Sizes()[0].Width/72*150))
	if err != nil {
		t.Fatal(err)
	}
	return encoded(t, m)
}

func encoded(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFilesAreChecked(t *testing.T) {
	ctx := context.Background()
	d := open(t, storetest.SQLite(t), "2026-03-12")
	d.Pages = openPages
	run := d.issue(after, "Ria Smalbrugge", "Ton Ekkers")
	ria, ton := run.Issued[0], run.Issued[1]
	if ria.Name != "Ria Smalbrugge" {
		ria, ton = ton, ria
	}
	c := d.certificate(ria.CertificateID)
	number, day := c.Number, "2026-03-12"
	sheet := func(name, code string) []byte {
		b, err := document.Certificates([]document.Certificate{{
			Number: number, Name: name, Course: after, Outcome: document.Attended, Days: []string{day}, Venue: "De Kelder", Town: "Zutphen",
			Trainers: []document.Trainer{{Name: "Wil Aardema"}}, Issued: "2026-03-12", Code: code,
		}}, document.Look{Office: document.Office{Name: "Expertisecentrum Kind en Scheiding"}, Created: d.today})
		if err != nil {
			t.Fatal(err)
		}
		return b.PDF()
	}
	blank := image.NewGray(image.Rect(0, 0, 400, 300))
	for i := range blank.Pix {
		blank.Pix[i] = 0xff
	}
	sample, err := d.ReplaceSample(ctx, c.ID, training.Replacement{})
	if err != nil {
		t.Fatal(err)
	}
	day = "2026-03-13"
	otherDay := sheet("Ria Smalbrugge", c.Code)
	number, day = strings.TrimSuffix(c.Number, "1")+"7", "2026-03-12"
	otherNumber := sheet("Ria Smalbrugge", c.Code)
	number = c.Number
	for name, want := range map[string]struct {
		content      []byte
		status, says string
	}{
		"another day":           {otherDay, training.Altered, "het bestand is veranderd"},
		"another number":        {otherNumber, training.Altered, "het bestand is veranderd"},
		"as issued":             {ria.PDF, training.Valid, "precies zoals wij het hebben uitgegeven"},
		"saved anew":            {append(bytes.Clone(ria.PDF), '\n'), training.Valid, "opnieuw opgeslagen"},
		"scanned":               {picture(t, ria.PDF), training.Valid, "Vergelijk naam, opleiding en datum"},
		"another name":          {sheet("Bea Smalbrugge", c.Code), training.Altered, "het bestand is veranderd"},
		"another code":          {sheet("Bea Smalbrugge", strings.Replace(c.Code, "Ria", "Bea", 1)), training.Altered, "de handtekening klopt niet"},
		"a picture of the last": {picture(t, sheet("Bea Smalbrugge", strings.Replace(c.Code, "Ria", "Bea", 1))), training.Altered, "de handtekening klopt niet"},
		"without a code":        {sheet("Ria Smalbrugge", ""), training.Altered, "niet zoals wij het hebben uitgegeven"},
		"a sample":              {sample, training.Unknown, "niet door ons ondertekend"},
		"nothing on it":         {encoded(t, blank), training.Unknown, "geen code van ons"},
		"another QR code":       {picture(t, sheet("Ria Smalbrugge", "https://example.nl/agenda")), training.Unknown, "niet van een certificaat"},
	} {
		v, err := one(d.VerifyFile(ctx, want.content))
		if said := v.Text + " " + strings.Join(v.Notes, " "); err != nil || v.Status != want.status || !strings.Contains(said, want.says) {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
		if v.Status != training.Unknown && (v.Number != c.Number || v.Name != "Ria Smalbrugge") {
			t.Errorf("%s: %s of %s", name, v.Number, v.Name)
		}
	}
	whole, err := d.VerifyFile(ctx, run.PDF)
	if err != nil || len(whole) != 2 || whole[0].Page != 1 || whole[1].Page != 2 || whole[1].Name != run.Issued[1].Name {
		t.Errorf("the print run: %+v, %v", whole, err)
	}
	both, err := d.VerifyFile(ctx, append(bytes.Clone(run.PDF), '\n'))
	if err != nil || len(both) != 2 || both[0].Status != training.Valid || both[1].Status != training.Valid || both[1].Page != 2 {
		t.Errorf("the print run saved anew: %+v, %v", both, err)
	}
	for name, content := range map[string][]byte{"nothing": nil, "a letter": []byte("PK\x03\x04 brief"), "half a picture": picture(t, ria.PDF)[:3000], "half a PDF": ria.PDF[:300]} {
		_, err := d.VerifyFile(ctx, content)
		refused(t, name, err)
	}
	answers, err := d.VerifyAll(ctx, "Is "+ton.Number+" ook goed?", []training.Shown{{Name: "logo.txt", Content: []byte("tekst")}, {Name: "foto.png", Content: picture(t, ria.PDF)}, {Name: "stuk.png", Content: picture(t, ria.PDF)[:3000]}})
	if err != nil || len(answers) != 3 || answers[0].Source != "foto.png" || answers[0].Name != ria.Name || answers[1].Status != training.Unknown || answers[2].Name != ton.Name || answers[2].Source != "" {
		t.Errorf("all of a mail: %+v, %v", answers, err)
	}
}
