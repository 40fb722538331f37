package run

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Letter is the mail of one.
type Letter struct {
	To      message.Address `json:"to"`
	Subject string          `json:"subject"`
	Text    string          `json:"text"`
	// Attached are kept documents that go with it, by their numbers.
	Attached []int64 `json:"attached,omitempty"`
	// ID is the mail's own, given when it is written, so that it can be found again.
	ID string `json:"id"`
}

// Writer writes the mail of one. Who it refuses is left out, as with Each.
type Writer func(tx *data.Tx, r Recipient) (Letter, error)

// Write makes a run of mails and keeps them, waiting to be placed. Like Make, it
// answers ErrNobody when nobody is left.
func (r *Runs) Write(ctx context.Context, order func(tx *data.Tx) (Order, Writer, error)) (Made, error) {
	var made Made
	err := r.do(ctx, "Mails gemaakt", func(tx *data.Tx) error {
		made = Made{}
		o, write, err := order(tx)
		if err != nil {
			return err
		}
		var items []data.PrintRunItem
		if made, _, items, err = written(tx, o, write); err != nil {
			return err
		}
		p := data.PrintRun{Kind: string(o.Kind), Medium: Mail, About: o.About, Title: o.Title, CohortID: o.CohortID, Again: o.Again}
		err = tx.AddPrintRun(&p, items)
		made.ID = p.ID
		return err
	})
	if err != nil {
		return Made{LeftOut: made.LeftOut}, err
	}
	return made, nil
}

// PreviewMails writes what Write would write now and keeps nothing.
func (r *Runs) PreviewMails(ctx context.Context, order func(tx *data.Tx) (Order, Writer, error)) (Made, []Letter, error) {
	var made Made
	var letters []Letter
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		made = Made{}
		o, write, err := order(tx)
		if err != nil {
			return err
		}
		made, letters, _, err = written(tx, o, write)
		return err
	})
	return made, letters, err
}

func written(tx *data.Tx, o Order, write Writer) (Made, []Letter, []data.PrintRunItem, error) {
	made := Made{Title: o.Title}
	to, left, err := Split(tx, o)
	if err != nil {
		return made, nil, nil, err
	}
	made.LeftOut = left
	var letters []Letter
	var items []data.PrintRunItem
	for _, r := range to {
		letter, err := write(tx, r)
		if err == nil && strings.TrimSpace(letter.To.Email) == "" {
			err = &Refused{Code: NoEmail}
		}
		if err == nil {
			err = checked(letter, tx.Now())
		}
		out, err := refusal(r, err)
		if err != nil {
			return made, nil, nil, err
		}
		if out != nil {
			made.LeftOut = append(made.LeftOut, *out)
			continue
		}
		if letter.ID, err = newID(); err != nil {
			return made, nil, nil, err
		}
		kept, err := json.Marshal(letter)
		if err != nil {
			return made, nil, nil, fmt.Errorf("mail of a run: %w", err)
		}
		item := r.item(tx, StateWaiting)
		item.Mail = string(kept)
		if item.PersonID == 0 && item.AddressKey == "" {
			item.AddressKey = addressKey(letter.To.Email)
		}
		items, letters, made.To = append(items, item), append(letters, letter), append(made.To, r)
	}
	if len(items) == 0 {
		return made, nil, nil, nobody(made.LeftOut)
	}
	for _, l := range made.LeftOut {
		items = append(items, l.item(tx))
	}
	return made, letters, items, nil
}

// checked refuses a mail that cannot be written as it stands, before it waits.
func checked(l Letter, now time.Time) error {
	_, err := message.Compose(message.Draft{
		From: message.Address{Email: "office@example.org"}, To: []message.Address{l.To}, Subject: l.Subject, Text: l.Text, Date: now, MessageID: "x@example.org",
	})
	return err
}

func newID() (string, error) {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		return "", fmt.Errorf("mail id: %w", err)
	}
	return hex.EncodeToString(b), nil
}

// Post is a mailbox in which mails are placed as drafts.
type Post interface {
	// Put places a mail and gives it as it lies there.
	Put(ctx context.Context, d message.Draft) (raw []byte, err error)
	// Has says whether a mail with this Message-ID lies there.
	Has(ctx context.Context, messageID string) (bool, error)
	// Domain is what Message-IDs end with.
	Domain() string
}

