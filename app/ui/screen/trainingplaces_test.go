package screen

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/enrolment"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// save changes a cohort.
func (c *classroom) save(id, version int64, v training.CohortValues) {
	c.t.Helper()
	saved, err := c.places.SaveCohort(context.Background(), id, version, v)
	c.done(saved.Change, err)
}

// seats sets how many seats a cohort has.
func (c *classroom) seats(id int64, n int) {
	c.t.Helper()
	p := c.read(id)
	v := p.Values
	v.Seats = n
	c.save(id, p.Version, v)
}

// add enrols people who have a mail address.
func (c *classroom) add(id int64, names ...string) []int64 {
	c.t.Helper()
	var out []int64
	for _, n := range names {
		added, change, err := c.job.AddNamed(context.Background(), id, register.Named(n, strings.ToLower(strings.Fields(n)[0])+"@thuis.example"), training.Enrolling{})
		c.done(change, err)
		out = append(out, added.EnrolmentID)
	}
	return out
}

func (c *classroom) drafts() []data.Invoice {
	c.t.Helper()
	var out []data.Invoice
	err := c.store.Read(context.Background(), func(tx *data.Tx) (err error) {
		out, err = tx.InvoicesPage(data.DraftInvoices, nil, 20)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return out
}

func TestAFreedSeatIsOfferedInOneStep(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.seats(id, 1)
		who := c.add(id, "Tom Dekhuis", "Roos Dam", "Ilse Penning")
		c.done(c.job.SetEnrolmentStatus(context.Background(), who[0], training.CalledOff))
	})
	c.MustSee("Er is een plaats vrij voor iemand van de wachtlijst.", "Plaats aanbieden aan Roos Dam", "wachtlijst 1", "wachtlijst 2")
	c.Reset()
	c.Command("seat.offer")
	c.most(1, "offering a freed seat")
	c.MustSee("Mail over de vrije plaats", "Voor Roos Dam <roos@thuis.example>.")
	c.Click("Bij concepten zetten")
	c.most(2, "offering a freed seat and mailing it")
	if len(c.box.drafts) != 1 || c.box.drafts[0].To[0].Email != "roos@thuis.example" || !strings.HasPrefix(c.box.drafts[0].Text, "Beste Roos,\n\nJe staat op de wachtlijst voor Nascholing") ||
		!strings.Contains(c.box.drafts[0].Text, "uiterlijk 10 maart 2026") {
		t.Errorf("the mail is %+v", c.box.drafts)
	}
	c.MustSee("aangeboden tot en met 10 maart 2026", "Neemt de plaats", "vol")
	c.Click("Wijst af …")
	c.Click("Afwijzing vastleggen")
	c.MustSee("Roos Dam heeft de plaats afgewezen", "Plaats aanbieden aan Ilse Penning")
	c.Click("Overslaan …")
	c.Type("kan pas in het najaar")
	c.Press(fyne.KeyReturn)
	c.MustSee("Ilse Penning is overgeslagen", "overgeslagen: kan pas in het najaar", "iedereen op de wachtlijst is al aan de beurt geweest")
	c.Click("Toch aanbieden")
	c.Click("Niet mailen")
	c.Click("Neemt de plaats")
	c.MustSee("Ilse Penning heeft een plaats", "1 van 1 plaats bezet")
}

func TestMoreThanTheSeatsIsAsked(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.seats(id, 1)
		c.add(id, "Tom Dekhuis", "Roos Dam")
	})
	c.Click("Plaats geven")
	c.MustSee("De groep heeft 1 plaatsen. Wil je Roos Dam toch een plaats geven?")
	c.Click("Toch een plaats geven")
	c.MustSee("Roos Dam heeft een plaats. De groep heeft nu 2 deelnemers op 1 plaatsen.", "Er zijn 2 deelnemers op 1 plaatsen.")
}

func TestDraftsFollowWhenTheDayIsChanged(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.add(id, "Tom Dekhuis", "Roos Dam")
	})
	c.Command("cohort.invoice")
	c.Command("cohort.edit")
	c.Fill(c.page.Field("Dag 1"), "16-6-2026")
	c.Run("form.save")
	c.MustSee("Trainingsgroep gewijzigd. Conceptfacturen aangepast: 2")
	days := func(want data.Day) {
		t.Helper()
		for _, i := range c.drafts() {
			if i.DeliveryDay != want {
				t.Errorf("delivered on %s, want %s", i.DeliveryDay, want)
			}
		}
	}
	days("2026-06-16")
	c.Run("undo")
	days("2026-06-09")
}

