package training_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/training"
)

func TestAccreditationPerDayAndAsAWhole(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12")
		who := d.add(id, "Bob Visser", "Anna Zwart", "Carl Aa", "Dien Bos")
		days := d.page(id).Days
		d.done(d.SetAttendance(ctx, who[1], days[1].ID, training.Absent))
		d.done(d.SetAttendance(ctx, who[2], days[0].ID, training.Partly))
		d.done(d.MarkAllPresent(ctx, id, 0))
		a, err := d.Accreditation(ctx, id, "")
		if err != nil || len(a.People) != 4 || a.Plan != (training.AccreditationPlan{}) {
			t.Fatalf("%+v %v", a, err)
		}
		if _, err := d.SaveAccreditation(ctx, id, a); err == nil {
			t.Error("kept without a register")
		}
		a.Plan = training.AccreditationPlan{Register: "SKJ", Course: "=214365", PerDay: true}
		for i := range a.People {
			switch {
			case strings.HasPrefix(a.People[i].Name, "Visser"):
				a.People[i].Number = " 0100012345 "
			case strings.HasPrefix(a.People[i].Name, "Zwart"):
				a.People[i].Number = "=HYPERLINK(\"x\")"
			case strings.HasPrefix(a.People[i].Name, "Aa"):
				a.People[i].Number = "110022334"
			}
		}
		d.done(d.SaveAccreditation(ctx, id, a))
		if again, err := d.Accreditation(ctx, id, ""); err != nil || again.Plan != a.Plan || again.People[2].Number != "0100012345" {
			t.Errorf("%+v %v", again, err)
		}
		if other, err := d.Accreditation(ctx, id, "Registerplein"); err != nil || other.Plan.Course != "" || other.People[2].Number != "" {
			t.Errorf("another register: %+v %v", other, err)
		}
		l, err := d.AccreditationList(ctx, id, "SKJ")
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, r := range l.Table.Rows {
			var cells []string
			for _, c := range r {
				cells = append(cells, c.Text)
			}
			rows = append(rows, strings.Join(cells, "|"))
		}
		want := []string{
			"=214365|2026-ZUT-1|2026-ZUT-1-1|0100012345|2026-03-05|Bob Visser",
			"=214365|2026-ZUT-1|2026-ZUT-1-1|=HYPERLINK(\"x\")|2026-03-05|Anna Zwart",
			"=214365|2026-ZUT-1|2026-ZUT-1-2|110022334|2026-03-12|Carl Aa",
			"=214365|2026-ZUT-1|2026-ZUT-1-2|0100012345|2026-03-12|Bob Visser",
		}
		if !slices.Equal(rows, want) || !slices.Equal(l.Without, []string{"Dien Bos"}) || !slices.Equal(l.Partly, []string{"Carl Aa"}) {
			t.Errorf("%q without %q partly %q", rows, l.Without, l.Partly)
		}
		if len(l.Numbers) != 2 || !slices.Equal(l.Numbers[1].Numbers, []string{"110022334", "0100012345"}) {
			t.Errorf("to paste: %+v", l.Numbers)
		}
		var csv bytes.Buffer
		if err := l.Table.WriteText(&csv); err != nil || !strings.Contains(csv.String(), `"'=HYPERLINK(""x"")"`) || strings.Contains(csv.String(), `;"=`) || !strings.HasPrefix(csv.String(), "\uFEFF\"externalCourseID\";") {
			t.Errorf("%v %s", err, csv.String())
		}
		a.Plan.PerDay = false
		d.done(d.SaveAccreditation(ctx, id, a))
		l, err = d.AccreditationList(ctx, id, "SKJ")
		if err != nil || len(l.Numbers) != 1 || l.Numbers[0].Day != "2026-03-12" || !slices.Contains(l.Numbers[0].Numbers, "0100012345") || slices.Contains(l.Numbers[0].Numbers, "=HYPERLINK(\"x\")") {
			t.Errorf("as a whole: %+v %v", l.Numbers, err)
		}
		if !slices.Contains(l.Unfinished, "Anna Zwart") || slices.Contains(l.Unfinished, "Bob Visser") {
			t.Errorf("not completed: %q", l.Unfinished)
		}
	})
}

func TestAccreditationColumnsAreTheOffices(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		for _, bad := range []string{"x", "Naam = salaris", "= naam", strings.Repeat("a = naam\n", 31)} {
			if _, err := d.SaveAccreditationColumns(ctx, bad); err == nil {
				t.Errorf("kept %q", bad)
			}
		}
		d.done(d.SaveAccreditationColumns(ctx, "BIG nr=Registratienummer\n\n  Op = datum "))
		if now, err := d.AccreditationColumns(ctx); err != nil || now != "BIG nr = registratienummer\nOp = datum" {
			t.Errorf("%q %v", now, err)
		}
		d.done(d.SaveAccreditationColumns(ctx, ""))
		if now, err := d.AccreditationColumns(ctx); err != nil || !strings.HasPrefix(now, "externalCourseID = cursus\n") {
			t.Errorf("%q %v", now, err)
		}
	})
}
