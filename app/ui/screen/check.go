package screen

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/training/scan"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// certificateChecker says of what somebody shows whether it is a certificate of ours.
type certificateChecker interface {
	Verify(ctx context.Context, text string) (training.Verified, error)
	VerifyAll(ctx context.Context, text string, files []training.Shown) ([]training.Answer, error)
	Reprint(ctx context.Context, certificate int64) (data.Document, error)
}

// check is the dialog in which certificates are checked, one after the other.
type check struct {
	s      *ui.Shell
	job    certificateChecker
	papers Papers

	dialog *block.Dialog
	field  *block.TextField
	answer *fyne.Container
	lane   *ui.Lane
	// judge begins with what is shown as an old certificate, where nothing of ours is on it; nil where that cannot be.
	judge func()
}

// offerCheck makes checking certificates possible from every screen: by command, and by dropping a scan on the window.
func offerCheck(job certificateChecker, papers Papers) func(*ui.Shell) {
	return func(s *ui.Shell) {
		s.OfferAnywhere(ui.Command{
			ID: "certificate.check", Text: words.T("Certificaat controleren"), Words: words.T("verifiëren echt vals nummer code qr scan nakijken"), Key: ui.CtrlShift("C"),
			Run: func() { newCheck(s, job, papers).show() },
		})
		s.OfferDrop(isScan, func(paths []string) {
			c := newCheck(s, job, papers)
			c.show()
			c.files(paths)
		})
	}
}

// scanKinds are the endings of the files that a certificate can be on. What a file is, the job sees by what is in it.
var scanKinds = []string{".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"}

func isScan(path string) bool {
	return slices.Contains(scanKinds, strings.ToLower(filepath.Ext(path)))
}

func newCheck(s *ui.Shell, job certificateChecker, papers Papers) *check {
	c := &check{s: s, job: job, papers: papers, lane: s.Tasks.Lane(), field: block.NewTextField(words.T("KC-2026-0001, of de code die iemand stuurde")), answer: block.Column(12)}
	zone := block.NewDropZone(words.T("Zet hier een scan, foto of PDF neer, of klik om te kiezen"), words.T("PDF, JPG, PNG, TIFF of GIF"), func() {
		s.Files().Open(words.T("Certificaat controleren"), scanKinds, func(path string) { c.files([]string{path}) })
	})
	c.dialog = &block.Dialog{
		Title: words.T("Certificaat controleren"), Content: block.Column(12, block.NewForm(block.FormRow{Label: words.T("Nummer of code"), Field: c.field}), zone, c.answer),
		OK: words.T("Controleren"), Cancel: words.T("Sluiten"), Width: 620, First: c.field,
	}
	c.dialog.OnOK = func() bool {
		c.text(c.field.Value())
		return false
	}
	return c
}

// show opens the dialog; files that are dropped come to it as long as it is open.
func (c *check) show() {
	release := c.s.TakeDrops(c.files)
	c.dialog.OnClosed = func() {
		release()
		c.lane.Stop()
	}
	c.s.Ask(c.dialog)
}

// text checks what was typed or pasted.
func (c *check) text(text string) {
	if text == "" {
		c.tell(block.NewQuietParagraph(words.T("Typ het nummer van het certificaat, of plak de hele code.")))
		return
	}
	c.ask(func(ctx context.Context) ([]training.Answer, error) {
		v, err := c.job.Verify(ctx, text)
		return []training.Answer{{Verified: v}}, err
	})
}

// files checks what was dropped or chosen.
func (c *check) files(paths []string) {
	// The answer is about the files: what was typed before them would seem to be what it is about.
	c.field.SetText("")
	c.ask(func(ctx context.Context) ([]training.Answer, error) {
		var shown []training.Shown
		for _, path := range paths {
			info, err := os.Stat(path)
			if err != nil || !info.Mode().IsRegular() {
				return nil, data.Explain("Dit bestand kan niet worden geopend.", err)
			}
			if info.Size() > scan.MaxBytes {
				return nil, data.Refuse("Dit bestand is groter dan %d MB. Maak een kleinere scan of foto.", scan.MaxBytes>>20)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return nil, data.Explain("Dit bestand kan niet worden geopend.", err)
			}
			shown = append(shown, training.Shown{Name: filepath.Base(path), Content: b})
		}
		return c.job.VerifyAll(ctx, "", shown)
	})
}

