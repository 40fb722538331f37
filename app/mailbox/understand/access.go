package understand

import (
	"strings"
)

var (
	reLoginWith = expression(`(?i)\b(?:ik (?:vul|log|gebruik|probeer)|inlog\w*|log in|ingelogd|met (?:mijn )?(?:mail|e-?mail)?adres|account|gebruikersnaam|aangemeld met)\b`)
	reProblem   = expression(`(?i)\b(?:niet|geen|nooit|niks|lukt|foutmelding|error|fout|onbekend|geblokkeerd|verlopen|komt er|kwijt|vergeten|te groot|werkt|weigert|rode|leeg|doet)\b`)
)

// accessFields reads trouble with the platform. A password in the text is never taken over.
func (l *letter) accessFields(f map[string]any) {
	f["name"] = l.name()
	f["login_email"] = l.senderEmail()
	if v, _ := l.tableValue("login_email"); reEmail.MatchString(v) {
		f["login_email"] = strings.ToLower(reEmail.FindString(v))
	}
	other := ""
	for _, e := range emailsIn(l.body) {
		address := strings.ToLower(l.body.flat[e.Start:e.End])
		if l.r.own[address] {
			continue
		}
		i := l.body.sentenceAt(e.Start)
		head := ""
		if i >= 0 {
			head = l.body.flat[l.body.sents[i].start:e.Start]
		}
		switch {
		case reLoginWith.MatchString(head) && !reOldWord.MatchString(l.body.flat[e.End:min(len(l.body.flat), e.End+60)]) && !strings.Contains(fold(head), "nieuwsbrief"):
			f["login_email"] = address
			l.found("login_email", e.Start, e.End)
		case address != l.senderEmail() && other == "":
			other = address
		}
	}
	if other != "" && other != f["login_email"] && len(l.changes()) == 0 && !l.leaves(other) {
		f["other_email"] = other
	}
	var problem []string
	for i, s := range l.body.sents {
		text := l.body.flat[s.start:s.end]
		if rePassword.MatchString(text) || !reProblem.MatchString(text) || len(problem) >= 3 {
			continue
		}
		if reAccessTalk.MatchString(text) {
			problem = append(problem, clause(l.body.sentenceText(i)))
			l.found("problem", s.start, s.end)
		}
	}
	if len(problem) == 0 {
		problem = append(problem, cleanSubject(l.m.Subject))
	}
	f["problem"] = strings.Join(problem, "; ")
	some(f, "attachment", l.attachment(nil))
	if rePassword.MatchString(l.body.flat) {
		f["remarks"] = "noemt een wachtwoord in de mail: niet overnemen"
	}
}

var (
	rePassword   = expression(`(?i)\bwachtwoord\b.{0,30}\b(?:was|is|:)\s*(?:iets met\s*)?["'“‘]?\S*\d`)
	reAccessTalk = expression(`(?i)\b(?:inlog\w*|in te loggen|log in|wachtwoord|platform|mail\w*|account|upload\w*|foto|profiel\w*|link|download\w*|werkbladen|code|toegang|spam\w*|site|kom|kan|krijg|pagina|scherm|melding)\b`)
)

// leaves says whether a mail address goes out of use by what stands behind it.
func (l *letter) leaves(address string) bool {
	k := strings.Index(strings.ToLower(l.body.flat), address)
	if k < 0 {
		return false
	}
	i := l.body.sentenceAt(k)
	return i >= 0 && reAddressGone.MatchString(l.body.flat[k:l.body.sents[i].end])
}

var reAddressGone = expression(`(?i)\b(?:werk(?:te)? ik (?:sinds [^.]{1,20} )?niet meer|niet meer|bestaat niet|eruit|er ?uit|vervalt|opgeheven|niet langer)\b`)
