package understand

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
)

// verdict is what a mail means, with the points of the other intents.
type verdict struct {
	intent    string
	certainty float64
	because   string
	points    map[string]float64
	reasons   map[string][]reason
}

// reason is one phrase that spoke for an intent.
type reason struct {
	weight float64
	page   *page
	sent   int
}

// Weights of the parts of a mail: a subject says in few words what it is about; what is
// quoted was said before.
const (
	subjectWeight   = 1.4
	repliedWeight   = 0.8
	bodyWeight      = 1.0
	quotedWeight    = 0.25
	forwardedWeight = 0.5
	onlyForwarded   = 0.7 // where little is written above it
	innerWeight     = 0.6
)

var (
	reAutoSubject   = expression(`(?i)^\s*(?:automatisch antwoord|automatic reply|automatische reactie|automatisch bericht|auto(?:matic|matisch)?[ -]?(?:reply|antwoord|response)|out of (?:the )?office|afwezig(?:heid|heidsbericht)?\b|niet aanwezig|vakantie\b.{0,20}afwezig|autoreply|abwesend|ik ben (?:er )?(?:even )?(?:niet|afwezig|met (?:vakantie|verlof)))`)
	reBounceSubject = expression(`(?i)^\s*(?:undeliver|onbestelbaar|niet bezorgd|delivery (?:status notification|failure)|mail delivery (?:failed|subsystem)|returned mail|failure notice|undelivered mail|bericht niet (?:bezorgd|afgeleverd)|kan niet worden bezorgd)`)
	reBounceFrom    = expression(`(?i)^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@`)
	reAutoText      = expression(`(?i)\b(?:ik ben|wij zijn|momenteel|ben ik)\b.{0,40}\b(?:afwezig|niet aanwezig|met (?:vakantie|verlof|zwangerschapsverlof)|op vakantie)\b`)
)

// automatic recognises delivery reports and out-of-office answers.
func (l *letter) automatic() string {
	m := l.m
	switch {
	case m.Automatic == message.BounceDSN || m.Bounce != nil || reBounceFrom.MatchString(m.From.Email) || reBounceSubject.MatchString(m.Subject) && m.Automatic != message.ByPerson:
		return Bounce
	case m.Automatic == message.AutoReply:
		return AutoReply
	case reAutoSubject.MatchString(m.Subject) && (m.InReplyTo != "" || m.Automatic != message.ByPerson || reAutoText.MatchString(clip(l.body.flat, 1500))):
		return AutoReply
	}
	return ""
}

// judge weighs the cues of subject, letter and quoted mail.
func (l *letter) judge() verdict {
	if a := l.automatic(); a != "" {
		because := l.m.Subject
		return verdict{intent: a, certainty: 0.98, because: squeeze(clip(because, 140)), points: map[string]float64{a: 10}}
	}
	v := verdict{points: map[string]float64{}, reasons: map[string][]reason{}}
	if l.m.InReplyTo != "" || reReSubject.MatchString(l.m.Subject) {
		// The subject of an answer is that of the mail before.
		l.weigh(&v, l.subject, repliedWeight)
	} else {
		l.weigh(&v, l.subject, subjectWeight)
	}
	l.weigh(&v, l.body, bodyWeight)
	short := utf8.RuneCountInString(squeeze(l.body.flat)) < 200
	if l.oldKind != kindNew {
		w := quotedWeight
		if l.oldKind == kindForwarded {
			w = forwardedWeight
			if short {
				w = onlyForwarded
			}
		}
		l.weigh(&v, l.old, w)
	}
	for i := range l.m.Inner {
		if i < 3 {
			l.weigh(&v, newPage(flatten(valid(clip(l.m.Inner[i].Text, maxText)))), innerWeight)
		}
	}
	l.damp(&v)
	l.adjust(&v)
	l.settle(&v)
	return v
}

// sentenceCap is the most points that one sentence of a letter gives an intent.
const sentenceCap = 8.0

// reAside begins what is said besides the matter.
var reAside = expression(`(?i)^\(?\s*(?:p\.?\s?s\.?[\s:.]|o ja|trouwens|overigens|nog iets|en dan dit|oh ja)`)

// weigh adds the cues found in a page. A cue counts once, and half for a second time.
func (l *letter) weigh(v *verdict, p *page, by float64) {
	seen := map[int]int{}
	type place struct {
		intent string
		sent   int
	}
	inSentence := map[place]float64{}
	l.r.matcher.find(p, func(h hit) {
		seen[h.index]++
		if seen[h.index] > 2 {
			return
		}
		c := l.r.matcher.cues[h.index]
		w := c.weight * by
		if seen[h.index] == 2 {
			w *= 0.4
		}
		sent := p.words[h.first].sent
		if w > 0 && seen[h.index] == 1 && p == l.body && sent <= 3 {
			w *= 1.15
		}
		if w > 0 && p == l.body {
			if reAside.MatchString(clip(p.flat[p.sents[sent].start:], 24)) {
				w *= 0.5
			}
			// One sentence can say a thing only so loudly.
			k := place{c.intent, sent}
			w = min(w, max(0.3, sentenceCap-inSentence[k]))
			inSentence[k] += w
		}
		v.points[c.intent] += w
		v.reasons[c.intent] = append(v.reasons[c.intent], reason{w, p, sent})
	})
}

