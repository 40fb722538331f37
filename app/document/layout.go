package document

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// layout is a certificate layout file. Measures are millimetres from the top
// left of the paper, sizes points. assets/certificate/README.md tells how such a
// file is written.
type layout struct {
	design        Design
	about         string
	width, height float64
	ground        []layoutShape
	words         map[Outcome]map[string]string
	logo          *layoutBox
	columns       []layoutColumn
	signatures    layoutSignatures
	code          layoutCode
}

// align is where something stands in its room: 0 at the left, 1 at the right.
type align float64

var alignWords = []string{"centre", "left", "right"}

func (n *layoutNode) align(key string) align {
	return map[string]align{"left": 0, "centre": 0.5, "right": 1}[n.oneOf(key, alignWords...)]
}

// layoutBox is a room for a picture.
type layoutBox struct {
	x, y, w, h float64
	align      align
}

// layoutColumn is a stack of texts in a room.
type layoutColumn struct {
	x, width, top, topWithLogo, bottom float64
	align                              align
	place                              string  // top, middle or bottom: where the stack stands in the room
	stretch                            float64 // how far the gaps may grow where there is room to spare
	blocks                             []layoutBlock
}

// layoutBlock is a text of a column.
type layoutBlock struct {
	text        string
	font        face
	size, least float64
	lines       int
	width       float64
	track       float64
	leading     float64 // from line to line, in font sizes; 0: what suits the font
	capitals    bool
	colour      inkName
	before      float64 // the space above
	rule        float64 // thickness of a line beneath; 0: none
	ruleWidth   float64
	ruleGap     float64
}

type layoutSignatures struct {
	line, left, right, gap, width, height float64
	align                                 align
	font                                  face
	size, least                           float64
	lines                                 int
	colour                                inkName
	role                                  string
	roleFont                              face
	roleSize                              float64
	roleColour                            inkName
	lineWidth                             float64
	lineColour                            inkName
}

// layoutCode is the room of the QR code: a square of room by room, in which the
// code is as large as its modules ask for and at least size.
type layoutCode struct {
	x, y, room, size float64
	align            align
	colour           inkName
	panel            bool // a white ground, for on a coloured field
}

func (b layoutBlock) style(accent colour) style {
	return style{face: b.font, size: b.size, track: b.track, ink: b.colour.text(accent)}
}

// Bounds of what a layout may say: most is a measure in millimetres.
const (
	mostMeasure = 1000
	leastLetter = 5
	mostLetter  = 200
	leastCode   = 22 // millimetres, below which a telephone has trouble
)

// readLayout reads a layout file and checks each field; what is wrong is said with
// the names of the file and the field. That everything has its room on the paper is
// seen for each certificate.
func readLayout(file string, text []byte) (*layout, error) {
	root, err := readLayoutTree(text)
	if err != nil {
		return nil, explain(err, "het ontwerp %s", file)
	}
	l := &layout{}
	l.read(root)
	if err := *root.wrong; err != nil {
		return nil, explain(err, "het ontwerp %s", file)
	}
	if err := l.complete(); err != nil {
		return nil, explain(err, "het ontwerp %s", file)
	}
	l.design.Version = layoutVersion(text)
	return l, nil
}

func (l *layout) read(n *layoutNode) {
	l.design.Name = n.text("name", false)
	l.about = n.text("about", true)
	paper := n.at("paper")
	l.width, l.height = paper.number("width", 50, mostMeasure), paper.number("height", 50, mostMeasure)
	paper.done()
	for _, c := range n.list("ground", 60) {
		l.ground = append(l.ground, c.shape())
	}
	l.words = map[Outcome]map[string]string{}
	said := n.at("words")
	for _, o := range []Outcome{Passed, Attended} {
		of := said.at(string(o))
		l.words[o] = map[string]string{"titel": of.text("title", false), "uitslag": of.text("phrase", false)}
		of.done()
	}
	said.done()
	l.logo = n.box("logo")
	for _, c := range n.list("columns", 8) {
		l.columns = append(l.columns, c.column())
	}
	l.signatures = n.at("signatures").signatures()
	l.code = n.at("code").code()
	n.done()
}

// box reads a room that may be left out.
func (n *layoutNode) box(key string) *layoutBox {
	if !n.has(key) {
		n.at(key)
		return nil
	}
	c := n.at(key)
	b := &layoutBox{
		x: c.number("x", 0, mostMeasure), y: c.number("y", 0, mostMeasure),
		w: c.number("width", 1, mostMeasure), h: c.number("height", 1, mostMeasure), align: c.align("align"),
	}
	c.done()
	return b
}

func (n *layoutNode) column() layoutColumn {
	c := layoutColumn{
		x: n.number("x", 0, mostMeasure), width: n.number("width", 5, mostMeasure),
		top: n.number("top", 0, mostMeasure), bottom: n.number("bottom", 0, mostMeasure),
		align: n.align("align"), place: n.oneOf("place", "middle", "top", "bottom"), stretch: n.optional("stretch", 1, 3, 1),
	}
	c.topWithLogo = n.optional("top_with_logo", 0, mostMeasure, c.top)
	if c.bottom <= c.top || c.bottom <= c.topWithLogo {
		n.at("bottom").fail(refuse("de kolom eindigt boven zijn begin"))
	}
	for _, b := range n.list("blocks", 40) {
		c.blocks = append(c.blocks, b.block(c.width))
	}
	if len(c.blocks) == 0 {
		n.at("blocks").fail(refuse("hier staan geen teksten"))
	}
	n.done()
	return c
}

