// Package look says what the window looks like: colours by meaning in light and dark, sizes, icons, and the
// toolkit's own words in Dutch. What is drawn with them is left to app/ui/block and the screens.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode chooses between light and dark.
type Mode int

// The modes: as the system has it, or always one of both.
const (
	System Mode = iota
	Light
	Dark
)

// The largest and smallest size of the text, in percent.
const (
	SmallestText = 100
	LargestText  = 200
)

// Theme is the look of the whole program.
type Theme struct {
	mode   Mode
	factor float32
}

var _ fyne.Theme = (*Theme)(nil)

// New returns the look in a mode, with text at a percentage between SmallestText and LargestText.
func New(mode Mode, percent int) *Theme {
	return &Theme{mode: mode, factor: float32(min(max(percent, SmallestText), LargestText)) / 100}
}

// Color answers a colour by its meaning.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch t.mode {
	case Light:
		variant = theme.VariantLight
	case Dark:
		variant = theme.VariantDark
	}
	table := &light
	if variant == theme.VariantDark {
		table = &dark
	}
	if c, ok := (*table)[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Font answers the typeface: the toolkit's Noto Sans, which has every Latin letter.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	return theme.DefaultTheme().Font(style)
}

// Icon answers the toolkit's own icons, which only its own dialogs show.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size answers sizes in units; what holds text grows with it.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case SizeText:
		return 14 * t.factor
	case SizeHeading:
		return 20 * t.factor
	case SizeSubheading:
		return 16 * t.factor
	case SizeSmall:
		return 13 * t.factor
	case SizeTiny:
		return 12 * t.factor
	case theme.SizeNameInlineIcon:
		return 18 * t.factor
	case theme.SizeNameInnerPadding:
		return 7
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameLineSpacing:
		return 4
	case theme.SizeNameScrollBar:
		return 12
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameInputBorder, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return 5
	case theme.SizeNameModalBlurRadius:
		// A blurred window behind a dialog costs nine of ten frames where a processor draws.
		return 0
	}
	return theme.DefaultTheme().Size(name)
}

// The sizes of text.
const (
	SizeText       = theme.SizeNameText
	SizeHeading    = theme.SizeNameHeadingText
	SizeSubheading = theme.SizeNameSubHeadingText
	SizeSmall      = theme.SizeNameCaptionText
	// SizeTiny is that of times and shortcuts.
	SizeTiny fyne.ThemeSizeName = "tiny"
)

// Size answers a size of the current theme.
func Size(name fyne.ThemeSizeName) float32 {
	t, _ := now()
	return t.Size(name)
}

// plain is the look where none was set, as in the tests of a single block.
var plain = New(Light, SmallestText)

// now answers the look that is set and whether the system is light or dark.
func now() (*Theme, fyne.ThemeVariant) {
	s := fyne.CurrentApp().Settings()
	if t, ok := s.Theme().(*Theme); ok {
		return t, s.ThemeVariant()
	}
	return plain, theme.VariantLight
}

// Factor says how much larger than normal the text is: 1 to 2.
func Factor() float32 {
	t, _ := now()
	return t.factor
}

// Scaled makes a length grow with the text; for what has to hold text.
func Scaled(units float32) float32 {
	return units * Factor()
}

// Color answers a colour of the current theme by its meaning.
func Color(name fyne.ThemeColorName) color.Color {
	t, variant := now()
	return t.Color(name, variant)
}
