package demo

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"math"

	"kiesvoorhetkind.nl/kantoor/data"
)

// signers are how many of the trainers have their signature in the office; the others sign on paper.
const signers = 3

// signatures gives the first trainers a signature of nobody's hand.
func (s *story) signatures(ctx context.Context) error {
	var people []data.Person
	err := s.office.Store.Read(ctx, func(tx *data.Tx) (err error) {
		people, err = tx.PeopleInRole("trainer", tx.Today())
		return err
	})
	if err != nil {
		return err
	}
	for i, p := range people[:min(signers, len(people))] {
		picture, err := scribble(i)
		if err != nil {
			return err
		}
		if _, err := s.office.Training.SetSignature(ctx, p.ID, picture); err != nil {
			return err
		}
	}
	return nil
}

// scribble draws a line as a pen does, another one for each number.
func scribble(n int) ([]byte, error) {
	const w, h = 620, 210
	p := image.NewGray(image.Rect(0, 0, w, h))
	for i := range p.Pix {
		p.Pix[i] = 0xFA
	}
	a, b := 5+1.7*float64(n), 3.1+0.9*float64(n)
	for i := range 9000 {
		t := float64(i) / 9000
		x := 40 + t*(w-110) + 38*math.Sin(a*4.3*t+b)
		y := h/2 + (h/2-30)*math.Sin(a*5*t+b)*math.Cos(b*3*t)*(1-0.5*t)
		thick := 2 + 1.3*math.Sin(a*5*t+b)
		for dy := -4; dy <= 4; dy++ {
			for dx := -4; dx <= 4; dx++ {
				if math.Hypot(float64(dx), float64(dy)) <= thick {
					p.SetGray(int(x)+dx, int(y)+dy, color.Gray{0x22})
				}
			}
		}
	}
	var out bytes.Buffer
	err := png.Encode(&out, p)
	return out.Bytes(), err
}
