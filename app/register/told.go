package register

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// explain says until when a term lasts and how that came about, in sentences that can be read out on the telephone.
func explain(t Term, today data.Day) string {
	what := words.T("Lid tot ")
	if t.Regime == RegimeMediator {
		what = words.T("Lid als mediator tot ")
	}
	if t.Until < today {
		what = strings.Replace(what, "Lid", "Lid geweest", 1)
	}
	what += dutch.DeskDay(t.Until.Time())
	if len(t.Steps) == 1 {
		return what + ": " + t.Steps[0].Text + "."
	}
	out, until := []string{what + "."}, data.Day("")
	for i, s := range t.Steps {
		text := s.Text
		if i > 0 {
			text = words.T("Daarna %s", text)
		}
		if s.Until != until {
			text = words.T("%s, tot %s", text, dutch.DeskDay(s.Until.Time()))
		}
		out, until = append(out, capital(text)+"."), s.Until
	}
	return strings.Join(out, " ")
}

// capital begins a text as a sentence.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// mapTold says why somebody stands on the public map or does not, and what would change that, as the office says it on
// the telephone.
func mapTold(page PersonPage) string {
	v, name := page.Visibility, firstFilled(page.Person.FirstName, page.Name)
	until := ""
	if page.Person.MemberUntil != "" {
		until = dutch.DeskDay(page.Person.MemberUntil.Time())
	}
	missing := dutch.DeskAnd(v.Missing)
	over := page.Person.MemberUntil != ""
	switch {
	case v.Visible:
		return words.T("%s staat op de openbare kaart: het lidmaatschap loopt tot %s, en organisatie, straat, postcode en plaats zijn ingevuld.", name, until)
	case len(v.Missing) == 0 && over:
		return words.T("%s staat niet op de openbare kaart, omdat het lidmaatschap tot %s liep. Met een nieuw lidmaatschap komt %s er vanzelf weer op.", name, until, name)
	case len(v.Missing) == 0:
		return words.T("%s staat niet op de openbare kaart, omdat daar alleen leden op staan. Wie lid wordt, komt er vanzelf op.", name)
	case page.IsMember:
		return words.T("%s is lid, maar staat niet op de openbare kaart: daarvoor ontbreekt nog %s. Is dat ingevuld, dan komt %s er vanzelf op.", name, missing, name)
	case over:
		return words.T("%s staat niet op de openbare kaart, omdat het lidmaatschap tot %s liep. Ook ontbreekt nog %s.", name, until, missing)
	}
	return words.T("%s staat niet op de openbare kaart, omdat daar alleen leden op staan. Ook ontbreekt nog %s.", name, missing)
}
