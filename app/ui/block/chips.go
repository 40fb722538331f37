package block

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Choice is one of a few things to choose from.
type Choice struct {
	// ID is what the program knows it by, Text what the user reads.
	ID, Text string
	// Count stands behind the text; none when negative or zero.
	Count int
}

// Chips chooses one of a few filters above a list.
type Chips struct {
	widget.BaseWidget

	OnChange func(id string)

	chosen string
	// keep is told of what was clicked.
	keep  func(id string)
	chips []*chip
	body  *fyne.Container
}

// NewChips returns a row of chips; the first is chosen.
func NewChips(change func(id string), choices ...Choice) *Chips {
	c := &Chips{OnChange: change, body: Spread(8)}
	c.ExtendBaseWidget(c)
	if len(choices) > 0 {
		c.chosen = choices[0].ID
	}
	c.SetChoices(choices...)
	return c
}

// SetChoices shows other chips or counts; what was chosen stays chosen, and the keyboard stays where it is when only
// texts and counts differ. Refresh what holds the chips after it: they may need another line.
func (c *Chips) SetChoices(choices ...Choice) {
	if slices.EqualFunc(c.chips, choices, func(k *chip, o Choice) bool { return k.choice.ID == o.ID }) {
		for i, k := range c.chips {
			if k.choice != choices[i] {
				k.choice = choices[i]
				k.Refresh()
			}
		}
		c.body.Refresh()
		return
	}
	c.chips = c.chips[:0]
	c.body.Objects = c.body.Objects[:0]
	for _, choice := range choices {
		k, at := newChip(choice, func() { c.click(choice.ID) }), len(c.chips)
		k.step = func(n int) {
			if at+n >= 0 && at+n < len(c.chips) {
				focus(c.chips[at+n])
			}
		}
		k.chosen = choice.ID == c.chosen
		c.chips = append(c.chips, k)
		c.body.Add(k)
	}
	c.Refresh()
}

// Chosen answers the ID of the chosen chip.
func (c *Chips) Chosen() string { return c.chosen }

// Choose chooses a chip, as a click would.
func (c *Chips) Choose(id string) {
	if id == c.chosen {
		return
	}
	c.chosen = id
	for _, k := range c.chips {
		if on := k.choice.ID == id; on != k.chosen {
			k.chosen = on
			k.Refresh()
		}
	}
	if c.OnChange != nil {
		c.OnChange(id)
	}
}

func (c *Chips) click(id string) {
	if c.keep != nil {
		c.keep(id)
	}
	c.Choose(id)
}

// CreateRenderer is for the toolkit.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

type chip struct {
	widget.BaseWidget

	choice           Choice
	chosen           bool
	focused, hovered bool
	tap              func()
	step             func(n int) // gives the keyboard to the chip n further
}

var (
	_ fyne.Focusable    = (*chip)(nil)
	_ desktop.Hoverable = (*chip)(nil)
)

func newChip(c Choice, tap func()) *chip {
	k := &chip{choice: c, tap: tap}
	k.ExtendBaseWidget(k)
	return k
}

func (k *chip) label() string {
	if k.choice.Count > 0 {
		return k.choice.Text + " " + strconv.Itoa(k.choice.Count)
	}
	return k.choice.Text
}

// Label answers what the chip says, without its count, for tests that look for it.
func (k *chip) Label() string { return k.choice.Text }

func (k *chip) Tapped(*fyne.PointEvent)        { k.tap() }
func (k *chip) FocusGained()                   { k.focused = true; k.Refresh(); came(k) }
func (k *chip) FocusLost()                     { k.focused = false; k.Refresh() }
func (k *chip) MouseIn(*desktop.MouseEvent)    { k.hovered = true; k.Refresh() }
func (k *chip) MouseMoved(*desktop.MouseEvent) {}
func (k *chip) MouseOut()                      { k.hovered = false; k.Refresh() }

func (k *chip) TypedRune(r rune) {
	if r != ' ' {
		passRune(k, r)
	}
}

func (k *chip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		k.tap()
	case fyne.KeyLeft:
		k.step(-1)
	case fyne.KeyRight:
		k.step(1)
	default:
		passKey(k, e)
	}
}

func (k *chip) CreateRenderer() fyne.WidgetRenderer {
	v := &chipRenderer{k: k, back: canvas.NewRectangle(nil), word: canvas.NewText("", nil)}
	v.objects = []fyne.CanvasObject{v.back, v.word}
	v.apply()
	return v
}

type chipRenderer struct {
	k       *chip
	back    *canvas.Rectangle
	word    *canvas.Text
	objects []fyne.CanvasObject
}

func (v *chipRenderer) apply() {
	fill, line, ink := look.Paper, look.Edge, look.Quiet
	switch {
	case v.k.chosen:
		fill, line, ink = look.Chosen, look.Accent, look.OnChosen
	case v.k.hovered:
		fill = look.Hover
	}
	v.back.FillColor, v.back.StrokeColor, v.back.StrokeWidth = look.Color(fill), look.Color(line), 1
	if v.k.focused {
		v.back.StrokeColor, v.back.StrokeWidth = look.Color(look.Accent), 2
	}
	v.word.Text, v.word.Color = v.k.label(), look.Color(ink)
	v.word.TextSize, v.word.TextStyle.Bold = look.Size(look.SizeSmall), v.k.chosen
	v.word.Alignment = fyne.TextAlignCenter
}

func (v *chipRenderer) MinSize() fyne.Size {
	m := measure(v.k.label(), look.Size(look.SizeSmall), v.k.chosen)
	return fyne.NewSize(m.Width+look.Scaled(22), m.Height+look.Scaled(8))
}

func (v *chipRenderer) Layout(size fyne.Size) {
	v.back.Resize(size)
	v.back.CornerRadius = size.Height / 2
	h := v.word.MinSize().Height
	v.word.Move(fyne.NewPos(0, (size.Height-h)/2))
	v.word.Resize(fyne.NewSize(size.Width, h))
}

func (v *chipRenderer) Refresh() {
	v.apply()
	v.Layout(v.k.Size())
	canvas.Refresh(v.k)
}

func (v *chipRenderer) Objects() []fyne.CanvasObject { return v.objects }
func (v *chipRenderer) Destroy()                     {}
