package training_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/letter"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

const (
	longName   = "Wilhelmina-Alexandrina Pauline van Bylandt tot Oldruitenborgh-Bentinck Krudop"                                                // 77
	longOffice = "Samenwerkingsverband Passend Onderwijs en Jeugdhulp Noordoost-Overijssel, Drents-Friese Wold en Omstreken, locatie Steenwijk" // 124
)

// lesson is a cohort of two days with people of every sort.
func (d *desk) lesson() int64 {
	d.t.Helper()
	id := d.plan(basic, "2026-03-16", "2026-03-23")
	d.add(id, "Roos van Dam", longName, "Şerife d'Açıkgöz")
	d.write(func(tx *data.Tx) error {
		people, err := tx.PeopleEnrolled(id)
		if err != nil {
			return err
		}
		for i, p := range people {
			p.Street, p.HouseNumber, p.Postcode, p.Town = "Lindelaan", "12", "7201 AB", "Zutphen"
			p.Mobile, p.Email, p.Organisation = "06 0000 0001", "iemand"+string(rune('a'+i))+"@example.org", longOffice
			if p.FirstName == "Roos" {
				p.NoMail = true
			}
			if strings.HasPrefix(p.FirstName, "Şerife") {
				p.Street = ""
			}
			if err := tx.SavePerson(&p); err != nil {
				return err
			}
		}
		return nil
	})
	return id
}

// shown joins what stands on all pages, without what breaks lines.
func shown(t *testing.T, pdf []byte) string {
	t.Helper()
	return strings.ReplaceAll(strings.Join(pdfText(t, pdf), " "), "- ", "-")
}

func TestPapersOfACohortHoldEverythingWhateverItsLength(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.lesson()
		if len([]rune(longName)) != 77 || len([]rune(longOffice)) != 124 {
			t.Fatalf("%d %d", len([]rune(longName)), len([]rune(longOffice)))
		}
		d.done(d.SaveRoute(ctx, id, "Vanaf het station tien minuten lopen."))
		for kind, want := range map[run.Kind][]string{
			run.Attendance:  {"Roos", "Dam", "Krudop", "locatie Steenwijk", "ma 16 mrt", "ma 23 mrt", "Wil Aardema"},
			run.Addresses:   {"Krudop", "06 0000 0001", "Vertrouwelijk", "iemand", "locatie Steenwijk"},
			run.Badges:      {"Roos", "Roos van Dam", "Şerife", longName, "Steenwijk", basic},
			run.Invitations: {"Beste Roos,", "maandag 16 maart 2026, 09:30 tot 16:30 uur", "De Kelder", "tien minuten lopen", "Wil Aardema", "Marloes"},
		} {
			made, err := d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: id, Kind: kind}))
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			text := shown(t, made.PDF)
			for _, w := range want {
				if !strings.Contains(text, w) {
					t.Errorf("%s lacks %q: %s", kind, w, text)
				}
			}
			switch kind {
			case run.Addresses:
				if strings.Contains(text, "Lindelaan") || strings.Contains(text, "7201") {
					t.Error("the trainers get home addresses")
				}
				if strings.Count(text, "@example.org") != 2 {
					t.Error("whoever asked not to be mailed stands there with her mail")
				}
			case run.Invitations:
				if len(made.LeftOut) != 1 || made.LeftOut[0].Code != run.NoAddress || len(made.To) != 2 {
					t.Errorf("left out: %+v", made.LeftOut)
				}
			}
		}
		// Who had her badge already gets none, a new one does; lists are no one person's.
		_, err := d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: id, Kind: run.Badges}))
		if !errors.Is(err, run.ErrNobody) {
			t.Errorf("badges again: %v", err)
		}
		d.add(id, "Bob Visser")
		made, err := d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: id, Kind: run.Badges}))
		if err != nil || len(made.To) != 1 || made.To[0].Name != "Bob Visser" || len(made.LeftOut) != 3 {
			t.Errorf("a badge for who came later: %+v %v", made.To, err)
		}
		if made, err = d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: id, Kind: run.Attendance})); err != nil || len(made.To) != 4 {
			t.Errorf("the list again: %+v %v", made.To, err)
		}
	})
}

