package block

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// fieldLine answers the line around a field: the last of what it draws that has a stroke.
func fieldLine(t *testing.T, o fyne.Widget) *canvas.Rectangle {
	t.Helper()
	var line *canvas.Rectangle
	for _, part := range test.WidgetRenderer(o).Objects() {
		if r, ok := part.(*canvas.Rectangle); ok && r.StrokeWidth > 0 {
			if line != nil {
				t.Fatal("two lines around one field")
			}
			line = r
		}
	}
	if line == nil {
		t.Fatal("no line around the field")
	}
	return line
}

func TestTheLineAroundAFieldSaysHowItStands(t *testing.T) {
	test.NewTempApp(t)
	text := NewTextField("")
	text.Required = true
	choice := NewChoiceField(Choice{ID: "a", Text: "A"})
	choice.Required = true
	pick := NewPickField("", nil)
	pick.Required = true
	form := NewForm(FormRow{Label: "Tekst", Field: text}, FormRow{Label: "Keuze", Field: choice}, FormRow{Label: "Persoon", Field: pick})
	w := test.NewTempWindow(t, form)
	w.Resize(fyne.NewSize(500, 400))
	for _, f := range []fyne.Widget{text, choice, pick.input} {
		line := fieldLine(t, f)
		if line.StrokeColor != look.Color(look.FieldLine) {
			t.Errorf("%T begins with %v", f, line.StrokeColor)
		}
		k, _ := f.(fyne.Focusable)
		w.Canvas().Focus(k)
		if line.StrokeColor != look.Color(look.Accent) || line.StrokeWidth < 2 {
			t.Errorf("%T has the keyboard with %v of %v", f, line.StrokeColor, line.StrokeWidth)
		}
		w.Canvas().Unfocus()
		if line.StrokeColor != look.Color(look.FieldLine) || line.StrokeWidth != 1 {
			t.Errorf("%T was left with %v of %v", f, line.StrokeColor, line.StrokeWidth)
		}
	}
	form.Check()
	for _, f := range []fyne.Widget{text, choice, pick.input} {
		if fieldLine(t, f).StrokeColor != look.Color(look.Wrong) {
			t.Errorf("%T is wrong with %v", f, fieldLine(t, f).StrokeColor)
		}
	}
	text.SetText("iets")
	if fieldLine(t, text).StrokeColor != look.Color(look.Accent) {
		t.Errorf("mended, with the keyboard, it has %v", fieldLine(t, text).StrokeColor)
	}
}
