package understand

import (
	"strings"
	"unicode/utf8"
)

var (
	reWants     = expression(`(?i)\b(?:ik wil|wij willen|we willen|wil ik|willen wij|willen we|ik zou (?:graag|willen|het)|zou ik graag|ik verzoek|verzoek ik|ik vraag|ik eis|ik verwacht|graag (?:hoor|zie|ontvang|een|zou|dus|wil|verneem)|ik hoop|wat ik wil|mijn verzoek|ik stel voor|kunnen jullie|kunt u|wilt u|willen jullie|ik zou het (?:netjes|fijn|prettig) vinden|verzoeken wij|wij verzoeken|dus graag)\b`)
	reWantsHead = expression(`(?i)(?:\b(?:ik (?:wil|vraag|verzoek|verwacht|zou graag)|graag|wat ik wil|mijn (?:verzoek|wensen)|dus|verzoek)\b.{0,60}):\s*$`)
	reNotWant   = expression(`(?i)\b(?:wil (?:ik )?(?:hier )?geen|niet achter|ik wil anoniem|wil hem|wil (?:ik )?niet|graag (?:eerst )?melden|zou (?:ik )?graag melden)\b`)
	rePolite    = expression(`(?i)^(?:alvast|bij voorbaat|dank|bedankt|ik hoor (?:het )?graag(?: van (?:u|jullie|je))?[.!]*$|graag hoor ik van (?:u|jullie)[.!]*$|groet|met )`)
	reLead      = expression(`(?i)^(?:(?:en|maar|dus|ook|verder|daarnaast|voorts|o ja,? en|nog iets:?|ps:?|p\.s\.:?|vraag:|dan nog(?: iets)?[:.]?)[\s,:]+)+`)
)

// clause trims a sentence to what a line on the screen needs.
func clause(s string) string {
	s = trimItem(reLead.ReplaceAllString(squeeze(s), ""))
	s = strings.TrimRight(s, ".!; ")
	if utf8.RuneCountInString(s) > 200 {
		s = strings.TrimSpace(string([]rune(s)[:197])) + "…"
	}
	return s
}

