package understand

import (
	"strings"
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// orgWords are words that make a name the name of an organisation.
var orgWords = set(`praktijk kinderpraktijk kindpraktijk gezinspraktijk stichting gemeente school basisschool obs cbs kbs rkbs pcbs
 sbo ikc kc kdv bso kov kindcentrum kindercentrum jeugdteam jeugdzorg jeugdhulp jeugdbescherming wijkteam wijkzorg centrum cjg ggd ggz
 kinderopvang gezinshuis mediation mediators coaching kindercoaching gezinscoaching gezinshulp zorghoeve bv b.v vof v.o.f nv n.v
 scholengroep college lyceum gymnasium universiteit hogeschool instituut bureau expertisecentrum vereniging maatschap opvang
 kinderdagverblijf peuterspeelzaal advocaten advocatenkantoor notariaat teaching therapie kindertherapie psychologen kindertuin
 zorggroep zorg familierecht samenwerkingsverband regio provincie ziekenhuis huisartsenpraktijk centra jeugdcentrum kinderhuis
 kindertherapiepraktijk welzijn sociaal maatschappelijk buurtteam gebiedsteam opvoedpoli veiligthuis ouderschap academie bibliotheek
 mytylschool daltonschool montessorischool jenaplanschool vrijeschool scholengemeenschap onderwijsgroep kinderwerk jeugdwerk steunpunt buurthuis wijkhuis familiehuis logeerhuis kinderhuis jeugdhuis ontmoetingshuis
 gezinsondersteuning gezinsbegeleiding jeugdhulpverlening zorgboerderij buurtzorg begeleiding company ltd asbl vzw clb opvoedwinkel
 adviesbureau kliniek polikliniek crediteuren crediteurenadministratie inkoopportaal frontoffice backoffice secretariaat redactie`)

var orgSuffixes = []string{
	"praktijk", "school", "coaching", "centrum", "zorg", "hulp", "opvang", "mediation", "begeleiding", "ondersteuning", "therapie", "college",
	"stichting", "scholengroep", "hulpverlening", "poli", "kliniek", "instelling", "groep", "consult", "advies", "educatie", "team", "coaches",
}

// departmentWords are organisation words that name a desk, not an organisation.
var departmentWords = set(`crediteuren crediteurenadministratie inkoopportaal frontoffice backoffice secretariaat administratie boekhouding afdeling financien
 inkoop debiteuren debiteurenadministratie receptie planning hr personeelszaken redactie team factuurverwerking salarisadministratie bedrijfsbureau`)

// functionWords are words for what somebody does.
var functionWords = set(`orthopedagoog pedagoog psycholoog coach kindercoach gezinscoach jeugdcoach trainer directeur directrice manager teamleider teammanager
 leerkracht docent docente intern ib begeleider gezinsbegeleider kinderbegeleider adviseur beleidsadviseur beleidsmedewerker medewerker
 consulent jeugdconsulent ambulant hulpverlener gezinswerker jeugdwerker maatschappelijk schoolmaatschappelijk mediator advocaat jurist therapeut kindertherapeut
 speltherapeut secretaresse secretaris administratie administrateur boekhouder boekhouding inkoper coordinator zorgcoordinator ib'er ib-er student studente
 stagiair stagiaire eigenaar eigenaresse zzp'er juf meester mentor jeugdarts verpleegkundige jeugdverpleegkundige praktijkhouder behandelaar kindbehandelaar
 projectleider projectmedewerker kwaliteitsmedewerker crediteurenadministratie crediteuren afdeling frontoffice logopedist
 intern-begeleider mfn-registermediator registermediator familierechtadvocaat pedagogisch onderwijsassistent ouderconsulent senior junior
 journalist journaliste redacteur fotograaf counselor adjunct-directeur schoolleider wethouder griffier officemanager office contactpersoon voorzitter penningmeester bestuurder remedial gz-psycholoog`)

var functionSuffixes = []string{
	"begeleider", "begeleidster", "coach", "pedagoog", "therapeut", "therapeute", "adviseur", "adviseuse", "consulent", "consulente", "manager", "medewerker", "medewerkster",
	"leider", "leidster", "werker", "werkster", "mediator", "leerkracht", "docent", "directeur", "coordinator", "psycholoog", "verlener", "verleenster", "ondersteuner", "behandelaar", "specialist",
	"assistent", "assistente", "verpleegkundige", "functionaris", "secretaris", "inkoper",
}

// nameStops are words that are no part of a person's name though they have a capital.
var nameStops = set(`ik wij we u jij je jullie de het een beste geachte hallo hoi dag goedemorgen goedemiddag goedenavond dank bedankt graag adres factuur
 telefoon tel mobiel mail email e-mail website naam postbus bezoekadres postadres aanwezig werkdagen verstuurd verzonden maandag dinsdag woensdag donderdag vrijdag
 zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december kies nederland belgie groet groeten let ook met namens
 per op in is was wordt nieuw oud training nascholing basistraining handleiding werkboek bestelling aanmelding alvast vriendelijke hartelijke groetjes liefs dieet functie`)

func isFunctionWord(w string) bool {
	w = strings.Trim(fold(w), ".,;:()")
	if functionWords[w] {
		return true
	}
	for _, s := range functionSuffixes {
		if len(w) > len(s) && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

func startsWithFunction(s string) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '/' || r == ',' })
	for i, w := range words {
		if i > 2 {
			return false
		}
		if isFunctionWord(w) {
			// "Praktijk voor ..." and "Stichting ..." start an organisation.
			return i == 0 || !orgWords[fold(words[0])]
		}
		if isUpper(w) && i > 0 {
			return false
		}
	}
	return false
}

