package understand

import (
	"strings"
)

var (
	reTrainerWord = expression(`(?i)\btrainers?\b|\btrainsters?\b|\bdocent(?:en|e)?\b|\bopleiders?\b|\bcursusleid(?:er|ster)\b`)
	reCoachWord   = expression(`(?i)\b(?:kies[ -]?)?coach(?:es)?\b|\bbegeleidster\b|\bbegeleider\b|\bjuf\b|\bkies[ -]?juf\b|\bkindercoach\b|\bkies[ -]?mediators?\b|\bkies[ -]?professionals?\b|\bmediator\b`)
	rePraise      = expression(`(?i)\b(?:compliment\w*|deden hun best|deed (?:haar|zijn) best|lag niet aan|ligt (?:het |dat )?niet aan|niets dan lof|niks dan lof|fijne (?:dag|trainers?)|goede trainers?|prima trainers?|goed gedaan|leuke trainers?|inhoudelijk (?:goed|prima|fijn|sterk)|was (?:verder )?(?:goed|prima|top)|kon(?:den)? er (?:ook )?niets? aan doen|vakkundig|enthousiast)\b`)
	reAttended    = expression(`(?i)\b(?:deelnemer|deelneemster|deelgenomen|gevolgd|bijgewoond|aanwezig geweest|basistraining|nascholing|verdiepingsdag|studiedag|cursusdag|trainingsdag|de training|de opleiding|cursusgeld)\b`)
)

// aspects are what people complain of in a training; the words make the summary.
var aspects = []struct {
	name string
	re   *expr
}{
	{"geannuleerd", expression(`(?i)\b(?:geannuleerd|annulering|afgezegd|gecanceld|(?:gaat|ging|door)\s+niet door|niet doorg\w+|NIET doorgaat)\b`)},
	{"certificaat niet ontvangen", expression(`(?i)\b(?:(?:geen|niet|nooit)\s+(?:\p{L}+\s+){0,4}certificaat|certificaat\s+(?:\p{L}+\s+){0,5}(?:niet|nooit|nog steeds))\b`)},
	{"naam fout", expression(`(?i)\bnaam\s+(?:\p{L}+\s+){0,3}(?:verkeerd|fout|onjuist)\b`)},
	{"data verzet", expression(`(?i)\b(?:verzet|verplaatst|verschoven)\b`)},
	{"groep te groot", expression(`(?i)\b(?:grote groep|groep (?:was )?(?:veel )?te groot|te veel deelnemers|met \d{2} (?:man|deelnemers|personen)|we waren met)\b`)},
	{"accommodatie", expression(`(?i)\b(?:accommodatie|locatie|zaal|lokaal|verwarming|koud|tocht\w*|airco|lawaai|parkeren|parkeer\w*|trap|lift|toilet\w*|wc|akoestiek)\b`)},
	{"lunch en koffie", expression(`(?i)\b(?:lunch|koffie|catering|broodjes?|eten)\b`)},
	{"te weinig materiaal", expression(`(?i)\b(?:(?:te weinig|geen|onvoldoende|maar \w+|ontbrekende?) (?:materialen|materiaal|hand-?outs?|werkboeken|mappen|setjes|readers?)|setjes)\b`)},
	{"verouderde hand-out", expression(`(?i)\b(?:verouderde?|oude (?:hand-?out|sheets|dia's|versie)|hand-?out (?:kwam )?uit)\b`)},
	{"inhoud viel tegen", expression(`(?i)\b(?:inhoud|niveau|herhaling|diepgang|weinig nieuws|niets nieuws|niet wat er|oppervlakkig)\b`)},
	{"communicatie", expression(`(?i)\b(?:geen (?:reactie|antwoord)|communicatie|niet gereageerd|niet bereikbaar|geen bericht|slecht bereikbaar)\b`)},
	{"prijs", expression(`(?i)\b(?:veel te duur|prijs|te duur|kosten verhoogd)\b`)},
	{"online verbinding", expression(`(?i)\b(?:zoom|teams|verbinding|online)\b`)},
	{"begintijd en eindtijd", expression(`(?i)\b(?:eerder (?:klaar|afgelopen|gestopt)|te laat (?:begonnen|gestart)|liep uit)\b`)},
}

