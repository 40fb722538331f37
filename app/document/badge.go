package document

import "strings"

// Badge is what stands on somebody's name badge.
type Badge struct {
	First        string // as the person is spoken to; large
	Name         string // in full
	Organisation string
	Role         string // such as "Trainer"; may be empty
}

// BadgeSheet is the paper of name badges. The zero value is eight on a plain
// sheet, to cut.
type BadgeSheet struct {
	LabelSheet
	CutMarks bool // small lines at the corners, to cut along
}

// The sheets that an office finds in the shop, or cuts from plain paper.
var (
	// Badges8 is two by four of 90 by 65 mm.
	Badges8 = BadgeSheet{LabelSheet{Width: a4Short, Height: a4Long, Columns: 2, Rows: 4, LabelW: 90, LabelH: 65, Left: 15, Top: 18.5}, true}
	// Badges10 is two by five of 85 by 54 mm, the size of a bank card.
	Badges10 = BadgeSheet{LabelSheet{Width: a4Short, Height: a4Long, Columns: 2, Rows: 5, LabelW: 85, LabelH: 54, Left: 20, Top: 13.5}, true}
)

// Badges are name badges that were laid out.
type Badges struct {
	*Paper
	// Page is the page of each badge in the order of the list, from 1; 0 for one that
	// could not be made, of which Problems says why.
	Page     []int
	Problems []Problem
}

// MakeBadges lays out name badges in the order of the list. title stands at the
// foot of each: the training. One that does not fit is left out and reported.
func MakeBadges(list []Badge, title string, on BadgeSheet, o Look) (*Badges, error) {
	if on.Columns == 0 && on.Rows == 0 {
		on = Badges8
	}
	if err := on.check(); err != nil {
		return nil, err
	}
	p, err := o.paper("Naambadges")
	if err != nil {
		return nil, err
	}
	out := &Badges{Page: make([]int, len(list))}
	var sheets []*sheet
	place, each := on.Skip, on.Columns*on.Rows
	for i, b := range list {
		trial := newSheet(on.Width, on.Height)
		n := place % each
		x := on.Left + float64(n%on.Columns)*(on.LabelW+on.GapX)
		y := on.Top + float64(n/on.Columns)*(on.LabelH+on.GapY)
		err := badge(trial, p, b, title, x, y, on)
		if err == nil {
			err = trial.check()
		}
		if err == nil && len(trial.lost) > 0 {
			err = refuse("er staat een teken in dat het lettertype niet kan afdrukken")
		}
		if err != nil {
			out.Problems = append(out.Problems, Problem{Index: i, Left: true, Text: upperFirst(spoken(err)) + "."})
			continue
		}
		for len(sheets) <= place/each {
			sheets = append(sheets, newSheet(on.Width, on.Height))
		}
		s := sheets[place/each]
		s.marks = append(s.marks, trial.marks...)
		out.Page[i] = place/each + 1
		place++
	}
	if len(out.Problems) == len(list) {
		return out, nil
	}
	for _, s := range sheets {
		on.cutMarks(s)
	}
	out.Paper, err = newPaper(sheets, p.info)
	return out, err
}

