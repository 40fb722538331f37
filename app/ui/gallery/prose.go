package gallery

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets"
)

// reading is running text as the manual has it, with an index beside it, and the steps of what is done in order.
type reading struct {
	base
	index *block.Index
}

func newReading(s *ui.Shell) *reading {
	r := &reading{base: base{"Rapporten", nil, s}}
	keys := block.NewSpans(block.Span{Text: "Met "}, block.KeySpan("Ctrl K"), block.Span{Text: " ga je naar het zoekvak, met "}, block.KeySpan("F1"),
		block.Span{Text: " naar de handleiding, en met "}, block.KeySpan("Esc"), block.Span{Text: " weer terug naar waar je was. De keuze staat onder "}, block.Span{Text: "Instellingen", Bold: true}, block.Span{Text: "."})
	step := func(n, text string) fyne.CanvasObject {
		return block.Hanging(32, block.Number(n), block.NewParagraph(text))
	}
	link := block.NewTextLink("Een certificaat opnieuw afdrukken", func() { s.Say("Gelezen.") })
	parts := []fyne.CanvasObject{
		block.Section("Stappen van een begin", block.Wide(300, block.NewSteps(0, 5)), block.Wide(300, block.NewSteps(2, 5)), block.Wide(300, block.NewSteps(5, 5))),
		block.Section("Tekst", keys, step("1", "Kies de training waarvan de laatste dag is geweest."), step("2", "Klik op Certificaten afdrukken. "+strings.Repeat("Wie een dag mist, wordt overgeslagen. ", 4)),
			block.Hanging(32, block.Pad(0, 0, 0, 7, block.NewText("•")), block.NewParagraph("Een punt zonder nummer.")),
			block.Hanging(32, block.Pad(0, 0, 0, 2, block.NewIcon(look.IconRight, look.Accent)), link),
			block.Panel(block.NewParagraph("Let op: een certificaat krijgt zijn nummer als je het afdrukt."))),
		block.Section("Aanbod", block.Offer(block.NewQuietParagraph("Wil je deze berichten ook op deze computer bewaren? Dat kost een paar minuten."), block.NewButton("Bewaren", func() {}), block.NewLink("Nu niet", func() {}))),
	}
	if file, err := assets.Manual.ReadFile("manual/pictures/certificaten.png"); err == nil {
		parts = append(parts, block.Section("Plaatje", block.Picture(fyne.NewStaticResource("certificaten.png", file), 560, 271)))
	}
	parts = append(parts, block.Section("Meldingen", block.Spread(8,
		block.NewButton("Melding boven de pagina", func() { Notice(s) }),
		block.NewButton("Fout", func() { s.Fail(errors.New("x")) }),
		block.NewButton("Gedaan", func() { s.Done("Opgeslagen", func(context.Context) error { return nil }) }))))
	d := block.NewDetail()
	d.Set(append([]fyne.CanvasObject{block.Head("Lezen", block.NewQuiet("zoals in de handleiding en bij een begin"))}, parts...)...)
	r.index = block.NewIndex(190, d)
	names := []string{"Stappen", "Tekst", "Aanbod", "Plaatje", "Meldingen"}
	marks := []look.Icon{look.IconDone, look.IconDone, "", look.IconWarning, ""}
	choose := func(chosen int) {
		var lines []block.Line
		for i, name := range names {
			lines = append(lines, block.Line{Name: name, Mark: marks[i], Color: look.Green.Front(), Chosen: i == chosen})
		}
		lines[3].Color = look.Amber.Front()
		r.index.Set(lines...)
	}
	r.index.OnChoose = func(i int) {
		choose(i)
		d.To(parts[i])
	}
	choose(1)
	r.content = container.NewStack(r.index)
	return r
}

// Notice shows the bar above the page, as after a crash.
func Notice(s *ui.Shell) {
	s.Notify(ui.Notice{
		Text:  "De vorige keer stopte KIES Kantoor onverwacht. Wat je had opgeslagen, is er nog.",
		Links: []ui.NoticeLink{{Text: "Verslag bekijken", Open: func() {}}},
		Under: []ui.NoticeLink{{Text: "Klacht K-2026-0003", Open: func() {}}, {Text: "Nieuwe bestelling", Open: func() {}}},
	})
}
