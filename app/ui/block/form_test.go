package block

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestDateFieldReadsAndShowsADay(t *testing.T) {
	f := NewDateField()
	f.Today = "2026-03-03"
	other := NewTextField("")
	w := window(t, Column(0, f, other), 300, 200, 100)
	w.Canvas().Focus(f)
	test.Type(f, "5 apr")
	w.Canvas().Focus(other)
	if f.Text != "zo 5 apr 2026" || f.Value() != "2026-04-05" || f.Problem() != "" {
		t.Errorf("shows %q, is %q, %s", f.Text, f.Value(), f.Problem())
	}
	press(f, fyne.KeyUp, fyne.KeyUp, fyne.KeyDown)
	if f.Value() != "2026-04-06" {
		t.Errorf("up, up, down is %q", f.Value())
	}
	f.SetText("31-2-2026")
	if f.Value() != "" || f.Problem() == "" {
		t.Errorf("31 February is %q", f.Value())
	}
	f.SetText("")
	if f.Problem() != "" {
		t.Error("an empty day is refused")
	}
	f.Required = true
	if f.Problem() == "" {
		t.Error("a needed day may be empty")
	}
}

func TestMoneyField(t *testing.T) {
	f := NewMoneyField()
	other := NewTextField("")
	w := window(t, Column(0, f, other), 300, 200, 100)
	w.Canvas().Focus(f)
	test.Type(f, "1234,5")
	w.Canvas().Focus(other)
	if v, ok := f.Value(); !ok || v != 123450 || f.Text != "1.234,50" {
		t.Errorf("%d, %v, shown %q", v, ok, f.Text)
	}
	f.SetText("12,345")
	if _, ok := f.Value(); ok || f.Problem() == "" {
		t.Error("three decimals are taken")
	}
}

func TestFormSaysWhatIsWrongUntilItIsMended(t *testing.T) {
	name, mail := NewTextField(""), NewTextField("")
	name.Required = true
	mail.Check = func(s string) error {
		if !strings.Contains(s, "@") {
			return errors.New("Dit is geen mailadres.")
		}
		return nil
	}
	kind := NewChoiceField(Choice{ID: "school", Text: "School"})
	kind.Required = true
	f := NewForm(FormRow{Label: "Naam", Field: name}, FormRow{Label: "Mail", Field: mail}, FormRow{Label: "Soort", Field: kind})
	w := window(t, f, 600, 500, 100)
	mail.SetValue("x")
	if f.Edited() {
		t.Error("filling a form in by the program counts as editing")
	}
	if f.Check() || w.Canvas().Focused() != name {
		t.Errorf("accepted, or focus at %v", w.Canvas().Focused())
	}
	if !f.problems[0].Visible() || f.problems[1].String() != "Dit is geen mailadres." || !f.problems[2].Visible() {
		t.Error("not every problem is shown")
	}
	test.Type(name, "Ada")
	if f.problems[0].Visible() || !f.Edited() {
		t.Error("a mended field still has its problem")
	}
	mail.SetValue("a@example.nl")
	kind.SetValue("school")
	if !f.Check() {
		t.Error("a good form is refused")
	}
	f.Tell(mail, "Dit adres is al van iemand anders.")
	if !f.problems[1].Visible() {
		t.Error("a problem from a job is not shown")
	}
}

func TestChoiceField(t *testing.T) {
	f := NewChoiceField(Choice{ID: "a", Text: "Aap"}, Choice{ID: "b", Text: "Beer"})
	edits := 0
	f.OnEdit(func() { edits++ })
	window(t, f, 300, 60, 100)
	f.SetValue("b")
	if f.Value() != "b" || edits != 0 {
		t.Errorf("value %q, %d edits", f.Value(), edits)
	}
	f.SetSelected("Aap")
	if f.Value() != "a" || edits != 1 {
		t.Errorf("value %q, %d edits", f.Value(), edits)
	}
	f.SetValue("nergens")
	if f.Value() != "" {
		t.Errorf("an unknown value is %q", f.Value())
	}
}

func TestPickFieldShowsOnlyTheNewestAnswer(t *testing.T) {
	var answers []func([]Option)
	f := NewPickField("", func(_ string, show func([]Option)) { answers = append(answers, show) })
	picked := 0
	f.OnEdit(func() { picked++ })
	w := window(t, f, 400, 400, 100)
	w.Canvas().Focus(f.Keys())
	test.Type(f.input, "an")
	if len(answers) != 2 {
		t.Fatalf("asked %d times", len(answers))
	}
	answers[1]([]Option{{ID: "1", Text: "Anna"}, {ID: "2", Text: "Anouk"}})
	answers[0]([]Option{{ID: "9", Text: "Albert"}})
	if len(f.options) != 2 {
		t.Fatalf("shows %v", f.options)
	}
	if f.Problem() == "" {
		t.Error("typed text counts as picked")
	}
	press(f.input, fyne.KeyDown, fyne.KeyReturn)
	if f.Value().ID != "2" || f.input.Text != "Anouk" || picked != 1 || f.holder.Visible() || f.Problem() != "" {
		t.Errorf("picked %v, shown %q, %d times", f.Value(), f.input.Text, picked)
	}
}

