package oldpaper_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is an office with one training of 2009 and what came after.
type desk struct {
	*oldpaper.Desk
	t        *testing.T
	store    *data.Store
	register *register.Register
	training *training.Training
	mail     *mailbox.Box
	cohort   int64
	anna     int64
	ctx      context.Context
}

func who() string { return "Annelies" }

func newDesk(t *testing.T, address string) *desk {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC) }
	store, err := data.Open(context.Background(), address, data.WithClock(now))
	d := &desk{t: t, store: store, ctx: context.Background()}
	d.must(err)
	t.Cleanup(func() { d.must(store.Close()) })
	d.Desk, d.register, d.training, d.mail = oldpaper.New(store, who), register.New(store), training.New(store), mailbox.New(store, who, nil, intake.File)
	d.register.Who, d.training.Who = who, who
	d.must(store.Write(d.ctx, data.Change{Who: "Annelies", Title: "begin"}, training.EnsureCourses))
	courses, err := d.training.Courses(d.ctx)
	d.must(err)
	v := training.CohortValues{Town: "Zwolle", Days: []training.CohortDay{{Day: "2009-03-05"}, {Day: "2009-03-12"}}, Trainers: []training.Trainer{{Name: "Joke Veldkamp"}}}
	for _, c := range courses {
		if c.AgeGroup == "7-12 jaar" {
			v.CourseID = c.ID
		}
	}
	d.cohort, _, err = d.training.PlanCohort(d.ctx, v)
	d.must(err)
	p, _, err := d.register.AddPerson(d.ctx, data.Person{FirstName: "Anna", Infix: "de", Surname: "Boer-Jansen", Email: "anna@speelhoek.example.nl", Country: "NL"}, "")
	d.must(err)
	d.anna = p.ID
	_, _, err = d.training.AddPerson(d.ctx, d.cohort, training.Enrolling{PersonID: p.ID, Status: training.Confirmed, CertificateName: "Anna Jansen"})
	d.must(err)
	return d
}

func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) refused(err error, says string) {
	d.t.Helper()
	text, ok := data.UserText(err)
	if !ok || !strings.Contains(text, says) {
		d.t.Errorf("%v does not say %q", err, says)
	}
}

var claim = oldpaper.Claim{
	Asker: "Anna de Boer-Jansen", Holder: "Anna Jansen", Email: "Anna@Speelhoek.example.nl", Date: "12-3-2009", Place: "Zwolle", Trainers: []string{"J. Veldkamp"},
}

func (d *desk) begin(c oldpaper.Claim) oldpaper.Page {
	d.t.Helper()
	b, err := d.Begin(d.ctx, c)
	d.must(err)
	return d.page(b.ID)
}

func (d *desk) page(id int64) oldpaper.Page {
	d.t.Helper()
	p, err := d.Page(d.ctx, id)
	d.must(err)
	return p
}

func (d *desk) certificates(person int64) []data.Certificate {
	d.t.Helper()
	var out []data.Certificate
	d.must(d.store.Read(d.ctx, func(tx *data.Tx) (err error) { out, err = tx.CertificatesOf(person); return err }))
	return out
}

func (d *desk) memberUntil(person int64) data.Day {
	d.t.Helper()
	page, err := d.register.Person(d.ctx, person)
	d.must(err)
	return page.Person.MemberUntil
}

const pngBytes = "\x89PNG\r\n\x1a\n and the rest"

func TestAcceptingMakesTheCertificateOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		p := d.begin(claim)
		if len(p.Ranking.Trainings) == 0 || p.Ranking.Trainings[0].ID != d.cohort || p.Ranking.Trainings[0].Verdict != oldpaper.Strong || p.Ranking.Trainings[0].PersonID != d.anna {
			t.Fatalf("trainings: %+v", p.Ranking.Trainings)
		}
		if len(p.Ranking.People) == 0 || p.Ranking.People[0].ID != d.anna {
			t.Fatalf("people: %+v", p.Ranking.People)
		}
		_, err := d.AddCopy(d.ctx, p.Paper.ID, "scan.png", []byte(pngBytes))
		d.must(err)
		choice := oldpaper.Choice{PersonID: d.anna, Training: &p.Ranking.Trainings[0]}
		_, err = d.Accept(d.ctx, p.Paper.ID, choice)
		d.refused(err, "waarom")
		choice.Reason = "alles klopt"
		out, err := d.Accept(d.ctx, p.Paper.ID, choice)
		d.must(err)
		held := d.certificates(d.anna)
		if len(held) != 1 || held[0].Kind != "old_paper" || held[0].Achieved != "2009-03-12" || held[0].Holder != "Anna Jansen" || held[0].EnrolmentID == 0 || held[0].AgeGroup != "7-12" {
			t.Fatalf("%+v", held)
		}
		if d.memberUntil(d.anna) == "" {
			t.Error("the training did not count for the membership of then")
		}
		after := d.page(p.Paper.ID)
		if after.Paper.State != oldpaper.Accepted || after.Paper.CohortID != d.cohort || after.Paper.DecidedBy != "Annelies" || after.Paper.Evidence == "" || len(after.Ranking.Trainings) == 0 || after.Copy != "scan.png" {
			t.Errorf("%+v", after.Paper)
		}
		_, err = d.Accept(d.ctx, p.Paper.ID, choice)
		d.refused(err, "al beslist")

		// The same paper again, by a second request, does not make a second one.
		again := d.begin(claim)
		second, err := d.Accept(d.ctx, again.Paper.ID, oldpaper.Choice{PersonID: d.anna, Reason: "nog eens"})
		d.must(err)
		if !second.Joined || len(d.certificates(d.anna)) != 1 {
			t.Errorf("%+v, %d certificates", second, len(d.certificates(d.anna)))
		}
		_, err = d.store.Undo(d.ctx, "Annelies", second.Change)
		d.must(err)
		_, err = d.store.Undo(d.ctx, "Annelies", out.Change)
		d.must(err)
		if len(d.certificates(d.anna)) != 0 || d.memberUntil(d.anna) != "" || d.page(p.Paper.ID).Paper.State != oldpaper.Open {
			t.Errorf("after undoing: %+v", d.page(p.Paper.ID).Paper)
		}
	})
}

func TestSomebodyNewIsAddedWithWhatWasSent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		c := oldpaper.Claim{Asker: "Trudy van Es-Linssen", Holder: "Trudy Linssen", Email: "trudy@venster.example.nl", Date: "voorjaar 2006", Place: "Venlo", Street: "Kade", HouseNumber: "4", Postcode: "5911 AB", Town: "Venlo", Number: "v-77"}
		p := d.begin(c)
		if len(p.Ranking.Trainings) != 0 || len(p.Ranking.People) != 0 {
			t.Fatalf("%+v", p.Ranking)
		}
		out, err := d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{Reason: "origineel gezien op kantoor"})
		d.must(err)
		page, err := d.register.Person(d.ctx, out.PersonID)
		d.must(err)
		if page.Name != "Trudy van Es-Linssen" || page.Person.CertificateName != "Trudy Linssen" || page.Person.Street != "Kade" || page.Person.Email != "trudy@venster.example.nl" {
			t.Errorf("%+v", page.Person)
		}
		held := page.Certificates
		if len(held) != 1 || held[0].Achieved != "2006" || held[0].Number != "V-77" || held[0].Place != "Venlo" || page.IsMember {
			t.Errorf("%+v", held)
		}
		found, err := d.register.Find(d.ctx, "v-77", 5)
		d.must(err)
		if len(found) != 1 || found[0].ID != out.PersonID {
			t.Errorf("by number: %+v", found)
		}
	})
}

