package oldpaper

import (
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
)

// kilometres are some distances, as the map of the office would tell them.
func kilometres(a, b string) (int, bool) {
	km, known := map[string]int{"Hattem Zwolle": 6, "Zwolle Hattem": 6, "Utrecht Zwolle": 78}[a+" "+b]
	return km, known
}

func person(id int64, name string) data.Person {
	first, rest, _ := strings.Cut(name, " ")
	infix := ""
	for {
		word, more, found := strings.Cut(rest, " ")
		if !found || !prefixes[strings.ToLower(word)] {
			break
		}
		infix, rest = strings.TrimSpace(infix+" "+word), more
	}
	return data.Person{Meta: data.Meta{ID: id}, FirstName: first, Infix: infix, Surname: rest}
}

func cohort(id int64, town string, list []participant, days ...data.Day) run {
	return run{
		source: FromCohort, id: id, course: "KIES coach 7-12 jaar basistraining", ages: "7-12 jaar", held: held{days: days}, town: town, venue: "De Schakel",
		trainers: []string{"Jan de Vries", "Petra Kamphuis"}, status: "finished", list: list, complete: len(list) > 0,
	}
}

func weigh(c Claim, r run, near Near) Candidate { return newScale(c, near, newMemo()).weigh(r) }

func rank(c Claim, runs []run, near Near) []Candidate { return newScale(c, near, newMemo()).rank(runs) }

func weighPerson(c Claim, p data.Person, held []data.Certificate) PersonFit {
	return newScale(c, nil, newMemo()).weighPerson(p, held)
}

func list(names ...string) []participant {
	var out []participant
	for i, n := range names {
		out = append(out, participant{person: person(int64(i+1), n)})
	}
	return out
}

// The trainings among which each case is looked up.
func office() []run {
	other := cohort(4, "Zwolle", list("Tessa Aalbers"), "2009-11-05", "2009-11-12")
	other.trainers = []string{"Ruud Snijder"}
	care := cohort(5, "Zwolle", list("Bea Hol"), "2009-03-05", "2009-03-12")
	care.course, care.ages, care.trainers = "KIES zorg en opvoedcoach", "", []string{"Ruud Snijder"}
	married := list("Wim Zand", "Anna de Boer-Jansen")
	married[1].names = []string{"Anna Jansen"}
	return []run{
		cohort(1, "Zwolle", married, "2009-03-05", "2009-03-12"),
		cohort(2, "Utrecht", list("Kees Mol"), "2009-03-05", "2009-03-12"),
		cohort(3, "Zwolle", list("Lies Bos"), "2010-01-07", "2010-01-14"),
		other, care,
		{source: FromFormer, id: 6, course: "KIES coach", held: held{when: ReadWhen("2005")}, town: "Almelo", trainers: []string{"Petra Kamphuis"}, origin: "bekend uit: agenda"},
		{source: FromList, course: "KIES coach 7-12 jaar", held: held{when: ReadWhen("2007-10-04")}, town: "Goes", list: list("Riet Blok"), origin: "bekend uit de ingelezen ledenlijst"},
	}
}

