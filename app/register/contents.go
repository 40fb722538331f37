package register

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/data"
)

// lookAt is how many rows of a column tell what it holds.
const lookAt = 300

// mostly is the part of the cells that must be of a kind for the column to be it.
const mostly = 0.7

var (
	houseNumberOnly = regexp.MustCompile(`(?i)^\d{1,4} ?(?:[a-z]{1,2}|-\d{1,3}|bis|hs)?$`)
	streetAndNumber = regexp.MustCompile(`(?i)^\D.{2,} \d{1,4} ?(?:[a-z]{1,3}|-\d+)?$`)
	streetWord      = regexp.MustCompile(`(?i)(straat|laan|weg|plein|dijk|hof|kade|singel|gracht|dreef|pad|steeg|wal|plantsoen|park|erf|baan|markt|hoeve|akker|veld|kamp|brink|lei|ring|str\.)\b`)
	placeOnly       = regexp.MustCompile(`^(?i)[1-9]\d{3} ?[a-z]{2},? +\D{2,}$`)
	organisedWord   = regexp.MustCompile(`(?i)praktijk|school|stichting|gemeente|centrum|college|instituut|mediation|coaching|jeugd|zorg|b\.?v\.?$|vof\b|zzp`)
)

// cellsOf gives what stands in a column below a row, blank cells and rows that are no person left out.
func cellsOf(s sheet, below, at int) []string {
	var out []string
	for _, row := range s.rows[min(below+1, len(s.rows)):] {
		if at < len(row) {
			if v := oneLine(row[at]); v != "" && !separators.MatchString(v) {
				out = append(out, v)
			}
		}
		if len(out) >= lookAt {
			break
		}
	}
	return out
}

// share is the part of the cells for which something holds.
func share(cells []string, holds func(string) bool) float64 {
	if len(cells) == 0 {
		return 0
	}
	n := 0
	for _, c := range cells {
		if holds(c) {
			n++
		}
	}
	return float64(n) / float64(len(cells))
}

// ownShape is what a column holds that cannot be mistaken for something else, whatever stands above it.
func ownShape(cells []string) field {
	most := func(holds func(string) bool) bool { return share(cells, holds) >= mostly }
	isPostcode := func(c string) bool { return readPostcode(c, "").country == "NL" && len(c) <= 8 }
	switch {
	case len(cells) == 0:
		return fUnknown
	case most(func(c string) bool { found, _ := readEmails(c); return len(found) > 0 }):
		return fEmail
	case most(isPostcode):
		return fPostcode
	case most(placeOnly.MatchString):
		return fPlace
	case most(func(c string) bool { return isPhone(c, true) }):
		return fMobile
	case most(func(c string) bool { return isPhone(c, false) }):
		return fPhone
	case most(streetAndNumber.MatchString) && !most(func(c string) bool { return parseDate(c).text != "" || organisedWord.MatchString(c) }):
		return fStreet
	}
	return fUnknown
}

// isPhone: a Dutch or Belgian number in full, or one without the nought that a spreadsheet took from it.
func isPhone(c string, mobile bool) bool {
	numbers := readPhones(c, "NL")
	if len(numbers) == 0 || parseDate(c).text != "" {
		return false
	}
	for _, n := range numbers {
		if n.fault != "" || !strings.HasPrefix(n.number, "0") && !strings.HasPrefix(n.number, "+") || mobile && !n.mobile {
			return false
		}
	}
	return true
}

// byContents recognises the columns that no heading explained, by what stands in them.
func byContents(s sheet, l *layout) {
	taken := map[field]bool{}
	for _, c := range l.columns {
		taken[c.field] = true
	}
	for i := range l.columns {
		c := &l.columns[i]
		if c.field != fUnknown {
			continue
		}
		f := ownShape(cellsOf(s, l.header, i))
		if f == fEmail && taken[f] {
			f = fWorkEmail
		}
		if f == fPhone && taken[f] {
			f = fMobile
		}
		if f != fUnknown && !taken[f] && !(f == fPlace && (taken[fPostcode] || taken[fTown])) {
			c.field, c.by, taken[f] = f, ByContents, true
		}
	}
	wholeNames(s, l)
}

// wholeNames finds the column called "Naam" that holds whole names beside one with first names: "Jan" and "Jan Bakker".
func wholeNames(s sheet, l *layout) {
	first, sur := -1, -1
	for i, c := range l.columns {
		switch c.field {
		case fFirst:
			first = i
		case fSurname:
			sur = i
		}
	}
	if first < 0 || sur < 0 {
		return
	}
	whole, rows := 0, 0
	for _, row := range s.rows[min(l.header+1, len(s.rows)):] {
		if first >= len(row) || sur >= len(row) || oneLine(row[first]) == "" || oneLine(row[sur]) == "" {
			continue
		}
		rows++
		if f, n := data.Fold(row[first]), data.Fold(row[sur]); f != n && slices.Contains(strings.Fields(strings.NewReplacer(",", " ").Replace(n)), f) {
			whole++
		}
	}
	if rows > 0 && float64(whole) >= mostly*float64(rows) {
		l.columns[sur].field, l.columns[sur].by = fName, ByContents
		l.columns[first].by = ByContents
	}
}

