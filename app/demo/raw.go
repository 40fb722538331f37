package demo

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
)

// own are the addresses that mails to the office go to.
var own = []string{"info@kiesvoorhetkind.nl", "administratie@kiesvoorhetkind.nl"}

// raw writes a mail as it comes in; others are those that it may answer or repeat.
func (s *story) raw(m *mail, others map[string]*mail, n int, received time.Time) ([]byte, error) {
	date := received.Add(-20 * time.Second).In(data.Amsterdam())
	_, domain, _ := strings.Cut(m.Email, "@")
	m.messageID = fmt.Sprintf("%s.%d@%s", date.Format("20060102150405"), n, domain)
	if m.Bounce != "" {
		return bounce(m, date), nil
	}
	d := message.Draft{
		From: message.Address{Name: m.Name, Email: m.Email}, To: []message.Address{{Email: own[0]}},
		Subject: m.Subject, Date: date, MessageID: m.messageID, Text: s.fill(m.Text, received),
	}
	if first := others[m.Reply]; first != nil {
		d.InReplyTo, d.References = first.messageID, []string{first.messageID}
	}
	if first := others[m.Again]; first != nil {
		d.MessageID, d.Text, d.To[0].Email = first.messageID, s.fill(first.Text, received), own[1]
	}
	if m.Auto {
		d.InReplyTo = fmt.Sprintf("nascholing.%d@kiesvoorhetkind.nl", n)
	}
	if m.Attachment != "" {
		picture, err := scan()
		if err != nil {
			return nil, err
		}
		d.Attachments = []message.Attachment{{Name: m.Attachment, Type: "image/png", Bytes: picture}}
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

// scan is a picture like that of a certificate on a scanner: a frame and lines
// on a sheet of paper.
func scan() ([]byte, error) {
	const wide, high = 842, 595
	sheet := image.NewGray(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			shade := uint8(236 - (x+y)%7)
			frame := x > 30 && x < wide-30 && y > 30 && y < high-30 && (x < 38 || x > wide-38 || y < 38 || y > high-38)
			line := y > 160 && y < 440 && y%40 < 4 && x > 150+(y*13)%90 && x < wide-150-(y*29)%90
			if frame || line {
				shade = 70
			}
			sheet.SetGray(x, y, color.Gray{Y: shade})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, sheet); err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	return b.Bytes(), nil
}

// bounce writes the report of a mail server that could not deliver (RFC 3464).
func bounce(m *mail, date time.Time) []byte {
	_, host, _ := strings.Cut(m.Email, "@")
	const boundary = "rapport-7c1e"
	var b bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("Return-Path: <>")
	line("From: %s <%s>", m.Name, m.Email)
	line("To: <%s>", own[0])
	line("Subject: %s", m.Subject)
	line("Date: %s", date.Format(time.RFC1123Z))
	line("Message-ID: <%s>", m.messageID)
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
	line("From: <%s>\r\nTo: <%s>\r\nSubject: Uitnodiging nascholing\r\nMessage-ID: <uitnodiging.%s@kiesvoorhetkind.nl>", own[0], m.Bounce, date.Format("20060102"))
	line("\r\n--%s--", boundary)
	return b.Bytes()
}
