package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// maxFound is how many people are offered for what was typed.
const maxFound = 8

// addAsk asks whom to put in the cohort: somebody of the register, by typing, or
// somebody new.
func (p *trainingsPage) addAsk() {
	var d *block.Dialog
	pick := block.NewPickField(words.T("Typ een naam, mailadres of plaats"), func(text string, show func([]block.Option)) {
		ui.Load(p.finder, func(ctx context.Context) ([]block.Option, error) {
			found, err := p.people.People(ctx, text, maxFound)
			return personOptions(found), err
		}, func(found []block.Option) {
			show(found)
			d.Relayout()
		})
	})
	pick.Required = true
	pick.NewText = words.T("Nieuw in het register:")
	pick.New = func(name string) {
		d.Close()
		p.addNew(name)
	}
	pick.OnEdit(func() {
		d.Close()
		p.addPerson(number(pick.Value().ID))
	})
	form := block.NewForm(block.FormRow{Label: words.T("Wie"), Field: pick})
	list := block.NewLink(words.T("Uit een lijst (.xlsx of .csv) …"), func() {
		d.Close()
		p.addFileAsk()
	})
	d = &block.Dialog{Title: words.T("Deelnemer toevoegen aan %s", p.page.Title), Content: block.Column(10, form, block.Spread(0, list)), OK: words.T("Toevoegen"), Width: 560, First: pick.Keys(), OnOK: form.Check}
	p.s.Ask(d)
}

func personOptions(found []data.Person) []block.Option {
	var out []block.Option
	for _, f := range found {
		mail := f.Email
		if mail == "" {
			mail = f.WorkEmail
		}
		out = append(out, block.Option{ID: key(f.ID), Text: f.ListName(), Detail: joined(" · ", f.Organisation, f.Town, mail)})
	}
	return out
}

// cohortHits are the cohorts that fit what is typed in the search box.
func cohortHits(tx *data.Tx, text string, limit int) ([]ui.Hit, error) {
	rows, err := training.FindCohorts(tx, text, limit)
	var hits []ui.Hit
	for _, r := range rows {
		hits = append(hits, ui.Hit{Title: r.Title, Detail: joined(" · ", day(r.Day), r.Code, r.Detail), Kind: words.T("trainingsgroep"), Route: ui.Route{Screen: ui.ScreenTrainings, Key: key(r.ID)}})
	}
	return hits, err
}

type addedPerson struct {
	added  training.Added
	change int64
}

func (p *trainingsPage) addPerson(person int64) {
	id := p.page.ID
	p.add(func(ctx context.Context) (training.Added, int64, error) {
		return p.job.AddPerson(ctx, id, training.Enrolling{PersonID: person})
	})
}

func (p *trainingsPage) add(do func(ctx context.Context) (training.Added, int64, error)) {
	ui.Act(p.s.Tasks, words.T("Deelnemer toevoegen"), func(ctx context.Context, _ *ui.Progress) (addedPerson, error) {
		added, change, err := do(ctx)
		return addedPerson{added, change}, err
	}, p.wasAdded)
}

// wasAdded says who was added.
func (p *trainingsPage) wasAdded(a addedPerson) {
	said := words.T("%s toegevoegd", a.added.Name)
	if a.added.Notice != "" {
		said += ". " + a.added.Notice
	}
	if len(a.added.Clashes) > 0 {
		said += ". " + a.added.Clashes[0].Text
	}
	p.s.Done(said, undo(p.undo, a.change))
	p.Reload()
}

// addFileAsk asks for a list of participants.
func (p *trainingsPage) addFileAsk() {
	p.s.Files().Open(words.T("Deelnemers uit een lijst"), []string{".xlsx", ".csv"}, p.addFile)
}

type addedFile struct {
	list   training.AddedList
	change int64
}

func (p *trainingsPage) addFile(path string) {
	id := p.page.ID
	ui.Act(p.s.Tasks, words.T("Deelnemers toevoegen"), func(ctx context.Context, _ *ui.Progress) (addedFile, error) {
		list, change, err := p.job.AddFile(ctx, id, path)
		return addedFile{list, change}, err
	}, func(a addedFile) {
		fresh := 0
		for _, m := range a.list.Added {
			if m.New {
				fresh++
			}
		}
		said := words.T("%s toegevoegd", dutch.Count(len(a.list.Added), words.T("deelnemer"), words.T("deelnemers")))
		if fresh > 0 {
			said += words.T(", %s nieuw in het register", dutch.Number(fresh))
		}
		if a.list.Already > 0 {
			said += words.T(", %s stonden er al in", dutch.Number(a.list.Already))
		}
		p.s.Done(said, undo(p.undo, a.change))
		p.tell(words.T("Kijk dit na"), said+".", a.list.Warnings)
		p.Reload()
	})
}

func (p *trainingsPage) remove(m training.Participant) {
	p.act(words.T("Deelnemer verwijderen"), words.T("%s is uit de groep gehaald", m.CertificateName), func(ctx context.Context) (int64, error) {
		return p.job.Remove(ctx, m.EnrolmentID)
	})
}
