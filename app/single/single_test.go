package single

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

const childFolder = "KANTOOR_SINGLE_FOLDER"

// TestMain is the program itself when a test starts it again: it says "first" and then "show" for each time that it is
// asked to, or "shown" or "silent" and ends.
func TestMain(m *testing.M) {
	dir := os.Getenv(childFolder)
	if dir == "" {
		os.Exit(m.Run())
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	turn, err := Take(ctx, dir)
	switch {
	case errors.Is(err, ErrShown):
		fmt.Println("shown")
	case err != nil:
		fmt.Println(err)
		os.Exit(1)
	default:
		fmt.Println("first")
		if err := turn.Serve(ctx, func() { fmt.Println("show") }); err != nil {
			fmt.Println(err)
		}
	}
}

type process struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
}

func start(t *testing.T, dir string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(os.Args[0])}
	p.cmd.Env = append(os.Environ(), childFolder+"="+dir)
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.lines = bufio.NewScanner(out)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill() // may have ended by itself
		_ = p.cmd.Wait()
	})
	return p
}

// next is what the process says next.
func (p *process) next() string {
	if !p.lines.Scan() {
		return "nothing"
	}
	return p.lines.Text()
}

func (p *process) kill(t *testing.T) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil { // SIGKILL: nothing is cleared away
		t.Fatal(err)
	}
	_ = p.cmd.Wait() // says that it was killed
}

func TestSecondStartShowsTheFirst(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir)
	if got := first.next(); got != "first" {
		t.Fatalf("the first said %q", got)
	}
	for range 2 {
		second := start(t, dir)
		if got := second.next(); got != "shown" {
			t.Errorf("the second said %q", got)
		}
		if got := first.next(); got != "show" {
			t.Errorf("the first was not shown, but said %q", got)
		}
		if err := second.cmd.Wait(); err != nil {
			t.Errorf("the second ended with %v", err)
		}
	}
	if got := start(t, t.TempDir()).next(); got != "first" {
		t.Errorf("at another office: %q", got)
	}
}

func TestKilledFirstLeavesNothingInTheWay(t *testing.T) {
	dir := t.TempDir()
	for range 3 {
		first := start(t, dir)
		if got := first.next(); got != "first" {
			t.Fatalf("after a killed one: %q", got)
		}
		if _, err := os.Stat(filepath.Join(dir, doorFile)); err != nil {
			t.Fatal(err)
		}
		first.kill(t)
	}
}

func TestManyAtOnceAreOne(t *testing.T) {
	dir := t.TempDir()
	const many = 8
	var all []*process
	for range many {
		all = append(all, start(t, dir))
	}
	said := map[string]int{}
	for _, p := range all {
		said[p.next()]++
	}
	if said["first"] != 1 || said["shown"] != many-1 {
		t.Errorf("they said %v", said)
	}
}

func TestNextWaitsForOneThatIsEnding(t *testing.T) {
	dir := t.TempDir()
	turn, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := turn.Quiet(); err != nil {
		t.Fatal(err)
	}
	next := start(t, dir)
	if err := turn.Close(); err != nil {
		t.Fatal(err)
	}
	if got := next.next(); got != "first" {
		t.Errorf("the next one said %q", got)
	}
}

func TestSilentOneIsSaidToBeSo(t *testing.T) {
	dir := t.TempDir()
	turn, err := Take(t.Context(), dir) // which never serves
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := turn.Close(); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := Take(ctx, dir); !errors.Is(err, ErrSilent) {
		t.Errorf("said %v", err)
	}
}

// serve runs a turn in this process and counts what is shown.
func serve(t *testing.T) (dir string, shown chan struct{}) {
	t.Helper()
	dir, shown = t.TempDir(), make(chan struct{}, 100)
	turn, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { ended <- turn.Serve(ctx, func() { shown <- struct{}{} }) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("serving ended with %v", err)
		}
		if err := turn.Close(); err != nil {
			t.Error(err)
		}
	})
	return dir, shown
}

