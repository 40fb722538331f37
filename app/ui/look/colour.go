package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours by meaning. Those of the toolkit keep their name, so that its own widgets follow.
const (
	Ink        = theme.ColorNameForeground
	Paper      = theme.ColorNameBackground
	Accent     = theme.ColorNamePrimary
	OnAccent   = theme.ColorNameForegroundOnPrimary
	Line       = theme.ColorNameSeparator
	Hover      = theme.ColorNameHover
	FieldLine  = theme.ColorNameInputBorder
	FieldPaper = theme.ColorNameInputBackground
	Wrong      = theme.ColorNameError
	Dialog     = theme.ColorNameOverlayBackground
	Selected   = theme.ColorNameSelection

	// FieldLine is the line around what somebody fills in, and has to be seen; Edge that around all else.
	Edge       fyne.ThemeColorName = "kantoor.edge"
	Clear      fyne.ThemeColorName = "kantoor.clear"
	Quiet      fyne.ThemeColorName = "kantoor.quiet"
	Side       fyne.ThemeColorName = "kantoor.side"
	SideChosen fyne.ThemeColorName = "kantoor.sideChosen"
	Aside      fyne.ThemeColorName = "kantoor.aside"
	Chosen     fyne.ThemeColorName = "kantoor.chosen"
	OnChosen   fyne.ThemeColorName = "kantoor.onChosen"
	Panel      fyne.ThemeColorName = "kantoor.panel"
	PanelLine  fyne.ThemeColorName = "kantoor.panelLine"
	Mark       fyne.ThemeColorName = "kantoor.mark"
	Toast      fyne.ThemeColorName = "kantoor.toast"
	OnToast    fyne.ThemeColorName = "kantoor.onToast"
	ToastLink  fyne.ThemeColorName = "kantoor.toastLink"
	Badge      fyne.ThemeColorName = "kantoor.badge"
	OnBadge    fyne.ThemeColorName = "kantoor.onBadge"
	AccentSoft fyne.ThemeColorName = "kantoor.accentSoft"
	// WrongLine is the line around what says that something went wrong.
	WrongLine fyne.ThemeColorName = "kantoor.wrongLine"
	// Dim lies over paper and pictures, which are light, so that they do not glare in the dark.
	Dim fyne.ThemeColorName = "kantoor.dim"

	red     fyne.ThemeColorName = "kantoor.red"
	onRed   fyne.ThemeColorName = "kantoor.onRed"
	amber   fyne.ThemeColorName = "kantoor.amber"
	onAmber fyne.ThemeColorName = "kantoor.onAmber"
	green   fyne.ThemeColorName = "kantoor.green"
	onGreen fyne.ThemeColorName = "kantoor.onGreen"
	blue    fyne.ThemeColorName = "kantoor.blue"
	onBlue  fyne.ThemeColorName = "kantoor.onBlue"
	grey    fyne.ThemeColorName = "kantoor.grey"
	onGrey  fyne.ThemeColorName = "kantoor.onGrey"
)

// Tone is the colour of a status; the word beside it says the same.
type Tone int

// The tones: red is late or wrong, amber asks attention, green is done or good, blue is ready for the next step,
// grey is everything else.
const (
	Grey Tone = iota
	Blue
	Green
	Amber
	Red
)

// Back is the colour behind a word in this tone.
func (t Tone) Back() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{grey, blue, green, amber, red}[t.clamp()]
}

// Front is the colour of a word in this tone.
func (t Tone) Front() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{onGrey, onBlue, onGreen, onAmber, onRed}[t.clamp()]
}

func (t Tone) clamp() Tone { return min(max(t, Grey), Red) }

// Pair is a colour of text and one that it stands on.
type Pair struct{ Front, Back fyne.ThemeColorName }

