package main

import (
	"flag"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/app/register"
)

func registerImport(f *flag.FlagSet) func(*call) error {
	sheet := f.String("sheet", "", "alleen dit werkblad")
	dry := f.Bool("dry-run", false, "zeg alleen wat er zou gebeuren")
	return func(c *call) error {
		file, err := c.one()
		if err != nil {
			return err
		}
		plan, err := c.office.Register.Preview(c.ctx, file, register.Options{Sheet: *sheet})
		if err != nil {
			return err
		}
		r := plan.Result
		if !*dry {
			if r, err = c.office.Register.Apply(c.ctx, plan); err != nil {
				return err
			}
		}
		if r.Skipped == nil {
			r.Skipped = []register.Skip{}
		}
		if r.Warnings == nil {
			r.Warnings = []register.Warning{}
		}
		return c.print(r, fmt.Sprintf("%d mensen gelezen: %d nieuw, %d gewijzigd, %d gelijk; %d dubbel; %d regels overgeslagen, %d twijfels",
			r.RowsRead, r.PeopleNew, r.PeopleChange, r.PeopleSame, r.Duplicates, len(r.Skipped), len(r.Warnings)))
	}
}
