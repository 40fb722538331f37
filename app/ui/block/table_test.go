package block

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func peopleTable() *Table {
	t := NewTable("deelnemer", "deelnemers",
		TableColumn{ID: "name", Title: "Naam"},
		TableColumn{ID: "org", Title: "Organisatie", Free: true, Grow: true, Rank: 1},
		TableColumn{ID: "sum", Title: "Bedrag", Align: Right, Numeric: true},
	)
	t.SetRows([]Row{
		{ID: "a", Cells: []Cell{{Text: "Zwart, Öykü"}, {Text: "Praktijk Het Baken"}, {Text: "€ 9,00", Number: 900}}},
		{ID: "b", Cells: []Cell{{Text: "Élan, Jo"}, {Text: "Wijkteam"}, {Text: "€ 1.000,00", Number: 100000}}},
		{ID: "c", Cells: []Cell{{Text: "Berg, Ada van den", Sort: "berg ada"}, {Text: "Praktijk"}, {Text: "€ 20,00", Number: 2000}}},
	})
	return t
}

func order(t *Table) string {
	var ids []string
	for _, r := range t.Shown() {
		ids = append(ids, r.ID)
	}
	return strings.Join(ids, "")
}

func TestTableSorts(t *testing.T) {
	tb := peopleTable()
	window(t, tb, 700, 400, 100)
	for _, c := range []struct {
		column string
		down   bool
		want   string
	}{
		{"name", false, "cba"}, {"name", true, "abc"}, {"sum", false, "acb"}, {"sum", true, "bca"}, {"org", false, "cab"},
	} {
		tb.SortBy(c.column, c.down)
		if got := order(tb); got != c.want {
			t.Errorf("by %s, down %v: %s, want %s", c.column, c.down, got, c.want)
		}
	}
}

func TestTableSortsByAClickOnTheTitle(t *testing.T) {
	tb := peopleTable()
	window(t, tb, 700, 400, 100)
	at := &fyne.PointEvent{Position: fyne.NewPos(tb.boxWidth()+5, 10)}
	tb.head.Tapped(at)
	if order(tb) != "cba" {
		t.Errorf("first click: %s", order(tb))
	}
	tb.head.Tapped(at)
	if order(tb) != "abc" {
		t.Errorf("second click: %s", order(tb))
	}
}

func TestStoreSortsWhenItDoes(t *testing.T) {
	tb := peopleTable()
	var asked string
	tb.OnSort = func(column string, down bool) { asked = fmt.Sprint(column, down) }
	window(t, tb, 700, 400, 100)
	tb.SortBy("name", true)
	if asked != "nametrue" || order(tb) != "abc" {
		t.Errorf("asked %q, order %s", asked, order(tb))
	}
}

func TestTableFilters(t *testing.T) {
	tb := peopleTable()
	window(t, tb, 700, 400, 100)
	tb.Choose(2)
	for text, want := range map[string]string{"oyku": "a", "PRAKTIJK": "ac", "praktijk ada": "c", "niemand": "", "elan": "b"} {
		tb.SetFilter(text)
		if got := order(tb); got != want {
			t.Errorf("%q shows %q, want %q", text, got, want)
		}
	}
	tb.SetFilter("praktijk")
	if tb.footer.Text != "2 van 3 deelnemers" {
		t.Errorf("the count says %q", tb.footer.Text)
	}
	tb.SetFilter("")
	if tb.footer.Text != "3 deelnemers" {
		t.Errorf("the count says %q", tb.footer.Text)
	}
}

