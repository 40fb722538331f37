package complaint_test

import (
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

func log(lines ...string) []data.ComplaintEvent {
	var out []data.ComplaintEvent
	for i := 0; i < len(lines); i += 2 {
		out = append(out, data.ComplaintEvent{Day: data.Day(lines[i]), Kind: lines[i+1]})
	}
	return out
}

func TestClock(t *testing.T) {
	for name, c := range map[string]struct {
		events []data.ComplaintEvent
		today  data.Day
		due    data.Day
		text   string
		late   bool
	}{
		"the day of receipt does not count":         {log("2026-02-17", "received"), "2026-02-17", "2026-03-03", "nog 10 werkdagen", false},
		"the last day":                              {log("2026-02-17", "received"), "2026-03-03", "2026-03-03", "uiterlijk vandaag", false},
		"one day left":                              {log("2026-02-17", "received"), "2026-03-02", "2026-03-03", "nog 1 werkdag", false},
		"a day late":                                {log("2026-02-17", "received"), "2026-03-04", "2026-03-03", "1 werkdag te laat", true},
		"the weekend after a Friday is late":        {log("2026-02-20", "received"), "2026-03-07", "2026-03-06", "1 werkdag te laat", true},
		"Good Friday and Easter Monday do not work": {log("2026-03-25", "received"), "2026-03-25", "2026-04-10", "nog 10 werkdagen", false},
		"received on a Saturday":                    {log("2026-02-21", "received"), "2026-02-21", "2026-03-06", "nog 10 werkdagen", false},
		"an automatic message is no answer":         {log("2026-02-17", "received", "2026-02-17", "automatic"), "2026-02-18", "2026-03-03", "nog 9 werkdagen", false},
		"a referral stops the clock":                {log("2026-02-17", "received", "2026-02-18", "referred"), "2026-04-01", "2026-03-03", "gereageerd", false},
		"a personal letter stops the clock":         {log("2026-02-17", "received", "2026-03-03", "acknowledged"), "2026-04-01", "2026-03-03", "gereageerd", false},
		"a reaction after the due day is late":      {log("2026-02-17", "received", "2026-03-04", "answered"), "2026-04-01", "2026-03-03", "te laat gereageerd", true},
		"a draft is no reaction":                    {log("2026-02-17", "received", "2026-02-18", "draft"), "2026-03-02", "2026-03-03", "nog 1 werkdag", false},
		"more mail leaves the term":                 {log("2026-02-17", "received", "2026-02-25", "more"), "2026-03-03", "2026-03-03", "uiterlijk vandaag", false},
		"reopening starts a new term":               {log("2026-02-17", "received", "2026-02-18", "referred", "2026-02-20", "closed", "2026-03-04", "reopened"), "2026-03-05", "2026-03-18", "nog 9 werkdagen", false},
		"closed":                                    {log("2026-02-17", "received", "2026-02-18", "referred", "2026-02-20", "closed"), "2026-03-05", "2026-03-03", "gesloten", false},
	} {
		got := complaint.ClockOf(workday.Calendar{}, c.events, c.today)
		if got.Due != c.due || got.Text() != c.text || got.Late != c.late {
			t.Errorf("%s: due %s %q late %v, want %s %q %v", name, got.Due, got.Text(), got.Late, c.due, c.text, c.late)
		}
	}
}

func TestAReactionWithinTheTermIsNeverLate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := data.Day("2024-01-01").AddDays(rapid.IntRange(0, 2000).Draw(t, "received"))
		after := rapid.IntRange(0, 40).Draw(t, "after")
		day := from.AddDays(after)
		c := complaint.ClockOf(workday.Calendar{}, []data.ComplaintEvent{{Day: from, Kind: "received"}, {Day: day, Kind: "answered"}}, day)
		if c.Late != (day > c.Due) {
			t.Fatalf("received %s, answered %s, due %s: late %v", from, day, c.Due, c.Late)
		}
		running := complaint.ClockOf(workday.Calendar{}, []data.ComplaintEvent{{Day: from, Kind: "received"}}, day)
		if running.Late != (running.Left < 0) {
			t.Fatalf("left %d, late %v", running.Left, running.Late)
		}
	})
}

func TestDraftWaitsUntilAReaction(t *testing.T) {
	for name, c := range map[string]struct {
		events []data.ComplaintEvent
		want   bool
	}{
		"no letter":              {log("2026-02-17", "received"), false},
		"a letter in the drafts": {log("2026-02-17", "received", "2026-02-18", "draft"), true},
		"a note is no reaction":  {log("2026-02-17", "received", "2026-02-18", "draft", "2026-02-18", "note"), true},
		"sent":                   {log("2026-02-17", "received", "2026-02-18", "draft", "2026-02-18", "referred"), false},
		"another letter":         {log("2026-02-17", "received", "2026-02-18", "referred", "2026-02-19", "draft"), true},
	} {
		if got := complaint.DraftWaits(c.events); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestLetterReaction(t *testing.T) {
	for route, want := range map[string]string{"professional": "referred", "trainer": "acknowledged", "training": "acknowledged"} {
		if got := complaint.LetterReaction(route); got != want {
			t.Errorf("%s: %s", route, got)
		}
	}
}
