package register

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/data"
)

// field is what a column of a list holds.
type field string

const (
	fSurname     field = "Achternaam"
	fInfix       field = "Tussenvoegsel"
	fFirst       field = "Voornaam"
	fInitials    field = "Voorletters"
	fName        field = "Naam"
	fCertName    field = "Naam op certificaat"
	fTitle       field = "Titel"
	fGender      field = "M/V"
	fOrg         field = "Organisatie"
	fStreet      field = "Straat"
	fNumber      field = "Huisnummer"
	fAddition    field = "Toevoeging"
	fPostcode    field = "Postcode"
	fTown        field = "Plaats"
	fPlace       field = "Postcode en plaats"
	fProvince    field = "Provincie"
	fCountry     field = "Land"
	fPhone       field = "Telefoon"
	fMobile      field = "Mobiel"
	fEmail       field = "E-mail"
	fWorkEmail   field = "E-mail werk"
	fRole        field = "Functie"
	fCert        field = "Certificaat"
	fCertNumber  field = "Certificaatnummer"
	fTrained     field = "Datum training"
	fTrainedAt   field = "Plaats training"
	fTrainer     field = "Trainer"
	fFollowUp    field = "Nascholing"
	fFollowedUp  field = "Datum nascholing"
	fMemberUntil field = "Lid tot"
	fMember      field = "Lidmaatschap"
	fMemberSince field = "Lid sinds"
	fHandbook    field = "Handleiding besteld"
	fNoMail      field = "Geen mail"
	fNotes       field = "Opmerkingen"
	fSerial      field = "Volgnummer"
	fUnknown     field = ""
	fIgnore      field = "-" // left out, by choice
)

