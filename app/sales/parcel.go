package sales

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Labels makes one PDF with an address label for each order, in the order of the ids.
func (s *Sales) Labels(ctx context.Context, orders []int64, on document.LabelSheet) ([]byte, error) {
	var pdf []byte
	err := s.read(ctx, func(tx *data.Tx) error {
		look, err := LookOf(tx)
		if err != nil {
			return err
		}
		var to []document.Address
		for _, id := range orders {
			o, err := tx.Order(id)
			if err != nil {
				return err
			}
			a, err := parcelAddress(o)
			if err != nil {
				return err
			}
			to = append(to, a)
		}
		if len(to) == 0 {
			return data.Refuse("Kies eerst een bestelling om een etiket van te maken.")
		}
		pdf, err = document.Label(to, on, look)
		return data.Explain("De etiketten konden niet worden gemaakt. Controleer de bezorgadressen.", err)
	})
	return pdf, err
}

// PackingSlip makes the PDF that goes into the parcel of an order. It holds only
// what is on paper: digital products go by mail.
func (s *Sales) PackingSlip(ctx context.Context, order int64) ([]byte, error) {
	var pdf []byte
	err := s.read(ctx, func(tx *data.Tx) error {
		page, err := orderPage(tx, order)
		if err != nil {
			return err
		}
		to, err := parcelAddress(page.Order)
		if err != nil {
			return err
		}
		look, err := LookOf(tx)
		if err != nil {
			return err
		}
		v := document.PackingValues{Number: page.Order.Number, Date: first(string(page.Order.SentOn), string(tx.Today())), To: to, Reference: page.Order.InvoiceReference}
		for i, l := range page.Lines {
			if page.Codes[i] != "" {
				p, err := tx.ProductByCode(page.Codes[i])
				if err != nil {
					return err
				}
				if p.Form == "digital" {
					continue
				}
			}
			v.Lines = append(v.Lines, document.PackingLine{Code: page.Codes[i], Text: l.Description, Quantity: l.Quantity})
		}
		if len(v.Lines) == 0 {
			return data.Refuse("Op deze bestelling staat niets dat ingepakt wordt: alles is digitaal.")
		}
		pdf, err = document.PackingSlip(v, look)
		return data.Explain("De pakbon kon niet worden gemaakt. Controleer de bestelling.", err)
	})
	return pdf, err
}

// parcelAddress is where the parcel of an order goes.
func parcelAddress(o data.Order) (document.Address, error) {
	a := document.Address{
		Organisation: o.DeliveryOrganisation, Name: o.DeliveryName, Street: spaced(o.Street, o.HouseNumber),
		Postcode: o.Postcode, Town: o.Town, Country: dutch.Country(o.Country),
	}
	if a.Organisation == "" && a.Name == "" {
		a.Organisation, a.Name = o.Organisation, o.Name
	}
	if a.Street == "" || a.Town == "" {
		return a, data.Refuse("Het bezorgadres van bestelling %s is niet compleet. Vul straat en plaats in.", o.Number)
	}
	return a, nil
}
