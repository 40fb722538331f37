package screen

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

// withFees sets what membership costs, and the office as it stands on invoices.
func (d *clerk) withFees() *clerk {
	d.t.Helper()
	ctx := context.Background()
	l, err := d.office.Register.Lengths(ctx)
	if err != nil {
		d.t.Fatal(err)
	}
	l.CoachCents, l.MediatorCents, l.VATCode = 7500, 15000, sales.HighVAT
	if _, err := d.office.Register.SaveLengths(ctx, l); err != nil {
		d.t.Fatal(err)
	}
	_, err = d.office.Sales.SaveSeller(ctx, sales.Seller{
		Name: "Kantoor Proef", Street: "Laan", HouseNumber: "1", Postcode: "5611 AB", Town: "Eindhoven", Email: "info@example.nl",
		KvK: "17148829", VATID: "NL001234567B01", IBAN: "NL91ABNA0417164300", DueDays: 30,
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return d
}

// happened adds what happened to somebody's membership.
func (d *clerk) happened(person int64, events ...data.MembershipEvent) {
	d.t.Helper()
	d.write(func(tx *data.Tx) error {
		for _, e := range events {
			e.PersonID = person
			if e.Regime == "" {
				e.Regime = register.RegimeCoach
			}
			if err := register.RecordMembership(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestPaidMembershipTakesTwoStepsAndStartsOnPayment(t *testing.T) {
	d := newClerk(t).withFees()
	f := d.person(fenna)
	d.happened(f.ID, data.MembershipEvent{Kind: register.EventTraining, Day: "2022-05-12"})
	d.page.Open(key(f.ID))
	d.MustSee("Lid geweest tot 12 mei 2024", "Na een nascholing of verdiepingsdag vanzelf weer 2 jaar gratis lid, vanaf die dag.", "Er is geen geldig certificaat bekend")
	d.Reset()
	d.Press("B")
	d.MustSee("Lidmaatschap tegen betaling van Fenna van der Zandstra", "€ 75,00 voor 12 maanden.", "Gaat in op de dag van betaling.")
	d.Click("Factuur maken")
	if d.Steps > 2 {
		t.Errorf("took %d steps", d.Steps)
	}
	d.MustSee("Factuur 2026-0001 gemaakt; het lidmaatschap gaat in zodra hij is betaald")
	if got := d.read(f.ID).MemberUntil; got != "2024-05-12" {
		t.Errorf("member until %s before anything was paid", got)
	}
	page, err := d.office.Sales.FindInvoice(context.Background(), "2026-0001")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.office.Sales.RecordPayment(context.Background(), page.ID, "2026-03-02", 7500, "bank"); err != nil {
		t.Fatal(err)
	}
	d.Run("reload")
	d.MustSee("Lid tot 2 maart 2027: lid geworden door de betaling van 2 maart 2026 (factuur 2026-0001).", "€ 75,00 betaald op factuur 2026-0001")
	if d.Sees("vanzelf weer 2 jaar gratis lid") {
		t.Error("a member is told what would make one")
	}
}

func TestAPriceThatIsNotSetIsNotMadeUp(t *testing.T) {
	d := newClerk(t)
	f := d.person(fenna)
	d.page.Open(key(f.ID))
	d.Press("B")
	d.MustSee("Er is nog geen prijs voor dit lidmaatschap.")
	d.Click("Factuur maken")
	d.MustSee("Er is geen factuur gemaakt.")
}

func TestAllRemindersTakeThreeSteps(t *testing.T) {
	d := newClerk(t).withFees()
	byMail, byPost := d.person(fenna), d.person(data.Person{FirstName: "Joost", Surname: "Aalbers", Street: "Brink", HouseNumber: "2", Postcode: "7411 KL", Town: "Deventer", Country: "NL"})
	gone := d.person(lotte)
	for i, id := range []int64{byMail.ID, byPost.ID, gone.ID} {
		d.happened(id, data.MembershipEvent{Kind: register.EventTraining, Day: data.Day("2024-03-20").AddDays(i)})
	}
	var drafts postFolder
	d.page.papers.Post = func(context.Context) (run.Post, func() error, error) {
		return &drafts, func() error { return nil }, nil
	}
	d.Run("reload")
	d.MustSee("Loopt af", "3")
	d.Click("Loopt af")
	d.Reset()
	d.Click("Herinneren …")
	d.MustSee("Leden herinneren", "Zandstra, Fenna van der", "mail", "Aalbers, Joost", "brief", "Meeuwis, Lotte: heeft geen mailadres en geen volledig adres",
		"Zo ziet de mail aan Fenna van der Zandstra eruit", "Je lidmaatschap van het KIES platform loopt af op 20 maart 2026", "€ 75,00 voor 1 jaar")
	d.Click("Klaarzetten: 1 mail en 1 brief")
	d.MustSee("1 mail bij de concepten van je mailbox gezet", "Herinnering: lidmaatschap loopt af")
	if d.Steps > 2 {
		t.Errorf("took %d steps to where the letters are printed", d.Steps)
	}
	if len(drafts) != 1 || drafts[0].To[0].Email != "fenna@example.nl" {
		t.Errorf("%+v", drafts)
	}
	d.Press(fyne.KeyEscape)
	d.page.Open(key(byPost.ID))
	d.MustSee("Brief: Herinnering: lidmaatschap loopt af")
	d.Click("Herinneren …")
	d.MustSee("Er is nu niemand die deze herinnering moet krijgen.", "Aalbers, Joost: had dit al op 3 maart 2026")
	d.Click("Eerder gemaakt …")
	d.MustSee("Herinneringen die zijn gemaakt", "Afdrukken")
}

func TestRemindersThatWaitAreNotSaidToBeHad(t *testing.T) {
	d := newClerk(t).withFees()
	d.happened(d.person(fenna).ID, data.MembershipEvent{Kind: register.EventTraining, Day: "2024-03-20"})
	var drafts postFolder
	d.page.papers.Post = func(context.Context) (run.Post, func() error, error) {
		return nil, nil, data.Refuse("De mailserver is niet te bereiken.")
	}
	d.Run("reload")
	d.Click("Loopt af")
	d.Click("Herinneren …")
	d.Click("Klaarzetten: 1 mail")
	d.MustSee("De mailserver is niet te bereiken.", "De mails zijn bewaard")
	d.Click("Herinneren …")
	d.MustSee("Zandstra, Fenna van der: de mail van 3 maart 2026 wacht nog op klaarzetten")
	d.Press(fyne.KeyEscape)
	d.page.papers.Post = func(context.Context) (run.Post, func() error, error) {
		return &drafts, func() error { return nil }, nil
	}
	d.Command("register.reminded")
	d.MustSee("Herinneringen die zijn gemaakt")
	d.Click("Klaarzetten")
	if len(drafts) != 1 {
		t.Errorf("%d drafts", len(drafts))
	}
	d.Click("Herinneren …")
	d.MustSee("Zandstra, Fenna van der: had dit al op 3 maart 2026")
}

// postFolder is a Drafts folder.
type postFolder []message.Draft

func (o *postFolder) Put(_ context.Context, m message.Draft) ([]byte, error) {
	*o = append(*o, m)
	return []byte("x"), nil
}
func (o *postFolder) Has(context.Context, string) (bool, error) { return false, nil }
func (o *postFolder) Domain() string                            { return "example.nl" }

func TestMediatorsAreInvoicedInTwoSteps(t *testing.T) {
	d := newClerk(t).withFees()
	f := d.person(fenna)
	l := d.person(lotte)
	for _, id := range []int64{f.ID, l.ID} {
		d.happened(id, data.MembershipEvent{Regime: register.RegimeMediator, Kind: register.EventPayment, Day: "2025-04-01"})
	}
	d.Reset()
	d.Press(fyne.KeyEscape)
	d.Reset()
	d.Press("J")
	d.MustSee("Jaarlijkse bijdrage van mediators", "Zandstra, Fenna van der", "€ 150,00 per factuur", "Meeuwis, Lotte: het adres is niet volledig")
	d.Click("1 factuur definitief maken")
	if d.Steps > 2 {
		t.Errorf("took %d steps", d.Steps)
	}
	d.MustSee("1 factuur gemaakt")
	if _, err := d.office.Sales.FindInvoice(context.Background(), "2026-0001"); err != nil {
		t.Error(err)
	}
	d.Press("J")
	d.MustSee("Er is nu geen mediator die een factuur moet krijgen.", "factuur 2026-0001 staat nog open")
}

func TestMembershipsThatEndAreListedAndSorted(t *testing.T) {
	d := newClerk(t)
	for name, day := range map[string]data.Day{"Akker": "2024-05-20", "Bakker": "2024-04-20", "Claus": "2024-02-20", "Dekker": "2023-02-20", "Evers": "2025-06-01"} {
		p := d.person(data.Person{FirstName: "Anna", Surname: name, Town: "Ede", Country: "NL"})
		d.happened(p.ID, data.MembershipEvent{Kind: register.EventTraining, Day: day})
	}
	d.Run("reload")
	names := func() string {
		var out []string
		for _, it := range d.page.list.Items() {
			out = append(out, strings.TrimSuffix(it.Title, ", Anna"))
		}
		return strings.Join(out, " ")
	}
	for _, c := range []struct{ click, want string }{{"Loopt af", "Bakker Akker"}, {"Uitloop", "Claus"}, {"Verlopen", "Dekker"}, {"Leden", "Akker Bakker Evers"}} {
		d.Click(c.click)
		if got := names(); got != c.want {
			t.Errorf("%s: %s, want %s", c.click, got, c.want)
		}
	}
	d.Run("register.sort")
	if got := names(); got != "Bakker Akker Evers" {
		t.Errorf("by end: %s", got)
	}
	d.Run("register.sort")
	if got := names(); got != "Akker Bakker Evers" {
		t.Errorf("by name: %s", got)
	}
}
