// Package picture draws pages to PNG files without a display, for tests and for looking at them.
package picture

import (
	"bytes"
	"fmt"
	"image/png"
	"log/slog"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Options say how a page is drawn.
type Options struct {
	// Width and Height in units; 1440 by 900 when 0.
	Width, Height float32
	Dark          bool
	// Text is the size of the text in percent; 100 when 0.
	Text int
	// Scale is the number of dots a unit; 1 when 0.
	Scale float32
}

// Draw draws what make answers as it stands in a window. Make is called once the look is set.
func Draw(o Options, make func(fyne.App, fyne.Window) fyne.CanvasObject) ([]byte, error) {
	if o.Width == 0 {
		o.Width, o.Height = 1440, 900
	}
	if o.Text == 0 {
		o.Text = look.SmallestText
	}
	if o.Scale == 0 {
		o.Scale = 1
	}
	mode := look.Light
	if o.Dark {
		mode = look.Dark
	}
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(look.New(mode, o.Text))
	win := app.NewWindow("")
	defer win.Close()
	win.SetPadded(false)
	c, ok := win.Canvas().(software.WindowlessCanvas)
	if !ok {
		return nil, fmt.Errorf("the test window cannot be scaled")
	}
	c.SetScale(o.Scale)
	win.Resize(fyne.NewSize(o.Width, o.Height))
	if content := make(app, win); content != nil {
		win.SetContent(content)
	}
	win.Resize(fyne.NewSize(o.Width, o.Height))
	win.Canvas().Content().Refresh()
	var buf bytes.Buffer
	if err := png.Encode(&buf, win.Canvas().Capture()); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return buf.Bytes(), nil
}

// Screen draws a window with screens at a place. What then does, if it is not nil, is done before the picture is taken.
// Of cfg the app, window, tasks and view are filled in here.
func Screen(o Options, cfg ui.Config, screens []ui.Screen, at ui.Route, then func(*ui.Shell)) ([]byte, error) {
	return Draw(o, func(a fyne.App, w fyne.Window) fyne.CanvasObject {
		cfg.App, cfg.Window = a, w
		if cfg.Log == nil {
			cfg.Log = slog.New(slog.DiscardHandler)
		}
		cfg.Tasks = ui.NewInlineTasks(cfg.Log)
		cfg.View = ui.View{Mode: look.Light, Text: max(o.Text, look.SmallestText)}
		if o.Dark {
			cfg.View.Mode = look.Dark
		}
		s := ui.New(cfg)
		s.Register(screens...)
		s.Start()
		s.Go(at)
		if then != nil {
			then(s)
		}
		return nil
	})
}
