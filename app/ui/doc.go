// Package ui is the window of the office: the shell (navigation, search box, commands, tasks, what was done and what
// went wrong) and the screens. What a screen is built of is in app/ui/block, colours and icons in app/ui/look, days and
// amounts as text in app/ui/dutch. Rules, storage and papers are left to the jobs: a screen asks them through a small
// interface of its own and shows what they answer.
//
// # How to write a screen
//
// A screen is one file (or a few) with a page that keeps blocks, and the interface of what it asks:
//
//	// notes is what the page asks of the job.
//	type notes interface {
//		List(ctx context.Context) ([]Note, error)
//		Close(ctx context.Context, id string) error
//		Reopen(ctx context.Context, id string) error
//	}
//
//	type notesPage struct {
//		s      *Shell
//		job    notes
//		list   *block.List
//		detail *block.Detail
//		split  *block.Split
//		lane   *Lane
//	}
//
//	func NewNotesScreen(job notes) Screen {
//		return Screen{ID: ScreenToday, New: func(s *Shell) Page {
//			p := &notesPage{s: s, job: job, lane: s.Tasks.Lane(), detail: block.NewDetail()}
//			p.list = block.NewList("Nog geen notities", "Een notitie maak je op de pagina van een professional.")
//			p.list.OnChoose = func(_ int, it block.Item) { p.show(it) }
//			p.split = block.NewSplit(340, "Notities", p.list, p.detail).Follow(p.list)
//			return p
//		}}
//	}
//
//	func (p *notesPage) Title() string              { return "Notities" }
//	func (p *notesPage) Content() fyne.CanvasObject { return p.split }
//	func (p *notesPage) First() fyne.Focusable      { return p.list.Keys() }
//	func (p *notesPage) Back() bool                 { return p.split.Back() }
//	func (p *notesPage) Shown()                     { p.Reload() }
//
//	// Reload reads, and formats, beside the window; done runs on the window's goroutine.
//	func (p *notesPage) Reload() {
//		Load(p.lane, func(ctx context.Context) ([]block.Item, error) {
//			found, err := p.job.List(ctx)
//			items := make([]block.Item, len(found))
//			for i, n := range found {
//				items[i] = block.Item{ID: n.ID, Title: n.Title, Right: dutch.Day(n.Day)}
//			}
//			return items, err
//		}, func(items []block.Item) {
//			p.list.SetItems(items)
//			if p.list.Index() < 0 && len(items) > 0 && !p.split.Narrow() {
//				p.list.Choose(0)
//			}
//		})
//	}
//
//	// close does something, and says so with ten seconds to take it back.
//	func (p *notesPage) close(id string) {
//		Act(p.s.Tasks, "Notitie sluiten", func(ctx context.Context, _ *Progress) (struct{}, error) {
//			return struct{}{}, p.job.Close(ctx, id)
//		}, func(struct{}) {
//			p.s.Done("Notitie gesloten", func(ctx context.Context) error { return p.job.Reopen(ctx, id) })
//			p.Reload()
//		})
//	}
//
//	func (p *notesPage) Commands() []Command {
//		return []Command{{ID: "note.close", Text: "Notitie sluiten", Hint: "sluiten", Key: Plain("S"), Run: func() {
//			if it, ok := p.list.Current(); ok {
//				p.close(it.ID)
//			}
//		}}}
//	}
//
// Filling in a record takes its fields and what saves it. The page embeds an Editor, made with the page, and has the
// list go through it; the rest comes by itself:
//
//	type notesPage struct {
//		*Editor
//		// ...
//	}
//
//	p.Editor = NewEditor(s, p.detail, p.list, p.show).Awaits(p.reader)      // show puts back what stood there
//	p.In(p.split)                                                            // a form comes to the front
//	p.list.OnChoose = func(_ int, it block.Item) { p.Choose(it.ID, p.open) } // open ends with p.Ready(id)
//
//	func (p *notesPage) edit() {
//		n := p.note
//		e := &Edit{Form: "note", Key: n.ID, Title: words.T("Notitie wijzigen"), Rows: func(r *Rows) {
//			r.Text(words.Later("Titel"), &n.Title).Required()
//			r.Date(words.Later("Dag"), &n.Day).Hint(words.T("Leeg is vandaag."))
//			r.Area(words.Later("Tekst"), &n.Text, 4)
//		}}
//		e.Newest = ReadBy(func(ctx context.Context) (Note, error) { return p.job.Note(ctx, n.ID) }, func(now Note) { n = now })
//		e.Save = SaveBy(words.T("Notitie opslaan"), func(ctx context.Context) (int64, error) { return p.job.Save(ctx, n) }, func(change int64) {
//			p.s.Done(words.T("Notitie opgeslagen"), undo(p.undo, change))
//			p.Reload()
//		})
//		p.Fill(e)
//	}
//
//	// Resume goes on with a form that was not saved, from Vandaag.
//	func (p *notesPage) Resume(_, id string) {
//		if !p.EditingOf("note", id) {
//			p.Then(id, p.edit)
//			p.Open(id)
//		}
//	}
//
// By itself comes: the keyboard at the first field; Ctrl+S, Enter and Esc; problems under their field; the field that
// gets the keyboard in view; what is typed kept each second and back after a power cut, per staff member and record
// (Edit.Complaint keeps it with the complaints); leaving without being asked, and ten seconds to take that back; what
// another desk saved meanwhile taken over, or shown beside what was typed here, with the choice. Rows.More and
// Edit.Missing are for lines, Line.Shapes for a field that others depend on, Edit.Change for filling in several at once,
// Editor.Offer for fields that are always shown, Shell.AskEdit for the same in a dialog, Inset for a form as a part of a
// page with buttons of its own, such as a setting. A password (Rows.Password) is never kept. In Reload, leave the page alone
// while p.Editing().
//
// What holds for every screen:
//
//   - No go statement, fyne.Do or timer outside tasks.go (a test looks): Load and LoadOr for reading, Act and ActOr for
//     doing, Tasks.After for later, Tasks.Keep for waiting.
//   - No reading, counting or formatting in a callback of a list or table: make Items and Rows in the work of Load.
//   - An error goes to the user as its UserText; Load and Act show and log it. Otherwise Shell.Fail.
//   - What is logged has a message from the source and keys that app/logbook knows: no record, no name, no title.
//   - What can be taken back is done at once, with Shell.Done; a Dialog (Shell.Ask) only for what cannot.
//   - What is done by a button is a Command too, with a key and, for the most used ones, a Hint in the bottom line. After
//     something became possible or impossible: Shell.Changed.
//   - A command is on the record of the page, and waits for it and cannot be done while it is out of sight, unless it says
//     Anywhere or Apart. OnPage is one on something that is chosen on the page, such as a row of a table there.
//   - A list or table has a filter (block.NewFilter, and Filter() for Ctrl or Cmd+F), a count (List.Counted), a context
//     menu of commands (Shell.Menu), and can be exported (Export); a table remembers its columns (Table.Remember with
//     Shell.Memory), and chips what was clicked (Chips.Remember).
//   - Shell.Go opens another screen with a record on it; a page that can be gone to so has Open(key), and says what is
//     chosen with Shell.At.
//   - After changing objects within a Detail other than by Set: Detail.Relayout.
//
// In tests a screen runs in line: uitest.New opens a window with it, clicks by words, types, counts steps and reads what
// is shown. picture.Screen draws it to a PNG; look at that in light and dark, at 100 and 200 percent, wide and narrow.
// gallery has every block in use.
package ui
