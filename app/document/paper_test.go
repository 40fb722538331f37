package document

import (
	"fmt"
	"strings"
	"testing"
)

func testLetter() LetterValues {
	return LetterValues{
		To: testAddress(), Date: "2026-03-03", Reference: "KL-7", YourReference: "U-1", Subject: "Je bericht van maandag",
		Body: "Beste Łucja,\n\nDank voor je bericht.\nWe zoeken het uit.\n\nTot gauw.", Closing: "Met vriendelijke groet,",
		SignedBy: "Pien Averdijk", Role: "Kantoor", Enclosures: []string{"regeling", "folder"},
	}
}

func testAttendance() AttendanceValues {
	v := AttendanceValues{
		Course: "Basistraining", Place: "Zaal De Linde, Tilburg", Trainers: []string{"Gerda Hollestelle"},
		Days: []string{"2026-01-08", "2026-03-05"}, Spare: 2,
	}
	for _, name := range nastyNames {
		v.Participants = append(v.Participants, Participant{Name: name, Organisation: "Praktijk Ö & Co"})
	}
	return v
}

func testSlip() PackingValues {
	return PackingValues{
		Number: "web-7", Date: "2026-03-03", To: testAddress(), Reference: "PO-9",
		Lines:  []PackingLine{{Code: "boek-1", Text: "Handboek", Quantity: 4}, {Text: "Werkboek ‘Voor mij!’", Quantity: 25, Later: 10}},
		Remark: "Is er iets niet in orde? Mail ons.",
	}
}

func TestLetter(t *testing.T) {
	v := testLetter()
	v.Signature = testPicture(t, 400, 120)
	pdf, err := Letter(v, testLook())
	file := mustPDF(t, pdf, err)
	pages := pagesOf(t, file)
	if len(pages) != 1 {
		t.Fatalf("%d pages", len(pages))
	}
	wantTexts(t, pages[0], "Stichting Opvoedpunt", "T.a.v. Łucja Żak", "Eindhoven, 3 maart 2026", "KL-7", "U-1",
		"Je bericht van maandag", "Beste Łucja,", "We zoeken het uit.", "Met vriendelijke groet,", "Pien Averdijk", "Kantoor", "Bijlagen: regeling, folder")
	if images := tool(t, "pdfimages", "-list", file); strings.Count(images, "image") < 1 {
		t.Errorf("the signature is not there: %s", images)
	}
}

// The address must show in the left window of a C5/6 envelope, which leaves
// free 20 to 110 mm from the left and, of the folded sheet, 45 to 85 mm from the top.
func TestAddressStandsInTheWindow(t *testing.T) {
	v := testLetter()
	v.To.Organisation = strings.TrimSpace(strings.Repeat("Samenwerkingsverband Jeugd en Gezin ", 5))
	v.To.Extra = "Gebouw C, tweede verdieping"
	v.To.Country = "België"
	pdf, err := Letter(v, testLook())
	file := mustPDF(t, pdf, err)
	const mm = 72 / 25.4
	area := func(x, y, w, h float64) string {
		return oneLine(tool(t, "pdftotext", "-x", fmt.Sprint(int(x*mm)), "-y", fmt.Sprint(int(y*mm)),
			"-W", fmt.Sprint(int(w*mm)), "-H", fmt.Sprint(int(h*mm)), file, "-"))
	}
	window := area(20, 45, 90, 40)
	for _, want := range []string{v.To.Organisation, "T.a.v. Łucja Żak", "Gebouw C, tweede verdieping", "4811 ZZ Breda", "BELGIË"} {
		if !strings.Contains(window, want) {
			t.Errorf("the window lacks %q: %q", want, window)
		}
	}
	if strings.Contains(window, "Eindhoven") {
		t.Errorf("the window shows more than the address: %q", window)
	}
}

func TestLetterEndsWithMoreThanASignature(t *testing.T) {
	for lines := 30; lines < 60; lines++ {
		v := testLetter()
		v.Body = "Beste Łucja,\n\n" + strings.Repeat("regel\n", lines) + "\nDe laatste alinea van deze brief."
		pdf, err := Letter(v, testLook())
		pages := pagesOf(t, mustPDF(t, pdf, err))
		last := pages[len(pages)-1]
		if !strings.Contains(last, "Pien Averdijk") || !strings.Contains(last, "De laatste alinea") {
			t.Errorf("%d lines: the last page reads %q", lines, last)
		}
	}
}

