package screen

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// restorer is a desk with a place for backups.
type restorer struct {
	*trader
	shops *shops
}

func newRestorer(t *testing.T) *restorer {
	t.Helper()
	r := &restorer{trader: newTrader(t), shops: &shops{}}
	if _, err := r.office.Backups.SetPlace(context.Background(), t.TempDir()); err != nil {
		t.Fatal(err)
	}
	outside := Outside{Offices: r.shops}
	r.Desk = uitest.New(t, nil, r.trader, Settings(JobsOf(r.office), r.office.Store.Now, outside))
	r.Resize(1440, 4000)
	return r
}

// backedUp makes a backup, and changes something afterwards.
func (r *restorer) backedUp(t *testing.T) string {
	t.Helper()
	made, err := r.office.Backups.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	err = r.office.Store.Write(context.Background(), data.Change{Who: "Bram", Title: "Professional gewijzigd"}, func(tx *data.Tx) error {
		return tx.SavePerson(&data.Person{Surname: "Later"})
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Go(ui.Route{Screen: ui.ScreenSettings, Key: partBackups})
	r.Run("reload")
	return made.File
}

func TestBackupIsRestoredInTwoSteps(t *testing.T) {
	r := newRestorer(t)
	file := r.backedUp(t)
	r.MustSee("vandaag om 10:00", "gecontroleerd", "professionals")
	r.Reset()
	r.Click("Terugzetten …")
	r.MustSee("Wat er verdwijnt", "1 wijziging · Bram 1", "Professional gewijzigd", "eerst zelf als back-up bewaard")
	if len(r.shops.asked) != 0 {
		t.Fatal("it was done without asking")
	}
	r.Click("Terugzetten")
	r.Pass(1)
	if !slices.Equal(r.shops.asked, []string{"restore", file, "vandaag om 10:00"}) || r.Steps != 2 {
		t.Errorf("%q in %d steps", r.shops.asked, r.Steps)
	}
}

// A form that somebody has open is no change of the office, and goes with it all the same.
func TestFormsThatWereNotSavedAreToldBeforeRestoring(t *testing.T) {
	r := newRestorer(t)
	made, err := r.office.Backups.Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	err = r.office.Store.Write(context.Background(), data.Change{}, func(tx *data.Tx) error {
		return tx.KeepDraft(data.Draft{Who: "Bram", Form: "order", Key: "7", Texts: []data.DraftText{{Field: "Plaats", Text: "Kampen"}}})
	})
	if err != nil {
		t.Fatal(err)
	}
	r.Drop([]string{made.File})
	r.MustSee("1 formulier ingevuld en nog niet opgeslagen")
	if r.Sees("Terugzetten verandert dus niets") || r.Sees("Er verdwijnt niets") {
		t.Error("it says that nothing goes")
	}
}

// Enter does not restore: it has to be pressed on the button.
func TestRestoringIsNotDoneByAccident(t *testing.T) {
	r := newRestorer(t)
	r.backedUp(t)
	r.Click("Terugzetten …")
	r.Press("Return")
	r.Pass(1)
	if len(r.shops.asked) != 0 {
		t.Errorf("asked for %q", r.shops.asked)
	}
}

func TestBackupIsLookedAt(t *testing.T) {
	r := newRestorer(t)
	file := r.backedUp(t)
	r.Click("Bekijken")
	if !slices.Equal(r.shops.asked, []string{"look", file, "vandaag om 10:00"}) {
		t.Errorf("asked for %q", r.shops.asked)
	}
}

func TestDroppedBackupIsRestoredFromEveryScreen(t *testing.T) {
	r := newRestorer(t)
	file := r.backedUp(t)
	r.Drop([]string{file})
	r.MustSee("Deze back-up terugzetten?")
	r.Press("Escape")
	r.Drop([]string{file, file})
	r.MustSee("Zet hier één back-up neer.")
	letter := filepath.Join(t.TempDir(), "brief.db")
	if err := os.WriteFile(letter, []byte("Beste mevrouw"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.Drop([]string{letter})
	r.MustSee("geen back-up van KIES Kantoor")
	// A byte of a name differs: the file opens, and its sum tells.
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(b), "Deventer")
	if at < 0 {
		t.Fatal("the backup does not hold the office's town")
	}
	b[at] ^= 1
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	r.Drop([]string{file})
	r.MustSee("Deze back-up is beschadigd")
	if len(r.shops.asked) != 0 {
		t.Errorf("asked for %q", r.shops.asked)
	}
}

func TestBackupThatCannotBeUsedSaysWhy(t *testing.T) {
	r := newRestorer(t)
	file := r.backedUp(t)
	if err := os.Truncate(file, 5000); err != nil {
		t.Fatal(err)
	}
	r.Run("reload")
	r.MustSee("niet te gebruiken", "beschadigd")
	if r.Sees("Terugzetten …") {
		t.Error("it can be restored all the same")
	}
}

func TestRestoringWaitsForTheOwnOffice(t *testing.T) {
	r := newRestorer(t)
	file := r.backedUp(t)
	r.shops.away = true
	r.Run("reload")
	r.MustSee("Ga eerst terug naar je eigen kantoor")
	r.Drop([]string{file})
	if r.Sees("Deze back-up terugzetten?") {
		t.Error("it is asked for in the example")
	}
}

func TestWhatCameOfRestoringIsTold(t *testing.T) {
	r := newRestorer(t)
	kept := r.backedUp(t)
	tell := func(restored data.Restored, err error) {
		Restored(r.Shell, r.office.Backups, r.shops, r.office.Store.Now, "di 3 mrt 2026 om 09:00", restored, err)
	}
	tell(data.Restored{}, data.Refuse("De schijf is vol."))
	r.MustSee("De schijf is vol.")
	tell(data.Restored{}, context.Canceled)
	r.MustSee("Het terugzetten is afgebroken. Er is niets gewijzigd.")
	tell(data.Restored{Kept: kept}, nil)
	r.MustSee("De back-up van di 3 mrt 2026 om 09:00 staat terug.", "Wat er stond, is bewaard.")
	r.Click("Terugdraaien …")
	r.MustSee("Deze back-up terugzetten?")
	r.Press("Escape")
	tell(data.Restored{Kept: kept, Warning: data.Refuse("De schijf meldde een fout.")}, nil)
	r.MustSee("De schijf meldde een fout.", "Wat er stond, is bewaard.", "Terugdraaien …")
}

func TestNewComputerBeginsWithABackup(t *testing.T) {
	r := newRestorer(t)
	n := newNewcomer(t)
	n.file = r.backedUp(t)
	n.Click("Ik heb een back-up …")
	n.MustSee("Dit kantoor is nog leeg", "wachtwoorden van mailboxen")
	n.Click("Terugzetten")
	n.Pass(1)
	if len(n.shops.asked) != 3 || n.shops.asked[0] != "restore" || n.shops.asked[1] != n.file {
		t.Errorf("asked for %q", n.shops.asked)
	}
}
