package message

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	gotext "github.com/emersion/go-message/textproto"
	"github.com/jhillyerd/enmime/v2"
)

// header holds the fields of a header under their canonical names, undecoded.
type header map[string][]string

func (h header) get(name string) string {
	if v := h[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// node is one part of a mail: its header, and either children or a body that is
// still in its transfer encoding.
type node struct {
	header    header
	mediaType string // lower case, never empty
	params    map[string]string
	children  []*node
	body      []byte
	problems  []string
}

// split takes a mail apart with the first library that can: enmime forgives
// most, go-message reads as a stream and so can stop at the limits, and what
// neither takes apart is one text.
func (r *reader) split(raw []byte) *node {
	if withinLimits(raw) {
		if n, err := splitEnmime(raw); err == nil {
			r.countDown(n)
			return n
		}
	}
	if n, err := r.splitStream(raw); err == nil {
		return n
	}
	r.parts--
	return splitByHand(raw)
}

func (r *reader) countDown(n *node) {
	r.parts--
	for _, c := range n.children {
		r.countDown(c)
	}
}

func newNode(h header) *node {
	n := &node{header: h}
	n.mediaType, n.params = parseMediaType(h.get("Content-Type"))
	if n.mediaType == "" {
		n.mediaType = "text/plain"
	}
	return n
}

var boundaryParam = regexp.MustCompile(`(?i)^oundary(?:\*0?\*?)?\s*=\s*"?([^";\r\n]+)`)

// declaredBoundaries finds the boundary parameters, of inner mails too. It looks
// for the plain word first: an expression over a whole mail takes too long.
func declaredBoundaries(raw []byte, atMost int) map[string]bool {
	out := map[string]bool{}
	for _, word := range []string{"oundary", "OUNDARY"} {
		for rest := raw; len(out) < atMost; {
			i := bytes.Index(rest, []byte(word))
			if i < 0 {
				break
			}
			rest = rest[i:]
			if m := boundaryParam.FindSubmatch(limit(rest, 300)); m != nil {
				out[strings.TrimSpace(string(m[1]))] = true
			}
			rest = rest[len(word):]
		}
	}
	return out
}

// withinLimits counts levels and parts without building them: enmime has no
// limits of its own. It may count too many, never too few by more than the
// factor that a long text with dashes needs.
func withinLimits(raw []byte) bool {
	marks := declaredBoundaries(raw, maxLevels+1)
	if len(marks) > maxLevels {
		return false
	}
	parts, dashed := 0, 0
	for len(raw) > 0 {
		line := raw
		if i := bytes.IndexByte(raw, '\n'); i >= 0 {
			line, raw = raw[:i], raw[i+1:]
		} else {
			raw = nil
		}
		if !bytes.HasPrefix(line, []byte("--")) {
			continue
		}
		dashed++
		if marks[string(bytes.TrimSpace(line[2:]))] {
			parts++
		}
		if parts > maxParts || dashed > 5*maxParts {
			return false
		}
	}
	return true
}

var enmimeParser = enmime.NewParser(
	enmime.RawContent(true), // transfer encoding and charset are read in this package, with less guessing
	enmime.SkipMalformedParts(true),
	enmime.MultipartWOBoundaryAsSinglePart(true),
	enmime.MaxStoredPartErrors(20),
	enmime.SetCustomParseMediaType(func(s string) (string, map[string]string, []string, error) {
		t, params := parseMediaType(s)
		return t, params, nil, nil
	}),
)

// splitEnmime turns a panic of the library into an error: the bytes are foreign.
func splitEnmime(raw []byte) (n *node, err error) {
	defer func() {
		if p := recover(); p != nil {
			n, err = nil, fmt.Errorf("mail parser: %v", p)
		}
	}()
	root, err := enmimeParser.ReadParts(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("mail parser: %w", err)
	}
	if len(root.Header) == 0 {
		return nil, errors.New("mail parser: no header")
	}
	return fromEnmime(root), nil
}

func fromEnmime(p *enmime.Part) *node {
	n := newNode(header(p.Header))
	n.body = p.Content
	for c := p.FirstChild; c != nil; c = c.NextSibling {
		n.children = append(n.children, fromEnmime(c))
	}
	if len(p.Errors) > 0 && p.FirstChild != nil {
		for _, e := range p.Errors {
			if e.Name == enmime.ErrorMalformedChildPart || e.Name == enmime.ErrorMissingBoundary {
				n.problems = append(n.problems, problemCut)
				break
			}
		}
	}
	return n
}

const (
	problemLayout = "De indeling van deze mail is beschadigd; je ziet de ruwe tekst."
	problemCut    = "Deze mail is niet compleet: een deel ontbreekt of is afgebroken."
	problemParts  = "Deze mail heeft te veel delen; de rest is niet gelezen."
	problemBytes  = "Deze mail is uitgepakt te groot; de rest is niet gelezen."
)

// splitStream reads with go-message, which stops where the limits are reached.
func (r *reader) splitStream(raw []byte) (*node, error) {
	br := bufio.NewReader(bytes.NewReader(raw))
	h, err := gotext.ReadHeader(br)
	if err != nil {
		return nil, fmt.Errorf("mail parser: %w", err)
	}
	if h.Len() == 0 {
		return nil, errors.New("mail parser: no header")
	}
	return r.streamPart(h, br, 0), nil
}

func (r *reader) streamPart(h gotext.Header, body io.Reader, level int) *node {
	r.parts--
	n := newNode(fromFields(h))
	boundary := n.params["boundary"]
	if !strings.HasPrefix(n.mediaType, "multipart/") || boundary == "" {
		b, err := io.ReadAll(io.LimitReader(body, maxDecoded))
		if err != nil {
			n.problems = append(n.problems, problemCut)
		}
		n.body = b
		return n
	}
	if level >= maxLevels {
		n.problems = append(n.problems, problemParts)
		return n
	}
	mr := gotext.NewMultipartReader(body, boundary)
	for {
		if r.parts <= 0 {
			n.problems = append(n.problems, problemParts)
			return n
		}
		p, err := mr.NextPart()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			n.problems = append(n.problems, problemCut)
			return n
		}
		child := r.streamPart(p.Header, p, level+1)
		n.children = append(n.children, child)
	}
}

func fromFields(h gotext.Header) header {
	out := header{}
	for f := h.Fields(); f.Next(); {
		out[f.Key()] = append(out[f.Key()], f.Value())
	}
	return out
}

var fieldLine = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]{0,70})[ \t]*:(.*)$`)

// splitByHand takes the header lines that are some, and the rest as text.
func splitByHand(raw []byte) *node {
	h := header{}
	last := ""
	rest := raw
	for len(rest) > 0 {
		line := rest
		next := []byte(nil)
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			line, next = rest[:i], rest[i+1:]
		}
		text := strings.TrimRight(string(line), "\r")
		if strings.TrimSpace(text) == "" && len(h) > 0 {
			rest = next
			break
		}
		if f := fieldLine.FindStringSubmatch(text); f != nil {
			last = gotextKey(f[1])
			h[last] = append(h[last], strings.TrimSpace(f[2]))
		} else if (strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t")) && last != "" {
			v := h[last]
			v[len(v)-1] += " " + strings.TrimSpace(text)
		} else if last == "" {
			// No header at all: everything is text.
			return &node{header: header{}, mediaType: "text/plain", body: raw}
		}
		rest = next
	}
	n := newNode(h)
	n.problems = append(n.problems, "De indeling van deze mail is beschadigd; niet alles is gelezen.")
	if strings.HasPrefix(n.mediaType, "multipart/") {
		n.mediaType, n.params = "text/plain", nil
	}
	n.body = rest
	return n
}

func gotextKey(name string) string {
	var h gotext.Header
	h.Add(name, "x")
	f := h.Fields()
	f.Next()
	return f.Key()
}
