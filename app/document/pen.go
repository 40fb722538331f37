package document

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// docInfo is what a PDF says about itself.
type docInfo struct {
	title   string
	author  string
	created time.Time
}

const producer = "KIES Kantoor"

// write makes one PDF of the sheets. All of the PDF library is used here and
// in the functions of this file: it panics on some runes, shares font bytes
// between documents and takes dates from the clock, none of which leaves
// this place.
func write(sheets []*sheet, info docInfo) (pdf []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			pdf, err = nil, explain(fmt.Errorf("%v", r), "de PDF kon niet worden geschreven")
		}
	}()
	if len(sheets) == 0 {
		return nil, refuse("er is geen pagina om te schrijven")
	}
	for _, s := range sheets {
		if err := s.check(); err != nil {
			return nil, err
		}
	}
	p, err := newPen(sheets[0].w, sheets[0].h, info)
	if err != nil {
		return nil, err
	}
	for _, s := range sheets {
		p.page(s)
	}
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, explain(err, "de PDF kon niet worden geschreven")
	}
	return out.Bytes(), nil
}

// pen draws sheets into one document. What it holds of the state of the page
// saves writing the same font and colour again.
type pen struct {
	pdf     *gofpdf.Fpdf
	added   [faceCount]bool
	images  map[*picture]usedPicture
	widths  map[float64]bool   // of the pictures, in pixels
	grounds map[*ground]string // how they are called up
	font    style
	track   float64
}

// usedPicture is a picture as it is in the document: its name there and how
// much wider it is than it was.
type usedPicture struct {
	name    string
	stretch float64
	options gofpdf.ImageOptions
}

func newPen(w, h float64, info docInfo) (*pen, error) {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{
		OrientationStr: "P", UnitStr: "mm", Size: gofpdf.SizeType{Wd: w, Ht: h},
	})
	pdf.SetCatalogSort(true)
	pdf.SetCompression(false) // readPDF does it, with one compressor for all pages
	pdf.SetCreationDate(info.created)
	pdf.SetModificationDate(info.created)
	pdf.SetTitle(info.title, true)
	pdf.SetAuthor(info.author, true)
	pdf.SetCreator(producer, true)
	pdf.SetProducer(producer, true)
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	p := &pen{pdf: pdf, images: map[*picture]usedPicture{}, widths: map[float64]bool{}, grounds: map[*ground]string{}}
	return p, pdf.Error()
}

func (p *pen) page(s *sheet) {
	p.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: s.w, Ht: s.h})
	p.font, p.track = style{}, 0
	if s.under != nil && len(s.under.marks) > 0 {
		p.ground(s)
	}
	p.marks(s, s.marks)
	p.setTrack(0)
}

// ground draws what is behind the marks of many sheets, as one object that they share.
func (p *pen) ground(s *sheet) {
	call, known := p.grounds[s.under]
	if !known {
		drawn := p.pdf.CreateTemplateCustom(gofpdf.PointType{}, gofpdf.SizeType{Wd: s.w, Ht: s.h}, func(t *gofpdf.Tpl) {
			on := &pen{pdf: &t.Fpdf}
			on.marks(s, s.under.marks)
		})
		p.pdf.UseTemplate(drawn)
		// The library would hash all of it again for every page.
		p.grounds[s.under] = "q /TPL" + drawn.ID() + " Do Q"
		return
	}
	p.pdf.RawWriteStr(call)
}

func (p *pen) marks(s *sheet, marks []mark) {
	for _, m := range marks {
		switch m := m.(type) {
		case textMark:
			p.text(m)
		case rectMark:
			p.pdf.SetFillColor(int(m.fill.r), int(m.fill.g), int(m.fill.b))
			p.pdf.Rect(m.x, m.y, m.w, m.h, "F")
		case pathMark:
			p.path(m)
		case pictureMark:
			p.picture(m)
		case codeMark:
			p.code(m, s.h)
		case linkMark:
			p.link(m)
		case outlineMark:
			p.outline(m)
		case curveMark:
			p.curve(m, s.h)
		}
	}
}

func (p *pen) text(m textMark) {
	st := m.style
	if !p.added[st.face] {
		p.added[st.face] = true
		// The library writes into the bytes that it is given.
		p.pdf.AddUTF8FontFromBytes(faceNames[st.face], "", slices.Clone(faces[st.face].metrics.data))
	}
	if p.font.face != st.face || p.font.size != st.size {
		p.pdf.SetFont(faceNames[st.face], "", st.size)
	}
	p.font = st
	if m.reads != "" {
		// Whoever searches or copies finds what was meant.
		p.pdf.RawWriteStr("/Span <</ActualText <" + hexText(m.reads) + ">>> BDC")
		defer p.pdf.RawWriteStr("EMC")
	}
	p.pdf.SetTextColor(int(st.ink.r), int(st.ink.g), int(st.ink.b))
	p.setTrack(st.track / 1000 * st.size)
	if st.size < kernFrom {
		p.pdf.Text(m.x, m.y, m.text)
		return
	}
	// A new piece of text starts wherever a pair is kerned.
	metrics := faces[st.face].metrics
	em := st.size * mmPerPoint / 1000
	x, start, advance := m.x, 0, 0.0
	previous := rune(-1)
	for i, r := range m.text {
		if previous >= 0 {
			if k := metrics.kern(previous, r); k != 0 {
				p.pdf.Text(x, m.y, m.text[start:i])
				x += (advance + float64(k)) * em
				start, advance = i, 0
			}
		}
		advance += float64(metrics.advance[r]) + st.track
		previous = r
	}
	p.pdf.Text(x, m.y, m.text[start:])
}