// complaintTarget says about whom a complaint is, and how sure that is (0 to 1).
// FAQ: a complaint about a KIES professional goes to that professional or the
// organisation, about a trainer to the trainer or the office, about the training, the
// accommodation or anything else to the office.
func (l *letter) complaintTarget() (string, float64) {
	professional, trainer, training := 0.0, 0.0, 0.0
	text := clip(l.body.flat, 20000)
	if reParent.MatchString(text) {
		professional += 4
	}
	for i := range l.m.Inner {
		if reParent.MatchString(clip(l.m.Inner[i].Text, 8000)) || reCoachWord.MatchString(clip(l.m.Inner[i].Text, 8000)) {
			professional += 3
		}
	}
	if l.oldKind == kindForwarded {
		if old := clip(l.old.flat, 8000); reParent.MatchString(old) {
			professional += 3
		}
	}
	covered := courseSpans(l.body, l.r.courses)
	for i, s := range l.body.sents {
		if i > 400 {
			break
		}
		sentence := l.body.flat[s.start:s.end]
		praised := rePraise.MatchString(sentence)
		if m := reTrainerWord.FindAllString(sentence, 4); m != nil {
			w := 1.5
			if strings.HasSuffix(strings.ToLower(m[0]), "s") && !strings.HasSuffix(strings.ToLower(m[0]), "ss") {
				w = 0.8
			}
			if praised {
				w = -3
			}
			trainer += w
		} else if praised {
			trainer -= 2
			training++
		}
		for _, m := range reCoachWord.FindAllStringIndex(sentence, 4) {
			if !inside(covered, s.start+m[0]) && !selfCoach.MatchString(sentence) {
				professional += 1.2
			}
		}
		if reAttended.MatchString(sentence) {
			training += 0.8
		}
	}
	subject := l.subject.flat
	if reTrainerWord.MatchString(subject) {
		trainer += 5
	}
	if !inside(courseSpans(l.subject, l.r.courses), 0) && reCoachWord.MatchString(subject) && len(l.r.courses.in(l.subject)) == 0 {
		professional += 3
	}
	found := 0
	for _, a := range aspects {
		if a.re.MatchString(text) || a.re.MatchString(subject) {
			found++
		}
	}
	training += min(1.1*float64(found), 4.5)
	if len(l.r.courses.in(l.subject)) > 0 {
		training += 1
	}
	if l.trainerByName() {
		trainer += 2.5
	}
	if trainer > 0 {
		// A complaint about a trainer always names the training as well.
		training *= 0.6
	}
	if l.oldKind == kindQuoted && reTrainerWord.MatchString(l.old.flat) && trainer > 0 {
		trainer++
	}
	best, intent, second := professional, ComplaintProfessional, max(trainer, training)
	if trainer > best {
		best, intent, second = trainer, ComplaintTrainer, max(professional, training)
	}
	if training > best {
		best, intent, second = training, ComplaintTraining, max(professional, trainer)
	}
	if best <= 0 {
		return ComplaintTraining, 0.5
	}
	sure := 0.62 + 0.38*min(1, (best-second)/3)
	return intent, sure
}

var selfCoach = expression(`(?i)\b(?:ik ben|als|word|worden|zelf|wij|om)\b.{0,30}\bcoach`)

var reTrainerNamed = expression(`(?i:\b(?:trainer|trainster|docent|docente|training|basistraining|nascholing|verdiepingsdag|studiedag|dag)\b)(?:[^.!?\n]{0,40}?\b(?:bij|door|van|o\.l\.v\.|onder leiding van|gegeven door))?\s+(\p{Lu}[\p{L}'’\-]+)`)

// trainerByName says whether a trainer is named as such in a sentence without praise.
func (l *letter) trainerByName() bool {
	for _, m := range reTrainerNamed.FindAllStringSubmatchIndex(l.body.flat, 20) {
		name := l.body.flat[m[2]:m[3]]
		i := l.body.sentenceAt(m[0])
		if i < 0 || rePraise.MatchString(l.body.sentenceText(i)) || l.r.towns[fold(name)] != "" || nameStops[fold(name)] {
			continue
		}
		if reTrainerWord.MatchString(l.body.flat[m[0]:m[1]]) {
			return true
		}
	}
	return false
}

func courseSpans(p *page, t *terms) []line {
	var out []line
	for _, m := range t.in(p) {
		// "KIES coach 7-12 jaar basistraining": the words before belong to the course.
		from := p.words[m.first].start
		if m.first >= 4 && strings.HasPrefix(p.words[m.first-4].s, "kies") {
			from = p.words[m.first-4].start
		}
		out = append(out, line{max(0, from-22), p.words[m.last-1].end + 22})
	}
	return out
}

