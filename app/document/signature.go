package document

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"math"
)

// Limits of a signature, looked at before it is decoded, and the size in which it is kept:
// sharper than a printer on the width of a line to sign on.
const (
	maxSignatureBytes  = 10 << 20
	maxSignaturePixels = 40 << 20
	maxSignatureSide   = 12_000
	leastSignatureSide = 24
	keptWidth          = 1000
	keptHeight         = 400
)

// Signature makes of a picture of a signature (PNG or JPEG, on white paper or
// transparent) the ink alone on a transparent ground, cut to size, as a PNG. What is
// wrong with a picture is said in a Dutch sentence.
func Signature(data []byte) ([]byte, error) {
	p, err := readSignature(data)
	if err != nil {
		return nil, err
	}
	return p.data, nil
}

// readSignature checks a picture and keeps the ink that is on it.
func readSignature(data []byte) (*picture, error) {
	if len(data) > maxSignatureBytes {
		return nil, refuse("het plaatje is groter dan 10 MB")
	}
	config, kind, err := readHead(data)
	if err != nil {
		return nil, explain(err, "het plaatje is geen png of jpg")
	}
	if kind != "png" && kind != "jpeg" {
		return nil, refuse("het plaatje is geen png of jpg")
	}
	if config.Width > maxSignatureSide || config.Height > maxSignatureSide || config.Width*config.Height > maxSignaturePixels {
		return nil, refuse("het plaatje is %d bij %d beeldpunten, hoogstens 40 miljoen samen mag; knip de handtekening eruit", config.Width, config.Height)
	}
	source, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, explain(err, "het plaatje is niet te lezen")
	}
	pixels, err := inkOnly(source)
	if err != nil {
		return nil, err
	}
	p := &picture{kind: "PNG", pixels: pixels, clear: true, pen: penOf(pixels)}
	return p, p.encode()
}

// inkOnly cuts the ink out of a picture. What a picture has of its own transparency stays;
// else the paper, which is what most of the edge looks like, becomes transparent.
func inkOnly(source image.Image) (*image.RGBA, error) {
	bounds := source.Bounds()
	all := image.NewNRGBA(image.Rect(0, 0, bounds.Dx(), bounds.Dy()))
	draw.Draw(all, all.Bounds(), source, bounds.Min, draw.Src)
	paper, err := paperOf(all)
	if err != nil {
		return nil, err
	}
	ink := inkBounds(all, paper)
	if ink.Empty() || ink.Dx() < 4 && ink.Dy() < 4 {
		return nil, refuse("er staat geen handtekening op het plaatje: alles heeft één kleur")
	}
	if ink.Dx() < leastSignatureSide || ink.Dy() < leastSignatureSide/3 {
		return nil, refuse("de handtekening is maar %d bij %d beeldpunten; scan haar groter", ink.Dx(), ink.Dy())
	}
	if covered(all, ink, paper) > 0.5 {
		return nil, refuse("de handtekening is niet van het papier te onderscheiden; scan haar op wit papier, zonder schaduw")
	}
	return reduced(all, ink, paper), nil
}

// paperOf is how light the paper is, 0 to 255, or -1 where the picture is transparent there.
func paperOf(p *image.NRGBA) (float64, error) {
	size := p.Bounds()
	var counts [256]int
	n, clear := 0, 0
	look := func(x, y int) {
		c := p.NRGBAAt(x, y)
		n++
		if c.A < 32 {
			clear++
			return
		}
		counts[int(lightness(c))]++
	}
	for x := range size.Dx() {
		look(x, 0)
		look(x, size.Dy()-1)
	}
	for y := range size.Dy() {
		look(0, y)
		look(size.Dx()-1, y)
	}
	if clear*2 > n {
		return -1, nil
	}
	// The middle one of the edge: a hand that runs off the paper does not change it.
	seen := 0
	for v, c := range counts {
		if seen += c; seen*2 >= n-clear {
			if v < 150 {
				return 0, refuse("de achtergrond van het plaatje is te donker; scan de handtekening op wit papier")
			}
			return float64(v), nil
		}
	}
	return 255, nil
}

func lightness(c color.NRGBA) float64 {
	return 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
}

// Paper is never quite even: what is nearly as light is paper too.
const (
	paperNoise = 0.10 // of the way to black: no ink
	fullInk    = 0.45 // of the way to black: all ink
)

// inkAt is how much ink there is at a point, 0 to 1.
func inkAt(c color.NRGBA, paper float64) float64 {
	if paper < 0 {
		return float64(c.A) / 255
	}
	depth := (paper - lightness(c)) / paper
	if tint := (paper - float64(min(c.R, c.G, c.B))) / paper * 0.8; tint > depth {
		depth = tint // a light colour, as of a blue pen
	}
	return math.Max(0, math.Min(1, (depth-paperNoise)/(fullInk-paperNoise))) * float64(c.A) / 255
}

