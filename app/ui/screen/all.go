package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/data"
)

// All gives the screens of an office.
func All(o *app.Office) []ui.Screen {
	return []ui.Screen{
		Post(o.Mail, o.Intake, o.Training, o, o.Store.Now),
		Complaints(o.Complaints, o.Mail, o, o.Name),
		Register(o.Register, o.Training, SystemPapers(), o),
		Trainings(o.Training, Finder{o.Store}, o, o.Store.Now),
		Orders(o.Sales, Finder{Store: o.Store}, SystemPapers(), o),
		Invoices(o.Sales, o.Mail, SystemPapers(), o, o.Name),
		Settings(o.Sales, o.Mail, o.Register, o, o.Store.Now, fyne.CurrentApp().Metadata().Version),
	}
}

// Finder looks up what is typed in the search box.
type Finder struct{ Store *data.Store }

// Find gives the people who fit, the best first.
func (f Finder) Find(ctx context.Context, text string, limit int) ([]ui.Hit, error) {
	found, err := register.New(f.Store).Find(ctx, text, limit)
	if err != nil {
		return nil, err
	}
	var hits []ui.Hit
	for _, p := range found {
		hits = append(hits, ui.Hit{Title: p.ListName, Detail: joined(", ", p.Organisation, p.Town), Kind: "professional", Route: ui.Route{Screen: ui.ScreenRegister, Key: key(p.ID)}})
	}
	return hits, nil
}

// People gives the people who fit what is typed, the best first.
func (f Finder) People(ctx context.Context, text string, limit int) ([]data.Person, error) {
	var found []data.Person
	err := f.Store.Read(ctx, func(tx *data.Tx) (err error) {
		found, err = tx.SearchPeople(text, limit)
		return err
	})
	return found, err
}

// Refused is what stands in the window when the office cannot be opened.
func Refused(text string, close func()) fyne.CanvasObject {
	return block.On(look.Paper, block.NewEmpty(look.IconWarning, "Het kantoor gaat niet open", text, block.NewPrimary("Sluiten", close)))
}
