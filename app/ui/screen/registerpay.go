package screen

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Memberships are the jobs by which the register lets people pay for a membership and writes to those whose membership ends.
type Memberships struct {
	Sales     membershipSeller
	Reminders reminderMaker
	Now       clock
}

// membershipSeller makes the invoices for memberships.
type membershipSeller interface {
	MembershipOffer(ctx context.Context, person int64, regime string) (sales.MembershipOffer, error)
	InvoiceMembership(ctx context.Context, person int64, regime string, final bool) (sales.MembershipInvoice, error)
	MediatorYear(ctx context.Context) (sales.YearPlan, error)
	InvoiceMediators(ctx context.Context, people []sales.YearLine, progress func(done, of int)) (sales.YearRun, error)
}

// formPay names the dialog of paid membership in what is kept while somebody types.
const formPay = "person.pay"

// payRegime is the membership that somebody most likely pays for: the one that they have, else what their role says.
func (p *registerPage) payRegime() string {
	if n := len(p.person.Membership); n > 0 {
		return p.person.Membership[n-1].Regime
	}
	coach, mediator := false, false
	for _, r := range p.person.Roles {
		coach = coach || r.Active && (r.Kind == "coach" || r.Kind == "care_coach")
		mediator = mediator || r.Active && r.Kind == "mediator"
	}
	if mediator && !coach {
		return register.RegimeMediator
	}
	return register.RegimeCoach
}

// pay makes the invoice for a paid membership of who is shown.
func (p *registerPage) pay() {
	if p.OnceRead(p.pay) || p.person.Person.ID == 0 {
		return
	}
	id, name := p.person.Person.ID, p.person.Name
	type offers struct{ coach, mediator sales.MembershipOffer }
	ui.Load(p.finder, func(ctx context.Context) (o offers, err error) {
		if o.coach, err = p.members.Sales.MembershipOffer(ctx, id, register.RegimeCoach); err != nil {
			return o, err
		}
		o.mediator, err = p.members.Sales.MembershipOffer(ctx, id, register.RegimeMediator)
		return o, err
	}, func(o offers) {
		if p.person.Person.ID != id || p.s.Page() != ui.Page(p) {
			return
		}
		regime, draft := p.payRegime(), false
		type made struct {
			sales.MembershipInvoice
			draft bool
		}
		p.s.AskEdit(&ui.Edit{
			Form: formPay, Key: key(id), Title: words.T("Lidmaatschap tegen betaling van %s", name), OK: words.T("Factuur maken"),
			Rows: func(r *ui.Rows) {
				r.Choice(words.Later("Lidmaatschap"), &regime,
					block.Choice{ID: register.RegimeCoach, Text: words.T("coach")}, block.Choice{ID: register.RegimeMediator, Text: words.T("mediator")}).Shapes()
				r.Check("", words.Later("Eerst als concept, om iets te wijzigen"), &draft).Hint(offerText(pick(regime == register.RegimeMediator, o.mediator, o.coach)))
			},
			Save: ui.SaveBy(words.T("Factuur maken"), func(ctx context.Context) (made, error) {
				m, err := p.members.Sales.InvoiceMembership(ctx, id, regime, !draft)
				return made{m, draft}, err
			}, func(m made) {
				p.Reload()
				if m.draft {
					p.s.Done(words.T("Conceptfactuur voor het lidmaatschap gemaakt"), undo(p.undo, m.Change))
					p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(m.ID)})
					return
				}
				p.s.SayWith(words.T("Factuur %s gemaakt; het lidmaatschap gaat in zodra hij is betaald", m.Number), words.T("Bekijken"), func() {
					p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(m.ID)})
				})
			}),
		}, &block.Dialog{Width: 560, Text: words.T("Het lidmaatschap gaat vanzelf in, of loopt door, op de dag waarop de factuur helemaal is betaald. Gaat het geld terug, of wordt de factuur gecrediteerd, dan vervalt het weer.")})
	})
}

// pick is a where it holds, else b.
func pick[T any](a bool, yes, no T) T {
	if a {
		return yes
	}
	return no
}

// offerText says what a membership costs and does, and what to look at first.
func offerText(o sales.MembershipOffer) string {
	var parts []string
	if o.Cents != data.NoPrice {
		text := words.T("%s voor %s.", money(o.Cents), dutch.Count(o.Months, words.T("maand"), words.T("maanden")))
		if o.Member {
			text += " " + words.T("Telt door vanaf %s.", day(o.Until))
		} else {
			text += " " + words.T("Gaat in op de dag van betaling.")
		}
		parts = append(parts, text)
	}
	if o.Problem != "" {
		parts = append(parts, o.Problem)
	}
	return joined(" ", append(parts, o.Notices...)...)
}