// headings are the wordings of headings, lower case without signs, by what the
// column holds. What is not among them is tried with the rules of guessHeading.
var headings = map[field]string{
	fSurname:     "achternaam|familienaam|geslachtsnaam|naam achternaam|anaam|surname|last name|lastname|family name|eigennaam|roepnaam achternaam",
	fInfix:       "tussenvoegsel|tussenvoegsels|tussenv|tv|tvg|tussen|voorvoegsel|voorvoegsels|vv|infix|prefix|tussenvoegsel s|tussenvgsl|tsv|tsvgsl|tusv|tussenvs|tussenvg|tvgsl|vvgsl",
	fFirst:       "voornaam|voornamen|roepnaam|vnaam|first name|firstname|given name|roep naam|voor naam",
	fInitials:    "voorletters|voorletter|voorl|vl|initialen|initials|voorlet|voorletter s",
	fName:        "naam|volledige naam|naam deelnemer|deelnemer|deelnemers|naam coach|naam professional|professional|naam cursist|cursist|cursisten|naam volledig|name|full name|fullname|participant|participants|persoon|contactpersoon|naam contactpersoon|coach|voor en achternaam|voornaam en achternaam|voor achternaam|voornaam achternaam|naam lid|contact|mediator|naam mediator",
	fCertName:    "naam op certificaat|naam certificaat|certificaatnaam|naam op het certificaat|name on certificate",
	fTitle:       "titel|titels|titulatuur|title|aanhef titel|academische titel|graad",
	fGender:      "m v|mv|m v x|v m|geslacht|gender|man vrouw|sexe|sekse|sex|aanhef|aanspreekvorm|salutation",
	fOrg:         "organisatie|organisatie naam|organisatienaam|naam organisatie|instelling|bedrijf|bedrijfsnaam|praktijk|praktijknaam|naam praktijk|werkgever|werkzaam bij|school|school organisatie|organisatie praktijk|organisatie school|organization|organisation|company|employer|naam instelling|naam bedrijf|firma|instantie|organisatie instelling|kantoor|kantoornaam|naam kantoor|mediationkantoor|bureau|naam bureau",
	fStreet:      "straat|straatnaam|adres|adresregel|adresregel 1|adres 1|straat en huisnummer|straat huisnummer|straat nr|straat en nr|straat nummer|straat huisnr|straat en huisnr|street|address|address 1|woonadres|postadres|bezoekadres|adres straat en nummer|werkadres|privéadres",
	fNumber:      "nr|huisnummer|huisnr|huis nr|hnr|nummer|house number|huisno|no|huisnummer toevoeging|huisnummer en toevoeging|nr toev",
	fAddition:    "toev|toevoeging|huisnummertoevoeging|huisnr toevoeging|toevoeg|bus|busnr|busnummer|huisletter|toev nr",
	fPostcode:    "postcode|pc|postc|post code|postnummer|postnr|postal code|zip|zip code|zipcode|postkode",
	fTown:        "plaats|plaatsnaam|woonplaats|stad|gemeente|vestigingsplaats|vestiging|town|city|wpl|woonpl|place",
	fPlace:       "postcode plaats|postcode en plaats|pc plaats|postcode woonplaats|postcode en woonplaats|pc woonplaats|pc en plaats",
	fProvince:    "provincie|prov|province|regio provincie|provincie regio|gewest|regio",
	fCountry:     "land|landcode|country|land code|nationaliteit land",
	fPhone:       "telefoon|tel|telefoonnummer|telnr|tel nr|telefoonnr|telefoon vast|vast nummer|vaste telefoon|tel vast|phone|telephone|telefoon thuis|tel thuis|tel privé|tel prive|telefoon privé|telefoon prive|telefoon werk|tel werk|telefoon 1|tel overdag",
	fMobile:      "mobiel|mobiele telefoon|mobiel nummer|mobielnummer|gsm|gsm nummer|mob|06|06 nummer|06nummer|mobile|cell|telefoon mobiel|tel mobiel|mobiel nr|mobiele nummer|telefoon 2|tel 2",
	fEmail:       "e mail|email|mail|e mailadres|emailadres|mailadres|e mail adres|email adres|e mail privé|e mail prive|email privé|email prive|email address|e mail address|mail adres|mail privé|mail prive|privé mail|privémail|e mail 1|email 1",
	fWorkEmail:   "e mail werk|email werk|mail werk|werkmail|werk e mail|werk email|e mail zakelijk|email zakelijk|zakelijke e mail|zakelijke mail|zakelijk e mailadres|e mailadres werk|e mailadres zakelijk|emailadres werk|e mail 2|email 2|tweede e mail|work email|mail praktijk|e mail praktijk",
	fRole:        "functie|functies|rol|rollen|function|role|beroep|soort professional|type professional|discipline|job title|functietitel",
	fCert:        "certificaat|opleiding|training|soort training|soort certificaat|type certificaat|cursus|naam training|naam opleiding|basistraining|gevolgde training|gevolgde opleiding|opleiding certificaat|certificate|course|scholing|gevolgde scholing|certificering",
	fCertNumber:  "certificaatnr|certificaatnummer|certificaat nr|certificaat nummer|cert nr|certnr|cert nummer|nr certificaat|nummer certificaat|registratienummer|reg nr|regnr|kc nummer|diplomanummer|certificate number|certificate no|certificaat no|cert no",
	fTrained:     "datum training|trainingsdatum|datum certificaat|certificaatdatum|certificaat datum|datum behaald|behaald op|behaald|datum opleiding|opleidingsdatum|datum basistraining|datum cursus|datum afgifte|afgiftedatum|certificaat behaald|certificaat behaald op|gecertificeerd op|datum certificering|training datum|gecertificeerd sinds|gecertificeerd|jaar training|jaar certificaat|datum|certificaat d d|training d d|training gevolgd op|date|certificate date|training date|jaar|gevolgd op|datum afronding|afgerond op|wanneer|d d",
	fTrainedAt:   "plaats training|trainingsplaats|trainingslocatie|locatie training|locatie|plaats opleiding|plaats cursus|plaats certificaat|training te|location|training location|plaats basistraining|opleidingsplaats|gevolgd te",
	fTrainer:     "trainer|trainers|trainer s|docent|docenten|opleider|begeleider|instructor|hoofdtrainer|cotrainer|co trainer|tweede trainer|eerste trainer|docent en",
	fFollowUp:    "nascholing|nascholingen|verdiepingsdag|verdieping|vervolgscholing|bijscholing|vervolgtraining|soort nascholing|gevolgde nascholing|laatste nascholing|follow up|follow up training|studiedag",
	fFollowedUp:  "datum nascholing|nascholingsdatum|nascholing datum|datum verdiepingsdag|datum verdieping|datum laatste nascholing|nascholing d d|datum vervolgscholing|datum bijscholing|jaar nascholing|nascholing op|nascholing gevolgd op|follow up date|datum studiedag|laatste nascholing op",
	fMemberUntil: "lid tot|lid t m|lid tot en met|lidmaatschap tot|einde lidmaatschap|einddatum lidmaatschap|lidmaatschap t m|lidmaatschap eindigt|geldig tot|geldig t m|vervaldatum|einddatum|lidmaatschap einddatum|lidmaatschap tot en met|member until|membership until|expires|verloopt|verloopt op|lidmaatschap verloopt|contributie t m|contributie tot|contributie tot en met|contributie betaald tot|contributie betaald t m|betaald t m|betaald tot",
	fMember:      "lid|lidmaatschap|lid ja nee|lid j n|lidmaatschap status|status lidmaatschap|soort lidmaatschap|is lid|membership|lid status|lidstatus|type lidmaatschap|lidmaatschapsvorm",
	fMemberSince: "lid sinds|lid vanaf|lidmaatschap vanaf|lidmaatschap sinds|ingangsdatum lidmaatschap|ingangsdatum|begin lidmaatschap|startdatum lidmaatschap|member since",
	fHandbook:    "handleiding besteld|handleiding|handboek|handboek besteld|handleiding gekocht|handleiding ontvangen|handbook",
	fNoMail:      "geen mail|geen mailing|geen nieuwsbrief|no mail|afgemeld|afmelding nieuwsbrief|uitgeschreven nieuwsbrief",
	fNotes:       "opmerkingen|opmerking|opm|notitie|notities|bijzonderheden|commentaar|aantekeningen|notes|remarks|memo|toelichting|comments|extra|overig|overige",
	fSerial:      "volgnummer|volgnr|id|rij|rijnr|rijnummer|nr lid|lidnr|lidnummer|lid nr|relatienr|relatienummer|deelnemersnummer|klantnummer|index",
}

