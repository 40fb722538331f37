package ui

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// drawer keeps drafts in memory.
type drawer struct {
	kept map[string]data.Draft
	fail error
}

func (d *drawer) List(context.Context) ([]data.Draft, error) {
	var out []data.Draft
	for _, k := range d.kept {
		out = append(out, k)
	}
	return out, nil
}

func (d *drawer) Find(_ context.Context, form, key string, _ bool) (data.Draft, error) {
	if k, ok := d.kept[form+key]; ok {
		return k, nil
	}
	return data.Draft{}, data.ErrNotFound
}

func (d *drawer) Keep(ctx context.Context, k data.Draft) error {
	if len(k.Texts) == 0 {
		return d.Drop(ctx, k.Form, k.Key, k.Complaint)
	}
	if d.fail == nil {
		d.kept[k.Form+k.Key] = k
	}
	return d.fail
}

func (d *drawer) Drop(_ context.Context, form, key string, _ bool) error {
	delete(d.kept, form+key)
	return nil
}

// card is a record with lines; version goes up at each save.
type card struct {
	name, town string
	day        data.Day
	cents      data.Cents
	lines      []string
	version    int
}

// cardPage fills a card in.
type cardPage struct {
	*Editor
	s      *Shell
	list   *block.List
	detail *block.Detail
	stored map[string]card
	shown  string
	saved  int
}

func (p *cardPage) Title() string              { return "Kaarten" }
func (p *cardPage) Content() fyne.CanvasObject { return block.Frame(nil, nil, p.list, nil, p.detail) }
func (p *cardPage) Shown()                     {}
func (p *cardPage) Reload()                    {}
func (p *cardPage) show()                      { p.detail.Set(block.Head("Kaart " + p.shown)) }

func (p *cardPage) open(id string) {
	p.shown = id
	p.show()
	p.Ready(id)
}

func (p *cardPage) Commands() []Command {
	return []Command{{ID: "card.new", Text: "Nieuw", Key: Plain("N"), Run: func() { p.fill("") }}}
}

func (p *cardPage) Resume(_, key string) { p.fill(key) }

func (p *cardPage) fill(key string) {
	c := p.stored[key]
	p.Fill(&Edit{
		Form: "card", Key: key, Title: "Kaart " + key,
		Rows: func(r *Rows) {
			r.Text("Naam", &c.name).Required()
			r.Text("Plaats", &c.town)
			r.Date("Dag", &c.day)
			r.Money("Prijs", &c.cents)
			for i := range c.lines {
				r.Text("regel "+string(rune('1'+i)), &c.lines[i])
			}
			r.More("Nog een regel", func() { c.lines = append(c.lines, "") })
		},
		Missing: func(name string) bool {
			if !strings.HasPrefix(name, "regel ") {
				return false
			}
			c.lines = append(c.lines, "")
			return true
		},
		Newest: ReadBy(func(context.Context) (card, error) { return p.stored[key], nil }, func(now card) { c = now }),
		Save: SaveBy("Opslaan", func(context.Context) (int, error) {
			if c.version != p.stored[key].version {
				return 0, data.ErrStale
			}
			c.version++
			p.stored[key] = c
			return c.version, nil
		}, func(int) { p.saved++ }),
	})
}

func newCards(t *testing.T, drafts *drawer) (*desk, *cardPage) {
	t.Helper()
	d := newDesk(t)
	d.SetDrafts(drafts)
	p := &cardPage{s: d.Shell, stored: map[string]card{"a": {name: "Ada", town: "Zwolle"}, "b": {name: "Bo"}}}
	d.Register(Screen{ID: ScreenOrders, New: func(s *Shell) Page {
		p.detail, p.list = block.NewDetail(), block.NewList("Leeg", "")
		p.list.SetItems([]block.Item{{ID: "a", Title: "a"}, {ID: "b", Title: "b"}})
		p.Editor = NewEditor(s, p.detail, p.list, p.show)
		p.list.OnChoose = func(_ int, it block.Item) { p.Choose(it.ID, p.open) }
		p.list.Choose(0)
		return p
	}})
	d.Go(Route{Screen: ScreenOrders})
	return d, p
}

