package document

import (
	"bytes"
	"encoding/json"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets"
)

// layout is a certificate layout file. Measures are millimetres from the top
// left of the paper, sizes points.
type layout struct {
	About  string `json:"about"`
	Paper  struct{ Width, Height float64 }
	Border struct {
		Outer       float64
		OuterLine   float64 `json:"outer_line"`
		OuterColour inkName `json:"outer_colour"`
		Inner       float64
		InnerLine   float64 `json:"inner_line"`
		InnerColour inkName `json:"inner_colour"`
		Corner      float64
	}
	Outcome map[string]string
	Logo    struct{ Top, Width, Height float64 }
	Middle  struct {
		Top         float64
		TopWithLogo float64 `json:"top_with_logo"`
		Bottom      float64
	}
	Blocks     []layoutBlock
	Signatures struct {
		Line, Left, Right, Gap, Width, Height float64
		Font                                  fontName
		Size, Least                           float64
		Lines                                 int
		Colour                                inkName
		Role                                  string
		RoleSize                              float64 `json:"role_size"`
		RoleColour                            inkName `json:"role_colour"`
		LineWidth                             float64 `json:"line_width"`
		LineColour                            inkName `json:"line_colour"`
	}
	Footer struct {
		Left, Base, Width, Size, Least, Leading float64
		Font                                    fontName
		Colour                                  inkName
		Lines                                   []string
	}
	Code struct {
		Size, Right, Bottom float64
		Colour              inkName
		Text                string
		TextSize            float64 `json:"text_size"`
	}
}

// layoutBlock is one text of the middle column. Before is the space above
// it, Least the smallest size, Lines the most lines it may take; Rule draws a
// line of that thickness beneath it.
type layoutBlock struct {
	Text        string
	Font        fontName
	Size, Least float64
	Lines       int
	Width       float64
	Track       float64
	Colour      inkName
	Before      float64
	Rule        float64
	RuleWidth   float64 `json:"rule_width"`
}

func (b layoutBlock) style(accent colour) style {
	return style{face: face(b.Font), size: b.Size, track: b.Track, ink: b.Colour.or(accent)}
}

type fontName face

// UnmarshalText reads the name of a face.
func (f *fontName) UnmarshalText(text []byte) error {
	for i, name := range faceNames {
		if string(text) == name {
			*f = fontName(i)
			return nil
		}
	}
	return refuse("het lettertype %q is er niet, wel: %s", text, strings.Join(faceNames[:], ", "))
}

// inkName is a colour, or the accent of the office.
type inkName struct {
	own    bool
	colour colour
}

// UnmarshalText reads "#rrggbb" or "accent".
func (n *inkName) UnmarshalText(text []byte) error {
	if string(text) == "accent" {
		*n = inkName{}
		return nil
	}
	c, err := parseColour(string(text))
	*n = inkName{own: true, colour: c}
	return err
}

func (n inkName) or(accent colour) colour {
	if n.own {
		return n.colour
	}
	return accent
}

// maxLayoutBytes is far above any layout that a person writes.
const maxLayoutBytes = 256 << 10

// readLayout reads a layout file, or the standard one when there is none.
func readLayout(data []byte) (*layout, error) {
	if len(data) == 0 {
		standard, err := assets.CertificateLayouts.ReadFile("certificate/standard.json")
		if err != nil {
			return nil, err
		}
		data = standard
	}
	if len(data) > maxLayoutBytes {
		return nil, refuse("de indeling van het certificaat is te groot")
	}
	var l layout
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&l); err != nil {
		return nil, explain(err, "de indeling van het certificaat is niet te lezen")
	}
	if err := l.check(); err != nil {
		return nil, explain(err, "de indeling van het certificaat klopt niet")
	}
	return &l, nil
}

// check refuses what could not be drawn; that everything stays on the paper
// is seen for each certificate.
func (l *layout) check() error {
	const most = 1000 // millimetres, points
	if l.Paper.Width < 50 || l.Paper.Width > most || l.Paper.Height < 50 || l.Paper.Height > most {
		return refuse("het papier is %g bij %g mm", l.Paper.Width, l.Paper.Height)
	}
	if l.Middle.Bottom <= l.Middle.Top {
		return refuse("het midden eindigt boven zijn begin")
	}
	if len(l.Blocks) == 0 || len(l.Blocks) > 50 || len(l.Footer.Lines) > 20 {
		return refuse("het aantal regels is niet goed")
	}
	for i, b := range l.Blocks {
		if b.Size < 4 || b.Size > 200 || b.Least < 4 || b.Least > b.Size || b.Width <= 0 || b.Width > most ||
			b.Lines < 1 || b.Lines > 6 || b.Before < 0 || b.Before > most || b.Track < 0 || b.Track > most {
			return refuse("een maat van regel %d van het midden kan niet", i+1)
		}
	}
	s, f := l.Signatures, l.Footer
	for _, size := range []float64{s.Size, s.Least, s.RoleSize, f.Size, f.Least} {
		if size < 4 || size > 100 {
			return refuse("een letter van %g punten kan niet", size)
		}
	}
	if s.Right <= s.Left || s.Lines < 1 || s.Lines > 4 || s.Width <= 0 || f.Width <= 0 || l.Code.Size < 10 || l.Code.Size > 100 {
		return refuse("een maat van de handtekeningen, de voet of de code kan niet")
	}
	for _, key := range []Outcome{Passed, Attended} {
		if l.Outcome[string(key)] == "" {
			return refuse("de woorden voor %q ontbreken", key)
		}
	}
	return nil
}

// fill puts values into a text of the layout. It answers "" when a value that
// the text asks for is empty.
func fill(text string, values map[string]string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		value, known := values[text[open+1:open+end]]
		if !known {
			b.WriteString(text[:open+end+1])
		} else {
			if value == "" {
				return ""
			}
			b.WriteString(text[:open] + value)
		}
		text = text[open+end+1:]
	}
	return b.String() + text
}
