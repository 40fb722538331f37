package message

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Limits of one mail. What is above them is cut off and said in Mail.Problems;
// only a mail above MaxBytes is refused.
const (
	MaxBytes   = 60 << 20 // raw bytes of a mail
	maxDecoded = 50 << 20 // bytes of all its parts, decoded, inner mails too
	maxParts   = 1000     // parts, inner mails too
	maxLevels  = 100      // multiparts inside each other
	maxInner   = 10       // mails inside each other
	maxText    = 2 << 20  // bytes of text kept, and of HTML read
	maxRefs    = 50       // Message-IDs in References
	maxPeople  = 500      // addresses in To or Cc
)

// Errors of Read; their text is for the user.
var (
	ErrEmpty    = data.Refuse("Dit bestand is leeg; er is geen mail gelezen.")
	ErrTooLarge = data.Refuse("Deze mail is groter dan %d MB en is niet gelezen. Open hem in je eigen mailprogramma.", MaxBytes>>20)
	ErrNoMail   = data.Refuse("Dit bestand is geen mail; er is niets gelezen.")
)

// Read reads one mail from its raw bytes (RFC 5322, MIME). A damaged mail is
// read as far as it goes and says in Problems what is missing. The error is
// ErrEmpty, ErrTooLarge or ErrNoMail.
func Read(raw []byte) (Mail, error) {
	if len(raw) > MaxBytes {
		return Mail{}, ErrTooLarge
	}
	raw = trimStart(raw)
	if len(raw) == 0 {
		return Mail{}, ErrEmpty
	}
	r := &reader{parts: maxParts, bytes: maxDecoded}
	m, headers := r.mail(raw, 0)
	if headers == 0 && looksBinary(raw) {
		return Mail{}, ErrNoMail
	}
	return m, nil
}

// reader carries what is left of the limits through a mail and its inner mails.
type reader struct {
	parts int
	bytes int
}

// mail reads one mail at a depth of inner mails; headers counts the header
// fields found.
func (r *reader) mail(raw []byte, depth int) (m Mail, headers int) {
	root := r.split(raw)
	w := &walk{reader: r, depth: depth, mail: &m}
	for _, p := range root.problems {
		w.problem(p)
	}
	headers = len(root.header)
	if headers == 0 {
		w.problem("Deze mail heeft geen kopregels: afzender, onderwerp en datum ontbreken.")
	}
	w.head(root.header)
	t := w.part(root, "", 0)
	if strings.TrimSpace(t.text) == "" && len(m.Attachments) == 0 && len(m.Inner) == 0 && !w.report.found && strings.HasPrefix(root.mediaType, "multipart/") {
		if body := bodyOf(raw); len(bytes.TrimSpace(body)) > 0 {
			w.problem(problemLayout)
			text, _ := decodeCharset(limit(body, maxText), "", false)
			t.text = text
		}
	}
	m.Text = w.tidy(t.text)
	m.HTMLText = w.tidy(t.alternative)
	if strings.Contains(m.Text, "-----BEGIN PGP MESSAGE-----") {
		m.Encrypted = true
	}
	if m.Encrypted {
		w.problem("Deze mail is versleuteld en kan hier niet worden gelezen.")
	}
	nameAttachments(m.Attachments)
	w.classify(root.header)
	return m, headers
}

// problem notes what could not be read, once.
func (w *walk) problem(text string) {
	for _, p := range w.mail.Problems {
		if p == text {
			return
		}
	}
	w.mail.Problems = append(w.mail.Problems, text)
}

// head fills what the header of a mail says.
func (w *walk) head(h header) {
	m := w.mail
	m.MessageID = firstID(h.get("Message-Id"))
	m.InReplyTo = firstID(h.get("In-Reply-To"))
	m.References = allIDs(strings.Join(h["References"], " "))
	m.Subject = oneLine(decodeWords(h.get("Subject")), 2000)
	if from := parseAddresses(h.get("From")); len(from) > 0 {
		m.From = from[0]
	} else if sender := parseAddresses(h.get("Sender")); len(sender) > 0 {
		m.From = sender[0]
	}
	if m.From.Email == "" {
		w.problem("Er staat geen leesbaar adres van een afzender in deze mail.")
	}
	if reply := parseAddresses(h.get("Reply-To")); len(reply) > 0 && !strings.EqualFold(reply[0].Email, m.From.Email) {
		m.ReplyTo = reply[0]
	}
	m.To = parseAddresses(strings.Join(h["To"], ", "))
	m.Cc = parseAddresses(strings.Join(h["Cc"], ", "))
	m.Received = receivedAt(h)
	m.Date, m.DateFound = sentAt(h.get("Date"), m.Received)
	if !m.DateFound {
		if strings.TrimSpace(h.get("Date")) == "" {
			w.problem("Er staat geen verzenddatum in deze mail.")
		} else {
			w.problem("De verzenddatum in deze mail klopt niet.")
		}
	}
}

// trimStart drops what stands before the first header line in exports: a byte
// order mark, blank lines, and the "From " line of an mbox.
func trimStart(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.TrimLeft(raw, "\r\n\t ")
	for bytes.HasPrefix(raw, []byte("From ")) || bytes.HasPrefix(raw, []byte(">From ")) {
		end := bytes.IndexByte(raw, '\n')
		if end < 0 {
			break
		}
		raw = raw[end+1:]
	}
	return raw
}

// bodyOf is what follows the first blank line.
func bodyOf(raw []byte) []byte {
	for _, gap := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(raw, []byte(gap)); i >= 0 {
			return raw[i+len(gap):]
		}
	}
	return nil
}

func limit(b []byte, n int) []byte {
	if len(b) > n {
		return b[:n]
	}
	return b
}

// looksBinary tells a picture or a program from a text without mail headers.
func looksBinary(raw []byte) bool {
	start := limit(raw, 4096)
	if bytes.IndexByte(start, 0) >= 0 {
		return true
	}
	strange := 0
	for i := 0; i < len(start); {
		c, n := utf8.DecodeRune(start[i:])
		if (c == utf8.RuneError && n == 1) || (c < ' ' && !strings.ContainsRune("\r\n\t\f\v\x1b", c)) {
			strange++
		}
		i += n
	}
	return strange*5 > len(start)
}
