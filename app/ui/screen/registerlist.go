package screen

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// registerList is a page of the list, and how many there are.
type registerList struct {
	rows  []register.Row
	items []block.Item
	total int
	ends  register.Ends
}

// columns gives the table those of what is listed.
func (p *registerPage) columns() {
	if p.chips.Chosen() == organisationsChip {
		p.list.SetTable("register.organisaties", organisationColumns()...)
	} else {
		p.list.SetTable("register", personColumns()...)
	}
}

// Reload reads the first page of the list again, and what the page shows.
func (p *registerPage) Reload() {
	p.columns()
	q, total, ends := p.query(), p.total, p.ends
	if people := q.Which != organisationsChip; p.filter.body.Visible() != people {
		p.filter.body.Hidden = !people // it is people who have certificates
		p.split.Refresh()
	}
	ui.Load(p.lane, func(ctx context.Context) (registerList, error) {
		l, err := p.read(ctx, q, nil, 0, 0)
		if err != nil {
			return l, err
		}
		if q.Text != "" {
			// Between two keystrokes is no time to count.
			l.total, l.ends = total, ends
			return l, nil
		}
		if l.total, err = p.job.Count(ctx); err != nil {
			return l, err
		}
		l.ends, err = p.job.Ends(ctx)
		return l, err
	}, p.filled)
}

// emptyWords say why the list has nobody: a register with nobody in it has nobody to be found either.
func (p *registerPage) emptyWords() (title, text string) {
	if p.total == 0 && p.chips.Chosen() != organisationsChip {
		return words.T("Nog niemand in het register"), words.T("Zet je ledenlijst rechts neer, of voeg iemand toe met N: ga eerst met Esc uit het zoekveld.")
	}
	return nobodyFound()
}

func nobodyFound() (title, text string) {
	return words.T("Niemand gevonden"), words.T("Probeer een deel van een naam, plaats, mailadres of certificaatnummer. Iemand die er nog niet in staat, voeg je toe met N: ga eerst met Esc uit het zoekveld. Een hele lijst komt erin met “Ledenlijst inlezen”.")
}

// filled shows a list that was read anew.
func (p *registerPage) filled(l registerList) {
	p.rows, p.total, p.ends = l.rows, l.total, l.ends
	p.more = len(l.items) == pageSize
	p.counted()
	if which := p.chips.Chosen(); len(l.items) > 0 && (which == register.Ending || which == register.InGrace || which == register.Lapsed) {
		p.ending.Show()
	} else {
		p.ending.Hide()
	}
	p.list.SetEmpty(p.emptyWords())
	p.list.SetItems(l.items)
	p.chips.SetChoices(p.choices()...)
	p.split.Refresh()
	typed := p.typed
	p.typed = false
	switch {
	case p.want != "":
		p.list.ChooseID(p.want)
	case p.Editing():
	case len(l.items) == 0 && p.key == "":
		p.nothing()
	case len(l.items) > 0 && (typed || p.key == "") && !p.split.Narrow():
		p.list.Choose(0)
	case p.key != "":
		p.open(p.key)
	}
	p.s.Changed()
}

func (p *registerPage) nothing() {
	if p.total > 0 {
		p.detail.Set(block.NewEmpty(look.IconPeople, words.T("Niemand gekozen"), words.T("Hier staat wie je links kiest.")))
		return
	}
	p.detail.Set(
		block.NewEmpty(look.IconPeople, words.T("Het register is nog leeg"), words.T("Heb je een ledenlijst? Je ziet eerst wat er gebeurt; daarna pas wordt er iets ingelezen.")),
		block.NewDropZone(words.T("Zet je ledenlijst hier neer, of klik om hem te kiezen"), words.T("Een Excel-bestand (.xlsx) of een .csv"), p.importList),
		block.Spread(8, block.NewButton(words.T("Iemand toevoegen"), p.add).WithHint("N")))
}

// next reads the next page of the list.
func (p *registerPage) next() {
	if p.lane.Busy() || !p.more {
		return
	}
	q, given := p.query(), len(p.list.Items())
	var last *register.Row
	if n := len(p.rows); n > 0 {
		last = &p.rows[n-1]
	}
	organisation := int64(0)
	if given > 0 {
		organisation = number(strings.TrimPrefix(p.list.Items()[given-1].ID, "o"))
	}
	ui.Load(p.lane, func(ctx context.Context) (registerList, error) { return p.read(ctx, q, last, organisation, given) }, func(l registerList) {
		p.rows = append(p.rows, l.rows...)
		p.more = len(l.items) == pageSize
		p.counted()
		p.list.Append(l.items)
	})
}

// read reads a page of the list, after what it has: the last person, or the last organisation.
func (p *registerPage) read(ctx context.Context, q register.Query, last *register.Row, organisation int64, given int) (registerList, error) {
	var l registerList
	if q.Which == organisationsChip {
		found, err := p.job.SortedOrganisations(ctx, q.Text, q.Sort, organisation, pageSize)
		for _, o := range found {
			l.items = append(l.items, organisationItem(o))
		}
		return l, err
	}
	today := p.s.Today()
	var err error
	l.rows, err = p.job.Search(ctx, q, last, given, pageSize)
	for _, r := range l.rows {
		l.items = append(l.items, personItem(r, today))
	}
	return l, err
}

// personItem is somebody as a list shows them.
func personItem(r register.Row, today string) block.Item {
	it := block.Item{ID: key(r.ID), Title: r.ListName, Detail: joined(" · ", r.Town, r.Organisation)}
	if it.Detail == "" {
		it.Detail = r.Email
	}
	switch {
	case r.End != "" && string(r.End) >= today:
		it.Pill, it.Tone = endText(r, today), look.Amber
	case r.End != "":
		it.Pill, it.Tone = endText(r, today), look.Red
	case r.Member:
		it.Pill, it.Tone = words.T("lid tot %s", dutch.ShortDay(string(r.MemberUntil), today)), look.Green
	case r.MemberUntil != "":
		it.Pill, it.Tone = words.T("verlopen sinds %s", dutch.ShortDay(string(r.MemberUntil), today)), look.Grey
	case len(r.Roles) > 0:
		it.Pill = register.RoleName(r.Roles[0])
	}
	it.Row = personRow(r, today)
	return it
}

// endText says when the membership ends or ended for which somebody stands in a list.
func endText(r register.Row, today string) string {
	when := dutch.ShortDay(string(r.End), today)
	switch {
	case r.EndRegime == register.RegimeMediator && string(r.End) < today:
		return words.T("mediator, was tot %s", when)
	case r.EndRegime == register.RegimeMediator:
		return words.T("mediator tot %s", when)
	case string(r.End) < today:
		return words.T("lid geweest tot %s", when)
	}
	return words.T("lid tot %s", when)
}

func organisationKey(id int64) string { return "o" + key(id) }
