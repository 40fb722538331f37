package document

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"kiesvoorhetkind.nl/kantoor/assets"
)

func testLook() Look {
	return Look{
		Office: Office{
			Name: "Kantoor Voorbeeld en Zonen", Street: "Voorbeeldstraat 12", Postcode: "5611 AB", Town: "Eindhoven",
			Phone: "040 000 0000", Email: "info@example.nl", Website: "www.example.nl",
			KvK: "00000000", VATID: "NL000000000B00", IBAN: "NL91ABNA0417164300", BIC: "ABNANL2A",
		},
		Created: time.Date(2026, 3, 3, 9, 30, 0, 0, time.UTC),
	}
}

func testCertificate(name string) Certificate {
	return Certificate{
		Number: "2026-0001", Name: name, Course: "Basistraining voor begeleiders", AgeGroup: "7-12 jaar",
		Outcome: Passed, Days: []string{"2026-01-08", "2026-01-22", "2026-02-05"},
		Venue: "Zaal De Linde", Town: "Tilburg", Issued: "2026-02-05",
		Trainers: []Trainer{{Name: "Gerda Hollestelle"}, {Name: "Thijs Wolfswinkel"}},
		Code:     "https://example.nl/c/2026-0001",
	}
}

// nastyNames are names that break programs: letters far from ASCII, letters
// built of two runes, very long and very short ones.
var nastyNames = []string{
	"Jo O", "Ǧeorǧi Ŧuoŋa", "Trần Thị Thuỳ Dương", "Zbigniew Wąchocki-Żółtowłos",
	"İbrahim Öğütçü", "Erzsébet Őrhegyi-Fűzfa", "Ədalət Qarabağlı", "Þorgerður Æsa Ðórsdóttir",
	"Marie-Ève L’Écuyer", "Sanne van 't Hoog-op de Weegh", "Zoe\u0308 Lefe\u0300vre", "Ja\u0302nis Be\u0304rzin\u0327s\u030c",
	"Cornelia Wilhelmina Geertruida Johanna van Oldeneel tot Heerenbrinck-de Vos van Steenwijck tot Hagen",
	"Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "Ανδρέας Ξένος", "Оксана Щербак",
	"AVATAR To. Wa. Ty, Vä “Fé”", "Sofie fjällgren-affligem", "(A) & B < C > \\ % $",
}

func sampleCertificates() []Certificate {
	cs := make([]Certificate, len(nastyNames))
	for i, name := range nastyNames {
		cs[i] = testCertificate(name)
	}
	return cs
}

// printed is what a text must read as on paper, as oneLine answers it.
func printed(text string) string {
	return strings.ReplaceAll(norm.NFC.String(text), "- ", "-")
}

// oneLine joins the lines of a text, of which a hyphen at the end of one
// belongs to the word.
func oneLine(text string) string {
	joined := strings.Join(strings.Fields(text), " ")
	return strings.ReplaceAll(joined, "- ", "-")
}

// tool runs a program that looks at PDFs and answers what it wrote.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s(apt-get install poppler-utils qpdf zbar-tools)", name, strings.Join(args, " "), err, out.String(), complaint.String())
	}
	return out.String()
}

func keep(t testing.TB, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// pagesOf reads the text of each page.
func pagesOf(t testing.TB, file string) []string {
	t.Helper()
	text := tool(t, "pdftotext", "-enc", "UTF-8", file, "-")
	return strings.Split(strings.TrimSuffix(text, "\f"), "\f")
}

// sound checks a PDF with two programs of others: its structure, and that
// all its fonts are in it.
func sound(t testing.TB, file string) {
	t.Helper()
	if out := tool(t, "qpdf", "--check", file); !strings.Contains(out, "No syntax or stream encoding errors") {
		t.Errorf("qpdf: %s", out)
	}
	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", file)), "\n")
	if len(lines) < 3 {
		t.Fatalf("no fonts: %v", lines)
	}
	for _, line := range lines[2:] {
		f := strings.Fields(line)
		if n := len(f); n < 7 || f[n-5] != "yes" || f[n-4] != "yes" || f[n-3] != "yes" || !strings.Contains(f[0], "+") {
			t.Errorf("font not embedded, cut and readable: %q", line)
		}
	}
}

// testPicture is a PNG with a transparent ground and a dark line.
func testPicture(t testing.TB, w, h int) []byte {
	t.Helper()
	picture := image.NewNRGBA64(image.Rect(0, 0, w, h))
	for x := range w {
		picture.SetNRGBA64(x, h/2+(x*7%h-h/2)/3, color.NRGBA64{0, 0, 0x4000, 0xFFFF})
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func mustLayout(t testing.TB) []byte {
	t.Helper()
	data, err := assets.CertificateLayouts.ReadFile("certificate/klassiek.json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}
