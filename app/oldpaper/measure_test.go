package oldpaper

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The invented office that the ranking is measured on: trainings over fifteen years in twenty towns by fourteen trainers,
// a third of them known only as somebody noted them, or from a list.
var (
	madeTowns = []string{
		"Zwolle", "Utrecht", "Groningen", "Amersfoort", "Arnhem", "Den Bosch", "Breda", "Eindhoven", "Assen", "Deventer",
		"Leeuwarden", "Rotterdam", "Den Haag", "Haarlem", "Almere", "Middelburg", "Maastricht", "Enschede", "Gouda", "Hoorn",
	}
	madeVenues   = []string{"De Schakel", "Het Baken", "De Linde", "Buurthuis Oost", "De Meerpaal", "Het Anker", ""}
	madeTrainers = []string{
		"Jan de Vries", "Petra Kamphuis", "Saskia van der Laan", "Ruud Snijder", "Mirjam Ouwehand", "Hanneke Verbeek", "Joke Veldkamp", "Berend Aal",
		"Guus Hendrix", "Trees Bloem", "Wilma ter Horst", "Ans de Groot", "Karel Doorn", "Lotte van Rijn",
	}
	madeFirsts = []string{
		"Anna", "Marieke", "Fleur", "Ingrid", "Karin", "Esther", "Willemijn", "Bianca", "Sjoukje", "Hilde", "Monique", "Yvonne", "Renske", "Tineke", "Judith",
		"Peter", "Johan", "Erik", "Maarten", "Hans", "Bas", "Thijs", "Fatima", "Aylin", "Zeynep", "Chantal", "Desiree", "Manon", "Nienke", "Roos",
	}
	madeSurnames = []string{
		"Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks", "Dekker", "Brouwer", "Dijkstra", "Smits", "Kok", "Jacobs",
		"Vermeulen", "Schouten", "Verhoeven", "Willems", "Hoekstra", "Koster", "Prins", "Blom", "Huisman", "Kuipers", "Veenstra", "Kramer", "Postma", "Scholten",
		"van Dijk", "de Boer", "van den Berg", "van der Meer", "de Wit", "van Leeuwen", "de Bruin", "van der Linden", "Yilmaz", "el Idrissi",
	}
)

type maker struct{ *rand.Rand }

func (m maker) of(list []string) string { return list[m.IntN(len(list))] }

func (m maker) name() string { return m.of(madeFirsts) + " " + m.of(madeSurnames) }

func (m maker) office(n int) []run {
	var out []run
	for i := range n {
		first := data.Day("2006-01-09").AddDays(m.IntN(5400))
		r := run{source: FromCohort, id: int64(i + 1), course: "KIES coach 7-12 jaar basistraining", ages: "7-12", town: m.of(madeTowns), venue: m.of(madeVenues), status: "finished"}
		switch {
		case i%9 == 0:
			r.course, r.ages = "KIES zorg en opvoedcoach", ""
		case i%5 == 0:
			r.course, r.ages = "KIES coach 4-6 jaar basistraining", "4-6"
		}
		for d := range 2 + m.IntN(3) {
			r.held.days = append(r.held.days, first.AddDays(7*d))
		}
		a := m.IntN(len(madeTrainers))
		r.trainers = []string{madeTrainers[a], madeTrainers[(a+1+m.IntN(4))%len(madeTrainers)]}
		for k := range 6 + m.IntN(9) {
			r.list = append(r.list, participant{person: person(int64(i*100+k), m.name())})
		}
		r.complete = true
		switch {
		case i%6 == 1: // only noted: the year, the town, a trainer
			y := first.Time().Year()
			r.source, r.held, r.venue, r.list, r.complete, r.trainers = FromFormer, held{when: between(y, 1, y, 12)}, "", nil, false, r.trainers[:1]
			r.uncertain = map[string]bool{"date": m.IntN(2) == 0}
		case i%6 == 2: // only in the list of members, of whom some are left
			last := r.held.last()
			r.source, r.held, r.venue, r.list, r.complete = FromList, held{when: When{From: last, Until: last}}, "", r.list[:2+m.IntN(4)], false
		}
		out = append(out, r)
	}
	return out
}

// typo puts one slip of the keyboard in a word.
func (m maker) typo(s string) string {
	r := []rune(s)
	if len(r) < 5 {
		return s
	}
	i := 1 + m.IntN(len(r)-2)
	switch m.IntN(3) {
	case 0:
		return string(append(r[:i:i], r[i+1:]...))
	case 1:
		r[i], r[i+1-1] = r[i+1-1], r[i]
		r[i] = rune('a' + m.IntN(26))
		return string(r)
	}
	return string(r[:i]) + string(r[i]) + string(r[i:])
}

