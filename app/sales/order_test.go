package sales

import (
	"errors"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

const shopOrder = `{"id":"web-1024","customer":{"name":"Roos Timmermans","organisation":"Gemeente Lindewoude","email":"r.timmermans@lindewoude.example.nl","kvk":"12345678","oin":"00000001234567890000"},
"delivery":{"name":"Roos Timmermans","organisation":"Gemeente Lindewoude","street":"Raadhuisplein","house_number":"1","postcode":"1234ab","town":"Lindewoude","country":"NL"},
"invoice":{"organisation":"Gemeente Lindewoude, crediteuren","email":"facturen@lindewoude.example.nl","reference":"PO-77","street":"Postlaan","house_number":"9","postcode":"1235 CD","town":"Lindewoude"},
"lines":[{"product":"handbook-7-12","quantity":4}],"shop":"ignored"}`

func TestImportOfAShopsOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		got, err := d.ImportOrder(t.Context(), strings.NewReader("\ufeff"+shopOrder), true)
		if err != nil || got.Order != "B2026-0001" || got.Invoice != "2026-0001" || got.TotalCents != 45980 || got.Known {
			t.Fatalf("%+v %v", got, err)
		}
		again, err := d.ImportOrder(t.Context(), strings.NewReader(shopOrder), true)
		if err != nil || again.Order != got.Order || again.Invoice != got.Invoice || again.TotalCents != 45980 || !again.Known {
			t.Errorf("the same order again: %+v %v", again, err)
		}
		page, err := d.FindInvoice(t.Context(), " 2026-0001 ")
		if err != nil {
			t.Fatal(err)
		}
		if page.Organisation != "Gemeente Lindewoude, crediteuren" || page.Attention != "" || page.Street != "Postlaan" || page.Postcode != "1235 CD" ||
			page.Email != "facturen@lindewoude.example.nl" || page.Reference != "PO-77" || page.KvK != "12345678" || page.OIN != "00000001234567890000" {
			t.Errorf("buyer %+v", page.Invoice.Invoice)
		}
		if n, err := d.CountOrders(t.Context(), "invoiced"); err != nil || n != 1 {
			t.Errorf("%d orders, %v", n, err)
		}
	})
}

func TestImportRefusesAndKeepsNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		long := strings.Repeat("lang", 100)
		for text, about := range map[string]string{
			``:   "geen bestelling",
			`[]`: "geen bestelling",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":1}]} {}`:              "één bestelling",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":1.5}]}`:               "lines.quantity",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":"drie"}]}`:            "lines.quantity",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":0}]}`:                 "aantal 0",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":-1}]}`:                "aantal -1",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":1000}]}`:              "1 tot en met 999",
			`{"customer":{"name":"A"},"lines":[{"product":"tractor","quantity":1}]}`:                       `"tractor"`,
			`{"customer":{"name":"A"},"lines":[]}`:                                                         "geen regels",
			`{"customer":{"name":"A"},"lines":[` + strings.Repeat(`{"product":"x"},`, 100) + `{}]}`:        "101 regels",
			`{"lines":[{"product":"handbook-7-12","quantity":1}]}`:                                         "wie er bestelt",
			`{"customer":{"name":"` + long + `"},"lines":[{"product":"handbook-7-12","quantity":1}]}`:      "300 tekens",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":1}]}`:                 "van de klant ontbreekt",
			`{"customer":{"name":"` + strings.Repeat("x", maxOrderBytes) + `"}}`:                           "1 MB",
			`{"customer":{"name":"A"},"lines":[{"product":"handbook-7-12","quantity":99999999999999999}]}`: "1 tot en met 999",
		} {
			_, err := d.ImportOrder(t.Context(), strings.NewReader(text), true)
			refused(t, err, about)
		}
		rows, err := d.Orders(t.Context(), "", nil, 10)
		if err != nil || len(rows) != 0 {
			t.Errorf("after refusals: %v %v", rows, err)
		}
	})
}

