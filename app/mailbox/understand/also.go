package understand

import (
	"math"
	"strings"
)

var (
	reSideIssue   = expression(`(?i)\b(?:o ja|nog iets|verder|ook nog|daarnaast|dan nog|en dan dit|tot slot|overigens|trouwens|ps|p\.s|een van de (?:kinderen|meisjes|jongens)|mijn collega)\b`)
	reAboutOrder  = expression(`(?i)\b(?:prijs|kost|kosten|korting|verzend\w*|\w*sturen|stuur\w*|btw|betalen|lever\w*|bestel\w*|werkboek|handleiding|exempla\w*|digitaal|gratis|factuur|rekening|lid|niet-lid|inbegrepen)\b`)
	reMemberAsk   = expression(`(?i)\blidmaatschap\b[^.!?\n]*|\blid\b[^.!?\n]*\b(?:blijven|worden|verleng\w*)\b`)
	reOutOfReach  = expression(`(?i)\b(?:groepje?|coach|hulp|begeleiding)\b.{0,60}\b(?:buurt|omgeving|regio|terecht)\b|\b(?:nieuwsbrief)\b`)
	reCourseWish  = expression(`(?i)\b(?:interesse|belangstelling|op de (?:wacht)?lijst|op de hoogte)\b`)
	reWrongLogin  = expression(`(?i)\b(?:(?:inloggen|wachtwoord|inlog\w*|platform)\b[^.!?\n]{0,60}\b(?:niet|geen|lukt|vergeten)|(?:kan|kom|lukt)\b[^.!?\n]{0,40}\bniet\b[^.!?\n]{0,40}\b(?:inloggen|platform))\b`)
	reSecondOrder = expression(`(?i)\b(?:ook|tevens|daarnaast|meteen|verder)\b.{0,60}\b(?:bestel\w*)\b`)
	reConditional = expression(`(?i)\b(?:als ik|zodra|mocht|later|eventueel|doe ik als|nog niet|moet ik|kan ik)\b`)
)

// others finds the second matters in a mail: what a clerk would have to do besides.
func (l *letter) others(v verdict, main map[string]any) []Matter {
	switch v.intent {
	case Bounce, Other:
		return nil
	case AutoReply:
		if f := l.leavingChange(); f != nil {
			return []Matter{{Intent: ProfileChange, Certainty: 0.85, Because: squeeze(clip(l.m.Subject, 140)), Fields: f}}
		}
		return nil
	}
	var out []Matter
	add := func(intent, because string, certainty float64, f map[string]any) {
		out = append(out, Matter{intent, math.Round(certainty*100) / 100, because, f})
	}
	isOrder := strings.HasPrefix(v.intent, "order.")
	isComplaint := strings.HasPrefix(v.intent, "complaint.")
	if v.intent != Membership && v.intent != PlatformAccess && !isComplaint && v.points[Membership] >= 3 {
		for i, s := range l.body.sents {
			text := l.body.flat[s.start:s.end]
			if reMemberAsk.MatchString(text) && !reNonMember.MatchString(text) && !isOrder {
				q := l.body.sentenceText(i)
				if !s.question && i+1 < len(l.body.sents) && l.body.sents[i+1].question {
					q = l.body.sentenceText(i + 1)
				} else if !s.question && !reWish.MatchString(q) {
					continue
				}
				add(Membership, q, 0.8, map[string]any{"name": l.name(), "question": clause(strings.TrimRight(q, "?"))})
				break
			}
		}
	}
	if v.intent != ProfileChange && !isOrder && v.intent != Membership && v.intent != Invoice {
		if list := l.changes(); len(list) > 0 {
			f := map[string]any{"name": l.name()}
			values := make([]map[string]any, 0, len(list))
			for _, c := range list {
				values = append(values, map[string]any{"field": c.field, "old": c.old, "new": c.value})
			}
			f["changes"] = values
			add(ProfileChange, l.because(v.reasons[ProfileChange]), 0.85, f)
		} else if c := l.retiredAddress(); c != nil && v.intent == PlatformAccess {
			add(ProfileChange, l.because(v.reasons[ProfileChange]), 0.75, map[string]any{"name": l.name(), "changes": []map[string]any{c}})
		}
	}
	if (v.intent == TrainingSignup || v.intent == ProfileChange || v.intent == Membership) && v.points[PlatformAccess] >= 4 {
		for i, s := range l.body.sents {
			if text := l.body.flat[s.start:s.end]; reWrongLogin.MatchString(text) {
				add(PlatformAccess, l.body.sentenceText(i), 0.75, map[string]any{"name": l.name(), "login_email": l.senderEmail(), "problem": clause(l.body.sentenceText(i))})
				break
			}
		}
	}
	if v.intent == TrainingSignup || v.intent == Membership || v.intent == ProfileChange {
		if m, ok := l.secondOrder(v); ok {
			out = append(out, m)
		}
	}
	if isOrder && v.points[TrainingSignup] >= 6 || isOrder && v.points[TrainingInterest] >= 6 || v.intent == Membership && v.points[TrainingInterest] >= 6 {
		for i, s := range l.body.sents {
			text := l.body.flat[s.start:s.end]
			if reCourseWish.MatchString(text) || reEnrolHere.MatchString(text) && !reConditional.MatchString(text) {
				intent := TrainingInterest
				if reEnrolHere.MatchString(text) && !reCourseWish.MatchString(text) {
					intent = TrainingSignup
				}
				c, ok := l.namedCourse()
				f := map[string]any{"name": l.name()}
				put(f, "training", c.name)
				f["date"], f["town"] = l.trainingDate(c, ok), l.trainingPlace(c, ok)
				add(intent, l.body.sentenceText(i), 0.75, f)
				break
			}
		}
	}
	if isOrder || v.intent == ProfileChange {
		if m, ok := l.sideQuestion(v.intent); ok {
			out = append(out, m)
		}
	}
	return out
}

