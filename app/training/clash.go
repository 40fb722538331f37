package training

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// ClashKind says what two cohorts want at the same time, and with that beside
// which field it is told.
type ClashKind string

// The kinds of clashes.
const (
	ClashDay     ClashKind = "day"     // a weekend or a holiday
	ClashPlace   ClashKind = "place"   // the same venue
	ClashTrainer ClashKind = "trainer" // teaches, or takes part, elsewhere
	ClashPerson  ClashKind = "person"  // takes part, or teaches, elsewhere
)

// Clash is something that somebody should look at; it stops nothing.
type Clash struct {
	Kind     ClashKind
	Day      data.Day
	Name     string // of the holiday, the venue or the person; empty for a weekend
	PersonID int64
	Cohort   int64 // the other one; 0 for a day
	Code     string
	Text     string // the sentence

	form string // the sentence with room for who, when and where
}

// Together makes one of the clashes of somebody with one other cohort on several
// days.
func Together(clashes []Clash) []Clash {
	var out []Clash
	days := map[int][]time.Time{}
	for _, c := range clashes {
		at := slices.IndexFunc(out, func(o Clash) bool {
			return c.form != "" && o.form == c.form && o.Cohort == c.Cohort && o.PersonID == c.PersonID && o.Name == c.Name
		})
		if at < 0 {
			at, out = len(out), append(out, c)
		} else {
			out[at].Text = words.T(c.form, c.Name, dutch.DeskDays(append(slices.Clone(days[at]), c.Day.Time())), c.Code)
		}
		days[at] = append(days[at], c.Day.Time())
	}
	return out
}

// Occasion is what is looked at for clashes: a cohort as it is kept or as it is
// being filled in.
type Occasion struct {
	Cohort   int64 // left out of the search; 0 for a new one
	Days     []data.Day
	Venue    string
	Town     string
	Trainers []Trainer
	People   []int64 // who take part
}

// Clashes looks for what is in the way of an occasion, by kind and day.
func (t *Training) Clashes(ctx context.Context, o Occasion) ([]Clash, error) {
	var out []Clash
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = t.clashesIn(tx, o)
		return err
	})
	return out, err
}

// ClashesOf looks for what is in the way of somebody taking part in a cohort.
func (t *Training) ClashesOf(ctx context.Context, cohort, person int64) ([]Clash, error) {
	var out []Clash
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = personClashes(tx, cohort, person)
		return err
	})
	return out, err
}

// ClashesWith is ClashesOf in the caller's transaction, without those of one cohort:
// the one that somebody would leave.
func ClashesWith(tx *data.Tx, cohort, person, without int64) ([]Clash, error) {
	all, err := personClashes(tx, cohort, person)
	return slices.DeleteFunc(all, func(c Clash) bool { return c.Cohort == without }), err
}

func personClashes(tx *data.Tx, cohort, person int64) ([]Clash, error) {
	days, err := tx.CohortDays(cohort)
	if err != nil {
		return nil, err
	}
	o := Occasion{Cohort: cohort, People: []int64{person}}
	for _, d := range days {
		o.Days = append(o.Days, d.Day)
	}
	return busyClashes(tx, o)
}

func (t *Training) clashesIn(tx *data.Tx, o Occasion) ([]Clash, error) {
	var out []Clash
	for _, d := range o.Days {
		if d == "" || d.Time().IsZero() {
			continue
		}
		switch holiday := t.Calendar.Holiday(d); {
		case holiday != "":
			out = append(out, Clash{Kind: ClashDay, Day: d, Name: holiday, Text: words.T("%s is %s.", dutch.DeskDay(d.Time()), words.T(holiday))})
		case !t.Calendar.Working(d):
			out = append(out, Clash{Kind: ClashDay, Day: d, Text: words.T("%s is in het weekend.", dutch.DeskDay(d.Time()))})
		}
	}
	busy, err := busyClashes(tx, o)
	return append(out, busy...), err
}

// The holidays as the calendar names them.
var _ = []string{
	words.Later("Goede Vrijdag"), words.Later("tweede paasdag"), words.Later("Hemelvaartsdag"), words.Later("tweede pinksterdag"), words.Later("nieuwjaarsdag"),
	words.Later("Koningsdag"), words.Later("Bevrijdingsdag"), words.Later("eerste kerstdag"), words.Later("tweede kerstdag"),
}

