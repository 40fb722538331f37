package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Empty stands where a list has nothing: it says what comes here, and how.
type Empty struct {
	widget.BaseWidget

	icon  *IconView
	title *Text
	text  *Paragraph
	about []fyne.CanvasObject
	body  *fyne.Container
}

// NewEmpty returns the sign, which stands at the edge of its page; a button or other objects may follow under it.
func NewEmpty(icon look.Icon, title, text string, below ...fyne.CanvasObject) *Empty {
	e := &Empty{icon: NewIcon(icon, look.Quiet), title: NewBold(title), text: NewQuietParagraph(text)}
	e.icon.Units = 28
	objects := []fyne.CanvasObject{Beside(0, -1, e.icon), e.title, e.text}
	if title == "" {
		e.title.Hide()
	}
	for _, o := range below {
		objects = append(objects, Spread(8, o))
	}
	e.about = objects
	e.body = Pad(8, 0, 24, 0, Column(8, objects...))
	e.ExtendBaseWidget(e)
	return e
}

// within keeps the sign as far from the edges as the rows of a list or table are.
func (e *Empty) within(edge float32) *Empty {
	e.body = Pad(24, edge, 24, edge, Column(8, e.about...))
	return e
}

// SetText says something else, such as that nothing fits a filter.
func (e *Empty) SetText(title, text string) {
	e.title.SetText(title)
	e.text.SetText(text)
	e.Refresh()
}

// CreateRenderer is for the toolkit.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(e.body) }
