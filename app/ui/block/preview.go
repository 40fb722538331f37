package block

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// The zoom of a Preview: the whole page, its width, or a size chosen with + and -.
type zoom int

const (
	zoomPage zoom = iota
	zoomWidth
	zoomFree
)

// zoomStep is how much larger + makes the paper; largest is the most, in units a point of the paper.
const (
	zoomStep = 1.25
	largest  = 6
)

// Preview shows the pages of a paper, one at a time, as they will be printed. It makes no pictures: it asks for the one
// that is in view with OnNeed, in the pixels that it is shown in, and keeps no other.
//
// PgUp, PgDn, Home and End go through the pages, as do the arrows where there is nothing left to scroll; + and - zoom,
// 0 shows the whole page and 9 its width. Other keys go to the window.
type Preview struct {
	widget.BaseWidget

	// OnNeed asks for the picture of a page (the first is 0) at a width in pixels. Make it beside the window and give
	// it to SetPicture; only the last one asked for still matters.
	OnNeed func(page, width int)
	// OnPage is called when another page comes into view.
	OnPage func(page int)

	sizes   []fyne.Size // of the pages, in points
	page    int
	from    int // the first page that can be leafed to
	until   int // the one after the last; 0: all of them
	zoom    zoom
	scale   float32 // units a point, for zoomFree
	picture image.Image
	asked   struct{ page, width int }
	message string // in the place of the paper
	wrong   bool   // the message is an error
	waits   bool   // the picture takes long

	view  *previewView
	bar   *fyne.Container
	count *Text
	prev  *Button
	next  *Button
	fit   *Button
	whole *fyne.Container
}

// NewPreview returns a preview that waits for its paper.
func NewPreview() *Preview {
	p := &Preview{message: words.T("Het voorbeeld wordt gemaakt …")}
	p.view = newPreviewView(p)
	p.count = NewQuiet("")
	p.prev = NewIconButton(look.IconLeft, func() { p.step(-1) })
	p.next = NewIconButton(look.IconRight, func() { p.step(1) })
	p.fit = NewLink("", p.toggleFit)
	left := Spread(2, p.prev, p.next, p.count)
	right := Beside(2, -1, NewIconButton(look.IconMinus, p.ZoomOut), NewIconButton(look.IconAdd, p.ZoomIn), p.fit)
	p.bar = Pad(4, 10, 4, 10, Ends(left, right))
	p.whole = On(look.Side, Frame(nil, Column(0, HLine(), p.bar), nil, nil, p.view))
	p.ExtendBaseWidget(p)
	p.tell()
	return p
}

// Keys answers what takes the keyboard.
func (p *Preview) Keys() fyne.Focusable { return p.view }

// CreateRenderer is for the toolkit.
func (p *Preview) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.whole) }

// SetPages says how large the pages of the paper are, in points, and shows the first.
func (p *Preview) SetPages(sizes []fyne.Size) {
	p.sizes, p.message, p.wrong = sizes, "", false
	p.picture = nil
	p.page, _ = p.bounds()
	p.asked.width = 0
	p.tell()
	p.view.arrange()
}

// SetPicture shows the picture of a page; one that is no longer asked for is dropped.
func (p *Preview) SetPicture(page, width int, picture image.Image) {
	if page != p.asked.page || width != p.asked.width {
		return
	}
	p.message, p.wrong, p.waits = "", false, false
	p.picture = picture
	p.view.arrange()
}

// SetWaiting says on the page that its picture takes a while; until then it is just white.
func (p *Preview) SetWaiting() {
	if p.picture == nil && p.message == "" {
		p.waits = true
		p.view.arrange()
	}
}

// SetLoading says in the place of the paper what is being done.
func (p *Preview) SetLoading(text string) { p.say(text, false) }

// SetError says in the place of the paper why it cannot be shown.
func (p *Preview) SetError(text string) { p.say(text, true) }

func (p *Preview) say(text string, wrong bool) {
	p.message, p.wrong, p.waits, p.picture = text, wrong, false, nil
	p.tell()
	p.view.arrange()
}

// Page answers which page is in view, the first is 0.
func (p *Preview) Page() int { return p.page }

// Pages answers how many there are.
func (p *Preview) Pages() int { return len(p.sizes) }

// Only leafs through some of the pages, from first (from 0) to last, each under the number that it has in the paper; it
// shows the first of them when another one is in view. It may be said before the pages are there.
func (p *Preview) Only(first, last int) {
	p.from, p.until = first, last+1
	first, last = p.bounds()
	if p.page < first || p.page > last {
		p.GoTo(first)
	}
	p.tell()
}

