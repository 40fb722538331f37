package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// undoTime is how long something can be taken back from the bar; after that it is in the history.
const undoTime = 10 * time.Second

// bars are what floats over the page: what was done, what went wrong, and what is still being done.
type bars struct {
	s     *Shell
	layer *fyne.Container

	toast     *fyne.Container
	toastText *block.Text
	toastLink *block.Button
	stop      func()
	undoing   func(context.Context) error
	offering  func()
	here      func() // takes back in the window what was done; nil when it is undoing or nothing

	wrong    *block.ErrorPanel
	progress *block.ProgressPanel
	busy     *Progress
}

func newBars(s *Shell) *bars {
	b := &bars{s: s}
	b.toastText = block.NewText("")
	b.toastText.Color = look.OnToast
	b.toastLink = block.NewLink(words.T("Ongedaan maken"), b.follow)
	b.toastLink.OnDark = true
	b.toast = container.NewStack(block.NewBox(look.Toast, "", 6), block.Pad(5, 10, 5, 16, block.Beside(12, 0, b.toastText, b.toastLink)))
	b.toast.Hide()

	b.wrong = block.NewErrorPanel("", block.NewButton(words.T("Sluiten"), b.closeWrong))
	b.wrong.Hide()

	b.progress = block.NewProgressPanel("", func() {
		if b.busy != nil {
			b.busy.cancel()
		}
	})
	b.progress.End()
	b.progress.Hide()
	b.layer = container.New(&barsLayout{b}, b.progress, b.wrong, b.toast)
	return b
}

func (b *bars) done(text string, undo func(context.Context) error) {
	link := ""
	if undo != nil {
		link = words.T("Ongedaan maken")
	}
	b.toasted(text, link, undo)
}

// offer says something, with a link that does more with it.
func (b *bars) offer(text, link string, run func()) {
	b.toasted(text, link, nil)
	b.offering = run
}

// follow does what the link of the toast says.
func (b *bars) follow() {
	if run := b.offering; run != nil {
		b.closeToast()
		run()
		return
	}
	b.undo()
}

func (b *bars) toasted(text, link string, undo func(context.Context) error) {
	if b.stop != nil {
		b.stop()
	}
	b.undoing, b.here, b.offering = undo, nil, nil
	b.toastText.SetText(text)
	b.toastLink.SetText(link)
	if link != "" {
		b.toastLink.Show()
	} else {
		b.toastLink.Hide()
	}
	b.toast.Show()
	b.layer.Refresh()
	b.stop = b.s.Tasks.After(undoTime, b.closeToast)
	if b.s.onDone != nil {
		b.s.onDone()
	}
}

// doneHere is done for what is taken back in the window itself.
func (b *bars) doneHere(text string, undo func()) {
	b.toasted(text, words.T("Ongedaan maken"), nil)
	b.here = undo
}

func (b *bars) closeToast() {
	b.undoing, b.here, b.offering = nil, nil, nil
	b.toast.Hide()
}

func (b *bars) undo() {
	undo, here := b.undoing, b.here
	if here != nil {
		b.closeToast()
		here()
		return
	}
	if undo == nil {
		return
	}
	b.closeToast()
	Act(b.s.Tasks, words.T("Ongedaan maken"), func(ctx context.Context, _ *Progress) (struct{}, error) {
		return struct{}{}, undo(ctx)
	}, func(struct{}) {
		b.s.Reload()
		b.s.Say(words.T("Dat is ongedaan gemaakt."))
	})
}

func (b *bars) fail(text string) {
	b.wrong.SetText(text)
	b.wrong.Show()
	b.layer.Refresh()
}

func (b *bars) closeWrong() { b.wrong.Hide() }

// showProgress shows the oldest thing that takes longer than a second.
func (b *bars) showProgress() {
	slow := b.s.Tasks.slow()
	if len(slow) == 0 {
		if b.busy != nil {
			b.busy = nil
			b.progress.End()
			b.progress.Hide()
		}
		return
	}
	if b.busy != slow[0] {
		b.busy = slow[0]
		b.progress.Begin(b.busy.title)
	}
	b.progress.Set(b.busy.state())
	if !b.progress.Visible() {
		b.progress.Show()
		b.layer.Refresh()
	}
}

// barsLayout stands the bars at the bottom: the toast in the middle of the page, an error above it, progress at the right.
type barsLayout struct{ b *bars }

func (l *barsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 0) }

func (l *barsLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b := l.b
	left := b.s.nav.body.MinSize().Width
	bottom := size.Height - b.s.status.body.MinSize().Height - 14
	middle := left + (size.Width-left)/2
	if b.toast.Visible() {
		// As wide as its text on one line, where there is room for that.
		w := b.toast.MinSize().Width - b.toastText.MinSize().Width + b.toastText.OwnWidth()
		w = min(w, size.Width-left-24)
		b.toast.Resize(fyne.NewSize(w, b.toast.Size().Height))
		m := fyne.NewSize(w, b.toast.MinSize().Height)
		b.toast.Resize(m)
		b.toast.Move(fyne.NewPos(max(8, middle-m.Width/2), bottom-m.Height))
		bottom -= m.Height + 10
	}
	if b.wrong.Visible() {
		w := min(look.Scaled(620), size.Width-left-24)
		b.wrong.Resize(fyne.NewSize(w, b.wrong.Size().Height))
		h := b.wrong.MinSize().Height
		b.wrong.Resize(fyne.NewSize(w, h))
		b.wrong.Move(fyne.NewPos(middle-w/2, bottom-h))
		bottom -= h + 10
	}
	if b.progress.Visible() {
		w := min(look.Scaled(340), size.Width-24)
		b.progress.Resize(fyne.NewSize(w, b.progress.Size().Height))
		h := b.progress.MinSize().Height
		b.progress.Resize(fyne.NewSize(w, h))
		b.progress.Move(fyne.NewPos(size.Width-w-14, bottom-h))
	}
}
