package screen

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// written answers the lines of a list that was written as text.
func written(t *testing.T, path string) []string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(strings.TrimPrefix(string(b), "\uFEFF"), "\r\n"), "\r\n")
}

// same fails unless the lines are these.
func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("wrote\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// menuTexts answers what the context menu that is open offers, without the keys, and closes it.
func menuTexts(t *testing.T, d *uitest.Desk) string {
	t.Helper()
	m, ok := d.Focused().(*widget.PopUpMenu)
	if !ok {
		t.Fatalf("no menu is open; %T has the keyboard", d.Focused())
	}
	texts := strings.Join(d.Texts(), "|")
	m.Dismiss()
	return texts
}

func TestOrdersAndInvoicesAreExportedAsShown(t *testing.T) {
	d := newTrader(t)
	ctx := context.Background()
	dir := d.saveTo
	d.order(t)
	saved, err := d.office.Sales.NewOrder(ctx, sales.Order{
		Customer: sales.Customer{Name: "=Öykü Kılınç", Email: "oyku@example.nl"},
		Delivery: sales.Delivery{Name: "Öykü", Street: "Wal", HouseNumber: "5", Postcode: "8011AB", Town: "Zwolle", Country: "NL"},
		Lines:    []sales.Item{{Product: sales.Handbook, Quantity: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.office.Sales.OrderToInvoice(ctx, saved.ID); err != nil {
		t.Fatal(err)
	}
	d.Go(ui.Route{Screen: ui.ScreenOrders})
	d.Click("Alles")
	d.MustSee("2 bestellingen", "Filter (")
	d.Command("list.filter")
	d.Type("oyku")
	d.MustSee("1 van 2 bestellingen")
	d.Command("list.text")
	d.MustSee("1 rij in Bestellingen Alles.csv", "Openen")
	same(t, written(t, d.saveTo),
		`"Nummer";"Datum";"Klant";"Artikelen";"Bedrag";"Stand";"Factuur";"E-mail";"Plaats"`,
		`"B2026-0002";03-03-2026;"'=Öykü Kılınç";"1 × Handleiding KIES coach 7-12 jaar";114,95;"gefactureerd";"2026-0001";"oyku@example.nl";"Zwolle"`)
	d.Press(fyne.KeyEscape)
	d.MustSee("2 bestellingen")

	d.saveTo = dir
	d.Go(ui.Route{Screen: ui.ScreenInvoices})
	d.MustSee("1 factuur")
	d.Command("list.text")
	same(t, written(t, d.saveTo),
		`"Nummer";"Soort";"Klant";"Datum";"Betalen voor";"Bedrag";"Open";"Stand";"Referentie"`,
		`"2026-0001";"factuur";"'=Öykü Kılınç";03-03-2026;02-04-2026;114,95;114,95;"open";`)
	d.Press(desktop.KeyMenu)
	if got := menuTexts(t, d.Desk); !strings.Contains(got, "Mailen") || strings.Contains(got, "Definitief maken") {
		t.Errorf("the menu of an invoice offers %s", got)
	}
}

func TestAFilterFindsWhatWasNotReadYet(t *testing.T) {
	d := newTrader(t)
	ctx := context.Background()
	const many = 2*pageSize + 7
	err := d.office.Store.Write(ctx, data.Change{Who: "Annelies", Title: "Bestellingen"}, func(tx *data.Tx) error {
		for i := range many {
			o := data.Order{Number: fmt.Sprintf("B%04d", i), Day: "2026-01-05", State: "new", Name: fmt.Sprintf("Klant %04d", i), Country: "NL", DeliveryName: "Klant", PayerCountry: "NL"}
			if err := tx.SaveOrder(&o); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.Go(ui.Route{Screen: ui.ScreenInvoices})
	d.Go(ui.Route{Screen: ui.ScreenOrders})
	d.MustSee(fmt.Sprintf("%d van %d bestellingen", pageSize, many))
	d.Command("list.filter")
	d.Type("klant 0003")
	d.MustSee("Klant 0003", fmt.Sprintf("1 van %d bestellingen", many))
	d.Press(fyne.KeyEscape)
	d.Command("list.text")
	if got := written(t, d.saveTo); len(got) != many+1 {
		t.Errorf("%d lines of %d orders", len(got), many)
	}
}

func TestParticipantsAndGroupsAreExported(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Zwolle", []string{"2026-02-23", "2026-03-02"}, "Ada van den Berg", "Bo Dijk")
		c.group(lessons, "Assen", []string{"2026-04-14"})
	})
	c.files.save = filepath.Join(t.TempDir(), "groepen.csv")
	c.Click("Zwolle")
	c.MustSee("Berg, Ada van den")
	c.Command("list.text")
	lines := written(t, c.files.save)
	if len(lines) != 3 || lines[0] != `"Code";"Opleiding";"Plaats";"Dag";"Deelnemers";"Stand"` || !strings.Contains(strings.Join(lines, "\n"), `;"Nascholing";"Zwolle";`) {
		t.Errorf("the groups are %q", lines)
	}
	c.files.save = filepath.Join(t.TempDir(), "deelnemers.csv")
	c.page.table.ShowColumn("mail", true)
	c.page.table.SortBy("name", true)
	c.page.table.Focus()
	c.Command("list.text")
	got := written(t, c.files.save)
	same(t, got[:1], `"Deelnemer";"Organisatie";"E-mail";"23 feb";"2 mrt";"Resultaat";"Certificaat"`)
	if len(got) != 3 || !strings.HasPrefix(got[1], `"Dijk, Bo";`) || !strings.HasPrefix(got[2], `"Berg, Ada van den";`) {
		t.Errorf("the participants are %q", got)
	}
	c.files.save = filepath.Join(t.TempDir(), "deelnemers.xlsx")
	c.page.list.Focus()
	c.Command("participant.export")
	if b, err := os.ReadFile(c.files.save); err != nil || !strings.HasPrefix(string(b), "PK") {
		t.Errorf("the workbook begins with %.4q (%v)", b, err)
	}
	c.Command("list.columns")
	if got := menuTexts(t, c.Desk); !strings.Contains(got, "E-mail") || !strings.Contains(got, "Sorteren op") || strings.Contains(got, "23 feb") {
		t.Errorf("the menu of the columns has %s", got)
	}
	c.Click("Assen")
	if !c.page.table.Columns()[2].Optional || len(c.page.table.Sheet("").Columns) != 6 {
		t.Errorf("another group forgets the columns: %q", c.page.table.Sheet("").Columns)
	}
}

func TestALargeGroupHasAFilter(t *testing.T) {
	names := make([]string, largeGroup)
	for i := range names {
		names[i] = fmt.Sprintf("Anna Deel%c", 'a'+i)
	}
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Zwolle", []string{"2026-02-23"}, names...)
		c.group(lessons, "Assen", []string{"2026-02-23"}, "Bo Dijk")
	})
	c.Click("Zwolle")
	c.page.table.Focus()
	c.Command("list.filter")
	c.Type("deelc")
	c.MustSee("Deelc, Anna", fmt.Sprintf("1 van %d deelnemers", largeGroup))
	if c.Sees("Deeld, Anna") {
		t.Error("the filter shows others too")
	}
	c.Press(fyne.KeyEscape)
	c.MustSee("Deeld, Anna", c.page.page.Counts)
	c.page.list.Focus()
	c.Command("list.filter")
	if c.Focused() != c.page.filter {
		t.Error("from the list the filter is that of the participants")
	}
	c.Click("Assen")
	c.MustSee("Dijk, Bo")
	if c.page.seek.Visible() {
		t.Error("a small group has a filter")
	}
}

func TestRegisterIsExported(t *testing.T) {
	d := newClerk(t,
		data.Person{FirstName: "Ada", Infix: "van den", Surname: "Berg", Country: "NL", Town: "Zwolle", Email: "ada@example.nl"},
		data.Person{FirstName: "Bo", Surname: "Dijk", Country: "NL", Town: "Assen"})
	d.path = filepath.Join(t.TempDir(), "register.csv")
	d.MustSee("2 mensen")
	d.Command("list.text")
	same(t, written(t, d.path),
		`"Naam";"Plaats";"Organisatie";"E-mail";"Functies";"Lid tot";"Telefoon";"Laatste training";"Opleiding";"Certificaat"`,
		`"Berg, Ada van den";"Zwolle";;"ada@example.nl";"KIES coach";;;;;`, `"Dijk, Bo";"Assen";;;"KIES coach";;;;;`)
	d.path = filepath.Join(t.TempDir(), "gevonden.csv")
	d.Type("assen")
	d.Command("list.text")
	if got := written(t, d.path); len(got) != 2 || !strings.HasPrefix(got[1], `"Dijk, Bo"`) {
		t.Errorf("of what was looked for %q", got)
	}
	_, _, err := d.office.Register.SaveOrganisation(context.Background(), data.Organisation{Kind: "school", Name: "De Regenboog", Town: "Assen", Country: "NL"})
	if err != nil {
		t.Fatal(err)
	}
	d.Click("Organisaties")
	d.MustSee("1 organisatie")
	d.path = filepath.Join(t.TempDir(), "organisaties.csv")
	d.Command("list.text")
	same(t, written(t, d.path),
		`"Naam";"Afdeling";"Soort";"Straat";"Postcode";"Plaats";"E-mail";"Telefoon"`,
		fmt.Sprintf(`"De Regenboog";;"%s";;;"Assen";;`, register.OrganisationKindName("school")))
}

func TestComplaintsAreFilteredAndExported(t *testing.T) {
	c := newCounter(t)
	for _, about := range []string{"Tessa Winters", "Bram Zomers"} {
		if _, _, err := c.office.Complaints.Register(context.Background(), complaint.NewComplaint{Route: "professional", About: about, Received: "2026-03-02", Complainant: "Ina Veld"}); err != nil {
			t.Fatal(err)
		}
	}
	files := &folder{save: filepath.Join(t.TempDir(), "klachten.csv")}
	c.Desk = uitest.New(t, nil, files, Complaints(c.office.Complaints, c.drafts, c.office, c.office.Name))
	c.MustSee("2 klachten")
	c.Command("list.filter")
	c.Type("zomers")
	c.MustSee("1 van 2 klachten")
	c.Command("list.text")
	got := written(t, files.save)
	if len(got) != 2 || got[0] != `"Nummer";"Klacht";"Soort";"Melder";"Ontvangen";"Uiterlijk";"Stand"` ||
		!strings.Contains(got[1], "Bram Zomers") || !strings.Contains(got[1], `"Ina Veld";02-03-2026;16-03-2026;`) {
		t.Errorf("wrote %q", got)
	}
	c.Press(fyne.KeyDown, desktop.KeyMenu)
	if got := menuTexts(t, c.Desk); !strings.Contains(got, "Brief schrijven") {
		t.Errorf("the menu of a complaint offers %s", got)
	}
}
