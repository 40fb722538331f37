package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"kiesvoorhetkind.nl/kantoor/data"
)

type orderObject struct {
	Order      string     `json:"order"`
	Invoice    string     `json:"invoice"`
	TotalCents data.Cents `json:"total_cents"`
	Known      bool       `json:"known"`
}

type invoiceObject struct {
	Number      string     `json:"number"`
	AmountCents data.Cents `json:"amount_cents"`
	OpenCents   data.Cents `json:"open_cents"`
	State       string     `json:"state"`
	Known       bool       `json:"known"`
}

type filesObject struct {
	Number string   `json:"number"`
	Files  []string `json:"files"`
}

func orderImport(f *flag.FlagSet) func(*call) error {
	invoice := f.Bool("invoice", false, "maak meteen de factuur")
	return func(c *call) error {
		return c.withFile(func(in *os.File) error {
			o, err := c.office.Sales.ImportOrder(c.ctx, in, *invoice)
			if err != nil {
				return err
			}
			return c.print(orderObject{o.Order, o.Invoice, o.TotalCents, o.Known}, fmt.Sprintf("Bestelling %s %s", o.Order, o.Invoice))
		})
	}
}

func invoiceImport(f *flag.FlagSet) func(*call) error {
	paid := f.Bool("paid", false, "boek ook wat volgens de lijst al is betaald; zonder dit doen de bankafschriften dat")
	return func(c *call) error {
		return c.withFile(func(in *os.File) error {
			all, err := c.office.Sales.ImportInvoices(c.ctx, in, *paid)
			if err != nil {
				return err
			}
			for _, i := range all {
				if err := c.print(invoiceObject{i.Number, i.AmountCents, i.OpenCents, i.State, i.Known}, fmt.Sprintf("%s %s", i.Number, i.State)); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func invoiceExport(f *flag.FlagSet) func(*call) error {
	pdf := f.String("pdf", "", "bestand voor de PDF")
	return func(c *call) error {
		number, err := c.one()
		if err != nil {
			return err
		}
		if *pdf == "" {
			return errUsage
		}
		e, err := c.office.Sales.Export(c.ctx, number, *pdf)
		if err != nil {
			return err
		}
		return c.print(filesObject{e.Number, e.Files}, "Geschreven: "+*pdf)
	}
}

func (c *call) withFile(f func(*os.File) error) (err error) {
	name, err := c.one()
	if err != nil {
		return err
	}
	in, err := os.Open(name)
	if err != nil {
		return data.Explain("Het bestand %s kan niet worden geopend. Er is niets ingelezen.", err, name)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	return f(in)
}
