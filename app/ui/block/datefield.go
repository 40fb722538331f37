package block

import (
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// DateField is a field for a day: it takes 3-3-2026, 03032026, 3 mrt and more, and shows "di 3 mrt 2026" once it is
// left. Up and Down are a day later and earlier, F4 or the sign at its end opens the month.
type DateField struct {
	entry

	// Required refuses an empty day.
	Required bool
	// Today is the day that "3 mrt" and "morgen" are read from, as YYYY-MM-DD; empty is the computer's.
	Today string
}

var _ Field = (*DateField)(nil)

// NewDateField returns an empty field for a day.
func NewDateField() *DateField {
	f := &DateField{}
	f.PlaceHolder = "d-m-jjjj"
	f.units = 186
	f.begin(f)
	f.ActionItem = newMonthSign(f.openMonth)
	f.came = f.selectAll
	f.lost = func() {
		if day, err := f.parse(); err == nil {
			f.setQuiet(dutch.Day(day))
		}
	}
	f.keys = func(e *fyne.KeyEvent) bool {
		step := 0
		switch e.Name {
		case fyne.KeyF4:
			f.openMonth()
			return true
		case fyne.KeyUp:
			step = 1
		case fyne.KeyDown:
			step = -1
		default:
			return false
		}
		t, err := time.Parse("2006-01-02", f.Value())
		if err == nil {
			f.SetText(dutch.Day(t.AddDate(0, 0, step).Format("2006-01-02")))
		}
		return true
	}
	return f
}

// today is the day at the desk.
func (f *DateField) today() string {
	if f.Today == "" {
		return time.Now().Format(dayLayout)
	}
	return f.Today
}

func (f *DateField) parse() (string, error) { return dutch.ParseDay(f.Entry.Text, f.today()) }

// Value answers the day as YYYY-MM-DD; "" when there is none or it cannot be read.
func (f *DateField) Value() string {
	day, err := f.parse()
	if err != nil {
		return ""
	}
	return day
}

// SetValue shows a day (YYYY-MM-DD); "" empties the field.
func (f *DateField) SetValue(day string) { f.setQuiet(dutch.Day(day)) }

// Keys answers what takes the keyboard.
func (f *DateField) Keys() fyne.Focusable { return f }

// Problem answers what is wrong with the value.
func (f *DateField) Problem() string {
	day, err := f.parse()
	switch {
	case err != nil:
		return words.T("Dit is geen datum. Typ bijvoorbeeld 3-3-2026.")
	case day == "" && f.Required:
		return words.T("Vul een datum in.")
	}
	return ""
}

// MoneyField is a field for an amount: it takes 114,95 and 1.234,5, and shows "1.234,50" once it is left.
type MoneyField struct {
	entry

	// Required refuses an empty amount.
	Required bool
}

var _ Field = (*MoneyField)(nil)

// NewMoneyField returns an empty field for an amount.
func NewMoneyField() *MoneyField {
	f := &MoneyField{}
	f.PlaceHolder = "0,00"
	f.units = shortField
	f.begin(f)
	f.came = f.selectAll
	f.lost = func() {
		if cents, err := dutch.ParseMoney(f.Entry.Text); err == nil {
			f.setQuiet(dutch.Amount(cents))
		}
	}
	return f
}

// Value answers the amount in cents, and false when there is none or it cannot be read.
func (f *MoneyField) Value() (cents int64, ok bool) {
	cents, err := dutch.ParseMoney(f.Entry.Text)
	return cents, err == nil
}

// SetValue shows an amount in cents.
func (f *MoneyField) SetValue(cents int64) { f.setQuiet(dutch.Amount(cents)) }

// Keys answers what takes the keyboard.
func (f *MoneyField) Keys() fyne.Focusable { return f }

// Problem answers what is wrong with the value.
func (f *MoneyField) Problem() string {
	if f.Entry.Text == "" {
		if f.Required {
			return words.T("Vul een bedrag in.")
		}
		return ""
	}
	if _, ok := f.Value(); !ok {
		return words.T("Dit is geen bedrag. Typ bijvoorbeeld 114,95.")
	}
	return ""
}