func TestCancellingShowsTheInvoiceFirst(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.add(id, "Tom Dekhuis", "Roos Dam")
	})
	c.MustSee("2 deelnemers zonder factuur")
	c.Command("cohort.invoice")
	c.MustSee("2 conceptfacturen gemaakt voor 2 deelnemers, samen € 490,00", "concept", "Iedereen heeft een factuur")
	c.page.table.Choose(0)
	c.Reset()
	c.Command("participant.cancel")
	c.MustSee("Inschrijving van Roos Dam annuleren", "De conceptfactuur van € 245,00 vervalt.", "tot 10 werkdagen ervoor is afmelden gratis")
	c.Press(fyne.KeyReturn)
	c.most(2, "cancelling with the effect on the invoice")
	c.MustSee("Roos Dam is afgemeld", "1 van 20 plaatsen bezet")
	if n := len(c.drafts()); n != 1 {
		t.Errorf("%d drafts are left", n)
	}
	c.Run("undo")
	c.MustSee("2 van 20 plaatsen bezet")
	if n := len(c.drafts()); n != 2 {
		t.Errorf("%d drafts after undoing", n)
	}
	// What is typed changes what is shown.
	c.page.table.Choose(0)
	c.Command("participant.cancel")
	c.page.s.Window().Canvas().FocusNext()
	c.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Type("45")
	c.MustSee("Op de conceptfactuur blijft € 45,00 staan in plaats van € 245,00.")
	// Who comes back after that is asked the whole price, and the fee is named.
	c.Press(fyne.KeyReturn)
	c.MustSee("Iedereen heeft een factuur")
	c.add(id, "Roos Dam")
	c.page.Reload()
	c.MustSee("annuleringskosten", "1 deelnemer zonder factuur")
	c.Command("cohort.invoice")
	c.MustSee("1 conceptfactuur gemaakt voor 1 deelnemer, samen € 245,00", "Kijk dit na", "Roos Dam: van de eerdere afmelding blijft € 45,00 staan.")
}

func TestMovingToAnotherGroup(t *testing.T) {
	var from, to int64
	c := newClassroom(t, func(c *classroom) {
		to = c.group(lessons, "Ede", []string{"2026-07-09"})
		from = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.add(from, "Tom Dekhuis")
		_, change, err := c.places.Invoice(context.Background(), from)
		c.done(change, err)
	})
	c.page.Open(key(from))
	c.page.table.Choose(0)
	c.Reset()
	c.Command("participant.move")
	c.MustSee("Tom Dekhuis naar een andere groep", "De conceptfactuur wordt aangepast aan de nieuwe groep: € 245,00 in plaats van € 245,00.", "De leverdatum wordt 9 juli 2026 in plaats van 9 juni 2026.")
	c.Press(fyne.KeyReturn)
	c.most(2, "moving an enrolment")
	c.MustSee("Tom Dekhuis is verplaatst")
	if there := c.read(to); len(there.Participants) != 1 {
		t.Errorf("there are %+v", there.Participants)
	}
	if d := c.drafts(); len(d) != 1 || d[0].TotalCents != 24500 {
		t.Errorf("the drafts are %+v", d)
	}
}

