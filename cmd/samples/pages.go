package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// edge is how far a text stays from the paper's edge, in points: what an office printer cannot
// print (a sixth of an inch), and a little.
const edge = 14

// box is where a word stands on its page, in points from the upper left corner.
type box struct {
	left, top, right, bottom float64
	text                     string
}

// core is the part of a word's box that ink surely covers: pdftotext gives the height of the
// font, so that the boxes of two lines may touch where the letters do not.
func (b box) core() box {
	height := b.bottom - b.top
	b.top += height * 0.3
	b.bottom -= height * 0.3
	return b
}

func (b box) over(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// laid is one page and the words on it.
type laid struct {
	width, height float64
	words         []box
}

// layout reads what pdftotext -bbox prints.
func layout(report string) ([]laid, error) {
	decoder := xml.NewDecoder(strings.NewReader(report))
	decoder.Strict = false
	decoder.Entity = xml.HTMLEntity
	var pages []laid
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return pages, nil
		}
		if err != nil {
			return nil, fmt.Errorf("pdftotext -bbox: %w", err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "page":
			pages = append(pages, laid{width: measure(start, "width"), height: measure(start, "height")})
		case "word":
			var text string
			if err := decoder.DecodeElement(&text, &start); err != nil {
				return nil, fmt.Errorf("pdftotext -bbox: %w", err)
			}
			if len(pages) == 0 {
				return nil, errors.New("pdftotext -bbox: a word before the first page")
			}
			last := &pages[len(pages)-1]
			last.words = append(last.words, box{
				left: measure(start, "xMin"), top: measure(start, "yMin"),
				right: measure(start, "xMax"), bottom: measure(start, "yMax"), text: text,
			})
		}
	}
}

// measure is an attribute in points; what is none is outside every page.
func measure(e xml.StartElement, name string) float64 {
	for _, attribute := range e.Attr {
		if attribute.Name.Local == name {
			if value, err := strconv.ParseFloat(attribute.Value, 64); err == nil {
				return value
			}
		}
	}
	return -1
}

// fault says in what a page's words stand wrong: cut by the paper's edge or one upon another;
// "" when in nothing.
func (p laid) fault() string {
	if len(p.words) == 0 {
		return "no words"
	}
	for i, word := range p.words {
		if word.left < edge || word.top < edge || word.right > p.width-edge || word.bottom > p.height-edge {
			return fmt.Sprintf("%q too near the edge", word.text)
		}
		for _, other := range p.words[:i] {
			if word.core().over(other.core()) {
				return fmt.Sprintf("%q upon %q", word.text, other.text)
			}
		}
	}
	return ""
}
