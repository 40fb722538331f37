package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Column stands its objects under each other, each as wide as the column and as high as it needs at that width.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

// Spread stands its objects beside each other, as wide as each needs, and goes on on a next line where there is no
// more room.
func Spread(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: gap, lineGap: min(gap, 8)}, objects...)
}

// Ends stands one object at the left and one at the right; under each other where there is no room for both.
func Ends(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{gap: 12, lineGap: 6, pushLast: true}, left, right)
}

// Entry is a line of a list that stands on a page: what it is at the left and what can be done with it at the right, or
// where there is no room for both, all that can be done on a line of its own.
func Entry(about []fyne.CanvasObject, links ...fyne.CanvasObject) *fyne.Container {
	if len(links) == 0 {
		return Spread(12, about...)
	}
	return container.New(&flow{gap: 16, lineGap: 4, pushLast: true}, Spread(12, about...), Spread(12, links...))
}

// Beside stands objects beside each other, in the middle of the line's height; the one at index grow takes the room
// that is left, none when grow is negative.
func Beside(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{gap: gap, grow: grow}, objects...)
}

// Halves stands two objects beside each other, as wide as each other; under each other where one of them would have less
// room than its words ask for.
func Halves(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return container.New(&halves{gap: gap}, left, right)
}

// Pad leaves room around an object.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&pad{top, right, bottom, left}, o)
}

// Frame stands objects at the edges (each may be nil) and one in the room that is left.
func Frame(top, bottom, left, right, middle fyne.CanvasObject) *fyne.Container {
	f := &frame{top: top, bottom: bottom, left: left, right: right, middle: middle}
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{top, middle, bottom, left, right} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return container.New(f, objects...)
}

// Wide gives an object at least a width, in units that grow with the text.
func Wide(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atLeast{width: width}, o)
}

// Middle stands an object in the middle of the room.
func Middle(o fyne.CanvasObject) *fyne.Container {
	return container.NewCenter(o)
}

// High gives an object at least a height, in units that grow with the text.
func High(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&atLeast{height: height}, o)
}

// heightAt gives an object a width and answers the height that it needs then. The height is left as it was, so
// that objects already at this width do nothing.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	return o.MinSize().Height
}

type column struct{ gap float32 }

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := size.Width
		if n, ok := o.(interface{ natural() bool }); ok && n.natural() {
			w = min(w, ownWidth(o))
		}
		h := heightAt(o, w)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(w, h))
		// What has nothing to show takes no gap either.
		if h > 0 {
			y += h + c.gap
		}
	}
}

func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
		if m.Height > 0 {
			n++
		}
	}
	if n > 1 {
		size.Height += c.gap * float32(n-1)
	}
	return size
}

// ownWidth answers the width that an object has where there is room for it.
func ownWidth(o fyne.CanvasObject) float32 {
	if b, ok := o.(interface{ OwnWidth() float32 }); ok {
		return b.OwnWidth()
	}
	return o.MinSize().Width
}

// natural answers the size of an object when it has all the width that it could use.
func natural(o fyne.CanvasObject) fyne.Size {
	if c, ok := o.(*fyne.Container); ok {
		if f, ok := c.Layout.(*flow); ok {
			return f.place(c.Objects, 1e6, false)
		}
	}
	if t, ok := o.(*Text); ok && t.Clip {
		return t.MinSize()
	}
	if b, ok := o.(interface{ OwnWidth() float32 }); ok {
		return fyne.NewSize(b.OwnWidth(), o.MinSize().Height)
	}
	if p, ok := o.(*Paragraph); ok && p.oneLine {
		w := p.naturalWidth()
		return fyne.NewSize(w, p.place(w).lineHeight)
	}
	return o.MinSize()
}

type flow struct {
	gap, lineGap float32
	pushLast     bool
	width        float32
}

func (f *flow) place(objects []fyne.CanvasObject, width float32, move bool) fyne.Size {
	var size fyne.Size
	x, y, lineHeight := float32(0), float32(0), float32(0)
	var line []fyne.CanvasObject
	end := func() {
		if move {
			for _, o := range line {
				o.Move(fyne.NewPos(o.Position().X, y+(lineHeight-o.Size().Height)/2))
			}
		}
		line = line[:0]
	}
	var last fyne.CanvasObject
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := natural(o)
		if x > 0 && x+m.Width > width+0.5 {
			end()
			y += lineHeight + f.lineGap
			x, lineHeight = 0, 0
		}
		if move {
			w := min(m.Width, width)
			m.Height = heightAt(o, w)
			o.Resize(fyne.NewSize(w, m.Height))
			o.Move(fyne.NewPos(x, y))
		} else if m.Width > width {
			m.Height = heightAt(o, width)
		}
		line = append(line, o)
		lineHeight = max(lineHeight, m.Height)
		size.Width = max(size.Width, x+m.Width)
		x += m.Width + f.gap
		last = o
	}
	if f.pushLast && move && last != nil && len(line) > 1 {
		last.Move(fyne.NewPos(max(0, width-last.Size().Width), last.Position().Y))
	}
	end()
	size.Height = y + lineHeight
	return size
}

