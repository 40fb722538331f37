package understand

import (
	"strings"
	"unicode/utf8"
)

// Signature is what stands below the closing words of a mail.
type Signature struct {
	Name         string
	Function     string
	Organisation string
	Phone        string   // mobile before landline
	Address      []string // lines
}

var (
	reClosing = expression(`(?i)^[\s*_]*(?:(?:alvast|bij voorbaat|hartelijk|heel erg|veel)?\s*(?:bedankt|dank(?:je)?(?: je| u)? ?(?:wel)?)[,!. ]*(?:en |voor .{0,40}?(?: en |, ))?)?` +
		`(?:met |m\.?\s?)?(?:alle |een |de |veel |heel veel )?(?:zeer |meeste )?(?:vriendelijke?|hartelijke?|warme?|lieve|zonnige|sportieve|beste|collegiale|vr\.?|fijne|groene|beleefde|oprechte|dankbare|kind regards|best regards|regards|hoogachtend|hoogachting|achtend|mvg|m\.v\.g|mvrgr|vrgr|v\.?g|gr|grt|grtz|groet|groeten|groetjes|groetj?es|liefs|kus|xx?|hgr|gegroet|met eerbied|hoogacht\w*)\b[\s.,!]*(?:en |met )?(?:vriendelijke|hartelijke|lieve|warme)?\s*(?:groet\w*|hoogachting|achting)?\b(.{0,40})$`)
	reThanksLine = expression(`(?i)^\s*(?:alvast |bij voorbaat |nogmaals )?(?:heel |heel erg |zeer |hartelijk |veel )?(?:bedankt|dank|dank je wel|dankjewel|dank u wel|dank u|thanks|merci)(?: alvast)?\s*[!.,]*\s*$`)
	reClosingEnd = expression(`(?i)\b(?:vriendelijke|hartelijke|warme|lieve) (?:groet(?:en|jes)?)\s*,?\s*$`)
	rePhoneFoot  = expression(`(?i)^\s*(?:verstuurd|verzonden|sent|gesendet|outlook|get outlook|download outlook|envoyé)\s+(?:vanaf|van|met|from|via|voor|with|using|for|mijn)\b.{0,90}$`)
	reDisclaimer = expression(`(?i)(de informatie (?:in|verzonden|opgenomen) .{0,60}(?:e-?mail|bericht)|dit (?:e-?mail)?bericht (?:kan|is uitsluitend|is vertrouwelijk|en eventuele)|the information (?:in|contained)|this (?:e-?mail|message) (?:and|is|may|contains)|aan dit bericht kunnen geen|denk aan het milieu|think before you print|please consider the environment|algemene (?:leverings)?voorwaarden (?:van toepassing|zijn)|zijn onze algemene voorwaarden|uitsluitend bestemd voor de geadresseerde|werkt onder de avg|disclaimer|aansprakelijkheid is beperkt|deze e-?mail (?:is uitsluitend|kan vertrouwelijk|en de inhoud)|niet de (?:bedoelde|beoogde) ontvanger|verzoeken wij u dit bericht te vernietigen|bespaar papier|print(?:en)? (?:deze|dit) (?:e-?mail|bericht))`)
	reProse      = expression(`(?i)\b(ik|we|wij|je|u|jullie|kunt|kunnen|kan|mag|moet|graag|heb|hebben|is|zijn|wil|willen|zou|het|factuur|adres)\b`)
	rePostscript = expression(`(?i)^\s*\(?\s*p\.?\s?s\.?[\s:.,]`)
)