// badge sets one badge: the office on top, the first name as large as it fits,
// below it who that is, and at the foot the training.
func badge(s *sheet, p *paper, b Badge, title string, x, y float64, on BadgeSheet) error {
	const pad = 6.0
	first, lost := clean(b.First)
	s.lost = append(s.lost, lost...)
	name, lost := clean(b.Name)
	s.lost = append(s.lost, lost...)
	organisation, lost := clean(b.Organisation)
	s.lost = append(s.lost, lost...)
	if first == "" {
		first = name
	}
	if first == "" {
		return refuse("er is geen naam")
	}
	width := on.LabelW - 2*pad
	middle, left := x+on.LabelW/2, x+pad
	head := smallText.sized(7.5)
	top := y + pad
	if p.logo != nil {
		s.picture(left, top, width, 7, 0.5, p.logo)
		top += 9
	} else if p.office.Name != "" {
		st := style{face: sansBold, size: 7.5, ink: p.accent}
		lines, fitted, ok := st.fit(p.office.Name, width, 5, 2)
		if !ok {
			return refuse("de naam van het kantoor past niet op de badge")
		}
		for _, l := range lines {
			s.textCentre(middle, top+fitted.capital(), fitted, l)
			top += fitted.leading()
		}
		top += 1
	}
	bottom := y + on.LabelH - pad
	if foot, _ := clean(title); foot != "" {
		lines, fitted, ok := head.fit(foot, width, 5, 2)
		if !ok {
			return refuse("de naam van de training past niet op de badge")
		}
		for i := len(lines) - 1; i >= 0; i-- {
			s.textCentre(middle, bottom, fitted, lines[i])
			bottom -= fitted.leading()
		}
		s.line(left+width/2-9, bottom-0.4, left+width/2+9, bottom-0.4, 0.35, p.accent)
		bottom -= 2.6
	}
	// The lines in the middle, of which the first name takes what the others leave.
	type part struct {
		style style
		least float64
		lines int
		text  string
		space float64
	}
	parts := []part{{style{face: sansBold, size: min(40, on.LabelH*0.55), ink: ink}, 11, 2, first, 0}}
	if name != first && strings.TrimSpace(name) != "" {
		parts = append(parts, part{style{face: sans, size: 11, ink: ink}, 6.5, 3, name, 1.6})
	}
	if organisation != "" {
		parts = append(parts, part{style{face: sans, size: 9, ink: quiet}, 6, 3, organisation, 1.2})
	}
	if role, _ := clean(b.Role); role != "" {
		parts = append(parts, part{style{face: sansBold, size: 9, ink: p.accent}, 6, 1, role, 1.2})
	}
	// Too high for the badge: all of it a little smaller, until it fits.
	for scale := 1.0; scale >= 0.4; scale -= 0.05 {
		var lines [][]string
		var styles []style
		height := 0.0
		for i, q := range parts {
			st := q.style.sized(max(q.least, q.style.size*scale))
			set, fitted, ok := st.fit(q.text, width, q.least, q.lines)
			if !ok {
				return refuse("de naam of de organisatie past niet op de badge")
			}
			lines, styles = append(lines, set), append(styles, fitted)
			if i > 0 {
				height += q.space
			}
			height += float64(len(set)) * fitted.leading() * 0.92
		}
		if height > bottom-top {
			continue
		}
		at := top + (bottom-top-height)/2
		for i, set := range lines {
			if i > 0 {
				at += parts[i].space
			}
			for _, l := range set {
				step := styles[i].leading() * 0.92
				s.textCentre(middle, at+(step+styles[i].capital())/2, styles[i], l)
				at += step
			}
		}
		return nil
	}
	return refuse("de naam of de organisatie past niet op de badge")
}

// cutMarks draws where to cut, outside the badges where there is room and
// else as short crosses at their corners.
func (b BadgeSheet) cutMarks(s *sheet) {
	if !b.CutMarks {
		return
	}
	const length, thin = 3.0, 0.1
	mark := func(x0, y0, x1, y1 float64) {
		x0, x1 = max(0.2, min(x0, b.Width-0.2)), max(0.2, min(x1, b.Width-0.2))
		y0, y1 = max(0.2, min(y0, b.Height-0.2)), max(0.2, min(y1, b.Height-0.2))
		if x0 != x1 || y0 != y1 {
			s.line(x0, y0, x1, y1, thin, rule)
		}
	}
	for c := range b.Columns {
		for r := range b.Rows {
			x := b.Left + float64(c)*(b.LabelW+b.GapX)
			y := b.Top + float64(r)*(b.LabelH+b.GapY)
			for _, cx := range []float64{x, x + b.LabelW} {
				for _, cy := range []float64{y, y + b.LabelH} {
					mark(cx-length/2, cy, cx+length/2, cy)
					mark(cx, cy-length/2, cx, cy+length/2)
				}
			}
		}
	}
}
