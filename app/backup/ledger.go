package backup

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// maxLedger is the most bytes that are read of a ledger; forty copies need four thousand.
const maxLedger = 1 << 20

// The names that package data gives to a copy, and the moment in them.
var (
	copyName  = regexp.MustCompile(`^kantoor-([0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6})(-[0-9]{1,4})?\.db$`)
	copyStamp = "2006-01-02-150405"
	sumForm   = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// madeAt reads the moment in a copy's name.
func madeAt(name string) (time.Time, bool) {
	m := copyName.FindStringSubmatch(name)
	if m == nil {
		return time.Time{}, false
	}
	t, err := time.ParseInLocation(copyStamp, m[1], data.Amsterdam())
	return t, err == nil
}

// line is a copy in the ledger.
type line struct {
	sum string // SHA-256
	Copy
}

// ledger lists what was made in a folder for one office, in the form that sha256sum writes and checks. It is how the
// program knows its own copies from another office's and from those that somebody made by hand: only what is in it
// counts, and only that ever goes.
type ledger struct {
	dir, file string
	lines     []line
}

// readLedger reads a folder's ledger; there may be none yet.
func readLedger(dir, office string) (*ledger, error) {
	l := &ledger{dir: dir, file: filepath.Join(dir, "kantoor-"+office+".sha256")}
	f, err := os.Open(l.file)
	if errors.Is(err, os.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(f, maxLedger))
	l.lines = parseLedger(raw)
	return l, errors.Join(err, f.Close())
}

// parseLedger leaves out what is no line of a ledger; a name in it is never a path.
func parseLedger(raw []byte) []line {
	var out []line
	seen := map[string]bool{}
	s := bufio.NewScanner(bytes.NewReader(raw))
	for s.Scan() {
		sum, name, ok := strings.Cut(strings.TrimRight(s.Text(), "\r"), "  ")
		made, named := madeAt(name)
		if ok && named && sumForm.MatchString(sum) && !seen[name] {
			seen[name] = true
			out = append(out, line{sum: sum, Copy: Copy{Name: name, Made: made}})
		}
	}
	return out
}

func writeLedger(lines []line) []byte {
	var b bytes.Buffer
	for _, l := range lines {
		b.WriteString(l.sum + "  " + l.Name + "\n")
	}
	return b.Bytes()
}

// save puts the ledger in its place in one step, so that a power cut leaves the old one or the new one.
func (l *ledger) save() error {
	part := l.file + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(writeLedger(l.lines))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, l.file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return nil
}

// present gives the copies that are there.
func (l *ledger) present() []Copy {
	var out []Copy
	for _, c := range l.lines {
		if info, err := os.Lstat(filepath.Join(l.dir, c.Name)); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
			out = append(out, c.Copy)
		}
	}
	return out
}

// remove takes a copy away when its bytes are those that were written. One that was changed since is somebody else's
// business: it stays, and is not counted any more.
func (l *ledger) remove(c Copy) error {
	for i, k := range l.lines {
		if k.Name != c.Name {
			continue
		}
		path := filepath.Join(l.dir, c.Name)
		sum, err := sumOf(path)
		if err == nil && sum == k.sum {
			err = os.Remove(path)
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		l.lines = append(l.lines[:i:i], l.lines[i+1:]...)
		return nil
	}
	return nil
}

func sumOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}
