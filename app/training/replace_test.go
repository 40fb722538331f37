package training_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestCertificateIsReplaced(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		run := d.issue(basic, "Ria Smalbrugge", "Ton Ekkers")
		old := d.certificate(run.Issued[1].CertificateID) // the list goes by surname
		e := old.EnrolmentID
		d.on("2026-04-02")
		_, err := d.Replace(ctx, old.ID, training.Replacement{Why: training.BecauseOther, Note: " "})
		refused(t, "without a reason", err)
		_, err = d.Replace(ctx, old.ID, training.Replacement{Why: training.BecauseName, Name: "Ria 🎉"})
		if text := refused(t, "a name that cannot be printed", err); !strings.Contains(text, "U+1F389") {
			t.Errorf("said: %s", text)
		}
		if now := d.certificate(old.ID); now != old {
			t.Errorf("half done: %+v", now)
		}
		made, err := d.Replace(ctx, old.ID, training.Replacement{Why: training.BecauseName, Note: "gebeld", Name: "Ria Smalbrügge"})
		if err != nil {
			t.Fatal(err)
		}
		if len(made.Issued) != 1 || made.Issued[0].Number != "KC-2026-0003" || made.Issued[0].Name != "Ria Smalbrügge" || len(made.PDF) == 0 || made.DocumentID == 0 {
			t.Fatalf("made: %+v", made.Issued)
		}
		fresh := d.certificate(made.Issued[0].CertificateID)
		if fresh.ReplacesID != old.ID || fresh.Status != training.Valid || fresh.Achieved != old.Achieved || fresh.IssuedOn != "2026-04-02" || fresh.Kind != old.Kind || fresh.Course != old.Course {
			t.Errorf("the new one: %+v", fresh)
		}
		text := pdfText(t, made.Issued[0].PDF)[0]
		for _, part := range []string{"Ria Smalbrügge", "KC-2026-0003", "is geslaagd voor", "12 maart 2026", "De Kelder, Zutphen", "Wil Aardema", "2 april 2026"} {
			if !strings.Contains(text, part) {
				t.Errorf("the new one lacks %q: %s", part, text)
			}
		}
		// The old one is as it was, and says what became of it.
		was := d.certificate(old.ID)
		if was.Status != training.Replaced || was.StatusReason != "naam verkeerd geschreven: gebeld" || was.Holder != old.Holder || was.Code != old.Code || was.IssuedValues != old.IssuedValues {
			t.Errorf("the old one: %+v", was)
		}
		if doc, err := d.Reprint(ctx, old.ID); err != nil || !bytes.Equal(doc.Bytes, run.Issued[1].PDF) {
			t.Errorf("the old one is printed otherwise: %v", err)
		}
		if v := d.verified(old.Code); v.Status != training.Replaced || v.ReplacedBy != fresh.Number || v.Name != old.Holder || v.Text != "Dit certificaat is vervangen door KC-2026-0003." {
			t.Errorf("the old one is checked: %+v", v)
		}
		if v := d.verified(fresh.Code); v.Status != training.Valid || v.Replaces != old.Number || !v.Signed {
			t.Errorf("the new one is checked: %+v", v)
		}
		_, err = d.Replace(ctx, old.ID, training.Replacement{Why: training.BecauseLost})
		if text := refused(t, "twice", err); !strings.Contains(text, "KC-2026-0003") {
			t.Errorf("twice: %s", text)
		}
		d.read(func(tx *data.Tx) error {
			m, err := tx.Enrolment(e)
			if m.CertificateName != "Ria Smalbrügge" {
				t.Errorf("the list of the cohort says %q", m.CertificateName)
			}
			found, err2 := tx.SearchPeople(fresh.Number, 5)
			if len(found) != 1 || found[0].ID != old.PersonID || found[0].MemberUntil != "2028-03-12" {
				t.Errorf("found by the new number: %+v", found)
			}
			last, err3 := tx.LastChange()
			if _, err := d.store.Undo(ctx, "Marloes", last); !errors.Is(err, data.ErrCannotUndo) {
				t.Errorf("undo: %v", err)
			}
			return errors.Join(err, err2, err3)
		})
		if p := d.page(d.cohortOf(e)); p.Participants[1].Certificate != fresh.Number || p.Proposal.Problem != "" || len(p.Proposal.Ready) != 0 || len(p.Runs) != 2 {
			t.Errorf("the cohort: %+v %+v %+v", p.Participants, p.Proposal, p.Runs)
		}
	})
}

func (d *desk) cohortOf(enrolment int64) (id int64) {
	d.t.Helper()
	d.read(func(tx *data.Tx) error {
		e, err := tx.Enrolment(enrolment)
		id = e.CohortID
		return err
	})
	return id
}

