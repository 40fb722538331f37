package document

import (
	"strings"
)

// LetterValues is what stands in a letter. Only To, Date and Body are needed.
type LetterValues struct {
	To            Address
	Date          string // YYYY-MM-DD
	Reference     string // "Ons kenmerk"
	YourReference string // "Uw kenmerk"
	Subject       string
	Body          string // paragraphs apart by an empty line
	Closing       string // as "Met vriendelijke groet,"
	SignedBy      string
	Role          string // under the name
	Signature     []byte // PNG or JPEG
	Enclosures    []string
}

// Letter makes a letter on the office's paper, for the left window of a C5/6
// envelope.
func Letter(v LetterValues, o Look) ([]byte, error) {
	p, err := LayLetter(v, o)
	if err != nil {
		return nil, err
	}
	return p.PDF()
}

// LayLetter lays a letter out, to be written with others.
func LayLetter(v LetterValues, o Look) (*Paper, error) {
	title := "Brief"
	if v.Subject != "" {
		title += ": " + v.Subject
	}
	p, err := o.paper(title)
	if err != nil {
		return nil, err
	}
	if !v.To.deliverable() {
		return nil, refuse("de brief is niet gemaakt: de naam of de plaats van de ontvanger ontbreekt")
	}
	day, err := parseDay(v.Date)
	if err != nil {
		return nil, explain(err, "de brief is niet gemaakt")
	}
	if strings.TrimSpace(v.Body) == "" {
		return nil, refuse("de brief is niet gemaakt: de tekst ontbreekt")
	}
	st := bodyText.sized(10)
	f := newFlow(p, a4Short, a4Long)
	f.letterhead()
	f.address(v.To)
	f.y = 98
	place := Day(day)
	if p.office.Town != "" {
		place = p.office.Town + ", " + place
	}
	f.lines(f.left(), st, []string{place})
	f.y += 3
	f.pairs(f.left(), f.width(), []pair{
		{"Ons kenmerk", v.Reference}, {"Uw kenmerk", v.YourReference}, {"Onderwerp", v.Subject},
	})
	f.y += 6
	end, err := v.ending(st)
	if err != nil {
		return nil, err
	}
	f.body(st, v.Body, end.height)
	end.write(f)
	return f.asPaper()
}

// body sets paragraphs. The first two lines of one stay together, no last line
// stands alone on the next sheet, and neither does what comes after the text:
// of that the height is given.
func (f *flow) body(st style, text string, after float64) {
	lines, lost := st.paragraphs(text, f.width())
	f.sheet().lost = append(f.sheet().lost, lost...)
	for start := 0; start < len(lines); {
		if lines[start] == "" {
			f.y += st.leading() * 0.75
			start++
			continue
		}
		end := start
		for end < len(lines) && lines[end] != "" {
			end++
		}
		for n := start; n < end; n++ {
			left := end - n
			// Of a short paragraph all lines count as its last ones.
			if (n == start || left == 2) && left <= 4 {
				needed := float64(left) * st.leading()
				if end == len(lines) {
					needed += after
				}
				f.room(needed)
			} else if n == start {
				f.room(2 * st.leading())
			}
			f.lines(f.left(), st, lines[n:n+1])
		}
		start = end
	}
}

// ending is what stands under the text of a letter, kept together.
type ending struct {
	height float64
	parts  []endingPart
}

type endingPart struct {
	style   style
	lines   []string
	picture *picture
	space   float64 // before it
}

// signatureHeight is the room for a signature, put there or still to be written.
const signatureHeight = 18.0

func (v LetterValues) ending(st style) (*ending, error) {
	e := &ending{}
	width := a4Short - marginLeft - marginRight
	add := func(st style, text string, space float64) {
		if strings.TrimSpace(text) == "" {
			return
		}
		lines, _ := st.paragraphs(text, width)
		e.parts = append(e.parts, endingPart{style: st, lines: lines, space: space})
		e.height += space + float64(len(lines))*st.leading()
	}
	add(st, v.Closing, st.leading())
	space := signatureHeight
	if len(v.Signature) > 0 {
		signature, err := readPicture(v.Signature)
		if err != nil {
			return nil, explain(err, "de brief is niet gemaakt: de handtekening")
		}
		e.parts = append(e.parts, endingPart{picture: signature})
		e.height += signatureHeight
		space = 0
	}
	add(style{face: sansBold, size: st.size, ink: ink}, v.SignedBy, space)
	add(st.inked(quiet), v.Role, 0)
	if len(v.Enclosures) > 0 {
		word := "Bijlage: "
		if len(v.Enclosures) > 1 {
			word = "Bijlagen: "
		}
		add(st.sized(9).inked(quiet), word+strings.Join(v.Enclosures, ", "), st.leading())
	}
	return e, nil
}

func (e *ending) write(f *flow) {
	f.room(e.height)
	for _, p := range e.parts {
		f.y += p.space
		if p.picture != nil {
			f.sheet().picture(f.left(), f.y+1, 60, signatureHeight-2, 0, p.picture)
			f.y += signatureHeight
			continue
		}
		f.lines(f.left(), p.style, p.lines)
	}
}
