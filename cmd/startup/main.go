// Command startup measures how long programs take from their start to their first picture on a screen, how long until
// the picture stands still, and the memory that they have then. It knows nothing of the programs: it starts them one
// after another, in turns, and looks at the memory of a virtual screen (Xvfb -fbdir). Linux only.
//
//	startup -screen FILE [-runs N] NAME=COMMAND...
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

const (
	// still is how long the picture must not change to be the last one; latest is when that is waited for no longer.
	still  = 700 * time.Millisecond
	latest = 30 * time.Second
	// ending is how long a program may take to end.
	ending = 10 * time.Second
)

// program is one of those that are measured.
type program struct {
	name    string
	command []string
	runs    []run
}

// run is what one start took: times since the start, the processors' time until the first picture, memory in KiB.
type run struct {
	first, last, busy time.Duration
	rss, pss          int
}

func main() {
	screen := flag.String("screen", "", "the file that holds the screen's memory")
	runs := flag.Int("runs", 7, "how often each program is started, after once that does not count")
	flag.Parse()
	if err := measure(*screen, *runs, flag.Args(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "startup:", err)
		os.Exit(1)
	}
}

func measure(screen string, runs int, args []string, out io.Writer) error {
	var programs []*program
	for _, arg := range args {
		name, command, ok := strings.Cut(arg, "=")
		if !ok || len(strings.Fields(command)) == 0 {
			return fmt.Errorf("%q is not NAME=COMMAND", arg)
		}
		programs = append(programs, &program{name: name, command: strings.Fields(command)})
	}
	glass, err := openGlass(screen)
	if err != nil {
		return err
	}
	for n := range runs + 1 {
		for i := range programs {
			// Every other round the other way about, so that none always comes after the same one.
			p := programs[i]
			if n%2 == 1 {
				p = programs[len(programs)-1-i]
			}
			r, err := p.start(glass)
			if err != nil {
				return errors.Join(fmt.Errorf("%s: %w", p.name, err), glass.close())
			}
			if n > 0 {
				p.runs = append(p.runs, r)
			}
		}
	}
	report(out, programs)
	return glass.close()
}

// start starts a program once and ends it.
func (p *program) start(g *glass) (r run, err error) {
	black, err := g.look()
	if err != nil {
		return r, err
	}
	cmd := exec.Command(p.command[0], p.command[1:]...)
	cmd.Stderr = os.Stderr
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return r, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	before := black
	for {
		select {
		case err := <-ended:
			return r, fmt.Errorf("ended by itself: %w", err)
		case <-time.After(time.Millisecond):
		}
		now, err := g.look()
		if err != nil {
			return r, errors.Join(err, cmd.Process.Kill())
		}
		at := time.Since(begin)
		if !slices.Equal(now, before) {
			if before = now; r.first == 0 {
				r.first, r.busy = at, busy(cmd.Process.Pid)
			}
			r.last = at
		}
		if r.first > 0 && at-r.last > still {
			break
		}
		if at > latest {
			return r, errors.Join(errors.New("the picture does not come to rest"), cmd.Process.Kill())
		}
	}
	if r.rss, r.pss, err = memory(cmd.Process.Pid); err != nil {
		return r, errors.Join(err, cmd.Process.Kill())
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return r, err
	}
	select {
	case err = <-ended:
	case <-time.After(ending):
		return r, errors.Join(errors.New("does not end"), cmd.Process.Kill())
	}
	if err != nil {
		return r, fmt.Errorf("ended: %w", err)
	}
	return r, g.wait(black)
}

// busy is the time that the processors worked on a process until now; 0 where the system does not tell.
func busy(pid int) time.Duration {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if err != nil {
		return 0
	}
	sum := time.Duration(0)
	for _, t := range threads {
		text, err := os.ReadFile(t)
		if err != nil {
			continue // the thread has ended in the meantime
		}
		var worked int64
		if _, err := fmt.Sscan(string(text), &worked); err == nil {
			sum += time.Duration(worked)
		}
	}
	return sum
}

// memory reads what a process has in memory, and its share of it where others have it too, in KiB.
func memory(pid int) (rss, pss int, err error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0, err
	}
	parts, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, 0, err
	}
	return kib(string(status), "VmRSS:"), kib(string(parts), "Pss:"), nil
}

// kib reads a line such as "VmRSS:   123 kB"; 0 when there is none.
func kib(text, label string) int {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, label); ok {
			n := 0
			if _, err := fmt.Sscan(rest, &n); err != nil {
				return 0
			}
			return n
		}
	}
	return 0
}
