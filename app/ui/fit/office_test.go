package fit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is the moment at which the window is looked at.
var desk = time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)

// Names and texts as long as they come.
var (
	surnames = []string{
		"Nguyễn-Łukaszewicz",
		"Wolfeschlegelsteinhausenberger-Bergerdorffsma van Koetsveld",
		"Kılıçarslan-Yüzbaşıoğlu tot Oldenhoven-Schimmelpenninck",
		"Szczęśniak-Źrebiec",
	}
	firsts = []string{"Anna-Magdalena", "Þórunn Ævarsdóttir", "Jo", "Wilhelmina Jacoba"}
	towns  = []string{"'s-Hertogenbosch-Rosmalen-Noord", "Gasselternijveenschemond", "Ee", "Westerhaar-Vriezenveensewijk"}

	organisation = "Stichting Regionaal Samenwerkingsverband Passend Primair en Voortgezet Onderwijs, Jeugdhulp en Gezinsondersteuning " +
		"Midden-Kennemerland, Zaanstreek-Waterland en de Noord-Hollandse Eilanden te Krommenie-Assendelft"
	street  = "Burgemeester Jonkheer Meester Quarles van Uffordlaan-Zuidoostzijde"
	subject = "Fwd: Re: Vraag over de basistraining KIES coach 7-12 jaar in 's-Hertogenbosch, de factuur 2026-0061 en de certificaten van vorig jaar (spoed)"
)

