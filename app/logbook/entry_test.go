package logbook

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestWhatIsLoggedIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, nil))
		message := rapid.StringMatching(`[a-z =":]{1,20}`).Draw(t, "message")
		values := rapid.SliceOfN(rapid.String(), 0, 4).Draw(t, "values")
		var attrs []any
		var want []Field
		for _, v := range values {
			attrs = append(attrs, "text", v)
			want = append(want, Field{"text", v})
		}
		began := time.Now().Add(-time.Second)
		log.Warn(message, attrs...)
		log.Error("next")
		got := Entries(out.String())
		if len(got) != 2 {
			t.Fatalf("%d entries of %q", len(got), out.String())
		}
		e := got[0]
		if e.Message != message || e.Level != slog.LevelWarn || e.At.Before(began) || !slices.Equal(e.Fields, want) {
			t.Errorf("%+v of %q", e, out.String())
		}
	})
}

func TestOnlyDoubleQuotesQuoteAValue(t *testing.T) {
	for _, value := range []string{"`", "'", `"`, "`a`", "'a'", `"a"`, "`a", "a`", "`a\" b=c`"} {
		var out bytes.Buffer
		slog.New(slog.NewTextHandler(&out, nil)).Warn("m", "one", value, "two", value)
		want := []Field{{"one", value}, {"two", value}}
		if got := Entries(out.String()); len(got) != 1 || !slices.Equal(got[0].Fields, want) {
			t.Errorf("%+v of %q", got, out.String())
		}
	}
}

func FuzzEntries(f *testing.F) {
	f.Add("time=2026-03-03T09:00:00.000+01:00 level=INFO msg=begin version=0.1.0\nonzin\n")
	f.Add(`a="b c" d=`)
	f.Add("a=`b c=`d` e='f' g=\"h")
	f.Fuzz(func(t *testing.T, text string) {
		want := 0
		for line := range strings.Lines(text) {
			if strings.TrimRight(line, "\r\n") != "" {
				want++
			}
		}
		got := Entries(text)
		if len(got) != want {
			t.Errorf("%d entries of %d lines", len(got), want)
		}
		for _, e := range got {
			// Nothing of a line is lost, but for what is nothing itself.
			if e.Message == "" && len(e.Fields) == 0 && e.At.IsZero() && !strings.Contains(text, "=") {
				t.Errorf("an entry of nothing in %q", text)
			}
		}
	})
}