func TestSeveralRowsByKeyboard(t *testing.T) {
	tb := peopleTable().Many()
	w := window(t, tb, 700, 400, 100)
	w.Canvas().Focus(tb.Keys())
	press(tb.Keys(), fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	if got := strings.Join(tb.Marked(), ""); got != "ac" {
		t.Errorf("chosen %q", got)
	}
	if tb.footer.Text != "3 deelnemers · 2 gekozen" {
		t.Errorf("the count says %q", tb.footer.Text)
	}
	tb.SortBy("name", false)
	if got := strings.Join(tb.Marked(), ""); got != "ca" {
		t.Errorf("after sorting %q", got)
	}
	tb.SelectAll()
	if len(tb.Marked()) != 3 {
		t.Errorf("all is %v", tb.Marked())
	}
	tb.SelectAll()
	if got := strings.Join(tb.Marked(), ""); got != "c" {
		t.Errorf("none chosen answers %q, want the current one", got)
	}
	tb.MarkAll(true)
	tb.SetRows(tb.Shown()[:1])
	if len(tb.Marked()) != 1 {
		t.Errorf("rows that are gone stay chosen: %v", tb.Marked())
	}
}

func TestCellsAreSwitchedByKeyboard(t *testing.T) {
	var tb *Table
	var switched []string
	toggle := func(day string) func(Row) { return func(r Row) { switched = append(switched, r.ID+day) } }
	tb = NewTable("deelnemer", "deelnemers",
		TableColumn{ID: "name", Title: "Naam"},
		TableColumn{ID: "d1", Title: "9 feb", OnToggle: toggle("1")},
		TableColumn{ID: "d2", Title: "16 feb", OnToggle: toggle("2")},
	)
	tb.SetRows([]Row{{ID: "a", Cells: []Cell{{Text: "Ada"}, {Kind: Yes}, {Kind: No}}}, {ID: "b", Cells: []Cell{{Text: "Bob"}, {Kind: Unset}, {}}}})
	w := window(t, tb, 700, 400, 100)
	w.Canvas().Focus(tb.Keys())
	press(tb.Keys(), fyne.KeyRight, fyne.KeySpace, fyne.KeyRight, fyne.KeyDown, fyne.KeySpace, fyne.KeyRight, fyne.KeyLeft, fyne.KeySpace)
	if got := strings.Join(switched, " "); got != "a1 b2 b1" {
		t.Errorf("switched %q", got)
	}
	if tb.tapped(0, fyne.NewPos(tb.boxWidth()+tb.widths[0]+3, 5)); switched[len(switched)-1] != "a1" {
		t.Errorf("a click switched %v", switched)
	}
}

func TestNamesAndAmountsAreNeverCut(t *testing.T) {
	tb := peopleTable()
	w := window(t, tb, 700, 400, 100)
	for _, width := range []float32{900, 500, 380, tb.boxWidth() + tb.widths[0] + tb.widths[2] + 40} {
		w.Resize(fyne.NewSize(width, 400))
		for _, i := range []int{0, 2} {
			if need := widest(tb.all, i); tb.widths[i] < need {
				t.Errorf("at %v column %d has %v of %v", width, i, tb.widths[i], need)
			}
		}
	}
	if tb.widths[1] != 0 {
		t.Errorf("the free column still has %v in a narrow window", tb.widths[1])
	}
}

func TestWidestSeesTheLongestAmongMany(t *testing.T) {
	window(t, NewText(""), 10, 10, 100)
	rows := make([]Row, 5000)
	for i := range rows {
		rows[i] = Row{Cells: []Cell{{Text: "kort"}}}
	}
	rows[3210].Cells[0].Text = "Szczęśniak-Źrebiec, Grażyna Wilhelmina"
	if got, want := widest(rows, 0), measure(rows[3210].Cells[0].Text, look.Size(look.SizeText), false).Width; got < want {
		t.Errorf("widest is %v, want %v", got, want)
	}
}

func TestSortingIsStableAndKeepsEveryRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "B", "é", "z", "Å", ""}), 0, 30).Draw(t, "words")
		rows := make([]Row, len(words))
		for i, w := range words {
			rows[i] = Row{ID: fmt.Sprint(i), Cells: []Cell{{Text: w, Number: int64(i)}}}
		}
		down := rapid.Bool().Draw(t, "down")
		sortRows(rows, 0, false, down)
		seen := map[string]bool{}
		for i, r := range rows {
			seen[r.ID] = true
			if i == 0 {
				continue
			}
			a, b := fold(rows[i-1].Cells[0].Text), fold(r.Cells[0].Text)
			if a == "" && b != "" {
				t.Fatalf("nothing stands before %q", b)
			}
			if b != "" && (a > b) != down && a != b || a == b && rows[i-1].Cells[0].Number > r.Cells[0].Number {
				t.Fatalf("%q stands before %q", rows[i-1].Cells[0].Text, r.Cells[0].Text)
			}
		}
		if len(seen) != len(words) {
			t.Fatalf("%d rows of %d", len(seen), len(words))
		}
	})
}

// The toolkit tells only what is in a window of another look; a page that was not shown draws its rows anew.
func TestRowsOfAPageThatWasAwayAreDrawnAnew(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(look.Light, 200))
	l := NewList("", "")
	l.SetItems([]Item{{ID: "1", Title: "Vera Westerhof"}})
	l.Resize(fyne.NewSize(300, 400))
	old := l.rows.content.shown[0]
	l.rows.reset()
	if old == nil || l.rows.content.shown[0] != old {
		t.Fatal("without another look the row is kept")
	}
	a.Settings().SetTheme(look.New(look.Light, 100))
	l.rows.reset()
	if l.rows.content.shown[0] == old {
		t.Error("the row still has the size of before")
	}
}

// TestWheelOverATableScrollsThePage: a table that shows all its rows leaves the wheel to the page it stands on.
func TestWheelOverATableScrollsThePage(t *testing.T) {
	tb := NewTable("persoon", "personen", TableColumn{ID: "name", Title: "Naam"}).Fitting()
	var rows []Row
	for i := range 30 {
		rows = append(rows, Row{ID: strconv.Itoa(i), Cells: []Cell{{Text: "Iemand"}}})
	}
	tb.SetRows(rows)
	d := NewDetail()
	window(t, d, 500, 400, 100)
	d.Set(tb)
	wheel := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60)}
	tb.rows.scroll.Scrolled(wheel)
	if y := d.scroll.scroll.Offset.Y; y != 60 {
		t.Errorf("the page scrolled by %v", y)
	}
	if y := tb.rows.scroll.Offset.Y; y != 0 {
		t.Errorf("the table scrolled by %v", y)
	}
	long := NewTable("persoon", "personen", TableColumn{ID: "name", Title: "Naam"})
	window(t, long, 500, 200, 100)
	long.SetRows(rows)
	long.rows.scroll.Scrolled(wheel)
	if y := long.rows.scroll.Offset.Y; y != 60 {
		t.Errorf("a table longer than its place scrolled by %v", y)
	}
}
