package enrolment

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Made is what became of making invoices.
type Made struct {
	Drafts  []int64 // the invoices, all still drafts
	People  int     // who stand on them
	Cents   data.Cents
	Skipped []string // who was left out, and why
	Notices []string // what to look at: who is asked the price beside a fee for cancelling
}

// taught is a cohort as its invoices name it.
type taught struct {
	cohort data.Cohort
	course data.Course // with the cohort's own terms
	days   []time.Time
}

func readTaught(tx *data.Tx, cohort int64) (taught, error) {
	var t taught
	var err error
	if t.cohort, err = tx.Cohort(cohort); err != nil {
		return t, data.Explain("Deze trainingsgroep is er niet meer.", err)
	}
	course, err := tx.Course(t.cohort.CourseID)
	if err != nil {
		return t, err
	}
	t.course = training.AsTaught(t.cohort, course)
	days, err := tx.CohortDays(cohort)
	for _, d := range days {
		t.days = append(t.days, d.Day.Time())
	}
	return t, err
}

// description is the line of an invoice: what, where, when and who.
func (t taught) description(who string) string {
	text := joined(", ", t.course.Name, t.cohort.Town, dutch.Days(t.days, " "))
	if runes := []rune(text + "\n" + who); len(runes) > 290 {
		text = joined(", ", t.course.Name, t.cohort.Town, t.cohort.Code)
	}
	return joined("\n", text, "Deelnemer: "+who)
}

// Invoice makes drafts of invoices for those who take part in a cohort and have
// none: for the enrolments that are named, or for everybody. Who is paid for by
// one organisation with one reference stands on one invoice.
func (d *Desk) Invoice(ctx context.Context, cohort int64, enrolments ...int64) (Made, int64, error) {
	var made Made
	change, err := d.do(ctx, "Conceptfacturen van inschrijvingen gemaakt", func(tx *data.Tx) error {
		made = Made{}
		t, err := readTaught(tx, cohort)
		if err != nil {
			return err
		}
		all, err := tx.EnrolmentsIn(cohort)
		if err != nil {
			return err
		}
		var order []string
		drafts := map[string]*sales.Draft{}
		for _, e := range all {
			if len(enrolments) > 0 && !slices.Contains(enrolments, e.ID) {
				continue
			}
			p, err := tx.Person(e.PersonID)
			if err != nil {
				return err
			}
			bills, err := readBills(tx, e.ID)
			if err != nil {
				return err
			}
			price, why := due(t, e, bills)
			if why != "" {
				if len(enrolments) > 0 {
					made.Skipped = append(made.Skipped, p.Name()+" "+why)
				}
				continue
			}
			key, buyer, err := payer(tx, e, p)
			if err != nil {
				return err
			}
			if drafts[key] == nil {
				order, drafts[key] = append(order, key), &buyer
				drafts[key].DeliveryDay = t.cohort.FirstDay
			} else {
				drafts[key].PersonID, drafts[key].Attention = 0, "" // it is about several
				if drafts[key].Email != buyer.Email {
					drafts[key].Email = "" // each gave an own one: the office knows which
				}
			}
			drafts[key].Lines = append(drafts[key].Lines, sales.DraftLine{
				Description: t.description(p.Name()), Quantity: 1, UnitCents: price, VATCode: t.course.VATCode, EnrolmentID: e.ID,
			})
			made.People++
			if fee := bills.feeCents(); fee > 0 {
				made.Notices = append(made.Notices, words.T("%s: van de eerdere afmelding blijft %s staan. De hele prijs is nu gevraagd. Laat je de kosten vallen, crediteer ze dan of gooi dat concept weg.", p.Name(), money(fee)))
			}
		}
		for _, key := range order {
			i, err := sales.NewDraftIn(tx, *drafts[key])
			if err != nil {
				return err
			}
			made.Drafts, made.Cents = append(made.Drafts, i.ID), made.Cents+i.TotalCents
		}
		if len(order) == 0 {
			if len(made.Skipped) > 0 {
				return data.Refuse("Er is geen factuur gemaakt: %s.", strings.Join(made.Skipped[:min(3, len(made.Skipped))], "; "))
			}
			return data.Refuse("Er is niemand zonder factuur. Er is niets gemaakt.")
		}
		return nil
	})
	return made, change, err
}

// payer is who an enrolment is invoiced to, with a key that is the same for all who
// go on one invoice: the organisation that pays, else the one that was named with
// the enrolment, else the participant.
func payer(tx *data.Tx, e data.Enrolment, p data.Person) (string, sales.Draft, error) {
	b := sales.Draft{PersonID: p.ID, Reference: e.InvoiceReference}
	var known data.Organisation
	var err error
	if e.PayerID != 0 {
		if known, err = tx.Organisation(e.PayerID); err != nil {
			return "", b, err
		}
	} else if e.Organisation != "" {
		found, err := tx.OrganisationsByName(e.Organisation)
		if err != nil {
			return "", b, err
		}
		if len(found) == 1 {
			known = found[0]
		}
	}
	switch {
	case known.ID != 0:
		b.OrganisationID, b.Organisation, b.Attention = known.ID, known.Name, p.Name()
		b.Street, b.HouseNumber, b.Postcode, b.Town, b.Country = known.Street, known.HouseNumber, known.Postcode, known.Town, known.Country
		b.Email, b.Reference = first(e.InvoiceEmail, known.InvoiceEmail, known.Email), first(e.InvoiceReference, known.InvoiceReference)
		b.KvK, b.OIN, b.VATNumber = known.KvK, known.OIN, known.VATNumber
	default:
		b.Email = first(e.InvoiceEmail, p.Email, p.WorkEmail)
		b.Street, b.HouseNumber, b.Postcode, b.Town, b.Country = p.Street, p.HouseNumber, p.Postcode, p.Town, p.Country
		if e.Organisation != "" {
			b.Organisation, b.Attention = e.Organisation, p.Name()
		} else {
			b.Name = p.Name()
		}
	}
	key := "person " + strconv.FormatInt(p.ID, 10)
	if b.Organisation != "" {
		key = strings.Join([]string{"organisation", strconv.FormatInt(b.OrganisationID, 10), data.Fold(b.Organisation), b.Reference, e.InvoiceEmail}, "\n")
	}
	return key, b, nil
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}
