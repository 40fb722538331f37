package block

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func TestSearchFieldLeadsToItsList(t *testing.T) {
	f := NewSearchField("Zoek")
	var told []string
	toList := 0
	f.OnText = func(text string) { told = append(told, text) }
	f.OnList = func() { toList++ }
	w := window(t, f, 300, 60, 100)
	w.Canvas().Focus(f)
	test.Type(f, " an")
	if got := strings.Join(told, "|"); got != "|a|an" {
		t.Errorf("told %q", got)
	}
	press(f, fyne.KeyDown, fyne.KeyReturn)
	if toList != 2 {
		t.Errorf("went to the list %d times", toList)
	}
	press(f, fyne.KeyEscape)
	if f.Value() != "" || told[len(told)-1] != "" {
		t.Errorf("after Esc %q", f.Value())
	}
}

func TestRowsOutOfViewFollowTheLook(t *testing.T) {
	l := NewList("Leeg", "")
	l.SetItems(items(6))
	w := window(t, l, 400, 900, 100)
	l.SetItems(items(1))
	if len(l.rows.content.spare) == 0 {
		t.Fatal("no rows are kept to be used again")
	}
	for _, c := range []struct {
		mode    look.Mode
		percent int
	}{{look.Light, 200}, {look.Dark, 200}} {
		fyne.CurrentApp().Settings().SetTheme(look.New(c.mode, c.percent))
		w.Content().Refresh()
		if n := len(l.rows.content.spare); n != 0 {
			t.Errorf("%v at %d: %d rows keep the old look", c.mode, c.percent, n)
		}
		l.SetItems(items(6))
		l.SetItems(items(1))
	}
}

func TestTheFieldThatHasTheKeyboardComesIntoView(t *testing.T) {
	var rows []FormRow
	for range 30 {
		rows = append(rows, FormRow{Label: "Naam", Field: NewTextField("")})
	}
	rows = append(rows, FormRow{Label: "Soort", Field: NewChoiceField(Choice{ID: "a", Text: "A"})})
	form := NewForm(rows...)
	d := NewDetail()
	d.Set(form)
	w := window(t, d, 500, 300, 100)
	for _, i := range []int{29, 30, 0, 15} {
		field := rows[i].Field
		w.Canvas().Focus(field.Keys())
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(field)
		if at.Y < 0 || at.Y+field.Size().Height > 300 {
			t.Errorf("field %d stands at %v", i, at.Y)
		}
	}
}
