package logbook

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

type told struct {
	text  string
	cause error
}

func (e told) Error() string    { return e.text }
func (e told) UserText() string { return e.text }
func (e told) Unwrap() error    { return e.cause }

type engine struct{}

func (engine) Error() string    { return `duplicate key, Key (email)=(ada.terwindt@example.nl) exists` }
func (engine) SQLState() string { return "23505" }

type lite struct{}

func (lite) Error() string { return "constraint failed: Terwindt" }
func (lite) Code() int     { return 2067 }

func TestDescribeKeepsTheShapeOfAnError(t *testing.T) {
	_, number := strconv.Atoi("Terwindt")
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("unexpected end of file"), "unexpected end of file"},
		{fmt.Errorf("save: %w", errors.New("disk full")), "save: disk full"},
		{told{text: "Ada Terwindt is al ingeschreven."}, "refused"},
		{told{"Dat lukt niet.", fmt.Errorf("seat: %w", errors.New("version 3 is newer"))}, "seat: version 3 is newer"},
		{&fs.PathError{Op: "open", Path: "Jansen.xlsx", Err: syscall.ENOENT}, "open: no such file or directory (system 2)"},
		{fmt.Errorf("import: %w", &fs.PathError{Op: "read", Path: "ada/lijst.xlsx", Err: syscall.EIO}), "import: read: * error (system 5)"},
		{&net.DNSError{Name: "mail.example.nl", IsNotFound: true}, "name lookup (not found true, timeout false)"},
		{fmt.Errorf("find: %w", engine{}), "find: logbook.engine, state 23505"},
		{fmt.Errorf("find: %w", lite{}), "find: logbook.lite, code 2067"},
		{errors.Join(errors.New("first"), errors.New("second")), "first; second"},
		{fmt.Errorf("row 12: %w", number), "row 12: *: parsing *: invalid syntax"},
		{fmt.Errorf("to ada@example.nl: %w", syscall.ECONNREFUSED), "to *: connection refused (system 111)"},
	} {
		got := Describe(c.err)
		if got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestScrub(t *testing.T) {
	for text, want := range map[string]string{
		"dial tcp: i/o timeout":                         "dial tcp: * timeout",
		"certificate has expired":                       "certificate has expired",
		"can't open it":                                 "can't open it",
		"user Ada van der Terwindt unknown":             "user * van der * unknown",
		"mailbox ada@example.nl is full":                "mailbox * is full",
		"at /srv/ada/Documents/lijst.xlsx now":          "at * now",
		`in C:\Users\ada\lijst.xlsx now`:                "in * now",
		"call 0612345678 or 020-1234567":                "call * or *",
		"iban NL91ABNA0417164300":                       "iban *",
		"call 06 12 34 56 78":                           "call * * * * *",
		"code 550 5.1.1":                                "code 550 5.1.1",
		"born 1981-03-02":                               "born *",
		"value 'ada terwindt' and \"ada terwindt\" bad": "value * and * bad",
		"unclosed \"ada terwindt":                       "unclosed *",
		"TLS EOF":                                       "TLS EOF",
		"élise was here":                                "* was here",
		"At: /go/pkg/mod/fyne.io/fyne/v2@v2.8.1/internal/driver/glfw/loop.go:29": "At: glfw/loop.go:29",
	} {
		if got := Scrub(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	if got := Scrub(strings.Repeat("woord ", 1000)); len(got) > mostText+10 {
		t.Errorf("%d bytes are kept", len(got))
	}
}

// Whatever an error is made of, nothing of a person in it is written down.
func TestNothingOfAPersonIsLogged(t *testing.T) {
	first := []string{"Ada", "Élise", "Bram", "Noor"}
	last := []string{"Terwindt", "Kloosterman", "Ølberg", "McKay"}
	rapid.Check(t, func(t *rapid.T) {
		given, family := rapid.SampledFrom(first).Draw(t, "first"), rapid.SampledFrom(last).Draw(t, "last")
		digits := rapid.StringMatching(`[0-9]{8,10}`).Draw(t, "digits")
		secret := map[string]string{
			"name": given + " " + family, "mail": strings.ToLower(given) + "." + strings.ToLower(family) + "@example.nl",
			"phone": "06" + digits, "file": "/srv/" + strings.ToLower(family) + "/lijst.xlsx",
			"quoted": strconv.Quote(strings.ToLower(given + " " + family)),
		}
		var err error = errors.New("broken")
		for range rapid.IntRange(1, 5).Draw(t, "deep") {
			s := secret[rapid.SampledFrom([]string{"name", "mail", "phone", "file", "quoted"}).Draw(t, "what")]
			switch rapid.IntRange(0, 5).Draw(t, "how") {
			case 0:
				err = fmt.Errorf("save %s: %w", s, err)
			case 1:
				err = told{"Dat kan niet voor " + s + ".", err}
			case 2:
				err = &fs.PathError{Op: "open", Path: s, Err: err}
			case 3:
				err = errors.Join(err, errors.New("also "+s))
			case 4:
				err = fmt.Errorf("%w (%s)", err, s)
			case 5:
				err = fmt.Errorf("two: %w and %w", errors.New(s), err)
			}
		}
		var out bytes.Buffer
		log := slog.New(NewHandler(&out)).With("who", secret["name"], "what", secret["name"]).WithGroup(secret["name"])
		log.Error("work failed", "error", err, "name", secret["name"], "text", "at "+secret["mail"], "work", secret["name"], "took", time.Second, "stack", secret["name"],
			slog.Group("person", "text", secret["name"]), "count", secret["phone"])
		for _, part := range []string{given, family, strings.ToLower(family), digits} {
			if strings.Contains(out.String(), part) {
				t.Errorf("%q is in %s", part, out.String())
			}
		}
		if !strings.Contains(out.String(), "work failed") || !strings.Contains(out.String(), "took=1s") {
			t.Errorf("the log has %s", out.String())
		}
	})
}

func TestHandlerKeepsOnlyWhatItKnows(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(NewHandler(&out))
	log.Info("begin", "version", "0.1.0", "work", "screen.(*postPage).close.func1", "street", "Lindelaan", "count", 3, "error", "plain text", "what", 12)
	got := out.String()
	for _, want := range []string{"msg=begin", "version=0.1.0", "work=screen.(*postPage).close.func1", "count=3", `error="plain text"`, "what=12"} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	if strings.Contains(got, "Lindelaan") || strings.Contains(got, "street") {
		t.Error(got)
	}
	out.Reset()
	if _, err := fmt.Fprintln(Lines(log, "toolkit"), "Fyne error:  failed to initialise GLFW"); err != nil || !strings.Contains(out.String(), `text="Fyne error: failed to initialise GLFW"`) {
		t.Errorf("%s, %v", out.String(), err)
	}
}

func FuzzTrace(f *testing.F) {
	f.Add("panic: Ada\n\ngoroutine 1 [running]:\nmain.main()\n\t/x/y/main.go:3 +0x1\n")
	f.Add("fatal error: all goroutines are asleep - deadlock!\n")
	f.Fuzz(func(t *testing.T, text string) {
		got := Trace(text)
		if len(strings.Split(got, "\n")) > mostLines+1 {
			t.Error("too long")
		}
		// What was kept once is kept again, but for the one line on a fault, which gets another form.
		if again := Trace(got); len(again) > len(got) {
			t.Errorf("%q becomes %q", got, again)
		}
	})
}
