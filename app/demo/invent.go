package demo

import (
	"encoding/json"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/data"
)

// names is what people and organisations are invented from (assets/demo/names.json).
type names struct {
	First         []string    `json:"first"`
	Surnames      []string    `json:"surnames"` // "|van der|Heide" has a prefix
	Towns         [][3]string `json:"towns"`    // name, postcode, province
	Streets       []string    `json:"streets"`
	Organisations [][]string  `json:"organisations"` // kind, name; and where it is, when that matters
	Cast          []role      `json:"cast"`          // who has a part in the mails and trainings
	Difficult     [][3]string `json:"difficult"`     // first name, prefix, surname
	Belgian       [][6]string `json:"belgian"`       // and town, postcode, province
}

// role is somebody who has a part.
type role struct {
	First        string   `json:"first"`
	Infix        string   `json:"infix"`
	Surname      string   `json:"surname"`
	Organisation string   `json:"organisation"`
	Email        string   `json:"email"`
	Street       string   `json:"street"`
	Number       string   `json:"number"`
	Postcode     string   `json:"postcode"`
	Town         string   `json:"town"`
	Province     string   `json:"province"`
	Roles        []string `json:"roles"`
	Member       int      `json:"member"`   // days from today that the membership ends; 0: never a member
	Achieved     string   `json:"achieved"` // day of the old certificate, where a mail names it
	Place        string   `json:"place"`
}

// readAsset reads one of the files in assets/demo.
func readAsset(name string, into any) error {
	raw, err := assets.Demo.ReadFile("demo/" + name)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		return fmt.Errorf("asset %s: %w", name, err)
	}
	return nil
}

// invent makes somebody who is not there yet, with mail address and telephone.
func (s *story) invent() data.Person {
	p := data.Person{FirstName: pick(s, s.names.First), Country: "NL"}
	p.Infix, p.Surname = surname(pick(s, s.names.Surnames))
	if s.taken[p.Name()] {
		// Somebody of that name is there: married, under a double name.
		other := pick(s, s.names.Surnames)
		p.Surname += "-" + strings.TrimSpace(strings.ReplaceAll(other, "|", " "))
	}
	for n := 0; s.taken[p.Name()]; n++ {
		p.FirstName += "-" + pick(s, s.names.First)
	}
	s.taken[p.Name()] = true
	p.Initials = initials(p.FirstName)
	p.Mobile = s.mobile()
	return p
}

func surname(text string) (infix, rest string) {
	if parts := strings.Split(text, "|"); len(parts) == 3 {
		return parts[1], parts[2]
	}
	return "", text
}

func initials(first string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(first, func(r rune) bool { return r == ' ' || r == '-' }) {
		r := []rune(word)
		b.WriteString(strings.ToUpper(string(r[0])) + ".")
	}
	return b.String()
}

// mobile is a number that nobody has: 06-00 is not given out.
func (s *story) mobile() string { return fmt.Sprintf("06-00%06d", s.rand.IntN(1000000)) }

// live gives somebody a home, or an organisation to work for and its address.
func (s *story) live(p *data.Person, o *data.Organisation) {
	if o != nil {
		p.OrganisationID, p.Organisation = o.ID, o.Name
		p.Street, p.HouseNumber, p.Postcode, p.Town, p.Province = o.Street, o.HouseNumber, o.Postcode, o.Town, o.Province
		_, domain, _ := strings.Cut(o.Email, "@")
		p.WorkEmail = s.address(p, domain)
		return
	}
	p.Street, p.HouseNumber, p.Postcode, p.Town, p.Province = s.home()
	p.Email = s.address(p, pick(s, []string{"postvak.example.org", "mailpunt.example.org", "thuis.example.com"}))
}

// home invents an address.
func (s *story) home() (street, number, postcode, town, province string) {
	t := pick(s, s.names.Towns)
	const letters = "ABCDEGHJKLMNPRSTVWXZ"
	number = fmt.Sprint(s.between(1, 140))
	if s.rand.IntN(9) == 0 {
		number += string(pick(s, []rune("ABC")))
	}
	// Not the SA, SD and SS that are never given out: the second letter is one of other ones.
	return pick(s, s.names.Streets), number, t[1][:5] + string(letters[s.rand.IntN(len(letters))]) + string("BEGHKLNPRT"[s.rand.IntN(10)]), t[0], t[2]
}

// address makes a mail address of a name that nobody has yet.
func (s *story) address(p *data.Person, domain string) string {
	local := mailWord(p.FirstName) + "." + mailWord(p.Infix+p.Surname)
	address := local + "@" + domain
	for n := 2; s.taken[address]; n++ {
		address = fmt.Sprintf("%s%d@%s", local, n, domain)
	}
	s.taken[address] = true
	return address
}

// mailWord is a word without accents, spaces and signs.
func mailWord(text string) string {
	word := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, data.Fold(text))
	if word == "" {
		return "x"
	}
	return word
}

// organisation makes a record of a line of the names.
func (s *story) organisation(line []string) data.Organisation {
	o := data.Organisation{Kind: line[0], Name: line[1], Country: "NL"}
	domain := mailWord(o.Name) + ".example.nl"
	if len(line) == 8 {
		o.Street, o.HouseNumber, o.Postcode, o.Town, o.Province, domain = line[2], line[3], line[4], line[5], line[6], line[7]
	} else {
		o.Street, o.HouseNumber, o.Postcode, o.Town, o.Province = s.home()
	}
	o.Email, o.InvoiceEmail, o.Website = "info@"+domain, "facturen@"+domain, "www."+domain
	o.Phone = fmt.Sprintf("0300-%06d", s.rand.IntN(1000000))
	switch o.Kind {
	case "municipality":
		o.Department, o.InvoiceReference = "Jeugd en onderwijs", fmt.Sprintf("IO-%05d", s.rand.IntN(100000))
		// Numbers of the test range, so that nobody's own is on an invoice.
		o.OIN = fmt.Sprintf("0000000999%010d", s.rand.IntN(1000000))
	case "practice", "youthcare":
		o.ComplaintsProcedure = "www." + domain + "/klachten"
	}
	return o
}
