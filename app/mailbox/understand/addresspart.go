package understand

import (
	"strings"
)

var (
	reLabelInvoice  = expression(`factu|rekening|\bnota\b|invoice|crediteur|debiteur`)
	reLabelDelivery = expression(`aflever|bezorg|lever(?:ings)?adres|lever|verzend|opstur|toestur|stur|versturen|toegezonden|zenden|post aan|pakket|naar(?: het adres| mijn adres| ons adres| adres)?:?$|shipping`)
	reLabelOld      = expression(`\boude?\b|\bwas\b|voorheen|vorige?\b|tot nu toe|huidige?\b|staat nu`)
	reLabelNew      = expression(`\bnieuwe?\b|\bwordt\b|voortaan|word\b|gewijzigd in|verhuisd naar|moet zijn|\bnu\b`)
	reLabelPost     = expression(`postadres|correspondentie`)
	reLabelVisit    = expression(`bezoekadres|locatie`)
)

// labelOf reads the words before an address. With strict set they must be a label of a
// few words or end in a colon; else any sentence will do.
func labelOf(s string, strict bool) string {
	s = fold(strings.TrimSpace(s))
	if s == "" || strict && !strings.HasSuffix(s, ":") && len(s) > 32 {
		return ""
	}
	if len(s) > 160 {
		s = s[len(s)-160:]
	}
	if k := strings.LastIndex(s, ". "); k >= 0 && k < len(s)-2 {
		s = s[k+2:]
	}
	switch {
	case reLabelInvoice.MatchString(s):
		return "invoice"
	case reLabelPost.MatchString(s):
		return "post"
	case reLabelVisit.MatchString(s):
		return "visit"
	case reLabelDelivery.MatchString(s):
		return "delivery"
	case reLabelNew.MatchString(s):
		return "new"
	case reLabelOld.MatchString(s):
		return "old"
	}
	return ""
}

// labelBefore looks for a label in the words of the sentence before an address.
// top is where the address begins with the people in it.
func (l *letter) labelBefore(p *page, a *address, top int) string {
	i := p.sentenceAt(a.start)
	if i < 0 {
		return ""
	}
	from := p.sents[i].start
	if from >= top && i > 0 && p.sents[i-1].para == p.sents[i].para {
		from = p.sents[i-1].start
	}
	return labelOf(p.flat[min(from, top):top], false)
}

// segments cuts a text at commas, line ends, tabs and bars.
func segments(s string) []line {
	var out []line
	start, depth := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '(' && strings.IndexByte(s[i:], ')') > 0:
			depth++
		case c == ')' && depth > 0:
			depth--
		case c == '\n', c == '\t', c == '|', (c == ',' || c == ';') && depth == 0:
			if c == '\n' {
				depth = 0
			}
			out = append(out, line{start, i})
			start = i + 1
		}
	}
	return append(out, line{start, len(s)})
}

var reBlank = expression(`\n[ \t]*\n`)

// lastBlankLine finds the last empty line that has text behind it.
func lastBlankLine(s string) int {
	all := reBlank.FindAllStringIndex(s, -1)
	for i := len(all) - 1; i >= 0; i-- {
		if strings.TrimSpace(s[all[i][1]:]) != "" {
			return all[i][1]
		}
	}
	return -1
}

func lastLine(s string) string {
	return strings.TrimSpace(s[strings.LastIndexByte(s, '\n')+1:])
}

// trimToStreet takes the words before a street off a segment: "Adres Molenkade 4" and
// "verhuisd naar de Waterlaan 2" give the street and number.
func trimToStreet(s string) string {
	words := strings.Fields(s)
	if len(words) <= 2 {
		return s
	}
	for i := 0; i < len(words)-1; i++ {
		rest := strings.Join(words[i:], " ")
		low := fold(strings.Trim(words[i], ".,:"))
		if streetLead[low] && !(isUpper(words[i]) && isUpper(words[i+1]) && oldOrNew[low]) || !isUpper(words[i]) && !prefixes[low] && !strings.HasPrefix(words[i], "'") && !(words[i][0] >= '1' && words[i][0] <= '9') {
			continue
		}
		if prefixes[low] && !isUpper(words[i]) && !strings.HasPrefix(words[i], "'") && !strings.HasPrefix(words[i], "’") && i > 0 {
			continue
		}
		return rest
	}
	// Written without capitals: the street follows the last of the words that lead to it.
	for i := len(words) - 3; i >= 0; i-- {
		if streetLead[fold(strings.Trim(words[i], ".,:"))] {
			return strings.Join(words[i+1:], " ")
		}
	}
	return s
}

