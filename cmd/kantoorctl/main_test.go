package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/dovecottest"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// desk runs commands on one office.
type desk struct {
	t       *testing.T
	address string
}

// do runs a command and gives its exit status, its objects and what it said on stderr.
func (d desk) do(args ...string) (int, []map[string]any, string) {
	d.t.Helper()
	var out, errOut bytes.Buffer
	status := run(context.Background(), append([]string{"--data", d.address, "--json"}, args...), &out, &errOut)
	var objects []map[string]any
	for line := range strings.Lines(out.String()) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			d.t.Fatalf("%v: not JSON: %q", args, line)
		}
		objects = append(objects, o)
	}
	return status, objects, errOut.String()
}

func (d desk) must(args ...string) []map[string]any {
	d.t.Helper()
	status, objects, said := d.do(args...)
	if status != done || said != "" {
		d.t.Fatalf("%v: status %d, %s", args, status, said)
	}
	return objects
}

// keys fails when an object lacks one of the keys that are part of the interface.
func (d desk) keys(o map[string]any, names string) {
	d.t.Helper()
	for _, k := range strings.Fields(names) {
		if _, ok := o[k]; !ok {
			d.t.Errorf("the object lacks %q: %v", k, o)
		}
	}
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const office = `{"office.street":"Lindelaan","office.house_number":"4","office.postcode":"3811 AB","office.town":"Amersfoort","office.vat_id":"NL123456782B12","office.iban":"NL91ABNA0417164300"}`

const cohort = `{"id":"2026-AME-7","training":"KIES coach 7-12 jaar basistraining","dates":["2026-01-12","2026-01-19"],
 "location":{"venue":"De Eem","street":"Kade","house_number":"1","postcode":"3811 CD","town":"Amersfoort"},"trainers":["Hanneke Wijnsma"],
 "participants":[
  {"name":"Zoë van der Meer","certificate_name":"Zoë Li van der Meer","organisation":"Praktijk De Pijl","email":"zoe@depijl.example.nl","attendance":["aanwezig","aanwezig"],"result":"geslaagd","certificate":true},
  {"name":"Bas Ton","certificate_name":"Bas Ton","organisation":"","email":"","attendance":["aanwezig","afwezig"],"result":"niet geslaagd","certificate":false,"remarks":"mist dag 2"}]}`

func TestTheDaysWorkFromTheCommandLine(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		d := desk{t, address}
		dir := t.TempDir()

		list := write(t, "lijst.csv", "Ledenlijst 2025;;;;\nNaam;Plaats;E-mail;Datum training;Certificaatnr\nJansen, Karin;Ede;karin@mailpunt.example.nl;31-2-2016;KC-9\nJansen, Karin;Ede;karin@mailpunt.example.nl;31-2-2016;KC-9\nKees de Wit;Oss;kees@mailpunt.example.nl;12-3-2017;\n")
		o := d.must("register", "import", list, "--dry-run")
		d.keys(o[0], "file sheet rows_read people_new people_changed people_same duplicates certificates skipped warnings")
		if o[0]["people_new"] != 2.0 || o[0]["duplicates"] != 1.0 || len(o[0]["warnings"].([]any)) == 0 {
			t.Errorf("import: %v", o[0])
		}
		if found := d.must("register", "find", "kar"); len(found) != 0 {
			t.Errorf("a dry run kept somebody: %v", found)
		}
		d.must("register", "import", list)
		if again := d.must("register", "import", list); again[0]["people_new"] != 0.0 || again[0]["people_changed"] != 0.0 || again[0]["people_same"] != 2.0 {
			t.Errorf("the second import: %v", again[0])
		}
		for _, text := range []string{"jan", "ede", "karin@m", "kc-9"} {
			found := d.must("register", "find", text)
			if len(found) != 1 {
				t.Errorf("find %q: %v", text, found)
				continue
			}
			d.keys(found[0], "id name town email organisation roles member_until")
		}

		o = d.must("cohort", "import", write(t, "groep.json", cohort))
		d.keys(o[0], "cohort course participants passed warnings")
		if o[0]["participants"] != 2.0 || o[0]["passed"] != 1.0 {
			t.Errorf("cohort: %v", o[0])
		}
		pdf := filepath.Join(dir, "certificaten.pdf")
		issued := d.must("certificate", "issue", o[0]["cohort"].(string), "--out", pdf, "--dir", filepath.Join(dir, "los"))
		d.keys(issued[0], "number name file sha256")
		d.keys(issued[1], "name reason")
		if issued[0]["name"] != "Zoë Li van der Meer" {
			t.Errorf("issued to %v", issued[0]["name"])
		}
		if b, err := os.ReadFile(pdf); err != nil || !bytes.HasPrefix(b, []byte("%PDF")) {
			t.Errorf("pdf: %v", err)
		}
		verified := d.must("certificate", "verify", issued[0]["number"].(string), "KC-1999-0001")
		d.keys(verified[0], "file status number name course date")
		if verified[0]["status"] != "valid" || verified[1]["status"] != "unknown" {
			t.Errorf("verified: %v", verified)
		}

		order := `{"id":"web-7","customer":{"name":"Karin Jansen","email":"karin@mailpunt.example.nl"},"delivery":{"name":"Karin Jansen","street":"Dorpsstraat","house_number":"1","postcode":"6711 AB","town":"Ede","country":"NL"},"lines":[{"product":"handbook-7-12","quantity":4}]}`
		status, _, said := d.do("order", "import", write(t, "bestelling.json", order), "--invoice")
		if status != refused || !strings.Contains(said, "Instellingen") {
			t.Errorf("an invoice without the office's address: %d %q", status, said)
		}
		settings(t, address)
		o = d.must("order", "import", write(t, "bestelling.json", order), "--invoice")
		d.keys(o[0], "order invoice total_cents")
		if o[0]["total_cents"] != 45980.0 {
			t.Errorf("order: %v", o[0])
		}
		again := d.must("order", "import", write(t, "bestelling.json", order))
		if again[0]["order"] != o[0]["order"] {
			t.Errorf("the same id twice: %v, %v", o[0], again[0])
		}
		exported := d.must("invoice", "export", o[0]["invoice"].(string), "--pdf", filepath.Join(dir, "factuur.pdf"))
		d.keys(exported[0], "number files")

		b := d.must("backup", filepath.Join(dir, "backups"))
		d.keys(b[0], "file bytes sha256")
		checked := d.must("check")
		if checked[0]["ok"] != true {
			t.Errorf("check: %v", checked[0])
		}
		d.must("register", "import", write(t, "meer.csv", "Voornaam;Achternaam;Plaats\nNieuw;Iemand;Goes\n"))
		restored := d.must("restore", b[0]["file"].(string))
		d.keys(restored[0], "file bytes sha256")
		if found := d.must("register", "find", "iemand"); len(found) != 0 {
			t.Errorf("after restoring: %v", found)
		}
		copied := desk{t, filepath.Join(dir, "kopie.db")}
		d.must("copy", address, copied.address)
		if found := copied.must("register", "find", "jansen"); len(found) != 1 {
			t.Errorf("in the copy: %v", found)
		}
		if status, _, _ := d.do("copy", address, copied.address); status != refused {
			t.Errorf("copying over an office: status %d", status)
		}
	})
}

