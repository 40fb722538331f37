package block

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/sheet"
)

// notebook is a Memory for tests.
type notebook map[string]string

func (n notebook) Get(key string) string { return n[key] }
func (n notebook) Set(key, value string) { n[key] = value }

// openMenu answers the context menu that has the keyboard.
func openMenu(t *testing.T, w fyne.Window) *widget.PopUpMenu {
	t.Helper()
	m, ok := w.Canvas().Focused().(*widget.PopUpMenu)
	if !ok || !m.Visible() {
		t.Fatalf("no menu is open: %T has the keyboard", w.Canvas().Focused())
	}
	return m
}

func shownColumns(t *Table) string {
	var ids []string
	for i, c := range t.columns {
		if t.widths[i] > 0 {
			ids = append(ids, c.ID)
		}
	}
	return strings.Join(ids, " ")
}

func TestTableSortsByKeyboard(t *testing.T) {
	tb := peopleTable()
	w := window(t, tb, 700, 400, 100)
	w.Canvas().Focus(tb.Keys())
	press(tb.Keys(), fyne.KeyUp)
	if w.Canvas().Focused() != tb.head {
		t.Fatal("Up from the first row does not lead to the titles")
	}
	press(tb.head, fyne.KeyReturn)
	if order(tb) != "cba" {
		t.Errorf("Enter on the first title: %s", order(tb))
	}
	press(tb.head, fyne.KeyReturn)
	if order(tb) != "abc" {
		t.Errorf("Enter again: %s", order(tb))
	}
	press(tb.head, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeySpace)
	if order(tb) != "acb" {
		t.Errorf("Space on the last title: %s", order(tb))
	}
	press(tb.head, fyne.KeyHome, fyne.KeyReturn, fyne.KeyDown)
	if order(tb) != "cba" || w.Canvas().Focused() != tb.Keys() {
		t.Errorf("Home, Enter, Down: %s, and %T has the keyboard", order(tb), w.Canvas().Focused())
	}
}

func TestTabPassesTheTitlesOfATableWithinAPage(t *testing.T) {
	before, after := NewTextField(""), NewTextField("")
	tb := peopleTable()
	w := window(t, Column(4, before, tb, after), 700, 500, 100)
	for _, c := range []struct {
		name string
		want []fyne.Focusable
	}{{"", []fyne.Focusable{tb.rows, after}}, {"mensen", []fyne.Focusable{tb.head, tb.rows}}} {
		tb.Remember(notebook{}, c.name)
		w.Canvas().Focus(before)
		for i, want := range c.want {
			w.Canvas().FocusNext()
			if w.Canvas().Focused() != want {
				t.Errorf("named %q: step %d leads to %T", c.name, i, w.Canvas().Focused())
			}
		}
	}
}

func TestColumnsAreChosenByKeyboard(t *testing.T) {
	tb := peopleTable()
	memory := notebook{}
	tb.Remember(memory, "mensen")
	w := window(t, tb, 700, 400, 100)
	tb.head.enter()
	press(tb.head, fyne.KeyEnd, fyne.KeyReturn)
	menu := openMenu(t, w)
	press(menu, fyne.KeyReturn) // the first of the columns that can go
	if got := shownColumns(tb); got != "name sum" {
		t.Errorf("shown %q", got)
	}
	menu = openMenu(t, w) // it came back, at the same place
	press(menu, fyne.KeyDown, fyne.KeyReturn)
	if got := shownColumns(tb); got != "name" {
		t.Errorf("shown %q", got)
	}
	press(openMenu(t, w), fyne.KeyReturn)
	if got := shownColumns(tb); got != "name sum" {
		t.Errorf("shown again %q", got)
	}
	press(openMenu(t, w), fyne.KeyEscape)
	if w.Canvas().Focused() != tb.head {
		t.Errorf("after Esc %T has the keyboard", w.Canvas().Focused())
	}
	tb.ShowColumn("name", false)
	if got := shownColumns(tb); got != "name sum" {
		t.Errorf("the first column went: %q", got)
	}
	again := peopleTable()
	again.Remember(memory, "mensen")
	window(t, again, 700, 400, 100)
	if got := shownColumns(again); got != "name sum" {
		t.Errorf("the next day shows %q", got)
	}
	again.Reset()
	if got := shownColumns(again); got != "name org sum" {
		t.Errorf("as it was shows %q", got)
	}
}