// oldOrNew are words that also begin the name of a street: "Nieuwe Gracht".
var oldOrNew = set(`nieuw nieuwe oud oude`)

var streetLead = set(`adres bezoekadres postadres nieuw nieuwe oud oude naar op aan in graag is wordt was het ons mijn privéadres huisadres per factuuradres afleveradres is: wonen woon sturen werkadres praktijkadres`)

var reProseLine = expression(`(?i)\b(?:ik|wij|we|u|jullie|graag|kunt|kan|mag|wil|willen|zijn|hebben|heb|hierbij|sturen|opsturen|verhuisd|moet|ontvangen|bestellen)\b`)

func proseLine(s string) bool {
	return len(reProseLine.FindAllString(s, 3)) >= 1 && len(strings.Fields(s)) >= 4
}

// phraseOrganisation takes "... op naam van Kind & Co" off a sentence before an address.
func (l *letter) phraseOrganisation(a *address, s string) {
	if a.organisation != "" {
		return
	}
	m := reNaming.FindStringSubmatch(s)
	if m == nil {
		return
	}
	name := strings.TrimSpace(m[1])
	if looksLikeName(name) && sameName(name, l.m.From.Name) && !isOrganisation(name, domainWord(l.m.From.Email)) {
		a.name = cleanPerson(name).full()
		return
	}
	a.organisation = trimOrganisation(name)
}

var reNaming = expression(`(?i:\b(?:op naam van|ten name van|t\.?n\.?v\.?|gericht aan|werkgever(?: is)?|naar(?: de| het| mijn| onze)?|aan|bij|met|van):?)\s+((?:[Gg]emeente )?` + orgWord + `(?:[ ]+(?:` + orgConnect + `[ ]+)*` + orgWord + `|[ ]\+)*)\s*$`)

func capitaliseAll(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = capitalise(w)
	}
	return strings.Join(words, " ")
}

// deliveryAddress picks where goods go: the address labelled so, else the first in the
// letter that is not for the invoice, else the one in the signature.
func (l *letter) deliveryAddress() *address {
	for _, want := range []string{"delivery", "", "visit", "new", "post"} {
		for i := range l.addresses {
			if a := &l.addresses[i]; !a.below && a.label == want {
				return a
			}
		}
	}
	for _, want := range []string{"delivery", "", "visit", "post"} {
		for i := range l.addresses {
			if a := &l.addresses[i]; a.below && a.label == want {
				return a
			}
		}
	}
	// One address for both: "Factuur- en afleveradres".
	for i := range l.addresses {
		if l.addresses[i].label == "invoice" && len(l.addresses) == 1 {
			return &l.addresses[i]
		}
	}
	return nil
}

// invoiceAddress picks the address labelled for the invoice.
func (l *letter) invoiceAddress() *address {
	for i := range l.addresses {
		if a := &l.addresses[i]; a.label == "invoice" {
			return a
		}
	}
	return nil
}

// value gives the fields of an address as a field of its own.
func (a *address) value(l *letter, organisation string) map[string]any {
	l.found("invoice_address", a.start, a.end)
	v := map[string]any{}
	put := func(k, s string) {
		if s != "" {
			v[k] = s
		}
	}
	if a.organisation != "" {
		organisation = a.organisation
	}
	put("organisation", organisation)
	put("attention", a.attention)
	put("street", a.street)
	put("house_number", a.number)
	put("postcode", a.postcode)
	put("town", a.town)
	put("country", a.country)
	return v
}