// busyClashes are those with other cohorts.
func busyClashes(tx *data.Tx, o Occasion) ([]Clash, error) {
	var days []data.Day
	for _, d := range o.Days {
		if d != "" && !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	busy, err := tx.BusyOn(o.Cohort, days)
	if err != nil || len(busy) == 0 {
		return nil, err
	}
	var cohorts []int64
	for _, b := range busy {
		if !slices.Contains(cohorts, b.CohortID) {
			cohorts = append(cohorts, b.CohortID)
		}
	}
	teaching, err := tx.TrainersIn(cohorts)
	if err != nil {
		return nil, err
	}
	people := slices.Clone(o.People)
	for _, t := range o.Trainers {
		if t.PersonID != 0 {
			people = append(people, t.PersonID)
		}
	}
	taking, err := tx.TakingPart(cohorts, people)
	if err != nil {
		return nil, err
	}
	names := map[int64]string{}
	name := func(id int64) (string, error) {
		if n, known := names[id]; known {
			return n, nil
		}
		p, err := tx.Person(id)
		names[id] = strings.TrimSpace(p.Name())
		return names[id], err
	}
	var out []Clash
	for _, b := range busy {
		found, err := clashesWith(o, b, teaching, taking, name)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.SortStableFunc(out, func(a, b Clash) int {
		return cmp.Or(cmp.Compare(kindOrder[a.Kind], kindOrder[b.Kind]), cmp.Compare(a.Day, b.Day), cmp.Compare(data.Fold(a.Name), data.Fold(b.Name)), cmp.Compare(a.Code, b.Code))
	})
	return out, nil
}

var kindOrder = map[ClashKind]int{ClashDay: 0, ClashPlace: 1, ClashTrainer: 2, ClashPerson: 3}

// clashesWith compares an occasion with one day of another cohort. A venue is the
// same when its name and town are; a trainer who is not in the register goes by
// the name. Whoever teaches here may take part there, and the other way round.
func clashesWith(o Occasion, b data.Busy, teaching []data.CohortTrainer, taking [][2]int64, name func(int64) (string, error)) ([]Clash, error) {
	var out []Clash
	on := dutch.DeskDay(b.Day.Time())
	add := func(kind ClashKind, person int64, who, form string) {
		out = append(out, Clash{Kind: kind, Day: b.Day, Name: who, PersonID: person, Cohort: b.CohortID, Code: b.Code, Text: words.T(form, who, on, b.Code), form: form})
	}
	if o.Venue != "" && data.Fold(tidy(o.Venue)) == data.Fold(b.Venue) && data.Fold(tidy(o.Town)) == data.Fold(b.Town) {
		add(ClashPlace, 0, b.Venue, words.Later("%s is op %s ook bezet door %s."))
	}
	takes := func(person int64) bool { return person != 0 && slices.Contains(taking, [2]int64{b.CohortID, person}) }
	teaches := func(person int64, who string) bool {
		return slices.ContainsFunc(teaching, func(t data.CohortTrainer) bool {
			return t.CohortID == b.CohortID && (person != 0 && t.PersonID == person || who != "" && data.Fold(t.Name) == data.Fold(who) && (person == 0 || t.PersonID == 0))
		})
	}
	for _, t := range o.Trainers {
		who := tidy(t.Name)
		if t.PersonID == 0 && who == "" {
			continue
		}
		if who == "" {
			var err error
			if who, err = name(t.PersonID); err != nil {
				return nil, err
			}
		}
		switch {
		case teaches(t.PersonID, who):
			add(ClashTrainer, t.PersonID, who, words.Later("%s staat als trainer op %s ook bij %s."))
		case takes(t.PersonID):
			add(ClashTrainer, t.PersonID, who, words.Later("%s doet op %s zelf mee aan %s."))
		}
	}
	for _, id := range o.People {
		who := ""
		var text string
		switch {
		case takes(id):
			text = words.Later("%s is op %s ook bij %s.")
		case teaches(id, ""):
			text = words.Later("%s geeft op %s les bij %s.")
		default:
			continue
		}
		who, err := name(id)
		if err != nil {
			return nil, err
		}
		add(ClashPerson, id, who, text)
	}
	return out, nil
}

// clashes are those of a cohort as it is kept.
func (g *group) clashes(tx *data.Tx, t *Training) ([]Clash, error) {
	o := Occasion{Cohort: g.cohort.ID, Venue: g.cohort.Venue, Town: g.cohort.Town}
	for _, d := range g.days {
		if d.Day >= tx.Today() {
			o.Days = append(o.Days, d.Day)
		}
	}
	for _, c := range g.trainers {
		o.Trainers = append(o.Trainers, Trainer{PersonID: c.PersonID, Name: c.Name})
	}
	for _, m := range g.confirmed() {
		o.People = append(o.People, m.enrolment.PersonID)
	}
	return t.clashesIn(tx, o)
}
