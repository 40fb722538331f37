package training

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/data"
)

// FuzzCohortFile: whatever the bytes, the reader refuses with a Dutch sentence or
// gives cohorts within their bounds.
func FuzzCohortFile(f *testing.F) {
	sample, err := os.ReadFile(filepath.Join("testdata", "groepen.json"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sample)
	f.Add([]byte(`{"id":"x","training":"y","dates":["2026-01-01"],"participants":[{"name":"\u202eevil\u0000 name","attendance":["x"],"certificate":true}]}`))
	f.Add([]byte("\xef\xbb\xbf[]"))
	f.Add([]byte("{"))
	f.Fuzz(func(t *testing.T, content []byte) {
		cohorts, err := readCohortFile(content)
		if err != nil {
			if _, ok := data.UserText(err); !ok {
				t.Fatalf("refused without a sentence: %v", err)
			}
			return
		}
		for _, c := range cohorts {
			if c.ID == "" || c.Training == "" || len(c.Dates) == 0 || len(c.Dates) > maxDays || len(c.Participants) > maxParticipants {
				t.Fatalf("out of bounds: %+v", c)
			}
			for _, d := range c.Dates {
				if data.Day(d).Time().IsZero() {
					t.Fatalf("no day: %q", d)
				}
			}
			for _, p := range c.Participants {
				if utf8.RuneCountInString(p.Name) > maxLine || p.Name != plain(p.Name) {
					t.Fatalf("name not tidied: %q", p.Name)
				}
				marks := fileMarks(p, len(c.Dates), func(string) {})
				course := data.Course{Certificate: Passed}
				var e data.Enrolment
				j := fileResult(&e, p, &course, marks, func(string) {})
				if p.Certificate != nil && !*p.Certificate && j.Completed(&course) && e.CertificateHold == "" {
					t.Fatal("a certificate that the file does not want")
				}
			}
		}
	})
}

// FuzzNumber: what somebody types or scans never makes more than a short text of it.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"KC-2026-0001", "Certificaat kc 2026 – 0012\nIemand", "oud 12/b", "", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := findNumber(s)
		if utf8.RuneCountInString(n) > 60 || !utf8.ValidString(n) {
			t.Fatalf("%q", n)
		}
		if again := findNumber(n); again != n {
			t.Fatalf("%q, then %q", n, again)
		}
	})
}