func TestTheRightTrainingComesFirst(t *testing.T) {
	full := Claim{Holder: "Anna Jansen", Date: "12 maart 2009", Place: "Zwolle", Trainers: []string{"Jan de Vries", "Petra Kamphuis"}, Course: "KIES coach 7-12 jaar"}
	with := func(f func(*Claim)) Claim {
		c := full
		f(&c)
		return c
	}
	for _, c := range []struct {
		name    string
		claim   Claim
		id      int64
		source  Source
		verdict Verdict
		says    string
	}{
		{"all of it", full, 1, FromCohort, Strong, "datum klopt: 12 maart 2009 is de laatste dag"},
		{"now married", with(func(c *Claim) { c.Holder, c.Asker = "", "Anna de Boer-Jansen" }), 1, FromCohort, Strong, "stond op de lijst"},
		{"under the former name", full, 1, FromCohort, Strong, "Anna Jansen stond op de lijst, nu Anna de Boer-Jansen"},
		{"the first day", with(func(c *Claim) { c.Date = "5-3-2009" }), 1, FromCohort, Strong, "5 maart 2009 is de eerste dag"},
		{"typing fault in the town", with(func(c *Claim) { c.Place = "Zwole" }), 1, FromCohort, Strong, "plaats klopt bijna: Zwole / Zwolle"},
		{"the venue", with(func(c *Claim) { c.Place = "De Schakel" }), 1, FromCohort, Strong, "locatie klopt"},
		{"the next town", with(func(c *Claim) { c.Place = "Hattem" }), 1, FromCohort, Strong, "plaats ligt vlakbij: Hattem is 6 km van Zwolle"},
		{"initials", with(func(c *Claim) { c.Trainers = []string{"J. de Vries", "P. Kamphuis"} }), 1, FromCohort, Strong, "trainer klopt bijna: J. de Vries / Jan de Vries"},
		{"no prefix", with(func(c *Claim) { c.Trainers = []string{"Jan Vries"} }), 1, FromCohort, Strong, "trainer klopt: Jan de Vries"},
		{"first names", with(func(c *Claim) { c.Trainers = []string{"Petra"} }), 1, FromCohort, Strong, "alleen de voornaam klopt"},
		{"day and month exchanged", with(func(c *Claim) { c.Date = "3-12-2009" }), 1, FromCohort, Strong, "dag en maand zijn verwisseld"},
		{"vague", with(func(c *Claim) { c.Date = "voorjaar 2009" }), 1, FromCohort, Strong, "datum past"},
		{"only the year", with(func(c *Claim) { c.Date, c.Course = "2009", "" }), 1, FromCohort, Strong, "2009"},
		{"the year before at New Year", Claim{Holder: "Lies Bos", Date: "14 januari 2009", Place: "Zwolle"}, 3, FromCohort, Strong, "datum klopt op het jaar na"},
		{"handed in later", with(func(c *Claim) { c.Date = "30 maart 2009" }), 1, FromCohort, Strong, "maand en jaar kloppen, de dag niet"},
		{"another course that day", with(func(c *Claim) {
			c.Holder, c.Course, c.Trainers = "Bea Hol", "zorg en opvoedcoach", []string{"Ruud Snijder"}
		}), 5, FromCohort, Strong, "opleiding klopt"},
		{"never entered", Claim{Holder: "Mia Vink", Date: "2005", Place: "Almelo", Trainers: []string{"Petra Kamphuis"}}, 6, FromFormer, Likely, "bekend uit: agenda"},
		{"known from a list", Claim{Holder: "Riet Blok", Date: "4-10-2007", Place: "Goes"}, 0, FromList, Strong, "heeft volgens de oude lijst een certificaat"},
		{"only name and year", Claim{Holder: "Kees Mol", Date: "2009"}, 2, FromCohort, Strong, "Kees Mol stond op de lijst"},
	} {
		c.claim.Received = "2026-03-03"
		best := rank(c.claim, office(), kilometres)[0]
		var texts []string
		for _, l := range best.Lines {
			texts = append(texts, l.Text)
		}
		said := strings.Join(texts, "\n")
		if best.ID != c.id || best.Source != c.source || best.Verdict != c.verdict || !strings.Contains(said, c.says) {
			t.Errorf("%s: %s %d, %s with %.1f:\n%s", c.name, best.Source, best.ID, best.Verdict, best.Bits, said)
		}
	}
}

func TestWhatCannotBeIsNotProposed(t *testing.T) {
	claim := Claim{Holder: "Anna Jansen", Date: "12 maart 2009", Place: "Zwolle", Trainers: []string{"Jan de Vries"}, Received: "2009-03-10"}
	called := cohort(1, "Zwolle", nil, "2009-03-05", "2009-03-12")
	called.status = "cancelled"
	late := claim
	late.Received = "2026-01-01"
	for name, c := range map[string]Candidate{
		"cancelled":    weigh(late, called, nil),
		"not over yet": weigh(claim, cohort(2, "Zwolle", nil, "2009-03-05", "2009-03-12"), nil),
		"not begun":    weigh(claim, cohort(3, "Zwolle", nil, "2009-03-12", "2009-03-19"), nil),
	} {
		if c.Verdict != Impossible || c.Lines[len(c.Lines)-1].Mark != Hindered {
			t.Errorf("%s: %s", name, c.Verdict)
		}
	}
	absent := cohort(4, "Zwolle", list("Anna Jansen"), "2009-03-05", "2009-03-12")
	absent.list[0].result = "no_show"
	gone := cohort(5, "Zwolle", list("Anna Jansen"), "2009-03-05", "2009-03-12")
	gone.list[0].gone = true
	good := weigh(late, cohort(6, "Zwolle", list("Anna Jansen"), "2009-03-05", "2009-03-12"), nil)
	for name, r := range map[string]run{"did not pass": absent, "called off": gone} {
		if c := weigh(late, r, nil); c.Bits > good.Bits-10 {
			t.Errorf("%s: %.1f against %.1f", name, c.Bits, good.Bits)
		}
	}
	if c := rank(Claim{Holder: "Piet Verzonnen", Date: "1 april 1998", Place: "Parijs", Trainers: []string{"Onno Nul"}, Received: "2026-03-03"}, office(), nil)[0]; c.Bits >= doubtfulFrom {
		t.Errorf("a made-up copy: %s with %.1f", c.Verdict, c.Bits)
	}
}

