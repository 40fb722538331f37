package document

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

func TestWhatIsWrongInALayoutIsSaidByFileAndField(t *testing.T) {
	standard := mustLayout(t)
	for _, c := range []struct{ from, to, say string }{
		{`"serif-medium", "size": 38`, `"comic", "size": 38`, "columns[1].blocks[4].font: dit kan hier zijn: sans, sans-bold, serif"},
		{`"paper"`, `"papier"`, "paper: hier hoort {…} te staan"},
		{`"words": {`, `"wordz": {}, "words": {`, "het veld „wordz” is er niet; wel about, code, columns"},
		{`"size": 50`, `"size": 5000`, "columns[1].blocks[2].size: „5000” kan niet; van 5 tot 200 mag"},
		{`"size": 50`, `"size": "50"`, "columns[1].blocks[2].size: hier hoort een getal te staan, zonder aanhalingstekens"},
		{`"size": 50`, `"siez": 50`, "columns[1].blocks[2].size: dit veld ontbreekt"},
		{`"#1D2530"`, `"ink"`, "columns[1].blocks[2].colour: dit kan hier zijn: #rrggbb, accent, accent 20%, on accent"},
		{`"geslaagd": {"title": "Certificaat"`, `"geslaagd": {"title": " "`, "words.geslaagd.title: deze tekst is leeg"},
		{`{naam}`, `{name}`, "columns[1].blocks[4].text: „{name}” is er niet; wel {kantoor}, {naam}"},
		{`{naam}`, `{naam`, "columns[1].blocks[4].text: een accolade staat alleen"},
		{`{naam}`, `Naam`, "nergens staat {naam}; dat hoort op elk certificaat"},
		{`"bottom": 147`, `"bottom": 20`, "columns[1].bottom: de kolom eindigt boven zijn begin"},
		{`"lines": 4`, `"lines": 2.5`, "signatures.lines: hier hoort een heel getal te staan"},
		{`"room": 32`, `"room": 12`, "code.room: „12” kan niet; van 22 tot 100 mag"},
		{`"name": "Klassiek",`, `"name": "Klassiek", "name": "Nog eens",`, "name staat er twee keer"},
		{`"name": "Klassiek",`, `"name": "Klassiek"`, "regel 3 is niet te lezen"},
		{`"shape": "frame"`, `"shape": "kader"`, "ground[1].shape: dit kan hier zijn: field, line, frame, wave, rosette"},
	} {
		text := bytes.Replace(standard, []byte(c.from), []byte(c.to), 1)
		if bytes.Equal(text, standard) {
			t.Fatalf("%s: nothing was changed", c.from)
		}
		_, err := ReadDesign("eigen.json", text)
		if err == nil {
			t.Errorf("%s: accepted", c.to)
			continue
		}
		said := err.(*refusal).UserText()
		if !strings.HasPrefix(said, "Het ontwerp eigen.json: ") || !strings.Contains(said, c.say) || strings.Contains(said, "%!") {
			t.Errorf("%s: said %q, want %q", c.to, said, c.say)
		}
	}
	for name, text := range map[string][]byte{
		"nothing": {}, "no object": []byte("[]"), "a number": []byte("1"), "two": append(bytes.Clone(standard), standard...),
		"deep": []byte(`{"name":` + strings.Repeat("[", 500)), "large": bytes.Repeat([]byte(" "), maxLayoutBytes+1), "Latin 1": []byte("{\"name\": \"\xe9\"}"),
	} {
		if _, err := ReadDesign("eigen.json", text); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := ReadDesign("eigen.json", append([]byte("\xEF\xBB\xBF"), standard...)); err != nil {
		t.Errorf("a mark of the order of bytes: %v", err)
	}
}

func TestDesignsAreNamedAndHaveAVersion(t *testing.T) {
	designs, err := Designs()
	if err != nil {
		t.Fatal(err)
	}
	if len(designs) < 3 || designs[0].File != StandardDesign {
		t.Fatalf("%d designs", len(designs))
	}
	names, versions := map[string]bool{}, map[string]bool{}
	for _, d := range designs {
		if names[d.Name] || versions[d.Version] || d.About == "" || len(d.Text) == 0 {
			t.Errorf("%s: %+v", d.File, d.Design)
		}
		names[d.Name], versions[d.Version] = true, true
		look := testLook()
		look.LayoutFile = d.File
		b := mustBatch(t, []Certificate{testCertificate("Roos Klinkhamer")}, look)
		if b.Design() != d.Design {
			t.Errorf("%s made %s", d.Design, b.Design())
		}
		own := testLook()
		own.CertificateLayout = append(bytes.Clone(d.Text), '\n')
		if again := mustBatch(t, []Certificate{testCertificate("Roos Klinkhamer")}, own).Design(); again.Version == d.Version || again.Name != d.Name {
			t.Errorf("another text has the design %s", again)
		}
	}
	look := testLook()
	look.LayoutFile = "weg.json"
	if _, err := Certificates([]Certificate{testCertificate("Roos")}, look); err == nil || !strings.Contains(err.Error(), "weg.json") {
		t.Errorf("a design that is not there: %v", err)
	}
}

func TestProgramVersionIsThatOfTheProgram(t *testing.T) {
	app, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(app), `Version = "`+ProgramVersion+`"`) {
		t.Errorf("FyneApp.toml has another version than %s", ProgramVersion)
	}
}
