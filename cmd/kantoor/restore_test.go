package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/data"
)

// people is how many are in an office that was opened.
func people(t *testing.T, op *opening) int {
	t.Helper()
	if op.err != nil {
		t.Fatal(op.err)
	}
	size, err := op.office.Store.Size(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return size.People
}

func add(t *testing.T, op *opening) error {
	t.Helper()
	return op.office.Store.Write(t.Context(), data.Change{}, func(tx *data.Tx) error { return tx.SavePerson(&data.Person{Surname: "Kuiper"}) })
}

// opened is an office with somebody in it, a backup, and somebody who came later.
func opened(t *testing.T, o options) (*opening, string) {
	t.Helper()
	op := openOffice(t.Context(), o)
	<-op.ready
	if op.err != nil {
		t.Fatal(op.err)
	}
	if err := add(t, op); err != nil {
		t.Fatal(err)
	}
	b, err := op.office.Backup(t.Context(), filepath.Join(filepath.Dir(o.address), "stick"))
	if err != nil {
		t.Fatal(err)
	}
	if err := add(t, op); err != nil {
		t.Fatal(err)
	}
	return op, b.File
}

func again(life context.Context, o options) func() *opening {
	return func() *opening { return openOffice(life, o) }
}

func TestOfficeIsRestoredAndTakenBack(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	op, file := opened(t, o)
	b := restoreOffice(t.Context(), op, file, o.address, again(t.Context(), o))
	if b.err != nil || people(t, b.op) != 1 || b.restored.Kept == "" {
		t.Fatalf("%+v, %v", b.restored, b.err)
	}
	b = restoreOffice(t.Context(), b.op, b.restored.Kept, o.address, again(t.Context(), o))
	if b.err != nil || people(t, b.op) != 2 {
		t.Fatalf("taken back: %+v, %v", b.restored, b.err)
	}
	if err := b.op.close(time.Minute); err != nil {
		t.Error(err)
	}
}

// Whatever goes wrong, the office is open again with all that was in it.
func TestOfficeOpensAgainWhenItIsNotRestored(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	op, file := opened(t, o)
	if err := os.Truncate(file, 5000); err != nil {
		t.Fatal(err)
	}
	b := restoreOffice(t.Context(), op, file, o.address, again(t.Context(), o))
	if text := ui.UserText(b.err); !strings.Contains(text, "beschadigd") || people(t, b.op) != 2 {
		t.Fatalf("damaged: %v", b.err)
	}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	if b = restoreOffice(stopped, b.op, file, o.address, again(t.Context(), o)); b.err == nil || people(t, b.op) != 2 {
		t.Fatalf("broken off: %v", b.err)
	}
	if err := b.op.close(time.Minute); err != nil {
		t.Error(err)
	}
}

// An office that is too damaged to open is what a backup is for.
func TestOfficeThatDoesNotOpenIsRestored(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	op, file := opened(t, o)
	if err := op.close(time.Minute); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(o.address, 5000); err != nil {
		t.Fatal(err)
	}
	op = openOffice(t.Context(), o)
	if <-op.ready; op.err == nil {
		t.Fatal("it opens")
	}
	b := restoreOffice(t.Context(), op, file, o.address, again(t.Context(), o))
	if b.err != nil || people(t, b.op) != 1 {
		t.Fatalf("%+v, %v", b.restored, b.err)
	}
	if err := b.op.close(time.Minute); err != nil {
		t.Error(err)
	}
}

func TestBackupIsOpenedToLookInOnly(t *testing.T) {
	o := options{address: home(t), who: "Annelies"}
	own, file := opened(t, o)
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	o.look = file
	op := openOffice(t.Context(), o)
	<-op.ready
	if people(t, op) != 1 {
		t.Error("it is not the backup that opened")
	}
	if err := add(t, op); err == nil || !strings.Contains(ui.UserText(err), "om in te kijken") {
		t.Errorf("writing in it: %v", err)
	}
	address, _ := op.office.Where()
	if err := op.close(time.Minute); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(address); !os.IsNotExist(err) {
		t.Errorf("a copy is left: %v", err)
	}
	if after, err := os.ReadFile(file); err != nil || string(after) != string(before) {
		t.Error("the backup changed")
	}
	if people(t, own) != 2 {
		t.Error("the own office changed")
	}
	if err := own.close(time.Minute); err != nil {
		t.Error(err)
	}
}