func TestWhatIsNotSureWeighsHalf(t *testing.T) {
	sure := office()[5]
	unsure := sure
	unsure.uncertain = map[string]bool{"date": true, "place": true}
	c := Claim{Date: "2005", Place: "Almelo", Received: "2026-03-03"}
	if a, b := weigh(c, sure, nil), weigh(c, unsure, nil); b.Bits < a.Bits/2-0.01 || b.Bits > a.Bits/2+0.01 {
		t.Errorf("%.2f and %.2f", a.Bits, b.Bits)
	}
}

func TestNamesAreCompared(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want likeness
	}{
		{"Anna Jansen", "anna JANSEN", sameNameWord},
		{"Ayse Sahin", "Ayşe Şahin", sameNameWord},
		{"Jan de Vries", "Jan Vries", sameNameWord},
		{"Vries, Jan de", "Jan de Vries", sameNameWord},
		{"drs. Jan de Vries", "Jan de Vries", sameNameWord},
		{"J. de Vries", "Jan de Vries", nearName},
		{"Jan de Vris", "Jan de Vries", nearName},
		{"Johanna Bakker", "Jo Bakker", nearName},
		{"Bep van 't Zelfde", "Bep van ’t Zelfde", sameNameWord},
		{"Anna Jansen-de Boer", "Anna de Boer-Jansen", sameNameWord},
		{"Anna Jansen", "Anna de Boer-Jansen", marriedName},
		{"A. Jansen", "Anna de Boer-Jansen", marriedName},
		{"Jansen", "Anna Jansen", surnameOnly},
		{"Anna Jansen", "Anna Pietersen", firstOnly},
		{"Anna Jansen", "Karel Jansen", relative},
		{"Anna Jansen", "Karel Pietersen", otherName},
		{"K. Jansen", "Anna Jansen", relative},
		{"D?browska, Zofia", "Zofia Dąbrowska", sameNameWord},
		{"", "Anna Jansen", otherName},
	} {
		if got := alike(partsOf(c.a), partsOf(c.b)); got != c.want {
			t.Errorf("%s / %s: %d, not %d", c.a, c.b, got, c.want)
		}
		if there, back := alike(partsOf(c.a), partsOf(c.b)), alike(partsOf(c.b), partsOf(c.a)); there != back {
			t.Errorf("%s / %s: %d one way, %d the other", c.a, c.b, there, back)
		}
	}
}

func TestWhoAsksIsCompared(t *testing.T) {
	c := Claim{Asker: "Anna de Boer-Jansen", Holder: "Anna Jansen", Email: "anna@speelhoek.example.nl", Phone: "+31 6 00112233", Town: "Hattem", Date: "12-3-2009"}
	her := data.Person{FirstName: "Anna", Infix: "de", Surname: "Boer-Jansen", Email: "anna@speelhoek.example.nl", Mobile: "06-00112233", Town: "Hattem"}
	namesake := data.Person{FirstName: "Anna", Surname: "Jansen", Town: "Goes", Email: "a.jansen@elders.example.nl"}
	sister := data.Person{FirstName: "Karin", Surname: "Jansen", Town: "Hattem"}
	a, b, s := weighPerson(c, her, nil), weighPerson(c, namesake, nil), weighPerson(c, sister, nil)
	if a.Verdict != Strong || b.Verdict == Strong || s.Bits >= doubtfulFrom || a.Bits <= b.Bits {
		t.Errorf("%.1f, %.1f, %.1f", a.Bits, b.Bits, s.Bits)
	}
	held := []data.Certificate{{Achieved: "2009-03-12", Course: "KIES coach", Holder: "Anna Jansen"}}
	if with := weighPerson(c, namesake, held); with.Verdict != Strong {
		t.Errorf("with the certificate in the register: %.1f", with.Bits)
	}
}
