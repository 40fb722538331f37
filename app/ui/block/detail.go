package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Scroll lets a page that is higher than the window be scrolled; the page is always as wide as the window gives it.
type Scroll struct {
	widget.BaseWidget

	content fyne.CanvasObject
	scroll  *container.Scroll
}

// NewScroll returns a scrolling page.
func NewScroll(content fyne.CanvasObject) *Scroll {
	s := &Scroll{content: content, scroll: container.NewVScroll(container.New(narrow{}, content))}
	s.ExtendBaseWidget(s)
	return s
}

// ToTop scrolls to the beginning.
func (s *Scroll) ToTop() { s.scroll.ScrollToTop() }

// CreateRenderer is for the toolkit.
func (s *Scroll) CreateRenderer() fyne.WidgetRenderer {
	return &scrollRenderer{s: s, objects: []fyne.CanvasObject{s.scroll}}
}

type scrollRenderer struct {
	s       *Scroll
	objects []fyne.CanvasObject
}

func (v *scrollRenderer) Layout(size fyne.Size) {
	heightAt(v.s.content, size.Width)
	v.s.scroll.Resize(size)
}

func (v *scrollRenderer) MinSize() fyne.Size           { return fyne.NewSize(look.Scaled(120), look.Scaled(60)) }
func (v *scrollRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *scrollRenderer) Destroy()                     {}

func (v *scrollRenderer) Refresh() {
	heightAt(v.s.content, v.s.BaseWidget.Size().Width)
	v.s.scroll.Refresh()
}

// narrow keeps what it holds as wide as the window gives it, also when something in it needs more.
type narrow struct{}

func (narrow) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

func (narrow) MinSize(o []fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, o[0].MinSize().Height) }

// Detail is the page of one record: heading, a line under it, and sections under each other, scrolling.
type Detail struct {
	widget.BaseWidget

	body   *fyne.Container
	scroll *Scroll
}

// NewDetail returns an empty page; fill it with Set.
func NewDetail() *Detail {
	d := &Detail{body: Column(14)}
	d.scroll = NewScroll(Pad(20, 26, 24, 26, d.body))
	d.ExtendBaseWidget(d)
	return d
}

// Set shows other content, from the top.
func (d *Detail) Set(objects ...fyne.CanvasObject) {
	d.body.Objects = objects
	d.Relayout()
	d.scroll.ToTop()
}

// Reveal scrolls as little as is needed to have an object of the page in view.
func (d *Detail) Reveal(o fyne.CanvasObject) { d.scroll.reveal(o) }

func (s *Scroll) reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.content).Y
	view := s.scroll
	y, room := view.Offset.Y, look.Scaled(24)
	switch bottom := top + o.Size().Height; {
	case top-room < y:
		y = max(0, top-room)
	case bottom+room > y+view.Size().Height:
		y = bottom + room - view.Size().Height
	default:
		return
	}
	view.ScrollToOffset(fyne.NewPos(0, y))
}

// Relayout is to be called after something on the page became higher or lower.
func (d *Detail) Relayout() {
	serve(d.body.Objects, d.Reveal, d.Relayout)
	if w := d.scroll.content.Size().Width; w > 0 {
		d.body.Layout.Layout(d.body.Objects, fyne.NewSize(w-52, d.body.Size().Height))
	}
	d.scroll.Refresh()
}

// CreateRenderer is for the toolkit.
func (d *Detail) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(d.scroll) }

// Head is the top of a page: the heading and a quiet line of facts and pills under it.
func Head(title string, under ...fyne.CanvasObject) fyne.CanvasObject {
	h := NewSpans(Span{Text: title, Bold: true})
	h.SizeName = look.SizeHeading
	if len(under) == 0 {
		return h
	}
	return Column(6, h, Spread(14, under...))
}

// Section is a part of a page under a small title.
func Section(title string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return Column(8, append([]fyne.CanvasObject{NewSectionTitle(title)}, objects...)...)
}