// write empties a field and types in it.
func (p *cardPage) write(t *testing.T, name, text string) {
	t.Helper()
	f := p.Field(name)
	if f == nil {
		t.Fatalf("no form with %q is open", name)
	}
	p.s.win.Canvas().Focus(f.Keys())
	if e, ok := f.Keys().(fyne.Shortcutable); ok {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	test.Type(f.Keys(), text)
}

func sees(s *Shell, text string) bool {
	var all []string
	for _, o := range test.LaidOutObjects(s.win.Canvas().Content()) {
		if l, ok := o.(interface{ String() string }); ok && o.Visible() {
			all = append(all, l.String())
		}
		if l, ok := o.(interface{ Label() string }); ok && o.Visible() {
			all = append(all, l.Label())
		}
	}
	return strings.Contains(strings.Join(all, "\n"), text)
}

func TestWhatIsTypedIsThereAfterTheProgramEnded(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	d, p := newCards(t, drafts)
	p.fill("a")
	if d.win.Canvas().Focused() != p.Field("Naam").Keys() {
		t.Error("the first field has not the keyboard")
	}
	p.write(t, "Plaats", "Kampen")
	p.write(t, "Dag", "3-")
	if len(drafts.kept) != 0 {
		t.Error("each letter is written by itself")
	}
	d.Tasks.Advance(keepBeat)
	if got := drafts.kept["carda"]; len(got.Texts) != 2 || got.Screen != string(ScreenOrders) || got.Title != "Kaart a" {
		t.Fatalf("kept %+v", got)
	}

	again, q := newCards(t, drafts)
	open, err := drafts.List(context.Background())
	if err != nil || len(open) != 1 {
		t.Fatalf("%v, %v", open, err)
	}
	again.Go(Route{Screen: ScreenMail})
	again.Resume(open[0])
	if town, day := q.Field("Plaats").Typed(), q.Field("Dag").Typed(); town != "Kampen" || day != "3-" || !sees(again.Shell, "Wat je eerder typte is teruggezet.") {
		t.Errorf("back are %q and %q", town, day)
	}
	q.write(t, "Dag", "3-3-2026")
	again.Run("form.save")
	if c := q.stored["a"]; q.saved != 1 || c.town != "Kampen" || c.day != "2026-03-03" || len(drafts.kept) != 0 {
		t.Errorf("saved %+v, and %d drafts stay", c, len(drafts.kept))
	}
}

func TestADraftOfAChangedRecordStandsBesideTheNewerOne(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{"carda": {Form: "card", Key: "a", Texts: []data.DraftText{
		{Field: "Naam", Base: "Ada", Text: "Adda"}, {Field: "Plaats", Base: "Zwolle", Text: "Kampen"}, {Field: "regel 2", Text: "nieuw"}, {Field: "Van vroeger", Text: "iets"},
	}}}}
	d, p := newCards(t, drafts)
	p.stored["a"] = card{name: "Ada", town: "Hattem", lines: []string{"een"}}
	p.fill("a")
	if p.Field("Naam").Typed() != "Adda" || p.Field("Plaats").Typed() != "Kampen" || p.Field("regel 2") == nil || p.Field("regel 2").Typed() != "nieuw" {
		t.Fatalf("back are %v", p.Edit().rows.lines)
	}
	for _, text := range []string{"Iemand anders heeft dit daarna gewijzigd", "Iemand anders vulde hier in: Hattem", "Van vroeger: iets"} {
		if !sees(d.Shell, text) {
			t.Errorf("cannot see %q", text)
		}
	}
	click(t, d.Shell, "Overnemen")
	if p.Field("Plaats").Typed() != "Hattem" || sees(d.Shell, "vulde hier in") {
		t.Error("the newer value is not taken over")
	}
	click(t, d.Shell, "Weggooien")
	if p.Edit().Edited() || sees(d.Shell, "teruggezet") || len(drafts.kept) != 0 {
		t.Errorf("something stays: %v", drafts.kept)
	}
}

func click(t *testing.T, s *Shell, words string) {
	t.Helper()
	for _, o := range test.LaidOutObjects(s.win.Canvas().Content()) {
		if l, ok := o.(interface {
			fyne.Tappable
			Label() string
		}); ok && l.Label() == words {
			l.Tapped(&fyne.PointEvent{})
			return
		}
	}
	t.Fatalf("there is no %q", words)
}

func TestAStaleSaveTakesOverWhatIsNewAndShowsWhatDiffers(t *testing.T) {
	d, p := newCards(t, &drawer{kept: map[string]data.Draft{}})
	p.stored["a"] = card{name: "Ada", town: "Zwolle", lines: []string{"een", "twee"}}
	p.fill("a")
	p.write(t, "Plaats", "Kampen")
	p.write(t, "regel 2", "twee anders")
	p.stored["a"] = card{name: "Adda", town: "Hattem", cents: 1250, lines: []string{"een"}, version: 1}
	d.Run("form.save")
	if p.saved != 0 || !sees(d.Shell, "Iemand anders vulde hier in: Hattem") || !sees(d.Shell, "waar jullie allebei iets wijzigden") {
		t.Fatal("the difference is not shown")
	}
	if p.Field("Naam").Typed() != "Adda" || p.Field("Prijs").Typed() != "12,50" || p.Field("Plaats").Typed() != "Kampen" || p.Field("regel 2").Typed() != "twee anders" {
		t.Fatalf("merged into %q %q %q", p.Field("Naam").Typed(), p.Field("Prijs").Typed(), p.Field("Plaats").Typed())
	}
	d.Run("form.save")
	if c := p.stored["a"]; c.version != 2 || c.name != "Adda" || c.town != "Kampen" || c.cents != 1250 || len(c.lines) != 2 || c.lines[1] != "twee anders" {
		t.Errorf("saved %+v", c)
	}
}

