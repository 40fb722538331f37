package block

import (
	"strings"
	"testing"
)

func TestWhatIsReadAsOneStaysOnOneLine(t *testing.T) {
	any := func(string) bool { return true }
	for text, want := range map[string]string{
		"KIES zorg en opvoedcoach, dag 1":             "KIES|zorg|en|opvoedcoach,|dag 1",
		"ontvangen 18 november 2025":                  "ontvangen|18 november 2025",
		"16 en 30 januari, 13 februari en 2 mrt 2026": "16|en|30 januari,|13 februari|en|2 mrt 2026",
		"Eindhoven: 12 geslaagd":                      "Eindhoven:|12 geslaagd",
		"samen € 3.289,43 open":                       "samen|€ 3.289,43 open",
		"KIES coach 7-12 jaar basistraining":          "KIES|coach|7-12 jaar|basistraining",
		"Kerkstraat 12 Zwolle aan het water":          "Kerkstraat|12|Zwolle|aan|het water",
		"tussen 1 en 3 (dag 2) door":                  "tussen|1|en|3|(dag 2) door",
		"tot 2026 verlengd":                           "tot|2026 verlengd",
	} {
		var got []string
		for rest := text; rest != ""; {
			piece := nextPiece(rest, any)
			rest = rest[len(piece):]
			got = append(got, strings.TrimRight(piece, " "))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q is broken at %q, not at %q", text, s, want)
		}
	}
	if got := nextPiece("12 deelnemers", func(string) bool { return false }); got != "12 " {
		t.Errorf("what does not fit on a line stays together: %q", got)
	}
}
