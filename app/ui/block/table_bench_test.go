package block

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func bigTable(b *testing.B) *Table {
	rows := make([]Row, 100_000)
	for i := range rows {
		rows[i] = Row{ID: fmt.Sprint(i), Cells: []Cell{
			{Text: fmt.Sprintf("Naam, Persoon %d", i)},
			{Text: "Organisatie"},
			{Text: "di 3 mrt 2026"},
			{Text: "Utrecht"},
			{Text: "geslaagd", Kind: Status, Tone: look.Green},
			{Text: "€ 114,95", Number: 11495},
			{Kind: Yes},
			{Text: "06 12 34 56 78"},
		}}
	}
	t := NewTable("deelnemer", "deelnemers", TableColumn{Title: "Naam"}, TableColumn{Title: "Organisatie", Free: true, Grow: true},
		TableColumn{Title: "Dag"}, TableColumn{Title: "Plaats"}, TableColumn{Title: "Status"}, TableColumn{Title: "Bedrag", Align: Right},
		TableColumn{Title: "Dag 1"}, TableColumn{Title: "Telefoon"})
	t.SetRows(rows)
	window(b, t, 1200, 800, 100)
	return t
}

func BenchmarkTableArrow(b *testing.B) {
	t := bigTable(b)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		t.rows.setCurrent(i%90_000, false)
	}
}

func BenchmarkTableJump(b *testing.B) {
	t := bigTable(b)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		t.rows.setCurrent(i*7919%100_000, false)
	}
}

func BenchmarkTableKey(b *testing.B) {
	t := bigTable(b)
	t.rows.setCurrent(0, false)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		press(t.Keys(), fyne.KeyDown)
	}
}

func BenchmarkTableSetRows(b *testing.B) {
	t := bigTable(b)
	rows := t.given
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		t.SetRows(rows)
	}
}

func BenchmarkTableSortedSetRows(b *testing.B) {
	t := bigTable(b)
	t.columns[0].ID = "name"
	t.SortBy("name", true)
	rows := t.given
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		t.SetRows(rows)
	}
}

func BenchmarkTableFilterLetter(b *testing.B) {
	t := bigTable(b)
	t.SetFilter("persoon")
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		t.SetFilter(fmt.Sprint("persoon ", i%10))
	}
}

func BenchmarkListFilterLetter(b *testing.B) {
	l := NewList("", "")
	l.SetItems(items(100_000))
	window(b, l, 400, 800, 100)
	l.SetFilter("titel")
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		l.SetFilter(fmt.Sprint("titel ", i%10))
	}
}
