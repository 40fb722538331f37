package screen

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/draft"
	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// atDesk opens the screens of an office anew, as after a crash.
func (d *trader) atDesk(t *testing.T) *uitest.Desk {
	t.Helper()
	o := d.office
	papers := Papers{Printer: d, Show: func(string) error { return nil }}
	parts := today.Parts{Store: o.Store, Complaints: o.Complaints, Training: o.Training}
	desk := uitest.New(t, nil, d,
		Today(func(ctx context.Context) (today.Overview, error) { return today.Gather(ctx, parts) }, o.Store.Now),
		Complaints(o.Complaints, o.Mail, o, o.Name),
		Register(o.Register, o.Training, o.Reports, Memberships{Sales: o.Sales, Reminders: o.Reminders, Now: o.Store.Now}, papers, o),
		Orders(o.Sales, Finder{Store: o.Store}, papers, o),
		Trainings(o.Training, Finder{Store: o.Store}, papers, o, o.Store.Now, Seating{o.Enrolments, o.Mail}),
		Invoices(o.Sales, o.Mail, papers, o, o.Name))
	desk.SetDrafts(o.Drafts)
	desk.Reload()
	return desk
}

func TestTodayGoesOnWithWhatWasNotSaved(t *testing.T) {
	d := newTrader(t)
	order := d.order(t)
	desk := d.atDesk(t)
	desk.Go(ui.Route{Screen: ui.ScreenOrders, Key: key(order.ID)})
	desk.Press("A")
	desk.Click("Nog een artikel")
	desk.Command("form.save") // an empty line is none
	desk.MustSee("Bestelling aangepast")
	desk.Press("A")
	desk.Click("Nog een artikel")
	desk.Press(fyne.KeyTab)
	desk.Pass(2 * time.Second)
	if open, err := d.office.Drafts.List(context.Background()); err != nil || len(open) != 0 {
		t.Fatalf("nothing was typed, and %v is kept, %v", open, err)
	}
	desk.Fill(manyOf(t, desk), "12")
	desk.Pass(2 * time.Second)
	desk.Go(ui.Route{Screen: ui.ScreenRegister})
	desk.Command("person.new")
	desk.Type("Ada")
	desk.Pass(2 * time.Second)

	again := d.atDesk(t)
	again.MustSee("2 formulieren die je nog niet had opgeslagen", "Iemand toevoegen", "Bestelling aanpassen", "Verder invullen")
	again.Click("Verder invullen")
	again.MustSee("Bestelling aanpassen", "Wat je eerder typte is teruggezet.")
	if many := manyOf(t, again).Typed(); many != "12" {
		t.Errorf("back is %q", many)
	}
	again.Run("form.save")
	again.MustSee("Bestelling aangepast", "12")
	again.Go(ui.Route{Screen: ui.ScreenToday})
	again.MustSee("1 formulier dat je nog niet had opgeslagen")
	again.Click("Verder invullen")
	again.MustSee("Iemand toevoegen", "Wat je eerder typte is teruggezet.", "Ada")
	again.Press(fyne.KeyEscape)
	again.Go(ui.Route{Screen: ui.ScreenToday})
	if again.Sees("niet had opgeslagen") {
		t.Error("what was saved is still open")
	}
}

