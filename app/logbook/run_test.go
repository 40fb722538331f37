package logbook

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

const (
	childFolder = "KANTOOR_RUN_FOLDER"
	childDoes   = "KANTOOR_RUN_DOES"
)

// TestMain is the program itself when a test starts it again: it begins, and ends in the way that it is told.
func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		os.Exit(child(dir, os.Getenv(childDoes)))
	}
	os.Exit(m.Run())
}

func child(dir, does string) int {
	run, _, err := Begin(dir)
	if err != nil {
		fmt.Println(err)
		return 3
	}
	switch does {
	case "end":
		if err := run.End(); err != nil {
			fmt.Println(err)
			return 3
		}
		return 0
	case "throw":
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			throwSomebody(strings.Repeat("Ada Terwindt, ada@example.nl ", 3))
		}()
		<-ended
	case "index":
		var none []int
		go func() { none[len(does)] = 1 }()
	case "broke":
		defer func() {
			if recover() != nil {
				if _, err := run.Broke(debug.Stack()); err != nil {
					fmt.Println(err)
				}
				os.Exit(2)
			}
		}()
		throwSomebody("Ada Terwindt")
	}
	fmt.Println("running")
	<-time.After(time.Minute) // until it is killed; waiting for nothing would be a crash of its own
	return 3
}

//go:noinline
func throwSomebody(who string) { panic(fmt.Errorf("no such person:\n%s\nin the register", who)) }

// run starts the program and lets it end; kill is for one that does not by itself.
func run(t *testing.T, dir, does string, kill bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childFolder+"="+dir, childDoes+"="+does)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if kill {
		if _, err := out.Read(make([]byte, 8)); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmd.Wait(); (err == nil) != (does == "end") {
		t.Fatalf("%s ended with %v", does, err)
	}
}

// next begins a run in this process, and ends it.
func next(t *testing.T, dir string) *Ending {
	t.Helper()
	r, last, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.End(); err != nil {
		t.Fatal(err)
	}
	return last
}

func TestHowTheLastRunStopped(t *testing.T) {
	for _, c := range []struct {
		does  string
		kill  bool
		trace []string // nil: it came to its end
	}{
		{"end", false, nil},
		{"kill", true, []string{}},
		{"throw", false, []string{"goroutine ", "logbook.throwSomebody(...)", "logbook/run_test.go:"}},
		{"index", false, []string{"runtime error: index out of range", "logbook.child.func", "created by "}},
		{"broke", false, []string{"logbook.throwSomebody(...)", "logbook/run_test.go:"}},
	} {
		t.Run(c.does, func(t *testing.T) {
			dir := t.TempDir()
			began := time.Now().Add(-time.Minute)
			run(t, dir, c.does, c.kill)
			last := next(t, dir)
			if (last == nil) != (c.trace == nil) {
				t.Fatalf("the last run: %+v", last)
			}
			if last == nil {
				return
			}
			if last.At.Before(began) || last.At.After(time.Now().Add(time.Minute)) {
				t.Errorf("at %v", last.At)
			}
			if (last.Trace == "") != (len(c.trace) == 0) {
				t.Errorf("trace %q", last.Trace)
			}
			for _, want := range c.trace {
				if !strings.Contains(last.Trace, want) {
					t.Errorf("%q is not in %s", want, last.Trace)
				}
			}
			for _, person := range []string{"Ada", "Terwindt", "example.nl", "no such person"} {
				if strings.Contains(last.Trace, person) {
					t.Errorf("%q is in %s", person, last.Trace)
				}
			}
			if again := next(t, dir); again != nil {
				t.Errorf("told once more: %+v", again)
			}
			left, err := os.ReadDir(dir)
			if err != nil || len(left) != 0 {
				t.Errorf("left: %v, %v", left, err)
			}
		})
	}
}

func TestMarkIsTheOwnersAndShowsLife(t *testing.T) {
	dir := t.TempDir()
	r, _, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{markFile, crashFile} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", name, info.Mode())
		}
	}
	old := time.Now().Add(-24 * time.Hour)
	if err := os.Chtimes(filepath.Join(dir, markFile), old, old); err != nil {
		t.Fatal(err)
	}
	if err := r.Beat(); err != nil {
		t.Fatal(err)
	}
	// A second Begin stands for a start after a crash, since this run has not ended.
	_, last, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	if last == nil || time.Since(last.At) > time.Hour {
		t.Errorf("the last sign of life: %+v", last)
	}
	if err := r.End(); err != nil {
		t.Fatal(err)
	}
}
