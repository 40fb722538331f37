package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// registerFilter are the fields beside the search field by which the public site searches as well: certificate, province,
// country and town. They are folded away until somebody asks for them.
type registerFilter struct {
	link        *block.TextLink
	clear       *block.Button
	certificate *block.ChoiceField
	province    *block.ChoiceField
	country     *block.ChoiceField
	town        *block.TextField
	fields      fyne.CanvasObject
	body        *fyne.Container
	open, quiet bool
}

// newRegisterFilter makes the fields; changed is called when what they say changed, resized when they are folded.
func newRegisterFilter(changed, resized func()) *registerFilter {
	f := &registerFilter{certificate: block.NewChoiceField(), province: block.NewChoiceField(), country: block.NewChoiceField(), town: block.NewTextField(words.T("bijvoorbeeld Zwolle"))}
	f.kinds(nil)
	f.country.SetChoices(block.Choice{Text: words.T("alle landen")}, block.Choice{ID: "NL", Text: words.T("Nederland")}, block.Choice{ID: "BE", Text: words.T("België")}, block.Choice{ID: "DE", Text: words.T("Duitsland")})
	f.provinces()
	edited := func() {
		if !f.quiet {
			f.said()
			resized()
			changed()
		}
	}
	f.certificate.OnEdit(edited)
	f.province.OnEdit(edited)
	f.country.OnEdit(func() {
		f.provinces()
		edited()
	})
	f.town.OnEdit(edited)
	f.link = block.NewTextLink("", func() {
		f.open = !f.open
		f.fold()
		resized()
	})
	f.clear = block.NewLink(words.T("Wissen"), func() {
		f.reset()
		resized()
		changed()
	})
	label := func(text string, o fyne.CanvasObject) fyne.CanvasObject {
		return block.Column(3, block.NewQuiet(words.T(text)), o)
	}
	f.fields = block.Column(
		8,
		block.Halves(8, label(words.Later("Certificaat"), f.certificate), label(words.Later("Provincie"), f.province)),
		block.Halves(8, label(words.Later("Plaats"), f.town), label(words.Later("Land"), f.country)),
	)
	f.body = block.Column(8)
	f.said()
	f.fold()
	return f
}

// kinds are the certificates to choose from.
func (f *registerFilter) kinds(kinds []register.Kind) {
	choices := []block.Choice{{Text: words.T("alle certificaten")}}
	for _, k := range kinds {
		choices = append(choices, block.Choice{ID: k.ID, Text: k.Text})
	}
	chosen := f.certificate.Value()
	f.certificate.SetChoices(choices...)
	f.certificate.SetValue(chosen)
}

// provinces are those of the country.
func (f *registerFilter) provinces() {
	choices := []block.Choice{{Text: words.T("alle provincies")}}
	for _, p := range register.Provinces(f.country.Value()) {
		choices = append(choices, block.Choice{ID: p, Text: p})
	}
	chosen := f.province.Value()
	f.province.SetChoices(choices...)
	f.province.SetValue(chosen)
	if f.province.Value() == "" {
		f.province.SetValue("")
	}
}

func (f *registerFilter) fold() {
	f.body.Objects = []fyne.CanvasObject{block.Beside(8, 0, f.link, f.clear)}
	f.clear.Hidden = !f.query("", "").Any()
	if f.open {
		f.body.Add(f.fields)
	}
	f.body.Refresh()
}

// said has the link say what is filtered by.
func (f *registerFilter) said() {
	q := f.query("", "")
	text := words.T("Filter op certificaat, provincie, plaats of land")
	if q.Any() {
		text = words.T("Filter: %s", joined(", ", chosenText(f.certificate), q.Province, q.Town, dutch.Country(q.Country)))
	}
	f.link.SetText(text)
	f.clear.Hidden = !q.Any()
	f.clear.Refresh()
}

func chosenText(f *block.ChoiceField) string {
	if f.Value() == "" {
		return ""
	}
	return f.Selected
}

// query is what the fields ask for, with the chip and the text.
func (f *registerFilter) query(which, text string) register.Query {
	return register.Query{Which: which, Text: text, Certificate: f.certificate.Value(), Country: f.country.Value(), Province: f.province.Value(), Town: f.town.Value()}
}

// reset empties the fields without telling.
func (f *registerFilter) reset() {
	f.quiet = true
	f.certificate.SetValue("")
	f.country.SetValue("")
	f.provinces()
	f.province.SetValue("")
	f.town.SetValue("")
	f.quiet = false
	f.said()
}

// query is what the list is to show.
func (p *registerPage) query() register.Query {
	q := p.filter.query(p.chips.Chosen(), p.search.Value())
	q.Sort = sortOf(p.list)
	return q
}

// toFilter opens the fields and gives them the keyboard.
func (p *registerPage) toFilter() {
	if !p.filter.open {
		p.filter.link.OnTap()
	}
	p.split.ShowList()
	p.s.Window().Canvas().Focus(p.filter.certificate.Keys())
}

// readKinds reads which certificates there are, to filter by.
func (p *registerPage) readKinds() {
	ui.Load(p.finder, func(ctx context.Context) ([]register.Kind, error) { return p.job.CertificateKinds(ctx) }, func(kinds []register.Kind) {
		p.filter.kinds(kinds)
	})
}
