// Package single sees to it that a person has one window on one office: who starts the program a second time gets the
// first one's window to the front. It knows a folder that is the person's own and one office's, and nothing of windows:
// what coming to the front is, its caller says.
//
// The first program holds a lock on a file, which the system lets go of when the program ends in whatever way, so
// nothing is left to clear away. It listens on the machine's own address, and writes in a file that only this person can
// read where, and two secrets: one to ask with, one that it answers with. All that can be asked is to show the window.
package single

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

var (
	// ErrShown: the program runs already and has brought its window to the front.
	ErrShown = errors.New("runs already, and was asked to show itself")
	// ErrSilent: the program runs already, and does not answer.
	ErrSilent = errors.New("runs already, and does not answer")
	// ErrElsewhere: the program runs already on another machine, where the person's folder is too.
	ErrElsewhere = errors.New("runs already on another machine")
)

const (
	lockFile = "lock"
	doorFile = "door"
	// half is what the door's file is called after that while it is written.
	half = ".half"
	// secretSize is the number of bytes of chance in a secret.
	secretSize = 32
	// patience is how long one conversation may last.
	patience = 3 * time.Second
	// pause is how long is waited before trying again with a program that is just starting or ending.
	pause = 20 * time.Millisecond
	// renames is how often is tried to put a file in another's place.
	renames = 10
	// most is the size of the longest line that is read; a secret with its word fits.
	most = 256
)

const word = "show"

// Turn is being the one.
type Turn struct {
	lock     *os.File
	door     string
	listener net.Listener
	ask, say string
}

// Take makes the caller the one in a folder. When there is one already, it asks that one to show itself and answers
// ErrShown, or ErrSilent when it did not answer before the context ended; one on another machine cannot be asked, which is
// ErrElsewhere. Any other error means that it could not be
// found out.
func Take(ctx context.Context, dir string) (*Turn, error) {
	for {
		lock, err := tryLock(filepath.Join(dir, lockFile))
		if err != nil {
			return nil, fmt.Errorf("single: %w", err)
		}
		if lock != nil {
			t, err := open(lock, filepath.Join(dir, doorFile))
			if err != nil {
				return nil, fmt.Errorf("single: %w", errors.Join(err, lock.Close()))
			}
			return t, nil
		}
		// Who has the lock may be starting, when it cannot be asked yet, or ending, when the lock comes free.
		switch err := knock(ctx, filepath.Join(dir, doorFile)); {
		case err == nil:
			return nil, ErrShown
		case errors.Is(err, ErrElsewhere):
			return nil, err
		}
		again := time.NewTimer(pause)
		select {
		case <-again.C:
		case <-ctx.Done():
			again.Stop()
			return nil, ErrSilent
		}
	}
}

// open listens, and then says where.
func open(lock *os.File, door string) (*Turn, error) {
	t := &Turn{lock: lock, door: door}
	var err error
	if t.ask, err = secret(); err != nil {
		return nil, err
	}
	if t.say, err = secret(); err != nil {
		return nil, err
	}
	if t.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	text := fmt.Sprintf("%s\n%s\n%s\n%d\n%s\n", t.listener.Addr(), t.ask, t.say, os.Getpid(), machine())
	if err := replace(door, text); err != nil {
		return nil, errors.Join(err, t.listener.Close())
	}
	return t, nil
}

// machine is this computer's name; empty when it has none.
func machine() string {
	name, err := os.Hostname()
	if err != nil {
		return ""
	}
	return name
}

func secret() (string, error) {
	b := make([]byte, secretSize)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return hex.EncodeToString(b), nil
}

// replace writes a file that nobody else can read, so that a reader sees the old text or the new one. Only who has the
// lock does.
func replace(path, text string) error {
	if err := os.Remove(path + half); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path+half, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	err = errors.Join(err, f.Close())
	for try := 0; err == nil; try++ {
		gone := os.Rename(f.Name(), path)
		if gone == nil {
			return nil
		}
		// Windows keeps a file from being replaced for as long as somebody reads it.
		if try == renames {
			err = gone
		}
		time.Sleep(pause)
	}
	return errors.Join(err, os.Remove(f.Name()))
}

