package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Option is a record to pick: a line, and a quiet second one that tells it from its namesakes.
type Option struct{ ID, Text, Detail string }

// PickField finds a person, an organisation or another record by typing, and picks one with the arrows and Enter or a
// click. Esc leaves what was typed; Tab goes on, and picks what was found alone. What was typed and not picked is looked
// up again once the keyboard comes back, and by the down key.
type PickField struct {
	widget.BaseWidget

	// Find is called after each change of the text. It looks the text up, in the background where that takes time, and
	// hands what it found to show; a later call makes what an earlier one hands over too late to be shown.
	Find func(text string, show func([]Option))
	// Required refuses to have nothing picked.
	Required bool
	// New, when set, is offered under what was found, to make a new record of the text.
	New func(text string)
	// NewText is the line of that offer, such as "Nieuwe organisatie", and NewDetail the quiet one under it.
	NewText, NewDetail string
	// AsWritten says that New only keeps the text in this field and makes no record: leaving the field then picks the one
	// of that very name, and takes the text as it is where nothing was found.
	AsWritten bool

	input   *pickEntry
	list    *List
	holder  *fyne.Container
	body    *fyne.Container
	picked  Option
	options []Option
	turn    int
	sought  bool   // what is typed is looked up: the options are of fewer letters
	wish    func() // what a key asked of what is found; nil when none did
	edits   []func()
}

var _ Field = (*PickField)(nil)

type pickEntry struct {
	entry
	open func() bool
}

// AcceptsTab is for the toolkit: Tab first deals with what was found, see PickField.
func (e *pickEntry) AcceptsTab() bool { return e.open != nil && e.open() }

// newOption is the ID of the offer to make a new record.
const newOption = "\x00new"

// NewPickField returns a field with nothing picked.
func NewPickField(placeholder string, find func(text string, show func([]Option))) *PickField {
	p := &PickField{Find: find}
	p.input = &pickEntry{}
	p.input.PlaceHolder = placeholder
	p.input.begin(p.input)
	p.input.OnEdit(p.look)
	p.input.keys = p.key
	p.input.open = func() bool { return p.holder.Visible() || p.sought }
	p.input.came = func() {
		p.input.selectAll()
		p.again()
	}
	p.list = NewList("", words.T("Niets gevonden"))
	p.list.OnTap = p.pick
	p.holder = container.New(&optionsLayout{p}, NewBox(look.Paper, look.Edge, 5), p.list)
	p.holder.Hide()
	p.body = Column(2, p.input, p.holder)
	p.ExtendBaseWidget(p)
	return p
}

func (p *PickField) look() {
	p.picked = Option{}
	p.turn++
	turn := p.turn
	text := p.input.Text
	if text == "" || p.Find == nil {
		p.show(nil, false)
		return
	}
	p.sought, p.wish = true, nil
	p.Find(text, func(options []Option) {
		if turn == p.turn {
			if p.New != nil {
				options = append(options, Option{ID: newOption, Text: words.T("%s “%s”", p.NewText, text), Detail: p.NewDetail})
			}
			wish := p.wish
			p.show(options, true)
			if wish != nil {
				wish()
			}
		}
	})
}

func (p *PickField) show(options []Option, open bool) {
	p.options, p.sought, p.wish = options, false, nil
	items := make([]Item, len(options))
	for i, o := range options {
		items[i] = Item{ID: o.ID, Title: o.Text, Detail: o.Detail}
	}
	p.list.SetItems(items)
	if open {
		if len(items) > 0 {
			p.list.rows.current = 0
			p.list.rows.content.update(true)
		}
		p.holder.Show()
	} else {
		p.holder.Hide()
	}
	p.Refresh()
}

func (p *PickField) key(e *fyne.KeyEvent) bool {
	if p.sought {
		return p.keySought(e)
	}
	if !p.holder.Visible() {
		return e.Name == fyne.KeyDown && p.again()
	}
	switch e.Name {
	case fyne.KeyDown:
		p.list.rows.setCurrent(p.list.rows.current+1, false)
	case fyne.KeyUp:
		p.list.rows.setCurrent(p.list.rows.current-1, false)
	case fyne.KeyReturn, fyne.KeyEnter:
		p.pick(p.list.rows.current)
	case fyne.KeyPageDown:
		p.list.rows.setCurrent(p.list.rows.current+optionsShown, false)
	case fyne.KeyPageUp:
		p.list.rows.setCurrent(p.list.rows.current-optionsShown, false)
	case fyne.KeyEscape:
		p.close()
	case fyne.KeyTab:
		p.tab()
	default:
		return false
	}
	return true
}

