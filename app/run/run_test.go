package run_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk is an office with a clock that can be moved.
type desk struct {
	*run.Runs
	t     testing.TB
	store *data.Store
	now   time.Time
}

func open(t testing.TB, address string) *desk {
	t.Helper()
	d := &desk{t: t, now: time.Date(2026, 3, 3, 11, 0, 0, 0, time.UTC)}
	s, err := data.Open(context.Background(), address, data.WithClock(func() time.Time { return d.now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d.store, d.Runs = s, run.New(s)
	d.Who = func() string { return "Marloes" }
	return d
}

// people puts as many in the register.
func (d *desk) people(n int) []run.Recipient {
	d.t.Helper()
	var out []run.Recipient
	err := d.store.Write(context.Background(), data.Change{Who: "Marloes", Title: "Proef"}, func(tx *data.Tx) error {
		out = nil
		for i := range n {
			p := data.Person{FirstName: "Proef", Surname: fmt.Sprintf("Persoon%03d", i+1), Email: fmt.Sprintf("p%d@example.org", i+1)}
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
			out = append(out, run.Recipient{PersonID: p.ID, Name: p.Name()})
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

var look = document.Look{Office: document.Office{Name: "Kantoor"}, Created: time.Date(2026, 3, 3, 11, 0, 0, 0, time.UTC)}

// letter is a paper of a number of pages for one.
func letter(name string, pages int) (*document.Paper, error) {
	body := "Beste " + name + "."
	if pages > 1 {
		body += strings.Repeat("\n\nEen regel.", 40*(pages-1))
	}
	return document.LayLetter(document.LetterValues{To: document.Address{Name: name, Town: "Zutphen"}, Date: "2026-03-03", Body: body}, look)
}

func order(to []run.Recipient, one func(*data.Tx, run.Recipient) (*document.Paper, error)) func(*data.Tx) (run.Order, run.Maker, error) {
	return func(*data.Tx) (run.Order, run.Maker, error) {
		return run.Order{Kind: run.Invitations, About: "cohort:1", Title: "Uitnodigingen", To: to}, run.Each("Uitnodigingen", one), nil
	}
}

// pagesOf reads the text of each page.
func pagesOf(t testing.TB, pdf []byte) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}

// Whoever fails, each page that is left is whose the run says, everybody of the
// order is in it or left out, nobody is in it twice, and a part of it has those pages.
func TestPagesAndPeopleStayMatched(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	people := d.people(9)
	about := 0
	rapid.Check(t, func(rt *rapid.T) {
		about++
		to := rapid.SliceOfN(rapid.SampledFrom(people), 1, 14).Draw(rt, "to")
		fails := map[int64]bool{}
		length := map[int64]int{}
		for _, p := range people {
			fails[p.PersonID] = rapid.IntRange(0, 3).Draw(rt, "fails") == 0
			length[p.PersonID] = rapid.IntRange(1, 2).Draw(rt, "length")
		}
		made, err := d.Make(context.Background(), func(*data.Tx) (run.Order, run.Maker, error) {
			o := run.Order{Kind: run.Invitations, About: fmt.Sprintf("x:%d", about), Title: "Uitnodigingen", To: to}
			return o, run.Each(o.Title, func(_ *data.Tx, r run.Recipient) (*document.Paper, error) {
				if fails[r.PersonID] {
					return nil, data.Refuse("Dit lukt niet.")
				}
				return letter(r.Name, length[r.PersonID])
			}), nil
		})
		wanted := map[int64]bool{}
		for _, r := range to {
			wanted[r.PersonID] = !fails[r.PersonID]
		}
		good := 0
		for _, ok := range wanted {
			if ok {
				good++
			}
		}
		if good == 0 {
			if !errors.Is(err, run.ErrNobody) || len(made.LeftOut) != len(to) {
				rt.Fatalf("nobody left: %v, %d left out", err, len(made.LeftOut))
			}
			return
		}
		if err != nil {
			rt.Fatal(err)
		}
		if len(made.To) != good || len(made.To)+len(made.LeftOut) != len(to) {
			rt.Fatalf("%d in it and %d left out of %d, wanted %d in it", len(made.To), len(made.LeftOut), len(to), good)
		}
		text := pagesOf(t, made.PDF)
		next := 1
		for i, r := range made.To {
			s := made.Spans[i]
			if !wanted[r.PersonID] || s.First != next || s.Last < s.First {
				rt.Fatalf("%s has pages %v, expected from %d", r.Name, s, next)
			}
			wanted[r.PersonID] = false // once
			if !strings.Contains(text[s.First-1], "Beste "+r.Name+".") {
				rt.Fatalf("page %d is not %s's", s.First, r.Name)
			}
			next = s.Last + 1
		}
		if next-1 != made.Pages || len(text) != made.Pages {
			rt.Fatalf("%d pages are somebody's of %d, the document has %d", next-1, made.Pages, len(text))
		}
		kept, err := d.Run(context.Background(), made.ID)
		if err != nil || len(kept.People) != len(made.To) || len(kept.LeftOut) != len(made.LeftOut) || kept.SHA256 != data.SumOf(made.PDF) {
			rt.Fatalf("kept %d and %d: %v", len(kept.People), len(kept.LeftOut), err)
		}
		first := rapid.IntRange(1, made.Pages).Draw(rt, "first")
		last := rapid.IntRange(first, made.Pages).Draw(rt, "last")
		part, err := d.PDF(context.Background(), made.ID, run.Span{First: first, Last: last})
		if err != nil {
			rt.Fatal(err)
		}
		if got := pagesOf(t, part.Bytes); !slices.Equal(got, text[first-1:last]) {
			rt.Fatalf("pages %d to %d of %d came out as %d pages", first, last, made.Pages, len(got))
		}
	})
}

func TestWhoHadItIsLeftOutWithTheDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := open(t, address)
		ctx := context.Background()
		people := d.people(3)
		make := func(_ *data.Tx, r run.Recipient) (*document.Paper, error) { return letter(r.Name, 1) }
		if _, err := d.Make(ctx, order(people[:2], make)); err != nil {
			t.Fatal(err)
		}
		d.now = d.now.AddDate(0, 0, 7)
		made, err := d.Make(ctx, order(people, make))
		if err != nil || len(made.To) != 1 || made.To[0].PersonID != people[2].PersonID {
			t.Fatalf("second run: %+v %v", made.To, err)
		}
		if len(made.LeftOut) != 2 || made.LeftOut[0].Code != run.Had || made.LeftOut[0].Reason() != "had dit al op 3 maart 2026" {
			t.Errorf("left out: %+v", made.LeftOut)
		}
		kept, err := d.Run(ctx, made.ID)
		if err != nil || kept.LeftOut[1].Reason != "had dit al op 3 maart 2026" || kept.LeftOut[1].Code != run.Had {
			t.Errorf("kept: %+v %v", kept.LeftOut, err)
		}
		nothing, err := d.Make(ctx, order(people, make))
		text, _ := data.UserText(err)
		if !errors.Is(err, run.ErrNobody) || len(nothing.LeftOut) != 3 || text != "Er is niets gemaakt: iedereen had dit al." {
			t.Errorf("third run: %+v %v", nothing.LeftOut, err)
		}
		again, err := d.Make(ctx, func(tx *data.Tx) (run.Order, run.Maker, error) {
			o, m, err := order(people, make)(tx)
			o.Again = true
			return o, m, err
		})
		if err != nil || len(again.To) != 3 {
			t.Errorf("again: %+v %v", again.To, err)
		}
		lines, err := d.About(ctx, run.Invitations, "cohort:1")
		if err != nil || len(lines) != 3 || lines[0].ID != again.ID || lines[1].LeftOut != 2 || lines[1].Made != 1 {
			t.Errorf("runs: %+v %v", lines, err)
		}
	})
}

// An error that is nobody's fault stops the run, and nothing of it is kept.
func TestTechnicalErrorStopsTheRun(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	broken := errors.New("disk")
	_, err := d.Make(context.Background(), order(d.people(3), func(_ *data.Tx, r run.Recipient) (*document.Paper, error) {
		if strings.HasSuffix(r.Name, "2") {
			return nil, broken
		}
		return letter(r.Name, 1)
	}))
	if !errors.Is(err, broken) {
		t.Fatalf("answer: %v", err)
	}
	if lines, err := d.About(context.Background(), "", "cohort:1"); err != nil || len(lines) != 0 {
		t.Errorf("kept %+v %v", lines, err)
	}
}

func TestPreviewKeepsNothing(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	people := d.people(2)
	o := order(people, func(_ *data.Tx, r run.Recipient) (*document.Paper, error) { return letter(r.Name, 1) })
	seen, err := d.Preview(context.Background(), o)
	if err != nil || seen.ID != 0 || len(pagesOf(t, seen.PDF)) != 2 {
		t.Fatalf("preview: %+v %v", seen.To, err)
	}
	made, err := d.Make(context.Background(), o)
	if err != nil || !bytes.Equal(made.PDF, seen.PDF) {
		t.Errorf("what was made is not what was shown: %v", err)
	}
}

func TestReadPages(t *testing.T) {
	for text, want := range map[string]run.Span{
		"": {First: 1, Last: 9}, " ": {First: 1, Last: 9}, "7": {First: 7, Last: 7}, "3-5": {First: 3, Last: 5}, "3 – 5": {First: 3, Last: 5},
		"7-": {First: 7, Last: 9}, "3 t/m 5": {First: 3, Last: 5}, "1-9": {First: 1, Last: 9},
	} {
		if got, err := run.ReadPages(text, 9); err != nil || got != want {
			t.Errorf("%q is %v: %v", text, got, err)
		}
	}
	for _, text := range []string{"0", "10", "5-3", "3-10", "-3", "a", "3-b", "3-4-5", "99999999999999999999"} {
		if got, err := run.ReadPages(text, 9); err == nil {
			t.Errorf("%q is %v", text, got)
		}
	}
}

// box is a mailbox that can fail in every way.
type box struct {
	lies   map[string]message.Draft // by Message-ID
	put    func(d message.Draft) (kept bool, err error)
	deaf   bool // cannot be asked
	placed []string
}

func (b *box) Put(_ context.Context, d message.Draft) ([]byte, error) {
	kept, err := b.put(d)
	if kept {
		if _, twice := b.lies[d.MessageID]; twice {
			return nil, errors.New("twice")
		}
		b.lies[d.MessageID] = d
		b.placed = append(b.placed, d.To[0].Email)
	}
	return []byte("mail " + d.MessageID), err
}

func (b *box) Has(_ context.Context, id string) (bool, error) {
	if b.deaf {
		return false, data.Refuse("De mailserver is niet te bereiken.")
	}
	_, there := b.lies[id]
	return there, nil
}

func (b *box) Domain() string { return "example.org" }

func mails(to []run.Recipient, about string) func(*data.Tx) (run.Order, run.Writer, error) {
	return func(*data.Tx) (run.Order, run.Writer, error) {
		return run.Order{Kind: run.Invitations, About: about, Title: "Uitnodigingen", To: to}, func(tx *data.Tx, r run.Recipient) (run.Letter, error) {
			p, err := tx.Person(r.PersonID)
			return run.Letter{To: message.Address{Name: r.Name, Email: p.Email}, Subject: "Uitnodiging", Text: "Beste " + r.Name}, err
		}, nil
	}
}

// However placing fails, and however often it is taken up again, a mail is never
// placed twice, and in the end it is placed, or somebody is asked to look.
func TestMailsArePlacedOnceUnderAnyFailure(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	people := d.people(5)
	about := 0
	rapid.Check(t, func(rt *rapid.T) {
		about++
		ctx := context.Background()
		made, err := d.Write(ctx, mails(people, fmt.Sprintf("y:%d", about)))
		if err != nil || len(made.To) != len(people) {
			rt.Fatalf("%+v %v", made, err)
		}
		b := &box{lies: map[string]message.Draft{}}
		b.put = func(message.Draft) (bool, error) {
			switch rapid.IntRange(0, 4).Draw(rt, "server") {
			case 0:
				return false, data.Refuse("De map is vol.")
			case 1:
				return true, errors.New("connection lost after the mail")
			case 2:
				b.deaf = true
				return rapid.Bool().Draw(rt, "arrived"), errors.New("connection lost")
			}
			return true, nil
		}
		for range rapid.IntRange(1, 4).Draw(rt, "times") {
			b.deaf = false
			_, _ = d.Place(ctx, made.ID, b, nil) // any error; what is kept is looked at
		}
		b.deaf = false
		b.put = func(message.Draft) (bool, error) { return true, nil }
		if _, err := d.Place(ctx, made.ID, b, nil); err != nil {
			rt.Fatal(err)
		}
		r, err := d.Run(ctx, made.ID)
		if err != nil {
			rt.Fatal(err)
		}
		if r.Placed+r.Unsure != len(people) || r.Waiting != 0 {
			rt.Fatalf("placed %d, unsure %d, waiting %d", r.Placed, r.Unsure, r.Waiting)
		}
		seen := map[string]bool{}
		for _, to := range b.placed {
			if seen[to] {
				rt.Fatalf("%s got it twice", to)
			}
			seen[to] = true
		}
		if len(seen) < r.Placed {
			rt.Fatalf("%d lie there, %d are said to", len(seen), r.Placed)
		}
	})
}

func TestMailOfAStoppedProgramIsLookedForAndNotPlacedAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := open(t, address)
		ctx, stop := context.WithCancel(context.Background())
		people := d.people(3)
		made, err := d.Write(ctx, mails(people, "cohort:1"))
		if err != nil {
			t.Fatal(err)
		}
		b := &box{lies: map[string]message.Draft{}}
		n := 0
		b.put = func(message.Draft) (bool, error) {
			n++
			if n == 2 {
				stop()
			}
			return true, nil
		}
		if _, err := d.Place(ctx, made.ID, b, nil); !errors.Is(err, context.Canceled) || len(b.placed) != 2 {
			t.Fatalf("stopped: %v, %d placed", err, len(b.placed))
		}
		// The second one's fate was not written down any more.
		err = d.store.Write(context.Background(), data.Change{Title: "Stroomuitval"}, func(tx *data.Tx) error {
			items, err := tx.PrintRunItems(made.ID)
			if err != nil {
				return err
			}
			for i := 1; i < 3; i++ {
				items[i].State, items[i].DocumentID = run.StatePlacing, 0
				if err := tx.SavePrintRunItem(&items[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx = context.Background()
		if p, err := d.Place(ctx, made.ID, b, nil); err != nil || p != (run.Placed{}) {
			t.Errorf("while another desk may be busy: %+v %v", p, err)
		}
		d.now = d.now.Add(time.Hour)
		p, err := d.Place(ctx, made.ID, b, nil)
		if err != nil || p.Placed != 1 || p.Unsure != 1 || len(b.placed) != 2 {
			t.Fatalf("after a power cut: %+v %v", p, err)
		}
		r, err := d.Run(ctx, made.ID)
		if err != nil || r.Unsure != 1 || r.People[2].Code != run.Unsure || !strings.Contains(r.People[2].Reason, "niet zeker") {
			t.Fatalf("kept: %+v %v", r.People, err)
		}
		if err := d.Again(ctx, r.People[0].ID); err == nil {
			t.Error("one that was placed is made ready again")
		}
		if err := d.Again(ctx, r.People[2].ID); err != nil {
			t.Fatal(err)
		}
		if p, err := d.Place(ctx, made.ID, b, nil); err != nil || p.Placed != 1 || len(b.placed) != 3 {
			t.Errorf("once more: %+v %v", p, err)
		}
	})
}

// A letter counts for a mail, and a mail that failed in one run is not placed any
// more when another run reached her meanwhile.
func TestOneGetsItOnceAcrossRunsAndMedia(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := open(t, address)
		ctx := context.Background()
		people := d.people(3)
		if _, err := d.Make(ctx, order(people[:1], func(_ *data.Tx, r run.Recipient) (*document.Paper, error) { return letter(r.Name, 1) })); err != nil {
			t.Fatal(err)
		}
		first, err := d.Write(ctx, mails(people, "cohort:1"))
		if err != nil || len(first.To) != 2 || len(first.LeftOut) != 1 {
			t.Fatalf("%+v %v", first, err)
		}
		// What only waits is not said to be had.
		waiting, err := d.Write(ctx, mails(people, "cohort:1"))
		if err == nil || len(waiting.LeftOut) != 3 || waiting.LeftOut[0].Code != run.Had || waiting.LeftOut[1].Reason() != "de mail van 3 maart 2026 wacht nog op klaarzetten" {
			t.Fatalf("%+v %v", waiting.LeftOut, err)
		}
		full := &box{lies: map[string]message.Draft{}, put: func(message.Draft) (bool, error) { return false, data.Refuse("De map is vol.") }}
		if p, err := d.Place(ctx, first.ID, full, nil); err != nil || p.Failed != 2 {
			t.Fatalf("%+v %v", p, err)
		}
		r, err := d.Run(ctx, first.ID)
		if err != nil || r.People[0].Reason != "De map is vol." || r.Waiting != 2 {
			t.Fatalf("%+v %v", r.People, err)
		}
		second, err := d.Write(ctx, mails(people, "cohort:1"))
		if err != nil || len(second.To) != 2 {
			t.Fatalf("what failed counts as had: %+v %v", second, err)
		}
		fine := &box{lies: map[string]message.Draft{}, put: func(message.Draft) (bool, error) { return true, nil }}
		if p, err := d.Place(ctx, second.ID, fine, nil); err != nil || p.Placed != 2 {
			t.Fatalf("%+v %v", p, err)
		}
		if p, err := d.Place(ctx, first.ID, fine, nil); err != nil || p.Placed != 0 || p.LeftOut != 2 || len(fine.placed) != 2 {
			t.Errorf("the first run again: %+v %v", p, err)
		}
	})
}

func TestMailWithoutAddressIsLeftOut(t *testing.T) {
	d := open(t, storetest.SQLite(t))
	people := d.people(2)
	made, err := d.Write(context.Background(), func(tx *data.Tx) (run.Order, run.Writer, error) {
		o, write, err := mails(people, "")(tx)
		return o, func(tx *data.Tx, r run.Recipient) (run.Letter, error) {
			l, err := write(tx, r)
			if r.PersonID == people[0].PersonID {
				l.To.Email = " "
			}
			return l, err
		}, err
	})
	if err != nil || len(made.To) != 1 || len(made.LeftOut) != 1 || made.LeftOut[0].Code != run.NoEmail || made.LeftOut[0].Reason() != "heeft geen mailadres" {
		t.Errorf("%+v %v", made, err)
	}
}
