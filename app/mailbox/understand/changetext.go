package understand

import (
	"strings"
)

// sentenceChanges reads new data in running text, with what a sentence says of the old.
func (l *letter) sentenceChanges(add func(change)) {
	p := l.body
	var oldAddress, newAddress string
	offMap := reOffMap.MatchString(p.flat) || reOffMap.MatchString(l.subject.flat)
	for i, s := range p.sents {
		if i > 200 {
			break
		}
		text := p.flat[s.start:s.end]
		if reStill.MatchString(text) && !reNewWord.MatchString(text) {
			continue
		}
		data := l.dataIn(text)
		removal := reRemove.MatchString(text)
		isNew, isOld := reNewWord.MatchString(text) && !removal, reOldWord.MatchString(text)
		onMap := reOnMap.MatchString(text)
		if a := data["address"]; a != "" {
			switch {
			case onMap && !isNew || removal || offMap && oldAddress == "" && !isNew || isOld && !isNew:
				oldAddress = a
			case isNew:
				newAddress = a
			}
		}
		for _, f := range []string{"phone", "mobile", "email", "website"} {
			v := data[f]
			switch {
			case v == "" || f == "website" && !strings.Contains(fold(text), "site"):
			case removal && !isNew:
				add(change{field: f, old: v, value: nil})
			case isNew && (f != "email" || reMailWord.MatchString(text) && !l.aboutOther(text)):
				if f == "email" && isOld && !strings.Contains(fold(text), "nieuw") {
					continue
				}
				add(change{field: f, old: nil, value: v})
			case f == "website" && s.bullet:
				add(change{field: f, old: nil, value: v})
			}
		}
		if m := reOrgChange.FindStringSubmatch(text); m != nil && !onMap {
			name := trimOrganisation(m[1])
			if isOrganisation(name, domainWord(l.m.From.Email)) && l.r.towns[fold(name)] == "" {
				add(change{field: "organisation", old: nil, value: name})
			}
		}
		if reSurname.MatchString(text) {
			l.surnameChange(text, add)
		}
	}
	for i := range l.addresses {
		a := &l.addresses[i]
		if a.below {
			continue
		}
		switch {
		case a.label == "new" || newAddress == "" && a.label == "" && reMoved.MatchString(p.flat+l.subject.flat):
			if newAddress == "" {
				newAddress = a.short()
			}
		case a.label == "old" && oldAddress == "":
			oldAddress = a.short()
		}
	}
	if oldAddress != "" && offMap {
		instead := l.mapInstead()
		if instead == nil {
			instead = orNil(newAddress)
		}
		add(change{field: "address_on_map", old: oldAddress, value: instead})
		return
	}
	if newAddress != "" {
		add(change{field: "address", old: orNil(oldAddress), value: newAddress})
	}
}

var (
	reMoved    = expression(`(?i)\b(?:verhuisd|verhuis\w*|nieuw(?:e)? (?:post|praktijk|werk)?adres|adreswijziging|ander adres|adres (?:is )?(?:gewijzigd|veranderd))\b`)
	reMailWord = expression(`(?i)\b(?:e-?mail\w*|mail\w*|bereik\w*|mailadres)\b`)
	reInstead  = expression(`(?i)\b(?:wat er (?:wel )?mag staan|wel mag|alleen|in plaats daarvan|liever)\b\s*:?\s*`)
	reBecame   = expression(`(?i:\b(?:achternaam (?:is )?(?:nu|voortaan|wordt|is)|ik heet (?:nu|voortaan|sinds \S+(?: \S+)?)|heet (?:ik )?(?:nu|voortaan|sinds (?:mijn|ons|het) \p{L}+)|nieuwe achternaam(?: is| wordt)?:?)\s+)((?:(?:van|de|der|den|ten|ter|'t)\s+)*\p{Lu}[\p{L}'’\-]*(?:\s+(?:(?:van|de|der|den)\s+)*\p{Lu}[\p{L}'’\-]*)*)`)
	reWasName  = expression(`(?i:\b(?:meisjesnaam|was(?: eerst| voorheen)?|voorheen|oude achternaam|heette (?:eerst|vroeger|toen)|toen nog(?: gewoon)?)\s+(?:is |was )?)((?:(?:van|de|der|den|ten|ter|'t)\s+)*\p{Lu}[\p{L}'’\-]*(?:\s+(?:(?:van|de|der|den)\s+)*\p{Lu}[\p{L}'’\-]*)*)`)
)

// aboutOther says whether a sentence is about a colleague's address.
func (l *letter) aboutOther(s string) bool {
	return reAboutColleague.MatchString(s)
}

var reAboutColleague = expression(`(?i)\b(?:collega|zij heeft|hij heeft|haar adres|terecht bij)\b`)

func (l *letter) surnameChange(text string, add func(change)) {
	m := reBecame.FindStringSubmatch(text)
	if m == nil {
		return
	}
	name := cleanPerson(m[1])
	value := squeeze(name.prefix + " " + name.surname)
	if name.surname == "" {
		value = name.first
	} else if name.first != "" && fold(name.first) != fold(l.person.first) {
		value = squeeze(name.first + " " + value)
	}
	var old any
	if o := reWasName.FindStringSubmatch(l.body.flat); o != nil {
		old = squeeze(o[1])
	}
	if value != "" && l.r.towns[fold(value)] == "" {
		add(change{field: "surname", old: old, value: value})
	}
}

// mapInstead is what may stand on the map in place of an address.
func (l *letter) mapInstead() any {
	for i, s := range l.body.sents {
		text := l.body.flat[s.start:s.end]
		if m := reInstead.FindStringIndex(text); m != nil && !reRemove.MatchString(text) {
			return clause(l.body.sentenceText(i))
		}
	}
	return nil
}
