package document

import "fmt"

// ManualKind says what a block of a manual is.
type ManualKind int

// The kinds of blocks. The first span of a ManualKey is a key, the others what it does.
const (
	ManualText ManualKind = iota
	ManualStep
	ManualPoint
	ManualNote
	ManualPicture
	ManualLink
	ManualKey
)

// ManualSpan is a piece of a line: text, text as it stands on the screen, or a key of the keyboard.
type ManualSpan struct {
	Text      string
	Bold, Key bool
}

// ManualBlock is one thing under another.
type ManualBlock struct {
	Kind    ManualKind
	Number  int // of a step
	Spans   []ManualSpan
	Picture []byte  // PNG
	Width   float64 // of the picture on paper, in millimetres; less where there is no room
	// Page and Anchor say where a link leads to.
	Page, Anchor string
}

// ManualSection is a task; the first of a page has no title. One with a title and no anchor does not stand in the contents.
type ManualSection struct {
	Anchor, Title string
	Blocks        []ManualBlock
}

// ManualPage is a chapter.
type ManualPage struct {
	ID, Title string
	Sections  []ManualSection
}

// ManualValues is a manual to print.
type ManualValues struct {
	Title string   // on the first page and at the foot of each
	About []string // under the title
	Pages []ManualPage
}

// The look of a manual.
var (
	manualText   = style{face: sans, size: 10, ink: ink}
	manualSmall  = style{face: sans, size: 9, ink: ink}
	chapterTitle = style{face: serifMedium, size: 22, ink: ink}
	taskTitle    = style{face: sansBold, size: 12.5, ink: deep}
)

const (
	manualIndent = 7.0 // of steps and points, in millimetres
	manualGap    = 2.2 // between blocks
)

// manualPlace is where a task stands: its sheet, from 0, and how far down.
type manualPlace struct {
	sheet int
	top   float64
}

// manualFlow lays out a manual, and knows where it put what.
type manualFlow struct {
	*flow

	values   ManualValues
	places   map[string]manualPlace // by "page#anchor"
	pictures map[string]*picture
	links    []pendingLink
}

// pendingLink is a link whose place is known when all is laid out.
type pendingLink struct {
	sheet      *sheet
	x, y, w, h float64
	to         string
}

// Manual prints a manual: the contents, with links, and a chapter a page, with an outline beside them.
func Manual(v ManualValues, o Look) ([]byte, error) {
	p, err := o.paper(v.Title)
	if err != nil {
		return nil, err
	}
	if len(v.Pages) == 0 {
		return nil, refuse("de handleiding is niet gemaakt: er zijn geen bladzijden")
	}
	body := &manualFlow{flow: &flow{paper: p, w: a4Short, h: a4Long}, values: v, places: map[string]manualPlace{}, pictures: map[string]*picture{}}
	for _, page := range v.Pages {
		body.chapter(page)
	}
	if body.err != nil {
		return nil, body.err
	}
	contents := &manualFlow{flow: newFlow(p, a4Short, a4Long), values: v}
	front := contents.count(body)
	contents.contents(body, front)
	sheets := append(contents.sheets, body.sheets...)
	for _, l := range append(contents.links, body.links...) {
		to, ok := body.places[l.to]
		if !ok {
			return nil, refuse("de handleiding is niet gemaakt: de verwijzing %q leidt nergens heen", l.to)
		}
		l.sheet.marks = append(l.sheet.marks, linkMark{x: l.x, y: l.y, w: l.w, h: l.h, sheet: front + to.sheet, top: to.top})
	}
	st := smallText.sized(8)
	for i, s := range sheets {
		y := a4Long - 17.0
		s.line(marginLeft, y, a4Short-marginRight, y, 0.15, rule)
		y += 1.8 + st.capital()
		s.text(marginLeft, y, st, v.Title)
		s.textRight(a4Short-marginRight, y, st, fmt.Sprintf("Pagina %d van %d", i+1, len(sheets)))
	}
	return writeFinished(sheets, p.info)
}

// count answers how many sheets the contents take.
func (f *manualFlow) count(body *manualFlow) int {
	trial := &manualFlow{flow: newFlow(f.paper, f.w, f.h), values: f.values}
	trial.contents(body, 0)
	return len(trial.sheets)
}

