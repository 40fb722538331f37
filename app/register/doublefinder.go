package register

import (
	"strings"
	"sync"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// lastDoubles keeps the doubles that were found last, for as long as nothing changed.
type lastDoubles struct {
	sync.Mutex
	change  int64
	any     bool
	doubles []Double
}

func (f *lastDoubles) at(change int64) ([]Double, bool) {
	f.Lock()
	defer f.Unlock()
	return f.doubles, f.any && f.change == change
}

func (f *lastDoubles) keep(change int64, doubles []Double) {
	f.Lock()
	defer f.Unlock()
	f.change, f.any, f.doubles = change, true, doubles
}

// likeness is what somebody is compared by, as texts that can be compared.
type likeness struct {
	first, initials, infix, surname string
	parts                           []string // of the surname
	gender                          string
	postcode, number, street, town  string
	phone, mobile                   string
	emails                          [2]string
	certificates                    []string
}

// finder compares the people of a register.
type finder struct {
	people   []data.Likeness
	like     []likeness
	bearers  map[string]int // how many have a surname
	users    map[string]int // how many have a mail address or telephone number
	sharing  map[string][]int32
	measured map[uint64]bool
}

func newFinder(people []data.Likeness, numbers map[string][]int64) *finder {
	f := &finder{people: people, like: make([]likeness, len(people)), bearers: map[string]int{}, users: map[string]int{}, sharing: make(map[string][]int32, 4*len(people)), measured: map[uint64]bool{}}
	certificates := map[int64][]string{}
	for number, holders := range numbers {
		for _, h := range holders {
			certificates[h] = append(certificates[h], plainNumber(number))
		}
	}
	towns := townNames{}
	for i, p := range people {
		l := likeness{
			first: data.Fold(p.FirstName), initials: initialLetters(p.Initials), infix: data.Fold(p.Infix), surname: data.Fold(p.Surname), gender: p.Gender,
			postcode: strings.ToUpper(strings.ReplaceAll(p.Postcode, " ", "")), number: data.Fold(p.HouseNumber), street: data.Fold(p.Street), town: towns.one(p.Town),
			phone: lastDigits(p.Phone), mobile: lastDigits(p.Mobile), emails: [2]string{p.Email, p.WorkEmail}, certificates: certificates[p.ID],
		}
		if l.first != "" && looksLikeInitials(p.FirstName) && strings.Contains(p.FirstName, ".") {
			l.first, l.initials = "", initialLetters(p.FirstName)
		}
		for part := range strings.FieldsFuncSeq(l.surname, func(r rune) bool { return r == '-' || r == ' ' }) {
			if len(part) > 2 && !infixWords[part] {
				l.parts = append(l.parts, part)
			}
		}
		f.like[i] = l
		f.bearers[l.surname]++
		for _, mark := range []string{l.emails[0], l.emails[1], l.phone, l.mobile} {
			if mark != "" {
				f.users[mark]++
			}
		}
	}
	return f
}

// mostSharing is how many may share something before it says nothing about who is who, such as the address of a school.
const mostSharing = 40

// candidates are the pairs that share something that two people rarely do.
func (f *finder) candidates() []pair {
	for i := range f.like {
		l, at := &f.like[i], int32(i)
		share := func(what byte, parts ...string) {
			key := string(what) + strings.Join(parts, "\x1f")
			f.sharing[key] = append(f.sharing[key], at)
		}
		for _, mark := range l.emails {
			if mark != "" {
				share('m', mark)
			}
		}
		for _, mark := range []string{l.phone, l.mobile} {
			if mark != "" {
				share('t', mark)
			}
		}
		for _, n := range l.certificates {
			share('c', n)
		}
		letter := l.letter()
		if l.first != "" && l.surname != "" {
			share('n', l.first, l.surname)
		}
		for _, part := range l.parts {
			if l.postcode != "" {
				share('p', part, letter, l.postcode[:min(4, len(l.postcode))])
			}
			if l.town != "" {
				share('w', part, letter, l.town)
			}
		}
		if l.postcode != "" && l.number != "" {
			share('a', l.postcode, l.number, letter)
		}
	}
	var out []pair
	for _, who := range f.sharing {
		if len(who) < 2 || len(who) > mostSharing {
			continue
		}
		for i, a := range who {
			for _, b := range who[i+1:] {
				if a == b {
					continue
				}
				key := uint64(min(a, b))<<32 | uint64(max(a, b))
				if !f.measured[key] {
					f.measured[key] = true
					out = append(out, pair{a: min(a, b), b: max(a, b)})
				}
			}
		}
	}
	return out
}

func (l *likeness) letter() string {
	for _, r := range l.first + l.initials {
		return string(r)
	}
	return ""
}

// compare weighs what two records share against what differs, and says in Dutch what that was.
func (f *finder) compare(i, j int) (float64, []string) {
	a, b := &f.like[i], &f.like[j]
	w := weighing{}
	given, why := sameGiven(a, b)
	if given < 0 || a.gender != "" && b.gender != "" && a.gender != b.gender {
		return 0, nil
	}
	family, whyFamily := f.sameFamily(a, b)
	if family < 0 && given < 2 {
		return 0, nil
	}
	if given >= 2 && family >= 3 {
		w.add(given+family, words.T("zelfde naam"))
	} else {
		w.add(family, whyFamily)
		w.add(given, why)
	}
	f.weighContact(&w, a, b)
	weighPlace(&w, a, b)
	return w.score, w.reasons
}

type weighing struct {
	score   float64
	reasons []string
}

func (w *weighing) add(score float64, why string) {
	w.score += score
	if why != "" {
		w.reasons = append(w.reasons, why)
	}
}

// sameGiven weighs the first names and initials; less than 0 is somebody else.
func sameGiven(a, b *likeness) (float64, string) {
	switch {
	case a.first != "" && b.first != "":
		switch {
		case a.first == b.first:
			return 2, words.T("zelfde voornaam")
		case near(a.first, b.first), startsName(a.first, b.first):
			return 1.2, words.T("bijna dezelfde voornaam")
		}
		return -1, ""
	case a.first == "" && a.initials == "", b.first == "" && b.initials == "":
		return 0, ""
	case a.first != "" || b.first != "":
		first, initials := a.first+b.first, a.initials
		if a.first != "" {
			initials = b.initials
		}
		letter, _ := utf8.DecodeRuneInString(first)
		switch {
		case strings.HasPrefix(initials, string(letter)):
			return 1, words.T("voornaam past bij de voorletters")
		case strings.ContainsRune(initials, letter):
			return 0.5, words.T("voornaam past bij een van de voorletters")
		}
		return -1, ""
	case a.initials == b.initials:
		return 1.5, words.T("zelfde voorletters")
	case strings.HasPrefix(a.initials, b.initials), strings.HasPrefix(b.initials, a.initials):
		return 1, words.T("voorletters passen bij elkaar")
	}
	return -1, ""
}

// startsName: one is the other in short, as Jo and Johanna.
func startsName(a, b string) bool {
	return min(len(a), len(b)) >= 3 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a))
}

