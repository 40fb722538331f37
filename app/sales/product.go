package sales

import (
	"context"
	"errors"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Handbook is the code of the handbook KIES coach 7-12.
const Handbook = "handbook-7-12"

// handbookAge is the age group of the certificate that the handbook is meant for.
const handbookAge = "7-12"

// forCoaches says whether a product is meant for certified coaches (FAQ: "Je
// kunt als KIES coach de handleiding bestellen").
func forCoaches(code string) bool { return code == Handbook }

// startingProducts are what the office sells (FAQ, G). Only the price of the
// handbook is published; what is said to be a free download costs nothing, and
// the others wait for the office to set a price.
var startingProducts = []data.Product{
	{Code: Handbook, Name: "Handleiding KIES coach 7-12 jaar", Form: "paper", PriceCents: 11495, VATCode: LowVAT},
	{Code: "workbook-kies-voor-mij", Name: "Werkboek 'KIES voor mij!'", Form: "paper", PriceCents: data.NoPrice, VATCode: LowVAT},
	{Code: "book-dino-dekbedden", Name: "Boek 'Twee dino dekbedden'", Form: "paper", PriceCents: data.NoPrice, VATCode: LowVAT},
	{Code: "poster", Name: "Poster KIES", Form: "digital", PriceCents: data.NoPrice, VATCode: HighVAT},
	{Code: "card", Name: "Kaart KIES", Form: "digital", PriceCents: data.NoPrice, VATCode: HighVAT},
	{Code: "flyer", Name: "Flyer KIES", Form: "digital", PriceCents: data.NoPrice, VATCode: HighVAT},
	{Code: "folder-municipalities", Name: "Folder voor gemeenten", Form: "digital", PriceCents: 0, VATCode: HighVAT},
	{Code: "ouder-kompas", Name: "KIES Ouder Kompas", Form: "digital", PriceCents: data.NoPrice, VATCode: LowVAT},
	{Code: "kov-scholenplan", Name: "KIES KOV & Scholenplan", Form: "digital", PriceCents: data.NoPrice, VATCode: LowVAT},
	{Code: "kindplan", Name: "KIES Kindplan", Form: "digital", PriceCents: 0, VATCode: LowVAT},
}

// EnsureProducts adds the products that are not there; those that are stay as
// the office made them.
func EnsureProducts(tx *data.Tx) error {
	for _, p := range startingProducts {
		_, err := tx.ProductByCode(p.Code)
		if err == nil {
			continue
		}
		if !errors.Is(err, data.ErrNotFound) {
			return err
		}
		if err := tx.SaveProduct(&p); err != nil {
			return err
		}
	}
	return nil
}

// ExemptText is what an invoice says about training by a CRKBO-registered institute.
const ExemptText = "Vrijgesteld van btw: art. 11 lid 1 onderdeel o Wet OB 1968."

// startingRates are the Dutch rates with the day from which each holds (books
// stay at the low rate in 2026).
var startingRates = []data.VATRate{
	{Code: HighVAT, Since: "2012-10-01", Percent: 21},
	{Code: LowVAT, Since: "2001-01-01", Percent: 6},
	{Code: LowVAT, Since: "2019-01-01", Percent: 9},
	{Code: ExemptVAT, Since: "2001-01-01", Percent: 0, Text: ExemptText},
}

// EnsureVATRates adds the codes that have no rate at all.
func EnsureVATRates(tx *data.Tx) error {
	known, err := tx.VATRates()
	if err != nil {
		return err
	}
	for _, r := range startingRates {
		if slices.ContainsFunc(known, func(k data.VATRate) bool { return k.Code == r.Code }) {
			continue
		}
		if err := tx.SaveVATRate(&r); err != nil {
			return err
		}
	}
	return nil
}

// maxPrice is above every price that is no slip of the keyboard: EUR 100,000.
const maxPrice data.Cents = 100_000_00

// Products gives what the office sells, in the order of the list, those no longer sold last.
func (s *Sales) Products(ctx context.Context) ([]data.Product, error) {
	var out []data.Product
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		out, err = tx.Products()
		return err
	})
	return out, err
}

// SaveProduct adds or changes a product. It gives the change for undoing it.
// Orders and invoices that are there keep the price they were made with.
func (s *Sales) SaveProduct(ctx context.Context, p *data.Product) (int64, error) {
	p.Code, p.Name = strings.ToLower(tidy(p.Code)), tidy(p.Name)
	switch {
	case p.Code == "" || len(p.Code) > 60 || strings.ContainsAny(p.Code, " /\\"):
		return 0, data.Refuse("Geef het artikel een code van hooguit 60 tekens zonder spaties. Er is niets opgeslagen.")
	case p.Name == "" || len([]rune(p.Name)) > 120:
		return 0, data.Refuse("Geef het artikel een naam van hooguit 120 tekens. Er is niets opgeslagen.")
	case p.Form != "paper" && p.Form != "digital":
		return 0, data.Refuse("Kies of het artikel op papier of digitaal is. Er is niets opgeslagen.")
	case p.PriceCents < data.NoPrice || p.PriceCents > maxPrice:
		return 0, data.Refuse("De prijs moet tussen € 0,00 en € 100.000,00 liggen. Er is niets opgeslagen.")
	}
	return s.write(ctx, "Artikel gewijzigd", func(tx *data.Tx) error {
		if _, err := tx.VATRateOn(p.VATCode, tx.Today()); err != nil {
			if errors.Is(err, data.ErrNotFound) {
				return data.Refuse("Kies een btw-tarief voor dit artikel. Er is niets opgeslagen.")
			}
			return err
		}
		err := tx.SaveProduct(p)
		if errors.Is(err, data.ErrDouble) {
			return data.Explain("Er is al een artikel met de code %s. Er is niets opgeslagen.", err, p.Code)
		}
		return err
	})
}

// VATRates gives every rate there was and will be, by code and day.
func (s *Sales) VATRates(ctx context.Context) ([]data.VATRate, error) {
	var out []data.VATRate
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		out, err = tx.VATRates()
		return err
	})
	return out, err
}

// SaveVATRate adds a rate that holds from a day on, or changes one. It gives the
// change for undoing it. Final invoices keep the rate they were made with.
func (s *Sales) SaveVATRate(ctx context.Context, r *data.VATRate) (int64, error) {
	r.Code, r.Text = tidy(r.Code), tidy(r.Text)
	_, err := data.ParseDay(string(r.Since))
	switch {
	case !slices.Contains(vatOrder, r.Code):
		return 0, data.Refuse("Kies hoog, laag of vrijgesteld. Er is niets opgeslagen.")
	case err != nil || r.Since == "":
		return 0, data.Explain("De dag waarop het tarief ingaat bestaat niet. Er is niets opgeslagen.", errors.Join(err, errors.New("vat rate: day")))
	case r.Percent < 0 || r.Percent > 100 || r.Code == ExemptVAT && r.Percent != 0:
		return 0, data.Refuse("Het percentage ligt tussen 0 en 100, en is 0 bij vrijgesteld. Er is niets opgeslagen.")
	case r.Code == ExemptVAT && r.Text == "":
		return 0, data.Refuse("Vul de tekst in die op de factuur moet staan. Er is niets opgeslagen.")
	}
	return s.write(ctx, "Btw-tarief gewijzigd", func(tx *data.Tx) error {
		err := tx.SaveVATRate(r)
		if errors.Is(err, data.ErrDouble) {
			return data.Explain("Er is al een tarief dat op die dag ingaat. Er is niets opgeslagen.", err)
		}
		return err
	})
}