var byHeading = func() map[string]field {
	m := map[string]field{}
	for f, list := range headings {
		for h := range strings.SplitSeq(list, "|") {
			m[plainHeading(h)] = f
		}
	}
	return m
}()

// plainHeading is a heading in lower case, without accents and signs.
func plainHeading(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, data.Fold(s))
	return strings.Join(strings.Fields(s), " ")
}

var endNumber = regexp.MustCompile(`^(.*\D) ?(\d)$`)

// headingField says what a column under this heading holds; fUnknown when nothing is recognised.
func headingField(heading string) field {
	h := plainHeading(heading)
	if h == "" || len(h) > 60 {
		return fUnknown
	}
	if f, ok := byHeading[h]; ok {
		return f
	}
	if m := endNumber.FindStringSubmatch(h); m != nil {
		if f, ok := byHeading[strings.TrimSpace(m[1])]; ok && (f == fTrainer || m[2] == "1") {
			return f
		}
	}
	if before, _, bracket := strings.Cut(heading, "("); bracket {
		if f, ok := byHeading[plainHeading(before)]; ok {
			return f
		}
	}
	return guessHeading(h)
}

// guessHeading tries the words of a heading that is worded in a way of its own.
func guessHeading(h string) field {
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(" "+h, p) })
	}
	date := has(" datum", "datum", " wanneer", " jaar", " date", " d d", " behaald op", " op welke dag")
	followUp := has("nascholing", "verdieping", "vervolg", "bijscholing", "studiedag", "follow up")
	certificate := has("certificaat", "certificate", "diploma", "training", "opleiding", "cursus")
	work := has(" werk", "zakelijk", "praktijk", " work")
	switch {
	case has("mail") && has(" geen ", "afgemeld", "nieuwsbrief"):
		return fNoMail
	case has("mail") && work:
		return fWorkEmail
	case has("mail"):
		return fEmail
	case has("mobiel", " gsm", " 06", "mobile"):
		return fMobile
	case has("telefoon", " tel ", "phone"):
		return fPhone
	case has("achternaam", "familienaam", "surname", "last name"):
		return fSurname
	case has("voornaam", "roepnaam", "first name"):
		return fFirst
	case has("tussenvoegsel", "voorvoegsel"):
		return fInfix
	case has("voorletter", "initial"):
		return fInitials
	case has(" naam", "name") && has("certifica"):
		return fCertName
	case has("organisatie", "instelling", "bedrijf", "werkgever", "organi"):
		return fOrg
	case has("postcode") && has("plaats"):
		return fPlace
	case has("postcode", "postal"):
		return fPostcode
	case has("trainer", "docent", "opleider"):
		return fTrainer
	case has(" lid ", "lidmaatschap", "member") && (has(" tot", "einde", "eind", " t m", "verloop", "geldig", "until") || h == "lid t m"):
		return fMemberUntil
	case has(" lid ", "lidmaatschap", "member") && has("sinds", "vanaf", "ingang", "start", "since"):
		return fMemberSince
	case followUp && date:
		return fFollowedUp
	case followUp && !has("plaats", "locatie"):
		return fFollowUp
	case certificate && has(" nr", "nummer", "number"):
		return fCertNumber
	case certificate && date:
		return fTrained
	case certificate && has("plaats", "locatie", "location"):
		return fTrainedAt
	case certificate && !followUp:
		return fCert
	case has("lidmaatschap"):
		return fMember
	case has("handleiding", "handboek"):
		return fHandbook
	case has("huisnummer", "huisnr"):
		return fNumber
	case has("straat", "adres", " street", "address"):
		return fStreet
	case has("woonplaats", "plaatsnaam"):
		return fTown
	case has("provincie"):
		return fProvince
	case has("functie"):
		return fRole
	case has("opmerking", "notitie", "bijzonderhe", "aantekening"):
		return fNotes
	case strings.HasPrefix(h, "naam "):
		return fName
	}
	return fUnknown
}