// isOrganisation says whether a phrase names an organisation: it holds a word for one, or
// it is spelled in the sender's mail domain.
func isOrganisation(s, domain string) bool {
	if s == "" || len(s) > 140 || strings.HasSuffix(s, "?") {
		return false
	}
	if matchesDomain(s, domain) {
		return true
	}
	for _, w := range strings.FieldsFunc(fold(s), func(r rune) bool { return r == ' ' || r == ',' || r == '/' || r == '(' || r == ')' || r == '|' }) {
		w = strings.Trim(w, ".;:\"'")
		if orgWords[w] {
			return true
		}
		for _, x := range orgSuffixes {
			if len(w) > len(x)+2 && strings.HasSuffix(w, x) {
				return true
			}
		}
	}
	return false
}

// matchesDomain compares a phrase with the first label of a mail domain, both squashed.
func matchesDomain(s, domain string) bool {
	q := squash(s)
	if len(domain) < 5 || len(q) < 4 {
		return false
	}
	if q == domain {
		return true
	}
	return len(q) >= 6 && strings.Contains(domain, q) && len(q)*10 >= len(domain)*6 || strings.Contains(q, domain) && len(domain) >= 6
}

// domainWord is the part of a mail domain that names its owner, squashed; empty for the
// big providers' domains.
func domainWord(email string) string {
	_, d, ok := strings.Cut(strings.ToLower(email), "@")
	if !ok {
		return ""
	}
	labels := strings.Split(d, ".")
	n := len(labels) - 1
	if n > 1 && (labels[n-1] == "example" || labels[n-1] == "co" || labels[n-1] == "com") {
		n--
	}
	if n < 1 {
		return ""
	}
	w := squash(labels[n-1])
	if providers[w] {
		return ""
	}
	return w
}

var providers = set(`gmail hotmail outlook live icloud yahoo ziggo kpnmail kpn planet xs4all hetnet home casema upcmail protonmail proton msn me telenet skynet student post mail telfort quicknet chello tele2 caiway online solcon zeelandnet kapnet planeet gml htm ptn zigmail yah hotmail2`)

