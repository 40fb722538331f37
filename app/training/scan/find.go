package scan

import (
	"context"
	"fmt"
	"image"
	"math"
	"slices"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/multi/qrcode/detector"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	single "github.com/makiuchi-d/gozxing/qrcode/detector"
)

// Looking is done in two steps: the three corner squares of a code are sought in the
// whole picture at several sizes, and then the place of each is cut out of the picture
// as it came, made so large that a module has some six pixels, and read in
// several ways. The first step is fast where it is coarse, the second one costs little
// since it is only about the code.

// sides are the lengths in pixels that the long side of a picture is brought to for seeking.
var sides = []int{1000, 1800, 3600, 6000}

// enlarged is how much larger than it came a picture may be made for seeking.
const enlarged = 3

// moduleSize is how many pixels a module gets for reading.
const moduleSize = 6

// maxPlaces is how many places are tried for each way of seeking.
const maxPlaces = 12

var hints = map[gozxing.DecodeHintType]any{
	gozxing.DecodeHintType_CHARACTER_SET: "UTF-8",
	gozxing.DecodeHintType_TRY_HARDER:    true,
}

// find answers the codes of a picture: all of one way of seeking that finds any, and
// ends with the first that is wanted.
func find(ctx context.Context, g *image.Gray, wanted func(string) bool) ([]string, error) {
	long := max(g.Rect.Dx(), g.Rect.Dy())
	var found []string
	tried := map[image.Rectangle]bool{}
	for i, side := range sides {
		scale := float64(side) / float64(long)
		if scale > enlarged || i > 0 && scale > 1 && float64(sides[i-1])/float64(long) > enlarged*0.9 {
			continue
		}
		small := resize(g, scale)
		for _, way := range ways {
			if err := ctx.Err(); err != nil {
				return found, err
			}
			for _, place := range places(way(small)) {
				place = place.scaled(1 / scale)
				key := place.key()
				if tried[key] {
					continue
				}
				text, ok := read(g, place)
				if !ok {
					continue
				}
				tried[key] = true
				if !slices.Contains(found, text) {
					found = append(found, text)
				}
				if wanted != nil && wanted(text) {
					return found, nil
				}
			}
		}
		if wanted == nil && len(found) > 0 {
			break
		}
	}
	return found, nil
}

// ways are how the corner squares are made visible, the fastest first.
var ways = []func(*image.Gray) *gozxing.BitMatrix{
	overall,
	func(g *image.Gray) *gozxing.BitMatrix { return byPlace(soften(g)) },
	func(g *image.Gray) *gozxing.BitMatrix { return overall(soften(g)) },
}

// place is where a code seems to be: its corner squares and the size of a module, in pixels.
type place struct {
	corners [3][2]float64 // bottom left, top left, top right
	module  float64
}

func (p place) scaled(k float64) place {
	for i := range p.corners {
		p.corners[i][0] *= k
		p.corners[i][1] *= k
	}
	p.module *= k
	return p
}

// key is about the same for a place that was found twice.
func (p place) key() image.Rectangle {
	box := p.box(0)
	const coarse = 16
	return image.Rect(box.Min.X/coarse, box.Min.Y/coarse, box.Max.X/coarse, box.Max.Y/coarse)
}

// box is around the code, with so many modules of margin.
func (p place) box(margin float64) image.Rectangle {
	// The fourth corner, where the code has no square.
	x4 := p.corners[0][0] + p.corners[2][0] - p.corners[1][0]
	y4 := p.corners[0][1] + p.corners[2][1] - p.corners[1][1]
	low := [2]float64{x4, y4}
	high := low
	for _, c := range p.corners {
		for i := range low {
			low[i], high[i] = min(low[i], c[i]), max(high[i], c[i])
		}
	}
	m := p.module * margin
	return image.Rect(int(low[0]-m), int(low[1]-m), int(math.Ceil(high[0]+m)), int(math.Ceil(high[1]+m)))
}

// places seeks triples of corner squares.
func places(bits *gozxing.BitMatrix) (out []place) {
	defer func() {
		if recover() != nil {
			out = nil // the library broke on these pixels
		}
	}()
	infos, err := detector.NewMultiFinderPatternFinder(bits, nil).FindMulti(hints)
	if err != nil {
		infos = nil
	}
	if one, err := single.NewFinderPatternFinder(bits, nil).Find(hints); err == nil {
		infos = append(infos, one)
	}
	for _, i := range infos[:min(len(infos), maxPlaces)] {
		var p place
		for n, c := range []*single.FinderPattern{i.GetBottomLeft(), i.GetTopLeft(), i.GetTopRight()} {
			p.corners[n] = [2]float64{c.GetX(), c.GetY()}
			p.module += c.GetEstimatedModuleSize() / 3
		}
		if p.plausible() {
			out = append(out, p)
		}
	}
	return out
}

// plausible says whether corner squares lie as those of a code can, seen from aside too.
func (p place) plausible() bool {
	if p.module <= 0 {
		return false
	}
	one := math.Hypot(p.corners[0][0]-p.corners[1][0], p.corners[0][1]-p.corners[1][1]) / p.module
	other := math.Hypot(p.corners[2][0]-p.corners[1][0], p.corners[2][1]-p.corners[1][1]) / p.module
	// From the middle of one square to that of the next are 14 modules in the smallest code, and 170 in the largest.
	const least, most, apart = 10, 200, 1.8
	return min(one, other) > least && max(one, other) < most && max(one, other) < apart*min(one, other)
}

// margin is how much around the corner squares' centres is cut out, in modules: three
// and a half to the edge of the code, and what paper shows around it.
const margin = 9

// maxCut is how large, in pixels, what is cut out may become.
const maxCut = 1600

// read reads a code at a place.
func read(g *image.Gray, p place) (string, bool) {
	box := p.box(margin).Intersect(g.Rect)
	if box.Dx() < leastSide || box.Dy() < leastSide {
		return "", false
	}
	cut, ok := g.SubImage(box).(*image.Gray)
	if !ok {
		return "", false
	}
	scale := moduleSize / p.module
	scale = min(scale, maxCut/float64(max(box.Dx(), box.Dy())))
	for _, k := range []float64{1, 0.67} {
		whole := resize(cut, scale*k)
		for _, prepare := range preparations {
			m := prepare(whole)
			for _, dark := range []func(*image.Gray) *gozxing.BitMatrix{overall, byPlace} {
				if text, err := decodeBits(dark(m)); err == nil {
					return text, true
				}
			}
		}
	}
	return "", false
}

// preparations are what is done with a cut before it is read.
var preparations = []func(*image.Gray) *image.Gray{
	func(g *image.Gray) *image.Gray { return g },
	soften,
	func(g *image.Gray) *image.Gray { return soften(soften(g)) },
	sharpen,
	func(g *image.Gray) *image.Gray { return sharpen(soften(soften(g))) },
}

// decodeBits reads the one code of a picture in black and white.
func decodeBits(bits *gozxing.BitMatrix) (text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, err = "", fmt.Errorf("qr library stopped: %T", r)
		}
	}()
	found, err := single.NewDetector(bits).Detect(hints)
	if err != nil {
		return "", err
	}
	result, err := decoder.NewDecoder().Decode(found.GetBits(), hints)
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}
