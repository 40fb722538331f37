package intake

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Kind is what can be made of a mail.
type Kind string

// The kinds. Nothing: a person has to read it.
const (
	Nothing   Kind = ""
	Order     Kind = "order"
	Complaint Kind = "complaint"
	Enrolment Kind = "enrolment"
)

// Proposal is what a mail would become, with all that it says filled in.
type Proposal struct {
	Kind      Kind
	Intent    string
	Name      string // Dutch: "bestelling"
	Certain   bool
	Because   string
	Facts     []Fact
	Notices   []string // what the office should look at first
	Order     sales.Order
	Articles  []string // the names of what Order.Lines order, in their order
	Invoice   bool     // make the order's invoice at once, which is final
	Complaint complaint.NewComplaint
	Enrolment Joining
}

// Fact is one line of the proposal as it is shown.
type Fact struct{ Label, Text string }

// Joining is an enrolment as a mail asks for it.
type Joining struct {
	CohortID   int64 // 0: the office still has to choose
	CohortName string
	Course     string
	Day        data.Day
	Town       string
	People     []register.ListedPerson
	Enrolling  training.Enrolling // what is the same for all of them
}

// names of the intents on the screen.
var intentNames = map[string]string{
	understand.ComplaintProfessional: words.Later("klacht · professional"), understand.ComplaintTrainer: words.Later("klacht · trainer"), understand.ComplaintTraining: words.Later("klacht · training"),
	understand.OrderHandbook: words.Later("bestelling"), understand.OrderMaterial: words.Later("bestelling materiaal"), understand.TrainingSignup: words.Later("aanmelding"), understand.TrainingInterest: words.Later("belangstelling"),
	understand.Membership: words.Later("lidmaatschap"), understand.ProfileChange: words.Later("adreswijziging"), understand.PlatformAccess: words.Later("inloggen"), understand.Question: words.Later("vraag"),
	understand.Invoice: words.Later("factuur"), understand.AutoReply: words.Later("automatisch antwoord"), understand.Bounce: words.Later("onbestelbaar"), understand.Other: words.Later("overig"),
}

// IntentName is the word on a mail's pill.
func IntentName(intent string) string {
	if n, ok := intentNames[intent]; ok {
		return words.T(n)
	}
	return words.T("overig")
}

// Desk makes things of mail.
type Desk struct {
	store *data.Store
	who   func() string
}

// New makes the job.
func New(store *data.Store, who func() string) *Desk { return &Desk{store: store, who: who} }

// KindOf says what an intent can become.
func KindOf(intent string) Kind {
	switch {
	case IsComplaint(intent):
		return Complaint
	case intent == understand.OrderHandbook || intent == understand.OrderMaterial:
		return Order
	case intent == understand.TrainingSignup:
		return Enrolment
	}
	return Nothing
}

// Propose says what an opened mail would become by its own intent.
func (d *Desk) Propose(ctx context.Context, l mailbox.Letter) (Proposal, error) {
	return d.ProposeAs(ctx, l, KindOf(l.Meaning.Intent))
}

// ProposeAs fills in what a mail would become if it were of a kind that somebody chose.
func (d *Desk) ProposeAs(ctx context.Context, l mailbox.Letter, kind Kind) (Proposal, error) {
	u := l.Meaning
	p := Proposal{Kind: kind, Intent: u.Intent, Name: IntentName(u.Intent), Certain: u.Certainty >= understand.Certain && kind == KindOf(u.Intent), Because: u.Because}
	f := fields(u.Fields)
	if l.DoubleOf != "" {
		p.Notices = append(p.Notices, words.T("Dit bericht is al eerder binnengekomen."))
	}
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		switch kind {
		case Order:
			return proposeOrder(tx, &p, l, f)
		case Complaint:
			return proposeComplaint(tx, &p, l, f)
		case Enrolment:
			return proposeEnrolment(tx, &p, l, f)
		}
		return nil
	})
	return p, err
}

func (p *Proposal) fact(label, text string) {
	if text = strings.TrimSpace(text); text != "" {
		p.Facts = append(p.Facts, Fact{label, text})
	}
}