// sameFamily weighs the surnames; less than 0 is another one.
func (f *finder) sameFamily(a, b *likeness) (float64, string) {
	if a.surname == b.surname {
		score := 3.0
		if len(f.people) > 200 && f.bearers[a.surname] <= 3 {
			score++ // a name that hardly anybody has
		}
		if a.infix != b.infix && a.infix != "" && b.infix != "" {
			return score - 2, words.T("zelfde achternaam, ander tussenvoegsel")
		}
		return score, words.T("zelfde achternaam")
	}
	for _, p := range a.parts {
		for _, q := range b.parts {
			if p == q && (len(a.parts) > 1 || len(b.parts) > 1) {
				return 2, words.T("deel van de achternaam gelijk")
			}
		}
	}
	if near(a.surname, b.surname) {
		return 1.5, words.T("bijna dezelfde achternaam")
	}
	return -1, words.T("andere achternaam")
}

func (f *finder) weighContact(w *weighing, a, b *likeness) {
	for _, n := range a.certificates {
		for _, m := range b.certificates {
			if n == m {
				w.add(5, words.T("zelfde certificaatnummer"))
				goto mail
			}
		}
	}
mail:
	switch shared := sharedMail(a, b); {
	case shared != "" && f.users[shared] > 2:
		w.add(1, words.T("zelfde mailadres, dat ook anderen gebruiken"))
	case shared != "":
		w.add(4, words.T("zelfde mailadres"))
	case a.emails[0]+a.emails[1] != "" && b.emails[0]+b.emails[1] != "":
		w.add(-0.5, words.T("ander mailadres"))
	}
	shared := ""
	for _, n := range []string{a.mobile, a.phone} {
		if n != "" && (n == b.mobile || n == b.phone) {
			shared = n
			break
		}
	}
	switch {
	case shared != "" && f.users[shared] > 2:
		w.add(0.5, words.T("zelfde telefoonnummer, dat ook anderen gebruiken"))
	case shared != "" && (shared == a.mobile || shared == b.mobile):
		w.add(3.5, words.T("zelfde mobiele nummer"))
	case shared != "":
		w.add(2, words.T("zelfde telefoonnummer"))
	case a.mobile != "" && b.mobile != "":
		w.add(-0.5, words.T("ander mobiel nummer"))
	}
}

