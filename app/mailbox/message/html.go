package message

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlToText makes plain text of an HTML body without building a tree, so that
// neither depth nor size costs more than one pass: cells are parted by TAB, rows
// and blocks by newline, quotes marked with "> ". Style, script, head and what
// the sender hid are left out; nothing is loaded.
func htmlToText(s string) string {
	if len(s) > maxText {
		s = s[:maxText]
	}
	w := &htmlWriter{honourHidden: true}
	if !w.run(s) {
		// Something hidden was never closed and has eaten the rest: better too
		// much text than none.
		w = &htmlWriter{}
		w.run(s)
	}
	return w.finish()
}

// Elements whose content is no text.
var unreadElements = map[atom.Atom]bool{
	atom.Head: true, atom.Noscript: true, atom.Template: true, atom.Object: true, atom.Svg: true, atom.Math: true,
	atom.Select: true,
}

// Elements whose content the tokenizer itself takes as one raw text.
var rawElements = map[atom.Atom]bool{
	atom.Style: true, atom.Script: true, atom.Title: true, atom.Textarea: true, atom.Iframe: true, atom.Noembed: true,
	atom.Noframes: true, atom.Xmp: true,
}

var voidElements = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
}

// Elements that start and end on a line of their own; 2 means with a blank line.
var blocks = map[atom.Atom]int{
	atom.P: 2, atom.H1: 2, atom.H2: 2, atom.H3: 2, atom.H4: 2, atom.H5: 2, atom.H6: 2, atom.Ul: 2, atom.Ol: 2, atom.Dl: 2,
	atom.Div: 1, atom.Section: 1, atom.Article: 1, atom.Header: 1, atom.Footer: 1, atom.Main: 1, atom.Nav: 1, atom.Aside: 1,
	atom.Center: 1, atom.Form: 1, atom.Fieldset: 1, atom.Address: 1, atom.Figure: 1, atom.Figcaption: 1, atom.Body: 1,
	atom.Dt: 1, atom.Dd: 1, atom.Caption: 1, atom.Option: 1, atom.Pre: 2, atom.Blockquote: 2, atom.Hr: 1, atom.Li: 1,
}

var hiddenStyle = regexp.MustCompile(`(?i)(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(px|pt|em|%)?\s*(;|$|!))`)

type htmlWriter struct {
	honourHidden bool
	out          strings.Builder
	newlines     int  // wanted before the next text
	space        bool // wanted before the next text
	lineStart    bool // nothing but a quote mark or TAB on this line yet
	cellStart    bool // nothing in this cell yet
	tight        bool // the paragraph being read has no space around it
	quote, pre   int
	tables       []htmlTable
	skip         atom.Atom // element being left out, 0 for none
	skipDepth    int
}

// htmlTable is the state of one table.
type htmlTable struct {
	cells int  // begun in this row
	inner bool // the last cell held a table of its own
}

// run reads s; false when it ended inside something hidden.
func (w *htmlWriter) run(s string) bool {
	w.lineStart = true
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			// Reading from a string only ends in EOF.
			return w.skip == 0
		case html.TextToken:
			if w.skip == 0 {
				w.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			if w.skip != 0 {
				if t.DataAtom == w.skip && t.Type == html.StartTagToken {
					w.skipDepth++
				}
				if w.skip == atom.Head && t.DataAtom == atom.Body || w.skip == atom.P && blocks[t.DataAtom] > 0 {
					// </head> and </p> may be left out.
					w.skip = 0
				} else {
					continue
				}
			}
			if w.leaveOut(t) {
				w.skip, w.skipDepth = t.DataAtom, 1
				if blocks[t.DataAtom] > 0 {
					w.want(1)
				}
				continue
			}
			w.tight = w.tight && t.DataAtom != atom.P || isTight(t)
			w.start(t.DataAtom)
		case html.EndTagToken:
			t := z.Token()
			if w.skip != 0 {
				if t.DataAtom == w.skip {
					if w.skipDepth--; w.skipDepth == 0 {
						w.skip = 0
					}
				}
				continue
			}
			w.end(t.DataAtom)
		}
	}
}

// leaveOut tells whether the content of an element is no text to read. On the
// second run only what can never be text is left out.
func (w *htmlWriter) leaveOut(t html.Token) bool {
	switch {
	case t.DataAtom == 0, t.Type != html.StartTagToken, voidElements[t.DataAtom]:
		return false
	case rawElements[t.DataAtom]:
		return true
	}
	return w.honourHidden && (unreadElements[t.DataAtom] || isHidden(t))
}

func isHidden(t html.Token) bool {
	if t.DataAtom == atom.Body || t.DataAtom == atom.Html {
		return false
	}
	for _, a := range t.Attr {
		if a.Key == "hidden" || a.Key == "style" && hiddenStyle.MatchString(a.Val) {
			return true
		}
	}
	return false
}

