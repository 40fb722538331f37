package understand

import (
	"strings"
)

var (
	reGrandparent = expression(`(?i)\b(?:kleinkind(?:eren)?|kleinzoon|kleindochter|opa|oma|grootouders?)\b`)
	reGrandchild  = expression(`(?i)\b(?:kleinkind(?:eren)?|kleinzoon|kleindochter|als (?:opa|oma|grootouders?))\b`)
	reGrandpa     = expression(`(?i)\bopa\b|\bmijn vrouw\b|\bgrootvader\b`)
	reGrandma     = expression(`(?i)\boma\b|\bmijn man\b|\bgrootmoeder\b`)
	reMother      = expression(`(?i)\b(?:ik ben|als|een) (?:(?:alleenstaande|bezorgde|de|gescheiden|trotse) )*moeder\b|\b(?:haar|hun|zijn|de) vader en ik\b|\bvader en ik\b|\bmijn ex-?man\b|^\s*(?:een|de) moeder\s*$|\bmoeder van\b|\b(?:een bezorgde) moeder\b|\bmam(?:a)?,|\bmijn ex en zijn\b|\bik als moeder\b`)
	reFather      = expression(`(?i)\b(?:ik ben|als|een) (?:(?:alleenstaande|bezorgde|de|gescheiden|trotse) )*vader\b|\b(?:haar|hun|zijn|de) moeder en ik\b|\bmoeder en ik\b|\bmijn ex-?vrouw\b|^\s*(?:een|de) vader\s*$|\bvader van\b|["“]pap(?:a)?\b|\bpap(?:a)?,|\bik als vader\b|\bmet (?:mij als )?vader gesproken\b`)
	reOtherFather = expression(`(?i)\b(?:haar|zijn|hun|de|mijn ex-?man,?) vader\b|\bvader\b|\bpapa\b`)
	reOtherMother = expression(`(?i)\b(?:haar|zijn|hun|de) moeder\b|\bmoeder\b|\bmama\b`)
	reStudent     = expression(`(?i)\b(?:student|studente|scriptie|afstudeer\w*|afstuderen|profielwerkstuk|e?jaars|studeer|mijn opleiding (?:aan|bij))\b`)
	reSchoolOrg   = expression(`(?i)\b(?:basisschool|school|obs|cbs|kbs|rkbs|pcbs|sbo|ikc|kindcentrum|college|lyceum|scholengroep)\b|school\b`)
	rePupil       = expression(`(?i)\b(?:ik ben|ben) (?:een (?:meisje|jongen) van )?\d{1,2}(?: jaar)?\b.{0,60}\b(?:ouders|school|klas|gescheiden)|\bmijn ouders (?:zijn|gaan) (?:uit elkaar|scheiden|gescheiden)`)
	reFoster      = expression(`(?i)\b(?:ik ben|wij zijn|als) (?:de )?(?:pleegouders?|pleegmoeder|pleegvader)\b`)
	reStep        = expression(`(?i)\b(?:ik ben|als) (?:de )?(?:stiefmoeder|stiefvader|stiefouder|bonusmoeder|bonusvader|plusmoeder|plusvader)\b`)
	reJournalist  = expression(`(?i)\b(?:journalist|redacteur|redactie|krant|radio|tv-programma)\b`)
)

// role says who writes, in the office's words: "ouder (moeder)", "school (intern
// begeleider)", "gemeente"; empty when the mail does not tell.
func (l *letter) role(participant bool) string {
	text := clip(l.body.flat, 20000) + "\n" + clip(strings.TrimSpace(l.below.flat), 2000)
	org, function := l.org, strings.ToLower(l.sig.Function)
	if k := strings.IndexAny(function, "/|,"); k > 0 {
		function = strings.TrimSpace(function[:k])
	}
	if participant && !reParent.MatchString(text) {
		return "deelnemer"
	}
	switch {
	case participant && reAttended.MatchString(text) && !reCoachWord.MatchString(l.subject.flat):
		return "deelnemer"
	case strings.HasPrefix(fold(org), "gemeente"):
		return "gemeente"
	case org != "" && reSchoolOrg.MatchString(org):
		if function != "" {
			return "school (" + function + ")"
		}
		return "school"
	case reGrandchild.MatchString(text) || reGrandparent.MatchString(l.subject.flat):
		switch {
		case reGrandpa.MatchString(text + " " + l.subject.flat):
			return "grootouder (opa)"
		case reGrandma.MatchString(text + " " + l.subject.flat):
			return "grootouder (oma)"
		}
		return "grootouder"
	case reStudent.MatchString(text) && !reParent.MatchString(text):
		return "student"
	case reFoster.MatchString(text):
		return "pleegouder"
	case reStep.MatchString(text):
		return "stiefouder"
	case rePupil.MatchString(text) && !reParent.MatchString(text):
		return "jongere"
	case reParent.MatchString(text):
		return l.parentRole(text)
	case reGrandparent.MatchString(text):
		return "grootouder"
	case reJournalist.MatchString(text):
		return "journalist"
	case function != "":
		return function
	}
	return ""
}

