package oldpaper

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// otherNames are towns that are written in more than one way.
var otherNames = strings.NewReplacer(
	"'s-hertogenbosch", "den bosch", "s-hertogenbosch", "den bosch", "'s hertogenbosch", "den bosch", "s hertogenbosch", "den bosch",
	"'s-gravenhage", "den haag", "s-gravenhage", "den haag", "'s gravenhage", "den haag", "s gravenhage", "den haag",
	"antwerp ", "antwerpen ", "anvers ", "antwerpen ", "r'dam", "rotterdam", "a'dam", "amsterdam", "ljouwert", "leeuwarden",
)

// placeWords are the words of a place; those that every place may have are left out.
func placeWords(s string) []string {
	s = otherNames.Replace(data.Fold(short(s)) + " ")
	var out []string
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" -/.()|:;", r) }) {
		switch w = strings.Trim(w, "'\""); w {
		case "te", "in", "bij", "locatie", "plaats", "gemeente", "nl", "":
			continue
		}
		out = append(out, w)
	}
	return out
}

// plainPlaceWords are part of many names of towns and venues, and prove nothing alone.
var plainPlaceWords = map[string]bool{
	"den": true, "de": true, "het": true, "aan": true, "op": true, "van": true, "der": true, "ter": true, "ten": true, "zuid": true, "noord": true, "oost": true, "west": true,
	"nieuw": true, "nieuwe": true, "oud": true, "sint": true, "st": true, "groot": true, "klein": true, "centrum": true, "hotel": true, "conferentiecentrum": true,
	"congrescentrum": true, "zalencentrum": true, "gebouw": true, "zaal": true, "huis": true, "buurthuis": true, "wijkcentrum": true, "school": true,
}

// holds says whether the words of a name stand in a text, and whether all of them are spelt the same.
func holds(text, name []string) agreement {
	if len(name) == 0 || len(text) == 0 {
		return wordUnknown
	}
	exact := true
	for _, n := range name {
		best := wordOther
		for _, t := range text {
			best = max(best, wordsAlike(t, n))
		}
		if best < wordNear {
			return wordOther
		}
		exact = exact && best == wordSame
	}
	if exact {
		return wordSame
	}
	return wordNear
}

// shares says whether two names have a telling word in common.
func shares(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if len([]rune(x)) >= 4 && !plainPlaceWords[x] && wordsAlike(x, y) >= wordNear {
				return true
			}
		}
	}
	return false
}
