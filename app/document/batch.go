package document

import (
	"fmt"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Batch is a print run of certificates: one document, from which the page of
// each record can be cut as a document of its own. It may be used by several
// goroutines at once.
type Batch struct {
	// Problems says which records got no page and which have a sign that
	// could not be printed.
	Problems []Problem

	design Design
	file   *pdfFile
	pages  []int // page of each record, -1 for none
	title  []string
}

// Certificates lays out and writes the certificates in the order of the list.
// A record that cannot be printed is left out and reported in Problems. An
// error means that there is no document at all: the look is not usable or no
// record could be printed.
func Certificates(cs []Certificate, o Look) (*Batch, error) {
	p, err := o.paper("Certificaten")
	if err != nil {
		return nil, err
	}
	l, err := o.layout()
	if err != nil {
		return nil, err
	}
	m := newCertificateMaker(p, l)
	b := &Batch{design: l.design, pages: make([]int, len(cs)), title: make([]string, len(cs))}
	var sheets []*sheet
	for i, c := range cs {
		s, lost, err := m.sheet(c)
		if err != nil {
			b.pages[i] = -1
			b.Problems = append(b.Problems, Problem{Index: i, Left: true, Text: words.T("Dit certificaat is niet gemaakt: %s.", spoken(err))})
			continue
		}
		if len(lost) > 0 {
			b.Problems = append(b.Problems, Problem{Index: i, Text: lostText(lost)})
		}
		b.pages[i] = len(sheets)
		b.title[i] = s.title
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 {
		if len(b.Problems) > 0 {
			return nil, refuse("er is geen certificaat om af te drukken. %s", b.Problems[0].Text)
		}
		return nil, refuse("er is geen certificaat om af te drukken")
	}
	if len(sheets) == 1 {
		p.info.title = sheets[0].title
	}
	pdf, err := write(sheets, p.info)
	if err != nil {
		return nil, err
	}
	if b.file, err = readPDF(pdf, len(sheets)); err != nil {
		return nil, err
	}
	return b, nil
}

// lostText names the runes that could not be printed.
func lostText(lost []rune) string {
	seen := map[rune]bool{}
	var names []string
	for _, r := range lost {
		if !seen[r] {
			seen[r] = true
			name := fmt.Sprintf("U+%04X", r)
			if unicode.IsPrint(r) && r != replaced {
				name = fmt.Sprintf("%c (%s)", r, name)
			}
			names = append(names, name)
		}
	}
	if len(names) > 1 {
		return words.T("De tekens %s kan het lettertype niet afdrukken; er staat nu %c. Kijk de tekst na.", strings.Join(names, ", "), replaced)
	}
	return words.T("Het teken %s kan het lettertype niet afdrukken; er staat nu %c. Kijk de tekst na.", names[0], replaced)
}

// Design says how the certificates look, and in which version of it.
func (b *Batch) Design() Design { return b.design }

// Pages is the number of pages of the document.
func (b *Batch) Pages() int { return b.file.pages }

// PDF is the whole document, a page for each record in the order of the list.
func (b *Batch) PDF() []byte { return b.file.whole() }

// Page is the certificate of record i as a document of its own. It is nil
// when the record got no page.
func (b *Batch) Page(i int) []byte {
	if i < 0 || i >= len(b.pages) || b.pages[i] < 0 {
		return nil
	}
	return b.file.cut(b.pages[i], b.title[i])
}
