package register

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// crowd fills a register with people of invented names, an eighth with a prefix.
func crowd(tb testing.TB, s *data.Store, n int) {
	tb.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	syllable := strings.Fields("ba ber brink dijk dam el gaar hof hui ja kamp ker laar lin man meer nes oos pol ra sel ster sma tel ver vliet waal win zee zwa")
	word := func(parts int) string {
		var b strings.Builder
		for range parts {
			b.WriteString(syllable[r.IntN(len(syllable))])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	towns := make([]string, 400)
	for i := range towns {
		towns[i] = word(2)
	}
	for done := 0; done < n; {
		write(tb, s, func(tx *data.Tx) error {
			for range min(10_000, n-done) {
				p := data.Person{FirstName: word(2), Surname: word(2 + r.IntN(2)), Town: towns[r.IntN(len(towns))], Postcode: fmt.Sprintf("%04d AB", 1000+r.IntN(9000)), Country: "NL", Organisation: "Praktijk " + word(2)}
				p.Infix = []string{"", "", "", "", "", "", "", "van der"}[r.IntN(8)]
				p.Email = strings.ToLower(p.FirstName + "." + p.Surname + "@x.example.nl")
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
				if err := tx.SaveRole(&data.Role{PersonID: p.ID, Kind: "coach"}); err != nil {
					return err
				}
				done++
			}
			return nil
		})
	}
}

// BenchmarkFind types a name letter by letter into the search box of an office
// with 100,000 people; keystroke-ms is the median of a keystroke, slowest-ms the slowest.
func BenchmarkFind(b *testing.B) {
	s := open(b, storetest.SQLite(b))
	crowd(b, s, 100_000)
	r := New(s)
	var took []time.Duration
	for b.Loop() {
		for _, text := range []string{"meerlaar", "zwaanhof ber", "van der kamp", "hui zee", "praktijk wa", "laarwin@x", "meerlaartxq"} {
			for n := 1; n <= len(text); n++ {
				start := time.Now()
				if _, err := r.Find(context.Background(), text[:n], 50); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
		}
	}
	sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "keystroke-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "slow-1%-ms")
	b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "slowest-ms")
}

// BenchmarkPreview looks through a list of a thousand people.
func BenchmarkPreview(b *testing.B) {
	r := New(open(b, storetest.SQLite(b)))
	var list strings.Builder
	list.WriteString("Achternaam;Voornaam;Postcode;Plaats;Mobiel;E-mail;Certificaat;Datum training;Lid tot\n")
	for i := range 1000 {
		fmt.Fprintf(&list, "Zand%d;Bo;1234 AB;Zwolle;06-%08d;bo%d@x.example.nl;KIES coach 7-12;3 mrt 2024;2027\n", i, i, i)
	}
	for b.Loop() {
		if _, err := r.PreviewContent(context.Background(), "a.csv", []byte(list.String()), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
