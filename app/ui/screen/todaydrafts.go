package screen

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// loadDrafts reads which forms were typed in and not saved.
func (p *todayPage) loadDrafts() {
	p.s.LoadDrafts(p.drafter, func(open []data.Draft) {
		p.unsaved = open
		if p.known || len(open) > 0 {
			p.show()
		}
	})
}

// unsavedTodos are the lines of those forms, to go on with.
func (p *todayPage) unsavedTodos() []block.Todo {
	var todos []block.Todo
	for _, d := range p.unsaved {
		todos = append(todos, block.Todo{
			Pill: words.T("niet opgeslagen"), Tone: look.Amber, Title: d.Title, Detail: words.T("Laatst getypt: %s", when(d.At, p.now())),
			Button: words.T("Verder invullen"), Run: func() { p.s.Resume(d) },
		})
	}
	return todos
}

// unsavedSection is the part of the page with those lines; none where everything is saved.
func (p *todayPage) unsavedSection(wide float32, todos []block.Todo) []fyne.CanvasObject {
	if len(todos) == 0 {
		return nil
	}
	title := words.T("1 formulier dat je nog niet had opgeslagen")
	if len(todos) > 1 {
		title = words.T("%d formulieren die je nog niet had opgeslagen", len(todos))
	}
	return []fyne.CanvasObject{block.Section(title, block.TodosAligned(wide, todos...))}
}
