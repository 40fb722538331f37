package scan

import (
	"image"

	"github.com/makiuchi-d/gozxing"
)

// resize makes a picture larger or smaller. What is between pixels is drawn from the four around it.
func resize(g *image.Gray, scale float64) *image.Gray {
	w, h := max(1, int(float64(g.Rect.Dx())*scale+0.5)), max(1, int(float64(g.Rect.Dy())*scale+0.5))
	if w == g.Rect.Dx() && h == g.Rect.Dy() {
		return g
	}
	if scale < 1 {
		g = boxed(g, min(int(1/scale), g.Rect.Dx(), g.Rect.Dy()))
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	across, down := steps(g.Rect.Dx(), w), steps(g.Rect.Dy(), h)
	for y, d := range down {
		above, below := g.Pix[d.at*g.Stride:], g.Pix[d.next*g.Stride:]
		line := out.Pix[y*out.Stride : y*out.Stride+w]
		for x, a := range across {
			top := int(above[a.at])*(whole-a.share) + int(above[a.next])*a.share
			bottom := int(below[a.at])*(whole-a.share) + int(below[a.next])*a.share
			line[x] = uint8((top*(whole-d.share) + bottom*d.share) / (whole * whole))
		}
	}
	return out
}

// whole is the share of a pixel that counts alone.
const whole = 256

// step says between which two pixels a new one lies, and how much of it is the second.
type step struct{ at, next, share int }

func steps(from, to int) []step {
	out := make([]step, to)
	k := float64(from) / float64(to)
	for i := range out {
		f := max(0, (float64(i)+0.5)*k-0.5)
		at := min(int(f), from-1)
		out[i] = step{at, min(at+1, from-1), int((f - float64(at)) * whole)}
	}
	return out
}

// boxed makes each n by n pixels one, so that nothing of a picture is passed over when it becomes much smaller.
func boxed(g *image.Gray, n int) *image.Gray {
	if n < 2 {
		return g
	}
	w, h := g.Rect.Dx()/n, g.Rect.Dy()/n
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sum := 0
			for dy := range n {
				at := g.PixOffset(g.Rect.Min.X+x*n, g.Rect.Min.Y+y*n+dy)
				for _, v := range g.Pix[at : at+n] {
					sum += int(v)
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / (n * n))
		}
	}
	return out
}

// soften takes noise away: each pixel becomes the mean of it and its neighbours.
func soften(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sum, n := 0, 0
			for dy := max(0, y-1); dy <= min(h-1, y+1); dy++ {
				for dx := max(0, x-1); dx <= min(w-1, x+1); dx++ {
					sum += int(g.Pix[dy*g.Stride+dx])
					n++
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / n)
		}
	}
	return out
}

// sharpen gives a blurred picture its edges back: what differs from the mean around differs more.
func sharpen(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sums := summed(g)
	const around, times = moduleSize, 2
	for y := range h {
		for x := range w {
			v := int(g.Pix[y*g.Stride+x])
			mean := sums.mean(x-around, y-around, x+around+1, y+around+1)
			out.Pix[y*out.Stride+x] = uint8(max(0, min(255, v+times*(v-mean))))
		}
	}
	return out
}

// sums answers the mean of any part of a picture at once.
type sums struct {
	at   []int
	w, h int
}

func summed(g *image.Gray) sums {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	s := sums{make([]int, (w+1)*(h+1)), w, h}
	for y := range h {
		row := 0
		for x := range w {
			row += int(g.Pix[y*g.Stride+x])
			s.at[(y+1)*(w+1)+x+1] = s.at[y*(w+1)+x+1] + row
		}
	}
	return s
}

func (s sums) mean(x0, y0, x1, y1 int) int {
	x0, y0, x1, y1 = max(0, x0), max(0, y0), min(s.w, x1), min(s.h, y1)
	n := (x1 - x0) * (y1 - y0)
	if n <= 0 {
		return 0
	}
	return (s.at[y1*(s.w+1)+x1] - s.at[y0*(s.w+1)+x1] - s.at[y1*(s.w+1)+x0] + s.at[y0*(s.w+1)+x0]) / n
}

// byPlace calls dark what is darker than what is around it, for light that is not the same everywhere.
func byPlace(g *image.Gray) *gozxing.BitMatrix {
	const around, slack = 24, 6
	s := summed(g)
	return matrix(g, func(x, y int, v uint8) bool {
		return int(v) < s.mean(x-around, y-around, x+around+1, y+around+1)-slack
	})
}

// overall calls dark what is darker than one value, that parts the picture best in two (Otsu).
func overall(g *image.Gray) *gozxing.BitMatrix {
	var counts [256]int
	w, h := g.Rect.Dx(), g.Rect.Dy()
	total := 0
	for y := range h {
		for _, v := range g.Pix[y*g.Stride : y*g.Stride+w] {
			counts[v]++
			total += int(v)
		}
	}
	below, sum, best, limit := 0, 0, -1.0, 128
	for v, n := range counts {
		below += n
		sum += v * n
		above := w*h - below
		if below == 0 || above == 0 {
			continue
		}
		d := float64(sum)/float64(below) - float64(total-sum)/float64(above)
		if apart := float64(below) * float64(above) * d * d; apart > best {
			best, limit = apart, v
		}
	}
	return matrix(g, func(_, _ int, v uint8) bool { return int(v) <= limit })
}

func matrix(g *image.Gray, dark func(x, y int, v uint8) bool) *gozxing.BitMatrix {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	bits, err := gozxing.NewBitMatrix(w, h)
	if err != nil {
		return nil // only for a picture without pixels, which was refused before
	}
	for y := range h {
		for x := range w {
			if dark(x, y, g.Pix[y*g.Stride+x]) {
				bits.Set(x, y)
			}
		}
	}
	return bits
}
