package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Store is the office's data. Its methods may be called from several goroutines.
type Store struct {
	address  string
	postgres bool
	write    *sql.DB
	read     *sql.DB
	now      func() time.Time
	readOnly bool
	// session names the connections of this store among those of other desks.
	session string
}

// Option changes how a store is opened.
type Option func(*Store)

// WithClock sets the clock that stamps records; the system's by default.
func WithClock(now func() time.Time) Option { return func(s *Store) { s.now = now } }

// ReadOnly has every change refused, for an office that is only looked at.
func ReadOnly(s *Store) { s.readOnly = true }

// IsPostgres says whether an address names a shared database rather than a file.
func IsPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Open opens the office at an address: a file (made when it is not there yet) or
// postgres://... . It brings the schema up to date, after a backup where the
// file had an older one, and refuses a file that is not an office's, a file on a
// network share and a schema that is newer than the program.
func Open(ctx context.Context, address string, options ...Option) (*Store, error) {
	s := &Store{address: address, postgres: IsPostgres(address), now: time.Now}
	for _, o := range options {
		o(s)
	}
	var err error
	if s.postgres {
		err = s.openPostgres(ctx)
	} else {
		err = s.openSQLite(ctx)
	}
	if err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close lets go of the file or the connections.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil && s.read != s.write {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return errors.Join(errs...)
}

// Address is what the store was opened with, without a password.
func (s *Store) Address() string { return withoutPassword(s.address) }

// Shared says whether other desks may be working in the same data.
func (s *Store) Shared() bool { return s.postgres }

// Now is the store's clock.
func (s *Store) Now() time.Time { return s.now() }

// Change says who changes something and what it is called in the history, in
// Dutch and without personal data.
type Change struct {
	Who   string
	Title string
}

// Tx is one transaction: everything done with it happens together or not at all.
type Tx struct {
	ctx      context.Context
	tx       *sql.Tx
	postgres bool
	who      string
	now      time.Time
	changeID int64
	title    string
	writing  bool
	kept     map[string]*kept
	failed   []func() // makes the caller's records what they were, when nothing was kept of them
}

// Now is the moment of the transaction, one for all that happens in it.
func (tx *Tx) Now() time.Time { return tx.now }

// Today is the day of the transaction.
func (tx *Tx) Today() Day { return DayOf(tx.now) }

// Who makes the change.
func (tx *Tx) Who() string { return tx.who }

// ChangeID is the number of this change in the history; 0 while nothing was changed.
func (tx *Tx) ChangeID() int64 { return tx.changeID }

// Read runs f on one consistent picture of the data.
func (s *Store) Read(ctx context.Context, f func(*Tx) error) error {
	return s.run(ctx, s.read, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}, Change{}, func(tx *Tx) error { return f(tx) })
}

// Write runs f in a serializable transaction and keeps what it changed in the
// journal under one entry of the history. Where the shared database refuses it
// because another desk was in between, f runs again, so f must not do anything
// that cannot be repeated (no mail, no printing). A record saved in a run that
// came to nothing gets back the number and version that it had.
func (s *Store) Write(ctx context.Context, c Change, f func(*Tx) error) error {
	_, err := s.Do(ctx, c, f)
	return err
}

// Do is Write and gives the number of the change, for undoing it; 0 when f changed nothing.
func (s *Store) Do(ctx context.Context, c Change, f func(*Tx) error) (int64, error) {
	if s.readOnly {
		return 0, Refuse("Dit is een back-up, om in te kijken. Er is niets gewijzigd; ga terug naar je eigen kantoor om te werken.")
	}
	var id int64
	err := s.run(ctx, s.write, &sql.TxOptions{Isolation: sql.LevelSerializable}, c, func(tx *Tx) error {
		tx.writing = true
		err := f(tx)
		id = tx.changeID
		return err
	})
	if err != nil {
		return 0, err
	}
	return id, nil
}

// busyTries is how often a transaction waits once more, ten seconds each, for
// another program that writes in the same file: SQLite's own waiting is not fair.
const busyTries = 2

// tries is how often a transaction that met another desk's is run again.
const tries = 30

