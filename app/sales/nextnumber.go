package sales

import (
	"context"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/data"
)

// NextInvoice is the number that the next invoice gets when it is made final now. Another may take it first.
func (s *Sales) NextInvoice(ctx context.Context) (string, error) {
	var number string
	err := s.read(ctx, func(tx *data.Tx) error {
		year := string(tx.Today()[:4])
		last, err := tx.LastNumber(invoiceSeries(year))
		number = fmt.Sprintf("%s-%04d", year, last+1)
		return err
	})
	return number, err
}
