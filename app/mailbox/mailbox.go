// Package mailbox keeps the office's mail: it fetches from the server without
// marking or moving anything, keeps every mail raw, shows it as safe text with
// what it seems to mean, and puts answers in the mailbox's own Drafts folder.
// The connection is package imap, reading package message, meaning package
// understand; making a complaint, an order or an enrolment of a mail is for
// package intake.
package mailbox

import (
	"context"
	"errors"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Secrets keeps passwords outside the office's data, in the system's keychain.
type Secrets interface {
	// Password gives the password of a mailbox; an error with a Dutch sentence when there is none.
	Password(account string) (string, error)
	SetPassword(account, password string) error
}

// Filer decides where a mail belongs before it is kept: with a complaint, aside
// because no person wrote it, at somebody in the register.
type Filer func(tx *data.Tx, m *data.Message, mail message.Mail, u understand.Understanding) error

// Box hands out the mail.
type Box struct {
	store   *data.Store
	who     func() string
	secrets Secrets
	reader  *understand.Reader
	file    Filer
}

// New makes the job.
func New(store *data.Store, who func() string, secrets Secrets, file Filer) *Box {
	return &Box{store: store, who: who, secrets: secrets, reader: understand.NewReader(understand.DefaultVocabulary()), file: file}
}

// prepared is a mail read and understood, ready to be kept.
type prepared struct {
	message data.Message
	mail    message.Mail
	meaning understand.Understanding
}

// prepare reads a mail outside any transaction. A mail that cannot be read is
// kept all the same, with a subject that says so.
func (b *Box) prepare(raw []byte, received time.Time) prepared {
	p := prepared{message: data.Message{SHA256: data.SumOf(raw), Received: received.UTC(), State: "new", Raw: raw}}
	mail, err := message.Read(raw)
	if err != nil {
		p.message.Subject, p.message.Intent = "(dit bericht kan niet worden gelezen)", understand.Other
		p.message.Preview = "De ruwe tekst is bewaard."
		return p
	}
	if p.message.Received.IsZero() {
		p.message.Received = mail.Date.UTC()
	}
	if p.message.Received.IsZero() {
		p.message.Received = b.store.Now().UTC()
	}
	p.mail, p.meaning = mail, b.reader.Understand(mail, p.message.Received)
	m := &p.message
	m.MessageID, m.Subject = clip(mail.MessageID, 500), clip(mail.Subject, 500)
	m.FromName, m.FromEmail = clip(mail.From.Name, 200), strings.ToLower(clip(mail.From.Email, 200))
	m.Preview = clip(strings.Join(strings.Fields(p.meaning.NewText), " "), 160)
	m.Intent, m.Certainty = p.meaning.Intent, int(p.meaning.Certainty*100+0.5)
	m.Thread = m.MessageID
	if len(mail.References) > 0 {
		m.Thread = clip(mail.References[0], 500)
	} else if mail.InReplyTo != "" {
		m.Thread = clip(mail.InReplyTo, 500)
	}
	return p
}

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// keep stores a prepared mail unless its bytes are here already.
func (b *Box) keep(tx *data.Tx, p prepared) (fresh bool, err error) {
	has, err := tx.HasMessage(p.message.SHA256)
	if err != nil || has {
		return false, err
	}
	m := p.message
	if err := b.file(tx, &m, p.mail, p.meaning); err != nil {
		return false, err
	}
	return true, tx.SaveMessage(&m)
}

// Take keeps one mail that came as a file, or does nothing when it is here
// already. received is when it came in; zero takes the mail's own date.
func (b *Box) Take(ctx context.Context, raw []byte, received time.Time) (sha string, fresh bool, err error) {
	p := b.prepare(raw, received)
	err = b.store.Write(ctx, data.Change{Who: b.who(), Title: "Bericht ontvangen"}, func(tx *data.Tx) error {
		fresh, err = b.keep(tx, p)
		return err
	})
	return p.message.SHA256, fresh, err
}

// List gives a page of mail, newest first: "new", "done", "aside" or "" for all,
// older than a row (nil: from the newest).
func (b *Box) List(ctx context.Context, state string, withComplaints bool, after *data.MessageRow, limit int) ([]data.MessageRow, error) {
	var rows []data.MessageRow
	err := b.store.Read(ctx, func(tx *data.Tx) (err error) {
		rows, err = tx.MessagePage(state, withComplaints, after, limit)
		return err
	})
	return rows, err
}

// Sorted is List in the order that somebody asked for, as data.Tx.SortedMessages knows them (the zero value: newest first).
func (b *Box) Sorted(ctx context.Context, state string, withComplaints bool, by data.Sort, after *data.MessageRow, limit int) ([]data.MessageRow, error) {
	if by.By == "" {
		return b.List(ctx, state, withComplaints, after, limit)
	}
	from := ""
	if after != nil {
		from = after.SHA256
	}
	var rows []data.MessageRow
	err := b.store.Read(ctx, func(tx *data.Tx) (err error) {
		rows, err = tx.SortedMessages(state, withComplaints, by, from, limit)
		return err
	})
	return rows, err
}

// Letter is a mail opened: what is kept of it, what stands in it and what it
// seems to mean.
type Letter struct {
	data.Message
	Mail    message.Mail
	Meaning understand.Understanding
	People  []data.Person // who in the register uses the sender's address
	Follows string        // SHA-256 of the mail that this one answers, where that is here
}

// Open reads a mail that is here.
func (b *Box) Open(ctx context.Context, sha string) (Letter, error) {
	var l Letter
	err := b.store.Read(ctx, func(tx *data.Tx) error {
		var err error
		if l.Message, err = tx.MessageBySHA(sha); err != nil {
			return err
		}
		if l.People, err = tx.PeopleByEmail(l.FromEmail); err != nil {
			return err
		}
		return nil
	})
	if err != nil {
		return l, err
	}
	mail, err := message.Read(l.Raw)
	if err != nil {
		l.Mail.Problems = []string{words.T("Dit bericht kan niet worden gelezen. De ruwe tekst is bewaard; open het in je mailprogramma.")}
		return l, nil
	}
	l.Mail, l.Meaning = mail, b.reader.Understand(mail, l.Received)
	err = b.store.Read(ctx, func(tx *data.Tx) error {
		for _, id := range append([]string{mail.InReplyTo}, mail.References...) {
			before, err := tx.MessageByMessageID(id)
			if errors.Is(err, data.ErrNotFound) {
				continue
			}
			l.Follows = before.SHA256
			return err
		}
		return nil
	})
	return l, err
}

// Settle says what became of a mail (state done), lays it aside, or puts it back
// to new.
func (b *Box) Settle(ctx context.Context, sha, state, outcome string) (int64, error) {
	title := map[string]string{"done": "Bericht afgehandeld", "aside": "Bericht opzijgelegd", "new": "Bericht weer nieuw"}[state]
	return b.store.Do(ctx, data.Change{Who: b.who(), Title: title}, func(tx *data.Tx) error { return SettleIn(tx, sha, state, outcome) })
}

// SettleIn is Settle within a transaction.
func SettleIn(tx *data.Tx, sha, state, outcome string) error {
	m, err := tx.MessageBySHA(sha)
	if err != nil {
		return err
	}
	m.State, m.Outcome = state, outcome
	return tx.SaveMessage(&m)
}

// Folders says of every folder how many mails are on the server, here and not to be had.
func (b *Box) Folders(ctx context.Context) ([]data.FolderState, error) {
	var out []data.FolderState
	err := b.store.Read(ctx, func(tx *data.Tx) (err error) { out, err = tx.FolderStates(); return err })
	return out, err
}

// Count counts the mails in a state.
func (b *Box) Count(ctx context.Context, state string) (n int, err error) {
	err = b.store.Read(ctx, func(tx *data.Tx) error { n, err = tx.CountMessages(state); return err })
	return n, err
}
