package fit

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
)

// Aligned finds forms whose labels, or whose fields, do not begin at one left edge.
func Aligned(c fyne.Canvas) []Finding {
	type edges struct{ label, field []*node }
	forms := map[*block.Form]*edges{}
	p := draw(c)
	for _, n := range p.nodes {
		form, at := within[*block.Form](n.parent)
		if form == nil {
			continue
		}
		e := forms[form]
		if e == nil {
			e = &edges{}
			forms[form] = e
		}
		switch o := n.object.(type) {
		case *block.Text:
			// The labels are the form's own; texts in a field are not.
			if depth(n, at) == 2 && o.Text != "" {
				e.label = append(e.label, n)
			}
		case block.Field:
			if f, _ := within[block.Field](n.parent); f == nil {
				e.field = append(e.field, n)
			}
		}
	}
	var found []Finding
	for _, e := range forms {
		for _, list := range [][]*node{e.label, e.field} {
			for _, n := range list {
				if d := n.at.x1 - list[0].at.x1; d < -tolerance || d > tolerance {
					found = append(found, Finding{"does not begin where the first of its form does", n.path(), name(n.object)})
				}
			}
		}
	}
	return found
}

// depth counts the steps from a node up to another.
func depth(n, up *node) int {
	steps := 0
	for ; n != nil && n != up; n = n.parent {
		steps++
	}
	return steps
}

// name is what an object says, for telling of it.
func name(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *block.Text:
		return o.Text
	case interface{ Label() string }:
		return o.Label()
	}
	return ""
}
