package backup

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// list gives the backups there are.
func (d *desk) list() []Found {
	d.t.Helper()
	all, err := d.List(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func (d *desk) work() {
	d.t.Helper()
	err := d.store.Write(context.Background(), data.Change{Who: "Bram", Title: "Professional gewijzigd"}, func(tx *data.Tx) error {
		return tx.SavePerson(&data.Person{Surname: "Kuiper"})
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

func TestBackupsThereAre(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.Kept = t.TempDir()
		dir := t.TempDir()
		if all := d.list(); len(all) != 0 {
			t.Errorf("without a place: %+v", all)
		}
		d.place(dir)
		d.work()
		d.run()
		d.now = d.now.Add(time.Hour)
		d.work()
		byHand, err := d.store.Backup(context.Background(), dir)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{
			"voor-bijwerken-van-1-20260301-090000.db": "SQLite format 3\x00 and no more", "beschadigd-2026-03-01-090000.db": "", "brief.db": "Beste", "voor-terugzetten-eens.db": "",
		} {
			if err := os.WriteFile(filepath.Join(d.Kept, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		kept := filepath.Join(d.Kept, "voor-terugzetten-2026-03-02-170000.db")
		if err := os.Rename(byHand.File, kept); err != nil {
			t.Fatal(err)
		}
		if byHand, err = d.store.Backup(context.Background(), dir); err != nil {
			t.Fatal(err)
		}
		all := d.list()
		if len(all) != 4 {
			t.Fatalf("%+v", all)
		}
		for i, want := range []struct {
			kind   Kind
			made   string
			people int
			broken bool
		}{
			{ByHand, "2026-03-03 10:00", 2, false},
			{Daily, "2026-03-03 09:00", 1, false},
			{BeforeRestore, "2026-03-02 17:00", 2, false},
			{BeforeUpgrade, "2026-03-01 09:00", 0, true},
		} {
			f := all[i]
			if f.Kind != want.kind || !f.Made.Equal(at(t, want.made)) || f.People != want.people || (f.Problem != "") != want.broken || f.Bytes == 0 {
				t.Errorf("%d: %+v", i, f)
			}
		}
		if last := all[0].Last; last.Who != "Bram" || last.Title != "Professional gewijzigd" {
			t.Errorf("last work: %+v", last)
		}
	})
}

func TestPlanOfABackup(t *testing.T) {
	ctx := context.Background()
	storetest.Each(t, func(t *testing.T, address string) {
		d := newDesk(t, address)
		d.place(t.TempDir())
		d.work()
		made := d.run()
		p, err := d.Plan(ctx, made.File)
		if err != nil || !p.Kin || p.Empty || p.Since.Changes != 0 || p.People != 1 || !p.Made.Equal(d.now) || p.Bytes != made.Bytes {
			t.Errorf("%+v, %v", p, err)
		}
		d.work()
		if p, err = d.Plan(ctx, made.File); err != nil || p.Since.Changes != 1 || p.Since.By[0].Who != "Bram" {
			t.Errorf("%+v, %v", p, err)
		}
		fresh := newDesk(t, storetest.SQLite(t))
		if p, err = fresh.Plan(ctx, made.File); err != nil || !p.Empty || p.Kin {
			t.Errorf("in a new office: %+v, %v", p, err)
		}
	})
}

// One byte of what somebody typed differs: SQLite cannot tell, the sum in the ledger does.
func TestBackupThatChangedSince(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	d.place(t.TempDir())
	d.work()
	made := d.run()
	b, err := os.ReadFile(made.File)
	if err != nil {
		t.Fatal(err)
	}
	i := strings.Index(string(b), "Kuiper")
	b[i] ^= 1
	if err := os.WriteFile(made.File, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := data.CheckFile(context.Background(), made.File); err != nil {
		t.Fatalf("SQLite can tell: %v", err)
	}
	_, err = d.Plan(context.Background(), made.File)
	if text, _ := data.UserText(err); !strings.Contains(text, "beschadigd") {
		t.Errorf("answer: %v", err)
	}
}

func TestOfficeItselfIsNoBackup(t *testing.T) {
	address := storetest.SQLite(t)
	d := newDesk(t, address)
	if _, err := d.Plan(context.Background(), address); err == nil || !strings.Contains(err.Error(), "het kantoor zelf") {
		t.Errorf("answer: %v", err)
	}
}

// Whoever chose the folder that the program keeps its own in sees each backup once.
func TestBackupsOfOneFolderAreListedOnce(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir := t.TempDir()
	d.Kept = dir + string(filepath.Separator)
	d.place(dir)
	d.work()
	made := d.run()
	if all := d.list(); len(all) != 1 || all[0].File != made.File {
		t.Errorf("%+v", all)
	}
}

// Who rescues an office sees what there is, whatever one of the folders does.
func TestRescueGoesOnBehindAFolderThatCannotBeRead(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir := t.TempDir()
	d.place(dir)
	d.work()
	made := d.run()
	file := filepath.Join(t.TempDir(), "geen map")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := Rescue{Folders: []string{file, dir, dir}}.List(context.Background())
	if err != nil || len(all) != 1 || all[0].File != made.File {
		t.Errorf("%+v, %v", all, err)
	}
	if _, err := (Rescue{Folders: []string{file}}).List(context.Background()); err == nil {
		t.Error("nothing could be read, and nothing is said of it")
	}
}

// A drive that stops answering when its files are opened keeps nobody waiting for each of them.
func TestBackupsOfAFolderThatStopsAnswering(t *testing.T) {
	d := newDesk(t, storetest.SQLite(t))
	dir, other := t.TempDir(), t.TempDir()
	d.place(dir)
	d.work()
	made := d.run()
	free := make(chan struct{})
	hangs, gone := make(chan struct{}), make(chan error, 1)
	var f folders
	go func() {
		gone <- f.within(context.Background(), other, func() error { close(hangs); <-free; return nil })
	}()
	<-hangs
	ctx := context.Background()
	began := time.Now()
	all, err := f.opened(ctx, []Found{{File: made.File}, {File: filepath.Join(other, "a.db")}, {File: filepath.Join(other, "b.db")}})
	took := time.Since(began)
	close(free)
	<-gone
	if err != nil || len(all) != 3 || took > 2*lookTime {
		t.Fatalf("%+v, %v in %v", all, err, took)
	}
	for _, found := range all {
		if hung := filepath.Dir(found.File) == other; hung != strings.Contains(found.Problem, "geeft geen antwoord") || !hung && found.People != 1 {
			t.Errorf("%+v", found)
		}
	}
}
