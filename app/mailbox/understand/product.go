package understand

import (
	"strings"
)

// item is a product with how many of it.
type item struct {
	quantity   int // 0: not said
	product    string
	handbook   bool
	start, end int
}

func (l *letter) productMentions(p *page) []mention {
	all := l.r.products.in(p)
	strong := 0
	for _, m := range all {
		if !l.r.products.list[m.term].Weak {
			strong++
		}
	}
	out := all[:0]
	for _, m := range all {
		if strong == 0 || !l.r.products.list[m.term].Weak || l.countBefore(p, m) > 1 {
			out = append(out, m)
		}
	}
	return out
}

var reAgeGroup = expression(`\b(\d{1,2})\s?(?:-|–|t/m|tot)\s?(\d{1,2})\b(?:\s?(?:jaar|jr|jarigen))?`)

// withAge puts the age group a mail names into a term's own name: "12-18 jaar".
func withAge(t Term, near string) string {
	if t.AgeGroup == "" {
		return t.Name
	}
	if m := reAgeGroup.FindStringSubmatch(near); m != nil {
		a, b := number(m[1]), number(m[2])
		if a < b && b <= 25 && b >= 3 {
			return strings.Replace(t.Name, t.AgeGroup, m[1]+"-"+m[2], 1)
		}
	}
	return t.Name
}

// countBefore reads the number before a product: "2x de handleiding", "15 werkboeken",
// "een stuk of 20"; 0 when none stands there.
func (l *letter) countBefore(p *page, m mention) int {
	s := p.sents[m.sent]
	for i := m.first - 1; i >= s.first && i >= m.first-7; i-- {
		w := p.words[i].s
		if crossesProduct(p, i, m.first) {
			break
		}
		if n := countWord(p, i); n > 0 {
			return n
		}
		if countStops[w] {
			break
		}
	}
	return 0
}

// crossesProduct says whether a comma or a word for another thing stands between.
func crossesProduct(p *page, i, to int) bool {
	between := p.flat[p.words[i].end:p.words[to].start]
	return strings.ContainsAny(between, ";:\t") || strings.Contains(between, ", ") || strings.Contains(between, " en ") && numberWord(p.words[i].s) == 0
}

var countStops = set(`ik wij we je u jullie mijn ons onze in op per voor van euro groep klas dat die bestel bestellen`)

// countWord reads word i as a count; ages, prices, dates and years are none.
func countWord(p *page, i int) int {
	w := p.words[i].s
	if w == "een" || w == "beide" {
		if w == "een" && !strings.ContainsAny(p.flat[p.words[i].start:p.words[i].end], "éÉ") && w == "een" {
			// "een handleiding" is one; an adjective may follow.
			return 1
		}
		return numberWords[w]
	}
	if n, ok := numberWords[w]; ok {
		return n
	}
	n := 0
	digits := strings.TrimSuffix(strings.TrimSuffix(w, "x"), "st")
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
		if n > 100000 {
			return 0
		}
	}
	if digits == "" || n == 0 {
		return 0
	}
	before := strings.TrimRight(p.flat[max(0, p.words[i].start-3):p.words[i].start], " ")
	after := fold(p.flat[p.words[i].end:min(len(p.flat), p.words[i].end+6)])
	if strings.HasSuffix(before, "€") || strings.HasPrefix(after, ",") && len(after) > 1 && after[1] >= '0' && after[1] <= '9' || strings.HasPrefix(after, "-") || strings.HasSuffix(before, "-") && p.words[i].start > 0 && p.flat[p.words[i].start-1] == '-' {
		return 0
	}
	if strings.HasPrefix(after, " jaar") || strings.HasPrefix(after, " jr") || strings.HasPrefix(after, "/") || strings.HasPrefix(after, " juni") || strings.HasPrefix(after, " euro") || n >= 1990 && n <= 2100 {
		return 0
	}
	if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
		return 0
	}
	return n
}

// countAfter reads a number behind a product: "handleidingen (2x)", "flyers, een stuk of 20",
// "handleiding: 3 stuks".
func (l *letter) countAfter(p *page, m mention, next int) int {
	rest := p.flat[p.words[m.last-1].end:min(next, p.sents[m.sent].end)]
	if g := reCountAfter.FindStringSubmatch(clip(rest, 60)); g != nil {
		for _, s := range g[1:] {
			if s != "" {
				return numberWord(s)
			}
		}
	}
	return 0
}

var reCountAfter = expression(`(?i)^[^.;]{0,34}?(?:\(\s*(\d{1,4}|een|één|twee|drie|vier|vijf|zes|acht|tien)\s*(?:x|stuks?|ex\.?|exemplaren)?\s*\)|een stuk of (\d{1,4}|\p{L}+)|:\s*(\d{1,4})\s*(?:x|stuks?|ex\b|$|,)|,?\s(\d{1,4}|één|twee|drie|vier|vijf|zes|acht|tien)\s*(?:x|stuks?|ex\.|exemplaren)(?:\W|$)|\b[x×]\s?(\d{1,3})\b)`)

// rePutOff recognises sentences in which something is not ordered now.
var rePutOff = expression(`(?i)\b(?:nog (?:maar )?even (?:mee|wachten|niet)|wacht(?:en)? (?:daar )?nog|nog niet (?:bestellen|nodig)|later (?:bestellen|nog)|doe ik als|als ik (?:weer )?lid ben|nog geen bestelling|hoef(?:t|ven)? (?:ik |we |wij )?(?:geen|niet)|niet nodig|in plaats van|oude exemplaar|bij de (?:handleiding|prijs) in|los bestellen|apart bestellen|hadden (?:we|wij) al|heb ik al|hebben we al|eerder (?:al )?(?:besteld|ontvangen))\b`)