// Placed says what Place did.
type Placed struct {
	Placed  int
	Failed  int
	Unsure  int // it is not known whether they lie there
	LeftOut int // had it meanwhile by another way
}

// leftBehind is how long a mail may be being placed by another desk before it
// counts as left behind by a program that stopped.
const leftBehind = 10 * time.Minute

// Place puts the mails of a run that wait, or failed before, in a mailbox. It can
// be stopped and done again at any time: each mail is placed once. One that cannot be
// placed does not stop the rest, but a mailbox that cannot be reached does. Whoever had
// the same by another way meanwhile is left out. progress may be nil.
func (r *Runs) Place(ctx context.Context, run int64, post Post, progress func(done, total int)) (Placed, error) {
	var out Placed
	var items []data.PrintRunItem
	var p data.PrintRun
	err := r.store.Read(ctx, func(tx *data.Tx) (err error) {
		if p, err = tx.PrintRun(run); err != nil {
			return data.Explain("Deze uitdraai is er niet.", err)
		}
		items, err = tx.PrintRunItems(run)
		return err
	})
	if err != nil {
		return out, err
	}
	for n, i := range items {
		if progress != nil {
			progress(n, len(items))
		}
		if err := ctx.Err(); err != nil {
			return out, err
		}
		if err := r.placeOne(ctx, p, i, post, &out); err != nil {
			return out, err
		}
	}
	if progress != nil {
		progress(len(items), len(items))
	}
	return out, nil
}

// placeOne places one mail when it is its turn.
func (r *Runs) placeOne(ctx context.Context, p data.PrintRun, i data.PrintRunItem, post Post, out *Placed) error {
	was, i, err := r.claim(ctx, p, i.ID)
	if err != nil {
		return err
	}
	switch was {
	case claimNot:
		return nil
	case claimHad:
		out.LeftOut++
		return nil
	}
	var letter Letter
	if err := json.Unmarshal([]byte(i.Mail), &letter); err != nil {
		return fmt.Errorf("mail of a run: %w", err)
	}
	id := letter.ID + "@" + post.Domain()
	if was == claimLeft {
		there, err := post.Has(ctx, id)
		if err != nil {
			return err
		}
		if there {
			out.Placed++
			return r.settle(ctx, i.ID, StatePlaced, "", "", nil)
		}
		out.Unsure++
		return r.settle(ctx, i.ID, StateFailed, Unsure, reasons[Unsure], nil)
	}
	d := message.Draft{To: []message.Address{letter.To}, Subject: letter.Subject, Text: letter.Text, MessageID: id}
	if d.Attachments, err = r.attached(ctx, letter.Attached); err != nil {
		return errors.Join(err, r.settle(ctx, i.ID, StateWaiting, "", "", nil))
	}
	raw, err := post.Put(ctx, d)
	if err == nil {
		out.Placed++
		return r.settle(ctx, i.ID, StatePlaced, "", "", raw)
	}
	return r.notPlaced(ctx, i.ID, id, err, post, out)
}

// notPlaced finds out what became of a mail of which placing gave an error.
func (r *Runs) notPlaced(ctx context.Context, item int64, id string, cause error, post Post, out *Placed) error {
	// Also when somebody stopped it: what is known of this one mail is kept.
	after, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Minute)
	defer cancel()
	there, err := post.Has(after, id)
	text, ok := data.DutchText(cause)
	if !ok {
		text = "de mailserver gaf een fout"
	}
	switch {
	case err != nil:
		out.Unsure++
		return errors.Join(cause, r.settle(after, item, StateFailed, Unsure, reasons[Unsure], nil))
	case there:
		out.Placed++
		return errors.Join(ctx.Err(), r.settle(after, item, StatePlaced, "", "", nil))
	}
	out.Failed++
	return errors.Join(ctx.Err(), r.settle(after, item, StateFailed, Failed, text, nil))
}

// What claim found.
type claimed int

const (
	claimNot   claimed = iota // nothing to do
	claimHad                  // had it by another way: left out now
	claimFresh                // this desk places it
	claimLeft                 // it was being placed when a program stopped
)

