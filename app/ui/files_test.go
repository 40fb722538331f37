package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// folder fills a new folder with a few files.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"b.xlsx", "A.XLSX", "c.csv", ".hidden.xlsx", "map/d.xlsx"} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestListingHasFoldersFirstAndOnlyWhatFits(t *testing.T) {
	dir := folder(t)
	found, err := listing(dir, []string{".xlsx"}, false)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range found {
		names = append(names, e.name)
	}
	if got := strings.Join(names, " "); got != "map A.XLSX b.xlsx" {
		t.Errorf("found %q", got)
	}
	if only, err := listing(dir, nil, true); err != nil || len(only) != 1 {
		t.Errorf("folders only: %v, %v", only, err)
	}
}

// typed answers the field of the chooser that is open.
func (d *desk) typed(t *testing.T) *block.TextField {
	t.Helper()
	f, ok := d.win.Canvas().Focused().(*block.TextField)
	if !ok {
		t.Fatalf("the keyboard is at %T", d.win.Canvas().Focused())
	}
	return f
}

func TestFileIsChosenByTyping(t *testing.T) {
	d := newDesk(t)
	dir := folder(t)
	d.cfg.Files.(*chooser).last = dir
	var got []string
	d.Files().Open("Kies een lijst", []string{".xlsx"}, func(p string) { got = append(got, p) })
	f := d.typed(t)
	if f.SelectedText() != f.Value() {
		t.Errorf("of %q only %q is replaced by what is typed", f.Value(), f.SelectedText())
	}
	f.SetValue(filepath.Join(dir, "nergens.xlsx"))
	d.key(fyne.KeyReturn)
	if len(got) != 0 || len(d.win.Canvas().Overlays().List()) != 1 {
		t.Fatal("a file that is not there was taken")
	}
	f.SetValue("b.xlsx")
	d.key(fyne.KeyReturn)
	if len(got) != 1 || got[0] != filepath.Join(dir, "b.xlsx") {
		t.Errorf("chose %v", got)
	}
}

func TestFileIsNotWrittenOverWithoutAsking(t *testing.T) {
	d := newDesk(t)
	dir := folder(t)
	d.cfg.Files.(*chooser).last = dir
	var got []string
	d.Files().Save("Opslaan als", "b.xlsx", func(p string) { got = append(got, p) })
	if v := d.typed(t).Value(); v != filepath.Join(dir, "b.xlsx") {
		t.Errorf("proposes %q", v)
	}
	d.key(fyne.KeyReturn)
	if len(got) != 0 {
		t.Fatal("an existing file was taken at once")
	}
	d.key(fyne.KeyReturn)
	if len(got) != 1 {
		t.Error("the second time it was not taken either")
	}
	d.Files().Save("Opslaan als", "new.xlsx", func(p string) { got = append(got, p) })
	test.Type(d.typed(t), "")
	d.key(fyne.KeyEscape)
	if len(got) != 1 || len(d.win.Canvas().Overlays().List()) != 0 {
		t.Error("Esc does not leave the chooser")
	}
}

func TestAFolderWithoutAFileThatFitsSaysSo(t *testing.T) {
	d := newDesk(t)
	dir := folder(t)
	d.Files().Open("Ledenlijst inlezen", []string{".xlsx", ".csv"}, func(string) {})
	for _, c := range []struct {
		dir  string
		none bool
	}{{t.TempDir(), true}, {dir, false}, {t.TempDir(), true}} {
		f := d.typed(t)
		f.SetValue(c.dir)
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		seen := false
		for _, o := range test.LaidOutObjects(d.win.Canvas().Overlays().Top()) {
			if p, ok := o.(*block.Paragraph); ok && p.Visible() && p.String() == "In deze map staat geen bestand dat past (.xlsx, .csv)." {
				seen = true
			}
		}
		if seen != c.none {
			t.Errorf("says that nothing fits: %v", seen)
		}
	}
}