func TestWhatAnOldListKnewIsCompletedAndClashesAreRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		var wim data.Person
		d.must(d.store.Write(d.ctx, data.Change{Who: "Annelies", Title: "lijst"}, func(tx *data.Tx) error {
			wim = data.Person{FirstName: "Wim", Surname: "Zandstra", Country: "NL"}
			if err := tx.SavePerson(&wim); err != nil {
				return err
			}
			other := data.Person{FirstName: "Els", Surname: "Kuik", Country: "NL"}
			if err := tx.SavePerson(&other); err != nil {
				return err
			}
			for _, c := range []data.Certificate{
				{PersonID: wim.ID, Course: "KIES coach", Achieved: "2007-10", Place: "", Holder: "Wim Zandstra", Number: "A-12"},
				{PersonID: other.ID, Course: "KIES coach", Achieved: "2007-10-04", Place: "Goes", Trainers: "Joke Veldkamp", Holder: "Els Kuik", Number: "A-13"},
			} {
				c.Kind, c.Status = "old_paper", "valid"
				if err := tx.SaveCertificate(&c); err != nil {
					return err
				}
			}
			return nil
		}))
		c := oldpaper.Claim{Asker: "Wim Zandstra", Date: "4 oktober 2007", Place: "Goes", Trainers: []string{"Joke Veldkamp"}, Course: "KIES coach"}
		p := d.begin(c)
		if len(p.Ranking.Trainings) == 0 || p.Ranking.Trainings[0].Source != oldpaper.FromList || p.Ranking.People[0].ID != wim.ID {
			t.Fatalf("%+v", p.Ranking)
		}
		c.Number = "B-99"
		_, err := d.Save(d.ctx, p.Paper.ID, p.Paper.Version, c)
		d.must(err)
		_, err = d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{PersonID: wim.ID, Reason: "klopt"})
		if !oldpaper.MayIgnore(err) {
			t.Errorf("another number of that day: %v", err)
		}
		now := d.page(p.Paper.ID)
		c.Number = "A-13"
		_, err = d.Save(d.ctx, p.Paper.ID, now.Paper.Version, c)
		d.must(err)
		_, err = d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{PersonID: d.anna, Reason: "klopt"})
		d.refused(err, "bij iemand anders")
		now = d.page(p.Paper.ID)
		c.Number = ""
		_, err = d.Save(d.ctx, p.Paper.ID, now.Paper.Version, c)
		d.must(err)
		out, err := d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{PersonID: wim.ID, Training: &now.Ranking.Trainings[0], Reason: "klopt"})
		d.must(err)
		held := d.certificates(wim.ID)
		if !out.Joined || len(held) != 1 || held[0].Achieved != "2007-10-04" || held[0].Place != "Goes" || held[0].Trainers != "Joke Veldkamp" || held[0].Number != "A-12" {
			t.Errorf("%+v %+v", out, held)
		}
	})
}

func TestRefusedAskedReopenedAndWithdrawn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		p := d.begin(claim)
		_, err := d.Refuse(d.ctx, p.Paper.ID, d.anna, "  ")
		d.refused(err, "waarom")
		_, err = d.Refuse(d.ctx, p.Paper.ID, d.anna, "nagemaakt")
		d.must(err)
		_, err = d.AskMore(d.ctx, p.Paper.ID, 0, "de kopie")
		d.refused(err, "al beslist")
		_, err = d.Reopen(d.ctx, p.Paper.ID)
		d.must(err)
		_, err = d.AskMore(d.ctx, p.Paper.ID, d.anna, "de kopie")
		d.must(err)
		l, err := d.Letter(d.ctx, p.Paper.ID, "Kantoor De Wissel")
		d.must(err)
		if !strings.Contains(l.Text, "Beste Anna,") || !strings.Contains(l.Text, "- een kopie of foto van het certificaat") || strings.Contains(l.Text, "- de datum") || l.To.Email != "anna@speelhoek.example.nl" {
			t.Errorf("%s", l.Text)
		}
		out, err := d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{PersonID: d.anna, Training: &p.Ranking.Trainings[0], Reason: "kopie gezien"})
		d.must(err)
		l, err = d.Letter(d.ctx, p.Paper.ID, "Kantoor De Wissel")
		d.must(err)
		if !strings.Contains(l.Text, "12 maart 2009, Zwolle") || !strings.Contains(l.Text, "tegen betaling") {
			t.Errorf("%s", l.Text)
		}
		_, err = d.Reopen(d.ctx, p.Paper.ID)
		d.refused(err, "aanvaard")
		_, err = d.Withdraw(d.ctx, p.Paper.ID, "toch nagemaakt")
		d.must(err)
		held := d.certificates(d.anna)
		if len(held) != 1 || held[0].ID != out.CertificateID || held[0].Status != "revoked" || held[0].StatusReason != "toch nagemaakt" || d.memberUntil(d.anna) != "" {
			t.Errorf("%+v %s", held, d.memberUntil(d.anna))
		}
	})
}

