package screen

import (
	"bytes"
	"errors"
	"log/slog"
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