// A lost certificate is made again as it stood; one that was wrong, as the cohort is now.
func TestReplacementSaysWhatStoodOrWhatIsSoNow(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-03-12")
	ctx := context.Background()
	run := d.issue(basic, "Ria Smalbrugge")
	d.write(func(tx *data.Tx) error {
		c, err := tx.Cohort(d.cohortOf(run.Issued[0].EnrolmentID))
		if err != nil {
			return err
		}
		c.Town = "Deventer"
		return tx.SaveCohort(&c)
	})
	lost, err := d.Replace(ctx, run.Issued[0].CertificateID, training.Replacement{Why: training.BecauseLost})
	if err != nil {
		t.Fatal(err)
	}
	if text := pdfText(t, lost.PDF)[0]; !strings.Contains(text, "De Kelder, Zutphen") || d.certificate(lost.Issued[0].CertificateID).Place != "Zutphen" {
		t.Errorf("lost: %s", text)
	}
	wrong, err := d.Replace(ctx, lost.Issued[0].CertificateID, training.Replacement{Why: training.BecauseWrong, Name: "Maria Smalbrugge"})
	if err != nil {
		t.Fatal(err)
	}
	if text := pdfText(t, wrong.PDF)[0]; !strings.Contains(text, "De Kelder, Deventer") || !strings.Contains(text, "Maria Smalbrugge") {
		t.Errorf("wrong: %s", text)
	}
	paper := data.Certificate{PersonID: run.Issued[0].PersonID, Kind: training.OldPaper, Status: training.Valid, Holder: "R. Smalbrugge", Course: basic, Achieved: "2014"}
	d.write(func(tx *data.Tx) error { return tx.SaveCertificate(&paper) })
	_, err = d.Replace(ctx, paper.ID, training.Replacement{Why: training.BecauseLost})
	refused(t, "old paper", err)
	_, err = d.Replace(ctx, 9999, training.Replacement{Why: training.BecauseLost})
	refused(t, "none", err)
}

func TestRevokingWhatWasWronglyIssued(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		run := d.issue(basic, "Ria Smalbrugge", "Ton Ekkers")
		ton, ria := run.Issued[0], run.Issued[1]
		roles := func(person int64) (out []string) {
			d.read(func(tx *data.Tx) error {
				all, err := tx.RolesOf(person)
				for _, r := range all {
					out = append(out, r.Kind)
				}
				return err
			})
			return out
		}
		until := func(person int64) (day data.Day) {
			d.read(func(tx *data.Tx) error {
				p, err := tx.Person(person)
				day = p.MemberUntil
				return err
			})
			return day
		}
		effect, err := d.RevokeEffect(ctx, ria.CertificateID)
		if want := []string{"Het lidmaatschap tot 12 maart 2028 vervalt.", "De functie KIES coach vervalt."}; err != nil || !slices.Equal(effect, want) {
			t.Errorf("beforehand: %q, %v", effect, err)
		}
		change, err := d.Revoke(ctx, ria.CertificateID, training.Revoking{Reason: "was er niet bij", Wrongly: true})
		if err != nil {
			t.Fatal(err)
		}
		if until(ria.PersonID) != "" || len(roles(ria.PersonID)) != 0 {
			t.Errorf("what followed stays: %s %v", until(ria.PersonID), roles(ria.PersonID))
		}
		if v := d.verified(ria.Number); v.Status != training.Revoked || v.Reason != "ten onrechte uitgegeven: was er niet bij" {
			t.Errorf("checked: %+v", v)
		}
		// For another reason nothing else changes.
		d.done(d.Revoke(ctx, ton.CertificateID, training.Revoking{Reason: "gestolen"}))
		if until(ton.PersonID) != "2028-03-12" || !slices.Equal(roles(ton.PersonID), []string{"coach"}) {
			t.Errorf("what followed goes: %s %v", until(ton.PersonID), roles(ton.PersonID))
		}
		_, err = d.Revoke(ctx, ton.CertificateID, training.Revoking{Reason: "nog eens"})
		refused(t, "twice", err)
		id := d.cohortOf(ria.EnrolmentID)
		if p := d.page(id); len(p.Proposal.Ready) != 0 || p.Participants[1].CertificateStatus != training.Revoked {
			t.Errorf("proposed again: %+v", p.Proposal)
		}
		if _, err := d.Issue(ctx, id); !errors.Is(err, training.ErrNothingToIssue) {
			t.Errorf("issued again: %v", err)
		}
		// Closing the cohort gives nothing back.
		d.done(d.SetStatus(ctx, id, training.Finished))
		if until(ria.PersonID) != "" {
			t.Errorf("member again until %s", until(ria.PersonID))
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
			t.Fatal(err)
		}
		if until(ria.PersonID) != "2028-03-12" || !slices.Equal(roles(ria.PersonID), []string{"coach"}) || d.verified(ria.Number).Status != training.Valid {
			t.Errorf("taken back: %s %v %+v", until(ria.PersonID), roles(ria.PersonID), d.verified(ria.Number))
		}

		// Who lost a revoked one gets another, and the old one stays revoked.
		made, err := d.Replace(ctx, ton.CertificateID, training.Replacement{Why: training.BecauseOther, Note: "gestolen, aangifte gezien"})
		if err != nil {
			t.Fatal(err)
		}
		if v := d.verified(ton.Number); v.Status != training.Revoked || v.ReplacedBy != made.Issued[0].Number || !strings.Contains(v.Text, made.Issued[0].Number) {
			t.Errorf("revoked and replaced: %+v", v)
		}
		if p := d.page(id); p.Participants[0].Certificate != made.Issued[0].Number && p.Participants[1].Certificate != made.Issued[0].Number {
			t.Errorf("the list: %+v", p.Participants)
		}
	})
}
