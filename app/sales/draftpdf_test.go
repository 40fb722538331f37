package sales

import (
	"errors"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// What is looked at beforehand is what is made final after, but for the number; and looking gives none.
func TestDraftIsShownAsItWillBe(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		id, _, err := d.DraftFromOrder(t.Context(), d.order(order(4)).ID)
		if err != nil {
			t.Fatal(err)
		}
		same := func(id int64) {
			t.Helper()
			shown, err := d.DraftPDF(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			issued, err := d.Finalise(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			kept, err := d.InvoicePDF(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			before, after := textOf(t, shown), textOf(t, kept.Bytes)
			if !strings.Contains(before, "concept") || before != strings.ReplaceAll(after, issued.Number, "concept") {
				t.Errorf("shown %q, made %q", before, after)
			}
			if _, err := d.DraftPDF(t.Context(), id); !errors.Is(err, data.ErrFinal) {
				t.Errorf("drawn as a draft when final: %v", err)
			}
		}
		same(id)
		credit, _, err := d.DraftCredit(t.Context(), id, "Beschadigd.")
		if err != nil {
			t.Fatal(err)
		}
		same(credit)
		if i := d.page(credit); i.Number != "2026-0002" {
			t.Errorf("looking took a number: %s", i.Number)
		}
	})
}
