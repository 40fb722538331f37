// Package app is the office's work. An Office opens the store, the keychain and
// the clock, and hands out the jobs; what each job does is in the package with
// its name.
package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/draft"
	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/reminder"
	"kiesvoorhetkind.nl/kantoor/app/report"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/training/scan"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Options say where an office is and who works in it.
type Options struct {
	Address string // a file or postgres://...
	Who     string // who sits at the desk, for the journal
	Secrets mailbox.Secrets
	Now     func() time.Time // nil: the system's clock
	// ReadOnly has every change refused, for an office that is only looked at.
	ReadOnly bool
}

// Office is an opened office with its jobs.
type Office struct {
	Store      *data.Store
	Register   *register.Register
	Training   *training.Training
	Enrolments *enrolment.Desk
	Sales      *sales.Sales
	Reminders  *reminder.Reminders
	Mail       *mailbox.Box
	Intake     *intake.Desk
	Complaints *complaint.Desk
	OldPapers  *oldpaper.Desk
	Backups    *backup.Keeper
	Setup      *setup.Guide
	Drafts     *draft.Drafts
	Reports    *report.Reports
	Calendar   workday.Calendar
	// Pages draws PDFs: for previews, and to look for certificates in.
	Pages *pages.Engine

	mu    sync.Mutex
	who   string
	login string // by which the desk was signed in
}

// Open opens the office at an address and sets up the jobs. A new office gets the
// courses, products and VAT rates that every office starts with.
func Open(ctx context.Context, o Options) (*Office, error) {
	var options []data.Option
	if o.Now != nil {
		options = append(options, data.WithClock(o.Now))
	}
	if o.ReadOnly {
		options = append(options, data.ReadOnly)
	}
	store, err := data.Open(ctx, o.Address, options...)
	if err != nil {
		return nil, err
	}
	a := &Office{Store: store, who: o.Who}
	if a.Calendar, err = readCalendar(ctx, store); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	who := a.Who
	a.Register, a.Training, a.Sales = register.New(store), training.New(store), sales.New(store)
	a.Register.Who, a.Training.Who, a.Sales.Who = who, who, who
	a.Training.Look, a.Training.Calendar = sales.LookOf, a.Calendar
	a.Reminders = reminder.New(store, a.Training.Runs)
	a.Reminders.Who = who
	a.Pages = pages.NewEngine(pages.CacheFolder())
	a.Training.Pages = func(ctx context.Context, pdf []byte) (scan.PDF, error) {
		f, err := a.Pages.Open(ctx, pdf)
		if err != nil {
			return nil, err
		}
		return f, nil
	}
	a.Enrolments = enrolment.New(store)
	a.Enrolments.Who, a.Enrolments.Calendar = who, a.Calendar
	a.Complaints = complaint.New(store, who, a.Calendar)
	a.OldPapers = oldpaper.New(store, who)
	a.Mail = mailbox.New(store, who, o.Secrets, intake.File)
	a.OldPapers.Earlier = a.Mail.Open
	a.Intake = intake.New(store, who)
	a.Backups = backup.New(store, who)
	a.Backups.Kept = KeptFolder(o.Address)
	a.Setup = setup.New(store, who, a.Backups)
	a.Reports = report.New(store)
	a.Reports.Look = sales.LookOf
	a.Drafts = draft.New(store, func() string { return a.hand(o.Who) })
	if o.ReadOnly {
		return a, nil
	}
	if err := a.prepare(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// prepare puts in place what an office starts with, where it is not there yet.
func (o *Office) prepare(ctx context.Context) error {
	missing := false
	err := o.Store.Read(ctx, func(tx *data.Tx) error {
		courses, err := tx.Courses()
		if err != nil {
			return err
		}
		products, err := tx.Products()
		if err != nil {
			return err
		}
		rates, err := tx.VATRates()
		if err != nil {
			return err
		}
		keys, err := tx.SigningKeys()
		missing = len(courses) == 0 || len(products) == 0 || len(rates) == 0 || len(keys) == 0
		return err
	})
	if err != nil || !missing {
		return err
	}
	return o.Store.Write(ctx, data.Change{Who: o.Who(), Title: "Kantoor ingericht"}, func(tx *data.Tx) error {
		for _, ensure := range []func(*data.Tx) error{training.EnsureCourses, training.EnsureKey, sales.EnsureVATRates, sales.EnsureProducts} {
			if err := ensure(tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// Close closes the store, and what draws PDFs.
func (o *Office) Close() error { return errors.Join(o.Pages.Close(), o.Store.Close()) }

// Who sits at the desk. It may be asked from any goroutine.
func (o *Office) Who() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.who
}

// hand is by whom is typed: the login, which stays when its name changes and is no
// namesake's; the name that the office was opened for where nobody signed in.
func (o *Office) hand(opened string) string {
	if login := o.signedIn(); login != "" {
		return login
	}
	return opened
}

func (o *Office) sit(who string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.who = who
}

// DefaultAddress is the file of an office that was not told where it is: in the
// folder where the system keeps a person's data.
func DefaultAddress() string {
	const name = "kantoor.db"
	home, err := os.UserHomeDir()
	if err != nil {
		return name
	}
	switch runtime.GOOS {
	case "windows":
		if dir := os.Getenv("LOCALAPPDATA"); dir != "" {
			return filepath.Join(dir, "KIES Kantoor", name)
		}
		return filepath.Join(home, "AppData", "Local", "KIES Kantoor", name)
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "KIES Kantoor", name)
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" {
		return filepath.Join(dir, "kies-kantoor", name)
	}
	return filepath.Join(home, ".local", "share", "kies-kantoor", name)
}

// Undo takes a change back as a whole.
func (o *Office) Undo(ctx context.Context, change int64) error {
	if merged, err := o.Register.Merged(ctx, change); err != nil || merged {
		if err == nil {
			_, err = o.Register.Unmerge(ctx, change)
		}
		return err
	}
	if imported, err := o.Register.UndoImport(ctx, change); imported || err != nil {
		return err
	}
	if _, err := o.Store.Undo(ctx, o.Who(), change); err != nil {
		return err
	}
	if login := o.signedIn(); login != "" {
		return o.SignIn(ctx, login) // it may have been the name at this desk
	}
	return nil
}

// Name is the office's own, as letters are signed with it.
func (o *Office) Name(ctx context.Context) (string, error) {
	s, err := o.Sales.Seller(ctx)
	return s.Name, err
}

// SignIn makes the person with a login the one who sits at the desk. A desk that
// nobody named yet goes by the login itself; where several desks share the office
// it is never taken for a colleague's.
func (o *Office) SignIn(ctx context.Context, login string) error {
	who := login
	err := o.Store.Read(ctx, func(tx *data.Tx) error {
		s, err := tx.StaffByLogin(login)
		if err == nil {
			who = s.Name
			return nil
		}
		if !errors.Is(err, data.ErrNotFound) {
			return err
		}
		all, err := tx.Staff()
		if len(all) == 1 && !o.Store.Shared() {
			who = all[0].Name // one person works here: it is she
		}
		return err
	})
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.who, o.login = who, login
	return nil
}

func (o *Office) signedIn() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.login
}
