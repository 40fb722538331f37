package register

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// record is a row of a members' list, understood.
type record struct {
	sheet        string
	row          int
	person       data.Person
	organisation string // to be linked; empty for the self-employed
	roles        []string
	certificates []data.Certificate
	events       []data.MembershipEvent
	warnings     []Warning
	repaired     []string // in Dutch what was put right without doubt
}

// evidence is what the whole list tells about what one row leaves open.
type evidence struct {
	prefixes map[string]map[string]bool // by surname: the prefixes written in full
	towns    map[string]string          // by town: the country, empty where both occur
}

// row gives access to the cells of a row by what they hold.
type row struct {
	layout layout
	cells  []string
}

func (r row) get(f field) string {
	for i, c := range r.layout.columns {
		if c.field == f && i < len(r.cells) {
			if v := tidy(r.cells[i]); v != "" {
				return v
			}
		}
	}
	return ""
}

func (r row) heading(f field) string {
	for _, c := range r.layout.columns {
		if c.field == f {
			return c.heading
		}
	}
	return string(f)
}

// gather reads what a list says beyond each row.
func gather(e *evidence, r row) {
	if surname := data.Fold(r.get(fSurname)); surname != "" {
		if infix, unsure := tidyInfix(r.get(fInfix)); infix != "" && !unsure {
			if e.prefixes[surname] == nil {
				e.prefixes[surname] = map[string]bool{}
			}
			e.prefixes[surname][infix] = true
		}
	}
	code, town := r.get(fPostcode), r.get(fTown)
	if town == "" {
		code, town = splitPlace(r.get(fPlace))
	}
	country, _ := readCountry(r.get(fCountry))
	if country == "" {
		country = readPostcode(code, "").country
	}
	if town = data.Fold(town); town != "" && country != "" {
		if known, seen := e.towns[town]; seen && known != country {
			country = ""
		}
		e.towns[town] = country
	}
}

// reader understands the rows of one sheet.
type reader struct {
	evidence evidence
	layout   layout
	sheet    string
	today    data.Day
	terms    Terms
}

func (rd *reader) read(cells []string, number int) record {
	b := &building{row: row{rd.layout, cells}, reader: rd}
	b.sheet, b.record.row = rd.sheet, number
	b.readName()
	b.readAddress()
	b.readContact()
	b.readRest()
	b.readRoles()
	b.readCertificates()
	b.readMembership()
	b.person.Notes = strings.Join(b.notes, "\n")
	b.person.Source = b.fingerprint()
	return b.record
}

// building is a record while it is being read.
type building struct {
	record
	row    row
	reader *reader
	notes  []string
}

func (b *building) get(f field) string { return b.row.get(f) }

func (b *building) warn(f field, value, reason string) {
	b.warnings = append(b.warnings, Warning{Sheet: b.sheet, Row: b.record.row, Column: b.row.heading(f), Value: short(oneLine(value)), Reason: reason})
}

func (b *building) note(label, text string) {
	if text = strings.TrimSpace(text); text != "" {
		b.notes = append(b.notes, label+": "+text)
	}
}

func (b *building) repair(what string) { b.repaired = append(b.repaired, what) }

// fingerprint says what the row held, column by column, whichever kind of file it
// came from: trimmed, spaces joined, case ignored.
func (b *building) fingerprint() string {
	sum := sha256.New()
	for i, c := range b.row.layout.columns {
		if i >= len(b.row.cells) {
			break
		}
		if v := strings.ToLower(oneLine(b.row.cells[i])); v != "" {
			// A hash takes every write.
			_, _ = sum.Write([]byte(string(c.field) + "\x1f" + plainHeading(c.heading) + "\x1f" + v + "\x1e"))
		}
	}
	return "list:" + hex.EncodeToString(sum.Sum(nil)[:16])
}

var alternative = regexp.MustCompile(`\s*\((?:geb\.?|geboren|meisjesnaam|roepnaam)?\s*([^)]*)\)\s*`)

// calledBy is a first name in brackets after initials: "Berg, J. van den (Jolanda)".
var calledBy = regexp.MustCompile(`\((\p{Lu}\p{Ll}[\pL-]*)\)`)