func sharedMail(a, b *likeness) string {
	for _, m := range a.emails {
		if m != "" && (m == b.emails[0] || m == b.emails[1]) {
			return m
		}
	}
	return ""
}

// townNames has, of the towns that were asked for, the one name by which they are compared: 's-Gravenhage is Den Haag.
type townNames map[string]string

func (t townNames) one(town string) string {
	name := data.Fold(town)
	if name == "" {
		return ""
	}
	if known, asked := t[name]; asked {
		return known
	}
	one := name
	for i, found := range geo.Known().Find(town, "") {
		if found := data.Fold(found.Name); i == 0 {
			one = found
		} else if found != one {
			one = name // it can be either
			break
		}
	}
	t[name] = one
	return one
}

func weighPlace(w *weighing, a, b *likeness) {
	switch {
	case a.postcode != "" && a.postcode == b.postcode && a.number != "" && a.number == b.number:
		w.add(3, words.T("zelfde postcode en huisnummer"))
	case a.street != "" && a.street == b.street && a.number == b.number && a.town == b.town:
		w.add(3, words.T("zelfde adres"))
	case len(a.postcode) == 6 && a.postcode == b.postcode:
		w.add(1.5, words.T("zelfde postcode"))
	case a.postcode != "" && b.postcode != "" && a.postcode != b.postcode && a.town == b.town && a.town != "":
		w.add(-0.5, words.T("zelfde plaats, ander adres"))
	case a.town != "" && a.town == b.town:
		w.add(0.5, words.T("zelfde plaats"))
	case a.town != "" && b.town != "":
		w.add(-1.5, words.T("andere plaats"))
	}
}

// initialLetters are the letters of initials: "J.M." is "jm".
func initialLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '.' || r == ' ' {
			return -1
		}
		return r
	}, data.Fold(s))
}

// lastDigits is a telephone number however it was written; empty where it is too short to be one.
func lastDigits(s string) string {
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
	if len(digits) < 9 {
		return ""
	}
	return digits[len(digits)-9:]
}

// plainNumber is a certificate's number however it was written.
func plainNumber(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '-', ' ', '.', '/':
			return -1
		}
		return r
	}, strings.ToUpper(s))
}

// near: at most one letter other, more or less, or two exchanged; two letters in a long name. Short names must be equal.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	allowed := 1
	switch {
	case len(x) < 4:
		return false
	case len(x) >= 9:
		allowed = 2
	}
	return len(y)-len(x) <= allowed && distance(x, y) <= allowed
}

// distance counts letters that are other, missing or exchanged.
func distance(x, y []rune) int {
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, now := rows[0], rows[1], rows[2]
		now[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		rows[0], rows[1], rows[2] = last, now, before
	}
	return rows[1][len(y)]
}
