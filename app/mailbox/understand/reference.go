package understand

import (
	"strings"
)

const quoteMarks = `["“”„'‘’«»]`

var (
	reCostCentre    = expression(`(?i)\b(?:kostenplaats|kpl\.?|kostensoort|kostendrager)(?:\s*(?:nummer|nr\.?))?\s*(?:is|:|=)?\s*([A-Z0-9][A-Z0-9.\-/]{1,24})`)
	reOrderNr       = expression(`(?i)\b(?:verplichtingen?-?nummer|inkoop-?order(?:nummer|nr\.?)?|inkoopnummer|bestel-?order(?:nummer)?|order-?(?:nummer|nr\.?)|bestelnummer|bestelbonnummer|bonnummer|po[- ]?(?:nummer|nr\.?)?|opdrachtnummer|aanvraagnummer)\s*(?:is|:|=|#|nr\.?)?\s*([A-Z]{0,4}-?\d[A-Z0-9.\-/]{2,24}|PO-?[A-Z0-9\-]{3,20})`)
	rePO            = expression(`\bPO[- ]?\d[\d\-]{2,18}\b`)
	reMention       = expression(`(?i)\b(?:o\.?\s?v\.?\s?v\.?|onder (?:de )?vermelding van|met (?:de )?(?:vermelding(?: van)?|referentie|kenmerk|omschrijving|tekst|ordernummer|projectcode|projectnummer|erop|erbij)|referentie(?: is|:)?|ref\.?:?|kenmerk(?: is|:)?|vermeld(?:ing)?(?: (?:graag|a\.?u\.?b\.?|svp|s\.v\.p\.|daarbij|erbij|dan|op de factuur))*(?: van)?:?|zet (?:er )?(?:maar |dan |graag |svp )*(?:bij|op|erbij|erop)|(?:graag )?met (?:als )?(?:referentie|kenmerk|omschrijving)|ons kenmerk:?|projectcode:?|projectnummer:?)\s*[:=]?\s*`)
	reStrongMention = expression(`(?i)\b(?:o\.v\.v\.|ovv|onder (?:de )?vermelding van|projectcode|projectnummer|factuurreferentie)`)
	reQuotedRef     = expression(quoteMarks + `([^"“”„«»\n]{2,60}?)` + `["“”’'»]`)
	reAfterQuote    = expression(`(?i)^\s*(?:erbij|erop|op (?:de factuur|staat|zetten|vermelden)|vermelden|vermeld|erop staat|er ?op|er ?bij)`)
	reNoRef         = expression(`(?i)\b(?:geen|hoeft geen|zonder) (?:nummer|referentie|kenmerk|ordernummer|inkoopnummer|kostenplaats)`)
	reNameOnIt      = expression(`(?i)\b(?:mijn naam (?:erbij|erop|op de factuur|vermelden)|(?:met|onder vermelding van|o\.v\.v\.) mijn naam)\b`)
	reVAT           = expression(`\b(?:BE|NL)[ ]?\d{3,4}[. ]?\d{3}[. ]?\d{3}(?:[. ]?B\d{2})?\b`)
	reRefEnd        = expression(`\s+(?:erbij|erop|vermelden|te vermelden|vermeld|op de factuur|graag|svp|s\.v\.p\.|aub|a\.u\.b\.|dan weet .*|zetten|staat|want .*|bij)\b.*$`)
)

// invoiceReference is what must stand on the invoice: the words of "o.v.v. ..." or "met
// ... erbij", else the numbers the customer's books ask for.
func (l *letter) invoiceReference() any {
	if v, s := l.tableValue("invoice_reference"); v != "" {
		l.found("invoice_reference", s.Start, s.End)
		return v
	}
	cost, order := l.costCentre(), l.purchaseOrder()
	p := l.body
	if cost != "" && order != "" {
		return "kostenplaats " + cost + ", " + l.orderLabel() + " " + order
	}
	if cost == "" && order == "" {
		if s, from, to := l.mentionedReference(p); s != "" {
			l.found("invoice_reference", from, to)
			return s
		}
	}
	if reNameOnIt.MatchString(p.flat) && !l.person.empty() {
		return l.person.full()
	}
	switch {
	case order != "":
		return order
	case cost != "":
		return "kostenplaats " + cost
	}
	if m := reVAT.FindStringIndex(p.flat); m != nil {
		if i := p.sentenceAt(m[0]); i >= 0 && p.aboutInvoice(i) {
			l.found("invoice_reference", m[0], m[1])
			return p.text(m[0], m[1])
		}
	}
	return nil
}