func inside(spans []line, at int) bool {
	for _, s := range spans {
		if at >= s.start && at < s.end {
			return true
		}
	}
	return false
}

var reFullName = expression(`(?:(?:\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}[\p{Ll}'’]+)?[ ]+|(?:\p{Lu}\.[ ]?){1,4})(?:(?:van|de|der|den|het|'t|’t|ten|ter|te|el|al|la|le|du|von|op|in|tot|ben)[ ]+){0,3}(?:\p{Lu}[\p{L}'’]*[\p{Ll}'’]+(?:-\p{Lu}[\p{L}'’]+)*)(?:[ ]+tot[ ]+\p{Lu}[\p{L}'’\-]+)?)`)

// person named in a text, with how much speaks for being the one complained of.
type named struct {
	name       string
	points     float64
	start, end int
}

var (
	reNameCueBefore = expression(`(?i)\b(?:coach|trainer|trainster|docent|docente|begeleider|begeleidster|mediator|professional|opleider|therapeut|heet|heette|genaamd|genoemd|naam is|juf|meester|mevrouw|mw\.?|mevr\.?|meneer|dhr\.?|de heer)[\s,:(]*(?:is |was |heet |heette |genaamd |van de groep |mevrouw |mw\.? |mevr\.? )?$`)
	reNameLinkWord  = expression(`(?i)\b(?:bij|door|van|met|over|aan)\s*(?:trainer |coach |trainster |mevrouw |mw\.? |kies[ -]?coach |de coach |juf )?$`)
	reNameCueAfter  = expression(`(?i)^[\s,(]*(?:\(?(?:kies[ -]?)?(?:coach|trainer|trainster|mediator)\b|van praktijk|, praktijk|, de coach|die (?:bij ons|de groep|de training|op school)|werkt|werkzaam|heeft|gaf|geeft|begeleidt)`)
)

// aboutPerson finds the person a complaint is about: the name nearest to the word for
// the function, spelled in full where it is anywhere.
func (l *letter) aboutPerson() (string, int, int) {
	pages := []*page{l.body, l.subject}
	if l.oldKind != kindNew {
		pages = append(pages, l.old)
	}
	self := l.person.full()
	var list []named
	for n, p := range pages {
		text := clip(p.flat, 20000)
		spans := fullNames(text)
		for _, m := range reFirstName.FindAllStringSubmatchIndex(text, 60) {
			spans = append(spans, []int{m[2], m[3]})
		}
		for _, m := range spans {
			name := plainQuotes(strings.TrimSpace(text[m[0]:m[1]]))
			if !l.personLike(name, self) {
				continue
			}
			points := 0.0
			before, after := text[max(0, m[0]-34):m[0]], text[m[1]:min(len(text), m[1]+30)]
			if reNameCueBefore.MatchString(strings.ToValidUTF8(before, "")) {
				points += 4
			}
			if reNameLinkWord.MatchString(strings.ToValidUTF8(before, "")) {
				points += 1.5
			}
			if reNameCueAfter.MatchString(strings.ToValidUTF8(after, "")) {
				points += 1.5
			}
			if i := p.sentenceAt(m[0]); i >= 0 && rePraise.MatchString(p.sentenceText(i)) {
				points -= 3
			}
			if strings.Contains(name, " ") {
				points += 1.5
			}
			first, _, _ := strings.Cut(name, " ")
			points += min(0.4*float64(strings.Count(l.body.flat, first)), 2)
			points -= float64(n) * 0.8
			start, end := m[0], m[1]
			if p == l.subject {
				start, end = 0, 0
			}
			list = append(list, named{name, points, start, end})
		}
	}
	best := named{points: 1.4}
	for _, x := range list {
		if x.points > best.points {
			best = x
		}
	}
	if best.name != "" && !strings.Contains(best.name, " ") {
		for _, x := range list {
			if strings.HasPrefix(x.name, best.name+" ") || strings.HasSuffix(x.name, " "+best.name) {
				return x.name, x.start, x.end
			}
		}
	}
	return best.name, best.start, best.end
}

var reFirstName = expression(`(?i:\b(?:coach|trainer|trainster|docent|docente|juf|meester|begeleidster|mediator|mevrouw|mw\.|mevr\.|meneer|heet|bij|van|door|met))\s+(\p{Lu}[\p{Ll}'’]{2,20}(?:-\p{Lu}[\p{Ll}]+)?)\b`)