// ask does the checking beside the window and shows the answers.
func (c *check) ask(work func(ctx context.Context) ([]training.Answer, error)) {
	c.tell(block.NewQuietParagraph(words.T("Even kijken …")))
	ui.LoadOr(c.lane, work, func(answers []training.Answer, err error) {
		if err != nil {
			wrong := block.NewParagraph(ui.UserText(err))
			wrong.Color = look.Wrong
			c.tell(wrong)
			return
		}
		var all []fyne.CanvasObject
		for _, a := range answers {
			all = append(all, c.part(a))
		}
		if c.judge != nil && !slices.ContainsFunc(answers, func(a training.Answer) bool { return a.Status != training.Unknown }) {
			all = append(all, block.Spread(16, block.NewLink(words.T("Beoordelen als oud certificaat"), func() {
				c.dialog.Close()
				c.judge()
			})))
		}
		c.tell(all...)
		// What is typed next takes the place of what was asked.
		c.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	})
}

func (c *check) tell(objects ...fyne.CanvasObject) {
	c.answer.Objects = objects
	c.answer.Refresh()
	c.dialog.Relayout()
}

// part is the answer about one certificate.
func (c *check) part(a training.Answer) fyne.CanvasObject {
	pill := a.Pill()
	head := block.NewSpans(block.Span{Text: a.Text, Bold: true})
	objects := []fyne.CanvasObject{block.Spread(10, block.NewPill(pill.Text, tone(string(pill.Tone))), head.Natural())}
	from := a.Source
	if a.Page > 1 {
		from = joined(", ", from, words.T("pagina %d", a.Page))
	}
	facts := []block.Fact{{Label: words.T("Bestand"), Value: from}, {Label: words.T("Nummer"), Value: a.Number}, {Label: words.T("Naam"), Value: a.Name}, {Label: words.T("Opleiding"), Value: a.Course}}
	if a.Date != "" {
		facts = append(facts, block.Fact{Label: words.T("Datum"), Value: register.AchievedText(a.Date)})
	}
	facts = append(facts, block.Fact{Label: words.T("Reden"), Value: a.Reason}, block.Fact{Label: words.T("Vervangt"), Value: a.Replaces})
	objects = append(objects, block.Facts(facts...))
	for _, d := range a.Mismatches {
		objects = append(objects, c.note(look.IconComplaint, words.T("Anders: %s. Op het certificaat staat “%s”, wij gaven uit “%s”.", d.What, d.Shown, d.Ours)))
	}
	for _, n := range a.Notes {
		objects = append(objects, c.note(look.IconInfo, n))
	}
	var links []fyne.CanvasObject
	if a.PersonID != 0 {
		links = append(links, block.NewLink(words.T("In het register"), func() { c.leave(ui.Route{Screen: ui.ScreenRegister, Key: key(a.PersonID)}) }))
	}
	if a.CohortID != 0 {
		links = append(links, block.NewLink(words.T("Trainingsgroep"), func() { c.leave(ui.Route{Screen: ui.ScreenTrainings, Key: key(a.CohortID)}) }))
	}
	if a.DocumentID != 0 {
		links = append(links, block.NewLink(words.T("Ons eigen certificaat"), func() { c.ours(a.Verified) }))
	}
	if len(links) > 0 {
		objects = append(objects, block.Spread(16, links...))
	}
	return block.Panel(objects...)
}

func (c *check) note(icon look.Icon, text string) fyne.CanvasObject {
	return block.Beside(8, 1, block.NewIcon(icon, look.Quiet), block.NewParagraph(text))
}

// leave goes to a record, and closes the dialog.
func (c *check) leave(r ui.Route) {
	c.dialog.Close()
	c.s.Go(r)
}

// ours shows the certificate as it was issued, to lay what somebody shows beside.
func (c *check) ours(v training.Verified) {
	view := c.papers.preview(c.s, sheet{name: words.T("Certificaat %s.pdf", v.Number), make: func(ctx context.Context) ([]byte, error) {
		doc, err := c.job.Reprint(ctx, v.CertificateID)
		return doc.Bytes, err
	}})
	c.s.Ask(&block.Dialog{
		Title: words.T("Certificaat %s", v.Number), Text: words.T("Zoals wij het aan %s hebben uitgegeven.", v.Name), Beside: view.Preview, First: view.Keys(), OnClosed: view.close,
	})
}
