package register

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// TakeName gives somebody the name as it stands on a certificate, and false when that changes nothing or when the name
// does not fall apart into the parts that the register has. Of who has a name of their own for certificates, that one
// is changed. Nothing is saved.
func TakeName(p data.Person, name string) (data.Person, bool) {
	name = oneLine(name)
	if name == "" {
		return p, false
	}
	if p.CertificateName != "" {
		changed := p.CertificateName != name
		p.CertificateName = name
		return p, changed
	}
	was := p
	l := Named(name, "")
	p.Infix, p.Surname = l.Infix, l.Surname
	switch p.FirstName = l.FirstName; {
	case l.FirstName == "" && was.FirstName != "":
		return was, false // initials say less than the register knows
	case l.FirstName == "":
		p.Initials = l.Initials
	case initial(was.Initials) == initial(was.FirstName) && initial(was.Initials) != initial(p.FirstName):
		p.Initials = "" // those of the first name that it was not
	}
	if p.Name() != name || p.Name() == was.Name() {
		return was, false
	}
	return p, true
}

// initial is the first letter of a name, for comparing.
func initial(name string) string {
	for _, r := range data.Fold(strings.TrimSpace(name)) {
		return string(r)
	}
	return ""
}
