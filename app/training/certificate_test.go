package training_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// pdfText gives the text of each page.
func pdfText(t testing.TB, pdf []byte) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i := range pages {
		pages[i] = strings.Join(strings.Fields(pages[i]), " ")
	}
	return pages
}

// printer keeps what it is given.
type printer struct {
	standard string
	pdf      []byte
	job      document.Job
	err      error
}

func (p *printer) List(context.Context) ([]document.Queue, string, error) {
	return []document.Queue{{Name: "Kantoor-1"}, {Name: "Kantoor-2"}}, p.standard, nil
}

func (p *printer) Print(_ context.Context, pdf []byte, job document.Job) (string, error) {
	p.pdf, p.job = pdf, job
	return "Kantoor-2-17", p.err
}

func TestCertificatesFromTheCohortToThePrinter(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12")
		who := d.add(id, "Þóra Önundardóttir", "Ria van den Oever-Łukasik", "Ton Ekkers", "Şerife d'Açıkgöz", "Fenna Bies", "Lot Cools")
		days := d.page(id).Days
		d.done(d.SetAttendance(ctx, who[2], days[1].ID, training.Absent))
		d.done(d.MarkAllPresent(ctx, id, 0))
		d.done(d.SetResult(ctx, who[4], training.Failed, "opdracht onvoldoende"))
		d.done(d.HoldCertificate(ctx, who[5], "factuur nog open"))
		d.done(d.SetCertificateName(ctx, who[1], "Maria van den Oever-Łukasik"))

		plan, err := d.Plan(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if plan.Title != "3 geslaagd, certificaten klaar om te printen" ||
			plan.Detail != "3 overgeslagen: Fenna Bies niet geslaagd (opdracht onvoldoende); Lot Cools aangehouden: factuur nog open; Ton Ekkers mist dag 2." {
			t.Errorf("proposal: %q %q", plan.Title, plan.Detail)
		}
		run, err := d.Issue(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		want := []string{"Şerife d'Açıkgöz", "Maria van den Oever-Łukasik", "Þóra Önundardóttir"}
		pages := pdfText(t, run.PDF)
		if len(pages) != len(want) || len(run.Issued) != len(want) || len(run.LeftOut) != 3 {
			t.Fatalf("%d pages, %d issued, left out %+v", len(pages), len(run.Issued), run.LeftOut)
		}
		for i, name := range want {
			number := fmt.Sprintf("KC-2026-%04d", i+1)
			one := run.Issued[i]
			if one.Name != name || one.Number != number || one.SHA256 != data.SumOf(one.PDF) || one.File != number+".pdf" {
				t.Errorf("issued %d: %s %s", i, one.Number, one.Name)
			}
			own := pdfText(t, one.PDF)
			for _, part := range []string{name, number, "is geslaagd voor", basic, "5 en 12 maart 2026", "De Kelder, Zutphen", "Wil Aardema"} {
				if !strings.Contains(pages[i], part) || len(own) != 1 || !strings.Contains(own[0], part) {
					t.Errorf("page %d lacks %q: %s | %s", i+1, part, pages[i], own)
				}
			}
			again, err := d.Reprint(ctx, one.CertificateID)
			if err != nil || !bytes.Equal(again.Bytes, one.PDF) || again.Name != one.File {
				t.Errorf("reprint of %s differs: %v", number, err)
			}
			v, err := d.Verify(ctx, "certificaat kc-2026-000"+number[len(number)-1:])
			if err != nil || v.Status != "valid" || v.Name != name || v.Course != basic || v.Date != "2026-03-12" || v.Number != number {
				t.Errorf("verify: %+v %v", v, err)
			}
			d.read(func(tx *data.Tx) error {
				found, err := tx.SearchPeople(number, 5)
				if len(found) != 1 || found[0].ID != one.PersonID || found[0].MemberUntil != "2028-03-12" {
					t.Errorf("search for %s: %+v", number, found)
				}
				return err
			})
		}
		if whole, err := d.RunPDF(ctx, run.ID); err != nil || !bytes.Equal(whole.Bytes, run.PDF) {
			t.Errorf("the run as kept differs: %v", err)
		}

		nothing, err := d.Issue(ctx, id)
		if refused(t, "issuing again", err); !errors.Is(err, training.ErrNothingToIssue) || len(nothing.LeftOut) != 6 || len(nothing.Issued) != 0 {
			t.Errorf("issuing again: %+v %v", nothing, err)
		}
		d.done(d.HoldCertificate(ctx, who[5], ""))
		more, err := d.Issue(ctx, id)
		if err != nil || len(more.Issued) != 1 || more.Issued[0].Number != "KC-2026-0004" {
			t.Fatalf("after release: %+v %v", more.Issued, err)
		}

		p := &printer{standard: "Kantoor-1"}
		d.Printer = p
		if job, err := d.Print(ctx, run.DocumentID, "Kantoor-2", 2); err != nil || job != "Kantoor-2-17" || !bytes.Equal(p.pdf, run.PDF) || p.job.Copies != 2 {
			t.Fatalf("print: %s %+v %v", job, p.job, err)
		}
		d.on("2026-04-01")
		if _, err := d.Print(ctx, run.Issued[0].DocumentID, "", 0); err != nil {
			t.Fatal(err)
		}
		p.err = errors.New("de printer staat uit")
		_, err = d.Print(ctx, run.DocumentID, "", 1)
		if got := refused(t, "printer off", err); got != "De printer staat uit." {
			t.Errorf("printer off: %q", got)
		}
		log, err := d.Log(ctx, id)
		if err != nil || len(log) != 2 || log[1].Text() != "certificaten 2026-ZUT-1.pdf, 2 exemplaren op Kantoor-2" || log[1].Who != "Marloes" ||
			log[0].Text() != "KC-2026-0001.pdf op Kantoor-1" || !log[0].At.After(log[1].At) {
			t.Errorf("log: %+v %v", log, err)
		}
		if one, err := d.CertificateLog(ctx, run.Issued[0].CertificateID); err != nil || len(one) != 2 {
			t.Errorf("log of one: %+v %v", one, err)
		}
		if other, err := d.CertificateLog(ctx, more.Issued[0].CertificateID); err != nil || len(other) != 0 {
			t.Errorf("log of one that was not printed: %+v %v", other, err)
		}
	})
}