// cutSignature marks the signature, what phones and servers add, and postscripts, which
// belong to the letter again. It works on the lines that are new.
func (l *letter) cutSignature() {
	last := -1
	for i, k := range l.kinds {
		if k == kindNew && l.line(i) != "" {
			last = i
		}
	}
	inNoise := false
	for i := 0; i <= last; i++ {
		if l.kinds[i] != kindNew {
			continue
		}
		s := l.line(i)
		if s == "" {
			continue
		}
		switch {
		case rePhoneFoot.MatchString(s) || s == "[Logo]":
			l.kinds[i] = kindNoise
		case reDisclaimer.MatchString(s) && (i > 3 || inNoise) && i*2 > last:
			inNoise = true
			l.kinds[i] = kindNoise
		case inNoise && utf8.RuneCountInString(s) > 30:
			l.kinds[i] = kindNoise
		}
	}
	start := l.signatureStart(last)
	if start < 0 {
		return
	}
	letterAgain := false
	for i := start; i <= last; i++ {
		s := l.line(i)
		if l.kinds[i] != kindNew {
			continue
		}
		if s == "" {
			letterAgain = false
		}
		if i > start && (rePostscript.MatchString(s) || l.line(i-1) == "" && l.proseAt(i, last)) {
			letterAgain = true
		}
		if !letterAgain {
			l.kinds[i] = kindSignature
		}
	}
}

func (l *letter) line(i int) string {
	return strings.TrimSpace(l.text[l.lines[i].start:l.lines[i].end])
}

// signatureStart finds the line where the signature begins: the closing words, "-- ", or
// the sender's own name on a line of its own; -1 when there is none.
func (l *letter) signatureStart(last int) int {
	from := cleanPerson(l.m.From.Name).full()
	named := -1
	for i := 0; i <= last; i++ {
		if l.kinds[i] != kindNew {
			continue
		}
		s := l.line(i)
		n := utf8.RuneCountInString(s)
		if s == "" || n > 75 {
			continue
		}
		if s == "--" && i > 0 {
			return i
		}
		if i > 0 && n <= 70 && isClosing(s) {
			return i
		}
		// The sender's name alone on a line closes the letter, unless an address follows it.
		if named < 0 && i > 0 && from != "" && sameName(s, from) && !l.addressFollows(i, last) && !l.labelAbove(i) {
			named = i
		}
	}
	return named
}

func isClosing(s string) bool {
	if reThanksLine.MatchString(s) {
		return true
	}
	if strings.HasSuffix(s, "?") || strings.Contains(s, ". ") && len(s) > 50 {
		return false
	}
	if m := reClosing.FindStringSubmatch(s); m != nil && strings.TrimSpace(s) != "" {
		low := fold(s)
		// "Beste allen," opens a letter; "dank voor ..." without a greeting is a sentence.
		if strings.HasPrefix(low, "beste") && !strings.Contains(low, "groet") || strings.HasPrefix(low, "lieve ") && !strings.Contains(low, "groet") {
			return false
		}
		return utf8.RuneCountInString(strings.TrimSpace(m[1])) <= 32
	}
	return reClosingEnd.MatchString(s)
}

// rePostcodeLine is a line that begins or ends with a Dutch or Belgian postcode and town.
var rePostcodeLine = expression(`\b[1-9]\d{3}\s{0,3}[A-Z]{2}\b|^(?:B-?\s?)?[1-9]\d{3}\s+\p{Lu}`)

func (l *letter) addressFollows(i, last int) bool {
	for j := max(0, i-1); j <= last && j <= i+3; j++ {
		if rePostcodeLine.MatchString(l.line(j)) && j > i {
			// Below a name at the end of the letter an address is part of the signature.
			for k := j + 1; k <= last; k++ {
				if l.kinds[k] == kindNew && l.line(k) != "" && l.proseAt(k, last) {
					return true
				}
			}
			return i > 0 && strings.HasSuffix(l.line(i-1), ":") || i > 1 && strings.HasSuffix(l.line(i-2), ":")
		}
	}
	return false
}

func (l *letter) labelAbove(i int) bool {
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		s := l.line(j)
		if s == "" {
			continue
		}
		return strings.HasSuffix(s, ":")
	}
	return false
}