func proposeOrder(tx *data.Tx, p *Proposal, l mailbox.Letter, f fields) error {
	products, err := tx.Products()
	if err != nil {
		return err
	}
	items, unknown := f.items(products)
	if f.text("product") == "" && len(f.groups("items")) == 0 {
		items, unknown = []sales.Item{{Product: sales.Handbook, Quantity: 1}}, nil
	}
	name := f.text("name")
	if name == "" {
		name = l.FromName
	}
	payer := f.group("invoice_address")
	p.Order = sales.Order{
		Customer: sales.Customer{Name: name, Organisation: f.text("organisation"), Email: l.FromEmail, Phone: f.text("phone")},
		Delivery: sales.Delivery{
			Name: name, Organisation: f.text("organisation"), Street: f.text("street"), HouseNumber: f.text("house_number"),
			Postcode: f.text("postcode"), Town: f.text("town"), Country: country(f.text("country")),
		},
		Payer: sales.Payer{
			Organisation: first(payer.text("organisation"), f.text("invoice_organisation")), Attention: payer.text("attention"),
			Email: f.text("invoice_email"), Reference: f.text("invoice_reference"),
			Street: payer.text("street"), HouseNumber: payer.text("house_number"), Postcode: payer.text("postcode"), Town: payer.text("town"),
		},
		Lines: items, Remarks: f.text("remarks"), MessageSHA: l.SHA256,
	}
	byCode := map[string]data.Product{}
	for _, x := range products {
		byCode[x.Code] = x
	}
	var total data.Cents
	var lines []string
	priced := true
	for _, i := range items {
		x := byCode[i.Product]
		lines = append(lines, fmt.Sprintf("%d × %s", i.Quantity, x.Name))
		p.Articles = append(p.Articles, x.Name)
		if x.PriceCents == data.NoPrice {
			priced = false
			p.Notices = append(p.Notices, words.T("Van %s staat nog geen prijs in de instellingen.", x.Name))
			continue
		}
		total += data.Cents(i.Quantity) * x.PriceCents
	}
	p.fact(words.T("Artikel"), strings.Join(lines, "\n"))
	p.fact(words.T("Naar"), address(p.Order.Delivery))
	if priced && total > 0 {
		p.fact(words.T("Bedrag"), words.T("%s incl. btw en verzending", money(total)))
	}
	p.fact(words.T("Factuur naar"), strings.Join(filled(p.Order.Payer.Organisation, p.Order.Payer.Attention, p.Order.Payer.Email), "\n"))
	p.fact(words.T("Referentie"), p.Order.Payer.Reference)
	if len(unknown) > 0 {
		p.Notices = append(p.Notices, words.T("Niet in de lijst met artikelen: %s.", strings.Join(unknown, ", ")))
	}
	if p.Order.Delivery.Street == "" || p.Order.Delivery.Postcode == "" {
		p.Notices = append(p.Notices, words.T("Het bezorgadres staat niet (helemaal) in het bericht."))
		if len(l.People) == 1 {
			who := l.People[0]
			p.Notices[len(p.Notices)-1] = words.T("Het bezorgadres staat niet in het bericht; dit komt uit het register.")
			p.Order.Delivery.Street, p.Order.Delivery.HouseNumber = who.Street, who.HouseNumber
			p.Order.Delivery.Postcode, p.Order.Delivery.Town, p.Order.Delivery.Country = who.Postcode, who.Town, who.Country
		}
	}
	return nil
}

func proposeComplaint(tx *data.Tx, p *Proposal, l mailbox.Letter, f fields) error {
	intent := l.Meaning.Intent
	if !IsComplaint(intent) {
		intent = understand.ComplaintTraining
	}
	p.Complaint = complaint.NewComplaint{
		Route: complaint.RouteOf(intent).Code, Received: data.DayOf(l.Received), Complainant: first(f.text("name"), l.FromName), ComplainantEmail: l.FromEmail,
		ComplainantPhone: f.text("phone"), ComplainantRole: f.text("role"), Anonymous: f.yes("anonymous") || f.yes("confidential"),
		About: f.text("about"), AboutOrg: f.text("organisation"), EventDay: f.day("event_date"), Wants: f.text("wants"), MessageSHA: l.SHA256,
	}
	if p.Complaint.Route != "training" && p.Complaint.About != "" {
		found, err := tx.SearchPeople(p.Complaint.About, 20)
		if err != nil {
			return err
		}
		found = named(found, p.Complaint.About)
		if len(found) == 1 {
			p.Complaint.AboutPersonID = found[0].ID
			if p.Complaint.AboutOrg == "" {
				p.Complaint.AboutOrg = found[0].Organisation
			}
		} else if len(found) > 1 {
			p.Notices = append(p.Notices, words.T("In het register staan meer mensen met deze naam; kies wie het is."))
		} else {
			p.Notices = append(p.Notices, words.T("%s staat niet in het register.", p.Complaint.About))
		}
	}
	p.fact(words.T("Route"), complaint.RouteOf(p.Complaint.Route).Name)
	p.fact(words.T("Over"), strings.Join(filled(p.Complaint.About, p.Complaint.AboutOrg), "\n"))
	p.fact(words.T("Melder"), strings.Join(filled(p.Complaint.Complainant, p.Complaint.ComplainantRole), ", "))
	if p.Complaint.EventDay != "" {
		p.fact(words.T("Gebeurd op"), dutch.DeskDay(p.Complaint.EventDay.Time()))
	}
	p.fact(words.T("Wil graag"), p.Complaint.Wants)
	if p.Complaint.Anonymous {
		p.Notices = append(p.Notices, words.T("De naam van de melder mag niet worden doorgegeven."))
	}
	if l.ComplaintID != 0 {
		p.Kind = Nothing
		p.Notices = append(p.Notices, words.T("Dit bericht hoort al bij een klacht."))
	}
	return nil
}

