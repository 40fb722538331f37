package main

import (
	"flag"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/app/demo"
)

// demoOffice fills an empty office with the demo office.
func demoOffice(f *flag.FlagSet) func(*call) error {
	people := f.Int("people", 0, "hoeveel mensen minstens")
	mails := f.Int("mails", 0, "hoeveel berichten minstens")
	return func(c *call) error {
		if len(c.args) > 0 || *people < 0 || *mails < 0 {
			return errUsage
		}
		tenths := 0
		progress := func(done, total int) {
			// A big office takes minutes; every tenth is said.
			if n := 10 * done / max(total, 1); n > tenths && n < 10 && total > 10_000 && !c.json {
				tenths = n
				fmt.Fprintf(c.out, "%d%% gevuld\n", 10*n)
			}
		}
		made, err := demo.Make(c.ctx, c.address, demo.Options{People: *people, Mails: *mails}, progress)
		if err != nil {
			return err
		}
		return c.print(made, fmt.Sprintf("Demokantoor gevuld: %d mensen, %d berichten, %d trainingsgroepen, %d facturen.", made.People, made.Mails, made.Cohorts, made.Invoices))
	}
}
