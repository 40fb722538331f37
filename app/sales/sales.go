// Package sales is what the office sells: products with their prices and VAT,
// orders from a mail, a web shop or the telephone, the invoices and credit notes
// made of them, what was paid on those, and the parcels that leave.
//
// Rules that live here: VAT is worked out per rate from the price that includes
// it; a number comes from one unbroken series per year and is given in the
// transaction that makes the invoice final; after that the invoice is read-only
// and is corrected by a credit note. How pages look is left to document, who is
// a member to register, and matching a bank's statement to a job of its own.
package sales

import (
	"context"
	"sync"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Sales does the office's selling. Its methods may be called from several goroutines.
type Sales struct {
	// Who names the person at the desk in the history; may be nil.
	Who func() string

	store    *data.Store
	mu       sync.Mutex
	prepared bool
}

// New makes the job for a store.
func New(store *data.Store) *Sales { return &Sales{store: store} }

func (s *Sales) change(title string) data.Change {
	c := data.Change{Title: title}
	if s.Who != nil {
		c.Who = s.Who()
	}
	return c
}

// Prepare puts the products and VAT rates that are missing in place. Every
// method that needs them does this first by itself.
func (s *Sales) Prepare(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.prepared {
		return nil
	}
	err := s.store.Write(ctx, s.change("Artikelen en btw-tarieven klaargezet"), func(tx *data.Tx) error {
		if err := EnsureVATRates(tx); err != nil {
			return err
		}
		return EnsureProducts(tx)
	})
	s.prepared = err == nil
	return err
}

// write prepares and then runs one change.
func (s *Sales) write(ctx context.Context, title string, f func(*data.Tx) error) (int64, error) {
	if err := s.Prepare(ctx); err != nil {
		return 0, err
	}
	return s.store.Do(ctx, s.change(title), f)
}

// writeNumbered is write for what gives a number.
func (s *Sales) writeNumbered(ctx context.Context, title string, f func(*data.Tx) error) (int64, error) {
	return s.write(ctx, title, func(tx *data.Tx) error {
		if err := tx.QueueForNumbers(); err != nil {
			return err
		}
		return f(tx)
	})
}

func (s *Sales) read(ctx context.Context, f func(*data.Tx) error) error {
	if err := s.Prepare(ctx); err != nil {
		return err
	}
	return s.store.Read(ctx, f)
}
