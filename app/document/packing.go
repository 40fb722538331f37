package document

import (
	"strconv"
)

// PackingLine is one thing in a parcel.
type PackingLine struct {
	Code     string // of the product; may be empty
	Text     string
	Quantity int64
	Later    int64 // still to follow
}

// PackingValues is what stands on a packing slip. It names no prices: the one
// who unpacks is often not the one who pays.
type PackingValues struct {
	Number    string // of the order
	Date      string // YYYY-MM-DD
	To        Address
	Reference string // of the customer
	Lines     []PackingLine
	Remark    string
}

// PackingSlip makes the paper that goes into a parcel.
func PackingSlip(v PackingValues, o Look) ([]byte, error) {
	p, err := o.paper("Pakbon " + v.Number)
	if err != nil {
		return nil, err
	}
	if _, err := parseDay(v.Date); err != nil {
		return nil, explain(err, "de pakbon is niet gemaakt")
	}
	if !v.To.deliverable() {
		return nil, refuse("de pakbon is niet gemaakt: de naam of de plaats van de ontvanger ontbreekt")
	}
	if len(v.Lines) == 0 {
		return nil, refuse("de pakbon is niet gemaakt: er is niets om in te pakken")
	}
	f := newFlow(p, a4Short, a4Long)
	f.letterhead()
	f.address(v.To)
	f.y = 98
	f.sheet().text(f.left(), f.y+titleText.capital(), titleText, "Pakbon")
	f.y += titleText.capital() + 6
	f.pairs(f.left(), f.width(), []pair{
		{"Bestelling", v.Number}, {"Datum", dayOf(v.Date)}, {"Uw referentie", v.Reference},
	})
	f.y += 5
	withCode, withLater := false, false
	for _, l := range v.Lines {
		withCode = withCode || l.Code != ""
		withLater = withLater || l.Later != 0
	}
	columns := []column{{head: "Aantal", width: 18, right: true}, {head: "Artikel"}}
	if withCode {
		columns = append(columns, column{head: "Code", width: 30})
	}
	if withLater {
		columns = append(columns, column{head: "Volgt nog", width: 22, right: true})
	}
	spread(columns, nil, bodyText, 1.5, f.width())
	t := &table{flow: f, columns: columns, style: bodyText, pad: 1.5}
	for _, l := range v.Lines {
		row := []string{strconv.FormatInt(l.Quantity, 10), l.Text}
		if withCode {
			row = append(row, l.Code)
		}
		if withLater {
			later := ""
			if l.Later != 0 {
				later = strconv.FormatInt(l.Later, 10)
			}
			row = append(row, later)
		}
		t.row(row)
	}
	t.end()
	if v.Remark != "" {
		f.y += 6
		f.text(bodyText, v.Remark, f.width())
	}
	return f.finish()
}
