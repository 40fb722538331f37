package run

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Bundle is one document that was made for people.
type Bundle struct {
	PDF []byte
	// Pages are those of each one, in the order in which they were asked for; a
	// zero Span for who has none, and then Left says why.
	Pages []Span
	// Left says of who has no page why, by their place in the order asked for.
	Left map[int]LeftOut
}

// Span is the first and the last page that is somebody's, from 1.
type Span struct{ First, Last int }

// Maker makes the document for people. What it answers must not depend on
// anything that it changed itself: a transaction may run again.
type Maker func(tx *data.Tx, to []Recipient) (Bundle, error)

// Made is what became of an order.
type Made struct {
	ID         int64 // of the run; 0 for a preview
	DocumentID int64
	Title      string
	File       string
	PDF        []byte
	SHA256     string
	Pages      int
	To         []Recipient
	Spans      []Span // of To
	LeftOut    []LeftOut
}

// ErrNobody: of an order nobody is left to make anything for.
var ErrNobody = errors.New("nobody in the run")

// Each makes a Maker of a function that lays out the paper of one. Who it refuses
// with a sentence for the user is left out for that reason, and so is who has a sign in
// her paper that cannot be printed; an error without one stops the run.
func Each(title string, one func(tx *data.Tx, r Recipient) (*document.Paper, error)) Maker {
	return func(tx *data.Tx, to []Recipient) (Bundle, error) {
		b := Bundle{Pages: make([]Span, len(to)), Left: map[int]LeftOut{}}
		var papers []*document.Paper
		next := 1
		for i, r := range to {
			paper, err := one(tx, r)
			left, err := refusal(r, err)
			if err != nil {
				return b, err
			}
			if left == nil && paper.Lost() != "" {
				left = &LeftOut{Recipient: r, Code: Unprintable, Text: "er staat een teken in dat het lettertype niet kan afdrukken"}
			}
			if left != nil {
				b.Left[i] = *left
				continue
			}
			papers = append(papers, paper)
			b.Pages[i] = Span{next, next + paper.Pages() - 1}
			next += paper.Pages()
		}
		if len(papers) == 0 {
			return b, nil
		}
		var err error
		b.PDF, err = document.Bind(title, papers)
		return b, err
	}
}

// refusal makes of an error with a sentence for the user why somebody is left
// out; any other error is answered.
func refusal(r Recipient, err error) (*LeftOut, error) {
	if err == nil {
		return nil, nil
	}
	var own *Refused
	if errors.As(err, &own) {
		return &LeftOut{Recipient: r, Code: own.Code, Text: own.Text}, nil
	}
	text, ok := data.DutchText(err)
	if !ok {
		return nil, err
	}
	return &LeftOut{Recipient: r, Code: Failed, Text: text}, nil
}

// Refused is an error by which a maker leaves one out for a reason of its own.
type Refused struct{ Code, Text string }

func (e *Refused) Error() string { return "left out: " + e.Code }

// Preview makes what Make would make now and keeps nothing.
func (r *Runs) Preview(ctx context.Context, order func(tx *data.Tx) (Order, Maker, error)) (Made, error) {
	var made Made
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		made = Made{}
		o, maker, err := order(tx)
		if err != nil {
			return err
		}
		made, _, err = assemble(tx, o, maker)
		return err
	})
	return made, err
}

// Make makes a run of paper and keeps it. order says in the same transaction
// what is made; it may run again. When nobody is left it answers ErrNobody with LeftOut
// filled in, and nothing is kept.
func (r *Runs) Make(ctx context.Context, order func(tx *data.Tx) (Order, Maker, error)) (Made, error) {
	var made Made
	err := r.do(ctx, "Uitdraai gemaakt", func(tx *data.Tx) error {
		made = Made{}
		o, maker, err := order(tx)
		if err != nil {
			return err
		}
		made, err = MakeIn(tx, o, maker)
		return err
	})
	if err != nil {
		return Made{LeftOut: made.LeftOut}, err
	}
	return made, nil
}

