package screen

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// doubleKind is what the page of doubles merges: people or organisations, each with its own words.
type doubleKind struct {
	doubles      func(ctx context.Context) ([]register.Double, error)
	compare      func(ctx context.Context, ids []int64) (register.Comparison, error)
	areDifferent func(ctx context.Context, ids []int64) (int64, error)
	look         func(ctx context.Context, text string) ([]block.Option, error)
	key          func(id int64) string // as the register opens one

	one, more, none, empty, same, question, different, remembered, another, anotherAsk, hint string
}

func (p *registerPage) peopleDoubles() doubleKind {
	return doubleKind{
		doubles: p.job.Doubles, compare: p.job.Compare, areDifferent: p.job.AreDifferent, key: key,
		look: func(ctx context.Context, text string) ([]block.Option, error) {
			rows, err := p.job.Search(ctx, register.Query{Text: text}, nil, 0, 20)
			var found []block.Option
			for _, r := range rows {
				found = append(found, block.Option{ID: key(r.ID), Text: r.ListName, Detail: joined(" · ", r.Town, r.Organisation, r.Email)})
			}
			return found, err
		},
		one: words.T("persoon"), more: words.T("mensen"),
		none:  words.T("Iedereen lijkt er één keer in te staan. Weet je er zelf twee: open een van de twee in het register en kies “Samenvoegen met …”."),
		empty: words.T("Hier zie je twee keer dezelfde persoon naast elkaar, zodra er een dubbel is."),
		same:  words.T("dezelfde persoon"), question: words.T("Is dit dezelfde persoon?"),
		different: words.T("Dit zijn verschillende mensen"), remembered: words.T("Onthouden: dit zijn verschillende mensen"),
		another: words.T("Nog iemand erbij …"), anotherAsk: words.T("Wie is ook dezelfde persoon? Er wordt nog niets gewijzigd."), hint: words.T("Naam, plaats, mailadres of nummer"),
	}
}

func (p *registerPage) organisationDoubles() doubleKind {
	return doubleKind{
		doubles: p.job.OrganisationDoubles, compare: p.job.CompareOrganisations, areDifferent: p.job.OrganisationsAreDifferent, key: organisationKey,
		look: func(ctx context.Context, text string) ([]block.Option, error) {
			found, err := p.job.FindOrganisations(ctx, text, 20)
			var out []block.Option
			for _, o := range found {
				out = append(out, block.Option{ID: key(o.ID), Text: o.Name, Detail: joined(" · ", o.Department, o.Town, register.OrganisationKindName(o.Kind))})
			}
			return out, err
		},
		one: words.T("organisatie"), more: words.T("organisaties"),
		none:  words.T("Elke organisatie lijkt er één keer in te staan. Weet je er zelf twee: open een van de twee in het register en kies “Samenvoegen met …”."),
		empty: words.T("Hier zie je twee keer dezelfde organisatie naast elkaar, zodra er een dubbel is."),
		same:  words.T("dezelfde organisatie"), question: words.T("Is dit dezelfde organisatie?"),
		different: words.T("Dit zijn verschillende organisaties"), remembered: words.T("Onthouden: dit zijn verschillende organisaties"),
		another: words.T("Nog een erbij …"), anotherAsk: words.T("Welke is ook dezelfde organisatie? Er wordt nog niets gewijzigd."), hint: words.T("Naam of plaats"),
	}
}

// mergeWith asks for another one, to put beside the record that is shown.
func (p *registerPage) mergeWith() {
	of, one, name := p.peopleDoubles(), p.person.Person.ID, p.person.Name
	text := words.T("Wie staat er ook in als %s? Je ziet ze daarna naast elkaar; er wordt nog niets gewijzigd.", name)
	if p.person.Person.ID == 0 {
		of, one, name = p.organisationDoubles(), p.org.Organisation.ID, p.org.Organisation.Name
		text = words.T("Welke organisatie is ook %s? Je ziet ze daarna naast elkaar; er wordt nog niets gewijzigd.", name)
	}
	home := ui.Route{Screen: ui.ScreenRegister, Key: p.key}
	askRecord(p.s, p.finder, of.look, words.T("Samenvoegen met …"), text, of.hint, []int64{one}, func(other int64) {
		p.s.Show(newDoublesPage(p.s, p.job, p.undo, of, home, one, other))
	})
}

// more asks for one more, to put beside those that are shown.
func (p *doublesPage) more() {
	ids := slices.Clone(p.ids)
	askRecord(p.s, p.finder, p.of.look, p.of.another, p.of.anotherAsk, p.of.hint, ids, func(other int64) {
		p.by = append(ids, other)
		p.fill()
		p.list.ChooseID(byHand)
		p.choose(byHand)
	})
}

// askRecord asks for one of the register other than those that are shown, and goes on as soon as one is picked.
func askRecord(s *ui.Shell, lane *ui.Lane, look func(ctx context.Context, text string) ([]block.Option, error), title, text, hint string, less []int64, then func(id int64)) {
	field := block.NewPickField(hint, func(text string, show func([]block.Option)) {
		ui.Load(lane, func(ctx context.Context) ([]block.Option, error) {
			found, err := look(ctx, text)
			return slices.DeleteFunc(found, func(o block.Option) bool { return slices.Contains(less, number(o.ID)) }), err
		}, show)
	})
	d := &block.Dialog{Title: title, Text: text, Content: field, First: field.Keys(), Width: 560}
	field.OnEdit(func() {
		if id := number(field.Value().ID); id != 0 {
			d.Close()
			then(id)
		}
	})
	s.Ask(d)
}

// mergedLines tells of the mergings into the record that is shown, with the way back.
func (p *registerPage) mergedLines(name string, mergings []register.MergedLine) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range mergings {
		text := block.NewParagraph(words.T("%s samengevoegd met %s, door %s", day(m.Day), strings.Join(m.Names, ", "), m.Who))
		out = append(out, block.Column(2, text, block.Spread(0, block.NewLink(words.T("Samenvoegen terugdraaien"), func() { p.unmerge(name, m.Change) }))))
	}
	return out
}

// unmerge says what taking a merging back will do, and does it.
func (p *registerPage) unmerge(name string, change int64) {
	ui.Act(p.s.Tasks, words.T("Samenvoegen bekijken"), func(ctx context.Context, _ *ui.Progress) (register.Unmerging, error) {
		return p.job.LookAtUnmerge(ctx, change)
	}, func(u register.Unmerging) {
		lines := []fyne.CanvasObject{block.NewParagraph(words.T("%s staat daarna weer apart in het register. Wat bij het samenvoegen meeging, gaat terug (%s). Wat er sindsdien bij kwam, blijft bij %s.",
			strings.Join(u.Names, ", "), dutch.Count(u.Moved, words.T("onderdeel"), words.T("onderdelen")), name))}
		for _, s := range u.Stays {
			lines = append(lines, block.NewParagraph(s))
		}
		p.s.Ask(&block.Dialog{
			Title: words.T("Samenvoegen terugdraaien?"), Content: block.Column(8, lines...), OK: words.T("Terugdraaien"), Width: 560,
			OnOK: func() bool {
				ui.Act(p.s.Tasks, words.T("Samenvoegen terugdraaien"), func(ctx context.Context, _ *ui.Progress) (register.Unmerging, error) {
					return p.job.Unmerge(ctx, change)
				}, func(register.Unmerging) {
					p.s.Say(words.T("Het samenvoegen is teruggedraaid"))
					p.Reload()
				})
				return true
			},
		})
	})
}