func TestTheMenuOfAColumnSorts(t *testing.T) {
	tb := peopleTable()
	w := window(t, tb, 700, 400, 100)
	tb.head.enter()
	press(tb.head, fyne.KeyEnd)
	press(tb.head, desktop.KeyMenu)
	press(openMenu(t, w), fyne.KeyDown, fyne.KeyReturn)
	if order(tb) != "bca" {
		t.Errorf("high to low is %s", order(tb))
	}
	tb.head.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(20, 10)})
	press(openMenu(t, w), fyne.KeyDown, fyne.KeyReturn)
	if order(tb) != "cba" {
		t.Errorf("A to Z after a right click is %s", order(tb))
	}
	tb.Menu()
	press(openMenu(t, w), fyne.KeyUp, fyne.KeyUp, fyne.KeyEscape)
	tb.Reset()
	if order(tb) != "abc" {
		t.Errorf("as it was is %s", order(tb))
	}
}

func TestWidthsAreDrawnAndKept(t *testing.T) {
	tb := peopleTable()
	memory := notebook{}
	tb.Remember(memory, "mensen")
	window(t, tb, 700, 400, 100)
	before := tb.widths[0]
	edge := tb.boxWidth() + before - cellGap/2
	tb.head.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(edge, 10)}})
	if tb.head.Cursor() != desktop.HResizeCursor {
		t.Error("the mouse does not show that the edge can be drawn")
	}
	drag := func(from, by float32) {
		tb.head.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(from+by, 10)}, Dragged: fyne.Delta{DX: by}})
		tb.head.DragEnd()
	}
	drag(edge, 40)
	if got := tb.widths[0]; got < before+39 || got > before+41 {
		t.Errorf("drawn from %v to %v", before, got)
	}
	drag(20, 50)
	if got := tb.widths[0]; got < before+39 || got > before+41 {
		t.Errorf("a drag within a title made %v of it", got)
	}
	tb.head.enter()
	press(tb.head, fyne.KeyHome)
	tb.head.TypedRune('-')
	if got := tb.widths[0]; got > before+25 {
		t.Errorf("the minus leaves it at %v", got)
	}
	again := peopleTable()
	again.Remember(memory, "mensen")
	window(t, again, 1700, 400, 200)
	if got, want := again.widths[0]-2*cellGap, 2*(tb.widths[0]-cellGap); got < want-1 || got > want+1 {
		t.Errorf("at twice the text it is %v, want %v", got, want)
	}
	drag(20+before, -5000)
	if tb.widths[0] < leastWidth {
		t.Errorf("drawn to nothing: %v", tb.widths[0])
	}
}

func TestRoomThatIsLeftIsUsed(t *testing.T) {
	tb := NewTable("mens", "mensen",
		TableColumn{ID: "name", Title: "Naam"},
		TableColumn{ID: "org", Title: "Organisatie", Free: true, Grow: true, Rank: 2},
		TableColumn{ID: "big", Title: "Groot", Width: 150, Rank: 1},
		TableColumn{ID: "sum", Title: "Som", Width: 60},
	)
	tb.SetRows([]Row{{ID: "a", Cells: []Cell{{Text: "Ada"}, {Text: "Praktijk Het Baken te Breda"}, {Text: "groot"}, {Text: "1"}}}})
	window(t, tb, 400, 300, 100)
	used := func() float32 {
		sum := tb.boxWidth()
		for _, w := range tb.widths {
			sum += w
		}
		return sum
	}
	for width := float32(200); width < 700; width += 7 {
		tb.fitColumns(width)
		if got := used(); got > width+0.5 {
			t.Errorf("at %v the columns take %v", width, got)
		}
		if tb.widths[1] > 0 && tb.widths[1] < 60+cellGap {
			t.Errorf("at %v a free text has %v", width, tb.widths[1])
		}
	}
	tb.fitColumns(tb.boxWidth() + tb.widths[0] + max(60, tb.titleWidth(tb.columns[1])) + 60 + 2*cellGap + 20)
	if tb.widths[2] != 0 || tb.widths[1] == 0 {
		t.Errorf("what was given up first does not come back where it fits: %v", tb.widths)
	}
	tb.SetColumns(tb.columns[0], tb.columns[2], tb.columns[3])
	tb.SetRows([]Row{{ID: "a", Cells: []Cell{{Text: "Ada"}, {Text: "groot"}, {Text: "1"}}}})
	tb.dragged["name"] = 300
	tb.fitColumns(260)
	if got := used(); got < 259 || tb.widths[1] != 0 {
		t.Errorf("of 260 the columns use %v: %v", got, tb.widths)
	}
}