func TestOrderIsChangedCancelledAndUndone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		saved := d.order(order(1))
		page, err := d.Order(t.Context(), saved.ID)
		if err != nil || page.Order.Postcode != "7411 KL" || page.Summary != "1 × Handleiding KIES coach 7-12 jaar" || page.Codes[0] != Handbook {
			t.Fatalf("%+v %v", page, err)
		}
		// The price changes; what was ordered keeps the one it was ordered at.
		d.tx(func(tx *data.Tx) error {
			p, err := tx.ProductByCode(Handbook)
			if err != nil {
				return err
			}
			p.PriceCents = 12995
			return tx.SaveProduct(&p)
		})
		changed := page.Editable()
		changed.Lines[0].Quantity, changed.Delivery.Town = 3, "Zwolle"
		change, err := d.ChangeOrder(t.Context(), saved.ID, page.Order.Version, changed)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.ChangeOrder(t.Context(), saved.ID, page.Order.Version, changed); !errors.Is(err, data.ErrStale) {
			t.Errorf("stale change: %v", err)
		}
		page, err = d.Order(t.Context(), saved.ID)
		if err != nil || page.TotalCents != 3*11495 || page.Order.Town != "Zwolle" {
			t.Errorf("changed: %+v %v", page, err)
		}
		if _, err := d.store.Undo(t.Context(), "Ruud", change); err != nil {
			t.Fatal(err)
		}
		if page, err = d.Order(t.Context(), saved.ID); err != nil || page.TotalCents != 11495 || page.Order.Town != "Deventer" {
			t.Errorf("undone: %+v %v", page, err)
		}
		if _, _, err := d.DraftFromOrder(t.Context(), saved.ID); err != nil {
			t.Fatal(err)
		}
		_, err = d.ChangeOrder(t.Context(), saved.ID, page.Order.Version, changed)
		refused(t, err, "conceptfactuur")
		if _, err := d.CancelOrder(t.Context(), saved.ID); err != nil {
			t.Fatal(err)
		}
		if n, err := d.CountInvoices(t.Context(), data.DraftInvoices); err != nil || n != 0 {
			t.Errorf("%d drafts of a cancelled order, %v", n, err)
		}
		_, err = d.OrderToInvoice(t.Context(), saved.ID)
		refused(t, err, "geannuleerd")
		_, err = d.MarkSent(t.Context(), saved.ID)
		refused(t, err, "geannuleerd")
		other := d.order(order(1))
		_, err = d.MarkSent(t.Context(), other.ID)
		refused(t, err, "Maak eerst de factuur")
		if _, err := d.store.Undo(t.Context(), "Ruud", other.Change); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Order(t.Context(), other.ID); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("undone order: %v", err)
		}
	})
}

func TestParcelLeaves(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address).withSeller()
		o := order(2)
		o.Lines = append(o.Lines, Item{Product: "kindplan", Quantity: 1})
		saved := d.order(o)
		issued, err := d.OrderToInvoice(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		label, err := d.Labels(t.Context(), []int64{saved.ID, saved.ID}, document.LabelsA6)
		if err != nil || strings.Count(textOf(t, label), "Dorpsstraat7a") != 2 {
			t.Errorf("labels: %v", err)
		}
		slip, err := d.PackingSlip(t.Context(), saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		text := textOf(t, slip)
		if !strings.Contains(text, "HandleidingKIES") || strings.Contains(text, "Kindplan") || strings.Contains(text, "114,95") {
			t.Errorf("packing slip: %s", text)
		}
		if _, err := d.MarkSent(t.Context(), saved.ID); err != nil {
			t.Fatal(err)
		}
		page, err := d.Order(t.Context(), saved.ID)
		if err != nil || page.Order.State != "sent" || page.Order.SentOn != "2026-11-20" || page.InvoiceNumber != issued.Number {
			t.Errorf("%+v %v", page.Order, err)
		}
		_, err = d.CancelOrder(t.Context(), saved.ID)
		refused(t, err, "al verzonden")
		_, err = d.ChangeOrder(t.Context(), saved.ID, page.Order.Version, order(1))
		refused(t, err, "verzonden")
	})
}