// fullNames finds what is written like a full name; a capitalised word for a function
// before it ("Trainer Mirte Bos") is no part of it.
func fullNames(text string) [][]int {
	var out [][]int
	for at := 0; at < len(text) && len(out) < 80; {
		m := reFullName.FindStringIndex(text[at:])
		if m == nil {
			break
		}
		start, end := at+m[0], at+m[1]
		first, _, _ := strings.Cut(text[start:end], " ")
		if low := strings.Trim(fold(first), ".,"); nameStops[low] || isFunctionWord(low) || prefixes[low] {
			at = start + len(first)
			continue
		}
		out = append(out, []int{start, end})
		at = end
	}
	return out
}

// personLike refuses towns, organisations, months, the office's own words and the writer.
func (l *letter) personLike(name, self string) bool {
	words := strings.Fields(name)
	if self != "" && sameName(name, self) || l.r.towns[fold(name)] != "" || isOrganisation(name, "") {
		return false
	}
	if first, _, _ := strings.Cut(self, " "); self != "" && fold(first) == fold(name) {
		return false
	}
	for i, w := range words {
		low := strings.Trim(fold(w), ".,")
		if prefixes[low] && i > 0 {
			continue
		}
		if i == 0 && (nameStops[low] || prefixes[low]) || functionWords[low] || isFunctionWord(low) || months[low] > 0 || orgWords[low] || low == "mfn" || low == "avg" || low == "cjg" {
			return false
		}
		if _, day := weekdays[low]; day && len(low) > 2 {
			return false
		}
	}
	return len(words) > 1 || l.r.towns[fold(name)] == ""
}

var reWorksAt = expression(`(?i:\b(?:werkt|werkzaam|werkend|coach|praktijk|begeleidster|verbonden|in dienst)\b[^.!?\n]{0,30}?\b(?:bij|vanuit|voor|van|aan))\s+(?:(?:de|het|een|haar|zijn|eigen|organisatie|instelling|stichting|praktijk|school|basisschool)\s+)*((?:De |Het |'t )?\p{Lu}[\p{L}'’&\-]+(?:\s+(?:&\s+|de\s+|het\s+|van\s+|der\s+|en\s+|voor\s+)*\p{Lu}[\p{L}'’&\-]+)*)`)

// accusedOrganisation finds where the professional works.
func (l *letter) accusedOrganisation(about string) string {
	p := l.body
	domain := ""
	if m := reWorksAt.FindStringSubmatchIndex(p.flat); m != nil {
		s := trimOrganisation(p.flat[m[2]:m[3]])
		if l.r.towns[fold(s)] == "" && (about == "" || !strings.Contains(about, s)) && !nameStops[fold(s)] && fold(s) != "kies" && !looksLikeFullPerson(l, s) {
			l.found("organisation", m[2], m[3])
			return s
		}
	}
	if m := reQuotedOrg.FindStringSubmatchIndex(p.flat); m != nil {
		s := trimOrganisation(p.flat[m[2]:m[3]])
		if isUpper(p.flat[m[0]:m[2]]) && m[0] > 0 && p.flat[m[0]-1] == ' ' {
			// "praktijk Het Baken" has a name of its own, "Praktijk Kindkracht" is one.
			s = trimOrganisation(p.flat[m[0]:m[3]])
		}
		if l.r.towns[fold(s)] == "" {
			l.found("organisation", m[2], m[3])
			return s
		}
	}
	for _, s := range l.organisationsIn(p, domain) {
		name := trimOrganisation(p.flat[s.Start:s.End])
		// "mevrouw S. Bos van Bos Mediation": the person stands before the organisation.
		if f := strings.Fields(about); len(f) > 0 {
			name = strings.TrimPrefix(name, f[len(f)-1]+" van ")
		}
		if about == "" || !strings.Contains(fold(name), fold(about)) {
			l.found("organisation", s.Start, s.End)
			return name
		}
	}
	return ""
}

// looksLikeFullPerson says whether "van Els Bruins" is a person rather than a practice.
func looksLikeFullPerson(l *letter, s string) bool {
	return reFullName.MatchString(s) && l.personLike(s, "") && !isOrganisation(s, "") && !strings.HasPrefix(s, "De ") && !strings.HasPrefix(s, "Het ")
}