// Pairs are all pairs of text and ground that the blocks use; each has to reach a contrast of 4.5 (WCAG 2 AA).
func Pairs() []Pair {
	pairs := []Pair{
		{Ink, Paper},
		{Ink, Side},
		{Ink, SideChosen},
		{Ink, Aside},
		{Ink, Chosen},
		{Ink, Panel},
		{Ink, Mark},
		{Ink, Hover},
		{Ink, Line},
		{Quiet, Line},
		{Ink, FieldPaper},
		{Quiet, Paper},
		{Quiet, Side},
		{Quiet, Aside},
		{Quiet, Chosen},
		{Quiet, Panel},
		{Quiet, Hover},
		{Quiet, FieldPaper},
		{Accent, Paper},
		{Accent, Chosen},
		{Accent, Panel},
		{OnAccent, Accent},
		{OnAccent, AccentSoft},
		{OnChosen, Chosen},
		{OnToast, Toast},
		{ToastLink, Toast},
		{OnBadge, Badge},
		{Wrong, Paper},
		{Wrong, Dialog},
		{Ink, Dialog},
		{Quiet, Dialog},
		{Accent, Dialog},
		{Accent, Aside},
		{Accent, Side},
		{Ink, Selected},
		{Quiet, grey},
	}
	for t := Grey; t <= Red; t++ {
		pairs = append(pairs, Pair{t.Front(), t.Back()}, Pair{t.Front(), Paper}, Pair{t.Front(), Chosen})
	}
	return pairs
}

type palette map[fyne.ThemeColorName]color.NRGBA

var light = palette{
	Clear: rgb(0xFFFFFF00),
	Ink:   rgb(0x1D2530FF), Quiet: rgb(0x5B6675FF), Paper: rgb(0xFFFFFFFF),
	Side: rgb(0xEEF1F4FF), SideChosen: rgb(0xFFFFFFFF), Aside: rgb(0xFAFBFCFF),
	Line: rgb(0xE2E6EBFF), Hover: rgb(0xF3F5F8FF),
	Accent: rgb(0x0F6E84FF), OnAccent: rgb(0xFFFFFFFF), AccentSoft: rgb(0x0C5C6FFF),
	Chosen: rgb(0xE1EFF2FF), OnChosen: rgb(0x0B5364FF),
	Panel: rgb(0xF5FAFBFF), PanelLine: rgb(0xC6DFE5FF), Mark: rgb(0xD9EEF2FF),
	Toast: rgb(0x1D2530FF), OnToast: rgb(0xFFFFFFFF), ToastLink: rgb(0x8FD3E3FF),
	Badge: rgb(0xB3261EFF), OnBadge: rgb(0xFFFFFFFF),
	red: rgb(0xFDECEAFF), onRed: rgb(0x9C1C15FF),
	amber: rgb(0xFFF1D6FF), onAmber: rgb(0x7A4E00FF),
	green: rgb(0xE4F4EAFF), onGreen: rgb(0x17633BFF),
	blue: rgb(0xE8F1FBFF), onBlue: rgb(0x174F8CFF),
	grey: rgb(0xEEF1F4FF), onGrey: rgb(0x46505CFF),

	FieldLine: rgb(0x7A8592FF), Edge: rgb(0xC9D1DAFF), FieldPaper: rgb(0xFFFFFFFF), Wrong: rgb(0x9C1C15FF),
	WrongLine: rgb(0xDDA29DFF), Dim: rgb(0xFFFFFF00),
	theme.ColorNamePlaceHolder: rgb(0x5B6675FF), theme.ColorNameDisabled: rgb(0x8A94A0FF),
	theme.ColorNameButton: rgb(0xFFFFFFFF), theme.ColorNameDisabledButton: rgb(0xEEF1F4FF),
	theme.ColorNameFocus: rgb(0xC9E4EAFF), theme.ColorNameSelection: rgb(0xC9E4EAFF),
	theme.ColorNamePressed: rgb(0x0F6E8426), theme.ColorNameHyperlink: rgb(0x0F6E84FF),
	theme.ColorNameHeaderBackground: rgb(0xFFFFFFFF), theme.ColorNameMenuBackground: rgb(0xFFFFFFFF),
	theme.ColorNameOverlayBackground: rgb(0xFFFFFFFF), theme.ColorNameShadow: rgb(0x1D253040),
	theme.ColorNameScrollBar: rgb(0x9AA4B0C0), theme.ColorNameScrollBarBackground: rgb(0xFFFFFF00),
	theme.ColorNameSuccess: rgb(0x17633BFF), theme.ColorNameWarning: rgb(0x7A4E00FF),
	theme.ColorNameForegroundOnError: rgb(0xFFFFFFFF), theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFFFF),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFFFF),
}

