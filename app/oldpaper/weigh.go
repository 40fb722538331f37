package oldpaper

import (
	"math"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Every piece of evidence has a weight in bits: how much likelier it is when the
// copy is of this training than when it is of any other. Two that agree add up,
// as in the linking of records by Fellegi and Sunter. What they are reckoned from:
//
//   - A day. In fifteen years the office had several hundred trainings on some
//     thousand days, so that the right day is one in many hundreds (9 bits), and a
//     stretch of time is worth as much as it is shorter than those years. A date
//     that is wholly another speaks against it as strongly: people copy a date from
//     paper, and err in a figure, not in the year and the day at once.
//   - A town. There are some twenty, and a few are used much: one in sixteen (4 bits).
//   - A trainer. An office has ten to twenty: 3 bits for the first, less for the
//     second, since pairs train together.
//   - A name on the list of participants. One in thousands (10 bits). Not being on a
//     list that is complete speaks against it less than that: lists have gaps, and
//     names change by marrying.
//   - A number that the register has at that name settles it (12 bits).
const (
	bitsLastDay  = 9.0
	bitsOtherDay = 8.0
	bitsWithin   = 6.5
	bitsNearDay  = 6.0 // some days off
	bitsSwapped  = 6.0 // day and month exchanged
	bitsNewYear  = 5.0 // the year before or after, around the turn of the year
	bitsHandedIn = 4.0 // dated some weeks after the last day, as a certificate that was sent later
	bitsOneYear  = 3.5 // only the year is one off
	bitsOneMonth = 3.0 // only the month is wrong
	bitsDayOff   = 3.5 // only the day is wrong
	bitsYearNear = -4.0
	bitsFarDate  = -9.0
	bitsNotThen  = -7.0 // another time than the stretch that was named

	bitsTown     = 4.0
	bitsVenue    = 4.0
	bitsBoth     = 5.0
	bitsTownNear = 3.0
	bitsNearby   = 1.0
	bitsSamePart = 2.0
	bitsElse     = -5.0

	bitsTrainer      = 3.0
	bitsTrainerNext  = 2.0
	bitsTrainerNear  = 0.5 // less than when it is spelt right
	bitsNoTrainer    = -4.0
	bitsTrainerExtra = -1.5

	bitsCourse      = 1.5
	bitsAges        = 1.5
	bitsOtherCourse = -4.0
	bitsOtherAges   = -3.0

	bitsListed        = 10.0
	bitsListedNear    = 8.0
	bitsListedMarried = 7.0
	bitsListedSurname = 4.0
	bitsNotListed     = -5.0
	bitsNumber        = 12.0
)

// spanDays is how long the office has trained, for what a stretch of time is worth.
const spanDays = 5500

// Mark says whether a piece of evidence fits.
type Mark string

// The marks.
const (
	Fits     Mark = "fits"
	Nearly   Mark = "nearly"
	Differs  Mark = "differs"
	Unknown  Mark = "unknown"  // it could not be compared
	Hindered Mark = "hindered" // it cannot be
)

// Line is a piece of evidence, as a sentence in Dutch.
type Line struct {
	Mark Mark    `json:"mark"`
	Text string  `json:"text"`
	Bits float64 `json:"bits"`
}

// held is the time in which a training was held, as far as that is known.
type held struct {
	days []data.Day // of a cohort, in their order
	when When       // of one of before
}

func (h held) first() data.Day {
	if len(h.days) > 0 {
		return h.days[0]
	}
	return h.when.From
}

func (h held) last() data.Day {
	if n := len(h.days); n > 0 {
		return h.days[n-1]
	}
	return h.when.Until
}

// weighDate compares what a copy says with when a training was.
func weighDate(w When, h held) Line {
	first, last := h.first(), h.last()
	switch {
	case w.None():
		return Line{Unknown, words.T("datum: op de kopie staat er geen"), 0}
	case first == "":
		return Line{Unknown, words.T("datum: van deze training niet bekend"), 0}
	case w.Exact() && (len(h.days) > 0 || h.when.Exact()):
		return weighDay(w, h)
	}
	info := min(bitsWithin, math.Log2(spanDays/float64(max(w.length(), first.Until(last)+1, 14))))
	switch {
	case w.From <= last && first <= w.Until:
		return Line{Fits, words.T("datum past: %s valt samen met %s", w.Text(), When{From: first, Until: last}.Text()), info}
	case gap(w, first, last) <= 31:
		return Line{Nearly, words.T("datum klopt bijna: %s, en de training was %s", w.Text(), When{From: first, Until: last}.Text()), info - 3}
	case gap(w, first, last) <= 366:
		return Line{Differs, words.T("datum scheelt minder dan een jaar: %s, en de training was %s", w.Text(), When{From: first, Until: last}.Text()), -2.5}
	}
	return Line{Differs, words.T("datum verschilt: %s, en de training was %s", w.Text(), When{From: first, Until: last}.Text()), bitsNotThen}
}

// gap counts the days between two stretches of time; 0 where they touch.
func gap(w When, first, last data.Day) int {
	switch {
	case w.Until < first:
		return w.Until.Until(first)
	case last < w.From:
		return last.Until(w.From)
	}
	return 0
}

// ordinals are the days of a training in a sentence.
var ordinals = []string{words.Later("eerste"), words.Later("tweede"), words.Later("derde"), words.Later("vierde"), words.Later("vijfde"), words.Later("zesde"), words.Later("zevende"), words.Later("achtste")}

// on finds which day of the training a day is; -1 when it is none.
func (h held) on(d data.Day) int {
	if len(h.days) == 0 && d == h.when.Until {
		return 0
	}
	return slices.Index(h.days, d)
}

func (h held) lastAt(i int) bool { return i == max(0, len(h.days)-1) }

// nameDay says which day it is: "de laatste dag", "de tweede dag".
func (h held) nameDay(i int) string {
	switch {
	case len(h.days) < 2:
		return words.T("de dag zelf")
	case h.lastAt(i):
		return words.T("de laatste dag")
	case i < len(ordinals):
		return words.T("de %s dag", words.T(ordinals[i]))
	}
	return words.T("dag %d", i+1)
}

func weighDay(w When, h held) Line {
	day, first, last := w.From, h.first(), h.last()
	said := dutch.DeskDay(day.Time())
	if i := h.on(day); i >= 0 {
		bits := bitsOtherDay
		if h.lastAt(i) {
			bits = bitsLastDay
		}
		return Line{Fits, words.T("datum klopt: %s is %s", said, h.nameDay(i)), bits}
	}
	if day > first && day < last {
		return Line{Fits, words.T("datum past: %s ligt tussen de eerste en de laatste dag", said), bitsWithin}
	}
	was := words.T("de training was %s", When{From: first, Until: last}.Text())
	off := gap(w, first, last)
	if off <= 3 {
		return Line{Nearly, words.T("datum klopt bijna: %s scheelt %d %s; %s", said, off, dayWord(off), was), bitsNearDay}
	}
	if i := h.on(w.Swapped); w.Swapped != "" && i >= 0 {
		return Line{Nearly, words.T("datum klopt als dag en maand zijn verwisseld: %s is %s", dutch.DeskDay(w.Swapped.Time()), h.nameDay(i)), bitsSwapped}
	}
	if l, ok := weighSlip(day, h, said, was); ok {
		return l
	}
	if day > last && off <= 56 {
		return Line{Nearly, words.T("datum kan: %s is %d dagen na de laatste dag, een certificaat kan later zijn uitgereikt", said, off), bitsHandedIn}
	}
	if off <= 366 {
		return Line{Differs, words.T("datum verschilt: %s, en %s", said, was), bitsYearNear}
	}
	return Line{Differs, words.T("datum verschilt: %s, en %s", said, was), bitsFarDate}
}

// weighSlip finds the day of the training that a date is but for its year, month or day.
func weighSlip(day data.Day, h held, said, was string) (Line, bool) {
	days := h.days
	if len(days) == 0 {
		days = []data.Day{h.when.Until}
	}
	best := Line{Bits: bitsYearNear}
	better := func(l Line) {
		if l.Bits > best.Bits {
			best = l
		}
	}
	t := day.Time()
	for _, d := range days {
		u := d.Time()
		sameDay, sameMonth, years := t.Day() == u.Day(), t.Month() == u.Month(), t.Year()-u.Year()
		switch {
		case sameDay && sameMonth && (years == 1 || years == -1):
			bits := bitsOneYear
			if u.Month() == 12 || u.Month() == 1 {
				bits = bitsNewYear // one goes on writing the old year
			}
			better(Line{Nearly, words.T("datum klopt op het jaar na: %s, en %s", said, was), bits})
		case sameDay && years == 0:
			better(Line{Nearly, words.T("datum klopt op de maand na: %s, en %s", said, was), bitsOneMonth})
		case sameMonth && years == 0:
			better(Line{Nearly, words.T("maand en jaar kloppen, de dag niet: %s, en %s", said, was), bitsDayOff})
		case sameDay && sameMonth && years%10 == 0:
			better(Line{Nearly, words.T("datum klopt op een cijfer van het jaar na: %s, en %s", said, was), bitsOneMonth})
		}
	}
	return best, best.Text != ""
}

func dayWord(n int) string {
	if n == 1 {
		return words.T("dag")
	}
	return words.T("dagen")
}

// Near says how many kilometres two towns lie apart; not known where one of them is not.
type Near func(a, b string) (km int, known bool)

// nearby is how far apart towns are that people take for one another.
const nearby = 15

// weighPlace compares the place on a copy with the town and venue of a training.
func (s *scale) weighPlace(town, venue string) Line {
	said, text, t, v := s.claim.Place, s.place, s.memo.place(town), s.memo.place(venue)
	switch {
	case len(text) == 0:
		return Line{Unknown, words.T("plaats: op de kopie staat er geen"), 0}
	case len(t) == 0 && len(v) == 0:
		return Line{Unknown, words.T("plaats: van deze training niet bekend"), 0}
	}
	inTown, inVenue := holds(text, t), holds(text, v)
	if inVenue < wordNear && len(v) > 0 && (shares(text, v) || holds(v, text) >= wordNear) {
		inVenue = wordNear
	}
	switch {
	case inTown == wordSame && inVenue >= wordNear:
		return Line{Fits, words.T("plaats en locatie kloppen: %s", joined(", ", venue, town)), bitsBoth}
	case inTown == wordSame:
		return Line{Fits, words.T("plaats klopt: %s", town), bitsTown}
	case inVenue >= wordNear:
		return Line{Fits, words.T("locatie klopt: %s", joined(", ", venue, town)), bitsVenue}
	case inTown == wordNear:
		return Line{Nearly, words.T("plaats klopt bijna: %s / %s", said, town), bitsTownNear}
	}
	if s.near != nil {
		km, known := s.near(said, town)
		if known && km == 0 {
			return Line{Fits, words.T("plaats klopt: %s", town), bitsTown}
		}
		if known && km <= nearby {
			return Line{Nearly, words.T("plaats ligt vlakbij: %s is %d km van %s", said, km, town), bitsNearby}
		}
	}
	if shares(text, t) {
		return Line{Nearly, words.T("plaats lijkt erop: %s / %s", said, town), bitsSamePart}
	}
	return Line{Differs, words.T("plaats verschilt: %s, niet %s", said, firstFilled(town, venue)), bitsElse}
}

// weighTrainers compares the trainers on a copy with those of a training.
func (s *scale) weighTrainers(known []string) []Line {
	said := s.claim.Trainers
	switch {
	case len(said) == 0:
		return []Line{{Unknown, words.T("trainers: op de kopie staan er geen"), 0}}
	case len(known) == 0:
		return []Line{{Unknown, words.T("trainers: van deze training niet bekend"), 0}}
	}
	var out []Line
	var missing []string
	hits := 0
	for i, teacher := range said {
		a := s.trainers[i]
		best, name := otherName, ""
		for _, k := range known {
			b := s.memo.name(k)
			like := alike(a, b)
			if len(a.given) == 0 && len(a.surnames) == 1 && like == otherName && !b.initials && len(b.given) > 0 && b.given[0] == a.surnames[0] {
				like = firstOnly // "Petra"
			}
			if like > best {
				best, name = like, k
			}
		}
		bits := bitsTrainer
		if hits > 0 {
			bits = bitsTrainerNext
		}
		switch best {
		case sameNameWord:
			out = append(out, Line{Fits, words.T("trainer klopt: %s", name), bits})
		case nearName, surnameOnly, marriedName:
			out = append(out, Line{Nearly, words.T("trainer klopt bijna: %s / %s", teacher, name), bits - bitsTrainerNear})
		case firstOnly:
			out = append(out, Line{Nearly, words.T("trainer: alleen de voornaam klopt, %s / %s", teacher, name), bits / 3})
		default:
			missing = append(missing, teacher)
			continue
		}
		hits++
	}
	switch {
	case hits == 0:
		out = append(out, Line{Differs, words.T("trainers verschillen: %s, niet %s", dutch.DeskAnd(missing), dutch.DeskAnd(known)), bitsNoTrainer})
	case len(missing) > 0:
		out = append(out, Line{Differs, words.T("%s was hier geen trainer", dutch.DeskAnd(missing)), bitsTrainerExtra})
	}
	return out
}

// joined puts the texts that are not empty beside each other.
func joined(sep string, texts ...string) string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, sep)
}

func firstFilled(texts ...string) string {
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}
