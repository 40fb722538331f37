package main

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestTheFirstWindowFitsASmallScreen(t *testing.T) {
	p := test.NewTempApp(t).Preferences()
	const bars = 31 + 40 // the title of the window, and the task bar
	if s := windowSize(p); s.Width > 1366 || s.Height > 768-bars {
		t.Errorf("the window opens at %v", s)
	}
	p.SetFloat(keyHeight, 1000)
	if s := windowSize(p); s.Height != 1000 {
		t.Errorf("the window opens at %v and not at the height it was left", s)
	}
}
