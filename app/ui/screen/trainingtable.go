package screen

import (
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// countCell is a count in a table.
func countCell(n int) block.Cell { return block.Cell{Text: strconv.Itoa(n), Number: int64(n)} }

// cohortColumns are the cohorts as a table.
func cohortColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "course", Title: words.T("Opleiding"), Grow: true, Free: true, Least: 140},
		{ID: "town", Title: words.T("Plaats"), Rank: 1},
		{ID: "day", Title: words.T("Dag"), Holds: block.Days},
		{ID: "people", Title: words.T("Deelnemers"), Align: block.Right, Numeric: true, Holds: block.Counts, Rank: 3},
		{ID: "seats", Title: words.T("Plaatsen"), Align: block.Right, Numeric: true, Holds: block.Counts, Rank: 4},
		{ID: "state", Title: words.T("Stand")},
		{ID: "code", Title: words.T("Code"), Rank: 2},
	}
}

// cohortRow is a cohort as a row; its cells stand in the order of cohortColumns.
func cohortRow(r training.Row) *block.Row {
	return &block.Row{Cells: []block.Cell{
		{Text: r.Course, Kind: block.BoldText},
		{Text: r.Town},
		dayCell(string(r.Day)), countCell(r.Taking), countCell(r.Seats),
		{Text: r.Pill.Text, Kind: block.Status, Tone: tone(string(r.Pill.Tone))},
		{Text: r.Code},
	}}
}

// courseColumns are the courses as a table.
func courseColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "name", Title: words.T("Naam"), Grow: true},
		{ID: "kind", Title: words.T("Soort")},
		{ID: "age", Title: words.T("Leeftijdsgroep"), Rank: 2},
		{ID: "days", Title: words.T("Dagen"), Align: block.Right, Numeric: true, Holds: block.Counts},
		{ID: "price", Title: words.T("Prijs"), Align: block.Right, Numeric: true},
		{ID: "state", Title: words.T("Stand"), Rank: 1},
	}
}

// courseRow is a course as a row; its cells stand in the order of courseColumns.
func courseRow(c data.Course) *block.Row {
	state := block.Cell{}
	if c.Ended {
		state = block.Cell{Text: words.T("niet meer gegeven"), Kind: block.Status}
	}
	return &block.Row{Cells: []block.Cell{
		{Text: c.Name, Kind: block.BoldText}, {Text: words.T(training.KindWords[c.Kind])}, {Text: c.AgeGroup}, countCell(c.Days), moneyCell(c.PriceCents), state,
	}}
}

// complaintColumns are the complaints as a table.
func complaintColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "number", Title: words.T("Nummer")},
		{ID: "subject", Title: words.T("Klacht"), Grow: true, Free: true, Least: 160},
		{ID: "route", Title: words.T("Soort"), Rank: 2},
		{ID: "who", Title: words.T("Melder"), Rank: 1},
		{ID: "received", Title: words.T("Ontvangen"), Holds: block.Days, Rank: 3},
		{ID: "due", Title: words.T("Uiterlijk"), Holds: block.Days},
		{ID: "state", Title: words.T("Stand")},
	}
}

// complaintRow is a complaint as a row; its cells stand in the order of complaintColumns.
func complaintRow(r complaint.Row) *block.Row {
	return &block.Row{Cells: []block.Cell{
		{Text: r.Number},
		{Text: r.Subject, Kind: block.BoldText},
		{Text: routeName(r.Route)},
		{Text: r.Complainant},
		dayCell(string(r.Received)), dayCell(string(r.Clock.Due)),
		{Text: r.Clock.Text(), Kind: block.Status, Tone: clockTone(r.Clock)},
	}}
}
