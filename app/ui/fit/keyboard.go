package fit

import (
	"fmt"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// focusables answers what can have the keyboard in what lies on top.
func focusables(c fyne.Canvas) []*node {
	p := &picture{size: c.Size()}
	tree := c.Content()
	if top := c.Overlays().Top(); top != nil {
		tree = top
	}
	p.walk(tree, nil, fyne.NewPos(0, 0), boxOf(fyne.NewPos(0, 0), p.size), false)
	var list []*node
	for _, n := range p.nodes {
		f, ok := n.object.(fyne.Focusable)
		if !ok {
			continue
		}
		if d, ok := f.(fyne.Disableable); !ok || !d.Disabled() {
			list = append(list, n)
		}
	}
	return list
}

// Keys answers what can have the keyboard, as one text that tells one window from another.
func Keys(c fyne.Canvas) string {
	var names []string
	for _, n := range focusables(c) {
		names = append(names, fmt.Sprintf("%T %s", n.object, name(n.object)))
	}
	sort.Strings(names)
	return strings.Join(names, "|")
}

// Keyboard goes through the window by Tab and finds what can have the keyboard and does not get it so, what is not in
// view when it has it, and what does not show that it has it.
func Keyboard(c fyne.Canvas) []Finding {
	reached := map[fyne.Focusable]bool{}
	var found []Finding
	c.Unfocus()
	for range 400 {
		c.FocusNext()
		f := c.Focused()
		if f == nil || reached[f] {
			break
		}
		reached[f] = true
		found = append(found, focused(c, f)...)
	}
	for _, n := range focusables(c) {
		if f := n.object.(fyne.Focusable); !reached[f] {
			found = append(found, Finding{"is not reached by Tab", n.path(), name(n.object)})
		}
	}
	return found
}

// focused looks at what has the keyboard.
func focused(c fyne.Canvas, f fyne.Focusable) []Finding {
	p := draw(c)
	for _, n := range p.nodes {
		if any(n.object) != any(f) {
			continue
		}
		least := min(n.at.high(), n.seen.high(), look.Scaled(20))
		if n.at.and(n.seen).high() < least-tolerance {
			return []Finding{{fmt.Sprintf("has the keyboard out of view (%v of %v)", n.at, n.seen), n.path(), name(n.object)}}
		}
		if _, menu := f.(*widget.PopUpMenu); !menu && !p.marked(n) {
			return []Finding{{"does not show that it has the keyboard", n.path(), name(n.object)}}
		}
		return nil
	}
	return nil
}

// marked says whether something of an object that has the keyboard has a line, a bar or a ground in the colour that says
// so.
func (p *picture) marked(n *node) bool {
	accent := plainColor(look.Color(look.Accent))
	for _, list := range [][]fill{p.lines, p.fills} {
		for _, f := range list {
			for up := &f.node; up != nil; up = up.parent {
				if up.object == n.object && f.color == accent {
					return true
				}
			}
		}
	}
	return false
}
