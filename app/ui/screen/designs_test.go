package screen

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// handwriting is a scan of a signature in a file: blue on paper that is not quite white.
func handwriting(t *testing.T, ink bool) string {
	t.Helper()
	p := image.NewRGBA(image.Rect(0, 0, 400, 160))
	for i := range p.Pix {
		p.Pix[i] = 0xF4
	}
	for x := 60; ink && x < 340; x++ {
		for d := range 5 {
			p.SetRGBA(x, 80+(x*7%80-40)+d, color.RGBA{20, 30, 120, 255})
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "handtekening.png")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestTrainerGetsASignature(t *testing.T) {
	d := newClerk(t, lotte)
	d.write(func(tx *data.Tx) error {
		p := data.Person{FirstName: "Wil", Surname: "Aardema", Country: "NL"}
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		return tx.SaveRole(&data.Role{PersonID: p.ID, Kind: "trainer", Since: "2020-01-01"})
	})
	d.Resize(1440, 2000)
	d.Type("Meeuwis")
	if d.Sees("Handtekening") {
		t.Error("somebody who gives no trainings is asked for a signature")
	}
	d.Fill(d.page.search, "Aardema")
	d.MustSee("Er is nog geen handtekening.", "Handtekening kiezen …")

	d.path = handwriting(t, false)
	d.Click("Handtekening kiezen …")
	d.MustSee("Deze handtekening kan niet worden gebruikt.", "handtekening op het plaatje: alles")

	d.Reset()
	d.path = handwriting(t, true)
	d.Click("Handtekening kiezen …")
	if d.Steps != 1 {
		t.Errorf("it took %d steps", d.Steps)
	}
	d.MustSee("Handtekening ingesteld", "Andere handtekening …")
	id := d.page.person.Person.ID
	if d.read(id).SignatureID == 0 || d.page.signature == nil {
		t.Fatal("no signature was kept")
	}
	d.Run("undo")
	if d.read(id).SignatureID != 0 || !d.Sees("Er is nog geen handtekening.") {
		t.Error("the signature is still there after undo")
	}
	d.page.Dropped([]string{d.path})
	d.MustSee("Andere handtekening …")
	d.Click("Weghalen")
	d.MustSee("Handtekening weggehaald", "Er is nog geen handtekening.")
}

func TestDesignIsSeenAndChosen(t *testing.T) {
	d, _ := newSettings(t)
	ctx := context.Background()
	jobs := JobsOf(d.office)
	jobs.Papers = Papers{Pages: d.drawn.open}
	d.Desk = uitest.New(t, nil, d, Settings(jobs, d.office.Store.Now, Outside{}))
	d.Resize(1440, 4000)
	d.Type("ontwerp")
	d.MustSee("Klassiek", "standaard", "Modern", "Rustig", "Waardepapier")
	standard := func() string {
		designs, err := d.office.Training.Designs(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range designs {
			if one.Standard {
				return one.Name
			}
		}
		return ""
	}
	d.Reset()
	d.Click("Bekijken en kiezen …")
	d.drawn.must(t, 1)
	d.Click("Modern")
	d.drawn.must(t, 2)
	d.MustSee("Schreefloos")
	d.Click("Standaard maken")
	d.MustSee("Ontwerp gekozen")
	if d.Steps != 3 || standard() != "Modern" {
		t.Errorf("after %d steps the standard is %s", d.Steps, standard())
	}
	if d.drawn.held != 0 {
		t.Errorf("%d papers stay open", d.drawn.held)
	}
	d.Run("undo")
	if standard() != "Klassiek" {
		t.Errorf("after undo the standard is %s", standard())
	}

	d.Click("Bekijken en kiezen …")
	d.Press(fyne.KeyEnd)
	d.MustSee("Met fijne gevlochten lijnen")
	d.Press(fyne.KeyEscape)
}

func TestOwnDesignIsAddedAndRefused(t *testing.T) {
	d, _ := newSettings(t)
	ctx := context.Background()
	d.Type("ontwerp")
	_, text, err := d.office.Training.DesignFile(ctx, "rustig.json")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	add := func(name, from, to string) {
		t.Helper()
		d.saveTo = filepath.Join(dir, name)
		changed := strings.Replace(string(text), from, to, 1)
		if changed == string(text) {
			t.Fatalf("%s is not there", from)
		}
		if err := os.WriteFile(d.saveTo, []byte(changed), 0o600); err != nil {
			t.Fatal(err)
		}
		d.Click("Eigen ontwerp toevoegen …")
	}
	add("fout.json", `"size": 35`, `"size": 3500`)
	d.MustSee("Het ontwerp fout.json: columns[2].blocks[1].size:", "Er is niets opgeslagen.")
	add("krap.json", `"x": 231, "y": 163`, `"x": 40, "y": 163`)
	d.MustSee("Met dit ontwerp kan geen certificaat worden gemaakt.", "iets staat over iets anders")
	add("eigen.json", `"name": "Rustig"`, `"name": "Eigen stijl"`)
	d.MustSee("Ontwerp toegevoegd", "Eigen stijl")
	if d.Sees("krap.json") {
		t.Error("a refused design is there")
	}
	d.Click("Weghalen")
	d.MustSee("Ontwerp weggehaald")
	designs, err := d.office.Training.Designs(ctx)
	if err != nil || len(designs) != 4 {
		t.Errorf("%d designs: %v", len(designs), err)
	}
}

func TestCourseHasADesignOfItsOwn(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		id := c.group(lessons, "Zutphen", []string{"2026-02-10"}, "Roos van Dam")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	design := func() string {
		courses, err := c.job.Courses(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, course := range courses {
			if course.Name == lessons {
				return course.Design
			}
		}
		return ""
	}
	c.Click("Opleidingen")
	c.Click(lessons)
	c.MustSee("Ontwerp", "zoals het kantoor kiest: Klassiek")
	course := c.page.course
	course.Design = "rustig.json"
	if _, _, err := c.job.SaveCourse(context.Background(), course); err != nil {
		t.Fatal(err)
	}
	c.page.Reload()
	c.MustSee("Rustig")
	if design() != "rustig.json" {
		t.Errorf("the course has the design %q", design())
	}
	course.Design = "weg.json"
	if _, _, err := c.job.SaveCourse(context.Background(), course); err == nil || !strings.Contains(err.Error(), "weg.json") {
		t.Errorf("a design that is not there: %v", err)
	}
}
