package block

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

func tabled(m Memory) (*List, *Split) {
	l := NewList("Leeg", "Leeg").Counted("dossier", "dossiers")
	s := NewSplit(ListWidth, "Lijst", l, NewDetail()).Follow(l)
	l.Tabled(s, m, "proef", TableColumn{ID: "name", Title: "Naam", Grow: true}, TableColumn{ID: "many", Title: "Aantal", Numeric: true})
	var items []Item
	for i, name := range []string{"Dijk", "", "Berg", "Aalst"} {
		it := Item{ID: fmt.Sprint(i), Title: name, Row: &Row{Cells: []Cell{{Text: name}, {Text: fmt.Sprint(9 - i), Number: int64(9 - i)}}}}
		if i == 2 {
			it.Row.Cells[1] = Cell{}
		}
		items = append(items, it)
	}
	l.SetItems(items)
	return l, s
}

func listOrder(l *List) string {
	var out []string
	for _, it := range l.Items() {
		out = append(out, it.Title)
	}
	return strings.Join(out, " ")
}

func TestAListAsATable(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	m := notebook{}
	l, s := tabled(m)
	w.SetContent(container.NewStack(s))
	w.Resize(fyne.NewSize(1400, 600))
	if listOrder(l) != "Dijk  Berg Aalst" || s.Narrow() {
		t.Fatalf("it begins as %q", listOrder(l))
	}
	l.Choose(2)
	l.ShowTable(true)
	if it, _ := l.Current(); it.ID != "2" || !s.Narrow() || !l.Table().Visible() {
		t.Errorf("as a table %v is the current one", it.ID)
	}
	l.Table().SortBy("name", false)
	if listOrder(l) != "Aalst Berg Dijk " {
		t.Errorf("upward it is %q", listOrder(l))
	}
	if it, _ := l.Current(); it.ID != "2" {
		t.Errorf("sorting made %v the current one", it.ID)
	}
	l.Table().SortBy("name", true)
	if listOrder(l) != "Dijk Berg Aalst " {
		t.Errorf("downward it is %q", listOrder(l))
	}
	l.Table().SortBy("many", true)
	if listOrder(l) != "Dijk  Aalst Berg" {
		t.Errorf("by number it is %q", listOrder(l))
	}
	l.SetFilter("a")
	if listOrder(l) != "Aalst" {
		t.Errorf("the filter leaves %q", listOrder(l))
	}
	l.SetFilter("")

	again, split := tabled(m)
	w.SetContent(container.NewStack(split))
	if listOrder(again) != "Dijk  Aalst Berg" || !again.AsTable() || !split.Narrow() {
		t.Errorf("it comes back as %q", listOrder(again))
	}
	again.ShowTable(false)
	again.Table().unsort()
	if listOrder(again) != "Dijk  Berg Aalst" || split.Narrow() {
		t.Errorf("it goes back to %q", listOrder(again))
	}
}
