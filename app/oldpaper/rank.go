package oldpaper

import (
	"cmp"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Source is where a training is known from.
type Source string

// The sources.
const (
	FromCohort Source = "cohort" // entered with its days and participants
	FromFormer Source = "former" // noted afterwards
	FromList   Source = "list"   // implied by the certificates of an old list
)

// Verdict says how well a training fits.
type Verdict string

// The verdicts, the best first.
const (
	Strong     Verdict = "strong"
	Likely     Verdict = "likely"
	Doubtful   Verdict = "doubtful"
	Weak       Verdict = "weak"
	Impossible Verdict = "impossible"
	// Recorded is known only from the copy itself, and so proves nothing for it.
	Recorded Verdict = "recorded"
)

// From how many bits a training fits strongly, likely, or is worth a look. What
// chance gives: of a few hundred trainings the best agrees by chance with a made-up
// copy in a town and a year (4 and 4 bits), less what differs.
const (
	strongFrom   = 12.0
	likelyFrom   = 7.0
	doubtfulFrom = 2.5
)

// VerdictText is the word for a verdict.
func VerdictText(v Verdict) string {
	switch v {
	case Strong:
		return words.T("past heel goed")
	case Likely:
		return words.T("past goed")
	case Doubtful:
		return words.T("twijfel")
	case Impossible:
		return words.T("kan niet")
	case Recorded:
		return words.T("hieruit vastgelegd")
	}
	return words.T("past slecht")
}

// participant is somebody on the list of a training.
type participant struct {
	person data.Person
	names  []string // as they stand on a certificate, where that is another than the register's
	result string   // failed and the like; empty or passed is fine
	gone   bool     // cancelled
	number string   // of a certificate of this training
}

// run is a training ready to be compared.
type run struct {
	source    Source
	id        int64
	course    string
	ages      string
	held      held
	town      string
	venue     string
	trainers  []string
	status    string
	list      []participant
	complete  bool // everybody who took part is on the list
	uncertain map[string]bool
	origin    string // how the office knows
	people    int
	own       bool // noted from the copy itself
}

// Candidate is a training that may be the one of the copy, with the evidence.
type Candidate struct {
	Source  Source  `json:"source"`
	ID      int64   `json:"id"` // of the cohort or former training; 0 for one of a list
	Title   string  `json:"title"`
	Detail  string  `json:"detail"`
	Bits    float64 `json:"bits"`
	Verdict Verdict `json:"verdict"`
	Lines   []Line  `json:"lines"`

	Course   string   `json:"course"`
	Ages     string   `json:"ages"`
	Achieved string   `json:"achieved"` // as a certificate keeps it
	Place    string   `json:"place"`
	Trainers []string `json:"trainers"`

	PersonID int64  `json:"person"` // who on its list is meant; 0: nobody
	Person   string `json:"person_name"`

	Chosen bool `json:"chosen,omitempty"` // the decision was that it is this one
}

// weigh compares a copy with a training.
func (s *scale) weigh(r run) Candidate {
	c := s.claim
	out := Candidate{
		Source: r.source, ID: r.id, Title: firstFilled(r.course, words.T("Training")), Course: r.course, Ages: firstFilled(s.memo.course(r.ages).ages, s.memo.course(r.course).ages),
		Place: firstFilled(r.town, r.venue), Trainers: r.trainers, Achieved: string(r.held.last()),
	}
	if len(r.held.days) == 0 {
		out.Achieved = r.held.when.Kept()
	}
	when := When{From: r.held.first(), Until: r.held.last()}
	out.Detail = joined(" · ", joined(", ", r.town, r.venue), when.Text(), dutch.DeskAnd(r.trainers))
	add := func(what string, lines ...Line) {
		for _, l := range lines {
			if r.uncertain[what] && l.Mark != Unknown {
				l.Bits /= 2
				l.Text = words.T("%s (van vroeger, niet zeker)", l.Text)
			}
			out.Lines = append(out.Lines, l)
			out.Bits += l.Bits
		}
	}
	add("date", weighDate(s.when, r.held))
	add("place", s.weighPlace(r.town, r.venue))
	add("trainers", s.weighTrainers(r.trainers)...)
	if c.Course != "" {
		add("course", s.weighCourse(r.course, r.ages)...)
	}
	if c.holder() != "" && (len(r.list) > 0 || r.complete) {
		add("", out.weighList(s, r))
	}
	if r.origin != "" {
		out.Lines = append(out.Lines, Line{Unknown, r.origin, 0})
	}
	out.Verdict = verdict(out.Bits)
	if why := hindrance(c, r); why != "" {
		out.Verdict = Impossible
		out.Lines = append(out.Lines, Line{Hindered, why, 0})
	}
	if r.own {
		out.unproved()
	}
	return out
}

func verdict(bits float64) Verdict {
	switch {
	case bits >= strongFrom:
		return Strong
	case bits >= likelyFrom:
		return Likely
	case bits >= doubtfulFrom:
		return Doubtful
	}
	return Weak
}

// hindrance says why a training cannot be the one, whatever agrees.
func hindrance(c Claim, r run) string {
	switch {
	case r.status == "cancelled":
		return words.T("deze training is niet doorgegaan")
	case c.Received != "" && r.held.first() > c.Received:
		return words.T("deze training was nog niet begonnen toen de kopie kwam")
	case r.source == FromCohort && c.Received != "" && r.held.last() > c.Received:
		return words.T("deze training was nog niet afgelopen toen de kopie kwam")
	}
	return ""
}

// weighList looks the holder up among who took part.
func (out *Candidate) weighList(s *scale, r run) Line {
	c, best, at, under := s.claim, otherName, -1, ""
	for i, p := range r.list {
		if like, name := s.holder(p.person, p.names...); like > best {
			best, at, under = like, i, name
		}
	}
	if best <= firstOnly {
		if !r.complete {
			return Line{Unknown, words.T("de deelnemerslijst is niet (helemaal) bekend; %s staat er niet bij", c.holder()), -1}
		}
		if best == relative {
			return Line{Differs, words.T("%s stond niet op de lijst, wel %s", c.holder(), r.list[at].person.Name()), bitsNotListed}
		}
		return Line{Differs, words.T("%s stond niet op de deelnemerslijst", c.holder()), bitsNotListed}
	}
	p := r.list[at]
	out.PersonID, out.Person = p.person.ID, p.person.Name()
	now := p.person.Name()
	said := words.T("%s stond op de lijst", under)
	if data.Fold(under) != data.Fold(now) {
		said = words.T("%s stond op de lijst, nu %s", under, now)
	}
	if r.source == FromList {
		said = words.T("%s heeft volgens de oude lijst een certificaat van deze training", now)
	}
	line := Line{Fits, said, bitsListed}
	switch best {
	case nearName:
		line = Line{Nearly, words.T("%s (op de kopie: %s)", said, c.holder()), bitsListedNear}
	case marriedName:
		line = Line{Nearly, words.T("%s (op de kopie: %s, dezelfde voornaam en een deel van de achternaam)", said, c.holder()), bitsListedMarried}
	case surnameOnly:
		line = Line{Nearly, words.T("%s (alleen de achternaam is te vergelijken)", said), bitsListedSurname}
	}
	switch {
	case p.gone:
		return Line{Differs, words.T("%s had zich afgemeld", now), bitsNotListed}
	case p.result == "failed" || p.result == "no_show" || p.result == "stopped" || p.result == "withdrawn":
		return Line{Differs, words.T("%s stond op de lijst, maar heeft de training niet gehaald", now), bitsNotListed}
	case c.Number != "" && strings.EqualFold(p.number, c.Number):
		line.Bits, line.Text = bitsNumber, words.T("%s, en nummer %s is van dat certificaat", line.Text, c.Number)
	case c.Number != "" && p.number != "":
		line.Bits -= bitsListedSurname
		line.Mark, line.Text = Nearly, words.T("%s, maar met nummer %s en niet %s", line.Text, p.number, c.Number)
	}
	return line
}

// namesOf are the names that somebody may be known by: on the certificate, and now.
func namesOf(c Claim) []string {
	var out []string
	for _, n := range []string{c.Holder, c.Asker} {
		if n = tidy(n); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// rank orders what fits, the best first; what cannot be comes last.
func (s *scale) rank(runs []run) []Candidate {
	out := make([]Candidate, 0, len(runs))
	for _, r := range runs {
		out = append(out, s.weigh(r))
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		if x, y := a.Verdict == Impossible, b.Verdict == Impossible; x != y {
			if x {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(b.Bits, a.Bits), cmp.Compare(sourceOrder(a.Source), sourceOrder(b.Source)), cmp.Compare(a.ID, b.ID))
	})
	return out
}

func sourceOrder(s Source) int { return slices.Index([]Source{FromCohort, FromList, FromFormer}, s) }

// PersonFit is somebody of the register who may be the one who asks.
type PersonFit struct {
	ID      int64   `json:"id"`
	Name    string  `json:"name"`
	Detail  string  `json:"detail"` // town, organisation, membership
	Bits    float64 `json:"bits"`
	Verdict Verdict `json:"verdict"`
	Lines   []Line  `json:"lines"`
}

// weighPerson compares who asks with somebody of the register. A mail address or telephone is one person's (8 bits); a
// first name with a surname is one in thousands, one of them less.
func (s *scale) weighPerson(p data.Person, held []data.Certificate) PersonFit {
	c := s.claim
	out := PersonFit{ID: p.ID, Name: p.Name(), Detail: joined(" · ", p.Town, p.Organisation)}
	add := func(mark Mark, bits float64, text string) {
		out.Bits += bits
		out.Lines = append(out.Lines, Line{mark, text, bits})
	}
	if s.own.people[p.ID] {
		add(Unknown, 0, words.T("door de beslissing over deze kopie in het register gezet"))
		out.Lines, out.Verdict = append(out.Lines, recordedLines(held, s.own)...), Recorded
		return out
	}
	mine := recordedLines(held, s.own)
	held = s.own.others(held)
	s.nameLine(p, held, add)
	if c.Email != "" {
		switch email := strings.ToLower(c.Email); {
		case email == p.Email || email == p.WorkEmail:
			add(Fits, 8, words.T("mailadres klopt: %s", email))
		case p.Email+p.WorkEmail != "":
			add(Unknown, 0, words.T("ander mailadres: in het register staat %s", firstFilled(p.Email, p.WorkEmail)))
		}
	}
	if digits(c.Phone) != "" && (digits(c.Phone) == digits(p.Mobile) || digits(c.Phone) == digits(p.Phone)) {
		add(Fits, 7, words.T("telefoonnummer klopt"))
	}
	postcode := strings.ReplaceAll(strings.ToUpper(c.Postcode), " ", "")
	switch {
	case postcode != "" && postcode == strings.ReplaceAll(p.Postcode, " ", "") && strings.EqualFold(c.HouseNumber, p.HouseNumber):
		add(Fits, 7, words.T("adres klopt: %s", joined(" ", p.Street, p.HouseNumber, p.Town)))
	case c.Town != "" && p.Town != "" && holds(s.memo.place(c.Town), s.memo.place(p.Town)) == wordSame:
		add(Fits, 3, words.T("woonplaats klopt: %s", p.Town))
	case c.Town != "" && p.Town != "":
		add(Unknown, -0.5, words.T("woont nu elders: %s, in het register %s", c.Town, p.Town))
	}
	if c.Organisation != "" && p.Organisation != "" && shares(s.memo.place(c.Organisation), s.memo.place(p.Organisation)) {
		add(Fits, 3, words.T("organisatie klopt: %s", p.Organisation))
	}
	s.certificateLines(held, add)
	out.Lines = append(out.Lines, mine...)
	out.Verdict = verdict(out.Bits)
	return out
}

func (s *scale) nameLine(p data.Person, held []data.Certificate, add func(Mark, float64, string)) {
	names := []string{p.CertificateName}
	for _, h := range held {
		names = append(names, h.Holder)
	}
	best, is := s.holder(p, names...)
	c, said := s.claim, s.claim.holder()
	switch best {
	case sameNameWord:
		if is != p.Name() && data.Fold(is) != data.Fold(p.Name()) {
			add(Fits, 8, words.T("naam klopt: %s, nu %s", is, p.Name()))
			return
		}
		add(Fits, 8, words.T("naam klopt: %s", is))
	case nearName:
		add(Nearly, 6.5, words.T("naam klopt bijna: %s / %s", said, is))
	case marriedName:
		add(Nearly, 6, words.T("naam past: %s / %s, dezelfde voornaam en een deel van de achternaam", said, is))
	case surnameOnly:
		add(Nearly, 3, words.T("achternaam klopt: %s / %s", said, is))
	case firstOnly:
		add(Nearly, 0.5, words.T("alleen de voornaam klopt: %s / %s", said, is))
	case relative:
		add(Differs, -3, words.T("andere voornaam: %s / %s", said, is))
	default:
		add(Differs, -4, words.T("andere naam: %s, in het register %s", c.holder(), p.Name()))
	}
}

// certificateLines compare the copy with the certificates that somebody has in the register.
func (s *scale) certificateLines(held []data.Certificate, add func(Mark, float64, string)) {
	c, w := s.claim, s.when
	for _, h := range held {
		switch k := keptWhen(h.Achieved); {
		case c.Number != "" && strings.EqualFold(h.Number, c.Number):
			add(Fits, bitsNumber, words.T("heeft dit nummer al in het register: %s, %s", h.Number, h.Course))
			return
		case !w.None() && !k.None() && w.Exact() && k == (When{From: w.From, Until: w.Until}):
			add(Fits, 6, words.T("heeft in het register een certificaat van deze dag: %s", joined(", ", h.Course, h.Place)))
			return
		case !w.None() && !k.None() && w.From <= k.Until && k.From <= w.Until:
			add(Nearly, 3, words.T("heeft in het register een certificaat uit die tijd: %s", joined(", ", h.Course, register.AchievedText(h.Achieved), h.Place)))
			return
		}
	}
}

func digits(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteRune(r)
		}
	}
	d := b.String()
	if len(d) < 8 {
		return ""
	}
	return d[len(d)-8:] // +31 6 and 06 are one
}
