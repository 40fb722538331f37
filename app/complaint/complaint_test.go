package complaint_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func desk(t *testing.T, address string) (*complaint.Desk, *data.Store) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC) }
	s, err := data.Open(context.Background(), address, data.WithClock(now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return complaint.New(s, func() string { return "Annelies" }, workday.Calendar{}), s
}

func TestComplaintFromAMailIsOneDossierAndLeavesTheCommonTables(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		d, s := desk(t, address)
		mail := data.Message{SHA256: "aa", MessageID: "1@voorbeeld.example.nl", Received: s.Now(), FromEmail: "ouder@voorbeeld.example.nl", Subject: "klacht over onze coach", State: "new", Raw: []byte("x")}
		write := func(f func(*data.Tx) error) {
			t.Helper()
			if err := s.Write(ctx, data.Change{Who: "Annelies"}, f); err != nil {
				t.Fatal(err)
			}
		}
		write(func(tx *data.Tx) error { return tx.SaveMessage(&mail) })
		var coach data.Person
		write(func(tx *data.Tx) error {
			o := data.Organisation{Kind: "practice", Name: "Praktijk Boomhut", Phone: "0300-001122", ComplaintsProcedure: "www.boomhut.example.nl/klachten"}
			if err := tx.SaveOrganisation(&o); err != nil {
				return err
			}
			coach = data.Person{FirstName: "Tessa", Surname: "Winters", OrganisationID: o.ID, WorkEmail: "tessa@boomhut.example.nl", Street: "Geheimlaan", HouseNumber: "7"}
			return tx.SavePerson(&coach)
		})
		c, _, err := d.Register(ctx, complaint.NewComplaint{
			Route: "complaint.professional", Received: "2026-02-27", Complainant: "Bas Ouderling", ComplainantEmail: "Ouder@voorbeeld.example.nl",
			About: "Tessa Winters", AboutPersonID: coach.ID, MessageSHA: "aa",
		})
		if err != nil {
			t.Fatal(err)
		}
		if c.Number != "K-2026-0001" || c.Route != "professional" || c.Subject != "Klacht over Tessa Winters" {
			t.Errorf("dossier: %+v", c)
		}
		if _, _, err := d.Register(ctx, complaint.NewComplaint{Route: "professional", MessageSHA: "aa"}); err == nil {
			t.Error("the same mail made a second dossier")
		}
		if err := s.Read(ctx, func(tx *data.Tx) error {
			rows, err := tx.MessagePage("", false, nil, 10)
			if len(rows) != 0 {
				t.Errorf("the mail is still in the common table: %+v", rows)
			}
			changes, err2 := tx.Changes("message", mail.ID)
			if len(changes) != 0 {
				t.Error("the common journal still tells of the mail")
			}
			return errors(err, err2)
		}); err != nil {
			t.Fatal(err)
		}
		l, err := d.Letter(ctx, c.ID, "Expertisecentrum Kind en Scheiding")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"Beste Bas Ouderling", "K-2026-0001", "Praktijk Boomhut", "tessa@boomhut.example.nl", "boomhut.example.nl/klachten", "Annelies"} {
			if !strings.Contains(l.Text, want) {
				t.Errorf("the letter lacks %q:\n%s", want, l.Text)
			}
		}
		if strings.Contains(l.Text, "Geheimlaan") {
			t.Error("the letter gives a home address away")
		}
		if l.Subject != "Je klacht, nummer K-2026-0001" || l.InReplyTo != mail.MessageID {
			t.Errorf("letter: %q %q", l.Subject, l.InReplyTo)
		}
		if _, err := d.LogDraft(ctx, c.ID, []byte("Subject: brief")); err != nil {
			t.Fatal(err)
		}
		if kept, err := d.Draft(ctx, c.ID); err != nil || string(kept) != "Subject: brief" {
			t.Errorf("the letter that was kept: %q %v", kept, err)
		}
		if _, err := d.Log(ctx, c.ID, "closed", "", ""); err == nil {
			t.Error("closed without a reaction")
		}
		if _, err := d.Log(ctx, c.ID, "referred", "", ""); err != nil {
			t.Fatal(err)
		}
		change, err := d.Log(ctx, c.ID, "closed", "", "")
		if err != nil {
			t.Fatal(err)
		}
		if rows, err := d.List(ctx, "open"); err != nil || len(rows) != 0 {
			t.Errorf("open: %v %v", rows, err)
		}
		if _, err := s.Undo(ctx, "Annelies", change); err != nil {
			t.Fatal(err)
		}
		p, err := d.Page(ctx, c.ID)
		if err != nil || p.State != "open" || p.Outcome != "verwezen" || len(p.Mails) != 1 || p.Clock.Text() != "gereageerd" {
			t.Errorf("page: %+v %v", p, err)
		}
	})
}

func TestTheClockFollowsACorrectedDayOfReceipt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		d, s := desk(t, address)
		c, _, err := d.Register(ctx, complaint.NewComplaint{Route: "training", Received: "2026-03-02"})
		if err != nil {
			t.Fatal(err)
		}
		corrected := c
		corrected.Received = "2026-02-17"
		change, err := d.Change(ctx, corrected)
		if err != nil {
			t.Fatal(err)
		}
		if p, err := d.Page(ctx, c.ID); err != nil || p.Clock.Due != "2026-03-03" || p.Clock.Since != "2026-02-17" {
			t.Errorf("clock: %+v %v", p.Clock, err)
		}
		if _, err := s.Undo(ctx, "Annelies", change); err != nil {
			t.Fatal(err)
		}
		p, err := d.Page(ctx, c.ID)
		if err != nil || p.Clock.Since != "2026-03-02" {
			t.Errorf("after undoing: %+v %v", p.Clock, err)
		}
		p.Complaint.Received = "2026-03-04"
		if _, err := d.Change(ctx, p.Complaint); err == nil {
			t.Error("a day of receipt in the future was kept")
		}
	})
}

func TestEveryRouteHasALetter(t *testing.T) {
	d, _ := desk(t, storetest.SQLite(t))
	for _, r := range complaint.Routes {
		c, _, err := d.Register(context.Background(), complaint.NewComplaint{Route: r.Code, Received: "2026-03-02", Anonymous: true})
		if err != nil {
			t.Fatal(err)
		}
		l, err := d.Letter(context.Background(), c.ID, "Het kantoor")
		if err != nil || !strings.Contains(l.Text, "Beste melder") || strings.Contains(l.Text, "<no value>") || strings.Contains(l.Text, "\n\n\n") {
			t.Errorf("%s: %v\n%s", r.Code, err, l.Text)
		}
	}
}

func errors(errs ...error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}
