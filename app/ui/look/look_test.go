package look

import (
	"encoding/json"
	"image/color"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"kiesvoorhetkind.nl/kantoor/assets/i18n"
	"kiesvoorhetkind.nl/kantoor/assets/icons"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		f := float64(v) / 0xFFFF
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func TestContrastOfEveryPairIsEnough(t *testing.T) {
	if c := contrast(color.White, color.Black); math.Abs(c-21) > 0.01 {
		t.Fatalf("black on white is %v", c)
	}
	for name, mode := range map[string]Mode{"light": Light, "dark": Dark} {
		th := New(mode, 100)
		for _, p := range Pairs() {
			if c := contrast(th.Color(p.Front, 0), th.Color(p.Back, 0)); c < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", name, p.Front, p.Back, c)
			}
		}
		for _, edge := range []Pair{{Accent, Paper}, {Accent, FieldPaper}, {Quiet, Paper}, {FieldLine, Paper}, {FieldLine, Dialog}} {
			if c := contrast(th.Color(edge.Front, 0), th.Color(edge.Back, 0)); c < 3 {
				t.Errorf("%s: the ring %s on %s has a contrast of %.2f", name, edge.Front, edge.Back, c)
			}
		}
	}
}

func TestBothPalettesHaveTheSameColours(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("dark has no %s", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("%d light colours, %d dark ones", len(light), len(dark))
	}
}

func TestModeGoesBeforeTheSystem(t *testing.T) {
	if New(Dark, 100).Color(Paper, theme.VariantLight) != New(System, 100).Color(Paper, theme.VariantDark) {
		t.Error("dark is not dark on a light system")
	}
	if New(Light, 100).Color(Paper, theme.VariantDark) != New(System, 100).Color(Paper, theme.VariantLight) {
		t.Error("light is not light on a dark system")
	}
}

func TestTextGrowsWithItsPercentage(t *testing.T) {
	for percent, want := range map[int]float32{50: 14, 100: 14, 150: 21, 200: 28, 900: 28} {
		if got := New(Light, percent).Size(SizeText); got != want {
			t.Errorf("text at %d%% is %v units, want %v", percent, got, want)
		}
	}
	if New(Light, 100).Size(theme.SizeNameModalBlurRadius) != 0 {
		t.Error("dialogs blur the window")
	}
}

func TestEveryIconIsThereAndDraws(t *testing.T) {
	source, err := os.ReadFile("icon.go")
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile(`Icon\w* +Icon = "([a-z0-9-]+)"`).FindAllSubmatch(source, -1)
	if len(names) < 40 {
		t.Fatalf("only %d icons found", len(names))
	}
	for _, n := range names {
		res := Icon(n[1]).InColor(color.NRGBA{R: 0x12, G: 0x34, B: 0x56, A: 0xFF})
		if res == nil {
			t.Errorf("no drawing for %s", n[1])
			continue
		}
		if s := string(res.Content()); strings.Contains(s, "currentColor") || !strings.Contains(s, "#123456") {
			t.Errorf("%s is not coloured", n[1])
		}
	}
}

func TestArcsAreWrittenOutForTheToolkit(t *testing.T) {
	files, err := filepath.Glob("../../../assets/icons/*.svg")
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	arc := regexp.MustCompile(`[aA]([^a-zA-Z"]*)`)
	number := regexp.MustCompile(`[-+]?(\d*\.\d+|\d+)`)
	path := regexp.MustCompile(` d="([^"]*)"`)
	for _, f := range files {
		svg, err := icons.FS.ReadFile(filepath.Base(f))
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range path.FindAllSubmatch(svg, -1) {
			for _, a := range arc.FindAllSubmatch(d[1], -1) {
				if n := len(number.FindAll(a[1], -1)); n != 7 {
					t.Errorf("%s has an arc of %d numbers: %s", filepath.Base(f), n, a[0])
				}
			}
		}
	}
}

func TestToolkitSpeaksDutch(t *testing.T) {
	test.NewTempApp(t)
	if err := UseDutch(); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"Cancel": "Annuleren", "Copy": "Kopiëren", "Quit": "Afsluiten"} {
		if got := lang.L(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if got := lang.X("monday.short", "Mon"); got != "ma" {
		t.Errorf("monday.short is %q", got)
	}
}

func TestDutchHasEveryWordOfTheToolkit(t *testing.T) {
	var words map[string]any
	if err := json.Unmarshal(i18n.Dutch, &words); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{
		"Advanced", "Cancel", "Confirm", "Copy", "Create Folder", "Cut", "Enter filename", "Error", "Favourites", "File",
		"Folder", "New Folder", "No", "OK", "Open", "Paste", "Quit", "Redo", "Save", "Select all", "Show Hidden Files",
		"Undo", "Yes", "file.name", "file.parent",
	} {
		if words[key] == nil {
			t.Errorf("no Dutch for %s", key)
		}
	}
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		if words[day] == nil || words[day+".short"] == nil {
			t.Errorf("no Dutch for %s", day)
		}
	}
}
