package reminder

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is the job on an office of 3 March 2026.
type desk struct {
	*Reminders
	runs  *run.Runs
	store *data.Store
	t     *testing.T
}

func newDesk(t *testing.T, address string) *desk {
	t.Helper()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	store, err := data.Open(t.Context(), address, data.WithClock(func() time.Time { return now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	runs := run.New(store)
	d := &desk{Reminders: New(store, func() *run.Runs { return runs }), runs: runs, store: store, t: t}
	d.Who = func() string { return "Annelies" }
	if _, err := sales.New(store).SaveSeller(t.Context(), sales.Seller{Name: "Kantoor Proef", Street: "Laan", HouseNumber: "1", Postcode: "5611 AB", Town: "Eindhoven", Email: "info@example.nl", DueDays: 30}); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) tx(f func(*data.Tx) error) {
	d.t.Helper()
	if err := d.store.Write(context.Background(), data.Change{Title: "Proef"}, f); err != nil {
		d.t.Fatal(err)
	}
}

// member puts somebody in the register with a last day as a member.
func (d *desk) member(surname string, change func(*data.Person), events ...data.MembershipEvent) data.Person {
	d.t.Helper()
	p := data.Person{FirstName: "Noor", Surname: surname, Street: "Wal", HouseNumber: "4", Postcode: "8011 AB", Town: "Zwolle", Country: "NL", Email: strings.ToLower(surname) + "@example.nl"}
	if change != nil {
		change(&p)
	}
	d.tx(func(tx *data.Tx) error {
		if err := tx.SavePerson(&p); err != nil {
			return err
		}
		for _, e := range events {
			e.PersonID = p.ID
			if e.Regime == "" {
				e.Regime = register.RegimeCoach
			}
			if err := register.RecordMembership(tx, e); err != nil {
				return err
			}
		}
		return nil
	})
	return p
}

func trained(day data.Day) data.MembershipEvent {
	return data.MembershipEvent{Kind: register.EventTraining, Day: day}
}

func said(lines []Line) string {
	var out []string
	for _, l := range lines {
		text := strings.TrimSuffix(l.Name, ", Noor")
		switch {
		case l.Reason != "":
			text += ": " + l.Reason
		case l.Mail != "":
			text += " mail"
		default:
			text += " brief"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func TestWhyNoLetterCanBeSent(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	d.member("Aalders", func(p *data.Person) { p.Street = "" }, trained("2024-03-10"))
	d.member("Bos", func(p *data.Person) { p.Email, p.Street = "", "" }, trained("2024-03-11"))
	d.member("Cuijpers", func(p *data.Person) { p.NoMail, p.Street = true, "" }, trained("2024-03-12"))
	plan, err := d.Plan(t.Context(), Choice{Which: register.Ending, Paper: true})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(plan.LeftOut), "Aalders: heeft geen volledig adres; Bos: heeft geen mailadres en geen volledig adres; Cuijpers: wil geen mail en heeft geen volledig adres"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestEachGetsAReminderOnceByMailOrLetter(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		ctx := t.Context()
		d.member("Aalders", nil, trained("2024-03-10"))
		d.member("Bos", func(p *data.Person) { p.Email = "" }, trained("2024-03-11"))
		d.member("Cuijpers", func(p *data.Person) { p.NoMail = true }, trained("2024-03-12"))
		d.member("Dros", func(p *data.Person) { p.Email, p.Street = "", "" }, trained("2024-03-13"))
		d.member("Egberts", nil, trained("2024-03-14"), data.MembershipEvent{Kind: register.EventEnded, Day: "2026-03-03"})
		d.member("Franken", nil, trained("2024-09-01")) // ends later
		both := d.member("Gerlach", nil, trained("2024-03-15"), data.MembershipEvent{Regime: register.RegimeMediator, Kind: register.EventPayment, Day: "2025-03-16"})
		ch := Choice{Which: register.Ending}
		plan, err := d.Plan(ctx, ch)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := said(plan.Ready), "Aalders mail; Bos brief; Cuijpers brief; Gerlach mail"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if got, want := said(plan.LeftOut), "Egberts: het lidmaatschap is beëindigd; Dros: heeft geen mailadres en geen volledig adres; Gerlach: krijgt al een herinnering over het andere lidmaatschap"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if len(plan.Letters) == 0 || len(plan.Mails) != 2 || plan.Mails[0].Subject != "Je lidmaatschap van het KIES platform loopt af op 10 maart 2026" ||
			!strings.HasPrefix(plan.Mails[0].Text, "Beste Noor,\n\n") || !strings.HasSuffix(plan.Mails[0].Text, "Annelies\nKantoor Proef") ||
			!strings.Contains(plan.Mails[0].Text, "Volg je uiterlijk op 10 maart 2026 een nascholing") || strings.ContainsAny(plan.Mails[0].Text, "{}") {
			t.Errorf("%d bytes, %+v", len(plan.Letters), plan.Mails)
		}
		made, err := d.Make(ctx, ch)
		if err != nil || len(made.Letters.To) != 2 || made.Letters.Pages != 2 || len(made.Mails.To) != 2 {
			t.Fatalf("%d letters, %d mails, %v", len(made.Letters.To), len(made.Mails.To), err)
		}
		// Each has it on the own story, and nobody gets it twice.
		d.tx(func(tx *data.Tx) error {
			had, err := tx.SentTo(both.ID)
			if len(had) != 1 || had[0].Title != "Herinnering: lidmaatschap loopt af" || had[0].Medium != run.Mail {
				t.Errorf("%+v", had)
			}
			return err
		})
		again, err := d.Plan(ctx, ch)
		if err != nil || said(again.Ready) != "Gerlach mail" || !strings.Contains(said(again.LeftOut), "Aalders: de mail van 3 maart 2026 wacht nog op klaarzetten") {
			t.Errorf("%s | %s, %v", said(again.Ready), said(again.LeftOut), err)
		}
		var drafts outbox
		placed, err := d.runs.Place(ctx, made.Mails.ID, &drafts, nil)
		if err != nil || placed.Placed != 2 || len(drafts) != 2 || drafts[0].To[0].Email != "aalders@example.nl" {
			t.Errorf("%+v %v", placed, err)
		}
	})
}

// outbox is a Drafts folder.
type outbox []message.Draft

func (o *outbox) Put(_ context.Context, d message.Draft) ([]byte, error) {
	*o = append(*o, d)
	return message.Compose(message.Draft{From: message.Address{Email: "info@example.nl"}, To: d.To, Subject: d.Subject, Text: d.Text, MessageID: d.MessageID, Date: time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)})
}
func (o *outbox) Has(context.Context, string) (bool, error) { return false, nil }
func (o *outbox) Domain() string                            { return "example.nl" }

func TestANewEndIsANewReminder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		p := d.member("Hagen", nil, trained("2024-03-10"))
		if _, err := d.Make(t.Context(), Choice{Which: register.Ending}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Make(t.Context(), Choice{Which: register.Ending}); !errors.Is(err, run.ErrNobody) {
			t.Errorf("made twice: %v", err)
		}
		d.tx(func(tx *data.Tx) error {
			return register.RecordMembership(tx, data.MembershipEvent{PersonID: p.ID, Regime: register.RegimeCoach, Kind: register.EventByHand, Day: "2026-03-03", Until: "2026-05-01", Reason: "proef"})
		})
		plan, err := d.Plan(t.Context(), Choice{Which: register.Ending, Paper: true})
		if err != nil || said(plan.Ready) != "Hagen brief" {
			t.Errorf("%s, %v", said(plan.Ready), err)
		}
	})
}

func TestGraceAndLapsed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.member("Jonker", nil, trained("2024-02-20"))
		d.member("Kool", nil, trained("2023-09-01"))
		d.member("Linders", nil, trained("2023-02-01")) // over for longer than a year
		d.member("Moes", nil, trained("2023-10-01"), data.MembershipEvent{Regime: register.RegimeMediator, Kind: register.EventPayment, Day: "2025-12-01"})
		for _, c := range []struct {
			Choice
			ready, left string
		}{
			{Choice{Which: register.InGrace}, "Jonker mail", ""},
			{Choice{Which: register.Lapsed, Months: 12}, "Kool mail", "Moes: is nog lid met het andere lidmaatschap"},
			{Choice{Which: register.Lapsed, Months: 24}, "Linders mail; Kool mail", "Moes: is nog lid met het andere lidmaatschap"},
		} {
			plan, err := d.Plan(t.Context(), c.Choice)
			if err != nil || said(plan.Ready) != c.ready || said(plan.LeftOut) != c.left {
				t.Errorf("%+v: %s | %s, %v", c.Choice, said(plan.Ready), said(plan.LeftOut), err)
			}
		}
		if _, err := d.Plan(t.Context(), Choice{Which: register.Lapsed, Months: 0}); err == nil {
			t.Error("0 months was taken")
		}
	})
}