// isTight tells the paragraphs that Word writes for a line: they have no margin,
// and a blank line is one of them with only a hard space.
func isTight(t html.Token) bool {
	if t.DataAtom != atom.P {
		return false
	}
	for _, a := range t.Attr {
		if a.Key == "class" && strings.HasPrefix(a.Val, "Mso") {
			return true
		}
	}
	return false
}

func (w *htmlWriter) want(newlines int) {
	if w.cellStart {
		return
	}
	w.space = false
	w.newlines = max(w.newlines, newlines)
}

func (w *htmlWriter) start(a atom.Atom) {
	switch a {
	case atom.Br:
		w.space = false
		if !w.cellStart {
			w.newlines = min(w.newlines+1, 3)
		}
	case atom.Table:
		if n := len(w.tables); n > 0 {
			w.tables[n-1].inner = true
			w.cellStart = false
			if w.tables[n-1].cells <= 1 {
				w.want(1)
			}
		} else {
			w.want(1)
		}
		if len(w.tables) < 1000 {
			w.tables = append(w.tables, htmlTable{})
		}
	case atom.Tr:
		w.cellStart = false
		w.want(1)
		if n := len(w.tables); n > 0 {
			w.tables[n-1] = htmlTable{}
		}
	case atom.Td, atom.Th:
		w.cell()
	case atom.Blockquote:
		w.cellStart = false
		w.want(2)
		w.quote = min(w.quote+1, 20)
	case atom.Pre:
		w.want(2)
		w.pre++
	case atom.Li:
		w.want(1)
		w.write("- ")
		w.space, w.cellStart = false, true
	default:
		w.block(a)
	}
}

func (w *htmlWriter) block(a atom.Atom) {
	n := blocks[a]
	if a == atom.P && w.tight {
		n = 1
	}
	if n > 0 {
		w.want(n)
	}
}

// cell begins a cell: TAB behind the one before it in the row, unless that one
// held rows of its own.
func (w *htmlWriter) cell() {
	n := len(w.tables)
	if n == 0 {
		w.tables = append(w.tables, htmlTable{})
		n = 1
	}
	t := &w.tables[n-1]
	t.cells++
	if t.cells > 1 {
		if t.inner {
			w.cellStart = false
			w.want(1)
		} else {
			w.newlines, w.space = 0, false
			w.out.WriteByte('\t')
		}
	}
	t.inner = false
	w.cellStart = w.newlines == 0
}

func (w *htmlWriter) end(a atom.Atom) {
	switch a {
	case atom.Table:
		w.cellStart = false
		if n := len(w.tables); n > 0 {
			w.tables = w.tables[:n-1]
		}
		w.want(1)
	case atom.Tr:
		w.cellStart = false
		w.want(1)
	case atom.Td, atom.Th:
		w.space = false
	case atom.Blockquote:
		w.want(2)
		w.quote = max(w.quote-1, 0)
	case atom.Pre:
		w.want(2)
		w.pre = max(w.pre-1, 0)
	default:
		w.block(a)
	}
}

func (w *htmlWriter) text(s string) {
	if w.pre > 0 {
		for i, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
			if i > 0 {
				w.newlines++
			}
			if line != "" {
				w.write(line)
			}
		}
		return
	}
	for len(s) > 0 {
		i := strings.IndexAny(s, " \t\r\n\f")
		word := s
		if i >= 0 {
			word = s[:i]
		}
		if word != "" {
			w.write(word)
		}
		if i < 0 {
			return
		}
		if !w.lineStart && !w.cellStart {
			w.space = true
		}
		s = s[i+1:]
	}
}

// write puts out what is wanted before a word, and the word.
func (w *htmlWriter) write(word string) {
	if w.newlines > 0 && w.out.Len() > 0 {
		for range w.newlines {
			w.out.WriteByte('\n')
		}
		w.lineStart = true
		w.space = false
	}
	if (w.newlines > 0 || w.out.Len() == 0) && w.quote > 0 {
		w.out.WriteString(quotePrefix(w.quote))
	}
	w.newlines = 0
	if w.space {
		w.out.WriteByte(' ')
	}
	w.out.WriteString(word)
	w.space, w.lineStart, w.cellStart = false, false, false
}

var blankLines = regexp.MustCompile(`\n{4,}`)

// finish takes the TABs off the lines that are no row of several cells: tables
// that only lay out a page.
func (w *htmlWriter) finish() string {
	lines := strings.Split(w.out.String(), "\n")
	for i, l := range lines {
		l = strings.TrimRight(l, " \t\u00a0")
		if strings.Contains(l, "\t") && strings.TrimLeft(l, " \t") != l {
			filled := 0
			for _, c := range strings.Split(l, "\t") {
				if strings.TrimSpace(c) != "" {
					filled++
				}
			}
			if filled <= 1 {
				l = strings.TrimLeft(l, " \t")
			}
		}
		lines[i] = l
	}
	return blankLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n\n")
}
