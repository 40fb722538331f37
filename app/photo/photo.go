// Package photo reads pictures that people send: the photo of a professional,
// under the rules that the office published, and the scan or photo of a paper,
// which may be larger. What a file is and how large it is, is read from its bytes,
// never from its name, and before it is decoded. Keeping and showing are left to
// others.
package photo

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/gif"  // the formats that the office takes
	_ "image/jpeg" // as above
	_ "image/png"  // as above
	"math"
	"strconv"

	"golang.org/x/image/draw"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The published rules. FAQ: .png, .jpg or .gif, at most 2000 x 2000 pixels and 10 MB.
const (
	MaxBytes = 10 << 20
	MaxSide  = 2000
)

// The limits of a scan: what a telephone makes at most, and what a mail can carry.
const (
	maxScanBytes  = 30 << 20
	maxScanPixels = 50_000_000
)

// Info is what a picture is, measured from its bytes.
type Info struct {
	Format        string // png, jpeg, gif
	Width, Height int    // in pixels, as it is looked at
}

// MediaType is the format as mail and files name it.
func (i Info) MediaType() string { return "image/" + i.Format }

// Check says whether a file can be somebody's photo. A refusal names every rule that it breaks.
func Check(content []byte) (Info, error) {
	info, err := measure(content)
	var wrong []string
	if err != nil {
		wrong = append(wrong, words.T("het is geen .png, .jpg of .gif"))
	}
	if err == nil && (info.Width > MaxSide || info.Height > MaxSide) {
		wrong = append(wrong, words.T("de foto is %d bij %d beeldpunten, en %d bij %d mag", info.Width, info.Height, MaxSide, MaxSide))
	}
	if len(content) > MaxBytes {
		wrong = append(wrong, words.T("het bestand is %s MB, en 10 MB mag", tenths(len(content))))
	}
	if len(wrong) > 0 {
		return info, data.Explain("Deze foto kan niet: %s. Er is niets gewijzigd.", errors.New("photo breaks the rules"), dutch.DeskAnd(wrong))
	}
	if _, _, err := image.Decode(bytes.NewReader(content)); err != nil {
		return info, data.Explain("Deze foto is beschadigd en kan niet worden gelezen. Er is niets gewijzigd.", err)
	}
	return info, nil
}

// tenths writes a size in MB as "10,1", rounded up so that it is never what is allowed.
func tenths(n int) string {
	t := (n*10 + 1<<20 - 1) >> 20
	return strconv.Itoa(t/10) + "," + strconv.Itoa(t%10)
}

// errFormat: the bytes are none of the three formats.
var errFormat = errors.New("no png, jpeg or gif")

// Known says whether a file begins as a kind of picture that is read here, or as one of the others that are named. It is
// asked before any reader: the window's toolkit adds readers of its own to the library's, one of which trusts the sizes
// that a file gives.
func Known(content []byte, others ...string) bool {
	for _, head := range append([]string{"\x89PNG\r\n\x1a\n", "\xff\xd8", "GIF87a", "GIF89a"}, others...) {
		if bytes.HasPrefix(content, []byte(head)) {
			return true
		}
	}
	return false
}

// measure reads the head of a picture.
func measure(content []byte) (Info, error) {
	if !Known(content) {
		return Info{}, errFormat
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return Info{}, errFormat
	}
	i := Info{Format: format, Width: config.Width, Height: config.Height}
	if format != "png" && format != "jpeg" && format != "gif" || i.Width < 1 || i.Height < 1 {
		return Info{}, errFormat // other formats may be known to the program
	}
	if orientation(content) >= 5 {
		i.Width, i.Height = i.Height, i.Width
	}
	return i, nil
}

// Picture is a picture ready to be drawn.
type Picture struct {
	Info
	source image.Image
	turn   int // the orientation of the telephone that made it, 1 to 8
}

// Open decodes a scan or photo, turned the way it was held. Of an animation it is the first picture.
func Open(content []byte) (*Picture, error) {
	if len(content) > maxScanBytes {
		return nil, data.Refuse("Dit plaatje is groter dan 30 MB en wordt hier niet getoond. Sla het op en open het in een ander programma.")
	}
	info, err := measure(content)
	if err != nil {
		return nil, data.Explain("Dit is geen plaatje dat hier te zien is. Sla het op en open het in een ander programma.", err)
	}
	if info.Width > maxScanPixels/info.Height {
		return nil, data.Refuse("Dit plaatje heeft te veel beeldpunten (%d bij %d) om hier te tonen. Sla het op en open het in een ander programma.", info.Width, info.Height)
	}
	source, _, err := image.Decode(bytes.NewReader(content))
	if err != nil {
		return nil, data.Explain("Dit plaatje is beschadigd en kan niet worden getoond.", err)
	}
	return &Picture{Info: info, source: source, turn: orientation(content)}, nil
}

// Draw makes the picture so many pixels wide, on white.
func (p *Picture) Draw(ctx context.Context, width int) (*image.RGBA, error) {
	width = max(1, min(width, 8000))
	height := max(1, min(8000, int(math.Round(float64(width)*float64(p.Height)/float64(p.Width)))))
	flat := image.Rect(0, 0, width, height)
	if p.turn >= 5 {
		flat = image.Rect(0, 0, height, width)
	}
	small := image.NewRGBA(flat)
	draw.Draw(small, flat, image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(small, flat, p.source, p.source.Bounds(), draw.Over, nil)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return turned(small, p.turn), nil
}

// turned turns a picture as its orientation says.
func turned(src *image.RGBA, turn int) *image.RGBA {
	if turn <= 1 {
		return src
	}
	w, h := src.Bounds().Dx(), src.Bounds().Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			u, v := x, y
			switch turn {
			case 2:
				u = w - 1 - x
			case 3:
				u, v = w-1-x, h-1-y
			case 4:
				v = h - 1 - y
			case 5:
				u, v = y, x
			case 6:
				u, v = h-1-y, x
			case 7:
				u, v = h-1-y, w-1-x
			case 8:
				u, v = y, w-1-x
			}
			copy(out.Pix[out.PixOffset(u, v):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return out
}
