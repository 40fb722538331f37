package sales

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Paid membership: the invoice says whose membership it is for and of which kind, and the membership
// starts, or goes on, by itself when that invoice is paid. FAQ: "Je kunt ook kiezen lid te blijven
// zonder deelname aan vervolgscholingen", "Je kunt tegen betaling lid worden", "KIES Mediators betalen
// een jaarlijkse bijdrage voor hun profiel op de website".

// MembershipOffer is what somebody would pay for a membership, before the invoice is made.
type MembershipOffer struct {
	Regime  string
	Cents   data.Cents // including VAT; data.NoPrice while the office has not set it
	Months  int
	Until   data.Day // the current last day; empty or past: it starts on the day of payment
	Member  bool     // today, of this kind
	Problem string   // in Dutch why no invoice can be made now; empty: it can
	Notices []string // in Dutch what to look at first
}

// MembershipOffer tells what the invoice for somebody's membership would be.
func (s *Sales) MembershipOffer(ctx context.Context, person int64, regime string) (MembershipOffer, error) {
	var out MembershipOffer
	err := s.read(ctx, func(tx *data.Tx) error {
		p, err := tx.Person(person)
		if err != nil {
			return err
		}
		out, err = membershipOffer(tx, p, regime)
		return err
	})
	return out, err
}

func membershipOffer(tx *data.Tx, p data.Person, regime string) (MembershipOffer, error) {
	o := MembershipOffer{Regime: regime, Until: p.CoachUntil}
	if regime == register.RegimeMediator {
		o.Until = p.MediatorUntil
	}
	today := tx.Today()
	o.Member = o.Until >= today
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return o, err
	}
	l := terms.At(today)
	o.Cents, o.Months = l.Cents(regime), l.Months(regime)
	open, err := openMembershipInvoice(tx, p.ID, regime)
	if err != nil {
		return o, err
	}
	switch {
	case open != nil && open.State == "draft":
		o.Problem = words.T("Er is al een conceptfactuur voor dit lidmaatschap.")
	case open != nil:
		o.Problem = words.T("Factuur %s voor dit lidmaatschap is nog niet betaald.", open.Number)
	case o.Cents == data.NoPrice:
		o.Problem = words.T("Er is nog geen prijs voor dit lidmaatschap. Vul die in bij Instellingen, Lidmaatschappen.")
	case l.VATCode == "":
		o.Problem = words.T("Er is nog geen btw-tarief voor lidmaatschappen gekozen. Kies dat bij Instellingen, Lidmaatschappen.")
	case o.Cents == 0 || o.Months == 0:
		o.Problem = words.T("Volgens Instellingen valt er voor dit lidmaatschap niets te betalen.")
	}
	if regime == register.RegimeCoach && !o.Member {
		certificates, err := tx.CertificatesOf(p.ID)
		if err != nil {
			return o, err
		}
		if !slices.ContainsFunc(certificates, func(c data.Certificate) bool { return c.Status == "valid" }) {
			o.Notices = append(o.Notices, words.T("Er staat geen geldig certificaat in het register. Vraag eerst een kopie, met datum, plaats en trainers, en kijk die na."))
		}
	}
	return o, nil
}

// openMembershipInvoice gives the invoice for a membership that is a draft, or not paid and not credited; nil when there is none.
func openMembershipInvoice(tx *data.Tx, person int64, regime string) (*data.Invoice, error) {
	there, err := tx.MembershipInvoices(person, regime)
	if err != nil {
		return nil, err
	}
	for i := range there {
		if there[i].State == "draft" || there[i].OpenCents() > 0 {
			return &there[i], nil
		}
	}
	return nil, nil
}

// MembershipInvoice is an invoice for a membership as it was made.
type MembershipInvoice struct {
	ID         int64
	Number     string // empty for a draft
	TotalCents data.Cents
	Change     int64 // for undoing a draft; a final invoice cannot be undone
}

// InvoiceMembership makes the invoice for somebody's membership at the price that holds today: final, or
// a draft to look at first. The membership starts when it is paid. It refuses, in Dutch, where there is
// no price or VAT set, or where one is open already.
func (s *Sales) InvoiceMembership(ctx context.Context, person int64, regime string, final bool) (MembershipInvoice, error) {
	var out MembershipInvoice
	do := s.write
	if final {
		do = s.writeNumbered
	}
	change, err := do(ctx, "Factuur voor lidmaatschap gemaakt", func(tx *data.Tx) (err error) {
		out, err = invoiceMembership(tx, person, regime, final)
		return err
	})
	if err != nil {
		return MembershipInvoice{}, err
	}
	out.Change = change
	return out, nil
}