func (b *building) readName() {
	p := &b.person
	p.FirstName, p.Initials, p.Title = oneLine(b.get(fFirst)), tidyInitials(b.get(fInitials)), oneLine(b.get(fTitle))
	p.Infix, p.Surname = oneLine(b.get(fInfix)), oneLine(b.get(fSurname))
	if m := alternative.FindStringSubmatch(p.Surname); m != nil {
		b.note("Naam", p.Surname)
		p.Surname = strings.TrimSpace(alternative.ReplaceAllString(p.Surname, " "))
	}
	if name := oneLine(b.get(fName)); p.Surname == "" && name != "" {
		first, infix, surname := SplitName(name)
		p.Surname = surname
		if m := calledBy.FindStringSubmatch(name); m != nil && looksLikeInitials(first) {
			p.FirstName = firstFilled(p.FirstName, m[1])
		}
		if p.Infix == "" {
			p.Infix = infix
		}
		if looksLikeInitials(first) && (strings.Contains(first, ".") || len([]rune(first)) == 1) {
			p.Initials = firstFilled(p.Initials, tidyInitials(first))
		} else {
			p.FirstName = firstFilled(p.FirstName, first)
		}
	}
	if p.Initials == "" && looksLikeInitials(p.FirstName) && (strings.Contains(p.FirstName, ".") || len([]rune(p.FirstName)) == 1) {
		p.FirstName, p.Initials = "", tidyInitials(p.FirstName)
	}
	// "Berg, van den" in the column of surnames.
	if left, right, ok := strings.Cut(p.Surname, ","); ok && allInfix(right) && p.Infix == "" {
		p.Surname, p.Infix = strings.TrimSpace(left), strings.TrimSpace(right)
		b.repair(words.T("tussenvoegsel uit de achternaam gehaald"))
	}
	p.CertificateName = oneLine(b.get(fCertName))
	switch strings.ToLower(strings.Trim(b.get(fGender), ". ")) {
	case "v", "vrouw", "vrouwelijk", "f", "female", "mevr", "mevrouw", "mw", "mevr./mw":
		p.Gender = "V"
	case "m", "man", "mannelijk", "male", "dhr", "de heer", "heer":
		p.Gender = "M"
	case "x", "anders", "non-binair":
		p.Gender = "X"
	case "":
	default:
		b.note(b.row.heading(fGender), b.get(fGender))
	}
	for _, s := range []*string{&p.FirstName, &p.Surname} {
		if better := tidyCase(*s); better != *s {
			*s = better
			b.repair(words.T("hoofdletters van de naam"))
		}
	}
	for _, f := range []field{fSurname, fFirst, fName, fOrg} {
		if v := b.get(f); strings.Contains(v, "?") || strings.Contains(v, "\uFFFD") {
			b.warn(f, v, words.T("er lijkt een letter verloren te zijn gegaan"))
		}
	}
}

