package document

import (
	"fmt"
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
	title := "Brief"
	if v.Subject != "" {
		title += ": " + v.Subject
	}
	p, err := o.paper(title)
	if err != nil {
		return nil, err
	}
	if !v.To.deliverable() {
		return nil, fmt.Errorf("de brief is niet gemaakt: de naam of de plaats van de ontvanger ontbreekt")
	}
	day, err := parseDay(v.Date)
	if err != nil {
		return nil, fmt.Errorf("de brief is niet gemaakt: %w", err)
	}
	if strings.TrimSpace(v.Body) == "" {
		return nil, fmt.Errorf("de brief is niet gemaakt: de tekst ontbreekt")
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
	f.pairs(f.left(), 26, f.width()-26, []pair{
		{"Ons kenmerk", v.Reference}, {"Uw kenmerk", v.YourReference}, {"Onderwerp", v.Subject},
	})
	f.y += 6
	f.body(st, v.Body)
	if err := f.signature(st, v); err != nil {
		return nil, err
	}
	return f.finish()
}

// body sets paragraphs. The first two lines of one stay together, and no last
// line stands alone on the next sheet.
func (f *flow) body(st style, text string) {
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
			if n == start && left > 1 || left == 2 {
				f.room(2 * st.leading())
			}
			f.lines(f.left(), st, lines[n:n+1])
		}
		start = end
	}
}

// signature writes the closing, the signature and the name, all together.
func (f *flow) signature(st style, v LetterValues) error {
	const height = 18.0
	f.y += st.leading()
	f.room(height + 6*st.leading())
	if v.Closing != "" {
		f.text(st, v.Closing, f.width())
	}
	if len(v.Signature) > 0 {
		p, err := readPicture(v.Signature)
		if err != nil {
			return fmt.Errorf("de handtekening: %w", err)
		}
		f.sheet().picture(f.left(), f.y+1, 60, height-2, 0, p)
	}
	if v.SignedBy != "" {
		f.y += height
		f.text(style{face: sansBold, size: st.size, ink: ink}, v.SignedBy, f.width())
	}
	if v.Role != "" {
		f.text(st.inked(quiet), v.Role, f.width())
	}
	if len(v.Enclosures) > 0 {
		f.y += st.leading()
		word := "Bijlage: "
		if len(v.Enclosures) > 1 {
			word = "Bijlagen: "
		}
		f.text(st.sized(9).inked(quiet), word+strings.Join(v.Enclosures, ", "), f.width())
	}
	return nil
}
