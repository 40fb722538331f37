package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// All gives the screens of an office.
func All(o *app.Office, outside Outside) []ui.Screen {
	parts := today.Parts{Store: o.Store, Complaints: o.Complaints, Training: o.Training, Backups: o.Backups}
	if outside.Offices != nil && outside.Offices.Away() {
		parts.Backups = nil // nobody misses it
	}
	gather := func(ctx context.Context) (today.Overview, error) { return today.Gather(ctx, parts) }
	jobs := JobsOf(o)
	papers := jobs.Papers
	papers.Post = postOf(o.Mail)
	trainings := Trainings(o.Training, Finder{Store: o.Store}, papers, o, o.Store.Now, Seating{o.Enrolments, o.Mail})
	trainings.Begin = offerCheck(o.Training, papers)
	return []ui.Screen{
		Today(gather, o.Store.Now),
		Post(o.Mail, o.Intake, o.Training, papers, o, o.Store.Now, Judging(o.OldPapers)),
		Complaints(o.Complaints, o.Mail, o, o.Name),
		trainings,
		Orders(o.Sales, Finder{Store: o.Store}, papers, o),
		Invoices(o.Sales, o.Mail, papers, o, o.Name),
		Reports(o.Reports, papers),
		Settings(jobs, o.Store.Now, outside),
		Welcome(jobs, o.Setup, o.Register, outside),
		Register(o.Register, o.Training, o.Reports, Memberships{Sales: o.Sales, Reminders: o.Reminders, Now: o.Store.Now}, papers, o),
		OldPapers(o.OldPapers, Finder{Store: o.Store}, o.Mail, papers, o, o.Name),
	}
}

// Finder looks up what is typed in the search box.
type Finder struct{ Store *data.Store }

// mostMails is how many mails are found at most: people and papers are looked for more often.
const mostMails = 6

// Find gives the people and then the organisations, cohorts, orders, invoices, complaints and mails that fit, the best first.
func (f Finder) Find(ctx context.Context, text string, limit int) ([]ui.Hit, error) {
	found, err := register.New(f.Store).Find(ctx, text, limit)
	if err != nil {
		return nil, err
	}
	var hits []ui.Hit
	for _, p := range found {
		hits = append(hits, ui.Hit{Title: p.ListName, Detail: joined(", ", p.Organisation, p.Town), Kind: words.T("professional"), Route: ui.Route{Screen: ui.ScreenRegister, Key: key(p.ID)}})
	}
	err = f.Store.Read(ctx, func(tx *data.Tx) error {
		for _, more := range []func(*data.Tx, string, int) ([]ui.Hit, error){organisationHits, cohortHits, soldHits, complaintHits, f.mailHits} {
			found, err := more(tx, text, limit)
			if err != nil {
				return err
			}
			hits = append(hits, found...)
		}
		return nil
	})
	return append(hits, settingHits(text)...), err
}

func organisationHits(tx *data.Tx, text string, limit int) ([]ui.Hit, error) {
	found, err := tx.SearchOrganisations(text, limit)
	var hits []ui.Hit
	for _, o := range found {
		hits = append(hits, ui.Hit{Title: o.Name, Detail: joined(", ", o.Department, o.Town), Kind: register.OrganisationKindName(o.Kind), Route: ui.Route{Screen: ui.ScreenRegister, Key: organisationKey(o.ID)}})
	}
	return hits, err
}

func complaintHits(tx *data.Tx, text string, limit int) ([]ui.Hit, error) {
	found, err := tx.FindComplaints(text, limit)
	var hits []ui.Hit
	for _, c := range found {
		hits = append(hits, ui.Hit{Title: joined(": ", c.Number, c.Subject), Detail: c.Complainant, Kind: words.T("klacht"), Route: ui.Route{Screen: ui.ScreenComplaints, Key: key(c.ID)}})
	}
	return hits, err
}

func (f Finder) mailHits(tx *data.Tx, text string, limit int) ([]ui.Hit, error) {
	found, err := tx.FindMessages(text, min(limit, mostMails))
	var hits []ui.Hit
	for _, m := range found {
		from := m.FromName
		if from == "" {
			from = m.FromEmail
		}
		hits = append(hits, ui.Hit{Title: m.Subject, Detail: joined(" · ", from, when(m.Received, f.Store.Now())), Kind: words.T("bericht"), Last: true, Route: ui.Route{Screen: ui.ScreenMail, Key: m.SHA256}})
	}
	return hits, err
}

// People gives the people who fit what is typed, with a typing fault where nobody fits, the best first.
func (f Finder) People(ctx context.Context, text string, limit int) ([]data.Person, error) {
	var found []data.Person
	err := f.Store.Read(ctx, func(tx *data.Tx) (err error) {
		found, err = register.FindPeople(tx, text, limit)
		return err
	})
	return found, err
}