// mentionedReference reads the reference in a sentence about the invoice.
func (l *letter) mentionedReference(p *page) (string, int, int) {
	for i := range p.sents {
		s := p.sents[i]
		near := reStrongMention.MatchString(p.flat[s.start:s.end]) || p.aboutInvoice(i) || i > 0 && p.aboutInvoice(i-1) || i > 1 && p.aboutInvoice(i-2) || i > 0 && p.has(i, "o.v.v*", "ovv", "vermelding", "referentie", "kenmerk") || p.has(i, "mailen") && p.has(i, "erbij", "vermelding", "o.v.v*")
		if !near {
			continue
		}
		text := p.flat[s.start:s.end]
		if reNoRef.MatchString(text) && !reMention.MatchString(text) {
			continue
		}
		if m := reMention.FindStringIndex(text); m != nil {
			rest := text[m[1]:]
			if q := reQuotedRef.FindStringSubmatchIndex(rest); q != nil && q[0] < 40 {
				return squeeze(rest[q[2]:q[3]]), s.start + m[1] + q[2], s.start + m[1] + q[3]
			}
			ref := cutReference(rest)
			if ref != "" && hasDigitOrCapital(ref) && !strings.Contains(ref, "@") && !strings.HasPrefix(fold(ref), "mijn naam") && !strings.HasPrefix(fold(ref), "de naam") {
				return ref, s.start + m[1], s.start + m[1] + len(ref)
			}
		}
		// Words between quotes are the reference only where they are to be put on the invoice.
		for _, q := range reQuotedRef.FindAllStringSubmatchIndex(text, 5) {
			head := fold(text[max(0, q[0]-70):q[0]])
			tail := text[min(len(text), q[1]):]
			if reAfterQuote.MatchString(tail) || strings.Contains(head, "erbij") || strings.HasSuffix(strings.TrimSpace(head), "met") {
				return squeeze(text[q[2]:q[3]]), s.start + q[2], s.start + q[3]
			}
		}
	}
	return "", 0, 0
}

func cutReference(s string) string {
	s = strings.TrimLeft(s, " :")
	for _, stop := range []string{". ", ", ", "; ", " (", ")", "\n", " - ", "!", " | "} {
		if k := strings.Index(s, stop); k >= 0 {
			s = s[:k]
		}
	}
	for _, word := range []string{"projectcode ", "projectnummer ", "referentienummer ", "referentie ", "kenmerk ", "nummer ", "ordernummer ", "inkoopordernummer ", "code "} {
		if len(s) > len(word) && strings.EqualFold(s[:len(word)], word) {
			s = s[len(word):]
		}
	}
	s = strings.TrimRight(reRefEnd.ReplaceAllString(squeeze(s), ""), " .,;")
	s = strings.Trim(s, `"“”'‘’`)
	if len(s) > 60 || len(strings.Fields(s)) > 7 {
		return ""
	}
	return s
}

func hasDigitOrCapital(s string) bool {
	for i, r := range s {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' && (i == 0 || s[i-1] == ' ') {
			return true
		}
	}
	return false
}

func (l *letter) costCentre() string {
	if v, _ := l.tableValue("cost_centre"); v != "" {
		return v
	}
	for _, p := range []*page{l.body, l.subject} {
		for _, m := range reCostCentre.FindAllStringSubmatchIndex(p.flat, 5) {
			s := strings.TrimRight(p.flat[m[2]:m[3]], ".-/")
			if !strings.ContainsAny(s, "0123456789") {
				continue
			}
			if p == l.body {
				l.found("cost_centre", m[2], m[2]+len(s))
			}
			return s
		}
	}
	return ""
}

func (l *letter) purchaseOrder() string {
	if v, _ := l.tableValue("purchase_order"); v != "" && strings.ContainsAny(v, "0123456789") {
		return v
	}
	for _, p := range []*page{l.body, l.subject} {
		if m := reOrderNr.FindStringSubmatchIndex(p.flat); m != nil {
			if p == l.body {
				l.found("purchase_order", m[2], m[3])
			}
			return strings.TrimRight(p.flat[m[2]:m[3]], ".-/")
		}
		if m := rePO.FindStringIndex(p.flat); m != nil {
			return p.flat[m[0]:m[1]]
		}
	}
	return ""
}

// orderLabel is the word the customer uses for the order number.
func (l *letter) orderLabel() string {
	low := fold(l.body.flat)
	for _, w := range []string{"verplichtingennummer", "verplichtingnummer", "inkoopordernummer", "inkoopnummer", "bestelnummer", "opdrachtnummer"} {
		if strings.Contains(low, w) {
			return w
		}
	}
	return "ordernummer"
}
