package oldpaper_test

import (
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// speaks are the lines of a page that speak for a copy, and all others.
func speaks(r oldpaper.Ranking) (speaking, other []string) {
	take := func(lines []oldpaper.Line) {
		for _, l := range lines {
			if l.Bits > 0 || l.Mark == oldpaper.Fits || l.Mark == oldpaper.Nearly {
				speaking = append(speaking, l.Text)
			} else {
				other = append(other, l.Text)
			}
		}
	}
	for _, c := range r.Trainings {
		take(c.Lines)
	}
	for _, p := range r.People {
		take(p.Lines)
	}
	return speaking, other
}

// Somebody and a training that nobody knew of are accepted on the strength of the paper. Opened again, withdrawn and
// looked at again, or sent in a second time, what was recorded then does not speak for it.
func TestWhatADecisionRecordedDoesNotSpeakForItsPaper(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		c := oldpaper.Claim{Asker: "Trudy Linssen", Email: "trudy@venster.example.nl", Date: "12 mei 2006", Place: "Venlo", Trainers: []string{"Guus Hendrix"}, Course: "KIES coach", Number: "V-77"}
		p := d.begin(c)
		_, err := d.AddCopy(d.ctx, p.Paper.ID, "scan.png", []byte(pngBytes))
		d.must(err)
		_, _, err = d.SaveFormer(d.ctx, oldpaper.Former{Course: c.Course, When: c.Date, Town: c.Place, Trainers: c.Trainers, Source: "verteld door Trudy", From: p.Paper.ID})
		d.must(err)

		p = d.page(p.Paper.ID)
		if n := len(p.Ranking.Trainings); n != 1 || p.Ranking.Trainings[0].Verdict != oldpaper.Recorded || p.Ranking.Trainings[0].Bits > 0 || len(p.Decided) != 0 {
			t.Fatalf("%+v", p)
		}
		if yes, _ := speaks(p.Ranking); len(yes) != 0 {
			t.Errorf("noted from the paper, and it speaks for it: %q", yes)
		}
		out, err := d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{Training: &p.Ranking.Trainings[0], Reason: "origineel gezien"})
		d.must(err)
		after := d.page(p.Paper.ID)
		if yes, _ := speaks(after.Ranking); len(yes) != 0 || len(after.Ranking.Trainings) != 1 || !after.Ranking.Trainings[0].Chosen || len(after.Ranking.People) != 0 {
			t.Errorf("%q %+v", yes, after.Ranking)
		}
		if text := strings.Join(after.Decided, " "); !strings.Contains(text, "KIES coach · Venlo · 12 mei 2006") || !strings.Contains(text, "hieruit vastgelegd") ||
			!strings.Contains(text, "Hieruit vastgelegd: certificaat KIES coach, 12 mei 2006, Venlo, voor Trudy Linssen, die toen in het register kwam.") {
			t.Errorf("%q", after.Decided)
		}

		// The same file with another request.
		again := d.begin(c)
		_, err = d.AddCopy(d.ctx, again.Paper.ID, "nog eens.png", []byte(pngBytes))
		d.must(err)
		again = d.page(again.Paper.ID)
		yes, no := speaks(again.Ranking)
		if len(yes) != 0 || len(again.Ranking.People) != 1 || again.Ranking.People[0].ID != out.PersonID || again.Ranking.People[0].Verdict != oldpaper.Recorded ||
			!strings.Contains(strings.Join(no, "\n"), "uit deze kopie is al een certificaat vastgelegd: KIES coach, 12 mei 2006, Venlo") {
			t.Errorf("%q %q %+v", yes, no, again.Ranking)
		}

		// A copy of another participant is another matter: for that one it is evidence.
		other := d.begin(oldpaper.Claim{Asker: "Piet Laan", Date: "12 mei 2006", Place: "Venlo", Trainers: []string{"Guus Hendrix"}})
		if tr := other.Ranking.Trainings; len(tr) == 0 || tr[0].Verdict != oldpaper.Strong {
			t.Errorf("%+v", tr)
		}

		_, err = d.Withdraw(d.ctx, p.Paper.ID, "toch nagemaakt")
		d.must(err)
		if gone := d.page(p.Paper.ID); !strings.Contains(strings.Join(gone.Decided, " "), "is ingetrokken") {
			t.Errorf("%q", gone.Decided)
		}
		_, err = d.Reopen(d.ctx, p.Paper.ID)
		d.must(err)
		yes, no = speaks(d.page(p.Paper.ID).Ranking)
		if len(yes) != 0 || !strings.Contains(strings.Join(no, "\n"), "dat uit deze kopie was vastgelegd, is ingetrokken") {
			t.Errorf("%q %q", yes, no)
		}
	})
}

