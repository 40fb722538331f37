package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// formerOfClaim begins a training of before with what the copy says, for an office that remembers it once it reads that.
func (p *oldPapersPage) formerOfClaim() oldpaper.Former {
	c := p.page.Claim
	return oldpaper.Former{From: p.page.Paper.ID, Course: c.Course, Town: c.Place, Trainers: c.Trainers, When: c.When().Said()}
}

func (p *oldPapersPage) showFormer() {
	f := p.former
	unsure := func(on bool, text string) string {
		if on && text != "" {
			return words.T("%s (niet zeker)", text)
		}
		return text
	}
	counts := words.T("Deze training telt mee bij het zoeken naar oude certificaten. Wat niet zeker is, weegt half.")
	if f.From != 0 {
		counts = words.T("Deze training telt mee bij het zoeken naar oude certificaten, behalve voor de kopie waaruit ze is genoteerd. Wat niet zeker is, weegt half.")
	}
	p.detail.Set(
		block.Head(f.Title(), block.NewPill(words.T("van vroeger"), look.Grey)),
		block.Spread(8, block.NewButton(words.T("Gegevens wijzigen"), p.edit).WithHint("E"), block.NewButton(words.T("Verwijderen"), p.removeFormer)),
		block.Facts(
			block.Fact{Label: words.T("Opleiding"), Value: unsure(f.UnsureCourse, f.Course)},
			block.Fact{Label: words.T("Wanneer"), Value: unsure(f.UnsureDate, f.When)},
			block.Fact{Label: words.T("Plaats"), Value: unsure(f.UnsurePlace, joined(", ", f.Town, f.Venue))},
			block.Fact{Label: words.T("Trainers"), Value: unsure(f.UnsureTrainers, strings.Join(f.Trainers, "\n"))},
			block.Fact{Label: words.T("Hoe weten we dit"), Value: f.Source},
			block.Fact{Label: words.T("Notitie"), Value: f.Notes},
		),
		block.NewQuietParagraph(counts),
	)
}

// editFormer notes a training of before, or changes it.
func (p *oldPapersPage) editFormer(f oldpaper.Former) {
	from := int64(0) // the copy that it is noted for
	if p.page.Paper.ID != 0 && f.ID == 0 {
		from = p.page.Paper.ID
	}
	e := &ui.Edit{
		Form: formFormer, Title: words.T("Training van vroeger noteren"),
		Under: []fyne.CanvasObject{block.NewQuiet(words.T("Zo veel als bekend is; een jaar en een plaats zijn al genoeg."))},
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Wanneer"), &f.When).Required().Hint(words.T("Een dag, een maand, een seizoen, een jaar of meer jaren: 2008-2010."))
			r.Check("", words.Later("Wanneer is niet zeker"), &f.UnsureDate)
			r.Text(words.Later("Plaats"), &f.Town)
			r.Text(words.Later("Locatie"), &f.Venue)
			r.Check("", words.Later("De plaats is niet zeker"), &f.UnsurePlace)
			trainers := text("")
			r.Add(words.Later("Trainers"), trainers, func() { trainers.SetValue(oldpaper.JoinTrainers(f.Trainers)) }, func() { f.Trainers = oldpaper.SplitTrainers(trainers.Value()) })
			r.Check("", words.Later("De trainers zijn niet zeker"), &f.UnsureTrainers)
			r.Text(words.Later("Opleiding"), &f.Course)
			r.Check("", words.Later("De opleiding is niet zeker"), &f.UnsureCourse)
			r.Text(words.Later("Hoe weten we dit"), &f.Source).Required().Example(words.T("bijvoorbeeld: agenda 2009"))
			r.Area(words.Later("Notitie"), &f.Notes, 3)
		},
	}
	if f.ID != 0 {
		e.Key, e.Title = "f"+key(f.ID), words.T("Training van vroeger")
		e.Newest = ui.ReadBy(func(ctx context.Context) (oldpaper.Former, error) { return p.job.Former(ctx, f.ID) }, func(now oldpaper.Former) { f = now })
	}
	type saved struct{ id, change int64 }
	e.Save = ui.SaveBy(words.T("Training van vroeger opslaan"), func(ctx context.Context) (saved, error) {
		id, change, err := p.job.SaveFormer(ctx, f)
		return saved{id, change}, err
	}, func(s saved) {
		p.s.Done(words.T("Training van vroeger opgeslagen"), undo(p.undo, s.change))
		if from != 0 {
			p.chosen = false
			p.open(key(from)) // it may fit now
		} else {
			p.Open("f" + key(s.id))
		}
		p.Reload()
	})
	p.Fill(e)
}

func (p *oldPapersPage) removeFormer() {
	id := p.former.ID
	p.act(words.T("Training van vroeger verwijderd"), func(ctx context.Context) (int64, error) { return p.job.RemoveFormer(ctx, id) })
}
