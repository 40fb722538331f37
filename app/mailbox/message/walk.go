package message

import (
	"bytes"
	"strings"
)

// walk reads the parts of one mail into it.
type walk struct {
	*reader
	depth  int // of inner mails
	mail   *Mail
	report report
	html   []string // the HTML bodies as they came, for the pictures they show
}

// texts is what a part has to read: text, and the HTML form of the same where
// there are both.
type texts struct {
	text        string
	fromHTML    bool
	alternative string
}

func (w *walk) part(n *node, parent string, level int) texts {
	for _, p := range n.problems {
		w.problem(p)
	}
	if level > maxLevels {
		w.problem(problemParts)
		return texts{}
	}
	if strings.HasPrefix(n.mediaType, "multipart/") && len(n.children) > 0 {
		return w.multipart(n, level)
	}
	body, ok := decodeTransfer(n.body, n.header.get("Content-Transfer-Encoding"))
	if !ok {
		w.problem("Een deel van deze mail is beschadigd overgekomen.")
	}
	if len(body) > w.bytes {
		w.problem(problemBytes)
		return texts{}
	}
	w.bytes -= len(body)
	if strings.HasPrefix(n.mediaType, "multipart/") {
		// A multipart whose parts are not to be found is one text.
		if len(body) > 0 {
			w.problem(problemLayout)
		}
		return w.textPart(&node{mediaType: "text/plain", header: n.header}, body)
	}
	switch n.mediaType {
	case "message/rfc822", "message/global":
		if w.inner(body) {
			// Under the name that it was sent by, it can be saved as it is.
			if disposition, name := fileOf(n); name != "" {
				w.attach(n, body, disposition, name, "")
			}
			return texts{}
		}
	case "message/delivery-status", "message/global-delivery-status":
		w.report.read(body)
		return texts{}
	case "message/disposition-notification", "message/global-disposition-notification":
		w.report.found, w.report.receipt = true, true
		return texts{}
	case "text/rfc822-headers", "message/rfc822-headers", "message/global-headers":
		w.report.original(splitByHand(body).header)
		return texts{}
	case "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature":
		w.problem("De digitale handtekening van deze mail is niet gecontroleerd.")
		return texts{}
	case "application/applefile":
		// The Mac's own half of a file; the file itself is the part beside it.
		return texts{}
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		if !strings.EqualFold(n.params["smime-type"], "signed-data") {
			w.mail.Encrypted = true
		} else {
			w.problem("Deze mail zit in een digitale handtekening en kan hier niet worden gelezen.")
		}
	case "application/ms-tnef":
		w.problem("De bijlage winmail.dat van Outlook kan hier niet worden geopend.")
	}
	disposition, name := fileOf(n)
	if strings.HasPrefix(n.mediaType, "text/") && disposition != "attachment" {
		plain := n.mediaType == "text/plain" || n.mediaType == "text/enriched"
		if n.mediaType == "text/html" || (plain && (name == "" || parent == "")) {
			return w.textPart(n, body)
		}
	}
	w.attach(n, body, disposition, name, parent)
	return texts{}
}

func (w *walk) multipart(n *node, level int) texts {
	if n.mediaType == "multipart/encrypted" {
		w.mail.Encrypted = true
	}
	if n.mediaType == "multipart/report" {
		w.report.multipart = strings.ToLower(n.params["report-type"])
	}
	var parts []texts
	for _, c := range n.children {
		parts = append(parts, w.part(c, n.mediaType, level+1))
	}
	if n.mediaType == "multipart/alternative" {
		return oneOf(parts)
	}
	return all(parts)
}

// oneOf joins the forms of one text: the plain one to read, the HTML beside it.
func oneOf(parts []texts) texts {
	var plain, html texts
	for _, p := range parts {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		// The last form is the one that the sender saw.
		if p.fromHTML {
			html = p
		} else {
			if p.alternative != "" {
				html = texts{text: p.alternative, fromHTML: true}
			}
			plain = p
		}
	}
	if plain.text == "" {
		return html
	}
	plain.alternative = html.text
	return plain
}

// all joins texts that stand under each other.
func all(parts []texts) texts {
	out := texts{fromHTML: true}
	var text, alternative []string
	both := false
	for _, p := range parts {
		if strings.TrimSpace(p.text) == "" {
			continue
		}
		text = append(text, strings.Trim(p.text, "\n"))
		out.fromHTML = out.fromHTML && p.fromHTML
		if p.alternative != "" {
			both = true
			alternative = append(alternative, strings.Trim(p.alternative, "\n"))
		} else {
			alternative = append(alternative, strings.Trim(p.text, "\n"))
		}
	}
	out.text = strings.Join(text, "\n\n")
	if both {
		out.alternative = strings.Join(alternative, "\n\n")
	}
	return out
}

func (w *walk) textPart(n *node, body []byte) texts {
	isHTML := n.mediaType == "text/html"
	if n.header.get("Content-Type") == "" {
		isHTML = startsAsHTML(body)
	}
	if len(body) > maxText {
		w.problem("De tekst van deze mail is te lang; het einde is weggelaten.")
		body = body[:maxText]
	}
	text, guessed := decodeCharset(body, n.params["charset"], isHTML)
	if guessed {
		w.problem("De tekenset van deze mail klopt niet en is geraden; controleer letters met accenten.")
	}
	if isHTML {
		w.html = append(w.html, text)
		return texts{text: htmlToText(text), fromHTML: true}
	}
	if strings.EqualFold(n.params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(n.params["delsp"], "yes"))
	}
	return texts{text: text}
}

func startsAsHTML(body []byte) bool {
	start := bytes.ToLower(bytes.TrimSpace(limit(body, 200)))
	return bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html"))
}

// inner reads a mail inside the mail; false when it is none or lies too deep.
func (w *walk) inner(body []byte) bool {
	body = trimStart(body)
	if len(body) == 0 {
		return false
	}
	if w.depth+1 > maxInner || w.parts <= 0 {
		w.problem("Deze mail bevat te veel mails in elkaar; de binnenste zijn niet gelezen.")
		return false
	}
	m, headers := w.reader.mail(body, w.depth+1)
	if headers == 0 {
		return false
	}
	w.mail.Inner = append(w.mail.Inner, m)
	return true
}

// fileOf is the disposition of a part ("attachment", "inline" or "") and its
// file name, made safe.
func fileOf(n *node) (disposition, name string) {
	value := n.header.get("Content-Disposition")
	disposition, params := parseMediaType(value)
	for _, candidate := range []string{params["filename"], n.params["name"], params["name"], n.params["filename"]} {
		if name = SafeName(candidate); name != "" {
			break
		}
	}
	return disposition, name
}

func (w *walk) attach(n *node, body []byte, disposition, name, parent string) {
	if len(body) == 0 && name == "" {
		return
	}
	id := strings.Trim(n.header.get("Content-Id"), "<> \t")
	shown := false
	if id != "" && strings.HasPrefix(n.mediaType, "image/") {
		for _, h := range w.html {
			shown = shown || strings.Contains(h, "cid:"+id)
		}
	}
	mediaType := n.mediaType
	if !strings.Contains(mediaType, "/") {
		mediaType = "application/octet-stream"
	}
	w.mail.Attachments = append(w.mail.Attachments, Attachment{
		Name:   name,
		Type:   oneLine(mediaType, 127),
		Bytes:  body,
		Inline: shown || (parent == "multipart/related" && disposition != "attachment" && strings.HasPrefix(mediaType, "image/")),
	})
}
