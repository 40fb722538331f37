package oldpaper

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Former is a training of before as the office fills it in. Of what it is not sure of counts half.
type Former struct {
	ID       int64
	Version  int64
	Course   string
	When     string // as people say it: "voorjaar 2009", "2008 tot 2010", "12 maart 2009"
	Town     string
	Venue    string
	Trainers []string
	Source   string // how the office knows
	Notes    string
	From     int64 // the copy that it was noted from, for which it proves nothing; 0: none

	// What is not sure.
	UnsureDate, UnsurePlace, UnsureTrainers, UnsureCourse bool
}

// Title names it in a list: "KIES coach 7-12 jaar, Zwolle".
func (f Former) Title() string {
	return joined(", ", firstFilled(f.Course, words.T("Training")), f.Town)
}

func (f *Former) unsure() []struct {
	name string
	on   *bool
} {
	return []struct {
		name string
		on   *bool
	}{{"date", &f.UnsureDate}, {"place", &f.UnsurePlace}, {"trainers", &f.UnsureTrainers}, {"course", &f.UnsureCourse}}
}

func formerOf(r data.FormerTraining) Former {
	f := Former{
		ID: r.ID, Version: r.Version, Course: r.Course, When: formerWhen(r).Said(), Town: r.Town, Venue: r.Venue, Trainers: lines(r.Trainers), Source: r.Source, Notes: r.Notes, From: r.NotedFor,
	}
	for _, u := range f.unsure() {
		*u.on = slices.Contains(strings.Fields(r.Uncertain), u.name)
	}
	return f
}

// Formers gives the trainings of before, the newest first.
func (d *Desk) Formers(ctx context.Context) ([]Former, error) {
	var out []Former
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		all, err := tx.FormerTrainings()
		out = make([]Former, len(all))
		for i, r := range all {
			out[i] = formerOf(r)
		}
		return err
	})
	return out, err
}

// Former gives one; data.ErrNotFound when there is none.
func (d *Desk) Former(ctx context.Context, id int64) (Former, error) {
	var f Former
	err := d.store.Read(ctx, func(tx *data.Tx) error {
		r, err := tx.FormerTraining(id)
		f = formerOf(r)
		return err
	})
	return f, err
}

// SaveFormer adds a training of before (ID 0) or changes one. When and how it is known must be said.
func (d *Desk) SaveFormer(ctx context.Context, f Former) (id, change int64, err error) {
	w := ReadWhen(f.When)
	switch {
	case w.None():
		return 0, 0, data.Refuse("Vul in wanneer de training was, zo goed als je het weet: een dag, een maand, een seizoen of een jaar. Er is niets opgeslagen.")
	case tidy(f.Town) == "" && tidy(f.Venue) == "" && len(tidyAll(f.Trainers)) == 0:
		return 0, 0, data.Refuse("Vul een plaats of een trainer in, anders is de training niet te herkennen. Er is niets opgeslagen.")
	case tidy(f.Source) == "":
		return 0, 0, data.Refuse("Vul in hoe je dit weet, bijvoorbeeld: agenda 2009, of: verteld door een trainer. Er is niets opgeslagen.")
	}
	title := "Training van vroeger genoteerd"
	if f.ID != 0 {
		title = "Training van vroeger gewijzigd"
	}
	change, err = d.do(ctx, title, func(tx *data.Tx) error {
		var r data.FormerTraining
		if f.ID != 0 {
			if r, err = tx.FormerTraining(f.ID); err != nil {
				return err
			}
			r.Version = f.Version
		} else {
			r.NotedFor = f.From
		}
		r.Course, r.AgeGroup, r.Town, r.Venue = tidy(f.Course), agesOf(f.Course), tidy(f.Town), tidy(f.Venue)
		r.Trainers, r.Source, r.Notes = strings.Join(tidyAll(f.Trainers), "\n"), tidy(f.Source), strings.TrimSpace(clip(f.Notes, 4000))
		r.FromDay, r.UntilDay = keepStretch(w)
		var unsure []string
		for _, u := range f.unsure() {
			if *u.on {
				unsure = append(unsure, u.name)
			}
		}
		r.Uncertain = strings.Join(unsure, " ")
		err := tx.SaveFormerTraining(&r)
		id = r.ID
		return err
	})
	return id, change, err
}

// keepStretch writes a stretch of time as it is kept: no more exact than it is known.
func keepStretch(w When) (from, until string) {
	if !w.Exact() {
		if k := w.Kept(); k != "" && keptWhen(k) == (When{From: w.From, Until: w.Until}) {
			return k, "" // a whole month or year
		}
		return string(w.From), string(w.Until)
	}
	return string(w.From), ""
}

// RemoveFormer removes a training of before that no decision was based on.
func (d *Desk) RemoveFormer(ctx context.Context, id int64) (int64, error) {
	return d.do(ctx, "Training van vroeger verwijderd", func(tx *data.Tx) error {
		used, err := tx.CountOldPapersOfFormer(id)
		if err != nil {
			return err
		}
		if used > 0 {
			return data.Refuse("Op deze training is al een beslissing gebaseerd. Ze is niet verwijderd; wijzig haar zo nodig.")
		}
		return tx.RemoveFormerTraining(id)
	})
}
