package fit

import (
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// What WCAG 2.1 AA asks: 1.4.3 for text, and less of large text; 1.4.11 for what else has to be seen.
const (
	textContrast = 4.5
	lineContrast = 3

	// large text is of 18 points, or 14 bold; a unit is three quarters of a point.
	largeUnits     = 24
	largeBoldUnits = 14 / 0.75
)

// Contrast finds what can hardly be seen on what it stands: texts, icons, the lines around fields and those that show
// where the keyboard is. known are the pairs of colours that the look answers for; others are found too.
func Contrast(c fyne.Canvas, known map[Pair]bool) []Finding {
	p := draw(c)
	var found []Finding
	add := func(n *node, text, what string, got, least float64) {
		if got < least {
			found = append(found, Finding{what + " has a contrast of " + strconv.FormatFloat(got, 'f', 2, 64), n.path(), text})
		}
	}
	for _, w := range p.words {
		part := w.ink.and(w.seen)
		if part.empty() || p.hidden(part, w.order) {
			continue
		}
		ink, ground := plainColor(w.text.Color), p.ground(part, w.order)
		least := textContrast
		if size := w.text.TextSize; size >= largeUnits || w.text.TextStyle.Bold && size >= largeBoldUnits {
			least = lineContrast
		}
		add(&w.node, w.text.Text, "text", contrast(ink, ground), least)
		if pair := (Pair{ink, ground}); known != nil && !known[pair] {
			found = append(found, Finding{"a pair of colours that the look does not name", w.path(), w.text.Text})
		}
	}
	for _, i := range p.icons {
		if part := i.at.and(i.seen); !part.empty() && !p.hidden(part, i.order) {
			add(&i.node, "", "an icon", contrast(i.color, p.ground(part, i.order)), lineContrast)
		}
	}
	for _, l := range p.lines {
		field, _ := within[block.Field](&l.node)
		part := l.at.and(l.seen)
		if field == nil && l.width < 2 || part.empty() || p.hidden(part, l.order) {
			continue
		}
		outside := box{l.at.x1 - 1.5, l.at.y1 - 1.5, l.at.x1 - 0.5, l.at.y1 - 0.5}
		add(&l.node, "", "a line", contrast(l.color, p.ground(outside, l.order)), lineContrast)
	}
	return found
}

// Pair is a colour that is drawn and the one it is drawn on.
type Pair struct{ Front, Back color.NRGBA }

// Known answers the pairs that the look names, in its light and its dark colours.
func Known() map[Pair]bool {
	known := map[Pair]bool{}
	for _, mode := range []look.Mode{look.Light, look.Dark} {
		theme := look.New(mode, look.SmallestText)
		for _, p := range look.Pairs() {
			known[Pair{plainColor(theme.Color(p.Front, 0)), plainColor(theme.Color(p.Back, 0))}] = true
		}
	}
	return known
}

// hidden says whether something lies over an area that was drawn before it, if only a shadow.
func (p *picture) hidden(at box, order int) bool {
	for _, f := range p.fills {
		if f.order > order && f.at.holds(at) {
			return true
		}
	}
	return false
}

func (b box) holds(o box) bool {
	x, y := (o.x1+o.x2)/2, (o.y1+o.y2)/2
	return b.x1 <= x && x <= b.x2 && b.y1 <= y && y <= b.y2
}

// ground answers the colour under the middle of an area when something is drawn there.
func (p *picture) ground(at box, order int) color.NRGBA {
	under := plainColor(look.Color(look.Paper))
	for _, f := range p.fills {
		if f.order < order && f.at.holds(at) {
			under = over(f.color, under)
		}
	}
	return under
}

// over answers a colour laid over one that covers.
func over(c, under color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(a)*int(c.A) + int(b)*(0xFF-int(c.A)) + 0x7F) / 0xFF) }
	return color.NRGBA{mix(c.R, under.R), mix(c.G, under.G), mix(c.B, under.B), 0xFF}
}

var svgColor = regexp.MustCompile(`(?:stroke|fill)="#([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?"`)

// drawnIn answers the colour in which an icon is drawn.
func drawnIn(i *canvas.Image) (color.NRGBA, bool) {
	// The ground within the toolkit's box to tick is an icon too, in the colour of the field.
	if i.Resource == nil || strings.Contains(i.Resource.Name(), "check-box-fill") || strings.Contains(i.Resource.Name(), "check_box_fill") {
		return color.NRGBA{}, false
	}
	m := svgColor.FindSubmatch(i.Resource.Content())
	if m == nil {
		return color.NRGBA{}, false
	}
	v, err := strconv.ParseUint(string(m[1]), 16, 32)
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xFF}, err == nil
}

// contrast is that of WCAG 2.1: 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		f := float64(v) / 0xFF
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}