// mediators shows who pays the yearly contribution next, and makes the invoices.
func (p *registerPage) mediators() {
	ui.Load(p.finder, p.members.Sales.MediatorYear, func(plan sales.YearPlan) {
		n := len(plan.Ready)
		d := &block.Dialog{Title: words.T("Jaarlijkse bijdrage van mediators"), Width: 640}
		content := block.Column(14)
		switch {
		case plan.Problem != "":
			content.Add(block.NewParagraph(plan.Problem))
			content.Add(block.Spread(0, block.NewLink(words.T("Naar de instellingen"), func() {
				d.Close()
				p.s.Go(ui.Route{Screen: ui.ScreenSettings, Key: partLengths})
			})))
		case n == 0:
			content.Add(block.NewParagraph(words.T("Er is nu geen mediator die een factuur moet krijgen.")))
		default:
			d.Text = words.T("Voor wie het jaar eindigt tot en met %s of net is afgelopen: %s per factuur. Het nieuwe jaar gaat in zodra de factuur is betaald, en telt door vanaf de einddatum.", day(plan.Until), money(plan.Cents))
			d.OK = words.T("%s definitief maken", dutch.Count(n, words.T("factuur"), words.T("facturen")))
			d.Danger = true
			d.OnOK = func() bool {
				d.Close()
				p.invoiceMediators(plan.Ready)
				return true
			}
		}
		if n > 0 {
			content.Add(yearTable(plan.Ready))
		}
		if len(plan.LeftOut) > 0 {
			content.Add(block.Section(words.T("Krijgen er nu geen"), yearLines(plan.LeftOut)...))
		}
		d.Content = content
		p.s.Ask(d)
	})
}

func yearTable(lines []sales.YearLine) *block.Table {
	table := block.NewTable(words.T("mediator"), words.T("mediators"),
		block.TableColumn{ID: "name", Title: words.T("Naam"), Grow: true}, block.TableColumn{ID: "until", Title: words.T("Eindigt op")}).Fitting()
	var rows []block.Row
	for _, l := range lines {
		rows = append(rows, block.Row{ID: key(l.PersonID), Cells: []block.Cell{{Text: l.Name}, {Text: day(l.Until), Sort: string(l.Until)}}})
	}
	table.SetRows(rows)
	return table
}

func yearLines(lines []sales.YearLine) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, l := range lines {
		out = append(out, block.NewParagraph(l.Name+": "+l.Reason))
	}
	return out
}

func (p *registerPage) invoiceMediators(people []sales.YearLine) {
	ui.Act(p.s.Tasks, words.T("Facturen maken"), func(ctx context.Context, progress *ui.Progress) (sales.YearRun, error) {
		return p.members.Sales.InvoiceMediators(ctx, people, progress.Set)
	}, func(run sales.YearRun) {
		p.Reload()
		said := words.T("%s gemaakt", dutch.Count(len(run.Made), words.T("factuur"), words.T("facturen")))
		show := func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: string(data.OpenInvoices)}) }
		if len(run.LeftOut) == 0 {
			p.s.SayWith(said, words.T("Bekijken"), show)
			return
		}
		p.s.Ask(&block.Dialog{
			Title: said, Width: 560, Text: words.T("Voor %s is er geen gemaakt. Aan hun lidmaatschap is niets veranderd.", strconv.Itoa(len(run.LeftOut))),
			Content: block.Column(6, yearLines(run.LeftOut)...),
		})
	})
}

// causeOf opens what a step of a membership came of: an invoice, a training; nil where there is nothing to open.
func (p *registerPage) causeOf(e data.MembershipEvent) func() {
	switch {
	case e.InvoiceID != 0:
		return p.goTo(ui.ScreenInvoices, key(e.InvoiceID))
	case e.EnrolmentID != 0:
		for _, t := range p.person.Trainings {
			if t.EnrolmentID == e.EnrolmentID {
				return p.goTo(ui.ScreenTrainings, key(t.CohortID))
			}
		}
	}
	for _, c := range p.person.Certificates {
		if c.DocumentID != 0 && (e.CertificateID != 0 && c.ID == e.CertificateID || e.EnrolmentID != 0 && c.EnrolmentID == e.EnrolmentID) {
			return func() { p.lookAt(c) }
		}
	}
	return nil
}

// why says of who is no member why not, and what would make one.
func (p *registerPage) why() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, line := range p.person.Become {
		out = append(out, block.Beside(8, 1, block.NewIcon(look.IconInfo, look.Quiet), block.NewParagraph(line)))
	}
	return out
}
