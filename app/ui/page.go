package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Page is what stands in the middle of the window. All methods are called on the window's goroutine. It is made once,
// when its screen is first opened, and kept.
type Page interface {
	// Title is the page's name as the user reads it.
	Title() string
	// Content is what is shown; the same object each time.
	Content() fyne.CanvasObject
	// Shown is called each time the page comes into view.
	Shown()
	// Reload is called when records may have changed: read again what is shown, and keep what is chosen.
	Reload()
}

// What a page can do more. The shell asks for these by type assertion.
type (
	// Commander has commands of its own, in the menu "Dit scherm", the search box, the bottom line and under F1.
	Commander interface{ Commands() []Command }
	// Opener shows one record, by the key of a Route.
	Opener interface{ Open(key string) }
	// Doer shows a record, and then does a command with it.
	Doer interface{ Do(key, command string) }
	// Focuser says what has the keyboard first.
	Focuser interface{ First() fyne.Focusable }
	// Backer goes a step back on the page itself at Esc; false when there is none.
	Backer interface{ Back() bool }
	// Stater says something at the right of the bottom line, such as "op de server 1.284 · hier 1.284".
	Stater interface{ State() string }
	// Dropper takes files that are dropped on the window, by path.
	Dropper interface{ Dropped(paths []string) }
	// Taker says of files that are otherwise taken for the whole window (Shell.OfferDrop) that they are for this page.
	Taker interface{ Takes(paths []string) bool }
	// AllSelecter chooses everything at Ctrl or Cmd+A.
	AllSelecter interface{ SelectAll() }
	// Leaver may have something unsaved; it answers false to stay, and calls leave itself once that is settled.
	Leaver interface{ MayLeave(leave func()) bool }
	// Resumer goes on with a form of this screen that was not saved: key is the record's, "" for a new one.
	Resumer interface{ Resume(form, key string) }
	// Printer prints what is shown, at Ctrl or Cmd+P.
	Printer interface{ Print() }
	// Filterer has a field that filters its list, which gets the keyboard at Ctrl or Cmd+F.
	Filterer interface{ Filter() fyne.Focusable }
	// Exporter has a list that can be written to a file, at Ctrl or Cmd+E; false while there is none. It is asked often:
	// the work is for Export.Rows.
	Exporter interface{ Export() (Export, bool) }
	// Lister has a list that can be shown as a table, and be sorted.
	Lister interface{ List() *block.List }
	// Columner has a table of which the columns are chosen, in the menu that Menu opens; nil while it is not shown.
	Columner interface{ Columns() *block.Table }
)

// ScreenID names a screen of the navigation.
type ScreenID string

// The screens, in the order of the navigation.
const (
	ScreenToday      ScreenID = "vandaag"
	ScreenMail       ScreenID = "post"
	ScreenComplaints ScreenID = "klachten"
	ScreenRegister   ScreenID = "register"
	ScreenTrainings  ScreenID = "trainingen"
	ScreenOrders     ScreenID = "bestellingen"
	ScreenInvoices   ScreenID = "facturen"
	ScreenReports    ScreenID = "rapporten"
	ScreenSettings   ScreenID = "instellingen"
)

type slot struct {
	id   ScreenID
	name string
	icon look.Icon
	// gap draws a line above it.
	gap bool
}

// slots are all places of the navigation; one whose screen is not registered is not shown.
var slots = []slot{
	{ScreenToday, words.Later("Vandaag"), look.IconToday, false},
	{ScreenMail, words.Later("Post"), look.IconMail, false},
	{ScreenComplaints, words.Later("Klachten"), look.IconComplaint, false},
	{ScreenRegister, words.Later("Register"), look.IconPeople, true},
	{ScreenTrainings, words.Later("Trainingen"), look.IconTraining, false},
	{ScreenOrders, words.Later("Bestellingen"), look.IconOrder, true},
	{ScreenInvoices, words.Later("Facturen"), look.IconInvoice, false},
	{ScreenReports, words.Later("Rapporten"), look.IconReport, true},
	{ScreenSettings, words.Later("Instellingen"), look.IconSettings, false},
}

// ScreenOldPapers is a screen that other screens lead to.
const ScreenOldPapers ScreenID = "oude-certificaten"

// unlisted are the screens without a place in the navigation, whose commands can be asked for from anywhere all the same.
var unlisted = []slot{{ScreenOldPapers, words.Later("Oude certificaten"), look.IconAward, false}}

// Screen is a page that can be opened from the navigation.
type Screen struct {
	ID ScreenID
	// New makes the page when it is first opened; nil for a screen that only has its place as yet.
	New func(*Shell) Page
	// Begin offers what the screen has for the whole window, when it is registered; may be nil.
	Begin func(*Shell)
}

// Route is a place to go to: a screen and, where it has records, the key of one ("" is the screen as it was left).
type Route struct {
	Screen ScreenID
	Key    string
}

// Hit is something that the search box found.
type Hit struct {
	// Title is its name, Detail what tells it from namesakes, Kind what it is ("professional", "factuur").
	Title, Detail, Kind string
	// Route is where it is shown.
	Route Route
	// Last is a kind of which there are many: it stands after what can be done.
	Last bool
}

// Finder finds records by what is typed in the search box, the best first. It is called beside the window.
type Finder interface {
	Find(ctx context.Context, text string, limit int) ([]Hit, error)
}
