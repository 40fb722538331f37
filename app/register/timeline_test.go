package register

import (
	"context"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestTheStoryTellsWhatBecameOfPapersAndMoney(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		r := New(s)
		id := story(t, s)
		write(t, s, func(tx *data.Tx) error {
			all, err := tx.CertificatesOf(id)
			if err != nil {
				return err
			}
			c := all[0]
			c.Status, c.StatusReason = "replaced", "naam verkeerd"
			if err := tx.SaveCertificate(&c); err != nil {
				return err
			}
			if err := tx.SaveCertificate(&data.Certificate{PersonID: id, Number: "K-2", Kind: "passed", Status: "valid", Holder: c.Holder, Course: c.Course, Achieved: c.Achieved, IssuedOn: "2026-11-19", ReplacesID: c.ID}); err != nil {
				return err
			}
			i := data.Invoice{Kind: "invoice", State: "draft", PersonID: id, Country: "NL", TotalCents: 7500}
			if err := tx.SaveInvoice(&i); err != nil {
				return err
			}
			i.Number, i.State, i.Day = "2026-0004", "final", "2026-11-01"
			if err := tx.SaveInvoice(&i); err != nil {
				return err
			}
			for _, p := range []data.Payment{{Day: "2026-11-03", AmountCents: 7500, Source: "bank"}, {Day: "2026-11-05", AmountCents: -2500}} {
				p.InvoiceID = i.ID
				if err := tx.AddPayment(&p); err != nil {
					return err
				}
			}
			run := data.PrintRun{Kind: "reminder", Medium: "mail", Title: "Herinnering"}
			if err := tx.AddPrintRun(&run, []data.PrintRunItem{{PersonID: id, Name: "Wendelmoet", State: "placed", At: tx.Now()}}); err != nil {
				return err
			}
			left := data.PrintRun{Kind: "reminder", Medium: "paper", Title: "Andere brief"}
			if err := tx.AddPrintRun(&left, []data.PrintRunItem{{PersonID: id, Name: "Wendelmoet", State: "left_out", Reason: "had"}}); err != nil {
				return err
			}
			return tx.SaveComplaint(&data.Complaint{Number: "K2026-01", Route: "professional", State: "open", Received: "2026-10-10", Subject: "Afspraken niet nagekomen", AboutPersonID: id})
		})
		fill := func(who string, f func(p *data.Person)) int64 {
			change, err := s.Do(context.Background(), data.Change{Who: who, Title: "Gegevens gewijzigd"}, func(tx *data.Tx) error {
				p, err := tx.Person(id)
				if err != nil {
					return err
				}
				f(&p)
				return tx.SavePerson(&p)
			})
			if err != nil {
				t.Fatal(err)
			}
			return change
		}
		fill("Ineke", func(p *data.Person) { p.Email = "nieuw@x.example.nl" })
		fill("Bram", func(p *data.Person) { p.Notes = "Belt liever." })
		fill("Bram", func(p *data.Person) { p.Town, p.Street = "Goes", "Laan" })
		if _, err := s.Undo(context.Background(), "Ineke", fill("Carla", func(p *data.Person) { p.Surname = "Vergissing" })); err != nil {
			t.Fatal(err)
		}
		page, err := r.Person(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, e := range page.Timeline {
			all = append(all, string(e.Day)+" "+e.Text+" -> "+e.Led)
		}
		told := strings.Join(all, "\n")
		for _, want := range []string{
			"2026-11-20 Certificaat K-1 Basistraining: vervangen -> naam verkeerd",
			"2026-11-19 Certificaat K-2 Basistraining -> in de plaats van K-1",
			"2026-03-05 Certificaat K-1 Basistraining (vervangen) -> ",
			"2026-11-01 Factuur 2026-0004: € 75,00 -> nog € 25,00 te betalen",
			"2026-11-03 € 75,00 betaald op factuur 2026-0004 -> bank",
			"2026-11-05 € 25,00 teruggeboekt van factuur 2026-0004 -> ",
			"2026-11-20 Mail klaargezet: Herinnering -> ",
			"2026-10-10 Klacht ontvangen -> ",
			"2026-11-20 Gewijzigd door Bram: adres en opmerkingen -> \n2026-11-20 In het register gezet door Ineke -> ",
		} {
			if !strings.Contains(told, want) {
				t.Errorf("%q is not in\n%s", want, told)
			}
		}
		for _, secret := range []string{"Afspraken", "K2026-01", "Andere brief", "Carla", "Gewijzigd door Ineke"} {
			if strings.Contains(told, secret) {
				t.Errorf("the story tells %q", secret)
			}
		}
	})
}

func TestWhoIsNoMemberIsToldWhatWouldMakeOne(t *testing.T) {
	coach := RoleLine{Role: data.Role{Kind: "coach"}, Active: true}
	mediator := RoleLine{Role: data.Role{Kind: "mediator"}, Active: true}
	valid := []data.Certificate{{Status: "valid"}}
	for name, c := range map[string]struct {
		roles        []RoleLine
		certificates []data.Certificate
		events       []data.MembershipEvent
		want         string
	}{
		"nobody yet": {nil, nil, nil, "Na een training vanzelf 2 jaar gratis lid, vanaf de laatste dag.|Tegen betaling 1 jaar lid, vanaf de dag van betaling. Er is geen geldig certificaat bekend: vraag eerst een kopie."},
		"lapsed coach": {
			[]RoleLine{coach},
			valid, events("training 2020-05-12"),
			"Na een nascholing of verdiepingsdag vanzelf weer 2 jaar gratis lid, vanaf die dag.|Tegen betaling 1 jaar lid, vanaf de dag van betaling.",
		},
		"in grace": {
			[]RoleLine{coach},
			valid, events("training 2024-11-10"),
			"Nog in de uitloop: tot en met 10 december 2026 wordt aan verlengen herinnerd.|Na een nascholing of verdiepingsdag vanzelf weer 2 jaar gratis lid, vanaf die dag.|Tegen betaling 1 jaar lid, vanaf de dag van betaling.",
		},
		"given up in grace": {
			[]RoleLine{coach},
			valid, events("training 2024-11-10", "ended 2026-11-15"),
			"Beëindigd: er gaat geen herinnering meer heen.|Na een nascholing of verdiepingsdag vanzelf weer 2 jaar gratis lid, vanaf die dag.|Tegen betaling 1 jaar lid, vanaf de dag van betaling.",
		},
		"mediator": {
			[]RoleLine{mediator},
			nil, events("m:payment 2024-02-01"),
			"Na een training vanzelf 2 jaar gratis lid, vanaf de laatste dag.|Als mediator met de jaarlijkse bijdrage 1 jaar lid, vanaf de dag van betaling.",
		},
		"member": {[]RoleLine{coach}, valid, events("training 2025-11-10"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := PersonPage{Roles: c.roles, Certificates: c.certificates, Membership: Membership(c.events, DefaultTerms(), "2026-11-20")}
			page.Member, page.IsMember = memberText(page.Membership)
			if got := strings.Join(become(page, c.events, DefaultTerms(), "2026-11-20"), "|"); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
