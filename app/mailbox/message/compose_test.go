package message

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func draft() Draft {
	return Draft{
		From: Address{"Expertise, René", "info@office.example.org"}, To: []Address{{"Zoë \"Zus\" Bos", "zoe@example.nl"}, {"", "x@example.nl"}},
		Cc: []Address{{"Bos, P.", "p@example.nl"}}, Subject: "Re: kosten € 12,50 – " + strings.Repeat("lang onderwerp ", 8) + "einde",
		Date: time.Date(2026, 11, 2, 10, 0, 0, 0, time.FixedZone("CET", 3600)), MessageID: "m.1@office.example.org",
		InReplyTo: "a.1@example.nl", References: []string{"c.3@example.nl", "a.1@example.nl", "kapot id"},
		Text:        "Beste Zoë,\n\n.\nFrom een regel met een punt\n" + strings.Repeat("woord ", 40) + "\n-- \nRené",
		Attachments: []Attachment{{Name: "café €.pdf", Type: "application/pdf", Bytes: bytes.Repeat([]byte{0, 1, 254, '\n'}, 100)}, {Name: "b.eml", Type: "message/rfc822", Bytes: []byte("x")}},
	}
}

func TestComposeIsReadBack(t *testing.T) {
	d := draft()
	raw, err := Compose(d)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Compose(d)
	if err != nil || !bytes.Equal(raw, again) {
		t.Errorf("the same draft is other bytes the second time (%v)", err)
	}
	for _, l := range strings.Split(string(raw), "\r\n") {
		if len(l) > 200 || strings.ContainsAny(l, "\r\n") {
			t.Errorf("line %q", l)
		}
	}
	m := read(t, raw)
	if m.From != d.From || !reflect.DeepEqual(m.To, []Address{{"Zoë Zus Bos", "zoe@example.nl"}, {"", "x@example.nl"}}) && !reflect.DeepEqual(m.To, d.To) || !reflect.DeepEqual(m.Cc, d.Cc) {
		t.Errorf("addresses %+v %+v %+v", m.From, m.To, m.Cc)
	}
	if m.Subject != d.Subject || !m.Date.Equal(d.Date) || m.MessageID != d.MessageID || m.InReplyTo != d.InReplyTo || !reflect.DeepEqual(m.References, d.References[:2]) {
		t.Errorf("header %+v", m)
	}
	if want := strings.ReplaceAll(d.Text, "woord \n", "woord\n"); m.Text != want {
		t.Errorf("text %q", m.Text)
	}
	if len(m.Attachments) != 2 || m.Attachments[0].Name != "café €.pdf" || !bytes.Equal(m.Attachments[0].Bytes, d.Attachments[0].Bytes) || m.Attachments[1].Name != "b.eml" {
		t.Errorf("attachments %+v", m.Attachments)
	}
	if len(m.Problems) != 0 || m.Automatic != ByPerson {
		t.Errorf("problems %q, automatic %q", m.Problems, m.Automatic)
	}
}

func TestComposeRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Draft)
		want   error
	}{
		{"line break in the subject", func(d *Draft) { d.Subject = "x\r\nBcc: y@example.nl" }, ErrLineBreak},
		{"line break in a name", func(d *Draft) { d.To[0].Name = "x\nBcc: y@example.nl" }, ErrLineBreak},
		{"line break in an address", func(d *Draft) { d.To[0].Email = "x@example.nl\r\nBcc: y@example.nl" }, ErrLineBreak},
		{"two addresses in one", func(d *Draft) { d.To[0].Email = "x@example.nl,y@example.nl" }, ErrBadAddress},
		{"no address", func(d *Draft) { d.To[0].Email = "x" }, ErrBadAddress},
		{"no sender", func(d *Draft) { d.From.Email = "" }, ErrBadAddress},
		{"nobody to send to", func(d *Draft) { d.To = nil }, ErrNoRecipient},
		{"line break in the id", func(d *Draft) { d.MessageID = "a\r\nx: y@b" }, ErrIncomplete},
		{"line break in the answered id", func(d *Draft) { d.InReplyTo = "a\r\nx: y@b" }, ErrIncomplete},
		{"no date", func(d *Draft) { d.Date = time.Time{} }, ErrIncomplete},
		{"line break in a file name", func(d *Draft) { d.Attachments[0].Name = "a\r\nb" }, ErrLineBreak},
		{"too much", func(d *Draft) { d.Attachments[0].Bytes = make([]byte, maxDraftBytes) }, ErrDraftSize},
	} {
		d := draft()
		c.change(&d)
		if raw, err := Compose(d); !errors.Is(err, c.want) || raw != nil {
			t.Errorf("%s: %v, %d bytes", c.name, err, len(raw))
		}
	}
}

// Whatever stands in a draft, it adds no header field and comes back as it was.
func TestComposeAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draft()
		d.Subject = rapid.String().Draw(t, "subject")
		d.From.Name = rapid.String().Draw(t, "name")
		d.Text = rapid.String().Draw(t, "text")
		raw, err := Compose(d)
		if err != nil {
			if !errors.Is(err, ErrLineBreak) {
				t.Fatalf("refused: %v", err)
			}
			return
		}
		m, err := Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		if m.Subject != oneLine(d.Subject, 2000) || m.From.Email != d.From.Email || m.MessageID != d.MessageID || len(m.Attachments) != 2 {
			t.Fatalf("came back as %+v", m)
		}
		head, _, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
		h := splitByHand(append(head, "\r\n\r\n"...)).header
		if len(h) != 10 {
			t.Fatalf("%d header fields: %v", len(h), h)
		}
	})
}
