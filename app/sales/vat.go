package sales

import (
	"slices"

	"kiesvoorhetkind.nl/kantoor/data"
)

// The codes of the rates.
const (
	HighVAT   = "high"
	LowVAT    = "low"
	ExemptVAT = "exempt"
)

var vatOrder = []string{HighVAT, LowVAT, ExemptVAT}

// Split parts an amount that includes VAT at a percentage: the VAT is
// gross·r/(100+r), rounded half away from zero so that a credit note is exactly
// the minus of its invoice, and net is the rest. 114.95 at 9% is 105.46 and 9.49.
func Split(gross data.Cents, percent int64) (net, vat data.Cents) {
	size, sign := int64(gross), int64(1)
	if size < 0 {
		size, sign = -size, -1
	}
	whole := 100 + percent
	vat = data.Cents(sign * ((2*size*percent + whole) / (2 * whole)))
	return gross - vat, vat
}

// Rated is an amount including VAT with the rate that holds for it.
type Rated struct {
	Code    string
	Percent int64
	Text    string // why it is exempt
	Cents   data.Cents
}

// PerRate adds amounts up per rate and works the VAT of each rate out once,
// from its total. High comes first, exempt last.
func PerRate(amounts []Rated) []data.InvoiceVAT {
	type rate struct {
		code    string
		percent int64
	}
	gross := map[rate]data.Cents{}
	var out []data.InvoiceVAT
	for _, a := range amounts {
		r := rate{a.Code, a.Percent}
		if _, seen := gross[r]; !seen {
			out = append(out, data.InvoiceVAT{VATCode: a.Code, Percent: a.Percent, Text: a.Text})
		}
		gross[r] += a.Cents
	}
	for i := range out {
		v := &out[i]
		v.NetCents, v.VATCents = Split(gross[rate{v.VATCode, v.Percent}], v.Percent)
	}
	slices.SortStableFunc(out, func(a, b data.InvoiceVAT) int {
		if a.VATCode != b.VATCode {
			return slices.Index(vatOrder, a.VATCode) - slices.Index(vatOrder, b.VATCode)
		}
		return int(b.Percent - a.Percent)
	})
	return out
}

// unitNet is the price of one without VAT in ten-thousandths of a euro, as an
// invoice must state it (Wet OB 1968 art. 35a).
func unitNet(unit data.Cents, percent int64) int64 {
	net, _ := Split(unit*100, percent)
	return int64(net)
}
