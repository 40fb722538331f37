package screen

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
)

// An office that does not open leads to its backups, and back again.
func TestBackupOfAnOfficeThatDoesNotOpen(t *testing.T) {
	r := newRestorer(t)
	file := r.backedUp(t)
	folder := t.TempDir()
	here := filepath.Join(folder, filepath.Base(file))
	if err := os.Rename(file, here); err != nil {
		t.Fatal(err)
	}
	back := 0
	job := backup.Rescue{Folders: []string{folder, filepath.Join(folder, "none")}}
	d := uitest.New(t, nil, r.trader, ui.Screen{ID: ui.ScreenToday, New: func(s *ui.Shell) ui.Page {
		return Rescue(s, job, r.shops, r.office.Store.Now, func() { back++ })
	}})
	d.MustSee("Een back-up terugzetten", "vandaag om 10:00")
	d.Click("Terug")
	if back != 1 {
		t.Error("it does not lead back")
	}
	d.Click("Terugzetten …")
	d.MustSee("Het kantoor zelf is beschadigd", "wordt bewaard")
	d.Click("Terugzetten")
	d.Pass(1)
	if !slices.Equal(r.shops.asked, []string{"restore", here, "vandaag om 10:00"}) {
		t.Errorf("asked for %q", r.shops.asked)
	}
}
