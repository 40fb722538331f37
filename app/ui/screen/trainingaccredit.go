package screen

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	calc "kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// accreditations is what the page asks to hand attendance to a professional register.
type accreditations interface {
	Accreditation(ctx context.Context, cohort int64, register string) (training.Accreditation, error)
	SaveAccreditation(ctx context.Context, cohort int64, a training.Accreditation) (int64, error)
	AccreditationList(ctx context.Context, cohort int64, register string) (training.AccreditationList, error)
}

// formAccreditation names the dialog in what is kept while somebody types.
const formAccreditation = "cohort.accreditation"

// accredit asks for what PE-online wants to know, and then gives the list. An empty register is the last that was used.
func (p *trainingsPage) accredit(register string) {
	id := p.page.ID
	ui.Load(p.finder, func(ctx context.Context) (training.Accreditation, error) {
		return p.job.Accreditation(ctx, id, register)
	}, func(a training.Accreditation) {
		if !p.still(id) {
			return
		}
		if register != "" {
			a.Plan.Register = register
		}
		loaded := a.Plan.Register
		p.s.AskEdit(&ui.Edit{
			Form: formAccreditation, Key: key(id), Title: words.T("Presentie voor PE-online"), OK: words.T("Lijst maken"),
			Rows: func(r *ui.Rows) {
				r.Text(words.Later("Register"), &a.Plan.Register).Required().Example(words.T("Bijvoorbeeld: SKJ")).Hint(words.T("Waarbij de training is geaccrediteerd. De nummers hieronder horen bij dit register."))
				r.Text(words.Later("Cursusnummer"), &a.Plan.Course).Hint(words.T("Het nummer van deze opleiding bij PE-online."))
				r.Check(words.Later("Accreditatie"), words.T("Elke dag telt apart"), &a.Plan.PerDay)
				for i := range a.People {
					one := &a.People[i]
					r.Text(one.Name, &one.Number).Named("number." + key(one.PersonID)).Example(words.T("Registratienummer"))
				}
			},
			Save: ui.SaveBy(words.T("Opslaan"), func(ctx context.Context) (int64, error) {
				if loaded != "" && a.Plan.Register != loaded {
					return 0, nil // the numbers that are shown are another register's
				}
				return p.job.SaveAccreditation(ctx, id, a)
			}, func(int64) {
				if loaded != "" && a.Plan.Register != loaded {
					p.accredit(a.Plan.Register)
					return
				}
				p.accredited(a.Plan.Register)
			}),
		}, &block.Dialog{Width: 620})
	})
}

// accredited shows what the list holds and who is not in it, to save it or to copy the numbers.
func (p *trainingsPage) accredited(register string) {
	id := p.page.ID
	ui.Load(p.finder, func(ctx context.Context) (training.AccreditationList, error) {
		return p.job.AccreditationList(ctx, id, register)
	}, func(l training.AccreditationList) {
		if !p.still(id) {
			return
		}
		content := block.Column(14)
		if len(l.Numbers) > 0 {
			var copies []fyne.CanvasObject
			for _, d := range l.Numbers {
				copies = append(copies, block.NewLink(words.T("Nummers van %s kopiëren (%d)", day(d.Day), len(d.Numbers)), func() {
					clipboard(strings.Join(d.Numbers, "\n"))
					p.s.Say(words.T("%s gekopieerd; plak ze bij PE-online", dutch.Count(len(d.Numbers), words.T("nummer"), words.T("nummers"))))
				}))
			}
			content.Add(block.Section(words.T("Plakken bij PE-online"), block.Spread(16, copies...)))
		}
		for _, one := range []struct {
			title string
			names []string
		}{
			{words.T("Waren er, maar hebben geen nummer"), l.Without},
			{words.T("Waren er een deel van de dag en zitten er niet in"), l.Partly},
			{words.T("Hebben de training (nog) niet afgerond en zitten er niet in"), l.Unfinished},
		} {
			if len(one.names) > 0 {
				content.Add(block.Section(one.title, block.NewParagraph(strings.Join(one.names, ", "))))
			}
		}
		d := &block.Dialog{Title: words.T("Presentie voor PE-online"), Width: 620, Content: content}
		d.Text = words.T("%s in de lijst.", dutch.Count(len(l.Table.Rows), words.T("regel"), words.T("regels")))
		if len(l.Table.Rows) > 0 {
			d.OK = words.T("Lijst opslaan …")
			d.OnOK = func() bool {
				d.Close()
				p.s.ExportList(ui.Export{Name: l.Table.Title, Rows: func(context.Context, *ui.Progress) (calc.Table, error) { return l.Table, nil }})
				return true
			}
		}
		p.s.Ask(d)
	})
}

// canAccredit says whether there is attendance to hand on.
func (p *trainingsPage) canAccredit() bool {
	return p.shown() && len(p.page.Participants) > 0 && len(p.page.Days) > 0 && p.page.Days[0].Past
}
