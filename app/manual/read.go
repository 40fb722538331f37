package manual

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Read reads one page. What is not in the part of Markdown that the manual is written in is an error, never left out in
// silence; the error names the line.
func Read(source []byte) (Page, error) {
	if len(source) > most {
		return Page{}, fmt.Errorf("page has %d bytes, more than %d", len(source), most)
	}
	if !utf8.Valid(source) {
		return Page{}, errors.New("page is no UTF-8")
	}
	r := &reader{source: source}
	root := goldmark.DefaultParser().Parse(text.NewReader(source))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if err := r.block(n); err != nil {
			return Page{}, err
		}
	}
	p := r.page
	if p.Title == "" || len(p.Sections) == 0 || len(p.Sections[0].Blocks) == 0 || p.Sections[0].Blocks[0].Kind != Text {
		return Page{}, errors.New("page does not begin with a title and a paragraph")
	}
	p.About = p.Sections[0].Blocks[0].String()
	for i := range p.Sections {
		var words []string
		for _, b := range p.Sections[i].Blocks {
			words = append(words, b.String())
		}
		p.Sections[i].folded = data.Fold(strings.Join(words, " "))
	}
	return p, nil
}

type reader struct {
	source []byte
	page   Page
}

// fault is an error with the line that a node begins on.
func (r *reader) fault(n ast.Node, what string) error {
	for ; n != nil; n = n.FirstChild() {
		if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
			line := 1 + strings.Count(string(r.source[:n.Lines().At(0).Start]), "\n")
			return fmt.Errorf("line %d: %s", line, what)
		}
	}
	return errors.New(what)
}

func (r *reader) add(b Block) error {
	if len(r.page.Sections) == 0 {
		return errors.New("page does not begin with a title")
	}
	s := &r.page.Sections[len(r.page.Sections)-1]
	s.Blocks = append(s.Blocks, b)
	return nil
}

func (r *reader) block(n ast.Node) error {
	switch n := n.(type) {
	case *ast.Heading:
		return r.heading(n)
	case *ast.Paragraph:
		return r.paragraph(n)
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if err := r.line(n, c, Block{Kind: Note}); err != nil {
				return err
			}
		}
		return nil
	case *ast.List:
		return r.list(n)
	}
	return r.fault(n, "the manual has no "+n.Kind().String())
}

func (r *reader) heading(n *ast.Heading) error {
	spans, err := r.spans(n)
	if err != nil {
		return err
	}
	title := strings.TrimSpace(plain(spans))
	for _, s := range spans {
		if s.Bold || s.Key != "" {
			return r.fault(n, "a title is plain text")
		}
	}
	switch first := len(r.page.Sections) == 0; {
	case title == "":
		return r.fault(n, "a title without words")
	case n.Level == 1 && first:
		r.page.Title = title
		r.page.Sections = append(r.page.Sections, Section{})
	case n.Level == 2 && !first:
		anchor := Anchor(title)
		if anchor == "" || r.page.Section(anchor) >= 0 {
			return r.fault(n, "a second title with these words")
		}
		r.page.Sections = append(r.page.Sections, Section{Title: title, Anchor: anchor})
	default:
		return r.fault(n, "one # title first, ## for tasks, and no others")
	}
	return nil
}

