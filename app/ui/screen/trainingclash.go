package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The names of the fields that a clash is told beside.
var (
	townField  = words.Later("Plaats")
	venueField = words.Later("Locatie")
)

// typed reads what is filled in now, also before it is saved.
func (f *cohortForm) typed(e *ui.Edit) training.Occasion {
	o := training.Occasion{Cohort: f.id}
	for i := range f.values.Days {
		d := data.Day("")
		if field, ok := e.Field(dayName(i)).(*block.DateField); ok {
			d = data.Day(field.Value())
		}
		o.Days = append(o.Days, d)
	}
	for name, into := range map[string]*string{townField: &o.Town, venueField: &o.Venue} {
		if field, ok := e.Field(name).(*block.TextField); ok {
			*into = field.Value()
		}
	}
	for i := range f.values.Trainers {
		t := training.Trainer{}
		if field, ok := e.Field(trainerName(i)).(*block.PickField); ok && field.Value().ID != "" {
			t = training.Trainer{PersonID: number(strings.TrimPrefix(field.Value().ID, "p")), Name: field.Value().Text}
		}
		o.Trainers = append(o.Trainers, t)
	}
	if f.id != 0 && f.id == f.p.page.ID {
		for _, m := range f.p.page.Participants {
			o.People = append(o.People, m.PersonID)
		}
	}
	return o
}

// watch looks for clashes of what is filled in, and tells them beside their fields.
func (f *cohortForm) watch(e *ui.Edit) {
	o := f.typed(e)
	ui.Load(f.lane, func(ctx context.Context) ([]training.Clash, error) { return f.p.job.Clashes(ctx, o) }, func(found []training.Clash) {
		if !f.p.Editing() {
			return
		}
		notes := map[string][]fyne.CanvasObject{venueField: nil}
		for i := range o.Days {
			notes[dayName(i)] = nil
		}
		for i := range o.Trainers {
			notes[trainerName(i)] = nil
		}
		for _, c := range training.Together(found) {
			name := venueField
			switch c.Kind {
			case training.ClashDay, training.ClashPerson:
				for i, d := range o.Days {
					if d == c.Day {
						name = dayName(i)
					}
				}
			case training.ClashTrainer:
				for i, t := range o.Trainers {
					if t.PersonID == c.PersonID && (c.PersonID != 0 || data.Fold(t.Name) == data.Fold(c.Name)) {
						name = trainerName(i)
					}
				}
			}
			notes[name] = append(notes[name], f.p.clashLine(c))
		}
		for name, lines := range notes {
			e.Note(name, lines...)
		}
	})
}
