package screen

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// enrolments is what is asked about places and their invoices.
type enrolments interface {
	SaveCohort(ctx context.Context, cohort, version int64, v training.CohortValues) (enrolment.Shifted, error)
	Bills(ctx context.Context, cohort int64) (map[int64]enrolment.Bill, error)
	Invoice(ctx context.Context, cohort int64, enrolments ...int64) (enrolment.Made, int64, error)
	CancelEffect(ctx context.Context, enrolment int64, o enrolment.Settle) (enrolment.Effect, error)
	Cancel(ctx context.Context, enrolment int64, o enrolment.Settle) (int64, error)
	Destinations(ctx context.Context, enrolment int64) ([]enrolment.Destination, error)
	MoveEffect(ctx context.Context, enrolment, cohort int64, o enrolment.Settle) (enrolment.Effect, error)
	Move(ctx context.Context, enrolment, cohort int64, o enrolment.Settle) (training.Added, int64, error)
	CancelCohortEffect(ctx context.Context, cohort int64) (enrolment.CohortEffect, error)
	CancelCohort(ctx context.Context, cohort int64, reason string) (int64, error)
	OfferLetter(ctx context.Context, enrolment int64, until data.Day, sender string) (enrolment.Letter, error)
	CancelledLetter(ctx context.Context, cohort int64, enrolments []int64, sender string) (enrolment.Letter, error)
	SettledLetter(ctx context.Context, enrolment int64, sender string) (enrolment.Letter, error)
}

// Seating are the jobs about places in a training: their invoices, and the mails
// about them.
type Seating struct {
	Enrolments enrolments
	Box        drafter
}

// billed says whether anybody of a cohort has an invoice.
func billed(page training.Page, bills map[int64]enrolment.Bill) bool {
	for _, m := range page.Participants {
		if bills[m.EnrolmentID].InvoiceID != 0 {
			return true
		}
	}
	return false
}

func (p *trainingsPage) unbilled(m training.Participant) bool {
	return p.bills[m.EnrolmentID].Missing > 0
}

// withoutInvoice counts those who take part and are still to be invoiced.
func (p *trainingsPage) withoutInvoice(page training.Page) int {
	n := 0
	for _, m := range page.Participants {
		if p.unbilled(m) {
			n++
		}
	}
	return n
}

// invoiceSection says how the invoices of a cohort stand; nothing where it costs nothing.
func (p *trainingsPage) invoiceSection(page training.Page) []fyne.CanvasObject {
	if page.Terms.PriceCents == 0 || len(page.Participants) == 0 && len(p.bills) == 0 {
		return nil
	}
	line := []fyne.CanvasObject{}
	if n := p.withoutInvoice(page); n > 0 && page.State != training.Cancelled {
		line = append(line, block.NewText(words.T("%s zonder factuur", dutch.Count(n, words.T("deelnemer"), words.T("deelnemers")))),
			block.NewButton(words.T("Conceptfacturen maken (%d)", n), func() { p.invoice() }).WithHint("F"))
	} else {
		line = append(line, block.NewText(words.T("Iedereen heeft een factuur")))
	}
	line = append(line, block.NewLink(words.T("Naar de concepten"), func() { p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: string(data.DraftInvoices)}) }))
	return []fyne.CanvasObject{block.Section(words.T("Facturen"), block.Spread(12, line...))}
}

// invoice makes drafts for those who have no invoice yet: for some, or for all.
func (p *trainingsPage) invoice(some ...int64) {
	id := p.page.ID
	type invoiced struct {
		made   enrolment.Made
		change int64
	}
	ui.Act(p.s.Tasks, words.T("Conceptfacturen maken"), func(ctx context.Context, _ *ui.Progress) (invoiced, error) {
		made, change, err := p.places.Enrolments.Invoice(ctx, id, some...)
		return invoiced{made, change}, err
	}, func(i invoiced) {
		said := words.T("%s gemaakt voor %s, samen %s", dutch.Count(len(i.made.Drafts), words.T("conceptfactuur"), words.T("conceptfacturen")),
			dutch.Count(i.made.People, words.T("deelnemer"), words.T("deelnemers")), money(i.made.Cents))
		p.s.Done(said, undo(p.undo, i.change))
		p.tell(words.T("Kijk dit na"), said+".", slices.Concat(i.made.Skipped, i.made.Notices))
		p.Reload()
	})
}

func (p *trainingsPage) openBill(b enrolment.Bill) {
	p.s.Go(ui.Route{Screen: ui.ScreenInvoices, Key: key(b.InvoiceID)})
}
