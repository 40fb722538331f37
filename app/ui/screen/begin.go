package screen

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Places gives the screens of an office by name only, for a window that stands before its office is open.
func Places() []ui.Screen {
	var all []ui.Screen
	for _, id := range []ui.ScreenID{
		ui.ScreenToday, ui.ScreenMail, ui.ScreenComplaints, ui.ScreenRegister, ui.ScreenTrainings, ui.ScreenOrders, ui.ScreenInvoices, ui.ScreenReports, ui.ScreenSettings,
		screenWelcome, ui.ScreenOldPapers,
	} {
		all = append(all, ui.Screen{ID: id})
	}
	return all
}

// Refused is what stands in the window when the office cannot be opened, and what has the keyboard then. Without again
// there is nothing to try; restore leads to putting a backup back, where that helps, and is nil elsewhere.
func Refused(text string, again, restore, close func()) (fyne.CanvasObject, fyne.Focusable) {
	closing := block.NewButton(words.T("Sluiten"), close)
	buttons, first := block.Spread(8), closing
	if restore != nil {
		first = block.NewPrimary(words.T("Back-up terugzetten …"), restore)
		buttons.Add(first)
	}
	if again != nil {
		trying := block.NewButton(words.T("Opnieuw proberen"), again)
		if restore == nil {
			trying.Kind, first = block.Primary, trying
		}
		buttons.Add(trying)
	}
	buttons.Add(closing)
	sign := block.NewEmpty(look.IconWarning, words.T("Het kantoor gaat niet open"), text, buttons)
	return block.On(look.Paper, container.NewCenter(block.Wide(520, sign))), first
}

// mostDrafts is how many forms a notice leads to; all of them are on Vandaag.
const mostDrafts = 3

// Stopped tells that the program did not come to its end the last time, and leads to the forms that were not saved then;
// openLog shows the log.
func Stopped(s *ui.Shell, at, now time.Time, openLog func()) {
	s.LoadDrafts(s.Tasks.Lane(), func(open []data.Draft) {
		kept := words.T("Alles wat was opgeslagen, is er nog.")
		var typed []ui.NoticeLink
		if len(open) > 0 {
			kept = words.T("Wat je had getypt is bewaard.")
		}
		for _, d := range open[:min(len(open), mostDrafts)] {
			typed = append(typed, ui.NoticeLink{Text: words.T("Verder met %s", d.Title), Open: func() { s.Resume(d) }})
		}
		s.Notify(ui.Notice{
			Text: stopped(at, now) + " " + kept, Links: []ui.NoticeLink{{Text: words.T("Logboek bekijken"), Open: openLog}}, Under: typed,
		})
	})
}

// stopped is the sentence about when the program stopped.
func stopped(at, now time.Time) string {
	at, now = at.In(data.Amsterdam()), now.In(data.Amsterdam())
	clock := at.Format("15:04")
	switch data.DayOf(at) {
	case data.DayOf(now):
		return words.T("KIES Kantoor is vandaag om %s onverwacht gestopt.", clock)
	case data.DayOf(now.AddDate(0, 0, -1)):
		return words.T("KIES Kantoor is gisteren om %s onverwacht gestopt.", clock)
	}
	return words.T("KIES Kantoor is op %s om %s onverwacht gestopt.", dutch.LongDay(string(data.DayOf(at))), clock)
}
