package screen

import (
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// postColumns are the mails as a table; the IDs are those that the store sorts them by.
func postColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "sender", Title: words.T("Afzender"), Grow: true, Free: true},
		{ID: "subject", Title: words.T("Onderwerp"), Width: 280, Grow: true, Free: true},
		{ID: "received", Title: words.T("Ontvangen"), Holds: block.Days},
		{ID: "intent", Title: words.T("Soort"), Rank: 1},
		{ID: "state", Title: words.T("Stand"), Rank: 2},
		{ID: "outcome", Title: words.T("Uitkomst"), Free: true, Rank: 3},
		{ID: "email", Title: words.T("E-mail"), Free: true, Optional: true, Rank: 4},
	}
}

// postStates are the states of a mail as the list says them.
var postStates = map[string]string{"new": words.Later("nieuw"), "done": words.Later("klaar"), "aside": words.Later("opzij")}

// postRow is a mail as a row; its cells stand in the order of postColumns.
func postRow(m data.MessageRow, it block.Item) *block.Row {
	kind := block.Plain
	if it.Bold {
		kind = block.BoldText
	}
	return &block.Row{Cells: []block.Cell{
		{Text: it.Title, Kind: kind},
		{Text: it.Detail, Kind: kind},
		{Text: it.Right},
		{Text: intake.IntentName(m.Intent), Kind: block.Status, Tone: intentTone(m)},
		{Text: words.T(postStates[m.State])},
		{Text: m.Outcome},
		{Text: m.FromEmail},
	}}
}