// Serve calls show whenever the program was started once more, until the context ends or the turn is over.
func (t *Turn) Serve(ctx context.Context, show func()) error {
	defer context.AfterFunc(ctx, func() {
		_ = t.listener.Close() // closed already when the turn is over
	})()
	for {
		c, err := t.listener.Accept()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				err = c.Close()
			}
			return errors.Join(ctx.Err(), err)
		case errors.Is(err, net.ErrClosed):
			return nil
		case err != nil:
			return fmt.Errorf("single: %w", err)
		}
		// One at a time: a caller has three seconds, and who knows no secret is sent away with the first line.
		t.hear(c, show)
	}
}

// hear lets one caller in. What goes wrong with it is the caller's business, who tries again.
func (t *Turn) hear(c net.Conn, show func()) {
	defer func() { _ = c.Close() }()
	if c.SetDeadline(time.Now().Add(patience)) != nil {
		return
	}
	line, err := readLine(c)
	if err != nil || subtle.ConstantTimeCompare([]byte(line), []byte(word+" "+t.ask)) != 1 {
		return
	}
	show()
	_, _ = io.WriteString(c, t.say+"\n")
}

func readLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, most)).ReadString('\n')
	return strings.TrimSuffix(line, "\n"), err
}

// place is what a door says: where to ask, with which secrets, and whom.
type place struct {
	address, ask, say string
	pid               int // 0 when it does not say
}

// parse reads what open wrote. Only an address on this machine is one.
func parse(text string) (place, error) {
	lines := strings.Split(text, "\n")
	if len(lines) < 5 {
		return place{}, errors.New("no address")
	}
	if lines[4] != machine() {
		return place{}, ErrElsewhere
	}
	p := place{address: lines[0], ask: lines[1], say: lines[2]}
	if host, _, err := net.SplitHostPort(p.address); err != nil || host != "127.0.0.1" {
		return place{}, errors.New("no address of this machine")
	}
	// Of a broken file an empty answer would be the right one.
	if len(p.ask) != 2*secretSize || len(p.say) != 2*secretSize {
		return place{}, errors.New("no secrets")
	}
	if pid, err := strconv.Atoi(lines[3]); err == nil && pid > 0 {
		p.pid = pid
	}
	return p, nil
}

// knock asks who has the lock to show itself; nil when it did.
func knock(ctx context.Context, door string) error {
	f, err := os.Open(door)
	if err != nil {
		return err
	}
	text, err := io.ReadAll(io.LimitReader(f, 4*most))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	p, err := parse(string(text))
	if err != nil {
		return err
	}
	letForward(p.pid)
	dialer := net.Dialer{Timeout: patience}
	c, err := dialer.DialContext(ctx, "tcp", p.address)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	limit := time.Now().Add(patience)
	if end, ok := ctx.Deadline(); ok && end.Before(limit) {
		limit = end
	}
	if err := c.SetDeadline(limit); err != nil {
		return err
	}
	if _, err := io.WriteString(c, word+" "+p.ask+"\n"); err != nil {
		return err
	}
	answer, err := readLine(c)
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare([]byte(answer), []byte(p.say)) != 1 {
		return errors.New("somebody else answers")
	}
	return nil
}

// Quiet stops answering: a program that is started from now on waits until the turn is over.
func (t *Turn) Quiet() error {
	err := t.listener.Close()
	if errors.Is(err, net.ErrClosed) {
		err = nil
	}
	if gone := os.Remove(t.door); !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// Close ends the turn. The file of the lock stays: a new one in its place could be locked beside it.
func (t *Turn) Close() error { return errors.Join(t.Quiet(), t.lock.Close()) }
