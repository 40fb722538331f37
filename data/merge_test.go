package data_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// twins are two records of one person, each with a story, and a third that is somebody else.
type twins struct {
	stays, gone, other data.Person
	cohort             data.Cohort
	invoice            data.Invoice
	complaint          data.Complaint
	paper              data.Certificate
}

func makeTwins(t *testing.T, s *data.Store) twins {
	t.Helper()
	w := twins{
		stays: data.Person{FirstName: "Wendelmoet", Surname: "Quakkel", Email: "wendelmoet@example.nl", Country: "NL"},
		gone:  data.Person{Initials: "W.", Infix: "van der", Surname: "Quakkel-Zand", Mobile: "06-00112233", WorkEmail: "info@example.org", Country: "NL", Source: "list:2"},
		other: data.Person{FirstName: "Joris", Surname: "Quakkel", Country: "NL"},
	}
	add(t, s, &w.stays, &w.gone, &w.other)
	write(t, s, func(tx *data.Tx) error {
		c := data.Course{Name: "Opleiding", Kind: "basic", Certificate: "passed", Days: 2, VATCode: "exempt"}
		errs := []error{tx.SaveCourse(&c)}
		w.cohort = data.Cohort{Code: "OPL-1", CourseID: c.ID, Status: "running", Town: "Goes", FirstDay: "2026-01-05"}
		errs = append(errs, tx.SaveCohort(&w.cohort))
		var days []data.CohortDay
		for _, day := range []data.Day{"2026-01-05", "2026-01-06"} {
			d := data.CohortDay{CohortID: w.cohort.ID, Day: day, Starts: "09:30", Ends: "16:30"}
			errs = append(errs, tx.SaveCohortDay(&d))
			days = append(days, d)
		}
		for i, p := range []data.Person{w.stays, w.gone} {
			e := data.Enrolment{CohortID: w.cohort.ID, PersonID: p.ID, Position: i + 1, Status: []string{"requested", "confirmed"}[i]}
			errs = append(errs, tx.SaveEnrolment(&e))
			errs = append(errs, tx.SaveAttendance(&data.Attendance{EnrolmentID: e.ID, CohortDayID: days[i].ID, State: "present"}))
			errs = append(errs, tx.SaveRole(&data.Role{PersonID: p.ID, Kind: "coach", Since: []data.Day{"", "2020-05-05"}[i]}))
			paper := data.Certificate{PersonID: p.ID, Kind: "old_paper", Status: "valid", Number: "OC-7", Holder: p.Name(), Course: "Opleiding", Achieved: "2020-05-05", Place: []string{"", "Goes"}[i]}
			errs = append(errs, tx.SaveCertificate(&paper))
			w.paper = paper
			errs = append(errs, tx.SaveMembershipEvent(&data.MembershipEvent{PersonID: p.ID, Regime: "coach", Kind: "training", Day: "2020-05-05"}))
		}
		w.invoice = data.Invoice{Kind: "invoice", State: "draft", PersonID: w.gone.ID, Name: w.gone.Name(), Country: "NL"}
		errs = append(errs, tx.SaveInvoice(&w.invoice))
		w.complaint = data.Complaint{Number: "K-1", Route: "professional", State: "open", Received: "2026-02-02", Subject: "Klacht", AboutPersonID: w.gone.ID}
		errs = append(errs, tx.SaveComplaint(&w.complaint))
		errs = append(errs, tx.SaveMessage(&data.Message{SHA256: "ab", State: "done", PersonID: w.gone.ID, Raw: []byte("hallo")}))
		errs = append(errs, tx.KeepApart(data.MergedPerson, w.gone.ID, w.other.ID))
		for _, p := range []*data.Person{&w.stays, &w.gone} {
			errs = append(errs, tx.SavePerson(p)) // to be found by the number of the certificate
		}
		return errors.Join(errs...)
	})
	return w
}

func (w twins) merge(t *testing.T, s *data.Store) int64 {
	t.Helper()
	return write(t, s, func(tx *data.Tx) error {
		stays, err := tx.Person(w.stays.ID)
		if err != nil {
			return err
		}
		gone, err := tx.Person(w.gone.ID)
		if err != nil {
			return err
		}
		stays.Mobile, stays.WorkEmail = gone.Mobile, gone.WorkEmail
		return tx.MergePeople(&stays, gone)
	})
}

