// Package backup has a copy made of the whole office every day, at the place that the office chose, and takes away the
// old ones: the newest of seven days, five weeks and twenty-four months stays. It lists the copies there are, and says
// what putting one back would change. What a copy is, writing, checking and putting it back are left to package data;
// when this is done, and showing how it stands, to the window.
package backup

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The settings: where the copies go, and the word in the name of the ledger that tells this office's copies from
// another's in the same folder. Where desks share an office, each has a place of its own.
const (
	placeSetting  = "backup.place"
	officeSetting = "backup.office"
)

// Keeper makes the copies.
type Keeper struct {
	store *data.Store
	who   func() string
	// Kept is the folder with what the program kept before it replaced or upgraded something; "" when there is none.
	Kept string

	mu      sync.Mutex
	busy    bool
	problem string // why the last one was not made, in Dutch

	folders
}

// New makes the job.
func New(store *data.Store, who func() string) *Keeper {
	return &Keeper{store: store, who: who}
}

// State is how the copies stand.
type State struct {
	Place   string    // folder; "" when none was chosen
	Last    time.Time // when the newest was made; zero: there is none
	Many    int
	Problem string // why there is none of late, in Dutch; "" when nothing is wrong
}

// placeName is the setting of this desk's place.
func (k *Keeper) placeName() string {
	if !k.store.Shared() {
		return placeSetting
	}
	host, err := os.Hostname()
	if err != nil {
		host = "onbekend"
	}
	return placeSetting + "." + strings.ToLower(host)
}

type where struct{ place, office string }

func (k *Keeper) where(ctx context.Context) (where, error) {
	var w where
	err := k.store.Read(ctx, func(tx *data.Tx) error {
		for name, into := range map[string]*string{k.placeName(): &w.place, officeSetting: &w.office} {
			v, err := tx.Setting(name, tx.Today())
			if err != nil && !errors.Is(err, data.ErrNotFound) {
				return err
			}
			*into = v
		}
		return nil
	})
	if w.office == "" || strings.ContainsAny(w.office, `/\.`) {
		w.place = "" // without the office's word its copies cannot be told from others
	}
	return w, err
}

// HasPlace says whether a place was chosen, without looking whether it is there.
func (k *Keeper) HasPlace(ctx context.Context) (bool, error) {
	w, err := k.where(ctx)
	return w.place != "", err
}

// Suggestion is a folder to begin with: among the documents of whoever is signed in. Another disk is better.
func (k *Keeper) Suggestion() string { return Suggestion() }

// Suggestion is the folder that an office begins with.
func Suggestion() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	for _, name := range []string{"Documenten", "Documents"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			home = filepath.Join(home, name)
			break
		}
	}
	return filepath.Join(home, "KIES Kantoor back-ups")
}

