package screen

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
)

func TestWhoWaitsGetsASeat(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-03-09"}, "Tom Dekhuis")
		_, change, err := c.job.AddNamed(context.Background(), id, register.Named("Roos van Dam", ""), training.Enrolling{Status: training.Waiting})
		c.done(change, err)
	})
	c.MustSee("Begint op ma 9 mrt 2026", "1 van 20 plaatsen bezet", "Wachtlijst en aanvragen", "Er is een plaats vrij voor iemand van de wachtlijst.")
	c.Reset()
	c.Click("Plaats geven")
	c.most(1, "giving a seat")
	c.MustSee("Roos van Dam heeft een plaats", "2 van 20 plaatsen bezet")
	c.Run("undo")
	c.MustSee("wachtlijst", "1 van 20 plaatsen bezet")
	c.Click("Afmelden")
	c.MustSee("afgemeld")
}

func TestCertificateIsHeldNamedAndRevoked(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-03-02"}, "Tom Dekhuis")
		c.done(c.job.MarkAllPresent(context.Background(), id, 0))
	})
	c.page.table.Choose(0)
	c.Command("participant.hold")
	c.Press(fyne.KeyReturn)
	c.MustSee("Vul dit in.")
	c.Type("nog te betalen")
	c.Press(fyne.KeyReturn)
	c.MustSee("aangehouden", "1 overgeslagen: Tom Dekhuis aangehouden: nog te betalen.")
	if c.page.canIssue() {
		t.Error("a certificate that is held can be made")
	}
	c.Run("undo")
	c.Command("participant.name")
	c.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Type("Tom Dekhuis Zn.")
	c.Press(fyne.KeyReturn)
	if name := c.read(id).Participants[0].CertificateName; name != "Tom Dekhuis Zn." {
		t.Errorf("the name is %q", name)
	}
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	c.Command("participant.revoke")
	c.MustSee("Certificaat KC-2026-0001 intrekken", "Het lidmaatschap tot 2 maart 2028 vervalt.")
	c.Press(fyne.KeyReturn)
	c.MustSee("Vul dit in.")
	c.Type("h") // het had niet uitgegeven mogen worden
	c.Fill(asked(t, c.Desk, "Reden"), "verkeerde datum")
	c.Click("Intrekken")
	c.MustSee("Certificaat KC-2026-0001 is ingetrokken", "ingetrokken")
	if m := c.read(id).Participants[0]; m.CertificateStatus != training.Revoked || c.page.canIssue() {
		t.Errorf("the certificate still counts, or is proposed again: %+v", m)
	}
	c.Run("undo")
	if m := c.read(id).Participants[0]; m.CertificateStatus != training.Valid {
		t.Errorf("revoking was not taken back: %+v", m)
	}
}

func TestRevokedCertificateLeavesTheNumbersInSight(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		id = c.group(lessons, "Zutphen", []string{"2026-02-02", "2026-02-09", "2026-02-16", "2026-02-23"}, "Rosalie van den Dam", "Tom Dekhuis")
		page := c.read(id)
		for _, d := range page.Days {
			c.done(c.job.MarkAllPresent(context.Background(), id, d.ID))
		}
	})
	c.Resize(1280, 720)
	c.page.table.Choose(0)
	c.Command("cohort.print")
	c.Press(fyne.KeyReturn)
	c.MustSee("KC-2026-0001", "KC-2026-0002")
	c.page.table.Choose(1)
	c.Command("participant.revoke")
	c.Type("h") // het had niet uitgegeven mogen worden
	c.Fill(asked(t, c.Desk, "Reden"), "verkeerde datum")
	c.Click("Intrekken")
	if !slices.Contains(c.TextsIn(c.page.table), "ingetrokken") || !slices.Contains(c.TextsIn(c.page.table), "KC-2026-0001") {
		t.Errorf("after revoking one the table says %q", c.TextsIn(c.page.table))
	}
	if sheet := c.page.table.Sheet(""); !strings.Contains(fmt.Sprint(sheet.Rows), "KC-2026-0002 ingetrokken") {
		t.Errorf("the exported list says %v", sheet.Rows)
	}
}

func TestCohortIsFoundInTheSearchBox(t *testing.T) {
	var id int64
	c := newClassroom(t, func(c *classroom) {
		c.group(lessons, "Deventer", []string{"2026-03-09"})
		id = c.group(lessons, "Zutphen", []string{"2026-03-09"})
	})
	hits, err := Finder{c.store}.Find(context.Background(), "nascholing zut", 5)
	if err != nil || len(hits) != 1 || hits[0].Route.Key != key(id) {
		t.Fatalf("found %+v, %v", hits, err)
	}
	c.Go(hits[0].Route)
	c.MustSee("Zutphen, Zaal De Linde")
}
