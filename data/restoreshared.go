package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

var inUse = words.Later("Het kantoor staat nog open op een ander bureau. Er is niets gewijzigd; sluit het programma daar en probeer het opnieuw.")

// leaving is how long the server may take to let go of a desk that was just closed.
const leaving = 3 * time.Second

func restoreShared(ctx context.Context, file, address, kept string, now func() time.Time) (r Restored, err error) {
	to, err := Open(ctx, address, WithClock(now))
	if err != nil {
		return r, err
	}
	restored := false
	// after sees to what is left to do: once the office was replaced a fault in that does not make it what it was.
	after := func(fault error) {
		switch {
		case fault == nil:
		case restored:
			r.Warning = Explain(unsettled, errors.Join(r.Warning, fault))
		default:
			err = errors.Join(err, fault)
		}
	}
	defer func() { after(to.Close()) }()
	if err := to.awaitAlone(ctx); err != nil {
		return r, err
	}
	was, err := to.lastChange(ctx)
	if err != nil {
		return r, err
	}
	if kept != "" {
		if r.Kept, err = to.keep(ctx, kept); err != nil {
			return Restored{}, err
		}
	}
	// A copy, since opening brings an older schema up to date.
	dir, err := os.MkdirTemp("", "kantoor-restore-")
	if err != nil {
		return Restored{}, explainCopy(err)
	}
	defer func() { after(os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "office.db")
	if err := takeFile(ctx, file, part); err != nil {
		return Restored{}, explainCopy(err)
	}
	// The stick with the backup may be pulled out any moment from here.
	if r.Backup, err = fileFacts(file); err != nil {
		return Restored{}, explainCopy(err)
	}
	from, err := Open(ctx, part, WithClock(now))
	if err != nil {
		return Restored{}, err
	}
	defer func() { after(from.Close()) }()
	err = transfer(ctx, from, to, func(tx *sql.Tx) error { return to.unchangedSince(ctx, tx, was) })
	if err != nil {
		if _, told := UserText(err); !told {
			err = Explain("De back-up is niet teruggezet; er is niets gewijzigd.", err)
		}
		return Restored{}, err
	}
	restored = true
	return r, nil
}

func (s *Store) lastChange(ctx context.Context) (last int64, err error) {
	err = s.Read(ctx, func(tx *Tx) error {
		last, err = tx.LastChange()
		return err
	})
	return last, err
}

// awaitAlone waits until the server has let go of desks that were just closed.
func (s *Store) awaitAlone(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, leaving)
	defer cancel()
	for {
		many, err := others(ctx, s.write, s.session)
		if err != nil {
			return explainEngine(err)
		}
		if many == 0 {
			return nil
		}
		select {
		case <-time.After(leaving / 30):
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.Canceled) {
				return ctx.Err()
			}
			return Refuse(inUse)
		}
	}
}

// others counts who else is signed in to the database: also of who may not see what another account does, its name is told.
func others(ctx context.Context, db interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}, session string,
) (many int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM pg_stat_activity
		WHERE datname = current_database() AND usename IS NOT NULL AND application_name IS DISTINCT FROM $1`, session).Scan(&many)
	return many, err
}

// unchangedSince sees in the transaction that replaces the office that nobody came in meanwhile, and that nobody can:
// who opens the office reads the table that is locked first.
func (s *Store) unchangedSince(ctx context.Context, tx *sql.Tx, was int64) error {
	if _, err := tx.ExecContext(ctx, "LOCK TABLE schema_step IN ACCESS EXCLUSIVE MODE"); err != nil {
		return explainEngine(err)
	}
	many, err := others(ctx, tx, s.session)
	if err != nil {
		return explainEngine(err)
	}
	var last int64
	if err := tx.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM change").Scan(&last); err != nil {
		return explainEngine(err)
	}
	if many > 0 || last != was {
		return Refuse(inUse)
	}
	return nil
}

func fileFacts(path string) (Backup, error) {
	f, err := os.Open(path)
	if err != nil {
		return Backup{}, err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return Backup{}, err
	}
	return Backup{File: path, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}
