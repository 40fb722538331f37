package training_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// fill plans an open cohort with so many seats and people.
func (d *desk) fill(seats int, names ...string) (int64, []int64) {
	d.t.Helper()
	id := d.plan(after, "2026-06-10")
	p := d.page(id)
	v := p.Values
	v.Seats = seats
	d.done(d.SaveCohort(context.Background(), id, p.Version, v))
	d.done(d.SetStatus(context.Background(), id, training.Opened))
	return id, d.add(id, names...)
}

// list writes who has no seat in the order of the page: "1 Bo: aangeboden ...".
func list(p training.Page) string {
	var out []string
	for _, m := range p.Others {
		line := m.StatusText + " " + m.CertificateName
		if m.Turn.Place > 0 {
			line = fmt.Sprint(m.Turn.Place) + " " + m.CertificateName
		}
		if m.Turn.Next {
			line += " (eerst)"
		}
		if m.Turn.Text != "" {
			line += ": " + m.Turn.Text
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestAFreedSeatIsOfferedInOrder(t *testing.T) {
	both(t, "2026-03-02", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id, who := d.fill(2, "Ria Smal", "Ton Ekkers", "Fenna Bies", "Abe Zijl", "Coos Dam")
		if got := list(d.page(id)); got != "1 Fenna Bies; 2 Abe Zijl; 3 Coos Dam" {
			t.Fatalf("the list is %q", got)
		}
		_, _, err := d.OfferSeat(ctx, who[2])
		refused(t, "offering a seat that is not there", err)
		d.done(d.SetEnrolmentStatus(ctx, who[0], training.CalledOff))
		_, _, err = d.OfferSeat(ctx, who[3])
		if text := refused(t, "out of turn", err); !strings.Contains(text, "Fenna Bies is eerst aan de beurt") {
			t.Errorf("out of turn: %s", text)
		}
		until, change, err := d.OfferSeat(ctx, who[2])
		d.done(change, err)
		if until != "2026-03-09" {
			t.Errorf("five working days from 2 March are over on %s", until)
		}
		p := d.page(id)
		if got := list(p); !strings.HasPrefix(got, "1 Fenna Bies: aangeboden tot en met 9 maart 2026; 2 Abe Zijl;") || p.Free != 0 || p.Status.Text != "vol" {
			t.Errorf("offered: %q, %d free, %s", got, p.Free, p.Status.Text)
		}
		// Somebody new does not get the seat that is kept.
		if added := d.add(id, "Lies Oort"); len(added) != 1 || d.page(id).Others[3].CertificateName != "Lies Oort" {
			t.Errorf("the newcomer: %q", list(d.page(id)))
		}
		d.done(d.PassOver(ctx, who[2], "kan pas in juli"))
		if got := list(d.page(id)); !strings.HasPrefix(got, "1 Fenna Bies: overgeslagen: kan pas in juli; 2 Abe Zijl (eerst);") {
			t.Errorf("passed over: %q", got)
		}
		_, change, err = d.OfferSeat(ctx, who[3])
		d.done(change, err)
		d.on("2026-03-10")
		if got := list(d.page(id)); !strings.Contains(got, "2 Abe Zijl: niet geantwoord voor 10 maart 2026; 3 Coos Dam (eerst)") {
			t.Errorf("expired: %q", got)
		}
		// The day alone made the group open again, wherever it is shown, and for what can be done with it.
		p = d.page(id)
		if p.Status.Text != "open" || p.State != training.Opened || !slices.ContainsFunc(p.Moves, func(m training.Move) bool { return m.Status == training.Planned }) {
			t.Errorf("with a free seat it is %s: %+v", p.Status.Text, p.Moves)
		}
		d.lists(id, "1 deelnemer, 4 wachtend", "plaats vrij")
		_, change, err = d.OfferSeat(ctx, who[4])
		d.done(change, err)
		d.done(d.AnswerOffer(ctx, who[4], false, false))
		if got := list(d.page(id)); !strings.Contains(got, "3 Lies Oort (eerst)") || !strings.Contains(got, "afgemeld Coos Dam") {
			t.Errorf("declined: %q", got)
		}
		// Late, and still free: it is hers.
		d.done(d.AnswerOffer(ctx, who[3], true, false))
		if p := d.page(id); len(p.Participants) != 2 || list(p) == "" || strings.Contains(list(p), "overgeslagen") {
			t.Errorf("full again, so that the turns are over: %q", list(p))
		}
	})
}

// lists looks at the line of a cohort in the list of what goes on, and where it is searched for.
func (d *desk) lists(cohort int64, detail, pill string) {
	d.t.Helper()
	ctx := context.Background()
	rows, err := d.List(ctx, training.StageRunning, 0, 50)
	if err != nil {
		d.t.Fatal(err)
	}
	err = d.store.Read(ctx, func(tx *data.Tx) error {
		found, err := training.FindCohorts(tx, d.page(cohort).Code, 5)
		rows = append(rows, found...)
		return err
	})
	n := 0
	for _, r := range rows {
		if r.ID != cohort {
			continue
		}
		if n++; r.Detail != detail || r.Pill.Text != pill {
			d.t.Errorf("in the list: %q, %q", r.Detail, r.Pill.Text)
		}
	}
	if err != nil || n != 2 {
		d.t.Errorf("%d lines, %v", n, err)
	}
}

func TestASeatByHandIsSaid(t *testing.T) {
	both(t, "2026-03-02", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id, who := d.fill(1, "Ria Smal", "Ton Ekkers", "Fenna Bies")
		_, _, err := d.GiveSeat(ctx, who[1], false)
		refused(t, "a seat that is not there", err)
		given, change, err := d.GiveSeat(ctx, who[2], true)
		d.done(change, err)
		if given.Notice != "De groep heeft nu 2 deelnemers op 1 plaatsen." {
			t.Errorf("notice: %q", given.Notice)
		}
		if p := d.page(id); !slices.Contains(p.Notices, "Er zijn 2 deelnemers op 1 plaatsen.") {
			t.Errorf("notices: %q", p.Notices)
		}
	})
}

// model is the waiting list as simply as it can be written down.
type model struct {
	seats   int
	taken   []int64
	waiting []int64
	offer   map[int64]data.Day // until when a seat is kept
	had     map[int64]bool
}

func (m *model) live(today data.Day) (n int) {
	for _, e := range m.waiting {
		if u, ok := m.offer[e]; ok && u >= today {
			n++
		}
	}
	return n
}

func (m *model) next(today data.Day) []int64 {
	var out []int64
	for _, e := range m.waiting {
		if _, offered := m.offer[e]; !offered && !m.had[e] {
			out = append(out, e)
		}
	}
	return out[:min(len(out), max(0, m.seats-len(m.taken)-m.live(today)))]
}

func (m *model) leave(e int64) {
	drop := func(x int64) bool { return x == e }
	m.taken, m.waiting = slices.DeleteFunc(m.taken, drop), slices.DeleteFunc(m.waiting, drop)
	delete(m.offer, e)
	delete(m.had, e)
}

func (m *model) settle(today data.Day) {
	if len(m.taken) < m.seats {
		return
	}
	for _, e := range m.waiting {
		if m.offer[e] < today {
			delete(m.offer, e)
			delete(m.had, e)
		}
	}
}

// Under any sequence of enrolling, cancelling, offering, answering, passing over
// and days going by there are never more people than seats, a seat that is kept is
// kept, and the order of the list stays.
func TestTheWaitingListKeepsItsOrder(t *testing.T) {
	d := open(t, storetest.SQLite(t), "2026-03-02")
	ctx := context.Background()
	named := 0
	rapid.Check(t, func(rt *rapid.T) {
		d.on("2026-03-02")
		m := &model{seats: rapid.IntRange(1, 3).Draw(rt, "seats"), offer: map[int64]data.Day{}, had: map[int64]bool{}}
		id, _ := d.fill(m.seats)
		day := data.Day("2026-03-02")
		must := func(_ int64, err error) {
			if err != nil {
				rt.Fatal(err)
			}
		}
		pick := func(of []int64) (int64, bool) {
			if len(of) == 0 {
				return 0, false
			}
			return rapid.SampledFrom(of).Draw(rt, "who"), true
		}
		for range rapid.IntRange(3, 14).Draw(rt, "steps") {
			switch what := rapid.SampledFrom([]string{"enrol", "enrol", "cancel", "offer", "offer", "accept", "decline", "stay", "pass", "days"}).Draw(rt, "step"); what {
			case "enrol":
				named++
				room := m.seats - len(m.taken) - m.live(day)
				ahead := 0
				for _, e := range m.waiting {
					if _, offered := m.offer[e]; !offered && !m.had[e] {
						ahead++
					}
				}
				added, _, err := d.AddNamed(ctx, id, register.Named(fmt.Sprintf("Nummer%d Achternaam", named), ""), training.Enrolling{})
				if err != nil {
					rt.Fatal(err)
				}
				if want := room > ahead; want != (added.Status == training.Confirmed) {
					rt.Fatalf("with %d seats and %d before, the newcomer is %s", room, ahead, added.Status)
				}
				if added.Status == training.Confirmed {
					m.taken = append(m.taken, added.EnrolmentID)
				} else {
					m.waiting = append(m.waiting, added.EnrolmentID)
				}
			case "cancel":
				if e, ok := pick(append(slices.Clone(m.taken), m.waiting...)); ok {
					must(d.SetEnrolmentStatus(ctx, e, training.CalledOff))
					m.leave(e)
				}
			case "offer":
				e, ok := pick(m.waiting)
				if !ok {
					continue
				}
				next, all := m.next(day), m.waitingFresh()
				until, _, err := d.OfferSeat(ctx, e)
				_, kept := m.offer[e]
				free := m.seats - len(m.taken) - m.live(day)
				may := slices.Contains(next, e) || free > 0 && len(all) == 0 && !(kept && m.offer[e] >= day)
				if may != (err == nil) {
					rt.Fatalf("offering to %d of %v, next are %v: %v", e, m.waiting, next, err)
				}
				if err == nil {
					m.offer[e] = until
					delete(m.had, e)
				}
			case "accept", "decline", "stay":
				e, ok := pick(m.waiting)
				if !ok {
					continue
				}
				until, offered := m.offer[e]
				room := m.seats > len(m.taken) && (until >= day || m.seats > len(m.taken)+m.live(day))
				_, err := d.AnswerOffer(ctx, e, what == "accept", what == "stay")
				if may := offered && (what != "accept" || room); may != (err == nil) {
					rt.Fatalf("%s, offered %v until %s on %s: %v", what, offered, until, day, err)
				}
				switch {
				case err != nil:
				case what == "accept":
					m.leave(e)
					m.taken = append(m.taken, e)
				case what == "decline":
					m.leave(e)
				default:
					delete(m.offer, e)
					m.had[e] = true
				}
			case "pass":
				if e, ok := pick(m.waiting); ok {
					must(d.PassOver(ctx, e, "kan niet"))
					delete(m.offer, e)
					m.had[e] = true
				}
			case "days":
				day = day.AddDays(rapid.IntRange(1, 9).Draw(rt, "days"))
				d.on(string(day))
				if p := d.page(id); (p.State == training.Full) != (len(m.taken)+m.live(day) >= m.seats) {
					rt.Fatalf("%s on %s, with %d people and %d kept seats on %d seats", p.State, day, len(m.taken), m.live(day), m.seats)
				}
				continue // nothing is settled by a day alone
			}
			m.settle(day)
			p := d.page(id)
			if (p.State == training.Full) != (len(m.taken)+m.live(day) >= m.seats) {
				rt.Fatalf("%s with %d people and %d kept seats on %d seats", p.State, len(m.taken), m.live(day), m.seats)
			}
			if len(p.Participants) > m.seats || len(p.Participants)+m.live(day) > m.seats || len(p.Participants) != len(m.taken) {
				rt.Fatalf("%d people and %d kept seats on %d seats; the model has %d", len(p.Participants), m.live(day), m.seats, len(m.taken))
			}
			var order, next []int64
			for _, o := range p.Others {
				if o.Turn.Place > 0 {
					if order = append(order, o.EnrolmentID); o.Turn.Place != len(order) {
						rt.Fatalf("place %d stands at %d", o.Turn.Place, len(order))
					}
				}
				if o.Turn.Next {
					next = append(next, o.EnrolmentID)
				}
			}
			if !slices.Equal(order, m.waiting) || !slices.Equal(next, m.next(day)) {
				rt.Fatalf("the list is %v, next %v; the model has %v, next %v", order, next, m.waiting, m.next(day))
			}
		}
	})
}

// waitingFresh are those who wait and had no turn.
func (m *model) waitingFresh() []int64 {
	var out []int64
	for _, e := range m.waiting {
		if _, offered := m.offer[e]; !offered && !m.had[e] {
			out = append(out, e)
		}
	}
	return out
}