// parentRole tells mother from father by how the other parent is spoken of.
func (l *letter) parentRole(text string) string {
	if s := strings.TrimSpace(l.below.flat); s != "" {
		text += "\n" + s
	}
	lines := strings.Split(text, "\n")
	for i := len(lines) - 1; i >= 0 && i > len(lines)-8; i-- {
		switch fold(strings.Trim(lines[i], " .,!")) {
		case "een moeder", "een bezorgde moeder", "moeder":
			return "ouder (moeder)"
		case "een vader", "een bezorgde vader", "vader":
			return "ouder (vader)"
		}
	}
	mother, father := len(reMother.FindAllString(text, 5)), len(reFather.FindAllString(text, 5))
	if mother != father {
		if mother > father {
			return "ouder (moeder)"
		}
		return "ouder (vader)"
	}
	// The parent who is spoken of is the other one.
	otherFather, otherMother := len(reOtherFather.FindAllString(text, 20)), len(reOtherMother.FindAllString(text, 20))
	switch {
	case otherFather > otherMother:
		return "ouder (moeder)"
	case otherMother > otherFather:
		return "ouder (vader)"
	}
	switch first := fold(firstWord(l.person.first)); {
	case l.person.initials || first == "":
	case mothersNames[first]:
		return "ouder (moeder)"
	case fathersNames[first]:
		return "ouder (vader)"
	}
	return "ouder"
}

// Given names that settle which parent writes where the letter does not. Only names that
// are seldom borne by the other are here.
var (
	mothersNames = set(`anna anne annemarie anita angela angelique anja ans astrid barbara bianca carla carolien caroline chantal christel cindy claudia daphne debbie denise diana
 dewi elise ellen els emma esther eva fatima femke fleur floor geertje gerda hanneke helga hilde ilse inge ingrid irene iris janneke jasmijn jessica joke jolanda josephine
 judith julia karen karin kelly kim kirsten laura leonie lieke linda lisa lisanne lotte maaike manon maria marieke marije marjan marjolein marleen marloes melanie melissa miranda
 mirjam monique naima nadia natalie natasja nicole nienke nina patricia petra priscilla rachel rebecca renate renee ria rianne roos sabine samantha samira sandra sanne sara saskia
 silvia simone sofie sonja stephanie susan suzanne sylvia tamara tanja tineke valerie vanessa vera wendy wilma yasmina yvonne`)
	fathersNames = set(`aad ad adriaan albert alex anton arjan arie arnold bart bas ben bernard bert bob bram daan daniel danny dave david dennis dick dirk edwin eric erik erwin evert
 ferdinand frank frans fred frits gerard gerrit gijs hans harm harry hendrik henk herman hugo jaap jacob jan jasper jeroen jim joep johan john joost joris jos jurgen karel kees
 klaas koen lars lars-jan leo leon luuk maarten marc marcel marco mark mark-jan martijn martin mathijs maurice max menno michael michel mohamed mohammed mustafa niels nico patrick paul
 peter piet pieter rafael ralph raymond rene richard rob robbert robert roel rogier roland ron ronald roy ruben rudolf ruud sander sebastiaan sjoerd stefan steven sven theo thijs
 thomas tim tom ton victor vincent wesley wim willem wouter`)
)

var reChildAge = expression(`(?i)\b(?:zoon|dochter|zoontje|dochtertje|kind|kindje|kleuter|peuter|puber|tiener|brugklasser|tweeling|jongen|jongetje|meisje|meisjes|meiden|pleegkind|pleegzoon|pleegdochter|kleinzoon|kleindochter|stiefzoon|stiefdochter|neefje|nichtje|leerling|oudste|jongste|hij|zij|ze|[A-Z]\.)(?:\s+\p{L}+)?\s*(?:is|van|wordt|was|\(|,|:)?\s*(?:net |nu |bijna |van )?\(?(\d{1,2})(?:\)|\s*(?:jaar|jr|geworden)\b|\b)|\bik ben (\d{1,2})\b|\b(\d{1,2})[ -]jarige?\b`)

// childAge is the age of the child a mail is about; 0 when there is none or more than one.
func (l *letter) childAge(p *page) (int, Span) {
	age, where := 0, Span{}
	for _, m := range reChildAge.FindAllStringSubmatchIndex(p.flat, 30) {
		g := 2
		for m[g] < 0 {
			g += 2
		}
		n := number(p.flat[m[g]:m[g+1]])
		after := strings.ToLower(p.flat[m[g+1]:min(len(p.flat), m[g+1]+12)])
		if n < 1 || n > 18 || strings.HasPrefix(after, " uur") || strings.HasPrefix(after, ".") && len(after) > 1 && after[1] >= '0' && after[1] <= '9' || startsWithMonth(after) || strings.HasPrefix(after, " week") || strings.HasPrefix(after, " maand") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, " keer") || strings.HasPrefix(after, " kind") {
			continue
		}
		if age != 0 && age != n {
			return 0, Span{}
		}
		if age == 0 {
			age, where = n, Span{"child_age", m[g], m[g+1]}
		}
	}
	// "een jongen van 11 en een meisje van 8" is two children, also where one match covers both.
	return age, where
}

func startsWithMonth(s string) bool {
	f := strings.Fields(s)
	return len(f) > 0 && strings.HasPrefix(s, " ") && months[strings.Trim(f[0], ".,")] > 0
}
