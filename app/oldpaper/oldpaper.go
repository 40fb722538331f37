// Package oldpaper decides, with the office, whether a copy of an old certificate
// is genuine. FAQ: who is certified and no member any more sends "je gegevens en
// kopie van je certificaat onder vermelding van datum, locatie en trainers", and
// the office checks it. The package ranks the trainings and the people that fit
// what the copy says, with the reasons in plain sentences, keeps the copy, and
// records what was decided and on what evidence. Trainings that were never entered
// can be noted as far as they are known.
//
// Reading mail is left to mailbox, people and membership to register, cohorts and
// new certificates to training.
package oldpaper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The states of a copy.
const (
	Open     = "open"     // has to be decided
	Asked    = "asked"    // more was asked of the sender
	Accepted = "accepted" // genuine
	Refused  = "refused"  // not found to be genuine
)

var stateWords = map[string]string{Open: words.Later("te beoordelen"), Asked: words.Later("meer gevraagd"), Accepted: words.Later("aanvaard"), Refused: words.Later("afgewezen")}

// StateName is a state on the screen.
func StateName(state string) string { return words.T(stateWords[state]) }

// Desk is the job.
type Desk struct {
	// Near tells how far apart two towns are; Kilometres by default.
	Near Near
	// Earlier opens the mail that another one follows up on; nil where only the mail itself is read.
	Earlier func(ctx context.Context, sha string) (mailbox.Letter, error)

	store *data.Store
	who   func() string
}

// New makes the job on a store.
func New(store *data.Store, who func() string) *Desk {
	return &Desk{Near: Kilometres, store: store, who: who}
}

func (d *Desk) do(ctx context.Context, title string, f func(tx *data.Tx) error) (int64, error) {
	return d.store.Do(ctx, data.Change{Who: d.who(), Title: title}, f)
}

// Row is a copy as lists show it.
type Row struct {
	ID       int64
	Name     string // who asks
	Detail   string // what the copy says
	Received data.Day
	State    string
}

// Undecided are the states in which something has to be done still.
var Undecided = []string{Open, Asked}

// Decided are the states of what was decided.
var Decided = []string{Accepted, Refused}

// maxRows is how many copies a list shows; an office gets some dozens a year.
const maxRows = 500

// List gives the copies in any of the states, the newest first.
func (d *Desk) List(ctx context.Context, states ...string) ([]Row, error) {
	if len(states) == 0 {
		states = slices.Concat(Undecided, Decided)
	}
	var out []Row
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		all, err := tx.OldPapersIn(states, maxRows)
		out = make([]Row, len(all))
		for i, o := range all {
			out[i] = Row{ID: o.ID, Name: firstFilled(o.Asker, o.Holder, o.Email), Detail: joined(" · ", o.SaidDate, o.Place, o.Course), Received: o.Received, State: o.State}
		}
		return err
	})
	return out, err
}

// Counts counts the copies in each state.
func (d *Desk) Counts(ctx context.Context) (counts map[string]int, err error) {
	err = d.store.Read(ctx, func(tx *data.Tx) error {
		counts, err = tx.CountOldPapers()
		return err
	})
	return counts, err
}

// Page is a copy with all that the office needs to decide about it.
type Page struct {
	Paper   data.OldPaper
	Claim   Claim
	Ranking Ranking  // as it is now; as it stood when it was decided, once it is
	Decided []string // what the decision was; empty until then
	Missing []string
	Copy    string // the name of the file; empty: none came
	// Warnings say what must be looked at before deciding: this copy was used before, this person has it already.
	Warnings []string
	Person   string // who it was found to be
	Subject  string // of the mail that it came with
}

// Page gives a copy's page.
func (d *Desk) Page(ctx context.Context, id int64) (Page, error) {
	var p Page
	err := d.store.Read(ctx, func(tx *data.Tx) (err error) {
		p, err = d.page(tx, id)
		return err
	})
	return p, err
}

