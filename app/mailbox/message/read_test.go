package message

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// crlf makes a mail of lines.
func crlf(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n") + "\r\n") }

func read(t *testing.T, raw []byte) Mail {
	t.Helper()
	m, err := Read(raw)
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	return m
}

func TestReadSimple(t *testing.T) {
	m := read(t, crlf(
		"Return-Path: <ans@school.example.nl>",
		"Received: from a by b; Mon, 2 Nov 2026 10:00:05 +0100 (CET)",
		"From: =?utf-8?Q?Ans_K=C3=B6ster?= <ans@school.example.nl>",
		"Reply-To: balie@school.example.nl", "To: info@office.example.org, \"Bos, Piet\" <p@example.com>", "Cc: x@example.com",
		"Subject: =?iso-8859-15?Q?Kosten_=A4?= 12", "Date: Mon, 2 Nov 2026 10:00:00 +0100",
		"Message-ID: <a.1@example.nl>", "In-Reply-To: <b.2@example.nl>", "References: <c.3@example.nl>", "\t<b.2@example.nl>",
		"Content-Type: text/plain; charset=windows-1252", "Content-Transfer-Encoding: quoted-printable", "",
		"Caf=E9 kost =80 3,=", "50", "--=20", "Ans"))
	date := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	want := Mail{
		MessageID: "a.1@example.nl", InReplyTo: "b.2@example.nl", References: []string{"c.3@example.nl", "b.2@example.nl"},
		Date: m.Date, DateFound: true, Received: m.Received, Subject: "Kosten € 12",
		From: Address{"Ans Köster", "ans@school.example.nl"}, ReplyTo: Address{"", "balie@school.example.nl"},
		To: []Address{{"", "info@office.example.org"}, {"Bos, Piet", "p@example.com"}}, Cc: []Address{{"", "x@example.com"}},
		Text: "Café kost € 3,50\n-- \nAns",
	}
	if !m.Date.Equal(date) || !m.Received.Equal(date.Add(5*time.Second)) {
		t.Errorf("date %v, received %v", m.Date, m.Received)
	}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("got\n%+v\nwant\n%+v", m, want)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"nothing", nil, ErrEmpty},
		{"blank", []byte(" \r\n\r\n"), ErrEmpty},
		{"too large", bytes.Repeat([]byte("a"), MaxBytes+1), ErrTooLarge},
		{"a picture", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), ErrNoMail},
	} {
		if _, err := Read(c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestReadDamaged(t *testing.T) {
	for _, c := range []struct {
		name, raw, text, problem string
	}{
		{"no header", "Hallo daar,\n\nik bel je", "Hallo daar,\n\nik bel je", "kopregels"},
		{"mbox line", "From x@example.nl Mon Nov  2 10:00:00 2026\nFrom: x@example.nl\nDate: Mon, 2 Nov 2026 10:00:00 +0100\n\nTekst\n", "Tekst", ""},
		{"no from, no date", "Subject: x\n\nTekst\n", "Tekst", "afzender"},
		{"absurd date", "From: x@example.nl\nDate: Thu, 1 Jan 1970 00:00:00 +0000\n\nTekst\n", "Tekst", "datum in deze mail klopt niet"},
		{"date after receipt", "Received: by a; Mon, 2 Nov 2026 10:00:00 +0100\nFrom: x@example.nl\nDate: Mon, 2 Nov 2037 10:00:00 +0100\n\nTekst\n", "Tekst", "datum in deze mail klopt niet"},
		{"NUL and controls", "From: x@example.nl\n\nTe\x00k\x07st\u202e om\u200b\n", "Tekst om", ""},
		{"not UTF-8 though it says so", "From: x@example.nl\nContent-Type: text/plain; charset=utf-8\n\nCaf\xe9\n", "Café", "tekenset"},
		{"UTF-8 though it says latin", "From: x@example.nl\nContent-Type: text/plain; charset=iso-8859-1\n\nCafé\n", "Café", ""},
		{"charset that nobody knows", "From: x@example.nl\nContent-Type: text/plain; charset=klingon\n\nCaf\xe9\n", "Café", "tekenset"},
		{"transfer encoding that nobody knows", "From: x@example.nl\nContent-Transfer-Encoding: 8bits\n\nCafé\n", "Café", ""},
		{"text that says base64", "From: x@example.nl\nContent-Transfer-Encoding: base64\n\n(dit!) [is] {gewoon} <tekst>.\n", "(dit!) [is] {gewoon} <tekst>.", "beschadigd"},
		{"base64 with padding inside", "From: x@example.nl\nContent-Transfer-Encoding: base64\n\nZWVu\nIA==\ndHdlZQ\n", "een twee", ""},
		{"decomposed", "From: x@example.nl\n\nCafe\u0301\n", "Café", ""},
		{"flowed", "From: x@example.nl\nContent-Type: text/plain; format=flowed\n\n> oud \n> verhaal\nnieuw \nverhaal\n-- \nx\n", "> oud verhaal\nnieuw verhaal\n-- \nx", ""},
		{"flowed, spaces away", "From: x@example.nl\nContent-Type: text/plain; format=flowed; delsp=yes\n\nver \nhaal\n", "verhaal", ""},
		{"multipart without boundary", "From: x@example.nl\nContent-Type: multipart/mixed\n\nTekst\n", "Tekst", "beschadigd"},
		{"boundary that never comes", "From: x@example.nl\nContent-Type: multipart/mixed; boundary=q\n\nTekst\n", "Tekst", "beschadigd"},
		{"boundary not closed", "From: x@example.nl\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\nTekst\n", "Tekst", ""},
		{"media type of one word", "From: x@example.nl\nContent-Type: text\n\nTekst\n", "Tekst", ""},
		{"html without saying so", "From: x@example.nl\n\n<html><body><p>Tekst</p></body></html>\n", "Tekst", ""},
		{"utf-16", "From: x@example.nl\nContent-Type: text/plain; charset=utf-16le\n\nT\x00e\x00k\x00s\x00t\x00", "Tekst", ""},
		{"continuation first", " vreemd\nFrom: x@example.nl\n\nTekst\n", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := read(t, []byte(c.raw))
			if c.text != "" && m.Text != c.text {
				t.Errorf("text %q, want %q", m.Text, c.text)
			}
			if all := strings.Join(m.Problems, " "); !strings.Contains(all, c.problem) {
				t.Errorf("problems %q, want %q", all, c.problem)
			}
			if c.problem == "tekenset" != strings.Contains(strings.Join(m.Problems, " "), "tekenset") {
				t.Errorf("problems %q", m.Problems)
			}
		})
	}
}

func TestParts(t *testing.T) {
	inner := crlf("From: Ria Vos <ria@example.org>", "Subject: binnen", "Message-ID: <in@example.org>", "Date: Mon, 2 Nov 2026 08:00:00 +0100", "", "De klacht zelf")
	m := read(t, crlf(
		"From: x@example.nl", "Date: Mon, 2 Nov 2026 10:00:00 +0100", `Content-Type: multipart/mixed; boundary="=_m"`, "",
		"preamble", "--=_m", "Content-Type: multipart/related; boundary=rel", "",
		"--rel", "Content-Type: multipart/alternative; boundary=alt", "",
		"--alt", "Content-Type: text/plain", "", "Gewone tekst", "--alt", "Content-Type: text/html", "",
		`<p>Rijke <b>tekst</b><img src="cid:logo@1"></p>`, "--alt--",
		"--rel", "Content-Type: image/png; name=logo.png", "Content-Id: <logo@1>", "Content-Transfer-Encoding: base64", "", "iVBORw==", "--rel--",
		"--=_m", "Content-Type: APPLICATION/PDF", `Content-Disposition: attachment; filename*=windows-1252''caf%E9%20%80.pdf`, "", "%PDF", "",
		"--=_m", "Content-Type: application/pdf", `Content-Disposition: attachment; filename*0*=utf-8''caf%C3%A9%20; filename*1*=%E2%82%AC.p; filename*2=df`, "", "%PDF2", "",
		"--=_m", "Content-Type: image/jpeg", `Content-Disposition: inline; filename="=?utf-8?B?w6nDqW4uanBn?="`, "", "jpg",
		"--=_m", `Content-Type: message/rfc822; name="Klacht.eml"`, "", string(inner),
		"--=_m", "Content-Type: text/plain", "", "Voettekst", "--=_m--"))
	if m.Text != "Gewone tekst\n\nVoettekst" || m.HTMLText != "Rijke tekst\n\nVoettekst" {
		t.Errorf("text %q html %q", m.Text, m.HTMLText)
	}
	var names []string
	for _, a := range m.Attachments {
		names = append(names, fmt.Sprintf("%s %s %d %v", a.Name, a.Type, len(a.Bytes), a.Inline))
	}
	want := []string{"logo.png image/png 4 true", "café €.pdf application/pdf 6 false", "café € (2).pdf application/pdf 7 false", "één.jpg image/jpeg 3 false", fmt.Sprintf("Klacht.eml message/rfc822 %d false", len(inner))}
	// The line end in front of a boundary belongs to the boundary.
	if !reflect.DeepEqual(names, want) {
		t.Errorf("attachments %q", names)
	}
	if len(m.Inner) != 1 || m.Inner[0].Text != "De klacht zelf" || m.Inner[0].From.Name != "Ria Vos" || m.Inner[0].MessageID != "in@example.org" {
		t.Errorf("inner %+v", m.Inner)
	}
	if len(m.Problems) != 0 {
		t.Errorf("problems %q", m.Problems)
	}
}

func TestSignedAndEncrypted(t *testing.T) {
	part := func(kind, inner string) []byte {
		return crlf("From: x@example.nl", "Content-Type: "+kind+"; boundary=q", "", "--q", "Content-Type: text/plain", "", "Tekst", "--q", "Content-Type: "+inner, "", "bytes", "--q--")
	}
	signed := read(t, part("multipart/signed", "application/pgp-signature"))
	if signed.Encrypted || signed.Text != "Tekst" || len(signed.Attachments) != 0 || !strings.Contains(strings.Join(signed.Problems, ""), "handtekening") {
		t.Errorf("signed %+v", signed)
	}
	for name, raw := range map[string][]byte{
		"pgp":    part("multipart/encrypted", "application/octet-stream"),
		"smime":  crlf("From: x@example.nl", "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "", "bytes"),
		"inline": crlf("From: x@example.nl", "", "-----BEGIN PGP MESSAGE-----", "x"),
	} {
		if m := read(t, raw); !m.Encrypted || !strings.Contains(strings.Join(m.Problems, ""), "versleuteld") {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// TestLimits makes the mails that would cost a reader without limits its memory.
func TestLimits(t *testing.T) {
	deep := []byte("From: x@example.nl\r\n")
	for i := range 300 {
		deep = fmt.Appendf(deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	many := []byte("From: x@example.nl\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n")
	for range 3 * maxParts {
		many = append(many, "--q\r\nContent-Type: text/css\r\n\r\nx\r\n"...)
	}
	nested := []byte("From: x@example.nl\r\n\r\nbodem")
	for range 3 * maxInner {
		nested = append([]byte("From: x@example.nl\r\nContent-Type: message/rfc822\r\n\r\n"), nested...)
	}
	long := append([]byte("From: x@example.nl\r\n\r\n"), bytes.Repeat([]byte("lang \r\n"), 1<<20)...)
	for _, c := range []struct {
		name, problem string
		raw           []byte
	}{
		{"levels", problemParts, deep},
		{"parts", problemParts, many},
		{"inner mails", "mails in elkaar", nested},
		{"text", "te lang", long},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := read(t, c.raw)
			depth := 0
			for in := m; len(in.Inner) > 0; in = in.Inner[0] {
				depth++
				m.Problems = append(m.Problems, in.Inner[0].Problems...)
			}
			if !strings.Contains(strings.Join(m.Problems, " "), c.problem) || depth > maxInner || len(m.Attachments) > maxParts || len(m.Text) > 2*maxText {
				t.Errorf("depth %d, %d attachments, %d bytes of text, problems %q", depth, len(m.Attachments), len(m.Text), m.Problems)
			}
		})
	}
}

func TestBothLibrariesReadTheSame(t *testing.T) {
	raw := crlf("From: x@example.nl", "Date: Mon, 2 Nov 2026 10:00:00 +0100", "Content-Type: multipart/mixed; boundary=q", "",
		"--q", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", "Q2Fmw6k=",
		"--q", "Content-Type: application/pdf; name=a.pdf", "", "%PDF", "--q--")
	first, err := splitEnmime(raw)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{parts: maxParts, bytes: maxDecoded}
	second, err := r.splitStream(raw)
	if err != nil {
		t.Fatal(err)
	}
	read := func(n *node) (m Mail) {
		w := &walk{reader: &reader{parts: maxParts, bytes: maxDecoded}, mail: &m}
		w.head(n.header)
		m.Text = w.part(n, "", 0).text
		return m
	}
	if a, b := read(first), read(second); !reflect.DeepEqual(a, b) || a.Text != "Café" || len(a.Attachments) != 1 {
		t.Errorf("enmime\n%+v\ngo-message\n%+v", a, b)
	}
}

// checkSafe tells what in a read mail could harm who shows or stores it.
func checkSafe(m Mail) error {
	texts := []string{m.Text, m.HTMLText}
	lines := append([]string{m.Subject, m.MessageID, m.InReplyTo, m.From.Name, m.From.Email, m.ReplyTo.Name, m.ReplyTo.Email}, m.References...)
	for _, a := range append(append([]Address{}, m.To...), m.Cc...) {
		lines = append(lines, a.Name, a.Email)
	}
	seen := map[string]bool{}
	for _, a := range m.Attachments {
		lines = append(lines, a.Name, a.Type)
		if a.Name == "" || strings.ContainsAny(a.Name, `/\:`) || strings.HasPrefix(a.Name, ".") || seen[a.Name] {
			return fmt.Errorf("attachment name %q", a.Name)
		}
		seen[a.Name] = true
	}
	if m.Bounce != nil {
		lines = append(lines, m.Bounce.Recipient, m.Bounce.Action, m.Bounce.Status, m.Bounce.OriginalID)
	}
	for _, l := range lines {
		if strings.ContainsFunc(l, func(c rune) bool { return unsafeRune(c) }) {
			return fmt.Errorf("line %q", l)
		}
	}
	for _, s := range append(texts, lines...) {
		if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) {
			return fmt.Errorf("not valid or not NFC: %q", s)
		}
	}
	for _, s := range texts {
		if strings.ContainsFunc(s, func(c rune) bool { return c != '\n' && c != '\t' && unsafeRune(c) }) {
			return fmt.Errorf("text %q", s)
		}
	}
	if len(m.References) > maxRefs || m.DateFound == m.Date.IsZero() {
		return fmt.Errorf("%d references, date %v %v", len(m.References), m.Date, m.DateFound)
	}
	for _, in := range m.Inner {
		if err := checkSafe(in); err != nil {
			return err
		}
	}
	return nil
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("From: =?utf-8?q?x?= <x@example.nl>\r\nSubject: a\r\n\r\nb"))
	f.Add(crlf("From: x@example.nl", "Content-Type: multipart/mixed; boundary=q", "", "--q", "Content-Type: text/html", "", "<table><td hidden>a<td>b", "--q", "Content-Type: message/rfc822", "", "From: y@example.nl", "", "z", "--q--"))
	f.Add(crlf("From: x@example.nl", "Content-Type: multipart/report; boundary=q", "", "--q", "Content-Type: message/delivery-status", "", "Final-Recipient: rfc822; a@example.nl", "Action: failed", "--q--"))
	f.Add(crlf("From: x@example.nl", "Content-Type: image/png; name*=utf-8''..%2f%00a.png", "Content-Transfer-Encoding: x-uuencode", "", "begin 644 a", "#0V%T", "end"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := Read(raw)
		if err != nil {
			return
		}
		if err := checkSafe(m); err != nil {
			t.Error(err)
		}
	})
}
