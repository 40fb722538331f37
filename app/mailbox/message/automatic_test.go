package message

import (
	"strings"
	"testing"
)

func TestAutomatic(t *testing.T) {
	for _, c := range []struct {
		name string
		head string
		want Automatic
	}{
		{"a person", "From: Ria <ria@example.org>\nSubject: Afwezig op dag twee", ByPerson},
		{"a person on Exchange", "From: ria@example.org\nX-Auto-Response-Suppress: All", ByPerson},
		{"answer to an automatic answer", "From: ria@example.org\nSubject: Re: Automatisch antwoord: x", ByPerson},
		{"said not to be", "From: ria@example.org\nAuto-Submitted: no", ByPerson},
		{"Exchange away", "From: ria@example.org\nSubject: Automatisch antwoord: vraag", AutoReply},
		{"by the standard", "From: ria@example.org\nAuto-Submitted: auto-replied (vacation)", AutoReply},
		{"away, said to be generated", "From: ria@example.org\nAuto-Submitted: auto-generated\nSubject: Afwezig: vraag", AutoReply},
		{"old way", "From: ria@example.org\nPrecedence: auto_reply", AutoReply},
		{"own field", "From: ria@example.org\nX-Autoreply: yes", AutoReply},
		{"no way back", "Return-Path: <>\nFrom: ria@example.org", AutoReply},
		{"bounce without parts", "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org (Mail)\nSubject: failure notice", BounceDSN},
		{"bounce of exim", "From: Mail Delivery System <Mailer-Daemon@mx.example.org>\nX-Failed-Recipients: weg@example.com", BounceDSN},
		{"list", "From: ria@example.org\nList-Id: <x.example.org>", BulkMail},
		{"newsletter", "From: ria@example.org\nList-Unsubscribe: <https://example.org/u>", BulkMail},
		{"web shop", "From: noreply@shop.example.org\nSubject: Bestelling", BulkMail},
		{"system", "From: ria@example.org\nAuto-Submitted: auto-generated", BulkMail},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := read(t, []byte(c.head+"\n\nTekst\n"))
			if m.Automatic != c.want || (m.Bounce != nil) != (c.want == BounceDSN) {
				t.Errorf("%q %+v, want %q", m.Automatic, m.Bounce, c.want)
			}
		})
	}
}

func TestBounceReport(t *testing.T) {
	report := func(last ...string) []byte {
		return crlf(append([]string{
			"From: postmaster@mx.example.org", "To: info@office.example.org", "Content-Type: multipart/report; report-type=delivery-status; boundary=q", "",
			"--q", "Content-Type: text/plain", "", "Niet gelukt", "--q", "Content-Type: message/delivery-status", "",
			"Reporting-MTA: dns; mx.example.org", "", "Final-Recipient: rfc822; traag@example.com", "Action: delayed", "Status: 4.4.1", "",
			"Original-Recipient: rfc822;weg@example.com", "Action: Failed", "Status: 5.1.1 (bad", " mailbox)", "", "--q",
		}, append(last, "--q--")...)...)
	}
	want := Bounce{Recipient: "weg@example.com", Action: "failed", Status: "5.1.1", OriginalID: "orig@example.nl"}
	for name, raw := range map[string][]byte{
		"whole mail":   report("Content-Type: message/rfc822", "", "From: info@office.example.org", "Message-ID: <orig@example.nl>", "", "x"),
		"headers only": report("Content-Type: text/rfc822-headers", "", "From: info@office.example.org", "Message-ID: <orig@example.nl>", ""),
	} {
		m := read(t, raw)
		if m.Bounce == nil || *m.Bounce != want || m.Automatic != BounceDSN || m.Text != "Niet gelukt" {
			t.Errorf("%s: %+v %+v", name, m.Bounce, m)
		}
	}
	plain := read(t, crlf("Return-Path: <>", "From: mailer-daemon@mx.example.org", "To: info@office.example.org", "Subject: failure notice", "In-Reply-To: <orig@example.nl>", "",
		"Sorry info@office.example.org, <weg@example.com> said: 550 5.1.1 unknown"))
	if plain.Bounce == nil || plain.Bounce.Recipient != "weg@example.com" || plain.Bounce.Status != "5.1.1" || plain.Bounce.OriginalID != "orig@example.nl" {
		t.Errorf("in words: %+v", plain.Bounce)
	}
	receipt := read(t, []byte(strings.NewReplacer("delivery-status", "disposition-notification").Replace(string(report()))))
	if receipt.Automatic != AutoReply || receipt.Bounce != nil {
		t.Errorf("receipt: %q %+v", receipt.Automatic, receipt.Bounce)
	}
}
