// Package setup says what a new office still has to fill in before it can do everything, for the guided first run and
// for the lines on "Vandaag". What each of those things is, and checking it, are left to the jobs that use it.
package setup

import (
	"context"
	"errors"
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

// closedSetting is "yes" once somebody left the guided first run, so that it does not open by itself again.
const closedSetting = "setup.closed"

// Step is one thing to fill in.
type Step string

// The steps, in their order.
const (
	Desk    Step = "desk"    // who sits here
	Office  Step = "office"  // name and address
	Numbers Step = "numbers" // KvK, btw-id, IBAN
	Mailbox Step = "mailbox"
	List    Step = "list" // the old list in the register
	Backup  Step = "backup"
)

// Steps are all of them.
func Steps() []Step { return []Step{Desk, Office, Numbers, Mailbox, List, Backup} }

// State is how far an office is.
type State struct {
	// Open are the steps that still miss something.
	Open []Step
	// Lacking names in Dutch what the first invoice cannot do without.
	Lacking []string
	// Fresh says that nobody has filled in anything or left the first run yet.
	Fresh bool
}

// Done says whether a step misses nothing.
func (s State) Done(step Step) bool { return !slices.Contains(s.Open, step) }

// Of reads how far an office is. Where the copies go is for the backup job to say: backup is whether it knows.
func Of(tx *data.Tx, backup bool) (State, error) {
	var s State
	seller, err := sales.SellerOf(tx)
	if err != nil {
		return s, err
	}
	staff, err := tx.Staff()
	if err != nil {
		return s, err
	}
	people, err := tx.CountPeople()
	if err != nil {
		return s, err
	}
	accounts, err := tx.MailAccounts()
	if err != nil {
		return s, err
	}
	settings, err := tx.Settings()
	if err != nil {
		return s, err
	}
	s.Lacking = seller.Missing()
	for _, step := range []struct {
		Step
		missing bool
	}{
		{Desk, len(staff) == 0},
		{Office, seller.Name == "" || seller.Street == "" || seller.Postcode == "" || seller.Town == "" || seller.Email == ""},
		{Numbers, seller.KvK == "" || seller.VATID == "" || seller.IBAN == ""},
		{Mailbox, len(accounts) == 0},
		{List, people == 0},
		{Backup, !backup},
	} {
		if step.missing {
			s.Open = append(s.Open, step.Step)
		}
	}
	s.Fresh = len(staff)+people+len(accounts)+len(settings) == 0
	return s, nil
}

// places says whether a place for the copies is known.
type places interface {
	HasPlace(ctx context.Context) (bool, error)
}

// Guide is the first run.
type Guide struct {
	store   *data.Store
	who     func() string
	backups places
}

// New makes the job.
func New(store *data.Store, who func() string, backups places) *Guide {
	return &Guide{store: store, who: who, backups: backups}
}

// State says how far the office is.
func (g *Guide) State(ctx context.Context) (State, error) {
	backup, err := g.backups.HasPlace(ctx)
	if err != nil {
		return State{}, err
	}
	var s State
	err = g.store.Read(ctx, func(tx *data.Tx) (err error) {
		s, err = Of(tx, backup)
		return err
	})
	return s, err
}

// Close notes that somebody left the first run, done or not: it does not open by itself any more.
func (g *Guide) Close(ctx context.Context) error {
	return g.store.Write(ctx, data.Change{Who: g.who(), Title: "Inrichten afgesloten"}, func(tx *data.Tx) error {
		v, err := tx.Setting(closedSetting, tx.Today())
		if err == nil && v == "yes" {
			return nil
		}
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return err
		}
		return tx.SaveSetting(closedSetting, "", "yes")
	})
}
