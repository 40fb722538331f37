package ui

import (
	"bytes"
	"context"
	"image"
	"path"
	"path/filepath"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/manual"
	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// saveManual writes the manual as a PDF where the user says.
func (s *Shell) saveManual() {
	values := s.manualValues()
	today, err := time.Parse(time.DateOnly, s.cfg.Today())
	if err != nil {
		today = time.Now()
	}
	s.cfg.Files.Save(words.T("Handleiding als PDF"), "Handleiding KIES Kantoor.pdf", func(to string) {
		Act(s.Tasks, words.T("Handleiding als PDF"), func(context.Context, *Progress) (struct{}, error) {
			pdf, err := document.Manual(values, document.Look{Created: today})
			if err != nil {
				return struct{}{}, err
			}
			return struct{}{}, paper.Write(to, pdf)
		}, func(struct{}) { s.Say(words.T("Opgeslagen: %s", filepath.Base(to))) })
	})
}

// ManualPDF is the manual as a PDF that says it was made at a moment.
func (s *Shell) ManualPDF(made time.Time) ([]byte, error) {
	return document.Manual(s.manualValues(), document.Look{Created: made})
}

// onPaper is how large a unit of a picture is on paper, in millimetres.
const onPaper = 0.18

// manualValues is the manual with the keys of this computer, for on paper.
func (s *Shell) manualValues() document.ManualValues {
	v := document.ManualValues{Title: "Handleiding " + s.cfg.Name, About: []string{
		"In het programma staat deze handleiding onder F1: daar opent hij op de bladzijde van het scherm waar je bent.",
	}}
	for _, page := range s.manual().Pages {
		out := document.ManualPage{ID: page.ID, Title: page.Title}
		for _, section := range page.Sections {
			to := document.ManualSection{Anchor: section.Anchor, Title: section.Title}
			for _, b := range section.Blocks {
				if b, ok := s.manualBlock(b); ok {
					to.Blocks = append(to.Blocks, b)
				}
			}
			out.Sections = append(out.Sections, to)
		}
		if keys := s.manualKeys(page.ID); len(keys.Blocks) > 0 {
			out.Sections = append(out.Sections, keys)
		}
		v.Pages = append(v.Pages, out)
	}
	return v
}

var manualKinds = map[manual.Kind]document.ManualKind{
	manual.Text: document.ManualText, manual.Step: document.ManualStep, manual.Point: document.ManualPoint, manual.Note: document.ManualNote,
	manual.Picture: document.ManualPicture, manual.Link: document.ManualLink,
}

func (s *Shell) manualBlock(b manual.Block) (document.ManualBlock, bool) {
	out := document.ManualBlock{Kind: manualKinds[b.Kind], Number: b.Number, Page: b.Page, Anchor: b.Anchor}
	for _, sp := range b.Spans {
		if sp.Key != "" {
			out.Spans = append(out.Spans, document.ManualSpan{Text: spelled(s.KeyOf(sp.Key)), Key: true})
			continue
		}
		out.Spans = append(out.Spans, document.ManualSpan{Text: sp.Text, Bold: sp.Bold})
	}
	if b.Kind != manual.Picture {
		return out, true
	}
	file, err := assets.Manual.ReadFile(path.Join("manual/pictures", b.Picture))
	if err != nil {
		return out, false
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return out, false
	}
	out.Spans, out.Picture, out.Width = nil, file, float64(size.Width)/PictureScale*onPaper
	return out, true
}

// manualKeys are the keys at the end of a page of the manual.
func (s *Shell) manualKeys(page string) document.ManualSection {
	list, title := s.fixed, "Alle toetsen van het venster"
	if page != keysPage {
		list, title = nil, "Toetsen op dit scherm"
		if p, ok := s.made(ScreenID(page)); ok {
			if c, ok := p.(Commander); ok {
				list = c.Commands()
			}
		}
	}
	out := document.ManualSection{Title: title}
	for _, c := range list {
		if c.Key.Name == "" {
			continue
		}
		out.Blocks = append(out.Blocks, document.ManualBlock{
			Kind: document.ManualKey, Spans: []document.ManualSpan{{Text: spelled(c.Key), Key: true}, {Text: c.Text}},
		})
	}
	return out
}

// spelled writes a key without arrows and the signs of a Mac's keyboard, which the fonts of paper lack.
func spelled(k Key) string {
	return strings.TrimSpace(strings.NewReplacer("⌘", "Cmd ", "⇧", "Shift ", "⌥", "Option ", "⌃", "Ctrl ",
		"←", "pijl links", "→", "pijl rechts", "↑", "pijl omhoog", "↓", "pijl omlaag").Replace(k.String()))
}
