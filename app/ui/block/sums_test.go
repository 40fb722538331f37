package block

import (
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func TestSumsStandUnderTheLastColumn(t *testing.T) {
	for _, width := range []float32{700, 260} {
		s, ok := Sums(Sum{Label: "Btw 21% over € 1.234.567,89", Value: "€ 259.259,26"}, Sum{Label: "Totaal", Value: "€ 1.493.827,15", Total: true}).(*fyne.Container)
		if !ok {
			t.Fatal("sums are no container")
		}
		window(t, s, width, 200, 100)
		s.Resize(fyne.NewSize(width, 200))
		for i := 0; i < len(s.Objects); i += 2 {
			label, value := s.Objects[i], s.Objects[i+1]
			if end := value.Position().X + value.Size().Width; end > width-look.Scaled(cellGap)+1 || end < width-look.Scaled(cellGap)-1 {
				t.Errorf("at %v an amount ends at %v", width, end)
			}
			if label.Position().X < 0 || label.Position().X+label.Size().Width > value.Position().X {
				t.Errorf("at %v a label stands at %v, %v wide, over the amount at %v", width, label.Position().X, label.Size().Width, value.Position().X)
			}
		}
		if a, b := s.Objects[0].Position().X, s.Objects[2].Position().X; a != b {
			t.Errorf("the labels begin at %v and %v", a, b)
		}
	}
}

func TestFormsOnAPageBeginUnderEachOther(t *testing.T) {
	short, long := NewTextField("").Short(), NewTextField("")
	a := NewForm(FormRow{Label: "Kleur", Field: short}).Labels(150)
	b := NewForm(FormRow{Label: "Huisnummer", Field: long}).Labels(150)
	w := window(t, Column(10, a, b), 700, 300, 100)
	at := func(o fyne.CanvasObject) float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X
	}
	if at(short) != at(long) {
		t.Errorf("fields begin at %v and %v", at(short), at(long))
	}
	if got := short.Size().Width; got != look.Scaled(shortField) {
		t.Errorf("a short field is %v wide", got)
	}
	w.Resize(fyne.NewSize(320, 300))
	if at(long) > 160 {
		t.Errorf("in a narrow window the labels leave the fields from %v on", at(long))
	}
}

func TestWhatCanBeDoneWithALineStandsAtItsEnd(t *testing.T) {
	link := NewLink("Openen", nil)
	name := NewText("Naambadges 2026-EIN-1")
	line := Entry([]fyne.CanvasObject{name}, link)
	w := window(t, Column(0, line), 500, 100, 100)
	end := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(link).X + link.Size().Width
	}
	if got := end(); got < 499 || got > 501 {
		t.Errorf("the link ends at %v", got)
	}
	w.Resize(fyne.NewSize(180, 100))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	if at(link).X > 1 || at(link).Y <= at(name).Y {
		t.Errorf("without room the link stands at %v", at(link))
	}
}
