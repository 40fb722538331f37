package proof

import (
	"crypto/ed25519"
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// key is a key of the tests; its name in codes is not looked at.
var key = ed25519.NewKeyFromSeed([]byte("een sleutel alleen voor de proef"))

func public() ed25519.PublicKey { return key.Public().(ed25519.PublicKey) }

func sign(t testing.TB, c Claim) string {
	t.Helper()
	code, err := Sign(c, "1f3a9c07", func(m []byte) []byte { return ed25519.Sign(key, m) })
	if err != nil {
		t.Fatal(err)
	}
	return code
}

var claim = Claim{Number: "KC-2026-0042", Name: "Yèl van der Nguyễn-Łukasik", Course: "KIES coach 7-12", Date: "2026-03-12"}

func TestCodeReadsAsText(t *testing.T) {
	code := sign(t, claim)
	if !strings.HasPrefix(code, "KC-2026-0042|Yèl van der Nguyễn-Łukasik|KIES coach 7-12|2026-03-12|KC1:") {
		t.Errorf("code: %s", code)
	}
	if last := code[strings.LastIndex(code, "|KC1:")+1:]; !regexp.MustCompile(`^KC1:[0-9A-Z+\-./:]{102}$`).MatchString(last) {
		t.Errorf("the last part: %s", last)
	}
}

func TestFind(t *testing.T) {
	code := sign(t, claim)
	cut := strings.LastIndex(code, "|KC1:") + 40
	word := strings.Index(code, "van der") // a mail breaks lines at a space where there is one
	for name, text := range map[string]string{
		"as it is":       code,
		"in a mail":      "Goedemorgen,\n\nKlopt dit: " + code + "\n\nGroet, Bo",
		"before a mark":  "(" + code + ").",
		"wrapped":        code[:word] + "\r\n" + code[word:cut] + "\r\n" + code[cut:],
		"quoted":         "> " + code[:word] + "\n> " + code[word:cut] + "\n> > " + code[cut:],
		"spaces":         strings.ReplaceAll(code, "|", " | "),
		"small letters":  code[:cut] + strings.ToLower(code[cut:]),
		"decomposed":     strings.Replace(code, "ễ", "e\u0302\u0303", 1),
		"one cut before": code[:cut] + " en " + code,
	} {
		p, err := Find(text)
		if name == "before a mark" && err == nil {
			p.Number = strings.TrimPrefix(p.Number, "(")
		}
		if err != nil || p.Claim != claim || p.KeyID != "1f3a9c07" || !p.SignedBy(public()) {
			t.Errorf("%s: %+v %v", name, p, err)
		}
	}
	for text, want := range map[string]error{
		"":                                       ErrNone,
		"KC-2026-0042":                           ErrNone,
		"een|twee|drie":                          ErrNone,
		code[:cut]:                               ErrCut,
		strings.Replace(code, "KC1:", "KC2:", 1): ErrNewer,
		code[strings.LastIndex(code, "|KC1:"):]:  ErrCut,
	} {
		if p, err := Find(text); !errors.Is(err, want) {
			t.Errorf("%q: %+v, %v, want %v", text, p, err, want)
		}
	}
}

func TestWhatWasChangedIsNotSigned(t *testing.T) {
	code := sign(t, claim)
	for _, c := range []struct{ from, to string }{{"Yèl", "Bel"}, {"0042", "0043"}, {"7-12", "4-6"}, {"2026-03-12", "2024-03-12"}, {"KC1:", "KC1:0"}, {"van der", "Van Der"}} {
		p, err := Find(strings.Replace(code, c.from, c.to, 1))
		if err == nil && p.SignedBy(public()) {
			t.Errorf("%s for %s is still signed: %+v", c.to, c.from, p.Claim)
		}
	}
	other := ed25519.NewKeyFromSeed([]byte("een andere sleutel voor de proef"))
	if p, err := Find(code); err != nil || p.SignedBy(other.Public().(ed25519.PublicKey)) || p.SignedBy(nil) {
		t.Errorf("signed by another key: %v", err)
	}
	// A field that moves over its edge is not the same claim.
	a := Claim{Number: "KC-1", Name: "A", Course: "B C", Date: "2026"}
	b := Claim{Number: "KC-1", Name: "A B", Course: "C", Date: "2026"}
	if string(a.message()) == string(b.message()) {
		t.Error("two claims are signed alike")
	}
}

func TestSignRefuses(t *testing.T) {
	good := func(m []byte) []byte { return ed25519.Sign(key, m) }
	for name, err := range map[string]error{
		"a key without a name":   second(Sign(claim, "", good)),
		"a key with a long name": second(Sign(claim, "1f3a9c0700", good)),
		"a key that is retired":  second(Sign(claim, "1f3a9c07", func([]byte) []byte { return nil })),
		"nobody":                 second(Sign(Claim{Number: "KC-1"}, "1f3a9c07", good)),
	} {
		if err == nil {
			t.Errorf("%s signs", name)
		}
	}
}

func second(_ string, err error) error { return err }

// Whatever a claim holds, its code is found again and signed, and says the same as the claim in its one form.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Claim{
			Number: rapid.StringMatching(`KC-[0-9]{4}-[0-9]{4,6}`).Draw(t, "number"), Name: "x" + rapid.String().Draw(t, "name"),
			Course: rapid.String().Draw(t, "course"), Date: rapid.StringMatching(`20[0-9]{2}-[01][0-9]-[0-3][0-9]`).Draw(t, "date"),
		}
		code, err := Sign(c, "00ff10a0", func(m []byte) []byte { return ed25519.Sign(key, m) })
		if err != nil {
			t.Fatal(err)
		}
		p, err := Find(code)
		if err != nil || p.Claim != c.Canonical() || !p.SignedBy(public()) || c.Canonical() != c.Canonical().Canonical() {
			t.Fatalf("%q: %+v, %v", code, p, err)
		}
	})
}

func TestBytesAsSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), tailBytes, tailBytes).Draw(t, "bytes")
		got, ok := decode(encode(b) + "ABC")
		if !ok || string(got) != string(b) {
			t.Fatalf("%x became %x", b, got)
		}
	})
	if _, ok := decode(strings.Repeat(":", tailLength)); ok {
		t.Error("signs that stand for no bytes are read")
	}
}

func FuzzFind(f *testing.F) {
	code, err := Sign(claim, "1f3a9c07", func(m []byte) []byte { return ed25519.Sign(key, m) })
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{code, "> " + code, code[:80], "|||||KC1:" + strings.Repeat("0", tailLength), "a|b|c|d|KC1:" + strings.Repeat("0 ", tailLength), ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := Find(text)
		if err != nil {
			return
		}
		if p.Claim != p.Canonical() || len(p.KeyID) != 2*keyBytes || strings.ContainsAny(p.Name+p.Course, "|\n") {
			t.Fatalf("%+v", p)
		}
		if p.SignedBy(public()) && p.Claim != claim.Canonical() {
			t.Fatalf("nobody signed %+v", p.Claim)
		}
	})
}

func BenchmarkSign(b *testing.B) {
	for b.Loop() {
		sign(b, claim)
	}
}
