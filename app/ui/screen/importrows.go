package screen

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// importViews are the rows of a list as the tables show them.
type importViews struct {
	choices []block.Choice
	rows    map[string][]block.Row // by what happens; "" is all
	columns []block.Row
}

// importRead is a list that was looked at.
type importRead struct {
	plan  *register.Plan
	views importViews
}

// readPlan asks what a list will do and writes it out for the tables, beside the window.
func readPlan(ctx context.Context, job lister, file string, chosen []register.ColumnChoice) (importRead, error) {
	plan, err := job.Preview(ctx, file, register.Options{Columns: chosen})
	if err != nil {
		return importRead{}, err
	}
	return importRead{plan, importView(plan)}, nil
}

// actions are what can happen to a row, in the order of the chips.
var actions = []struct {
	id, chip, word string
	tone           look.Tone
}{
	{register.ActionNew, words.Later("Nieuw"), words.Later("nieuw"), look.Green},
	{register.ActionChanged, words.Later("Gewijzigd"), words.Later("gewijzigd"), look.Blue},
	{register.ActionSame, words.Later("Gelijk"), words.Later("gelijk"), look.Grey},
	{register.ActionDouble, words.Later("Dubbel"), words.Later("dubbel"), look.Amber},
	{register.ActionSkipped, words.Later("Overgeslagen"), words.Later("overgeslagen"), look.Grey},
}

func actionWords(action string) (string, look.Tone) {
	for _, a := range actions {
		if a.id == action {
			return words.T(a.word), a.tone
		}
	}
	return action, look.Grey
}

func importView(plan *register.Plan) importViews {
	v := importViews{rows: map[string][]block.Row{}}
	for i, r := range plan.Rows {
		word, tone := actionWords(r.Action)
		row := block.Row{ID: strconv.Itoa(i), Quiet: r.Action == register.ActionSkipped, Cells: []block.Cell{
			{Text: strconv.Itoa(r.Row), Number: int64(r.Row), Kind: block.QuietText},
			{Text: r.Name},
			{Text: r.Town},
			{Text: word, Kind: block.Status, Tone: tone},
			{Text: joined("; ", rowLines(r)...), Kind: block.QuietText},
		}}
		if r.Sheet != "" {
			row.Cells[0].Text = r.Sheet + " " + row.Cells[0].Text
		}
		v.rows[""] = append(v.rows[""], row)
		v.rows[r.Action] = append(v.rows[r.Action], row)
		if len(r.Doubts) > 0 {
			v.rows[doubtsChip] = append(v.rows[doubtsChip], row)
		}
	}
	v.choices = []block.Choice{{ID: "", Text: words.T("Alle rijen"), Count: len(plan.Rows)}}
	for _, a := range actions {
		if n := len(v.rows[a.id]); n > 0 {
			v.choices = append(v.choices, block.Choice{ID: a.id, Text: words.T(a.chip), Count: n})
		}
	}
	if n := len(v.rows[doubtsChip]); n > 0 {
		v.choices = append(v.choices, block.Choice{ID: doubtsChip, Text: words.T("Twijfels"), Count: n})
	}
	v.choices = append(v.choices, block.Choice{ID: columnsChip, Text: words.T("Kolommen"), Count: len(plan.Columns)})
	for i, c := range plan.Columns {
		holds := block.Cell{Text: c.Holds}
		switch {
		case c.Holds == "" && c.By == "":
			holds = block.Cell{Text: words.T("niet herkend: gaat naar de opmerkingen"), Kind: block.Status, Tone: look.Amber}
		case c.Holds == "":
			holds = block.Cell{Text: register.FieldName("")}
		}
		v.columns = append(v.columns, block.Row{ID: strconv.Itoa(i), Quiet: c.Field == register.LeftOut, Cells: []block.Cell{
			{Text: columnName(c)}, holds, {Text: strings.Join(c.Samples, " · "), Kind: block.QuietText}, {Text: foundBy(c), Kind: block.QuietText}, {Text: c.Sheet, Kind: block.QuietText},
		}})
	}
	return v
}

// columnName is the heading of a column, or its letter where it has none.
func columnName(c register.PlanColumn) string {
	if c.Heading != "" {
		return c.Heading
	}
	name := ""
	for n := c.Column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return words.T("kolom %s", name)
}

// foundBy says how it was found out what a column holds.
func foundBy(c register.PlanColumn) string {
	said := map[string]string{
		register.ByHeading: words.T("aan het kopje"), register.ByContents: words.T("aan de inhoud"), register.ByMemory: words.T("zoals vorige keer gekozen"), register.ByChoice: words.T("zelf gekozen"),
	}[c.By]
	if c.Hidden {
		said = joined(", ", said, words.T("verborgen kolom"))
	}
	return said
}

// rowName names a row as the office sees it in the list.
func rowName(r register.PlanRow) string { return joined(" ", r.Sheet, words.T("rij %d", r.Row)) }

// rowLines say what happens to a row and what is doubtful about it.
func rowLines(r register.PlanRow) []string {
	var out []string
	if r.Reason != "" {
		out = append(out, r.Reason)
	}
	for _, c := range r.Changes {
		if c.Old == "" {
			out = append(out, c.Field+": "+c.New)
		} else {
			out = append(out, words.T("%s: %s wordt %s", c.Field, c.Old, c.New))
		}
	}
	for _, d := range r.Doubts {
		out = append(out, joined(": ", joined(" ", d.Column, quoted(d.Value)), d.Reason))
	}
	for _, done := range r.Repaired {
		out = append(out, words.T("verbeterd: %s", done))
	}
	return out
}

func quoted(s string) string {
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}

// ctxDone says that the user stopped it.
func ctxDone(err error) bool { return errors.Is(err, context.Canceled) }
