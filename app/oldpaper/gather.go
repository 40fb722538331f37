package oldpaper

import (
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// How many are looked at closely: trainings whose lists of participants are read, people by each part of a name, and
// what is shown of them.
const (
	closely     = 40
	byName      = 80
	maxPeople   = 300
	maxListed   = 4000
	shownRuns   = 8
	shownPeople = 6
)

// Ranking is what fits a copy, the best first.
type Ranking struct {
	Trainings []Candidate `json:"trainings"`
	People    []PersonFit `json:"people"`
	// Notes say what the office should look at first.
	Notes []string `json:"notes"`
}

// rank looks up what fits a copy. What a decision on it recorded, or was noted from it, is no evidence for it.
func (d *Desk) rank(tx *data.Tx, o data.OldPaper) (Ranking, error) {
	c := claimOf(o)
	if c.Received == "" {
		c.Received = tx.Today()
	}
	var r Ranking
	people, err := peopleFor(tx, c)
	if err != nil {
		return r, err
	}
	certificates, err := tx.CertificatesOfPeople(idsOf(people))
	if err != nil {
		return r, err
	}
	s := newScale(c, d.Near, newMemo())
	if s.own, err = recordedFrom(tx, o); err != nil {
		return r, err
	}
	r.People = s.rankPeople(people, certificates)
	runs, err := gather(tx, s, people)
	if err != nil {
		return r, err
	}
	r.Trainings = worthShowing(s.rank(runs))
	r.preferListed()
	r.Notes = notesOn(c)
	return r, nil
}

// preferListed puts who stands on the list of the best training first among people who fit as well.
func (r *Ranking) preferListed() {
	if len(r.Trainings) == 0 || r.Trainings[0].Verdict != Strong && r.Trainings[0].Verdict != Likely {
		return
	}
	id := r.Trainings[0].PersonID
	i := slices.IndexFunc(r.People, func(p PersonFit) bool { return p.ID == id })
	if id == 0 || i <= 0 || r.People[0].Bits-r.People[i].Bits > 3 {
		return
	}
	p := r.People[i]
	r.People = append([]PersonFit{p}, slices.Delete(r.People, i, i+1)...)
}

// worthShowing keeps what fits more or less, and of what cannot be only what would have fitted well.
func worthShowing(all []Candidate) []Candidate {
	var out []Candidate
	for _, c := range all {
		if len(out) < shownRuns && (c.Verdict == Impossible && c.Bits >= likelyFrom || c.Verdict != Impossible && c.Bits >= doubtfulFrom || c.Verdict == Recorded) {
			out = append(out, c)
		}
	}
	return out
}

// notesOn says what of the copy itself asks for attention.
func notesOn(c Claim) []string {
	var out []string
	w := c.When()
	switch {
	case c.Date != "" && w.None():
		out = append(out, words.T("De datum “%s” is niet te lezen; er is zonder datum gezocht.", clip(c.Date, 60)))
	case !w.None() && w.From > c.Received:
		out = append(out, words.T("De datum op de kopie ligt na de dag waarop hij kwam."))
	}
	return out
}

func idsOf(people []data.Person) []int64 {
	out := make([]int64, len(people))
	for i, p := range people {
		out[i] = p.ID
	}
	return out
}

// peopleFor finds who may be meant: by name, as on the certificate and now, by mail address and by number.
func peopleFor(tx *data.Tx, c Claim) ([]data.Person, error) {
	seen := map[int64]bool{}
	var out []data.Person
	take := func(found []data.Person, err error) error {
		for _, p := range found {
			if !seen[p.ID] && len(out) < maxPeople {
				seen[p.ID] = true
				out = append(out, p)
			}
		}
		return err
	}
	if err := take(tx.PeopleByEmail(c.Email)); err != nil {
		return nil, err
	}
	if c.Number != "" {
		held, err := tx.CertificatesByNumber(c.Number)
		if err != nil {
			return nil, err
		}
		var ids []int64
		for _, h := range held {
			ids = append(ids, h.PersonID)
		}
		if err := take(tx.PeopleByID(ids)); err != nil {
			return nil, err
		}
	}
	for _, name := range namesOf(c) {
		for _, text := range searchesFor(partsOf(name)) {
			found, err := tx.SearchPeople(text, byName)
			if err == nil && len(found) == 0 {
				found, err = register.Nearly(tx, text, byName)
			}
			if err := take(found, err); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// searchesFor are the texts that a name is looked up by: all of it, and each part of the surname with and without the
// first name, since people marry.
func searchesFor(p nameParts) []string {
	given := ""
	if !p.initials && len(p.given) > 0 {
		given = p.given[0]
	}
	var out []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	add(strings.Join(p.surnames, " ") + " " + given)
	for _, s := range p.surnames {
		add(s + " " + given)
		add(s)
	}
	return out
}

func (s *scale) rankPeople(people []data.Person, held map[int64][]data.Certificate) []PersonFit {
	var out []PersonFit
	for _, p := range people {
		if f := s.weighPerson(p, held[p.ID]); f.Bits >= doubtfulFrom || f.Verdict == Recorded {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b PersonFit) int {
		switch {
		case a.Bits > b.Bits:
			return -1
		case a.Bits < b.Bits:
			return 1
		}
		return int(a.ID - b.ID)
	})
	return out[:min(len(out), shownPeople)]
}

// gather reads the trainings that can be compared. Lists of participants are read only for those that fit by what stands
// on the copy, and those in which somebody of that name took part.
func gather(tx *data.Tx, s *scale, people []data.Person) ([]run, error) {
	runs, err := cohortRuns(tx)
	if err != nil {
		return nil, err
	}
	enrolled, err := tx.EnrolmentsOfPeople(idsOf(people))
	if err != nil {
		return nil, err
	}
	with := map[int64]bool{}
	for _, e := range enrolled {
		with[e.CohortID] = true
	}
	if err := fillLists(tx, s, runs, with); err != nil {
		return nil, err
	}
	former, err := formerRuns(tx, s)
	if err != nil {
		return nil, err
	}
	listed, err := listedRuns(tx, s)
	return append(append(runs, former...), listed...), err
}

func cohortRuns(tx *data.Tx) ([]run, error) {
	cohorts, err := tx.CohortsIn([]string{training.Planned, training.Opened, training.Full, training.Running, training.Finished, training.Cancelled}, true, 0, 20000)
	if err != nil {
		return nil, err
	}
	courses, err := tx.Courses()
	if err != nil {
		return nil, err
	}
	byID := map[int64]data.Course{}
	for _, k := range courses {
		byID[k.ID] = k
	}
	trainers, err := tx.AllCohortTrainers()
	if err != nil {
		return nil, err
	}
	days, err := tx.AllCohortDays()
	if err != nil {
		return nil, err
	}
	out := make([]run, len(cohorts))
	for i, k := range cohorts {
		course := byID[k.CourseID]
		out[i] = run{
			source: FromCohort, id: k.ID, course: course.Name, ages: course.AgeGroup, held: held{days: days[k.ID]}, town: k.Town, venue: k.Venue,
			trainers: trainers[k.ID], status: k.Status, origin: words.T("trainingsgroep %s", k.Code),
		}
		if len(out[i].held.days) == 0 && k.FirstDay != "" {
			out[i].held.when = When{From: k.FirstDay, Until: max(k.FirstDay, k.LastDay)}
		}
	}
	return out, nil
}

// fillLists reads the participants of the trainings that are worth it.
func fillLists(tx *data.Tx, s *scale, runs []run, with map[int64]bool) error {
	type scored struct {
		at   int
		bits float64
	}
	var order []scored
	for i, r := range runs {
		order = append(order, scored{i, s.weigh(r).Bits})
	}
	slices.SortStableFunc(order, func(a, b scored) int {
		switch {
		case a.bits > b.bits:
			return -1
		case a.bits < b.bits:
			return 1
		}
		return 0
	})
	index := map[int64]int{}
	var ids []int64
	for n, o := range order {
		if n < closely || with[runs[o.at].id] {
			index[runs[o.at].id] = o.at
			ids = append(ids, runs[o.at].id)
		}
	}
	enrolled, err := tx.EnrolmentsIn(ids...)
	if err != nil {
		return err
	}
	var who []int64
	for _, e := range enrolled {
		who = append(who, e.PersonID)
	}
	people := map[int64]data.Person{}
	for batch := range slices.Chunk(who, 500) {
		found, err := tx.PeopleByID(batch)
		if err != nil {
			return err
		}
		for _, p := range found {
			people[p.ID] = p
		}
	}
	for _, e := range enrolled {
		r := &runs[index[e.CohortID]]
		p := participant{person: people[e.PersonID], result: e.Result, gone: e.Status == training.CalledOff}
		for _, n := range []string{e.CertificateName, p.person.CertificateName} {
			if n != "" {
				p.names = append(p.names, n)
			}
		}
		r.list = append(r.list, p)
		r.complete = true
	}
	for _, id := range ids {
		issued, err := tx.CertificatesIn(id)
		if err != nil {
			return err
		}
		for _, h := range s.own.others(issued) {
			for i := range runs[index[id]].list {
				if p := &runs[index[id]].list[i]; p.person.ID == h.PersonID {
					p.names, p.number = append(p.names, h.Holder), h.Number
				}
			}
		}
	}
	return nil
}

// formerRuns are the trainings that were noted afterwards.
func formerRuns(tx *data.Tx, s *scale) ([]run, error) {
	all, err := tx.FormerTrainings()
	if err != nil {
		return nil, err
	}
	out := make([]run, len(all))
	for i, f := range all {
		uncertain := map[string]bool{}
		for _, u := range strings.Fields(f.Uncertain) {
			uncertain[u] = true
		}
		out[i] = run{
			source: FromFormer, id: f.ID, course: f.Course, ages: f.AgeGroup, held: held{when: formerWhen(f)}, town: f.Town, venue: f.Venue, trainers: lines(f.Trainers),
			uncertain: uncertain, origin: words.T("bekend uit: %s", f.Source), own: f.NotedFor != 0 && s.own.papers[f.NotedFor],
		}
	}
	return out, nil
}

func formerWhen(f data.FormerTraining) When {
	w := keptWhen(f.FromDay)
	if u := keptWhen(f.UntilDay); !u.None() && u.Until >= w.From {
		w.Until = u.Until
	}
	return w
}

// listedRuns are the trainings that the certificates of old lists tell of.
func listedRuns(tx *data.Tx, s *scale) ([]run, error) {
	from, until := "", "9999"
	if w := s.when; !w.None() {
		// A year before begins with the year alone, as lists have it where they say no more.
		from, until = string(w.From.AddMonths(-12))[:4], string(w.Until.AddMonths(12))
	}
	all, err := tx.ListedTrainings(from, until, maxListed)
	if err != nil {
		return nil, err
	}
	var out []run
	for _, l := range all {
		if l.People -= s.own.in(l); l.People <= 0 {
			continue
		}
		r := run{
			source: FromList, course: l.Course, ages: l.AgeGroup, held: held{when: keptWhen(l.Achieved)}, town: l.Place, trainers: lines(l.Trainers), people: l.People,
			origin: words.T("bekend uit de ingelezen ledenlijst: %d mensen hebben dit certificaat", l.People),
		}
		if l.People == 1 {
			r.origin = words.T("bekend uit de ingelezen ledenlijst: één iemand heeft dit certificaat")
		}
		if s.weigh(r).Bits >= 0 {
			certificates, err := tx.CertificatesListed(l)
			if err != nil {
				return nil, err
			}
			if r.list, err = holders(tx, s.own.others(certificates)); err != nil {
				return nil, err
			}
		}
		out = append(out, r)
	}
	return out, nil
}

func holders(tx *data.Tx, certificates []data.Certificate) ([]participant, error) {
	byPerson := map[int64]data.Certificate{}
	var ids []int64
	for _, h := range certificates {
		byPerson[h.PersonID] = h
		ids = append(ids, h.PersonID)
	}
	var out []participant
	for batch := range slices.Chunk(ids, 500) {
		people, err := tx.PeopleByID(batch)
		if err != nil {
			return nil, err
		}
		for _, p := range people {
			h := byPerson[p.ID]
			out = append(out, participant{person: p, names: []string{h.Holder}, number: h.Number})
		}
	}
	return out, nil
}
