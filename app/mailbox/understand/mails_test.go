package understand

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
)

// sample is one invented mail of testdata/mails with what a clerk takes from it.
type sample struct {
	name, file string
	mail       message.Mail
	expect     struct {
		Intent string         `json:"intent"`
		Fields map[string]any `json:"fields"`
		Also   []string       `json:"also"`
	}
}

func samples(tb testing.TB) []sample {
	tb.Helper()
	files, err := filepath.Glob("testdata/mails/*.txt")
	if err != nil || len(files) == 0 {
		tb.Fatalf("no mails in testdata/mails: %v", err)
	}
	var out []sample
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		for _, block := range strings.Split("\n"+string(raw), "\n=== ")[1:] {
			out = append(out, parseSample(tb, f, block))
		}
	}
	return out
}

func parseSample(tb testing.TB, file, block string) sample {
	tb.Helper()
	name, rest, _ := strings.Cut(block, "\n")
	text, expect, ok := strings.Cut(rest, "\n--- expect\n")
	if !ok {
		tb.Fatalf("%s: %s has no --- expect", file, name)
	}
	s := sample{name: name, file: file}
	if err := json.Unmarshal([]byte(expect), &s.expect); err != nil {
		tb.Fatalf("%s: %s: %v", file, name, err)
	}
	head, body, _ := strings.Cut(text, "\n\n")
	s.mail.Text = body
	lines := bufio.NewScanner(strings.NewReader(head))
	for lines.Scan() {
		key, value, _ := strings.Cut(lines.Text(), ": ")
		switch key {
		case "From":
			s.mail.From = parseAddress(value)
		case "Reply-To":
			s.mail.ReplyTo = parseAddress(value)
		case "Subject":
			s.mail.Subject = value
		case "Date":
			day, err := time.Parse(time.DateOnly, value)
			if err != nil {
				tb.Fatalf("%s: %s: %v", file, name, err)
			}
			s.mail.Date, s.mail.DateFound = day.Add(10*time.Hour), true
		case "In-Reply-To":
			s.mail.InReplyTo = value
		case "Automatic":
			s.mail.Automatic = message.Automatic(value)
		case "Attachment":
			s.mail.Attachments = append(s.mail.Attachments, message.Attachment{Name: value, Type: "application/octet-stream"})
		case "Table":
			// The HTML form of a mail whose plain form has lost its table.
			s.mail.HTMLText = strings.NewReplacer("|", "\t", ";", "\n").Replace(value)
		default:
			tb.Fatalf("%s: %s: unknown header %q", file, name, key)
		}
	}
	return s
}

func parseAddress(s string) message.Address {
	name, email, ok := strings.Cut(s, " <")
	if !ok {
		return message.Address{Email: s}
	}
	return message.Address{Name: strings.Trim(name, `"`), Email: strings.TrimSuffix(email, ">")}
}

// plain is a value as JSON has it, so that an int equals a float64.
func plain(tb testing.TB, v any) any {
	tb.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(raw, &out); err != nil {
		tb.Fatal(err)
	}
	return out
}

func TestUnderstandMails(t *testing.T) {
	for _, s := range samples(t) {
		t.Run(filepath.Base(s.file)+"/"+s.name, func(t *testing.T) {
			u := Understand(s.mail, time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC))
			if u.Intent != s.expect.Intent {
				t.Errorf("intent %s (%.2f), want %s; because %q", u.Intent, u.Certainty, s.expect.Intent, u.Because)
			}
			if u.Because == "" {
				t.Error("no reason given")
			}
			for k, want := range s.expect.Fields {
				if got := plain(t, u.Fields[k]); !reflect.DeepEqual(got, want) {
					t.Errorf("%s = %v, want %v", k, got, want)
				}
			}
			var also []string
			for _, m := range u.Also {
				also = append(also, m.Intent)
			}
			if !reflect.DeepEqual(also, s.expect.Also) {
				t.Errorf("also %v, want %v", also, s.expect.Also)
			}
			for _, e := range u.Evidence {
				if e.Start < 0 || e.End > len(s.mail.Text) || e.Start >= e.End {
					t.Errorf("evidence %+v lies outside the text", e)
				}
			}
		})
	}
}

// One reader serves several mails at once and always gives the same answer.
func TestUnderstandTogether(t *testing.T) {
	all := samples(t)
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	r := NewReader(DefaultVocabulary())
	var wait sync.WaitGroup
	answers := make([][]Understanding, 3)
	for i := range answers {
		wait.Go(func() {
			for _, s := range all {
				answers[i] = append(answers[i], r.Understand(s.mail, now))
			}
		})
	}
	wait.Wait()
	if !reflect.DeepEqual(answers[0], answers[1]) || !reflect.DeepEqual(answers[0], answers[2]) {
		t.Error("the same mails were understood differently")
	}
}
