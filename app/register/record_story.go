package register

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// functions are the wordings of the office's roles, plain, by role. FAQ: a KIES
// coach, a KIES mediator, a KIES trainer, a "zorg en opvoedcoach". Other
// professions (psycholoog, leerkracht, gezinscoach) are no role here.
var functions = map[string]string{
	"kies coach": "coach", "coach": "coach", "kiescoach": "coach", "kies professional": "coach",
	"kies mediator": "mediator", "mediator": "mediator", "mfn mediator": "mediator", "kiesmediator": "mediator",
	"kies zorg en opvoedcoach": "care_coach", "zorg en opvoedcoach": "care_coach", "zorg opvoedcoach": "care_coach", "kies zorg opvoedcoach": "care_coach", "opvoedcoach": "care_coach",
	"kies trainer": "trainer", "trainer": "trainer", "docent": "trainer",
	"directie": "management", "directeur": "management", "bestuur": "management", "stagiair": "intern", "stagiaire": "intern",
	"medewerker": "staff", "medewerker kies": "staff", "contactpersoon": "contact",
}

var betweenRoles = regexp.MustCompile(`\s*[/;,+&\n]\s*|\s+en\s+`)

func (b *building) readRoles() {
	text := b.get(fRole)
	add := func(kind string) {
		if !slices.Contains(b.roles, kind) {
			b.roles = append(b.roles, kind)
		}
	}
	if kind, ok := functions[plainHeading(text)]; ok {
		add(kind)
	} else if text != "" {
		whole := true
		for _, part := range betweenRoles.Split(text, -1) {
			kind, ok := functions[plainHeading(part)]
			if ok {
				add(kind)
			}
			whole = whole && ok
		}
		if !whole {
			b.note(b.row.heading(fRole), oneLine(text))
		}
	}
	if len(b.roles) > 0 {
		return
	}
	// FAQ: a KIES coach is who took the training; the certificate says it where the list does not.
	switch course := plainHeading(b.get(fCert)); {
	case course == "":
	case strings.Contains(course, "mediat"):
		add("mediator")
	case strings.Contains(course, "zorg") && strings.Contains(course, "opvoed"):
		add("care_coach")
	case strings.Contains(course, "coach"), strings.Contains(course, "basistraining"), strings.Contains(course, "kies"):
		add("coach")
	}
}

var (
	ages       = regexp.MustCompile(`\b(\d{1,2})\s*(?:-|–|t/m|tot)\s*(\d{1,2})\b`)
	yearsShort = regexp.MustCompile(`\bjr\b\.?`)
	// A comma parts a surname from a first name as well, so it parts no trainers.
	betweenTrainers = regexp.MustCompile(`\s*[/;&+\n]\s*|\s+en\s+`)
	kiesWord        = regexp.MustCompile(`(?i)\bkies\b`)
)

func (b *building) date(f field) listDate {
	text := b.get(f)
	d := parseDate(text)
	switch {
	case d.fault != "":
		b.warn(f, text, d.fault)
		b.note(b.row.heading(f)+" volgens de lijst", oneLine(text))
	case d.day() > b.reader.today && f != fMemberUntil:
		b.warn(f, text, words.T("deze datum ligt in de toekomst"))
	}
	return d
}

func (b *building) readCertificates() {
	course, number := oneLine(b.get(fCert)), strings.ToUpper(oneLine(b.get(fCertNumber)))
	if negative(number) {
		number = ""
	}
	trained, place := b.date(fTrained), oneLine(b.get(fTrainedAt))
	var trainers []string
	for i, c := range b.row.layout.columns {
		if c.field == fTrainer && i < len(b.row.cells) {
			for _, t := range betweenTrainers.Split(tidy(b.row.cells[i]), -1) {
				if t = strings.TrimSpace(t); t != "" {
					trainers = append(trainers, t)
				}
			}
		}
	}
	if course != "" || number != "" || trained.text != "" || b.get(fTrained) != "" {
		c := data.Certificate{
			Kind: "old_paper", Status: "valid", Number: number, Holder: b.holder(), Achieved: trained.text, Place: place, Trainers: strings.Join(trainers, "\n"),
			Course: firstFilled(kiesWord.ReplaceAllString(yearsShort.ReplaceAllString(course, "jaar"), "KIES"), "KIES training"),
		}
		if m := ages.FindStringSubmatch(course); m != nil {
			c.AgeGroup = m[1] + "-" + m[2]
		}
		b.certificates = append(b.certificates, c)
		if day := trained.day(); day != "" && day <= b.reader.today {
			b.events = append(b.events, data.MembershipEvent{Regime: regimeOf(course), Kind: EventTraining, Day: day})
		}
	} else if place != "" || len(trainers) > 0 {
		b.note("Training", strings.Join(append(trainers, place), ", "))
	}
	b.readFollowUp()
}

