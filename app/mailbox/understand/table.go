package understand

import (
	"strings"
	"unicode/utf8"
)

// row is one "Label: value" or "label TAB value" of a form or a table.
type row struct {
	key        string // canonical
	value      string
	start, end int // of the value
}

// labels gives the key behind a label; labels are folded and without sign at the end.
var labels = map[string]string{
	"naam": "name", "volledige naam": "name", "uw naam": "name", "naam deelnemer": "name", "deelnemer": "name", "naam cursist": "name", "besteld door": "name", "besteller": "name",
	"contactpersoon": "contact", "aanvrager": "name", "voor- en achternaam": "name", "voornaam": "first_name", "achternaam": "surname", "roepnaam": "first_name",
	"organisatie": "organisation", "bedrijf": "organisation", "bedrijfsnaam": "organisation", "naam organisatie": "organisation", "instelling": "organisation", "werkgever": "organisation",
	"school": "organisation", "naam praktijk": "organisation", "praktijk": "organisation", "praktijknaam": "organisation", "naam school": "organisation", "firma": "organisation",
	"straat": "street", "straatnaam": "street", "adres": "address", "straat en huisnummer": "address", "straat + huisnummer": "address", "straat + nr": "address", "huisnummer": "house_number", "nummer": "house_number", "nr": "house_number",
	"postcode": "postcode", "plaats": "town", "woonplaats": "town", "vestigingsplaats": "town", "stad": "town", "postcode en plaats": "postcode_town", "postcode/plaats": "postcode_town", "postcode + plaats": "postcode_town", "postcode en woonplaats": "postcode_town", "pc/plaats": "postcode_town", "land": "country",
	"telefoon": "phone", "telefoonnummer": "phone", "tel": "phone", "mobiel": "phone", "mobiel nummer": "phone", "tel.nr": "phone", "telefoonnr": "phone", "gsm": "phone",
	"e-mail": "email", "email": "email", "e-mailadres": "email", "mailadres": "email", "mail": "email", "emailadres": "email",
	"factuur naar": "invoice_email", "factuur-e-mail": "invoice_email", "factuur e-mail": "invoice_email", "factuuremail": "invoice_email", "e-mail factuur": "invoice_email", "factuur per mail naar": "invoice_email", "e-mailadres factuur": "invoice_email", "factuur mailen naar": "invoice_email", "facturen naar": "invoice_email", "factuurmail": "invoice_email", "e-mailadres facturen": "invoice_email", "factuur per e-mail": "invoice_email", "e-mail facturatie": "invoice_email", "factuur aan": "invoice_email", "factuur": "invoice_email", "facturen": "invoice_email", "rekening": "invoice_email",
	"aantal": "quantity", "hoeveelheid": "quantity", "stuks": "quantity", "artikel": "product", "product": "product", "omschrijving": "product", "titel": "product", "artikelomschrijving": "product", "materiaal": "product",
	"ordernummer": "purchase_order", "inkooporder": "purchase_order", "inkoopordernummer": "purchase_order", "bestelnummer": "purchase_order", "po-nummer": "purchase_order", "po nummer": "purchase_order", "po": "purchase_order", "order": "purchase_order", "inkooporder nr": "purchase_order", "verplichtingennummer": "purchase_order", "verplichtingnummer": "purchase_order", "uw ordernummer": "purchase_order", "ons ordernummer": "purchase_order",
	"kostenplaats": "cost_centre", "referentie": "invoice_reference", "uw referentie": "invoice_reference", "onze referentie": "invoice_reference", "factuurreferentie": "invoice_reference", "op factuur vermelden": "invoice_reference", "factuurkenmerk": "invoice_reference", "kenmerk": "invoice_reference", "o.v.v": "invoice_reference", "ovv": "invoice_reference", "onder vermelding van": "invoice_reference", "vermelden op factuur": "invoice_reference", "referentie op factuur": "invoice_reference", "projectnummer": "invoice_reference", "projectcode": "invoice_reference", "factuurreferentie/kostenplaats": "invoice_reference", "te vermelden": "invoice_reference",
	"levering uiterlijk": "deliver_before", "leverdatum": "deliver_before", "gewenste leverdatum": "deliver_before", "uiterste leverdatum": "deliver_before", "leveren voor": "deliver_before", "uiterlijk leveren": "deliver_before",
	"afleveradres": "delivery", "bezorgadres": "delivery", "leveringsadres": "delivery", "verzendadres": "delivery", "factuuradres": "invoice", "leveradres": "delivery",
	"training": "training", "opleiding": "training", "cursus": "training", "scholing": "training", "naam training": "training", "gewenste training": "training",
	"startdatum": "date", "datum training": "date", "data": "date", "datum": "date", "locatie": "location", "plaats training": "location", "trainingslocatie": "location", "trainer": "trainers", "trainers": "trainers", "datum certificaat": "certificate_date", "certificaat behaald op": "certificate_date", "certificaatnummer": "certificate_number", "nummer certificaat": "certificate_number", "certificaatnr": "certificate_number",
	"naam op certificaat": "certificate_name", "naam op het certificaat": "certificate_name", "naam voor certificaat": "certificate_name", "naam certificaat": "certificate_name", "op het certificaat": "certificate_name", "naam voor op het certificaat": "certificate_name", "gewenste naam op certificaat": "certificate_name",
	"geboren": "birth", "geboortedatum": "birth_date", "geboorteplaats": "birth_place", "functie": "role", "beroep": "role", "dieet": "diet", "dieetwensen": "diet", "allergie": "diet", "allergieen": "diet", "inlognaam": "login_email", "gebruikersnaam": "login_email", "btw-nummer": "vat_number", "btw nummer": "vat_number", "btw-nr": "vat_number", "ondernemingsnummer": "vat_number", "afdeling": "department", "opmerkingen": "remarks", "opmerking": "remarks", "factuurnummer": "invoice_number", "foutmelding": "error",
}