// damp takes points from an intent that only one late sentence of a longer letter speaks
// for: it is said in passing.
func (l *letter) damp(v *verdict) {
	if len(l.body.sents) < 7 {
		return
	}
	for intent, reasons := range v.reasons {
		one, inSubject, most := -1, false, 0.0
		single := true
		for _, r := range reasons {
			if r.weight <= 0 {
				continue
			}
			if r.page != l.body {
				inSubject = inSubject || r.page == l.subject
				continue
			}
			if one >= 0 && r.sent != one {
				single = false
			}
			one = r.sent
			most += r.weight
		}
		if single && !inSubject && one > 3 {
			v.points[intent] -= 0.4 * most
		}
	}
}

var (
	reParent      = expression(`(?i)\b(?:mijn|onze|ons|m'n) (?:\p{L}+ )?(?:zoon|dochter|zoontje|dochtertje|kind|kinderen|tweeling|jongens|meiden|meisjes|stiefzoon|stiefdochter|pleegkind|oudste|jongste)\b|\b(?:ik ben|als) (?:de |een )?(?:\p{L}+ )?(?:moeder|vader|ouder|pleegmoeder|pleegvader)\b|\been (?:bezorgde )?(?:moeder|vader)\s*$|\b(?:vader|moeder|ouders?) van (?:een|twee|drie|vier|\d)|\bhaar vader en ik\b|\bhun (?:moeder|vader) en ik\b|\bmijn ex\b`)
	reInvoiceNr   = expression(`(?i)\b(?:factuur|facturen|factuurnummer|factuurnr\.?|nota|rekening|nummer|nr\.?)\s*(?:met )?(?:nummer|nr\.?|:)?\s*:?\s*((?:[A-Z]{1,4}[-/]?)?(?:19|20)?\d{2}[-./]?\d{3,6}|\d{5,10})\b`)
	reInvoiceOwn  = expression(`\b(20\d{2}-\d{4})\b`)
	reCreditorBox = expression(`(?i)crediteur|factu|boekhoud|financ|invoice|administratie|debiteur`)
)

// adjust adds what is no phrase: products, courses, dates and addresses named, numbers
// of invoices, questions asked, and takes points where the thing itself is missing.
func (l *letter) adjust(v *verdict) {
	pt := v.points
	products := len(l.productMentions(l.subject)) + len(l.productMentions(l.body))
	oldProducts := 0
	if l.oldKind != kindNew {
		oldProducts = len(l.productMentions(l.old))
	}
	courses := len(l.r.courses.in(l.subject)) + len(l.r.courses.in(l.body))
	if courses == 0 && l.oldKind != kindNew {
		courses = min(1, len(l.r.courses.in(l.old)))
	}
	address := false
	for _, a := range l.addresses {
		address = address || !a.below
	}
	switch {
	case products > 0:
		if pt[order] > 0 {
			pt[order] += 2
		}
		if address {
			pt[order] += 3.5
			for i := range l.body.sents {
				if l.body.aboutInvoice(i) {
					pt[order]++
					break
				}
			}
		}
	case oldProducts > 0:
		if address {
			pt[order] += 4
		}
	case pt[order] > 0:
		pt[order] *= 0.35
	}
	if address && products+oldProducts > 0 && l.oldKind == kindQuoted && pt[TrainingSignup] < 6 {
		// The address that the office asked for.
		pt[order] = max(pt[order], 0) + 3
	}
	if _, s := l.tableValue("product"); s.End > 0 {
		pt[order] += 3
	}
	if courses > 0 {
		if pt[TrainingSignup] > 0 {
			pt[TrainingSignup] += 2
		}
		if pt[TrainingInterest] > 0 {
			pt[TrainingInterest] += 2
		}
	} else {
		pt[TrainingSignup] *= 0.5
		pt[TrainingInterest] *= 0.5
	}
	text := l.subject.flat + "\n" + clip(l.body.flat, 20000)
	invoiceNumber := reInvoiceNr.MatchString(text) || reInvoiceOwn.MatchString(l.subject.flat)
	if pt[Invoice] > 0 && invoiceNumber {
		pt[Invoice] += 2.5
	}
	if pt[Invoice] > 0 && reCreditorBox.MatchString(l.m.From.Email+" "+l.m.From.Name) {
		pt[Invoice] += 1.5
	}
	questions := 0
	for _, s := range l.body.sents {
		if s.question {
			questions++
		}
	}
	if questions > 0 {
		pt[Question] += 0.8 + 0.9*float64(min(questions, 5))
	}
	parent := reParent.MatchString(clip(l.body.flat, 20000))
	if parent {
		pt[Question] += 2
		pt[order] *= 0.6
		pt[TrainingSignup] *= 0.6
		pt[Membership] *= 0.6
	}
	if len(l.changes()) > 0 {
		pt[ProfileChange] += 2.5
	}
	if d, _ := l.certificateDate(); d != "" && pt[Membership] > 0 {
		pt[Membership] += 2
	}
	if courses > 0 && pt[TrainingSignup] < 4 && pt[TrainingInterest] < 4 {
		// What went wrong at a training is told without the word for it.
		wrong := 0
		for _, a := range aspects {
			if a.re.MatchString(text) {
				wrong++
			}
		}
		if wrong >= 2 || pt[complaint] > 0 {
			pt[complaint] += 0.8 * float64(min(wrong, 4))
		}
		if pt[complaint] > 0 && reTrainerWord.MatchString(text) && !rePraise.MatchString(text) {
			pt[complaint]++
		}
	}
	// Somebody who writes about an invoice, an order or a log-in is seldom complaining of a course.
	if pt[complaint] > 0 && !parent && courses == 0 && pt[complaint] < 9 {
		pt[complaint] *= 0.6
	}
	if l.m.Automatic == message.BulkMail && products == 0 {
		pt[Other] += 3
	}
	l.accused(v, parent)
	if len(l.m.Inner) > 0 || l.oldKind == kindForwarded {
		pt[Other] *= 0.6
	}
}