// setTrack sets the space between letters, in points.
func (p *pen) setTrack(points float64) {
	if p.track == points {
		return
	}
	p.track = points
	p.pdf.RawWriteStr(strconv.FormatFloat(points, 'f', 3, 64) + " Tc")
}

// quarter is the length of the handles with which a curve comes nearest to a
// quarter of a circle, as a part of the radius.
const quarter = 0.5523

func (p *pen) path(m pathMark) {
	p.pdf.SetDrawColor(int(m.ink.r), int(m.ink.g), int(m.ink.b))
	p.pdf.SetLineWidth(m.width)
	how := "D"
	if m.fill != nil {
		p.pdf.SetFillColor(int(m.fill.r), int(m.fill.g), int(m.fill.b))
		how = "FD"
		if m.width == 0 {
			how = "F"
		}
	}
	from := m.points[0]
	p.pdf.MoveTo(from.x, from.y)
	for _, to := range m.points[1:] {
		if to.bend {
			// The handles stand square to the radii, towards the corner that
			// both tangents meet in.
			corner := point{x: from.x + to.x - to.cx, y: from.y + to.y - to.cy}
			p.pdf.CurveBezierCubicTo(
				from.x+(corner.x-from.x)*quarter, from.y+(corner.y-from.y)*quarter,
				to.x+(corner.x-to.x)*quarter, to.y+(corner.y-to.y)*quarter,
				to.x, to.y)
		} else {
			p.pdf.LineTo(to.x, to.y)
		}
		from = to
	}
	if m.closed {
		p.pdf.ClosePath()
	}
	p.pdf.DrawPath(how)
}

func (p *pen) picture(m pictureMark) {
	used, known := p.images[m.picture]
	if !known {
		// Pictures of one width would be written in the order of a map, so each
		// gets a width of its own.
		data, edge := m.picture, 0
		for p.widths[m.picture.width+float64(edge)] {
			edge++
		}
		if edge > 0 {
			var err error
			if data, err = m.picture.widened(edge); err != nil {
				p.pdf.SetError(err)
				return
			}
		}
		p.widths[data.width] = true
		used = usedPicture{
			name: "picture" + strconv.Itoa(len(p.images)), stretch: data.width / m.picture.width,
			options: gofpdf.ImageOptions{ImageType: data.kind},
		}
		p.images[m.picture] = used
		p.pdf.RegisterImageOptionsReader(used.name, used.options, bytes.NewReader(data.data))
	}
	p.pdf.ImageOptions(used.name, m.x, m.y, m.w*used.stretch, m.h, false, used.options, 0, "")
}

// code draws all modules of a QR code as one shape, in units of a module, so
// that no viewer shows a seam between two of them.
func (p *pen) code(m codeMark, pageHeight float64) {
	unit := m.size / float64(len(m.rows)) / mmPerPoint
	b := make([]byte, 0, 4096)
	number := func(v float64) {
		b = strconv.AppendFloat(b, v, 'f', 4, 64)
		b = append(b, ' ')
	}
	b = append(b, "q "...)
	for _, c := range []uint8{m.ink.r, m.ink.g, m.ink.b} {
		number(float64(c) / 255)
	}
	b = append(b, "rg "...)
	number(unit)
	b = append(b, "0 0 "...)
	number(-unit)
	number(m.x / mmPerPoint)
	number((pageHeight - m.y) / mmPerPoint)
	b = append(b, "cm\n"...)
	for y, row := range m.rows {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			start := x
			for x < len(row) && row[x] {
				x++
			}
			b = strconv.AppendInt(b, int64(start), 10)
			b = append(b, ' ')
			b = strconv.AppendInt(b, int64(y), 10)
			b = append(b, ' ')
			b = strconv.AppendInt(b, int64(x-start), 10)
			b = append(b, " 1 re\n"...)
		}
	}
	b = append(b, "f Q"...)
	p.pdf.RawWriteStr(string(b))
}

// curve draws a smooth line in one go.
func (p *pen) curve(m curveMark, pageHeight float64) {
	b := make([]byte, 0, 64*len(m.parts)+100)
	number := func(v float64, digits int) {
		b = strconv.AppendFloat(b, v, 'f', digits, 64)
		b = append(b, ' ')
	}
	place := func(at point) {
		number(at.x/mmPerPoint, 2)
		number((pageHeight-at.y)/mmPerPoint, 2)
	}
	b = append(b, "q "...)
	for _, c := range []uint8{m.ink.r, m.ink.g, m.ink.b} {
		number(float64(c)/255, 4)
	}
	b = append(b, "RG "...)
	number(m.width/mmPerPoint, 3)
	b = append(b, "w\n"...)
	place(m.start)
	b = append(b, "m\n"...)
	for _, part := range m.parts {
		for _, at := range part {
			place(at)
		}
		b = append(b, "c\n"...)
	}
	if m.closed {
		b = append(b, "s Q"...)
	} else {
		b = append(b, "S Q"...)
	}
	p.pdf.RawWriteStr(string(b))
}