// withoutHeadings takes a sheet of which no row names the columns for a list, where its columns tell themselves what they
// hold: names, and at least one thing more.
func withoutHeadings(s sheet) (layout, bool) {
	width := 0
	for _, row := range s.rows[:min(len(s.rows), lookAt)] {
		width = max(width, len(row))
	}
	if width == 0 || width > 100 {
		return layout{}, false
	}
	l := layout{header: -1, columns: make([]column, width)}
	byContents(s, &l)
	known := 0
	for _, c := range l.columns {
		if c.field != fUnknown {
			known++
		}
	}
	if known == 0 {
		return layout{}, false
	}
	g := guesses{s: s, l: &l}
	g.all()
	for i := range l.columns {
		if l.columns[i].field != fUnknown {
			l.columns[i].by = ByContents
		}
	}
	named := false
	for _, c := range l.columns {
		named = named || c.field == fName || c.field == fSurname
	}
	return l, named
}

// guesses finds what columns hold that could hold several things, from what stands beside them.
type guesses struct {
	s sheet
	l *layout
}

func (g guesses) cells(at int) []string { return cellsOf(g.s, g.l.header, at) }

func (g guesses) at(f field) int {
	return slices.IndexFunc(g.l.columns, func(c column) bool { return c.field == f })
}

func (g guesses) set(at int, f field) {
	if at >= 0 && at < len(g.l.columns) && g.l.columns[at].field == fUnknown && g.at(f) < 0 {
		g.l.columns[at].field = f
	}
}

// each calls f for the columns of which nothing is known yet and most cells are of a kind.
func (g guesses) each(f field, holds func(string) bool) {
	for i, c := range g.l.columns {
		if cells := g.cells(i); c.field == fUnknown && len(cells) > 0 && share(cells, holds) >= mostly {
			g.set(i, f)
		}
	}
}

func (g guesses) all() {
	g.each(fGender, func(c string) bool {
		switch strings.Trim(strings.ToLower(c), ". ") {
		case "m", "v", "x", "man", "vrouw", "dhr", "mevr", "mw", "de heer", "mevrouw":
			return true
		}
		return false
	})
	g.each(fInfix, func(c string) bool { return allInfix(c) && len(c) <= 12 })
	g.each(fInitials, func(c string) bool { return looksLikeInitials(c) && strings.Contains(c, ".") })
	g.each(fStreet, func(c string) bool { return streetAndNumber.MatchString(c) || streetWord.MatchString(c) })
	if street := g.at(fStreet); street >= 0 && street+1 < len(g.l.columns) && share(g.cells(street+1), houseNumberOnly.MatchString) >= mostly {
		g.set(street+1, fNumber)
	}
	if code := g.at(fPostcode); code >= 0 {
		for _, beside := range []int{code + 1, code - 1} {
			if share(g.orNone(beside), plainWords) >= mostly && g.at(fTown) < 0 && beside < len(g.l.columns) && beside >= 0 {
				g.set(beside, fTown)
			}
		}
	}
	g.each(fTrained, func(c string) bool { return parseDate(c).day() != "" })
	g.each(fOrg, organisedWord.MatchString)
	g.names()
}

func (g guesses) orNone(at int) []string {
	if at < 0 || at >= len(g.l.columns) {
		return nil
	}
	return g.cells(at)
}

// names looks for the column with whole names, or for those with their parts.
func (g guesses) names() {
	var words []int
	for i, c := range g.l.columns {
		if c.field != fUnknown {
			continue
		}
		cells := g.cells(i)
		if len(cells) == 0 || share(cells, plainWords) < mostly {
			continue
		}
		if g.at(fInfix) < 0 && share(cells, looksLikeWholeName) >= mostly {
			g.set(i, fName)
			return
		}
		words = append(words, i)
	}
	if infix := g.at(fInfix); infix > 0 && len(words) > 0 {
		// "Voornaam, tussenvoegsel, achternaam", or the surname before the prefix where nothing stands behind it.
		if slices.Contains(words, infix+1) {
			g.set(infix+1, fSurname)
			g.set(infix-1, fFirst)
			return
		}
		g.set(infix-1, fSurname)
	}
	for _, i := range words {
		switch {
		case g.l.columns[i].field != fUnknown:
		case g.at(fSurname) >= 0:
			g.set(i, fFirst)
		case len(words) == 1 || g.at(fInitials) >= 0:
			g.set(i, fSurname)
		case givenNames(g.cells(i)) > givenNames(g.cells(words[1])):
			g.set(i, fFirst)
			g.set(words[1], fSurname)
		default:
			g.set(i, fSurname)
		}
	}
}

// looksLikeWholeName: a name of several words, or one as lists sort it.
func looksLikeWholeName(c string) bool {
	first, _, surname := SplitName(c)
	return first != "" && surname != "" && looksLikeName(strings.ReplaceAll(c, ",", " ")) && !organisedWord.MatchString(c)
}

// plainWords: letters and what stands in names, without figures.
func plainWords(c string) bool {
	letters := false
	for _, r := range c {
		switch {
		case unicode.IsLetter(r):
			letters = true
		case strings.ContainsRune(" -'’.,()/&", r):
		default:
			return false
		}
	}
	return letters
}

// commonNames are first names that lists of our country are full of; they tell a column of first names from one of
// surnames where no heading does.
var commonNames = wordSet("anna maria johanna jan peter henk kees marieke sanne lisa emma sophie karin ingrid monique linda petra annemarie esther wilma margriet els ellen joke ria tineke marjan " +
	"mirjam saskia judith nicole miranda sandra patricia yvonne marianne marion anja carla hanneke ineke femke lotte eva iris laura julia noor fleur daan tim tom bas bart rob erik marcel mark martijn " +
	"jeroen dennis richard robert paul hans piet willem gerard johan jaap ruud frank arjan wouter niels thomas joris pieter koen sven bo kim anouk esmee naomi charlotte claudia angelique manon daphne")

func givenNames(cells []string) float64 {
	return share(cells, func(c string) bool { return commonNames[data.Fold(c)] })
}
