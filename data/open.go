package data

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// applicationID marks a SQLite file as an office's own ("KIES" in ASCII).
const applicationID = 0x4b494553

// dsn writes a file's address for the driver; every path is a file, whatever
// signs it holds.
func dsn(path string, readOnly bool) string {
	q := "_busy_timeout=10000&_foreign_keys=1&_dqs=0&_defensive=1&_pragma=temp_store(2)"
	if readOnly {
		// There are several of these, each with a cache of its own; the system keeps the file's pages for all.
		q += "&_pragma=query_only(1)&_pragma=cache_size(-8192)"
	} else {
		q += "&_pragma=cache_size(-16384)&_journal_mode=WAL&_synchronous=FULL&_txlock=immediate"
	}
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + q
}

func (s *Store) openSQLite(ctx context.Context) error {
	if s.address == "" {
		return Refuse("Er is geen gegevensbestand genoemd.")
	}
	if err := os.MkdirAll(filepath.Dir(s.address), 0o700); err != nil {
		return Explain("De map voor de gegevens kan niet worden gemaakt.", err)
	}
	if err := onNetworkShare(s.address); err != nil {
		return err
	}
	fresh, err := ownFile(s.address)
	if err != nil {
		return err
	}
	if s.write, err = sql.Open("sqlite", dsn(s.address, false)); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	s.write.SetMaxOpenConns(1)
	if err := ping(ctx, s.write); err != nil {
		return explainEngine(fmt.Errorf("open: %w", err))
	}
	if fresh {
		if err := os.Chmod(s.address, 0o600); err != nil {
			return fmt.Errorf("open: %w", err)
		}
	}
	var id int64
	if err := s.write.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return explainEngine(fmt.Errorf("open: %w", err))
	}
	if id != applicationID {
		var tables int
		if err := s.write.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables); err != nil {
			return explainEngine(fmt.Errorf("open: %w", err))
		}
		if tables > 0 {
			return Refuse("Dit bestand hoort bij een ander programma en is niet aangeraakt. Kies een ander gegevensbestand.")
		}
		if _, err := s.write.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return explainEngine(fmt.Errorf("open: %w", err))
		}
	}
	if s.read, err = sql.Open("sqlite", dsn(s.address, true)); err != nil {
		return fmt.Errorf("open: %w", err)
	}
	s.read.SetMaxOpenConns(4)
	s.read.SetMaxIdleConns(4)
	return nil
}

// pings is how often a file is opened again that another program is just making:
// SQLite does not wait for its turn where a new file gets its log.
const pings = 50

func ping(ctx context.Context, db *sql.DB) error {
	for try := 1; ; try++ {
		err := db.PingContext(ctx)
		if !busy(err) || try == pings {
			return err
		}
		select {
		case <-time.After(time.Duration(try) * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// ownFile looks at a file before SQLite does, so that a document named by
// mistake is not even opened for writing. fresh: there is no file yet, or an empty one.
func ownFile(path string) (fresh bool, err error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, Explain("Het gegevensbestand kan niet worden geopend.", err)
	}
	defer f.Close()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	if n == 0 && errors.Is(err, io.EOF) {
		return true, nil
	}
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, Explain("Het gegevensbestand kan niet worden gelezen.", err)
	}
	if string(head[:n]) != "SQLite format 3\x00" {
		return false, Explain("Dit is geen gegevensbestand van KIES Kantoor, of het begin ervan is beschadigd. Het is niet aangeraakt; kies een ander bestand of zet een back-up terug.", errHeader)
	}
	return false, nil
}

func (s *Store) openPostgres(ctx context.Context) error {
	config, err := pgx.ParseConfig(s.address)
	if err != nil {
		return Explain("Het adres van de gedeelde gegevens klopt niet.", errors.New(strings.ReplaceAll(err.Error(), s.address, s.Address())))
	}
	s.session = "kantoor-" + rand.Text()
	config.RuntimeParams["application_name"] = s.session
	s.write = stdlib.OpenDB(*config)
	s.write.SetMaxOpenConns(8)
	s.write.SetMaxIdleConns(4)
	s.read = s.write
	if err := s.write.PingContext(ctx); err != nil {
		return Explain("De gedeelde gegevens zijn niet bereikbaar. Controleer het netwerk, je naam en je wachtwoord.", err)
	}
	return nil
}

func withoutPassword(address string) string {
	if !IsPostgres(address) {
		return address
	}
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://"
	}
	if u.User != nil {
		u.User = url.User(u.User.Username())
	}
	q := u.Query()
	q.Del("password")
	u.RawQuery = q.Encode()
	return u.String()
}
