package register

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSplitName(t *testing.T) {
	for name, want := range map[string]string{
		"Wendelmoet Quakkel":                    "Wendelmoet||Quakkel",
		"Wendelmoet van den Quakkel":            "Wendelmoet|van den|Quakkel",
		"Quakkel, Wendelmoet van den":           "Wendelmoet|van den|Quakkel",
		"van den Quakkel, Wendelmoet":           "Wendelmoet|van den|Quakkel",
		"Quakkel, van den, W.":                  "W.|van den|Quakkel",
		"drs. W.M. van 't Quakkel":              "W.M.|van 't|Quakkel",
		"mevr. dr. Anne Marie Quakkel-de Zwart": "Anne Marie||Quakkel-de Zwart",
		"Anne Marie van Quakkel-de Zwart":       "Anne Marie|van|Quakkel-de Zwart",
		"Anne van der Quakkel - van Zwart":      "Anne|van der|Quakkel-van Zwart",
		"M.A. de Quakkel MSc":                   "M.A.|de|Quakkel",
		"Wietse 's-Quakkeldijk":                 "Wietse||'s-Quakkeldijk",
		"Mathilde Van den Quakkel":              "Mathilde|Van den|Quakkel",
		"in 't Quakkel, Joris":                  "Joris|in 't|Quakkel",
		"de Quakkel":                            "|de|Quakkel",
		"Quakkel":                               "||Quakkel",
		"Bo van":                                "Bo||van",
		"Thị Quỳnh Quakkel":                     "Thị Quỳnh||Quakkel",
		"  Wendelmoet   Quakkel (vervanger) ":   "Wendelmoet||Quakkel",
		"":                                      "||",
		",":                                     "||",
		"drs.":                                  "||",
	} {
		first, infix, surname := SplitName(name)
		if got := first + "|" + infix + "|" + surname; got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// Taking a name apart loses no letter of it.
func TestSplitNameKeepsEveryWord(t *testing.T) {
	given := rapid.StringMatching(`[A-Z][a-zëé]{1,8}( [A-Z][a-z]{1,6})?`)
	surname := rapid.StringMatching(`[A-Z][a-zö]{2,9}(-[A-Z][a-z]{2,6})?`)
	infix := rapid.SampledFrom([]string{"", "van", "van der", "de", "in 't", "ter"})
	rapid.Check(t, func(t *rapid.T) {
		g, i, s := given.Draw(t, "given"), infix.Draw(t, "infix"), surname.Draw(t, "surname")
		for _, word := range strings.Fields(g + " " + s) {
			if isInfix(word) || isTitle(word) {
				return
			}
		}
		for _, name := range []string{g + " " + i + " " + s, s + ", " + g + " " + i} {
			first, in, last := SplitName(name)
			if first != g || in != i || last != s {
				t.Fatalf("%q: %q %q %q", name, first, in, last)
			}
		}
	})
}

func TestTidyCase(t *testing.T) {
	for in, want := range map[string]string{
		"QUAKKEL": "Quakkel", "quakkel": "Quakkel", "Quakkel": "Quakkel", "McQuakkel": "McQuakkel", "AA": "Aa",
		"QUAKKEL-VAN DEN BERG": "Quakkel-van den Berg", "IJSSELDIJK": "IJsseldijk", "'S-QUAKKEL": "'s-Quakkel",
		"ÉTIENNE": "Étienne", "D'ANGELO": "D'Angelo", "DE": "De", "": "", "李": "李", "J.M.": "J.M.",
	} {
		if got := tidyCase(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestTidyInfixSaysWhatItCannotKnow(t *testing.T) {
	for in, want := range map[string]string{
		"Van Der": "van der", "v.d.": "v.d.?", "vd": "v.d.?", "v/d": "v.d.?", "v. d.": "v.d.?", "v.den": "van den", "v.": "van", "v/h": "van het", "in ’t": "in 't", "": "",
	} {
		got, unsure := tidyInfix(in)
		if unsure {
			got += "?"
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestTidyInitials(t *testing.T) {
	for in, want := range map[string]string{"J.M.": "J.M.", "jm": "jm", "JM": "J.M.", "j": "J.", "J. M.": "J.M.", "A.Ch.": "A.Ch.", "": ""} {
		if got := tidyInitials(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
