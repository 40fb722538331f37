package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// A Tuesday in the middle of a year.
var tuesday = time.Date(2026, 6, 16, 12, 30, 0, 0, time.UTC)

func open(t *testing.T, address string, now time.Time) (*app.Office, *Clock) {
	t.Helper()
	clock := NewClock(func() time.Time { return now })
	office, err := app.Open(context.Background(), app.Options{Address: address, Who: Who, Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := office.Close(); err != nil {
			t.Error(err)
		}
	})
	return office, clock
}

func fill(t *testing.T, address string, now time.Time, o Options) *app.Office {
	t.Helper()
	office, clock := open(t, address, now)
	o.Clock = clock
	last := 0
	start := time.Now()
	err := Fill(context.Background(), office, o, func(done, total int) {
		if done < last || done > total {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("filled in %v", time.Since(start).Round(time.Millisecond))
	return office
}

func read(t *testing.T, office *app.Office, f func(tx *data.Tx) error) {
	t.Helper()
	if err := office.Store.Read(context.Background(), f); err != nil {
		t.Fatal(err)
	}
}

// The same moment gives the same office on both stores; what is in it is looked
// at on each.
func TestFill(t *testing.T) {
	var before string
	storetest.Each(t, func(t *testing.T, address string) {
		office := fill(t, address, tuesday, Options{})
		problems, err := office.Store.Check(context.Background())
		if err != nil || len(problems) > 0 {
			t.Errorf("check: %v %v", problems, err)
		}
		made, err := count(context.Background(), office.Store)
		if err != nil {
			t.Fatal(err)
		}
		mails, err := readMails()
		if err != nil {
			t.Fatal(err)
		}
		if made.People < People || made.Mails != len(mails) || made.Cohorts != 17 || made.Orders < 60 || made.Invoices < 90 || made.Complaints < 7 {
			t.Errorf("made %+v", made)
		}
		checkRegister(t, office)
		checkMails(t, office, mails)
		checkCohorts(t, office)
		checkNumbers(t, office)
		checkComplaints(t, office)
		checkSales(t, office)
		checkRefused(t, office)
		now := fingerprint(t, office)
		if before != "" && now != before {
			t.Error("the same moment gave another office on the other store")
		}
		before = now
	})
}

func checkRegister(t *testing.T, office *app.Office) {
	states := map[string]int{}
	belgian, roles := 0, map[string]bool{}
	today := data.DayOf(tuesday)
	read(t, office, func(tx *data.Tx) error {
		people, err := tx.PeoplePage(nil, 10000)
		for _, p := range people {
			switch u := p.MemberUntil; {
			case u == "":
				states["never"]++
			case u < today.AddDays(-30):
				states["lapsed"]++
			case u < today:
				states["grace"]++
			case u <= today.AddDays(90):
				states["soon"]++
			default:
				states["long"]++
			}
			if p.Street == "" || p.Postcode == "" || p.Organisation == "" {
				states["not on the map"]++
			}
			if p.Country == "BE" {
				belgian++
			}
			of, err := tx.RolesOf(p.ID)
			if err != nil {
				return err
			}
			for _, r := range of {
				roles[r.Kind] = true
			}
		}
		return err
	})
	for state, least := range map[string]int{"never": 20, "lapsed": 20, "grace": 5, "soon": 15, "long": 80, "not on the map": 20} {
		if states[state] < least {
			t.Errorf("%d people are %s, want at least %d", states[state], state, least)
		}
	}
	if belgian < 5 || len(roles) != 8 {
		t.Errorf("%d Belgians, roles %v", belgian, roles)
	}
}

// checkMails sees that each mail is understood as its kind and dealt with as the story says.
func checkMails(t *testing.T, office *app.Office, mails []*mail) {
	rows, err := office.Mail.List(context.Background(), "", true, nil, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mails {
		i := slices.IndexFunc(rows, func(r data.MessageRow) bool {
			return r.Subject == m.Subject && r.FromEmail == strings.ToLower(m.Email) && (r.Outcome == "dubbel van een eerder bericht") == (m.Again != "")
		})
		if i < 0 {
			t.Errorf("mail %q is not here", m.Subject)
			continue
		}
		r := rows[i]
		if m.Intent != "" && r.Intent != m.Intent {
			t.Errorf("mail %q of %s: %s (%d%%), want %s", m.Subject, m.Name, r.Intent, r.Certainty, m.Intent)
		}
		state := "new"
		switch {
		case m.Complaint != "" || m.Done != "":
			state = "done"
		case m.Bounce != "" || m.Auto || m.Aside != "" || m.Again != "":
			state = "aside"
		}
		if r.State != state {
			t.Errorf("mail %q: %s, want %s", m.Subject, r.State, state)
		}
		if r.Received.After(tuesday) {
			t.Errorf("mail %q comes at %v, after now", m.Subject, r.Received)
		}
	}
}

func checkCohorts(t *testing.T, office *app.Office) {
	ctx := context.Background()
	statuses := map[string]int{}
	ready, waiting, asking, offered, next := false, 0, 0, 0, 0
	for _, stage := range []training.Stage{training.StageRunning, training.StagePlanned, training.StageFinished} {
		rows, err := office.Training.List(ctx, stage, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			page, err := office.Training.Cohort(ctx, r.ID)
			if err != nil {
				t.Fatal(err)
			}
			statuses[page.Status.Text]++
			if n := page.Proposal; len(n.Ready) == 12 && len(n.LeftOut) == 1 && strings.Contains(n.LeftOut[0].Reason, "mist dag 2") && n.Problem == "" {
				ready = true
			}
			for _, other := range page.Others {
				if other.Status == training.Waiting {
					waiting++
				}
				if other.Turn.Until >= data.DayOf(tuesday) {
					offered++
				}
				if other.Turn.Next {
					next++
				}
				if other.Status == training.Requested {
					asking++
				}
			}
			if page.Status.Text == "afgerond" && len(page.Runs) == 0 {
				t.Errorf("cohort %s is finished without certificates", page.Code)
			}
		}
	}
	if want := map[string]int{"afgerond": 8, "loopt": 2, "open": 3, "vol": 1, "gepland": 2, "geannuleerd": 1}; fmt.Sprint(statuses) != fmt.Sprint(want) {
		t.Errorf("cohorts %v, want %v", statuses, want)
	}
	if !ready || waiting != 5 || asking != 2 {
		t.Errorf("certificates to be printed: %v; on a waiting list: %d; asked: %d", ready, waiting, asking)
	}
	if offered != 1 || next != 1 {
		t.Errorf("%d seats are offered, %d are to be offered", offered, next)
	}
	checkCertificates(t, office)
}

// checkCertificates sees that one was lost, one misspelt and one taken back, and what checking them says.
func checkCertificates(t *testing.T, office *app.Office) {
	said := map[string]int{}
	read(t, office, func(tx *data.Tx) error {
		people, err := tx.PeoplePage(nil, 10000)
		if err != nil {
			return err
		}
		for _, p := range people {
			all, err := tx.CertificatesOf(p.ID)
			if err != nil {
				return err
			}
			for _, c := range all {
				if c.Status != "valid" {
					said[c.Status+": "+c.StatusReason]++
				}
			}
		}
		return nil
	})
	want := map[string]int{"replaced: kwijt of beschadigd: kwijt bij een verhuizing": 1, "replaced: naam verkeerd geschreven": 1, "revoked: ten onrechte uitgegeven: eindopdracht van een ander ingeleverd": 1}
	if fmt.Sprint(said) != fmt.Sprint(want) {
		t.Errorf("certificates %v, want %v", said, want)
	}
}

// checkNumbers sees that every series runs from 1 without a gap.
func checkNumbers(t *testing.T, office *app.Office) {
	series := map[string]map[string]bool{}
	add := func(kind, number string) {
		at := strings.LastIndex(number, "-")
		key := kind + " " + number[:at]
		if series[key] == nil {
			series[key] = map[string]bool{}
		}
		series[key][number[at+1:]] = true
	}
	read(t, office, func(tx *data.Tx) error {
		invoices, err := tx.InvoicesPage(data.AllInvoices, nil, 10000)
		if err != nil {
			return err
		}
		for _, i := range invoices {
			if i.State == "final" {
				add("invoice", i.Number)
			}
		}
		complaints, err := tx.Complaints("")
		if err != nil {
			return err
		}
		for _, c := range complaints {
			add("complaint", c.Number)
		}
		people, err := tx.PeoplePage(nil, 10000)
		if err != nil {
			return err
		}
		for _, p := range people {
			certificates, err := tx.CertificatesOf(p.ID)
			if err != nil {
				return err
			}
			for _, c := range certificates {
				if c.Kind != "old_paper" {
					add("certificate", c.Number)
				}
			}
		}
		return nil
	})
	for key, numbers := range series {
		for n := 1; n <= len(numbers); n++ {
			if !numbers[fmt.Sprintf("%04d", n)] {
				t.Errorf("%s: number %d of %d is missing", key, n, len(numbers))
			}
		}
	}
	if len(series) < 4 {
		t.Errorf("series: %v", series)
	}
}

func checkComplaints(t *testing.T, office *app.Office) {
	rows, err := office.Complaints.List(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	states, routes := map[string]int{}, map[string]int{}
	for _, r := range rows {
		routes[r.Route]++
		switch c := r.Clock; {
		case c.Closed:
			states["closed"]++
		case !c.Running():
			states["reacted"]++
		case c.Late:
			states["late"]++
		case c.Left == 0:
			states["today"]++
		default:
			states["running"]++
		}
	}
	for _, state := range []string{"closed", "reacted", "late", "today", "running"} {
		if states[state] == 0 {
			t.Errorf("no complaint is %s: %v", state, states)
		}
	}
	if len(routes) != len(complaint.Routes) {
		t.Errorf("routes %v", routes)
	}
}

func checkSales(t *testing.T, office *app.Office) {
	states := map[string]int{}
	today := data.DayOf(tuesday)
	read(t, office, func(tx *data.Tx) error {
		for _, state := range []string{"new", "invoiced", "sent", "cancelled"} {
			n, err := tx.CountOrders(state)
			if err != nil {
				return err
			}
			states["order "+state] = n
		}
		invoices, err := tx.InvoicesPage(data.AllInvoices, nil, 10000)
		for _, i := range invoices {
			switch {
			case i.Kind == "credit":
				states["credit note"]++
			case i.State == "draft":
				states["draft"]++
			case i.OpenCents() == 0:
				states["paid"]++
			case i.DueDay.AddDays(30) < today:
				states["overdue for long"]++
			case i.DueDay < today:
				states["overdue"]++
			default:
				states["open"]++
			}
			if i.Membership != "" {
				stands := map[bool]string{true: "paid", false: "unpaid"}[i.OpenCents() == 0]
				states["membership of a "+i.Membership+" "+i.State+" "+stands]++
			}
			if i.Day > today || i.State == "final" && i.DocumentID == 0 {
				t.Errorf("invoice %s of %s, document %d", i.Number, i.Day, i.DocumentID)
			}
		}
		return err
	})
	for _, state := range []string{
		"order new", "order invoiced", "order sent", "order cancelled", "credit note", "draft", "paid", "overdue for long", "overdue", "open",
		"membership of a coach final paid", "membership of a mediator final paid", "membership of a coach final unpaid", "membership of a coach draft unpaid",
	} {
		if states[state] == 0 {
			t.Errorf("nothing is %s: %v", state, states)
		}
	}
	set, err := office.Register.LengthsHistory(context.Background())
	if err != nil || len(set) != 1 || !strings.Contains(set[0].Text, "prijs coach € 75,00, prijs mediator € 125,00, btw hoog") {
		t.Errorf("prices: %+v %v", set, err)
	}
}

// checkRefused: filling again is refused and changes nothing.
func checkRefused(t *testing.T, office *app.Office) {
	last := func() (n int64) {
		read(t, office, func(tx *data.Tx) (err error) {
			n, err = tx.LastChange()
			return err
		})
		return n
	}
	before := last()
	err := Fill(context.Background(), office, Options{Clock: NewClock(func() time.Time { return tuesday })}, nil)
	if text, ok := data.UserText(err); !ok || !strings.Contains(text, "staan al gegevens") {
		t.Errorf("filled twice: %v", err)
	}
	if after := last(); after != before {
		t.Errorf("changes went from %d to %d", before, after)
	}
}

// fingerprint is what an office holds, as text.
func fingerprint(t *testing.T, office *app.Office) string {
	var lines []string
	read(t, office, func(tx *data.Tx) error {
		people, err := tx.PeoplePage(nil, 10000)
		if err != nil {
			return err
		}
		for _, p := range people {
			lines = append(lines, fmt.Sprint(p.Search, p.MemberUntil, p.CreatedAt))
		}
		invoices, err := tx.InvoicesPage(data.AllInvoices, nil, 10000)
		if err != nil {
			return err
		}
		for _, i := range invoices {
			lines = append(lines, fmt.Sprint(i.Number, i.Day, i.TotalCents, i.PaidCents))
		}
		mails, err := tx.MessagePage("", true, nil, 10000)
		for _, m := range mails {
			lines = append(lines, fmt.Sprint(m.SHA256, m.State, m.Outcome))
		}
		return err
	})
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// The story fits days on which the office is closed, and the first minutes of a year.
func TestFillOnOtherDays(t *testing.T) {
	for _, now := range []time.Time{
		time.Date(2026, 4, 5, 6, 10, 0, 0, time.UTC),   // Easter Sunday
		time.Date(2027, 12, 31, 23, 3, 0, 0, time.UTC), // New Year in Amsterdam
	} {
		t.Run(now.Format(time.DateOnly), func(t *testing.T) {
			office := fill(t, storetest.SQLite(t), now, Options{})
			checkNumbers(t, office)
			rows, err := office.Mail.List(context.Background(), "new", true, nil, 1000)
			if err != nil {
				t.Fatal(err)
			}
			today := slices.IndexFunc(rows, func(r data.MessageRow) bool {
				return data.DayOf(r.Received) == data.DayOf(now) && !r.Received.After(now)
			})
			if today < 0 {
				t.Error("no mail of today")
			}
		})
	}
}

// A big office has as many people and mails as asked, and its search works.
func TestFillBig(t *testing.T) {
	office := fill(t, storetest.SQLite(t), tuesday, Options{People: 700, Mails: 400})
	made, err := count(context.Background(), office.Store)
	if err != nil || made.People != 700 || made.Mails != 400 {
		t.Errorf("made %+v, %v", made, err)
	}
	read(t, office, func(tx *data.Tx) error {
		found, err := tx.SearchPeople("zwolle", 1000)
		if len(found) < 10 {
			t.Errorf("%d people found in Zwolle", len(found))
		}
		return err
	})
}
