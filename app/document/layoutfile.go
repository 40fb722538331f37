package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a layout file: far above any that a person writes.
const (
	maxLayoutBytes = 256 << 10
	maxLayoutDepth = 12
	maxLayoutText  = 600
)

// layoutNode is a value of a layout file that knows its place in it, so that what
// is wrong can be said by the name of the field. The first thing that is wrong is
// kept for all nodes of the file.
type layoutNode struct {
	path  string
	value any // nil, bool, json.Number, string, []any, layoutObject
	used  map[string]bool
	wrong *error
}

// layoutObject keeps the fields in their order.
type layoutObject struct {
	keys   []string
	values map[string]any
}

// readLayoutTree reads a layout file as JSON without double fields.
func readLayoutTree(text []byte) (*layoutNode, error) {
	if len(text) > maxLayoutBytes {
		return nil, refuse("het bestand is groter dan %d kB", maxLayoutBytes>>10)
	}
	text = bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(text) {
		return nil, refuse("het bestand is geen tekst in UTF-8")
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	value, err := readLayoutValue(decoder, "", 0)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = refuse("na het slot staat nog iets")
		}
	}
	var told *refusal
	if err != nil && !errors.As(err, &told) {
		at := min(int(decoder.InputOffset()), len(text))
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = min(int(syntax.Offset), len(text))
		}
		return nil, explain(err, "regel %d is niet te lezen; kijk naar komma's, haken en aanhalingstekens", 1+bytes.Count(text[:at], []byte("\n")))
	}
	if err != nil {
		return nil, err
	}
	return &layoutNode{value: value, wrong: new(error)}, nil
}

func readLayoutValue(d *json.Decoder, path string, depth int) (any, error) {
	if depth > maxLayoutDepth {
		return nil, refuse("%s zit te diep", path)
	}
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := layoutObject{values: map[string]any{}}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			key, ok := name.(string)
			if !ok {
				return nil, refuse("bij %s staat geen naam van een veld", path)
			}
			if _, double := o.values[key]; double {
				return nil, refuse("%s staat er twee keer", joinPath(path, key))
			}
			value, err := readLayoutValue(d, joinPath(path, key), depth+1)
			if err != nil {
				return nil, err
			}
			o.keys = append(o.keys, key)
			o.values[key] = value
		}
		_, err = d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			value, err := readLayoutValue(d, fmt.Sprintf("%s[%d]", path, len(list)+1), depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err = d.Token()
		return list, err
	}
	return token, nil
}

func joinPath(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// fail keeps what is wrong with a value, unless something was wrong before it.
func (n *layoutNode) fail(why error) {
	if *n.wrong == nil {
		path := n.path
		if path == "" {
			path = "{}"
		}
		*n.wrong = &refusal{format: path, cause: why}
	}
}

// has says whether a field is there.
func (n *layoutNode) has(key string) bool {
	o, ok := n.value.(layoutObject)
	if !ok {
		return false
	}
	_, there := o.values[key]
	return there
}

// at is a field of an object; its value is nil when it is not there.
func (n *layoutNode) at(key string) *layoutNode {
	child := &layoutNode{path: joinPath(n.path, key), wrong: n.wrong}
	o, ok := n.value.(layoutObject)
	if !ok {
		n.fail(refuse("hier hoort {…} te staan"))
		return child
	}
	if n.used == nil {
		n.used = map[string]bool{}
	}
	n.used[key] = true
	child.value = o.values[key]
	return child
}

// list is the values of a list; a missing list is an empty one.
func (n *layoutNode) list(key string, most int) []*layoutNode {
	child := n.at(key)
	if child.value == nil {
		return nil
	}
	values, ok := child.value.([]any)
	if !ok {
		child.fail(refuse("hier hoort een lijst te staan: […]"))
		return nil
	}
	if len(values) > most {
		child.fail(refuse("er staan er %d, hoogstens %d mag", len(values), most))
		return nil
	}
	out := make([]*layoutNode, len(values))
	for i, v := range values {
		out[i] = &layoutNode{path: fmt.Sprintf("%s[%d]", child.path, i+1), value: v, wrong: n.wrong}
	}
	return out
}

// number reads a number between bounds.
func (n *layoutNode) number(key string, least, most float64) float64 {
	child := n.at(key)
	if child.value == nil {
		child.fail(refuse("dit veld ontbreekt; er hoort een getal van %g tot %g", least, most))
		return least
	}
	number, ok := child.value.(json.Number)
	if !ok {
		child.fail(refuse("hier hoort een getal te staan, zonder aanhalingstekens"))
		return least
	}
	v, err := number.Float64()
	if err != nil || v < least || v > most {
		child.fail(refuse("%s kan niet; van %g tot %g mag", shown(number.String()), least, most))
		return least
	}
	return v
}

// optional reads a number that may be left out.
func (n *layoutNode) optional(key string, least, most, otherwise float64) float64 {
	if !n.has(key) {
		n.at(key) // it is known
		return otherwise
	}
	return n.number(key, least, most)
}

// whole reads a whole number.
func (n *layoutNode) whole(key string, least, most int) int {
	v := n.number(key, float64(least), float64(most))
	if v != float64(int(v)) {
		n.at(key).fail(refuse("hier hoort een heel getal te staan"))
	}
	return int(v)
}

// text reads a text that is not empty, and where may says so one that may be left out.
func (n *layoutNode) text(key string, may bool) string {
	child := n.at(key)
	if child.value == nil && may {
		return ""
	}
	s, ok := child.value.(string)
	switch {
	case !ok:
		child.fail(refuse("hier hoort een tekst te staan, tussen aanhalingstekens"))
	case strings.TrimSpace(s) == "" && !may:
		child.fail(refuse("deze tekst is leeg"))
	case utf8.RuneCountInString(s) > maxLayoutText:
		child.fail(refuse("deze tekst is te lang: hoogstens %d tekens", maxLayoutText))
	default:
		return s
	}
	return ""
}

// oneOf reads a word out of a list of words; the first one stands for a missing field.
func (n *layoutNode) oneOf(key string, known ...string) string {
	child := n.at(key)
	if child.value == nil {
		return known[0]
	}
	s, ok := child.value.(string)
	if !ok || !slices.Contains(known, s) {
		child.fail(refuse("dit kan hier zijn: %s", strings.Join(known, ", ")))
		return known[0]
	}
	return s
}

// done refuses fields that nobody asked for: they are mistyped.
func (n *layoutNode) done() {
	o, ok := n.value.(layoutObject)
	if !ok {
		return
	}
	for _, key := range o.keys {
		if n.used[key] {
			continue
		}
		known := make([]string, 0, len(n.used))
		for k := range n.used {
			known = append(known, k)
		}
		slices.Sort(known)
		n.fail(refuse("het veld %s is er niet; wel %s", shown(key), strings.Join(known, ", ")))
		return
	}
}

// shown makes a foreign text fit to stand in a sentence.
func shown(s string) string {
	text, _ := clean(s)
	r := []rune(text)
	if len(r) > 40 {
		text = string(r[:40]) + "…"
	}
	return "„" + text + "”"
}