// column is one column of a list.
type column struct {
	heading string
	field   field
	by      string // how it was recognised: By...
	hidden  bool   // in the workbook
}

// layout is where the table of a sheet starts and what its columns hold.
type layout struct {
	header  int // index of the row of headings; -1: none
	columns []column
	shape   string // the same for lists with the same columns
}

// lookFor is how many rows may stand above the headings: titles, dates, a legend.
const lookFor = 40

// findLayout looks for the row of headings; ok is false when no row names people.
func findLayout(s sheet) (l layout, ok bool) {
	best := 0
	for i, row := range s.rows[:min(len(s.rows), lookFor)] {
		var above []string
		if i > 0 {
			above = s.rows[i-1]
		}
		columns, score := recognise(row, above)
		if score > best {
			best, l, ok = score, layout{header: i, columns: columns}, true
		}
	}
	return l, ok
}

// groups gives for each column the heading that stands over several columns, in
// the row above; the cells after it are empty where they were merged.
func groups(row, above []string) []string {
	out := make([]string, len(row))
	if len(filledCells(above)) < 2 {
		return out
	}
	group := ""
	for i := range row {
		if i < len(above) && oneLine(above[i]) != "" {
			group = oneLine(above[i])
		}
		out[i] = group
	}
	return out
}

// general are the headings that mean what the heading over them says.
var general = wordSet("datum plaats jaar nr nummer soort naam locatie trainer trainers e-mail email mail telefoon tel adres op te")

// personal are the groups of columns under which a heading keeps the meaning that it has alone: the town under "Adres"
// is where somebody lives.
var personal = map[field]bool{fStreet: true, fName: true, fSurname: true, fOrg: true, fPlace: true, fTown: true}

// recognise reads a row as headings. The score is the number of different things
// recognised, 0 when no column names people; long texts are no headings.
func recognise(row, above []string) ([]column, int) {
	row = slices.Grow(slices.Clone(row), max(0, len(above)-len(row)))
	for len(filledCells(above)) > 1 && len(row) < len(above) {
		row = append(row, "")
	}
	columns := make([]column, len(row))
	over := groups(row, above)
	seen := map[field]int{}
	filled := 0
	for i, cell := range row {
		if oneLine(cell) == "" && over[i] != "" && i < len(above) && oneLine(above[i]) == over[i] && headingField(over[i]) != fUnknown {
			cell = over[i] // one heading over both rows
		}
		columns[i].heading = oneLine(cell)
		if columns[i].heading == "" {
			continue
		}
		filled++
		f := headingField(cell)
		if group := headingField(over[i]); over[i] != "" && over[i] != columns[i].heading && (f == fUnknown || general[plainHeading(cell)] && !personal[group]) {
			if under := headingField(over[i] + " " + cell); under != fUnknown {
				f = under
			}
		}
		columns[i].field = f
		if f != fUnknown {
			seen[f]++
		}
	}
	settle(columns, seen)
	named := seen[fSurname]+seen[fName]+seen[fFirst] > 0
	if !named || len(seen)*2 < filled {
		return columns, 0
	}
	return columns, len(seen)
}

var bareNumber = map[string]bool{"nr": true, "no": true, "nummer": true}

// settle decides what stands for two things: "Naam" beside "Voornaam" is the
// surname, a second column for the same thing goes to its other place or the notes.
func settle(columns []column, seen map[field]int) {
	if seen[fName] > 0 && seen[fSurname] == 0 && (seen[fFirst] > 0 || seen[fInitials] > 0 || seen[fInfix] > 0) {
		for i := range columns {
			if columns[i].field == fName {
				columns[i].field = fSurname
				seen[fSurname]++
				delete(seen, fName)
				break
			}
		}
	}
	street := false
	for i := range columns {
		switch {
		case columns[i].field == fStreet:
			street = true
		case columns[i].field == fNumber && !street && bareNumber[plainHeading(columns[i].heading)]:
			// "Nr" before any street counts the rows.
			columns[i].field = fSerial
		}
	}
	other := map[field]field{fEmail: fWorkEmail, fPhone: fMobile, fName: fUnknown, fTown: fTrainedAt}
	taken := map[field]bool{}
	for i := range columns {
		f := columns[i].field
		if f == fUnknown || f == fTrainer || f == fNotes {
			continue
		}
		if taken[f] {
			f = other[f]
			if f != fUnknown && (seen[f] > 0 || taken[f]) {
				f = fUnknown
			}
			columns[i].field = f
		}
		taken[f] = true
	}
}
