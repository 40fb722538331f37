package main

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	netmail "net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// freeText names the fields that a clerk writes in own words, so that another right answer
// seldom is the same text.
var freeText = []string{"remarks", "wants", "questions", "question", "topic", "problem", "request", "role", "about", "kind", "contact_by"}

// letter is the right answer for one mail.
type letter struct {
	Intent string `json:"intent"`
	Sender struct {
		Name  string `json:"name"`
		Email string `json:"email"`
	} `json:"sender"`
	Fields object `json:"fields"`
	Also   []struct {
		Intent string `json:"intent"`
		Fields object `json:"fields"`
	} `json:"also"`
}

// fieldTally counts fields over all mails.
type fieldTally struct {
	right, total           int
	rightPlain, totalPlain int // without those in own words
	different              int // something else than what the mail says
	surplus                int // given where the mail says nothing
}

func (s *scorer) mail() error {
	paths, err := filepath.Glob(filepath.Join(s.dir, "mail", "*.eml"))
	if err != nil || len(paths) == 0 {
		return fmt.Errorf("no mails in %s: %w", s.dir, err)
	}
	answers, err := s.readMails(paths)
	if err != nil {
		return err
	}
	var fields, alsoFields fieldTally
	var read, intents, certain, certainRight, names, emails, also, alsoTotal, alsoSurplus, attached, attachments int
	for i, path := range paths {
		var want letter
		stem := strings.TrimSuffix(filepath.Base(path), ".eml")
		if err := s.expected(&want, "mail", stem+".json"); err != nil {
			return err
		}
		got := answers[i]
		if got != nil {
			read++
		}
		if got.text("intent") == want.Intent {
			intents++
		} else {
			s.remark("%s: intent %q, right is %q", stem, got.text("intent"), want.Intent)
		}
		if number, _ := got["certainty"].(json.Number); number != "" {
			if value, err := number.Float64(); err == nil && value >= 0.9 {
				certain++
				if got.text("intent") == want.Intent {
					certainRight++
				}
			}
		}
		sender := got.fields("sender")
		names += s.check(stem, "sender name", same(want.Sender.Name, sender["name"]) && got != nil)
		emails += s.check(stem, "sender address", same(want.Sender.Email, sender["email"]) && got != nil)
		fields.add(s, stem, want.Fields, got.fields("fields"))

		left := got.list("also")
		for _, matter := range want.Also {
			alsoTotal++
			found := object(nil)
			if at := slices.IndexFunc(left, func(o object) bool { return o.text("intent") == matter.Intent }); at >= 0 {
				found = left[at].fields("fields")
				left = slices.Delete(left, at, at+1)
				also++
			} else {
				s.remark("%s: also %s not found", stem, matter.Intent)
			}
			alsoFields.add(s, stem+" also", matter.Fields, found)
		}
		for _, matter := range left {
			s.remark("%s: also %s, which is not there", stem, matter.text("intent"))
		}
		alsoSurplus += len(left)

		files, err := attachedFiles(path)
		if err != nil {
			s.remark("%s: %v", stem, err)
		}
		given := got.list("attachments")
		for _, name := range files {
			attachments++
			attached += s.check(stem, "attachment "+name, slices.ContainsFunc(given, func(o object) bool { return fold(o.text("name")) == fold(name) }))
		}
	}
	s.figure("mail read", read, len(paths))
	s.figure("mail intents right", intents, len(paths))
	s.figure("mail intents right of those called certain", certainRight, certain)
	s.figure("mail fields right", fields.right, fields.total)
	s.figure("mail fields right without those in own words", fields.rightPlain, fields.totalPlain)
	s.count("mail fields with another value than the mail has", fields.different)
	s.count("mail fields given that the mail does not have", fields.surplus)
	s.figure("mail sender names right", names, len(paths))
	s.figure("mail sender addresses right", emails, len(paths))
	s.figure("mail second matters found", also, alsoTotal)
	s.figure("mail fields of second matters right", alsoFields.right, alsoFields.total)
	s.count("mail second matters that are not there", alsoSurplus)
	s.figure("mail attachments found", attached, attachments)
	return nil
}

func (s *scorer) check(where, what string, right bool) int {
	if right {
		return 1
	}
	s.remark("%s: %s wrong", where, what)
	return 0
}

// readMails has the program read copies under names that tell nothing, and answers an object
// for each mail in order, nil where there is none.
func (s *scorer) readMails(paths []string) ([]object, error) {
	folder := filepath.Join(s.scratch, "mail")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	arguments := []string{"mail", "read", "--json"}
	number := map[string]int{}
	for i, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("%03d.eml", i+1)
		number[name] = i
		if err := os.WriteFile(filepath.Join(folder, name), raw, 0o600); err != nil {
			return nil, err
		}
		arguments = append(arguments, filepath.Join(folder, name))
	}
	got, err := s.call("mail.db", arguments...)
	if err != nil {
		return nil, err
	}
	if len(got.objects) == 0 {
		return nil, fmt.Errorf("%s", got.why())
	}
	answers := make([]object, len(paths))
	for _, o := range got.objects {
		if i, ok := number[filepath.Base(o.text("file"))]; ok {
			answers[i] = o
		}
	}
	return answers, nil
}

// add scores the fields of one matter. A field that is asked for and that the mail does not
// have is right when it is left out.
func (t *fieldTally) add(s *scorer, where string, want, got object) {
	for key, value := range want {
		right := same(value, got[key])
		own := slices.Contains(freeText, key)
		t.total++
		if !own {
			t.totalPlain++
		}
		if right {
			t.right++
			if !own {
				t.rightPlain++
			}
			continue
		}
		s.remark("%s: %s is %s, right is %s", where, key, short(got[key]), short(value))
		switch {
		case none(got[key]):
		case none(value):
			t.surplus++
		default:
			t.different++
		}
	}
	for key, value := range got {
		if _, asked := want[key]; !asked && !none(value) {
			t.surplus++
			s.remark("%s: %s is %s, which is not asked", where, key, short(value))
		}
	}
}

func short(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	if letters := []rune(string(text)); len(letters) > 120 {
		return string(letters[:120]) + "…"
	}
	return string(text)
}

// attachedFiles answers the names of the parts that a mail itself calls attachments.
func attachedFiles(path string) ([]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	message, err := netmail.ReadMessage(file)
	if err != nil {
		return nil, err
	}
	return attachedIn(message.Header.Get("Content-Type"), message.Body)
}

func attachedIn(contentType string, body io.Reader) ([]string, error) {
	kind, parameters, err := mime.ParseMediaType(contentType)
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil, nil // one part: nothing attached
	}
	var names []string
	reader := multipart.NewReader(body, parameters["boundary"])
	for {
		part, err := reader.NextPart()
		if err == io.EOF {
			return names, nil
		}
		if err != nil {
			return names, err
		}
		disposition, values, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		if err == nil && disposition == "attachment" && values["filename"] != "" {
			name := values["filename"]
			if decoded, err := new(mime.WordDecoder).DecodeHeader(name); err == nil {
				name = decoded
			}
			names = append(names, name)
			continue
		}
		inner, err := attachedIn(part.Header.Get("Content-Type"), part)
		names = append(names, inner...)
		if err != nil {
			return names, err
		}
	}
}