func TestMergingMovesAllAndTakingBackReturnsIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		s := open(t, address)
		w := makeTwins(t, s)
		before := s.Dump(t)
		change := w.merge(t, s)
		read(t, s, func(tx *data.Tx) error {
			if _, err := tx.Person(w.gone.ID); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("the one who is gone: %v", err)
			}
			if id, err := tx.MergedInto(data.MergedPerson, w.gone.ID); id != w.stays.ID || err != nil {
				t.Errorf("the old number leads to %d, %v", id, err)
			}
			p, err := tx.Person(w.stays.ID)
			if err != nil || p.Mobile != w.gone.Mobile {
				t.Errorf("stays %+v, %v", p, err)
			}
			for _, text := range []string{"quakkel-zand", "info@example.org", "oc-7"} {
				found, err := tx.SearchPeople(text, 5)
				if err != nil || len(found) != 1 || found[0].ID != w.stays.ID {
					t.Errorf("%s finds %v, %v", text, found, err)
				}
			}
			found, err := tx.PeopleBySource("list:2")
			if err != nil || len(found) != 1 || found[0].ID != w.stays.ID {
				t.Errorf("the row of the list is %v, %v", found, err)
			}
			enrolments, err := tx.EnrolmentsIn(w.cohort.ID)
			if err != nil || len(enrolments) != 1 || enrolments[0].Status != "confirmed" || enrolments[0].PersonID != w.stays.ID {
				t.Errorf("enrolments %+v, %v", enrolments, err)
			}
			marks, err := tx.AttendanceIn(w.cohort.ID)
			if err != nil || len(marks) != 2 {
				t.Errorf("attendance %+v, %v", marks, err)
			}
			papers, err := tx.CertificatesOf(w.stays.ID)
			if err != nil || len(papers) != 1 || papers[0].Place != "Goes" || papers[0].Holder != "Wendelmoet Quakkel" {
				t.Errorf("certificates %+v, %v", papers, err)
			}
			roles, err := tx.RolesOf(w.stays.ID)
			if err != nil || len(roles) != 1 || roles[0].Since != "2020-05-05" {
				t.Errorf("roles %+v, %v", roles, err)
			}
			events, err := tx.MembershipEventsOf(w.stays.ID)
			if err != nil || len(events) != 1 {
				t.Errorf("membership %+v, %v", events, err)
			}
			i, err := tx.Invoice(w.invoice.ID)
			if err != nil || i.PersonID != w.stays.ID || i.Name != w.gone.Name() {
				t.Errorf("invoice %+v, %v", i, err)
			}
			c, err := tx.Complaint(w.complaint.ID)
			if err != nil || c.AboutPersonID != w.stays.ID {
				t.Errorf("complaint %+v, %v", c, err)
			}
			apart, err := tx.KeptApart(data.MergedPerson)
			if err != nil || len(apart) != 1 || !apart[[2]int64{w.stays.ID, w.other.ID}] {
				t.Errorf("apart %v, %v", apart, err)
			}
			return nil
		})
		write(t, s, func(tx *data.Tx) error {
			u, err := tx.Unmerge(change)
			if len(u.Kept) != 0 || len(u.Back) != 1 {
				t.Errorf("taking back: %+v", u)
			}
			return err
		})
		differ(t, before, s.Dump(t))
		_, err := s.Do(context.Background(), data.Change{}, func(tx *data.Tx) error {
			_, err := tx.Unmerge(change)
			return err
		})
		if text, ok := data.UserText(err); !ok || text == "" {
			t.Errorf("a second time: %v", err)
		}
	})
}

// differ fails with the lines that two dumps do not share.
func differ(t *testing.T, before, after string) {
	t.Helper()
	was, is := strings.Split(before, "\n"), strings.Split(after, "\n")
	for _, l := range was {
		if !slices.Contains(is, l) {
			t.Errorf("lost:  %s", l)
		}
	}
	for _, l := range is {
		if !slices.Contains(was, l) {
			t.Errorf("extra: %s", l)
		}
	}
}