func TestOnlyShowWithTheSecretIsHeard(t *testing.T) {
	dir, shown := serve(t)
	text, err := os.ReadFile(filepath.Join(dir, doorFile))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	address, ask, say := lines[0], lines[1], lines[2]
	tell := func(line string) string {
		c, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }() // hung up by the other side
		if _, err := io.WriteString(c, line); err != nil {
			return ""
		}
		answer, err := readLine(c)
		if err != nil {
			return ""
		}
		return answer
	}
	wrong := []string{
		"show\n", "show \n", "show " + say + "\n", "show " + ask[:len(ask)-1] + "\n", "open " + ask + "\n", ask + "\n", "show " + ask + " x\n",
		"GET /show HTTP/1.1\r\nHost: localhost\r\n\r\n", strings.Repeat("show ", 100000) + "\n",
	}
	for _, line := range wrong {
		if got := tell(line); got != "" {
			t.Errorf("%.40q was answered with %q", line, got)
		}
	}
	if got := tell("show " + ask + "\n"); got != say {
		t.Errorf("answered %q", got)
	}
	<-shown
	if len(shown) != 0 {
		t.Errorf("shown %d times more", len(shown))
	}
}

func TestSecretsAreThePersonsOwn(t *testing.T) {
	dir, _ := serve(t)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 {
		t.Errorf("the folder holds %v", entries)
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v", e.Name(), info.Mode())
		}
	}
}

// What a program left that was killed while it wrote where it listens goes with the next one.
func TestHalfDoorsDoNotPileUp(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, doorFile+half), []byte("127.0.0.1:1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	turn, err := Take(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := turn.Close(); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 1 || left[0].Name() != lockFile {
		t.Errorf("left: %v, %v", left, err)
	}
}

// A port that the killed one had may be somebody else's by now.
func TestAnswerOfSomebodyElseIsNotBelieved(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(c, "220 hello\n") // whether it arrives does not matter
			_ = c.Close()
		}
	}()
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	door := filepath.Join(t.TempDir(), doorFile)
	for _, text := range []string{
		l.Addr().String() + "\n" + secretOf("a") + "\n" + secretOf("b") + "\n1\n" + machine() + "\n", l.Addr().String() + "\n\n220 hello\n1\n" + machine() + "\n", "", "127.0.0.1\n", "192.0.2.1:80\na\nb\n1\n" + machine() + "\n", strings.Repeat("x\n", 5000),
	} {
		if err := os.WriteFile(door, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if knock(t.Context(), door) == nil {
			t.Errorf("%.30q was believed", text)
		}
	}
}

func TestOneOnAnotherMachineIsLeftAlone(t *testing.T) {
	dir, shown := serve(t)
	door := filepath.Join(dir, doorFile)
	text, err := os.ReadFile(door)
	if err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(string(text), "\n"+machine()+"\n", "\nbureau-boven\n", 1)
	if err := os.WriteFile(door, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Take(t.Context(), dir); !errors.Is(err, ErrElsewhere) || len(shown) != 0 {
		t.Errorf("said %v, shown %d times", err, len(shown))
	}
}

func secretOf(letter string) string { return strings.Repeat(letter, 2*secretSize) }

func FuzzDoor(f *testing.F) {
	f.Add("127.0.0.1:5000\n" + secretOf("a") + "\n" + secretOf("b") + "\n12\n" + machine() + "\n")
	f.Add("192.0.2.1:80\n\n\n\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		p, err := parse(text)
		if err != nil {
			return
		}
		if !strings.HasPrefix(p.address, "127.0.0.1:") && !strings.HasPrefix(p.address, "[127.0.0.1]:") || len(p.ask) != len(p.say) || p.say == "" || p.pid < 0 {
			t.Errorf("%q is %+v", text, p)
		}
	})
}

func FuzzHear(f *testing.F) {
	turn := &Turn{ask: secretOf("a"), say: secretOf("b")}
	f.Add("show " + turn.ask)
	f.Add("show " + turn.ask[1:] + "\r\n")
	f.Fuzz(func(t *testing.T, line string) {
		here, there := net.Pipe()
		shown, told := 0, make(chan error, 1)
		go func() {
			_, err := io.WriteString(there, line+"\n")
			told <- err
		}()
		answer := make(chan string, 1)
		go func() {
			<-told // an error: hung up before the end
			got, err := readLine(there)
			if err != nil {
				got = ""
			}
			answer <- got
		}()
		turn.hear(here, func() { shown++ })
		right := line == "show "+turn.ask || strings.HasPrefix(line, "show "+turn.ask+"\n")
		if got := <-answer; (got == turn.say) != right || (shown == 1) != right || shown > 1 || got != "" && got != turn.say {
			t.Errorf("%q is answered with %q, shown %d times", line, got, shown)
		}
		if err := there.Close(); err != nil {
			t.Error(err)
		}
	})
}
