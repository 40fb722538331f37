package today_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestBackupIsNamedWhenItIsOldOrFails(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	d.settle()
	one := func(pill string, urgency today.Urgency) today.Line {
		t.Helper()
		got := lines(d.gather(), today.BackupPlace)
		if len(got) != 1 || got[0].Pill != pill || got[0].Urgency != urgency {
			t.Fatalf("%+v, want %q", got, pill)
		}
		return got[0]
	}
	for day, named := range map[string]bool{"2026-03-02": false, "2026-03-04": false, "2026-03-05": true} {
		d.on(day)
		d.now = d.now.Add(time.Minute)
		if got := lines(d.gather(), today.BackupPlace); (len(got) > 0) != named {
			t.Errorf("%s: %+v", day, got)
		}
	}
	d.on("2026-03-09")
	if l := one("back-up is oud", today.ThisWeek); !strings.Contains(l.Title, "2 mrt") && !strings.Contains(l.Title, "2 maart") {
		t.Errorf("%q does not say of when it is", l.Title)
	}
	s, err := d.o.Backups.State(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(s.Place); err != nil {
		t.Fatal(err)
	}
	if l := one("back-up mislukt", today.Now); !strings.Contains(l.Detail, "Sluit de schijf") {
		t.Errorf("%q does not say what to do", l.Detail)
	}
	if _, err := d.o.Backups.SetPlace(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	one("geen back-up", today.ThisWeek)
}