// items lists what is ordered, in the order of the mail, each product once.
func (l *letter) items() []item {
	var out []item
	add := func(x item) {
		for i := range out {
			if out[i].product == x.product {
				if out[i].quantity == 0 {
					out[i].quantity = x.quantity
				}
				return
			}
		}
		out = append(out, x)
	}
	for _, row := range l.tableItems() {
		add(row)
	}
	if len(out) > 0 {
		return out
	}
	l.itemsIn(l.body, add)
	if len(out) == 0 || len(out) == 1 && out[0].quantity == 0 {
		l.itemsIn(l.subject, add)
	}
	if len(out) == 0 && l.oldKind != kindNew {
		l.itemsIn(l.old, add)
	}
	if l.oldKind == kindQuoted && len(out) == 1 && out[0].quantity == 0 && reLooseCount.FindString(l.body.flat) == "" {
		// The number stood in the mail that this one answers.
		l.itemsIn(l.old, func(x item) {
			if x.product == out[0].product && out[0].quantity == 0 {
				out[0].quantity = x.quantity
			}
		})
	}
	for i := range out {
		if out[i].quantity == 0 {
			out[i].quantity = l.looseQuantity(len(out))
		}
	}
	return out
}

func (l *letter) itemsIn(p *page, add func(item)) {
	all := l.productMentions(p)
	for k, m := range all {
		s := p.sents[m.sent]
		sentence := p.flat[s.start:s.end]
		n := l.countBefore(p, m)
		next := s.end
		if k+1 < len(all) && all[k+1].sent == m.sent {
			next = p.words[all[k+1].first].start
		}
		if n <= 1 {
			if after := l.countAfter(p, m, next); after > 0 {
				n = after
			}
		}
		if p == l.body && len(all) > 1 {
			if rePutOff.MatchString(sentence) || s.question && n == 0 && !l.orders(p, m.sent) && k > 0 {
				continue
			}
			// Named in passing: without a number, not in a list and not where something is ordered.
			if n == 0 && k > 0 && !l.orders(p, m.sent) && !s.bullet {
				continue
			}
		}
		t := l.r.products.list[m.term]
		near := p.flat[p.words[m.first].start:min(s.end, p.words[m.last-1].end+40)]
		x := item{n, withAge(t, near), t.Handbook, p.words[m.first].start, p.words[m.last-1].end}
		if p != l.body {
			x.start, x.end = 0, 0
		}
		add(x)
	}
}

// orders says whether in a sentence something is ordered.
func (l *letter) orders(p *page, sent int) bool {
	return p.has(sent, "bestel*", "graag", "toesturen", "opsturen", "ontvangen", "stuur", "sturen", "nodig", "toezenden", "exemplaar", "exemplaren", "plus", "ook", "leveren", "willen")
}

var reLooseCount = expression(`(?i)\b(?:aantal\s*:?\s*(\d{1,4})|(\d{1,3})\s*(?:x|×)\s|(\d{1,3}|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\s+(?:exemplaren|stuks|ex\.)|voor (?:ons )?(beiden|allebei)|\b(?:er toch|toch|maak er|doe er|liever|er)\s+(?:maar |toch |nog )?(\d{1,3}|twee|drie|vier|vijf|zes|acht|tien)\s+(?:in plaats|i\.p\.v\.|van|nodig|stuks|bij)|\b(?:er|ervan|graag|nog) (\d{1,3}|twee|drie|vier|vijf|zes|acht|tien)\s+(?:\p{L}+\s+){0,2}(?:na|bij)?bestellen|(twee|drie|vier|vijf|zes) keer)`)

// looseQuantity is the count that stands apart from the only product; one otherwise.
func (l *letter) looseQuantity(products int) int {
	if products == 1 {
		if m := reLooseCount.FindStringSubmatch(l.body.flat); m != nil {
			for _, s := range m[1:] {
				if n := numberWord(s); n > 0 {
					return n
				}
				if s == "beiden" || s == "allebei" {
					return 2
				}
			}
		}
	}
	return 1
}

// tableItems reads the products of an order form.
func (l *letter) tableItems() []item {
	var out []item
	for _, r := range l.table {
		switch r.key {
		case "product":
			p := newPage(r.value)
			if all := l.r.products.in(p); len(all) > 0 {
				t := l.r.products.list[all[0].term]
				out = append(out, item{l.countBefore(p, all[0]), withAge(t, r.value), t.Handbook, r.start, r.end})
			}
		case "quantity":
			if len(out) > 0 && out[len(out)-1].quantity == 0 {
				out[len(out)-1].quantity = numberWord(firstWord(r.value))
			}
		}
	}
	if len(out) == 1 && out[0].quantity == 0 {
		if v, _ := l.tableValue("quantity"); v != "" {
			out[0].quantity = numberWord(firstWord(v))
		}
	}
	text := l.m.HTMLText
	if !strings.Contains(text, "\t") {
		text = l.body.flat
	}
	if len(out) == 0 {
		for _, r := range grid(text) {
			p := newPage(r["product"])
			if all := l.r.products.in(p); len(all) > 0 {
				t := l.r.products.list[all[0].term]
				out = append(out, item{numberWord(firstWord(r["quantity"])), withAge(t, r["product"]), t.Handbook, 0, 0})
			}
		}
	}
	for i := range out {
		if out[i].quantity == 0 {
			out[i].quantity = 1
		}
	}
	return out
}

func firstWord(s string) string {
	if f := strings.Fields(s); len(f) > 0 {
		return f[0]
	}
	return ""
}

// orderKind tells an order of the handbook from one of other materials.
func (l *letter) orderKind() string {
	for _, x := range l.items() {
		if x.handbook {
			return OrderHandbook
		}
	}
	return OrderMaterial
}
