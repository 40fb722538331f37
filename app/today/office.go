package today

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/reminder"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

const (
	maxCohorts = 300 // that go on or are planned; an office has some dozens
	comingDays = 14  // how far "coming days" looks ahead
	lastDone   = 8
	lookBack   = 200 // changes, to find those
)

// gatherStore looks at all that is counted in one reading of the store.
func gatherStore(ctx context.Context, p Parts, o *Overview) ([]Line, error) {
	var lines []Line
	err := p.Store.Read(ctx, func(tx *data.Tx) error {
		lines = nil
		for _, gather := range []func(*data.Tx, *Overview) ([]Line, error){gatherMail, gatherUnplaced, gatherOldPapers, gatherOrders, gatherInvoices, gatherSeats, gatherComing, gatherMembers, gatherSetup} {
			found, err := gather(tx, o)
			if err != nil {
				return err
			}
			lines = append(lines, found...)
		}
		history, err := tx.History(0, lookBack)
		o.Done = together(history)
		return err
	})
	return lines, err
}

// together makes one of what was done several times in a row.
func together(history []data.HistoryEntry) []Done {
	var out []Done
	for _, e := range history {
		if n := len(out) - 1; n >= 0 && out[n].Title == e.Title && out[n].Undone == e.Undone {
			out[n].Times++
			continue
		}
		if len(out) == lastDone {
			break
		}
		out = append(out, Done{HistoryEntry: e, Times: 1})
	}
	return out
}

// mailWords are what new mails can become, in the order in which they are named.
var mailWords = []struct {
	kind      intake.Kind
	one, more string
}{
	{intake.Complaint, words.Later("klacht"), words.Later("klachten")},
	{intake.Order, words.Later("bestelling"), words.Later("bestellingen")},
	{intake.Enrolment, words.Later("aanmelding"), words.Later("aanmeldingen")},
}

func gatherMail(tx *data.Tx, o *Overview) ([]Line, error) {
	intents, err := tx.MessagesByIntent("new")
	if err != nil {
		return nil, err
	}
	fresh, counts := 0, map[intake.Kind]int{}
	for intent, n := range intents {
		fresh += n
		counts[intake.KindOf(intent)] += n
	}
	if fresh == 0 {
		return nil, nil
	}
	o.Mail.N = fresh
	proposed, detail := 0, ""
	for _, w := range mailWords {
		if n := counts[w.kind]; n > 0 {
			proposed += n
			detail = joined(", ", detail, count(n, words.T(w.one), words.T(w.more)))
		}
	}
	l := Line{Kind: Mail, Urgency: Now, Pill: words.T("%d nieuw", fresh), Tone: "grey", Button: words.T("Doornemen")}
	switch {
	case proposed == 0:
		l.Title = words.T("Post: %s", count(fresh, words.T("bericht om te lezen"), words.T("berichten om te lezen")))
	case proposed == 1:
		l.Title = words.T("Post: 1 bericht heeft een voorstel")
	default:
		l.Title = words.T("Post: %d berichten hebben een voorstel", proposed)
	}
	if proposed > 0 && fresh > proposed {
		detail = joined(" · ", detail, words.T("%d nog zelf te lezen", fresh-proposed))
	}
	l.Detail = detail
	return []Line{l}, nil
}

func gatherOrders(tx *data.Tx, o *Overview) ([]Line, error) {
	var lines []Line
	for _, part := range []struct {
		state     string
		kind      Kind
		pill      string
		one, more string
		button    string
	}{
		{"new", NewOrder, words.T("%d nieuw"), words.T("Bestelling zonder factuur"), words.T("Bestellingen zonder factuur"), words.T("Factuur maken")},
		{"invoiced", Parcel, words.T("%d te verzenden"), words.T("Bestelling met factuur klaar"), words.T("Bestellingen met factuur klaar"), words.T("Etiketten en pakbonnen")},
	} {
		n, err := tx.CountOrders(part.state)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			continue
		}
		o.Orders.N += n
		oldest, err := tx.OldestOrder(part.state)
		if err != nil {
			return nil, err
		}
		l := Line{Kind: part.kind, Urgency: Now, Pill: fmt.Sprintf(part.pill, n), Tone: "blue", Title: part.more, Detail: words.T("Oudste besteld op %s", longDay(oldest)), Button: part.button}
		if n == 1 {
			l.Title, l.Detail = part.one, words.T("Besteld op %s", longDay(oldest))
		}
		lines = append(lines, l)
	}
	return lines, nil
}

func gatherInvoices(tx *data.Tx, o *Overview) ([]Line, error) {
	var lines []Line
	drafts, err := tx.CountInvoices(data.DraftInvoices)
	if err != nil {
		return nil, err
	}
	if drafts > 0 {
		lines = append(lines, Line{
			Kind: Draft, Urgency: Now, Pill: words.T("%d concept", drafts), Tone: "grey",
			Title: count(drafts, words.T("conceptfactuur wacht op een nummer"), words.T("conceptfacturen wachten op een nummer")), Button: words.T("Nakijken"),
		})
	}
	late, err := tx.CountInvoices(data.OverdueInvoices)
	if err != nil {
		return nil, err
	}
	if late > 0 {
		total, err := tx.OpenTotal(data.OverdueInvoices)
		if err != nil {
			return nil, err
		}
		title := words.T("Facturen over de vervaldatum, samen ")
		if late == 1 {
			title = words.T("Factuur over de vervaldatum, ")
		}
		lines = append(lines, Line{
			Kind: Overdue, Urgency: ThisWeek, Pill: words.T("%d te laat", late), Tone: "amber", Title: title + document.Money(int64(total)), Button: words.T("Bekijken"),
		})
	}
	o.Invoices.N = drafts + late
	return lines, nil
}

