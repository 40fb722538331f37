package data

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Backup is a file that was written, checked and synced.
type Backup struct {
	File   string `json:"file"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Backup writes the whole office to one SQLite file in a folder. The file is
// written beside its place, opened and checked, and only then gets its name.
// While it runs, other desks go on working.
func (s *Store) Backup(ctx context.Context, dir string) (Backup, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Backup{}, Explain("De map voor de back-up kan niet worden gemaakt.", err)
	}
	stamp := s.now().In(Amsterdam()).Format("2006-01-02-150405")
	name := filepath.Join(dir, "kantoor-"+stamp+".db")
	for n := 2; exists(name); n++ {
		name = filepath.Join(dir, fmt.Sprintf("kantoor-%s-%d.db", stamp, n))
	}
	return s.backupFile(ctx, name)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (s *Store) backupFile(ctx context.Context, name string) (b Backup, err error) {
	part := name + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return b, Explain("De back-up kan hier niet worden gemaakt.", err)
	}
	defer func() {
		if err != nil {
			for _, f := range []string{part, part + "-wal", part + "-shm"} {
				if r := os.Remove(f); r != nil && !errors.Is(r, os.ErrNotExist) {
					err = errors.Join(err, r)
				}
			}
		}
	}()
	if s.postgres {
		err = s.copyToFile(ctx, part)
	} else {
		_, err = s.write.ExecContext(ctx, "VACUUM INTO $1", part)
	}
	if err != nil {
		return b, Explain("De back-up is niet gelukt; er staat geen half bestand. Controleer of er genoeg ruimte is.", err)
	}
	if err := CheckFile(ctx, part); err != nil {
		return b, err
	}
	if b, err = settle(part, name); err != nil {
		return b, Explain("De back-up kan niet op zijn plaats worden gezet.", err)
	}
	return b, nil
}

func (s *Store) copyToFile(ctx context.Context, path string) error {
	to, err := Open(ctx, path, WithClock(s.now))
	if err != nil {
		return err
	}
	err = copyOffice(ctx, s, to)
	if err == nil {
		// One file, without a log beside it, is what a backup is.
		_, err = to.write.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	}
	return errors.Join(err, to.Close())
}

// settle syncs a finished file, gives it its name and says what it is.
func settle(part, name string) (Backup, error) {
	if err := os.Chmod(part, 0o600); err != nil {
		return Backup{}, err
	}
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return Backup{}, err
	}
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Backup{}, err
	}
	if err := os.Rename(part, name); err != nil {
		return Backup{}, err
	}
	return Backup{File: name, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, syncDir(filepath.Dir(name))
}

// syncDir makes a new name in a folder last through a power cut. Windows cannot
// open a folder and needs no such step.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil && os.PathSeparator == '/' {
		return errors.Join(err, d.Close())
	}
	return d.Close()
}

// CheckFile opens a backup for reading and says what is wrong with it; nil when
// it is a whole office of a schema that this program knows.
func CheckFile(ctx context.Context, path string) error {
	damaged := "Dit bestand is geen hele back-up van KIES Kantoor. Het is niet gebruikt; kies een andere back-up."
	if fresh, err := ownFile(path); err != nil || fresh {
		return Explain(damaged, errors.Join(err, errors.New("not a backup")))
	}
	db, err := sql.Open("sqlite", dsn(path, true))
	if err != nil {
		return Explain(damaged, err)
	}
	err = checkOpen(ctx, db)
	return Explain(damaged, errors.Join(err, db.Close()))
}

func checkOpen(ctx context.Context, db *sql.DB) error {
	var id int64
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return errors.New("another program's file")
	}
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return fmt.Errorf("quick_check: %s", verdict)
	}
	var known int
	if err := db.QueryRowContext(ctx, "SELECT count(*) FROM schema_step").Scan(&known); err != nil {
		return err
	}
	if known == 0 || known > len(steps()) {
		return fmt.Errorf("schema of %d steps", known)
	}
	return nil
}

// Restore puts a backup in the place of the office at an address. What stood
// there is first kept as a backup of its own in the folder "backups" beside it
// (for a shared database: in backups, a folder that the caller names). Nobody
// may have the office open meanwhile.
func Restore(ctx context.Context, file, address, backups string, now func() time.Time) (Backup, error) {
	if err := CheckFile(ctx, file); err != nil {
		return Backup{}, err
	}
	if IsPostgres(address) {
		return restoreShared(ctx, file, address, backups, now)
	}
	if exists(address) {
		s, err := Open(ctx, address, WithClock(now))
		if err != nil {
			return Backup{}, err
		}
		_, err = s.Backup(ctx, filepath.Join(filepath.Dir(address), "backups"))
		if err = errors.Join(err, s.Close()); err != nil {
			return Backup{}, err
		}
	} else if err := os.MkdirAll(filepath.Dir(address), 0o700); err != nil {
		return Backup{}, Explain("De map voor de gegevens kan niet worden gemaakt.", err)
	}
	part := address + ".part"
	if err := copyFile(file, part); err != nil {
		return Backup{}, Explain("De back-up kan niet worden teruggezet; er is niets gewijzigd.", errors.Join(err, os.Remove(part)))
	}
	// The log of the old file must not be read into the new one.
	for _, f := range []string{address + "-wal", address + "-shm"} {
		if err := os.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			return Backup{}, Explain("Het programma staat nog ergens open. Sluit het en probeer het opnieuw.", errors.Join(err, os.Remove(part)))
		}
	}
	b, err := settle(part, address)
	if err != nil {
		return b, Explain("De back-up kan niet op zijn plaats worden gezet.", err)
	}
	return b, nil
}

func restoreShared(ctx context.Context, file, address, backups string, now func() time.Time) (b Backup, err error) {
	to, err := Open(ctx, address, WithClock(now))
	if err != nil {
		return b, err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if backups != "" {
		if _, err := to.Backup(ctx, backups); err != nil {
			return b, err
		}
	}
	// A copy, since opening brings an older schema up to date.
	dir, err := os.MkdirTemp("", "kantoor-restore-")
	if err != nil {
		return b, Explain("De back-up kan niet worden gelezen; er is niets gewijzigd.", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "office.db")
	if err := copyFile(file, part); err != nil {
		return b, Explain("De back-up kan niet worden gelezen; er is niets gewijzigd.", err)
	}
	from, err := Open(ctx, part, WithClock(now))
	if err != nil {
		return b, err
	}
	err = errors.Join(replaceOffice(ctx, from, to), from.Close())
	if err != nil {
		return b, Explain("De back-up is niet teruggezet; er is niets gewijzigd.", err)
	}
	return fileFacts(file)
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
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