// claim takes one mail for this desk, so that no other places it too.
func (r *Runs) claim(ctx context.Context, p data.PrintRun, id int64) (claimed, data.PrintRunItem, error) {
	var was claimed
	var i data.PrintRunItem
	err := r.do(ctx, "Mail klaargezet", func(tx *data.Tx) (err error) {
		was = claimNot
		if i, err = tx.PrintRunItem(id); err != nil {
			return err
		}
		switch {
		case i.State == StateWaiting, i.State == StateFailed && i.Reason != Unsure:
		case i.State == StatePlacing && tx.Now().Sub(i.At) > leftBehind:
			was, i.At = claimLeft, tx.Now()
			return tx.SavePrintRunItem(&i)
		default:
			return nil
		}
		if i.Mail == "" {
			return nil
		}
		if (p.About != "" || p.Kind == string(Reminders)) && !p.Again {
			had, err := hadElsewhere(tx, p, i)
			if err != nil {
				return err
			}
			if had != "" {
				was = claimHad
				l := LeftOut{Code: Had, Day: had}
				i.State, i.Reason, i.ReasonText, i.At = StateLeftOut, Had, l.dutch(), had.Time().Add(12*time.Hour)
				return tx.SavePrintRunItem(&i)
			}
		}
		was = claimFresh
		i.State, i.Reason, i.ReasonText, i.At = StatePlacing, "", "", tx.Now()
		return tx.SavePrintRunItem(&i)
	})
	return was, i, err
}

// hadElsewhere says since when somebody has the same by another item, that came
// before this one or was placed; "" when not.
func hadElsewhere(tx *data.Tx, p data.PrintRun, i data.PrintRunItem) (data.Day, error) {
	k := keyOf(i.PersonID, i.AddressKey)
	if k == "" {
		return "", nil
	}
	items, err := tx.HadOf(p.Kind, p.About)
	if err != nil {
		return "", err
	}
	for _, other := range items {
		if p.About == "" && other.AddressKey != i.AddressKey {
			continue // a reminder about another last day
		}
		if other.ID != i.ID && keyOf(other.PersonID, other.AddressKey) == k && (other.State != StateWaiting || other.ID < i.ID) {
			return dayOf(other), nil
		}
	}
	return "", nil
}

// settle keeps what became of one mail; raw is the mail as it was placed.
func (r *Runs) settle(ctx context.Context, id int64, state, code, text string, raw []byte) error {
	return r.do(context.WithoutCancel(ctx), "Mail klaargezet", func(tx *data.Tx) error {
		i, err := tx.PrintRunItem(id)
		if err != nil {
			return err
		}
		if raw != nil {
			doc := data.Document{Kind: "mail", Name: "mail.eml", MediaType: "message/rfc822", Bytes: raw}
			if err := tx.AddDocument(&doc); err != nil {
				return err
			}
			i.DocumentID = doc.ID
		}
		i.State, i.Reason, i.ReasonText, i.At = state, code, text, tx.Now()
		return tx.SavePrintRunItem(&i)
	})
}

// Again lets a mail of which it is not known whether it was placed be placed once
// more: somebody looked, and it is not there.
func (r *Runs) Again(ctx context.Context, item int64) error {
	return r.do(ctx, "Mail opnieuw klaar om te plaatsen", func(tx *data.Tx) error {
		i, err := tx.PrintRunItem(item)
		if err != nil {
			return data.Explain("Deze mail is er niet.", err)
		}
		if i.State != StateFailed || i.Reason != Unsure {
			return data.Refuse("Van deze mail is bekend wat ermee is gebeurd. Er is niets gewijzigd.")
		}
		i.State, i.Reason, i.ReasonText = StateWaiting, "", ""
		return tx.SavePrintRunItem(&i)
	})
}

// attached reads the documents that go with a mail.
func (r *Runs) attached(ctx context.Context, ids []int64) ([]message.Attachment, error) {
	var out []message.Attachment
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		for _, id := range ids {
			doc, err := tx.Document(id)
			if err != nil {
				return err
			}
			out = append(out, message.Attachment{Name: doc.Name, Type: doc.MediaType, Bytes: doc.Bytes})
		}
		return nil
	})
	return out, err
}
