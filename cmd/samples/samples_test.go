package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/draw"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// programVariable makes the test binary answer as kantoorctl would.
const programVariable = "SAMPLES_TEST_PROGRAM"

func TestMain(m *testing.M) {
	switch os.Getenv(programVariable) {
	case "":
		os.Exit(m.Run())
	case "unbuilt":
		os.Stderr.WriteString("onbekende opdracht\n")
		os.Exit(wrongUsage)
	default:
		answerAsProgram(os.Args[3:])
	}
}

// answerAsProgram reads mails as somebody who takes every mail for a question.
func answerAsProgram(arguments []string) {
	if arguments[0] != "mail" {
		os.Exit(wrongUsage)
	}
	for _, file := range arguments[3:] {
		os.Stdout.WriteString(`{"file":"` + file + `","intent":"question","certainty":0.95,
			"sender":{"name":"ANNA  de Wit","email":"anna@example.nl"},
			"fields":{"name":"Anna de Wit","town":"Ede","phone":"06-00000000"},
			"attachments":[{"name":"kopie.pdf"}],"also":[{"intent":"membership","fields":{}}]}` + "\n")
	}
	os.Exit(0)
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		want, got string
		same      bool
	}{
		{`null`, `null`, true},
		{`null`, `" "`, true},
		{`null`, `"Ede"`, false},
		{`"Ede"`, `null`, false},
		{`"Ede"`, `" EDE "`, true},
		{`"Oude  Pekela"`, `"Oude Pekela"`, true},
		{`"é"`, `"e\u0301"`, true},
		{`"Ede"`, `"Eden"`, false},
		{`2`, `2`, true},
		{`2`, `"2"`, true},
		{`2`, `3`, false},
		{`true`, `true`, true},
		{`true`, `false`, false},
		{`false`, `null`, false},
		{`["a","b"]`, `["B","A"]`, true},
		{`["a","b"]`, `["a"]`, false},
		{`["a","a"]`, `["a","b"]`, false},
		{`["a"]`, `"a"`, false},
		{`{"street":"Dam","town":null}`, `{"street":"dam"}`, true},
		{`{"street":"Dam"}`, `{"street":"Dam","town":"Ede"}`, true},
		{`{"street":"Dam"}`, `{"town":"Dam"}`, false},
		{`[{"quantity":2,"product":"kaart"}]`, `[{"product":"Kaart","quantity":2}]`, true},
	} {
		if got := same(decode(t, c.want), decode(t, c.got)); got != c.same {
			t.Errorf("same(%s, %s) = %v", c.want, c.got, got)
		}
	}
}

func decode(t *testing.T, text string) any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestEmbeddedFonts(t *testing.T) {
	fonts, embedded := embeddedFonts(`name                                 type              encoding         emb sub uni object ID
------------------------------------ ----------------- ---------------- --- --- --- ---------
AAAAAA+EBGaramond-Regular            CID TrueType      Identity-H       yes yes yes      8  0
Helvetica                            Type 1            WinAnsi          no  no  no       4  0
`)
	if fonts != 2 || embedded != 1 {
		t.Errorf("%d of %d fonts embedded, want 1 of 2", embedded, fonts)
	}
}

func TestLayoutFaults(t *testing.T) {
	const page = `<!DOCTYPE html><html><head><meta name="a" content="b"/></head><body><doc>
  <page width="200" height="100">%s</page></doc></body></html>`
	for _, c := range []struct{ words, fault string }{
		{`<word xMin="20" yMin="20" xMax="60" yMax="40">Anna</word><word xMin="62" yMin="20" xMax="90" yMax="40">d&apos;Aulnis</word>`, ""},
		{`<word xMin="20" yMin="20" xMax="60" yMax="40">Anna</word><word xMin="20" yMin="36" xMax="60" yMax="56">Bo</word>`, ""},
		{`<word xMin="20" yMin="20" xMax="60" yMax="40">Anna</word><word xMin="20" yMin="26" xMax="60" yMax="46">Bo</word>`, `"Bo" upon "Anna"`},
		{`<word xMin="150" yMin="20" xMax="195" yMax="40">Anna</word>`, `"Anna" too near the edge`},
		{`<word xMin="50" yMin="20" xMax="95" yMax="101">Anna</word>`, `"Anna" too near the edge`},
		{`<word yMin="20" xMax="95" yMax="50">Anna</word>`, `"Anna" too near the edge`},
		{``, "no words"},
	} {
		pages, err := layout(fmt.Sprintf(page, c.words))
		if err != nil || len(pages) != 1 {
			t.Fatalf("%d pages, %v", len(pages), err)
		}
		if got := pages[0].fault(); got != c.fault {
			t.Errorf("%s: %q, want %q", c.words, got, c.fault)
		}
	}
}

