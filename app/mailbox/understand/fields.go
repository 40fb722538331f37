package understand

import (
	"strings"
)

// put sets a field; an empty text is nil.
func put(f map[string]any, key string, value any) {
	if s, ok := value.(string); ok && s == "" {
		value = nil
	}
	f[key] = value
}

// some sets a field only where there is something to say.
func some(f map[string]any, key string, value any) {
	switch v := value.(type) {
	case nil:
		return
	case string:
		if v == "" {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	}
	f[key] = value
}

// fields reads what an intent asks for.
func (l *letter) fields(intent string) map[string]any {
	f := map[string]any{}
	switch intent {
	case OrderHandbook, OrderMaterial:
		l.orderFields(f)
	case TrainingSignup:
		l.signupFields(f)
	case TrainingInterest:
		l.interestFields(f)
	case ComplaintProfessional, ComplaintTrainer, ComplaintTraining:
		l.complaintFields(f, intent)
	case Membership:
		l.membershipFields(f)
	case ProfileChange:
		l.profileFields(f)
	case PlatformAccess:
		l.accessFields(f)
	case Question:
		l.questionFields(f)
	case Invoice:
		l.invoiceFields(f)
	case AutoReply:
		l.autoReplyFields(f)
	case Bounce:
		l.bounceFields(f)
	default:
		l.otherFields(f)
	}
	return f
}

func (l *letter) name() any {
	if l.person.empty() {
		return nil
	}
	return l.person.full()
}

var (
	reMember    = expression(`(?i)\b(?:(?:ik ben|wij zijn|we zijn|ben ik|zijn wij|zijn we)(?: (?:allebei|beide|ook|gewoon|al|nog|wel|zelf|(?:gecertificeerd )?kies coach en))* lid\b|lidnummer\b|als lid\b)`)
	reNonMember = expression(`(?i)\b(?:geen lid|niet-lid|nietlid|niet lid|lid-?af|lidmaatschap (?:is )?(?:\p{L}+ ){0,3}verlopen|nog geen lid|niet meer lid)\b`)
	reDeliverBy = expression(`(?i)\b(?:levering|leveren|geleverd|bezorgd|bezorgen|binnen|in huis|ontvangen|nodig|hebben|opsturen)\b`)
	rePrivate   = expression(`(?i)\bprivé-?(?:persoon|adres)?\b|\bfam(?:ilie|\.)`)
)

// orderFields reads an order of handbooks or other materials.
func (l *letter) orderFields(f map[string]any) {
	items := l.items()
	put(f, "quantity", nil)
	put(f, "product", nil)
	if len(items) > 0 {
		f["quantity"], f["product"] = items[0].quantity, items[0].product
		for _, x := range items {
			l.found("product", x.start, x.end)
		}
	}
	if len(items) > 1 {
		var list []map[string]any
		for _, x := range items {
			list = append(list, map[string]any{"quantity": x.quantity, "product": x.product})
		}
		f["items"] = list
	}
	a := l.deliveryAddress()
	l.addressFields(f, a)
	org, name := l.org, l.person.full()
	if a != nil {
		if a.organisation != "" {
			org = a.organisation
		}
		if a.name != "" && (name == "" || !sameName(a.name, name)) {
			name = l.receiver(a.name, name)
		}
		if org != "" && a.organisation == "" && l.privateAddress(a) {
			org = ""
		}
	}
	if v, _ := l.tableValue("name"); v != "" && looksLikeName(v) {
		name = cleanPerson(v).full()
	}
	payer := l.payer()
	if org == "" || payer != "" && a != nil && a.organisation == "" {
		if payer != "" && (l.invoiceAddress() == nil || org == "") {
			org = payer
			payer = ""
		}
	}
	put(f, "organisation", org)
	put(f, "name", name)
	f["invoice_reference"] = l.invoiceReference()
	f["invoice_email"] = l.invoiceEmail()
	some(f, "cost_centre", l.costCentre())
	some(f, "purchase_order", l.purchaseOrder())
	if inv := l.invoiceAddress(); inv != nil && (a == nil || inv.postcode != a.postcode || inv.street != a.street) {
		f["invoice_address"] = inv.value(l, org)
	} else if payer != "" && fold(payer) != fold(org) && !sameName(payer, name) {
		f["invoice_organisation"] = payer
	}
	text := clip(l.body.flat, 20000)
	switch {
	case reNonMember.MatchString(text):
		f["member"] = false
	case reMember.MatchString(text):
		f["member"] = true
	}
	if m := reVAT.FindStringIndex(text); m != nil {
		some(f, "vat_number", l.body.text(m[0], m[1]))
	}
	if a != nil {
		some(f, "department", a.department)
		some(f, "address_extra", a.extra)
		some(f, "country", a.country)
	}
	if p := l.contactPhone(false); p != nil {
		f["phone"] = p
	}
	l.deliverBefore(f)
	some(f, "attachment", l.attachment(reOrderFile))
	some(f, "budget_holder", l.budgetHolder())
	if r := l.m.ReplyTo.Email; r != "" && !strings.EqualFold(r, l.m.From.Email) {
		f["reply_to"] = strings.ToLower(r)
	}
	some(f, "remarks", l.remarks(true))
}

// receiver chooses between the name above the address and the sender's: the fuller one
// of the same person, the sender where both are of one family.
func (l *letter) receiver(above, sender string) string {
	pa, ps := cleanPerson(above), cleanPerson(sender)
	if sender == "" {
		return above
	}
	if pa.surname != "" && fold(pa.surname) == fold(ps.surname) {
		return sender
	}
	return above
}

// privateAddress says whether goods go to somebody's home, without the organisation of
// the signature.
func (l *letter) privateAddress(a *address) bool {
	start := max(0, a.start-160)
	return !a.below && strings.Contains(fold(l.body.flat[start:a.start]), "fam.") || rePrivate.MatchString(l.body.flat[start:a.start]) && l.payer() == ""
}

func (l *letter) addressFields(f map[string]any, a *address) {
	for _, k := range []string{"street", "house_number", "postcode", "town"} {
		f[k] = nil
	}
	if a == nil {
		return
	}
	put(f, "street", a.street)
	put(f, "house_number", a.number)
	put(f, "postcode", a.postcode)
	put(f, "town", a.town)
	l.found("address", a.start, a.end)
}

var (
	rePayer     = expression(`(?i:\b(?:factuur|rekening|nota|facturen)\b[^.!?\n]{0,50}?\b(?:op naam van|ten name van|t\.?n\.?v\.?|naar|aan|voor rekening van)\b:?)(?:\s+(?:de|het|onze|mijn|werkgever|organisatie))*\s+((?:(?:De|Het|'t) )?(?:gemeente )?` + orgWord + `(?:[ ]+(?:` + orgConnect + `[ ]+)*(?:` + orgWord + `|'t|’t))*)`)
	reOrderFile = expression(`(?i)order|bestel|\.pdf$`)
	reBudget    = expression(`(?i:\bbudget-?houder\b\s*(?:is|:)?\s*)((?:\p{Lu}\.){1,5}\s*(?:(?:van|de|der|den|ten|ter)\s+)*\p{Lu}[\p{L}\-]+|\p{Lu}\p{L}+(?:\s+(?:van|de|der|den|ten|ter))*\s+\p{Lu}[\p{L}\-]+)`)
)

// payer is the organisation in "de factuur op naam van ...".
func (l *letter) payer() string {
	for _, m := range rePayer.FindAllStringSubmatchIndex(l.body.flat, 5) {
		s := trimOrganisation(l.body.flat[m[2]:m[3]])
		if allCaps(s) && !isOrganisation(s, domainWord(l.m.From.Email)) || reStreetLine.MatchString(s) || nameStops[fold(s)] || l.r.towns[fold(s)] != "" || sameName(s, l.person.full()) && !isOrganisation(s, domainWord(l.m.From.Email)) || strings.Contains(s, "@") {
			continue
		}
		l.found("invoice_organisation", m[2], m[3])
		if strings.HasPrefix(s, "gemeente ") {
			s = "G" + s[1:]
		}
		return s
	}
	return ""
}

func (l *letter) budgetHolder() string {
	if m := reBudget.FindStringSubmatch(l.body.flat); m != nil {
		return plainQuotes(m[1])
	}
	return ""
}

func (l *letter) deliverBefore(f map[string]any) {
	if v, _ := l.tableValue("deliver_before"); v != "" {
		if d := datesIn(newPage(v), l.day, future); len(d) > 0 {
			f["deliver_before"] = d[0].day.String()
			return
		}
	}
	for _, d := range l.dates(l.body, future) {
		before := strings.ToValidUTF8(l.body.flat[max(0, d.start-26):d.start], "")
		if d.sent >= 0 && reAnswerBefore.MatchString(before) && reDeliverBy.MatchString(l.body.sentenceText(d.sent)) {
			l.found("deliver_before", d.start, d.end)
			f["deliver_before"] = d.day.String()
			return
		}
	}
}

// attachment is the first attachment that is no picture of the signature, preferring
// one whose name fits; "" when there is none.
func (l *letter) attachment(fits *expr) string {
	first := ""
	for _, a := range l.m.Attachments {
		if a.Inline && strings.HasPrefix(a.Type, "image/") {
			continue
		}
		if strings.HasPrefix(a.Type, "message/") || strings.HasPrefix(a.Type, "text/html") || a.Name == "smime.p7s" {
			continue
		}
		if fits == nil || fits.MatchString(a.Name) {
			return a.Name
		}
		if first == "" {
			first = a.Name
		}
	}
	if fits != nil {
		return ""
	}
	return first
}