// MakeIn is Make in a transaction of the caller.
func MakeIn(tx *data.Tx, o Order, maker Maker) (Made, error) {
	made, items, err := assemble(tx, o, maker)
	if err != nil {
		return made, err
	}
	made.ID, made.DocumentID, err = keep(tx, o, made.PDF, made.Pages, items)
	return made, err
}

// assemble makes the document and whom it is for, those left out last.
func assemble(tx *data.Tx, o Order, maker Maker) (Made, []data.PrintRunItem, error) {
	made := Made{Title: o.Title, File: o.File}
	to, left, err := Split(tx, o)
	if err != nil {
		return made, nil, err
	}
	made.LeftOut = left
	if len(to) == 0 {
		return made, nil, nobody(made.LeftOut)
	}
	b, err := maker(tx, to)
	if err != nil {
		return made, nil, err
	}
	if len(b.Pages) != len(to) {
		return made, nil, fmt.Errorf("run: pages of %d for %d people", len(b.Pages), len(to))
	}
	var items []data.PrintRunItem
	for i, r := range to {
		if l, out := b.Left[i]; out || b.Pages[i].First < 1 {
			l.Recipient = r
			if l.Code == "" {
				l.Code, l.Text = Failed, "er is geen pagina gemaakt"
			}
			made.LeftOut = append(made.LeftOut, l)
			continue
		}
		item := r.item(tx, StateMade)
		item.FirstPage, item.LastPage = b.Pages[i].First, b.Pages[i].Last
		items = append(items, item)
		made.To, made.Spans = append(made.To, r), append(made.Spans, b.Pages[i])
	}
	if len(items) == 0 {
		return made, nil, nobody(made.LeftOut)
	}
	if made.Pages, err = document.CountPages(b.PDF); err != nil {
		return made, nil, err
	}
	for _, s := range made.Spans {
		if s.First > s.Last || s.Last > made.Pages {
			return made, nil, fmt.Errorf("run: pages %d to %d of %d", s.First, s.Last, made.Pages)
		}
	}
	made.PDF, made.SHA256 = b.PDF, data.SumOf(b.PDF)
	for _, l := range made.LeftOut {
		items = append(items, l.item(tx))
	}
	return made, items, nil
}

func nobody(left []LeftOut) error {
	had := 0
	for _, l := range left {
		if l.Code == Had || l.Code == Waits {
			had++
		}
	}
	if had > 0 && had == len(left) {
		return data.Explain("Er is niets gemaakt: iedereen had dit al.", ErrNobody)
	}
	return data.Explain("Er is niets gemaakt: er is niemand voor wie het kan.", ErrNobody)
}

// keep keeps the document, the run and whom it is for.
func keep(tx *data.Tx, o Order, pdf []byte, pages int, items []data.PrintRunItem) (run, document int64, err error) {
	doc := data.Document{Kind: string(o.Kind) + "s", Name: o.File, MediaType: "application/pdf", Bytes: pdf}
	if doc.Name == "" {
		doc.Name = o.Title + ".pdf"
	}
	if err := tx.AddDocument(&doc); err != nil {
		return 0, 0, err
	}
	r := data.PrintRun{
		Kind: string(o.Kind), Medium: Paper, About: o.About, Title: o.Title, CohortID: o.CohortID, DocumentID: doc.ID, Pages: pages, Again: o.Again,
	}
	err = tx.AddPrintRun(&r, items)
	return r.ID, doc.ID, err
}

// Issued is one page of a document that a job made itself.
type Issued struct {
	Recipient
	CertificateID int64
	Pages         Span
}

// Keep keeps a run whose document a job made itself, such as certificates.
func Keep(tx *data.Tx, o Order, pdf []byte, pages int, issued []Issued) (run, document int64, err error) {
	var items []data.PrintRunItem
	for _, one := range issued {
		item := one.item(tx, StateMade)
		item.CertificateID, item.FirstPage, item.LastPage = one.CertificateID, one.Pages.First, one.Pages.Last
		items = append(items, item)
	}
	for _, l := range o.LeftOut {
		items = append(items, l.item(tx))
	}
	return keep(tx, o, pdf, pages, items)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func dutchDay(d data.Day) string { return dutch.Day(d.Time()) }

func shortDay(d data.Day) string { return dutch.DeskDay(d.Time()) }