func TestCancellingAGroupTellsEverybody(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.add(id, "Tom Dekhuis", "Roos Dam")
		_, change, err := c.places.Invoice(context.Background(), id)
		c.done(change, err)
	})
	c.Command("cohort.move." + training.Cancelled)
	c.MustSee("Nascholing, Zutphen annuleren", "Inschrijvingen die vervallen: 2.", "Regels op conceptfacturen die vervallen: 2.", "Tom Dekhuis", "De conceptfactuur van € 245,00 vervalt.")
	c.Press(fyne.KeyEscape)
	if c.read(id).State != training.Opened {
		t.Fatal("Esc cancelled the group")
	}
	c.Command("cohort.move." + training.Cancelled)
	c.Type("te weinig aanmeldingen")
	c.Press(fyne.KeyReturn)
	c.MustSee("Deelnemers op de hoogte brengen", "Voor 2 deelnemers, ieder een eigen mail met de eigen naam.", "Beste (voornaam)")
	c.Click("Bij concepten zetten")
	if len(c.box.drafts) != 2 || !strings.HasPrefix(c.box.drafts[0].Text, "Beste Tom,") || !strings.HasPrefix(c.box.drafts[1].Text, "Beste Roos,") {
		t.Errorf("the mails are %+v", c.box.drafts)
	}
	// The list shows where the group is now.
	if p := c.read(id); p.State != training.Cancelled || len(c.drafts()) != 0 || c.page.stage != string(training.StageFinished) {
		t.Errorf("%s, %d drafts, list %s", p.State, len(c.drafts()), c.page.stage)
	}
	c.MustSee("geannuleerd", "te weinig aanmeldingen")
}

func TestTheListFollowsTheGroup(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Ede", []string{"2026-07-09"})
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		c.done(c.job.SetStatus(context.Background(), id, training.Planned))
	})
	c.Click("Gepland")
	c.MustSee("Zutphen, Zaal De Linde")
	c.Click("Openstellen")
	if c.page.stage != string(training.StageRunning) || c.page.page.ID != id {
		t.Errorf("the list shows %s, the page %d", c.page.stage, c.page.page.ID)
	}
	if it, ok := c.page.list.Current(); !ok || it.ID != key(id) {
		t.Errorf("chosen is %+v", it)
	}
	c.Run("undo")
	if c.page.stage != string(training.StagePlanned) {
		t.Errorf("after undo the list shows %s", c.page.stage)
	}
}

func TestClashesStandBesideTheirField(t *testing.T) {
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Zutphen", []string{"2026-06-09"})
	})
	c.Press("N") // after the group that is shown: the same place and trainer
	c.Type("9-6-2026")
	c.MustSee("Zaal De Linde is op 9 juni 2026 ook bezet door 2026-ZUT-1.", "Wil Aardema staat als trainer op 9 juni 2026 ook bij 2026-ZUT-1.", "Naar 2026-ZUT-1")
	c.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Type("25-5-2026")
	c.MustSee("25 mei 2026 is tweede pinksterdag.")
	if c.Sees("Naar 2026-ZUT-1") {
		t.Error("the clash of before is still shown")
	}
	c.Command("form.save") // it stops nothing
	c.MustSee("Trainingsgroep gepland", "25 mei 2026 is tweede pinksterdag.")
}

func TestAGroupHasItsOwnTerms(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) { id = c.group(lessons, "Zutphen", []string{"2026-06-09"}) })
	c.MustSee("Afspraken van deze groep", "€ 245,00, btw vrijgesteld")
	c.Click("Afspraken wijzigen")
	c.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Type("199")
	c.Command("form.save")
	c.MustSee("Wijkt af van de opleiding. Prijs: hier € 199,00, bij de opleiding € 245,00.")
	c.Click("Gelijk maken aan de opleiding")
	if c.Sees("Wijkt af van de opleiding") || c.read(id).Terms.PriceCents != 24500 {
		t.Error("the terms are still its own")
	}
	// What somebody gets who completes it can differ too, found by typing what it is about.
	c.MustSee("wie heeft deelgenomen", "wordt of blijft lid")
	c.Command("cohort.terms")
	c.Fill(c.page.Field("Certificaat voor"), "wie is geslaagd")
	c.Fill(c.page.Field("Maakt iemand"), "KIES coach")
	c.Command("form.save")
	c.MustSee("wie is geslaagd", "wordt KIES coach, en wordt of blijft lid", "Wijkt af van de opleiding. Maakt iemand: hier KIES coach, bij de opleiding geen.")
}

func TestWithoutATrainerThatComesFirst(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-06-09"})
		p := c.read(id)
		v := p.Values
		v.Trainers = nil
		c.save(id, p.Version, v)
	})
	c.Click("Trainer invullen")
	if f, ok := c.page.Field("Trainer 1").(*block.PickField); !ok || c.Focused() != f.Keys() {
		t.Error("the keyboard is not at the trainer")
	}
}

// An offer that was made is one of the enrolment job, too: the names stay in step.
var _ enrolments = (*enrolment.Desk)(nil)
