package screen

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (p *settingsPage) loadDesk(t *part) {
	p.s.SetUser(p.Desk.Who())
	name := p.Desk.Who()
	e := &ui.Edit{Rows: func(r *ui.Rows) {
		r.Text(words.Later("Naam"), &name).Hint(words.T("Voor- en achternaam, zoals je een brief ondertekent.")).Required()
	}}
	t.refuse(e, words.Later("Naam"))
	said := words.T("Naam opgeslagen")
	e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) { return p.Desk.NameDesk(ctx, name) }, p.saved(said))
	t.fill(e, t.always)
}

// duties says in words what a staff member does.
func duties(s data.Staff) string {
	var list []string
	for _, d := range []struct {
		on   bool
		word string
	}{{s.Complaints, words.T("klachten")}, {s.Bookkeeping, words.T("boekhouding")}, {s.Manager, words.T("beheer")}} {
		if d.on {
			list = append(list, d.word)
		}
	}
	return joined(", ", list...)
}

func (p *settingsPage) loadStaff(t *part) {
	ui.Load(t.lane, p.Desk.Staff, func(all []data.Staff) {
		var objects []fyne.CanvasObject
		for _, s := range all {
			if t.wanted(key(s.ID)) {
				p.editStaff(t, s)
				return
			}
			objects = append(objects, block.Offer(
				block.Column(0, block.NewParagraph(s.Name), block.NewQuietParagraph(joined(" · ", words.T("meldt zich aan als %s", s.Login), duties(s)))),
				block.NewButton(words.T("Wijzigen"), func() { p.editStaff(t, s) })))
		}
		if len(all) == 0 {
			objects = append(objects, block.NewQuietParagraph(words.T("Er staat nog niemand. Vul eerst hierboven in wie hier zit.")))
		}
		fresh := func() { p.editStaff(t, data.Staff{Bookkeeping: true}) }
		if t.wanted("") {
			fresh()
			return
		}
		t.set(nil, nil, append(objects, block.Spread(8, block.NewButton(words.T("Nieuwe medewerker"), fresh)))...)
	})
}

// editStaff shows a staff member as fields, in the place of the list.
func (p *settingsPage) editStaff(t *part, s data.Staff) {
	e := &ui.Edit{Title: words.T("Medewerker: %s", s.Name), Rows: func(r *ui.Rows) {
		r.Text(words.Later("Naam"), &s.Name).Hint(words.T("Staat in de geschiedenis en onder brieven.")).Required()
		r.Text(words.Later("Aanmeldnaam"), &s.Login).Hint(words.T("Waarmee hij of zij zich bij de computer aanmeldt, of bij de gedeelde gegevens.")).Required()
		r.Check(words.Later("Klachten"), words.Later("Behandelt klachten"), &s.Complaints).Hint(words.T("Alleen wie dit heeft, opent klachten."))
		r.Check(words.Later("Boekhouding"), words.Later("Doet de boekhouding"), &s.Bookkeeping).Hint(words.T("Facturen, betalingen en prijzen."))
		r.Check(words.Later("Beheer"), words.Later("Beheert het kantoor"), &s.Manager).Hint(words.T("Instellingen en medewerkers."))
	}}
	t.refuse(e, words.Later("Aanmeldnaam"))
	keep := func(s data.Staff) func(context.Context) (int64, error) {
		return func(ctx context.Context) (int64, error) { return p.Desk.SaveStaff(ctx, &s) }
	}
	e.Save = func(tasks *ui.Tasks, failed func(error), done func()) {
		said := words.T("Medewerker opgeslagen")
		ui.SaveBy(said, keep(s), p.saved(said))(tasks, failed, done)
	}
	if s.ID == 0 {
		e.Title = words.T("Nieuwe medewerker")
		p.fillInList(t, e)
		return
	}
	e.Key = key(s.ID)
	e.Newest = newestOf(p.Desk.Staff, func(n data.Staff) bool { return n.ID == s.ID }, func(now data.Staff) { s = now })
	as := s
	p.fillInList(t, e, block.NewButton(words.T("Uit dienst"), func() {
		said := words.T("Medewerker uit dienst")
		gone := as
		gone.Ended = true
		ui.ActOr(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return keep(gone)(ctx) }, func(change int64, err error) {
			switch {
			case err == nil:
				t.in.Drop()
				p.saved(said)(change)
			case !e.Refused(err):
				p.s.Fail(err)
			}
		})
	}))
}

