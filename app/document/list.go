package document

import (
	"strconv"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
)

// ListColumn is a column of a list. Width is in millimetres; 0 lets what the column
// holds decide.
type ListColumn struct {
	Title string
	Width float64
	Right bool // figures
}

// ListValues is a plain table to print.
type ListValues struct {
	Title     string
	About     []string // lines under the title
	Columns   []ListColumn
	Rows      [][]string
	Landscape bool
	RowHeight float64 // least height in millimetres
	Grid      bool    // lines between columns, to write in
	Closing   string  // a line under the table, such as a total
}

// maxColumns is how many columns can be told apart on paper.
const maxColumns = 30

// List prints a table over as many pages as it takes.
func List(v ListValues, o Look) ([]byte, error) {
	p, err := LayList(v, o)
	if err != nil {
		return nil, err
	}
	return p.PDF()
}

// LayList lays a table out, over as many pages as it takes.
func LayList(v ListValues, o Look) (*Paper, error) {
	p, err := o.paper(v.Title)
	if err != nil {
		return nil, err
	}
	if len(v.Columns) == 0 || len(v.Columns) > maxColumns {
		return nil, refuse("de lijst is niet gemaakt: er zijn %d kolommen, het moeten er 1 tot %d zijn", len(v.Columns), maxColumns)
	}
	w, h := a4Short, a4Long
	if v.Landscape {
		w, h = h, w
	}
	f := newFlow(p, w, h)
	f.inside, f.name = true, p.info.title
	f.y = 18
	title := titleText.sized(20)
	cleaned, _ := clean(v.Title)
	for _, line := range title.wrap(cleaned, f.width()) {
		f.sheet().text(f.left(), f.y+title.capital(), title, line)
		f.y += title.leading()
	}
	f.y += 1
	for _, line := range v.About {
		f.text(bodyText.inked(quiet), line, f.width())
	}
	f.y += 4
	columns := make([]column, len(v.Columns))
	for i, c := range v.Columns {
		heading, _ := clean(c.Title)
		columns[i] = column{head: heading, width: c.Width, right: c.Right}
	}
	t := &table{flow: f, columns: columns, style: bodyText.sized(9), pad: 1.5, least: v.RowHeight, grid: v.Grid}
	spread(columns, v.Rows, t.style, t.pad, f.width())
	for _, c := range columns {
		if c.width < 5 {
			return nil, refuse("de lijst is niet gemaakt: de kolommen zijn samen te breed voor het papier")
		}
	}
	if len(v.Rows) == 0 {
		t.heads()
	}
	for _, row := range v.Rows {
		t.row(row)
	}
	t.end()
	if v.Closing != "" {
		f.y += 3
		f.text(boldText, v.Closing, f.width())
	}
	return f.asPaper()
}

// Participant is somebody on an attendance list.
type Participant struct {
	Name         string
	Organisation string
}

// AttendanceValues is a list on which participants sign for each day.
type AttendanceValues struct {
	Course       string
	Place        string
	Trainers     []string
	Days         []string // YYYY-MM-DD
	Participants []Participant
	// Spare is how many empty rows there are for who comes unannounced; fewer, but one, where that saves a sheet.
	Spare int
}

// maxSignDays is how many columns to sign in fit beside the names.
const maxSignDays = 8

// Attendance prints a list to sign, a column for each day.
func Attendance(v AttendanceValues, o Look) ([]byte, error) {
	p, err := LayAttendance(v, o)
	if err != nil {
		return nil, err
	}
	return p.PDF()
}

// LayAttendance lays out a list to sign, a column for each day.
func LayAttendance(v AttendanceValues, o Look) (*Paper, error) {
	if len(v.Days) == 0 || len(v.Days) > maxSignDays {
		return nil, refuse("de presentielijst is niet gemaakt: er zijn %d dagen, het moeten er 1 tot %d zijn", len(v.Days), maxSignDays)
	}
	l := ListValues{
		Title: "Presentielijst " + v.Course, Landscape: true, RowHeight: 11, Grid: true,
		Columns: []ListColumn{{Width: 9, Right: true}, {Title: "Naam"}, {Title: "Organisatie"}},
	}
	var days []time.Time
	// Few days have room for a whole signature.
	dayWidth := min(60, max(34, 100/float64(len(v.Days))), 150/float64(len(v.Days)))
	for _, day := range v.Days {
		t, err := parseDay(day)
		if err != nil {
			return nil, explain(err, "de presentielijst is niet gemaakt")
		}
		days = append(days, t)
		title := dutch.Weekdays[t.Weekday()][:2] + noBreak + strconv.Itoa(t.Day()) + noBreak + dutch.ShortMonths[t.Month()-1]
		l.Columns = append(l.Columns, ListColumn{Title: title, Width: dayWidth})
	}
	l.About = append(l.About, joinFilled("  ·  ", v.Place, DayList(days)))
	if len(v.Trainers) > 0 {
		l.About = append(l.About, "Trainers: "+dutch.And(v.Trainers))
	}
	spare := max(0, min(v.Spare, 50))
	for i := range len(v.Participants) + spare {
		row := []string{strconv.Itoa(i + 1)}
		if i < len(v.Participants) {
			row = append(row, v.Participants[i].Name, v.Participants[i].Organisation)
		}
		l.Rows = append(l.Rows, row)
	}
	all, err := LayList(l, o)
	if err != nil || len(all.sheets) == 1 {
		return all, err
	}
	// A sheet with nothing but empty rows is not worth its paper.
	for ; spare > 1; spare-- {
		l.Rows = l.Rows[:len(l.Rows)-1]
		fewer, err := LayList(l, o)
		if err != nil {
			return nil, err
		}
		if len(fewer.sheets) < len(all.sheets) {
			return fewer, nil
		}
	}
	return all, nil
}
