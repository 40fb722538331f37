package intake_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// letter writes a mail of somebody who is unhappy, or of anybody else.
func letter(id, subject, text string, extra ...string) []byte {
	head := append([]string{
		"From: Bas <bas@voorbeeld.example.nl>", "To: info@kantoor.example.nl", "Subject: " + subject, "Message-ID: <" + id + ">",
	}, extra...)
	return []byte(strings.Join(head, "\r\n") + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n")
}

var march = time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)

type office struct {
	t     *testing.T
	store *data.Store
	box   *mailbox.Box
	desk  *intake.Desk
	cases *complaint.Desk
}

func open(t *testing.T, address string) office {
	t.Helper()
	s, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { return march }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	who := func() string { return "Annelies" }
	return office{t, s, mailbox.New(s, who, keychain.Memory{}, intake.File), intake.New(s, who), complaint.New(s, who, workday.Calendar{})}
}

func (o office) take(raw []byte, hours int) string {
	o.t.Helper()
	sha, fresh, err := o.box.Take(context.Background(), raw, march.Add(time.Duration(hours)*time.Hour))
	if err != nil || !fresh {
		o.t.Fatalf("take: %v %v", fresh, err)
	}
	return sha
}

// common are the mails that everybody reads.
func (o office) common() []data.MessageRow {
	o.t.Helper()
	rows, err := o.box.List(context.Background(), "", false, nil, 50)
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

const complained = "Geachte heer, mevrouw,\r\n\r\nIk dien een klacht in over KIES coach Tessa Winters van Praktijk Boomhut. Zij is zonder mijn toestemming begonnen.\r\n\r\nBas"

func TestAnswersThatCameBeforeTheComplaintMoveToItAndIntoItsDossier(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		o := open(t, address)
		follow := o.take(letter("k2@voorbeeld.example.nl", "Re: Onze afspraak", "Het was op dinsdag, met mijn zoon erbij.\r\n\r\nBas", "In-Reply-To: <k1@voorbeeld.example.nl>"), 2)
		if n := len(o.common()); n != 1 {
			t.Fatalf("%d mails before the complaint", n)
		}
		sha := o.take(letter("k1@voorbeeld.example.nl", "Klacht over KIES coach", complained), 1)
		if rows := o.common(); len(rows) != 0 {
			t.Errorf("everybody still reads %+v", rows)
		}
		c, _, err := o.cases.Register(ctx, complaint.NewComplaint{Route: "professional", Received: "2026-03-03", MessageSHA: sha})
		if err != nil {
			t.Fatal(err)
		}
		page, err := o.cases.Page(ctx, c.ID)
		if err != nil || len(page.Mails) != 2 || page.Mails[1].SHA256 != follow || page.Events[len(page.Events)-1].Kind != "more" {
			t.Errorf("dossier: %d mails, %+v (%v)", len(page.Mails), page.Events, err)
		}
	})
}

func TestDoublesOfAComplaintLeaveTheCommonMail(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		o := open(t, address)
		// Nothing in the words says that it is a complaint: the office decides.
		one := letter("v1@voorbeeld.example.nl", "Vraag over dinsdag", "Kunnen jullie mij bellen over mijn dochter?\r\n\r\nBas")
		sha := o.take(one, 1)
		o.take(append([]byte("Delivered-To: administratie@kantoor.example.nl\r\n"), one...), 1)
		if n := len(o.common()); n != 2 {
			t.Fatalf("%d mails in common", n)
		}
		if _, _, err := o.cases.Register(ctx, complaint.NewComplaint{Route: "training", Received: "2026-03-03", MessageSHA: sha}); err != nil {
			t.Fatal(err)
		}
		o.take(append([]byte("Delivered-To: directie@kantoor.example.nl\r\n"), one...), 1)
		if rows := o.common(); len(rows) != 0 {
			t.Errorf("everybody still reads %+v", rows)
		}
	})
}

func TestAComplaintIsPutToSomebodyOnlyByName(t *testing.T) {
	ctx := context.Background()
	o := open(t, storetest.SQLite(t))
	err := o.store.Write(ctx, data.Change{}, func(tx *data.Tx) error {
		for _, p := range []data.Person{{FirstName: "Tessa", Surname: "Winters"}, {FirstName: "Lot", Surname: "Haan", Organisation: "Tessa Winters en co"}} {
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	l, err := o.box.Open(ctx, o.take(letter("k1@voorbeeld.example.nl", "Klacht over KIES coach", complained), 1))
	if err != nil {
		t.Fatal(err)
	}
	for about, want := range map[string]string{"Tessa Winters": "Winters", "Winters en co": ""} {
		l.Meaning.Fields["about"] = about
		p, err := o.desk.Propose(ctx, l)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if p.Complaint.AboutPersonID != 0 {
			if err := o.store.Read(ctx, func(tx *data.Tx) error {
				person, err := tx.Person(p.Complaint.AboutPersonID)
				got = person.Surname
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		if got != want {
			t.Errorf("%q is put to %q, want %q", about, got, want)
		}
	}
}

func TestAMailBecomesOneOrderAndIsDone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		o := open(t, address)
		if err := sales.New(o.store).Prepare(ctx); err != nil {
			t.Fatal(err)
		}
		sha := o.take(letter("b1@voorbeeld.example.nl", "Bestelling", "Graag bestel ik twee handleidingen KIES coach 7-12 jaar.\r\n\r\nBas Kuiper\r\nDorpsstraat 5\r\n1234 AB Zwolle"), 1)
		l, err := o.box.Open(ctx, sha)
		if err != nil {
			t.Fatal(err)
		}
		p, err := o.desk.Propose(ctx, l)
		if err != nil || p.Kind != intake.Order {
			t.Fatalf("proposal: %+v %v", p, err)
		}
		p.Order.MessageSHA = ""
		made, err := o.desk.Make(ctx, sha, p)
		if err != nil || made.Number == "" || made.Change == 0 {
			t.Fatalf("made: %+v %v", made, err)
		}
		if _, err := o.desk.Make(ctx, sha, p); err == nil {
			t.Error("the same mail made a second order")
		}
		err = o.store.Read(ctx, func(tx *data.Tx) error {
			orders, err := tx.OrdersOfMessage(sha)
			if len(orders) != 1 {
				t.Errorf("%d orders of the mail", len(orders))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.store.Undo(ctx, "Annelies", made.Change); err != nil {
			t.Errorf("undo: %v", err)
		}
		if rows := o.common(); len(rows) != 1 || rows[0].State != "new" {
			t.Errorf("after undoing: %+v", rows)
		}
	})
}
