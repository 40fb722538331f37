// Package run makes paper and mail for many people at once: certificates,
// invitations, badges, reminders. A run is kept as an object: for whom it was,
// which pages are whose, who was left out and why, the document as it was made,
// and each time that it, or a part of it, went to a printer. One record that fails
// does not stop the rest, printing goes on from any page after a paper jam, and
// nobody gets the same twice by accident.
//
// What stands on a paper or in a mail, and who should get one, is left to the
// job that gives the Order; laying out pages is document's, and putting a mail in a
// mailbox is mailbox's.
package run

import (
	"context"
	"slices"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Kind is what everybody in a run gets. A job may have kinds of its own.
type Kind string

// The kinds of the office.
const (
	Certificates Kind = "certificate"
	Invitations  Kind = "invitation"
	Badges       Kind = "badge"
	Attendance   Kind = "attendance" // a list to sign
	Addresses    Kind = "addresses"  // a list for the trainers
	Reminders    Kind = "reminder"
)

// The media of a run.
const (
	Paper = "paper"
	Mail  = "mail"
)

// Codes of why somebody is not in a run. A job may have codes of its own, with
// the reason in Dutch beside them.
const (
	Had         = "had"         // had it already
	Waits       = "waits"       // the mail was written before, and still waits to be placed
	Double      = "double"      // twice in one order
	NoAddress   = "no_address"  // no postal address
	NoEmail     = "no_email"    // no mail address
	NoMail      = "no_mail"     // asked not to be mailed
	Unprintable = "unprintable" // a sign that the fonts lack, or it does not fit
	Failed      = "failed"      // could not be made or placed
	Unsure      = "unsure"      // may or may not have been placed
)

// reasons are the codes whose words hold for everybody, as they end a sentence
// after the name.
var reasons = map[string]string{
	Double:    words.Later("staat er twee keer in"),
	NoAddress: words.Later("heeft geen volledig adres"),
	NoEmail:   words.Later("heeft geen mailadres"),
	NoMail:    words.Later("wil geen mail"),
	Unsure:    words.Later("het is niet zeker of de mail in Concepten staat; kijk daar na en zet hem anders opnieuw klaar"),
}

// Recipient is one for whom a paper or mail is.
type Recipient struct {
	PersonID int64  // 0: not in the register
	Key      string // who it is when not in the register, such as a mail address
	Name     string // as the run names her
	Ref      int64  // the job's own number for her, such as the enrolment
}

// key tells people apart; "" when it is not known who it is.
func (r Recipient) key() string { return keyOf(r.PersonID, r.Key) }

func keyOf(person int64, key string) string {
	if person != 0 {
		return "p" + itoa(person)
	}
	if key = addressKey(key); key != "" {
		return "k" + key
	}
	return ""
}

func addressKey(key string) string { return strings.ToLower(strings.TrimSpace(key)) }

// LeftOut is one who is not in a run.
type LeftOut struct {
	Recipient
	Code string
	// Text is the reason in Dutch, as it ends a sentence after the name. It may be
	// empty for a code that has words of its own.
	Text string
	Day  data.Day // of Had and Waits: when
}

// Reason is the text in the language of the desk, where it has one.
func (l LeftOut) Reason() string {
	switch {
	case l.Code == Had && l.Day != "":
		return words.T("had dit al op %s", shortDay(l.Day))
	case l.Code == Waits && l.Day != "":
		return words.T("de mail van %s wacht nog op klaarzetten", shortDay(l.Day))
	case l.Text == "" || l.Code == NoEmail || l.Code == Double || l.Code == Unsure:
		return words.T(reasons[l.Code])
	}
	return l.Text
}

// dutch is the text to keep.
func (l LeftOut) dutch() string {
	switch {
	case l.Text != "":
		return l.Text
	case l.Code == Had:
		return "had dit al op " + dutchDay(l.Day)
	case l.Code == Waits:
		return "de mail van " + dutchDay(l.Day) + " wacht nog op klaarzetten"
	}
	return reasons[l.Code]
}

// Order says what is to be made, and for whom.
type Order struct {
	Kind Kind
	// About is for what, such as "cohort:12" or "member:2026-11-30". Who had this
	// kind about the same already is left out. Empty: nobody is.
	About    string
	CohortID int64  // 0: none
	Title    string // in Dutch, without personal data: "Uitnodigingen 2026-ZUT-1"
	File     string // name of the PDF
	To       []Recipient
	LeftOut  []LeftOut // whom the job itself left out
	// Again makes it for who had it already, too: an explicit choice, or a paper
	// that is no one person's.
	Again bool
}

// Runs is the job.
type Runs struct {
	// Who names the person at the desk, for the history.
	Who func() string
	// Printer prints; the system's own by default.
	Printer document.Printer

	store *data.Store
}

// New makes the job on a store.
func New(store *data.Store) *Runs {
	return &Runs{Who: func() string { return "" }, Printer: document.SystemPrinter(), store: store}
}

func (r *Runs) do(ctx context.Context, title string, f func(tx *data.Tx) error) error {
	return r.store.Write(ctx, data.Change{Who: r.Who(), Title: title}, f)
}

// Split says who of an order gets it and who does not: each person once, and not
// who had it already, unless the order says so. Everybody of the order is in one of the
// two, those that the job left out first.
func Split(tx *data.Tx, o Order) (to []Recipient, left []LeftOut, err error) {
	had, waits := map[string]data.Day{}, map[string]bool{}
	if o.About != "" && !o.Again {
		items, err := tx.HadOf(string(o.Kind), o.About)
		if err != nil {
			return nil, nil, err
		}
		had = firstDays(items)
		for _, i := range items {
			// Whoever had it by another way as well, had it.
			k := keyOf(i.PersonID, i.AddressKey)
			_, known := waits[k]
			waits[k] = i.State == StateWaiting && (waits[k] || !known)
		}
	}
	left = slices.Clone(o.LeftOut)
	seen := map[string]bool{}
	for _, r := range o.To {
		k := r.key()
		switch {
		case k != "" && seen[k]:
			left = append(left, LeftOut{Recipient: r, Code: Double})
		case k != "" && had[k] != "" && waits[k]:
			left = append(left, LeftOut{Recipient: r, Code: Waits, Day: had[k]})
		case k != "" && had[k] != "":
			left = append(left, LeftOut{Recipient: r, Code: Had, Day: had[k]})
		default:
			to = append(to, r)
		}
		seen[k] = true
	}
	return to, left, nil
}

// HadOn says since which day people have a kind of paper or mail about one thing;
// by the key of Recipient.
func HadOn(tx *data.Tx, kind Kind, about string) (map[string]data.Day, error) {
	items, err := tx.HadOf(string(kind), about)
	if err != nil {
		return nil, err
	}
	return firstDays(items), nil
}

// firstDays says when people were in one of the items for the first time, by the key of Recipient.
func firstDays(items []data.PrintRunItem) map[string]data.Day {
	out := map[string]data.Day{}
	for _, i := range items {
		if k := keyOf(i.PersonID, i.AddressKey); k != "" && out[k] == "" {
			out[k] = dayOf(i)
		}
	}
	return out
}

// HadByPerson says since which day people of the register have a kind of paper
// or mail about one thing.
func HadByPerson(tx *data.Tx, kind Kind, about string) (map[int64]data.Day, error) {
	items, err := tx.HadOf(string(kind), about)
	if err != nil {
		return nil, err
	}
	out := map[int64]data.Day{}
	for _, i := range items {
		if i.PersonID != 0 && out[i.PersonID] == "" {
			out[i.PersonID] = dayOf(i)
		}
	}
	return out, nil
}

func dayOf(i data.PrintRunItem) data.Day {
	at := i.At
	if at.IsZero() {
		at = i.CreatedAt
	}
	return data.DayOf(at)
}

// item is one as it is kept.
func (l LeftOut) item(tx *data.Tx) data.PrintRunItem {
	i := data.PrintRunItem{PersonID: l.PersonID, AddressKey: addressKey(l.Key), Name: l.Name, State: StateLeftOut, Reason: l.Code, ReasonText: l.dutch()}
	if l.Day != "" {
		i.At = l.Day.Time().Add(12 * time.Hour)
	}
	return i
}

func (r Recipient) item(tx *data.Tx, state string) data.PrintRunItem {
	return data.PrintRunItem{PersonID: r.PersonID, AddressKey: addressKey(r.Key), Name: r.Name, State: state, At: tx.Now()}
}
