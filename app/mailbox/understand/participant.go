package understand

import (
	"strings"
)

// titledName is a name as it stands in a sentence: "mevrouw C.A. (Carlijn) Verhoeven".
const titledName = `(?:(?i:mevrouw|mevr\.|mw\.|de heer|dhr\.|meneer)\s+)?((?:\p{Lu}[\p{L}'’\-]+|(?:\p{Lu}\.)+(?:\s*\(\p{Lu}\p{L}+\))?)(?:\s+(?:van|de|der|den|het|'t|ten|ter|te|el|\p{Lu}[\p{L}'’\-]+))+)`

var (
	reColleague   = expression(`(?i:\b(?:collega'?s?|collega’s|medewerkers?|medewerkster|deelnemers?|kind(?:er)?coach|gezinscoach|leerkracht(?:en)?|stagiaire)\b[^.!?\n]{0,12}?)[ :,(]*` + titledName + `(?:\s*(?:,|en)\s+` + titledName + `)?`)
	reForOthers   = expression(`(?i)\b(?:meld|schrijf|schrijven|melden|geef|geven|wil|willen|aanmelden|inschrijven|opgeven)\b.{0,60}\b(?:collega\w*|collega’s|medewerk\w+|de volgende|onderstaande|twee|drie|vier|vijf|deelnemers)\b`)
	reSelfToo     = expression(`(?i)\b(?:mijzelf en|mezelf en|mij en|ik en mijn|samen met mijn|en mijn collega|en ikzelf|en mijzelf|en mezelf)\b`)
	reListPerson  = expression(`^\s*(?:[-•*–]|\d{1,2}[.)])\s*((?:\p{Lu}[\p{L}'’\-]+|(?:\p{Lu}\.)+)(?:\s+(?:van|de|der|den|het|'t|’t|ten|ter|te|el|\p{Lu}[\p{L}'’\-]+)){1,6})\s*(?:[,(:–\-;]|$)(.*)$`)
	reParticipant = expression(`(?i)\b(?:deelnemers?|namen|cursisten|het gaat om|volgende|aan te melden|collega)\b`)
)

// participants lists who takes part where the mail names others than its writer: in a
// table with headings, in a list, or as "mijn collega ...".
func (l *letter) participants() []map[string]any {
	for _, text := range []string{l.text, l.m.HTMLText} {
		if !strings.Contains(text, "\t") {
			continue
		}
		var out []map[string]any
		for _, r := range grid(text) {
			if !looksLikeName(r["name"]) {
				continue
			}
			p := map[string]any{"name": cleanPerson(r["name"]).full()}
			for _, k := range []string{"role", "email", "diet", "phone", "birth_date"} {
				if v, named := r[k]; named {
					put(p, k, noValue(v))
				}
			}
			out = append(out, p)
		}
		if len(out) > 0 {
			return out
		}
	}
	var out []map[string]any
	text := clip(l.body.flat, 20000)
	for _, x := range splitLines(text) {
		m := reListPerson.FindStringSubmatch(text[x.start:x.end])
		if m == nil || !looksLikeName(m[1]) || l.r.towns[fold(m[1])] != "" || isOrganisation(m[1], "") || len(out) >= 40 {
			continue
		}
		p := map[string]any{"name": cleanPerson(m[1]).full()}
		if e := reEmail.FindString(m[2]); e != "" {
			p["email"] = strings.ToLower(e)
		}
		first, _, _ := strings.Cut(strings.Trim(m[2], " ,;()"), ",")
		if first = strings.Trim(first, " ()"); first != "" && startsWithFunction(first) {
			p["role"] = first
		}
		out = append(out, p)
	}
	if len(out) > 0 && reParticipant.MatchString(text) {
		return out
	}
	out = nil
	if !reForOthers.MatchString(text) && !reSelfToo.MatchString(text) {
		return nil
	}
	for _, m := range reColleague.FindAllStringSubmatch(text, 6) {
		for _, n := range m[1:] {
			n = strings.TrimSpace(n)
			if n == "" || !l.personLike(reParen.ReplaceAllString(plainQuotes(n), " "), "") || !strings.Contains(n, " ") || sameName(n, l.person.full()) {
				continue
			}
			out = append(out, map[string]any{"name": cleanPerson(n).full()})
		}
	}
	if len(out) > 0 && reSelfToo.MatchString(text) && !l.person.empty() {
		out = append([]map[string]any{{"name": l.person.full()}}, out...)
	}
	return out
}

func noValue(s string) string {
	if low := fold(strings.TrimSpace(s)); low == "geen" || low == "-" || low == "nvt" || low == "n.v.t." || low == "nee" {
		return ""
	}
	return s
}
