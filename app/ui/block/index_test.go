package block

import (
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func TestIndexStandsBesideThePageWhereThereIsRoom(t *testing.T) {
	page := NewDetail()
	x := NewIndex(190, page)
	chosen := -1
	x.OnChoose = func(i int) { chosen = i }
	x.Set(Line{Name: "Kantoor", Chosen: true}, Line{Name: "Back-ups", Mark: look.IconCheck, Color: look.Quiet})
	w := window(t, x, 1000, 600, 100)
	if !x.side.Visible() || page.Size().Width >= 1000 {
		t.Errorf("the page is %v wide beside the index", page.Size().Width)
	}
	line, ok := x.lines.Objects[1].(*indexLine)
	if !ok || line.Label() != "Back-ups" {
		t.Fatalf("%T", x.lines.Objects[1])
	}
	line.Tapped(&fyne.PointEvent{})
	if chosen != 1 {
		t.Errorf("part %d was chosen", chosen)
	}
	w.Resize(fyne.NewSize(600, 600))
	if x.side.Visible() || page.Size().Width != 600 {
		t.Errorf("the page is %v wide in a narrow window", page.Size().Width)
	}
}

func TestFormShowsOnlyWhatIsAskedFor(t *testing.T) {
	name, town := NewTextField(""), NewTextField("")
	f := NewForm(FormRow{Label: "Naam", Field: name}, FormRow{Label: "Plaats", Field: town})
	window(t, f, 600, 400, 100)
	whole := f.MinSize().Height
	town.SetValue("Assen")
	if n := f.Only(func(i int) bool { return i == 0 }); n != 1 || !f.Shows(0) || f.Shows(1) || f.MinSize().Height >= whole {
		t.Errorf("%d rows of %v are shown", n, f.MinSize().Height)
	}
	town.Required = true
	town.SetValue("")
	if f.Check() {
		t.Error("what is left out is not checked")
	}
	town.SetValue("Assen")
	if n := f.Only(nil); n != 2 || !f.Shows(1) || town.Value() != "Assen" || !f.Check() {
		t.Errorf("%d rows are shown, with %q", n, town.Value())
	}
}

func TestStepsAreAsManyAsAreSaid(t *testing.T) {
	s := NewSteps(2, 6)
	window(t, s, 600, 40, 100)
	r, ok := s.CreateRenderer().(*stepsRenderer)
	if !ok || len(r.bars) != 6 {
		t.Fatal("there are not six bars")
	}
	for i, b := range r.bars {
		if done := b.FillColor == look.Color(look.Accent); done != (i < 2) {
			t.Errorf("bar %d is done: %v", i, done)
		}
	}
}
