package understand

import (
	"strings"
)

var (
	reAbsentRange = expression(`(?i)\b(?:van(?:af)?|tussen|from|between)\s*$`)
	reUntil       = expression(`(?i)\b(?:t/m|tot en met|tot|tm|until|till|through|to|and|en)\s*(?:\p{L}+dag )?$`)
	reBackOn      = expression(`(?i)\b(?:vanaf|on|weer (?:aanwezig|bereikbaar|terug)(?: op| vanaf)?|terug (?:op|vanaf)|op)\s*(?:\p{L}+dag )?$`)
	reReachable   = expression(`(?i)\b(?:bereiken|bereikbaar|nieuwe? (?:e-?)?mail\w*|voortaan)\b`)
	reLeaving     = expression(`(?i)\b(?:werk\w* (?:ik )?(?:\p{L}+ )?niet (?:meer|langer)|uit dienst|niet meer (?:werkzaam|in dienst)|ander(?:e)? (?:baan|werkgever)|mailadres (?:vervalt|wijzigt|is gewijzigd|bestaat)|nieuw(?:e)? (?:e-?)?mailadres)\b`)
)

// autoReplyFields reads an out-of-office answer.
func (l *letter) autoReplyFields(f map[string]any) {
	f["name"] = l.name()
	f["absent_from"], f["until"], f["delegate"] = nil, nil, nil
	p := l.wholeText()
	days := l.dates(p, nearest)
	for k, d := range days {
		before := strings.ToValidUTF8(p.flat[max(0, d.start-26):d.start], "")
		if d.sent >= 0 && reLeaving.MatchString(p.sentenceText(d.sent)) {
			continue
		}
		switch {
		case reUntil.MatchString(before):
			if f["until"] == nil {
				f["until"] = d.day.String()
				l.found("until", d.start, d.end)
			}
		case reAbsentRange.MatchString(before) && k+1 < len(days) && days[k+1].start-d.end < 24:
			f["absent_from"] = d.day.String()
			l.found("absent_from", d.start, d.end)
		case d.sent >= 0 && reBack.MatchString(p.sentenceText(d.sent)) && f["until"] == nil && reBackOn.MatchString(before):
			// "Ik ben er weer op 9 maart" is away until the day before.
			f["until"] = d.day.add(-1).String()
			l.found("until", d.start, d.end)
		}
	}
	if s, isText := f["until"].(string); isText && f["absent_from"] == nil {
		for k := range days {
			if days[k].day.String() == s && k > 0 && days[k].start-days[k-1].end < 16 {
				f["absent_from"] = days[k-1].day.String()
			}
		}
	}
	for _, e := range emailsIn(p) {
		address := strings.ToLower(p.flat[e.Start:e.End])
		if address == l.senderEmail() || l.r.own[address] {
			continue
		}
		if i := p.sentenceAt(e.Start); i >= 0 && (reReachable.MatchString(p.sentenceText(i)) && reMeWord.MatchString(p.sentenceText(i)) && !reColleagueWord.MatchString(p.sentenceText(i))) {
			continue
		}
		f["delegate"] = address
		l.found("delegate", e.Start, e.End)
		break
	}
}

var (
	reBack          = expression(`(?i)\b(?:weer|terug|back|return)\b`)
	reMeWord        = expression(`(?i)\b(?:mij|me|ik|mijn)\b`)
	reColleagueWord = expression(`(?i)\b(?:collega|team|secretariaat|receptie|spoed|dringend|vragen)\b`)
)

// wholeText is letter and signature together, for mails that no person wrote.
func (l *letter) wholeText() *page {
	return newPage(mask(l.text, append(append(l.spans(kindNew), l.spans(kindSignature)...), l.spans(kindNoise)...)))
}

// leavingChange is the new address in an out-of-office answer of somebody who moves on.
func (l *letter) leavingChange() map[string]any {
	p := l.wholeText()
	for _, e := range emailsIn(p) {
		address := strings.ToLower(p.flat[e.Start:e.End])
		i := p.sentenceAt(e.Start)
		if i < 0 || address == l.senderEmail() || l.r.own[address] || !reReachable.MatchString(p.sentenceText(i)) || !reMeWord.MatchString(p.sentenceText(i)) || reColleagueWord.MatchString(p.sentenceText(i)) {
			continue
		}
		from := p.sents[max(0, i-2)].start
		if !reLeaving.MatchString(p.flat[from:p.sents[i].end]) {
			continue
		}
		f := map[string]any{"name": l.name(), "changes": []map[string]any{{"field": "email", "old": l.senderEmail(), "new": address}}}
		for _, d := range l.dates(p, nearest) {
			before := strings.ToValidUTF8(p.flat[max(0, d.start-20):d.start], "")
			if d.start >= from && reEffective.MatchString(before) {
				f["effective"] = d.day.String()
			}
		}
		return f
	}
	return nil
}