// fillInList shows a record as fields, in the place of the list.
func (p *settingsPage) fillInList(t *part, e *ui.Edit, more ...fyne.CanvasObject) {
	in := t.fill(e, t.opened(more...))
	p.s.Window().Canvas().Focus(in.Fields().First())
}

// newestOf reads a record anew out of the list of them.
func newestOf[T any](list func(context.Context) ([]T, error), is func(T) bool, put func(T)) ui.Reading {
	return ui.ReadBy(func(ctx context.Context) (T, error) {
		all, err := list(ctx)
		if i := slices.IndexFunc(all, is); err == nil && i >= 0 {
			return all[i], nil
		}
		var none T
		if err == nil {
			err = data.ErrNotFound
		}
		return none, err
	}, put)
}

// textSizes are the sizes that can be chosen by a click; Ctrl + and Ctrl - go by tens.
var textSizes = []int{100, 120, 140, 160, 180, 200}

func (p *settingsPage) loadView(t *part) {
	now := p.s.View()
	mode := block.NewChips(func(id string) {
		v := p.s.View()
		if m := look.Mode(number(id)); m != v.Mode {
			v.Mode = m
			p.s.SetView(v)
		}
	}, block.Choice{ID: strconv.Itoa(int(look.System)), Text: words.T("Zoals de computer")}, block.Choice{ID: strconv.Itoa(int(look.Light)), Text: words.T("Licht")}, block.Choice{ID: strconv.Itoa(int(look.Dark)), Text: words.T("Donker")})
	mode.Choose(strconv.Itoa(int(now.Mode)))
	var sizes []block.Choice
	near := textSizes[0]
	for _, n := range textSizes {
		sizes = append(sizes, block.Choice{ID: strconv.Itoa(n), Text: words.T("%d%%", n)})
		if n <= now.Text {
			near = n
		}
	}
	size := block.NewChips(func(id string) {
		v := p.s.View()
		if n := int(number(id)); n != near {
			near, v.Text = n, n
			p.s.SetView(v)
			p.Reload() // everything is higher now
		}
	}, sizes...)
	size.Choose(strconv.Itoa(near))
	t.set(nil, nil, block.Facts(
		block.Fact{Label: words.T("Kleuren"), Object: block.Column(4, mode, block.NewQuietParagraph(words.T("Licht of donker; zoals de computer wisselt mee.")))},
		block.Fact{Label: words.T("Tekst"), Object: block.Column(4, size, block.NewQuietParagraph(words.T("Hoe groot alles staat. Met Ctrl + en Ctrl - gaat het fijner.")))}))
}

func (p *settingsPage) loadLanguage(t *part) {
	now := p.s.View().Language
	if now == "" {
		now = words.Dutch
	}
	chosen := block.NewChips(func(id string) {
		v := p.s.View()
		if l := words.Language(id); l != now {
			now, v.Language = l, l
			p.s.SetView(v)
			p.s.Say(words.T("De taal verandert vanaf de volgende start van het programma."))
		}
	}, block.Choice{ID: string(words.Dutch), Text: "Nederlands"}, block.Choice{ID: string(words.English), Text: "English"})
	chosen.Choose(string(now))
	t.set(nil, nil, chosen, block.NewQuietParagraph(words.T("Geldt vanaf de volgende start van het programma.")))
}