func (b *building) holder() string {
	return firstFilled(b.person.CertificateName, b.person.Name())
}

func regimeOf(course string) string {
	if strings.Contains(strings.ToLower(course), "mediat") {
		return RegimeMediator
	}
	return RegimeCoach
}

func (b *building) readFollowUp() {
	what, on := oneLine(b.get(fFollowUp)), b.date(fFollowedUp)
	if d := parseDate(what); d.text != "" && on.text == "" && b.get(fFollowedUp) == "" {
		// The column "Nascholing" itself holds the date.
		what, on = "", d
	}
	if negative(what) {
		what = ""
	}
	if what == "" && on.text == "" && b.get(fFollowedUp) == "" {
		return
	}
	switch plainHeading(what) {
	case "", "x", "ja", "j", "1x", "v", "1":
		what = "Nascholing"
	case "2x", "3x", "2", "3":
		what = "Nascholing (" + strings.TrimSuffix(what, "x") + "x)"
	default:
		first, size := utf8.DecodeRuneInString(what)
		what = string(unicode.ToUpper(first)) + what[size:]
	}
	b.certificates = append(b.certificates, data.Certificate{Kind: "old_paper", Status: "valid", Holder: b.holder(), Course: what, Achieved: on.text})
	if day := on.day(); day != "" && day <= b.reader.today {
		b.events = append(b.events, data.MembershipEvent{Regime: RegimeCoach, Kind: EventFollowUp, Day: day})
	}
}

// negative: "nee" and what else says that there is nothing.
func negative(s string) bool {
	switch strings.Trim(strings.ToLower(strings.TrimSpace(s)), ". ") {
	case "nee", "n", "geen", "-", "--", "n.v.t", "nvt", "no", "niet", "0", "onwaar", "false":
		return true
	}
	return false
}

var (
	ended     = regexp.MustCompile(`(?i)^(nee|n|geen|verlopen|opgezegd|gestopt|beëindigd|beeindigd|afgemeld|uitgeschreven|ex-?lid|n\.?v\.?t\.?|-+)\b|^geen lid`)
	mediators = regexp.MustCompile(`(?i)mediator|jaarbijdrage`)
)

// readMembership takes the end date as the list states it; the rest of what the
// list says about it stays readable as the reason or in the notes.
func (b *building) readMembership() {
	until, status := oneLine(b.get(fMemberUntil)), oneLine(b.get(fMember))
	if until == "" && status == "" {
		return
	}
	regime := RegimeCoach
	if mediators.MatchString(status) || len(b.roles) == 1 && b.roles[0] == "mediator" {
		regime = RegimeMediator
	}
	over := ended.MatchString(status) || ended.MatchString(until)
	d := parseDate(until)
	last := d.last()
	running := false
	for _, t := range Membership(b.events, b.reader.terms, b.reader.today) {
		running = running || t.Active && t.Regime == regime
	}
	switch {
	case last != "":
		var why []string
		if len(d.text) < len("2006-01-02") {
			why = append(why, "Lid tot: "+until)
		}
		if status != "" {
			why = append(why, "Lidmaatschap: "+status)
		}
		b.events = append(b.events, data.MembershipEvent{Regime: regime, Kind: EventList, Until: last, Reason: strings.Join(why, ", ")})
		if over && last > b.reader.today {
			b.warn(fMemberUntil, until, words.T(`ligt in de toekomst, maar Lidmaatschap is "%s"; de datum is aangehouden`, status))
		}
		return
	case over && running:
		b.events = append(b.events, data.MembershipEvent{Regime: regime, Kind: EventList, Reason: strings.TrimSpace(firstFilled(status, until))})
		return
	case until != "" && !ended.MatchString(until):
		b.warn(fMemberUntil, until, words.T("geen datum die gelezen kan worden"))
	case !over && !running:
		b.warn(fMember, status, words.T("volgens de lijst lid, maar er staat geen einddatum bij"))
	}
	b.note("Lid tot volgens de lijst", until)
	b.note("Lidmaatschap volgens de lijst", status)
}
