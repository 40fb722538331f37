package enrolment_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is an office with the usual courses on 2 March 2026.
type desk struct {
	*enrolment.Desk
	t        *testing.T
	store    *data.Store
	training *training.Training
	sales    *sales.Sales
	now      time.Time
}

func open(t *testing.T, address string) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)}
	s, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { return d.now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d.store, d.Desk, d.training, d.sales = s, enrolment.New(s), training.New(s), sales.New(s)
	d.write(training.EnsureCourses)
	d.done(d.sales.SaveSeller(context.Background(), sales.Seller{
		Name: "Kantoor Proef", Street: "Laan", HouseNumber: "1", Postcode: "1234 AB", Town: "Zutphen", KvK: "12345678", VATID: "NL001234567B01", IBAN: "NL91ABNA0417164300", Email: "info@kantoor.example", DueDays: 30,
	}))
	return d
}

func each(t *testing.T, run func(t *testing.T, d *desk)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, address string) { run(t, open(t, address)) })
}

func (d *desk) write(f func(*data.Tx) error) {
	d.t.Helper()
	if err := d.store.Write(context.Background(), data.Change{Title: "Proef"}, f); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) done(_ int64, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// group plans an open cohort in a town from a day on, at a price, with people.
func (d *desk) group(town, day string, price data.Cents, names ...string) (int64, []int64) {
	d.t.Helper()
	ctx := context.Background()
	courses, err := d.training.Courses(ctx)
	if err != nil {
		d.t.Fatal(err)
	}
	v := training.CohortValues{Town: town, Days: []training.CohortDay{{Day: data.Day(day)}}}
	for _, c := range courses {
		if c.Name == "Nascholing" {
			v.CourseID = c.ID
		}
	}
	id, _, err := d.training.PlanCohort(ctx, v)
	if err != nil {
		d.t.Fatal(err)
	}
	p, err := d.training.Cohort(ctx, id)
	if err != nil {
		d.t.Fatal(err)
	}
	terms := p.Terms
	terms.PriceCents = price
	d.done(d.training.SaveTerms(ctx, id, p.Version, terms))
	d.done(d.training.SetStatus(ctx, id, training.Opened))
	var out []int64
	for _, n := range names {
		added, _, err := d.training.AddNamed(ctx, id, register.Named(n, strings.ToLower(strings.Fields(n)[0])+"@thuis.example"), training.Enrolling{})
		if err != nil {
			d.t.Fatal(err)
		}
		out = append(out, added.EnrolmentID)
	}
	d.write(func(tx *data.Tx) error {
		all, err := tx.PeopleEnrolled(id)
		for _, p := range all {
			p.Street, p.HouseNumber, p.Postcode, p.Town, p.Country = "Dorpsstraat", "3", "7201 AA", "Zutphen", "NL"
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
		}
		return err
	})
	return id, out
}

// invoiced makes the invoice of some, and makes it final, and paid, as is asked.
func (d *desk) invoiced(cohort int64, state string, some ...int64) []int64 {
	d.t.Helper()
	ctx := context.Background()
	made, _, err := d.Invoice(ctx, cohort, some...)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, id := range made.Drafts {
		if state == "draft" {
			continue
		}
		issued, err := d.sales.Finalise(ctx, id)
		if err != nil {
			d.t.Fatal(err)
		}
		if state == "paid" || state == "set off" {
			d.write(func(tx *data.Tx) error {
				return tx.AddPayment(&data.Payment{InvoiceID: id, Day: tx.Today(), AmountCents: issued.TotalCents, Source: "bank", SetOff: state == "set off"})
			})
		}
	}
	return made.Drafts
}

// invoices writes all invoices, oldest first: "draft 245", "final 245 2026-0001", "credit draft -245".
func (d *desk) invoices() string {
	d.t.Helper()
	var out []string
	err := d.store.Read(context.Background(), func(tx *data.Tx) error {
		out = nil
		all, err := tx.InvoicesPage(data.AllInvoices, nil, 50)
		slices.SortFunc(all, func(a, b data.Invoice) int { return int(a.ID - b.ID) })
		for _, i := range all {
			text := strings.Join(strings.Fields(strings.Join([]string{strings.TrimPrefix(i.Kind, "invoice"), i.State, i.Number, amount(i.TotalCents)}, " ")), " ")
			out = append(out, text)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return strings.Join(out, "; ")
}

// plain writes the spaces in amounts as one types them.
func plain(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func amount(c data.Cents) string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	text := sign + itoa(int64(c/100))
	if c%100 != 0 {
		text += "," + itoa(int64(c%100 + 100))[1:]
	}
	return text
}

func itoa(n int64) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func TestCancellingByHowTheInvoiceStands(t *testing.T) {
	for _, c := range []struct {
		name, state string // of the invoice; "" is none
		day         string // of the training
		fee         data.Cents
		leave       bool
		lines       string
		after       string
	}{
		{"none", "", "2026-06-10", -1, false, "Er is geen factuur; er verandert niets aan facturen.", ""},
		{"none, late", "", "2026-03-10", -1, false, "Er komt een conceptfactuur van € 200,00 voor de annuleringskosten.", "draft 200"},
		{"draft", "draft", "2026-06-10", -1, false, "De conceptfactuur van € 200,00 vervalt.", ""},
		{"draft, part stays", "draft", "2026-06-10", 5000, false, "Op de conceptfactuur blijft € 50,00 staan in plaats van € 200,00.", "draft 50"},
		{"final", "final", "2026-06-10", -1, false, "Factuur 2026-0001 is nog niet betaald: er komt een concept-creditfactuur van € 200,00.", "final 2026-0001 200; credit draft -200"},
		{"final, part stays", "final", "2026-06-10", 2550, false, "Factuur 2026-0001 is nog niet betaald: er komt een concept-creditfactuur van € 174,50.", "final 2026-0001 200; credit draft -174,50"},
		{"final, late", "final", "2026-03-10", -1, false, "Factuur 2026-0001 blijft staan.", "final 2026-0001 200"},
		{"final, more than it", "final", "2026-06-10", 25000, false, "Factuur 2026-0001 blijft staan.|Er komt een conceptfactuur van € 50,00 voor de annuleringskosten.", "final 2026-0001 200; draft 50"},
		{"paid", "paid", "2026-06-10", -1, false, "Factuur 2026-0001 is betaald: er komt een concept-creditfactuur van € 200,00, terug te betalen.", "final 2026-0001 200; credit draft -200"},
		{"paid, left as it is", "paid", "2026-06-10", -1, true, "De facturen blijven zoals ze zijn.", "final 2026-0001 200"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			d := open(t, storetest.SQLite(t))
			cohort, who := d.group("Zutphen", c.day, 20000, "Ria Smal")
			before := ""
			if c.state != "" {
				d.invoiced(cohort, c.state)
				before = d.invoices()
			}
			o := enrolment.Settle{FeeCents: c.fee, Leave: c.leave, Reason: "ziek"}
			effect, err := d.CancelEffect(ctx, who[0], o)
			if err != nil || plain(strings.Join(effect.Lines, "|")) != c.lines {
				t.Fatalf("before: %q %v\nwant %q", effect.Lines, err, c.lines)
			}
			if d.invoices() != before {
				t.Fatal("looking changed something")
			}
			change, err := d.Cancel(ctx, who[0], o)
			d.done(change, err)
			if got := d.invoices(); got != c.after {
				t.Errorf("after: %q, want %q", got, c.after)
			}
			p, err := d.training.Cohort(ctx, cohort)
			if err != nil || len(p.Participants) != 0 || p.Others[0].OffReason != "ziek" {
				t.Errorf("%+v %v", p.Others, err)
			}
			// Nothing is final of it, so that it can be undone as a whole.
			if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
				t.Fatal(err)
			}
			if p, err = d.training.Cohort(ctx, cohort); err != nil || len(p.Participants) != 1 || d.invoices() != before {
				t.Errorf("undone: %d take part, %q, %v", len(p.Participants), d.invoices(), err)
			}
		})
	}
}

func TestMovingByHowTheInvoiceStands(t *testing.T) {
	for _, c := range []struct {
		name, state string
		price       data.Cents // of the other group; this one is € 200
		lines       string
		after       string
	}{
		{"none", "", 25000, "Er is geen factuur; die maak je in de nieuwe groep (€ 250,00).", ""},
		{"draft", "draft", 25000, "De conceptfactuur wordt aangepast aan de nieuwe groep: € 250,00 in plaats van € 200,00.|De leverdatum wordt 10 juli 2026 in plaats van 10 juni 2026.", "draft 250"},
		{"draft to nothing", "draft", 0, "De nieuwe groep kost niets: de conceptfactuur vervalt.", ""},
		{"final, the same", "final", 20000, "De prijs is gelijk (€ 200,00): de factuur blijft staan.", "final 2026-0001 200"},
		{"final, dearer", "final", 25000, "De nieuwe groep kost € 250,00 in plaats van € 200,00: er komt een conceptfactuur van € 50,00.", "final 2026-0001 200; draft 50"},
		{"paid, cheaper", "paid", 15000, "De nieuwe groep kost € 150,00 in plaats van € 200,00.|Factuur 2026-0001 is betaald: er komt een concept-creditfactuur van € 50,00, terug te betalen.", "final 2026-0001 200; credit draft -50"},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx := context.Background()
			d := open(t, storetest.SQLite(t))
			from, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
			to, _ := d.group("Ede", "2026-07-10", c.price)
			before := ""
			if c.state != "" {
				d.invoiced(from, c.state)
				before = d.invoices()
			}
			effect, err := d.MoveEffect(ctx, who[0], to, enrolment.Settle{})
			if err != nil || plain(strings.Join(effect.Lines, "|")) != c.lines {
				t.Fatalf("before: %q %v\nwant %q", effect.Lines, err, c.lines)
			}
			added, change, err := d.Move(ctx, who[0], to, enrolment.Settle{})
			d.done(change, err)
			if got := d.invoices(); got != c.after || added.Status != training.Confirmed {
				t.Errorf("after: %q, want %q; %+v", got, c.after, added)
			}
			// The invoice went along: cancelling there deals with it.
			if c.after != "" {
				there, err := d.CancelEffect(ctx, added.EnrolmentID, enrolment.Settle{})
				if err != nil || len(there.Lines) == 0 || strings.Contains(there.Lines[0], "geen factuur") {
					t.Errorf("cancelling there: %q %v", there.Lines, err)
				}
			}
			if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
				t.Fatal(err)
			}
			p, err := d.training.Cohort(ctx, from)
			if err != nil || len(p.Participants) != 1 || d.invoices() != before {
				t.Errorf("undone: %d take part, %q, %v", len(p.Participants), d.invoices(), err)
			}
		})
	}
}

