package main

import (
	"fmt"
	"image"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// desk works the window as somebody at it would, until something is not there.
type desk struct {
	*ui.Shell
	err error
}

func (d *desk) fail(format string, values ...any) {
	if d.err == nil {
		d.err = fmt.Errorf(format, values...)
	}
}

// placed is an object that can be seen, and where.
type placed struct {
	fyne.CanvasObject
	area
}

// objects are those of the dialog that is open, or else of the window.
func (d *desk) objects() []placed {
	c := d.Window().Canvas()
	root := c.Content()
	if o := c.Overlays().Top(); o != nil {
		root = o
	}
	var found []placed
	var walk func(o fyne.CanvasObject, at fyne.Position)
	walk = func(o fyne.CanvasObject, at fyne.Position) {
		if !o.Visible() {
			return
		}
		at = at.Add(o.Position())
		found = append(found, placed{o, area{at.X, at.Y, at.X + o.Size().Width, at.Y + o.Size().Height}})
		var inner []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			inner = o.Objects
		case fyne.Widget:
			inner = test.WidgetRenderer(o).Objects()
		}
		for _, o := range inner {
			walk(o, at)
		}
	}
	walk(root, fyne.NewPos(0, 0))
	return found
}

// click clicks on a button, link or chip by its words, or the row of a list that has them.
func (d *desk) click(words string) {
	objects := d.objects()
	for _, o := range objects {
		l, ok := o.CanvasObject.(interface {
			fyne.Tappable
			Label() string
		})
		if ok && l.Label() == words {
			l.Tapped(&fyne.PointEvent{})
			return
		}
	}
	for _, o := range objects {
		if list, ok := o.CanvasObject.(*block.List); ok {
			for i, it := range list.Items() {
				if strings.Contains(it.Title+"\n"+it.Detail+"\n"+it.Pill, words) {
					list.Tap(i)
					return
				}
			}
		}
	}
	d.fail("there is no %q to click on", words)
}

// command does a command by its ID.
func (d *desk) command(id string) {
	if !d.Run(id) {
		d.fail("the command %s cannot be done", id)
	}
}

// write types into what has the keyboard.
func (d *desk) write(text string) {
	f := d.Window().Canvas().Focused()
	if f == nil {
		d.fail("nothing has the keyboard to type %q", text)
		return
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// area is a part of the window in units.
type area struct{ x0, y0, x1, y1 float32 }

func (a area) and(b area) area {
	return area{min(a.x0, b.x0), min(a.y0, b.y0), max(a.x1, b.x1), max(a.y1, b.y1)}
}

func (a area) grown(by float32) area { return area{a.x0 - by, a.y0 - by, a.x1 + by, a.y1 + by} }

// window is all of it.
func (d *desk) window() area {
	s := d.Window().Canvas().Size()
	return area{0, 0, s.Width, s.Height}
}

// page is the page beside the list: the largest one there is.
func (d *desk) page() area {
	var found area
	for _, o := range d.objects() {
		if _, ok := o.CanvasObject.(*block.Detail); ok && o.x1-o.x0 > found.x1-found.x0 {
			found = o.area
		}
	}
	if found == (area{}) {
		d.fail("there is no page")
	}
	found.x1 -= 13 // the bar that it is scrolled with
	return found
}

// at is where a text stands, by its beginning; the first one, or the last.
func (d *desk) at(text string, last bool) area {
	var found area
	ok := false
	for _, o := range d.objects() {
		if t, is := o.CanvasObject.(*canvas.Text); is && strings.HasPrefix(t.Text, text) && (!ok || last) {
			found, ok = o.area, true
		}
	}
	if !ok {
		d.fail("cannot see %q", text)
	}
	return found
}

// around is the smallest panel or dialog that holds an area.
func (d *desk) around(in area) area {
	const least = 240 // wider than any button
	found, ok := area{}, false
	for _, o := range d.objects() {
		_, is := o.CanvasObject.(*canvas.Rectangle)
		a := o.area
		holds := a.x0 < in.x0 && a.y0 < in.y0 && a.x1 > in.x1 && a.y1 > in.y1 && a.x1-a.x0 > least
		if is && holds && (!ok || a.y1-a.y0 < found.y1-found.y0) {
			found, ok = a, true
		}
	}
	if !ok {
		d.fail("there is no panel around %v", in)
	}
	return found
}

// dialog is the one that is open, which has a button with a text.
func (d *desk) dialog(button string) area { return d.around(d.at(button, true)) }

// panel is the page from its top to the end of the panel that has a text.
func (d *desk) panel(text string) area {
	a := d.page()
	a.y1 = d.around(d.at(text, true)).y1 + room
	return a
}

// part is the page from its top to a text.
func (d *desk) part(to string) area {
	a := d.page()
	a.y1 = min(a.y1, d.at(to, true).y1+room)
	return a
}

// before is the page from its top to what comes before a text.
func (d *desk) before(text string) area {
	a := d.page()
	a.y1 = d.at(text, false).y0 - room/2
	return a
}

// between is the page from one text to another.
func (d *desk) between(from, to string) area {
	a := d.part(to)
	a.y0 = d.at(from, false).y0 - room
	return a
}

// pixels is an area in the picture that was taken of the window.
func (a area) pixels(bounds image.Rectangle) image.Rectangle {
	return image.Rect(int(a.x0*ui.PictureScale), int(a.y0*ui.PictureScale), int(a.x1*ui.PictureScale), int(a.y1*ui.PictureScale)).Intersect(bounds)
}
