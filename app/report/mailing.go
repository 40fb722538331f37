package report

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The groups that are mailed. What stands behind Organisations is a kind of organisation, empty for all.
const (
	Members       = "members"
	Ending        = "ending"
	Coaches       = "coach"
	Mediators     = "mediator"
	CareCoaches   = "care_coach"
	Trainers      = "trainer"
	Contacts      = "contact"
	Organisations = "organisations"
)

// Mailing is whom a mailing list is for.
type Mailing struct {
	Group    string // one of the above
	Kind     string // of organisations; empty: all
	Province string
	Country  string
	Members  bool // of a role: only who is a member
}

// Recipient is a line of a mailing list.
type Recipient struct {
	ID           int64 // of the person, or of the organisation
	Email        string
	Name         string // in reading order
	FirstName    string
	ListName     string
	Organisation string
	Town         string
	Province     string
	Country      string
	MemberUntil  data.Day
}

// MailingList is a mailing list with who was left out of it.
type MailingList struct {
	Recipients []Recipient
	NoMail     int // asked not to be mailed
	NoAddress  int // no mail address known
	Twice      int // the address was on the list already
}

// Mailing gives a mailing list, by name. Who asked not to be mailed is left out and counted, and each address is on it
// once.
func (r *Reports) Mailing(ctx context.Context, m Mailing) (MailingList, error) {
	var l MailingList
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		l = MailingList{}
		had := map[string]bool{}
		refused, err := tx.RefusedAddresses()
		if err != nil {
			return err
		}
		add := func(rec Recipient) {
			switch {
			case rec.Email == "":
				l.NoAddress++
			case refused[rec.Email]:
				l.NoMail++
			case had[rec.Email]:
				l.Twice++
			default:
				had[rec.Email] = true
				l.Recipients = append(l.Recipients, rec)
			}
		}
		if m.Group == Organisations {
			return organisations(ctx, tx, m, add)
		}
		return everyOf(ctx, tx, m.filter(tx.Today()), func(people []data.Person) error {
			for _, p := range people {
				if p.NoMail {
					l.NoMail++
					continue
				}
				email := p.Email
				if email == "" {
					email = p.WorkEmail
				}
				add(Recipient{
					ID: p.ID, Email: email, Name: p.Name(), FirstName: p.FirstName, ListName: p.ListName(), Organisation: p.Organisation,
					Town: p.Town, Province: p.Province, Country: p.Country, MemberUntil: p.MemberUntil,
				})
			}
			return nil
		})
	})
	return l, err
}

func (m Mailing) filter(today data.Day) data.PeopleFilter {
	f := data.PeopleFilter{Province: m.Province, Country: m.Country}
	switch m.Group {
	case Members:
		f.MemberOn = today
	case Ending:
		f.EndsFrom, f.EndsTo = today, today.AddDays(register.EndingDays)
	default:
		f.Role, f.RoleOn = m.Group, today
		if m.Members {
			f.MemberOn = today
		}
	}
	return f
}

func organisations(ctx context.Context, tx *data.Tx, m Mailing, add func(Recipient)) error {
	var last *data.Organisation
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		found, err := tx.OrganisationsOfKind(m.Kind, last, page)
		if err != nil {
			return err
		}
		for _, o := range found {
			if m.Province != "" && o.Province != m.Province || m.Country != "" && o.Country != m.Country {
				continue
			}
			add(Recipient{ID: o.ID, Email: strings.ToLower(o.Email), Name: o.Name, ListName: o.Name, Organisation: o.Department, Town: o.Town, Province: o.Province, Country: o.Country})
		}
		if len(found) < page {
			return nil
		}
		last = &found[len(found)-1]
	}
}

// Notes say in sentences who was left out.
func (l MailingList) Notes() []string {
	var out []string
	for _, c := range []struct {
		n         int
		one, many string
	}{
		{l.NoMail, words.Later("1 wil geen mail en staat er niet in."), words.Later("%d willen geen mail en staan er niet in.")},
		{l.NoAddress, words.Later("Van 1 is geen mailadres bekend."), words.Later("Van %d is geen mailadres bekend.")},
		{l.Twice, words.Later("1 heeft een mailadres dat er al in staat."), words.Later("%d hebben een mailadres dat er al in staat.")},
	} {
		switch {
		case c.n == 1:
			out = append(out, words.T(c.one))
		case c.n > 1:
			out = append(out, words.T(c.many, c.n))
		}
	}
	return out
}

// Table is the list as a file.
func (l MailingList) Table(title string) sheet.Table {
	t := sheet.Table{Title: title, Columns: []string{
		words.T("E-mail"), words.T("Naam"), words.T("Voornaam"), words.T("Organisatie"), words.T("Plaats"), words.T("Provincie"), words.T("Land"), words.T("Lid tot"),
	}}
	for _, r := range l.Recipients {
		t.Rows = append(t.Rows, []sheet.Cell{
			sheet.Text(r.Email), sheet.Text(r.Name), sheet.Text(r.FirstName), sheet.Text(r.Organisation), sheet.Text(r.Town), sheet.Text(r.Province), sheet.Text(r.Country), sheet.Day(string(r.MemberUntil)),
		})
	}
	return t
}

// coordinate writes degrees in three decimals: some hundred metres, in the middle of a town.
func coordinate(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }

// sortedBy puts names in the order of lists.
func sortedBy[T any](list []T, key func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return strings.Compare(data.Fold(key(a)), data.Fold(key(b))) })
}
