// Package manual reads the manual of the program, which is written in assets/manual in a small part of Markdown, and
// finds in it. A page is a file: "# title", a paragraph of one short sentence, and a "## task" for each thing that one
// does there, told in paragraphs, numbered steps, points, notes ("> ..."), pictures and links to other pages. In a line
// there is only **bold**, for what can be read on the screen, and {key:ID}, for the key of a command. How it looks in the
// window and on paper is left to app/ui and app/document.
package manual

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Kind says what a block is.
type Kind int

// The kinds of blocks.
const (
	// Text is a paragraph, Step one of numbered steps, Point one of a list without order, Note a remark that stands apart.
	Text Kind = iota
	Step
	Point
	Note
	// Picture is a picture, Link a way to another place in the manual.
	Picture
	Link
)

// Span is a piece of a line: text, text as it stands on the screen (Bold), or the key of a command (Key is its ID).
type Span struct {
	Text string
	Bold bool
	Key  string
}

// Block is one thing under another on a page.
type Block struct {
	Kind   Kind
	Number int // of a Step, from 1
	Spans  []Span
	// Picture is the name of a file in the folder pictures; the spans say what is on it.
	Picture string
	// Page and Anchor say where a Link leads to; the spans are its words.
	Page, Anchor string
}

// Section is a task. The first section of a page has no title and says what the page is about.
type Section struct {
	Title, Anchor string
	Blocks        []Block

	folded string
}

// Page is a page of the manual. That about a screen has the screen's name as its ID.
type Page struct {
	ID, Title string
	// About is the short sentence under the title.
	About    string
	Sections []Section
}

// Book is the whole manual, its pages in their order.
type Book struct{ Pages []Page }

// most is how many bytes a page may have.
const most = 100_000

// Load reads all pages from a folder that has files such as "04-post.md", in the order of those numbers.
func Load(files fs.FS) (*Book, error) {
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, fmt.Errorf("manual: %w", err)
	}
	slices.Sort(names)
	b := &Book{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("manual: %w", err)
		}
		p, err := Read(text)
		if err != nil {
			return nil, fmt.Errorf("manual: %s: %w", name, err)
		}
		p.ID = pageID(name)
		b.Pages = append(b.Pages, p)
	}
	return b, nil
}

// pageID is the name of a file without its number and ending.
func pageID(file string) string {
	id := strings.TrimSuffix(path.Base(file), ".md")
	if number, rest, ok := strings.Cut(id, "-"); ok && strings.Trim(number, "0123456789") == "" {
		return rest
	}
	return id
}

// Page answers a page by its ID.
func (b *Book) Page(id string) (Page, bool) {
	for _, p := range b.Pages {
		if p.ID == id {
			return p, true
		}
	}
	return Page{}, false
}

// Section answers where a section begins among those of its page; -1 when it is not there.
func (p Page) Section(anchor string) int {
	return slices.IndexFunc(p.Sections, func(s Section) bool { return anchor != "" && s.Anchor == anchor })
}

// Hit is a task that was found.
type Hit struct {
	Page, Anchor string
	// Title is the task's, or the page's for what stands at its beginning; PageTitle the page's.
	Title, PageTitle string
	// Named says that all words were found in those titles.
	Named bool
}

// Find answers the tasks that have a word beginning with each of the typed words, those with them in their title first;
// none when nothing is typed.
func (b *Book) Find(text string, limit int) []Hit {
	words := strings.Fields(data.Fold(text))
	if len(words) == 0 {
		return nil
	}
	type scored struct {
		hit   Hit
		score int
	}
	var found []scored
	for _, p := range b.Pages {
		pageTitle := data.Fold(p.Title)
		for _, s := range p.Sections {
			title := s.Title
			if title == "" {
				title = p.Title
			}
			folded, score, named := data.Fold(title), 0, true
			for _, w := range words {
				switch {
				case begins(folded, w):
					score += 4
				case begins(pageTitle, w):
					score += 2
				case begins(s.folded, w):
					score++
					named = false
				default:
					score = -1 << 20
				}
			}
			if score > 0 {
				found = append(found, scored{Hit{Page: p.ID, Anchor: s.Anchor, Title: title, PageTitle: p.Title, Named: named}, score})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int { return b.score - a.score })
	var hits []Hit
	for _, f := range found[:min(len(found), limit)] {
		hits = append(hits, f.hit)
	}
	return hits
}

// begins says whether a word of a folded text begins with w.
func begins(text, w string) bool {
	return strings.HasPrefix(text, w) || strings.Contains(text, " "+w)
}

// plain is the text of spans without what marks them.
func plain(spans []Span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// String is a block's text.
func (b Block) String() string { return plain(b.Spans) }