// inkBounds is where the ink is; specks of dust at the edges are no ink.
func inkBounds(p *image.NRGBA, paper float64) image.Rectangle {
	size := p.Bounds()
	rows, columns := make([]int, size.Dy()), make([]int, size.Dx())
	for y := range rows {
		for x := range columns {
			if inkAt(p.NRGBAAt(x, y), paper) > 0.3 {
				rows[y]++
				columns[x]++
			}
		}
	}
	y0, y1 := span(rows)
	x0, x1 := span(columns)
	return image.Rect(x0, y0, x1, y1)
}

func span(counts []int) (from, to int) {
	for from < len(counts) && counts[from] == 0 {
		from++
	}
	for to = len(counts); to > from && counts[to-1] == 0; to-- {
	}
	return from, to
}

// covered is which part of an area is ink.
func covered(p *image.NRGBA, in image.Rectangle, paper float64) float64 {
	sum := 0.0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			sum += inkAt(p.NRGBAAt(x, y), paper)
		}
	}
	return sum / float64(in.Dx()*in.Dy())
}

// reduced draws the ink of an area at the size in which it is kept, each point the mean
// of those that fall on it.
func reduced(p *image.NRGBA, in image.Rectangle, paper float64) *image.RGBA {
	scale := math.Min(1, math.Min(keptWidth/float64(in.Dx()), keptHeight/float64(in.Dy())))
	w, h := max(1, int(float64(in.Dx())*scale)), max(1, int(float64(in.Dy())*scale))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y0, y1 := in.Min.Y+y*in.Dy()/h, in.Min.Y+(y+1)*in.Dy()/h
		for x := range w {
			x0, x1 := in.Min.X+x*in.Dx()/w, in.Min.X+(x+1)*in.Dx()/w
			var r, g, b, a, n float64
			for sy := y0; sy < max(y1, y0+1); sy++ {
				for sx := x0; sx < max(x1, x0+1); sx++ {
					c := p.NRGBAAt(sx, sy)
					part := inkAt(c, paper)
					pen := unmixed(c, paper, part)
					r, g, b, a, n = r+float64(pen.R)*part, g+float64(pen.G)*part, b+float64(pen.B)*part, a+part, n+1
				}
			}
			// Colours of an RGBA picture are those with their transparency.
			out.SetRGBA(x, y, color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), uint8(math.Round(a / n * 255))})
		}
	}
	return out
}

// onePen is how much the colours of ink from one pen differ at most, on the average.
const onePen = 30

// penOf is the colour of a hand that is drawn with one pen; nil where the ink has several, as that of a
// stamp may. One colour keeps the picture small in each PDF.
func penOf(p *image.RGBA) *color.NRGBA {
	var sum, of [3]float64
	var all, apart float64
	each := func(do func(c color.NRGBA, part float64)) {
		for y := range p.Rect.Dy() {
			for x := range p.Rect.Dx() {
				if c := color.NRGBAModel.Convert(p.RGBAAt(x, y)).(color.NRGBA); c.A > 60 {
					do(c, float64(c.A))
				}
			}
		}
	}
	each(func(c color.NRGBA, part float64) {
		sum[0], sum[1], sum[2], all = sum[0]+float64(c.R)*part, sum[1]+float64(c.G)*part, sum[2]+float64(c.B)*part, all+part
	})
	if all == 0 {
		return nil
	}
	for i := range of {
		of[i] = sum[i] / all
	}
	each(func(c color.NRGBA, part float64) {
		apart += part * (math.Abs(float64(c.R)-of[0]) + math.Abs(float64(c.G)-of[1]) + math.Abs(float64(c.B)-of[2])) / 3
	})
	if apart/all > onePen {
		return nil
	}
	return &color.NRGBA{uint8(of[0]), uint8(of[1]), uint8(of[2]), 255}
}

// toned is a picture with all ink in the colour of the pen.
func toned(p *image.RGBA, pen color.NRGBA) *image.NRGBA {
	out := image.NewNRGBA(p.Rect)
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			out.SetNRGBA(x, y, color.NRGBA{pen.R, pen.G, pen.B, p.RGBAAt(x, y).A})
		}
	}
	return out
}

// unmixed is the colour of the ink itself where it is half on the paper.
func unmixed(c color.NRGBA, paper, part float64) color.NRGBA {
	if paper < 0 || part <= 0 {
		return c
	}
	channel := func(v uint8) uint8 {
		return uint8(math.Max(0, math.Min(255, (float64(v)-paper*(1-part))/part)))
	}
	return color.NRGBA{channel(c.R), channel(c.G), channel(c.B), 255}
}
