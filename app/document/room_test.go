package document

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// printersEdge is how near the edge of the paper no office printer comes, in millimetres.
const printersEdge = 5

// hardNames are names that ask much of a page: long, doubled, with letters from everywhere.
var hardNames = append([]string{
	"Bo Li", "Nguyễn Thị Ánh Ngọc", "Łukasz Żółtkiewicz", "Els van 's-Gravenmade-'t Hooft", "D'Artagnan O'Sullivan",
	"Jolanda van den Berg-de Wit", "Mevrouw dr. A.M.C.J. (Annemieke) Koot-Stuifzand MSc", "JAN-WILLEM VAN DER MEER",
	"Anne-Fleur Wilhelmina Josephine van der Zandschulp-van den Kerkhof tot Lingen",
	"Zoe\u0308 Nuñez-Mu\u0308ller", "Wolfeschlegelsteinhausenbergerdorff-Bergerhausensteinschlegelwolf", "Ærøskøbing Þórðarson-Ðuro",
	"Maria Magdalena Theresia Petronella Hendrika van den Nieuwenhuijzen-van Oudenbosch genaamd Blokland",
}, nastyNames...)

// checkRoom measures everything on a sheet: inside the paper and its frame, in its own room, and apart.
func checkRoom(t interface{ Errorf(string, ...any) }, l *layout, s *sheet) {
	type named struct {
		area
		text string
	}
	edge := float64(printersEdge)
	for _, g := range l.ground {
		if f, is := g.(frameShape); is {
			edge = max(edge, f.margin+f.thick+0.8)
		}
	}
	var seen []named
	texts := 0
	for _, m := range s.marks {
		a, solid := inked(m)
		if !solid {
			continue
		}
		what := fmt.Sprintf("%T", m)
		if text, is := m.(textMark); is {
			texts++
			what = fmt.Sprintf("%q at %.1f points", text.text, text.style.size)
			if text.style.size < leastLetter {
				t.Errorf("%s is too small to read", what)
			}
			if strings.ContainsRune(text.text, replaced) {
				t.Errorf("%s has a sign for what is missing", what)
			}
		}
		if a.x0 < edge || a.y0 < edge || a.x1 > s.w-edge || a.y1 > s.h-edge {
			t.Errorf("%s stands at %.1f, %.1f to %.1f, %.1f: outside the room of the page", what, a.x0, a.y0, a.x1, a.y1)
		}
		for _, other := range seen {
			if a.touches(other.area) {
				t.Errorf("%s stands on %s", what, other.text)
			}
		}
		seen = append(seen, named{a, what})
		code, is := m.(codeMark)
		if !is {
			continue
		}
		if code.size < leastCode || code.size/float64(len(code.rows)) < leastModule {
			t.Errorf("the code is %.1f mm with modules of %.2f mm", code.size, code.size/float64(len(code.rows)))
		}
		for _, g := range s.under.marks {
			// A field under it has a white panel on it; of lines the box is what they stand in.
			x0, y0, x1, y1 := g.box()
			if f, frame := g.(pathMark); frame && f.closed {
				continue
			}
			if _, field := g.(rectMark); !field && a.touches(area{x0, y0, x1, y1}) {
				t.Errorf("the quiet zone of the code has something in it")
			}
		}
	}
	if texts < 8 {
		t.Errorf("only %d texts stand on the page", texts)
	}
}

// makers gives each design with and without a logo.
func makers(t testing.TB) map[string]*certificateMaker {
	t.Helper()
	designs, err := Designs()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*certificateMaker{}
	for _, d := range designs {
		for _, logo := range []bool{false, true} {
			look := testLook()
			look.Office.Name = "Expertisecentrum Kind en Scheiding"
			look.LayoutFile = d.File
			if logo {
				look.Logo = testPicture(t, 700, 200)
			}
			p, err := look.paper("x")
			if err != nil {
				t.Fatal(err)
			}
			l, err := look.layout()
			if err != nil {
				t.Fatal(err)
			}
			out[fmt.Sprintf("%s, logo %t", d.Name, logo)] = newCertificateMaker(p, l)
		}
	}
	return out
}

// trainersOf gives so many trainers, some with a picture of their signature.
func trainersOf(signed []byte, n, from int) []Trainer {
	out := make([]Trainer, n)
	for i := range out {
		out[i].Name = hardNames[(from+i*3)%len(hardNames)]
		if (from+i)%2 == 0 {
			out[i].Signature = signed
		}
	}
	return out
}