// reLegalForm is a legal form that lost its last point to the end of a sentence.
var reLegalForm = expression(`(?i)\b(?:b\.v|n\.v|v\.o\.f)$`)

var reOrgEnd = expression(`(?i)\s*(?:\bt\.?a\.?v\.?\b.*|[,;(|].*|\s-\s.*|\s–\s.*|\.$)$`)

// trimOrganisation takes a town, an addition or a sign off the end of an organisation's name.
func trimOrganisation(s string) string {
	s = plainQuotes(squeeze(s))
	t := strings.TrimSpace(reOrgEnd.ReplaceAllString(s, ""))
	if reLegalForm.MatchString(t) {
		t += "."
	}
	t = strings.Trim(t, `"*_ `)
	if t == "" {
		return s
	}
	if allCaps(t) && len(t) > 6 {
		words := strings.Fields(t)
		for i, w := range words {
			if !set(`CBS OBS KBS CJG IKC SBO GGD GGZ BV NV VOF KDV BSO`)[w] {
				words[i] = capitalise(w)
			}
		}
		t = strings.Join(words, " ")
	}
	return t
}

// orgWord is one capitalised word of a name; points only inside it.
const orgWord = `\p{Lu}[\p{L}\d'’&\-]*(?:\.[\p{L}\d]+)*`

// orgConnect is a small word between two of them.
const orgConnect = `(?:&|en|de|het|van|der|den|voor|op|te|'t|’t|'s|’s|aan)`

var (
	reOrgRun    = expression(`(?:` + orgWord + `|\d{1,2}e)(?:[ ]+(?:` + orgConnect + `[ ]+)*(?:` + orgWord + `|'t|’t))*`)
	reNamens    = expression(`(?i:\b(?:namens|werk(?:en|zaam)?(?: als [\p{L} \-']{3,40}?)?(?: \w+){0,2}? (?:bij|voor|vanuit)|werkgever is|in dienst (?:bij|van)|onder de naam|handelend onder|praktijknaam is|wij (?:zijn|van)|op naam van|ten name van|t\.?n\.?v\.?)) +(?:(?:de|het|onze|mijn|een|praktijk|organisatie|school|stichting|basisschool)\s+)*(?:gemeente\s+)?(` + orgWord + `(?:[ ]+(?:` + orgConnect + `[ ]+)*(?:` + orgWord + `|'t|’t|\+))*)`)
	reGemeente  = expression(`\b[Gg]emeente ((?:\p{Lu}[\p{L}'’\-]+|'s|’s)(?:[ \-](?:aan|den|de|het|en|op|van|\p{Lu}[\p{L}\-]+)){0,3})`)
	reQuotedOrg = expression(`(?i:\b(?:praktijk|school|stichting|organisatie))\s+((?:(?:De|Het|'t)\s+)?\p{Lu}[\p{L}'’\-]*(?:\s+(?:&\s+)?\p{Lu}[\p{L}'’\-]*)*)`)
)

// organisationsIn lists the names of organisations in a page with their places.
func (l *letter) organisationsIn(p *page, domain string) []Span {
	var out []Span
	for _, m := range reOrgRun.FindAllStringIndex(p.flat, 400) {
		s, start := p.flat[m[0]:m[1]], m[0]
		// The first word of a sentence has its capital for nothing.
		for {
			first, rest, ok := strings.Cut(s, " ")
			if !ok || !nameStops[fold(first)] && !leadStops[fold(first)] || matchesDomain(s, domain) && !matchesDomain(rest, domain) {
				break
			}
			if fold(first) == "de" || fold(first) == "het" {
				break
			}
			start += len(first) + 1
			s = strings.TrimLeft(rest, " ")
			start += len(rest) - len(s)
		}
		s = strings.TrimRight(s, ".'-& ")
		if l.ownName(s) {
			continue
		}
		if len(s) < 4 || len(s) > 90 || !isOrganisation(s, domain) || isFunctionWord(s) || departmentWords[fold(s)] {
			continue
		}
		if !strings.Contains(s, " ") && !matchesDomain(s, domain) {
			continue
		}
		out = append(out, Span{"organisation", start, start + len(s)})
	}
	return out
}

