package main

import (
	"fmt"

	"kiesvoorhetkind.nl/kantoor/app/draft"
)

// drafts lists the forms that a login typed in and did not save; what was typed is
// hers and not told.
func drafts(c *call) error {
	who, err := c.one()
	if err != nil {
		return err
	}
	list, err := draft.New(c.office.Store, func() string { return who }).List(c.ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 && !c.json {
		return c.print(nil, "Alles is opgeslagen.")
	}
	for _, d := range list {
		line := map[string]any{"screen": d.Screen, "form": d.Form, "key": d.Key, "fields": len(d.Texts), "at": d.At}
		if err := c.print(line, fmt.Sprintf("%s: %s (%d velden ingevuld)", d.Screen, d.Form, len(d.Texts))); err != nil {
			return err
		}
	}
	return nil
}
