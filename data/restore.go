package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Restore puts a backup in the place of the office at an address. What stood
// there is first kept as a backup of its own in the folder "backups" beside it
// (for a shared database: in backups, a folder that the caller names); a file
// that is too damaged for that is kept there as it is. A file that is open
// somewhere is refused; of a shared database nobody may have the office open.
func Restore(ctx context.Context, file, address, backups string, now func() time.Time) (Backup, error) {
	if err := CheckFile(ctx, file); err != nil {
		return Backup{}, err
	}
	if IsPostgres(address) {
		return restoreShared(ctx, file, address, backups, now)
	}
	if err := os.MkdirAll(filepath.Dir(address), 0o700); err != nil {
		return Backup{}, Explain("De map voor de gegevens kan niet worden gemaakt.", err)
	}
	part := address + ".part"
	if err := copyFile(file, part); err != nil {
		return Backup{}, Explain("De back-up kan niet worden teruggezet; er is niets gewijzigd.", errors.Join(err, os.Remove(part)))
	}
	b, err := replaceFile(ctx, part, address, now)
	if err != nil {
		return b, errors.Join(err, os.Remove(part))
	}
	return b, nil
}

// replaceFile keeps what stands at an address and puts part in its place.
func replaceFile(ctx context.Context, part, address string, now func() time.Time) (Backup, error) {
	if exists(address) {
		dir := filepath.Join(filepath.Dir(address), "backups")
		err := keepWhole(ctx, address, dir, now)
		if damaged(err) {
			err = keepDamaged(address, dir, now())
		}
		if err != nil {
			return Backup{}, err
		}
	}
	// The log of the old file must not be read into the new one.
	for _, f := range []string{address + "-wal", address + "-shm"} {
		if err := os.Remove(f); err != nil && !errors.Is(err, os.ErrNotExist) {
			return Backup{}, Explain("Het programma staat nog ergens open. Sluit het en probeer het opnieuw; er is niets gewijzigd.", err)
		}
	}
	b, err := settle(part, address)
	if err != nil {
		return b, Explain("De back-up kan niet op zijn plaats worden gezet.", err)
	}
	return b, nil
}

// keepWhole backs up the office that is to be replaced, and sees that nobody else
// has it open: what they would still write is lost otherwise.
func keepWhole(ctx context.Context, address, dir string, now func() time.Time) error {
	s, err := Open(ctx, address, WithClock(now))
	if err != nil {
		return err
	}
	if _, err = s.Backup(ctx, dir); err == nil {
		err = s.alone(ctx)
	}
	return errors.Join(err, s.Close())
}

// alone brings the log into the file and does away with it, which SQLite only
// does for the last one that has the file open.
func (s *Store) alone(ctx context.Context) error {
	if _, err := s.write.ExecContext(ctx, "PRAGMA busy_timeout = 0"); err != nil {
		return explainEngine(err)
	}
	_, err := s.write.ExecContext(ctx, "PRAGMA journal_mode = DELETE")
	if busy(err) {
		return Explain("Het programma staat nog ergens open. Sluit het en probeer het opnieuw; er is niets gewijzigd.", err)
	}
	return explainEngine(err)
}

// keepDamaged copies a file that no backup can be made of, with its log.
func keepDamaged(address, dir string, now time.Time) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return Explain("De map voor de back-up kan niet worden gemaakt.", err)
	}
	kept := filepath.Join(dir, "beschadigd-"+now.In(Amsterdam()).Format("2006-01-02-150405")+".db")
	for _, end := range []string{"", "-wal"} {
		if !exists(address + end) {
			continue
		}
		if err := copyFile(address+end, kept+end); err != nil {
			return Explain("Het beschadigde bestand kan niet worden bewaard; er is niets gewijzigd. Controleer of er genoeg ruimte is.", err)
		}
	}
	return nil
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
