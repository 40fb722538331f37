package document

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"unicode/utf16"
)

// pdfFile is a document as the pen wrote it, taken apart into its objects, so
// that it can be finished and single pages cut from it. It relies on how the
// library numbers objects: 1 the page tree, 2 the resources, then a page and
// its contents in turn, then what they share, last the information and the
// catalogue. readPDF checks each of these.
type pdfFile struct {
	pages   int
	objects [][]byte // by number; between "obj" and "endobj"
	size    string   // of the first page, as in a MediaBox
	out     []byte
}

var errForeignPDF = refuse("de PDF heeft een andere opbouw dan verwacht")

var mediaBox = regexp.MustCompile(`/MediaBox (\[[^\]]*\])`)

func readPDF(pdf []byte, pages int) (*pdfFile, error) {
	tail := bytes.LastIndex(pdf, []byte("startxref\n"))
	if tail < 0 {
		return nil, errForeignPDF
	}
	var at, count int
	if _, err := fmt.Sscanf(string(pdf[tail:]), "startxref\n%d", &at); err != nil || at <= 0 || at >= tail {
		return nil, errForeignPDF
	}
	if _, err := fmt.Sscanf(string(pdf[at:min(at+40, len(pdf))]), "xref\n0 %d", &count); err != nil {
		return nil, errForeignPDF
	}
	table := bytes.SplitN(pdf[at:tail], []byte("\n"), count+3)
	if len(table) < count+3 || count < 2*pages+5 {
		return nil, errForeignPDF
	}
	offsets := make([]int, count)
	for n := 1; n < count; n++ {
		entry := table[n+2]
		offset, err := strconv.Atoi(string(entry[:min(10, len(entry))]))
		if err != nil || offset <= 0 || offset >= at {
			return nil, errForeignPDF
		}
		offsets[n] = offset
	}
	offsets[0] = at // where the last object ends
	order := slices.Sorted(slices.Values(offsets))
	f := &pdfFile{pages: pages, objects: make([][]byte, count)}
	for n := 1; n < count; n++ {
		place, _ := slices.BinarySearch(order, offsets[n])
		part := pdf[offsets[n]:order[place+1]]
		head := []byte(strconv.Itoa(n) + " 0 obj\n")
		if !bytes.HasPrefix(part, head) || !bytes.HasSuffix(part, []byte("endobj\n")) {
			return nil, errForeignPDF
		}
		f.objects[n] = part[len(head) : len(part)-len("endobj\n")]
	}
	for i := range pages {
		if !bytes.HasPrefix(f.objects[3+2*i], []byte("<</Type /Page\n")) {
			return nil, errForeignPDF
		}
	}
	if !bytes.Contains(f.objects[count-1], []byte("/Type /Catalog\n")) || !bytes.Contains(f.objects[1], []byte("/Type /Pages\n")) {
		return nil, errForeignPDF
	}
	box := mediaBox.FindSubmatch(f.objects[1])
	if box == nil {
		return nil, errForeignPDF
	}
	f.size = string(box[1])
	f.nameFonts()
	if err := f.compress(); err != nil {
		return nil, err
	}
	f.out = join(f.all())
	return f, nil
}

var (
	plainStream = []byte(">>\nstream\n")
	endOfStream = []byte("\nendstream\n")
)

// compress makes the contents of the pages smaller. A compressor takes most of a
// megabyte to set up, so one does all of them.
func (f *pdfFile) compress() error {
	var out bytes.Buffer
	z, err := zlib.NewWriterLevel(&out, zlib.BestSpeed)
	if err != nil {
		return err
	}
	for i := range f.pages {
		o := f.objects[4+2*i]
		start := bytes.Index(o, plainStream)
		if start < 0 || !bytes.HasPrefix(o, []byte("<</Length ")) || !bytes.HasSuffix(o, endOfStream) || start+len(plainStream) > len(o)-len(endOfStream) {
			return errForeignPDF
		}
		out.Reset()
		z.Reset(&out)
		if _, err := z.Write(o[start+len(plainStream) : len(o)-len(endOfStream)]); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		b := make([]byte, 0, out.Len()+80)
		b = fmt.Appendf(b, "<</Filter /FlateDecode /Length %d>>\nstream\n", out.Len())
		b = append(b, out.Bytes()...)
		f.objects[4+2*i] = append(b, endOfStream...)
	}
	return f.compressGrounds()
}

var groundStart = regexp.MustCompile(`(?s)^<</Type /XObject\n/Subtype /Form\n.*?/Length (\d+) >>\nstream\n`)

// compressGrounds makes what the pages have in common smaller, as well as it can be
// done: it goes along with every page that is cut out.
func (f *pdfFile) compressGrounds() error {
	for n := 3 + 2*f.pages; n < len(f.objects); n++ {
		o := f.objects[n]
		at := groundStart.FindSubmatchIndex(o[:min(len(o), 2000)])
		if at == nil {
			continue
		}
		length, err := strconv.Atoi(string(o[at[2]:at[3]]))
		if err != nil || at[1]+length > len(o) {
			return errForeignPDF
		}
		var out bytes.Buffer
		z, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
		if err != nil {
			return err
		}
		if _, err := z.Write(o[at[1] : at[1]+length]); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		b := append([]byte("<</Filter /FlateDecode "), o[2:at[2]]...)
		b = fmt.Appendf(b, "%d >>\nstream\n", out.Len())
		b = append(b, out.Bytes()...)
		f.objects[n] = append(b, endOfStream...)
	}
	return nil
}