func TestFormerTrainingsAreKeptAsFarAsTheyAreKnown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		for says, f := range map[string]oldpaper.Former{
			"wanneer":  {When: "ooit", Town: "Venlo", Source: "agenda"},
			"plaats":   {When: "2006", Source: "agenda"},
			"hoe je":   {When: "2006", Town: "Venlo"},
			"Vul in w": {Town: "Venlo", Source: "agenda"},
		} {
			_, _, err := d.SaveFormer(d.ctx, f)
			d.refused(err, says)
		}
		for _, when := range []string{"2006", "mei 2006", "12 mei 2006", "2005 tot en met 2007", "1 februari 2006 tot en met 30 juni 2006"} {
			id, _, err := d.SaveFormer(d.ctx, oldpaper.Former{When: when, Town: "Venlo", Source: "agenda", Trainers: []string{"Guus Hendrix"}, UnsurePlace: true})
			d.must(err)
			f, err := d.Former(d.ctx, id)
			d.must(err)
			if f.When != when || !f.UnsurePlace || f.UnsureDate || len(f.Trainers) != 1 {
				t.Errorf("%q: %+v", when, f)
			}
			f.Town = "Tegelen"
			_, change, err := d.SaveFormer(d.ctx, f)
			d.must(err)
			f.Version--
			if _, _, err := d.SaveFormer(d.ctx, f); !errors.Is(err, data.ErrStale) {
				t.Errorf("a stale one: %v", err)
			}
			_, err = d.store.Undo(d.ctx, "Annelies", change)
			d.must(err)
			_, err = d.RemoveFormer(d.ctx, id)
			d.must(err)
		}
		id, _, err := d.SaveFormer(d.ctx, oldpaper.Former{When: "2006", Town: "Venlo", Source: "agenda"})
		d.must(err)
		p := d.begin(oldpaper.Claim{Asker: "Trudy Linssen", Date: "mei 2006", Place: "Venlo"})
		if len(p.Ranking.Trainings) != 1 || p.Ranking.Trainings[0].Source != oldpaper.FromFormer {
			t.Fatalf("%+v", p.Ranking)
		}
		_, err = d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{Training: &p.Ranking.Trainings[0], Reason: "klopt"})
		d.must(err)
		_, err = d.RemoveFormer(d.ctx, id)
		d.refused(err, "al een beslissing")
	})
}

const letter = "From: Anna de Boer-Jansen <anna@speelhoek.example.nl>\r\nTo: administratie@kantoor.example.nl\r\nDate: Tue, 3 Mar 2026 08:00:00 +0100\r\nMessage-ID: <%@mailpunt.example.nl>\r\nSubject: Weer lid worden\r\n\r\n" +
	"Beste mensen,\r\n\r\nIk wil weer lid worden van het platform. Ik heb in het voorjaar van 2009 mijn certificaat KIES coach behaald in Zwolle.\r\n\r\nAnna de Boer-Jansen\r\n"

