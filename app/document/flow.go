package document

import (
	"fmt"
	"strings"
)

// Margins of the office's paper in millimetres. An address stands in the left
// window of a C5/6 envelope, whose edges are 20 and 45 mm from those of the
// folded sheet.
const (
	marginLeft    = 25.0
	marginRight   = 20.0
	marginTop     = 22.0
	marginBottom  = 28.0
	addressTop    = 50.0
	addressWidth  = 82.0
	addressHeight = 32.0
)

var (
	bodyText  = style{face: sans, size: 9.5, ink: ink}
	boldText  = style{face: sansBold, size: 9.5, ink: ink}
	smallText = style{face: sans, size: 8, ink: quiet}
	titleText = style{face: serifMedium, size: 24, ink: ink}
)

// flow lays text out from top to bottom over as many sheets as it takes.
type flow struct {
	paper  *paper
	w, h   float64
	sheets []*sheet
	y      float64 // where the next thing may begin
	name   string  // of the document, at the foot of each of several pages
	inside bool    // for use in the office: without its particulars
	err    error   // the first thing that could not be laid out
}

func newFlow(p *paper, w, h float64) *flow {
	f := &flow{paper: p, w: w, h: h}
	f.next()
	return f
}

func (f *flow) sheet() *sheet   { return f.sheets[len(f.sheets)-1] }
func (f *flow) left() float64   { return marginLeft }
func (f *flow) right() float64  { return f.w - marginRight }
func (f *flow) width() float64  { return f.right() - f.left() }
func (f *flow) bottom() float64 { return f.h - marginBottom }

// next begins a new sheet.
func (f *flow) next() {
	f.sheets = append(f.sheets, newSheet(f.w, f.h))
	f.y = marginTop
}

// room begins a new sheet when there is less than the height left.
func (f *flow) room(height float64) bool {
	if f.y+height <= f.bottom() {
		return false
	}
	f.next()
	return true
}

// lines sets lines of a style at x, each on a new sheet when need be.
func (f *flow) lines(x float64, st style, lines []string) {
	for _, line := range lines {
		f.room(st.leading())
		f.sheet().text(x, f.y+st.capital(), st, line)
		f.y += st.leading()
	}
}

// text wraps a text of one or more paragraphs over the width.
func (f *flow) text(st style, text string, width float64) {
	lines, lost := st.paragraphs(text, width)
	f.sheet().lost = append(f.sheet().lost, lost...)
	f.lines(f.left(), st, lines)
}

// letterhead puts the office on top of the sheet: its logo or name at the
// left, its address at the right. It answers where it ends.
func (f *flow) letterhead() float64 {
	s, o := f.sheet(), f.paper.office
	const top, half = 16.0, 92.0
	bottom := top
	if f.paper.logo != nil {
		s.picture(f.left(), top-2, 70, 22, 0, f.paper.logo)
		bottom = top + 20
	} else if o.Name != "" {
		st := style{face: sansBold, size: 12.5, ink: f.paper.accent}
		y := top + st.capital()
		for _, line := range st.wrap(o.Name, half) {
			s.text(f.left(), y, st, line)
			y += st.leading()
		}
		bottom = y
	}
	st := smallText
	y := top + st.capital()
	for _, part := range []string{o.Street, joinFilled("  ", o.Postcode, o.Town), o.Country, o.Phone, o.Email, o.Website} {
		if part == "" {
			continue
		}
		for _, line := range st.wrap(part, 62) {
			s.textRight(f.right(), y, st, line)
			y += st.leading()
		}
	}
	return max(bottom, y)
}

// address puts an address into the window of the envelope.
func (f *flow) address(a Address) {
	lines, lost := a.lines()
	s := f.sheet()
	s.lost = append(s.lost, lost...)
	wrapped, st, ok := fitAddress(lines, bodyText.sized(10), 6.5, addressWidth, addressHeight)
	if !ok {
		f.fail(refuse("het adres past niet in het venster van de envelop"))
		return
	}
	y := addressTop + st.capital()
	for _, line := range wrapped {
		s.text(marginLeft, y, st, line)
		y += st.leading()
	}
}

// fail keeps the first thing that went wrong.
func (f *flow) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// footerSize is the size of what stands at the foot of a sheet, in points.
const footerSize = 7.5

// inOneLine sets a text on one line, smaller where that is needed, and on more lines where the smallest size does not
// do either. Sizes are in points.
func inOneLine(st style, text string, width, size, least float64) (style, []string) {
	for s := size; s >= least; s -= 0.5 {
		if small := st.sized(s); small.width(text) <= width {
			return small, []string{text}
		}
	}
	return st.sized(size), st.sized(size).wrap(text, width)
}

// footers writes the particulars of the office and the page number at the
// foot of each sheet, once it is known how many there are.
func (f *flow) footers() {
	o := f.paper.office
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, label+noBreak+value)
		}
	}
	add("KvK", o.KvK)
	add("Btw-id", o.VATID)
	if o.IBAN != "" {
		add("IBAN", IBAN(o.IBAN))
	}
	add("BIC", o.BIC)
	line := strings.Join(parts, "  ·  ")
	if f.inside {
		line = joinFilled("  ·  ", o.Name, "Afgedrukt "+Day(f.paper.today))
	}
	for i, s := range f.sheets {
		y := f.h - 17
		s.line(f.left(), y, f.right(), y, 0.15, rule)
		st := smallText.sized(footerSize)
		y += 1.8 + st.capital()
		page := ""
		if len(f.sheets) > 1 {
			page = joinFilled("  ·  ", f.name, fmt.Sprintf("Pagina %d van %d", i+1, len(f.sheets)))
			s.textRight(f.right(), y, st, page)
		}
		st, lines := inOneLine(st, line, f.width()-st.width(page)-6, footerSize, 6.5)
		for _, text := range lines {
			s.text(f.left(), y, st, text)
			y += st.leading()
		}
	}
}

// finish writes the sheets.
func (f *flow) finish() ([]byte, error) {
	f.footers()
	if f.err != nil {
		return nil, f.err
	}
	return writeFinished(f.sheets, f.paper.info)
}

// writeFinished writes sheets as a finished document.
func writeFinished(sheets []*sheet, info docInfo) ([]byte, error) {
	pdf, err := write(sheets, info)
	if err != nil {
		return nil, err
	}
	file, err := readPDF(pdf, len(sheets))
	if err != nil {
		return nil, err
	}
	return file.whole(), nil
}
