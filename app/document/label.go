package document

import "strings"

// LabelSheet is the paper that labels are printed on, in millimetres. The zero value
// is one label on each A6 sheet.
type LabelSheet struct {
	Width, Height  float64 // of the paper
	Columns, Rows  int
	Left, Top      float64 // of the first label
	LabelW, LabelH float64
	GapX, GapY     float64 // between labels
	Skip           int     // labels of the first sheet that are used already
	WithoutReturn  bool    // leave the sender out
}

// The two papers that an office has.
var (
	LabelsA6 = LabelSheet{Width: a6Long, Height: a6Short, Columns: 1, Rows: 1, LabelW: a6Long, LabelH: a6Short}
	// LabelsA4 is a sheet of two by four labels of 105 by 74 mm.
	LabelsA4 = LabelSheet{Width: a4Short, Height: a4Long, Columns: 2, Rows: 4, LabelW: 105, LabelH: 74, Top: 0.5}
)

func (l LabelSheet) check() error {
	right := l.Left + float64(l.Columns)*l.LabelW + float64(l.Columns-1)*l.GapX
	bottom := l.Top + float64(l.Rows)*l.LabelH + float64(l.Rows-1)*l.GapY
	if l.Columns < 1 || l.Rows < 1 || l.Columns > 20 || l.Rows > 50 || l.LabelW < 30 || l.LabelH < 15 ||
		l.Left < 0 || l.Top < 0 || l.GapX < 0 || l.GapY < 0 || right > l.Width+0.01 || bottom > l.Height+0.01 || l.Width > 1000 || l.Height > 1000 {
		return refuse("deze etiketten passen niet op het vel")
	}
	if l.Skip < 0 || l.Skip >= l.Columns*l.Rows {
		return refuse("er zijn %d etiketten op een vel, %d overslaan kan niet", l.Columns*l.Rows, l.Skip)
	}
	return nil
}

// Label prints address labels in the order of the list.
func Label(to []Address, on LabelSheet, o Look) ([]byte, error) {
	if on.Columns == 0 && on.Rows == 0 {
		skip := on.WithoutReturn
		on = LabelsA6
		on.WithoutReturn = skip
	}
	if err := on.check(); err != nil {
		return nil, err
	}
	p, err := o.paper("Adresetiketten")
	if err != nil {
		return nil, err
	}
	if len(to) == 0 {
		return nil, refuse("er is geen adres om af te drukken")
	}
	var sheets []*sheet
	place := on.Skip
	for i, a := range to {
		if !a.deliverable() || a.Street == "" {
			return nil, refuse("de etiketten zijn niet gemaakt: adres %d is niet volledig", i+1)
		}
		if len(sheets) == 0 || place == on.Columns*on.Rows {
			sheets = append(sheets, newSheet(on.Width, on.Height))
			if len(sheets) > 1 {
				place = 0
			}
		}
		x := on.Left + float64(place%on.Columns)*(on.LabelW+on.GapX)
		y := on.Top + float64(place/on.Columns)*(on.LabelH+on.GapY)
		if err := label(sheets[len(sheets)-1], p, a, x, y, on); err != nil {
			return nil, explain(err, "adres %d", i+1)
		}
		place++
	}
	return writeFinished(sheets, p.info)
}

// label sets one label: the sender small on top, the address as large as it fits.
func label(s *sheet, p *paper, a Address, x, y float64, on LabelSheet) error {
	pad := min(8, on.LabelH/8)
	width, height := on.LabelW-2*pad, on.LabelH-2*pad
	x, y = x+pad, y+pad
	if o := p.office; !on.WithoutReturn && o.Name != "" && on.LabelH >= 40 {
		place := strings.ReplaceAll(o.place(), " ", noBreak)
		st, lines := inOneLine(smallText, "Afzender: "+joinFilled(", ", o.Name, o.Street, place), width, 7, 5.5)
		for _, line := range lines {
			s.text(x, y+st.capital(), st, line)
			y += st.leading()
			height -= st.leading()
		}
		s.line(x, y, x+width, y, 0.15, rule)
		y += 4
		height -= 4
	}
	lines, lost := a.lines()
	s.lost = append(s.lost, lost...)
	largest := min(16, on.LabelH/5)
	wrapped, st, ok := fitAddress(lines, bodyText.sized(largest), 6, width, height)
	if !ok {
		return refuse("het adres past niet op het etiket")
	}
	y += (height - st.capital() - float64(len(wrapped)-1)*st.leading()) / 3
	for _, line := range wrapped {
		s.text(x, y+st.capital(), st, line)
		y += st.leading()
	}
	return nil
}
