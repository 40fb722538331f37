package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// formProposal begins the name of the form of what a mail can become.
const formProposal = "mail."

// proposeAs reads the mail as another kind than it seemed, and shows that as fields.
func (p *postPage) proposeAs(l mailbox.Letter, kind intake.Kind) {
	ui.Load(p.Needs(), func(ctx context.Context) (intake.Proposal, error) { return p.intake.ProposeAs(ctx, l, kind) }, func(pr intake.Proposal) {
		if l.SHA256 != p.letter.SHA256 {
			return // another one was chosen meanwhile
		}
		p.proposal = pr
		p.adjust()
	})
}

// Resume goes on with an answer or a proposal that was not made.
func (p *postPage) Resume(form, sha string) {
	if p.EditingOf(form, sha) {
		return
	}
	p.Then(sha, func() {
		kind := intake.Kind(strings.TrimPrefix(form, formProposal))
		switch {
		case form == formReply:
			p.reply()
		case p.letter.State == "done":
		case kind == p.proposal.Kind:
			p.adjust()
		default:
			p.proposeAs(p.letter, kind)
		}
	})
	p.Open(sha)
}

// adjust shows what is proposed as fields, in its own place.
func (p *postPage) adjust() {
	pr := p.proposal
	switch pr.Kind {
	case intake.Order:
		p.fill(func(r *ui.Rows, pr *intake.Proposal) { orderRows(r, pr) })
	case intake.Complaint:
		p.fill(func(r *ui.Rows, pr *intake.Proposal) { complaintRows(r, pr) })
	case intake.Enrolment:
		sha := p.letter.SHA256
		ui.Load(p.Needs(), p.joinable, func(cohorts []training.Row) {
			if sha != p.letter.SHA256 {
				return
			}
			p.fill(func(r *ui.Rows, pr *intake.Proposal) { enrolRows(r, pr, cohorts) })
		})
	}
}

func (p *postPage) joinable(ctx context.Context) ([]training.Row, error) {
	var out []training.Row
	for _, stage := range []training.Stage{training.StagePlanned, training.StageRunning} {
		rows, err := p.cohorts.List(ctx, stage, 0, 200)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	return out, nil
}

// fill shows what is proposed as fields. The proposal itself stays as it was until it is made.
func (p *postPage) fill(rows func(*ui.Rows, *intake.Proposal)) {
	sha, pr := p.letter.SHA256, p.proposal
	pr.Order.Lines, pr.Enrolment.People = slices.Clone(pr.Order.Lines), slices.Clone(pr.Enrolment.People)
	e := &ui.Edit{
		Form: formProposal + string(pr.Kind), Key: sha, Complaint: pr.Kind == intake.Complaint || p.letter.Complaint,
		Title: words.T("Voorstel aanpassen: %s", kindName(pr)), OK: words.T(makeWords[pr.Kind]),
		Rows: func(r *ui.Rows) { rows(r, &pr) },
	}
	e.Save = ui.SaveBy(words.T(makeWords[pr.Kind]), func(ctx context.Context) (intake.Made, error) { return p.intake.Make(ctx, sha, pr) },
		func(m intake.Made) { p.made(sha, pr, m) })
	p.FillIn(e, func(parts []fyne.CanvasObject) []fyne.CanvasObject {
		return p.parts(block.Panel(append([]fyne.CanvasObject{block.NewBold(e.Title)}, parts...)...))
	})
}

// text makes a field with a value in it.
func text(value string) *block.TextField {
	f := block.NewTextField("")
	f.SetValue(value)
	return f
}

func orderRows(r *ui.Rows, pr *intake.Proposal) {
	o := &pr.Order
	for i := range o.Lines {
		ui.Number(r, words.Later("Aantal"), &o.Lines[i].Quantity, 1, 999).Hint(pr.Articles[i]).Named(lineName(i))
	}
	r.Text(words.Later("Naam"), &o.Delivery.Name).Required()
	r.Text(words.Later("Organisatie"), &o.Delivery.Organisation)
	r.Text(words.Later("Straat"), &o.Delivery.Street).Required()
	r.Text(words.Later("Huisnummer"), &o.Delivery.HouseNumber).Short()
	r.Text(words.Later("Postcode"), &o.Delivery.Postcode).Short().Required()
	r.Text(words.Later("Plaats"), &o.Delivery.Town).Required()
	r.Text(words.Later("Factuur naar (mail)"), &o.Payer.Email)
	r.Text(words.Later("Factuur aan organisatie"), &o.Payer.Organisation)
	r.Text(words.Later("Referentie"), &o.Payer.Reference)
}

func complaintRows(r *ui.Rows, pr *intake.Proposal) {
	c := &pr.Complaint
	var routes []block.Choice
	for _, r := range complaint.Routes {
		routes = append(routes, block.Choice{ID: r.Code, Text: words.T(r.Name)})
	}
	r.Choice(words.Later("Klacht"), &c.Route, routes...)
	about := text("")
	r.Add(words.Later("Over"), about, func() { about.SetValue(c.About) }, func() {
		if about.Value() != c.About {
			c.About, c.AboutPersonID = about.Value(), 0
		}
	})
	r.Text(words.Later("Organisatie"), &c.AboutOrg)
	r.Text(words.Later("Melder"), &c.Complainant)
	r.Text(words.Later("Telefoon"), &c.ComplainantPhone)
	r.Date(words.Later("Gebeurd op"), &c.EventDay)
	r.Area(words.Later("Wil graag"), &c.Wants, 3)
	r.Check("", words.Later("De naam mag niet worden doorgegeven"), &c.Anonymous)
}

func enrolRows(r *ui.Rows, pr *intake.Proposal, cohorts []training.Row) {
	j := &pr.Enrolment
	var choices []block.Choice
	for _, c := range cohorts {
		choices = append(choices, block.Choice{ID: key(c.ID), Text: joined(" · ", c.Title, day(c.Day))})
	}
	cohort := block.NewChoiceField(choices...)
	cohort.Required = true
	r.Add(words.Later("Trainingsgroep"), cohort, func() { cohort.SetValue(key(j.CohortID)) }, func() { j.CohortID = number(cohort.Value()) })
	for i := range j.People {
		n := " " + strconv.Itoa(i+1)
		name, email := text(""), text("")
		name.Required = true
		rename := func() {
			if q := j.People[i]; name.Value() != q.Name() || email.Value() != q.Email {
				j.People[i] = intake.Rename(q, name.Value(), email.Value())
			}
		}
		r.Add(words.Later("Deelnemer"), name, func() { name.SetValue(j.People[i].Name()) }, func() {}).Named("Deelnemer" + n)
		r.Add(words.Later("Mailadres"), email, func() { email.SetValue(j.People[i].Email) }, rename).Named("Mailadres" + n)
	}
	r.Text(words.Later("Organisatie"), &j.Enrolling.Organisation)
	r.Text(words.Later("Factuur naar (mail)"), &j.Enrolling.InvoiceEmail)
	r.Text(words.Later("Referentie"), &j.Enrolling.InvoiceReference)
}
