package understand

import (
	"strings"
)

// invoiceFields reads a mail about an invoice that was sent.
func (l *letter) invoiceFields(f map[string]any) {
	f["name"] = nil
	if !l.person.empty() && !isOrganisation(l.person.full(), "") {
		f["name"] = l.person.full()
	}
	put(f, "organisation", l.org)
	nr := ""
	for _, p := range []*page{l.subject, l.body, l.old} {
		if m := reInvoiceOwn.FindStringSubmatchIndex(p.flat); m != nil && nr == "" {
			nr = p.flat[m[2]:m[3]]
			if p == l.body {
				l.found("invoice_number", m[2], m[3])
			}
		}
	}
	if nr == "" {
		if m := reInvoiceNr.FindStringSubmatch(l.subject.flat + "\n" + l.body.flat); m != nil {
			nr = m[1]
		}
	}
	put(f, "invoice_number", nr)
	f["request"] = l.invoiceRequest()
	for _, d := range l.dates(l.body, past) {
		before := fold(strings.ToValidUTF8(l.body.flat[max(0, d.start-14):d.start], ""))
		if d.sent >= 0 && (strings.Contains(before, "d.d") || strings.Contains(before, "dd ") || strings.Contains(before, "factuur van")) || strings.HasSuffix(before, " van ") && l.body.aboutInvoice(d.sent) && !strings.Contains(before, "mail van") {
			f["invoice_date"] = d.day.String()
			l.found("invoice_date", d.start, d.end)
			break
		}
	}
	f["invoice_email"] = l.invoiceEmail()
	if f["invoice_email"] == nil {
		for _, e := range emailsIn(l.body) {
			head := fold(strings.ToValidUTF8(l.body.flat[max(0, e.Start-60):e.Start], ""))
			if reSendTo.MatchString(head) && !l.r.own[strings.ToLower(l.body.flat[e.Start:e.End])] {
				f["invoice_email"] = strings.ToLower(l.body.flat[e.Start:e.End])
				l.found("invoice_email", e.Start, e.End)
				break
			}
		}
	}
	f["invoice_reference"] = nil
	if po := l.purchaseOrder(); po != "" {
		f["invoice_reference"] = po
	} else if ref := l.invoiceReference(); ref != nil {
		f["invoice_reference"] = ref
	}
	for i := range l.addresses {
		if a := &l.addresses[i]; !a.below {
			f["invoice_address"] = a.value(l, l.org)
			break
		}
	}
}

var (
	reSendTo         = expression(`\b(?:zend\w*|stu+r\w*|mail\w*|opstur\w*|toestur\w*)\b.{0,40}\b(?:aan|naar)\s*$`)
	reInvoiceRequest = expression(`(?i)\b(?:wilt u|kunt u|kunnen jullie|willen jullie|kun je|wil je|verzoek\w*|graag|svp|s\.v\.p\.|mag ik|zou u|zouden jullie|ontvang\w* (?:wij|ik) graag|kan ik|kan de|is het mogelijk)\b`)
)

// invoiceRequest is what is asked for, with the listed faults of the invoice.
func (l *letter) invoiceRequest() any {
	p := l.body
	var asked, faults []string
	for i, s := range p.sents {
		text := p.sentenceText(i)
		switch {
		case s.bullet && len(faults) < 5:
			faults = append(faults, clause(text))
		case reInvoiceRequest.MatchString(text) && !rePolite.MatchString(text) && len(asked) < 2:
			asked = append(asked, clause(strings.TrimRight(text, "?")))
			l.found("request", s.start, s.end)
		}
	}
	if len(asked) == 0 {
		for i := range p.sents {
			if text := p.sentenceText(i); p.aboutInvoice(i) && len(strings.Fields(text)) > 3 {
				asked = append(asked, clause(text))
				break
			}
		}
	}
	out := strings.Join(append(asked, faults...), "; ")
	if out == "" {
		return nil
	}
	return out
}