func (d *Desk) page(tx *data.Tx, id int64) (Page, error) {
	var p Page
	o, err := tx.OldPaper(id)
	if err != nil {
		return p, err
	}
	p.Paper, p.Claim = o, claimOf(o)
	p.Missing = p.Claim.Missing(o.DocumentID != 0)
	if o.DocumentID != 0 {
		doc, err := tx.Document(o.DocumentID)
		if err != nil {
			return p, err
		}
		p.Copy = doc.Name
		if p.Warnings, err = usedBefore(tx, o, doc.SHA256); err != nil {
			return p, err
		}
	}
	if o.PersonID != 0 {
		who, err := tx.Person(o.PersonID)
		if err != nil {
			return p, err
		}
		p.Person = who.Name()
	}
	if o.MessageSHA != "" {
		m, err := tx.MessageBySHA(o.MessageSHA)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return p, err
		}
		p.Subject = m.Subject
	}
	if o.Evidence != "" && slices.Contains(Decided, o.State) {
		if err := json.Unmarshal([]byte(o.Evidence), &p.Ranking); err != nil {
			return p, fmt.Errorf("evidence of an old certificate: %w", err)
		}
		p.Decided, err = decision(tx, o, p.Ranking)
		return p, err
	}
	p.Ranking, err = d.rank(tx, o)
	return p, err
}

// usedBefore says whether the same file came before.
func usedBefore(tx *data.Tx, o data.OldPaper, sum string) ([]string, error) {
	same, err := tx.OldPapersWithCopy(sum)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, s := range same {
		if s.ID != o.ID {
			out = append(out, words.T("Precies dezelfde kopie kwam al eerder, van %s (%s).", firstFilled(s.Asker, s.Holder, s.Email), StateName(s.State)))
		}
	}
	return out, nil
}

// Copy gives the scan or photo itself.
func (d *Desk) Copy(ctx context.Context, id int64) (data.Document, error) {
	var doc data.Document
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		o, err := tx.OldPaper(id)
		if err != nil {
			return err
		}
		if o.DocumentID == 0 {
			return data.Refuse("Er is geen kopie bij deze aanvraag.")
		}
		doc, err = tx.Document(o.DocumentID)
		return err
	})
	return doc, err
}

// Begun is a copy that was taken in.
type Begun struct {
	ID     int64
	Known  bool  // it was here already
	Change int64 // 0 where nothing was made
}

// BeginFromLetter takes in what came with a mail; a mail that was taken in before gives what was made of it.
func (d *Desk) BeginFromLetter(ctx context.Context, l mailbox.Letter) (Begun, error) {
	var b Begun
	if l.Complaint {
		return b, data.Refuse("Dit bericht hoort bij een klacht en blijft daar. Er is niets gewijzigd.")
	}
	var waits data.OldPaper
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		known, err := tx.OldPapersOfMail(l.SHA256)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			b = Begun{ID: known[0].ID, Known: true}
			return nil
		}
		waits, err = awaited(tx, l.FromEmail)
		return err
	})
	if err != nil || b.Known {
		return b, err
	}
	claim, copies := FromLetter(l)
	for sha, n := l.Follows, 0; sha != "" && n < longestThread && d.Earlier != nil; n++ {
		before, err := d.Earlier(ctx, sha)
		if err != nil {
			return b, err
		}
		if before.FromEmail == l.FromEmail && !before.Complaint {
			said, sent := FromLetter(before)
			claim = claim.after(said)
			if len(copies) == 0 {
				copies = sent
			}
			if waits.ID == 0 {
				if waits, err = d.begunWith(ctx, sha); err != nil {
					return b, err
				}
			}
		}
		sha = before.Follows
	}
	var document int64
	if len(copies) > 0 {
		if document, err = d.keep(ctx, copies[0]); err != nil {
			return b, err
		}
	}
	if waits.ID != 0 {
		return d.goOn(ctx, waits, claim, l.SHA256, document)
	}
	return d.begin(ctx, claim, l.SHA256, document)
}

// longestThread is how many mails back what somebody wrote is looked for.
const longestThread = 10

// begunWith gives the copy that was taken in with an earlier mail and is not decided yet; the zero OldPaper when there is none.
func (d *Desk) begunWith(ctx context.Context, sha string) (data.OldPaper, error) {
	var out data.OldPaper
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		known, err := tx.OldPapersOfMail(sha)
		for _, o := range known {
			if slices.Contains(Undecided, o.State) {
				out = o
			}
		}
		return err
	})
	return out, err
}

