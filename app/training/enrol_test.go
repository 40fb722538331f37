package training_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestEnrollingTwiceIsRefusedAndRemovingIsUndone(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(after, "2026-03-10")
		who := d.add(id, "Ria van den Oever", "Ton Ekkers", "Fenna Bies")
		_, change, err := d.AddNamed(ctx, id, register.Named("Ton Ekkers", ""), training.Enrolling{})
		if refused(t, "twice", err); !errors.Is(err, data.ErrDouble) || change != 0 {
			t.Errorf("twice: %v", err)
		}
		_, _, err = d.AddNamed(ctx, id, register.Named("", ""), training.Enrolling{})
		refused(t, "nobody", err)
		_, _, err = d.AddNamed(ctx, id, register.Named("Jo Els", ""), training.Enrolling{Remarks: strings.Repeat("x", 3000)})
		refused(t, "long remark", err)
		d.done(d.MarkAllPresent(ctx, id, 0))
		before := results(d.page(id))
		if want := "Bies, Fenna: deelgenomen, nog niet; Ekkers, Ton: deelgenomen, nog niet; Oever, Ria van den: deelgenomen, nog niet; "; before != want {
			t.Errorf("list: %q", before)
		}
		change, err = d.Remove(ctx, who[0])
		if err != nil {
			t.Fatal(err)
		}
		if p := d.page(id); len(p.Participants) != 2 {
			t.Errorf("%d left", len(p.Participants))
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
			t.Fatal(err)
		}
		if got := results(d.page(id)); got != before {
			t.Errorf("undone: %q", got)
		}
		d.done(d.SetEnrolmentStatus(ctx, who[1], training.CalledOff))
		again := d.add(id, "Ton Ekkers")
		if again[0] != who[1] {
			t.Error("somebody who comes back has two enrolments")
		}
	})
}

func TestListFileFillsACohort(t *testing.T) {
	both(t, "2026-03-01", func(t *testing.T, d *desk) {
		ctx := context.Background()
		file := filepath.Join(t.TempDir(), "lijst.csv")
		list := "Naam;E-mail;Organisatie\r\nRia van den Oever;ria@oever.example.nl;De Brug\r\nTon Ekkers;ton@ekkers.example.nl;\r\n"
		if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
		got, _, err := d.ImportCohort(ctx, file, training.ImportOptions{Course: "nascholing", Start: "2026-04-02", Town: "Lochem"})
		if err != nil || len(got) != 1 || got[0].Participants != 2 || got[0].Cohort != "2026-LOC-1" || got[0].Course != "Nascholing" {
			t.Fatalf("%+v %v", got, err)
		}
		p := d.page(got[0].ID)
		if len(p.Participants) != 2 || p.Participants[1].Organisation != "De Brug" || p.Participants[1].Email != "ria@oever.example.nl" {
			t.Errorf("%+v", p.Participants)
		}
		_, _, err = d.ImportCohort(ctx, file, training.ImportOptions{Course: "nascholing", Start: "2026-04-02", Town: "Lochem"})
		if text := refused(t, "the same list again", err); !strings.Contains(text, "2026-LOC-1") {
			t.Errorf("refusal %q", text)
		}
		again, change, err := d.AddFile(ctx, got[0].ID, file)
		if err != nil || again.Already != 2 || len(again.Added) != 0 || change != 0 {
			t.Errorf("again: %+v, change %d, %v", again, change, err)
		}
		for what, o := range map[string]training.ImportOptions{
			"no course": {Start: "2026-04-02", Town: "Lochem"}, "no such course": {Course: "Zwemles", Start: "2026-04-02", Town: "Lochem"},
			"no day": {Course: "nascholing", Town: "Lochem"}, "no town": {Course: "nascholing", Start: "2026-04-02"},
		} {
			_, _, err := d.ImportCohort(ctx, file, o)
			refused(t, what, err)
		}
		_, _, err = d.ImportCohort(ctx, "lijst.doc", training.ImportOptions{})
		refused(t, "a document", err)
		_, _, err = d.ImportCohort(ctx, filepath.Join(t.TempDir(), "weg.json"), training.ImportOptions{})
		refused(t, "no file", err)
	})
}