func TestNoticesNeverRefuse(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		coach := data.Person{FirstName: "Tessel", Infix: "van", Surname: "Wijngaarden", Email: "tessel@praktijk.example.nl", MemberUntil: "2027-05-01"}
		d.tx(func(tx *data.Tx) error { return tx.SavePerson(&coach) })
		expect := func(o Order, want ...string) SavedOrder {
			t.Helper()
			saved := d.order(o)
			page, err := d.Order(t.Context(), saved.ID)
			if err != nil {
				t.Fatal(err)
			}
			for i, n := range page.Notices {
				if i >= len(want) || !strings.Contains(n, want[i]) {
					t.Errorf("notices %q, want %q", page.Notices, want)
					break
				}
			}
			if len(page.Notices) != len(want) {
				t.Errorf("notices %q, want %q", page.Notices, want)
			}
			return saved
		}
		first := expect(order(1), "geen certificaat")
		d.tx(func(tx *data.Tx) error {
			return tx.SaveCertificate(&data.Certificate{PersonID: coach.ID, Kind: "old_paper", Status: "valid", Holder: "T. van Wijngaarden", Course: "KIES coach", AgeGroup: "7-12"})
		})
		expect(order(1), "heeft de handleiding al: bestelling "+first.Number)
		coach.Street, coach.HouseNumber, coach.Postcode, coach.Town = "Hoge Dijk", "3", "7411 AA", "Deventer"
		coach.MemberUntil = "2026-03-01"
		d.tx(func(tx *data.Tx) error { return tx.SavePerson(&coach) })
		expect(order(1), "liep tot 1 maart 2026", "heeft de handleiding al")
		nowhere := order(1)
		nowhere.Delivery = Delivery{}
		expect(nowhere, "liep tot", "heeft de handleiding al", "In het register staat: Hoge Dijk 3, 7411 AA Deventer.")
		stranger := order(1)
		stranger.Customer = Customer{Organisation: "Basisschool De Hazelaar", Email: "geen adres", KvK: "12"}
		stranger.Delivery.Street, stranger.Delivery.Country = "", "België"
		expect(stranger, "niet in het register", "bezorgadres", "mailadres", "KvK", "buitenland")
		odd := order(1)
		odd.Customer = Customer{Name: "Zoë 🌱 Appelman"}
		odd.MessageSHA = "abc"
		odd.Lines[0].Product = "kindplan"
		before := expect(odd, "gratis", "niet op papier kan: 🌱")
		odd.Customer.Name = "Zoë Appelman"
		expect(odd, "gratis", "ook bestelling "+before.Number)
		material := order(1)
		material.Lines = []Item{{Product: "flyer", Quantity: 20}}
		expect(material, "nog geen prijs")
		gift := order(1)
		gift.Lines = []Item{{Product: "kindplan", Quantity: 1}}
		given := expect(gift, "gratis")
		if _, err := d.MarkSent(t.Context(), given.ID); err != nil {
			t.Errorf("a gift is sent without an invoice: %v", err)
		}
	})
}

func FuzzReadOrder(f *testing.F) {
	f.Add([]byte(shopOrder))
	f.Add([]byte(`{"id":"` + "\u202e\x00" + `","lines":[{"quantity":1e9}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		o, err := ReadOrder(strings.NewReader(string(b)))
		if err != nil {
			if _, ok := data.UserText(err); !ok {
				t.Errorf("no sentence for the user: %v", err)
			}
			return
		}
		if len(o.Lines) == 0 || len(o.Lines) > maxLines {
			t.Errorf("%d lines passed", len(o.Lines))
		}
		for _, l := range o.Lines {
			if l.Quantity < 1 || l.Quantity > maxQuantity {
				t.Errorf("quantity %d passed", l.Quantity)
			}
		}
		again := o
		if err := again.check(); err != nil || again.Customer != o.Customer || again.Delivery != o.Delivery || again.Payer != o.Payer {
			t.Errorf("what was tidied changes when tidied again: %+v %+v", o, again)
		}
	})
}