// proseAt says whether the paragraph at line i is a piece of letter.
func (l *letter) proseAt(i, last int) bool {
	words, hits, lines, labels := 0, 0, 0, 0
	if len(strings.Fields(clip(l.line(i), 600))) < 5 {
		return false
	}
	for j := i; j <= last && l.line(j) != ""; j++ {
		s := clip(l.line(j), 600)
		words += len(strings.Fields(s))
		hits += len(reProse.FindAllString(s, 5))
		if k := strings.IndexAny(s, "|"); k >= 0 {
			labels++
		}
		lines++
	}
	return words >= 8 && hits >= 2 && words >= 6*lines && labels == 0
}

// readSignature takes the signature's lines apart.
func (l *letter) readSignature() {
	var parts []string
	for i, k := range l.kinds {
		if k != kindSignature {
			continue
		}
		s := l.line(i)
		if isClosing(s) {
			// "Groet Els" and "GROETEN ELS BRUINS" carry the name behind the greeting.
			if name := afterGreeting(s); name != "" {
				parts = append(parts, name)
			}
			continue
		}
		if s == "--" || s == "" {
			continue
		}
		for _, part := range reBar.Split(s, -1) {
			if part = strings.Trim(squeeze(part), " *_"); part != "" {
				parts = append(parts, part)
			}
		}
	}
	if l.sig.Name == "" {
		for i, s := range parts {
			if i < 3 && looksLikeName(s) && !isOrganisation(s, "") {
				l.sig.Name = cleanPerson(s).full()
				break
			}
		}
	}
	domain := domainWord(l.m.From.Email)
	for _, s := range parts {
		if len(s) > 120 {
			continue
		}
		low := fold(s)
		switch {
		case rePhone.MatchString(s):
			for _, n := range rePhone.FindAllString(s, 4) {
				f := formatPhone(n, false)
				if f != "" && (l.sig.Phone == "" || strings.HasPrefix(f, "06-") && !strings.HasPrefix(l.sig.Phone, "06-")) {
					l.sig.Phone = f
				}
			}
		case reEmail.MatchString(s) || strings.Contains(low, "www.") || strings.Contains(low, "http"):
		case rePostcode.MatchString(s) || reStreetLine.MatchString(s):
			l.sig.Address = append(l.sig.Address, s)
		case sameName(s, l.sig.Name):
		default:
			function, org := splitFunction(s, domain)
			if l.sig.Function == "" {
				l.sig.Function = function
			}
			if l.sig.Organisation == "" {
				l.sig.Organisation = org
			}
		}
	}
}

var (
	reBar      = expression(`\s+[|•·]\s+|\s{3,}|\t`)
	reGreeting = expression(`(?i)^.*?\b(?:groet(?:en|jes)?|liefs|mvg|gr\.?|grt|kus|hoogachtend|regards|xx?)[\s,.!:]+(?:uit \w+[,.]?\s*|van |en liefs )?(.*)$`)
)

func afterGreeting(s string) string {
	m := reGreeting.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	rest := strings.Trim(m[1], " ,.!")
	if looksLikeName(rest) {
		return rest
	}
	return ""
}

var reFunctionOrg = expression(`(?i)^(.{3,60}?)\s+(?:bij|van|,|-|–|@)\s+(.{3,80})$`)

// splitFunction takes a signature line apart into a function ("teamleider") and an
// organisation; each may be empty.
func splitFunction(s, domain string) (function, org string) {
	s = strings.Trim(s, " ,.-–")
	if isOrganisation(s, domain) && !startsWithFunction(s) {
		return "", trimOrganisation(s)
	}
	if !startsWithFunction(s) {
		return "", ""
	}
	if m := reFunctionOrg.FindStringSubmatch(s); m != nil && isOrganisation(m[2], domain) {
		return m[1], trimOrganisation(m[2])
	}
	// "Gezinscoach Wijkteam Zuid": the organisation begins at a later capital.
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		tail := strings.Join(words[i:], " ")
		if isUpper(words[i]) && isOrganisation(tail, domain) {
			return strings.Join(words[:i], " "), trimOrganisation(tail)
		}
	}
	if k := strings.IndexAny(s, ",/"); k > 0 && strings.Contains(s, ",") {
		return strings.TrimSpace(s[:strings.IndexByte(s, ',')]), ""
	}
	return s, ""
}
