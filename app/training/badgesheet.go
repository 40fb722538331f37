package training

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// BadgeSheet is the setting of the paper of name badges, as a form shows it:
// lengths in millimetres, with a comma where they are no whole number.
type BadgeSheet struct {
	Columns, Rows string
	Width, Height string // of one badge
	Left, Top     string // of the first
	GapX, GapY    string // between two
	CutMarks      bool
}

// shownSheet is a sheet as a form shows it.
func shownSheet(s document.BadgeSheet) BadgeSheet {
	return BadgeSheet{
		Columns: strconv.Itoa(s.Columns), Rows: strconv.Itoa(s.Rows), Width: millimetres(s.LabelW), Height: millimetres(s.LabelH),
		Left: millimetres(s.Left), Top: millimetres(s.Top), GapX: millimetres(s.GapX), GapY: millimetres(s.GapY), CutMarks: s.CutMarks,
	}
}

// BadgeSheetNamed gives one of the usual sheets, to fill a form with.
func BadgeSheetNamed(name string) BadgeSheet {
	if name == BadgesTen {
		return shownSheet(document.Badges10)
	}
	return shownSheet(document.Badges8)
}

func millimetres(f float64) string {
	return strings.ReplaceAll(strconv.FormatFloat(f, 'f', -1, 64), ".", ",")
}

// read makes a sheet of what was filled in.
func (b BadgeSheet) read() (document.BadgeSheet, error) {
	var s document.BadgeSheet
	s.Width, s.Height, s.CutMarks = document.Badges8.Width, document.Badges8.Height, b.CutMarks
	var err error
	whole := func(text string) int {
		n, bad := strconv.Atoi(strings.TrimSpace(text))
		if bad != nil {
			err = bad
		}
		return n
	}
	length := func(text string) float64 {
		if strings.TrimSpace(text) == "" {
			return 0
		}
		f, bad := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(text), ",", "."), 64)
		if bad != nil || f != f || f > 1000 || f < 0 {
			err = fmt.Errorf("length %q", text)
		}
		return f
	}
	s.Columns, s.Rows = whole(b.Columns), whole(b.Rows)
	s.LabelW, s.LabelH, s.Left, s.Top, s.GapX, s.GapY = length(b.Width), length(b.Height), length(b.Left), length(b.Top), length(b.GapX), length(b.GapY)
	if err != nil {
		return s, data.Explain("Een van de maten is geen getal. Er is niets opgeslagen.", err)
	}
	if _, err := document.MakeBadges([]document.Badge{{First: "Jo", Name: "Jo Bos"}}, "Training", s, document.Look{Office: document.Office{Name: "Kantoor"}}); err != nil {
		return s, data.Explain("Met deze maten passen de badges niet op een A4. Er is niets opgeslagen.", err)
	}
	return s, nil
}

// BadgeSheet gives the setting.
func (t *Training) BadgeSheet(ctx context.Context) (BadgeSheet, error) {
	var out BadgeSheet
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		s, err := BadgeSheetOf(tx)
		out = shownSheet(s)
		return err
	})
	return out, err
}

// SaveBadgeSheet keeps the setting, once it is sure that badges fit.
func (t *Training) SaveBadgeSheet(ctx context.Context, b BadgeSheet) (int64, error) {
	s, err := b.read()
	if err != nil {
		return 0, err
	}
	b = shownSheet(s)
	return t.do(ctx, "Vel voor naambadges gewijzigd", func(tx *data.Tx) error {
		now, err := tx.Setting(badgeSetting, tx.Today())
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return err
		}
		text := strings.Join([]string{b.Columns, b.Rows, b.Width, b.Height, b.Left, b.Top, b.GapX, b.GapY, strconv.FormatBool(b.CutMarks)}, ";")
		if text == now {
			return nil
		}
		return tx.SaveSetting(badgeSetting, "", text)
	})
}

// readBadgeSheet reads the setting as it is kept; "" is the usual sheet.
func readBadgeSheet(text string) (document.BadgeSheet, error) {
	if text == "" {
		return document.Badges8, nil
	}
	f := strings.Split(text, ";")
	if len(f) != 9 {
		return document.Badges8, fmt.Errorf("setting %s: %d parts", badgeSetting, len(f))
	}
	return BadgeSheet{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8] == "true"}.read()
}
