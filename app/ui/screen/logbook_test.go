package screen

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/logbook"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
)

type fakeLog struct {
	text string
	err  error
}

func (l *fakeLog) Text(int) (string, error) { return l.text, l.err }
func (l *fakeLog) Dir() string              { return "map van het logboek" }

func TestLogIsShownNewestFirstAndHandedOn(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(logbook.NewHandler(&out))
	log.Info("begin", "version", "0.1.0")
	log.Error("the program breaks down", "stack", "goroutine 1 [running]:\nmain.main()\n\tx/main.go:3 +0x1\n")
	log.Info("something new", "count", 3)
	book := &fakeLog{text: out.String()}
	shown := ""
	var failed error
	d := uitest.New(t, nil, nil, ui.Screen{ID: ui.ScreenToday, New: func(s *ui.Shell) ui.Page {
		return newLogPage(s, book, time.Now, func(path string) error { shown = path; return failed })
	}})
	d.MustSee("something new", "Programma vastgelopen", "fout", "Programma gestart", "0.1.0")
	text := strings.Join(d.Texts(), "\n")
	if strings.Index(text, "something new") > strings.Index(text, "Programma gestart") {
		t.Error("the newest is not on top")
	}
	d.Click("Programma vastgelopen")
	d.MustSee("Waar in het programma", "main.main(...)", "x/main.go:3")
	d.Click("Logboek kopiëren")
	if got := fyne.CurrentApp().Clipboard().Content(); got != out.String() {
		t.Errorf("copied %q", got)
	}
	d.Click("Map openen")
	if shown != book.Dir() {
		t.Errorf("opened %q", shown)
	}
	failed = errors.New("no program for folders")
	d.Run("log.folder")
	d.MustSee("De map gaat niet open. Kopieer het logboek.")
	book.err = errors.New("disk")
	d.Run("reload")
	d.MustSee("Het logboek kan nu niet worden gelezen.")
}

// logged finds the message of each call that logs; app/logbook has a test that it is a text of the source.
var logged = regexp.MustCompile(`(?:\blog|\.Log)\.(?:Info|Warn|Error|Log)\((?:context\.\w+\(\), \w+, )?"([^"]+)"`)

func TestEveryMessageOfTheLogHasWords(t *testing.T) {
	found := map[string]bool{}
	root := os.DirFS("../../..")
	for _, folder := range []string{"app", "cmd"} {
		err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := fs.ReadFile(root, name)
			for _, m := range logged.FindAllSubmatch(text, -1) {
				if message := string(m[1]); message != "..." { // of a comment
					found[message] = true
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) < 15 {
		t.Errorf("only %d messages were found", len(found))
	}
	for message := range found {
		if logWords[message] == "" {
			t.Errorf("%q has no words", message)
		}
	}
	for message := range logWords {
		if !found[message] && message != "toolkit" {
			t.Errorf("nothing logs %q", message)
		}
	}
}