func invoiceMembership(tx *data.Tx, person int64, regime string, final bool) (MembershipInvoice, error) {
	if regime != register.RegimeCoach && regime != register.RegimeMediator {
		return MembershipInvoice{}, fmt.Errorf("membership invoice: regime %q", regime)
	}
	p, err := tx.Person(person)
	if err != nil {
		return MembershipInvoice{}, err
	}
	o, err := membershipOffer(tx, p, regime)
	if err != nil {
		return MembershipInvoice{}, err
	}
	if o.Problem != "" {
		return MembershipInvoice{}, data.Refuse("%s Er is geen factuur gemaakt.", o.Problem)
	}
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return MembershipInvoice{}, err
	}
	i := data.Invoice{Kind: "invoice", State: "draft", PersonID: p.ID, Membership: regime}
	if err := billTo(tx, p, &i); err != nil {
		return MembershipInvoice{}, err
	}
	line := data.InvoiceLine{Description: membershipText(o, p, i), Quantity: 1, UnitCents: o.Cents, VATCode: terms.At(tx.Today()).VATCode}
	if err := keepDraft(tx, &i, []data.InvoiceLine{line}); err != nil {
		return MembershipInvoice{}, err
	}
	out := MembershipInvoice{ID: i.ID, TotalCents: i.TotalCents}
	if final {
		issued, err := FinaliseIn(tx, i.ID)
		if err != nil {
			return MembershipInvoice{}, err
		}
		out.Number = issued.Number
	}
	return out, nil
}

// billTo fills in who pays for a membership: the member, at home; at the organisation where only that address is known.
func billTo(tx *data.Tx, p data.Person, i *data.Invoice) error {
	i.Name, i.Email = p.Name(), first(p.Email, p.WorkEmail)
	i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country = p.Street, p.HouseNumber, p.Postcode, p.Town, tidyCountry(p.Country)
	if p.OrganisationID == 0 || p.Street != "" && p.Town != "" {
		return nil
	}
	o, err := tx.Organisation(p.OrganisationID)
	if err != nil || o.Street == "" || o.Town == "" {
		return err
	}
	i.OrganisationID, i.Organisation, i.Attention, i.Name = o.ID, o.Name, p.Name(), ""
	i.Street, i.HouseNumber, i.Postcode, i.Town, i.Country = o.Street, o.HouseNumber, o.Postcode, o.Town, o.Country
	i.Email, i.Reference = first(o.InvoiceEmail, i.Email), o.InvoiceReference
	i.KvK, i.OIN, i.VATNumber = o.KvK, o.OIN, o.VATNumber
	return nil
}

// membershipText is the line of the invoice.
func membershipText(o MembershipOffer, p data.Person, i data.Invoice) string {
	text := "Lidmaatschap KIES platform"
	if o.Regime == register.RegimeMediator {
		text = "Jaarlijkse bijdrage KIES mediator"
	}
	text += ", " + monthsText(o.Months)
	if i.Organisation != "" {
		text += ", voor " + p.Name()
	}
	if o.Member {
		return text + "\nSluit aan op het lidmaatschap tot en met " + dutch.Day(o.Until.Time())
	}
	return text + "\nGaat in op de dag van betaling"
}

// monthsText says a number of months as an invoice does: "1 jaar", "18 maanden".
func monthsText(n int) string {
	switch {
	case n%12 == 0:
		return fmt.Sprintf("%d jaar", n/12)
	case n == 1:
		return "1 maand"
	}
	return fmt.Sprintf("%d maanden", n)
}

// settleMembership lets the membership of an invoice follow from what was paid on it: it starts on the day
// on which all was paid, and is taken back when the money went back or the invoice was credited as a whole.
func settleMembership(tx *data.Tx, invoice int64) error {
	i, err := tx.Invoice(invoice)
	if err != nil || i.Membership == "" || i.PersonID == 0 || i.Kind != "invoice" || i.State != "final" {
		return err
	}
	left, err := uncredited(tx, i)
	if err != nil {
		return err
	}
	day, err := paidOn(tx, i)
	if err != nil {
		return err
	}
	if left <= 0 || day == "" {
		return register.WithdrawPaidMembership(tx, i.PersonID, i.ID)
	}
	return register.RecordMembership(tx, data.MembershipEvent{
		PersonID: i.PersonID, Regime: i.Membership, Kind: register.EventPayment, Day: day, Reason: "factuur " + i.Number, InvoiceID: i.ID,
	})
}

// paidOn is the day since which an invoice is paid in full; empty when it is not.
func paidOn(tx *data.Tx, i data.Invoice) (data.Day, error) {
	payments, err := tx.PaymentsOf(i.ID)
	if err != nil {
		return "", err
	}
	var sum data.Cents
	var since data.Day
	for n, p := range payments {
		sum += p.AmountCents
		if n+1 < len(payments) && payments[n+1].Day == p.Day {
			continue // what came and went on one day counts together
		}
		switch {
		case sum < i.TotalCents:
			since = ""
		case since == "":
			since = p.Day
		}
	}
	return since, nil
}

// YearLine is a mediator whose year ends.
type YearLine struct {
	PersonID int64
	Name     string // as lists sort it
	Until    data.Day
	Reason   string // in Dutch why no invoice is made; empty: one is
}

// YearPlan is who pays the yearly contribution next.
type YearPlan struct {
	Until   data.Day   // years that end on this day or before
	Cents   data.Cents // of each, including VAT
	Ready   []YearLine
	LeftOut []YearLine
	Problem string // in Dutch why no invoice can be made for anybody
}

