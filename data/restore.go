package data

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Restored is a backup that took the place of an office.
type Restored struct {
	Backup
	// Kept is the backup of what stood there before; "" when nothing did.
	Kept string `json:"kept"`
	// Damaged says that what stood there was damaged: Kept is no backup, but the file as it was.
	Damaged bool `json:"damaged,omitempty"`
	// Warning says in Dutch what went wrong after the backup had taken its place; nil when nothing did.
	Warning error `json:"-"`
}

// Restore puts a backup in the place of the office at an address. What stood
// there is first kept as a backup of its own in KeptFolder beside it (for a shared
// database: in kept, a folder that the caller names); a file that is too damaged for
// that is kept there as it is. A file that is open somewhere is refused; of a shared
// database nobody else may have the office open. On an error the office is what it was;
// what goes wrong when the backup has taken its place is a Warning.
func Restore(ctx context.Context, file, address, kept string, now func() time.Time) (Restored, error) {
	if err := CheckFile(ctx, file); err != nil {
		return Restored{}, err
	}
	if IsPostgres(address) {
		return restoreShared(ctx, file, address, kept, now)
	}
	if sameFile(file, address) {
		return Restored{}, Refuse("Dit is het kantoor zelf, geen back-up ervan. Er is niets gewijzigd; kies een ander bestand.")
	}
	if err := os.MkdirAll(filepath.Dir(address), 0o700); err != nil {
		return Restored{}, Explain("De map voor de gegevens kan niet worden gemaakt.", err)
	}
	part := address + ".part"
	if err := takeFile(ctx, file, part); err != nil {
		return Restored{}, errors.Join(explainCopy(err), dropFile(part))
	}
	// What was copied is looked at too: a stick can give other bytes the second time.
	err := CheckFile(ctx, part)
	if err == nil {
		var r Restored
		if r, err = replaceFile(ctx, part, address, now); err == nil {
			return r, nil
		}
	}
	return Restored{}, errors.Join(err, dropFile(part))
}

// explainCopy says why a backup could not be copied.
func explainCopy(err error) error {
	if full(err) {
		return Explain("Er is niet genoeg ruimte op de schijf om de back-up terug te zetten. Er is niets gewijzigd; maak ruimte vrij en probeer het opnieuw.", err)
	}
	return Explain("De back-up kan niet worden gelezen. Er is niets gewijzigd; controleer de schijf of de stick en probeer het opnieuw.", err)
}

func dropFile(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// replaceFile keeps what stands at an address and puts part in its place.
func replaceFile(ctx context.Context, part, address string, now func() time.Time) (Restored, error) {
	var r Restored
	if exists(address) {
		dir := KeptFolder(address)
		var err error
		r.Kept, err = keepWhole(ctx, address, dir, now)
		if r.Damaged = damaged(err); r.Damaged {
			r.Kept, err = keepDamaged(address, dir, now())
		}
		if err != nil {
			return Restored{}, err
		}
	}
	if err := ctx.Err(); err != nil {
		return Restored{}, err
	}
	b, err := putInPlace(part, address)
	if err != nil {
		return Restored{}, err
	}
	r.Backup = b
	r.Warning = errors.Join(dropFile(aside(address)), syncDir(filepath.Dir(address)))
	r.Warning = Explain(unsettled, r.Warning)
	return r, nil
}

// unsettled is what is said of a fault after a backup took the office's place: it is not undone by that.
var unsettled = words.Later("De back-up staat terug, maar de schijf meldde daarna een fout. Kijk of alles er is en maak een nieuwe back-up.")

// aside is where the log of an office stands until a backup has taken its place.
func aside(address string) string { return address + "-wal.part" }

// putInPlace gives a finished file the name of the office at an address. The log of the old file must not be read into
// the new one; it is put aside, and stands where it was again when the old file stays.
func putInPlace(part, address string) (b Backup, err error) {
	log := address + "-wal"
	if exists(log) {
		if err := os.Rename(log, aside(address)); err != nil {
			return Backup{}, Explain("Het programma staat nog ergens open. Sluit het en probeer het opnieuw; er is niets gewijzigd.", err)
		}
		defer func() {
			if err != nil {
				err = errors.Join(err, os.Rename(aside(address), log))
			}
		}()
	}
	// SQLite makes this one again from the log.
	if err := dropFile(address + "-shm"); err != nil {
		return Backup{}, Explain("Het programma staat nog ergens open. Sluit het en probeer het opnieuw; er is niets gewijzigd.", err)
	}
	if b, err = settle(part, address); err != nil {
		return Backup{}, Explain("De back-up kan niet op zijn plaats worden gezet. Er is niets gewijzigd; controleer de rechten op de map met de gegevens.", err)
	}
	return b, nil
}

// keepWhole backs up the office that is to be replaced, and sees that nobody else
// has it open: what they would still write is lost otherwise.
func keepWhole(ctx context.Context, address, dir string, now func() time.Time) (kept string, err error) {
	s, err := Open(ctx, address, WithClock(now))
	if err != nil {
		return "", err
	}
	if kept, err = s.keep(ctx, dir); err == nil {
		err = s.alone(ctx)
	}
	if err = errors.Join(err, s.Close()); err != nil && kept != "" {
		return "", errors.Join(err, dropFile(kept))
	}
	return kept, err
}

// keep backs up what a restored backup takes the place of.
func (s *Store) keep(ctx context.Context, dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", Explain("De map voor de back-up kan niet worden gemaakt.", err)
	}
	part, name, err := reserve(dir, "voor-terugzetten-"+s.now().In(Amsterdam()).Format(stamp))
	if err != nil {
		return "", Explain("De back-up kan hier niet worden gemaakt.", err)
	}
	b, err := s.backupFile(ctx, part, name)
	if full(err) {
		return "", Explain("Er is niet genoeg ruimte op de schijf om eerst te bewaren wat er nu staat. Er is niets gewijzigd; maak ruimte vrij en probeer het opnieuw.", err)
	}
	return b.File, err
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
func keepDamaged(address, dir string, now time.Time) (string, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", Explain("De map voor de back-up kan niet worden gemaakt.", err)
	}
	kept := filepath.Join(dir, "beschadigd-"+now.In(Amsterdam()).Format(stamp)+".db")
	for _, end := range []string{"", "-wal"} {
		if !exists(address + end) {
			continue
		}
		if err := copyFile(address+end, kept+end); err != nil {
			return "", Explain("Het beschadigde bestand kan niet worden bewaard; er is niets gewijzigd. Controleer of er genoeg ruimte is.", err)
		}
	}
	return kept, nil
}