// one is the answer of a file with one certificate.
func one(found []training.Verified, err error) (training.Verified, error) {
	if err != nil || len(found) != 1 {
		return training.Verified{}, fmt.Errorf("%d answers: %w", len(found), err)
	}
	return found[0], nil
}

func TestCertificatesAreFinal(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(after, "2026-03-12")
		who := d.add(id, "Ria Smalbrugge")
		d.done(d.MarkAllPresent(ctx, id, 0))
		run, err := d.Issue(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if text := pdfText(t, run.PDF)[0]; !strings.Contains(text, "heeft deelgenomen aan") {
			t.Errorf("outcome: %s", text)
		}
		p := d.page(id)
		_, err = d.SetAttendance(ctx, who[0], p.Days[0].ID, training.Absent)
		refused(t, "attendance", err)
		_, err = d.SetResult(ctx, who[0], training.Failed, "nee")
		refused(t, "result", err)
		_, err = d.Remove(ctx, who[0])
		refused(t, "removing", err)
		_, err = d.SetEnrolmentStatus(ctx, who[0], training.CalledOff)
		refused(t, "calling off", err)
		_, err = d.SetCertificateName(ctx, who[0], "Anders")
		refused(t, "name", err)
		_, err = d.SetStatus(ctx, id, training.Cancelled)
		refused(t, "cancelling", err)
		d.read(func(tx *data.Tx) error {
			last, err := tx.LastChange()
			if err != nil {
				return err
			}
			if _, err := d.store.Undo(ctx, "Marloes", last); !errors.Is(err, data.ErrCannotUndo) {
				t.Errorf("undo of issuing: %v", err)
			}
			return nil
		})

		_, err = d.Revoke(ctx, run.Issued[0].CertificateID, training.Revoking{})
		refused(t, "revoking without a reason", err)
		d.done(d.Revoke(ctx, run.Issued[0].CertificateID, training.Revoking{Reason: "verkeerde persoon"}))
		if v, err := d.Verify(ctx, "KC-2026-0001"); err != nil || v.Status != "revoked" || v.Reason != "verkeerde persoon" {
			t.Errorf("revoked: %+v %v", v, err)
		}
		issued := run.Issued[0].PDF
		if v, err := one(d.VerifyFile(ctx, issued)); err != nil || v.Status != "revoked" || v.Number != "KC-2026-0001" {
			t.Errorf("its file: %+v %v", v, err)
		}
		if v, err := one(d.VerifyFile(ctx, append(bytes.Clone(issued), '\n'))); err != nil || v.Status != "altered" || v.Number != "KC-2026-0001" {
			t.Errorf("its file with a line more: %+v %v", v, err)
		}
		if v, err := one(d.VerifyFile(ctx, []byte("%PDF-1.4 /Title (KC-2026-0044)"))); err != nil || v.Status != "unknown" {
			t.Errorf("another file: %+v %v", v, err)
		}
		if v, err := d.Verify(ctx, "KC-2026-0099"); err != nil || v.Status != "unknown" || v.Name != "" {
			t.Errorf("unknown: %+v %v", v, err)
		}
	})
}