func firstFilled(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func allInfix(s string) bool {
	parts := strings.Fields(s)
	for _, p := range parts {
		if !isInfix(p) {
			return false
		}
	}
	return len(parts) > 0
}

// settlePrefix decides how the prefix is written, once the country is known.
func (b *building) settlePrefix() {
	p := &b.person
	if p.Country == "BE" {
		// Belgian prefixes are part of the surname and keep their capitals.
		return
	}
	if p.Infix == "" {
		if infix, surname := splitInfix(strings.Fields(p.Surname)); infix != "" && infix == strings.ToLower(infix) {
			p.Infix, p.Surname = infix, surname
		}
	}
	infix, unsure := tidyInfix(p.Infix)
	if unsure {
		if full := b.fullPrefix(); full != "" {
			b.repair(words.T("tussenvoegsel %s gelezen als %s", p.Infix, full))
			infix = full
		} else {
			b.warn(fInfix, p.Infix, words.T("kan van de, van der of van den zijn; controleer het tussenvoegsel"))
		}
	}
	p.Infix = infix
}

// fullPrefix finds what "v.d." stands for: in somebody's own mail address, else
// where everybody of that surname in the list has the same.
func (b *building) fullPrefix() string {
	own := strings.ToLower(b.get(fEmail) + " " + b.get(fWorkEmail))
	surname, _, _ := strings.Cut(data.Fold(b.person.Surname), "-")
	surname = strings.ReplaceAll(surname, " ", "")
	found := ""
	for _, full := range []string{"van den", "van der", "van de"} {
		if surname != "" && strings.Contains(own, strings.ReplaceAll(full, " ", "")+surname) {
			return full
		}
	}
	for full := range b.reader.evidence.prefixes[data.Fold(b.person.Surname)] {
		if !strings.HasPrefix(full, "van de") {
			continue
		}
		if found != "" {
			return ""
		}
		found = full
	}
	return found
}

func (b *building) readAddress() {
	p := &b.person
	written := b.get(fPostcode)
	p.Town = oneLine(b.get(fTown))
	if place := oneLine(b.get(fPlace)); place != "" {
		code, town := splitPlace(place)
		written, p.Town = firstFilled(written, code), firstFilled(p.Town, town)
	} else if written == "" {
		if code, town := splitPlace(p.Town); code != "" {
			written, p.Town = code, town
		}
	}
	p.Town = tidyTown(p.Town)
	p.Street = oneLine(b.get(fStreet))
	if m := wholeAddress.FindStringSubmatch(p.Street); m != nil && written == "" && p.Town == "" {
		p.Street, written, p.Town = m[1], m[2], tidyTown(m[3])
	}
	number := b.get(fNumber)
	if number == "" {
		p.Street, number = splitStreet(p.Street)
	}
	p.HouseNumber = houseNumber(number, b.get(fAddition))
	p.Province = readProvince(b.get(fProvince))
	country, known := readCountry(b.get(fCountry))
	if !known {
		b.warn(fCountry, b.get(fCountry), words.T("onbekend land; Nederland aangehouden"))
		b.note("Land", b.get(fCountry))
	}
	if country == "" {
		country = b.guessCountry(written)
	}
	p.Country = country
	code := readPostcode(written, p.Country)
	p.Postcode = code.text
	if code.repaired {
		b.repair(words.T("postcode %s", code.text))
		b.warn(fPostcode, written, words.T("gelezen als %s", code.text))
	}
	if code.fault != "" {
		b.warn(fPostcode, written, code.fault)
	}
	placeOf(p).settle()
	if near := geo.Known().Suggest(p.Town, p.Country, 3); len(near) > 0 {
		f := fTown
		if b.get(fTown) == "" {
			f = fPlace
		}
		b.warn(f, p.Town, words.T("deze plaats is niet bekend; misschien %s?", strings.Join(near, ", ")))
	}
	b.settlePrefix()
}

var belgianPhone = regexp.MustCompile(`^(\+|00)32`)

// guessCountry weighs what is known besides the column with countries.
func (b *building) guessCountry(code string) string {
	if c := readPostcode(code, "").country; c != "" {
		return c
	}
	phones := b.get(fPhone) + " " + b.get(fMobile)
	town := data.Fold(b.person.Town)
	switch {
	case geo.IsBelgian(b.person.Province):
		return "BE"
	case belgianPhone.MatchString(b.get(fPhone)) || belgianPhone.MatchString(b.get(fMobile)):
		return "BE"
	case b.person.Province != "" && b.person.Province != "Limburg", strings.Contains(phones, "06-"), strings.Contains(phones, "+31"):
		return "NL"
	case b.reader.evidence.towns[town] != "":
		return b.reader.evidence.towns[town]
	case fourDigits.MatchString(strings.TrimSpace(code)) && geo.Known().CountryOf(town, code) == "BE":
		return "BE"
	}
	return "NL"
}

func (b *building) readContact() {
	p := &b.person
	for _, f := range []field{fPhone, fMobile} {
		for _, n := range readPhones(b.get(f), p.Country) {
			if n.fault != "" {
				b.warn(f, b.get(f), n.fault)
			}
			if n.repaired {
				b.repair(words.T("voorloopnul van een telefoonnummer"))
			}
			b.keepPhone(f, n)
		}
	}
	for _, f := range []field{fEmail, fWorkEmail} {
		addresses, wrong := readEmails(b.get(f))
		if wrong != "" {
			b.warn(f, b.get(f), wrong)
			b.note(b.row.heading(f)+" volgens de lijst", b.get(f))
		}
		for _, a := range addresses {
			b.keepEmail(f, a)
		}
	}
}

func (b *building) keepPhone(f field, n phoneNumber) {
	p := &b.person
	place, label := &p.Phone, "Telefoon"
	if n.mobile || f == fMobile && !strings.HasPrefix(n.number, "0") {
		place = &p.Mobile
	}
	switch {
	case p.Phone == n.number || p.Mobile == n.number:
	case *place == "":
		*place = n.number
	default:
		b.note(label, n.number)
	}
	if n.remark != "" {
		b.note(label+" "+n.number, n.remark)
	}
}

func (b *building) keepEmail(f field, a string) {
	p := &b.person
	first, second := &p.Email, &p.WorkEmail
	if f == fWorkEmail {
		first, second = second, first
	}
	switch {
	case *first == a || *second == a:
	case *first == "":
		*first = a
	case *second == "":
		*second = a
	default:
		b.note("E-mail", a)
	}
}

// selfEmployed are the words for having no organisation.
var selfEmployed = regexp.MustCompile(`(?i)^(zzp('?er)?|zelfstandig(e)?|freelance(r)?|eigen praktijk|geen|n\.?v\.?t\.?|-+|particulier|privé|prive|eenmanszaak)$`)

// noMail matches how people write that somebody asked not to be mailed.
var noMail = regexp.MustCompile(`(?i)\bgeen (nieuwsbrief|nieuwsbrieven|mail|mails|mailtjes|mailing|mailings|e-?mail|e-?mails)\b|\bniet( meer)? (e-?)?mailen\b|\bafgemeld voor (de )?(nieuwsbrief|mail|mailing|mailings)\b`)

func (b *building) readRest() {
	p := &b.person
	p.Organisation = oneLine(b.get(fOrg))
	if !selfEmployed.MatchString(p.Organisation) {
		b.organisation = p.Organisation
	}
	if notes := b.get(fNotes); notes != "" {
		b.notes = append([]string{notes}, b.notes...)
		p.NoMail = noMail.MatchString(notes)
	}
	if v := b.get(fNoMail); v != "" && !negative(v) {
		p.NoMail = true
	}
	b.note("Handleiding besteld", oneLine(b.get(fHandbook)))
	b.note("Lid sinds", oneLine(b.get(fMemberSince)))
	for i, c := range b.row.layout.columns {
		if c.field == fUnknown && i < len(b.row.cells) && c.heading != "" {
			b.note(c.heading, oneLine(b.row.cells[i]))
		}
	}
}
