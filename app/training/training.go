// Package training is what the office teaches: courses, their runs (cohorts),
// who takes part, attendance, results, and the certificates that follow from
// them, from the print run to checking one that somebody shows.
//
// People and membership are register's, the page of a certificate and the
// printer are document's. What a course costs is kept here; making an invoice of
// it is left to sales.
package training

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/training/scan"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Training is the job.
type Training struct {
	// Who names the person at the desk, for the history.
	Who func() string
	// Look says how the office presents itself on paper; by default only with its
	// name. It is called in the transaction that issues; Created is filled in there.
	Look func(tx *data.Tx) (document.Look, error)
	// Printer prints; the system's own by default.
	Printer document.Printer
	// Calendar says which days the office works; the holidays of the law by default.
	Calendar workday.Calendar
	// Pages opens PDFs in which a certificate is sought; without it only those that we issued are recognised.
	Pages func(ctx context.Context, pdf []byte) (scan.PDF, error)

	store *data.Store
}

// New makes the job on a store.
func New(store *data.Store) *Training {
	return &Training{
		Who:     func() string { return "" },
		Look:    plainLook,
		Printer: document.SystemPrinter(),
		store:   store,
	}
}

// plainLook is for an office that set nothing.
func plainLook(*data.Tx) (document.Look, error) {
	return document.Look{Office: document.Office{Name: "Expertisecentrum Kind en Scheiding"}}, nil
}

func (t *Training) do(ctx context.Context, title string, f func(tx *data.Tx) error) (int64, error) {
	return t.store.Do(ctx, data.Change{Who: t.Who(), Title: title}, f)
}

// Pill is a short word about the state of something, with the colour it is
// shown in.
type Pill struct {
	Text string
	Tone Tone
}

// said gives the pill with its text in the language of the desk.
func (p Pill) said() Pill { return Pill{words.T(p.Text), p.Tone} }

// Tone is the colour of a pill.
type Tone string

// The colours of pills and what they mean.
const (
	Green Tone = "green" // good, done
	Amber Tone = "amber" // needs an eye
	Red   Tone = "red"   // not well
	Blue  Tone = "blue"  // something can be done now
	Grey  Tone = "grey"  // for information
)
