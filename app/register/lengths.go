package register

import (
	"context"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Lengths gives the lengths of memberships that hold today.
func (r *Register) Lengths(ctx context.Context) (Lengths, error) {
	var out Lengths
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		terms, err := ReadTerms(tx)
		out = terms.At(tx.Today())
		return err
	})
	return out, err
}

// SaveLengths sets the lengths that hold from today on. What happened before keeps the lengths of its own day. It gives
// the change for undoing it.
func (r *Register) SaveLengths(ctx context.Context, l Lengths) (int64, error) {
	for _, of := range termSettings {
		if n := *of(&l); n < 0 || n > maxLength {
			return 0, data.Refuse("Een lengte is een heel getal van 0 tot en met 1200. Er is niets opgeslagen.")
		}
	}
	return r.write(ctx, "Lengte van lidmaatschappen gewijzigd", func(tx *data.Tx) error {
		terms, err := ReadTerms(tx)
		if err != nil {
			return err
		}
		now := terms.At(tx.Today())
		for name, of := range termSettings {
			if *of(&now) == *of(&l) {
				continue
			}
			if err := tx.SaveSetting(name, tx.Today(), strconv.Itoa(*of(&l))); err != nil {
				return err
			}
		}
		return nil
	})
}
