// Package enrolment is where a place in a training and its invoice meet: making
// invoices of enrolments, and cancelling or moving an enrolment, or a whole cohort,
// with what that does to the invoices. Before anything happens it says what will;
// what it does is one change, and only drafts are made, so that it can be undone.
//
// Who has a seat is training's, what stands on an invoice and giving it a number
// is sales's; this package stands above both.
package enrolment

import (
	"context"
	"errors"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Desk does the work.
type Desk struct {
	// Who names the person at the desk, for the history.
	Who func() string
	// Calendar says which days the office works.
	Calendar workday.Calendar

	store *data.Store
}

// New makes the job on a store.
func New(store *data.Store) *Desk { return &Desk{Who: func() string { return "" }, store: store} }

func (d *Desk) do(ctx context.Context, title string, f func(tx *data.Tx) error) (int64, error) {
	return d.store.Do(ctx, data.Change{Who: d.Who(), Title: title}, f)
}

// Terms are the office's terms of cancelling and of the waiting list. None of them
// are published rules: they are a proposal, and whoever does it decides.
type Terms struct {
	FreeDays  int // working days before the first day until which cancelling is free of charge
	Percent   int // of the price that is due after that
	OfferDays int // working days in which an offered seat is to be answered
}

var usualTerms = Terms{FreeDays: 10, Percent: 100, OfferDays: 5}

var termSettings = []struct {
	name string
	of   func(*Terms) *int
	most int
}{
	{"training.cancel_free_days", func(t *Terms) *int { return &t.FreeDays }, 250},
	{"training.cancel_percent", func(t *Terms) *int { return &t.Percent }, 100},
	{"training.offer_days", func(t *Terms) *int { return &t.OfferDays }, 250},
}

// readTerms gives the terms that hold today.
func readTerms(tx *data.Tx) (Terms, error) {
	t := usualTerms
	for _, s := range termSettings {
		v, err := tx.Setting(s.name, tx.Today())
		if errors.Is(err, data.ErrNotFound) {
			continue
		}
		if err != nil {
			return t, err
		}
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > s.most {
			return t, data.Explain("Een van de termijnen voor trainingen is geen bruikbaar getal. Verbeter die bij Instellingen.", errors.Join(errors.New("setting "+s.name), err))
		}
		*s.of(&t) = n
	}
	return t, nil
}

// Terms gives the terms that hold today.
func (d *Desk) Terms(ctx context.Context) (Terms, error) {
	var out Terms
	err := d.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = readTerms(tx)
		return err
	})
	return out, err
}

// SaveTerms sets them from today on. It gives the change for undoing it.
func (d *Desk) SaveTerms(ctx context.Context, t Terms) (int64, error) {
	for _, s := range termSettings {
		if n := *s.of(&t); n < 0 || n > s.most {
			return 0, data.Refuse("Vul voor elke termijn een heel getal in: dagen tot 250, een percentage tot 100. Er is niets opgeslagen.")
		}
	}
	return d.do(ctx, "Termijnen van trainingen gewijzigd", func(tx *data.Tx) error {
		now, err := readTerms(tx)
		if err != nil {
			return err
		}
		for _, s := range termSettings {
			if *s.of(&now) == *s.of(&t) {
				continue
			}
			if err := tx.SaveSetting(s.name, tx.Today(), strconv.Itoa(*s.of(&t))); err != nil {
				return err
			}
		}
		return nil
	})
}