// Anchor is the name of a section in links: its title in small letters with hyphens, as the places where Markdown is
// read make it.
func Anchor(title string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(title) {
		switch {
		case c == ' ', c == '-':
			b.WriteByte('-')
		case c == '_', '0' <= c && c <= '9', 'a' <= c && c <= 'z', c > 127:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// paragraph reads running text, or a picture or a link that stands by itself.
func (r *reader) paragraph(n ast.Node) error {
	if n.ChildCount() == 1 {
		switch c := n.FirstChild().(type) {
		case *ast.Image:
			return r.picture(c)
		case *ast.Link:
			return r.link(c)
		}
	}
	return r.line(n, n, Block{Kind: Text})
}

// line reads a block of one paragraph.
func (r *reader) line(at, n ast.Node, b Block) error {
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return r.fault(at, "only running text can stand here")
	}
	var err error
	if b.Spans, err = r.spans(n); err != nil {
		return err
	}
	if plain(b.Spans) == "" {
		return r.fault(at, "a line without words")
	}
	return r.add(b)
}

func (r *reader) list(n *ast.List) error {
	number := 0
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		number++
		b := Block{Kind: Point}
		if n.IsOrdered() {
			b.Kind, b.Number = Step, number
		}
		if item.ChildCount() == 0 {
			return r.fault(n, "a point without words")
		}
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if c.ChildCount() == 1 {
				if l, ok := c.FirstChild().(*ast.Link); ok && !n.IsOrdered() {
					if err := r.link(l); err != nil {
						return err
					}
					continue
				}
				if i, ok := c.FirstChild().(*ast.Image); ok && c != item.FirstChild() {
					if err := r.picture(i); err != nil {
						return err
					}
					continue
				}
			}
			if c != item.FirstChild() {
				return r.fault(n, "a point is one paragraph, and pictures under it")
			}
			if err := r.line(n, c, b); err != nil {
				return err
			}
		}
	}
	return nil
}

var pictureName = regexp.MustCompile(`^[a-z0-9-]+\.png$`)

func (r *reader) picture(n *ast.Image) error {
	spans, err := r.spans(n)
	if err != nil {
		return err
	}
	folder, name := path.Split(string(n.Destination))
	if folder != "pictures/" || !pictureName.MatchString(name) || plain(spans) == "" {
		return r.fault(n.Parent(), "a picture is ![what is on it](pictures/name.png)")
	}
	return r.add(Block{Kind: Picture, Picture: name, Spans: spans})
}

func (r *reader) link(n *ast.Link) error {
	spans, err := r.spans(n)
	if err != nil {
		return err
	}
	to, err := url.Parse(string(n.Destination))
	if err != nil || to.Scheme != "" || to.Host != "" || strings.Contains(to.Path, "/") || !strings.HasSuffix(to.Path, ".md") || plain(spans) == "" {
		return r.fault(n.Parent(), "a link leads to another page: [words](04-post.md#task)")
	}
	return r.add(Block{Kind: Link, Page: pageID(to.Path), Anchor: to.Fragment, Spans: spans})
}

// spans reads what stands in one line.
func (r *reader) spans(n ast.Node) ([]Span, error) {
	var spans []Span
	add := func(text string, bold bool) {
		if k := len(spans) - 1; k >= 0 && spans[k].Bold == bold {
			spans[k].Text += text
			return
		}
		if text != "" {
			spans = append(spans, Span{Text: text, Bold: bold})
		}
	}
	var walk func(n ast.Node, bold bool) error
	walk = func(n ast.Node, bold bool) error {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				add(string(c.Value(r.source)), bold)
				if c.HardLineBreak() {
					return r.fault(n, "a line cannot be broken within a paragraph")
				}
				if c.SoftLineBreak() {
					add(" ", bold)
				}
			case *ast.String:
				add(string(c.Value), bold)
			case *ast.Emphasis:
				if c.Level != 2 || bold {
					return r.fault(n, "only **bold** can stand in a line")
				}
				if err := walk(c, true); err != nil {
					return err
				}
			default:
				return r.fault(n, "a line has only text, **bold** and {key:...}, not "+c.Kind().String())
			}
		}
		return nil
	}
	if err := walk(n, false); err != nil {
		return nil, err
	}
	return keys(spans), nil
}

var keyMark = regexp.MustCompile(`\{key:([a-z0-9.]+)\}`)

// keys takes the marks of keys out of the text.
func keys(spans []Span) []Span {
	var out []Span
	for _, s := range spans {
		rest := s.Text
		for {
			at := keyMark.FindStringSubmatchIndex(rest)
			if at == nil {
				break
			}
			if at[0] > 0 {
				out = append(out, Span{Text: rest[:at[0]], Bold: s.Bold})
			}
			out = append(out, Span{Key: rest[at[2]:at[3]]})
			rest = rest[at[1]:]
		}
		if rest != "" {
			out = append(out, Span{Text: rest, Bold: s.Bold})
		}
	}
	return out
}
