package oldpaper

import (
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
)

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"12 maart 2009":                         "2009-03-12 2009-03-12",
		"12-3-2009":                             "2009-03-12 2009-03-12",
		"12/03/09":                              "2009-03-12 2009-03-12",
		"12.03.'09":                             "2009-03-12 2009-03-12",
		"2009-03-12":                            "2009-03-12 2009-03-12",
		"do. 12 mrt. 2009":                      "2009-03-12 2009-03-12",
		"12e maart 2009":                        "2009-03-12 2009-03-12",
		"5, 12 en 19 maart 2009":                "2009-03-05 2009-03-19",
		"5 en 12 maart 2009":                    "2009-03-05 2009-03-12",
		"3/25/2009":                             "2009-03-25 2009-03-25",
		"31-2-2009":                             "2009-02-01 2009-02-28", // no such day, but a month
		"12 maart, 2009":                        "2009-03-12 2009-03-12",
		"maart 2009":                            "2009-03-01 2009-03-31",
		"maart '09":                             "2009-03-01 2009-03-31",
		"03-2009":                               "2009-03-01 2009-03-31",
		"Februari 2008":                         "2008-02-01 2008-02-29",
		"voorjaar 2009":                         "2009-02-01 2009-06-30",
		"in het najaar van 2009":                "2009-09-01 2009-12-31",
		"winter 2009/2010":                      "2009-11-01 2010-03-31",
		"begin 2010":                            "2010-01-01 2010-04-30",
		"eind '09":                              "2009-09-01 2009-12-31",
		"2009":                                  "2009-01-01 2009-12-31",
		"in 2009 denk ik":                       "2008-01-01 2010-12-31",
		"ca. 2009":                              "2008-01-01 2010-12-31",
		"2008-2010":                             "2008-01-01 2010-12-31",
		"2008 of 2009":                          "2008-01-01 2009-12-31",
		"tussen 2008 en 2010":                   "2008-01-01 2010-12-31",
		"schooljaar 2009-2010":                  "2009-08-01 2010-07-31",
		"5 maart 2009 tot en met 12 maart 2009": "2009-03-05 2009-03-12",
		"5-3-2009 en 12-3-2009":                 "2009-03-05 2009-03-12",
		"30 maart 2009 t/m 2 april 2009":        "2009-03-30 2009-04-02",
		"rond 12 maart 2009":                    "2009-02-26 2009-03-26",
		"geen idee":                             " ",
		"":                                      " ",
		"KIES coach 7-12 jaar":                  " ",
		"het certificaat van 9 december 2011 Assen": "2011-12-09 2011-12-09",
	} {
		w := ReadWhen(text)
		if got := string(w.From) + " " + string(w.Until); got != want {
			t.Errorf("%q: %s, not %s", text, got, want)
		}
	}
	if w := ReadWhen("03-04-2009"); w.Swapped != "2009-03-04" {
		t.Errorf("swapped: %+v", w)
	}
}

// What is written out is read back as the same stretch of time.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := data.Day("1995-01-01").AddDays(rapid.IntRange(0, 11000).Draw(t, "day"))
		w := When{From: from, Until: from}
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 3:
			w.Until = from.AddDays(rapid.IntRange(0, 120).Draw(t, "days"))
		case 1:
			w = monthWhen(from.Time().Year(), from.Time().Month())
		case 2:
			w = between(from.Time().Year(), 1, from.Time().Year()+rapid.IntRange(0, 3).Draw(t, "years"), 12)
		}
		if got := ReadWhen(w.Said()); got.From != w.From || got.Until != w.Until {
			t.Fatalf("%q: %+v, not %+v", w.Said(), got, w)
		}
		if k := keptWhen(w.Kept()); !k.None() && w.length() > 7 && (k.From > w.From || k.Until < w.Until) {
			t.Fatalf("%+v kept as %q", w, w.Kept())
		}
	})
}

func FuzzReadWhen(f *testing.F) {
	for _, s := range []string{"12 maart 2009", "voorjaar '09", "2008-2010", "31-02-99", "9, 16 en 23 mei 2012?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w := ReadWhen(s)
		if (w.From == "") != (w.Until == "") || w.From > w.Until {
			t.Fatalf("%q: %+v", s, w)
		}
		if !w.None() && (w.From.Time().IsZero() || w.Until.Time().IsZero()) {
			t.Fatalf("%q: no days %+v", s, w)
		}
		SplitTrainers(s)
		partsOf(s)
		placeWords(s)
	})
}
