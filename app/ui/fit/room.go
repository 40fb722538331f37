package fit

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// A Finding is something on the window that cannot be read or used as it should.
type Finding struct {
	// What is wrong, where in the tree of widgets, and with what text.
	What, Path, Text string
}

func (f Finding) String() string { return fmt.Sprintf("%s: %q in %s", f.What, f.Text, f.Path) }

// typed is a field of the toolkit that somebody types in; what is typed scrolls in it.
type typed interface {
	fyne.Focusable
	SelectedText() string
}

// wanting is a block that says what it has to show.
type wanting interface {
	fyne.Widget
	Wants() []block.Want
}

// Room finds the texts that have too little room: cut, out of what holds them, out of the window, or over another.
func Room(c fyne.Canvas) []Finding {
	p := draw(c)
	var found []Finding
	add := func(n *node, text, format string, values ...any) {
		found = append(found, Finding{fmt.Sprintf(format, values...), n.path(), text})
	}
	for _, w := range p.words {
		if w.ink.x2 < -1000 {
			continue // put aside, since there is no room for it at all
		}
		p.room(w, add)
	}
	p.overlaps(add)
	p.wants(add)
	return found
}

type adder func(n *node, text, format string, values ...any)

// room compares a text with what is around it.
func (p *picture) room(w *word, add adder) {
	if field, _ := within[typed](&w.node); field != nil {
		p.field(w, add)
		return
	}
	// What holds it: everything up to what clips, whose height scrolls.
	for n := w.parent; n != nil; n = n.parent {
		if _, scrolls := n.object.(fyne.Scrollable); scrolls {
			break
		}
		if w.ink.x1 < n.at.x1-tolerance || w.ink.x2 > n.at.x2+tolerance {
			add(&w.node, w.text.Text, "runs %.0f units out of the sides of %T (%v in %v)",
				max(n.at.x1-w.ink.x1, w.ink.x2-n.at.x2), n.object, w.ink, n.at)
			return
		}
		if w.ink.y1 < n.at.y1-tolerance-1 || w.ink.y2 > n.at.y2+tolerance+1 {
			add(&w.node, w.text.Text, "runs %.0f units out of the height of %T (%v in %v)",
				max(n.at.y1-w.ink.y1, w.ink.y2-n.at.y2), n.object, w.ink, n.at)
			return
		}
	}
	if w.seen.empty() || w.ink.and(w.seen).high() <= 0 {
		return // scrolled away
	}
	if w.ink.x1 < w.seen.x1-tolerance || w.ink.x2 > w.seen.x2+tolerance {
		add(&w.node, w.text.Text, "is cut at the side (%v of %v)", w.ink, w.seen)
	}
	if !w.up && (w.ink.y1 < w.seen.y1-tolerance || w.ink.y2 > w.seen.y2+tolerance) {
		add(&w.node, w.text.Text, "is cut above or below (%v of %v)", w.ink, w.seen)
	}
}

// field looks at a text in a field: an example in it, and a day or an amount, are to be read whole.
func (p *picture) field(w *word, add adder) {
	field, n := within[typed](&w.node)
	switch field.(type) {
	case *block.DateField, *block.MoneyField:
	default:
		if e, ok := field.(interface{ Value() string }); !ok || e.Value() != "" {
			return
		}
	}
	if w.ink.x2 > n.at.x2+tolerance {
		add(&w.node, w.text.Text, "does not fit in its field (%v in %v)", w.ink, n.at)
	}
}

// overlaps finds texts that stand over each other, with nothing between them.
func (p *picture) overlaps(add adder) {
	for i, a := range p.words {
		ink := a.ink.and(a.seen)
		if ink.empty() {
			continue
		}
		for _, b := range p.words[i+1:] {
			both := ink.and(b.ink.and(b.seen))
			if both.wide() <= 2 || both.high() <= 4 || p.covered(both, a.order, b.order) {
				continue
			}
			add(&b.node, b.text.Text, "stands over %q (%v over %v)", a.text.Text, b.ink, a.ink)
		}
	}
}

// covered says whether an area was painted over after one thing was drawn and before another.
func (p *picture) covered(at box, after, before int) bool {
	for _, f := range p.fills {
		if f.color.A == 0xFF && f.order > after && f.order < before && f.at.x1 <= at.x1 && f.at.x2 >= at.x2 && f.at.y1 <= at.y1 && f.at.y2 >= at.y2 {
			return true
		}
	}
	return false
}

// wants compares what blocks have to show with what is drawn of it.
func (p *picture) wants(add adder) {
	drawn := map[*node]*strings.Builder{}
	for _, w := range p.words {
		for n := w.parent; n != nil; n = n.parent {
			if _, ok := n.object.(wanting); ok {
				if drawn[n] == nil {
					drawn[n] = &strings.Builder{}
				}
				drawn[n].WriteString("\n" + w.text.Text)
			}
		}
	}
	for _, n := range p.nodes {
		o, ok := n.object.(wanting)
		if !ok || n.at.and(n.seen).empty() {
			continue
		}
		text := ""
		if b := drawn[n]; b != nil {
			text = plain(b.String())
		}
		for _, want := range o.Wants() {
			if !want.Free && !strings.Contains(text, plain(want.Text)) {
				add(n, want.Text, "is cut to %q", text)
			}
		}
	}
}

// plain leaves out blanks, at which a text may be broken.
func plain(s string) string { return strings.Join(strings.Fields(s), "") }