// What the register knew before goes on speaking, also once the copy was put with it.
func TestWhatWasKnownBeforeSpeaksInTheDecision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		p := d.begin(claim)
		before, _ := speaks(p.Ranking)
		_, err := d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{PersonID: d.anna, Training: &p.Ranking.Trainings[0], Reason: "klopt"})
		d.must(err)
		after := d.page(p.Paper.ID)
		now, _ := speaks(after.Ranking)
		if strings.Join(before, "\n") != strings.Join(now, "\n") || len(before) == 0 {
			t.Errorf("before:\n%s\nnow:\n%s", strings.Join(before, "\n"), strings.Join(now, "\n"))
		}
		if !after.Ranking.Trainings[0].Chosen || len(after.Decided) != 2 || !strings.Contains(after.Decided[0], "past heel goed") || strings.Contains(after.Decided[1], "die toen in het register kwam") {
			t.Errorf("%q", after.Decided)
		}
	})
}

// A certificate that the register had before the copy came is not recorded from it, and goes on speaking for it when the
// same file comes in once more.
func TestACertificateThatWasThereBeforeSpeaksForTheCopy(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.must(d.store.Write(d.ctx, data.Change{Title: "Ledenlijst"}, func(tx *data.Tx) error {
			return tx.SaveCertificate(&data.Certificate{
				Kind: "old_paper", Status: "valid", PersonID: d.anna, Holder: "Anna", Course: "KIES coach", Achieved: "2006-05-12", Place: "Venlo", Trainers: "Guus Hendrix", Number: "V-77",
			})
		}))
		sent := func() oldpaper.Page {
			p := d.begin(oldpaper.Claim{Asker: "Iemand Anders", Date: "12 mei 2006", Place: "Venlo", Trainers: []string{"Guus Hendrix"}, Course: "KIES coach", Number: "V-77"})
			_, err := d.AddCopy(d.ctx, p.Paper.ID, "scan.png", []byte(pngBytes))
			d.must(err)
			return d.page(p.Paper.ID)
		}
		p := sent()
		before, _ := speaks(p.Ranking)
		out, err := d.Accept(d.ctx, p.Paper.ID, oldpaper.Choice{PersonID: d.anna, Reason: "getrouwd, origineel gezien"})
		d.must(err)
		after := d.page(p.Paper.ID)
		if text := strings.Join(after.Decided, " "); !out.Joined || !strings.Contains(text, "stond al in het register: KIES coach, 12 mei 2006, Venlo") || strings.Contains(text, "Hieruit vastgelegd") {
			t.Errorf("%+v %q", out, after.Decided)
		}
		now, other := speaks(sent().Ranking)
		if len(before) == 0 || strings.Join(before, "\n") != strings.Join(now, "\n") || strings.Contains(strings.Join(other, "\n"), "uit deze kopie") {
			t.Errorf("before:\n%s\nnow:\n%s\nand:\n%s", strings.Join(before, "\n"), strings.Join(now, "\n"), strings.Join(other, "\n"))
		}
	})
}

// What differs from the copy still counts against a training that was noted from it.
func TestATrainingNotedFromACopyMayStillSpeakAgainstIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		p := d.begin(oldpaper.Claim{Asker: "Trudy Linssen", Date: "12 mei 2006", Place: "Venlo"})
		id, _, err := d.SaveFormer(d.ctx, oldpaper.Former{When: "12 mei 2006", Town: "Groningen", Source: "agenda 2006", From: p.Paper.ID})
		d.must(err)
		tr := d.page(p.Paper.ID).Ranking.Trainings
		if len(tr) != 1 || tr[0].Verdict != oldpaper.Recorded || tr[0].Bits >= 0 {
			t.Fatalf("%+v", tr)
		}
		f, err := d.Former(d.ctx, id)
		d.must(err)
		f.From, f.Town = 0, "Venlo" // a form that lost where it was noted from takes nothing away
		_, _, err = d.SaveFormer(d.ctx, f)
		d.must(err)
		var kept data.FormerTraining
		d.must(d.store.Read(d.ctx, func(tx *data.Tx) (err error) { kept, err = tx.FormerTraining(id); return err }))
		if kept.NotedFor != p.Paper.ID {
			t.Errorf("%+v", kept)
		}
	})
}