// newOffice fills an office through its jobs and then, where long is set, makes everything in it long. It answers the file.
func newOffice(t *testing.T, long bool) string {
	t.Helper()
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "office.db")
	clock := demo.NewClock(func() time.Time { return desk })
	o, err := app.Open(ctx, app.Options{Address: file, Who: demo.Who, Secrets: keychain.Memory{}, Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(ctx, o, demo.Options{People: 120, Clock: clock}, nil); err != nil {
		t.Fatal(err)
	}
	if len(organisation) < 200 {
		t.Fatalf("an organisation of %d letters is not long", len(organisation))
	}
	for _, f := range []func(context.Context, *app.Office) error{stretch, sell, write} {
		if !long {
			break
		}
		if err := f(ctx, o); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	return file
}

// again opens a copy of an office.
func again(t *testing.T, file string) *app.Office {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "office.db")
	if err := os.WriteFile(copied, content, 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := app.Open(context.Background(), app.Options{Address: copied, Who: "Annelies", Secrets: keychain.Memory{}, Now: func() time.Time { return desk }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	return o
}

// each calls f for the records 1, 2, … until there are no more.
func each[T any](get func(int64) (T, error), f func(i int, record *T) error) error {
	for id, gone := int64(1), 0; gone < 20; id++ {
		record, err := get(id)
		if errors.Is(err, data.ErrNotFound) {
			gone++
			continue
		}
		gone = 0
		if err == nil {
			err = f(int(id), &record)
		}
		if err != nil {
			return fmt.Errorf("%T %d: %w", record, id, err)
		}
	}
	return nil
}

// stretch makes long what is in the records already.
func stretch(ctx context.Context, o *app.Office) error {
	return o.Store.Write(ctx, data.Change{Who: "Annelies", Title: "Alles lang"}, func(tx *data.Tx) error {
		return errors.Join(
			each(tx.Person, func(i int, p *data.Person) error {
				p.Surname, p.FirstName = surnames[i%len(surnames)], firsts[i/2%len(firsts)]
				p.Town, p.Street = towns[i%len(towns)], street
				p.Email = fmt.Sprintf("annamagdalena.nguyen-lukaszewicz-van.koetsveld.%d@samenwerkingsverband-kennemerland.example.nl", i)
				if i%3 > 0 {
					p.Organisation = organisation
				}
				if i%5 == 0 {
					p.Notes = strings.Repeat("Belt liever niet op woensdag. ", 20)
				}
				return tx.SavePerson(p)
			}),
			each(tx.Organisation, func(i int, b *data.Organisation) error {
				if i%2 == 0 {
					b.Name = fmt.Sprintf("%s, afdeling %d", organisation, i)
				}
				b.Town, b.Street = towns[i%len(towns)], street
				return tx.SaveOrganisation(b)
			}),
			each(tx.Course, func(i int, c *data.Course) error {
				c.Name += ", voor samengestelde gezinnen"
				c.PriceCents = 1_234_567_89
				return tx.SaveCourse(c)
			}),
			each(tx.Cohort, func(i int, c *data.Cohort) error {
				c.Town, c.Venue, c.Street = towns[i%len(towns)], "Conferentiecentrum "+organisation[:60], street
				c.Notes = strings.Repeat("Sleutel bij de buren. ", 12)
				return tx.SaveCohort(c)
			}),
			each(tx.Complaint, func(i int, c *data.Complaint) error {
				c.Subject, c.Complainant = subject, firsts[i%4]+" "+surnames[i%4]
				c.AboutOrg, c.About, c.Handler = organisation, "de begeleiding door "+surnames[1]+" en "+surnames[2], firsts[1]+" "+surnames[1]
				c.Wants = strings.Repeat("Een gesprek, en dat er voortaan eerst wordt gebeld. ", 6)
				return tx.SaveComplaint(c)
			}),
			each(tx.Order, func(i int, r *data.Order) error {
				r.Name, r.Organisation = firsts[i%4]+" "+surnames[i%4], organisation
				r.DeliveryName, r.DeliveryOrganisation, r.Street, r.Town = r.Name, organisation, street, towns[i%4]
				r.Remarks = strings.Repeat("Achterom bezorgen. ", 10)
				return tx.SaveOrder(r)
			}),
			each(tx.Product, func(i int, p *data.Product) error {
				p.Name += " met werkboek en ouderkompas"
				return tx.SaveProduct(p)
			}),
		)
	})
}

// sell makes orders and invoices of amounts that fill a column, in every state.
func sell(ctx context.Context, o *app.Office) error {
	for i := range 6 {
		name := firsts[i%4] + " " + surnames[i%4]
		d := sales.Draft{
			Name: name, Street: street, HouseNumber: "1234-bis A", Postcode: "7411 AA", Town: towns[i%4], Country: "NL", Email: "a@example.nl",
			Reference: "PO-2026-03-0001234567-KENNEMERLAND/NOORD",
			Lines: []sales.DraftLine{
				{Description: strings.Repeat("Maatwerktraject voor begeleiders ", 4), Quantity: 99, UnitCents: 1_247_038, VATCode: "high"},
				{Description: "Handleiding", Quantity: 999, UnitCents: 12_345, VATCode: "low"},
			},
		}
		if i%2 == 1 {
			d.Name, d.Organisation, d.Attention = "", organisation[:120], name
		}
		id, _, err := o.Sales.NewDraft(ctx, d)
		if err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		if i < 2 {
			continue
		}
		if _, err := o.Sales.Finalise(ctx, id); err != nil {
			return fmt.Errorf("finalise: %w", err)
		}
		switch i {
		case 3:
			_, err = o.Sales.RecordPayment(ctx, id, data.DayOf(desk), 1_234_567, "bank")
		case 4:
			_, err = o.Sales.Credit(ctx, id, subject)
		case 5:
			_, err = o.Sales.MarkInvoiceSent(ctx, id)
		}
		if err != nil {
			return fmt.Errorf("invoice %d: %w", i, err)
		}
	}
	for i := range 3 {
		_, err := o.Sales.NewOrder(ctx, sales.Order{
			Customer: sales.Customer{Name: firsts[i] + " " + surnames[i], Organisation: organisation[:150], Email: "a@example.nl"},
			Delivery: sales.Delivery{Name: surnames[i], Organisation: organisation[:150], Street: street, HouseNumber: "12", Postcode: "7411 AA", Town: towns[i], Country: "NL"},
			Lines:    []sales.Item{{Product: sales.Handbook, Quantity: 999}},
		})
		if err != nil {
			return fmt.Errorf("order: %w", err)
		}
	}
	return nil
}

// write takes in mails whose senders and subjects go on and on.
func write(ctx context.Context, o *app.Office) error {
	bodies := []string{
		"Graag bestel ik 250 handleidingen KIES coach 7-12 jaar.\n\n" + organisation + "\n" + surnames[1] + "\n" + street + " 14\n3721 VB Bilthoven\n",
		"Ik wil een klacht indienen over de trainer van de basistraining, " + surnames[2] + ". Zij luisterde niet.\n",
		"Ik wil mij aanmelden voor de basistraining KIES coach 7-12 jaar.\n\nGroet, " + surnames[1] + "\n",
		"Kunt u mijn adres wijzigen? Het nieuwe adres is " + street + " 18, 1234 AB " + towns[3] + ".\n",
		"https://www.example.nl/" + strings.Repeat("zonder-einde/", 30) + "\n\n" + strings.Repeat("Heel lange regel. ", 60) + "\n",
	}
	for i, body := range bodies {
		raw := fmt.Sprintf("From: %q <%s@samenwerkingsverband-passend-onderwijs.example.nl>\nTo: info@kantoor.example.nl\nSubject: %s\nDate: Tue, 3 Mar 2026 08:0%d:00 +0100\n"+
			"Message-ID: <lang%d@example.nl>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s",
			firsts[i%4]+" "+surnames[i%4], strings.Repeat("naam.", 6)+"x", subject, i, i, body)
		if _, _, err := o.Mail.Take(ctx, []byte(strings.ReplaceAll(raw, "\n", "\r\n")), time.Time{}); err != nil {
			return err
		}
	}
	return nil
}

// longList writes a list of people with long names, to be taken in.
func longList(t *testing.T) string {
	t.Helper()
	text := "Voornaam;Achternaam;Straat;Huisnummer;Postcode;Plaats;E-mail;Organisatie;Functie\n"
	for i, n := range surnames {
		text += strings.Join([]string{firsts[i], n, street, "12", "7411 AA", towns[i], fmt.Sprintf("lijst%d@example.nl", i), organisation, "coach"}, ";") + "\n"
	}
	text += ";;;;;;;;\n"
	file := filepath.Join(t.TempDir(), "ledenlijst van het samenwerkingsverband Kennemerland-Noord 2026 (definitief, nagekeken).csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
