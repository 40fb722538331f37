package screen

import (
	"context"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The names of the forms, in what is kept of them while somebody types; formLetter is the letter's.
const (
	formComplaint = "complaint"
	formReaction  = "complaint.reaction"
)

// Resume goes on with a letter, a reaction or a complaint that was not saved.
func (p *complaintsPage) Resume(form, id string) {
	switch form {
	case formComplaint:
		p.add()
		return
	case formLetter:
		p.Then(id, p.write)
	case formReaction:
		p.Then(id, p.record)
	}
	p.Open(id)
}

// record logs what happened outside the program: a call, a paper letter.
func (p *complaintsPage) record() {
	id, kind, what := p.page.ID, "", ""
	e := &ui.Edit{
		Form: formReaction, Key: key(id), Complaint: true, Title: words.T("Vastleggen bij %s", p.page.Number), OK: words.T("Vastleggen"),
		Rows: func(r *ui.Rows) {
			r.Choice(words.Later("Wat"), &kind, block.Choice{ID: "answered", Text: words.T("Beantwoord")}, block.Choice{ID: "referred", Text: words.T("Verwezen naar professional en organisatie")},
				block.Choice{ID: "acknowledged", Text: words.T("Persoonlijk bericht: wat we gaan doen")}, block.Choice{ID: "decided", Text: words.T("Besluit meegedeeld")}, block.Choice{ID: "note", Text: words.T("Alleen een aantekening")}).Required()
			r.Area(words.Later("Toelichting"), &what, 4).Example(words.T("Bijvoorbeeld: gebeld, afgesproken dat …")).Hint(words.T("Noem geen namen van kinderen."))
		},
	}
	e.Save = ui.SaveBy(words.T("Vastleggen"), func(ctx context.Context) (int64, error) { return p.job.Log(ctx, id, kind, what, "") }, func(change int64) {
		p.s.Done(words.T("Vastgelegd"), undo(p.undo, change))
		p.Reload()
	})
	p.s.AskEdit(e, &block.Dialog{Width: 560})
}

// add opens a dossier for a complaint that came by telephone or on paper.
func (p *complaintsPage) add() {
	var routes []block.Choice
	for _, r := range complaint.Routes {
		routes = append(routes, block.Choice{ID: r.Code, Text: words.T(r.Name)})
	}
	n := complaint.NewComplaint{Route: routes[0].ID, Received: data.Day(p.s.Today())}
	e := &ui.Edit{Form: formComplaint, Complaint: true, Title: words.T("Klacht toevoegen"), OK: words.T("Vastleggen"), Rows: func(r *ui.Rows) {
		r.Choice(words.Later("Klacht"), &n.Route, routes...)
		r.Text(words.Later("Over"), &n.About).Required().Hint(words.T("Naam van de professional of trainer, of waar het over gaat."))
		r.Date(words.Later("Ontvangen op"), &n.Received).Required()
		r.Text(words.Later("Melder"), &n.Complainant)
		r.Text(words.Later("Mailadres"), &n.ComplainantEmail)
		r.Text(words.Later("Telefoon"), &n.ComplainantPhone)
		r.Area(words.Later("Wil graag"), &n.Wants, 4)
	}}
	type made struct {
		c      data.Complaint
		change int64
	}
	e.Save = ui.SaveBy(words.T("Klacht vastleggen"), func(ctx context.Context) (made, error) {
		n.ComplainantEmail = strings.TrimSpace(n.ComplainantEmail)
		c, change, err := p.job.Register(ctx, n)
		return made{c, change}, err
	}, func(m made) {
		p.open(m.c.ID)
		p.s.Done(words.T("Klacht %s vastgelegd", m.c.Number), undo(p.undo, m.change))
		p.Reload()
	})
	p.s.AskEdit(e, &block.Dialog{Width: 560})
}
