package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kiesvoorhetkind.nl/kantoor/app/ui"
)

// Anew shows screens in the same window as if it was opened just now, the first of them shown, seen as v
// says. What was open in it is gone, dialogs too.
func (d *Desk) Anew(v ui.View, screens ...ui.Screen) {
	overlays := d.win.Canvas().Overlays()
	for o := overlays.Top(); o != nil; o = overlays.Top() {
		overlays.Remove(o)
	}
	d.win.SetContent(canvas.NewRectangle(nil))
	size := d.win.Canvas().Size()
	d.config.View = v
	d.config.Tasks = ui.NewInlineTasks(d.config.Log)
	d.Shell = ui.New(d.config)
	d.win.Resize(size)
	d.Register(screens[0])
	d.Start()
	d.Register(screens[1:]...)
}

// PageCommands answers the IDs of what can be done on the page now.
func (d *Desk) PageCommands() []string {
	p, ok := d.Page().(ui.Commander)
	if !ok {
		return nil
	}
	var ids []string
	for _, c := range p.Commands() {
		if c.Enabled == nil || c.Enabled() {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// Focus gives something the keyboard.
func (d *Desk) Focus(f fyne.Focusable) { d.win.Canvas().Focus(f) }
