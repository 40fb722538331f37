package mailbox_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// An archive is kept as Take would keep each mail, once, and what was dealt with
// stays dealt with.
func TestTakeAll(t *testing.T) {
	ctx := context.Background()
	store, err := data.Open(ctx, storetest.SQLite(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	box := mailbox.New(store, func() string { return "Proef" }, nil, intake.File)
	day := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	var all []mailbox.Arrival
	for n := range 25 {
		raw, err := message.Compose(message.Draft{
			From: message.Address{Name: "Wendelmoet Quakkel", Email: "w.quakkel@example.org"}, To: []message.Address{{Email: "info@kiesvoorhetkind.nl"}},
			Subject: fmt.Sprintf("Vraag %d", n), Date: day, MessageID: fmt.Sprintf("%d@example.org", n), Text: "Ik heb een vraag.",
		})
		if err != nil {
			t.Fatal(err)
		}
		a := mailbox.Arrival{Raw: raw, Received: day.Add(time.Duration(n) * time.Hour)}
		if n >= 20 {
			a.Outcome = "beantwoord"
		}
		all = append(all, a)
	}
	if _, fresh, err := box.Take(ctx, all[0].Raw, all[0].Received); err != nil || !fresh {
		t.Fatal(fresh, err)
	}
	all = append(all, mailbox.Arrival{Raw: []byte("\x00\x01"), Received: day})
	for _, want := range []int{25, 0} {
		if fresh, err := box.TakeAll(ctx, all); err != nil || fresh != want {
			t.Errorf("%d fresh, %v, want %d", fresh, err, want)
		}
	}
	for state, want := range map[string]int{"new": 21, "done": 5} {
		rows, err := box.List(ctx, state, true, nil, 100)
		if err != nil || len(rows) != want {
			t.Errorf("%d %s, %v, want %d", len(rows), state, err, want)
		}
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, err := box.TakeAll(stopped, all); err == nil {
		t.Error("went on after it was stopped")
	}
}
