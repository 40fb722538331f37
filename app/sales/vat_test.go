package sales

import (
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
)

func TestSplitRoundsOnce(t *testing.T) {
	for _, c := range []struct {
		gross   data.Cents
		percent int64
		net     data.Cents
		vat     data.Cents
	}{
		{11495, 9, 10546, 949},
		{3 * 11495, 9, 31638, 2847},
		{4 * 11495, 9, 42183, 3797},
		{7 * 11495, 9, 73821, 6644},
		{-11495, 9, -10546, -949},
		{12100, 21, 10000, 2100},
		{89500, 0, 89500, 0},
		{1, 21, 1, 0},
		{3, 21, 2, 1},
		{0, 9, 0, 0},
	} {
		if net, vat := Split(c.gross, c.percent); net != c.net || vat != c.vat {
			t.Errorf("%d at %d%%: %d + %d, want %d + %d", c.gross, c.percent, net, vat, c.net, c.vat)
		}
	}
}

func TestUnitPriceWithoutVAT(t *testing.T) {
	if got := unitNet(11495, 9); got != 1054587 {
		t.Errorf("unit price %d, want 105.4587", got)
	}
}

func genLines(t *rapid.T) []Rated {
	percents := map[string][]int64{HighVAT: {21, 19}, LowVAT: {9, 6}, ExemptVAT: {0}}
	var out []Rated
	for range rapid.IntRange(1, 30).Draw(t, "lines") {
		code := rapid.SampledFrom(vatOrder).Draw(t, "code")
		unit := rapid.Int64Range(0, int64(maxPrice)).Draw(t, "unit")
		quantity := rapid.Int64Range(1, maxQuantity).Draw(t, "quantity")
		out = append(out, Rated{Code: code, Percent: rapid.SampledFrom(percents[code]).Draw(t, "percent"), Cents: data.Cents(unit * quantity)})
	}
	return out
}

func TestVATOfAnyInvoice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := genLines(t)
		type rate struct {
			code    string
			percent int64
		}
		gross := map[rate]data.Cents{}
		minus := make([]Rated, len(lines))
		for i, l := range lines {
			gross[rate{l.Code, l.Percent}] += l.Cents
			minus[i] = l
			minus[i].Cents = -l.Cents
		}
		per, back := PerRate(lines), PerRate(minus)
		if len(per) != len(gross) {
			t.Fatalf("%d rates, want %d", len(per), len(gross))
		}
		for i, v := range per {
			g := gross[rate{v.VATCode, v.Percent}]
			if v.NetCents+v.VATCents != g {
				t.Errorf("%d%%: %d + %d is not %d", v.Percent, v.NetCents, v.VATCents, g)
			}
			if v.NetCents < 0 || v.VATCents < 0 {
				t.Errorf("%d%%: negative %d %d", v.Percent, v.NetCents, v.VATCents)
			}
			// Right to half a cent: |vat·(100+r) − gross·r| ≤ (100+r)/2.
			if off := 2 * (int64(v.VATCents)*(100+v.Percent) - int64(g)*v.Percent); off > 100+v.Percent || off < -(100+v.Percent) {
				t.Errorf("%d at %d%%: VAT %d is more than half a cent off", g, v.Percent, v.VATCents)
			}
			if back[i].NetCents != -v.NetCents || back[i].VATCents != -v.VATCents {
				t.Errorf("credit %+v is not the minus of %+v", back[i], v)
			}
		}
	})
}

func TestVATDoesNotDependOnHowLinesAreParted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := genLines(t)
		var parted []Rated
		for _, l := range lines {
			a := data.Cents(rapid.Int64Range(0, int64(l.Cents)).Draw(t, "part"))
			one, other := l, l
			one.Cents, other.Cents = a, l.Cents-a
			parted = append(parted, one, other)
		}
		whole, parts := PerRate(lines), PerRate(parted)
		if len(whole) != len(parts) {
			t.Fatalf("%d rates became %d", len(whole), len(parts))
		}
		for i := range whole {
			if whole[i] != parts[i] {
				t.Errorf("%+v became %+v", whole[i], parts[i])
			}
		}
	})
}