// named keeps the people whose surname stands in a text. The search also finds
// towns, practices and addresses, and whoever a complaint is about is written to.
func named(people []data.Person, text string) []data.Person {
	var out []data.Person
	for _, p := range people {
		if p.Surname != "" && strings.Contains(" "+data.Fold(text)+" ", " "+data.Fold(p.Surname)+" ") {
			out = append(out, p)
		}
	}
	return out
}

func proposeEnrolment(tx *data.Tx, p *Proposal, l mailbox.Letter, f fields) error {
	j := Joining{Course: f.text("training"), Day: f.day("date"), Town: f.text("town")}
	payer := f.group("invoice_address")
	j.Enrolling = training.Enrolling{
		Organisation: first(f.text("organisation"), payer.text("organisation")), InvoiceEmail: f.text("invoice_email"), InvoiceReference: f.text("invoice_reference"),
		Remarks: f.text("remarks"), MessageSHA: l.SHA256,
	}
	add := func(name, email, certificate string) {
		if name == "" {
			return
		}
		listed := register.Named(name, strings.ToLower(email))
		listed.Organisation, listed.CertificateName, listed.Phone = j.Enrolling.Organisation, certificate, f.text("phone")
		j.People = append(j.People, listed)
	}
	for _, x := range f.groups("participants") {
		add(x.text("name"), x.text("email"), x.text("certificate_name"))
	}
	if len(j.People) == 0 {
		name, email := first(f.text("name"), l.FromName), f.text("email")
		if email == "" && data.Fold(name) == data.Fold(l.FromName) {
			email = l.FromEmail
		}
		add(name, email, f.text("certificate_name"))
	}
	cohort, name, err := cohortFor(tx, j)
	if err != nil {
		return err
	}
	j.CohortID, j.CohortName = cohort, name
	p.Enrolment = j
	var names []string
	for _, x := range j.People {
		names = append(names, x.Name())
	}
	p.fact(words.T("Deelnemer"), strings.Join(names, "\n"))
	p.fact(words.T("Training"), first(name, strings.Join(filled(j.Course, j.Town), ", ")))
	p.fact(words.T("Organisatie"), j.Enrolling.Organisation)
	p.fact(words.T("Factuur naar"), strings.Join(filled(j.Enrolling.InvoiceEmail, j.Enrolling.InvoiceReference), "\n"))
	p.fact(words.T("Opmerking"), j.Enrolling.Remarks)
	if cohort == 0 {
		p.Notices = append(p.Notices, words.T("Er is geen trainingsgroep die hierbij past; kies er zelf een."))
	}
	return nil
}

// cohortFor finds the planned or open cohort that a mail means: by its first
// day, its town and its course, where at least the day or the town and course
// agree. Two that fit as well are left to the office.
func cohortFor(tx *data.Tx, j Joining) (int64, string, error) {
	cohorts, err := tx.CohortsIn([]string{training.Planned, training.Opened, training.Full, training.Running}, true, 0, 200)
	if err != nil {
		return 0, "", err
	}
	var best data.Cohort
	top, tied := 0, false
	var bestName string
	for _, c := range cohorts {
		if c.LastDay != "" && c.LastDay < tx.Today() {
			continue
		}
		course, err := tx.Course(c.CourseID)
		if err != nil {
			return 0, "", err
		}
		n := 0
		if j.Day != "" && c.FirstDay == j.Day {
			n += 4
		}
		if j.Town != "" && data.Fold(j.Town) == data.Fold(c.Town) {
			n += 2
		}
		for w := range wordSet(j.Course) {
			if wordSet(course.Name)[w] {
				n++
			}
		}
		switch {
		case n > top:
			best, top, tied, bestName = c, n, false, fmt.Sprintf("%s, %s, %s", course.Name, c.Town, dutch.DeskDay(c.FirstDay.Time()))
		case n == top:
			tied = true
		}
	}
	if top < 3 || tied {
		return 0, "", nil
	}
	return best.ID, bestName, nil
}