func TestTextsOfTheOffice(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.member("Ooms", nil, trained("2024-03-10"))
		texts, err := d.Texts(t.Context())
		if err != nil || len(texts) != 5 {
			t.Fatal(texts, err)
		}
		for _, text := range texts {
			// Every text of the program's own names only what is filled in.
			if _, err := d.SaveText(t.Context(), text); err != nil || text.Name == "" {
				t.Errorf("%s: %v", text.ID, err)
			}
		}
		own := texts[0]
		own.Subject, own.Body = "Tot {{.Until}}", "{{.Greeting}}, voor {{.Price}} blijf je erbij."
		if _, err := d.SaveText(t.Context(), own); err != nil {
			t.Fatal(err)
		}
		plan, err := d.Plan(t.Context(), Choice{Which: register.Ending})
		if err != nil || plan.Mails[0].Subject != "Tot 10 maart 2026" || plan.Mails[0].Text != "Beste Noor, voor het bedrag laten we je graag weten blijf je erbij." {
			t.Errorf("%+v %v", plan.Mails, err)
		}
		own.Body = "Dag {{.FirstName}}"
		if _, err := d.SaveText(t.Context(), own); err == nil || !strings.Contains(err.Error(), "FirstName") {
			t.Errorf("an unknown field: %v", err)
		}
		own.Subject, own.Body = "", ""
		if _, err := d.SaveText(t.Context(), own); err != nil {
			t.Fatal(err)
		}
		if back, err := d.Texts(t.Context()); err != nil || back[0] != texts[0] {
			t.Errorf("%+v %v", back[0], err)
		}
	})
}
