package screen

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// titles answers what a list shows, from the top.
func titles(list *block.List) []string {
	var out []string
	for _, it := range list.Items() {
		out = append(out, it.Title)
	}
	return out
}

// inThisOrder fails unless a list shows these, from the top.
func inThisOrder(t *testing.T, list *block.List, want ...string) {
	t.Helper()
	if got := titles(list); !slices.Equal(got, want) {
		t.Errorf("the list shows %q, want %q", got, want)
	}
}

func TestRegisterAsATableIsSortedByEachColumn(t *testing.T) {
	d := newClerk(t,
		data.Person{FirstName: "Ada", Infix: "van den", Surname: "Berg", Country: "NL", Town: "Zwolle", Email: "ada@example.nl", Mobile: "0612345678"},
		data.Person{FirstName: "Bo", Surname: "Dijk", Country: "NL", Town: "Assen", Organisation: "Praktijk Zon"},
		data.Person{FirstName: "Cor", Surname: "Aalst", Country: "NL"})
	list := d.page.list
	d.Command("list.table")
	d.MustSee("Telefoon", "Laatste training", "Lid tot", "06-12345678", "Als lijst")
	if d.Focused() != list.Keys() || !list.AsTable() {
		t.Fatal("the table does not have the keyboard")
	}
	d.Press(fyne.KeyUp, fyne.KeyRight, fyne.KeyReturn)
	inThisOrder(t, list, "Dijk, Bo", "Berg, Ada van den", "Aalst, Cor")
	d.MustSee("Op plaats")
	d.Press(fyne.KeyReturn)
	inThisOrder(t, list, "Berg, Ada van den", "Dijk, Bo", "Aalst, Cor")
	d.path = filepath.Join(t.TempDir(), "register.csv")
	d.Command("list.text")
	if got := written(t, d.path); len(got) != 4 || !strings.HasPrefix(got[1], `"Berg`) || !strings.HasPrefix(got[2], `"Dijk`) || !strings.HasPrefix(got[3], `"Aalst`) {
		t.Errorf("exported in the order of %q", got)
	}
	list.Table().ShowColumn("postcode", true)
	list.Table().ShowColumn("email", false)
	d.Command("list.text")
	if got := written(t, d.path)[0]; !strings.Contains(got, "Postcode") || strings.Contains(got, "E-mail") || !strings.HasPrefix(got, `"Naam"`) && !strings.HasPrefix(got, "Naam") {
		t.Errorf("not the columns that are chosen: %q", got)
	}
	for _, c := range list.Table().Columns() {
		for _, down := range []bool{false, true} {
			list.Table().SortBy(c.ID, down)
			if n := len(list.Items()); n != 3 {
				t.Errorf("by %s there are %d people", c.ID, n)
			}
		}
	}
	list.Table().SortBy("organisation", true)
	inThisOrder(t, list, "Dijk, Bo", "Aalst, Cor", "Berg, Ada van den")

	list.Focus()
	d.Click("Berg, Ada van den")
	if !d.page.split.Back() || d.page.person.Person.Email != "ada@example.nl" {
		t.Error("a click does not open the page before the table")
	}
	d.Click("Organisaties")
	d.MustSee("Afdeling", "Soort")
	d.Click("Iedereen")
	inThisOrder(t, list, "Dijk, Bo", "Aalst, Cor", "Berg, Ada van den")
	d.Command("list.table")
	inThisOrder(t, list, "Dijk, Bo", "Aalst, Cor", "Berg, Ada van den")
	d.MustSee("Als tabel", "Op organisatie")
	d.Command("list.columns")
	if got := menuTexts(t, d.Desk); !strings.Contains(got, "Gewone volgorde") || !strings.Contains(got, "Organisatie: Z naar A") || !strings.Contains(got, "Andersom") {
		t.Errorf("the menu of the order has %s", got)
	}
}

func TestMembersByTheirLastDayFromTheOrganisations(t *testing.T) {
	d := newClerk(t,
		data.Person{FirstName: "Ada", Surname: "Aalst", Country: "NL", MemberUntil: "2026-12-31"},
		data.Person{FirstName: "Bo", Surname: "Berg", Country: "NL", MemberUntil: "2026-06-30"})
	list := d.page.list
	d.Command("list.table")
	d.Click("Organisaties")
	d.Press("V")
	d.MustSee("Leden op einddatum, wie het eerst afloopt bovenaan", "Op lid tot")
	if by, down := list.Sorted(); by != "member_until" || down {
		t.Errorf("sorted by %q, down %v", by, down)
	}
	inThisOrder(t, list, "Berg, Bo", "Aalst, Ada")
	d.Press("V")
	d.MustSee("Leden op naam")
	inThisOrder(t, list, "Aalst, Ada", "Berg, Bo")
}
