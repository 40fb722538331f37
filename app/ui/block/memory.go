package block

import (
	"encoding/json"
	"slices"
)

// Memory keeps from one day to the next how the window is used, by a key: the width of a column, not what stands in it.
// Nothing of the office goes in.
type Memory interface {
	// Get answers what is kept, "" when nothing is.
	Get(key string) string
	Set(key, value string)
}

// mostRemembered is the length of a value that is read back; a longer one is not ours.
const mostRemembered = 1 << 16

// tableView is how a table is seen.
type tableView struct {
	Hidden []string           `json:"hidden,omitempty"`
	Shown  []string           `json:"shown,omitempty"`  // of the optional columns
	Widths map[string]float32 `json:"widths,omitempty"` // in units at the normal text size
	Sort   string             `json:"sort,omitempty"`
	Down   bool               `json:"down,omitempty"`
}

// Remember has the table keep under a name which columns are shown, how wide they were made and what it is sorted by,
// and shows it as it was left. The filter is not kept: what people type in it is mostly somebody's name.
func (t *Table) Remember(m Memory, name string) *Table {
	t.memory, t.name = m, name
	if m == nil || name == "" {
		return t
	}
	text := m.Get("table." + name)
	var v tableView
	if len(text) > mostRemembered || json.Unmarshal([]byte(text), &v) != nil {
		return t // what cannot be read is forgotten
	}
	for i, c := range t.columns {
		if c.Passing {
			continue
		}
		if t.canHide(i) && slices.Contains(v.Hidden, c.ID) {
			t.hidden[c.ID] = true
		}
		if c.Optional && slices.Contains(v.Shown, c.ID) {
			delete(t.hidden, c.ID)
		}
		if w := v.Widths[c.ID]; w >= leastWidth && w <= mostWidth {
			t.dragged[c.ID] = w
		}
		if c.ID == v.Sort && c.ID != "" && !c.Fixed {
			t.sortBy, t.sortDown = i, v.Down
		}
	}
	return t
}

// keep writes down how the table is seen now.
func (t *Table) keep() {
	if t.memory == nil || t.name == "" {
		return
	}
	v := tableView{Down: t.sortDown, Widths: map[string]float32{}}
	for i, c := range t.columns {
		if c.Passing {
			continue
		}
		switch {
		case c.Optional && !t.hidden[c.ID]:
			v.Shown = append(v.Shown, c.ID)
		case t.hidden[c.ID] && !c.Optional:
			v.Hidden = append(v.Hidden, c.ID)
		}
		if w, ok := t.dragged[c.ID]; ok {
			v.Widths[c.ID] = w
		}
		if t.sortBy == i {
			v.Sort = c.ID
		}
	}
	if text, err := json.Marshal(v); err == nil { // numbers and names of columns can always be written
		t.memory.Set("table."+t.name, string(text))
	}
}

// Remember has the chips keep under a name which one was clicked, and chooses that one without telling.
func (c *Chips) Remember(m Memory, name string) *Chips {
	if m == nil || name == "" {
		return c
	}
	key := "chips." + name
	c.keep = func(id string) { m.Set(key, "="+id) }
	kept := m.Get(key)
	for _, k := range c.chips {
		if kept == "="+k.choice.ID {
			tell := c.OnChange
			c.OnChange = nil
			c.Choose(k.choice.ID)
			c.OnChange = tell
			break
		}
	}
	return c
}
