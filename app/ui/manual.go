package ui

import (
	"bytes"
	"image"
	_ "image/png" // the pictures of the manual
	"path"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/manual"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// The page of the manual that lists the keys of the window, and how wide a line of text is.
const (
	keysPage     = "toetsen"
	readingWidth = 540
)

// PictureScale is the number of dots a unit in the pictures of the manual.
const PictureScale = 1.5

// place is where somebody reads.
type place struct{ page, anchor string }

// manualPage is the manual: its contents and what is found in them at the left, a page of it at the right.
type manualPage struct {
	s      *Shell
	search *block.SearchField
	list   *block.List
	reader *block.Reader
	split  *block.Split

	at      place
	past    []place
	quietly bool // the list follows what is shown
}

func newManualPage(s *Shell) *manualPage {
	p := &manualPage{s: s, reader: block.NewReader(readingWidth)}
	p.search = block.NewSearchField(words.T("Zoek in de handleiding"))
	p.search.OnText = func(string) { p.fill() }
	p.search.OnList = func() { p.list.Focus() }
	p.list = block.NewList(words.T("Niets gevonden"), words.T("Probeer een ander woord, of een deel ervan."))
	p.list.OnChoose = func(_ int, it block.Item) { p.chosen(it) }
	p.list.OnOpen = func(int, block.Item) { p.s.win.Canvas().Focus(p.reader) }
	left := block.Frame(block.Column(0, block.Pad(10, 14, 10, 14, p.search), block.HLine()), nil, nil, nil, p.list)
	p.split = block.NewSplit(320, words.T("Inhoud"), left, p.reader).Follow(p.list)
	return p
}

func (p *manualPage) Title() string              { return words.T("Handleiding") }
func (p *manualPage) Content() fyne.CanvasObject { return p.split }
func (p *manualPage) First() fyne.Focusable      { return p.reader }
func (p *manualPage) Shown()                     {}
func (p *manualPage) Reload()                    {}
func (p *manualPage) State() string              { return words.T("Handleiding") }

// Back goes to the contents where they stand behind the page, else to the screen.
func (p *manualPage) Back() bool {
	if !p.split.Back() {
		p.s.closeHelp()
	}
	return true
}

// Commands of the page.
func (p *manualPage) Commands() []Command {
	return []Command{
		{ID: "manual.close", Text: words.T("Terug naar het scherm"), Hint: words.T("Esc terug"), Run: p.s.closeHelp},
		{ID: "manual.find", Text: words.T("Zoeken in de handleiding"), Hint: words.T("zoeken"), Key: Ctrl(fyne.KeyF), Run: func() {
			p.split.ShowList()
			p.s.win.Canvas().Focus(p.search)
		}},
	}
}

// begin shows the contents anew.
func (p *manualPage) begin() {
	p.past, p.at = nil, place{}
	p.search.SetValue("")
	p.fill()
}

// fill shows the contents, or what was found.
func (p *manualPage) fill() {
	var items []block.Item
	if text := p.search.Value(); text != "" {
		for _, h := range p.s.manual().Find(text, 50) {
			items = append(items, block.Item{ID: h.Page + "#" + h.Anchor, Title: h.Title, Detail: h.PageTitle})
		}
	} else {
		for _, page := range p.s.manual().Pages {
			items = append(items, block.Item{ID: page.ID + "#", Title: page.Title, Detail: page.About})
		}
	}
	p.list.SetItems(items)
	p.follow()
}

// follow makes the item of the page that is shown the current one.
func (p *manualPage) follow() {
	p.quietly = true
	if !p.list.ChooseID(p.at.page + "#" + p.at.anchor) {
		p.list.ChooseID(p.at.page + "#")
	}
	p.quietly = false
}

func (p *manualPage) chosen(it block.Item) {
	if p.quietly {
		return
	}
	for _, page := range p.s.manual().Pages {
		for _, section := range page.Sections {
			if page.ID+"#"+section.Anchor == it.ID {
				p.show(place{page.ID, section.Anchor})
				return
			}
		}
	}
}

// visit shows a place, which Back returns from.
func (p *manualPage) visit(page, anchor string) {
	book := p.s.manual()
	if len(book.Pages) == 0 {
		p.reader.Set(0, block.NewEmpty(look.IconHelp, words.T("De handleiding is niet te lezen"), words.T("Installeer het programma opnieuw. Je gegevens blijven staan.")))
		return
	}
	if _, ok := book.Page(page); !ok {
		page, anchor = book.Pages[0].ID, ""
	}
	if p.at.page != "" {
		p.past = append(p.past, p.at)
	}
	p.show(place{page, anchor})
	p.follow()
	p.split.ShowPage()
}

// goBack returns to where was read before, and to the screen when that was the first.
func (p *manualPage) goBack() {
	if len(p.past) == 0 {
		p.s.closeHelp()
		return
	}
	to := p.past[len(p.past)-1]
	p.past = p.past[:len(p.past)-1]
	p.show(to)
	p.follow()
}

// show puts a page in the reader, its task at the top.
func (p *manualPage) show(to place) {
	page, ok := p.s.manual().Page(to.page)
	if !ok {
		return
	}
	if to.page != p.at.page {
		p.reader.Set(26, p.sections(page)...)
	}
	p.at = to
	if i := page.Section(to.anchor); i >= 0 {
		p.reader.To(i)
	} else {
		p.reader.To(0)
	}
}

// sections are the tasks of a page, and the keys under them.
func (p *manualPage) sections(page manual.Page) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, section := range page.Sections {
		column := block.Column(10)
		if i == 0 {
			column.Add(block.Head(page.Title))
		} else {
			column.Add(heading(section.Title))
		}
		for _, b := range section.Blocks {
			if o := p.block(b); o != nil {
				column.Add(o)
			}
		}
		out = append(out, column)
	}
	keys := p.s.screenKeys(ScreenID(page.ID))
	if page.ID == keysPage {
		keys = p.s.everywhereKeys()
	}
	if len(keys) > 0 {
		out = append(out, block.Column(10, keys...))
	}
	return out
}

