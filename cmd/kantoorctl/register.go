package main

import (
	"flag"
	"fmt"
	"strings"

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

// found is how many people one search answers.
const found = 1000

func registerFind(c *call) error {
	if len(c.args) == 0 {
		return errUsage
	}
	rows, err := c.office.Register.Find(c.ctx, strings.Join(c.args, " "), found)
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Roles = append([]string{}, r.Roles...) // none is an empty list, not null
		if err := c.print(r, joined(r.Name, r.Organisation, r.Town, r.Email)); err != nil {
			return err
		}
	}
	return nil
}

func joined(texts ...string) string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, ", ")
}
