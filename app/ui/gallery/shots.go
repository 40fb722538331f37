package gallery

import (
	"context"
	"errors"

	"kiesvoorhetkind.nl/kantoor/app/ui"
)

// Shot is a picture of the gallery.
type Shot struct {
	Name   string
	Screen ui.ScreenID
	// Height of the window in units at the normal text size; that of a usual window when 0.
	Height float32
	// Do is done before the picture is taken; may be nil.
	Do func(*ui.Shell)
}

// Shots are the pictures that show every block, also those that come over a page.
func Shots() []Shot {
	return []Shot{
		{Name: "today", Screen: ui.ScreenToday},
		{Name: "list", Screen: ui.ScreenMail},
		{Name: "states", Screen: ui.ScreenComplaints, Height: 1100},
		{Name: "table", Screen: ui.ScreenRegister},
		{Name: "marks", Screen: ui.ScreenTrainings},
		{Name: "panels", Screen: ui.ScreenOrders, Height: 1200},
		{Name: "papers", Screen: ui.ScreenInvoices},
		{Name: "reading", Screen: ui.ScreenReports, Height: 1000},
		{Name: "fields", Screen: ui.ScreenSettings, Height: 2500},
		{Name: "columns", Screen: ui.ScreenRegister, Do: on(func(r *register) { r.table.Menu() })},
		{Name: "dialog", Screen: ui.ScreenMail, Do: on(func(m *mail) { m.ask() })},
		{Name: "print", Screen: ui.ScreenInvoices, Do: on(func(p *papers) { askPaper(p.s, paperSizes()) })},
		{Name: "edit", Screen: ui.ScreenSettings, Do: on(func(f *fields) { f.edit() })},
		{Name: "bars", Screen: ui.ScreenToday, Do: func(s *ui.Shell) {
			Notice(s)
			s.Fail(errors.New("x"))
			s.Done("2 maart: iedereen aanwezig", func(context.Context) error { return nil })
		}},
	}
}

// on does something with the page that is shown, when it is of a kind.
func on[P any](do func(P)) func(*ui.Shell) {
	return func(s *ui.Shell) {
		if p, ok := s.Page().(P); ok {
			do(p)
		}
	}
}