func TestBadInputIsRefusedInOneDutchLine(t *testing.T) {
	d := desk{t, storetest.SQLite(t)}
	d.must("check")
	long := strings.Repeat("Zeer Lange Organisatie ", 9)
	for name, args := range map[string][]string{
		"a list that is not there":     {"register", "import", filepath.Join(t.TempDir(), "weg.xlsx")},
		"a picture as a list":          {"register", "import", write(t, "foto.xlsx", "\x89PNG\r\n\x1a\n")},
		"a list without names":         {"register", "import", write(t, "x.csv", "a;b\n1;2\n")},
		"a cohort that is half":        {"cohort", "import", write(t, "x.json", `{"id":"a","training":`)},
		"a cohort on 31 February":      {"cohort", "import", write(t, "y.json", strings.ReplaceAll(cohort, "2026-01-19", "2026-02-31"))},
		"certificates of no cohort":    {"certificate", "issue", "2026-NIX-1"},
		"an order of nothing":          {"order", "import", write(t, "o.json", `{"id":"a","customer":{"name":"x"},"lines":[]}`)},
		"an unknown product":           {"order", "import", write(t, "p.json", `{"id":"a","customer":{"name":"x"},"delivery":{"name":"x","street":"y","house_number":"1","postcode":"1234 AB","town":"z"},"lines":[{"product":"fiets","quantity":1}]}`)},
		"a quantity of minus one":      {"order", "import", write(t, "q.json", `{"id":"a","customer":{"name":"x"},"delivery":{"name":"x","street":"y","house_number":"1","postcode":"1234 AB","town":"z"},"lines":[{"product":"handbook-7-12","quantity":-1}]}`)},
		"an invoice that is not there": {"invoice", "export", "2026-9999", "--pdf", filepath.Join(t.TempDir(), "f.pdf")},
		"an empty mail":                {"mail", "read", write(t, "leeg.eml", "")},
		"a backup that is a letter":    {"restore", write(t, "brief.db", "Beste "+long)},
		"no mailbox":                   {"mail", "fetch"},
		"a password in the address":    {"mail", "fetch", "--server", "imaps://info:geheim@localhost/INBOX"},
		"a server that is not there":   {"mail", "fetch", "--server", "imaps://info@localhost:1/INBOX"},
	} {
		t.Setenv("KANTOOR_MAIL_PASSWORD", "x")
		status, objects, said := d.do(args...)
		if status != refused || len(objects) != 0 {
			t.Errorf("%s: status %d, objects %v", name, status, objects)
		}
		if strings.Count(said, "\n") != 1 || !strings.Contains(said, ".") || len(said) < 20 {
			t.Errorf("%s: said %q", name, said)
		}
	}
	if o := d.must("check"); o[0]["ok"] != true {
		t.Errorf("check afterwards: %v", o)
	}
}

