package app

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestOneOfficeHasOneDeskName(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "kantoor.db")
	before := deskName(file)
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(t.TempDir(), "ander.db")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, same := range []string{file, "kantoor.db", link, dir + "/x/../kantoor.db"} {
		if deskName(same) != before {
			t.Errorf("%s is another desk", same)
		}
	}
	if deskName(filepath.Join(dir, "tweede.db")) == before {
		t.Error("another office has the same desk")
	}
	pg := deskName("postgres://ada:geheim@db.example.nl/kantoor?sslmode=require&password=x")
	if pg != deskName("postgres://ada:anders@db.example.nl/kantoor?sslmode=require") {
		t.Error("a new password makes another desk")
	}
	if pg == deskName("postgres://ada@db.example.nl/tweede?sslmode=require") {
		t.Error("another database has the same desk")
	}
}

func TestDeskFolderIsThePersonsOwn(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"} {
		t.Setenv(name, home)
	}
	dir, err := DeskFolder(filepath.Join(t.TempDir(), "kantoor.db"))
	if err != nil {
		t.Fatal(err)
	}
	inside, err := filepath.Rel(home, dir)
	if err != nil || !filepath.IsLocal(inside) {
		t.Errorf("%s is outside the person's own folder", dir)
	}
	info, err := os.Stat(dir)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("others may look in it: %v", info.Mode())
	}
}
