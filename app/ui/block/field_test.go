package block

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// typeIn gives a field the keyboard and types in it.
func typeIn(w fyne.Window, f Field, text string) {
	w.Canvas().Focus(f.Keys())
	test.Type(f.Keys(), text)
}

func TestDateFieldTakesWhatPeopleType(t *testing.T) {
	for text, want := range map[string]string{
		"3-3-26": "2026-03-03", "3-3-2026": "2026-03-03", "03/04": "2026-04-03", "03042026": "2026-04-03", "030426": "2026-04-03", "3.4.2027": "2027-04-03",
		"3 apr": "2026-04-03", "vr 3 april 2026": "2026-04-03", "morgen": "2026-03-04", "": "", "32-1-2026": "", "3-": "", "volgend jaar": "",
	} {
		f := NewDateField()
		f.Today = "2026-03-03"
		f.SetTyped(text)
		if got := f.Value(); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
		if wrong := f.Problem() != ""; wrong != (want == "" && text != "") {
			t.Errorf("%q: %q", text, f.Problem())
		}
	}
}

func TestTheMonthByTheKeyboard(t *testing.T) {
	f := NewDateField()
	f.Today = "2026-03-03"
	w := window(t, Column(0, f), 500, 500, 100)
	w.Canvas().Focus(f)
	edits := 0
	f.OnEdit(func() { edits++ })
	press(f, fyne.KeyF4)
	m, ok := w.Canvas().Focused().(*Month)
	if !ok || m.Day() != "2026-03-03" {
		t.Fatalf("%T has the keyboard", w.Canvas().Focused())
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyRight, "2026-03-04"},
		{fyne.KeyDown, "2026-03-11"},
		{fyne.KeyLeft, "2026-03-10"},
		{fyne.KeyUp, "2026-03-03"},
		{fyne.KeyUp, "2026-02-24"},
		{fyne.KeyHome, "2026-03-03"},
		{fyne.KeyPageUp, "2026-02-03"},
		{fyne.KeyPageDown, "2026-03-03"},
	} {
		press(m, step.key)
		if m.Day() != step.want {
			t.Errorf("%s leads to %s, want %s", step.key, m.Day(), step.want)
		}
	}
	press(m, fyne.KeyEscape)
	if w.Canvas().Focused() != f || f.Value() != "" || edits != 0 || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("Esc does not leave the field as it was")
	}
	f.SetValue("2026-01-31")
	press(f, fyne.KeyF4)
	if m, ok = w.Canvas().Focused().(*Month); !ok {
		t.Fatal("the month does not open again")
	}
	press(m, fyne.KeyPageDown, fyne.KeyReturn)
	if f.Value() != "2026-02-28" || edits == 0 || w.Canvas().Focused() != f {
		t.Errorf("chosen is %q", f.Value())
	}
	f.Disable()
	press(f, fyne.KeyF4)
	if len(w.Canvas().Overlays().List()) != 0 {
		t.Error("a field that is out of use opens its month")
	}
}

func TestTheMonthIsClicked(t *testing.T) {
	chosen := ""
	m := NewMonth("2026-03-15", "2026-03-03", func(day string) { chosen = day }, func() {})
	window(t, m, 400, 400, 100)
	w, h := m.cell()
	at := func(column, row int) {
		m.Tapped(&fyne.PointEvent{Position: fyne.NewPos((float32(column)+0.5)*w, (float32(row)+0.5)*h)})
	}
	// March 2026 begins on a Sunday: the first Monday of the grid is 23 February.
	if at(6, 2); chosen != "2026-03-01" {
		t.Errorf("chosen is %s", chosen)
	}
	if at(0, 0); m.Day() != "2026-02-01" {
		t.Errorf("the month before is %s", m.Day())
	}
}

func TestMoneyFieldTakesWhatPeopleType(t *testing.T) {
	for text, want := range map[string]int64{"114,95": 11495, "€ 1.234,50": 123450, "1234.5": 123450, "12,-": 1200, "-3": -300, "0": 0} {
		f := NewMoneyField()
		f.SetTyped(text)
		if got, ok := f.Value(); !ok || got != want || f.Problem() != "" {
			t.Errorf("%q is %d, %v, %q", text, got, ok, f.Problem())
		}
	}
	for _, text := range []string{"twee", "1,234", "1.2.3"} {
		f := NewMoneyField()
		f.SetTyped(text)
		if f.Problem() == "" {
			t.Errorf("%q is taken", text)
		}
	}
}

