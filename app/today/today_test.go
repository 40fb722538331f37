package today_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/reminder"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is an office whose clock can be set.
type desk struct {
	t   *testing.T
	o   *app.Office
	now time.Time
}

func (d *desk) on(day string) {
	d.t.Helper()
	at, err := time.Parse("2006-01-02 15:04", day+" 10:00")
	if err != nil {
		d.t.Fatal(err)
	}
	d.now = at
}

func newDesk(t *testing.T, address string) *desk {
	t.Helper()
	d := &desk{t: t}
	d.on("2026-03-02")
	o, err := app.Open(context.Background(), app.Options{Address: address, Who: "Annelies", Now: func() time.Time { return d.now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	d.o = o
	return d
}

func (d *desk) gather() today.Overview {
	d.t.Helper()
	o, err := today.Gather(context.Background(), today.Parts{Store: d.o.Store, Complaints: d.o.Complaints, Training: d.o.Training, Backups: d.o.Backups})
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

// lines are those of one kind.
func lines(o today.Overview, kind today.Kind) []today.Line {
	var out []today.Line
	for _, s := range o.Sections {
		for _, l := range s.Lines {
			if l.Kind == kind {
				out = append(out, l)
			}
		}
	}
	return out
}

func (d *desk) write(f func(tx *data.Tx) error) {
	d.t.Helper()
	if err := d.o.Store.Write(context.Background(), data.Change{Title: "proef"}, f); err != nil {
		d.t.Fatal(err)
	}
}

// settle is an office that was set up: its own data, who works there, somebody in the register, a mailbox, a copy of today.
func (d *desk) settle() {
	d.t.Helper()
	_, err := d.o.Sales.SaveSeller(context.Background(), sales.Seller{
		Name: "Kantoor De Proef", Street: "Lindelaan", HouseNumber: "1", Postcode: "7411 AA", Town: "Deventer", Email: "info@example.nl",
		KvK: "12345678", VATID: "NL123456789B01", IBAN: "NL91ABNA0417164300", DueDays: 14,
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.write(func(tx *data.Tx) error {
		if err := tx.SavePerson(&data.Person{FirstName: "Bo", Surname: "Veen"}); err != nil {
			return err
		}
		if err := tx.SaveStaff(&data.Staff{Name: "Annelies", Login: "annelies"}); err != nil {
			return err
		}
		return tx.SaveMailAccount(&data.MailAccount{Name: "info", Address: "info@example.nl", Host: "imap.example.nl", Port: 993, Username: "info", Folder: "INBOX"})
	})
	if _, err := d.o.Backups.SetPlace(context.Background(), d.t.TempDir()); err != nil {
		d.t.Fatal(err)
	}
	d.backup()
}

func (d *desk) backup() {
	d.t.Helper()
	if _, err := d.o.Backups.Run(context.Background()); err != nil {
		d.t.Fatal(err)
	}
}

func TestANewOfficeIsToldWhatToFillIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		o := newDesk(t, address).gather()
		for _, kind := range []today.Kind{today.OfficeData, today.FirstList, today.Mailbox, today.DeskName, today.BackupPlace} {
			if got := lines(o, kind); len(got) != 1 {
				t.Errorf("%s: %+v", kind, got)
			}
		}
		if got := lines(o, today.OfficeData); got[0].Detail != "Voor de eerste factuur: de straat, de postcode, de plaats, het btw-id en de IBAN" {
			t.Error(got[0].Detail)
		}
	})
}

func TestNothingToDo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.settle()
		if o := d.gather(); len(o.Sections) != 0 || o.Summary() != "Er is niets dat nu moet" {
			t.Errorf("%+v", o)
		}
	})
}

// The term is ten working days: a complaint of Monday 2 March is due on Monday 16 March 2026.
func TestComplaintBecomesUrgent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		c, _, err := d.o.Complaints.Register(context.Background(), complaint.NewComplaint{Route: "training", About: "de zaal", Received: "2026-03-02", Complainant: "Wil Dam"})
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []struct {
			day     string
			lines   int
			urgency today.Urgency
			pill    string
		}{
			{"2026-03-10", 0, 0, ""},
			{"2026-03-11", 1, today.ThisWeek, "nog 3 werkdagen"},
			{"2026-03-13", 1, today.ThisWeek, "nog 1 werkdag"},
			{"2026-03-16", 1, today.Urgent, "uiterlijk vandaag"},
			{"2026-03-17", 1, today.Urgent, "1 werkdag te laat"},
		} {
			d.on(want.day)
			o := d.gather()
			got := lines(o, today.Complaint)
			if len(got) != want.lines || o.Complaints.N != 1 || o.Complaints.Urgent != (want.pill != "" && want.urgency == today.Urgent) {
				t.Errorf("%s: %d lines, %+v", want.day, len(got), o.Complaints)
				continue
			}
			if len(got) == 1 && (got[0].Urgency != want.urgency || got[0].Pill != want.pill || got[0].ID != c.ID || !strings.Contains(got[0].Title, c.Number)) {
				t.Errorf("%s: %+v", want.day, got[0])
			}
		}
		if _, err := d.o.Complaints.Log(context.Background(), c.ID, "answered", "", ""); err != nil {
			t.Fatal(err)
		}
		if got := lines(d.gather(), today.Complaint); len(got) != 0 {
			t.Errorf("answered, and still %+v", got)
		}
	})
}