func TestEveryTextHasItsRoomInEveryDesign(t *testing.T) {
	courses := []string{
		"Nascholing", "KIES coach 7-12 jaar basistraining",
		"Verdiepingsdag over het begeleiden van kinderen in een langdurig conflict tussen ouders na een scheiding, deel 2",
	}
	places := [][2]string{
		{"", "Ee"},
		{"De Kelder", "Zutphen"},
		{"Vergader- en Congrescentrum De Oude Remise aan de Nieuwe Haven, zaal Zuiderzee", "Nieuwerkerk aan den IJssel"},
	}
	signed := testPicture(t, 300, 110)
	for name, m := range makers(t) {
		t.Run(name, func(t *testing.T) {
			pages := 0
			for i, holder := range hardNames {
				for trainers := 1; trainers <= maxTrainers; trainers++ {
					for k, course := range courses {
						c := testCertificate(holder)
						c.Number, c.Course, c.AgeGroup = "KC-2026-0042", course, "12-18 jaar"
						c.Venue, c.Town = places[(i+k)%3][0], places[(i+k)%3][1]
						c.Trainers = trainersOf(signed, trainers, i)
						c.Code = strings.Repeat("K1EF9", 60)
						if k == 1 {
							c.Outcome = Attended
						}
						if k == 2 {
							c.Organisation = "Samenwerkingsverband Jeugdhulp en Gezinsbegeleiding Noordoost, team Forensische Ambulante Zorg"
							c.Days = append(c.Days, "2026-03-09", "2026-03-10", "2026-03-11", "2026-04-02", "2026-06-19")
						}
						s, lost, err := m.sheet(c)
						if err != nil {
							t.Errorf("%q with %d trainers and %q: %v", holder, trainers, course, err)
							continue
						}
						if len(lost) > 0 {
							t.Errorf("%q lost %q", holder, string(lost))
						}
						checkRoom(t, m.layout, s)
						pages++
						if t.Failed() {
							t.Fatalf("%q with %d trainers and %q", holder, trainers, course)
						}
					}
				}
			}
			if pages != len(hardNames)*maxTrainers*len(courses) {
				t.Errorf("only %d pages were made", pages)
			}
		})
	}
}

// The checker itself sees what is wrong.
func TestCheckerSeesWhatIsWrong(t *testing.T) {
	m := makers(t)["Klassiek, logo false"]
	for name, spoil := range map[string]func(s *sheet){
		"over the edge":  func(s *sheet) { s.text(2, 100, style{face: sans, size: 10}, "Roos") },
		"on the frame":   func(s *sheet) { s.text(9, 100, style{face: sans, size: 10}, "Roos") },
		"on each other":  func(s *sheet) { s.textCentre(s.w/2, 80, style{face: serif, size: 40}, "Roos Klinkhamer") },
		"on the code":    func(s *sheet) { s.text(252, 170, style{face: sans, size: 8}, "Roos") },
		"very small":     func(s *sheet) { s.text(30, 100, style{face: sans, size: 3}, "Roos") },
		"missing letter": func(s *sheet) { s.text(30, 100, style{face: sans, size: 8}, "王") },
	} {
		s, _, err := m.sheet(testCertificate("Roos Klinkhamer"))
		if err != nil {
			t.Fatal(err)
		}
		spoil(s)
		told := &counting{}
		checkRoom(told, m.layout, s)
		if told.n == 0 {
			t.Errorf("%s: not seen", name)
		}
	}
}

type counting struct{ n int }

func (c *counting) Errorf(string, ...any) { c.n++ }

// Whatever a name is made of, it stands whole in its room or the certificate is not made and says why.
func TestAnyNameHasItsRoom(t *testing.T) {
	all := makers(t)
	order := []string{"Klassiek, logo true", "Modern, logo false", "Rustig, logo true", "Waardepapier, logo false"}
	letters := []rune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéëïöüçñłżşğıİøåæþđőűȧßĳ'’-. ễưặ")
	rapid.Check(t, func(t *rapid.T) {
		m := all[rapid.SampledFrom(order).Draw(t, "design")]
		word := rapid.StringOfN(rapid.RuneFrom(letters), 1, 30, -1)
		c := testCertificate(strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "name"), " "))
		c.Course = strings.Join(rapid.SliceOfN(word, 1, 8).Draw(t, "course"), " ")
		c.Town = strings.Join(rapid.SliceOfN(word, 1, 4).Draw(t, "town"), " ")
		c.Trainers = nil
		for _, name := range rapid.SliceOfN(word, 1, maxTrainers).Draw(t, "trainers") {
			c.Trainers = append(c.Trainers, Trainer{Name: name})
		}
		s, _, err := m.sheet(c)
		if err != nil {
			if text := spoken(err); text == "" || strings.Contains(text, "over iets anders") || strings.Contains(text, "buiten het papier") {
				t.Fatalf("%q: %v", c.Name, err)
			}
			return
		}
		checkRoom(t, m.layout, s)
		whole := ""
		for _, mark := range s.marks {
			if text, is := mark.(textMark); is {
				read := text.text
				if text.reads != "" {
					read = text.reads
				}
				whole += read
			}
		}
		bare := func(s string) string { return strings.NewReplacer(" ", "", noBreak, "").Replace(s) }
		if name, _ := clean(c.Name); !strings.Contains(bare(whole), bare(name)) {
			t.Fatalf("%q is not whole on the page: %q", name, whole)
		}
	})
}
