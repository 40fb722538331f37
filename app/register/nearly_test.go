package register

import (
	"context"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// TestFaultyTextsFindWhoIsMeant: what people type wrongly finds who they mean among the first five.
func TestFaultyTextsFindWhoIsMeant(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		r := New(s)
		crowd(t, s, 400)
		ids := map[string]int64{}
		write(t, s, func(tx *data.Tx) error {
			for _, p := range []data.Person{
				{FirstName: "Jolanda", Infix: "van den", Surname: "Berg", Town: "Amersfoort", Country: "NL"},
				{FirstName: "Marieke", Surname: "Jansen", Town: "Utrecht", Country: "NL"},
				{FirstName: "Geert", Surname: "Hendriks", Town: "Nijmegen", Country: "NL"},
				{FirstName: "Łukasz", Surname: "Wiśniewski", Town: "Tilburg", Country: "NL"},
				{FirstName: "Thuý", Surname: "Nguyễn", Town: "Breda", Country: "NL"},
				{FirstName: "Hilde", Infix: "Van der", Surname: "Auwera", Town: "Turnhout", Country: "BE"},
				{FirstName: "Anneke", Surname: "Scheltema-Beduin", Town: "Groningen", Country: "NL"},
				{FirstName: "Ype", Surname: "Tolman", Town: "'s-Hertogenbosch", Country: "NL"},
			} {
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
				ids[p.Surname] = p.ID
			}
			return nil
		})
		for text, want := range map[string]string{
			"jolnada berg": "Berg", "jolanda van der berg": "Berg", "jolanda vd berg": "Berg", "berg amersfort": "Berg",
			"jansn": "Jansen", "janssen": "Jansen", "marike jansen": "Jansen", "jansen marieka": "Jansen", "ajnsen": "Jansen",
			"hendrix": "Hendriks", "hendricks geert": "Hendriks", "henderiks": "Hendriks", "gert hendriks": "Hendriks",
			"wisniewsky": "Wiśniewski", "lucasz": "Wiśniewski", "wisnewski": "Wiśniewski",
			"nguen": "Nguyễn", "ngyuen": "Nguyễn", "auwerra": "Auwera", "hilde van den auwera": "Auwera",
			"scheltma": "Scheltema-Beduin", "schelteema beduin": "Scheltema-Beduin", "anneke sheltema": "Scheltema-Beduin",
			"marike jansn": "Jansen", "jolnada brg": "Berg", "geet hendricks": "Hendriks", "anneek sheltema": "Scheltema-Beduin",
			"tolmann hertogenbos": "Tolman", "toolman": "Tolman",
		} {
			found, err := r.Find(context.Background(), text, 50)
			if err != nil {
				t.Fatal(err)
			}
			if at := slices.IndexFunc(found, func(row Row) bool { return row.ID == ids[want] }); at < 0 || at >= 5 {
				t.Errorf("%q finds %s at %d of %d", text, want, at, len(found))
			}
		}
		for _, nobody := range []string{"xqzzwv", "jan-willem de onbekende", "qq", "1234567890"} {
			if found, err := r.Find(context.Background(), nobody, 50); err != nil || len(found) > 0 {
				t.Errorf("%q finds %d, %v", nobody, len(found), err)
			}
		}
	})
}

// TestFaultBesideAWholeSurname: who has the surname as it was typed goes before who has nearly that.
func TestFaultBesideAWholeSurname(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		write(t, s, func(tx *data.Tx) error {
			for _, p := range []data.Person{
				{FirstName: "Pim", Surname: "Janssen"},
				{FirstName: "Pim", Surname: "Jansen"},
				{FirstName: "Pim", Surname: "Jansendijk"},
				{FirstName: "Marieke", Surname: "Veld", Town: "Amersfoort"},
				{FirstName: "Wil", Surname: "Veld", Town: "Amersfoort"},
			} {
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
			}
			return nil
		})
		for text, want := range map[string][]string{
			"pum jansen":             {"Pim Jansen", "Pim Jansendijk", "Pim Janssen"},
			"pum janssen":            {"Pim Janssen", "Pim Jansen"},
			"mareke velt amersfoort": {"Marieke Veld"},
			"xqz jansen":             nil,
		} {
			err := s.Read(t.Context(), func(tx *data.Tx) error {
				found, err := FindPeople(tx, text, 20)
				var got []string
				for _, p := range found {
					got = append(got, p.FirstName+" "+p.Surname)
				}
				slices.Sort(got[min(1, len(got)):]) // those with as many faults in any order
				if !slices.Equal(got, want) {
					t.Errorf("%q finds %q", text, got)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// mistype makes one typing fault in a word.
func mistype(r *rand.Rand, word string) string {
	w := []rune(word)
	at := r.IntN(len(w))
	letter := rune('a' + r.IntN(26))
	switch r.IntN(4) {
	case 0:
		w[at] = letter
	case 1:
		w = slices.Delete(w, at, at+1)
	case 2:
		w = slices.Insert(w, at, letter)
	default:
		at = r.IntN(len(w) - 1)
		w[at], w[at+1] = w[at+1], w[at]
	}
	return string(w)
}

// BenchmarkFindFaulty looks for people of 100,000 by texts with a fault: first-5-% is how often who was meant is among the
// first five.
func BenchmarkFindFaulty(b *testing.B) {
	s := open(b, storetest.SQLite(b))
	crowd(b, s, 100_000)
	measureFaulty(b, New(s))
}

func measureFaulty(b *testing.B, r *Register) {
	ctx := context.Background()
	var some []data.Person
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		random := rand.New(rand.NewPCG(3, 4))
		var ids []int64
		for range 400 {
			ids = append(ids, 1+int64(random.IntN(100_000)))
		}
		some, err = tx.PeopleByID(ids)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	hits, tries := map[string]int{}, map[string]int{}
	for b.Loop() {
		random := rand.New(rand.NewPCG(5, 6))
		for _, p := range some {
			if len([]rune(p.Surname)) < 4 || p.FirstName == "" {
				continue
			}
			for kind, text := range map[string]string{
				"surname+first": strings.ToLower(p.FirstName) + " " + mistype(random, data.Fold(p.Surname)),
				"first+surname": mistype(random, data.Fold(p.FirstName)) + " " + strings.ToLower(p.Surname),
				"surname+town":  mistype(random, data.Fold(p.Surname)) + " " + strings.ToLower(p.Town),
			} {
				start := time.Now()
				found, err := r.Find(ctx, text, 50)
				if err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
				tries[kind]++
				if at := slices.IndexFunc(found, func(row Row) bool { return row.ID == p.ID }); at >= 0 && at < 5 {
					hits[kind]++
				}
			}
		}
	}
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	for kind, n := range tries {
		b.ReportMetric(100*float64(hits[kind])/float64(n), kind+"-first-5-%")
	}
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*9/10].Microseconds())/1000, "p90-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "slowest-ms")
}