// mostMediators is how many mediators one run takes.
const mostMediators = 5000

// MediatorYear tells who gets an invoice for the next year: the mediators whose year ends within the days in which a
// membership counts as ending, or ended within the days of grace.
func (s *Sales) MediatorYear(ctx context.Context) (YearPlan, error) {
	var plan YearPlan
	err := s.read(ctx, func(tx *data.Tx) (err error) {
		plan, err = mediatorYear(tx)
		return err
	})
	return plan, err
}

func mediatorYear(tx *data.Tx) (YearPlan, error) {
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return YearPlan{}, err
	}
	today := tx.Today()
	l := terms.At(today)
	plan := YearPlan{Until: today.AddDays(register.EndingDays), Cents: l.Cents(register.RegimeMediator)}
	switch {
	case plan.Cents == data.NoPrice:
		plan.Problem = words.T("Er is nog geen prijs voor de jaarlijkse bijdrage. Vul die in bij Instellingen, Lidmaatschappen.")
	case l.VATCode == "":
		plan.Problem = words.T("Er is nog geen btw-tarief voor lidmaatschappen gekozen. Kies dat bij Instellingen, Lidmaatschappen.")
	}
	ends, err := tx.MembershipEnds(today.AddDays(-l.GraceDays), plan.Until, nil, 2*mostMediators)
	if err != nil {
		return plan, err
	}
	for _, e := range ends {
		if e.Regime != register.RegimeMediator {
			continue
		}
		line := YearLine{PersonID: e.ID, Name: e.ListName(), Until: e.Until}
		if line.Reason, err = noYear(tx, e.Person); err != nil {
			return plan, err
		}
		if line.Reason == "" {
			plan.Ready = append(plan.Ready, line)
		} else {
			plan.LeftOut = append(plan.LeftOut, line)
		}
	}
	return plan, nil
}

// noYear says why a mediator gets no invoice for the next year now.
func noYear(tx *data.Tx, p data.Person) (string, error) {
	if why, err := yearDone(tx, p); err != nil || why != "" {
		return why, err
	}
	i := data.Invoice{}
	if err := billTo(tx, p, &i); err != nil {
		return "", err
	}
	if err := checkBuyer(i); err != nil {
		return words.T("het adres is niet volledig"), nil
	}
	return "", nil
}

// yearDone says why nobody asks for the next year: it was invoiced, or the membership was ended.
func yearDone(tx *data.Tx, p data.Person) (string, error) {
	open, err := openMembershipInvoice(tx, p.ID, register.RegimeMediator)
	switch {
	case err != nil:
		return "", err
	case open != nil && open.State == "draft":
		return words.T("er is al een conceptfactuur"), nil
	case open != nil:
		return words.T("factuur %s staat nog open", open.Number), nil
	}
	events, err := tx.MembershipEventsOf(p.ID)
	if err != nil {
		return "", err
	}
	for n := len(events) - 1; n >= 0; n-- {
		if events[n].Regime == register.RegimeMediator {
			if events[n].Kind == register.EventEnded {
				return words.T("het lidmaatschap is beëindigd"), nil
			}
			break
		}
	}
	return "", nil
}

// YearRun is what a run of yearly contributions made.
type YearRun struct {
	Made    []MembershipInvoice
	LeftOut []YearLine // also those of whom making it failed
}

// InvoiceMediators makes the final invoices for the next year of the people named, as MediatorYear gave them, each on
// its own: one that cannot be made is left out with the reason and does not stop the rest. Doing it twice makes none twice.
func (s *Sales) InvoiceMediators(ctx context.Context, people []YearLine, progress func(done, of int)) (YearRun, error) {
	var run YearRun
	for n, line := range people {
		if err := ctx.Err(); err != nil {
			return run, err
		}
		made, err := s.invoiceYear(ctx, line)
		if err != nil {
			text, known := data.UserText(err)
			if !known {
				return run, err
			}
			line.Reason = strings.TrimSuffix(text, ".")
			run.LeftOut = append(run.LeftOut, line)
		} else {
			run.Made = append(run.Made, made)
		}
		if progress != nil {
			progress(n+1, len(people))
		}
	}
	return run, nil
}

// invoiceYear makes the invoice of one line of a plan, if the plan still holds: another desk may have been first.
func (s *Sales) invoiceYear(ctx context.Context, line YearLine) (MembershipInvoice, error) {
	var out MembershipInvoice
	change, err := s.writeNumbered(ctx, "Factuur voor lidmaatschap gemaakt", func(tx *data.Tx) error {
		p, err := tx.Person(line.PersonID)
		if err != nil {
			return err
		}
		why, err := yearDone(tx, p)
		if err != nil {
			return err
		}
		if why == "" && p.MediatorUntil != line.Until {
			why = words.T("het lidmaatschap is intussen gewijzigd")
		}
		if why != "" {
			return data.Refuse("Er is geen factuur gemaakt: %s.", why)
		}
		out, err = invoiceMembership(tx, line.PersonID, register.RegimeMediator, true)
		return err
	})
	if err != nil {
		return MembershipInvoice{}, err
	}
	out.Change = change
	return out, nil
}