func TestTurned(t *testing.T) {
	from := image.NewGray(image.Rect(0, 0, 401, 201))
	draw.Draw(from, from.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(from, image.Rect(340, 90, 361, 111), image.Black, image.Point{}, draw.Src)
	to := turned(from, rand.New(rand.NewPCG(1, 2)))
	// The middle of the black square, 150 to the right of the picture's, goes 8 down.
	sum, other := 0, 0
	for y := 105; y < 112; y++ {
		for x := 346; x < 353; x++ {
			sum += int(to.GrayAt(x, y).Y)
			other += int(to.GrayAt(x, y-40).Y)
		}
	}
	if sum/49 > 30 || other/49 < 225 {
		t.Errorf("the square is not where it was turned to: grey %d, and %d beside it", sum/49, other/49)
	}
}

func TestAttachedFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.eml")
	write(t, name, strings.ReplaceAll(`From: anna@example.nl
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain

Dag
--y--
--x
Content-Type: application/pdf
Content-Disposition: attachment; filename*=utf-8''kopie%20%C3%A9%C3%A9n.pdf

x
--x
Content-Type: image/png
Content-Disposition: attachment; filename="=?utf-8?q?foto=C3=AB.png?="

x
--x
Content-Type: image/png
Content-Disposition: inline; filename=logo.png

x
--x--
`, "\n", "\r\n"))
	names, err := attachedFiles(name)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(names, "|"); got != "kopie één.pdf|fotoë.png" {
		t.Errorf("attached: %s", got)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func samples(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "mail", "1-vraag.eml"), "From: anna@example.nl\r\n\r\nDag\r\n")
	write(t, filepath.Join(dir, "mail", "1-vraag.json"), `{"intent":"question","sender":{"name":"Anna de Wit","email":"anna@example.nl"},
		"fields":{"name":"Anna de Wit","town":"Barneveld","postcode":null,"topic":"groep"},"also":[{"intent":"membership","fields":{"name":"Anna"}}]}`)
	write(t, filepath.Join(dir, "mail", "2-klacht.eml"), "From: bo@example.nl\r\n\r\nDag\r\n")
	write(t, filepath.Join(dir, "mail", "2-klacht.json"), `{"intent":"complaint.trainer","sender":{"name":"Bo","email":"bo@example.nl"},"fields":{"town":"Ede"}}`)
	write(t, filepath.Join(dir, "register", "expected.json"), `{"rows":1}`)
	write(t, filepath.Join(dir, "trainings", "cohorts.json"), `[{"id":"A-1","participants":[]}]`)
	write(t, filepath.Join(dir, "bank", "jan.xml"), ``)
	return dir
}

func TestRunScoresMail(t *testing.T) {
	t.Setenv(programVariable, "mails")
	var out bytes.Buffer
	if err := run(t.Context(), &out, samples(t), os.Args[0], false); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"mail read 2/2",
		"mail intents right 1/2",
		"mail intents right of those called certain 1/2",
		"mail fields right 3/5",
		"mail fields right without those in own words 3/4",
		"mail fields with another value than the mail has 1",
		"mail fields given that the mail does not have 3",
		"mail sender names right 1/2",
		"mail sender addresses right 1/2",
		"mail second matters found 1/1",
		"mail fields of second matters right 0/1",
		"mail second matters that are not there 1",
		"mail attachments found 0/0",
		"register xlsx: 0, not built: ",
		"trainings: 0, cohort import: not built: ",
		"bank: not built",
	} {
		if !strings.Contains(out.String(), line+"\n") {
			t.Errorf("no line %q in:\n%s", line, out.String())
		}
	}
}

func TestRunWithNothingBuilt(t *testing.T) {
	t.Setenv(programVariable, "unbuilt")
	var out bytes.Buffer
	if err := run(t.Context(), &out, samples(t), os.Args[0], false); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"mail: 0, not built: onbekende opdracht", "trainings: 0, ", "register csv: 0, ", "bank: not built"} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("no line %q in:\n%s", line, out.String())
		}
	}
}

func TestRunWithoutSamples(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), &out, filepath.Join(t.TempDir(), "none"), os.Args[0], false); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "is not there") {
		t.Errorf("%q", out.String())
	}
}
