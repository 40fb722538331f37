package document

import "math"

// readRatio is the least contrast at which WCAG calls a text readable (AA).
const readRatio = 4.5

// mixed is the colour with white, of which it is the given part.
func (c colour) mixed(part float64) colour {
	mix := func(v uint8) uint8 { return uint8(math.Round(255 - (255-float64(v))*part)) }
	return colour{mix(c.r), mix(c.g), mix(c.b)}
}

// light is the relative luminance of WCAG, 0 to 1.
func (c colour) light() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

func contrast(a, b colour) float64 {
	x, y := a.light(), b.light()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// readable is the colour, as much darker as it takes to be read on white.
func (c colour) readable() colour {
	for contrast(c, white) < readRatio {
		c = colour{c.r - c.r/16 - min(c.r, 1), c.g - c.g/16 - min(c.g, 1), c.b - c.b/16 - min(c.b, 1)}
	}
	return c
}

// over is what can be read on a field of the colour: white or ink.
func (c colour) over() colour {
	if contrast(c, white) >= contrast(c, ink) {
		return white
	}
	return ink
}