func (s *Store) run(ctx context.Context, db *sql.DB, o *sql.TxOptions, c Change, f func(*Tx) error) error {
	var err error
	for try := range tries {
		if try > 0 {
			// A little later each time, so that two desks do not keep meeting.
			select {
			case <-time.After(time.Duration(try) * 3 * time.Millisecond):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if err = s.once(ctx, db, o, c, f); err == nil || !collided(err) && !(busy(err) && try < busyTries) {
			return explainEngine(err)
		}
	}
	return Explain("Het is te druk in de gedeelde gegevens; er is niets gewijzigd. Probeer het zo nog eens.", err)
}

func (s *Store) once(ctx context.Context, db *sql.DB, o *sql.TxOptions, c Change, f func(*Tx) error) error {
	t, err := db.BeginTx(ctx, o)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	tx := &Tx{ctx: ctx, tx: t, postgres: s.postgres, who: c.Who, title: c.Title, now: s.now().UTC().Truncate(time.Millisecond)}
	if err := f(tx); err != nil {
		tx.fail()
		if r := t.Rollback(); r != nil && !errors.Is(r, sql.ErrTxDone) {
			return errors.Join(err, r)
		}
		return err
	}
	if err := t.Commit(); err != nil {
		tx.fail()
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func (tx *Tx) fail() {
	for _, back := range slices.Backward(tx.failed) {
		back()
	}
}

// keepMeta remembers a record's Meta before it is saved: a transaction that is
// run again, or refused, must find the record as the caller had it.
func (tx *Tx) keepMeta(m *Meta) {
	was := *m
	tx.failed = append(tx.failed, func() { *m = was })
}

// collided: PostgreSQL gave up this transaction in favour of another desk's.
func collided(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

// busy: another program kept the file locked for as long as we waited.
func busy(err error) bool {
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_BUSY
}

// Damaged says whether an error means that the file itself is not whole. One without the beginning that every office's
// file has counts as such.
func Damaged(err error) bool { return damaged(err) }

// damaged: the file itself is not whole.
func damaged(err error) bool {
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		return lite.Code()&0xff == sqlite3.SQLITE_CORRUPT || lite.Code()&0xff == sqlite3.SQLITE_NOTADB || lite.Code() == sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return errors.Is(err, errDamaged) || errors.Is(err, errHeader)
}

// double: a unique index refused the value.
func double(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) && (lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE || lite.Code() == sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)
}

func sqliteFull(err error) bool {
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_FULL
}

// constraint: the engine refused what the schema does not allow, such as a
// double value or a reference to what is not there.
func constraint(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return strings.HasPrefix(pg.Code, "23")
	}
	var lite *sqlite.Error
	return errors.As(err, &lite) && lite.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

// explainEngine puts a Dutch sentence before the faults of the engine that the
// person at the desk can do something about.
func explainEngine(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := UserText(err); ok {
		return err
	}
	var lite *sqlite.Error
	if errors.As(err, &lite) {
		switch lite.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return Explain("De schijf is vol. Er is niets gewijzigd; maak ruimte vrij en probeer het opnieuw.", err)
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return Explain("Een ander programma houdt de gegevens bezet. Er is niets gewijzigd; probeer het zo nog eens.", err)
		case sqlite3.SQLITE_IOERR:
			return Explain("De schijf kan niet gelezen of beschreven worden. Er is niets gewijzigd; controleer de schijf en probeer het opnieuw.", err)
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			return Explain("Het gegevensbestand is beschadigd. Zet de laatste back-up terug.", err)
		case sqlite3.SQLITE_READONLY:
			return Explain("Het gegevensbestand mag hier niet gewijzigd worden. Controleer de rechten op het bestand.", err)
		}
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch {
		case pg.Code == "53100":
			return Explain("De schijf van de server is vol. Er is niets gewijzigd.", err)
		case pg.Code == "42501":
			return Explain("Jouw account mag dit niet. Er is niets gewijzigd.", err)
		}
		return err
	}
	var conn *pgconn.ConnectError
	if errors.As(err, &conn) {
		return Explain("De gedeelde gegevens zijn niet bereikbaar. Controleer het netwerk en de server.", err)
	}
	return err
}
