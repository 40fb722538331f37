package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The names of the dialogs, in what is kept of them while somebody types.
const (
	formPayment = "invoice.payment"
	formCredit  = "invoice.credit"
)

// pay books what was paid.
func (p *invoicesPage) pay() {
	id, amount, on, from := p.page.ID, p.page.OpenCents(), data.Day(p.s.Today()), "bank"
	e := &ui.Edit{Form: formPayment, Key: key(id), Title: words.T("Betaling vastleggen"), OK: words.T("Vastleggen"), Rows: func(r *ui.Rows) {
		r.Money(words.Later("Bedrag"), &amount).Required().Hint(words.T("Met een min ervoor is het geld dat terugging."))
		r.Date(words.Later("Ontvangen op"), &on).Required()
		r.Choice(words.Later("Via"), &from, block.Choice{ID: "bank", Text: words.T("bank")}, block.Choice{ID: "contant", Text: words.T("contant")}, block.Choice{ID: sales.SourceSetOff, Text: words.T("verrekend")})
	}}
	e.Save = ui.SaveBy(words.T("Betaling vastleggen"), func(ctx context.Context) (data.Cents, error) { return p.job.RecordPayment(ctx, id, on, amount, from) }, func(open data.Cents) {
		said := words.T("Betaling vastgelegd, alles is betaald")
		if from == sales.SourceSetOff {
			said = words.T("Verrekening vastgelegd, er staat niets meer open")
		}
		switch {
		case open == 0:
		case from == sales.SourceSetOff:
			said = words.T("Verrekening vastgelegd, nog open %s", money(open))
		default:
			said = words.T("Betaling vastgelegd, nog open %s", money(open))
		}
		p.s.Say(said)
		p.Reload()
	})
	p.s.AskEdit(e, &block.Dialog{Text: words.T("Een betaling blijft in de boeken staan. Klopt er een niet, dan boek je hem met een min ervoor terug."), Width: 480})
}

// credit makes the credit note of what is left of an invoice, or a draft of it.
func (p *invoicesPage) credit() {
	id, reason, part := p.page.ID, "", false
	e := &ui.Edit{
		Form: formCredit, Key: key(id), Title: words.T("%s crediteren?", invoiceName(p.page.Invoice.Invoice)), OK: words.T("Crediteren"),
		Rows: func(r *ui.Rows) {
			r.Text(words.Later("Reden"), &reason).Required().Hint(words.T("Staat op de creditfactuur."))
			r.Check("", words.Later("Eerst als concept, om er regels af te halen"), &part)
		},
	}
	type credited struct {
		issued sales.Issued
		draft  int64
		change int64
	}
	e.Save = ui.SaveBy(words.T("Crediteren"), func(ctx context.Context) (credited, error) {
		if part {
			draft, change, err := p.job.DraftCredit(ctx, id, reason)
			return credited{draft: draft, change: change}, err
		}
		issued, err := p.job.Credit(ctx, id, reason)
		return credited{issued: issued}, err
	}, func(c credited) {
		if c.draft != 0 {
			p.page = sales.InvoicePage{}
			p.page.ID = c.draft
			p.s.Done(words.T("Concept-creditfactuur gemaakt"), undo(p.undo, c.change))
		} else {
			p.s.Say(words.T("Creditfactuur %s gemaakt", c.issued.Number))
		}
		p.Reload()
	})
	p.s.AskEdit(e, &block.Dialog{Text: words.T("Er komt een creditfactuur met een eigen nummer. Dat kan niet ongedaan worden gemaakt."), Danger: true, Width: 520})
}
