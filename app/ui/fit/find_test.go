package fit

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// window shows an object in a window of 300 by 200.
func window(t *testing.T, o fyne.CanvasObject) fyne.Canvas {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Light, look.SmallestText))
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 200))
	return w.Canvas()
}

// at places objects where they are told to be.
func at(objects ...fyne.CanvasObject) fyne.CanvasObject {
	return container.NewWithoutLayout(objects...)
}

func text(s string, x, y float32, ink color.Color) *canvas.Text {
	o := canvas.NewText(s, ink)
	o.TextSize = 14
	o.Move(fyne.NewPos(x, y))
	o.Resize(o.MinSize())
	return o
}

func has(t *testing.T, found []Finding, what string) {
	t.Helper()
	for _, f := range found {
		if strings.Contains(f.String(), what) {
			return
		}
	}
	t.Errorf("%q is not among %v", what, found)
}

func TestFindsWhatHasTooLittleRoom(t *testing.T) {
	black := color.Black
	if found := Room(window(t, at(text("past", 10, 10, black), text("hier ook", 10, 60, black)))); len(found) > 0 {
		t.Errorf("what fits is told of: %v", found)
	}
	has(t, Room(window(t, at(text("veel te ver naar rechts", 250, 10, black)))), "out of the sides")
	has(t, Room(window(t, at(text("te laag", 10, 195, black)))), "out of the height")
	has(t, Room(window(t, at(text("onder", 10, 10, black), text("boven", 14, 12, black)))), "stands over")

	covered := canvas.NewRectangle(color.White)
	covered.Resize(fyne.NewSize(300, 200))
	if found := Room(window(t, at(text("onder", 10, 10, black), covered, text("boven", 14, 12, black)))); len(found) > 0 {
		t.Errorf("what is painted over is told of: %v", found)
	}

	wide := canvas.NewRectangle(color.White)
	wide.SetMinSize(fyne.NewSize(400, 20))
	scroll := container.NewScroll(container.NewStack(wide, text("dit staat half buiten wat er in beeld is en gaat nog door", 0, 0, black)))
	has(t, Room(window(t, scroll)), "cut at the side")

	short := block.NewText("Szczęśniak-Źrebiec")
	short.Clip = true
	if found := Room(window(t, container.NewGridWrap(fyne.NewSize(40, 20), short))); len(found) > 0 {
		t.Errorf("free text is told of: %v", found)
	}
	list := block.NewList("", "")
	list.SetItems([]block.Item{{ID: "1", Title: "Naam", Right: "€ 1.234.567,89 en nog veel meer dan er in de lijst past", Pill: "open"}})
	has(t, Room(window(t, list)), "out of the sides")
}

func TestFindsWhatCanHardlyBeSeen(t *testing.T) {
	grey, ink := color.NRGBA{0xAA, 0xAA, 0xAA, 0xFF}, look.New(look.Light, 100).Color(look.Ink, 0)
	has(t, Contrast(window(t, at(text("grijs", 10, 10, grey))), nil), "contrast of 2.3")
	if found := Contrast(window(t, at(text("zwart", 10, 10, ink))), Known()); len(found) > 0 {
		t.Errorf("ink on paper is told of: %v", found)
	}
	has(t, Contrast(window(t, at(text("blauw", 10, 10, color.NRGBA{0, 0, 0x80, 0xFF}))), Known()), "does not name")

	panel := canvas.NewRectangle(color.NRGBA{0x20, 0x20, 0x20, 0xFF})
	panel.Resize(fyne.NewSize(300, 50))
	has(t, Contrast(window(t, at(panel, text("zwart op zwart", 10, 10, ink))), nil), "text has a contrast")

	ring := canvas.NewRectangle(color.Transparent)
	ring.StrokeColor, ring.StrokeWidth = grey, 2
	ring.Move(fyne.NewPos(20, 20))
	ring.Resize(fyne.NewSize(100, 40))
	has(t, Contrast(window(t, at(ring)), nil), "a line has a contrast")
}

func TestFindsEnglish(t *testing.T) {
	has(t, English(window(t, widget.NewButton("Cancel", nil))), "is English")
	if found := English(window(t, widget.NewButton("Annuleren", nil))); len(found) > 0 {
		t.Errorf("Dutch is told of: %v", found)
	}
	has(t, EnglishMenu(fyne.NewMainMenu(fyne.NewMenu("Bestand", fyne.NewMenuItem("Save", nil)))), "is English")
}

func TestFindsWhatTheKeyboardCannotComeAt(t *testing.T) {
	buttons := block.Column(4)
	for range 20 {
		buttons.Add(block.NewButton("Doen", nil))
	}
	if found := Keyboard(window(t, block.NewScroll(buttons))); len(found) > 0 {
		t.Errorf("a page that scrolls along is told of: %v", found)
	}
	high := block.Column(4)
	for range 20 {
		high.Add(block.NewButton("Doen", nil))
	}
	has(t, Keyboard(window(t, container.NewVScroll(high))), "out of view")
	has(t, Keyboard(window(t, widget.NewButton("Kale knop", nil))), "does not show")
}

func TestFindsCrookedForms(t *testing.T) {
	straight := block.NewForm(block.FormRow{Label: "Naam", Field: block.NewTextField("")}, block.FormRow{Label: "Plaats", Field: block.NewTextField("")})
	if found := Aligned(window(t, straight)); len(found) > 0 {
		t.Errorf("a straight form is told of: %v", found)
	}
	first, second := block.NewTextField(""), block.NewTextField("")
	c := window(t, block.NewForm(block.FormRow{Label: "Naam", Field: first}, block.FormRow{Label: "Plaats", Field: second}))
	second.Move(second.Position().AddXY(9, 0))
	has(t, Aligned(c), "does not begin where")
}
