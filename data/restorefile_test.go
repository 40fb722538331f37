package data_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// changed opens a file as any program could and changes it.
func changed(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// bytesOf is a file's content; what is not there is "".
func bytesOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(b)
}

// closedOffice is an office that nobody has open, and a backup of it from before its last change.
func closedOffice(t *testing.T, address string) data.Backup {
	t.Helper()
	s, b := backedUp(t, address)
	add(t, s, &data.Person{Surname: "Later"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever is handed over as a backup: the office stays as it was, a sentence says why, and nothing is left lying about.
func TestRestoreOfAFileThatWillNotDo(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(t *testing.T, path string)
		said  string
	}{
		"cut off": {func(t *testing.T, path string) {
			if err := os.Truncate(path, int64(len(bytesOf(t, path))/4096/2*4096)); err != nil {
				t.Fatal(err)
			}
		}, "beschadigd"},
		"flipped bytes": {func(t *testing.T, path string) {
			b := []byte(bytesOf(t, path))
			for page := 4096; page < len(b); page += 4096 {
				b[page] ^= 0xff
			}
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}, "beschadigd"},
		"another program's file": {func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			changed(t, path, "CREATE TABLE song (name TEXT)", "INSERT INTO song VALUES ('a')")
		}, "geen back-up van KIES Kantoor"},
		"a newer version's": {func(t *testing.T, path string) {
			changed(t, path, "INSERT INTO schema_step (name, at) VALUES ('9999_later', '2030')")
		}, "nieuwere versie"},
		"a letter": {func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("Beste mevrouw, dit is een brief."), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "geen back-up van KIES Kantoor"},
		"empty": {func(t *testing.T, path string) {
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}, "geen back-up van KIES Kantoor"},
		"gone": {func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}, "kan niet worden gelezen"},
	} {
		t.Run(name, func(t *testing.T) {
			address := storetest.SQLite(t)
			b := closedOffice(t, address)
			c.spoil(t, b.File)
			before := bytesOf(t, address)
			_, err := data.Restore(context.Background(), b.File, address, "", time.Now)
			if text, ok := data.UserText(err); !ok || !strings.Contains(text, c.said) || !strings.Contains(text, "Er is niets gewijzigd") {
				t.Errorf("answer: %v", err)
			}
			if bytesOf(t, address) != before {
				t.Error("the office changed")
			}
			left, err := os.ReadDir(filepath.Dir(address))
			if err != nil || len(left) != 1 {
				t.Errorf("left beside the office: %v %v", left, err)
			}
		})
	}
}

func TestRestoreOfTheOfficeItself(t *testing.T) {
	address := storetest.SQLite(t)
	closedOffice(t, address)
	before := bytesOf(t, address)
	_, err := data.Restore(context.Background(), address, address, "", time.Now)
	if text, _ := data.UserText(err); !strings.Contains(text, "het kantoor zelf") || bytesOf(t, address) != before {
		t.Errorf("answer: %v", err)
	}
}

// A disk without room, in the two places where it is needed: for the copy, and for keeping what stood there.
func TestRestoreWithoutRoomOnTheDisk(t *testing.T) {
	const fullDisk = "/dev/full" // Linux has a device that is always full
	if _, err := os.Stat(fullDisk); err != nil {
		return
	}
	address := storetest.SQLite(t)
	b := closedOffice(t, address)
	before := bytesOf(t, address)
	if err := os.Symlink(fullDisk, address+".part"); err != nil {
		t.Fatal(err)
	}
	_, err := data.Restore(context.Background(), b.File, address, "", time.Now)
	if text, _ := data.UserText(err); !strings.Contains(text, "niet genoeg ruimte") || bytesOf(t, address) != before {
		t.Errorf("answer: %v", err)
	}
	if _, err := os.Lstat(address + ".part"); !os.IsNotExist(err) {
		t.Errorf("a half file is left: %v", err)
	}
	// The next time there is room.
	if _, err := data.Restore(context.Background(), b.File, address, "", time.Now); err != nil {
		t.Fatal(err)
	}
}

func TestRestoreThatIsBrokenOffChangesNothing(t *testing.T) {
	address := storetest.SQLite(t)
	b := closedOffice(t, address)
	before := bytesOf(t, address)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := data.Restore(ctx, b.File, address, "", time.Now); err == nil {
		t.Error("it was restored all the same")
	}
	if bytesOf(t, address) != before {
		t.Error("the office changed")
	}
}

