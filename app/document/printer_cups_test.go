//go:build !windows

package document

import (
	"context"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/document/cupstest"
)

func TestPrintBatchOnRealPrintServer(t *testing.T) {
	server := cupstest.Start(t)
	printer := CUPS{Server: server.Address}
	ctx := t.Context()

	queues, standard, err := printer.List(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if standard != cupstest.Queue || !slices.ContainsFunc(queues, func(q Queue) bool { return q.Name == cupstest.Queue }) {
		t.Fatalf("queues %v, default %q", queues, standard)
	}

	cs := sampleCertificates()
	batch, err := Certificates(cs, testLook())
	if err != nil {
		t.Fatal(err)
	}
	title := "-o Certificaten ‘groep’ $(id); één"
	id, err := printer.Print(ctx, batch.PDF(), Job{Queue: cupstest.Queue, Title: title, Copies: 2})
	if err != nil {
		t.Fatal(err)
	}
	got, err := server.Wait(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if id != cupstest.Queue+"-"+got.ID {
		t.Errorf("told job %q, arrived %q", id, got.ID)
	}
	if want := strings.TrimPrefix(title, "-"); got.Title != want {
		t.Errorf("title %q, want %q", got.Title, want)
	}
	for _, option := range []string{"collate", "media=A4", "sides=one-sided"} {
		if !slices.Contains(strings.Fields(got.Options), option) {
			t.Errorf("option %s is not in %q", option, got.Options)
		}
	}
	pages := pagesOf(t, got.File)
	if len(pages) != 2*len(cs) {
		t.Fatalf("%d pages arrived, want two copies of %d", len(pages), len(cs))
	}
	for i, text := range pages {
		// Collated: the whole batch, then the whole batch again.
		if name := cs[i%len(cs)].Name; !strings.Contains(oneLine(text), printed(name)) {
			t.Errorf("page %d lacks %q: %q", i+1, name, text)
		}
	}
}

func TestPrintRefusals(t *testing.T) {
	server := cupstest.Start(t)
	printer := CUPS{Server: server.Address}
	pdf := []byte("%PDF-1.4")
	for name, c := range map[string]struct {
		pdf []byte
		job Job
		say string
	}{
		"unknown queue":      {pdf, Job{Queue: "Elders"}, "niet meer"},
		"option as a queue":  {pdf, Job{Queue: "-oraw"}, "niet meer"},
		"option with a name": {pdf, Job{Queue: cupstest.Queue + " -o raw"}, "niet meer"},
		"no PDF":             {[]byte("hallo"), Job{}, "geen PDF"},
		"too many":           {pdf, Job{Copies: 101}, "exemplaren"},
		"less than none":     {pdf, Job{Copies: -1}, "exemplaren"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := printer.Print(t.Context(), c.pdf, c.job)
			if err == nil || !strings.Contains(err.Error(), c.say) {
				t.Errorf("got %v, want a sentence with %q", err, c.say)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := printer.Print(ctx, pdf, Job{}); err == nil {
		t.Error("printed after it was cancelled")
	}
}

func TestPrintWithoutServer(t *testing.T) {
	printer := CUPS{Server: t.TempDir() + "/none"}
	if _, err := printer.Print(t.Context(), []byte("%PDF-1.4"), Job{}); err == nil {
		t.Error("printed without a print server")
	}
}
