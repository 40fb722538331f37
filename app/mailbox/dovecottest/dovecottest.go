// Package dovecottest starts a throwaway Dovecot, a real IMAP server, on free
// ports of this computer, and looks into its mailboxes behind IMAP's back. It is
// for tests, the demo and measurements; the program itself does not use it.
package dovecottest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Server is a running Dovecot. Every user name exists, with the same Password.
type Server struct {
	Host      string // for TLS and plain
	Port      int    // TLS from the first byte
	PlainPort int    // no TLS
	CAFile    string // PEM
	Pool      *x509.CertPool
	Password  string

	dir       string
	own       bool // dir was made here
	user      account
	cmd       *exec.Cmd
	gone      chan struct{} // closed when the process is
	delivered int
}

const (
	startWithin = 20 * time.Second
	attempts    = 3 // a free port may be taken by another before Dovecot has it
)

// ErrMissing is the error when Dovecot is not installed.
var ErrMissing = errors.New("dovecot is missing: install the Debian package dovecot-imapd")

// Start starts a server for one test and stops it at its end. Without Dovecot the
// test fails.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := Run("")
	if err != nil {
		t.Fatalf("start dovecot: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Errorf("stop dovecot: %v", err)
		}
	})
	return s
}

// Run starts a server that keeps its mail in dir, which stays after Stop; "" is a
// new directory that Stop takes away. The path must be short, since sockets are
// made in it.
func Run(dir string) (*Server, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	own := dir == ""
	if own {
		if dir, err = os.MkdirTemp("", "dove"); err != nil {
			return nil, fmt.Errorf("make directory: %w", err)
		}
	}
	s, err := run(program, dir)
	if err != nil {
		if own {
			// The first error is the one to tell.
			_ = os.RemoveAll(dir)
		}
		return nil, err
	}
	s.own = own
	return s, nil
}

func find() (string, error) {
	for _, name := range []string{"dovecot", "/usr/sbin/dovecot", "/usr/local/sbin/dovecot"} {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", ErrMissing
}

func run(program, dir string) (*Server, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("directory: %w", err)
	}
	user, err := mailAccount()
	if err != nil {
		return nil, err
	}
	s := &Server{Host: "localhost", Password: "geheim-" + filepath.Base(dir), dir: dir, user: user}
	for _, sub := range []string{"run", "state", "mail", "tls"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, fmt.Errorf("make directory: %w", err)
		}
	}
	if err := s.makeCertificate(); err != nil {
		return nil, err
	}
	for range attempts {
		if err = s.launch(program); err == nil {
			return s, nil
		}
	}
	return nil, err
}

// launch starts the process and waits until it greets.
func (s *Server) launch(program string) error {
	ports, err := freePorts(2)
	if err != nil {
		return err
	}
	s.Port, s.PlainPort = ports[0], ports[1]
	version, err := exec.Command(program, "--version").Output()
	if err != nil {
		return fmt.Errorf("ask %s its version: %w", program, err)
	}
	conf := filepath.Join(s.dir, "dovecot.conf")
	if err := os.WriteFile(conf, []byte(s.config(string(version))), 0o644); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	if err := s.user.give(s.dir); err != nil {
		return err
	}
	var said bytes.Buffer
	cmd := exec.Command(program, "-F", "-c", conf)
	cmd.Dir = s.dir
	cmd.Stdout, cmd.Stderr = &said, &said
	s.user.become(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", program, err)
	}
	s.cmd, s.gone = cmd, make(chan struct{})
	go func() {
		// How it ended shows in whether it greets, and in its log.
		_ = cmd.Wait()
		close(s.gone)
	}()
	if err := s.awaitGreeting(); err != nil {
		stopErr := s.end()
		return errors.Join(fmt.Errorf("%w\n%s%s", err, said.String(), s.logTail()), stopErr)
	}
	return nil
}

func (s *Server) awaitGreeting() error {
	ctx, cancel := context.WithTimeout(context.Background(), startWithin)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if greets(s.PlainPort) {
			return nil
		}
		select {
		case <-again.C:
		case <-s.gone:
			return errors.New("dovecot ended at once")
		case <-ctx.Done():
			return errors.New("dovecot does not answer")
		}
	}
}

func greets(port int) bool {
	conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }() // only looked at
	if err := conn.SetDeadline(time.Now().Add(2 * time.Second)); err != nil {
		return false
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	return err == nil && strings.HasPrefix(line, "* OK")
}

// Stop ends the server and waits until it is gone.
func (s *Server) Stop() error {
	err := s.end()
	if s.own {
		err = errors.Join(err, os.RemoveAll(s.dir))
	}
	return err
}

func (s *Server) end() error {
	if s.cmd == nil || s.cmd.Process == nil {
		return nil
	}
	if err := terminate(s.cmd.Process); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("stop dovecot: %w", err)
	}
	select {
	case <-s.gone:
		return nil
	case <-time.After(startWithin):
		return errors.Join(errors.New("dovecot did not stop and was killed"), s.cmd.Process.Kill())
	}
}

func (s *Server) logTail() string {
	b, err := os.ReadFile(filepath.Join(s.dir, "dovecot.log"))
	if err != nil {
		return ""
	}
	return string(b[max(0, len(b)-2000):])
}

func freePorts(n int) ([]int, error) {
	var out []int
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, fmt.Errorf("find a free port: %w", err)
		}
		// Kept open until all are found, so that they differ.
		defer func() { _ = l.Close() }()
		out = append(out, l.Addr().(*net.TCPAddr).Port)
	}
	return out, nil
}