// Mails first, then letters: the letters are for exactly those who got no mail.
func TestInvitationsByMailAndThenByLetterReachEverybodyOnce(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.lesson()
		p := training.Paper{Cohort: id, Kind: run.Invitations}
		_, letters, err := d.Runs().PreviewMails(ctx, d.MailOrder(p))
		if err != nil || len(letters) != 2 || letters[0].Subject != "Uitnodiging: "+basic+", Zutphen" || strings.Contains(letters[0].Text, "{{") {
			t.Fatalf("%+v %v", letters, err)
		}
		mails, err := d.Runs().Write(ctx, d.MailOrder(p))
		if err != nil || len(mails.To) != 2 || len(mails.LeftOut) != 1 || mails.LeftOut[0].Code != run.NoMail {
			t.Fatalf("mails: %+v %v", mails, err)
		}
		paper, err := d.Runs().Make(ctx, d.PaperOrder(p))
		if err != nil || len(paper.To) != 1 || paper.To[0].Name != "Roos van Dam" {
			t.Errorf("letters: %+v %v", paper.To, err)
		}
	})
}

func TestInvitationTextOfTheOffice(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.lesson()
		for _, bad := range []letter.Text{
			{Subject: "Hallo", Body: "{{.Salaris}}"},
			{Subject: "Hallo", Body: "{{.Days"},
			{Subject: "", Body: "Kom"},
			{Subject: "Hallo", Body: "{{range .Days}}x{{end}}"},
			{Subject: "Hallo", Body: "{{printf \"%d\" 3}}"},
			{Subject: "Hallo", Body: "{{define \"x\"}}{{end}}{{template \"x\"}}"},
		} {
			if _, err := d.SaveInvitation(ctx, bad); err == nil {
				t.Errorf("kept %+v", bad)
			} else if _, told := data.UserText(err); !told {
				t.Errorf("no sentence for %+v: %v", bad, err)
			}
		}
		d.done(d.SaveInvitation(ctx, letter.Text{Subject: "Kom je ook, {{.Name}}?", Body: "{{.Greeting}}\n\n{{if .Route}}{{.Route}}{{end}}\n\n\nTot dan"}))
		_, letters, err := d.Runs().PreviewMails(ctx, d.MailOrder(training.Paper{Cohort: id, Kind: run.Invitations}))
		if err != nil || letters[0].Subject != "Kom je ook, "+letters[0].To.Name+"?" || !strings.HasSuffix(letters[0].Text, "\n\nTot dan") || strings.Contains(letters[0].Text, "\n\n\n") {
			t.Errorf("%+v %v", letters, err)
		}
		d.done(d.SaveInvitation(ctx, letter.Text{}))
		if now, err := d.Invitation(ctx); err != nil || !strings.Contains(now.Body, "Leuk dat je komt") {
			t.Errorf("%+v %v", now, err)
		}
	})
}

func TestPapersAreRefusedWithASentence(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		ctx := context.Background()
		empty := d.plan(basic, "2026-03-16", "2026-03-23")
		_, err := d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: empty, Kind: run.Badges}))
		if text := refused(t, "nobody", err); !strings.Contains(text, "nog geen deelnemers") {
			t.Error(text)
		}
		dayless := d.plan(after)
		d.add(dayless, "Roos van Dam")
		for _, kind := range []run.Kind{run.Attendance, run.Invitations} {
			_, err := d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: dayless, Kind: kind}))
			if text := refused(t, "no days", err); !strings.Contains(text, "dagen") {
				t.Error(text)
			}
		}
	})
}

func TestBadgeSheet(t *testing.T) {
	both(t, "2026-03-03", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.lesson()
		ten := training.BadgeSheetNamed(training.BadgesTen)
		d.done(d.SaveBadgeSheet(ctx, ten))
		if now, err := d.BadgeSheet(ctx); err != nil || now != ten {
			t.Errorf("%+v %v", now, err)
		}
		if _, err := d.Runs().Make(ctx, d.PaperOrder(training.Paper{Cohort: id, Kind: run.Badges})); err != nil {
			t.Error(err)
		}
		for what, change := range map[string]func(*training.BadgeSheet){
			"too wide":  func(b *training.BadgeSheet) { b.Width = "120" },
			"no number": func(b *training.BadgeSheet) { b.Rows = "veel" },
			"none":      func(b *training.BadgeSheet) { b.Columns = "0" },
			"negative":  func(b *training.BadgeSheet) { b.Left = "-5" },
			"no length": func(b *training.BadgeSheet) { b.Height = "NaN" },
		} {
			bad := ten
			change(&bad)
			if _, err := d.SaveBadgeSheet(ctx, bad); err == nil {
				t.Errorf("kept a sheet that is %s", what)
			}
		}
		if now, err := d.BadgeSheet(ctx); err != nil || now != ten || document.Badges8.Columns != 2 {
			t.Errorf("after refusals: %+v %v", now, err)
		}
	})
}