var (
	reBounceTo     = expression(`(?i)(?:final-recipient|original-recipient)\s*:\s*(?:rfc822;)?\s*([^\s<>]+@[^\s<>]+)`)
	reBounceCode   = expression(`\b([245]\.\d{1,3}\.\d{1,3})\b`)
	reBounceAction = expression(`(?im)^action\s*:\s*(\w+)`)
	reDelayed      = expression(`(?i)\b(?:delayed|vertraagd|will (?:keep|continue) trying|nog niet bezorgd|could not be delivered yet)\b`)
)

// bounceFields reads a delivery report: its machine part, else its text.
func (l *letter) bounceFields(f map[string]any) {
	for _, k := range []string{"failed_recipient", "action", "status", "original_message_id"} {
		f[k] = nil
	}
	text := l.text
	if b := l.m.Bounce; b != nil {
		put(f, "failed_recipient", strings.ToLower(b.Recipient))
		put(f, "action", strings.ToLower(b.Action))
		put(f, "status", b.Status)
		if b.OriginalID != "" {
			f["original_message_id"] = "<" + strings.Trim(b.OriginalID, "<>") + ">"
		}
	}
	if f["failed_recipient"] == nil {
		if m := reBounceTo.FindStringSubmatch(text); m != nil {
			f["failed_recipient"] = strings.ToLower(m[1])
		} else {
			for _, e := range reEmail.FindAllString(text, 20) {
				e = strings.ToLower(e)
				if !l.r.own[e] && e != l.senderEmail() && !strings.HasPrefix(e, "postmaster@") && !strings.HasPrefix(e, "mailer-daemon@") {
					f["failed_recipient"] = e
					break
				}
			}
		}
	}
	if f["status"] == nil {
		if m := reBounceCode.FindStringSubmatch(text); m != nil {
			f["status"] = m[1]
		}
	}
	if f["action"] == nil {
		switch m := reBounceAction.FindStringSubmatch(text); {
		case m != nil:
			f["action"] = strings.ToLower(m[1])
		case reDelayed.MatchString(text + l.m.Subject):
			f["action"] = "delayed"
		default:
			f["action"] = "failed"
		}
	}
	status, _ := f["status"].(string)
	f["permanent"] = f["action"] == "failed" && !strings.HasPrefix(status, "4")
	for i := range l.m.Inner {
		in := l.m.Inner[i]
		if f["original_message_id"] == nil && in.MessageID != "" {
			f["original_message_id"] = "<" + strings.Trim(in.MessageID, "<>") + ">"
		}
		some(f, "original_subject", in.Subject)
	}
}

var (
	reSpam  = expression(`(?i)\b(?:seo|google|zoekwoord\w*|backlinks?|leads|omzet|concurrenten|unsubscribe|afmelden|aanbieding|actie|korting|demo|proefperiode|webdesign|crypto\w*|bitcoin|casino|lening|marketing|mailbox|klik hier|geblokkeerd|uw account|bevestigen|limiet|adverteren|advertentie\w*|promotie)\b`)
	reJob   = expression(`(?i)\b(?:sollicit\w*|vacature|cv|curriculum)\b`)
	rePress = expression(`(?i)\b(?:persbericht|journalist|redactie)\b`)
	reThank = expression(`(?i)\b(?:bedankt|dank je|dank u|dankjewel|dank jullie)\b`)
	reGuest = expression(`(?i)\b(?:uitnodiging|nodigen (?:wij|we) (?:u|je|jullie)|symposium|congres|receptie|opening)\b`)
	reNews  = expression(`(?i)\b(?:nieuwsbrief|nieuwsflits|bekijk (?:deze mail )?online|webversie)\b`)
)

// otherFields says what kind of mail it is that asks nothing of the office.
func (l *letter) otherFields(f map[string]any) {
	text := l.m.Subject + "\n" + clip(l.text, 20000)
	kind := "overig"
	switch {
	case len(reSpam.FindAllString(text, 4)) >= 2:
		kind = "spam"
	case reNews.MatchString(text):
		kind = "nieuwsbrief"
	case reJob.MatchString(text):
		kind = "sollicitatie"
	case rePress.MatchString(text):
		kind = "pers"
	case reGuest.MatchString(text):
		kind = "uitnodiging"
	case reThank.MatchString(text):
		kind = "bedankje"
	}
	f["kind"] = kind
	f["topic"] = l.topic()
}
