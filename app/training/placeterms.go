package training

import (
	"context"
	"errors"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/data"
)

// PlaceTerms are the office's terms of cancelling and of the waiting list. None of them
// are published rules: they are a proposal, and whoever does it decides.
type PlaceTerms struct {
	FreeDays  int // working days before the first day until which cancelling is free of charge
	Percent   int // of the price that is due after that
	OfferDays int // working days in which an offered seat is to be answered
}

var usualPlaceTerms = PlaceTerms{FreeDays: 10, Percent: 100, OfferDays: 5}

var placeSettings = []struct {
	name string
	of   func(*PlaceTerms) *int
	most int
}{
	{"training.cancel_free_days", func(t *PlaceTerms) *int { return &t.FreeDays }, 250},
	{"training.cancel_percent", func(t *PlaceTerms) *int { return &t.Percent }, 100},
	{"training.offer_days", func(t *PlaceTerms) *int { return &t.OfferDays }, 250},
}

// ReadPlaceTerms gives the terms that hold today.
func ReadPlaceTerms(tx *data.Tx) (PlaceTerms, error) {
	t := usualPlaceTerms
	for _, s := range placeSettings {
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

// PlaceTerms gives the terms that hold today.
func (t *Training) PlaceTerms(ctx context.Context) (PlaceTerms, error) {
	var out PlaceTerms
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = ReadPlaceTerms(tx)
		return err
	})
	return out, err
}

// SavePlaceTerms sets them from today on. It gives the change for undoing it.
func (t *Training) SavePlaceTerms(ctx context.Context, p PlaceTerms) (int64, error) {
	for _, s := range placeSettings {
		if n := *s.of(&p); n < 0 || n > s.most {
			return 0, data.Refuse("Vul voor elke termijn een heel getal in: dagen tot 250, een percentage tot 100. Er is niets opgeslagen.")
		}
	}
	return t.do(ctx, "Termijnen van trainingen gewijzigd", func(tx *data.Tx) error {
		now, err := ReadPlaceTerms(tx)
		if err != nil {
			return err
		}
		for _, s := range placeSettings {
			if *s.of(&now) == *s.of(&p) {
				continue
			}
			if err := tx.SaveSetting(s.name, tx.Today(), strconv.Itoa(*s.of(&p))); err != nil {
				return err
			}
		}
		return nil
	})
}
