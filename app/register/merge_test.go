package register

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func people(t *testing.T, s *data.Store, of ...*data.Person) {
	t.Helper()
	for _, p := range of {
		write(t, s, func(tx *data.Tx) error { return tx.SavePerson(p) })
	}
}

func compared(t *testing.T, r *Register, ids ...int64) Comparison {
	t.Helper()
	c, err := r.Compare(context.Background(), ids)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheBestGuessOfWhatStays(t *testing.T) {
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	s, err := data.Open(t.Context(), storetest.SQLite(t), data.WithClock(func() time.Time {
		now = now.Add(time.Minute)
		return now
	}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}()
	r := New(s)
	a := data.Person{FirstName: "J.", Surname: "QUAKKEL", Town: "Zwolle", Email: "jo@example.nl", Notes: "belt graag", Country: "NL"}
	b := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Street: "Dijk", HouseNumber: "4", Postcode: "8011 AB", Town: "Zwolle", Email: "j.quakkel@example.org", Notes: "Belt graag\nhandboek 2019", Country: "NL"}
	people(t, s, &a, &b)
	write(t, s, func(tx *data.Tx) error {
		return tx.SaveCertificate(&data.Certificate{PersonID: a.ID, Kind: "old_paper", Status: "valid", Holder: "J. Quakkel", Course: "Opleiding"})
	})
	c := compared(t, r, a.ID, b.ID)
	if c.Stays != 0 || strings.Join(c.People[0].Has, ",") != "1 certificaat" {
		t.Errorf("stays %d, has %q", c.Stays, c.People[0].Has)
	}
	for field, want := range map[string]string{
		"first_name": "Jorinde", "surname": "Quakkel", "address": "Dijk 4, 8011 AB Zwolle", "email": "j.quakkel@example.org", "work_email": "jo@example.nl", "notes": "belt graag\nhandboek 2019", "phone": "",
	} {
		for _, f := range c.Fields {
			if f.ID == field && f.Result() != want {
				t.Errorf("%s stays %q, want %q", field, f.Result(), want)
			}
		}
	}
	c.Choose("email", 0)
	for _, f := range c.Fields {
		if f.ID == "work_email" && f.Result() != "j.quakkel@example.org" {
			t.Errorf("the other address is %q", f.Result())
		}
	}
	person, _, err := r.Merge(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	page, err := r.Person(context.Background(), b.ID)
	if err != nil || page.Person.ID != person || page.Name != "Jorinde Quakkel" || page.Person.Email != "jo@example.nl" || len(page.Merged) != 1 || page.Merged[0].Names[0] != "Jorinde Quakkel" {
		t.Errorf("the old number gives %+v, %v", page.Person, err)
	}
}

// Every column of a person is shown when two are merged, or follows from others.
func TestMergingShowsEveryFieldOfAPerson(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	r := New(s)
	var a, b data.Person
	fill := func(p *data.Person, with string) {
		*p = data.Person{
			Title: with, FirstName: with, Initials: with, Infix: with, Surname: with, Gender: with, CertificateName: with, Organisation: with, Street: with, HouseNumber: with,
			Postcode: with, Town: with, Province: with, Country: with, Phone: with, Mobile: with, Email: with, WorkEmail: with, NoMail: with == "b", Notes: with, Source: "list:" + with,
		}
	}
	fill(&a, "a")
	fill(&b, "b")
	people(t, s, &a, &b)
	for place, want := range []string{"a", "b"} {
		c := compared(t, r, a.ID, b.ID)
		c.ChooseAll(place)
		c.Choose("no_mail", place)
		got := c.result()
		wanted := []data.Person{a, b}[place]
		wanted.Meta, wanted.Source, wanted.Search, wanted.SortKey, wanted.TownKey = got.Meta, got.Source, got.Search, got.SortKey, got.TownKey
		if got != wanted {
			t.Errorf("of %s stays\n%+v, want\n%+v", want, got, wanted)
		}
	}
}

func TestEverythingThatMovesIsCounted(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	read(t, s, func(tx *data.Tx) error {
		counts, err := tx.References(data.MergedPerson, 1)
		for column := range counts {
			told := uncounted[column] || slices.ContainsFunc(countedWords, func(w struct{ column, one, more string }) bool { return w.column == column })
			if !told {
				t.Errorf("nobody is told that %s moves: give it words in countedWords", column)
			}
		}
		return err
	})
}

func TestMembershipIsComputedAgainByMergingAndTakingBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		a := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Country: "NL"}
		b := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Country: "NL"}
		people(t, s, &a, &b)
		write(t, s, func(tx *data.Tx) error {
			return errors.Join(
				RecordMembership(tx, data.MembershipEvent{PersonID: a.ID, Regime: RegimeCoach, Kind: EventTraining, Day: "2025-01-10"}),
				RecordMembership(tx, data.MembershipEvent{PersonID: b.ID, Regime: RegimeCoach, Kind: EventTraining, Day: "2025-01-10"}),
				RecordMembership(tx, data.MembershipEvent{PersonID: b.ID, Regime: RegimeCoach, Kind: EventFollowUp, Day: "2026-01-10"}))
		})
		until := func(id int64) data.Day {
			page, err := r.Person(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			return page.Person.MemberUntil
		}
		before := []data.Day{until(a.ID), until(b.ID)}
		person, change, err := r.Merge(ctx, compared(t, r, a.ID, b.ID))
		if err != nil {
			t.Fatal(err)
		}
		if got := until(person); got != max(before[0], before[1]) {
			t.Errorf("member until %s, of %v", got, before)
		}
		if _, err := r.Unmerge(ctx, change); err != nil {
			t.Fatal(err)
		}
		if got := []data.Day{until(a.ID), until(b.ID)}; !slices.Equal(got, before) {
			t.Errorf("after taking back %v, before %v", got, before)
		}
	})
}

