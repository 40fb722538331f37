package message

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Draft is a mail to be written. The caller gives the date and the Message-ID,
// so that the same draft is the same bytes each time.
type Draft struct {
	From        Address
	To          []Address
	Cc          []Address
	Subject     string
	Date        time.Time
	MessageID   string   // without <>
	InReplyTo   string   // without <>, may be empty
	References  []string // without <>, oldest first
	Text        string   // plain text
	Attachments []Attachment
}

// Errors of Compose; their text is for the user. A draft that is refused was not
// written at all.
var (
	ErrNoRecipient = data.Refuse("Deze mail heeft geen ontvanger. Vul een mailadres in.")
	ErrBadAddress  = data.Refuse("Een mailadres klopt niet; de mail is niet gemaakt. Kijk het adres na.")
	ErrLineBreak   = data.Refuse("In het onderwerp of een naam staat een regeleinde; de mail is niet gemaakt.")
	ErrIncomplete  = data.Refuse("Aan deze mail ontbreken de datum of het kenmerk; de mail is niet gemaakt.")
	ErrDraftSize   = data.Refuse("Deze mail is met zijn bijlagen te groot (meer dan %d MB).", maxDraftBytes/(1<<20))
)

const maxDraftBytes = 25 << 20

// Compose writes a mail (RFC 5322): plain text in UTF-8, attachments behind it,
// CRLF line ends. Line breaks and controls in any header value are refused, so
// nothing in a draft can add a header field.
func Compose(d Draft) ([]byte, error) {
	if d.Date.IsZero() || !plainID(d.MessageID) {
		return nil, ErrIncomplete
	}
	if len(d.To) == 0 {
		return nil, ErrNoRecipient
	}
	var b bytes.Buffer
	if err := writeHead(&b, d); err != nil {
		return nil, err
	}
	if len(d.Attachments) == 0 {
		if err := writeText(&b, d.Text); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}
	size := len(d.Text)
	for _, a := range d.Attachments {
		size += len(a.Bytes)
	}
	if size > maxDraftBytes {
		return nil, ErrDraftSize
	}
	// The boundary comes from the Message-ID, so that the bytes stay the same; it
	// cannot stand in quoted-printable ("=_") or base64.
	sum := sha256.Sum256([]byte(d.MessageID))
	boundary := "=_" + hex.EncodeToString(sum[:12])
	fmt.Fprintf(&b, "Content-Type: multipart/mixed;\r\n boundary=\"%s\"\r\n\r\n--%s\r\n", boundary, boundary)
	if err := writeText(&b, d.Text); err != nil {
		return nil, err
	}
	for _, a := range d.Attachments {
		fmt.Fprintf(&b, "\r\n--%s\r\n", boundary)
		if err := writeAttachment(&b, a); err != nil {
			return nil, err
		}
	}
	fmt.Fprintf(&b, "\r\n--%s--\r\n", boundary)
	return b.Bytes(), nil
}

func writeHead(b *bytes.Buffer, d Draft) error {
	from, err := addressList([]Address{d.From})
	if err != nil {
		return err
	}
	to, err := addressList(d.To)
	if err != nil {
		return err
	}
	cc, err := addressList(d.Cc)
	if err != nil {
		return err
	}
	if hasControl(d.Subject) {
		return ErrLineBreak
	}
	fmt.Fprintf(b, "From: %s\r\nTo: %s\r\n", from, to)
	if cc != "" {
		fmt.Fprintf(b, "Cc: %s\r\n", cc)
	}
	fmt.Fprintf(b, "Subject: %s\r\n", encodeWords(d.Subject))
	fmt.Fprintf(b, "Date: %s\r\n", d.Date.Format("Mon, 02 Jan 2006 15:04:05 -0700"))
	fmt.Fprintf(b, "Message-ID: <%s>\r\n", d.MessageID)
	if d.InReplyTo != "" {
		if !plainID(d.InReplyTo) {
			return ErrIncomplete
		}
		fmt.Fprintf(b, "In-Reply-To: <%s>\r\n", d.InReplyTo)
	}
	// An id that came in broken is left out: it could not be found again anyway.
	var ids []string
	for _, id := range d.References {
		if plainID(id) {
			ids = append(ids, "<"+id+">")
		}
	}
	if len(ids) > maxRefs {
		ids = append(ids[:1:1], ids[len(ids)-maxRefs+1:]...)
	}
	if len(ids) > 0 {
		fmt.Fprintf(b, "References: %s\r\n", strings.Join(ids, "\r\n "))
	}
	b.WriteString("MIME-Version: 1.0\r\n")
	return nil
}

