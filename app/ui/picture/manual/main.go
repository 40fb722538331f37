// Command manual draws the pictures of the manual, parts of the window on the demo office, and writes the manual as a PDF.
// The office's clock stands still at one moment, so that the pictures change only where the window did. No display is
// needed.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/app/ui/picture"
	"kiesvoorhetkind.nl/kantoor/app/ui/screen"
	"kiesvoorhetkind.nl/kantoor/data"
)

// moment is when the pictures are taken, on a Tuesday.
func moment() time.Time { return time.Date(2026, 3, 3, 10, 30, 0, 0, data.Amsterdam()) }

func main() {
	pictures := flag.String("pictures", "", "folder for the pictures; none are drawn without one")
	only := flag.String("only", "", "draw only this picture")
	pdf := flag.String("pdf", "", "file for the manual; not written without one")
	flag.Parse()
	if err := run(*pictures, *only, *pdf); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(pictures, only, pdf string) (err error) {
	dir, err := os.MkdirTemp("", "kantoor-manual-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	ctx := context.Background()
	clock := demo.NewClock(moment)
	office, err := app.Open(ctx, app.Options{Address: filepath.Join(dir, "kantoor.db"), Who: demo.Who, Secrets: passwords{}, Now: clock.Now})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, office.Close()) }()
	if pictures != "" {
		if err := demo.Fill(ctx, office, demo.Options{Clock: clock}, nil); err != nil {
			return err
		}
	}
	office.Training.Printer = printer{}
	s := studio{office: office, dir: dir, folder: pictures}
	for _, shot := range shots {
		if pictures == "" || only != "" && only != shot.name {
			continue
		}
		if err := s.take(shot); err != nil {
			return fmt.Errorf("%s: %w", shot.name, err)
		}
	}
	if pdf != "" {
		return s.print(pdf)
	}
	return nil
}

// studio takes pictures of an office.
type studio struct {
	office      *app.Office
	dir, folder string
}

// window draws the window of the office after something was done in it.
func (s studio) window(width, height float32, at ui.Route, then func(*desk)) ([]byte, error) {
	config := ui.Config{
		Name: "KIES Kantoor", User: demo.Who, Log: slog.New(slog.NewTextHandler(os.Stderr, nil)),
		Today:  func() string { return string(data.DayOf(s.office.Store.Now())) },
		Finder: screen.Finder{Store: s.office.Store}, Files: files{s.dir},
	}
	var faulty error
	drawn, err := picture.Draw(picture.Options{Width: width, Height: height, Scale: ui.PictureScale}, func(a fyne.App, w fyne.Window) fyne.CanvasObject {
		config.App, config.Window = a, w
		config.Tasks, config.View = ui.NewInlineTasks(config.Log), ui.View{Mode: look.Light, Text: look.SmallestText}
		d := &desk{Shell: ui.New(config)}
		d.Register(screen.All(s.office, screen.Outside{})...)
		d.Start()
		d.Go(at)
		then(d)
		faulty = d.err
		return nil
	})
	return drawn, errors.Join(faulty, err)
}

// take takes a picture and writes the part of it that the manual shows.
func (s studio) take(shot shot) error {
	var part area
	width, height := shot.width, shot.height
	if width == 0 {
		width = 1180
	}
	if height == 0 {
		height = 1000
	}
	drawn, err := s.window(width, height, ui.Route{Screen: shot.screen}, func(d *desk) { part = shot.do(d) })
	if err != nil {
		return err
	}
	whole, _, err := image.Decode(bytes.NewReader(drawn))
	if err != nil {
		return err
	}
	small, err := reduce(whole, part.pixels(whole.Bounds()))
	if err != nil {
		return err
	}
	file := filepath.Join(s.folder, shot.name+".png")
	fmt.Printf("%s %d kB\n", file, (len(small)+1023)/1024)
	return os.WriteFile(file, small, 0o644)
}

// print writes the manual.
func (s studio) print(file string) error {
	var made []byte
	_, err := s.window(900, 700, ui.Route{}, func(d *desk) {
		var err error
		if made, err = d.ManualPDF(moment()); err != nil {
			d.fail("%w", err)
		}
	})
	if err != nil {
		return err
	}
	fmt.Printf("%s %d kB\n", file, (len(made)+1023)/1024)
	return os.WriteFile(file, made, 0o644)
}

// passwords knows those of no mailbox.
type passwords struct{}

func (passwords) Password(string) (string, error) {
	return "", data.Refuse("Het wachtwoord van deze mailbox is op deze computer nog niet bekend.")
}

func (passwords) SetPassword(string, string) error { return nil }

// printer is the one that the pictures name.
type printer struct{}

func (printer) List(context.Context) ([]document.Queue, string, error) {
	return []document.Queue{{Name: "Printer op kantoor"}}, "Printer op kantoor", nil
}

func (printer) Print(context.Context, []byte, document.Job) (string, error) { return "", nil }

// files answers every question for a file with an invented member list.
type files struct{ dir string }

func (f files) Open(_ string, _ []string, then func(string)) {
	path := filepath.Join(f.dir, "ledenlijst 2025.csv")
	if err := os.WriteFile(path, []byte(memberList), 0o600); err == nil {
		then(path)
	}
}

func (f files) Save(string, string, func(string)) {}
func (f files) Folder(string, func(string))       {}

const memberList = "Voornaam;Tussenvoegsel;Achternaam;E-mail;Organisatie;Plaats;Certificaat\n" +
	"Hanneke;van der;Zwaluw;hanneke@example.nl;Praktijk De Boomgaard;Zutphen;14-05-2019\n" +
	"Ruud;;Kwakkelstein;ruud@example.org;Gemeente Ommen;Ommen;3 juni 2021\n" +
	"Femke;de;Graauw;femke@example.nl;Basisschool De Vlinder;Epe;2020\n" +
	"Ruud;;Kwakkelstein;ruud@example.org;Gemeente Ommen;Ommen;3 juni 2021\n" +
	";;;;;;\n" +
	"Joost;;Ter Steege;joost@example.com;;Deventer;onbekend\n"
