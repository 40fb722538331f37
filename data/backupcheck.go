package data

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

var (
	errDamaged = errors.New("damaged file")
	errForeign = errors.New("another program's file")
	errNewer   = errors.New("newer schema")
	// errHeader: another program's file, or an office's of which the beginning is gone.
	errHeader = errors.New("no SQLite header")
)

// CheckFile opens a backup for reading, looks the whole file over and says what is
// wrong with it; nil when it is a whole office of a schema that this program knows.
func CheckFile(ctx context.Context, path string) error {
	db, err := openFile(ctx, path)
	if err != nil {
		return err
	}
	err = quickCheck(ctx, db)
	return explainFile(errors.Join(err, db.Close()))
}

// OpenBackup opens a backup for reading only, without looking the whole file over.
// Writing in it is refused.
func OpenBackup(ctx context.Context, path string) (*Store, error) {
	db, err := openFile(ctx, path)
	if err != nil {
		return nil, err
	}
	s := &Store{address: path, read: db, now: time.Now}
	ReadOnly(s)
	return s, nil
}

// openFile opens a file that is an office's of a schema that this program knows.
func openFile(ctx context.Context, path string) (*sql.DB, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, Explain("Dit bestand kan niet worden gelezen. Er is niets gewijzigd; sluit de schijf of de stick aan, of kies een ander bestand.", err)
	}
	if info.IsDir() {
		return nil, Refuse("Dit is een map. Er is niets gewijzigd; kies het bestand van de back-up zelf.")
	}
	fresh, err := ownFile(path)
	if err != nil {
		return nil, explainFile(err)
	}
	if fresh {
		return nil, explainFile(errForeign)
	}
	address := dsn(path, true)
	if !exists(path+"-wal") && !exists(path+"-journal") {
		// Nobody writes in it. A copy of an office's own file asks for a log beside it, which a read-only disk refuses.
		address += "&immutable=1"
	}
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, explainFile(err)
	}
	if err := known(ctx, db); err != nil {
		return nil, explainFile(errors.Join(err, db.Close()))
	}
	return db, nil
}

// known looks whether an open file is an office's, of a schema that this program has.
func known(ctx context.Context, db *sql.DB) error {
	var id int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return errForeign
	}
	var have int
	var tables int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema WHERE name = 'schema_step'").Scan(&tables); err != nil {
		return err
	}
	if tables == 0 {
		return errForeign
	}
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM schema_step").Scan(&have); err != nil {
		return err
	}
	switch {
	case have == 0:
		return errForeign
	case have > len(steps()):
		return fmt.Errorf("%w: %d steps", errNewer, have)
	}
	return nil
}

func quickCheck(ctx context.Context, db *sql.DB) error {
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("%w: quick_check: %s", errDamaged, verdict)
	}
	return nil
}

// ExplainBackup says what is wrong with a file that should have been a backup; what says so already stays.
func ExplainBackup(err error) error {
	if _, told := UserText(err); told {
		return err
	}
	return explainFile(err)
}

// explainFile says what is wrong with a file that should have been a backup. A disk or drive that does not give what
// stands on it says nothing of the backup.
func explainFile(err error) error {
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, errForeign), errors.Is(err, errHeader):
		return Explain("Dit bestand is geen back-up van KIES Kantoor. Er is niets gewijzigd; kies een ander bestand.", err)
	case errors.Is(err, errNewer):
		return Explain("Deze back-up is van een nieuwere versie van KIES Kantoor. Er is niets gewijzigd; installeer eerst de nieuwste versie.", err)
	case damaged(err):
		return Explain("Deze back-up is beschadigd. Er is niets gewijzigd; kies een andere back-up.", err)
	}
	return Explain("De back-up kan niet worden gelezen. Er is niets gewijzigd; controleer de schijf of de stick en probeer het opnieuw.", err)
}

// takeFile copies a checked backup. Where a log stands beside it, as beside the file of
// an office itself, what is in the log comes with it.
func takeFile(ctx context.Context, from, to string) error {
	if !exists(from + "-wal") {
		return copyFile(from, to)
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return (&Store{address: from}).vacuumInto(ctx, to)
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// sameFile says whether two paths are one file.
func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

// The numbers with which Windows says that a disk is full.
const (
	windowsHandleDiskFull = syscall.Errno(39)
	windowsDiskFull       = syscall.Errno(112)
)

// full: there is no room on the disk.
func full(err error) bool {
	if runtime.GOOS == "windows" {
		return errors.Is(err, windowsDiskFull) || errors.Is(err, windowsHandleDiskFull) || sqliteFull(err)
	}
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || sqliteFull(err)
}

// KeptFolder is where what a restored backup took the place of is kept: beside the file of an office.
func KeptFolder(address string) string { return filepath.Join(filepath.Dir(address), "backups") }