// SetPlace chooses the folder for the copies, which is made when it is not there yet; "" stops them. What is in the old
// folder stays there. It gives the change for undoing it.
func (k *Keeper) SetPlace(ctx context.Context, dir string) (int64, error) {
	dir = strings.TrimSpace(dir)
	if dir != "" {
		dir = filepath.Clean(dir)
		if err := k.within(ctx, dir, func() error { return tryPlace(dir) }); err != nil {
			return 0, err
		}
	}
	change, err := k.store.Do(ctx, data.Change{Who: k.who(), Title: "Plaats van de back-up gewijzigd"}, func(tx *data.Tx) error {
		_, err := tx.Setting(officeSetting, tx.Today())
		if errors.Is(err, data.ErrNotFound) {
			word := make([]byte, 4)
			if _, err := rand.Read(word); err != nil {
				return fmt.Errorf("name of the office's copies: %w", err)
			}
			err = tx.SaveSetting(officeSetting, "", hex.EncodeToString(word))
			if err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
		return tx.SaveSetting(k.placeName(), "", dir)
	})
	if err == nil {
		k.tell("")
	}
	return change, err
}

// tryPlace looks whether a file can be written in a folder.
func tryPlace(dir string) error {
	if !filepath.IsAbs(dir) {
		return data.Refuse("Kies de map voor de back-up met de knop, of vul het hele pad in. Er is niets gewijzigd.")
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return data.Refuse("Dit is een bestand. Kies een map voor de back-up. Er is niets gewijzigd.")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return data.Explain("Deze map kan niet worden gemaakt. Kies een andere voor de back-up. Er is niets gewijzigd.", err)
	}
	f, err := os.CreateTemp(dir, "kantoor-proef-*")
	if err != nil {
		return data.Explain("In deze map mag niet worden geschreven. Kies een andere voor de back-up. Er is niets gewijzigd.", err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return data.Explain("In deze map mag niet worden geschreven. Kies een andere voor de back-up. Er is niets gewijzigd.", err)
	}
	return nil
}

// unreachable says that the folder does not answer.
var unreachable = words.Later("De map voor de back-up is er niet. Sluit de schijf of de stick aan, of kies bij Instellingen een andere map.")

// State says how the copies stand. A place that does not answer is a Problem, not an error.
func (k *Keeper) State(ctx context.Context) (State, error) {
	w, err := k.where(ctx)
	s := State{Place: w.place, Problem: k.told()}
	if err != nil || w.place == "" {
		s.Problem = ""
		return s, err
	}
	found, err := k.look(ctx, w)
	if err != nil {
		if s.Problem == "" {
			s.Problem = words.T(unreachable)
		}
		return s, ctx.Err()
	}
	s.Many = len(found)
	for _, c := range found {
		if c.Made.After(s.Last) && !c.Made.After(k.store.Now()) {
			s.Last = c.Made
		}
	}
	return s, nil
}

// look lists the copies at a place that is there.
func (k *Keeper) look(ctx context.Context, w where) ([]Copy, error) {
	var found []Copy
	err := k.within(ctx, w.place, func() error {
		if info, err := os.Stat(w.place); err != nil || !info.IsDir() {
			return errors.Join(err, errors.New("no folder for the copies"))
		}
		l, err := readLedger(w.place, w.office)
		if err == nil {
			found = l.present()
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Due says whether a copy has to be made now. None is where no place was chosen.
func (k *Keeper) Due(ctx context.Context) (bool, error) {
	w, err := k.where(ctx)
	if err != nil || w.place == "" {
		return false, err
	}
	found, err := k.look(ctx, w)
	// A place that does not answer is tried all the same, so that it is told why.
	return err != nil || Due(k.store.Now(), found), ctx.Err()
}

// Made is a copy that was made, and how many old ones went.
type Made struct {
	data.Backup
	Removed int
}

// Run makes a copy at the chosen place, checked by opening it, and takes the old ones away. Where that fails, what was
// there stays as it was.
func (k *Keeper) Run(ctx context.Context) (Made, error) {
	if !k.begin() {
		return Made{}, data.Refuse("Er wordt al een back-up gemaakt. Wacht tot die klaar is.")
	}
	defer k.end()
	made, err := k.run(ctx)
	switch text, known := data.UserText(err); {
	case err == nil:
		k.tell("")
	case errors.Is(err, context.Canceled):
	case known:
		k.tell(text)
	default:
		k.tell(words.T("De back-up is niet gelukt. Probeer het nog eens bij Instellingen."))
	}
	return made, err
}

func (k *Keeper) run(ctx context.Context) (Made, error) {
	var made Made
	w, err := k.where(ctx)
	if err != nil {
		return made, err
	}
	if w.place == "" {
		return made, data.Refuse("Er is nog geen map voor de back-up gekozen. Kies er een bij Instellingen.")
	}
	// The folder has to be there: making it would put the copies beside a stick that was taken out.
	if _, err := k.look(ctx, w); err != nil {
		return made, data.Explain(unreachable, err)
	}
	if made.Backup, err = k.store.Backup(ctx, w.place); err != nil {
		return made, err
	}
	l, err := readLedger(w.place, w.office)
	if err == nil {
		made.Removed, err = l.take(made.Backup, k.store.Now())
	}
	return made, data.Explain("De back-up is gemaakt, maar de oude back-ups in de map zijn niet opgeruimd.", err)
}

// take notes a new copy and takes the old ones away.
func (l *ledger) take(b data.Backup, now time.Time) (removed int, err error) {
	name := filepath.Base(b.File)
	made, ok := madeAt(name)
	if !ok {
		return 0, fmt.Errorf("copy with another name than ours: %s", name)
	}
	l.lines = append(l.lines, line{sum: b.SHA256, Copy: Copy{Name: name, Made: made}})
	// Noted before anything goes, so that a fault afterwards forgets no copy.
	if err := l.save(); err != nil {
		return 0, err
	}
	for _, c := range Old(now, l.present()) {
		if err := l.remove(c); err != nil {
			return removed, errors.Join(err, l.save())
		}
		removed++
	}
	if removed == 0 {
		return 0, nil
	}
	return removed, l.save()
}

func (k *Keeper) begin() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	was := k.busy
	k.busy = true
	return !was
}

func (k *Keeper) end() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy = false
}

func (k *Keeper) tell(problem string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.problem = problem
}

func (k *Keeper) told() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.problem
}