func TestAnOrganisationGetsOneInvoice(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		cohort, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal", "Ton Ekkers", "Fenna Bies", "Abe Zijl")
		var payer int64
		d.write(func(tx *data.Tx) error {
			o := data.Organisation{Kind: "school", Name: "Basisschool De Horizon", Street: "Plein", HouseNumber: "2", Postcode: "7201 BB", Town: "Zutphen", Country: "NL", InvoiceEmail: "facturen@horizon.example", InvoiceReference: "PO-77"}
			if err := tx.SaveOrganisation(&o); err != nil {
				return err
			}
			payer = o.ID
			for i, id := range who[:3] {
				e, err := tx.Enrolment(id)
				if err != nil {
					return err
				}
				if e.PayerID = payer; i == 2 {
					e.InvoiceReference = "PO-78"
				}
				if err := tx.SaveEnrolment(&e); err != nil {
					return err
				}
			}
			return nil
		})
		made, change, err := d.Invoice(ctx, cohort)
		if err != nil || len(made.Drafts) != 3 || made.People != 4 || made.Cents != 80000 {
			t.Fatalf("%+v %v", made, err)
		}
		page, err := d.sales.Invoice(ctx, made.Drafts[0])
		if err != nil || len(page.Lines) != 2 || page.Organisation != "Basisschool De Horizon" || page.Reference != "PO-77" || page.Email != "facturen@horizon.example" ||
			page.OrganisationID != payer || page.Lines[0].Description != "Nascholing, Zutphen, 10 juni 2026\nDeelnemer: Ria Smal" || page.VAT[0].VATCode != "exempt" || page.VAT[0].Text == "" {
			t.Errorf("%+v %v", page, err)
		}
		if _, _, err := d.Invoice(ctx, cohort); err == nil {
			t.Error("a second invoice was made")
		}
		// One of two who stand on a draft: her line goes, the other's stays.
		d.done(d.Cancel(ctx, who[0], enrolment.Settle{}))
		if page, err = d.sales.Invoice(ctx, made.Drafts[0]); err != nil || len(page.Lines) != 1 || !strings.Contains(page.Lines[0].Description, "Ton Ekkers") || page.TotalCents != 20000 {
			t.Errorf("%+v %v", page.Lines, err)
		}
		bills, err := d.Bills(ctx, cohort)
		if err != nil || bills[who[1]].Text != "concept" || bills[who[0]].InvoiceID != 0 {
			t.Errorf("%+v %v", bills, err)
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err == nil {
			t.Error("making the invoices was undone under what was changed since")
		}
		_, err = d.training.Remove(ctx, who[1])
		if text, ok := data.UserText(err); !ok || !strings.Contains(text, "Er is een factuur") {
			t.Errorf("removing who has an invoice: %v", err)
		}
	})
}