var (
	fontFile    = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
	pdfFontName = regexp.MustCompile(`/(BaseFont|FontName) /utf8([a-z-]+)\n`)
)

// nameFonts gives the fonts their own names with a tag of six letters, which
// says that only a part of the font is there. The library leaves the tag out, and
// printers that keep fonts take two parts with one name for the same.
func (f *pdfFile) nameFonts() {
	tags := map[string]string{}
	for _, o := range f.objects[3+2*f.pages:] {
		ref, name := fontFile.FindSubmatch(o), pdfFontName.FindSubmatch(o)
		if ref == nil || name == nil {
			continue
		}
		n, err := strconv.Atoi(string(ref[1]))
		if err != nil || n >= len(f.objects) {
			continue
		}
		sum := sha256.Sum256(f.objects[n])
		tag := make([]byte, 6)
		for i := range tag {
			tag[i] = 'A' + sum[i]%26
		}
		tags[string(name[2])] = string(tag)
	}
	for n := 3 + 2*f.pages; n < len(f.objects); n++ {
		o := f.objects[n]
		if bytes.Contains(o[:min(len(o), 400)], []byte("stream\n")) {
			continue
		}
		f.objects[n] = pdfFontName.ReplaceAllFunc(o, func(entry []byte) []byte {
			part := pdfFontName.FindSubmatch(entry)
			for i, name := range faceNames {
				if tag := tags[string(part[2])]; tag != "" && name == string(part[2]) {
					return fmt.Appendf(nil, "/%s /%s+%s\n", part[1], tag, faceFiles[i])
				}
			}
			return entry
		})
	}
}

// whole is the finished document.
func (f *pdfFile) whole() []byte { return bytes.Clone(f.out) }

// object is one object of a document that is written out.
type object struct {
	number int
	body   []byte
}

// all is every object as it stands.
func (f *pdfFile) all() []object {
	objects := make([]object, 0, len(f.objects))
	for n := 1; n < len(f.objects); n++ {
		objects = append(objects, object{n, f.objects[n]})
	}
	return objects
}

// cut makes a document of one page, with everything that the pages share.
func (f *pdfFile) cut(page int, title string) []byte {
	first, shared, info := 3+2*page, 3+2*f.pages, len(f.objects)-2
	objects := make([]object, 0, 4+len(f.objects)-shared)
	tree := fmt.Appendf(nil, "<</Type /Pages\n/Kids [%d 0 R ]\n/Count 1\n/MediaBox %s\n>>\n", first, f.size)
	objects = append(objects, object{1, tree}, object{2, f.objects[2]},
		object{first, f.objects[first]}, object{first + 1, f.objects[first+1]})
	for n := shared; n < len(f.objects); n++ {
		objects = append(objects, object{n, f.objects[n]})
	}
	objects[len(objects)-2].body = withTitle(f.objects[info], title)
	return join(objects)
}

// catalogue replaces the library's, which lacks the language and says that a
// viewer need not show the title. An outline is taken over from it.
const catalogue = "<<\n/Type /Catalog\n/Pages 1 0 R\n%s/Lang (nl-NL)\n/ViewerPreferences <</DisplayDocTitle true>>\n>>\n"

var outlineEntry = regexp.MustCompile(`/Outlines \d+ 0 R\n`)

// join writes a document of objects in order of their numbers, of which the last
// two are the information and the catalogue.
func join(objects []object) []byte {
	last := objects[len(objects)-1].number
	outline := outlineEntry.Find(objects[len(objects)-1].body)
	if outline != nil {
		outline = append(outline[:len(outline):len(outline)], "/PageMode /UseOutlines\n"...)
	}
	objects[len(objects)-1].body = fmt.Appendf(nil, catalogue, outline)
	size := 2048
	for _, o := range objects {
		size += len(o.body) + 60
	}
	b := make([]byte, 0, size)
	// The comment with high bytes tells mail programs that this is no text.
	b = append(b, "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"...)
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = len(b)
		b = strconv.AppendInt(b, int64(o.number), 10)
		b = append(b, " 0 obj\n"...)
		b = append(b, o.body...)
		b = append(b, "endobj\n"...)
	}
	sum := sha256.Sum256(b)
	id := hex.EncodeToString(sum[:16])
	xref := len(b)
	b = append(b, "xref\n0 1\n0000000000 65535 f \n"...)
	for i := 0; i < len(objects); {
		j := i
		for j+1 < len(objects) && objects[j+1].number == objects[j].number+1 {
			j++
		}
		b = fmt.Appendf(b, "%d %d\n", objects[i].number, j-i+1)
		for ; i <= j; i++ {
			b = fmt.Appendf(b, "%010d 00000 n \n", offsets[i])
		}
	}
	return fmt.Appendf(b, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%s> <%s>]\n>>\nstartxref\n%d\n%%%%EOF\n",
		last+1, last, last-1, id, id, xref)
}

var titleEntry = regexp.MustCompile(`(?s)/Title \(.*?[^\\]\)\n`)

// withTitle exchanges the title in the information object.
func withTitle(info []byte, title string) []byte {
	entry := []byte("/Title <" + hexText(title) + ">\n")
	return titleEntry.ReplaceAllLiteral(info, entry)
}

// hexText writes a text the way that a PDF holds any letter.
func hexText(text string) string {
	b := []byte("FEFF")
	for _, unit := range utf16.Encode([]rune(text)) {
		b = fmt.Appendf(b, "%04X", unit)
	}
	return string(b)
}
