package block

import "unicode/utf8"

// Want is a text that a block has to show.
type Want struct {
	Text string
	// Free is free text, which may be cut at the edge since it stands in full elsewhere.
	Free bool
}

// Wants answers what the line says.
func (t *Text) Wants() []Want { return []Want{{t.Text, t.Clip}} }

// Wants answers what the status says.
func (p *Pill) Wants() []Want { return []Want{{Text: p.Text}} }

// Wants answers what is chosen.
func (f *ChoiceField) Wants() []Want {
	if f.Selected == "" {
		return []Want{{Text: f.PlaceHolder}}
	}
	return []Want{{Text: f.Selected}}
}

// longTitle is how many letters a row of a list can be asked to show whole: more than any name of a person.
const longTitle = 90

// Wants answers what the row says; what is under its name stands in full on the record's page, and so does a name of an
// organisation or a subject that goes on and on.
func (r *listRow) Wants() []Want {
	long := utf8.RuneCountInString(r.item.Title) > longTitle
	return []Want{{r.item.Title, long}, {r.item.Detail, true}, {Text: r.item.Right}, {Text: r.item.Pill}}
}

// Wants answers the texts of the columns that there is room for.
func (r *tableRow) Wants() []Want {
	var wants []Want
	for i, c := range r.t.columns {
		if i >= len(r.t.widths) || r.t.widths[i] == 0 {
			continue
		}
		switch cell := r.row.cell(i); cell.Kind {
		case Yes, No, Unset:
		default:
			wants = append(wants, Want{cell.Text, c.Free})
		}
	}
	return wants
}