// Who picks the file of an office on another disk, with its log beside it, gets what is in the log too.
func TestRestoreOfAnOfficesOwnFile(t *testing.T) {
	other := storetest.SQLite(t)
	s := open(t, other)
	late := data.Person{Surname: "In het logboek"}
	add(t, s, &late)
	if len(bytesOf(t, other+"-wal")) == 0 {
		t.Fatal("there is no log")
	}
	address := storetest.SQLite(t)
	closedOffice(t, address)
	if _, err := data.Restore(context.Background(), other, address, "", time.Now); err != nil {
		t.Fatal(err)
	}
	read(t, open(t, address), func(tx *data.Tx) error {
		got, err := tx.Person(late.ID)
		if got.Surname != late.Surname {
			t.Errorf("restored %q", got.Surname)
		}
		return err
	})
}

// What stood there is kept, is a backup itself, and puts everything back.
func TestRestoreIsTakenBackWithWhatWasKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx, kept := context.Background(), t.TempDir()
		s := open(t, address)
		add(t, s, &data.Person{Surname: "Kuiper"})
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		add(t, s, &data.Person{Surname: "Later"})
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		people := func() int {
			s, err := data.Open(ctx, address)
			if err != nil {
				t.Fatal(err)
			}
			size, err := s.Size(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return size.People
		}
		r, err := data.Restore(ctx, b.File, address, kept, time.Now)
		if err != nil || r.Kept == "" || people() != 1 {
			t.Fatalf("%+v, %v: %d people", r, err, people())
		}
		if err := data.CheckFile(ctx, r.Kept); err != nil {
			t.Error(err)
		}
		if r, err = data.Restore(ctx, r.Kept, address, kept, time.Now); err != nil || people() != 2 {
			t.Fatalf("taken back: %+v, %v: %d people", r, err, people())
		}
	})
}

// A shared office is left alone as long as another desk has it open.
func TestRestoreOfASharedOfficeInUse(t *testing.T) {
	if storetest.Quick() {
		return
	}
	ctx, address, kept := context.Background(), storetest.Postgres(t), t.TempDir()
	other, b := backedUp(t, address)
	later := data.Person{Surname: "Later"}
	add(t, other, &later)
	_, err := data.Restore(ctx, b.File, address, kept, time.Now)
	if text, _ := data.UserText(err); !strings.Contains(text, "nog open op een ander bureau") || !strings.Contains(text, "niets gewijzigd") {
		t.Fatalf("answer: %v", err)
	}
	read(t, other, func(tx *data.Tx) error {
		_, err := tx.Person(later.ID)
		return err
	})
	if left, err := os.ReadDir(kept); err != nil || len(left) != 0 {
		t.Errorf("left: %v %v", left, err)
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := data.Restore(ctx, b.File, address, kept, time.Now); err != nil {
		t.Error(err)
	}
}

func TestBackupIsOnlyLookedAt(t *testing.T) {
	ctx := context.Background()
	s, b := backedUp(t, storetest.SQLite(t))
	before := bytesOf(t, b.File)
	looked, err := data.OpenBackup(ctx, b.File)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := looked.Close(); err != nil {
			t.Error(err)
		}
	})
	size, err := looked.Size(ctx)
	if own, err2 := s.Size(ctx); err != nil || err2 != nil || size != own || size.People != 1 || size.Last.ID == 0 {
		t.Errorf("%+v, %+v, %v, %v", size, own, err, err2)
	}
	err = looked.Write(ctx, data.Change{}, func(tx *data.Tx) error { return tx.SavePerson(&data.Person{Surname: "Nieuw"}) })
	if text, ok := data.UserText(err); !ok || !strings.Contains(text, "om in te kijken") {
		t.Errorf("writing: %v", err)
	}
	if !bytes.Equal([]byte(before), []byte(bytesOf(t, b.File))) {
		t.Error("the backup changed")
	}
}

// A copy of an office's own file asks for a log beside it, which a stick that cannot be written refuses.
func TestBackupIsLookedAtWithoutWritingBesideIt(t *testing.T) {
	ctx, address := context.Background(), storetest.SQLite(t)
	closedOffice(t, address)
	copied := filepath.Join(t.TempDir(), "kantoor.db")
	if err := os.WriteFile(copied, []byte(bytesOf(t, address)), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := data.OpenBackup(ctx, copied)
	if err != nil {
		t.Fatal(err)
	}
	if size, err := s.Size(ctx); err != nil || size.People != 2 {
		t.Errorf("%+v, %v", size, err)
	}
	if beside, err := os.ReadDir(filepath.Dir(copied)); err != nil || len(beside) != 1 {
		t.Errorf("beside it: %v, %v", beside, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// A disk that does not answer in time says nothing of what stands on it.
func TestBackupThatCannotBeReadIsNotCalledDamaged(t *testing.T) {
	address := storetest.SQLite(t)
	b := closedOffice(t, address)
	ctx, cancel := context.WithTimeout(context.Background(), -time.Second)
	defer cancel()
	err := data.CheckFile(ctx, b.File)
	if text, ok := data.UserText(err); !ok || !strings.Contains(text, "kan niet worden gelezen") {
		t.Errorf("answer: %v", err)
	}
}