// contents writes the first pages; front is how many those are.
func (f *manualFlow) contents(body *manualFlow, front int) {
	f.y = 30
	f.text(titleText.sized(30), f.values.Title, f.width())
	f.y += 2
	for _, line := range f.values.About {
		f.text(manualText.inked(quiet), line, f.width())
	}
	f.y += 8
	f.sheet().marks = append(f.sheet().marks, outlineMark{y: 0, title: "Inhoud"})
	for _, page := range f.values.Pages {
		f.entry(style{face: sansBold, size: 10, ink: ink}, 0, page.Title, page.ID+"#", body, front, len(page.Sections) > 1)
		for _, s := range page.Sections[1:] {
			if s.Anchor == "" {
				continue
			}
			f.entry(manualSmall, 5, s.Title, page.ID+"#"+s.Anchor, body, front, false)
		}
		f.y += 1.2
	}
}

// entry is a line of the contents.
func (f *manualFlow) entry(st style, indent float64, title, to string, body *manualFlow, front int, more bool) {
	height := st.leading()
	if more {
		height *= 2 // no chapter at the foot of a page without a task
	}
	f.room(height)
	y := f.y + st.capital()
	number := fmt.Sprint(front + body.places[to].sheet + 1)
	f.sheet().text(f.left()+indent, y, st, title)
	f.sheet().textRight(f.right(), y, st, number)
	f.links = append(f.links, pendingLink{sheet: f.sheet(), x: f.left(), y: f.y - 0.5, w: f.width(), h: st.leading(), to: to})
	f.y += st.leading() + 0.15
}

// chapterRoom is the least height that a chapter begins in; where there is less it begins on a new sheet.
const chapterRoom = 110.0

// chapter writes a page of the manual.
func (f *manualFlow) chapter(page ManualPage) {
	if len(f.sheets) == 0 || f.y+chapterRoom > f.bottom() {
		f.next()
	} else {
		f.y += 7
		f.sheet().line(f.left(), f.y, f.right(), f.y, 0.2, rule)
		f.y += 8
	}
	for i, s := range page.Sections {
		if i == 0 {
			f.place(page.ID+"#", 0, page.Title)
			f.text(chapterTitle, page.Title, f.width())
			f.y += 3
		} else {
			f.y += 4
			f.room(f.first(s) + taskTitle.leading() + 2)
			if s.Anchor != "" {
				f.place(page.ID+"#"+s.Anchor, 1, s.Title)
			}
			f.text(taskTitle, s.Title, f.width())
			f.y += 1.5
		}
		for n, b := range s.Blocks {
			f.block(b, i == 0 && n == 0)
		}
	}
}

// place notes where something begins.
func (f *manualFlow) place(to string, level int, title string) {
	top := max(0, f.y-2)
	f.places[to] = manualPlace{sheet: len(f.sheets) - 1, top: top}
	f.sheet().marks = append(f.sheet().marks, outlineMark{y: top, level: level, title: title})
}

// first is the height of what has to stand under a title on the same sheet: its first block, and the picture under that.
func (f *manualFlow) first(s ManualSection) float64 {
	height := 0.0
	for i, b := range s.Blocks {
		if i > 1 || i == 1 && b.Kind != ManualPicture {
			break
		}
		if b.Kind == ManualPicture {
			if p := f.read(b); p != nil {
				_, h := f.size(b, p)
				height += h + manualGap
			}
			continue
		}
		height += float64(len(f.broken(b))) * manualText.leading()
	}
	return min(height, f.bottom()-marginTop-20)
}

func (f *manualFlow) block(b ManualBlock, about bool) {
	switch b.Kind {
	case ManualPicture:
		f.drawing(b)
	case ManualKey:
		f.key(b)
	default:
		f.running(b, about)
	}
	f.y += manualGap
}

// indent is how far the text of a block stands in.
func (b ManualBlock) indent() float64 {
	switch b.Kind {
	case ManualStep, ManualPoint:
		return manualIndent
	case ManualNote:
		return 5
	}
	return 0
}

// broken are the lines of a block.
func (f *manualFlow) broken(b ManualBlock) [][]manualWord {
	return wrapWords(manualWords(b.Spans, manualText), f.width()-b.indent())
}

