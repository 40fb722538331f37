package oldpaper

import (
	"regexp"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

var reAges = regexp.MustCompile(`\b(\d{1,2})\s*(?:-|–|t/m|tot en met|tot)\s*(\d{1,2})\b`)

// agesOf reads the age group out of a course's name or a certificate's text: "7-12".
func agesOf(text string) string {
	if m := reAges.FindStringSubmatch(data.Fold(text)); m != nil {
		return m[1] + "-" + m[2]
	}
	return ""
}

// kinds of courses by a word of their names; what names none is the basic training of a coach.
var kindWords = []struct{ kind, word string }{
	{"mediation", "mediat"},
	{"follow_up", "nascholing"},
	{"follow_up", "terugkom"},
	{"follow_up", "opfris"},
	{"deepening", "verdieping"},
	{"study", "studiedag"},
	{"study", "themadag"},
	{"care", "opvoedcoach"},
	{"trainer", "train de trainer"},
	{"trainer", "train-the-trainer"},
}

// kindOf reads what kind of course a text names; empty for a text that names none.
func kindOf(text string) string {
	text = data.Fold(text)
	if strings.TrimSpace(text) == "" {
		return ""
	}
	for _, k := range kindWords {
		if strings.Contains(text, k.word) {
			return k.kind
		}
	}
	return "basic"
}

// weighCourse compares the course on a copy with that of a training. FAQ: certificates are per age group.
func (s *scale) weighCourse(course, ages string) []Line {
	said, a, b := s.claim.Course, s.memo.course(s.claim.Course), s.memo.course(course)
	kind, its := a.kind, b.kind
	if kind == "" || its == "" {
		return []Line{{Unknown, words.T("opleiding: niet te vergelijken"), 0}}
	}
	if kind != its {
		return []Line{{Differs, words.T("opleiding verschilt: %s, niet %s", said, course), bitsOtherCourse}}
	}
	out := []Line{{Fits, words.T("opleiding klopt: %s", course), bitsCourse}}
	wants, has := a.ages, firstFilled(s.memo.course(ages).ages, b.ages)
	switch {
	case wants == "" || has == "":
	case wants == has:
		out[0].Bits += bitsAges
	default:
		out = []Line{{Differs, words.T("leeftijdsgroep verschilt: %s, niet %s jaar", wants, has), bitsOtherAges}}
	}
	return out
}
