package intake

import (
	"fmt"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

// fields reads what a mail says; a field that is missing or of another kind is empty.
type fields map[string]any

func (f fields) text(key string) string {
	switch v := f[key].(type) {
	case string:
		return strings.TrimSpace(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		return strings.Join(v, ", ")
	}
	return ""
}

func (f fields) number(key string) int {
	switch v := f[key].(type) {
	case int:
		return v
	case float64:
		return int(v)
	}
	return 0
}

func (f fields) day(key string) data.Day {
	d, err := data.ParseDay(f.text(key))
	if err != nil {
		return ""
	}
	return d
}

func (f fields) yes(key string) bool {
	b, ok := f[key].(bool)
	return ok && b
}

func (f fields) group(key string) fields {
	m, _ := f[key].(map[string]any) // absent is an empty group
	return m
}

func (f fields) groups(key string) []fields {
	var out []fields
	switch v := f[key].(type) {
	case []map[string]any:
		for _, m := range v {
			out = append(out, m)
		}
	case []any:
		for _, x := range v {
			if m, ok := x.(map[string]any); ok {
				out = append(out, m)
			}
		}
	}
	return out
}

// items are the order's lines as the mail names them, looked up among what the
// office sells; what it does not sell is given back as text.
func (f fields) items(products []data.Product) (items []sales.Item, unknown []string) {
	lines := f.groups("items")
	if len(lines) == 0 {
		lines = []fields{f}
	}
	for _, l := range lines {
		name, n := l.text("product"), max(l.number("quantity"), 1)
		p, ok := productFor(products, name)
		if !ok {
			unknown = append(unknown, fmt.Sprintf("%d × %s", n, name))
			continue
		}
		items = append(items, sales.Item{Product: p.Code, Quantity: int64(n)})
	}
	return items, unknown
}

// productFor finds the product whose name shares the most words with what a mail
// calls it; none when no telling word is shared or two share as many.
func productFor(products []data.Product, name string) (data.Product, bool) {
	var best data.Product
	top, tied := 0, false
	for _, p := range products {
		if p.Ended {
			continue
		}
		n := 0
		for w := range wordSet(name) {
			if wordSet(p.Name)[w] {
				n++
			}
		}
		switch {
		case n > top:
			best, top, tied = p, n, false
		case n == top:
			tied = true
		}
	}
	return best, top > 0 && !tied
}

// wordSet are the telling words of a name.
func wordSet(name string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(data.Fold(name), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-') }) {
		switch w {
		case "kies", "de", "het", "een", "voor", "van", "-", "":
			continue
		}
		out[w] = true
	}
	return out
}