// heading is the title of a task.
func heading(text string) fyne.CanvasObject {
	h := block.NewSpans(block.Span{Text: text, Bold: true})
	h.SizeName = look.SizeSubheading
	return h
}

// block is a piece of a page.
func (p *manualPage) block(b manual.Block) fyne.CanvasObject {
	switch b.Kind {
	case manual.Step:
		return block.Hanging(32, block.Number(strconv.Itoa(b.Number)), p.line(b.Spans))
	case manual.Point:
		return block.Hanging(32, block.Pad(0, 0, 0, 7, block.NewText("•")), p.line(b.Spans))
	case manual.Note:
		return block.Panel(p.line(b.Spans))
	case manual.Picture:
		return picture(b.Picture)
	case manual.Link:
		var link *block.TextLink
		link = block.NewTextLink(b.String(), func() {
			p.visit(b.Page, b.Anchor)
			p.s.focusPage()
		})
		link.OnFocus = func() { p.reader.Reveal(link) }
		return block.Hanging(32, block.Pad(0, 0, 0, 2, block.NewIcon(look.IconRight, look.Accent)), link)
	}
	return p.line(b.Spans)
}

func (p *manualPage) line(spans []manual.Span) fyne.CanvasObject {
	var out []block.Span
	for _, sp := range spans {
		if sp.Key != "" {
			out = append(out, block.KeySpan(p.s.KeyOf(sp.Key).String()))
			continue
		}
		out = append(out, block.Span{Text: sp.Text, Bold: sp.Bold})
	}
	return block.NewSpans(out...)
}

// picture is a picture of the manual; nothing when it is not there.
func picture(name string) fyne.CanvasObject {
	file, err := assets.Manual.ReadFile(path.Join("manual/pictures", name))
	if err != nil {
		return nil
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return nil
	}
	return block.Picture(fyne.NewStaticResource(name, file), float32(size.Width)/PictureScale, float32(size.Height)/PictureScale)
}
