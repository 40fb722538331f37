package screen

import (
	"bytes"
	"context"
	"image"
	"image/png"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// designSettings is what is asked of how certificates look.
type designSettings interface {
	Designs(ctx context.Context) ([]training.Design, error)
	SetDesign(ctx context.Context, key string) (int64, error)
	AddDesign(ctx context.Context, path string, text []byte) (key string, change int64, err error)
	RemoveDesign(ctx context.Context, key string) (int64, error)
	DesignFile(ctx context.Context, key string) (name string, text []byte, err error)
	DesignSample(ctx context.Context, key string) ([]byte, error)
	Stamp(ctx context.Context) ([]byte, error)
	SetStamp(ctx context.Context, picture []byte) (int64, error)
	SigningKey(ctx context.Context) (training.Key, error)
	RenewKey(ctx context.Context) error
}

// loadDesigns shows the designs of certificates, and which one is the office's.
func (p *settingsPage) loadDesigns(t *part) {
	type read struct {
		designs []training.Design
		stamp   image.Image
		key     training.Key
	}
	ui.Load(t.lane, func(ctx context.Context) (r read, err error) {
		if r.designs, err = p.Designs.Designs(ctx); err != nil {
			return r, err
		}
		if r.key, err = p.Designs.SigningKey(ctx); err != nil {
			return r, err
		}
		picture, err := p.Designs.Stamp(ctx)
		if err == nil && picture != nil {
			r.stamp, err = png.Decode(bytes.NewReader(picture))
		}
		return r, err
	}, func(r read) {
		lines := block.Column(12)
		for _, d := range r.designs {
			lines.Add(p.designLine(r.designs, d))
		}
		objects := []fyne.CanvasObject{lines, block.Spread(8,
			block.NewButton(words.T("Bekijken en kiezen …"), func() { p.chooseDesign(r.designs, "") }),
			block.NewButton(words.T("Eigen ontwerp toevoegen …"), p.addDesign))}
		objects = append(objects, p.stampParts(r.stamp)...)
		t.set(nil, nil, append(objects, p.keyParts(r.key)...)...)
	})
}

// keyParts say with which key certificates are signed, and replace it.
func (p *settingsPage) keyParts(key training.Key) []fyne.CanvasObject {
	text := words.T("De QR-code op een certificaat is ondertekend met de sleutel van het kantoor. Daaraan herkent het programma wat hier is uitgegeven.")
	switch since := dutch.Day(string(key.Since)); {
	case key.Since == "":
	case key.Retired > 0:
		text += " " + words.T("De sleutel is in gebruik sinds %s; wat met een eerdere is ondertekend, blijft te controleren.", since)
	default:
		text += " " + words.T("De sleutel is in gebruik sinds %s.", since)
	}
	return []fyne.CanvasObject{block.NewQuietParagraph(text), block.Spread(8, block.NewButton(words.T("Sleutel vernieuwen …"), p.renewKey))}
}

// renewKey asks first, since nothing brings the older key back.
func (p *settingsPage) renewKey() {
	d := &block.Dialog{
		Title: words.T("Een nieuwe sleutel voor certificaten?"),
		Text:  words.T("Doe dit als het gegevensbestand of een back-up in verkeerde handen is gekomen. Certificaten die er al zijn, blijven geldig en te controleren; wat je vanaf nu uitgeeft, wordt met de nieuwe sleutel ondertekend."),
		Content: block.Column(8,
			block.NewParagraph(words.T("De oude sleutel ondertekent daarna niets meer. Dat kan niet ongedaan worden gemaakt.")),
			block.NewParagraph(words.T("Maak daarna een back-up: in de eerdere back-ups staat de nieuwe sleutel niet."))),
		OK: words.T("Sleutel vernieuwen"), Cancel: words.T("Terug"), Danger: true, Width: 620,
	}
	d.OnOK = func() bool {
		ui.Act(p.s.Tasks, words.T("Sleutel vernieuwen"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
			return struct{}{}, p.Designs.RenewKey(ctx)
		}, func(struct{}) {
			p.s.Say(words.T("Sleutel vernieuwd. Wat al is uitgegeven, blijft te controleren. Maak nu een back-up."))
			p.Reload()
		})
		return true
	}
	p.s.Ask(d)
}

// stampParts say whether the office stamps certificates, and choose or take the stamp away.
func (p *settingsPage) stampParts(stamp image.Image) []fyne.CanvasObject {
	choose := func() {
		p.s.Files().Open(words.T("Stempel kiezen"), pictureKinds, func(path string) {
			said := words.T("Stempel ingesteld")
			ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) {
				picture, err := readSmall(path, maxSignatureBytes)
				if err != nil {
					return 0, err
				}
				return p.Designs.SetStamp(ctx, picture)
			}, p.saved(said))
		})
	}
	if stamp == nil {
		return []fyne.CanvasObject{
			block.NewQuietParagraph(words.T("Naast de handtekeningen van de trainers kan een stempel staan, of de handtekening van wie voor het kantoor tekent. Die van een trainer zelf kies je op zijn of haar pagina in het register.")),
			block.Spread(8, block.NewButton(words.T("Stempel kiezen …"), choose)),
		}
	}
	return []fyne.CanvasObject{
		block.Spread(8, scanOf(stamp)),
		block.Spread(8, block.NewButton(words.T("Andere stempel …"), choose), block.NewLink(words.T("Stempel weghalen"), func() {
			said := words.T("Stempel weggehaald")
			ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Designs.SetStamp(ctx, nil) }, p.saved(said))
		})),
	}
}

