package document

import (
	"context"
	"strings"
)

// Queue is a printer as the computer knows it.
type Queue struct {
	Name  string
	Title string // what to show; the name when there is no other
}

// Job is what is asked of a printer.
type Job struct {
	Queue  string // one of those listed; the default when empty
	Title  string // shown in the print queue; keep personal data out
	Copies int    // 1 when 0
}

// Printer prints PDF files. Errors are Dutch sentences.
type Printer interface {
	// List answers the queues of this computer and the name of the default
	// one, "" when there is none.
	List(ctx context.Context) (queues []Queue, standard string, err error)
	// Print hands a PDF to a queue, single-sided on A4, copies one after the
	// other, and answers the number under which the queue knows the job.
	Print(ctx context.Context, pdf []byte, job Job) (id string, err error)
}

// maxCopies keeps a slip of the finger from emptying the paper tray.
const maxCopies = 100

// checkJob sees that a job can be done and answers it with its queue and
// copies filled in. Only a queue that the computer itself listed is accepted, so
// that no text of a user can become an option of a print command.
func checkJob(ctx context.Context, p Printer, pdf []byte, job Job) (Job, error) {
	if !strings.HasPrefix(string(pdf[:min(5, len(pdf))]), "%PDF-") {
		return job, refuse("er is niets afgedrukt: dit is geen PDF")
	}
	if job.Copies == 0 {
		job.Copies = 1
	}
	if job.Copies < 0 || job.Copies > maxCopies {
		return job, refuse("er is niets afgedrukt: %d exemplaren kan niet, hoogstens %d", job.Copies, maxCopies)
	}
	queues, standard, err := p.List(ctx)
	if err != nil {
		return job, err
	}
	if len(queues) == 0 {
		return job, refuse("er is niets afgedrukt: deze computer heeft geen printer. Open de PDF en druk hem daar af")
	}
	if job.Queue == "" {
		job.Queue = standard
		if job.Queue == "" && len(queues) == 1 {
			job.Queue = queues[0].Name
		}
	}
	if job.Queue == "" {
		return job, refuse("er is niets afgedrukt: kies eerst een printer")
	}
	for _, q := range queues {
		if q.Name == job.Queue {
			job.Title = jobTitle(job.Title)
			return job, nil
		}
	}
	return job, refuse("er is niets afgedrukt: de gekozen printer is er niet meer. Kies een andere")
}

// jobTitle makes a title that every print system takes.
func jobTitle(title string) string {
	text, _ := clean(title)
	text = strings.TrimLeft(text, "- ")
	if runes := []rune(text); len(runes) > 80 {
		text = string(runes[:80])
	}
	if text == "" {
		return producer
	}
	return text
}
