package document

import "strings"

// Address is where something goes. Empty fields are left out.
type Address struct {
	Organisation string
	Name         string // person, printed as "T.a.v." under an organisation
	Department   string
	Extra        string // as "gebouw C, 2e verdieping"
	Street       string // with the house number
	Postcode     string
	Town         string
	Country      string // left out for the Netherlands
}

// lines are the lines of the address as they stand on an envelope, and the
// runes that could not be printed.
func (a Address) lines() (lines []string, lost []rune) {
	tidy := func(s string) string {
		text, l := clean(s)
		lost = append(lost, l...)
		return text
	}
	name := tidy(a.Name)
	organisation := tidy(a.Organisation)
	if organisation != "" && name != "" {
		name = "T.a.v. " + name
	}
	country := tidy(a.Country)
	switch strings.ToLower(country) {
	case "nl", "nederland", "netherlands", "the netherlands":
		country = ""
	}
	for _, line := range []string{
		organisation, tidy(a.Department), name, tidy(a.Extra), tidy(a.Street),
		joinFilled("  ", tidy(a.Postcode), tidy(a.Town)), strings.ToUpper(country),
	} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines, lost
}

// deliverable says whether the address names at least a receiver and a town.
func (a Address) deliverable() bool {
	return strings.TrimSpace(a.Organisation+a.Name) != "" && strings.TrimSpace(a.Town) != ""
}

// fitAddress finds the largest size, down from that of the style, at which
// the lines fit the box. It answers the lines as wrapped.
func fitAddress(lines []string, st style, least, width, height float64) ([]string, style, bool) {
	for size := st.size; size >= least; size -= 0.5 {
		st = st.sized(size)
		var wrapped []string
		for _, line := range lines {
			wrapped = append(wrapped, st.wrap(line, width)...)
		}
		if st.capital()+float64(len(wrapped)-1)*st.leading()+st.size*mmPerPoint*0.3 <= height {
			return wrapped, st, true
		}
	}
	return nil, st, false
}

// leading is from base line to base line in running text, in millimetres.
func (s style) leading() float64 { return s.size * mmPerPoint * 1.38 }
