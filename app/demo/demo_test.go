package demo_test

import (
	"context"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// A Tuesday in the middle of the year.
var now = time.Date(2026, 6, 16, 14, 30, 0, 0, time.UTC)

func filled(t *testing.T, address string, o demo.Options) *app.Office {
	t.Helper()
	o.Clock = demo.NewClock(func() time.Time { return now })
	office, err := app.Open(context.Background(), app.Options{Address: address, Who: demo.Who, Now: o.Clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := office.Close(); err != nil {
			t.Error(err)
		}
	})
	start := time.Now()
	if err := demo.Fill(context.Background(), office, o, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("filled in %v", time.Since(start).Round(time.Millisecond))
	return office
}

func TestFill(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		filled(t, address, demo.Options{})
	})
}
