package block

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Todo is something that has to be done, with the one button that does it.
type Todo struct {
	// Pill and Tone say how it stands: "uiterlijk vandaag".
	Pill string
	Tone look.Tone
	// Title says what it is, Detail more about it.
	Title, Detail string
	// Button is what the button says, Run what it does.
	Button string
	Run    func()
	// Primary is for the most urgent one.
	Primary bool
}

// PillWidth is what the pills of things to do need, for TodosAligned.
func PillWidth(list ...Todo) float32 {
	wide := float32(128)
	for _, t := range list {
		wide = max(wide, pillSize(t.Pill).Width/look.Factor())
	}
	return wide
}

// Todos shows things to do under each other.
func Todos(list ...Todo) fyne.CanvasObject { return TodosAligned(PillWidth(list...), list...) }

// TodosAligned is Todos with the texts behind pills of a width, so that those of several sections stand in one line.
func TodosAligned(wide float32, list ...Todo) fyne.CanvasObject {
	column := Column(8)
	for _, t := range list {
		title := NewSpans(Span{Text: t.Title, Bold: true})
		text := Column(0, title)
		if t.Detail != "" {
			text.Add(NewQuietParagraph(t.Detail))
		}
		row := &todoRow{hasPill: t.Pill != ""}
		pill := Wide(wide, NewPill(t.Pill, t.Tone))
		if t.Pill == "" {
			pill = Wide(0, NewPill("", look.Grey))
		}
		b := NewButton(t.Button, t.Run)
		if t.Primary {
			b.Kind = Primary
		}
		if t.Button == "" {
			b.Hide()
		}
		column.Add(container.New(row, pill, text, b))
		column.Add(HLine())
	}
	return column
}

// todoRow stands pill, text and button beside each other; under each other where there is no room for them.
type todoRow struct {
	hasPill bool
	width   float32
}

func (r *todoRow) lay(o []fyne.CanvasObject, width float32) float32 {
	pill, button := o[0].MinSize(), o[2].MinSize()
	if !r.hasPill {
		pill = fyne.Size{}
	}
	if !o[2].Visible() {
		button = fyne.Size{}
	}
	gap := float32(14)
	left := pill.Width + gap
	if !r.hasPill {
		left = 0
	}
	text := width - left - button.Width - gap
	if text >= look.Scaled(200) {
		h := heightAt(o[1], text)
		row := max(pill.Height, h, button.Height)
		put(o[0], 0, (row-pill.Height)/2, pill)
		put(o[1], left, (row-h)/2, fyne.NewSize(text, h))
		put(o[2], width-button.Width, (row-button.Height)/2, button)
		return row
	}
	y := float32(0)
	if r.hasPill {
		put(o[0], 0, 0, pill)
		y = pill.Height + 4
	}
	h := heightAt(o[1], width)
	put(o[1], 0, y, fyne.NewSize(width, h))
	y += h + 6
	put(o[2], 0, y, button)
	return y + button.Height
}

func put(o fyne.CanvasObject, x, y float32, size fyne.Size) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(size)
}

func (r *todoRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	r.lay(o, size.Width)
}

func (r *todoRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	width := r.width
	if width <= 0 {
		width = look.Scaled(600)
	}
	return fyne.NewSize(look.Scaled(200), r.lay(o, width))
}
