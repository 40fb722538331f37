package register

import (
	"context"
	"errors"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// PersonPage is all that the office knows of somebody.
type PersonPage struct {
	Person       data.Person
	Name         string // in reading order
	ListName     string
	Address      []string // the lines of an envelope below the name
	Organisation *data.Organisation
	Roles        []RoleLine
	Trainings    []data.TrainingStory
	Given        []data.GivenStory // cohorts that this person trains
	Certificates []data.Certificate
	Membership   []Term // oldest first
	// Member says in Dutch how it stands with the membership, and why.
	Member   string
	IsMember bool
	// Ends is Ending, InGrace or Lapsed of whose membership ends soon or is over, as the list of that name has them; else empty.
	Ends string
	// Become says in Dutch, of who is no member, what would make one; empty for who is.
	Become     []string
	Orders     []data.OrderStory
	Invoices   []data.InvoiceStory
	Mail       []data.MailStory
	Payments   []data.PaymentStory
	Sent       []data.SentStory // papers and mails of runs
	Complaints []data.Day       // the days on which complaints about this person came, and nothing more
	Visibility Visibility
	Timeline   []Event // newest first
	// Merged are the mergings of others into this record that can be taken back, the newest first.
	Merged []MergedLine
}

// RoleLine is a role with the words for it.
type RoleLine struct {
	data.Role
	Name   string // "KIES coach"
	Active bool   // today
}

// mailsOnPage is how many mails a person's page tells of.
const mailsOnPage = 200

// Person gives somebody's page.
func (r *Register) Person(ctx context.Context, id int64) (PersonPage, error) {
	var page PersonPage
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		page, err = personPage(tx, id)
		return err
	})
	return page, err
}

func personPage(tx *data.Tx, id int64) (PersonPage, error) {
	p, err := tx.Person(id)
	if errors.Is(err, data.ErrNotFound) {
		// A number that was merged away leads to who has its place.
		if id, err = tx.MergedInto(data.MergedPerson, id); err == nil {
			p, err = tx.Person(id)
		}
	}
	if err != nil {
		return PersonPage{}, err
	}
	page := PersonPage{Person: p, Name: p.Name(), ListName: p.ListName(), Address: AddressLines(p)}
	if p.OrganisationID != 0 {
		o, err := tx.Organisation(p.OrganisationID)
		if err != nil {
			return page, err
		}
		page.Organisation = &o
	}
	roles, err := tx.RolesOf(id)
	if err != nil {
		return page, err
	}
	today := tx.Today()
	for _, role := range roles {
		page.Roles = append(page.Roles, RoleLine{Role: role, Name: RoleName(role.Kind), Active: role.Since <= today && (role.Until == "" || role.Until >= today)})
	}
	terms, err := ReadTerms(tx)
	if err != nil {
		return page, err
	}
	events, err := tx.MembershipEventsOf(id)
	if err != nil {
		return page, err
	}
	page.Membership = Membership(events, terms, today)
	page.Member, page.IsMember = memberText(page.Membership)
	page.Ends = endsAs(page.Membership, page.IsMember, today)
	page.Visibility = OnMap(p, page.Organisation, page.IsMember)
	for _, ask := range []func() error{
		func() (err error) { page.Trainings, err = tx.TrainingsOf(id); return err },
		func() (err error) { page.Given, err = tx.GivenBy(id); return err },
		func() (err error) { page.Certificates, err = tx.CertificatesOf(id); return err },
		func() (err error) { page.Orders, err = tx.OrderStories(id); return err },
		func() (err error) { page.Invoices, err = tx.InvoiceStories(id); return err },
		func() (err error) { page.Mail, err = tx.MailStories(p, mailsOnPage); return err },
		func() (err error) { page.Merged, err = mergedLines(tx, id); return err },
		func() (err error) { page.Payments, err = tx.PaymentStories(id); return err },
		func() (err error) { page.Sent, err = tx.SentTo(id); return err },
		func() (err error) { page.Complaints, err = tx.ComplaintDaysAbout(id); return err },
	} {
		if err := ask(); err != nil {
			return page, err
		}
	}
	changes, err := tx.Changes("person", id)
	if err != nil {
		return page, err
	}
	page.Become = become(page, events, terms, today)
	page.Timeline = timeline(page, changes)
	return page, nil
}

// endsAs says in which list of ends somebody stands: what ends first comes first, and who is still a member of one kind
// did not lapse.
func endsAs(terms []Term, member bool, today data.Day) string {
	last := map[string]Term{}
	for _, t := range terms {
		last[t.Regime] = t
	}
	out := ""
	for _, t := range last {
		switch {
		case t.Until >= today && t.Until <= today.AddDays(EndingDays):
			return Ending
		case t.Grace:
			out = InGrace
		case t.Until < today && !member && out == "":
			out = Lapsed
		}
	}
	return out
}

// AddressLines are the lines of an envelope below the name.
func AddressLines(p data.Person) []string {
	var out []string
	for _, l := range []string{p.Street + " " + p.HouseNumber, p.Postcode + " " + p.Town} {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	if p.Country != "" && p.Country != "NL" && len(out) > 0 {
		out = append(out, dutch.Country(p.Country))
	}
	return out
}

// memberText gives the explanation of what holds today: all that run, else the last one.
func memberText(terms []Term) (text string, member bool) {
	var now []string
	last := Term{}
	for _, t := range terms {
		if t.Active {
			now = append(now, t.Explanation)
		}
		if t.Until >= last.Until {
			last = t
		}
	}
	switch {
	case len(now) > 0:
		return strings.Join(now, " "), true
	case len(terms) == 0:
		return words.T("Nooit lid geweest."), false
	}
	return last.Explanation, false
}

var (
	enrolmentWords = map[string]string{"requested": words.Later("aangevraagd"), "confirmed": words.Later("bevestigd"), "waiting": words.Later("op de wachtlijst"), "cancelled": words.Later("geannuleerd")}
	resultWords    = map[string]string{"passed": words.Later("geslaagd"), "attended": words.Later("deelgenomen"), "failed": words.Later("niet geslaagd")}
	statusWords    = map[string]string{"replaced": words.Later("vervangen"), "revoked": words.Later("ingetrokken")}
)
