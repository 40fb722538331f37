package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestEnterWaitsForWhatIsTyped(t *testing.T) {
	d := newDesk(t)
	d.SetFinder(finder(func(text string) ([]Hit, error) {
		return []Hit{{Title: text, Kind: "professional", Route: Route{ScreenMail, text}}}, nil
	}))
	d.Run("search")
	release := d.Tasks.Hold()
	test.Type(d.top.box, "ada")
	d.key(fyne.KeyReturn)
	if len(d.people.did) != 0 || !d.searchOpen() {
		t.Fatalf("Enter did %v of what stood there before", d.people.did)
	}
	release()
	if d.Where() != (Route{ScreenMail, "ada"}) || d.searchOpen() {
		t.Errorf("Enter leads to %v", d.Where())
	}
	d.Run("search")
	release = d.Tasks.Hold()
	test.Type(d.top.box, "bo")
	d.key(fyne.KeyReturn)
	test.Type(d.top.box, "b")
	release()
	if !d.searchOpen() {
		t.Errorf("typing on after Enter leads to %v", d.Where())
	}
	release = d.Tasks.Hold()
	test.Type(d.top.box, "a")
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyEscape)
	release()
	d.Run("search")
	test.Type(d.top.box, "x")
	if !d.searchOpen() {
		t.Error("an Enter from before Esc is done later")
	}
}

// slowPage reads its records beside the window.
type slowPage struct {
	*Editor
	s      *Shell
	list   *block.List
	detail *block.Detail
	reader *Lane
	fail   bool
	shown  string
	did    []string
}

func (p *slowPage) Title() string              { return "Langzaam" }
func (p *slowPage) Content() fyne.CanvasObject { return block.Frame(nil, nil, p.list, nil, p.detail) }
func (p *slowPage) Shown()                     {}
func (p *slowPage) Reload()                    { p.open(p.shown) }
func (p *slowPage) First() fyne.Focusable      { return p.list.Keys() }

func (p *slowPage) open(id string) {
	Load(p.reader, func(context.Context) (string, error) {
		if p.fail {
			return "", userError("Dat is nu niet te lezen.")
		}
		return id, nil
	}, func(id string) {
		p.shown = id
		p.Ready(id)
	})
}

func (p *slowPage) Commands() []Command {
	return []Command{
		{ID: "slow.do", Text: "Doen", Key: Plain("A"), Enabled: func() bool { return p.shown != "1" }, Run: func() { p.did = append(p.did, p.shown) }},
		{ID: "slow.new", Text: "Nieuw", Key: Plain("N"), Apart: true, Run: func() { p.did = append(p.did, "new") }},
	}
}

func newSlow(t *testing.T) (*desk, *slowPage) {
	t.Helper()
	d := newDesk(t)
	p := &slowPage{s: d.Shell}
	d.Register(Screen{ID: ScreenInvoices, New: func(s *Shell) Page {
		p.detail, p.list, p.reader = block.NewDetail(), block.NewList("Leeg", ""), s.Tasks.Lane()
		p.list.SetItems([]block.Item{{ID: "1", Title: "een"}, {ID: "2", Title: "twee"}, {ID: "3", Title: "drie"}})
		p.Editor = NewEditor(s, p.detail, p.list, func() {}).Awaits(p.reader)
		p.list.OnChoose = func(_ int, it block.Item) { p.Choose(it.ID, p.open) }
		p.list.Choose(0)
		return p
	}})
	d.Go(Route{Screen: ScreenInvoices})
	return d, p
}

func (d *desk) letter(r rune) {
	d.win.Canvas().OnTypedRune()(r)
}

func TestACommandWaitsForTheRecordThatIsChosen(t *testing.T) {
	d, p := newSlow(t)
	release := d.Tasks.Hold()
	p.list.Step(1)
	d.letter('a')
	if len(p.did) != 0 {
		t.Fatalf("done with %v while another record is chosen", p.did)
	}
	d.letter('n')
	if len(p.did) != 1 || p.did[0] != "new" {
		t.Fatalf("what has nothing to do with the record waits: %v", p.did)
	}
	d.letter('a')
	release()
	if len(p.did) != 2 || p.did[1] != "2" {
		t.Errorf("did %v", p.did)
	}
}

func TestACommandIsNotDoneWithAnotherRecordThanItWasFor(t *testing.T) {
	d, p := newSlow(t)
	release := d.Tasks.Hold()
	p.list.Step(1)
	d.letter('a')
	p.list.Step(1)
	release()
	if p.shown != "3" || len(p.did) != 0 {
		t.Fatalf("record %s, did %v", p.shown, p.did)
	}
	p.fail = true
	release = d.Tasks.Hold()
	p.list.Step(-1)
	d.letter('a')
	release()
	if len(p.did) != 0 {
		t.Errorf("did %v with a record that could not be read", p.did)
	}
	p.fail = false
	p.Reload()
	release = d.Tasks.Hold()
	p.Reload()
	d.letter('a')
	release()
	if len(p.did) != 1 || p.did[0] != "3" {
		t.Errorf("did %v while the record was read again", p.did)
	}
}