func TestOneThatCannotBePrintedStopsNoOther(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-03-12")
	ctx := context.Background()
	id := d.plan(basic, "2026-03-12")
	who := d.add(id, "Ria Smalbrugge", "Ton Ekkers", "Fenna Bies", "Lot Cools")
	d.done(d.MarkAllPresent(ctx, id, 0))
	d.done(d.SetCertificateName(ctx, who[3], "Lot 🎉 Cools"))
	d.done(d.SetCertificateName(ctx, who[1], strings.Repeat("Wolvenbeer", 29)))
	run, err := d.Issue(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Issued) != 2 || run.Issued[0].Name != "Fenna Bies" || run.Issued[1].Number != "KC-2026-0002" || run.Issued[1].Name != "Ria Smalbrugge" {
		t.Errorf("issued: %+v", run.Issued)
	}
	if len(run.LeftOut) != 2 || run.LeftOut[0].Name != "Lot Cools" || run.LeftOut[0].Reason != "kan niet goed gedrukt worden: het teken U+1F389 kan het lettertype niet afdrukken" ||
		run.LeftOut[1].Name != "Ton Ekkers" || !strings.Contains(run.LeftOut[1].Reason, "te lang") {
		t.Errorf("left out: %+v", run.LeftOut)
	}
	if len(pdfText(t, run.PDF)) != 2 {
		t.Error("the PDF has another number of pages")
	}
	d.done(d.SetCertificateName(ctx, who[1], ""))
	if run, err = d.Issue(ctx, id); err != nil || run.Issued[0].Number != "KC-2026-0003" {
		t.Errorf("mended: %+v %v", run.Issued, err)
	}

	alone := d.plan(basic, "2026-03-11")
	bad := d.add(alone, "Lot Cools")
	d.done(d.MarkAllPresent(ctx, alone, 0))
	d.done(d.SetCertificateName(ctx, bad[0], strings.Repeat("Wolvenbeer", 29)))
	if _, err := d.Issue(ctx, alone); !errors.Is(err, training.ErrNothingToIssue) {
		t.Errorf("none can be printed: %v", err)
	}
	d.done(d.SetCertificateName(ctx, bad[0], "Lot Cools"))
	if run, err = d.Issue(ctx, alone); err != nil || run.Issued[0].Number != "KC-2026-0004" {
		t.Errorf("a number was lost: %+v %v", run.Issued, err)
	}
}

func TestWithoutATrainerThereIsNoCertificate(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-03-12")
	ctx := context.Background()
	id, _, err := d.PlanCohort(ctx, training.CohortValues{CourseID: d.course(basic).ID, Town: "Epe", Days: []training.CohortDay{{Day: "2026-03-12"}}})
	if err != nil {
		t.Fatal(err)
	}
	d.add(id, "Ria Smalbrugge")
	d.done(d.MarkAllPresent(ctx, id, 0))
	plan, err := d.Plan(ctx, id)
	if err != nil || plan.Problem == "" || plan.Title != "1 geslaagd, maar er kan nog geen certificaat gemaakt worden" {
		t.Errorf("plan: %+v %v", plan, err)
	}
	_, err = d.Issue(ctx, id)
	refused(t, "no trainer", err)
}

