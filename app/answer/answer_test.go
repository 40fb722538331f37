package answer

import (
	"strings"
	"testing"
	"testing/fstest"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
)

func TestTheAnswerThatFitsComesFirst(t *testing.T) {
	for intent, want := range map[string]string{
		understand.TrainingSignup:   "Inschrijving ontvangen",
		understand.TrainingInterest: "Inschrijving ontvangen",
		understand.OrderHandbook:    "Handleiding onderweg",
		understand.OrderMaterial:    "Handleiding onderweg",
		understand.Membership:       "Lidmaatschap verlengen",
		understand.PlatformAccess:   "Inloggen op het platform",
		understand.Question:         "Vraag doorgezet",
		understand.Other:            "Vraag doorgezet",
		understand.Invoice:          "Handleiding onderweg", // none fits: in the order of their titles
	} {
		list, err := For(intent, "Beste Noor", "Ilse Bakker")
		if err != nil || len(list) < 5 || list[0].Title != want {
			t.Errorf("%s: %+v, %v", intent, list, err)
		}
	}
}

func TestEveryAnswerIsWhole(t *testing.T) {
	known := []string{
		understand.TrainingSignup, understand.TrainingInterest, understand.OrderHandbook, understand.OrderMaterial,
		understand.Membership, understand.PlatformAccess, understand.Question, understand.Other, understand.ProfileChange, understand.Invoice,
	}
	list, err := For("", "Beste Noor", "Ilse Bakker")
	if err != nil {
		t.Fatal(err)
	}
	titles := map[string]bool{}
	for _, a := range list {
		if !strings.HasPrefix(a.Text, "Beste Noor,\n\n") || !strings.HasSuffix(a.Text, "Met vriendelijke groet,\n\nIlse Bakker") || strings.Contains(a.Text, "{{") {
			t.Errorf("%s: %q", a.Title, a.Text)
		}
		if titles[a.Title] || len([]rune(a.Title)) > 30 {
			t.Errorf("%q is there twice or too long for a button", a.Title)
		}
		titles[a.Title] = true
		for _, f := range a.fits {
			if !strings.Contains(" "+strings.Join(known, " ")+" ", " "+f+" ") {
				t.Errorf("%s fits %q, which no mail is", a.Title, f)
			}
		}
	}
}

func TestAFileThatIsNoAnswerIsRefused(t *testing.T) {
	for raw, want := range map[string]string{
		"":                          "no empty line",
		"Titel: A":                  "no empty line",
		"Past bij: other\n\nHallo":  "no Titel",
		"Kop: A\n\nHallo":           "neither",
		"Titel: A\n\n{{.Greeting":   "unclosed",
		"Titel: A\n\n{{.Salary}}":   "no entry",
		"Titel: A\r\n\r\n{{.Sender": "unclosed",
	} {
		files := fstest.MapFS{"letters/answer.x.txt": {Data: []byte(raw)}}
		if list, err := from(files, "other", "Beste", "Ilse"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %+v, %v", raw, list, err)
		}
	}
	files := fstest.MapFS{"letters/answer.x.txt": {Data: []byte("Titel: A\r\nPast bij: other\r\n\r\n{{.Greeting}},\r\n\r\nHallo\r\n")}}
	if list, err := from(files, "other", "Beste Noor", "Ilse"); err != nil || list[0].Text != "Beste Noor,\n\nHallo" {
		t.Errorf("%+v, %v", list, err)
	}
}
