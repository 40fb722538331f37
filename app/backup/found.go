package backup

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Kind says where a backup comes from.
type Kind int

// The kinds.
const (
	ByHand        Kind = iota // made when somebody asked, or in whatever other way
	Daily                     // made and checked by this office's own keeping
	BeforeRestore             // what stood here before a backup was put back
	BeforeUpgrade             // made before a newer version of the program changed the schema
)

// Found is a backup that can be put back.
type Found struct {
	File  string
	Kind  Kind
	Made  time.Time
	Bytes int64
	data.Size
	// Problem says in Dutch why it cannot be put back; "" when it opens.
	Problem string
}

// keptName are the names that package data gives to what it keeps before it replaces or upgrades an office.
var keptName = regexp.MustCompile(`^(voor-terugzetten|voor-bijwerken-van-[0-9]+|beschadigd)-([0-9]{4}-?[0-9]{2}-?[0-9]{2}-[0-9]{6})(-[0-9]{1,4})?\.db$`)

// kindOf reads what a file in a folder of backups is from its name; false when it is none.
func kindOf(name string) (Kind, time.Time, bool) {
	if made, ok := madeAt(name); ok {
		return ByHand, made, true
	}
	m := keptName.FindStringSubmatch(name)
	if m == nil {
		return 0, time.Time{}, false
	}
	kind, form := BeforeRestore, copyStamp
	if m[1] != "voor-terugzetten" && m[1] != "beschadigd" {
		kind, form = BeforeUpgrade, "20060102-150405"
	}
	made, err := time.ParseInLocation(form, m[2], data.Amsterdam())
	return kind, made, err == nil
}

// List gives the backups in the chosen place and those that the program kept before it replaced something, the newest
// first. Each was opened, not looked over as a whole: Plan does that. A place that does not answer gives none.
func (k *Keeper) List(ctx context.Context) ([]Found, error) {
	w, err := k.where(ctx)
	if err != nil {
		return nil, err
	}
	var all []Found
	for _, place := range []string{w.place, k.Kept} {
		if place == "" {
			continue
		}
		var here []Found
		// A folder that hangs or is gone is told by State.
		_ = k.within(ctx, place, func() (err error) {
			here, err = filesIn(where{place, w.office})
			return err
		})
		all = append(all, here...)
	}
	slices.SortStableFunc(all, func(a, b Found) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.File, a.File)) })
	for i := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		all[i].open(ctx)
	}
	return all, ctx.Err()
}

// filesIn lists the backups in a folder by their names.
func filesIn(w where) ([]Found, error) {
	files, err := os.ReadDir(w.place)
	if err != nil {
		return nil, err
	}
	l, err := readLedger(w.place, w.office)
	if err != nil {
		return nil, err
	}
	daily := map[string]bool{}
	for _, c := range l.lines {
		daily[c.Name] = true
	}
	var out []Found
	for _, f := range files {
		kind, made, ok := kindOf(f.Name())
		info, err := f.Info()
		if !ok || err != nil || !info.Mode().IsRegular() {
			continue
		}
		if daily[f.Name()] {
			kind = Daily
		}
		out = append(out, Found{File: filepath.Join(w.place, f.Name()), Kind: kind, Made: made, Bytes: info.Size()})
	}
	return out, nil
}

// open reads what is in a backup.
func (f *Found) open(ctx context.Context) {
	s, err := data.OpenBackup(ctx, f.File)
	if err == nil {
		f.Size, err = s.Size(ctx)
		err = errors.Join(err, s.Close())
	}
	f.Problem = problemOf(err)
}

func problemOf(err error) string {
	if err == nil {
		return ""
	}
	if text, ok := data.UserText(err); ok {
		return text
	}
	return words.T(damagedText)
}

var damagedText = words.Later("Deze back-up is beschadigd. Er is niets gewijzigd; kies een andere back-up.")

// Plan is what putting a backup back would do.
type Plan struct {
	Found
	// Name is the office's in the backup.
	Name string
	// Empty says that nobody has filled in anything in this office yet.
	Empty bool
	data.Difference
	// Kept is the folder where what stands now is kept first.
	Kept string
}

// Plan looks a backup over as a whole, compares its bytes with those that were written where that is known, and says
// what putting it back would change. A file that cannot be put back is an error with the reason.
func (k *Keeper) Plan(ctx context.Context, file string) (p Plan, err error) {
	p = Plan{Found: Found{File: file}, Kept: k.Kept}
	if address := k.store.Address(); !k.store.Shared() && sameFile(file, address) {
		return p, data.Refuse("Dit is het kantoor zelf, geen back-up ervan. Er is niets gewijzigd; kies een ander bestand.")
	}
	if err := data.CheckFile(ctx, file); err != nil {
		return p, err
	}
	if err := asWritten(file); err != nil {
		return p, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return p, data.Explain(damagedText, err)
	}
	p.Bytes, p.Made = info.Size(), info.ModTime()
	if kind, made, ok := kindOf(filepath.Base(file)); ok {
		p.Kind, p.Made = kind, made
	}
	s, err := data.OpenBackup(ctx, file)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if p.Size, err = s.Size(ctx); err != nil {
		return p, data.Explain(damagedText, err)
	}
	if p.Name, err = nameOf(ctx, s); err != nil {
		return p, data.Explain(damagedText, err)
	}
	err = k.store.Read(ctx, func(tx *data.Tx) error {
		state, err := setup.Of(tx, false)
		p.Empty = state.Fresh
		return err
	})
	if err != nil {
		return p, err
	}
	p.Difference, err = data.Compare(ctx, k.store, s)
	return p, err
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

func nameOf(ctx context.Context, s *data.Store) (name string, err error) {
	err = s.Read(ctx, func(tx *data.Tx) error {
		seller, err := sales.SellerOf(tx)
		name = seller.Name
		return err
	})
	return name, err
}

// asWritten compares a backup with the sum that was noted beside it when it was written, in any office's ledger; one
// that is in none is not compared.
func asWritten(file string) error {
	dir := filepath.Dir(file)
	beside, err := os.ReadDir(dir)
	if err != nil {
		return data.Explain(damagedText, err)
	}
	for _, f := range beside {
		office := ledgerName.FindStringSubmatch(f.Name())
		if office == nil {
			continue
		}
		l, err := readLedger(dir, office[1])
		if err != nil {
			return data.Explain(damagedText, err)
		}
		for _, c := range l.lines {
			if c.Name != filepath.Base(file) {
				continue
			}
			sum, err := sumOf(file)
			if err != nil || sum != c.sum {
				return data.Explain(damagedText, errors.Join(err, errors.New("other bytes than were written")))
			}
			return nil
		}
	}
	return nil
}

var ledgerName = regexp.MustCompile(`^kantoor-([0-9a-f]+)\.sha256$`)
