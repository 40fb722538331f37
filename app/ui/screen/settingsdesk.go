package screen

import (
	"context"
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
	name := text(p.Desk.Who())
	name.Required = true
	form := t.form(row{label: words.T("Naam"), hint: words.T("Voor- en achternaam, zoals je een brief ondertekent."), field: name})
	t.show([]*block.Form{form}, form, t.buttons(form, name, words.T("Naam opgeslagen"), func() keeping {
		called := name.Value()
		return func(ctx context.Context) (int64, error) { return p.Desk.NameDesk(ctx, called) }
	}))
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
			objects = append(objects, block.Offer(
				block.Column(0, block.NewParagraph(s.Name), block.NewQuietParagraph(joined(" · ", words.T("meldt zich aan als %s", s.Login), duties(s)))),
				block.NewButton(words.T("Wijzigen"), func() { p.editStaff(t, s) })))
		}
		if len(all) == 0 {
			objects = append(objects, block.NewQuietParagraph(words.T("Er staat nog niemand. Vul eerst hierboven in wie hier zit.")))
		}
		t.show(nil, append(objects, block.Spread(8, block.NewButton(words.T("Nieuwe medewerker"), func() { p.editStaff(t, data.Staff{Bookkeeping: true}) })))...)
	})
}

// editStaff shows a staff member as fields, in the place of the list.
func (p *settingsPage) editStaff(t *part, s data.Staff) {
	name, login := text(s.Name), text(s.Login)
	name.Required, login.Required = true, true
	complaints, books, manager := block.NewCheckField(words.T("Behandelt klachten")), block.NewCheckField(words.T("Doet de boekhouding")), block.NewCheckField(words.T("Beheert het kantoor"))
	complaints.SetValue(s.Complaints)
	books.SetValue(s.Bookkeeping)
	manager.SetValue(s.Manager)
	form := t.form(
		row{label: words.T("Naam"), hint: words.T("Staat in de geschiedenis en onder brieven."), field: name},
		row{label: words.T("Aanmeldnaam"), hint: words.T("Waarmee hij of zij zich bij de computer aanmeldt, of bij de gedeelde gegevens."), field: login},
		row{label: words.T("Klachten"), hint: words.T("Alleen wie dit heeft, opent klachten."), field: complaints},
		row{label: words.T("Boekhouding"), hint: words.T("Facturen, betalingen en prijzen."), field: books},
		row{label: words.T("Beheer"), hint: words.T("Instellingen en medewerkers."), field: manager})
	filled := func() data.Staff {
		kept := s
		kept.Name, kept.Login, kept.Complaints, kept.Bookkeeping, kept.Manager = name.Value(), login.Value(), complaints.Value(), books.Value(), manager.Value()
		return kept
	}
	save := t.buttons(form, login, words.T("Medewerker opgeslagen"), func() keeping {
		kept := filled()
		return func(ctx context.Context) (int64, error) { return p.Desk.SaveStaff(ctx, &kept) }
	})
	buttons := []fyne.CanvasObject{save}
	if s.ID != 0 {
		buttons = append(buttons, block.NewButton(words.T("Uit dienst"), func() {
			t.save(form, login, words.T("Medewerker uit dienst"), func(ctx context.Context) (int64, error) {
				gone := s
				gone.Ended = true
				return p.Desk.SaveStaff(ctx, &gone)
			})
		}))
	} else {
		buttons = append(buttons, block.NewButton(words.T("Annuleren"), func() { t.load(t) }))
	}
	t.show([]*block.Form{form}, form, block.Spread(8, buttons...))
	p.s.Window().Canvas().Focus(form.First())
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
	t.show(nil, block.Facts(
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
	t.show(nil, chosen, block.NewQuietParagraph(words.T("Geldt vanaf de volgende start van het programma.")))
}