func (p *settingsPage) designLine(all []training.Design, d training.Design) fyne.CanvasObject {
	head := []fyne.CanvasObject{block.NewBold(d.Name)}
	if d.Standard {
		head = append(head, block.NewPill(words.T("standaard"), look.Green))
	}
	if d.Own {
		head = append(head, block.NewPill(words.T("eigen"), look.Grey))
	}
	links := []fyne.CanvasObject{
		block.NewLink(words.T("Bekijken"), func() { p.chooseDesign(all, d.Key) }),
		block.NewLink(words.T("Bestand opslaan …"), func() { p.saveDesign(d) }),
	}
	if d.Own {
		links = append(links, block.NewLink(words.T("Weghalen"), func() {
			said := words.T("Ontwerp weggehaald")
			ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Designs.RemoveDesign(ctx, d.Key) }, p.saved(said))
		}))
	}
	return block.Column(2, block.Spread(10, head...), block.NewQuietParagraph(d.About), block.Spread(14, links...))
}

// chooseDesign shows the designs with the logo and the colour of the office, each with an ordinary and with a very long name,
// and makes one the office's. It begins at a design, or at the office's own.
func (p *settingsPage) chooseDesign(all []training.Design, from string) {
	var sheets []sheet
	var choices []block.Choice
	for _, d := range all {
		sheets = append(sheets, sheet{make: func(ctx context.Context) ([]byte, error) { return p.Designs.DesignSample(ctx, d.Key) }})
		choices = append(choices, block.Choice{ID: d.Key, Text: d.Name})
		if d.Standard && from == "" {
			from = d.Key
		}
	}
	view := p.Papers.preview(p.s, sheets...)
	about := block.NewQuietParagraph("")
	tell := func(key string) int {
		for i, d := range all {
			if d.Key == key {
				about.SetText(d.About)
				return i
			}
		}
		return 0
	}
	const each = 2 // pages
	chips := block.NewChips(func(key string) {
		if i := tell(key); view.Page()/each != i {
			view.GoTo(i * each)
		}
	}, choices...)
	view.OnPage = func(page int) {
		if i := page / each; i < len(all) {
			chips.Choose(all[i].Key)
		}
	}
	view.OnReady = func() { view.GoTo(tell(chips.Chosen()) * each) }
	tell(chips.Chosen())
	chips.Choose(from)
	d := &block.Dialog{
		Title: words.T("Ontwerp van certificaten"), Text: words.T("Zo ziet het eruit met jullie logo en kleur. De volgende bladzijde heeft een heel lange naam."),
		Content: block.Column(12, chips, about, block.NewQuietParagraph(words.T("Een opleiding kan een ander ontwerp hebben: dat kies je bij de opleiding."))),
		Beside:  view.Preview, First: view.Keys(), OK: words.T("Standaard maken"), OnClosed: view.close,
	}
	d.OnOK = func() bool {
		said := words.T("Ontwerp gekozen")
		key := chips.Chosen()
		ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Designs.SetDesign(ctx, key) }, p.saved(said))
		return true
	}
	p.s.Ask(d)
}

// maxDesignBytes is the most that is read of a layout file.
const maxDesignBytes = 1 << 20

func (p *settingsPage) addDesign() {
	p.s.Files().Open(words.T("Eigen ontwerp toevoegen"), []string{".json"}, p.takeDesign)
}

func (p *settingsPage) takeDesign(path string) {
	said := words.T("Ontwerp toegevoegd")
	ui.Act(p.s.Tasks, said, func(ctx context.Context, _ *ui.Progress) (int64, error) {
		text, err := readSmall(path, maxDesignBytes)
		if err != nil {
			return 0, err
		}
		_, change, err := p.Designs.AddDesign(ctx, path, text)
		return change, err
	}, p.saved(said))
}

// saveDesign writes the layout file of a design, to be changed and added as an own one.
func (p *settingsPage) saveDesign(d training.Design) {
	ui.Load(p.s.Tasks.Lane(), func(ctx context.Context) (file layoutFile, err error) {
		file.name, file.text, err = p.Designs.DesignFile(ctx, d.Key)
		return file, err
	}, func(file layoutFile) {
		p.s.Files().Save(words.T("Bestand opslaan"), file.name, func(path string) {
			said := words.T("Bestand opgeslagen. Verander het in een tekstprogramma, geef het een andere naam en voeg het toe.")
			ui.Act(p.s.Tasks, words.T("Bestand opslaan"), func(context.Context, *ui.Progress) (struct{}, error) {
				return struct{}{}, paper.Write(path, file.text)
			}, func(struct{}) { p.s.Say(said) })
		})
	})
}

type layoutFile struct {
	name string
	text []byte
}