// bounds are the first and the last page that can be leafed to.
func (p *Preview) bounds() (first, last int) {
	last = len(p.sizes) - 1
	if p.until > 0 {
		last = min(last, p.until-1)
	}
	return max(0, min(p.from, last)), last
}

// GoTo shows a page from its top; one that is not there is the nearest.
func (p *Preview) GoTo(page int) {
	first, last := p.bounds()
	page = max(first, min(page, last))
	if page == p.page || len(p.sizes) == 0 {
		return
	}
	p.page, p.picture, p.message, p.wrong, p.waits = page, nil, "", false, false
	p.tell()
	p.view.arrange()
	p.view.scroll.ScrollToTop()
	if p.OnPage != nil {
		p.OnPage(page)
	}
}

// step goes on or back and says whether there was a page.
func (p *Preview) step(by int) bool {
	was := p.page
	p.GoTo(p.page + by)
	return p.page != was
}

// FitPage shows the whole page.
func (p *Preview) FitPage() { p.setZoom(zoomPage, 0) }

// FitWidth shows the page as wide as there is room.
func (p *Preview) FitWidth() { p.setZoom(zoomWidth, 0) }

// ZoomIn and ZoomOut make the paper larger and smaller.
func (p *Preview) ZoomIn() { p.setZoom(zoomFree, p.current()*zoomStep) }

// ZoomOut makes the paper smaller, but no smaller than the whole page.
func (p *Preview) ZoomOut() {
	smaller := p.current() / zoomStep
	if smaller <= p.fitting(zoomPage) {
		p.FitPage()
		return
	}
	p.setZoom(zoomFree, smaller)
}

func (p *Preview) setZoom(z zoom, scale float32) {
	p.zoom, p.scale = z, min(scale, largest)
	p.tell()
	p.view.arrange()
}

func (p *Preview) toggleFit() {
	if p.zoom == zoomPage {
		p.FitWidth()
		return
	}
	p.FitPage()
}

// tell brings the bar under the paper up to date.
func (p *Preview) tell() {
	n := len(p.sizes)
	text := ""
	if n > 0 {
		text = words.T("Pagina %d van %d", p.page+1, n)
	}
	p.count.SetText(text)
	first, last := p.bounds()
	p.prev.setDisabled(p.page == first)
	p.next.setDisabled(p.page >= last)
	p.prev.Hidden, p.next.Hidden = first >= last, first >= last
	fit := words.T("Hele pagina")
	if p.zoom == zoomPage {
		fit = words.T("Paginabreedte")
	}
	p.fit.SetText(fit)
	p.bar.Refresh()
}

// paperMargin is the room around the paper, in units.
const paperMargin = 14

// fitting answers the units a point at which the page in view fits.
func (p *Preview) fitting(z zoom) float32 {
	room := p.view.BaseWidget.Size().SubtractWidthHeight(2*paperMargin, 2*paperMargin)
	if len(p.sizes) == 0 || room.Width <= 0 || room.Height <= 0 {
		return 1
	}
	size := p.sizes[p.page]
	wide := room.Width / size.Width
	if z == zoomWidth {
		return min(wide, largest)
	}
	return min(wide, room.Height/size.Height, largest)
}

func (p *Preview) current() float32 {
	if p.zoom == zoomFree {
		return p.scale
	}
	return p.fitting(p.zoom)
}

// dotsAt answers how many pixels of the screen a unit has.
func dotsAt(o fyne.CanvasObject) float32 {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return 1
	}
	const far = 4096
	x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
	return max(0.25, float32(x)/far)
}

// paper answers how large the page in view is shown: in whole pixels, so that its picture needs no scaling.
func (p *Preview) paper() (size fyne.Size, width int) {
	points, d := p.sizes[p.page], dotsAt(p.view)
	scale := p.current()
	width = max(1, int(math.Round(float64(points.Width*scale*d))))
	height := max(1, int(math.Round(float64(width)*float64(points.Height)/float64(points.Width))))
	return fyne.NewSize(float32(width)/d, float32(height)/d), width
}

// need asks for the picture of what is in view, once.
func (p *Preview) need(width int) {
	if p.wrong || p.asked.page == p.page && p.asked.width == width {
		return
	}
	p.asked.page, p.asked.width = p.page, width
	if p.OnNeed != nil {
		p.OnNeed(p.page, width)
	}
}
