//go:build !windows

// Package cupstest starts a real print server for a test: a cupsd of its own
// on a socket in a folder of its own, with one queue whose printer keeps what
// arrives. The print server of the machine is neither used nor touched.
package cupstest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Queue is the name of the queue, which is also the default one.
const Queue = "SINK"

// patience is how long a print server may take on a busy machine.
const patience = 60 * time.Second

// Received is a job as it arrived at the printer.
type Received struct {
	ID      string // number of the job
	Title   string
	Copies  string // left for the printer to make
	Options string
	File    string // what would have been printed
}

// Server is a running print server.
type Server struct {
	// Address is the socket, as CUPS_SERVER takes it.
	Address string

	jobs chan Received
}

// T is what of a test is used here, so that a script can have a print server too.
type T interface {
	Helper()
	Cleanup(func())
	Failed() bool
	Log(...any)
	Error(...any)
	Fatal(...any)
	Fatalf(string, ...any)
}

// needed are the files of a print server and the Debian package of each.
var needed = []struct{ path, pack string }{
	{"/usr/sbin/cupsd", "cups-daemon"},
	{"/usr/lib/cups/filter/pdftopdf", "cups-filters"},
	{"/usr/share/cups/mime/mime.types", "cups-common"},
	{"/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd", "cups-filters"},
}

// Start starts a print server that ends with the test. The test fails when a
// part of CUPS is not installed.
func Start(t T) *Server {
	t.Helper()
	for _, n := range needed {
		if _, err := os.Stat(n.path); err != nil {
			t.Fatalf("%v: apt-get install %s", err, n.pack)
		}
	}
	// A folder that the user of the print server can enter, which those of
	// t.TempDir are not, with a name short enough for a socket.
	root, err := os.MkdirTemp("", "cups")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(root); err != nil {
			t.Error(err)
		}
	})
	s := &Server{Address: filepath.Join(root, "socket"), jobs: make(chan Received, 64)}
	if err := lay(root); err != nil {
		t.Fatal(err)
	}
	s.listen(t, root)
	s.run(t, root)
	return s
}

// lay writes the folders and settings of the print server.
func lay(root string) error {
	if err := os.Chmod(root, 0o755); err != nil {
		return err
	}
	bin := filepath.Join(root, "bin")
	for _, dir := range []string{"etc/ppd", "spool", "cache", "state", "log", "bin/backend", "tmp", "out"} {
		path := filepath.Join(root, dir)
		if err := os.MkdirAll(path, 0o755); err != nil {
			return err
		}
		if err := os.Chmod(path, 0o755); err != nil {
			return err
		}
	}
	for _, dir := range []string{"cgi-bin", "daemon", "driver", "filter", "monitor", "notifier"} {
		if err := os.Symlink(filepath.Join("/usr/lib/cups", dir), filepath.Join(bin, dir)); err != nil {
			return err
		}
	}
	ppd, err := os.ReadFile("/usr/share/ppd/cupsfilters/Generic-PDF_Printer-PDF.ppd")
	if err != nil {
		return err
	}
	files := []struct {
		path, text string
		mode       os.FileMode
	}{
		{"etc/cupsd.conf", settings(root), 0o644},
		{"etc/cups-files.conf", folders(root), 0o644},
		{"etc/printers.conf", printer, 0o600},
		{"etc/ppd/" + Queue + ".ppd", string(ppd), 0o644},
		// A backend that only its owner may run is run as that owner.
		{"bin/backend/sink", backend(root), 0o700},
	}
	for _, f := range files {
		path := filepath.Join(root, f.path)
		if err := os.WriteFile(path, []byte(f.text), f.mode); err != nil {
			return err
		}
	}
	return syscall.Mkfifo(filepath.Join(root, "jobs"), 0o600)
}

func settings(root string) string {
	return fmt.Sprintf(`LogLevel info
Listen %s
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
`, filepath.Join(root, "socket"))
}

func folders(root string) string {
	at := func(name string) string { return filepath.Join(root, name) }
	return fmt.Sprintf(`ServerRoot %s
ServerBin %s
DataDir /usr/share/cups
RequestRoot %s
CacheDir %s
StateDir %s
TempDir %s
AccessLog %s
ErrorLog %s
PageLog %s
FatalErrors config
`, at("etc"), at("bin"), at("spool"), at("cache"), at("state"), at("tmp"),
		at("log/access"), at("log/error"), at("log/page"))
}

const printer = `<DefaultPrinter ` + Queue + `>
Info Keeps what arrives
DeviceURI sink:/
State Idle
Accepting Yes
Shared No
JobSheets none none
ErrorPolicy abort-job
</DefaultPrinter>
`

// backend keeps the file and then writes a line of what it was called with
// into the pipe that the test reads.
func backend(root string) string {
	return fmt.Sprintf(`#!/bin/sh
[ $# -eq 0 ] && { echo 'direct sink "Unknown" "Sink"'; exit 0; }
cat "${6:--}" > '%[1]s/out/job'"$1.pdf" || exit 1
printf '%%s\t%%s\t%%s\t%%s\n' "$1" "$3" "$4" "$5" > '%[1]s/jobs'
`, root)
}

// listen hands on what the backend says of each job.
func (s *Server) listen(t T, root string) {
	t.Helper()
	// Open for writing as well, so that reading does not end with a job.
	pipe, err := os.OpenFile(filepath.Join(root, "jobs"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		lines := bufio.NewScanner(pipe)
		for lines.Scan() {
			part := strings.SplitN(lines.Text(), "\t", 4)
			if len(part) == 4 {
				s.jobs <- Received{part[0], part[1], part[2], part[3], filepath.Join(root, "out", "job"+part[0]+".pdf")}
			}
		}
	}()
	t.Cleanup(func() {
		if err := pipe.Close(); err != nil {
			t.Error(err)
		}
		<-ended
	})
}

// run starts cupsd and waits until it answers.
func (s *Server) run(t T, root string) {
	t.Helper()
	cmd := exec.Command("/usr/sbin/cupsd", "-f",
		"-c", filepath.Join(root, "etc/cupsd.conf"), "-s", filepath.Join(root, "etc/cups-files.conf"))
	cmd.Dir = root
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	log := func() string {
		text, err := os.ReadFile(filepath.Join(root, "log/error"))
		if err != nil {
			return said.String()
		}
		return said.String() + string(text[max(0, len(text)-4000):])
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(log())
		}
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Error(err)
		}
		<-ended
	})
	deadline := time.After(patience)
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if conn, err := net.Dial("unix", s.Address); err == nil {
			if err := conn.Close(); err != nil {
				t.Error(err)
			}
			return
		}
		select {
		case err := <-ended:
			ended <- err // for the clean-up
			t.Fatalf("cupsd ended: %v\n%s", err, log())
		case <-deadline:
			t.Fatalf("cupsd does not answer\n%s", log())
		case <-again.C:
		}
	}
}

// Wait waits for the next job to arrive at the printer.
func (s *Server) Wait(ctx context.Context) (Received, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	select {
	case r := <-s.jobs:
		return r, nil
	case <-ctx.Done():
		return Received{}, fmt.Errorf("no job arrived: %w", ctx.Err())
	}
}