var dark = palette{
	Clear: rgb(0x16191E00),
	Ink:   rgb(0xE8EBEFFF), Quiet: rgb(0x9DA7B3FF), Paper: rgb(0x16191EFF),
	Side: rgb(0x101317FF), SideChosen: rgb(0x16191EFF), Aside: rgb(0x13161AFF),
	Line: rgb(0x2A3038FF), Hover: rgb(0x1D2229FF),
	Accent: rgb(0x3FB2CAFF), OnAccent: rgb(0x06222AFF), AccentSoft: rgb(0x5CC2D7FF),
	Chosen: rgb(0x17303AFF), OnChosen: rgb(0xA6DFECFF),
	Panel: rgb(0x14222AFF), PanelLine: rgb(0x25505DFF), Mark: rgb(0x1B414DFF),
	Toast: rgb(0x343D48FF), OnToast: rgb(0xE8EBEFFF), ToastLink: rgb(0x8FD3E3FF),
	Badge: rgb(0xB3261EFF), OnBadge: rgb(0xFFFFFFFF),
	red: rgb(0x43201DFF), onRed: rgb(0xFFB4ADFF),
	amber: rgb(0x3D2E0CFF), onAmber: rgb(0xF5C566FF),
	green: rgb(0x173726FF), onGreen: rgb(0x8FD9ABFF),
	blue: rgb(0x17304DFF), onBlue: rgb(0xA5CCF7FF),
	grey: rgb(0x252B33FF), onGrey: rgb(0xB7C0CAFF),

	FieldLine: rgb(0x747F8BFF), Edge: rgb(0x3A424CFF), FieldPaper: rgb(0x16191EFF), Wrong: rgb(0xFFB4ADFF),
	WrongLine: rgb(0x8A4640FF), Dim: rgb(0x10131738),
	theme.ColorNamePlaceHolder: rgb(0x9DA7B3FF), theme.ColorNameDisabled: rgb(0x6B7580FF),
	theme.ColorNameButton: rgb(0x16191EFF), theme.ColorNameDisabledButton: rgb(0x20252CFF),
	theme.ColorNameFocus: rgb(0x1F4A56FF), theme.ColorNameSelection: rgb(0x1F4A56FF),
	theme.ColorNamePressed: rgb(0x3FB2CA26), theme.ColorNameHyperlink: rgb(0x3FB2CAFF),
	theme.ColorNameHeaderBackground: rgb(0x16191EFF), theme.ColorNameMenuBackground: rgb(0x1B1F25FF),
	theme.ColorNameOverlayBackground: rgb(0x1B1F25FF), theme.ColorNameShadow: rgb(0x000000A0),
	theme.ColorNameScrollBar: rgb(0x6B7580C0), theme.ColorNameScrollBarBackground: rgb(0x16191E00),
	theme.ColorNameSuccess: rgb(0x8FD9ABFF), theme.ColorNameWarning: rgb(0xF5C566FF),
	theme.ColorNameForegroundOnError: rgb(0x16191EFF), theme.ColorNameForegroundOnSuccess: rgb(0x16191EFF),
	theme.ColorNameForegroundOnWarning: rgb(0x16191EFF),
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16 & 0xFF), B: uint8(v >> 8 & 0xFF), A: uint8(v & 0xFF)}
}