// Made is what came of a mail.
type Made struct {
	Kind   Kind
	ID     int64
	Number string // of the order or the complaint; the cohort's name for an enrolment
	Text   string // what to say: "Bestelling B2026-0012 gemaakt"
	Change int64  // for undoing it
}

// Make makes what a proposal says, and settles its mail, in one transaction.
func (d *Desk) Make(ctx context.Context, sha string, p Proposal) (Made, error) {
	made := Made{Kind: p.Kind}
	title := map[Kind]string{Order: "Bestelling gemaakt van bericht", Complaint: "Klacht vastgelegd", Enrolment: "Aanmelding verwerkt"}[p.Kind]
	if title == "" {
		return made, data.Refuse("Van dit bericht kan het programma niets maken. Kies zelf wat het is.")
	}
	change, err := d.store.Do(ctx, data.Change{Who: d.who(), Title: title}, func(tx *data.Tx) error {
		if err := tx.QueueForNumbers(); err != nil {
			return err
		}
		m, err := tx.MessageBySHA(sha)
		if err != nil {
			return err
		}
		if m.State == "done" {
			return data.Refuse("Dit bericht is al afgehandeld (%s). Er is niets gemaakt.", m.Outcome)
		}
		// What is made belongs to this mail, whatever was edited in the proposal.
		p.Complaint.MessageSHA, p.Order.MessageSHA, p.Enrolment.Enrolling.MessageSHA = sha, sha, sha
		switch p.Kind {
		case Complaint:
			c, err := complaint.Open(tx, p.Complaint)
			made.ID, made.Number, made.Text = c.ID, c.Number, words.T("Klacht %s vastgelegd", c.Number)
			return err
		case Order:
			o, err := sales.AddOrder(tx, p.Order)
			if err != nil {
				return err
			}
			made.ID, made.Number, made.Text = o.ID, o.Number, words.T("Bestelling %s gemaakt", o.Number)
			if p.Invoice {
				i, err := sales.InvoiceOrder(tx, o.ID)
				if err != nil {
					return err
				}
				made.Text = words.T("Factuur %s gemaakt van bestelling %s", i.Number, o.Number)
			}
			return mailbox.SettleIn(tx, sha, "done", "bestelling "+o.Number)
		}
		return d.join(tx, sha, p.Enrolment, &made)
	})
	if !p.Invoice { // a final invoice is corrected by a credit note, never taken back
		made.Change = change
	}
	return made, err
}

func (d *Desk) join(tx *data.Tx, sha string, j Joining, made *Made) error {
	if j.CohortID == 0 {
		return data.Refuse("Kies eerst de trainingsgroep. Er is nog niemand ingeschreven.")
	}
	if len(j.People) == 0 {
		return data.Refuse("Er staat niet in wie er meedoet. Vul een naam in; er is nog niemand ingeschreven.")
	}
	c, err := tx.Cohort(j.CohortID)
	if err != nil {
		return err
	}
	made.ID, made.Number = c.ID, c.Code
	var names []string
	for _, listed := range j.People {
		person, _, err := register.FindOrAdd(tx, listed)
		if err != nil {
			return err
		}
		e := j.Enrolling
		e.PersonID, e.CertificateName = person.ID, listed.CertificateName
		added, err := training.Enrol(tx, c.ID, e)
		if err != nil {
			return err
		}
		names = append(names, added.Name)
	}
	made.Text = words.T("%s ingeschreven in %s", dutch.DeskAnd(names), c.Code)
	return mailbox.SettleIn(tx, sha, "done", "ingeschreven in "+c.Code)
}

// Rename gives who is to be enrolled another name or address, as the office
// corrected it.
func Rename(l register.ListedPerson, name, email string) register.ListedPerson {
	if name != l.Name() {
		named := register.Named(name, "")
		l.FirstName, l.Initials, l.Infix, l.Surname = named.FirstName, named.Initials, named.Infix, named.Surname
	}
	l.Email = strings.ToLower(strings.TrimSpace(email))
	return l
}
