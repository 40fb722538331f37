package understand

import (
	"strings"
)

var (
	reEmail = expression(`(?i)[a-z0-9][a-z0-9._%+\-]{0,63}@[a-z0-9](?:[a-z0-9\-]{0,62}\.)+[a-z]{2,12}`)
	rePhone = expression(`(?:\+|\(?\b00)(?:31|32)\)?[\s.\-–]*(?:\(0\))?(?:[\s.\-–/]{0,3}\d){8,10}|\(?\b0\d{1,3}\)?(?:[\s.\-–/]{0,3}\d){6,8}\b`)
	reSite  = expression(`(?i)\b(?:https?://)?(?:www\.[a-z0-9\-]+(?:\.[a-z0-9\-]+)+|[a-z0-9\-]+\.(?:nl|com|org|eu|be)(?:/\S*)?)`)
)

// areaCodes3 are the Dutch area codes of three digits; the others have four.
var areaCodes3 = set(`010 013 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079 085 088 084 087 091 097`)

// phone is a telephone number in a text.
type phone struct {
	start, end int
	form       string // in the one form
	mobile     bool
}

// formatPhone brings a number into one form: 06-00123456, 040-0123456, 0515-041127.
// A Belgian mobile keeps its own: 0470 00 12 34. Empty when it is no number.
func formatPhone(s string, belgian bool) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	d := b.String()
	plus := strings.HasPrefix(strings.TrimLeft(s, " ("), "+")
	switch {
	case strings.HasPrefix(d, "0031"):
		d = "0" + strings.TrimPrefix(d[4:], "0")
	case plus && strings.HasPrefix(d, "31"):
		d = "0" + strings.TrimPrefix(d[2:], "0")
	case strings.HasPrefix(d, "0032"):
		d, belgian = "0"+strings.TrimPrefix(d[4:], "0"), true
	case plus && strings.HasPrefix(d, "32"):
		d, belgian = "0"+strings.TrimPrefix(d[2:], "0"), true
	}
	if belgian {
		switch {
		case len(d) == 10 && strings.HasPrefix(d, "04"):
			return d[:4] + " " + d[4:6] + " " + d[6:8] + " " + d[8:]
		case len(d) == 9:
			return d[:2] + " " + d[2:5] + " " + d[5:7] + " " + d[7:]
		}
	}
	if len(d) != 10 || d[0] != '0' || d[1] == '0' {
		return ""
	}
	switch {
	case strings.HasPrefix(d, "06"):
		return "06-" + d[2:]
	case areaCodes3[d[:3]]:
		return d[:3] + "-" + d[3:]
	}
	return d[:4] + "-" + d[4:]
}

// phonesIn lists the telephone numbers in a page. Numbers of accounts and faxes are left.
func (l *letter) phonesIn(p *page) []phone {
	belgian := false
	for _, a := range l.addresses {
		belgian = belgian || a.country == "België"
	}
	var out []phone
	for _, m := range rePhone.FindAllStringIndex(p.flat, 40) {
		start, _ := p.lineAround(m[0])
		before := fold(p.flat[max(start, m[0]-14):m[0]])
		if strings.Contains(before, "fax") || strings.HasSuffix(before, "nl") || strings.Contains(before, "iban") || strings.Contains(before, "kvk") || strings.HasSuffix(before, "be ") {
			continue
		}
		raw := p.flat[m[0]:m[1]]
		if m[1] < len(p.flat) && p.flat[m[1]] >= '0' && p.flat[m[1]] <= '9' {
			continue
		}
		if f := formatPhone(raw, belgian); f != "" {
			out = append(out, phone{m[0], m[1], f, strings.HasPrefix(f, "06") || belgian && strings.HasPrefix(f, "04")})
		}
	}
	return out
}

// contactPhone is the number to call the sender on: in the letter, else in the
// signature; mobile before landline.
func (l *letter) contactPhone(withSignature bool) any {
	if v, s := l.tableValue("phone"); v != "" {
		if f := formatPhone(rePhone.FindString(v), false); f != "" {
			l.found("phone", s.Start, s.End)
			return f
		}
	}
	pages := []*page{l.body}
	if withSignature {
		pages = append(pages, l.below)
	}
	for _, p := range pages {
		all := l.phonesIn(p)
		for _, want := range []bool{true, false} {
			for _, x := range all {
				if x.mobile == want {
					l.found("phone", x.start, x.end)
					return x.form
				}
			}
		}
	}
	return nil
}