func TestWrongUsage(t *testing.T) {
	d := desk{t, storetest.SQLite(t)}
	for _, args := range [][]string{{}, {"fiets"}, {"register"}, {"register", "import"}, {"backup"}, {"check", "x"}, {"copy", "a"}, {"register", "import", "a", "b"}, {"mail", "fetch", "--server", "http://x"}, {"invoice", "export", "1"}, {"--fout"}} {
		status, objects, said := d.do(args...)
		if status != misused || len(objects) != 0 || !strings.HasPrefix(said, "Gebruik:") {
			t.Errorf("%v: status %d, %v, %q", args, status, objects, said)
		}
	}
}

func TestStrangeNamesComeInWhole(t *testing.T) {
	d := desk{t, storetest.SQLite(t)}
	org := strings.TrimSpace(strings.Repeat("Stichting Zeer Lange Naam ", 8))[:200]
	o := d.must("cohort", "import", write(t, "c.json", fmt.Sprintf(`{"id":"2026-AME-8","training":"Verdiepingsdag KIES coach","dates":["2026-01-12"],"location":{"venue":"De Eem","town":"Amersfoort"},"trainers":["Hanneke Wijnsma"],
		"participants":[{"name":"Noor 🌻 de Wit","certificate_name":"Noor 🌻 de Wit","organisation":%q,"email":"noor@mailpunt.example.nl","attendance":["aanwezig"],"result":"geslaagd","certificate":true},
		{"name":"Ngọc Nguyễn","certificate_name":"Ngọc Nguyễn","organisation":"","email":"","attendance":["aanwezig"],"result":"geslaagd","certificate":true}]}`, org)))
	if o[0]["participants"] != 2.0 {
		t.Fatalf("cohort: %v", o[0])
	}
	issued := d.must("certificate", "issue", "2026-AME-8", "--dir", t.TempDir())
	var names []string
	for _, i := range issued {
		names = append(names, fmt.Sprint(i["name"]))
	}
	if !slices.Contains(names, "Ngọc Nguyễn") || len(issued) != 2 {
		t.Errorf("issued: %v", issued)
	}
	found := d.must("register", "find", "noor")
	if len(found) != 1 || found[0]["organisation"] != org {
		t.Errorf("found: %v", found)
	}
}

func TestMailFetchTellsWhatIsWhere(t *testing.T) {
	server := dovecottest.Start(t)
	for i := range 3 {
		raw := fmt.Sprintf("From: Piet <piet@voorbeeld.example.nl>\r\nSubject: Bericht %d\r\nMessage-ID: <%d@voorbeeld.example.nl>\r\n\r\nHallo\r\n", i, i)
		if err := server.Deliver("info", "INBOX", []byte(raw)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("KANTOOR_MAIL_PASSWORD", server.Password)
	d := desk{t, storetest.SQLite(t)}
	from := fmt.Sprintf("imaps://info@%s:%d/INBOX", server.Host, server.Port)
	for _, fresh := range []float64{3, 0} {
		o := d.must("mail", "fetch", "--server", from, "--ca", server.CAFile)
		d.keys(o[0], "account folder on_server here new unreadable")
		if o[0]["here"] != 3.0 || o[0]["new"] != fresh || o[0]["unreadable"] != 0.0 {
			t.Errorf("fetched: %v", o[0])
		}
	}
	status, _, said := d.do("mail", "fetch", "--server", from)
	if status != refused || !strings.Contains(said, "certificaat") {
		t.Errorf("an unknown certificate: %d %q", status, said)
	}
}

func TestMailReadKeepsToItsKeys(t *testing.T) {
	d := desk{t, filepath.Join(t.TempDir(), "niet-nodig.db")}
	file := write(t, "a.eml", "From: =?utf-8?q?Zo=C3=AB?= <zoe@voorbeeld.example.nl>\r\nTo: info@kiesvoorhetkind.nl\r\nSubject: Handleiding\r\nDate: Tue, 3 Mar 2026 10:00:00 +0100\r\nMessage-ID: <a@b>\r\n\r\nGraag bestel ik 2 handleidingen KIES coach 7-12 jaar.\r\n")
	o := d.must("mail", "read", file)
	d.keys(o[0], "file message_id date subject sender to text attachments intent certainty also fields automatic problems")
	fields := o[0]["fields"].(map[string]any)
	if o[0]["intent"] != "order.handbook" || fields["quantity"] != 2.0 || o[0]["date"] != "2026-03-03T10:00:00+01:00" {
		t.Errorf("read: %v", o[0])
	}
	if _, err := os.Stat(d.address); err == nil {
		t.Error("reading a mail made an office")
	}
}
