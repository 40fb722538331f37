package dutch

import (
	"errors"
	"strconv"
	"strings"

	plain "kiesvoorhetkind.nl/kantoor/app/dutch"
)

// ErrMoney is the answer to a text that is no amount.
var ErrMoney = errors.New("geen bedrag: typ bijvoorbeeld 114,95")

// Money writes cents as "€ 1.234,50", with a minus before the figures when negative.
func Money(cents int64) string { return "€ " + Amount(cents) }

// Amount writes cents as "1.234,50".
func Amount(cents int64) string { return plain.Amount(cents) }

// Number writes a whole number with dots: 1.284.
func Number(n int) string {
	if n < 0 {
		return "-" + plain.Grouped(-uint64(n))
	}
	return plain.Grouped(uint64(n))
}

// Count writes a number with its noun: "1 deelnemer", "2 deelnemers".
func Count(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return Number(n) + " " + more
}

// ParseMoney reads an amount as people type it: 114,95, € 1.234,50, 1234.5, 12,-. It answers cents.
func ParseMoney(text string) (int64, error) {
	s := strings.NewReplacer("€", "", "eur", "", "EUR", "", " ", "", "\u00a0", "", "−", "-").Replace(text)
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	if s == "" || len(s) > 20 {
		return 0, ErrMoney
	}
	whole, part := s, ""
	if i := strings.LastIndexAny(s, ",."); i >= 0 {
		tail := s[i+1:]
		switch {
		case tail == "-" || tail == "--" || tail == "":
			whole = s[:i]
		case s[i] == ',' || len(tail) != 3:
			whole, part = s[:i], tail
		}
	}
	if strings.Contains(whole, ",") || len(part) > 2 {
		return 0, ErrMoney
	}
	if groups := strings.Split(whole, "."); len(groups) > 1 {
		for i, g := range groups {
			if len(g) > 3 || (i > 0 && len(g) != 3) || g == "" {
				return 0, ErrMoney
			}
		}
		whole = strings.Join(groups, "")
	}
	for len(part) < 2 {
		part += "0"
	}
	if whole == "" {
		whole = "0"
	}
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return 0, ErrMoney
		}
	}
	cents, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		return 0, ErrMoney
	}
	if negative {
		cents = -cents
	}
	return cents, nil
}