func TestRefusedPapers(t *testing.T) {
	letter, slip, list := testLetter(), testSlip(), testAttendance()
	letter.To.Town = ""
	slip.Lines = nil
	list.Days = nil
	for name, make := range map[string]func() ([]byte, error){
		"letter to nowhere":   func() ([]byte, error) { return Letter(letter, testLook()) },
		"empty slip":          func() ([]byte, error) { return PackingSlip(slip, testLook()) },
		"list without days":   func() ([]byte, error) { return Attendance(list, testLook()) },
		"list without column": func() ([]byte, error) { return List(ListValues{Title: "x"}, testLook()) },
		"no labels":           func() ([]byte, error) { return Label(nil, LabelSheet{}, testLook()) },
		"label to nowhere":    func() ([]byte, error) { return Label([]Address{{Name: "Jo"}}, LabelSheet{}, testLook()) },
		"too large labels": func() ([]byte, error) {
			l := LabelsA4
			l.Rows = 9
			return Label([]Address{testAddress()}, l, testLook())
		},
	} {
		if pdf, err := make(); err == nil || pdf != nil {
			t.Errorf("%s: made", name)
		}
	}
}

func TestLabelsFillTheSheets(t *testing.T) {
	var to []Address
	for i := range 12 {
		a := testAddress()
		a.Name = fmt.Sprintf("Ontvanger nummer%d", i)
		to = append(to, a)
	}
	on := LabelsA4
	on.Skip = 3
	pdf, err := Label(to, on, testLook())
	file := mustPDF(t, pdf, err)
	insidePage(t, file)
	pages := pagesOf(t, file)
	if len(pages) != 2 {
		t.Fatalf("%d sheets for 12 labels after 3 used of 8", len(pages))
	}
	for i := range 12 {
		want := 0
		if i >= 5 {
			want = 1
		}
		if word := fmt.Sprintf("nummer%d\n", i); !strings.Contains(pages[want], word) {
			t.Errorf("label %d is not on sheet %d", i, want+1)
		}
	}
	single, err := Label(to[:2], LabelSheet{}, testLook())
	small := mustPDF(t, single, err)
	if n := len(pagesOf(t, small)); n != 2 {
		t.Errorf("%d A6 labels", n)
	}
	if info := tool(t, "pdfinfo", small); !strings.Contains(info, "419.53 x 297.64") {
		t.Errorf("not A6: %s", info)
	}
}

func TestAttendanceNamesEverybody(t *testing.T) {
	pdf, err := Attendance(testAttendance(), testLook())
	pages := pagesOf(t, mustPDF(t, pdf, err))
	all := oneLine(strings.Join(pages, " "))
	for _, name := range nastyNames {
		// A word too wide for its column is broken; compare without spaces.
		if !strings.Contains(strings.ReplaceAll(all, " ", ""), strings.ReplaceAll(printed(name), " ", "")) {
			t.Errorf("lacks %q", name)
		}
	}
	for _, page := range pages {
		wantTexts(t, page, "do 8 jan", "do 5 mrt", "Naam")
	}
}

// Empty rows for who comes unannounced are no reason for a sheet of their own.
func TestSpareRowsTakeNoSheetOfTheirOwn(t *testing.T) {
	v := testAttendance()
	sheets := func(people, spare int) int {
		v.Participants, v.Spare = nil, spare
		for i := range people {
			v.Participants = append(v.Participants, Participant{Name: fmt.Sprintf("Averdijk, Pien %d", i)})
		}
		pdf, err := Attendance(v, testLook())
		return len(pagesOf(t, mustPDF(t, pdf, err)))
	}
	full := 1
	for sheets(full+1, 0) == 1 {
		full++
	}
	if n := sheets(full-1, 3); n != 1 {
		t.Errorf("%d people and room for one more take %d sheets", full-1, n)
	}
	if n := sheets(full, 3); n != 2 {
		t.Errorf("there is no room for who comes unannounced: %d sheets", n)
	}
	if text := pagesOf(t, mustPDFOf(t, v)); !strings.Contains(oneLine(text[1]), fmt.Sprint(full+3)) {
		t.Errorf("a sheet that is there already has not all its empty rows: %q", text[1])
	}
}

func mustPDFOf(t *testing.T, v AttendanceValues) string {
	pdf, err := Attendance(v, testLook())
	return mustPDF(t, pdf, err)
}

func TestListWithAVeryHighRow(t *testing.T) {
	long := strings.Repeat("Een hele lange opmerking. ", 400)
	pdf, err := List(ListValues{
		Title: "Opmerkingen", Columns: []ListColumn{{Title: "Wie"}, {Title: "Wat"}},
		Rows: [][]string{{"Jo", "kort"}, {"Mo", long}, {"Bo", "ook kort", "te veel"}},
	}, testLook())
	file := mustPDF(t, pdf, err)
	insidePage(t, file)
	pages := pagesOf(t, file)
	if got := strings.Count(strings.Join(pages, " "), "opmerking"); got != 400 {
		t.Errorf("%d of 400 remarks are on %d pages", got, len(pages))
	}
}

func TestManyColumnsShareThePage(t *testing.T) {
	v := ListValues{Title: "Breed", Landscape: true}
	row := []string{}
	for i := range 14 {
		v.Columns = append(v.Columns, ListColumn{Title: fmt.Sprintf("Kolom %d", i)})
		row = append(row, strings.Repeat("woord ", i))
	}
	v.Rows = [][]string{row, row}
	pdf, err := List(v, testLook())
	insidePage(t, mustPDF(t, pdf, err))
}
