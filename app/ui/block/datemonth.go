package block

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// Month is a month as a grid of days, to choose one of: the arrows go a day or a week on, PageUp and PageDown a month,
// Home to today, Enter chooses and Esc leaves. It has the keyboard while it is open.
type Month struct {
	widget.BaseWidget

	today    string
	day      time.Time
	onChoose func(day string)
	onLeave  func()
	focused  bool
}

var (
	_ fyne.Focusable = (*Month)(nil)
	_ fyne.Tappable  = (*Month)(nil)
)

const dayLayout = "2006-01-02"

// NewMonth returns the month of a day (YYYY-MM-DD; today's when it is none). choose gets the day that was chosen, leave
// is called when none was.
func NewMonth(day, today string, choose func(day string), leave func()) *Month {
	m := &Month{today: today, onChoose: choose, onLeave: leave}
	at, err := time.Parse(dayLayout, day)
	if err != nil {
		if at, err = time.Parse(dayLayout, today); err != nil {
			at = time.Now()
		}
	}
	m.day = at
	m.ExtendBaseWidget(m)
	return m
}

// Day answers the day that Enter would choose, as YYYY-MM-DD.
func (m *Month) Day() string { return m.day.Format(dayLayout) }

// first is the Monday that the grid begins with.
func (m *Month) first() time.Time {
	f := m.day.AddDate(0, 0, 1-m.day.Day())
	return f.AddDate(0, 0, -((int(f.Weekday()) + 6) % 7))
}

// TypedKey is for the toolkit.
func (m *Month) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		m.day = m.day.AddDate(0, 0, -1)
	case fyne.KeyRight:
		m.day = m.day.AddDate(0, 0, 1)
	case fyne.KeyUp:
		m.day = m.day.AddDate(0, 0, -7)
	case fyne.KeyDown:
		m.day = m.day.AddDate(0, 0, 7)
	case fyne.KeyPageUp:
		m.month(-1)
	case fyne.KeyPageDown:
		m.month(1)
	case fyne.KeyHome:
		if t, err := time.Parse(dayLayout, m.today); err == nil {
			m.day = t
		}
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.onChoose(m.Day())
		return
	case fyne.KeyEscape, fyne.KeyF4, fyne.KeyTab:
		m.onLeave()
		return
	default:
		return
	}
	m.Refresh()
}