// keySought is key while what is typed is looked up: nobody of those found for fewer letters is picked.
func (p *PickField) keySought(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.wish = func() { p.pick(p.list.rows.current) }
	case fyne.KeyTab:
		p.wish = func() {
			if !p.pickAlone() {
				p.close()
			}
		}
		p.holder.Hide()
		p.goOn()
	case fyne.KeyEscape:
		p.close()
	case fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyPageUp:
	default:
		return false
	}
	return true
}

func (p *PickField) close() {
	p.turn++
	p.show(nil, false)
}

// tab goes on to the next field, or back; what was found alone is picked.
func (p *PickField) tab() {
	if !p.pickAlone() {
		p.close()
	}
	p.goOn()
}

// again looks up what was typed and not picked, so that it can still be, and answers whether there is anything such.
func (p *PickField) again() bool {
	if p.picked.ID != "" || p.input.Text == "" || p.holder.Visible() || p.sought {
		return false
	}
	p.look()
	return true
}

// pickAlone picks what was found alone. Where a new record may be made, a namesake is not picked unasked.
func (p *PickField) pickAlone() bool {
	switch {
	case p.AsWritten && p.New != nil:
		return p.pickNamed()
	case len(p.options) != 1 || p.options[0].ID == newOption:
		return false
	}
	p.pick(0)
	return true
}

// pickNamed picks the only one that is called as was typed, or takes the text where nothing was found.
func (p *PickField) pickNamed() bool {
	named, many := -1, 0
	for i, o := range p.options {
		if o.ID != newOption && fold(o.Text) == fold(p.input.Text) {
			named, many = i, many+1
		}
	}
	switch {
	case many == 1:
		p.pick(named)
	case len(p.options) == 1 && p.options[0].ID == newOption:
		p.pick(0)
	default:
		return false
	}
	return true
}

// settle is called before the field is checked, with the keyboard still in it.
func (p *PickField) settle() {
	if p.holder.Visible() && !p.sought {
		p.pickAlone()
	}
}

func (p *PickField) goOn() {
	c := fyne.CurrentApp().Driver().CanvasForObject(p)
	switch {
	case c == nil:
	case modifiers()&fyne.KeyModifierShift != 0:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}

func (p *PickField) pick(i int) {
	if i < 0 || i >= len(p.options) {
		return
	}
	o := p.options[i]
	p.turn++
	text := p.input.Text
	p.show(nil, false)
	if o.ID == newOption {
		if p.New(text); p.picked.ID == "" {
			return
		}
	} else {
		p.SetValue(o)
	}
	for _, f := range p.edits {
		f()
	}
}

// Value answers what is picked; its ID is empty when nothing is.
func (p *PickField) Value() Option { return p.picked }

// Text answers what was typed, also when nothing is picked.
func (p *PickField) Text() string { return p.input.Text }

// SetValue picks an option.
func (p *PickField) SetValue(o Option) {
	p.picked = o
	p.input.setQuiet(o.Text)
}

// Keys answers what takes the keyboard.
func (p *PickField) Keys() fyne.Focusable { return p.input }

// Problem answers what is wrong with the value.
func (p *PickField) Problem() string {
	switch {
	case p.picked.ID != "":
		return ""
	case p.input.Text != "":
		return words.T("Kies een regel uit de lijst die verschijnt als je typt, met Enter of de muis.")
	case p.Required:
		return words.T("Vul dit in.")
	}
	return ""
}

// OnEdit has f called after each pick.
func (p *PickField) OnEdit(f func()) { p.edits = append(p.edits, f) }

// CreateRenderer is for the toolkit.
func (p *PickField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.body) }

// optionsShown is how many options are in view at once.
const optionsShown = 4

// optionsLayout shows at most that many.
type optionsLayout struct{ p *PickField }

func (o *optionsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, c := range objects {
		c.Resize(size)
	}
}

func (o *optionsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	n := min(max(len(o.p.options), 1), optionsShown)
	return fyne.NewSize(look.Scaled(160), float32(n)*o.p.list.rows.rowHeight())
}
