package screen

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/data"
)

// certified opens the page of somebody with a certificate, and of another training the more.
func certified(t *testing.T, more ...string) (*checkDesk, training.Issued) {
	t.Helper()
	c := newCheckDesk(t)
	first := c.issued[0]
	for _, number := range more {
		err := c.office.Store.Write(context.Background(), data.Change{Title: "Proef"}, func(tx *data.Tx) error {
			was, err := tx.Certificate(first.CertificateID)
			if err != nil {
				return err
			}
			return tx.SaveCertificate(&data.Certificate{
				Number: number, PersonID: first.PersonID, Holder: was.Holder, Course: "Nascholing", Kind: was.Kind, AgeGroup: was.AgeGroup,
				Achieved: "2026-03-03", IssuedOn: "2026-03-03", Status: training.Valid, DocumentID: was.DocumentID,
			})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	c.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(first.PersonID)})
	return c, first
}

func TestTheSearchBoxFindsReplacingAndRevoking(t *testing.T) {
	for typed, title := range map[string]string{
		"certificaat vervangen": "Nieuw certificaat in plaats van KC-2026-0001", "duplicaat": "Nieuw certificaat in plaats van KC-2026-0001",
		"intrekken": "Certificaat KC-2026-0001 intrekken", "ongeldig": "Certificaat KC-2026-0001 intrekken",
	} {
		c, _ := certified(t)
		c.Command("search")
		c.Type(typed)
		c.Press(fyne.KeyReturn)
		c.MustSee(title)
	}
	c, _ := certified(t)
	c.Command("search")
	c.Type("kwijt")
	c.MustSee("Certificaat vervangen …")
	c.Press(fyne.KeyEscape)
	c.Click("Meer")
	c.MustSee("Certificaat vervangen …", "Certificaat intrekken …")
}

func TestOneOfMoreCertificatesIsChosenByKeyboard(t *testing.T) {
	c, first := certified(t, "KC-2026-0900")
	c.Reset()
	c.Command("person.revoke")
	c.MustSee("Welk certificaat", "KC-2026-0900 · Nascholing · 3 maart 2026")
	c.Press(fyne.KeyReturn)
	c.MustSee("Certificaat KC-2026-0900 intrekken")
	c.Press(fyne.KeyEscape)
	c.Command("person.revoke")
	c.Press(fyne.KeyDown) // opens the choices
	c.Press(fyne.KeyDown)
	c.Press(fyne.KeyReturn)
	c.Press(fyne.KeyReturn)
	c.MustSee("Certificaat " + first.Number + " intrekken")
	c.Press(fyne.KeyEscape)
	c.Command("person.replace")
	c.Press(fyne.KeyEscape)
	if c.Sees("Nieuw certificaat in plaats van") {
		t.Error("leaving the choice goes on with a certificate")
	}
}

func TestNothingToReplaceWithoutAValidCertificate(t *testing.T) {
	c, first := certified(t)
	if _, err := c.office.Training.Revoke(context.Background(), first.CertificateID, training.Revoking{Reason: "proef"}); err != nil {
		t.Fatal(err)
	}
	c.Command("reload")
	for _, id := range []string{"person.replace", "person.revoke"} {
		if c.Run(id) {
			t.Errorf("%s can be done", id)
		}
	}
}

func TestTheRegisterTakesOverTheNameOfTheNewCertificate(t *testing.T) {
	c, first := certified(t, "KC-2026-0900")
	replaced := func(why, name string) {
		_, err := c.office.Training.Replace(context.Background(), first.CertificateID, training.Replacement{Why: why, Name: name})
		if err != nil {
			t.Fatal(err)
		}
		c.Command("reload")
	}
	named := func(want string) {
		t.Helper()
		page, err := c.office.Register.Person(context.Background(), first.PersonID)
		if err != nil || page.Name != want {
			t.Errorf("the register has %q, want %q, %v", page.Name, want, err)
		}
	}
	if c.Run("person.takename") {
		t.Error("a name is offered before anything was replaced")
	}
	replaced(training.BecauseName, "Tom Dekhuijs")
	c.Click("Naam overnemen")
	c.MustSee("Naam van het certificaat overgenomen")
	named("Tom Dekhuijs")
	if c.Sees("Naam overnemen") || c.Run("person.takename") {
		t.Error("a name that was taken over is offered again")
	}
	c.Run("undo")
	named("Tom Dekhuis")
	c.MustSee("Naam overnemen")
	c.Command("person.takename")
	named("Tom Dekhuijs")
}

func TestALostCertificateOffersNoName(t *testing.T) {
	c, first := certified(t)
	ctx := context.Background()
	page, err := c.office.Register.Person(ctx, first.PersonID)
	if err != nil {
		t.Fatal(err)
	}
	// Married since: the certificate keeps the name that it was given in.
	page.Person.Surname = "Dekhuis-Smit"
	if _, _, err := c.office.Register.Save(ctx, page.Person); err != nil {
		t.Fatal(err)
	}
	if _, err := c.office.Training.Replace(ctx, first.CertificateID, training.Replacement{Why: training.BecauseLost}); err != nil {
		t.Fatal(err)
	}
	c.Command("reload")
	c.MustSee("op naam van Tom Dekhuis")
	if c.Sees("Naam overnemen") {
		t.Error("the old name is offered")
	}
}
