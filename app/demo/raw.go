package demo

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
)

// own is the address that mails to the office go to.
const own = "info@kiesvoorhetkind.nl"

// raw writes a mail as it would come in.
func (s *story) raw(m *mail, n int, received time.Time) ([]byte, error) {
	date := received.Add(-20 * time.Second).In(data.Amsterdam())
	_, domain, _ := strings.Cut(m.Email, "@")
	id := fmt.Sprintf("%s.%d@%s", date.Format("20060102150405"), n, domain)
	if m.Bounce != "" {
		return bounce(m, id, date), nil
	}
	d := message.Draft{
		From: message.Address{Name: m.Name, Email: m.Email}, To: []message.Address{{Email: own}},
		Subject: m.Subject, Date: date, MessageID: id, Text: s.fill(m.Text, received),
	}
	if m.Auto {
		d.InReplyTo = fmt.Sprintf("nascholing.%d@kiesvoorhetkind.nl", n)
	}
	raw, err := message.Compose(d)
	if err != nil {
		return nil, fmt.Errorf("mail %d: %w", n, err)
	}
	if m.Auto {
		raw = append([]byte("Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n"), raw...)
	}
	return raw, nil
}

// bounce writes the report of a mail server that could not deliver (RFC 3464).
func bounce(m *mail, id string, date time.Time) []byte {
	_, host, _ := strings.Cut(m.Email, "@")
	const boundary = "rapport-7c1e"
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("Return-Path: <>")
	line("From: %s <%s>", m.Name, m.Email)
	line("To: <%s>", own)
	line("Subject: %s", m.Subject)
	line("Date: %s", date.Format(time.RFC1123Z))
	line("Message-ID: <%s>", id)
	line("Auto-Submitted: auto-replied")
	line("MIME-Version: 1.0")
	line("Content-Type: multipart/report; report-type=delivery-status; boundary=%q", boundary)
	line("")
	line("--%s\r\nContent-Type: text/plain; charset=us-ascii\r\n", boundary)
	line("%s", strings.ReplaceAll(m.Text, "\n", "\r\n"))
	line("\r\n--%s\r\nContent-Type: message/delivery-status\r\n", boundary)
	line("Reporting-MTA: dns; %s\r\n", host)
	line("Final-Recipient: rfc822; %s\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown", m.Bounce)
	line("\r\n--%s\r\nContent-Type: text/rfc822-headers\r\n", boundary)
	line("From: <%s>\r\nTo: <%s>\r\nSubject: Uitnodiging nascholing\r\nMessage-ID: <uitnodiging.%s@kiesvoorhetkind.nl>", own, m.Bounce, date.Format("20060102"))
	line("\r\n--%s--", boundary)
	return b.Bytes()
}