func writeText(b *bytes.Buffer, text string) error {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.NewReplacer("\r\n", "\r\n", "\r", "\r\n", "\n", "\r\n", "\x00", "").Replace(text)
	if !strings.HasSuffix(text, "\r\n") {
		text += "\r\n"
	}
	b.WriteString("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	q := quotedprintable.NewWriter(b)
	if _, err := q.Write([]byte(text)); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	if err := q.Close(); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

func writeAttachment(b *bytes.Buffer, a Attachment) error {
	if hasControl(a.Name) || hasControl(a.Type) {
		return ErrLineBreak
	}
	name := SafeName(a.Name)
	if name == "" {
		name = "bijlage" + extensionOf(a.Type)
	}
	mediaType, _ := parseMediaType(a.Type)
	formatted := mime.FormatMediaType(mediaType, map[string]string{"name": name})
	// A message or multipart as attachment may not be base64 (RFC 2046).
	if formatted == "" || strings.HasPrefix(mediaType, "message/") || strings.HasPrefix(mediaType, "multipart/") {
		formatted = mime.FormatMediaType("application/octet-stream", map[string]string{"name": name})
	}
	fmt.Fprintf(b, "Content-Type: %s\r\nContent-Transfer-Encoding: base64\r\n", foldParams(formatted))
	fmt.Fprintf(b, "Content-Disposition: %s\r\n\r\n", foldParams(mime.FormatMediaType("attachment", map[string]string{"filename": name})))
	line := make([]byte, 76)
	for rest := a.Bytes; len(rest) > 0; {
		chunk := limit(rest, 57)
		rest = rest[len(chunk):]
		base64.StdEncoding.Encode(line, chunk)
		b.Write(line[:base64.StdEncoding.EncodedLen(len(chunk))])
		b.WriteString("\r\n")
	}
	return nil
}

func foldParams(s string) string { return strings.ReplaceAll(s, "; ", ";\r\n ") }

func addressList(list []Address) (string, error) {
	var out []string
	for _, a := range list {
		if hasControl(a.Name) || hasControl(a.Email) {
			return "", ErrLineBreak
		}
		local, domain, ok := strings.Cut(a.Email, "@")
		if !ok || local == "" || domain == "" || strings.ContainsAny(a.Email, " <>()[]\\,;:\"") || strings.Contains(domain, "@") {
			return "", ErrBadAddress
		}
		if a.Name == "" {
			out = append(out, a.Email)
			continue
		}
		out = append(out, encodePhrase(a.Name)+" <"+a.Email+">")
	}
	return strings.Join(out, ",\r\n "), nil
}

// encodePhrase writes a name in quotes, or as encoded words where it is not ASCII.
func encodePhrase(name string) string {
	for _, c := range name {
		if c > '~' {
			// Base64, since a comma or quote may not stand in a phrase.
			return strings.ReplaceAll(mime.BEncoding.Encode("utf-8", norm.NFC.String(name)), "?= =?", "?=\r\n =?")
		}
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// encodeWords writes a header text: as it is where it is ASCII, folded between
// words at 76 columns, else as encoded words.
func encodeWords(s string) string {
	// Without what a reader leaves out, which may stand between a letter and its accent.
	s = norm.NFC.String(strings.Map(func(c rune) rune {
		if unsafeRune(c) {
			return -1
		}
		return c
	}, strings.ToValidUTF8(s, "\uFFFD")))
	if encoded := mime.QEncoding.Encode("utf-8", s); encoded != s {
		return strings.ReplaceAll(encoded, "?= =?", "?=\r\n =?")
	}
	if strings.Contains(s, "=?") {
		// Plain text that looks like an encoded word would be decoded.
		var words []string
		for rest := []byte(s); len(rest) > 0; {
			chunk := limit(rest, 45)
			rest = rest[len(chunk):]
			words = append(words, "=?utf-8?b?"+base64.StdEncoding.EncodeToString(chunk)+"?=")
		}
		return strings.Join(words, "\r\n ")
	}
	var b strings.Builder
	column := len("Subject: ")
	for i, word := range strings.Split(s, " ") {
		if i > 0 {
			if column+1+len(word) > 76 && word != "" {
				b.WriteString("\r\n")
				column = 0
			}
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) || c == 0x2028 || c == 0x2029 })
}

// plainID tells whether an id can stand in <> in a header.
func plainID(id string) bool {
	if id == "" || len(id) > 900 || !utf8.ValidString(id) {
		return false
	}
	return !strings.ContainsFunc(id, func(c rune) bool { return c <= ' ' || c > '~' || c == '<' || c == '>' })
}
