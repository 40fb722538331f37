package training

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"sync"

	"kiesvoorhetkind.nl/kantoor/app/document"
)

// proofs are certificates of nobody, to see what a design makes of little and of much text.
func proofs() []document.Certificate {
	code := strings.Repeat("VOORBEELD ", 25)
	plain := document.Certificate{
		Number: "VOORBEELD", Name: "Marijke van den Boogaard", Course: "Basistraining", AgeGroup: "7-12 jaar", Organisation: "Praktijk De Linde",
		Outcome: document.Passed, Days: []string{"2026-01-08", "2026-01-22", "2026-02-05"}, Venue: "De Kelder", Town: "Zutphen", Issued: "2026-02-05",
		Trainers: []document.Trainer{{Name: "Wil Aardema", Signature: scribble()}, {Name: "Ton Hoekstra"}}, Code: code,
	}
	long := plain
	long.Name = "Anne-Fleur Wilhelmina Josephine van der Zandschulp-van den Kerkhof tot Lingen"
	long.Course = "Verdiepingsdag over het begeleiden van kinderen in een langdurig conflict tussen ouders na een scheiding"
	long.Organisation = "Samenwerkingsverband Jeugdhulp en Gezinsbegeleiding Noordoost, team Forensische Ambulante Zorg"
	long.Venue, long.Town = "Vergader- en Congrescentrum De Oude Remise aan de Haven, zaal 3", "Nieuwerkerk aan den IJssel"
	long.AgeGroup, long.Outcome = "12-18 jaar", document.Attended
	long.Days = []string{"2026-01-08", "2026-01-22", "2026-02-05", "2026-03-09", "2026-03-10", "2026-03-11", "2026-04-02"}
	long.Trainers = []document.Trainer{
		{Name: "Margaretha van Wolfswinkelen-Hollestelle", Signature: scribble()}, {Name: "Wil Aardema"}, {Name: "Nguyễn Thị Phương", Signature: scribble()}, {Name: "Ton Hoekstra"},
	}
	short := plain
	short.Name, short.Course, short.Organisation, short.AgeGroup, short.Venue = "Bo Li", "Nascholing", "", "", ""
	short.Trainers = plain.Trainers[:1]
	return []document.Certificate{plain, long, short}
}

// scribble is a line of nobody's hand, to show where a signature comes.
var scribble = sync.OnceValue(func() []byte {
	const w, h = 640, 220
	p := image.NewNRGBA(image.Rect(0, 0, w, h))
	pen := color.NRGBA{0x1B, 0x2C, 0x6B, 0xFF}
	for i := range 9000 {
		t := float64(i) / 9000
		x := 30 + t*(w-70) + 26*math.Sin(23*t)
		y := h/2 + (h/2-26)*math.Sin(31*t+1)*math.Cos(9*t)*(1-0.55*t)
		thick := 2.1 + 1.2*math.Sin(31*t)
		for dy := -4; dy <= 4; dy++ {
			for dx := -4; dx <= 4; dx++ {
				if math.Hypot(float64(dx), float64(dy)) <= thick {
					p.SetNRGBA(int(x)+dx, int(y)+dy, pen)
				}
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		return nil // a page without it
	}
	return out.Bytes()
})