func TestWhatIsRememberedHasNothingOfTheOffice(t *testing.T) {
	tb := peopleTable()
	memory := notebook{}
	tb.Remember(memory, "mensen")
	window(t, tb, 700, 400, 100)
	tb.SetFilter("Zwart")
	tb.SortBy("sum", true)
	tb.ShowColumn("org", false)
	if len(memory) != 1 {
		t.Errorf("kept %q", memory)
	}
	for _, word := range []string{"Zwart", "zwart", "Baken", "900"} {
		if strings.Contains(memory["table.mensen"], word) {
			t.Errorf("kept %q", memory["table.mensen"])
		}
	}
	again := peopleTable()
	again.Remember(memory, "mensen")
	again.SetRows(tb.given)
	if column, down := again.Sorted(); column != "sum" || !down || order(again) != "bca" {
		t.Errorf("sorted by %q, %v: %s", column, down, order(again))
	}
}

func TestWhatIsRememberedWrongIsForgotten(t *testing.T) {
	for _, text := range []string{"", "x", "[]", `{"hidden":["name","niets"],"widths":{"name":-3,"org":1e30},"sort":"niets"}`, `{"widths":{"sum":"breed"}}`, strings.Repeat("{", mostRemembered+1)} {
		tb := peopleTable()
		tb.Remember(notebook{"table.mensen": text}, "mensen")
		window(t, tb, 700, 400, 100)
		if got := shownColumns(tb); got != "name org sum" || order(tb) != "abc" || len(tb.dragged) > 0 {
			t.Errorf("%.60q: %q %s %v", text, got, order(tb), tb.dragged)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		v := tableView{
			Shown:  rapid.SliceOf(rapid.SampledFrom([]string{"org", "weg"})).Draw(t, "shown"),
			Hidden: rapid.SliceOf(rapid.SampledFrom([]string{"name", "org", "sum", ""})).Draw(t, "hidden"),
			Sort:   rapid.SampledFrom([]string{"name", "org", "sum", "weg", ""}).Draw(t, "sort"), Down: rapid.Bool().Draw(t, "down"),
			Widths: map[string]float32{"name": float32(rapid.IntRange(-10, 5000).Draw(t, "width"))},
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		memory := notebook{"table.m": string(text)}
		one := peopleTable()
		one.Remember(memory, "m").keep()
		two := peopleTable()
		two.Remember(memory, "m")
		if fmt.Sprint(one.hidden, one.dragged, one.sortBy) != fmt.Sprint(two.hidden, two.dragged, two.sortBy) {
			t.Fatalf("%s came back as %v %v %v", text, two.hidden, two.dragged, two.sortBy)
		}
	})
}

func TestContextMenuOfARowByKeyboard(t *testing.T) {
	tb := peopleTable()
	var done []string
	tb.OnMenu = func(r Row) *fyne.Menu {
		return fyne.NewMenu("", fyne.NewMenuItem("Openen", func() { done = append(done, "open "+r.ID) }), fyne.NewMenuItem("Weg", func() { done = append(done, "weg "+r.ID) }))
	}
	w := window(t, tb, 700, 400, 100)
	w.Canvas().Focus(tb.Keys())
	press(tb.Keys(), fyne.KeyDown, desktop.KeyMenu)
	press(openMenu(t, w), fyne.KeyReturn)
	press(tb.Keys(), fyne.KeyDown, desktop.KeyMenu)
	press(openMenu(t, w), fyne.KeyDown, fyne.KeyReturn)
	if got := strings.Join(done, ", "); got != "open b, weg c" {
		t.Errorf("did %q", got)
	}
	if w.Canvas().Focused() != tb.Keys() {
		t.Errorf("after the menu %T has the keyboard", w.Canvas().Focused())
	}
	press(tb.Keys(), fyne.KeyF10)
	if _, ok := w.Canvas().Focused().(*widget.PopUpMenu); ok {
		t.Error("F10 without Shift opens the menu")
	}
	tb.Remember(notebook{}, "mensen")
	press(tb.Keys(), desktop.KeyMenu)
	press(openMenu(t, w), fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if m := openMenu(t, w); m.Menu == nil {
		t.Error("the columns cannot be reached from a row")
	}
}

func TestContextMenuOfAListWaitsForThePage(t *testing.T) {
	l := NewList("Leeg", "")
	var waiting func()
	l.Settle = func(then func()) { waiting = then }
	var asked []string
	l.OnMenu = func(_ int, it Item) *fyne.Menu {
		asked = append(asked, it.ID)
		return fyne.NewMenu("", fyne.NewMenuItem("Openen", func() {}))
	}
	l.SetItems(items(5))
	w := window(t, l, 400, 600, 100)
	w.Canvas().Focus(l.Keys())
	press(l.Keys(), fyne.KeyDown, fyne.KeyDown, desktop.KeyMenu)
	if len(asked) != 0 || waiting == nil {
		t.Fatalf("asked %q before the page was there", asked)
	}
	waiting()
	press(openMenu(t, w), fyne.KeyEscape)
	if strings.Join(asked, "") != "2" || w.Canvas().Focused() != l.Keys() {
		t.Errorf("asked %q", asked)
	}
	l.SetItems(nil)
	press(l.Keys(), desktop.KeyMenu)
	if len(asked) != 1 {
		t.Error("a menu for an empty list")
	}
}

func TestSheetIsTheTableAsShown(t *testing.T) {
	tb := NewTable("deelnemer", "deelnemers",
		TableColumn{ID: "name", Title: "Naam"},
		TableColumn{ID: "mail", Title: "E-mail", Optional: true},
		TableColumn{ID: "day", Title: "Dag", Holds: Days},
		TableColumn{ID: "sum", Title: "Bedrag", Numeric: true, Holds: Euros},
		TableColumn{ID: "n", Title: "Aantal", Numeric: true, Holds: Counts},
		TableColumn{ID: "there", Title: "Aanwezig"},
		TableColumn{ID: "org", Title: "Organisatie", Free: true, Rank: 1, Width: 4000},
	).Many()
	tb.SetRows([]Row{
		{ID: "a", Cells: []Cell{{Text: "Ada"}, {Text: "x@example.nl"}, {Text: "di 3 mrt 2026", Sort: "2026-03-03"}, {Text: "€ 9,00", Number: 900}, {Text: "2", Number: 2}, {Kind: Yes}, {Text: "Het Baken"}}},
		{ID: "b", Cells: []Cell{{Text: "Bob"}, {Text: "x@example.nl"}, {}, {Text: "nog geen prijs", Number: -1}, {Text: "10", Number: 10}, {Kind: No}, {Text: "Wijkteam", Full: "Wijkteam Zuid"}}},
		{ID: "c", Cells: []Cell{{Text: "Cas"}, {Text: "x@example.nl"}, {Text: "later"}, {Text: "€ 1,50", Number: 150}, {}, {Kind: Unset}}},
	})
	window(t, tb, 500, 400, 100)
	tb.SortBy("sum", true)
	tb.ShowColumn("n", false)
	got := tb.Sheet("Deelnemers")
	if want := []string{"Naam", "Dag", "Bedrag", "Aanwezig", "Organisatie"}; got.Title != "Deelnemers" || !slices.Equal(got.Columns, want) {
		t.Errorf("columns %q", got.Columns)
	}
	want := [][]sheet.Cell{
		{sheet.Text("Ada"), sheet.Day("2026-03-03"), sheet.Money(900), sheet.Text("ja"), sheet.Text("Het Baken")},
		{sheet.Text("Cas"), sheet.Text("later"), sheet.Money(150), {}, {}},
		{sheet.Text("Bob"), {}, sheet.Text("nog geen prijs"), sheet.Text("nee"), sheet.Text("Wijkteam Zuid")},
	}
	if fmt.Sprint(got.Rows) != fmt.Sprint(want) {
		t.Errorf("rows\n%v, want\n%v", got.Rows, want)
	}
	tb.mark(0, true)
	tb.mark(2, true)
	if got := tb.Sheet(""); len(got.Rows) != 2 || got.Rows[1][0].Text != "Bob" {
		t.Errorf("of the chosen rows %v", got.Rows)
	}
	tb.SetFilter("baken")
	if got := tb.Sheet(""); len(got.Rows) != 1 || got.Rows[0][0].Text != "Ada" {
		t.Errorf("of what passes the filter %v", got.Rows)
	}
	tb.SetFilter("zuid")
	if got := tb.Sheet(""); len(got.Rows) != 1 || got.Rows[0][0].Text != "Bob" {
		t.Errorf("of what a cell says in full %v", got.Rows)
	}
}

func TestOptionalColumnsAreShownWhenChosen(t *testing.T) {
	memory := notebook{}
	make := func() *Table {
		tb := NewTable("mens", "mensen", TableColumn{ID: "name", Title: "Naam"}, TableColumn{ID: "mail", Title: "E-mail", Optional: true}, TableColumn{ID: "town", Title: "Plaats"}).Remember(memory, "mensen")
		window(t, tb, 700, 400, 100)
		return tb
	}
	tb := make()
	if got := shownColumns(tb); got != "name town" {
		t.Errorf("at first %q", got)
	}
	tb.ShowColumn("mail", true)
	tb.ShowColumn("town", false)
	tb = make()
	if got := shownColumns(tb); got != "name mail" {
		t.Errorf("the next day %q", got)
	}
	tb.Reset()
	if got := shownColumns(make()); got != "name town" {
		t.Errorf("as it was %q", got)
	}
}

func TestRowsThatComeLaterAreSorted(t *testing.T) {
	tb := peopleTable()
	window(t, tb, 700, 400, 100)
	tb.SortBy("name", false)
	tb.Append([]Row{{ID: "d", Cells: []Cell{{Text: "Dijk, Bo"}}}})
	if order(tb) != "cdba" {
		t.Errorf("after more rows %s", order(tb))
	}
	tb.Reset()
	if order(tb) != "abcd" {
		t.Errorf("as it was %s", order(tb))
	}
}

func TestFilterReadsOnUntilItHasEnough(t *testing.T) {
	l := NewList("Leeg", "").Counted("factuur", "facturen")
	const pages, size = 7, 50
	read := 1
	page := func(n int) []Item {
		list := make([]Item, size)
		for i := range list {
			list[i] = Item{ID: fmt.Sprint(n*size + i), Title: "Gewoon"}
		}
		if n == pages-1 {
			list[3].Title = "Öykü Kılınç"
		}
		return list
	}
	l.OnNearEnd = func() {
		if read == pages {
			l.Append(nil)
			return
		}
		read++
		l.Append(page(read - 1))
	}
	l.SetItems(page(0))
	l.SetTotal(pages * size)
	window(t, l, 400, 600, 100)
	if read != 1 || l.footer.Text != "50 van 350 facturen" {
		t.Errorf("%d pages were read; the count says %q", read, l.footer.Text)
	}
	l.SetFilter("  oyku ")
	if len(l.Items()) != 1 || read != pages || l.footer.Text != "1 van 350 facturen" {
		t.Errorf("found %d after %d pages; the count says %q", len(l.Items()), read, l.footer.Text)
	}
	l.SetFilter("niemand")
	if !l.empty.Visible() || l.empty.title.Text != "Niets gevonden" {
		t.Errorf("of nothing it says %q", l.empty.title.Text)
	}
	l.SetFilter("")
	if len(l.Items()) != pages*size || l.empty.Visible() {
		t.Errorf("without a filter %d", len(l.Items()))
	}
	l.SetItems(nil)
	if l.empty.title.Text != "Leeg" {
		t.Errorf("of an empty list it says %q", l.empty.title.Text)
	}
}

func TestFilterFieldWorksItsList(t *testing.T) {
	tb := peopleTable()
	f := NewFilter("Filter", tb)
	w := window(t, Frame(f, nil, nil, nil, tb), 700, 400, 100)
	w.Canvas().Focus(f)
	test.Type(f, "praktijk")
	if order(tb) != "ac" || tb.footer.Text != "2 van 3 deelnemers" {
		t.Errorf("shows %s, %q", order(tb), tb.footer.Text)
	}
	press(f, fyne.KeyDown)
	if w.Canvas().Focused() != tb.Keys() {
		t.Error("Down does not lead to the list")
	}
	w.Canvas().Focus(f)
	press(f, fyne.KeyEscape)
	if order(tb) != "abc" || f.Text != "" {
		t.Errorf("after Esc %s", order(tb))
	}
}

func TestChipsRememberAClick(t *testing.T) {
	memory := notebook{}
	make := func(change func(string)) *Chips {
		return NewChips(change, Choice{ID: "open", Text: "Open"}, Choice{ID: "", Text: "Alles"}).Remember(memory, "facturen")
	}
	c := make(func(string) {})
	c.Choose("")
	if next := make(nil); next.Chosen() != "open" {
		t.Error("where the program went is remembered as a click")
	}
	c.chips[1].Tapped(nil)
	next := make(func(string) { t.Error("told of what was remembered") })
	if next.Chosen() != "" {
		t.Errorf("the next day %q is chosen", next.Chosen())
	}
	memory.Set("chips.facturen", "=weg")
	if next := make(nil); next.Chosen() != "open" {
		t.Errorf("of what is no longer there comes %q", next.Chosen())
	}
}