// readTable reads the lines of the form "Label: value" and "label TAB value", of the
// letter and where that has no table of its HTML form.
func (l *letter) readTable() []row {
	var out []row
	for _, x := range splitLines(l.body.flat) {
		s := l.body.flat[x.start:x.end]
		if len(s) > 300 {
			continue
		}
		for _, part := range cutLabelled(s) {
			label, value := strings.TrimSpace(s[part.start:part.mid]), strings.TrimSpace(s[part.mid+1:part.end])
			key := labelKey(label)
			if key == "" || value == "" || value == "—" || value == "-" {
				continue
			}
			at := x.start + part.mid + 1 + strings.Index(s[part.mid+1:part.end], value)
			out = append(out, row{key, plainQuotes(squeeze(value)), at, at + len(value)})
		}
	}
	return out
}

// labelKey finds what a label asks for: "- Tel. (mobiel)" is a phone.
func labelKey(label string) string {
	if isBullet(label + " ") {
		_, label, _ = strings.Cut(label, " ")
	}
	label = strings.TrimLeft(label, "-*• ")
	if k := strings.IndexByte(label, '('); k > 0 {
		label = label[:k]
	}
	return labels[strings.Trim(fold(squeeze(label)), " .:*")]
}

type labelled struct{ start, mid, end int }

// cutLabelled finds the label and value in a line; a line can hold two, parted by tabs
// or bars.
func cutLabelled(s string) []labelled {
	var out []labelled
	if k := strings.IndexByte(s, '\t'); k >= 0 && k < 60 && strings.TrimSpace(s[:k]) != "" {
		end := len(s)
		if cells := strings.Count(strings.TrimSpace(s), "\t"); cells > 1 {
			if j := strings.IndexByte(s[k+1:], '\t'); j >= 0 && strings.TrimSpace(s[k+1:k+1+j]) != "" {
				end = k + 1 + j
			}
		}
		return append(out, labelled{0, k, end})
	}
	if k := strings.IndexByte(s, ':'); k > 0 && k < 60 && k+1 < len(s) && (s[k+1] == ' ' || s[k+1] == '\t') {
		out = append(out, labelled{0, k, len(s)})
	}
	return out
}

// tableValue gives the first value under a key.
func (l *letter) tableValue(key string) (string, Span) {
	for _, r := range l.table {
		if r.key == key {
			return r.value, Span{key, r.start, r.end}
		}
	}
	return "", Span{}
}

// tableAddress puts an address together from the rows of a form.
func (l *letter) tableAddress() (address, bool) {
	a := address{}
	for _, r := range l.table {
		v := r.value
		switch r.key {
		case "street":
			a.street = v
			if m := reStreetNr.FindStringSubmatch(v); m != nil && a.number == "" {
				a.street, a.number = m[1], m[2]
			}
		case "address":
			if rePostcode.MatchString(v) {
				continue
			}
			if m := reStreetNr.FindStringSubmatch(v); m != nil {
				a.street, a.number = m[1], m[2]
			}
		case "house_number":
			a.number = v
		case "postcode", "postcode_town":
			if m := rePostcode.FindStringSubmatchIndex(strings.ToUpper(v)); m != nil {
				a.postcode = v[m[2]:m[3]] + " " + strings.ToUpper(v[m[4]:m[5]])
				if t := strings.Trim(v[m[5]:], " ,"); t != "" {
					a.town = l.town(t)
				}
			} else if len(v) == 4 {
				a.postcode = v
			}
		case "town":
			a.town = l.town(v)
		case "country":
			a.country = v
		case "name":
			if looksLikeName(v) {
				a.name = cleanPerson(v).full()
			}
		case "organisation":
			a.organisation = trimOrganisation(v)
		default:
			continue
		}
		if a.start == 0 || r.start < a.start {
			a.start = r.start
		}
		a.end = max(a.end, r.end)
	}
	if fold(a.country) == "nederland" {
		a.country = ""
	}
	return a, a.street != "" && a.postcode != ""
}

// grid is a table with a line of headings: the rows below it, each by key.
func grid(text string) []map[string]string {
	var out []map[string]string
	var keys []string
	for _, x := range splitLines(clip(text, maxText)) {
		cells := strings.Split(strings.Trim(text[x.start:x.end], " \t\r"), "\t")
		if len(cells) < 2 {
			if strings.TrimSpace(text[x.start:x.end]) != "" {
				keys = nil
			}
			continue
		}
		known := make([]string, len(cells))
		n := 0
		for i, c := range cells {
			if known[i] = labelKey(c); known[i] != "" {
				n++
			}
		}
		if n >= 2 && n*2 >= len(cells) {
			keys = known
			continue
		}
		if keys == nil {
			continue
		}
		r := map[string]string{}
		for i, c := range cells {
			if i < len(keys) && keys[i] != "" && utf8.RuneCountInString(c) < 200 {
				r[keys[i]] = plainQuotes(squeeze(c))
			}
		}
		out = append(out, r)
		if len(out) >= 100 {
			break
		}
	}
	return out
}