// month goes months on; the last day of a shorter month is its last.
func (m *Month) month(n int) {
	f := time.Date(m.day.Year(), m.day.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := f.AddDate(0, 1, -1).Day()
	m.day = f.AddDate(0, 0, min(m.day.Day(), last)-1)
}

// TypedRune is for the toolkit.
func (m *Month) TypedRune(rune) {}

// FocusGained is for the toolkit.
func (m *Month) FocusGained() {
	m.focused = true
	m.Refresh()
}

// FocusLost is for the toolkit.
func (m *Month) FocusLost() {
	m.focused = false
	m.Refresh()
}

// Tapped chooses the day, or the month at the head's ends.
func (m *Month) Tapped(e *fyne.PointEvent) {
	w, h := m.cell()
	row, column := int(e.Position.Y/h), min(max(int(e.Position.X/w), 0), 6)
	switch {
	case row == 0 && column == 0:
		m.month(-1)
	case row == 0 && column == 6:
		m.month(1)
	case row < 2 || row > 7:
		return
	default:
		m.day = m.first().AddDate(0, 0, (row-2)*7+column)
		m.onChoose(m.Day())
		return
	}
	m.Refresh()
}

func (m *Month) cell() (w, h float32) { return look.Scaled(38), look.Scaled(30) }

// CreateRenderer is for the toolkit.
func (m *Month) CreateRenderer() fyne.WidgetRenderer {
	v := &monthView{m: m, head: canvas.NewText("", nil), back: canvas.NewText("‹", nil), next: canvas.NewText("›", nil), box: canvas.NewRectangle(nil)}
	v.objects = []fyne.CanvasObject{v.box, v.head, v.back, v.next}
	for i := range v.names {
		v.names[i] = canvas.NewText("", nil)
		v.objects = append(v.objects, v.names[i])
	}
	for i := range v.days {
		v.days[i] = canvas.NewText("", nil)
		v.objects = append(v.objects, v.days[i])
	}
	v.Refresh()
	return v
}

// monthView draws a month: its name, the days of the week, six weeks.
type monthView struct {
	m                *Month
	box              *canvas.Rectangle
	head, back, next *canvas.Text
	names            [7]*canvas.Text
	days             [42]*canvas.Text
	objects          []fyne.CanvasObject
}

func (v *monthView) MinSize() fyne.Size {
	w, h := v.m.cell()
	return fyne.NewSize(7*w, 8*h)
}

func (v *monthView) Layout(fyne.Size) {
	w, h := v.m.cell()
	place := func(t *canvas.Text, column, row int, columns float32) {
		t.Alignment = fyne.TextAlignCenter
		t.Move(fyne.NewPos(float32(column)*w, float32(row)*h+(h-t.MinSize().Height)/2))
		t.Resize(fyne.NewSize(w*columns, t.MinSize().Height))
	}
	place(v.back, 0, 0, 1)
	place(v.head, 1, 0, 5)
	place(v.next, 6, 0, 1)
	for i, t := range v.names {
		place(t, i, 1, 1)
	}
	at := int(v.m.day.Sub(v.m.first()).Hours() / 24)
	for i, t := range v.days {
		place(t, i%7, 2+i/7, 1)
	}
	v.box.Move(fyne.NewPos(float32(at%7)*w+1, float32(2+at/7)*h+1))
	v.box.Resize(fyne.NewSize(w-2, h-2))
}

func (v *monthView) Refresh() {
	m := v.m
	set := func(t *canvas.Text, text string, c fyne.ThemeColorName, bold bool) {
		t.Text, t.Color, t.TextSize, t.TextStyle = text, look.Color(c), look.Size(look.SizeText), fyne.TextStyle{Bold: bold}
	}
	set(v.head, monthName(m.Day()), look.Ink, true)
	set(v.back, "‹", look.Accent, true)
	set(v.next, "›", look.Accent, true)
	day := m.first()
	for i := range v.names {
		set(v.names[i], dutch.Day(day.AddDate(0, 0, i).Format(dayLayout))[:2], look.Quiet, false)
		v.names[i].TextSize = look.Size(look.SizeSmall)
	}
	for i := range v.days {
		d := day.AddDate(0, 0, i)
		c := look.Ink
		if d.Month() != m.day.Month() {
			c = look.Quiet
		}
		today := d.Format(dayLayout) == m.today
		if today {
			c = look.Accent
		}
		set(v.days[i], strconv.Itoa(d.Day()), c, today || d.Equal(m.day))
	}
	v.box.FillColor, v.box.StrokeColor = look.Color(look.Panel), look.Color(look.FieldLine)
	v.box.StrokeWidth, v.box.CornerRadius = 1, 5
	if m.focused {
		v.box.StrokeColor, v.box.StrokeWidth = look.Color(look.Accent), 2
	}
	v.Layout(m.Size())
	for _, o := range v.objects {
		o.Refresh()
	}
}

func (v *monthView) Objects() []fyne.CanvasObject { return v.objects }
func (v *monthView) Destroy()                     {}

// monthName writes "maart 2026".
func monthName(day string) string {
	parts := strings.Fields(dutch.LongDay(day))
	return strings.Join(parts[max(0, len(parts)-2):], " ")
}

// monthSign at the end of a field opens the month by the mouse; the keyboard has F4 and does not stop here.
type monthSign struct {
	widget.BaseWidget

	tap func()
}

var (
	_ fyne.Tappable      = (*monthSign)(nil)
	_ desktop.Cursorable = (*monthSign)(nil)
)

func newMonthSign(tap func()) *monthSign {
	s := &monthSign{tap: tap}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped is for the toolkit.
func (s *monthSign) Tapped(*fyne.PointEvent) { s.tap() }

// Cursor is for the toolkit.
func (s *monthSign) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer is for the toolkit.
func (s *monthSign) CreateRenderer() fyne.WidgetRenderer {
	icon := NewIcon(look.IconCalendar, look.Quiet)
	icon.Units = 16
	return widget.NewSimpleRenderer(Pad(0, 4, 0, 4, icon))
}

// openMonth shows the month under the field; the keyboard is in it until a day is chosen.
func (f *DateField) openMonth() {
	c := fyne.CurrentApp().Driver().CanvasForObject(f)
	if c == nil || f.Disabled() {
		return
	}
	var popup *widget.PopUp
	leave := func() {
		popup.Hide()
		c.Focus(f)
	}
	month := NewMonth(f.Value(), f.today(), func(day string) {
		leave()
		f.SetText(dutch.Day(day))
	}, leave)
	popup = widget.NewPopUp(Pad(8, 10, 10, 10, month), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
	need, room := popup.MinSize(), c.Size()
	at.Y += f.Size().Height + 2
	if at.Y+need.Height > room.Height {
		at.Y = max(0, at.Y-f.Size().Height-4-need.Height)
	}
	at.X = max(0, min(at.X, room.Width-need.Width))
	popup.ShowAtPosition(at)
	c.Focus(month)
}