// damaged is what somebody remembers of a training, and copies from a certificate, with the faults that people make.
func (m maker) damaged(r run) Claim {
	c := Claim{Place: r.town, Trainers: append([]string{}, r.trainers...), Course: r.course, Received: "2026-03-03"}
	day := r.held.last()
	if !r.held.when.None() && r.held.when.length() > 1 {
		day = r.held.when.From.AddDays(m.IntN(r.held.when.length()))
	}
	t := day.Time()
	switch m.IntN(10) {
	case 0:
		c.Date = fmt.Sprint(t.Year())
	case 1:
		c.Date = dutch.Months[t.Month()-1] + " " + fmt.Sprint(t.Year())
	case 2:
		c.Date = map[bool]string{true: "voorjaar", false: "najaar"}[t.Month() < 7] + " " + fmt.Sprint(t.Year())
	case 3:
		c.Date = fmt.Sprintf("%d-%d-%02d", int(t.Month()), t.Day(), t.Year()%100) // exchanged, where that is a day
	case 4:
		c.Date = dutch.Day(data.Day(day).AddDays(m.IntN(7) - 3).Time())
	case 5:
		c.Date = dutch.Day(t.AddDate(1-2*m.IntN(2), 0, 0))
	case 6:
		c.Date = dutch.Day(r.held.first().Time())
	default:
		c.Date = dutch.Day(t)
	}
	switch m.IntN(8) {
	case 0:
		c.Place = m.typo(r.town)
	case 1:
		c.Place = ""
	case 2:
		c.Place = firstFilled(r.venue, r.town)
	}
	for i, name := range c.Trainers {
		first, rest, _ := strings.Cut(name, " ")
		switch m.IntN(6) {
		case 0:
			c.Trainers[i] = first[:1] + ". " + rest
		case 1:
			c.Trainers[i] = m.typo(name)
		case 2:
			c.Trainers[i] = first
		}
	}
	switch m.IntN(5) {
	case 0:
		c.Trainers = c.Trainers[:1]
	case 1:
		c.Trainers = nil
	}
	if m.IntN(3) == 0 {
		c.Course = ""
	}
	c.Holder = m.name()
	if len(r.list) > 0 {
		c.Holder = r.list[m.IntN(len(r.list))].person.Name()
	}
	first, rest, _ := strings.Cut(c.Holder, " ")
	switch m.IntN(6) {
	case 0:
		c.Holder = first[:1] + ". " + rest
	case 1:
		c.Holder = first + " " + m.of(madeSurnames) + "-" + rest
	case 2:
		c.Holder = m.typo(c.Holder)
	}
	return c
}

// madeUp is a copy of a training that never was; known says whether its maker knows the towns and trainers of the office.
func (m maker) madeUp(known bool) Claim {
	c := Claim{
		Holder: m.of(madeFirsts) + " van Verzonnen-" + m.of(madeSurnames), Date: dutch.Day(data.Day("2006-01-09").AddDays(m.IntN(5400)).Time()), Place: m.of(madeTowns),
		Course: "KIES coach 7-12 jaar", Received: "2026-03-03",
	}
	if known {
		a := m.IntN(len(madeTrainers))
		c.Trainers = []string{madeTrainers[a], madeTrainers[(a+1+m.IntN(4))%len(madeTrainers)]}
	} else {
		c.Place = m.of([]string{"Emmeloord", "Oss", "Sittard", "Tiel", "Zeist", "Zwolle", "Utrecht"})
		c.Trainers = []string{m.of(madeFirsts) + " Fantasie", m.of(madeFirsts) + " Verdicht"}
	}
	return c
}

// measured are shares of a hundred.
type measured struct {
	first, three, well  float64 // damaged copies: the right training is first, among the first three, first and called a good fit
	outsider, insider   float64 // made-up copies that are called a very good fit
	outsiders, insiders float64 // or a good one
}

func measure(trainings, claims, inventions int) measured {
	m := maker{rand.New(rand.NewPCG(4, 2009))}
	all, known := m.office(trainings), newMemo()
	rank := func(c Claim) []Candidate { return newScale(c, nil, known).rank(all) }
	var first, three, well int
	for range claims {
		r := all[m.IntN(len(all))]
		found := rank(m.damaged(r))
		if found[0].ID == r.id {
			first++
			if fitsWell(found[0].Verdict) {
				well++
			}
		}
		for _, c := range found[:3] {
			if c.ID == r.id {
				three++
			}
		}
	}
	out := measured{first: part(first, claims), three: part(three, claims), well: part(well, claims)}
	believed := func(insider bool) (float64, float64) {
		strong, likely := 0, 0
		for range inventions {
			switch rank(m.madeUp(insider))[0].Verdict {
			case Strong:
				strong++
			case Likely:
				likely++
			}
		}
		return part(strong, inventions), part(likely, inventions)
	}
	out.outsider, out.outsiders = believed(false)
	out.insider, out.insiders = believed(true)
	return out
}

func TestRankingIsMeasured(t *testing.T) {
	m := measure(400, 150, 100)
	t.Logf("damaged copies: first %.1f%%, first three %.1f%%, first and a good fit %.1f%%", m.first, m.three, m.well)
	t.Logf("made-up copies that are a very good fit: %.1f%%, by who knows the towns and trainers %.1f%%; a good fit: %.1f%% and %.1f%%", m.outsider, m.insider, m.outsiders, m.insiders)
	if m.first < 93 || m.three < 97 || m.well < 90 {
		t.Error("the right training is first too seldom")
	}
	if m.outsider > 1 || m.insider > 6 || m.outsiders > 4 || m.insiders > 20 {
		t.Error("made-up copies are believed too often")
	}
}

// The whole measurement: go test ./app/oldpaper -run xxx -bench Ranking -benchtime 1x
func BenchmarkRanking(b *testing.B) {
	for b.Loop() {
		m := measure(400, 1000, 1000)
		b.ReportMetric(m.first, "%first")
		b.ReportMetric(m.three, "%three")
		b.ReportMetric(m.well, "%well")
		b.ReportMetric(m.outsider, "%outsider")
		b.ReportMetric(m.insider, "%insider")
		b.ReportMetric(m.outsiders, "%outsiders-good")
		b.ReportMetric(m.insiders, "%insiders-good")
	}
}

func part(n, of int) float64 { return 100 * float64(n) / float64(of) }

func fitsWell(v Verdict) bool { return v == Strong || v == Likely }

func BenchmarkAmong2000(b *testing.B) {
	m := maker{rand.New(rand.NewPCG(4, 2009))}
	all := m.office(2000)
	c := m.damaged(all[7])
	for b.Loop() {
		newScale(c, nil, newMemo()).rank(all)
	}
}
