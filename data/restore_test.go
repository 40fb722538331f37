package data_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// backedUp makes an office of some size with a backup beside it.
func backedUp(t *testing.T, address string) (*data.Store, data.Backup) {
	t.Helper()
	s := open(t, address)
	add(t, s, &data.Person{Surname: "Kuiper", Notes: strings.Repeat("lang verhaal ", 20_000)})
	b, err := s.Backup(context.Background(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

// A damaged file is what restoring is for.
func TestRestoreOverADamagedFileKeepsTheDamagedOne(t *testing.T) {
	ctx := context.Background()
	for name, damage := range map[string]func([]byte) []byte{
		"pages overwritten": func(b []byte) []byte { copy(b[4096:], bytes.Repeat([]byte{0xa5}, len(b)-8192)); return b },
		"first page zeroed": func(b []byte) []byte { clear(b[:4096]); return b },
		"cut off":           func(b []byte) []byte { return b[:len(b)/3] },
	} {
		t.Run(name, func(t *testing.T) {
			address := filepath.Join(t.TempDir(), "kantoor 1#?%.db")
			s, b := backedUp(t, address)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			whole, err := os.ReadFile(address)
			if err != nil {
				t.Fatal(err)
			}
			broken := damage(whole)
			if err := os.WriteFile(address, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			if s, err := data.Open(ctx, address); err == nil {
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			} else if !data.Damaged(err) {
				t.Errorf("not offered to be rescued: %v", err)
			}
			if r, err := data.Restore(ctx, b.File, address, "", time.Now); err != nil || !r.Damaged || r.Kept == "" {
				t.Fatal(r, err)
			}
			again := open(t, address)
			if problems, err := again.Check(ctx); err != nil || len(problems) > 0 {
				t.Errorf("check: %v %v", problems, err)
			}
			kept, err := filepath.Glob(filepath.Join(filepath.Dir(address), "backups", "beschadigd-*.db"))
			if err != nil || len(kept) != 1 {
				t.Fatalf("kept: %v %v", kept, err)
			}
			if was, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(was, broken) {
				t.Errorf("the damaged file was not kept as it was: %v", err)
			}
		})
	}
}

func TestRestoreRefusesAnOfficeThatIsOpen(t *testing.T) {
	ctx := context.Background()
	address := filepath.Join(t.TempDir(), "kantoor.db")
	s, b := backedUp(t, address)
	later := data.Person{Surname: "Later"}
	add(t, s, &later)
	_, err := data.Restore(ctx, b.File, address, "", time.Now)
	if text, ok := data.UserText(err); !ok || !strings.Contains(text, "open") {
		t.Fatalf("answer: %v", err)
	}
	add(t, s, &data.Person{Surname: "Nog later"})
	read(t, s, func(tx *data.Tx) error {
		_, err := tx.Person(later.ID)
		return err
	})
	if _, err := os.Stat(address + ".part"); !os.IsNotExist(err) {
		t.Errorf("a half file is left: %v", err)
	}
	if problems, err := s.Check(ctx); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestBackupWaitsForNobodyWhoWrites(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	s := open(t, filepath.Join(t.TempDir(), "kantoor.db"))
	add(t, s, &data.Person{Surname: "Kuiper"})
	err := s.Write(ctx, data.Change{}, func(tx *data.Tx) error {
		if err := tx.SavePerson(&data.Person{Surname: "Halverwege"}); err != nil {
			return err
		}
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			return err
		}
		kept := open(t, b.File)
		read(t, kept, func(tx *data.Tx) error {
			n, err := tx.CountPeople()
			if n != 1 {
				t.Errorf("%d people in the backup", n)
			}
			return err
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