func TestAttendanceIsMarkedAndUndone(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12", "2026-03-19", "2026-03-26")
		d.done(d.SetStatus(ctx, id, training.Opened))
		who := d.add(id, "Ria Smalbrugge", "Ton Ekkers")
		days := d.page(id).Days
		marks := func() string {
			var out []string
			for _, p := range d.page(id).Participants {
				out = append(out, strings.Join(p.Marks, ","))
			}
			return strings.Join(out, " ")
		}
		d.done(d.SetAttendance(ctx, who[0], days[0].ID, training.Absent))
		change, err := d.MarkAllPresent(ctx, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		// Ekkers stands before Smalbrugge; the exception made before stands.
		if got := marks(); got != "present,present,, absent,present,," {
			t.Errorf("marked: %q", got)
		}
		if again, err := d.MarkAllPresent(ctx, id, days[1].ID); err != nil || again != 0 {
			t.Errorf("nothing to mark: change %d, %v", again, err)
		}
		_, err = d.MarkAllPresent(ctx, id, days[2].ID)
		refused(t, "a day to come", err)
		_, err = d.SetAttendance(ctx, who[0], days[2].ID, training.Present)
		refused(t, "present on a day to come", err)
		d.done(d.SetAttendance(ctx, who[0], days[2].ID, training.Absent))
		if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
			t.Fatal(err)
		}
		if got := marks(); got != ",,, absent,,absent," {
			t.Errorf("undone: %q", got)
		}
		for _, want := range []string{"present", "absent", "partly", "present"} {
			d.done(d.ToggleAttendance(ctx, who[1], days[0].ID))
			if got := marks(); !strings.HasPrefix(got, want+",") {
				t.Errorf("toggled: %q, want %s", got, want)
			}
		}
		d.done(d.SetAttendance(ctx, who[1], days[0].ID, ""))
		if got := marks(); !strings.HasPrefix(got, ",") {
			t.Errorf("cleared: %q", got)
		}
		other := d.page(d.plan(after, "2026-03-01")).Days[0].ID
		_, err = d.SetAttendance(ctx, who[0], other, training.Present)
		refused(t, "a day of another cohort", err)
		_, err = d.SetResult(ctx, who[0], training.Passed, " ")
		refused(t, "a result without a reason", err)
		d.done(d.SetResult(ctx, who[0], training.CatchUp, "ziek"))
		if p := d.page(id).Participants[1]; p.ResultPill.Text != "haalt dag 1 en 3 in" || p.Reason != "ziek" || !p.ByHand {
			t.Errorf("catching up: %+v", p)
		}
	})
}

func TestCatchingUpAfterwardsCompletes(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12")
		who := d.add(id, "Ria Smalbrugge")
		days := d.page(id).Days
		d.done(d.SetAttendance(ctx, who[0], days[0].ID, training.Absent))
		d.done(d.MarkAllPresent(ctx, id, 0))
		d.done(d.SetResult(ctx, who[0], training.CatchUp, "ziek"))
		d.done(d.SetStatus(ctx, id, training.Finished))
		if _, err := d.Issue(ctx, id); !errors.Is(err, training.ErrNothingToIssue) {
			t.Fatalf("issued before catching up: %v", err)
		}
		d.done(d.SetAttendance(ctx, who[0], days[0].ID, training.Present))
		if p := d.page(id); p.Participants[0].ResultPill.Text != "geslaagd" || p.Status.Text != "afgerond" {
			t.Errorf("%+v %q", p.Participants[0], p.Status.Text)
		}
		d.read(func(tx *data.Tx) error {
			roles, err := tx.RolesOf(d.page(id).Participants[0].PersonID)
			if len(roles) != 1 || roles[0].Kind != "coach" || roles[0].Since != "2026-03-12" {
				t.Errorf("roles: %+v", roles)
			}
			return err
		})
	})
}

// Who leaves a cohort that was finished no longer owes a membership to it.
func TestLeavingAFinishedCohortTakesItsMembershipBack(t *testing.T) {
	both(t, "2026-03-20", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-10", "2026-03-11")
		d.done(d.SetStatus(ctx, id, training.Opened))
		e := d.add(id, "Ilse Buitenhuis", "Hanna Vermaat")
		d.done(d.MarkAllPresent(ctx, id, 0))
		d.done(d.SetStatus(ctx, id, training.Finished))
		members := func() (names []string) {
			d.read(func(tx *data.Tx) error {
				all, err := tx.PeoplePage(nil, 10)
				for _, p := range all {
					if p.MemberUntil != "" {
						names = append(names, p.FirstName)
					}
				}
				return err
			})
			return names
		}
		if got := members(); len(got) != 2 {
			t.Fatalf("members after finishing: %v", got)
		}
		removed, err := d.Remove(ctx, e[0])
		if err != nil {
			t.Fatal(err)
		}
		d.done(d.SetEnrolmentStatus(ctx, e[1], training.CalledOff))
		if got := members(); len(got) != 0 {
			t.Errorf("still members: %v", got)
		}
		if _, err := d.store.Undo(ctx, "Marloes", removed); err != nil {
			t.Fatal(err)
		}
		if got := members(); len(got) != 1 || got[0] != "Ilse" {
			t.Errorf("after undoing: %v", got)
		}
	})
}

// What a certificate rests on cannot be changed by the page, nor by undoing.
func TestUndoDoesNotReachUnderACertificate(t *testing.T) {
	both(t, "2026-03-20", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-10", "2026-03-11")
		d.done(d.SetStatus(ctx, id, training.Opened))
		d.add(id, "Ilse Buitenhuis")
		marked, err := d.MarkAllPresent(ctx, id, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Issue(ctx, id); err != nil {
			t.Fatal(err)
		}
		_, err = d.store.Undo(ctx, "Marloes", marked)
		if text := refused(t, "undoing attendance", err); !strings.Contains(text, "ertificaat") && !strings.Contains(text, "daarna iets aan gewijzigd") {
			t.Errorf("answer: %s", text)
		}
	})
}
