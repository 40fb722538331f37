package complaint

import (
	"sort"

	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Term is within how many working days a reaction is due. FAQ: "In de regel mag
// je binnen 10 werkdagen een reactie van ons verwachten."
const Term = 10

// Clock is how a dossier stands, computed from its log each time.
type Clock struct {
	Since     data.Day // the day from which the term runs; it does not count itself
	Due       data.Day // the term ends at the end of this day
	ReactedOn data.Day // empty while the clock runs
	Left      int      // working days left while it runs: 0 on the last day, negative afterwards
	Late      bool     // the reaction came, or is still missing, after the due day
	Closed    bool
}

// reactions stop the clock: a referral, a decision or a personal letter that
// says what happens next. An automatic message is none.
var reactions = map[string]bool{"referred": true, "decided": true, "answered": true, "acknowledged": true}

// ClockOf computes the clock. Reopening starts a new term; an automatic message
// starts and stops nothing; more mail from the complainant leaves the term as it is.
func ClockOf(calendar workday.Calendar, events []data.ComplaintEvent, today data.Day) Clock {
	var c Clock
	for _, e := range events {
		switch {
		case e.Kind == "received" && c.Since == "":
			c.Since = e.Day
		case e.Kind == "reopened":
			c.Since, c.ReactedOn, c.Closed = e.Day, "", false
		case e.Kind == "closed":
			c.Closed = true
		case reactions[e.Kind] && c.ReactedOn == "":
			c.ReactedOn = e.Day
		}
	}
	if c.Since == "" {
		return c
	}
	c.Due = calendar.Add(c.Since, Term)
	if c.ReactedOn != "" {
		c.Late = c.ReactedOn > c.Due
		return c
	}
	c.Left = calendar.Between(today, c.Due)
	c.Late = today > c.Due
	if c.Late && c.Left == 0 {
		// A weekend or holiday after the last day is late, though no working day has passed.
		c.Left = -1
	}
	return c
}

// Running: a reaction is still due.
func (c Clock) Running() bool { return c.Since != "" && c.ReactedOn == "" && !c.Closed }

// Text says in Dutch how the clock stands, short enough for a pill.
func (c Clock) Text() string {
	switch {
	case c.Closed:
		return words.T("gesloten")
	case c.ReactedOn != "" && c.Late:
		return words.T("te laat gereageerd")
	case c.ReactedOn != "":
		return words.T("gereageerd")
	case c.Since == "":
		return ""
	case c.Late:
		return words.T("%s te laat", days(-c.Left))
	case c.Left == 0:
		return words.T("uiterlijk vandaag")
	}
	return words.T("nog %s", days(c.Left))
}

func days(n int) string {
	if n == 1 {
		return words.T("1 werkdag")
	}
	return words.T("%d werkdagen", n)
}

// DraftWaits says whether a letter lies in the Drafts folder of which nothing says
// yet that it was sent.
func DraftWaits(events []data.ComplaintEvent) bool {
	waits := false
	for _, e := range events {
		switch {
		case e.Kind == "draft":
			waits = true
		case reactions[e.Kind]:
			waits = false
		}
	}
	return waits
}

// LetterReaction is what sending the proposed letter counts as: about a
// professional it is the referral (FAQ: the office refers to the professional and
// the organisation), else a personal letter that says what happens next.
func LetterReaction(route string) string {
	if route == "professional" {
		return "referred"
	}
	return "acknowledged"
}

func reacted(events []data.ComplaintEvent) bool {
	for _, e := range events {
		if reactions[e.Kind] {
			return true
		}
	}
	return false
}

// sortRows puts running clocks first, the earliest due day on top, then the rest
// with the newest first.
func sortRows(rows []Row) {
	sort.SliceStable(rows, func(a, b int) bool {
		x, y := rows[a].Clock, rows[b].Clock
		if x.Running() != y.Running() {
			return x.Running()
		}
		if x.Running() {
			return x.Due < y.Due
		}
		return rows[a].Received > rows[b].Received
	})
}