// oneOfEach gives a field of each kind.
func oneOfEach() map[string]Field {
	choice := []Choice{{ID: "a", Text: "Aap"}, {ID: "b", Text: "Beer"}}
	pick := func() *PickField {
		return NewPickField("", func(_ string, show func([]Option)) { show([]Option{{ID: "7", Text: "Anna Bos"}}) })
	}
	product, many := NewChoiceField(choice...), NewTextField("")
	return map[string]Field{
		"text": NewTextField(""), "area": NewTextArea("", 3), "date": NewDateField(), "money": NewMoneyField(), "check": NewCheckField("Ja"),
		"choice": NewChoiceField(choice...), "pick": pick(), "fields": NewFields(Column(0, product, many), product, many),
	}
}

func TestWhatIsTypedGoesIntoAnotherFieldOfItsKind(t *testing.T) {
	from, to := oneOfEach(), oneOfEach()
	var all []fyne.CanvasObject
	for _, f := range from {
		all = append(all, f)
	}
	w := window(t, Column(0, all...), 500, 900, 100)
	for name, f := range from {
		if f.Typed() != "" && name != "fields" {
			t.Errorf("an empty %s holds %q", name, f.Typed())
		}
		empty := f.Typed()
		switch f := f.(type) {
		case *CheckField:
			f.SetValue(true)
		case *ChoiceField:
			f.SetSelected("Beer")
		case *PickField:
			typeIn(w, f, "an")
			typed := f.Typed()
			press(f.input, fyne.KeyReturn)
			if f.Value().ID != "7" || f.Typed() == typed {
				t.Errorf("picked %v", f.Value())
			}
			to[name].SetTyped(typed)
			if p, ok := to[name].(*PickField); !ok || p.Text() != "an" || p.Value().ID != "" || p.Problem() == "" {
				t.Error("half a name is picked")
			}
		case *Fields:
			typeIn(w, f.Parts()[1], "12")
		default:
			typeIn(w, f, "3-")
		}
		edits := 0
		to[name].OnEdit(func() { edits++ })
		to[name].SetTyped(f.Typed())
		if got, want := to[name].Typed(), f.Typed(); got != want || want == empty || edits != 0 {
			t.Errorf("%s: %q of %q, %d edits", name, got, want, edits)
		}
		to[name].SetTyped(empty)
		if to[name].Typed() != empty {
			t.Errorf("%s does not become empty: %q", name, to[name].Typed())
		}
	}
}

func TestAnyKeptTextIsTakenWithoutHarm(t *testing.T) {
	fields := oneOfEach()
	var all []fyne.CanvasObject
	for _, f := range fields {
		all = append(all, f)
	}
	window(t, Column(0, all...), 500, 900, 100)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.String()), func(s []string) string { return list(s...) })).Draw(t, "text")
		for _, f := range fields {
			f.SetTyped(text)
			f.Problem()
			again := f.Typed()
			f.SetTyped(again)
			if f.Typed() != again {
				t.Fatalf("%T: %q becomes %q", f, again, f.Typed())
			}
		}
	})
}

func TestWordsOfAChoice(t *testing.T) {
	f := oneOfEach()
	for name, c := range map[string]struct{ kept, want string }{
		"choice": {"b", "Beer"}, "check": {"", "nee"}, "text": {"Zwolle", "Zwolle"}, "pick": {list("7", "Anna Bos"), "Anna Bos"}, "fields": {list("a", "12"), "Aap · 12"},
	} {
		if got := Words(f[name], c.kept); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestFormOffersAnotherValue(t *testing.T) {
	name := NewTextField("")
	f := NewForm(FormRow{Label: "Naam", Field: name})
	w := window(t, f, 600, 300, 100)
	name.SetValue("Ada")
	f.Offer(name, "Iemand anders vulde hier in: Eva", "Overnemen", func() { name.SetTyped("Eva") })
	if !f.problems[0].Visible() || !f.offers[0].Visible() {
		t.Fatal("the other value is not shown")
	}
	for _, o := range test.LaidOutObjects(f) {
		if b, ok := o.(*Button); ok {
			b.Tapped(&fyne.PointEvent{})
		}
	}
	if name.Value() != "Eva" || f.problems[0].Visible() || f.offers[0].Visible() || w.Canvas().Focused() != name {
		t.Errorf("the value is %q", name.Value())
	}
}

func TestTypingReplacesANumber(t *testing.T) {
	before, f := NewTextField(""), NewTextField("").Short()
	f.SetValue("1")
	w := window(t, Column(4, before, f), 400, 300, 100)
	w.Canvas().Focus(before)
	w.Canvas().FocusNext()
	test.Type(w.Canvas().Focused(), "2")
	if f.Value() != "2" {
		t.Errorf("a 2 typed at a 1 is %s", f.Value())
	}
}