func TestCancellingAGroup(t *testing.T) {
	each(t, func(t *testing.T, d *desk) {
		ctx := context.Background()
		cohort, who := d.group("Zutphen", "2026-03-05", 20000, "Ria Smal", "Ton Ekkers", "Fenna Bies", "Abe Zijl")
		d.write(func(tx *data.Tx) error {
			for _, id := range who[:2] {
				e, err := tx.Enrolment(id)
				if err != nil {
					return err
				}
				e.Organisation = "Praktijk De Brug"
				if err := tx.SaveEnrolment(&e); err != nil {
					return err
				}
			}
			return nil
		})
		d.invoiced(cohort, "final", who[0], who[1])
		d.invoiced(cohort, "draft", who[2])
		before := d.invoices()
		effect, err := d.CancelCohortEffect(ctx, cohort)
		if err != nil || len(effect.People) != 4 || effect.Title != "Nascholing, Zutphen" ||
			plain(strings.Join(effect.Summary, "|")) != "Inschrijvingen die vervallen: 4.|Regels op conceptfacturen die vervallen: 1.|Deelnemers voor wie er een concept-creditfactuur komt: 2, samen € 400,00." {
			t.Fatalf("%+v %v", effect, err)
		}
		change, err := d.CancelCohort(ctx, cohort, "te weinig aanmeldingen")
		d.done(change, err)
		if got := d.invoices(); got != "final 2026-0001 400; credit draft -400" {
			t.Errorf("after: %s", got)
		}
		letter, err := d.CancelledLetter(ctx, cohort, who, "Marloes")
		if err != nil || len(letter.To) != 4 || letter.Subject != "Nascholing, Zutphen gaat niet door" || !strings.HasPrefix(letter.For(letter.To[0]), "Beste Ria,\n\nJe staat ingeschreven voor Nascholing in Zutphen op 5 maart 2026.") {
			t.Errorf("%+v %v", letter, err)
		}
		if p, err := d.training.Cohort(ctx, cohort); err != nil || p.State != training.Cancelled || len(p.Participants) != 0 {
			t.Errorf("%+v %v", p.Status, err)
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
			t.Fatal(err)
		}
		if p, err := d.training.Cohort(ctx, cohort); err != nil || p.State != training.Opened || len(p.Participants) != 4 || d.invoices() != before {
			t.Errorf("undone: %+v %s %v", p.Status, d.invoices(), err)
		}
	})
}