// ownName says whether a name is the office's own.
func (l *letter) ownName(s string) bool {
	low := fold(s)
	for _, own := range l.r.names {
		if low == own || strings.HasPrefix(low, own+" ") && len(own) > 6 || strings.HasPrefix(low, "kies ") {
			return true
		}
	}
	return false
}

var leadStops = set(`bij voor naar aan namens van en door onze ons mijn dag vanuit binnen via wij dit dat zij als of`)

// organisation settles for whom the sender writes; empty when nothing says so.
func (l *letter) organisation() string {
	domain := domainWord(l.m.From.Email)
	if v, _ := l.tableValue("organisation"); v != "" {
		return trimOrganisation(v)
	}
	for _, p := range []*page{l.below, l.body} {
		for _, s := range l.organisationsIn(p, domain) {
			if name := p.flat[s.Start:s.End]; matchesDomain(name, domain) && !sameName(name, l.person.full()) {
				if p == l.below && l.sig.Organisation != "" && len(l.sig.Organisation) >= len(name) && len(l.sig.Organisation) < 2*len(name) {
					break
				}
				l.found("organisation", s.Start, s.End)
				return l.municipality(trimOrganisation(name))
			}
		}
	}
	if l.sig.Organisation != "" {
		return l.sig.Organisation
	}
	if s := l.displayOrganisation(); s != "" {
		return s
	}
	if m := reNamens.FindStringSubmatchIndex(l.body.flat); m != nil {
		s := l.body.flat[m[2]:m[3]]
		if g := reGemeente.FindStringSubmatch(l.body.flat[m[0]:m[1]]); g != nil {
			l.found("organisation", m[2], m[3])
			return "Gemeente " + plainQuotes(g[1])
		}
		if !sameName(s, l.person.full()) && !nameStops[fold(s)] && fold(s) != "kies" && l.r.towns[fold(s)] == "" {
			l.found("organisation", m[2], m[3])
			return trimOrganisation(s)
		}
	}
	return ""
}

// municipality gives "Gemeente Polderland" for "Polderland" where the mail calls it so.
func (l *letter) municipality(name string) string {
	for _, p := range []*page{l.below, l.body} {
		for _, m := range reGemeente.FindAllStringSubmatch(p.flat, 10) {
			if g := plainQuotes(squeeze(m[1])); g == name || strings.HasPrefix(g, name+" ") {
				return "Gemeente " + name
			}
		}
	}
	return name
}

var reDisplayOrg = expression(`\(([^)]{3,80})\)|\s[|\-–/]\s+(.{3,80})$|\bvia\s+(.{3,80})$`)

// displayOrganisation is the organisation in the sender's display name.
func (l *letter) displayOrganisation() string {
	name := plainQuotes(l.m.From.Name)
	if m := reDisplayOrg.FindStringSubmatch(name); m != nil {
		for _, s := range m[1:] {
			if s != "" && (isOrganisation(s, domainWord(l.m.From.Email)) || strings.Contains(name, "|")) && !sameName(s, l.person.full()) && !looksGiven(s) {
				return trimOrganisation(s)
			}
		}
		return ""
	}
	if !isOrganisation(name, "") {
		return ""
	}
	words := strings.Fields(name)
	for len(words) > 1 && departmentWords[fold(words[0])] {
		words = words[1:]
	}
	if s := strings.Join(words, " "); !departmentWords[fold(s)] {
		return trimOrganisation(s)
	}
	return ""
}

// looksGiven says whether a bracketed word is a given name rather than an organisation.
func looksGiven(s string) bool { return !strings.Contains(s, " ") && !isOrganisation(s, "") }
