package document

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func mustFaces(t testing.TB) {
	t.Helper()
	if err := loadFaces(); err != nil {
		t.Fatal(err)
	}
}

// The fonts must hold what Europeans, Turks and Vietnamese are called.
func TestFacesCoverLatin(t *testing.T) {
	mustFaces(t)
	for f := range faceCount {
		if f == grotesk || f == groteskBold || f == serifItalic {
			continue // has the letters of most names, and another face for the rest
		}
		m := faces[f].metrics
		for _, block := range [][2]rune{{0x20, 0x7E}, {0xA0, 0x24F}, {0x1E00, 0x1EFF}} {
			for r := block[0]; r <= block[1]; r++ {
				if !m.has(r) {
					t.Errorf("%s lacks %U %c", faceFiles[f], r, r)
				}
			}
		}
		for _, r := range "–—‘’“”„…•€·" + string(replaced) {
			if !m.has(r) {
				t.Errorf("%s lacks %U", faceFiles[f], r)
			}
		}
	}
}

// A name with a letter that a face lacks is set in another face as a whole.
func TestAnotherFaceStandsIn(t *testing.T) {
	mustFaces(t)
	for _, c := range []struct {
		f    face
		text string
		want face
	}{
		{groteskBold, "Nguyễn Łukasz 's-Gravenmade Ayşegül Kılıçarslan Źrebiec Ærøskøbing Żółtowłos", groteskBold},
		{groteskBold, "Ǧeorǧi Ŧuoŋa Ṳ", sansBold},
		{grotesk, "Μαρία", sans},
		{serifItalic, "王芳", sans},
		{serif, "Jo" + noBreak + "O", serif},
		{groteskBold, string(replaced), sansBold},
	} {
		if got := c.f.able(c.text); got != c.want {
			t.Errorf("%q in %s is set in %s, want %s", c.text, faceNames[c.f], faceNames[got], faceNames[c.want])
		}
	}
	for f := range faceCount {
		last := f
		for stand[last] != last {
			last = stand[last]
		}
		if last != sans && last != sansBold {
			t.Errorf("%s ends at %s, which does not have all letters", faceNames[f], faceNames[last])
		}
	}
}

func TestNamesBreakWhereAReaderWould(t *testing.T) {
	mustFaces(t)
	st := style{face: serifMedium, size: 38}
	for name, want := range map[string][]string{
		"Maria van den Berg": {"Maria", "van den Berg"},
		"Anne-Fleur Josephine van der Zandschulp-van den Kerkhof": {"Anne-Fleur Josephine", "van der Zandschulp-van den Kerkhof"},
		"Jan Pieter Hendrik Cornelis Stuifzand":                   {"Jan Pieter Hendrik", "Cornelis Stuifzand"},
	} {
		if got := st.split(name, 2); !slices.Equal(got, want) {
			t.Errorf("%q breaks as %q, want %q", name, got, want)
		}
	}
}

func TestFitShrinksThenBreaks(t *testing.T) {
	mustFaces(t)
	st := style{face: serifMedium, size: 38}
	short, atFull, ok := st.fit("Jo O", 200, 18, 3)
	if !ok || len(short) != 1 || atFull.size != 38 {
		t.Errorf("a short name: %q at %g", short, atFull.size)
	}
	one, smaller, ok := st.fit("Bartholomeus Zonderlandvoort-Klaassen", 200, 18, 3)
	if !ok || len(one) != 1 || smaller.size >= 38 || smaller.size < 26 {
		t.Errorf("a longer name: %q at %g", one, smaller.size)
	}
	if _, _, ok := st.fit(strings.Repeat("W", 500), 200, 18, 3); ok {
		t.Error("what cannot fit did")
	}
}

// No wrapped line is wider than asked, and no letter is lost or doubled.
func TestWrapKeepsEverything(t *testing.T) {
	mustFaces(t)
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.StringOf(rapid.RuneFrom([]rune("abcÉWğ -/–. 'iIvx"))).Draw(t, "text")
		width := rapid.Float64Range(8, 120).Draw(t, "width")
		text, _ := clean(raw)
		st := style{face: sans, size: rapid.Float64Range(6, 30).Draw(t, "size")}
		lines := st.wrap(text, width)
		for _, line := range lines {
			if st.width(line) > width && len([]rune(line)) > 1 {
				t.Fatalf("%q is %g wide, room %g", line, st.width(line), width)
			}
		}
		gone := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if gone(strings.Join(lines, "")) != gone(text) {
			t.Fatalf("%q became %q", text, lines)
		}
		if fitted, at, ok := st.fit(text, width, 4, 3); ok {
			if gone(strings.Join(fitted, "")) != gone(text) || at.widest(fitted) > width && len([]rune(text)) > 3 {
				t.Fatalf("%q fitted as %q", text, fitted)
			}
		}
	})
}

// Letters compose although something invisible stood between them.
func TestCleanComposes(t *testing.T) {
	for raw, want := range map[string]string{
		"A\u00ad\u0300":            "À",
		"Zoe\u200d\u0308":          "Zoë",
		"\U000e0047\u0301":         "\u0301",
		"  e \u0301":               "e \u0301",
		"\u00ad":                   "",
		"Noe\u0308l\u00adle\u200b": "Noëlle",
	} {
		if got, lost := clean(raw); got != want || lost != nil {
			t.Errorf("%q became %q, lost %q; want %q", raw, got, lost, want)
		}
	}
}

func TestCleanIsSettled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once, _ := clean(rapid.String().Draw(t, "text"))
		twice, lost := clean(once)
		if once != twice {
			t.Fatalf("%q cleaned again is %q", once, twice)
		}
		for _, r := range lost {
			if r != replaced {
				t.Fatalf("%U survived the first cleaning", r)
			}
		}
	})
}

func TestUnprintable(t *testing.T) {
	lost, err := Unprintable("Zoë Ğ", "naam 😀", "王")
	if err != nil || !slices.Equal(lost, []rune{'😀', '王'}) {
		t.Errorf("%q, %v", lost, err)
	}
}
