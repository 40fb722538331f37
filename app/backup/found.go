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

// keptName are the names that package data gives to the backups that it makes before it replaces or upgrades an office.
// What it keeps of a damaged office is no backup.
var keptName = regexp.MustCompile(`^(voor-terugzetten|voor-bijwerken-van-[0-9]+)-([0-9]{4}-?[0-9]{2}-?[0-9]{2}-[0-9]{6})(-[0-9]{1,4})?\.db$`)

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
	if m[1] != "voor-terugzetten" {
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
	for _, place := range apart(w.place, k.Kept) {
		// A folder that hangs or is gone is told by State.
		if here, err := k.filesIn(ctx, where{place, w.office}); err == nil {
			all = append(all, here...)
		}
	}
	return k.opened(ctx, all)
}

// apart gives folders once each, without those that are not named.
func apart(places ...string) []string {
	var out []string
	for _, p := range places {
		if p == "" {
			continue
		}
		if p = filepath.Clean(p); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// filesIn lists the backups in a folder by their names, when it answers.
func (f *folders) filesIn(ctx context.Context, w where) ([]Found, error) {
	var here []Found
	err := f.within(ctx, w.place, func() (err error) {
		here, err = filesIn(w)
		return err
	})
	if err != nil {
		return nil, err
	}
	return here, nil
}

// opened sorts backups, the newest first, and reads what is in them. Of a folder that stops answering the rest is not
// asked for.
func (f *folders) opened(ctx context.Context, all []Found) ([]Found, error) {
	slices.SortStableFunc(all, func(a, b Found) int { return cmp.Or(b.Made.Compare(a.Made), cmp.Compare(b.File, a.File)) })
	silent := map[string]string{}
	for i := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		place := filepath.Dir(all[i].File)
		if all[i].Problem = silent[place]; all[i].Problem != "" {
			continue
		}
		one := all[i]
		err := f.within(ctx, place, func() error {
			one.open(ctx)
			return nil
		})
		if err != nil {
			silent[place] = problemOf(err)
			all[i].Problem = silent[place]
			continue
		}
		all[i] = one
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
	text, ok := data.UserText(data.ExplainBackup(err))
	if !ok {
		return words.T(unreachable) // broken off: nobody reads it
	}
	return text
}

var damagedText = words.Later("Deze back-up is beschadigd. Er is niets gewijzigd; kies een andere back-up.")

// Plan is what putting a backup back would do.
type Plan struct {
	Found
	// Name is the office's in the backup.
	Name string
	// Empty says that nobody has filled in anything in this office yet.
	Empty bool
	// Broken says that the office itself is damaged, or does not open: what is lost with it is not known.
	Broken bool
	data.Difference
}

// Plan looks a backup over as a whole, compares its bytes with those that were written where that is known, and says
// what putting it back would change. A file that cannot be put back is an error with the reason.
func (k *Keeper) Plan(ctx context.Context, file string) (Plan, error) {
	if address := k.store.Address(); !k.store.Shared() && sameFile(file, address) {
		return Plan{}, data.Refuse("Dit is het kantoor zelf, geen back-up ervan. Er is niets gewijzigd; kies een ander bestand.")
	}
	return plan(ctx, file, func(s *data.Store, p *Plan) error {
		err := k.store.Read(ctx, func(tx *data.Tx) error {
			state, err := setup.Of(tx, false)
			p.Empty = state.Fresh
			return err
		})
		if err == nil {
			p.Difference, err = data.Compare(ctx, k.store, s)
		}
		if data.Damaged(err) {
			p.Broken, err = true, nil
		}
		return err
	})
}

// Rescue is Plan for an office that does not open.
type Rescue struct {
	// Folders are where backups may be.
	Folders []string
}

// List gives the backups in the folders, the newest first. A folder that cannot be read is an error only where the
// others hold none.
func (r Rescue) List(ctx context.Context) ([]Found, error) {
	var all []Found
	var faults error
	var asked folders
	for _, place := range apart(r.Folders...) {
		here, err := asked.filesIn(ctx, where{place: place})
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			faults = errors.Join(faults, err)
		}
		all = append(all, here...)
	}
	if len(all) == 0 && faults != nil {
		return nil, data.ExplainBackup(faults)
	}
	return asked.opened(ctx, all)
}

// Plan looks a backup over as a whole.
func (r Rescue) Plan(ctx context.Context, file string) (Plan, error) {
	return plan(ctx, file, func(_ *data.Store, p *Plan) error {
		p.Broken = true
		return nil
	})
}

func plan(ctx context.Context, file string, compare func(*data.Store, *Plan) error) (p Plan, err error) {
	p.File = file
	if err := data.CheckFile(ctx, file); err != nil {
		return p, err
	}
	if err := asWritten(file); err != nil {
		return p, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return p, data.ExplainBackup(err)
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
		return p, data.ExplainBackup(err)
	}
	err = s.Read(ctx, func(tx *data.Tx) error {
		seller, err := sales.SellerOf(tx)
		p.Name = seller.Name
		return err
	})
	if err != nil {
		return p, data.ExplainBackup(err)
	}
	err = compare(s, &p)
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

// asWritten compares a backup with the sum that was noted beside it when it was written, in any office's ledger; one
// that is in none is not compared.
func asWritten(file string) error {
	dir := filepath.Dir(file)
	beside, err := os.ReadDir(dir)
	if err != nil {
		return data.ExplainBackup(err)
	}
	for _, f := range beside {
		office := ledgerName.FindStringSubmatch(f.Name())
		if office == nil {
			continue
		}
		l, err := readLedger(dir, office[1])
		if err != nil {
			return data.ExplainBackup(err)
		}
		for _, c := range l.lines {
			if c.Name != filepath.Base(file) {
				continue
			}
			sum, err := sumOf(file)
			if err != nil {
				return data.ExplainBackup(err)
			}
			if sum != c.sum {
				return data.Explain(damagedText, errors.New("other bytes than were written"))
			}
			return nil
		}
	}
	return nil
}

var ledgerName = regexp.MustCompile(`^kantoor-([0-9a-f]+)\.sha256$`)
