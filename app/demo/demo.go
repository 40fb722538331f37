// Package demo fills an empty office with an invented one, so that every screen
// has something to show and to do: people, cohorts, orders, invoices, complaints
// and mail, dated around today. It tells the office's last fourteen months
// through the office's own jobs, one event after the other, with the clock set
// to the moment of each. The same moment gives the same office. Every person,
// organisation and address in it is invented; what they are invented from is in
// assets/demo. Rules are left to the jobs.
package demo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Who sits at the demo office's desk, in its journal.
const Who = "Annelies"

// People is how many people the office has when not told otherwise.
const People = 320

// Options say how large the office becomes.
type Options struct {
	People int // at least so many people in the register; 0: People
	Mails  int // at least so many mails; 0: those that belong to the story
	// Clock must be the one that the office was opened with (app.Options.Now).
	Clock *Clock
}

// Made counts what an office holds after it was filled.
type Made struct {
	People     int `json:"people"`
	Mails      int `json:"mails"`
	Cohorts    int `json:"cohorts"`
	Orders     int `json:"orders"`
	Invoices   int `json:"invoices"` // final ones, drafts and credit notes
	Complaints int `json:"complaints"`
}

// Make opens the office at an address, fills it and closes it. progress may be
// nil; it is told how much is done of how much.
func Make(ctx context.Context, address string, o Options, progress func(done, total int)) (made Made, err error) {
	if o.Clock == nil {
		o.Clock = NewClock(nil)
	}
	office, err := app.Open(ctx, app.Options{Address: address, Who: Who, Now: o.Clock.Now})
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, office.Close()) }()
	if err := Fill(ctx, office, o, progress); err != nil {
		return made, err
	}
	return count(ctx, office.Store)
}

func count(ctx context.Context, store *data.Store) (Made, error) {
	var m Made
	err := store.Read(ctx, func(tx *data.Tx) error {
		var errs []error
		add := func(to *int, n int, err error) {
			*to += n
			errs = append(errs, err)
		}
		n, err := tx.CountPeople()
		add(&m.People, n, err)
		for _, state := range []string{"new", "done", "aside"} {
			n, err = tx.CountMessages(state)
			add(&m.Mails, n, err)
		}
		cohorts, err := tx.CountCohorts()
		for _, n := range cohorts {
			m.Cohorts += n
		}
		errs = append(errs, err)
		for _, state := range []string{"new", "invoiced", "sent", "cancelled"} {
			n, err = tx.CountOrders(state)
			add(&m.Orders, n, err)
		}
		n, err = tx.CountInvoices(data.AllInvoices)
		add(&m.Invoices, n, err)
		complaints, err := tx.Complaints("")
		add(&m.Complaints, len(complaints), err)
		return errors.Join(errs...)
	})
	return m, err
}

// Fill fills an opened office. One that is not empty is refused and stays as it
// is. When it is broken off, what came before stays; such an office is not
// usable and the error says so.
func Fill(ctx context.Context, office *app.Office, o Options, progress func(done, total int)) error {
	if o.Clock == nil {
		return errors.New("demo: the office was not opened with a demo clock")
	}
	if err := refuseFilled(ctx, office); err != nil {
		return err
	}
	printer := office.Training.Printer
	office.Training.Printer = paperless{}
	defer func() { office.Training.Printer = printer }()
	now := o.Clock.real()
	defer o.Clock.set(time.Time{})
	s, err := newStory(office, o.Clock, now)
	if err != nil {
		return err
	}
	if err := s.tell(ctx, o, progress); err != nil {
		return data.Explain("Het demokantoor is niet helemaal gevuld en zo niet te gebruiken. Begin opnieuw met een leeg kantoor.", err)
	}
	return nil
}

// paperless is the printer of the demo office's past: it takes everything and
// prints nothing.
type paperless struct{}

func (paperless) List(context.Context) ([]document.Queue, string, error) {
	return []document.Queue{{Name: "Kantoor-2"}}, "Kantoor-2", nil
}

func (paperless) Print(_ context.Context, pdf []byte, _ document.Job) (string, error) {
	return fmt.Sprintf("Kantoor-2-%d", 100+len(pdf)%900), nil
}

// refuseFilled refuses an office in which somebody has worked.
func refuseFilled(ctx context.Context, office *app.Office) error {
	there, err := count(ctx, office.Store)
	if err != nil {
		return err
	}
	used := there != Made{}
	err = office.Store.Read(ctx, func(tx *data.Tx) error {
		organisations, err := tx.SearchOrganisations("", 1)
		if err != nil {
			return err
		}
		settings, err := tx.Settings()
		used = used || len(organisations)+len(settings) > 0
		return err
	})
	if err == nil && used {
		err = data.Refuse("In dit kantoor staan al gegevens. Er is niets gewijzigd; kies een leeg gegevensbestand voor het demokantoor.")
	}
	return err
}