func TestTakingBackLaterKeepsWhatCameSince(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		a := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Town: "Goes", Email: "jo@example.nl", Country: "NL"}
		b := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Mobile: "06-00112233", Country: "NL"}
		third := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Phone: "0113-123456", Country: "NL"}
		people(t, s, &a, &b, &third)
		old := data.Invoice{Kind: "invoice", State: "draft", PersonID: b.ID, Name: b.Name(), Country: "NL"}
		write(t, s, func(tx *data.Tx) error { return tx.SaveInvoice(&old) })
		c := compared(t, r, a.ID, b.ID)
		c.Stays = 0
		stays, change, err := r.Merge(ctx, c)
		if err != nil || stays != a.ID {
			t.Fatal(stays, err)
		}
		fresh := data.Invoice{Kind: "invoice", State: "draft", PersonID: stays, Name: a.Name(), Country: "NL"}
		write(t, s, func(tx *data.Tx) error {
			p, err := tx.Person(stays)
			p.Mobile = "06-99887766"
			return errors.Join(err, tx.SavePerson(&p), tx.SaveInvoice(&fresh))
		})
		c = compared(t, r, stays, third.ID)
		c.Stays = 0
		_, later, err := r.Merge(ctx, c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.LookAtUnmerge(ctx, change); err == nil {
			t.Fatal("taken back under a later merging")
		} else if text, ok := data.UserText(err); !ok || !strings.Contains(text, "laatste samenvoeging") {
			t.Fatal(err)
		}
		if _, err := r.Unmerge(ctx, later); err != nil {
			t.Fatal(err)
		}
		look, err := r.LookAtUnmerge(ctx, change)
		if err != nil || len(look.Stays) != 1 || !strings.Contains(look.Stays[0], "Mobiel") || look.Moved != 1 {
			t.Fatalf("%+v, %v", look, err)
		}
		if page, err := r.Person(ctx, b.ID); err != nil || page.Person.ID != stays {
			t.Fatalf("looking changed something: %+v, %v", page.Person, err)
		}
		if _, err := r.Unmerge(ctx, change); err != nil {
			t.Fatal(err)
		}
		read(t, s, func(tx *data.Tx) error {
			p, err := tx.Person(stays)
			q, err2 := tx.Person(b.ID)
			was, err3 := tx.Invoice(old.ID)
			is, err4 := tx.Invoice(fresh.ID)
			if p.Mobile != "06-99887766" || q.Mobile != "06-00112233" || was.PersonID != b.ID || is.PersonID != stays {
				t.Errorf("%+v\n%+v\ninvoices of %d and %d", p, q, was.PersonID, is.PersonID)
			}
			return errors.Join(err, err2, err3, err4)
		})
		if _, err := r.Unmerge(ctx, change); err == nil {
			t.Error("taken back twice")
		}
	})
}

func TestMergingWhatSomebodyElseJustChangedIsRefused(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	r := New(s)
	a := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Country: "NL"}
	b := data.Person{FirstName: "Jorinde", Surname: "Quakkel", Town: "Goes", Country: "NL"}
	people(t, s, &a, &b)
	c := compared(t, r, a.ID, b.ID)
	for _, p := range []*data.Person{&a, &b} {
		p.Notes += "nieuw"
		people(t, s, p)
		if _, _, err := r.Merge(t.Context(), c); !errors.Is(err, data.ErrStale) {
			t.Errorf("merged: %v", err)
		}
		c = compared(t, r, a.ID, b.ID)
	}
}