func (n *layoutNode) block(width float64) layoutBlock {
	b := layoutBlock{
		text: n.template("text"), font: n.face("font"), size: n.number("size", leastLetter, mostLetter),
		lines: n.whole("lines", 1, 6), width: n.optional("width", 5, width, width), track: n.optional("track", -50, 500, 0),
		leading: n.optional("leading", 0.8, 3, 0), colour: n.ink("colour"), before: n.optional("before", 0, mostMeasure, 0),
		rule: n.optional("rule", 0, 10, 0), ruleWidth: n.optional("rule_width", 0, mostMeasure, 0), ruleGap: n.optional("rule_gap", 0, 100, 5.5),
		capitals: n.oneOf("case", "as written", "capitals") == "capitals",
	}
	b.least = n.optional("least", leastLetter, b.size, b.size)
	n.done()
	return b
}

func (n *layoutNode) signatures() layoutSignatures {
	s := layoutSignatures{
		line: n.number("line", 1, mostMeasure), left: n.number("left", 0, mostMeasure), right: n.number("right", 1, mostMeasure),
		gap: n.number("gap", 0, 200), width: n.number("width", 5, 500), height: n.number("height", 3, 200), align: n.align("align"),
		font: n.face("font"), size: n.number("size", leastLetter, 100), lines: n.whole("lines", 1, 6), colour: n.ink("colour"),
		role: n.text("role", true), roleFont: n.face("role_font"), roleSize: n.number("role_size", leastLetter, 100), roleColour: n.ink("role_colour"),
		lineWidth: n.number("line_width", 0, 10), lineColour: n.ink("line_colour"),
	}
	s.least = n.optional("least", leastLetter, s.size, s.size)
	if s.right-s.left < 40 {
		n.at("right").fail(refuse("tussen left en right is geen ruimte voor handtekeningen; er is minstens 40 mm nodig"))
	}
	n.done()
	return s
}

func (n *layoutNode) code() layoutCode {
	c := layoutCode{
		x: n.number("x", 0, mostMeasure), y: n.number("y", 0, mostMeasure), room: n.number("room", leastCode, 100), align: n.align("align"),
		colour: n.ink("colour"), panel: n.oneOf("ground", "none", "white") == "white",
	}
	c.size = n.optional("size", leastCode, c.room, min(26, c.room))
	n.done()
	return c
}

// layoutValues are the names that a text of a layout may hold in braces.
var layoutValues = []string{"kantoor", "naam", "organisatie", "titel", "uitslag", "opleiding", "leeftijd", "dagen", "plaats", "nummer", "datum", "plaatsnaam"}

var braced = regexp.MustCompile(`\{[^{}]*\}`)

// template reads a text with names in braces.
func (n *layoutNode) template(key string) string {
	text := n.text(key, false)
	for _, name := range braced.FindAllString(text, -1) {
		if !slices.Contains(layoutValues, name[1:len(name)-1]) {
			n.at(key).fail(refuse("%s is er niet; wel {%s}", shown(name), strings.Join(layoutValues, "}, {")))
		}
	}
	if strings.ContainsAny(braced.ReplaceAllString(text, ""), "{}") {
		n.at(key).fail(refuse("een accolade staat alleen"))
	}
	return text
}

func (n *layoutNode) face(key string) face {
	name := n.oneOf(key, faceNames[:]...)
	return face(slices.Index(faceNames[:], name))
}

// complete refuses a layout that leaves out what a certificate must state. FAQ: it
// is checked by its date, place and trainers.
func (l *layout) complete() error {
	all := ""
	for _, c := range l.columns {
		for _, b := range c.blocks {
			all += b.text
		}
	}
	for _, needed := range []string{"naam", "uitslag", "opleiding", "dagen", "plaats", "nummer"} {
		if !strings.Contains(all, "{"+needed+"}") {
			return refuse("nergens staat {%s}; dat hoort op elk certificaat", needed)
		}
	}
	return nil
}

// inkName is a colour as a layout names it: a fixed one, the office's accent, that
// mixed with white, or what can be read on it.
type inkName struct {
	kind  byte // 'f' fixed, 'a' accent, 'o' on the accent
	fixed colour
	part  float64 // of the accent in white
}

var mixed = regexp.MustCompile(`^accent (\d{1,3})%$`)

// ink reads "#rrggbb", "accent", "accent 20%" or "on accent".
func (n *layoutNode) ink(key string) inkName {
	s := n.text(key, false)
	if m := mixed.FindStringSubmatch(s); m != nil {
		percent, err := strconv.Atoi(m[1])
		if err == nil && percent >= 1 && percent <= 100 {
			return inkName{kind: 'a', part: float64(percent) / 100}
		}
	}
	switch s {
	case "accent":
		return inkName{kind: 'a', part: 1}
	case "on accent":
		return inkName{kind: 'o'}
	}
	c, err := parseColour(s)
	if err != nil || len(s) != 7 {
		n.at(key).fail(refuse("dit kan hier zijn: %s", "#rrggbb, accent, accent 20%, on accent"))
	}
	return inkName{kind: 'f', fixed: c}
}

// fill is the colour for a shape.
func (i inkName) fill(accent colour) colour {
	switch i.kind {
	case 'a':
		return accent.mixed(i.part)
	case 'o':
		return accent.over()
	}
	return i.fixed
}

// text is the colour for letters: the accent of an office may be too light to be
// read on paper and is made darker then.
func (i inkName) text(accent colour) colour {
	if i.kind == 'a' {
		return accent.readable()
	}
	return i.fill(accent)
}

// fill puts values into a text of the layout. It answers "" when a value that
// the text asks for is empty.
func fill(text string, values map[string]string) string {
	empty := false
	out := braced.ReplaceAllStringFunc(text, func(name string) string {
		value := values[name[1:len(name)-1]]
		empty = empty || value == ""
		return value
	})
	if empty {
		return ""
	}
	return out
}