// wants is what the writer asks for: the items of a list under "Ik wil:", else the
// sentences that ask.
func (l *letter) wants() any {
	p := l.body
	var out []string
	size := 0
	add := func(i int) {
		if s := clause(p.sentenceText(i)); s != "" && size < 400 {
			out = append(out, s)
			size += len(s)
			l.found("wants", p.sents[i].start, p.sents[i].end)
		}
	}
	for i := range p.sents {
		if reWantsHead.MatchString(p.sentenceText(i)) && i+1 < len(p.sents) && p.sents[i+1].bullet {
			for j := i + 1; j < len(p.sents) && j < i+10; j++ {
				if !p.sents[j].bullet {
					break
				}
				add(j)
			}
			if len(out) > 0 {
				return strings.Join(out, "; ")
			}
		}
	}
	for i := range p.sents {
		s := p.sentenceText(i)
		if len(out) < 3 && reWants.MatchString(s) && !reNotWant.MatchString(s) && !rePolite.MatchString(s) {
			add(i)
		}
	}
	if len(out) == 0 {
		for i := range p.sents {
			if p.sents[i].question && len(out) < 2 {
				add(i)
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	return strings.Join(out, "; ")
}

var (
	reQuestionHead = expression(`(?i)\b(?:vragen|vraagjes|vraag|weten|antwoord)\b.{0,60}:\s*$|\b(?:vragen zijn|vraag is)\b.{0,30}:?\s*$`)
	reAskIndirect  = expression(`(?i)\b(?:ik vr(?:aag|oeg) me(?:zelf)? af|(?:ik|wij|we) (?:zoek|zoeken|ben(?:nen)? benieuwd)|graag (?:had ik geweten|verneem ik|weten|hoor ik (?:of|wat|hoe|wanneer))|kunt u (?:mij|ons)|verzoek ik u|ik verzoek u|wil(?:len)? (?:ik|we|wij) (?:graag )?weten|ben benieuwd)\b`)
)

// questions lists what is asked: numbered items under "mijn vragen:", and the sentences
// that end in a question mark.
func (l *letter) questions() []string {
	p := l.body
	var out []string
	list := false
	for i, s := range p.sents {
		text := p.sentenceText(i)
		switch {
		case reQuestionHead.MatchString(text):
			list = true
			continue
		case list && s.bullet:
		case s.question && !rhetorical(text):
			list = list && s.bullet
		case reAskIndirect.MatchString(text) && !rePolite.MatchString(text):
		default:
			if !s.bullet && !s.question && i > 0 && s.para != p.sents[i-1].para {
				list = false
			}
			continue
		}
		if q := clause(strings.TrimRight(text, "?! ")); len(strings.Fields(q)) >= 2 && len(out) < 12 {
			out = append(out, q)
			l.found("questions", s.start, s.end)
		}
	}
	return out
}

var reRhetorical = expression(`(?i)^(?:kan dat|toch|echt waar|snap je|begrijp(?:t u| je)|hoe kan dat|ja toch|oke|lukt dat|is dat (?:een probleem|goed|oke)|goed zo|weet u|kunnen jullie mij mailen|kan dit vandaag nog)\b.{0,25}\?*$`)

func rhetorical(s string) bool { return reRhetorical.MatchString(strings.TrimSpace(s)) }

var reEmptySubject = expression(`(?i)^(?:(?:een )?(?:vraag|vraagje|vragen|info|informatie|hallo|hoi|mail|contact|hulp|kies|bericht|verzoek|algemene vraag|geen onderwerp|vraag over kies|help)[\s?!.]*)+$`)

// topic says in a few words what a question is about: the subject where that says
// something, else the first question.
func (l *letter) topic() any {
	s := strings.Trim(cleanSubject(l.m.Subject), " ?!.")
	if s != "" && !reEmptySubject.MatchString(s) {
		return s
	}
	if q := l.questions(); len(q) > 0 {
		return q[0]
	}
	for i := range l.body.sents {
		if t := l.body.sentenceText(i); len(strings.Fields(t)) >= 5 {
			return clause(t)
		}
	}
	if s != "" {
		return s
	}
	return nil
}

var reRemark = expression(`(?i)\b(?:vegetarisch|veganist\w*|glutenvrij|lactose\w*|allerg\w*|halal|koosjer|dieet\w*|coeliakie|rolstoel|slecht ter been|lift|invalide|zwanger|later (?:zijn|aanwezig|komen)|eerder weg|pas om|niet op (?:ma|di|wo|do|vr)\w*|dicht|voorrang|let op|liefst|bij voorkeur|korting|zelf doe ik|niet inschrijven|nog geen|digitaal|privéadres|kopie (?:volgt|stuur)|volgt (?:nog|later)|anders|niet gratis|spoed|parkeren|vervoer|mbo|hbo|diploma|verlopen|zelfde adres|privé)\b`)

// remarks gathers what a clerk would note beside the fields: wishes, conditions, and
// questions asked in passing. Sentences that gave other fields are left out.
func (l *letter) remarks(withQuestions bool) any {
	p := l.body
	var out []string
	size := 0
	for i, s := range p.sents {
		text := p.sentenceText(i)
		if len(strings.Fields(text)) < 3 || rePolite.MatchString(text) || size > 240 || rePostcode.MatchString(text) {
			continue
		}
		if s.question && withQuestions && !rhetorical(text) && !l.orders(p, i) || reRemark.MatchString(text) && !p.aboutInvoice(i) {
			out = append(out, clause(text))
			size += len(text)
			l.found("remarks", s.start, s.end)
		}
		if len(out) >= 4 {
			break
		}
	}
	if len(out) == 0 {
		return nil
	}
	return strings.Join(out, "; ")
}

var reAnswerBefore = expression(`(?i)\b(?:uiterlijk|vóór|voor|liefst voor|binnen|tegen)\s*(?:op )?(?:de )?(?:\p{L}+dag )?$`)

// answerBefore is the day before which the writer wants to hear; nil when none is named.
func (l *letter) answerBefore() any {
	for _, d := range l.dates(l.body, future) {
		before := l.body.flat[max(0, d.start-26):d.start]
		if reAnswerBefore.MatchString(strings.ToValidUTF8(before, "")) && (d.sent < 0 || !reNotDeadline.MatchString(l.body.sentenceText(d.sent))) {
			l.found("answer_before", d.start, d.end)
			return d.day.String()
		}
	}
	return nil
}

var reNotDeadline = expression(`(?i)\b(?:aangemeld|ingeschreven|geleverd|bezorgd|leveren|binnen zijn|in huis|twee dagen voor|week voor)\b`)