// Whatever the results, the numbers of all cohorts together have no gap, stand
// in the order of the list, and start again in another year.
func TestNumbersHaveNoGaps(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-03-12")
	ctx := context.Background()
	next := map[string]int{"2026": 1, "2027": 1}
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		year := rapid.SampledFrom([]string{"2026", "2027"}).Draw(rt, "year")
		d.on(year + "-03-12")
		id := d.plan(basic, "2026-03-12")
		results := rapid.SliceOfN(rapid.SampledFrom([]string{training.Passed, training.Failed, training.Open, "too long"}), 1, 4).Draw(rt, "results")
		printable := 0
		for i, result := range results {
			who := d.add(id, fmt.Sprintf("Deelnemer-%d Achternaam-%d", i, run))[0]
			if result == "too long" {
				d.done(d.SetCertificateName(ctx, who, strings.Repeat("Wolvenbeer", 29)))
				result = training.Passed
			} else if result == training.Passed {
				printable++
			}
			d.done(d.SetResult(ctx, who, result, "omdat"))
		}
		made, err := d.Issue(ctx, id)
		if printable == 0 {
			if !errors.Is(err, training.ErrNothingToIssue) {
				rt.Fatalf("nothing to issue: %v", err)
			}
			return
		}
		if err != nil || len(made.Issued) != printable || len(made.Issued)+len(made.LeftOut) != len(results) {
			rt.Fatalf("%d issued and %d left out of %d: %v", len(made.Issued), len(made.LeftOut), len(results), err)
		}
		for _, one := range made.Issued {
			if want := fmt.Sprintf("KC-%s-%04d", year, next[year]); one.Number != want {
				rt.Fatalf("number %s, want %s", one.Number, want)
			}
			next[year]++
		}
		if !slices.IsSortedFunc(made.Issued, func(a, b training.Issued) int { return strings.Compare(a.Name, b.Name) }) {
			rt.Fatal("not in the order of the list")
		}
	})
}

// Desks that issue at the same moment share one series without gaps or doubles.
func TestDesksIssueAtOnce(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		var cohorts []int64
		for i := range 4 {
			id := d.plan(after, fmt.Sprintf("2026-03-0%d", i+1))
			d.add(id, fmt.Sprintf("Anna Bakhuis%d", i), fmt.Sprintf("Bob Cramers%d", i), fmt.Sprintf("Cor Dekkinga%d", i))
			d.done(d.MarkAllPresent(ctx, id, 0))
			cohorts = append(cohorts, id)
		}
		var mu sync.Mutex
		var numbers []string
		var wg sync.WaitGroup
		for range 2 { // every cohort by two desks: one of them gets the certificates
			for _, id := range cohorts {
				wg.Go(func() {
					run, err := d.Issue(ctx, id)
					if err != nil && !errors.Is(err, training.ErrNothingToIssue) {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					for _, one := range run.Issued {
						numbers = append(numbers, one.Number)
					}
				})
			}
		}
		wg.Wait()
		slices.Sort(numbers)
		for i, n := range numbers {
			if want := training.CertificateNumber("2026", int64(i+1)); n != want {
				t.Errorf("number %s, want %s", n, want)
			}
		}
		if len(numbers) != 12 {
			t.Errorf("%d certificates", len(numbers))
		}
	})
}

// BenchmarkThousandCertificates issues a cohort of 1,000: numbers, PDFs one by one
// and as a whole, records and memberships.
func BenchmarkThousandCertificates(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchmarkIssue(b, storetest.SQLite) })
	b.Run("postgres", func(b *testing.B) { benchmarkIssue(b, storetest.Postgres) })
}