// gatherComing names the training days that come, and the cohorts that begin or end within a week.
func gatherComing(tx *data.Tx, o *Overview) ([]Line, error) {
	today := tx.Today()
	cohorts, err := tx.CohortsIn([]string{training.Planned, training.Opened, training.Full, training.Running}, false, 0, maxCohorts)
	if err != nil {
		return nil, err
	}
	all, err := tx.Courses()
	if err != nil {
		return nil, err
	}
	courses := map[int64]string{}
	for _, c := range all {
		courses[c.ID] = c.Name
	}
	byID := map[int64]data.Cohort{}
	var near []int64
	for _, c := range cohorts {
		if c.LastDay >= today && c.FirstDay <= today.AddDays(comingDays) {
			byID[c.ID] = c
			near = append(near, c.ID)
		}
	}
	if len(near) == 0 {
		return nil, nil
	}
	days, err := tx.CohortDays(near...)
	if err != nil {
		return nil, err
	}
	enrolled, err := tx.EnrolmentsIn(near...)
	if err != nil {
		return nil, err
	}
	people := map[int64]int{}
	for _, e := range enrolled {
		if e.Status == training.Confirmed {
			people[e.CohortID]++
		}
	}
	number, many := map[int64]int{}, map[int64]int{}
	for _, d := range days {
		many[d.CohortID]++
	}
	var lines []Line
	for _, d := range days {
		number[d.CohortID]++
		if d.Day < today || d.Day > today.AddDays(comingDays) {
			continue
		}
		c := byID[d.CohortID]
		title := courses[c.CourseID]
		if many[c.ID] > 1 {
			title = words.T("%s, dag %d", title, number[c.ID])
		}
		o.Coming = append(o.Coming, Coming{Day: d.Day, Cohort: c.ID, Title: title, Detail: joined(" · ", c.Town, count(people[c.ID], words.T("deelnemer"), words.T("deelnemers")))})
		if l, ok := edge(c, d.Day, today, courses[c.CourseID], people[c.ID]); ok {
			lines = append(lines, l)
		}
	}
	sortComing(o.Coming)
	return lines, nil
}

// edge is the line of a cohort that begins or ends on a day within a week.
func edge(c data.Cohort, day, today data.Day, course string, people int) (Line, bool) {
	if day > today.AddDays(7) {
		return Line{}, false
	}
	l := Line{Kind: Cohort, Urgency: ThisWeek, ID: c.ID, Tone: "grey", Button: words.T("Bekijken"), Detail: count(people, words.T("deelnemer"), words.T("deelnemers"))}
	name := joined(", ", course, c.Town)
	switch day {
	case c.FirstDay:
		l.Pill, l.Title = words.T("begint %s", longDay(day)), words.T("%s begint", name)
		if c.Status == training.Planned {
			l.Detail += words.T(" · staat nog op gepland")
		}
	case c.LastDay:
		l.Pill, l.Title = words.T("eindigt %s", longDay(day)), words.T("%s heeft de laatste dag", name)
	default:
		return Line{}, false
	}
	return l, true
}

// gatherMembers names the memberships that end within some months, and those that ended and are in their days of grace,
// as far as their members are still to be reminded.
func gatherMembers(tx *data.Tx, _ *Overview) ([]Line, error) {
	ending, over, err := reminder.Due(tx)
	if err != nil || ending+over == 0 {
		return nil, err
	}
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return nil, err
	}
	grace := terms.At(tx.Today()).GraceDays
	l := Line{Kind: Member, Urgency: Soon, Tone: "grey", Button: words.T("Herinneren"), Pill: words.T("%d aflopend", ending), Ends: register.Ending}
	l.Title = count(ending, words.T("lidmaatschap eindigt"), words.T("lidmaatschappen eindigen")) + words.T(" binnen %d dagen", register.EndingDays)
	if over > 0 {
		l.Detail = words.T("%s, minder dan %d dagen geleden", count(over, words.T("is net afgelopen"), words.T("zijn net afgelopen")), grace+1)
	}
	if ending == 0 {
		l.Ends = register.InGrace
		l.Pill, l.Title = words.T("%d afgelopen", over), count(over, words.T("lidmaatschap is net afgelopen"), words.T("lidmaatschappen zijn net afgelopen"))
		l.Detail = words.T("Minder dan %d dagen geleden", grace+1)
	}
	return []Line{l}, nil
}

// sortComing puts the days in order; on one day by title.
func sortComing(days []Coming) {
	slices.SortStableFunc(days, func(a, b Coming) int { return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Title, b.Title)) })
}
