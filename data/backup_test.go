package data_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// Desks that share an office, or two offices, may keep their copies in one folder and begin in the same second.
func TestBackupsOfOneSecondAreEachWhole(t *testing.T) {
	ctx := context.Background()
	storetest.Each(t, func(t *testing.T, address string) {
		now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
		dir := t.TempDir()
		const many = 4
		made, failed := make(chan data.Backup, many), make(chan error, many)
		for range many {
			s, err := data.Open(ctx, address, data.WithClock(func() time.Time { return now }))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Error(err)
				}
			})
			go func() {
				b, err := s.Backup(ctx, dir)
				made <- b
				failed <- err
			}()
		}
		files := map[string]bool{}
		for range many {
			b := <-made
			if err := <-failed; err != nil {
				t.Error(err)
				continue
			}
			files[b.File] = true
			if err := data.CheckFile(ctx, b.File); err != nil {
				t.Error(err)
			}
		}
		there, err := os.ReadDir(dir)
		if err != nil || len(files) != many || len(there) != many {
			t.Errorf("%d files for %d backups: %v, %v", len(files), many, there, err)
		}
	})
}

// A backup that was broken off by a power cut is not in the way of the next, which does not touch it.
func TestBackupBesideAHalfOne(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	s, err := data.Open(ctx, storetest.SQLite(t), data.WithClock(func() time.Time { return now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	dir := t.TempDir()
	half := filepath.Join(dir, "kantoor-2026-03-03-100000.db.part")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(ctx, dir); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(half); err != nil || string(b) != "half" {
		t.Errorf("the half one: %q, %v", b, err)
	}
}

// Others on the machine cannot read the office from its backup, also not while that is written.
func TestBackupIsNobodyElses(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // who may read a file there is inherited from its folder
	}
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		add(t, s, &data.Person{Surname: "Kuiper", Notes: strings.Repeat("lang verhaal ", 1_000_000)})
		dir, ended := t.TempDir(), make(chan error)
		go func() {
			_, err := s.Backup(context.Background(), dir)
			ended <- err
		}()
		open := map[string]fs.FileMode{}
		look := func() {
			found, err := filepath.Glob(filepath.Join(dir, "*"))
			if err != nil {
				t.Error(err)
			}
			for _, f := range found {
				if info, err := os.Stat(f); err == nil && info.Mode().Perm()&0o077 != 0 {
					open[filepath.Base(f)] = info.Mode()
				}
			}
		}
		for {
			look()
			select {
			case err := <-ended:
				if err != nil {
					t.Fatal(err)
				}
				if look(); len(open) > 0 {
					t.Errorf("others can read %v", open)
				}
				return
			default:
				runtime.Gosched()
			}
		}
	})
}
