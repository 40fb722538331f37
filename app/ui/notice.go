package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Notice is something to know about the program itself. It stands above the page, whichever that is, until it is closed,
// and holds nothing up.
type Notice struct {
	Text string
	// Links stand beside the text, before the one that closes it.
	Links []NoticeLink
	// Good is for what went well: it is green, and else amber.
	Good bool
	// Under are links in a row of their own, such as the forms that were not saved; may be none.
	Under []NoticeLink
}

// NoticeLink is a button of a notice.
type NoticeLink struct {
	Text string
	Open func()
}

// noticeBar is the place of a notice above the page.
type noticeBar struct {
	s     *Shell
	text  *block.Paragraph
	links *fyne.Container
	under *fyne.Container
	back  *block.Box
	icon  *block.IconView
	body  *fyne.Container
}

func newNoticeBar(s *Shell) *noticeBar {
	b := &noticeBar{s: s, text: block.NewParagraph("").Natural(), links: block.Spread(8), under: block.Spread(8)}
	b.back, b.icon = block.NewBox(look.Amber.Back(), "", 0), block.NewIcon(look.IconWarning, look.Amber.Front())
	b.body = container.New(&noticeLayout{},
		b.back,
		block.Column(0, block.Pad(7, 20, 7, 20, block.Column(8,
			block.Beside(10, 1, b.icon, block.Ends(b.text, b.links)), b.under)), block.HLine()))
	b.body.Hide()
	return b
}

// noticeLayout stands the notice on its colour, as high as it needs at its width.
type noticeLayout struct{}

func (noticeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (noticeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[len(objects)-1].MinSize()
}

// Notify shows a notice in the place of the one there was.
func (s *Shell) Notify(n Notice) {
	b := s.notice
	tone, icon := look.Amber, look.IconWarning
	if n.Good {
		tone, icon = look.Green, look.IconCheck
	}
	b.text.Color, b.back.Fill, b.icon.Color, b.icon.Icon = tone.Front(), tone.Back(), tone.Front(), icon
	b.text.SetText(n.Text)
	b.links.Objects, b.under.Objects = nil, nil
	for _, l := range n.Links {
		b.links.Add(block.NewButton(l.Text, l.Open))
	}
	b.links.Add(block.NewButton(words.T("Sluiten"), b.close))
	for _, l := range n.Under {
		b.under.Add(block.NewButton(l.Text, l.Open))
	}
	b.under.Hidden = len(n.Under) == 0
	b.body.Show()
	b.s.root.Refresh()
	s.buildMenu()
}

func (b *noticeBar) close() {
	if !b.body.Visible() {
		return
	}
	b.body.Hide()
	b.s.root.Refresh()
	b.s.buildMenu()
	b.s.focusPage()
}

// Offer adds a command of the program itself to the menu Help and the search box.
func (s *Shell) Offer(c Command) {
	c.menu = menuHelp
	s.offered = append(s.offered, c)
	s.buildFixed()
	s.buildMenu()
}
