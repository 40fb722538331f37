//go:build !windows

package run_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/document/cupstest"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// A run that is taken up again from a page prints exactly the pages that are
// left, on a real print queue.
func TestRunResumedFromAPagePrintsThosePages(t *testing.T) {
	server := cupstest.Start(t)
	d := open(t, storetest.SQLite(t))
	d.Printer = document.CUPS{Server: server.Address}
	ctx := t.Context()
	made, err := d.Make(ctx, order(d.people(7), func(_ *data.Tx, r run.Recipient) (*document.Paper, error) {
		if strings.HasSuffix(r.Name, "4") {
			return nil, data.Refuse("Dit lukt niet.")
		}
		pages := 1
		if strings.HasSuffix(r.Name, "2") {
			pages = 2
		}
		return letter(r.Name, pages)
	}))
	if err != nil {
		t.Fatal(err)
	}
	names, standard, err := d.Printers(ctx)
	if err != nil || standard != cupstest.Queue || !slices.Contains(names, cupstest.Queue) {
		t.Fatalf("%v %q %v", names, standard, err)
	}
	whole := pagesOf(t, made.PDF)
	if len(whole) != 7 {
		t.Fatalf("%d pages", len(whole))
	}
	for _, c := range []struct {
		to    run.To
		pages []string
	}{
		{run.To{Printer: cupstest.Queue}, whole},
		{run.To{Pages: run.Span{First: 4, Last: 7}}, whole[3:]}, // the standard printer; from page 4
		{run.To{Printer: cupstest.Queue, Copies: 2, Pages: run.Span{First: 2, Last: 3}}, slices.Concat(whole[1:3], whole[1:3])},
	} {
		job, err := d.Print(ctx, made.ID, c.to)
		if err != nil {
			t.Fatal(err)
		}
		got, err := server.Wait(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if job != cupstest.Queue+"-"+got.ID {
			t.Errorf("told job %q, arrived %q", job, got.ID)
		}
		pdf, err := os.ReadFile(got.File)
		if err != nil {
			t.Fatal(err)
		}
		if pages := pagesOf(t, pdf); !slices.EqualFunc(pages, c.pages, func(a, b string) bool {
			return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
		}) {
			t.Errorf("%+v came out as %d pages: %q", c.to, len(pages), pages)
		}
	}
	if _, err := d.Print(ctx, made.ID, run.To{Pages: run.Span{First: 6, Last: 9}}); err == nil {
		t.Error("printed pages that are not there")
	}
	lines, err := d.About(context.Background(), run.Invitations, "cohort:1")
	if err != nil || len(lines) != 1 || len(lines[0].Jobs) != 3 {
		t.Fatalf("%+v %v", lines, err)
	}
	var said []string
	for _, j := range lines[0].Jobs {
		said = append(said, fmt.Sprint(j.Who, ": ", j.Text(7)))
	}
	if want := []string{"Marloes: pagina 2 tot en met 3, 2 exemplaren op SINK", "Marloes: vanaf pagina 4 op SINK", "Marloes: alle pagina's op SINK"}; !slices.Equal(said, want) {
		t.Errorf("kept %q", said)
	}
}