// Fact is a label with its value.
type Fact struct {
	Label, Value string
	// Object stands in the place of the value when it is set: a pill, a link, a field.
	Object fyne.CanvasObject
}

// Facts shows labels with their values, in two columns where there is room. Facts without a value are left out.
func Facts(facts ...Fact) fyne.CanvasObject { return factsIn(&factsGrid{gap: 8}, facts) }

// FactsBelow is Facts in one column, for long values.
func FactsBelow(facts ...Fact) fyne.CanvasObject {
	return factsIn(&factsGrid{gap: 8, single: true}, facts)
}

func factsIn(grid *factsGrid, facts []Fact) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, f := range facts {
		o := f.Object
		if o == nil {
			if f.Value == "" {
				continue
			}
			o = NewParagraph(f.Value)
		}
		objects = append(objects, NewQuiet(f.Label), o)
	}
	return container.New(grid, objects...)
}

// factsGrid lays out pairs of label and value.
type factsGrid struct {
	gap float32
	// single keeps it to one column.
	single bool
	// labels is the least that the labels take; 70 when 0.
	labels float32
	width  float32
	height float32
}

func (g *factsGrid) lay(objects []fyne.CanvasObject, width float32) float32 {
	labelWidth := look.Scaled(max(70, g.labels))
	for i := 0; i+1 < len(objects); i += 2 {
		labelWidth = max(labelWidth, objects[i].MinSize().Width)
	}
	labelWidth += look.Scaled(14)
	columns := 1
	if !g.single && len(objects) > 4 && width >= 2*(labelWidth+look.Scaled(190)) {
		columns = 2
	}
	if g.single {
		width = min(width, look.Scaled(680))
	}
	columnWidth := (width - look.Scaled(16)*float32(columns-1)) / float32(columns)
	above := columnWidth < labelWidth+look.Scaled(120)
	y := float32(0)
	for i := 0; i+1 < len(objects); {
		rowHeight := float32(0)
		// The first lines of a row stand at one height, that of its highest.
		line := float32(0)
		for c := 0; c < columns && i+2*c+1 < len(objects) && !above; c++ {
			line = max(line, g.firstLine(objects[i+2*c], objects[i+2*c+1], columnWidth-labelWidth))
		}
		alone := columns > 1 && longestWord(objects[i+1]) > columnWidth-labelWidth
		for c := 0; c < columns && i+1 < len(objects); c++ {
			x, columnWidth := float32(c)*(columnWidth+look.Scaled(16)), columnWidth
			label, value := objects[i], objects[i+1]
			// A word that a column would break, such as a mail address, has the row for itself.
			if c > 0 && (alone || longestWord(value) > columnWidth-labelWidth) {
				break
			}
			if alone {
				columnWidth = width
			}
			lh := label.MinSize().Height
			if above {
				label.Move(fyne.NewPos(x, y))
				label.Resize(fyne.NewSize(columnWidth, lh))
				h := heightAt(value, columnWidth)
				value.Move(fyne.NewPos(x, y+lh))
				value.Resize(fyne.NewSize(columnWidth, h))
				rowHeight = max(rowHeight, lh+h)
			} else {
				w := columnWidth - labelWidth
				h := heightAt(value, w)
				if p, ok := value.(interface{ natural() bool }); ok && p.natural() {
					w = min(w, ownWidth(value))
				}
				down := (line - g.firstLine(label, value, w)) / 2
				label.Move(fyne.NewPos(x, y+max(0, (line-lh)/2)))
				label.Resize(fyne.NewSize(labelWidth, lh))
				value.Move(fyne.NewPos(x+labelWidth, y+down))
				value.Resize(fyne.NewSize(w, h))
				rowHeight = max(rowHeight, down+h, lh)
			}
			i += 2
		}
		y += rowHeight + g.gap
	}
	return max(0, y-g.gap)
}

// firstLine answers how high the first line of a label and its value is, with the value at a width.
func (g *factsGrid) firstLine(label, value fyne.CanvasObject, width float32) float32 {
	h := heightAt(value, width)
	return min(h, max(label.MinSize().Height, firstLine(value)))
}