func TestPickFieldOffersANewRecord(t *testing.T) {
	f := NewPickField("", func(_ string, show func([]Option)) { show(nil) })
	made := ""
	f.New, f.NewText = func(s string) { made = s }, "Nieuwe organisatie"
	w := window(t, f, 400, 400, 100)
	w.Canvas().Focus(f.Keys())
	test.Type(f.input, "De Boei")
	press(f.input, fyne.KeyReturn)
	if made != "De Boei" {
		t.Errorf("made %q", made)
	}
}

func TestDialogFromFieldOfSeveralLines(t *testing.T) {
	w := window(t, NewTextField(""), 600, 500, 100)
	for _, danger := range []bool{false, true} {
		for _, k := range []fyne.KeyName{fyne.KeyS, fyne.KeyReturn} {
			done, area := 0, NewTextArea("", 3)
			d := &Dialog{Title: "Mailen", Content: area, First: area.Keys(), OK: "Klaarzetten", Danger: danger, OnOK: func() bool { done++; return true }}
			d.Show(w.Canvas())
			press(w.Canvas().Focused(), fyne.KeyReturn)
			if done != 0 || area.Typed() != "\n" {
				t.Errorf("Enter: done %d times, and the field has %q", done, area.Typed())
			}
			area.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
			if (done == 1) == danger || area.Typed() != "\n" {
				t.Errorf("Ctrl+%s: done %d times, dangerous %v, and the field has %q", k, done, danger, area.Typed())
			}
			d.Close()
		}
	}
}

func TestDialogByKeyboard(t *testing.T) {
	under := NewTextField("")
	w := window(t, under, 600, 500, 100)
	w.Canvas().Focus(under)
	done, left := 0, 0
	open := func(danger bool) *Dialog {
		d := &Dialog{Title: "Versturen?", OK: "Versturen", Danger: danger, OnOK: func() bool { done++; return true }, OnCancel: func() { left++ }}
		d.Show(w.Canvas())
		return d
	}
	enter := func(k fyne.KeyName) { press(w.Canvas().Focused(), k) }
	d := open(false)
	if w.Canvas().Focused() != d.ok {
		t.Error("OK has not the keyboard")
	}
	enter(fyne.KeyReturn)
	open(false)
	enter(fyne.KeyEscape)
	d = open(true)
	if w.Canvas().Focused() != d.cancel {
		t.Error("a dangerous dialog begins at OK")
	}
	d.key(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if done != 1 {
		t.Error("Enter does what cannot be undone")
	}
	enter(fyne.KeyReturn)
	if done != 1 || left != 2 || len(w.Canvas().Overlays().List()) != 0 {
		t.Errorf("done %d, left %d, %d open", done, left, len(w.Canvas().Overlays().List()))
	}
	if w.Canvas().Focused() != under {
		t.Errorf("the keyboard went to %v", w.Canvas().Focused())
	}
}

func TestAHighDialogBeginsAtItsTopUnlessTheKeyboardIsLower(t *testing.T) {
	w := window(t, NewText(""), 600, 300, 100)
	top, low := NewTextField(""), NewTextField("")
	long := NewParagraph(strings.Repeat("Een regel van deze uitleg.\n", 30))
	for _, c := range []struct {
		first fyne.Focusable
		below bool
	}{{nil, false}, {top, false}, {low, true}} {
		d := &Dialog{Title: "Leden herinneren", OK: "Klaarzetten", First: c.first, Content: Column(8, top, long, low)}
		d.Show(w.Canvas())
		d.Drawn()
		if y := d.scroll.scroll.Offset.Y; y > 0 != c.below {
			t.Errorf("the dialog is scrolled to %v with the keyboard at %T", y, c.first)
		}
		d.Close()
	}
}

func TestDialogAsksBeforeLosingWhatWasTyped(t *testing.T) {
	name := NewTextField("")
	f := NewForm(FormRow{Label: "Naam", Field: name})
	w := window(t, NewText(""), 600, 500, 100)
	d := &Dialog{Title: "Naam", Content: f, OK: "Opslaan", First: name, Edited: f.Edited, OnOK: func() bool { return false }}
	d.Show(w.Canvas())
	test.Type(name, "Ada")
	press(name, fyne.KeyEscape)
	if d.isClosed || !d.warning.Visible() {
		t.Fatal("what was typed is lost at the first Esc")
	}
	press(name, fyne.KeyReturn)
	if d.isClosed {
		t.Error("OK closed a dialog that it may not close")
	}
	press(name, fyne.KeyEscape)
	if !d.isClosed {
		t.Error("the second Esc does not close")
	}
}

func TestTabLeavesAFieldOfSeveralLines(t *testing.T) {
	if f, ok := NewTextArea("", 3).Keys().(fyne.Tabbable); !ok || f.AcceptsTab() {
		t.Error("the keyboard cannot leave it")
	}
}

func TestChipsKeepTheKeyboardWhenOnlyCountsDiffer(t *testing.T) {
	test.NewTempApp(t)
	c := NewChips(nil, Choice{ID: "new", Text: "Nieuw"}, Choice{ID: "", Text: "Alles"})
	w := test.NewTempWindow(t, c)
	w.Canvas().Focus(c.chips[1])
	c.SetChoices(Choice{ID: "new", Text: "Nieuw", Count: 3}, Choice{ID: "", Text: "Alles"})
	if w.Canvas().Focused() != c.chips[1] || c.chips[0].label() != "Nieuw 3" {
		t.Errorf("focused %v, first chip %q", w.Canvas().Focused(), c.chips[0].label())
	}
}
