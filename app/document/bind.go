package document

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
)

// Paper is a paper that was laid out and not written yet, so that many can be
// written as one document.
type Paper struct {
	sheets []*sheet
	info   docInfo
}

// Pages is how many pages it has.
func (p *Paper) Pages() int { return len(p.sheets) }

// Lost says which signs could not be printed, as a sentence; "" when all could.
func (p *Paper) Lost() string {
	var lost []rune
	for _, s := range p.sheets {
		lost = append(lost, s.lost...)
	}
	if len(lost) == 0 {
		return ""
	}
	return lostText(lost)
}

// asPaper gives what was laid out, once it is known that nothing leaves the page.
func (f *flow) asPaper() (*Paper, error) {
	f.footers()
	if f.err != nil {
		return nil, f.err
	}
	return newPaper(f.sheets, f.paper.info)
}

func newPaper(sheets []*sheet, info docInfo) (*Paper, error) {
	for _, s := range sheets {
		if err := s.check(); err != nil {
			return nil, err
		}
	}
	return &Paper{sheets: sheets, info: info}, nil
}

// PDF writes the paper as a document of its own.
func (p *Paper) PDF() ([]byte, error) { return writeFinished(p.sheets, p.info) }

// Bind writes papers as one document, in their order.
func Bind(title string, papers []*Paper) ([]byte, error) {
	if len(papers) == 0 {
		return nil, refuse("er is geen pagina om te schrijven")
	}
	info := papers[0].info
	info.title, _ = clean(title)
	// Each paper read the logo for itself; it is written once.
	known := map[[sha256.Size]byte]*picture{}
	var sheets []*sheet
	for _, p := range papers {
		for _, s := range p.sheets {
			for i, m := range s.marks {
				if pm, ok := m.(pictureMark); ok {
					sum := sha256.Sum256(pm.picture.data)
					if known[sum] == nil {
						known[sum] = pm.picture
					}
					pm.picture = known[sum]
					s.marks[i] = pm
				}
			}
			sheets = append(sheets, s)
		}
	}
	return writeFinished(sheets, info)
}

var (
	xrefPart  = regexp.MustCompile(`^(\d+) (\d+)\n`)
	pageCount = regexp.MustCompile(`/Count (\d+)\n`)
)

// CutPages gives pages first to last (from 1) of a document that this package
// made, as a document of its own.
func CutPages(pdf []byte, first, last int) ([]byte, error) {
	f, err := readFinished(pdf)
	if err != nil {
		return nil, err
	}
	if first < 1 || last < first || last > f.pages {
		return nil, refuse("pagina %d tot en met %d kan niet: er zijn %d pagina's", first, last, f.pages)
	}
	if first == 1 && last == f.pages {
		return bytes.Clone(pdf), nil
	}
	var kids []byte
	var pages []object
	for n := first; n <= last; n++ {
		page := 1 + 2*n
		kids = fmt.Appendf(kids, "%d 0 R ", page)
		pages = append(pages, object{page, f.objects[page]}, object{page + 1, f.objects[page+1]})
	}
	tree := fmt.Appendf(nil, "<</Type /Pages\n/Kids [%s]\n/Count %d\n/MediaBox %s\n>>\n", kids, last-first+1, f.size)
	objects := append([]object{{1, tree}, {2, f.objects[2]}}, pages...)
	for n := 3 + 2*f.pages; n < len(f.objects); n++ {
		objects = append(objects, object{n, f.objects[n]})
	}
	// An outline would name pages that are not there.
	catalogue := objects[len(objects)-1]
	objects[len(objects)-1].body = outlineEntry.ReplaceAll(catalogue.body, nil)
	return join(objects), nil
}

// CountPages says how many pages a document has that this package made.
func CountPages(pdf []byte) (int, error) {
	f, err := readFinished(pdf)
	if err != nil {
		return 0, err
	}
	return f.pages, nil
}

// readFinished takes a document apart that join wrote: of all pages, in the
// order in which readPDF numbers them.
func readFinished(pdf []byte) (*pdfFile, error) {
	tail := bytes.LastIndex(pdf, []byte("startxref\n"))
	if tail < 0 {
		return nil, errForeignPDF
	}
	var at int
	if _, err := fmt.Sscanf(string(pdf[tail:min(len(pdf), tail+40)]), "startxref\n%d", &at); err != nil || at <= 0 || at >= tail {
		return nil, errForeignPDF
	}
	table, found := bytes.CutPrefix(pdf[at:tail], []byte("xref\n0 1\n0000000000 65535 f \n"))
	part := xrefPart.FindSubmatch(table)
	if !found || part == nil || string(part[1]) != "1" {
		return nil, errForeignPDF
	}
	count, err := strconv.Atoi(string(part[2]))
	table = table[len(part[0]):]
	const entry = 20
	if err != nil || count < 5 || count > len(table)/entry || !bytes.HasPrefix(table[count*entry:], []byte("trailer")) {
		return nil, errForeignPDF
	}
	f := &pdfFile{objects: make([][]byte, count+1)}
	end := at
	for n := count; n >= 1; n-- {
		offset, err := strconv.Atoi(string(table[(n-1)*entry : (n-1)*entry+10]))
		if err != nil || offset <= 0 || offset >= end {
			return nil, errForeignPDF
		}
		head := []byte(strconv.Itoa(n) + " 0 obj\n")
		object := pdf[offset:end]
		if len(object) < len(head)+len("endobj\n") || !bytes.HasPrefix(object, head) || !bytes.HasSuffix(object, []byte("endobj\n")) {
			return nil, errForeignPDF
		}
		f.objects[n] = object[len(head) : len(object)-len("endobj\n")]
		end = offset
	}
	box, pages := mediaBox.FindSubmatch(f.objects[1]), pageCount.FindSubmatch(f.objects[1])
	if box == nil || pages == nil {
		return nil, errForeignPDF
	}
	f.size = string(box[1])
	if f.pages, err = strconv.Atoi(string(pages[1])); err != nil || f.pages < 1 || 3+2*f.pages >= len(f.objects) {
		return nil, errForeignPDF
	}
	for i := range f.pages {
		if !bytes.HasPrefix(f.objects[3+2*i], []byte("<</Type /Page\n")) {
			return nil, errForeignPDF
		}
	}
	return f, nil
}
