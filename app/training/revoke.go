package training

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Revoking is why a certificate is made invalid.
type Revoking struct {
	Reason string // whoever checks the certificate may know of it
	// Wrongly says that it should never have been given. Then what followed from it
	// (membership, role) is taken back too; our reading. Otherwise that stays.
	Wrongly bool
}

// Revoke makes a certificate invalid. It can be undone; the number is not used again.
func (t *Training) Revoke(ctx context.Context, certificate int64, why Revoking) (int64, error) {
	reason := tidy(why.Reason)
	if reason == "" {
		return 0, data.Refuse("Zeg erbij waarom het certificaat wordt ingetrokken. Er is niets gewijzigd.")
	}
	return t.do(ctx, "Certificaat ingetrokken", func(tx *data.Tx) error {
		c, err := readCertificate(tx, certificate)
		if err != nil {
			return err
		}
		if c.Status != Valid {
			return data.Refuse("Dit certificaat was al niet meer geldig. Er is niets gewijzigd.")
		}
		if why.Wrongly {
			reason = "ten onrechte uitgegeven: " + reason
		}
		c.Status, c.StatusReason = Revoked, reason
		if err := tx.SaveCertificate(&c); err != nil {
			return err
		}
		if !why.Wrongly {
			return nil
		}
		role, err := givenRole(tx, c)
		if err != nil {
			return err
		}
		if role != nil {
			if err := tx.DeleteRole(role.ID); err != nil {
				return err
			}
		}
		return register.WithdrawMembership(tx, c.PersonID, c.EnrolmentID)
	})
}

// RevokeEffect says, before it happens, what else is taken back when a certificate
// turns out to have been given wrongly, a sentence each; nothing where that is nothing.
func (t *Training) RevokeEffect(ctx context.Context, certificate int64) ([]string, error) {
	var out []string
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		c, err := readCertificate(tx, certificate)
		if err != nil {
			return err
		}
		before, after, err := membershipWithout(tx, c)
		if err != nil {
			return err
		}
		switch {
		case before == after:
		case after == "":
			out = append(out, words.T("Het lidmaatschap tot %s vervalt.", dutch.DeskDay(before.Time())))
		default:
			out = append(out, words.T("Het lidmaatschap loopt dan tot %s in plaats van %s.", dutch.DeskDay(after.Time()), dutch.DeskDay(before.Time())))
		}
		role, err := givenRole(tx, c)
		if role != nil {
			out = append(out, words.T("De functie %s vervalt.", register.RoleName(role.Kind)))
		}
		return err
	})
	return out, err
}

func readCertificate(tx *data.Tx, id int64) (data.Certificate, error) {
	c, err := tx.Certificate(id)
	return c, data.Explain("Dit certificaat is er niet. Er is niets gewijzigd.", err)
}

// membershipWithout is somebody's end date as it is, and as it would be without what a certificate gave.
func membershipWithout(tx *data.Tx, c data.Certificate) (before, after data.Day, err error) {
	events, err := tx.MembershipEventsOf(c.PersonID)
	if err != nil {
		return "", "", err
	}
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return "", "", err
	}
	var rest []data.MembershipEvent
	for _, e := range events {
		if c.EnrolmentID == 0 || e.EnrolmentID != c.EnrolmentID {
			rest = append(rest, e)
		}
	}
	until := func(events []data.MembershipEvent) data.Day {
		return register.MemberUntil(register.Membership(events, terms, tx.Today()))
	}
	return until(events), until(rest), nil
}

// givenRole is the role that completing the course gave on the day of the
// certificate; nil when there is none, or another certificate of that day gives it as well.
func givenRole(tx *data.Tx, c data.Certificate) (*data.Role, error) {
	if c.EnrolmentID == 0 {
		return nil, nil
	}
	e, err := tx.Enrolment(c.EnrolmentID)
	if err != nil {
		return nil, err
	}
	cohort, err := tx.Cohort(e.CohortID)
	if err != nil {
		return nil, err
	}
	course, err := tx.Course(cohort.CourseID)
	if err != nil || course.GivesRole == "" {
		return nil, err
	}
	others, err := tx.CertificatesOf(c.PersonID)
	if err != nil {
		return nil, err
	}
	for _, o := range others {
		if o.ID != c.ID && o.Status == Valid && o.Achieved == c.Achieved {
			return nil, nil
		}
	}
	roles, err := tx.RolesOf(c.PersonID)
	if err != nil {
		return nil, err
	}
	for _, r := range roles {
		if r.Kind == course.GivesRole && string(r.Since) == c.Achieved && r.Until == "" {
			return &r, nil
		}
	}
	return nil, nil
}
