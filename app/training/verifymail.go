package training

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/training/proof"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Shown is a file that somebody shows, with a mail or dropped on the window. Its
// name is only said back.
type Shown struct {
	Name    string
	Content []byte
}

// Answer is what a file, or the text beside it, came to.
type Answer struct {
	Source string // the file's name; empty for a text
	Verified
}

// maxNumbers is how many numbers of certificates in a text are looked up.
const maxNumbers = 20

// VerifyAll checks files, and the codes and numbers of certificates in the text that
// came with them. A file that cannot be read is answered as unknown, with why, and
// one that was never meant for this, such as a letter in Word, is passed over where
// something else gave an answer.
func (t *Training) VerifyAll(ctx context.Context, text string, files []Shown) ([]Answer, error) {
	var out []Answer
	var passed []string
	known := map[string]bool{}
	for _, f := range files {
		if !CanVerify(f.Content) {
			passed = append(passed, f.Name)
			continue
		}
		found, err := t.VerifyFile(ctx, f.Content)
		if said, refused := data.UserText(err); refused {
			found, err = []Verified{{Status: Unknown, Text: said}}, nil
		}
		if err != nil {
			return out, err
		}
		for _, v := range found {
			known[v.Number] = true
			out = append(out, Answer{f.Name, v})
		}
	}
	written, err := t.verifyWritten(ctx, text, known)
	if err != nil {
		return out, err
	}
	for _, v := range written {
		out = append(out, Answer{Verified: v})
	}
	if len(out) == 0 {
		v := Verified{Status: Unknown, Text: words.T("Hier is geen certificaat in gevonden: geen code, geen nummer en geen scan, foto of PDF.")}
		out = append(out, Answer{strings.Join(passed, ", "), v})
	}
	return out, nil
}

// verifyWritten checks the code and the numbers in a text, except those that a file answered already.
func (t *Training) verifyWritten(ctx context.Context, text string, known map[string]bool) ([]Verified, error) {
	var out []Verified
	for _, p := range proof.All(text) {
		if known[p.Number] {
			continue
		}
		known[p.Number] = true
		var v Verified
		if err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
			v, err = verifyProof(tx, p)
			return err
		}); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	if _, err := proof.Find(text); err != nil && !errors.Is(err, proof.ErrNone) {
		v, err := t.Verify(ctx, text)
		if err != nil {
			return nil, err
		}
		if !known[v.Number] {
			known[v.Number] = true
			out = append(out, v)
		}
	}
	for _, m := range issuedNumber.FindAllString(text, maxNumbers) {
		number := findNumber(m)
		if known[number] {
			continue
		}
		known[number] = true
		v, err := t.Verify(ctx, number)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// CanVerify says whether a file is a picture or a PDF, by how it begins.
func CanVerify(content []byte) bool {
	kind := http.DetectContentType(content)
	return kind == "application/pdf" || strings.HasPrefix(kind, "image/") ||
		strings.HasPrefix(string(content[:min(4, len(content))]), "II*\x00") || strings.HasPrefix(string(content[:min(4, len(content))]), "MM\x00*")
}

// answerWords are the answers in a word, with their colour.
var answerWords = map[string]Pill{
	Valid: {words.Later("geldig"), Green}, Revoked: {words.Later("ingetrokken"), Red}, Replaced: {words.Later("vervangen"), Amber},
	Altered: {words.Later("gewijzigd"), Red}, Unknown: {words.Later("onbekend"), Grey},
}

// Pill is the answer in a word.
func (v Verified) Pill() Pill { return answerWords[v.Status].said() }
