package screen

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/document/pages"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Papers shows, saves and prints the PDFs that the jobs make.
type Papers struct {
	Printer document.Printer
	// Show opens a file in the program that the computer has for it.
	Show func(path string) error
	// Pages draws PDFs for a preview.
	Pages func(ctx context.Context, pdf []byte) (drawable, error)
	// Post opens the Drafts folder of the office's mailbox for a run of mails, to be closed; nil where there is none.
	Post func(ctx context.Context) (post run.Post, closed func() error, err error)
}

// SystemPapers works with the programs and printers of this computer. All previews share the engine.
func SystemPapers(engine *pages.Engine) Papers {
	return Papers{Printer: document.SystemPrinter(), Show: showFile, Pages: systemPages(engine)}
}

// postOf opens the Drafts folder of the first mailbox.
func postOf(box *mailbox.Box) func(ctx context.Context) (run.Post, func() error, error) {
	return func(ctx context.Context) (run.Post, func() error, error) {
		accounts, err := box.Accounts(ctx)
		if err != nil {
			return nil, nil, err
		}
		if len(accounts) == 0 {
			return nil, nil, data.Refuse("Er is nog geen mailbox ingesteld, dus het concept kan nergens heen. Stel de mailbox in bij Instellingen.")
		}
		o, err := box.Outbox(ctx, accounts[0])
		if err != nil {
			return nil, nil, err
		}
		return o, o.Close, nil
	}
}

func showFile(path string) error {
	u, err := url.Parse(storage.NewFileURI(path).String())
	if err != nil {
		return fmt.Errorf("show file: %w", err)
	}
	return fyne.CurrentApp().OpenURL(u)
}

// sheet is a PDF that can be made.
type sheet struct {
	name string // of the file, "Factuur 2026-0061.pdf"
	make func(ctx context.Context) ([]byte, error)
}

// made makes the papers; one that cannot be made stops the rest.
func made(ctx context.Context, papers []sheet) ([][]byte, error) {
	var out [][]byte
	for _, p := range papers {
		pdf, err := p.make(ctx)
		if err != nil {
			return nil, err
		}
		out = append(out, pdf)
	}
	return out, nil
}

// open shows papers in the computer's own program.
func (p Papers) open(s *ui.Shell, papers ...sheet) {
	ui.Act(s.Tasks, words.T("PDF maken"), func(ctx context.Context, _ *ui.Progress) ([]string, error) {
		pdfs, err := made(ctx, papers)
		if err != nil {
			return nil, err
		}
		// A folder of its own each time, that nobody else on the computer can read.
		forgetShown()
		dir, err := os.MkdirTemp("", shownFolder)
		if err != nil {
			return nil, data.Explain("De PDF kon niet worden klaargezet om te bekijken. Kijk of er nog ruimte op de schijf is.", err)
		}
		var paths []string
		for i, pdf := range pdfs {
			path := filepath.Join(dir, paper.Name(papers[i].name))
			if err := os.WriteFile(path, pdf, 0o600); err != nil {
				return nil, data.Explain("De PDF kon niet worden klaargezet om te bekijken. Kijk of er nog ruimte op de schijf is.", err)
			}
			paths = append(paths, path)
		}
		return paths, nil
	}, func(paths []string) {
		for _, path := range paths {
			if err := p.Show(path); err != nil {
				s.Fail(data.Explain("Deze computer heeft geen programma dat een PDF opent. Sla hem op, of druk hem af.", err))
				return
			}
		}
	})
}

// shownFolder is the start of the names of the folders that papers are shown from.
const shownFolder = "kantoor-pdf-"

// forgetShown removes what was shown more than an hour ago: the papers hold names
// and addresses, and the viewer has read them long since.
func forgetShown() {
	old, err := filepath.Glob(filepath.Join(os.TempDir(), shownFolder+"*"))
	if err != nil {
		return // the pattern is our own
	}
	for _, dir := range old {
		if info, err := os.Stat(dir); err == nil && time.Since(info.ModTime()) > time.Hour {
			// A paper that a viewer still holds stays until the next time.
			_ = os.RemoveAll(dir)
		}
	}
}

// save asks where a paper is to be kept.
func (p Papers) save(s *ui.Shell, made sheet) {
	s.Files().Save(words.T("PDF opslaan"), paper.Name(made.name), func(path string) {
		ui.Act(s.Tasks, words.T("PDF opslaan"), func(ctx context.Context, _ *ui.Progress) (struct{}, error) {
			pdf, err := made.make(ctx)
			if err != nil {
				return struct{}{}, err
			}
			return struct{}{}, paper.Write(path, pdf)
		}, func(struct{}) { s.Say(words.T("Opgeslagen: %s", filepath.Base(path))) })
	})
}