func TestSavingDoesNotCloseTheFormThatWasOpenedMeanwhile(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	d, p := newCards(t, drafts)
	p.fill("a")
	p.write(t, "Plaats", "Kampen")
	release := d.Tasks.Hold()
	d.Run("form.save")
	p.list.ChooseID("b")
	if strings.Contains(d.bars.toastText.Text, "Nog niet opgeslagen") {
		t.Error("what is being saved is told to be not saved")
	}
	p.fill("b")
	p.write(t, "Plaats", "Hattem")
	release()
	if p.stored["a"].town != "Kampen" || p.saved != 1 {
		t.Fatalf("saved %+v", p.stored["a"])
	}
	if !p.EditingOf("card", "b") || p.Field("Plaats").Typed() != "Hattem" || !sees(d.Shell, "Kaart b") {
		t.Error("the form that was opened meanwhile is closed")
	}
	if len(drafts.kept["carda"].Texts) != 0 {
		t.Error("what was saved is kept as not saved")
	}
}

func TestSavingThatFailsAfterTheFormWasLeft(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	d, p := newCards(t, drafts)
	p.fill("a")
	p.Edit().Save = SaveBy("Opslaan", func(context.Context) (int, error) { return 0, userError("De server antwoordt niet.") }, func(int) {})
	p.write(t, "Plaats", "Kampen")
	release := d.Tasks.Hold()
	d.Run("form.save")
	p.list.ChooseID("b")
	release()
	if p.Editing() || p.shown != "b" || sees(d.Shell, "Kaart a") {
		t.Error("the form of another record stands on the page")
	}
	if !d.bars.wrong.Visible() || d.bars.wrong.Text() != "De server antwoordt niet." {
		t.Errorf("told %q", d.bars.wrong.Text())
	}
	if k := drafts.kept["carda"]; len(k.Texts) != 1 || k.Texts[0].Text != "Kampen" {
		t.Errorf("kept %+v", k)
	}
}

func TestEscWhileSavingThrowsNothingAway(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	d, p := newCards(t, drafts)
	p.fill("a")
	p.write(t, "Plaats", "Kampen")
	release := d.Tasks.Hold()
	d.Run("form.save")
	d.key(fyne.KeyEscape)
	if d.bars.toast.Visible() && strings.HasPrefix(d.bars.toastText.Text, "Weggegooid") {
		t.Error("what is being saved is told to be thrown away")
	}
	release()
	if p.Editing() || p.stored["a"].town != "Kampen" {
		t.Errorf("saved %+v", p.stored["a"])
	}
	text := ""
	e := &Edit{Form: "answer", Rows: func(r *Rows) { r.Text("Tekst", &text) }}
	e.Save = SaveBy("Opslaan", func(context.Context) (string, error) { return "", userError("De server antwoordt niet.") }, func(string) {})
	d.AskEdit(e, &block.Dialog{Title: "Antwoord"})
	test.Type(d.win.Canvas().Focused(), "Beste Ada")
	release = d.Tasks.Hold()
	e.save()
	d.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if d.bars.toast.Visible() && strings.HasPrefix(d.bars.toastText.Text, "Weggegooid") {
		t.Error("a dialog that is being saved is told to be thrown away")
	}
	release()
	if !d.bars.wrong.Visible() || drafts.kept["answer"].Texts[0].Text != "Beste Ada" {
		t.Errorf("told %q, kept %+v", d.bars.wrong.Text(), drafts.kept)
	}
}

func TestUndoOfAFormIsNotTheLinkOfWhatWasToldBefore(t *testing.T) {
	d := newDesk(t)
	opened, undone := 0, 0
	d.SayWith("3 rijen in lijst.xlsx", "Openen", func() { opened++ })
	d.DoneHere("Weggegooid: Kaart", func() { undone++ })
	d.bars.toastLink.Tapped(&fyne.PointEvent{})
	if opened != 0 || undone != 1 {
		t.Errorf("opened %d, undone %d", opened, undone)
	}
}

func TestAFormDoesNotOpenOnAScreenThatWasLeft(t *testing.T) {
	d, p := newCards(t, &drawer{kept: map[string]data.Draft{}})
	release := d.Tasks.Hold()
	Load(p.Needs(), func(context.Context) (int, error) { return 0, nil }, func(int) { p.fill("a") })
	d.Go(Route{Screen: ScreenMail})
	release()
	if p.Editing() || d.win.Canvas().Focused() != d.mail.First() {
		t.Error("a form opens behind another screen")
	}
}

// asking is a finder that remembers with which context it was asked for what.
type asking struct{ asked map[string]context.Context }

func (a asking) Find(ctx context.Context, text string, _ int) ([]Hit, error) {
	a.asked[text] = ctx
	return nil, ctx.Err()
}

func TestANewerKeyEndsTheSearchBefore(t *testing.T) {
	d := newDesk(t)
	a := asking{map[string]context.Context{}}
	d.SetFinder(a)
	d.Run("search")
	release := d.Tasks.Hold()
	test.Type(d.top.box, "ada")
	release()
	for text, want := range map[string]error{"a": context.Canceled, "ad": context.Canceled, "ada": nil} {
		ctx, asked := a.asked[text]
		if !asked || want != nil && ctx.Err() == nil {
			t.Errorf("%q: asked %v, %v", text, asked, ctx)
		}
	}
	if d.bars.wrong.Visible() {
		t.Errorf("told %q of a search that nobody waits for", d.bars.wrong.Text())
	}
}
