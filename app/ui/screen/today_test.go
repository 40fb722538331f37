package screen

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

func newToday(t *testing.T) *trader {
	t.Helper()
	d := newTrader(t)
	o := d.office
	err := o.Store.Write(context.Background(), data.Change{Title: "Ingericht"}, func(tx *data.Tx) error {
		if err := tx.SavePerson(&data.Person{FirstName: "Bo", Surname: "Veen"}); err != nil {
			return err
		}
		if err := tx.SaveStaff(&data.Staff{Name: "Annelies", Login: "annelies"}); err != nil {
			return err
		}
		return tx.SaveMailAccount(&data.MailAccount{Name: "info", Address: "info@example.nl", Host: "imap.example.nl", Port: 993, Username: "info", Folder: "INBOX"})
	})
	if err != nil {
		t.Fatal(err)
	}
	parts := today.Parts{Store: o.Store, Complaints: o.Complaints, Training: o.Training}
	papers := Papers{Printer: d, Show: func(string) error { return nil }}
	d.Desk = uitest.New(t, nil, d,
		Today(func(ctx context.Context) (today.Overview, error) { return today.Gather(ctx, parts) }, o.Store.Now),
		Complaints(o.Complaints, o.Mail, o, o.Name),
		Orders(o.Sales, Finder{Store: o.Store}, papers, o),
		Invoices(o.Sales, o.Mail, papers, o, o.Name))
	return d
}

func TestTodayIsEmptyAtFirst(t *testing.T) {
	d := newToday(t)
	d.MustSee("Er is niets dat nu moet", "Alles is gedaan", "De komende twee weken is er geen training.", "Kantoorgegevens gewijzigd")
}

func TestTodayGoesToWhereItIsDone(t *testing.T) {
	d := newToday(t)
	saved := d.order(t)
	// Ten working days before 3 March 2026: due today.
	c, _, err := d.office.Complaints.Register(context.Background(), complaint.NewComplaint{Route: "training", About: "de zaal", Received: "2026-02-17", Complainant: "Wil Dam"})
	if err != nil {
		t.Fatal(err)
	}
	d.Run("reload")
	d.MustSee("2 dingen om te doen, 1 is dringend", "Dringend", "uiterlijk vandaag", "Klacht over de zaal", "Bestelling zonder factuur")
	d.Reset()
	d.Press(fyne.KeyReturn)
	if at := d.Where(); at != (ui.Route{Screen: ui.ScreenComplaints, Key: key(c.ID)}) || d.Steps != 1 {
		t.Errorf("the most urgent one goes to %v in %d steps", at, d.Steps)
	}
	d.MustSee("Antwoord schrijven", "Je klacht, nummer "+c.Number)
	d.Press(fyne.KeyEscape)
	d.Run("back")
	d.Click("Factuur maken")
	if at := d.Where(); at != (ui.Route{Screen: ui.ScreenOrders, Key: key(saved.ID)}) {
		t.Errorf("the order goes to %v", at)
	}
	d.Press("F")
	d.Run("back")
	d.MustSee("Bestelling met factuur klaar", "1 te verzenden")
	d.Click("Etiketten en pakbonnen")
	d.MustSee("Volgende stap: het pakket")
}

func TestSearchFindsComplaintsAndWhatCanBeDoneElsewhere(t *testing.T) {
	d := newToday(t)
	c, _, err := d.office.Complaints.Register(context.Background(), complaint.NewComplaint{Route: "training", About: "de zaal", Received: "2026-02-17", Complainant: "Wil Dam"})
	if err != nil {
		t.Fatal(err)
	}
	d.SetFinder(Finder{Store: d.office.Store})
	d.Command("search")
	d.Type("wil dam")
	d.Press(fyne.KeyReturn)
	if at := d.Where(); at != (ui.Route{Screen: ui.ScreenComplaints, Key: key(c.ID)}) {
		t.Errorf("the complaint is shown at %v", at)
	}
	d.Command("search")
	d.Type("nieuwe best")
	d.Press(fyne.KeyReturn)
	if at := d.Where(); at.Screen != ui.ScreenOrders {
		t.Errorf("a new order is made at %v", at)
	}
	d.MustSee("Nieuwe bestelling", "Vult naam en adres in.")
}

func TestWhatWaitsIsCountedAnewOnOtherScreens(t *testing.T) {
	d := newToday(t)
	d.order(t)
	d.Go(ui.Route{Screen: ui.ScreenComplaints})
	if slices.Contains(d.Texts(), "1") {
		t.Fatal("counted before anything was told")
	}
	d.Done("Klacht vastgelegd", nil)
	if !slices.Contains(d.Texts(), "1") {
		t.Errorf("the order is not counted: %q", d.Texts())
	}
}

func TestSearchFindsOrdersAndInvoices(t *testing.T) {
	d := newTrader(t)
	id := d.invoiced(t)
	hits, err := Finder{Store: d.office.Store}.Find(context.Background(), "hoekstra", 5)
	if err != nil {
		t.Fatal(err)
	}
	want := map[ui.Route]bool{{Screen: ui.ScreenOrders, Key: "1"}: false, {Screen: ui.ScreenInvoices, Key: key(id)}: false}
	for _, h := range hits {
		if _, ok := want[h.Route]; ok {
			want[h.Route] = true
		}
	}
	for r, found := range want {
		if !found {
			t.Errorf("%v is not found among %+v", r, hits)
		}
	}
	if hits, err := (Finder{Store: d.office.Store}).Find(context.Background(), "2026-0001", 5); err != nil || len(hits) == 0 {
		t.Errorf("the number finds %+v, %v", hits, err)
	}
}

func TestMembersInGraceAreRemindedFromToday(t *testing.T) {
	d := newClerk(t).withFees()
	f := d.person(fenna)
	d.happened(f.ID, data.MembershipEvent{Kind: register.EventTraining, Day: "2024-02-12"})
	o := d.office
	parts := today.Parts{Store: o.Store, Complaints: o.Complaints, Training: o.Training}
	d.Desk = uitest.New(t, nil, d,
		Today(func(ctx context.Context) (today.Overview, error) { return today.Gather(ctx, parts) }, o.Store.Now),
		Register(o.Register, o.Training, o.Reports, Memberships{Sales: o.Sales, Reminders: o.Reminders, Now: o.Store.Now}, Papers{}, o))
	d.MustSee("1 lidmaatschap is net afgelopen")
	d.Click("Herinneren")
	d.MustSee("Leden herinneren")
	d.Click("Klaarzetten: 1 mail")
	d.Go(ui.Route{Screen: ui.ScreenToday})
	if d.Sees("net afgelopen") {
		t.Error("everybody was reminded, and the line stays")
	}
}