func TestTypedAboutAComplaintStaysWithTheComplaints(t *testing.T) {
	d := newTrader(t)
	desk := d.atDesk(t)
	desk.Go(ui.Route{Screen: ui.ScreenComplaints})
	desk.Run("complaint.new")
	desk.Press(fyne.KeyTab)
	field, ok := desk.Focused().(*block.ChoiceField)
	if !ok {
		t.Fatalf("%T has the keyboard", desk.Focused())
	}
	field.SetSelected(field.Options[1])
	desk.Pass(2 * time.Second)
	err := d.office.Store.Read(context.Background(), func(tx *data.Tx) error {
		common, err := tx.Drafts(d.office.Who(), false)
		if err != nil || len(common) > 0 {
			t.Errorf("with the common ones %v, %v", common, err)
		}
		own, err := tx.Drafts(d.office.Who(), true)
		if len(own) != 1 {
			t.Errorf("with the complaints %v", own)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	again := d.atDesk(t)
	again.MustSee("Klacht toevoegen")
	again.Click("Verder invullen")
	again.MustSee("Klacht toevoegen", "Wat je eerder typte is teruggezet.")
}

func TestDaysAndTrainersOfACohortComeBack(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) { id = c.group(lessons, "Zutphen", []string{"2026-03-09"}) })
	drafts := draft.New(c.store, func() string { return "Annelies" })
	c.SetDrafts(drafts)
	c.Press("E")
	c.Click("Nog een dag")
	c.Type("16-")
	c.Fill(c.page.Field("Trainer 2"), "Wil")
	c.Pass(2 * time.Second)
	open, err := drafts.List(context.Background())
	if err != nil || len(open) != 1 || len(open[0].Texts) != 2 {
		t.Fatalf("kept %v, %v", open, err)
	}
	c.page.PutAway(c.page.showAgain)
	c.Resume(open[0])
	if c.page.Field("Dag 2") == nil || c.page.Field("Dag 2").Typed() != "16-" {
		t.Fatal("the second day is not back")
	}
	if pick, ok := c.page.Field("Trainer 2").(*block.PickField); !ok || pick.Text() != "Wil" {
		t.Error("the second trainer is not back")
	}
	c.Fill(c.page.Field("Dag 2"), "16-3-2026")
	c.Fill(c.page.Field("Trainer 2"), "")
	c.Press(fyne.KeyBackspace)
	c.Command("form.save")
	c.MustSee("Trainingsgroep gewijzigd")
	if p := c.read(id); len(p.Days) != 2 || p.Days[1].Day != "2026-03-16" {
		t.Errorf("saved %v", p.Days)
	}
}

func TestEveryFormCanBeGoneOnWith(t *testing.T) {
	ctx := context.Background()
	d := newTrader(t)
	order := d.order(t)
	issued, err := d.office.Sales.OrderToInvoice(ctx, d.order(t).ID)
	if err != nil {
		t.Fatal(err)
	}
	invoice, _, err := d.office.Sales.DraftFromOrder(ctx, order.ID)
	if err != nil {
		t.Fatal(err)
	}
	person, _, err := d.office.Register.AddPerson(ctx, data.Person{FirstName: "Ada", Surname: "Bos", Country: "NL"}, "coach")
	if err != nil {
		t.Fatal(err)
	}
	organisation, _, err := d.office.Register.SaveOrganisation(ctx, data.Organisation{Name: "De Brug", Country: "NL"})
	if err != nil {
		t.Fatal(err)
	}
	complaint, _, err := d.office.Complaints.Register(ctx, complaint.NewComplaint{Route: "training", About: "de zaal", Received: "2026-03-02"})
	if err != nil {
		t.Fatal(err)
	}
	courses, err := d.office.Training.Courses(ctx)
	if err != nil {
		t.Fatal(err)
	}
	desk := d.atDesk(t)
	for _, c := range []struct {
		screen    ui.ScreenID
		form, key string
		sees      string
	}{
		{ui.ScreenOrders, formOrder, "", "Nieuwe bestelling"},
		{ui.ScreenOrders, formOrder, key(order.ID), "Bestelling aanpassen"},
		{ui.ScreenInvoices, formInvoice, "", "Nieuwe factuur"},
		{ui.ScreenInvoices, formInvoice, key(invoice), "Conceptfactuur aanpassen"},
		{ui.ScreenInvoices, formPayment, key(issued.ID), "Betaling vastleggen"},
		{ui.ScreenInvoices, formCredit, key(issued.ID), "Factuur 2026-0001 crediteren?"},
		{ui.ScreenInvoices, formInvoiceMail, key(issued.ID), "Antwoord schrijven"},
		{ui.ScreenRegister, formPerson, "", "Iemand toevoegen"},
		{ui.ScreenRegister, formPerson, key(person.ID), "Gegevens van Ada Bos"},
		{ui.ScreenRegister, formRole, key(person.ID), "Functie van Ada Bos"},
		{ui.ScreenRegister, formMember, key(person.ID), "Einddatum lidmaatschap van Ada Bos"},
		{ui.ScreenRegister, formOrganisation, "", "Organisatie toevoegen"},
		{ui.ScreenRegister, formOrganisation, organisationKey(organisation.ID), "Gegevens van De Brug"},
		{ui.ScreenComplaints, formComplaint, "", "Klacht toevoegen"},
		{ui.ScreenComplaints, formLetter, key(complaint.ID), "Antwoord schrijven"},
		{ui.ScreenComplaints, formReaction, key(complaint.ID), "Vastleggen bij " + complaint.Number},
		{ui.ScreenTrainings, formCohort, "", "Nieuwe trainingsgroep"},
		{ui.ScreenTrainings, formCourse, "", "Nieuwe opleiding"},
		{ui.ScreenTrainings, formCourse, key(courses[0].ID), courses[0].Name},
	} {
		desk.Go(ui.Route{Screen: ui.ScreenToday})
		desk.Resume(data.Draft{Screen: string(c.screen), Form: c.form, Key: c.key})
		if !desk.Sees(c.sees) || desk.Where().Screen != c.screen {
			t.Errorf("%s of %q on %s does not show %q but %q", c.form, c.key, c.screen, c.sees, desk.Texts())
		}
		for desk.Window().Canvas().Overlays().Top() != nil {
			desk.Press(fyne.KeyEscape)
		}
	}
}

func TestDialogsAboutAParticipantCanBeGoneOnWith(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) { id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Roos van Dam") })
	m := c.read(id).Participants[0]
	for form, sees := range map[string]string{formResult: "Uitslag van Roos van Dam", formHold: "Certificaat van Roos van Dam aanhouden", formName: "Naam op het certificaat"} {
		c.Resume(data.Draft{Screen: string(ui.ScreenTrainings), Form: form, Key: key(id) + "/" + key(m.EnrolmentID)})
		c.MustSee(sees)
		c.Press(fyne.KeyEscape)
	}
	c.Resume(data.Draft{Screen: string(ui.ScreenTrainings), Form: formParticipant, Key: key(id) + "/Jan de Wit"})
	c.MustSee("Nieuw in het register en in deze groep", "Jan", "Wit")
	c.Press(fyne.KeyEscape)
	c.Resume(data.Draft{Screen: string(ui.ScreenTrainings), Form: formCohort, Key: key(id)})
	c.MustSee("Gegevens van")
}