func TestWhatIsFinalIsNotUndone(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	ctx := context.Background()
	cohort, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
	d.invoiced(cohort, "final")
	change, err := d.Cancel(ctx, who[0], enrolment.Settle{Reason: "ziek"})
	d.done(change, err)
	var credit int64
	err = d.store.Read(ctx, func(tx *data.Tx) error {
		all, err := tx.InvoicesPage(data.DraftInvoices, nil, 5)
		if len(all) == 1 {
			credit = all[0].ID
		}
		return err
	})
	if err != nil || credit == 0 {
		t.Fatalf("there is no credit note: %v", err)
	}
	if _, err := d.sales.Finalise(ctx, credit); err != nil {
		t.Fatal(err)
	}
	if _, err := d.store.Undo(ctx, "Marloes", change); err == nil {
		t.Error("cancelling was undone under a final credit note")
	}
	if got := d.invoices(); got != "final 2026-0001 200; credit final 2026-0002 -200" {
		t.Error(got)
	}
}

// TestWhereSomebodyCanMove: the first is what is most likely meant: another group of the course, not begun, with a seat.
func TestWhereSomebodyCanMove(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	ctx := context.Background()
	_, who := d.group("Zutphen", "2026-06-10", 20000, "Ria Smal")
	begun, _ := d.group("Breda", "2026-02-20", 20000)
	full, _ := d.group("Gouda", "2026-05-01", 20000, "Tom Dekhuis")
	free, _ := d.group("Assen", "2026-07-01", 20000)
	d.write(func(tx *data.Tx) error {
		c, err := tx.Cohort(full)
		if err != nil {
			return err
		}
		c.Seats = 1
		return tx.SaveCohort(&c)
	})
	d.shift(begun, "Breda", "2026-02-20", "2026-03-20")
	all, err := d.Destinations(ctx, who[0])
	if err != nil {
		t.Fatal(err)
	}
	var got []int64
	for _, to := range all {
		got = append(got, to.ID)
	}
	if want := []int64{free, full, begun}; !slices.Equal(got, want) {
		t.Errorf("offered are %v, not %v: %+v", got, want, all)
	}
}