func TestLeavingAFormLosesNothing(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	d, p := newCards(t, drafts)
	p.fill("a")
	p.write(t, "Plaats", "Kampen")
	d.Go(Route{Screen: ScreenMail})
	d.Run("back")
	if !p.Editing() || p.Field("Plaats").Typed() != "Kampen" {
		t.Fatal("another screen makes an end of the form")
	}
	p.list.ChooseID("b")
	if p.Editing() || p.shown != "b" || drafts.kept["carda"].Texts[0].Text != "Kampen" {
		t.Fatalf("another record keeps %v", drafts.kept)
	}
	d.Run("undo")
	if it, _ := p.list.Current(); !p.EditingOf("card", "a") || it.ID != "a" || p.shown != "a" {
		t.Fatalf("undoing goes to %s", p.shown)
	}
	d.key(fyne.KeyEscape)
	if p.Editing() || len(drafts.kept) != 0 {
		t.Fatalf("Esc keeps %v", drafts.kept)
	}
	d.Run("undo")
	if !p.Editing() || p.Field("Plaats").Typed() != "Kampen" {
		t.Fatal("what was thrown away does not come back")
	}
	d.Tasks.Advance(keepBeat)
	if len(drafts.kept) != 1 {
		t.Error("what came back is not kept")
	}
}

func TestClosingTheWindowKeepsTheLastLetters(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	d, p := newCards(t, drafts)
	p.fill("")
	p.write(t, "Naam", "Cato")
	d.KeepTyped()
	if got := drafts.kept["card"]; len(got.Texts) != 1 || got.Texts[0].Text != "Cato" {
		t.Errorf("kept %+v", got)
	}
}

func TestWhatCannotBeKeptIsLoggedWithoutItsText(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}, fail: errors.New("disk full")}
	d, p := newCards(t, drafts)
	p.fill("a")
	p.write(t, "Plaats", "Kampen")
	d.Tasks.Advance(keepBeat)
	if log := d.log.String(); !strings.Contains(log, "disk full") || strings.Contains(log, "Kampen") {
		t.Errorf("log: %s", log)
	}
	drafts.fail = nil
	p.write(t, "Plaats", "Olst")
	d.Tasks.Advance(keepBeat)
	if drafts.kept["carda"].Texts[0].Text != "Olst" {
		t.Errorf("not tried again: %v", drafts.kept)
	}
}

func TestLettersAreNoCommandsInAForm(t *testing.T) {
	d, p := newCards(t, &drawer{kept: map[string]data.Draft{}})
	p.fill("a")
	d.win.Canvas().Unfocus()
	d.win.Canvas().OnTypedRune()('n')
	if !p.EditingOf("card", "a") {
		t.Error("N opened another form")
	}
	p.write(t, "Plaats", "Kampen")
	d.key(fyne.KeyReturn)
	if p.saved != 1 || p.Editing() {
		t.Error("Enter does not save")
	}
}

func TestOneMoreLineGetsTheKeyboardAndKeepsHalfADate(t *testing.T) {
	d, p := newCards(t, &drawer{kept: map[string]data.Draft{}})
	p.fill("a")
	p.write(t, "Dag", "3-")
	click(t, d.Shell, "Nog een regel")
	if p.Field("Dag").Typed() != "3-" || d.win.Canvas().Focused() != p.Field("regel 1").Keys() {
		t.Errorf("the day is %q", p.Field("Dag").Typed())
	}
	p.write(t, "regel 1", "een")
	d.Run("form.save")
	if p.saved != 0 {
		t.Error("half a date is saved")
	}
}

func TestAFormInADialogIsKept(t *testing.T) {
	drafts := &drawer{kept: map[string]data.Draft{}}
	text, saved := "", ""
	open := func(d *desk) *Edit {
		e := &Edit{Form: "answer", Key: "m1", Complaint: true, Rows: func(r *Rows) { r.Area("Tekst", &text, 3) }}
		e.Save = SaveBy("Opslaan", func(context.Context) (string, error) { return text, nil }, func(s string) { saved = s })
		d.AskEdit(e, &block.Dialog{Title: "Antwoord"})
		return e
	}
	d, _ := newCards(t, drafts)
	open(d)
	test.Type(d.win.Canvas().Focused(), "Beste Ada")
	d.Tasks.Advance(keepBeat)
	if k := drafts.kept["answerm1"]; !k.Complaint || k.Title != "Antwoord" || k.Texts[0].Text != "Beste Ada" {
		t.Fatalf("kept %+v", k)
	}
	d.key(fyne.KeyEscape)
	if d.win.Canvas().Overlays().Top() != nil || len(drafts.kept) != 0 {
		t.Fatal("Esc does not throw the answer away")
	}
	d.Run("undo")
	d.Tasks.Advance(keepBeat)
	if d.win.Canvas().Overlays().Top() == nil || len(drafts.kept) != 1 {
		t.Fatal("what was thrown away does not come back")
	}
	text = ""
	again, _ := newCards(t, drafts)
	if e := open(again); e.Field("Tekst").Typed() != "Beste Ada" {
		t.Fatal("the answer is not back")
	} else {
		e.save()
	}
	if saved != "Beste Ada" || len(drafts.kept) != 0 || again.win.Canvas().Overlays().Top() != nil {
		t.Errorf("saved %q, %d drafts", saved, len(drafts.kept))
	}
}