var (
	reWish      = expression(`(?i)\b(?:wil|graag|kan|wordt|verleng\w*)\b`)
	reEnrolHere = expression(`(?i)\b(?:meld|schrijf|geef)\b.{0,20}\b(?:mij|me|ik|ons|hem|haar)\b.{0,80}\b(?:aan|in|op)\b|\b(?:aanmelden|inschrijven) voor\b`)
)

// retiredAddress is the work address somebody says to have left.
func (l *letter) retiredAddress() map[string]any {
	for _, e := range emailsIn(l.body) {
		address := strings.ToLower(l.body.flat[e.Start:e.End])
		if address != l.senderEmail() && !l.r.own[address] && l.leaves(address) {
			return map[string]any{"field": "email", "old": address, "new": l.senderEmail()}
		}
	}
	return nil
}

// secondOrder finds an order made in passing, without a condition.
func (l *letter) secondOrder(v verdict) (Matter, bool) {
	if v.points[order] < 5 {
		return Matter{}, false
	}
	for i, s := range l.body.sents {
		text := l.body.flat[s.start:s.end]
		if !reSecondOrder.MatchString(text) || reConditional.MatchString(text) || s.question {
			continue
		}
		items := l.items()
		if len(items) == 0 {
			return Matter{}, false
		}
		f := map[string]any{"quantity": items[0].quantity, "product": items[0].product, "name": l.name()}
		return Matter{l.orderKind(), 0.75, l.body.sentenceText(i), f}, true
	}
	return Matter{}, false
}

// sideQuestion finds a question that has nothing to do with the order or the change.
func (l *letter) sideQuestion(intent string) (Matter, bool) {
	for i, s := range l.body.sents {
		text := l.body.flat[s.start:s.end]
		if !s.question || rhetorical(text) || reAboutOrder.MatchString(text) && !reOutOfReach.MatchString(text) {
			continue
		}
		from := i
		for from > 0 && l.body.sents[from-1].para == s.para && !reSideIssue.MatchString(l.body.flat[l.body.sents[from].start:l.body.sents[from].end]) {
			from--
		}
		whole := l.body.flat[l.body.sents[from].start:s.end]
		if !reOutOfReach.MatchString(whole) && !(intent == ProfileChange && reSideIssue.MatchString(whole)) {
			continue
		}
		f := map[string]any{"topic": clause(strings.TrimRight(l.body.sentenceText(i), "?"))}
		if reParent.MatchString(whole) || reOutOfReach.MatchString(whole) {
			if age, where := l.childAge(newPage(l.body.flat[l.body.sents[from].start:l.body.sents[from].end] + " " + text)); age > 0 && where.End > 0 {
				f["child_age"] = age
			}
		}
		return Matter{Question, 0.75, l.body.sentenceText(i), f}, true
	}
	return Matter{}, false
}
