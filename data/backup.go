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
	"syscall"
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
	part, name, err := reserve(dir, "kantoor-"+s.now().In(Amsterdam()).Format(stamp))
	if err != nil {
		return Backup{}, Explain("De back-up kan hier niet worden gemaakt.", err)
	}
	return s.backupFile(ctx, part, name)
}

// stamp is the moment in the name of a backup, at the office.
const stamp = "2006-01-02-150405"

// most is how many backups may begin in one second.
const most = 1000

// reserve takes a name for a backup, so that two that begin in one second, of
// desks or offices that share the folder, are two files. It makes the empty file
// to write in, which nobody else can read.
func reserve(dir, called string) (part, name string, err error) {
	for n := 1; n < most; n++ {
		name = filepath.Join(dir, called+".db")
		if n > 1 {
			name = filepath.Join(dir, fmt.Sprintf("%s-%d.db", called, n))
		}
		part = name + ".part"
		f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return "", "", err
		}
		if err := f.Close(); err != nil {
			return "", "", errors.Join(err, os.Remove(part))
		}
		// Only now: who had the name before may just have finished.
		if !exists(name) {
			return part, name, nil
		}
		if err := os.Remove(part); err != nil {
			return "", "", err
		}
	}
	return "", "", errors.New("no name left for a backup")
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func (s *Store) backupFile(ctx context.Context, part, name string) (b Backup, err error) {
	defer func() {
		if err != nil {
			for _, f := range []string{part, part + "-journal", part + "-wal", part + "-shm"} {
				if r := os.Remove(f); r != nil && !errors.Is(r, os.ErrNotExist) {
					err = errors.Join(err, r)
				}
			}
		}
	}()
	if s.postgres {
		err = s.copyToFile(ctx, part)
	} else {
		err = s.vacuumInto(ctx, part)
	}
	if full(err) {
		return b, Explain("Er is niet genoeg ruimte op de schijf voor de back-up. Er staat geen half bestand; maak ruimte vrij of kies een andere map.", err)
	}
	if err != nil {
		return b, Explain("De back-up is niet gelukt; er staat geen half bestand. Controleer of er genoeg ruimte is.", err)
	}
	if err := CheckFile(ctx, part); err != nil {
		return b, Explain("De back-up is na het maken nagekeken en is niet heel. Er staat geen half bestand; kies een andere map of controleer de schijf.", err)
	}
	if b, err = settle(part, name); err != nil {
		return b, Explain("De back-up kan niet op zijn plaats worden gezet.", err)
	}
	if err := syncDir(filepath.Dir(name)); err != nil {
		return b, Explain("De back-up is gemaakt, maar de schijf meldt een fout. Kies een andere map of controleer de schijf.", err)
	}
	return b, nil
}

// vacuumInto has a connection of its own, so that nobody waits for the writing one.
func (s *Store) vacuumInto(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(s.address, false))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", path)
	return errors.Join(err, db.Close())
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

// settle syncs a finished file, gives it its name and says what it is. On an error it does not have that name. The
// folder is left to the caller to sync, for whom the file is there whatever comes of that.
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
	return Backup{File: name, Bytes: n, SHA256: hex.EncodeToString(h.Sum(nil))}, nil
}

// syncDir makes a new name in a folder last through a power cut. Windows and some
// network drives cannot do that to a folder, and need no such step.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if err != nil && os.PathSeparator == '/' && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return errors.Join(err, d.Close())
	}
	return d.Close()
}