func benchmarkIssue(b *testing.B, address func(testing.TB) string) {
	ctx := context.Background()
	for b.Loop() {
		b.StopTimer()
		d := open(b, address(b), "2026-03-12")
		id, _, err := d.PlanCohort(ctx, training.CohortValues{
			CourseID: d.course(after).ID, Town: "Zutphen", Venue: "De Kelder", Seats: 1000,
			Trainers: []training.Trainer{{Name: "Wil Aardema"}}, Days: []training.CohortDay{{Day: "2026-03-12"}},
		})
		if err != nil {
			b.Fatal(err)
		}
		d.write(func(tx *data.Tx) error {
			for i := range 1000 {
				p := data.Person{FirstName: fmt.Sprintf("Łucja-%d", i), Infix: "van den", Surname: "Ørskov-Çelebi", Email: fmt.Sprintf("l%d@voorbeeld.example.nl", i)}
				if err := tx.SavePerson(&p); err != nil {
					return err
				}
				e := data.Enrolment{CohortID: id, PersonID: p.ID, Position: i, Status: training.Confirmed, Result: training.Passed}
				if err := tx.SaveEnrolment(&e); err != nil {
					return err
				}
			}
			return nil
		})
		b.StartTimer()
		run, err := d.Issue(ctx, id)
		if err != nil || len(run.Issued) != 1000 {
			b.Fatalf("%d issued: %v", len(run.Issued), err)
		}
	}
}

// A certificate states that somebody completed the training: until the last day of it nothing is proposed or made,
// whatever was decided by hand, nor is anybody a member by it yet.
func TestNoCertificateBeforeTheLastDay(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		id := d.plan(basic, "2026-03-05", "2026-03-12", "2026-03-19")
		who := d.add(id, "Tom Dekhuis", "Ilse Penning")
		days := d.page(id).Days
		d.done(d.SetResult(ctx, who[0], training.Passed, "heeft alles al laten zien"))
		var person int64
		for _, m := range d.page(id).Participants {
			if m.EnrolmentID == who[0] {
				person = m.PersonID
			}
		}

		page := d.page(id)
		if p := page.Proposal; len(p.Ready) != 0 || !strings.Contains(p.Detail, "Tom Dekhuis heeft de laatste dag nog voor zich (19 maart 2026)") {
			t.Errorf("proposal: %+v", p)
		}
		if !slices.Contains(page.Notices, "Tom Dekhuis: de uitslag staat al vast. Het certificaat kan vanaf de laatste dag, 19 maart 2026.") {
			t.Errorf("notices: %q", page.Notices)
		}
		for _, m := range page.Participants {
			if m.Certificate != "" {
				t.Errorf("%s: certificate %q", m.Name, m.Certificate)
			}
		}
		if waiting, err := d.Awaits(ctx, person); err != nil || len(waiting) != 0 {
			t.Errorf("awaits: %v %v", waiting, err)
		}
		if _, err := d.Issue(ctx, id); !errors.Is(err, training.ErrNothingToIssue) {
			t.Errorf("issued: %v", err)
		}

		// Of who is known not to be there on the last day, the day before it was the last.
		for _, day := range days[:2] {
			d.done(d.SetAttendance(ctx, who[1], day.ID, training.Present))
		}
		d.done(d.SetAttendance(ctx, who[1], days[2].ID, training.Absent))
		d.done(d.SetResult(ctx, who[1], training.Passed, "deed dag 3 al in Zwolle"))
		run, err := d.Issue(ctx, id)
		if err != nil || len(run.Issued) != 1 || run.Issued[0].EnrolmentID != who[1] {
			t.Fatalf("%+v %v", run.Issued, err)
		}
		if lines := d.page(id).Papers; len(lines) != 1 || lines[0].LeftOut != 1 {
			t.Errorf("%+v", lines)
		}
	})
	both(t, "2026-03-19", func(t *testing.T, d *desk) {
		id := d.plan(basic, "2026-03-05", "2026-03-12", "2026-03-19")
		who := d.add(id, "Tom Dekhuis")
		d.done(d.SetResult(context.Background(), who[0], training.Passed, "heeft alles al laten zien"))
		if p := d.page(id).Proposal; len(p.Ready) != 1 || p.Title != "1 geslaagd, certificaat klaar om te printen" {
			t.Errorf("on the last day: %+v", p)
		}
	})
}