// accused adds to a complaint what marks one without any of its words: a professional
// named, and a day on which something happened.
func (l *letter) accused(v *verdict, parent bool) {
	pt := v.points
	if pt[complaint] < 1.5 || pt[Membership] >= 5 || pt[TrainingSignup] >= 6 || pt[order] >= 5 {
		return
	}
	text := clip(l.body.flat, 20000)
	if !parent && !reCoachWord.MatchString(text) && !reTrainerWord.MatchString(text) {
		return
	}
	name, start, _ := l.aboutPerson()
	if name == "" {
		return
	}
	if i := l.body.sentenceAt(start); i >= 0 && rePraise.MatchString(l.body.sentenceText(i)) {
		return
	}
	pt[complaint] += 2
	for _, d := range l.dates(l.body, past) {
		if n := d.day.daysTo(l.day); n >= 0 && n < 250 {
			pt[complaint] += 1.5
			break
		}
	}
	if strings.Count(text, "!") >= 2 {
		pt[complaint]++
	}
}

// settle picks the intent with the most points and says how certain that is.
func (l *letter) settle(v *verdict) {
	type score struct {
		intent string
		points float64
	}
	var all []score
	for k, p := range v.points {
		all = append(all, score{k, p})
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].points != all[j].points {
			return all[i].points > all[j].points
		}
		return all[i].intent < all[j].intent
	})
	if len(all) == 0 || all[0].points < 1.5 {
		v.intent, v.certainty = Other, 0.3
		v.because = squeeze(clip(l.m.Subject, 140))
		return
	}
	best, second := all[0], 0.0
	if len(all) > 1 {
		second = max(0, all[1].points)
	}
	// A question is asked in most mails: it is the matter only where nothing else is.
	if best.intent == Question && len(all) > 1 {
		if next := all[1]; next.points >= 0.75*best.points && next.points >= 6 && next.intent != Other && next.intent != complaint {
			best, second = next, best.points*0.9
		}
	}
	margin := (best.points - second) / best.points
	strength := 1 - math.Exp(-best.points/5)
	v.certainty = strength * (0.55 + 0.45*math.Min(1, margin/0.55))
	v.intent = best.intent
	v.because = l.because(v.reasons[best.intent])
	switch best.intent {
	case order:
		v.intent = l.orderKind()
	case complaint:
		var sure float64
		v.intent, sure = l.complaintTarget()
		v.certainty *= sure
	}
	v.certainty = math.Round(math.Min(0.99, v.certainty)*100) / 100
}

// because gives the sentence whose cues weighed most.
func (l *letter) because(reasons []reason) string {
	type place struct {
		p    *page
		sent int
	}
	sum := map[place]float64{}
	best, most := place{}, 0.0
	for _, r := range reasons {
		k := place{r.page, r.sent}
		sum[k] += r.weight
		if sum[k] > most {
			best, most = k, sum[k]
		}
	}
	if best.p == nil {
		return squeeze(clip(l.m.Subject, 140))
	}
	s := best.p.sentenceText(best.sent)
	if utf8.RuneCountInString(s) > 160 {
		s = strings.TrimSpace(string([]rune(s)[:157])) + "…"
	}
	return s
}