func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.place(objects, size.Width, true)
}

func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	widest := float32(0)
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	width := f.width
	if width <= 0 {
		width = 1e6
	}
	return fyne.NewSize(widest, f.place(objects, width, false).Height)
}

type beside struct {
	gap  float32
	grow int
}

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Width
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if i != b.grow {
			rest -= o.MinSize().Width
		}
		rest -= b.gap
	}
	rest += b.gap
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		if i == b.grow {
			w = max(0, rest)
		}
		h := min(max(heightAt(o, w), 0), max(size.Height, o.MinSize().Height))
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + b.gap
	}
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		n++
	}
	if n > 1 {
		size.Width += b.gap * float32(n-1)
	}
	return size
}

type pad struct{ top, right, bottom, left float32 }

func (p *pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inner := fyne.NewSize(max(0, size.Width-p.left-p.right), max(0, size.Height-p.top-p.bottom))
	for _, o := range objects {
		o.Move(fyne.NewPos(p.left, p.top))
		o.Resize(inner)
	}
}

func (p *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m = m.Max(o.MinSize())
		}
	}
	return m.AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

type atLeast struct{ width, height float32 }

func (a *atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

func (a *atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.NewSize(look.Scaled(a.width), look.Scaled(a.height))
	for _, o := range objects {
		if o.Visible() {
			m = m.Max(o.MinSize())
		}
	}
	return m
}

type frame struct{ top, bottom, left, right, middle fyne.CanvasObject }

func shown(o fyne.CanvasObject) bool { return o != nil && o.Visible() }

func (f *frame) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom, left, right := float32(0), size.Height, float32(0), size.Width
	if shown(f.top) {
		top = heightAt(f.top, size.Width)
		f.top.Move(fyne.NewPos(0, 0))
		f.top.Resize(fyne.NewSize(size.Width, top))
	}
	if shown(f.bottom) {
		h := heightAt(f.bottom, size.Width)
		bottom = size.Height - h
		f.bottom.Move(fyne.NewPos(0, bottom))
		f.bottom.Resize(fyne.NewSize(size.Width, h))
	}
	height := max(0, bottom-top)
	if shown(f.left) {
		left = f.left.MinSize().Width
		f.left.Move(fyne.NewPos(0, top))
		f.left.Resize(fyne.NewSize(left, height))
	}
	if shown(f.right) {
		w := f.right.MinSize().Width
		right = size.Width - w
		f.right.Move(fyne.NewPos(right, top))
		f.right.Resize(fyne.NewSize(w, height))
	}
	if shown(f.middle) {
		f.middle.Move(fyne.NewPos(left, top))
		f.middle.Resize(fyne.NewSize(max(0, right-left), height))
	}
}

func (f *frame) MinSize(_ []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	if shown(f.middle) {
		m = f.middle.MinSize()
	}
	for _, o := range []fyne.CanvasObject{f.left, f.right} {
		if shown(o) {
			s := o.MinSize()
			m = fyne.NewSize(m.Width+s.Width, max(m.Height, s.Height))
		}
	}
	for _, o := range []fyne.CanvasObject{f.top, f.bottom} {
		if shown(o) {
			s := o.MinSize()
			m = fyne.NewSize(max(m.Width, s.Width), m.Height+s.Height)
		}
	}
	return m
}

// halves is the layout of Halves; width is what it was last laid out for.
type halves struct{ gap, width float32 }

func (h *halves) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	w := (width - h.gap) / 2
	beside := true
	for _, o := range objects {
		beside = beside && o.MinSize().Width <= w
	}
	if !beside {
		w = width
	}
	x, y, line := float32(0), float32(0), float32(0)
	for i, o := range objects {
		high := heightAt(o, w)
		if !beside && i > 0 {
			y, line = y+line+h.gap, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, high))
		}
		if beside {
			x += w + h.gap
		}
		line = max(line, high)
	}
	return y + line
}

func (h *halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h.width = size.Width
	h.place(objects, size.Width, true)
}

func (h *halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := float32(0)
	for _, o := range objects {
		least = max(least, o.MinSize().Width)
	}
	width := h.width
	if width <= 0 {
		width = 2*least + h.gap
	}
	return fyne.NewSize(least, h.place(objects, width, false))
}