func TestOrdersAndInvoices(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		ctx := context.Background()
		d.settle()
		order, err := d.o.Sales.NewOrder(ctx, sales.Order{
			Customer: sales.Customer{Name: "Bo Veen"}, Delivery: sales.Delivery{Name: "Bo Veen", Street: "Kade 3", Postcode: "8011 AB", Town: "Zwolle"},
			Lines: []sales.Item{{Product: sales.Handbook, Quantity: 1}},
		})
		if err != nil {
			t.Fatal(err)
		}
		o := d.gather()
		if got := lines(o, today.NewOrder); len(got) != 1 || got[0].Title != "Bestelling zonder factuur" || o.Orders.N != 1 {
			t.Errorf("%+v", got)
		}
		if _, err := d.o.Sales.OrderToInvoice(ctx, order.ID); err != nil {
			t.Fatal(err)
		}
		d.on("2026-03-16")
		o = d.gather()
		if got := lines(o, today.Parcel); len(got) != 1 || got[0].Pill != "1 te verzenden" || got[0].Detail != "Besteld op 2 maart" {
			t.Errorf("%+v", got)
		}
		if got := lines(o, today.Overdue); len(got) != 0 {
			t.Errorf("overdue on its last day: %+v", got)
		}
		d.on("2026-03-17")
		d.backup()
		o = d.gather()
		if got := lines(o, today.Overdue); len(got) != 1 || got[0].Title != "Factuur over de vervaldatum, "+document.Money(11495) || o.Invoices.N != 1 {
			t.Errorf("%+v", got)
		}
		if o.Summary() != "2 dingen om te doen, niets is dringend" {
			t.Error(o.Summary())
		}
	})
}

func TestMailsAreCountedByWhatTheyPropose(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.write(func(tx *data.Tx) error {
			for i, intent := range []string{"order.handbook", "order.material", "training.signup", "question"} {
				raw := []byte{byte('a' + i)}
				if err := tx.SaveMessage(&data.Message{SHA256: data.SumOf(raw), Received: d.now, State: "new", Intent: intent, Raw: raw}); err != nil {
					return err
				}
			}
			return nil
		})
		o := d.gather()
		got := lines(o, today.Mail)
		if len(got) != 1 || o.Mail.N != 4 || got[0].Pill != "4 nieuw" || got[0].Title != "Post: 3 berichten hebben een voorstel" ||
			got[0].Detail != "2 bestellingen, 1 aanmelding · 1 nog zelf te lezen" {
			t.Errorf("%+v", got)
		}
	})
}

func TestMailsThatWaitAreNamed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		if got := lines(d.gather(), today.Unplaced); len(got) != 0 {
			t.Errorf("%+v", got)
		}
		d.write(func(tx *data.Tx) error {
			items := []data.PrintRunItem{{Name: "Sam Peer", State: "waiting", Mail: "{}"}, {Name: "Kim Roos", State: "placed"}, {Name: "Bo Vis", State: "left_out"}, {Name: "Al Kok", State: "failed", Reason: "unsure"}}
			return tx.AddPrintRun(&data.PrintRun{Kind: "reminder", Medium: "mail", Title: "Herinnering: lidmaatschap loopt af"}, items)
		})
		got := lines(d.gather(), today.Unplaced)
		if len(got) != 1 || got[0].ID != 0 || got[0].Pill != "2 mails wachten" || got[0].Button != "Klaarzetten" {
			t.Errorf("%+v", got)
		}
		d.on("2026-05-02")
		if got := lines(d.gather(), today.Unplaced); len(got) != 0 {
			t.Errorf("after two months %+v", got)
		}
	})
}

func TestMembershipsThatEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.write(func(tx *data.Tx) error {
			// Today is 2 March: 90 days on is 31 May, and 30 days back 31 January.
			for _, until := range []data.Day{"2026-01-30", "2026-01-31", "2026-03-01", "2026-03-02", "2026-05-31", "2026-06-01", ""} {
				if err := tx.SavePerson(&data.Person{FirstName: "Sam", Surname: "Peer" + string(until), Email: "sam@example.nl", MemberUntil: until, CoachUntil: until}); err != nil {
					return err
				}
			}
			return nil
		})
		got := lines(d.gather(), today.Member)
		if len(got) != 1 || got[0].Title != "2 lidmaatschappen eindigen binnen 90 dagen" || got[0].Detail != "2 zijn net afgelopen, minder dan 31 dagen geleden" || got[0].Ends != register.Ending {
			t.Errorf("%+v", got)
		}
		runs := run.New(d.o.Store)
		job := reminder.New(d.o.Store, func() *run.Runs { return runs })
		remind := func(which string) {
			if _, err := job.Make(t.Context(), reminder.Choice{Which: which}); err != nil {
				t.Fatal(err)
			}
		}
		remind(register.Ending)
		got = lines(d.gather(), today.Member)
		if len(got) != 1 || got[0].Title != "2 lidmaatschappen zijn net afgelopen" || got[0].Ends != register.InGrace {
			t.Errorf("those that end are reminded: %+v", got)
		}
		remind(register.InGrace)
		if got = lines(d.gather(), today.Member); len(got) != 0 {
			t.Errorf("everybody is reminded: %+v", got)
		}
	})
}

func TestCohortsThatComeAndEnd(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		var id int64
		d.write(func(tx *data.Tx) error {
			courses, err := tx.Courses()
			if err != nil {
				return err
			}
			c := data.Cohort{Code: "2026-ZUT-1", CourseID: courses[0].ID, Status: "open", Town: "Zutphen", FirstDay: "2026-03-05", LastDay: "2026-03-12", Seats: 10}
			if err := tx.SaveCohort(&c); err != nil {
				return err
			}
			id = c.ID
			for _, day := range []data.Day{"2026-03-05", "2026-03-12"} {
				if err := tx.SaveCohortDay(&data.CohortDay{CohortID: id, Day: day}); err != nil {
					return err
				}
			}
			return nil
		})
		o := d.gather()
		if len(o.Coming) != 2 || o.Coming[0].Day != "2026-03-05" || !strings.HasSuffix(o.Coming[1].Title, ", dag 2") || o.Coming[0].Detail != "Zutphen · 0 deelnemers" {
			t.Errorf("%+v", o.Coming)
		}
		if got := lines(o, today.Cohort); len(got) != 1 || got[0].Pill != "begint 5 maart" || got[0].ID != id {
			t.Errorf("%+v", got)
		}
		d.on("2026-03-10")
		if got := lines(d.gather(), today.Cohort); len(got) != 1 || got[0].Pill != "eindigt 12 maart" {
			t.Errorf("%+v", got)
		}
		if got := lines(d.gather(), today.Start); len(got) != 1 || got[0].Button != "Starten" || got[0].ID != id {
			t.Errorf("begun: %+v", got)
		}
		d.on("2026-03-13")
		o = d.gather()
		if got := lines(o, today.Finish); len(got) != 1 || !strings.HasSuffix(got[0].Title, "is afgelopen") || got[0].Button != "Afronden" || len(o.Coming) != 0 {
			t.Errorf("%+v", got)
		}
	})
}

// Who was passed by hand before the last day has a certificate to print from that day on, and not on a day before it.
func TestCertificatesWaitForTheLastDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		ctx := context.Background()
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		d.on("2026-03-05")
		courses, err := d.o.Training.Courses(ctx)
		must(err)
		id, _, err := d.o.Training.PlanCohort(ctx, training.CohortValues{
			CourseID: courses[0].ID, Town: "Zutphen", Days: []training.CohortDay{{Day: "2026-03-05"}, {Day: "2026-03-12"}}, Trainers: []training.Trainer{{Name: "Joke Veldkamp"}},
		})
		must(err)
		_, err = d.o.Training.SetStatus(ctx, id, training.Opened)
		must(err)
		_, _, err = d.o.Training.AddNamed(ctx, id, register.Named("Tom Dekhuis", ""), training.Enrolling{Status: training.Confirmed})
		must(err)
		page, err := d.o.Training.Cohort(ctx, id)
		must(err)
		_, err = d.o.Training.SetResult(ctx, page.Participants[0].EnrolmentID, training.Passed, "heeft alles al laten zien")
		must(err)
		for _, c := range []struct {
			day   string
			lines int
		}{{"2026-03-05", 0}, {"2026-03-11", 0}, {"2026-03-12", 1}, {"2026-03-13", 1}} {
			d.on(c.day)
			if got := lines(d.gather(), today.Certificate); len(got) != c.lines {
				t.Errorf("%s: %+v", c.day, got)
			}
		}
	})
}

func TestTheSameInARowIsToldOnce(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	for _, title := range []string{"een", "twee", "twee", "twee"} {
		err := d.o.Store.Write(context.Background(), data.Change{Title: title}, func(tx *data.Tx) error {
			return tx.SavePerson(&data.Person{FirstName: "Sam", Surname: "Peer"})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	done := d.gather().Done
	if len(done) < 2 || done[0].Title != "twee" || done[0].Times != 3 || done[1].Title != "een" || done[1].Times != 1 {
		t.Errorf("%+v", done)
	}
}