// emailsIn lists the mail addresses in a page.
func emailsIn(p *page) []Span {
	var out []Span
	for _, m := range reEmail.FindAllStringIndex(p.flat, 100) {
		out = append(out, Span{"email", m[0], m[1]})
	}
	return out
}

func (l *letter) senderEmail() string { return strings.ToLower(l.m.From.Email) }

var reThisAddress = expression(`(?i)\b(?:naar|op|aan|via|per) (?:dit|mijn|bovenstaand|hetzelfde|ditzelfde|deze) (?:e-?)?(?:mail)?-?\s?(?:adres|mail)\b|\bmail (?:blijft|is)(?: ook)? hetzelfde|\b(?:reply|antwoord) op deze mail|\bper (?:e-?)?mail (?:naar|aan) (?:mij|mijzelf|mezelf|ons)\b|\bmail(?:en)? (?:mij|me)\b|\b(?:e-?)?mailadres (?:zoals|als) (?:hier)?boven`)

// invoiceEmail is the address to which the invoice must be mailed: in a sentence about
// the invoice, under its label, or the sender's own where the mail says so.
func (l *letter) invoiceEmail() any {
	if v, s := l.tableValue("invoice_email"); v != "" {
		if e := reEmail.FindString(v); e != "" {
			l.found("invoice_email", s.Start, s.End)
			return strings.ToLower(e)
		}
	}
	p := l.body
	all := emailsIn(p)
	best, bestScore := Span{}, 0
	for _, e := range all {
		if l.r.own[strings.ToLower(p.flat[e.Start:e.End])] {
			continue
		}
		score := 0
		i := p.sentenceAt(e.Start)
		if i < 0 {
			continue
		}
		if p.aboutInvoice(i) {
			score = 3
			// In one sentence the address behind the word for invoice is the nearer one.
			if before := fold(p.flat[p.sents[i].start:e.Start]); strings.Contains(before, "factu") || strings.Contains(before, "rekening") || strings.Contains(before, "nota") {
				score = 4
			}
		} else if i > 0 && (p.aboutInvoice(i-1) || i > 1 && p.aboutInvoice(i-2) && p.sents[i].para == p.sents[i-2].para) && p.sents[i].start-p.sents[i-1].end < 4 {
			score = 2
		}
		local, _, _ := strings.Cut(strings.ToLower(p.flat[e.Start:e.End]), "@")
		if invoiceLocal.MatchString(local) && i >= 0 {
			score += 2
		}
		if score > bestScore {
			best, bestScore = e, score
		}
	}
	if bestScore >= 2 {
		l.found("invoice_email", best.Start, best.End)
		return strings.ToLower(p.flat[best.Start:best.End])
	}
	for i := range p.sents {
		if !p.aboutInvoice(i) && !(i > 0 && p.aboutInvoice(i-1) && p.sents[i].para == p.sents[i-1].para) {
			continue
		}
		s := p.sents[i]
		if m := reThisAddress.FindStringIndex(p.flat[s.start:s.end]); m != nil && !strings.Contains(fold(p.flat[s.start:s.end]), "niet naar dit") {
			l.found("invoice_email", s.start+m[0], s.start+m[1])
			return l.senderEmail()
		}
	}
	return nil
}

var invoiceLocal = expression(`factu|invoice|crediteur|boekhoud|financ|administratie|rekening|debiteur|betaal|inkoop`)

// aboutInvoice says whether a sentence speaks of where the invoice goes.
func (p *page) aboutInvoice(i int) bool {
	return p.has(i, "factuur", "facturen", "rekening", "nota", "factureren", "gefactureerd", "facturatie", "factuuradres", "rekeningen", "e-factuur", "factuurgegevens", "factuurmail*", "declaratie", "facturatieadres", "factuuremail")
}
