// Package answer gives the standard answers to mails: texts in files of assets/letters whose name begins with "answer.",
// which can be changed or added to without programming. A file begins with the lines "Titel:", as a person chooses it by,
// and "Past bij:", the intents of mails that it answers, with commas between; after an empty line follows the letter, with
// {{.Greeting}} and {{.Sender}} in it. What is done with a text is left to who writes the mail.
package answer

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"

	"kiesvoorhetkind.nl/kantoor/assets"
)

// Text is a standard answer to somebody.
type Text struct {
	Title string
	Text  string
	fits  []string
}

// For gives the standard answers, those that fit a mail of this intent first. Greeting is how the letter begins, without
// the comma, and sender who signs it.
func For(intent, greeting, sender string) ([]Text, error) {
	return from(assets.Letters, intent, greeting, sender)
}

func from(files fs.FS, intent, greeting, sender string) ([]Text, error) {
	names, err := fs.Glob(files, "letters/answer.*.txt")
	if err != nil {
		return nil, fmt.Errorf("standard answers: %w", err)
	}
	var list []Text
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("standard answer: %w", err)
		}
		t, err := read(string(raw), map[string]string{"Greeting": greeting, "Sender": sender})
		if err != nil {
			return nil, fmt.Errorf("standard answer %s: %w", name, err)
		}
		list = append(list, t)
	}
	rank := func(t Text) int {
		if i := slices.Index(t.fits, intent); i >= 0 {
			return i
		}
		return len(t.fits) + 1000
	}
	slices.SortStableFunc(list, func(a, b Text) int {
		if c := rank(a) - rank(b); c != 0 && min(rank(a), rank(b)) < 1000 {
			return c
		}
		return strings.Compare(a.Title, b.Title)
	})
	return list, nil
}

// read takes a file apart and fills it in.
func read(raw string, values map[string]string) (Text, error) {
	var t Text
	head, letter, found := strings.Cut(strings.ReplaceAll(raw, "\r\n", "\n"), "\n\n")
	if !found {
		return t, fmt.Errorf("there is no empty line before the letter")
	}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch strings.ToLower(key) {
		case "titel":
			t.Title = strings.TrimSpace(value)
		case "past bij":
			for f := range strings.SplitSeq(value, ",") {
				t.fits = append(t.fits, strings.TrimSpace(f))
			}
		default:
			return t, fmt.Errorf("%q is neither Titel nor Past bij", key)
		}
	}
	if t.Title == "" {
		return t, fmt.Errorf("there is no Titel")
	}
	form, err := template.New("").Option("missingkey=error").Parse(letter)
	if err != nil {
		return t, err
	}
	var b strings.Builder
	if err := form.Execute(&b, values); err != nil {
		return t, err
	}
	t.Text = strings.TrimSpace(b.String())
	return t, nil
}