// story is the demo office while it is being told.
type story struct {
	office *app.Office
	clock  *Clock
	now    time.Time // when the story ends
	today  data.Day
	first  data.Day // when it begins
	rand   *rand.Rand
	names  names
	events []event

	organisations []data.Organisation
	coaches       []*member // who may take a follow-up or order a handbook
	turn          int       // of the coaches, in taking part
	trainers      []string
	held          []*cohort       // those of which days have been
	taken         map[string]bool // names and mail addresses that are in use
	openTown      string          // of the cohort that mails are about
	openDay       data.Day        // its first day
}

// newStory prepares a story that ends at a moment. The seed is fixed, so that the
// same moment gives the same office.
func newStory(office *app.Office, clock *Clock, now time.Time) (*story, error) {
	s := &story{office: office, clock: clock, now: now, today: data.DayOf(now), first: data.DayOf(beginning(now)), rand: rand.New(rand.NewPCG(17148829, 1013827)), taken: map[string]bool{}}
	return s, readAsset("names.json", &s.names)
}

// tell plans the whole story, and then lets it happen in the order of time.
func (s *story) tell(ctx context.Context, o Options, progress func(done, total int)) error {
	if o.People == 0 {
		o.People = People
	}
	if err := s.settle(ctx); err != nil {
		return err
	}
	if err := s.founders(ctx); err != nil {
		return err
	}
	if err := s.signatures(ctx); err != nil {
		return err
	}
	s.planMembers()
	s.planAwaited()
	s.planCohorts()
	s.planSales()
	s.planOldPapers()
	mails, err := s.planMails()
	if err != nil {
		return err
	}
	crowd := max(0, o.Mails-mails)
	total := len(s.events) + o.People + crowd
	report := func(done int) {
		if progress != nil {
			progress(done, total)
		}
	}
	if err := s.happen(ctx, report); err != nil {
		return err
	}
	if err := s.doubles(ctx); err != nil {
		return err
	}
	people, err := s.morePeople(ctx, o.People, func(n int) { report(len(s.events) + n) })
	if err != nil {
		return err
	}
	if err := s.moreMails(ctx, crowd, people, func(n int) { report(len(s.events) + o.People + n) }); err != nil {
		return err
	}
	report(total)
	return nil
}

// settle sets up the office itself: what it is called, where it is, what its
// materials cost, who works there.
func (s *story) settle(ctx context.Context) error {
	s.clock.set(beginning(s.now))
	_, err := s.office.Sales.SaveSeller(ctx, sales.Seller{
		Name: "Expertisecentrum Kind en Scheiding", Street: "Wilgenroosje", HouseNumber: "12", Postcode: "1234 AB", Town: "Buitenveen",
		Phone: "0300-000100", Email: "administratie@kiesvoorhetkind.nl", Website: "kiesvoorhetkind.nl",
		KvK: "17148829", VATID: "NL123456782B01", IBAN: "NL91ABNA0417164300", BIC: "ABNANL2A", DueDays: 30,
	})
	if err != nil {
		return err
	}
	products, err := s.office.Sales.Products(ctx)
	if err != nil {
		return err
	}
	prices := map[string]data.Cents{"workbook-kies-voor-mij": 1295, "book-dino-dekbedden": 1795, "poster": 495, "card": 95, "flyer": 45, "ouder-kompas": 1950, "kov-scholenplan": 2450}
	for _, p := range products {
		price, ours := prices[p.Code]
		if !ours || p.PriceCents != data.NoPrice {
			continue
		}
		p.PriceCents = price
		if _, err := s.office.Sales.SaveProduct(ctx, &p); err != nil {
			return fmt.Errorf("%s: %w", p.Code, err)
		}
	}
	if err := s.prices(ctx); err != nil {
		return err
	}
	return s.write(ctx, "Medewerker toegevoegd", func(tx *data.Tx) error {
		return tx.SaveStaff(&data.Staff{Name: Who, Login: "annelies", Complaints: true, Bookkeeping: true, Manager: true})
	})
}

// write is one change of the office's records that no job has a method for.
func (s *story) write(ctx context.Context, title string, f func(tx *data.Tx) error) error {
	return s.office.Store.Write(ctx, data.Change{Who: s.office.Who(), Title: title}, f)
}
