package understand

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
)

// checkSane says what must hold of the understanding of any mail.
func checkSane(t *testing.T, m message.Mail, u Understanding) {
	t.Helper()
	if u.Intent == "" || u.Certainty < 0 || u.Certainty > 1 || u.Fields == nil {
		t.Errorf("intent %q, certainty %v, fields %v", u.Intent, u.Certainty, u.Fields)
	}
	for _, e := range u.Evidence {
		if e.Field == "" || e.Start < 0 || e.Start >= e.End || e.End > len(m.Text) {
			t.Errorf("evidence %+v in %d bytes", e, len(m.Text))
		}
	}
	if utf8.ValidString(m.Text) && utf8.ValidString(m.Subject) && utf8.ValidString(m.From.Name) && utf8.ValidString(m.HTMLText) {
		checkText(t, "fields", u.Fields)
		if !utf8.ValidString(u.NewText) || !utf8.ValidString(u.Because) {
			t.Errorf("text is cut inside a character: %q %q", u.NewText, u.Because)
		}
	}
	for _, o := range u.Also {
		if o.Intent == "" || o.Intent == u.Intent || o.Fields == nil {
			t.Errorf("second matter %+v beside %s", o, u.Intent)
		}
	}
}

func checkText(t *testing.T, key string, v any) {
	t.Helper()
	switch v := v.(type) {
	case string:
		if !utf8.ValidString(v) || v == "" {
			t.Errorf("%s is no text: %q", key, v)
		}
	case []string:
		for _, s := range v {
			checkText(t, key, s)
		}
	case map[string]any:
		for k, x := range v {
			checkText(t, key+"."+k, x)
		}
	case []map[string]any:
		for _, x := range v {
			checkText(t, key, x)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range samples(f) {
		f.Add(s.mail.Subject, s.mail.From.Name, s.mail.From.Email, s.mail.Text, s.mail.HTMLText)
	}
	f.Add("Re: x", "", "", "Op ma 2 nov. 2026 om 10:00 schreef X <x@y.example.nl>:\n> a\n\xff\xfe", "a\tb\n")
	f.Fuzz(func(t *testing.T, subject, name, email, text, html string) {
		m := message.Mail{Subject: subject, From: message.Address{Name: name, Email: email}, Text: text, HTMLText: html}
		u := defaultReader().read(m, time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
		checkSane(t, m, u)
	})
}

func TestUnderstandIsBounded(t *testing.T) {
	lines := map[string]string{
		"letters":    strings.Repeat("a", 1<<20),
		"quotes":     strings.Repeat("> ", 1<<19),
		"quoted":     strings.Repeat("> regel van een mail\n", 50_000),
		"headers":    strings.Repeat("Van: a\nAan: b\nOnderwerp: c\n", 40_000),
		"names":      strings.Repeat("Jan van der Berg ", 60_000),
		"postcodes":  strings.Repeat("Dorpsstraat 1, 1234 AB Utrecht\n", 30_000),
		"dates":      strings.Repeat("12 maart 2026, ", 70_000),
		"mails":      strings.Repeat("a@b.example.nl ", 70_000),
		"digits":     strings.Repeat("0 ", 1<<19),
		"orders":     strings.Repeat("Ik bestel 2 handleidingen en 3 werkboeken. ", 25_000),
		"complaints": strings.Repeat("Mijn klacht over coach Jan Bos gaat over 3 maart. ", 20_000),
		"tabs":       strings.Repeat("Naam\tFunctie\n", 80_000),
		"brackets":   strings.Repeat("(", 1<<20),
		"blank":      strings.Repeat("\n", 1<<20),
	}
	for name, text := range lines {
		t.Run(name, func(t *testing.T) {
			m := message.Mail{Subject: "Re: bestelling handleiding", From: message.Address{Name: "Jan Bos", Email: "jan@bos.example.nl"}, Text: text, HTMLText: text}
			start := time.Now()
			u := defaultReader().read(m, start)
			checkSane(t, m, u)
			t.Logf("%s in %v", u.Intent, time.Since(start).Round(time.Millisecond))
		})
	}
}

func TestUnderstandOddMails(t *testing.T) {
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for name, m := range map[string]message.Mail{
		"nothing":       {},
		"subject only":  {Subject: "hallo"},
		"no letters":    {Text: "😀😀😀"},
		"not UTF-8":     {Text: "ik bestel \xe9\xe9n handleiding \xff"},
		"long subject":  {Subject: strings.Repeat("bestelling handleiding ", 10_000)},
		"encrypted":     {Subject: "vertrouwelijk", Encrypted: true},
		"deep forward":  {Subject: "Fwd: x", Inner: []message.Mail{{Text: "klacht over coach Jan Bos", Inner: []message.Mail{{Text: "x"}}}}},
		"empty bounce":  {Automatic: message.BounceDSN, Bounce: &message.Bounce{}},
		"loose accents": {From: message.Address{Name: "\u0301 \u0300"}, Text: "\u0301\u0300 \u0301. Groet,\n\u0301 \u0300"},
		"only a quote":  {Subject: "Re: x", Text: "> een\n> twee\n"},
		"only greeting": {Text: "Met vriendelijke groet,\n"},
	} {
		t.Run(name, func(t *testing.T) { checkSane(t, m, defaultReader().read(m, now)) })
	}
}
