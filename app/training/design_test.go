package training_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
)

// penned is a scan of a signature.
func penned(t *testing.T) []byte {
	t.Helper()
	p := image.NewGray(image.Rect(0, 0, 300, 120))
	for i := range p.Pix {
		p.Pix[i] = 0xF8
	}
	for x := 40; x < 260; x++ {
		for d := range 4 {
			p.SetGray(x, 60+(x*5%60-30)+d, color.Gray{0x10})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// picturesIn counts the pictures that are drawn on the pages of a PDF.
func picturesIn(t *testing.T, pdf []byte) int {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdfimages", "-list", file).Output()
	if err != nil {
		t.Fatalf("pdfimages: %v", err)
	}
	n := 0
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) > 2 && f[2] == "image" {
			n++
		}
	}
	return n
}

func TestTrainersSignWithTheirOwnHand(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12")
		d.add(id, "Roos van Dam", "Bob Visser")
		d.done(d.MarkAllPresent(ctx, id, 0))
		sample, err := d.Sample(ctx, id)
		if err != nil || picturesIn(t, sample.PDF) != 0 {
			t.Fatalf("a signature before there is one: %v", err)
		}
		var trainer int64
		d.write(func(tx *data.Tx) error {
			p := data.Person{FirstName: "Wil", Surname: "Aardema", Country: "NL"}
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			trainer = p.ID
			return tx.SaveRole(&data.Role{PersonID: trainer, Kind: "trainer", Since: "2020-01-01"})
		})
		change, err := d.SetSignature(ctx, trainer, penned(t))
		d.done(change, err)
		kept, err := d.Signature(ctx, trainer)
		if err != nil || len(kept) == 0 {
			t.Fatalf("kept %d bytes: %v", len(kept), err)
		}
		if sample, err = d.Sample(ctx, id); err != nil || picturesIn(t, sample.PDF) != 2 {
			t.Errorf("%d signatures on two certificates: %v", picturesIn(t, sample.PDF), err)
		}
		run, err := d.Issue(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		d.read(func(tx *data.Tx) error {
			c, err := tx.Certificate(run.Issued[0].CertificateID)
			if !strings.HasPrefix(c.Design, "Klassiek ") || !strings.Contains(c.Design, "/") {
				t.Errorf("issued in the design %q", c.Design)
			}
			return err
		})
		d.done(d.SetSignature(ctx, trainer, nil))
		if again, err := d.Reprint(ctx, run.Issued[0].CertificateID); err != nil || !bytes.Equal(again.Bytes, run.Issued[0].PDF) {
			t.Errorf("the certificate is another one after the signature went: %v", err)
		}
		if _, err := d.SetSignature(ctx, trainer, []byte("no picture")); err == nil {
			t.Error("no picture was kept as a signature")
		} else if said := refused(t, "no picture", err); !strings.Contains(said, "geen png of jpg") {
			t.Errorf("said %q", said)
		}
		if _, err := d.SetSignature(ctx, 99999, penned(t)); err == nil {
			t.Error("nobody got a signature")
		}
	})
}

func TestDesignsAreChosenAndKept(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		designs, err := d.Designs(ctx)
		if err != nil || len(designs) != 4 || !designs[0].Standard || designs[0].Name != "Klassiek" || designs[0].About == "" {
			t.Fatalf("%+v %v", designs, err)
		}
		for _, one := range designs {
			pdf, err := d.DesignSample(ctx, one.Key)
			if err != nil {
				t.Fatalf("%s: %v", one.Name, err)
			}
			if pages := pdfText(t, pdf); len(pages) != 2 || !strings.Contains(pages[0], "Marijke van den Boogaard") {
				t.Errorf("%s: %q", one.Name, pages)
			}
		}
		if _, err := d.SetDesign(ctx, "weg.json"); err == nil {
			t.Error("a design was chosen that is not there")
		}

		name, text, err := d.DesignFile(ctx, "modern.json")
		if err != nil || name != "modern.json" {
			t.Fatalf("%s %v", name, err)
		}
		changed := bytes.Replace(text, []byte("Hierbij verklaren wij dat"), []byte("Met trots melden wij dat"), 1)
		key, change, err := d.AddDesign(ctx, `C:\Ontwerpen\huis.json`, changed)
		d.done(change, err)
		if key != "eigen:huis.json" {
			t.Errorf("the key is %q", key)
		}
		id := d.plan(basic, "2026-03-05", "2026-03-12")
		d.add(id, "Roos van Dam")
		d.done(d.MarkAllPresent(ctx, id, 0))
		d.done(d.SetDesign(ctx, key))
		sample, err := d.Sample(ctx, id)
		if err != nil || !strings.Contains(pdfText(t, sample.PDF)[0], "Met trots melden wij dat") {
			t.Errorf("the office's own design is not used: %v", err)
		}
		if _, err := d.RemoveDesign(ctx, key); err == nil {
			t.Error("the standard design was taken away")
		}
		d.done(d.SetDesign(ctx, "rustig.json"))
		d.done(d.RemoveDesign(ctx, key))
		if designs, err = d.Designs(ctx); err != nil || len(designs) != 4 {
			t.Errorf("%d designs after taking one away: %v", len(designs), err)
		}
		if _, err := d.RemoveDesign(ctx, "rustig.json"); err == nil {
			t.Error("a design of the program was taken away")
		}
		_, _, err = d.AddDesign(ctx, "fout.json", []byte(`{"name": 1}`))
		if said := refused(t, "a wrong file", err); !strings.Contains(said, "fout.json: name: hier hoort een tekst") {
			t.Errorf("said %q", said)
		}

		// A course has its own, and it goes before the office's.
		courses, err := d.Courses(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range courses {
			if c.Name == basic {
				c.Design = "modern.json"
				_, change, err := d.SaveCourse(ctx, c)
				d.done(change, err)
			}
		}
		run, err := d.Issue(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		d.read(func(tx *data.Tx) error {
			c, err := tx.Certificate(run.Issued[0].CertificateID)
			if !strings.HasPrefix(c.Design, "Modern ") {
				t.Errorf("issued in the design %q", c.Design)
			}
			return err
		})
	})
}