// awaited finds the copy of which more was asked from a mail address; the zero OldPaper when there is none.
func awaited(tx *data.Tx, email string) (data.OldPaper, error) {
	asked, err := tx.OldPapersIn([]string{Asked}, maxRows)
	for _, o := range asked {
		if email != "" && o.Email == email {
			return o, err
		}
	}
	return data.OldPaper{}, err
}

// goOn puts what came after more was asked with what was there: the newer mail says it better.
func (d *Desk) goOn(ctx context.Context, o data.OldPaper, c Claim, sha string, document int64) (Begun, error) {
	c = c.after(claimOf(o))
	change, err := d.do(ctx, "Aanvulling op een oud certificaat ontvangen", func(tx *data.Tx) error {
		next := o
		c.into(&next)
		next.State, next.MessageSHA = Open, sha
		if document != 0 {
			next.DocumentID = document
		}
		return tx.SaveOldPaper(&next)
	})
	return Begun{ID: o.ID, Change: change}, err
}

// Begin takes in a copy that came in another way, such as by letter or at the counter.
func (d *Desk) Begin(ctx context.Context, c Claim) (Begun, error) { return d.begin(ctx, c, "", 0) }

func (d *Desk) begin(ctx context.Context, c Claim, sha string, document int64) (Begun, error) {
	var b Begun
	if firstFilled(c.Asker, c.Holder) == "" {
		return b, data.Refuse("Vul in van wie het certificaat is. Er is niets bewaard.")
	}
	o := data.OldPaper{}
	change, err := d.do(ctx, "Oud certificaat ontvangen", func(tx *data.Tx) error {
		o = data.OldPaper{State: Open, Received: tx.Today(), MessageSHA: sha, DocumentID: document}
		c.into(&o)
		return tx.SaveOldPaper(&o)
	})
	return Begun{ID: o.ID, Change: change}, err
}

// documentKind is how the copies are kept among the documents.
const documentKind = "old_paper"

// keep keeps a copy once, in a change of its own: a kept file is never taken back, what is said about it can be.
func (d *Desk) keep(ctx context.Context, c Copy) (id int64, err error) {
	err = d.store.Write(ctx, data.Change{Who: d.who(), Title: "Kopie van een certificaat bewaard"}, func(tx *data.Tx) error {
		if id, err = tx.KeptDocument(documentKind, data.SumOf(c.Bytes)); err != nil || id != 0 {
			return err
		}
		doc := data.Document{Kind: documentKind, Name: c.Name, MediaType: c.MediaType, Bytes: c.Bytes}
		err := tx.AddDocument(&doc)
		id = doc.ID
		return err
	})
	return id, err
}

// AddCopy keeps a scan or photo with what was taken in, in the place of the one before.
func (d *Desk) AddCopy(ctx context.Context, id int64, name string, content []byte) (int64, error) {
	c, err := copyOf(name, content)
	if err != nil {
		return 0, err
	}
	document, err := d.keep(ctx, c)
	if err != nil {
		return 0, err
	}
	return d.do(ctx, "Kopie bij een oud certificaat gelegd", func(tx *data.Tx) error {
		o, err := undecided(tx, id)
		if err != nil {
			return err
		}
		o.DocumentID, o.State = document, Open
		return tx.SaveOldPaper(&o)
	})
}

// undecided reads a copy that has to be decided still.
func undecided(tx *data.Tx, id int64) (data.OldPaper, error) {
	o, err := tx.OldPaper(id)
	if err == nil && !slices.Contains(Undecided, o.State) {
		err = data.Refuse("Over dit certificaat is al beslist. Er is niets gewijzigd.")
	}
	return o, err
}

// Save changes what the copy says, from a version on; ErrStale when another desk saved it meanwhile.
func (d *Desk) Save(ctx context.Context, id, version int64, c Claim) (int64, error) {
	return d.do(ctx, "Oud certificaat: gegevens gewijzigd", func(tx *data.Tx) error {
		o, err := undecided(tx, id)
		if err != nil {
			return err
		}
		o.Version = version
		c.into(&o)
		return tx.SaveOldPaper(&o)
	})
}

// Remove throws away what was taken in by mistake. The mail that it came with stays.
func (d *Desk) Remove(ctx context.Context, id int64) (int64, error) {
	return d.do(ctx, "Oud certificaat weggegooid", func(tx *data.Tx) error {
		if _, err := undecided(tx, id); err != nil {
			return err
		}
		return tx.RemoveOldPaper(id)
	})
}