// firstLine answers how high the first line of a value is, which its label stands beside.
func firstLine(o fyne.CanvasObject) float32 {
	if p, ok := o.(*Paragraph); ok {
		return p.place(p.BaseWidget.Size().Width).lineHeight
	}
	if c, ok := o.(*fyne.Container); ok && len(c.Objects) > 0 {
		return firstLine(c.Objects[0])
	}
	return min(o.MinSize().Height, look.Scaled(36))
}

func (g *factsGrid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	g.width = size.Width
	g.height = g.lay(objects, size.Width)
}

func (g *factsGrid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := g.width
	if width <= 0 {
		width = look.Scaled(400)
	}
	return fyne.NewSize(look.Scaled(200), g.lay(objects, width))
}

// natural keeps a pill in a grid of facts at its own width.
func (p *Pill) natural() bool { return true }

// natural keeps a button in a grid of facts at its own width.
func (b *Button) natural() bool { return true }

// Event is a line of a Timeline.
type Event struct {
	// When is the day or moment as it is shown.
	When string
	// Title says what happened, Detail more; Detail may be empty.
	Title, Detail string
	// Icon may be empty.
	Icon look.Icon
	// OnOpen makes the title a link.
	OnOpen func()
}

// Timeline shows what happened, one under the other.
func Timeline(events ...Event) fyne.CanvasObject {
	var objects []fyne.CanvasObject
	wide := float32(0)
	for _, e := range events {
		wide = max(wide, measure(e.When, look.Size(look.SizeSmall), false).Width/look.Factor())
	}
	// The texts of several on a page stand in one line: whole dates take the room of a wide one.
	if whole := measure("00 000 0000 00", look.Size(look.SizeSmall), false).Width / look.Factor(); wide > whole*0.8 {
		wide = max(wide, whole)
	}
	for _, e := range events {
		icon := e.Icon
		if icon == "" {
			icon = look.IconClock
		}
		v := NewIcon(icon, look.Quiet)
		v.Units = 16
		var title fyne.CanvasObject = NewParagraph(e.Title)
		if e.OnOpen != nil {
			title = NewTextLink(e.Title, e.OnOpen)
		}
		text := Column(0, title)
		if e.Detail != "" {
			text.Add(NewQuietParagraph(e.Detail))
		}
		objects = append(objects, container.New(&besideTop{gap: 14}, Beside(12, -1, v, Wide(wide, NewQuiet(e.When))), text))
	}
	return Column(8, objects...)
}

// Agenda shows what comes, a day in bold before each; lines between them.
func Agenda(events ...Event) fyne.CanvasObject {
	wide := float32(52)
	for _, e := range events {
		wide = max(wide, measure(e.When, look.Size(look.SizeText), true).Width/look.Factor())
	}
	var objects []fyne.CanvasObject
	for _, e := range events {
		var title fyne.CanvasObject = NewParagraph(e.Title)
		if e.OnOpen != nil {
			title = NewTextLink(e.Title, e.OnOpen)
		}
		text := Column(0, title)
		if e.Detail != "" {
			text.Add(NewQuietParagraph(e.Detail))
		}
		objects = append(objects, container.New(&besideTop{gap: 14}, Wide(wide, NewBold(e.When)), text), HLine())
	}
	return Column(7, objects...)
}

// besideTop stands two objects beside each other, the first beside the first line of the second.
type besideTop struct{ gap float32 }

func (b *besideTop) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	w := max(0, size.Width-m.Width-b.gap)
	h := heightAt(o[1], w)
	o[0].Move(fyne.NewPos(0, max(0, (firstLine(o[1])-m.Height)/2)))
	o[0].Resize(m)
	o[1].Move(fyne.NewPos(m.Width+b.gap, 0))
	o[1].Resize(fyne.NewSize(w, h))
}

func (b *besideTop) MinSize(o []fyne.CanvasObject) fyne.Size {
	l, r := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(l.Width+b.gap+r.Width, max(l.Height, r.Height))
}