func TestMailsAreTakenInOnceAndWhatComesLaterIsAddedToIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		take := func(id, text string) mailbox.Letter {
			t.Helper()
			sha, _, err := d.mail.Take(d.ctx, []byte(strings.Replace(text, "%", id, 1)), time.Time{})
			d.must(err)
			l, err := d.mail.Open(d.ctx, sha)
			d.must(err)
			return l
		}
		first := take("1", letter)
		b, err := d.BeginFromLetter(d.ctx, first)
		d.must(err)
		p := d.page(b.ID)
		if w := p.Claim.When(); w.From != "2009-02-01" || p.Claim.Place != "Zwolle" || p.Claim.Email != "anna@speelhoek.example.nl" || p.Subject != "Weer lid worden" {
			t.Errorf("%+v", p.Claim)
		}
		again, err := d.BeginFromLetter(d.ctx, first)
		d.must(err)
		if again.ID != b.ID || !again.Known || again.Change != 0 {
			t.Errorf("%+v", again)
		}
		_, err = d.AskMore(d.ctx, b.ID, d.anna, "de trainers")
		d.must(err)
		second := take("2", strings.Replace(letter, "in het voorjaar van 2009", "op 12 maart 2009", 1))
		more, err := d.BeginFromLetter(d.ctx, second)
		d.must(err)
		now := d.page(b.ID)
		if more.ID != b.ID || now.Paper.State != oldpaper.Open || now.Claim.Date != "12 maart 2009" || now.Paper.MessageSHA != second.SHA256 {
			t.Errorf("%+v %+v", more, now.Paper)
		}
		_, err = d.Accept(d.ctx, b.ID, oldpaper.Choice{PersonID: d.anna, Reason: "klopt"})
		d.must(err)
		m, err := d.mail.Open(d.ctx, second.SHA256)
		d.must(err)
		if m.State != "done" || m.Outcome != "oud certificaat aanvaard" {
			t.Errorf("%s %s", m.State, m.Outcome)
		}
	})
}

// Who sends the copy in a second mail, as people do, need not say it all again.
func TestACopyThatComesLaterIsPutWithWhatWasWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.Earlier = d.mail.Open
		take := func(text string) mailbox.Letter {
			t.Helper()
			sha, _, err := d.mail.Take(d.ctx, []byte(text), time.Time{})
			d.must(err)
			l, err := d.mail.Open(d.ctx, sha)
			d.must(err)
			return l
		}
		first := take(strings.Replace(letter, "%", "1", 1))
		short, _, _ := strings.Cut(strings.Replace(letter, "%", "2", 1), "\r\n\r\n")
		second := take(short + "\r\nIn-Reply-To: <1@mailpunt.example.nl>\r\n\r\nHierbij de kopie van mijn certificaat, voor mijn lidmaatschap.\r\n\r\nAnna\r\n")
		b, err := d.BeginFromLetter(d.ctx, second)
		d.must(err)
		if p := d.page(b.ID); p.Claim.Place != "Zwolle" || p.Claim.When().From != "2009-02-01" || p.Paper.MessageSHA != second.SHA256 {
			t.Errorf("%+v", p.Claim)
		}
		_, err = d.Refuse(d.ctx, b.ID, 0, "nagemaakt")
		d.must(err)
		for _, sha := range []string{first.SHA256, second.SHA256} {
			if m, err := d.mail.Open(d.ctx, sha); err != nil || m.State != "done" {
				t.Errorf("%s %v", m.State, err)
			}
		}
	})
}

func TestCopiesAreKnownByTheirBytes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		a, b := d.begin(claim), d.begin(oldpaper.Claim{Asker: "Rik Vals", Date: "2009"})
		for _, bad := range [][]byte{nil, []byte("MZ a program"), []byte("<svg/>")} {
			_, err := d.AddCopy(d.ctx, a.Paper.ID, "certificaat.pdf", bad)
			if _, ok := data.UserText(err); !ok {
				t.Errorf("%q: %v", bad, err)
			}
		}
		for _, p := range []oldpaper.Page{a, b} {
			_, err := d.AddCopy(d.ctx, p.Paper.ID, "certificaat.exe", []byte(pngBytes))
			d.must(err)
		}
		if now := d.page(b.Paper.ID); len(now.Warnings) != 1 || !strings.Contains(now.Warnings[0], "Anna de Boer-Jansen") {
			t.Errorf("%v", now.Warnings)
		}
		doc, err := d.Copy(d.ctx, b.Paper.ID)
		d.must(err)
		if doc.MediaType != "image/png" || string(doc.Bytes) != pngBytes {
			t.Errorf("%s", doc.MediaType)
		}
	})
}