// running writes a block of text. A note has a line beside it, a step its number before it.
func (f *manualFlow) running(b ManualBlock, about bool) {
	lines := f.broken(b)
	if about || b.Kind == ManualLink {
		colour := quiet
		if b.Kind == ManualLink {
			colour = deep
		}
		for _, line := range lines {
			for i := range line {
				for k := range line[i].parts {
					line[i].parts[k].style.ink = colour
				}
			}
		}
	}
	leading := manualText.leading()
	// Short blocks stay whole; of long ones the first lines stay together.
	f.room(float64(min(len(lines), 4)) * leading)
	x := f.left() + b.indent()
	for i, line := range lines {
		f.room(leading)
		base := f.y + manualText.capital()
		switch {
		case b.Kind == ManualNote:
			f.sheet().rect(f.left(), f.y-1, 1, leading+0.6, deep)
		case i > 0:
		case b.Kind == ManualStep:
			st := style{face: sansBold, size: manualText.size, ink: deep}
			f.sheet().text(f.left(), base, st, fmt.Sprintf("%d.", b.Number))
		case b.Kind == ManualPoint:
			f.sheet().text(f.left()+1.5, base, manualText, "•")
		}
		width := f.words(x, base, line)
		if b.Kind == ManualLink {
			f.links = append(f.links, pendingLink{sheet: f.sheet(), x: x, y: f.y - 0.5, w: width, h: leading, to: b.Page + "#" + b.Anchor})
		}
		f.y += leading
	}
}

// key writes a key and what it does.
func (f *manualFlow) key(b ManualBlock) {
	const column = 28.0
	lines := wrapWords(manualWords(b.Spans[1:], manualSmall), f.width()-column)
	leading := manualSmall.leading() + 0.8
	f.room(float64(len(lines)) * leading)
	if b.Spans[0].Text != "" {
		f.words(f.left(), f.y+manualSmall.capital(), wrapWords(manualWords(b.Spans[:1], manualSmall), column)[0])
	}
	for _, line := range lines {
		f.words(f.left()+column, f.y+manualSmall.capital(), line)
		f.y += leading
	}
	f.y -= manualGap - 0.6
}

// words writes a line and answers how wide it is.
func (f *manualFlow) words(x, base float64, line []manualWord) float64 {
	s, start := f.sheet(), x
	for i, w := range line {
		if i > 0 {
			x += w.space
		}
		for _, part := range w.parts {
			if part.key {
				height := part.style.capital() + 2
				s.rect(x, base-part.style.capital()-1, part.width, height, rule)
				s.rect(x+0.2, base-part.style.capital()-0.8, part.width-0.4, height-0.4, tint)
				s.text(x+keyPad, base, part.style, part.text)
			} else {
				s.text(x, base, part.style, part.text)
			}
			x += part.width
		}
	}
	return x - start
}

// read reads a picture once, however often it is shown.
func (f *manualFlow) read(b ManualBlock) *picture {
	name := string(b.Picture)
	if p, ok := f.pictures[name]; ok {
		return p
	}
	p, err := readPicture(b.Picture)
	if err == nil {
		p.palette = true
		err = p.encode()
	}
	if err != nil {
		f.fail(explain(err, "de handleiding is niet gemaakt"))
		return nil
	}
	f.pictures[name] = p
	return p
}

// size is how large a picture becomes, in millimetres.
func (f *manualFlow) size(b ManualBlock, p *picture) (w, h float64) {
	w = min(b.Width, f.width())
	h = w * p.height / p.width
	if most := f.bottom() - marginTop - 30; h > most {
		w, h = w*most/h, most
	}
	return w, h
}

func (f *manualFlow) drawing(b ManualBlock) {
	p := f.read(b)
	if p == nil {
		return
	}
	w, h := f.size(b, p)
	f.room(h + 2)
	f.y++
	s := f.sheet()
	s.picture(f.left(), f.y, w, h, 0, p)
	s.marks = append(s.marks, pathMark{
		points: []point{{x: f.left(), y: f.y}, {x: f.left() + w, y: f.y}, {x: f.left() + w, y: f.y + h}, {x: f.left(), y: f.y + h}}, closed: true, width: 0.2, ink: rule,
	})
	f.y += h + 1
}
