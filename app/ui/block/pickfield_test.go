package block

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// pickForm is a window with a field to pick from eleven names, and one after it.
func pickForm(t *testing.T) (fyne.Window, *PickField, *TextField) {
	t.Helper()
	var names []string
	for i := range 11 {
		names = append(names, fmt.Sprintf("Anna %02d", i))
	}
	f := NewPickField("", func(text string, show func([]Option)) {
		var found []Option
		for _, n := range names {
			if strings.Contains(fold(n), fold(text)) {
				found = append(found, Option{ID: n, Text: n, Detail: "Deventer"})
			}
		}
		show(found)
	})
	after := NewTextField("")
	w := window(t, Column(4, f, after), 400, 600, 100)
	w.Canvas().Focus(f.Keys())
	return w, f, after
}

func TestPickFieldByKeyboardAlone(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		keys []fyne.KeyName
		want string // what is picked
		open bool
	}{
		{"the first", "anna", []fyne.KeyName{fyne.KeyReturn}, "Anna 00", false},
		{"the second", "anna", []fyne.KeyName{fyne.KeyDown, fyne.KeyEnter}, "Anna 01", false},
		{"down and up", "anna", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn}, "Anna 01", false},
		{"a page on", "anna", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, "Anna 04", false},
		{"past the end", "anna", []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyDown, fyne.KeyReturn}, "Anna 10", false},
		{"back before the start", "anna", []fyne.KeyName{fyne.KeyDown, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyReturn}, "Anna 00", false},
		{"left by Esc", "anna", []fyne.KeyName{fyne.KeyEscape, fyne.KeyReturn}, "", false},
		{"nobody", "xyz", []fyne.KeyName{fyne.KeyReturn, fyne.KeyDown, fyne.KeyReturn}, "", true},
		{"emptied", "a", []fyne.KeyName{fyne.KeyBackspace}, "", false},
	} {
		w, f, _ := pickForm(t)
		test.Type(f.input, c.text)
		press(f.input, c.keys...)
		if f.Value().ID != c.want || f.holder.Visible() != c.open || w.Canvas().Focused() != f.Keys() {
			t.Errorf("%s: picked %q, open %v, %T has the keyboard", c.name, f.Value().ID, f.holder.Visible(), w.Canvas().Focused())
		}
	}
}

func TestTabLeavesAPickField(t *testing.T) {
	for text, want := range map[string]string{"07": "Anna 07", "anna": "", "xyz": ""} {
		w, f, after := pickForm(t)
		test.Type(f.input, text)
		if !f.input.AcceptsTab() {
			t.Fatal("Tab goes past what was found")
		}
		press(f.input, fyne.KeyTab)
		if f.Value().ID != want || f.holder.Visible() || w.Canvas().Focused() != after {
			t.Errorf("%q: picked %q, open %v, %T has the keyboard", text, f.Value().ID, f.holder.Visible(), w.Canvas().Focused())
		}
		if f.input.AcceptsTab() {
			t.Error("Tab stays in a field where nothing is open")
		}
		if (f.Problem() == "") != (want != "") {
			t.Errorf("%q: %q", text, f.Problem())
		}
	}
}

func TestANewRecordIsTheLastThingOffered(t *testing.T) {
	_, f, _ := pickForm(t)
	var made []string
	f.New, f.NewText = func(s string) { made = append(made, s) }, "Nieuwe professional"
	test.Type(f.input, "anna 0")
	last := f.list.Items()[len(f.list.Items())-1]
	if last.Title != "Nieuwe professional “anna 0”" || len(f.options) != 11 {
		t.Fatalf("the last of %d is %q", len(f.options), last.Title)
	}
	press(f.input, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyReturn)
	if strings.Join(made, "|") != "anna 0" || f.holder.Visible() {
		t.Errorf("made %q", made)
	}
	test.Type(f.input, "7")
	press(f.input, fyne.KeyTab)
	if f.Value().ID != "" || len(made) != 1 {
		t.Errorf("Tab picked %q and made %q", f.Value().ID, made)
	}
}

func TestPickFieldDoesNotPickWhatWasFoundForFewerLetters(t *testing.T) {
	for _, c := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyReturn, "anna"}, {fyne.KeyTab, "anna"}, {fyne.KeyEscape, ""},
	} {
		var found []func()
		f := NewPickField("", func(text string, show func([]Option)) {
			found = append(found, func() { show([]Option{{ID: text, Text: text}}) })
		})
		after := NewTextField("")
		w := window(t, Column(4, f, after), 400, 600, 100)
		w.Canvas().Focus(f.Keys())
		test.Type(f.input, "a")
		found[0]()
		for _, r := range "nna" {
			f.input.TypedRune(r)
		}
		press(f.input, c.key)
		if f.Value().ID != "" {
			t.Fatalf("%s picks %q at once", c.key, f.Value().ID)
		}
		if next := w.Canvas().Focused() != f.Keys(); next != (c.key == fyne.KeyTab) {
			t.Errorf("%s leaves the keyboard at %T", c.key, w.Canvas().Focused())
		}
		for _, g := range found {
			g()
		}
		if f.Value().ID != c.want || f.holder.Visible() {
			t.Errorf("%s picks %q, open %v", c.key, f.Value().ID, f.holder.Visible())
		}
	}
}

func TestWhatWasTypedCanBePickedLater(t *testing.T) {
	w, f, after := pickForm(t)
	test.Type(f.input, "anna 0")
	press(f.input, fyne.KeyTab)
	if f.Value().ID != "" || f.Problem() == "" {
		t.Fatalf("Tab picked %q of ten", f.Value().ID)
	}
	w.Canvas().Focus(f.Keys())
	press(f.input, fyne.KeyDown, fyne.KeyReturn)
	if f.Value().ID != "Anna 01" || f.Problem() != "" {
		t.Errorf("with the keyboard back: picked %q, %q", f.Value().ID, f.Problem())
	}
	w.Canvas().Focus(after)
	w.Canvas().Focus(f.Keys())
	if f.holder.Visible() {
		t.Error("a field where something is picked opens by itself")
	}
	test.Type(f.input, "0")
	press(f.input, fyne.KeyEscape, fyne.KeyDown)
	if !f.holder.Visible() {
		t.Error("the down key does not open what Esc closed")
	}
}

func TestANameAsWritten(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Bram Zijlstra", "as Bram Zijlstra"}, {"anna 07", "Anna 07"}, {"anna 0", ""},
	} {
		for way, leave := range map[string]func(*PickField){
			"Tab":    func(f *PickField) { press(f.input, fyne.KeyTab) },
			"saving": func(f *PickField) { NewForm(FormRow{Field: f}).Check() },
		} {
			_, f, _ := pickForm(t)
			f.AsWritten, f.New = true, func(s string) { f.SetValue(Option{ID: "as " + s, Text: s}) }
			edits := 0
			f.OnEdit(func() { edits++ })
			test.Type(f.input, c.text)
			leave(f)
			if f.Value().ID != c.want || (f.Problem() == "") != (c.want != "") || (edits > 0) != (c.want != "") {
				t.Errorf("%s after %q: picked %q, %q", way, c.text, f.Value().ID, f.Problem())
			}
		}
	}
}
