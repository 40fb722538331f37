package demo

import (
	"context"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/run"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

// cohort is one cohort of the story while it happens.
type cohort struct {
	id       int64
	course   string
	town     string
	days     []data.Day
	seats    int
	taking   int // how many enrol
	waiting  int // how many more than there are seats
	asking   int // how many of them asked and wait for an answer
	known    bool
	trainers int // where in the list of trainers its two are
	guests   []*participant
	absent   map[int]int // participants by the day that they miss, counted from 0
	partly   map[int]int
	late     map[int]string // results given by hand, with the reason as "result: reason"
}

// participant is somebody who takes part: a member of before, or somebody new.
type participant struct {
	person    data.Person
	enrolment int64
	payer     *data.Organisation
	asks      bool
}

const (
	basic     = "KIES coach 7-12 jaar basistraining"
	careCoach = "KIES zorg en opvoedcoach"
	mediation = "KIES Mediation"
	followUp  = "Nascholing"
	deepening = "Verdiepingsdag KIES coach"
	studyDay  = "Thema-studiedag"
)

// planCohorts plans the trainings: several that are over, one of which the
// certificates wait to be printed, one going on, one about to start, one that is
// full, and those to come.
func (s *story) planCohorts() {
	past := []*cohort{
		{course: basic, town: "Zwolle", days: s.days(-395, -381, -367, -353), taking: 11},
		{course: followUp, town: "Utrecht", days: s.days(-335), taking: 14, known: true, trainers: 1},
		{course: careCoach, town: "Eindhoven", days: s.days(-296, -282), taking: 10, trainers: 3},
		{course: basic, town: "Utrecht", days: s.days(-255, -241, -227, -213), taking: 12, trainers: 1, absent: map[int]int{7: 2}, late: map[int]string{7: "passed: dag 3 ingehaald met een opdracht"}},
		{course: deepening, town: "Amersfoort", days: s.days(-201), taking: 13, known: true, trainers: 2},
		{course: mediation, town: "Arnhem", days: s.days(-166, -152, -138), taking: 8, trainers: 2},
		{course: studyDay, town: "Zwolle", days: s.days(-124), taking: 15, known: true},
		{course: basic, town: "Groningen", days: s.days(-116, -102, -88, -74), taking: 12, trainers: 1, absent: map[int]int{3: 1}, late: map[int]string{3: "stopped: gestopt na dag 1 om gezondheid", 9: "failed: eindopdracht niet ingeleverd"}},
	}
	for _, c := range past {
		s.planned(c)
		s.hold(c, len(c.days))
		s.finished(c)
	}
	s.replaced(past[7], 2, -58, training.Replacement{Why: training.BecauseLost, Note: "kwijt bij een verhuizing"})
	s.replaced(past[3], 4, -190, training.Replacement{Why: training.BecauseName})
	s.revoked(past[2], 6, -236, "eindopdracht van een ander ingeleverd")
	ready := &cohort{course: basic, town: "Eindhoven", days: []data.Day{s.day(-45), s.day(-31), s.day(-17), s.day(-1)}, taking: 13, trainers: 3, absent: map[int]int{5: 1}}
	s.planned(ready)
	s.hold(ready, 4)

	running := &cohort{course: basic, town: "Breda", days: []data.Day{s.day(-33), s.day(-19), s.day(-5), s.next(1)}, taking: 12, trainers: 4, absent: map[int]int{2: 1}, partly: map[int]int{8: 2}}
	s.planned(running)
	s.hold(running, 3)

	soon := &cohort{course: careCoach, town: "Nijmegen", days: []data.Day{s.next(2), s.next(12)}, taking: 9, trainers: 2}
	s.planned(soon)
	full := &cohort{course: basic, town: "Amersfoort", days: s.days(24, 38, 52, 66), seats: 12, taking: 12, waiting: 3, trainers: 1}
	s.planned(full)
	s.billed(soon, 2)
	s.calledOffOne(full)
	kept := &cohort{course: deepening, town: "Nijmegen", days: s.days(31), seats: 7, taking: 7, waiting: 2, known: true, trainers: 2}
	s.planned(kept)
	s.offered(kept)
	open := &cohort{course: basic, town: "Zwolle", days: s.days(45, 59, 73, 87), taking: 8, asking: 2}
	s.planned(open)
	s.openTown, s.openDay = open.town, open.days[0]

	for _, c := range []*cohort{
		{course: basic, town: "Utrecht", days: s.days(101, 115, 129, 143), trainers: 3},
		{course: mediation, town: "Arnhem", days: s.days(124, 138, 152), trainers: 2},
	} {
		s.at(s.day(-9), s.clockTime(), "cohort to come", func(ctx context.Context) error { return s.plan(ctx, c) })
	}
	off := &cohort{course: studyDay, town: "Leeuwarden", days: s.days(10), taking: 3, known: true, trainers: 2}
	s.planned(off)
	s.calledOff(off)
}

// days are working days so many days from today.
func (s *story) days(from ...int) []data.Day {
	var out []data.Day
	for _, n := range from {
		out = append(out, s.day(n))
	}
	return out
}

// before is a day so many days before the cohort starts, within the story.
func (s *story) before(c *cohort, days int) data.Day {
	return max(s.first, min(c.days[0].AddDays(-days), s.day(-1)))
}

// planned lets a cohort be planned and opened, and people enrol in it.
func (s *story) planned(c *cohort) {
	s.at(s.before(c, 130), "09:45", "plan", func(ctx context.Context) error { return s.plan(ctx, c) })
	s.at(s.before(c, 125), "10:15", "open", func(ctx context.Context) error {
		_, err := s.office.Training.SetStatus(ctx, c.id, training.Opened)
		return err
	})
	for i := range c.taking + c.waiting {
		g := s.guest(c, i)
		g.asks = i >= c.taking-c.asking && i < c.taking
		c.guests = append(c.guests, g)
		s.at(s.before(c, 110-80*i/(c.taking+c.waiting)), fmt.Sprintf("11:%02d", i), "enrol", func(ctx context.Context) error { return s.enrol(ctx, c, g) })
	}
}

// guest is who takes part: in a follow-up the coaches of before in turn, else somebody new.
func (s *story) guest(c *cohort, i int) *participant {
	if c.known {
		s.turn++
		return &participant{person: s.coaches[s.turn%len(s.coaches)].person}
	}
	p := s.invent()
	g := &participant{}
	if s.rand.IntN(5) > 0 {
		o := pick(s, s.organisations)
		s.live(&p, &o)
		g.payer = &o
	} else {
		s.live(&p, nil)
		p.Organisation = "Praktijk " + p.Surname
	}
	if i%11 == 10 {
		p.Street, p.HouseNumber = "", ""
	}
	g.person = p
	return g
}

func (s *story) plan(ctx context.Context, c *cohort) error {
	courses, err := s.office.Training.Courses(ctx)
	if err != nil {
		return err
	}
	v := training.CohortValues{Town: c.town, Venue: "Zalencentrum De Brink", Seats: c.seats}
	v.Street, v.HouseNumber = s.names.Streets[len(c.town)%len(s.names.Streets)], fmt.Sprint(len(c.town)*3)
	for _, t := range s.names.Towns {
		if t[0] == c.town {
			v.Postcode = t[1]
		}
	}
	for _, known := range courses {
		if known.Name == c.course {
			v.CourseID = known.ID
		}
	}
	for _, d := range c.days {
		v.Days = append(v.Days, training.CohortDay{Day: d})
	}
	for i := range 2 {
		v.Trainers = append(v.Trainers, training.Trainer{Name: s.trainers[(c.trainers+i)%len(s.trainers)]})
	}
	c.id, _, err = s.office.Training.PlanCohort(ctx, v)
	return err
}

// enrol finds or adds somebody and puts them in the cohort, as the office does
// with a list or a mail; what the register does not know yet is filled in.
func (s *story) enrol(ctx context.Context, c *cohort, g *participant) error {
	return s.write(ctx, "Deelnemer toegevoegd", func(tx *data.Tx) error {
		w := g.person
		listed := register.ListedPerson{FirstName: w.FirstName, Initials: w.Initials, Infix: w.Infix, Surname: w.Surname, Organisation: w.Organisation, Email: w.Email, Town: w.Town}
		if listed.Email == "" {
			listed.Email = w.WorkEmail
		}
		p, known, err := register.FindOrAdd(tx, listed)
		if err != nil {
			return err
		}
		if !known {
			w.Meta, w.OrganisationID = p.Meta, p.OrganisationID
			if err := tx.SavePerson(&w); err != nil {
				return err
			}
		}
		e := training.Enrolling{PersonID: p.ID, Organisation: w.Organisation}
		if g.asks {
			e.Status = training.Requested
		}
		if g.payer != nil {
			e.PayerID, e.InvoiceEmail, e.InvoiceReference = g.payer.ID, g.payer.InvoiceEmail, g.payer.InvoiceReference
		}
		if w.Infix != "" && len(w.FirstName) < 5 {
			e.CertificateName = w.Initials + " " + w.Infix + " " + w.Surname
		}
		if len(w.Surname) == 6 {
			e.Remarks = "Eet vegetarisch."
		}
		added, err := training.Enrol(tx, c.id, e)
		g.person.ID, g.enrolment = p.ID, added.EnrolmentID
		return err
	})
}

// hold lets the first days of a cohort be, each with its attendance.
func (s *story) hold(c *cohort, days int) {
	s.held = append(s.held, c)
	s.at(c.days[0].AddDays(-1), "10:20", "papers", func(ctx context.Context) error { return s.papers(ctx, c) })
	for n := range days {
		s.at(c.days[n], "16:45", "attendance", func(ctx context.Context) error {
			page, err := s.office.Training.Cohort(ctx, c.id)
			if err != nil {
				return err
			}
			for i, g := range c.guests {
				state := ""
				if day, misses := c.absent[i]; misses && (day == n || strings.HasPrefix(c.late[i], "stopped") && n >= day) {
					state = training.Absent
				} else if day, misses := c.partly[i]; misses && day == n {
					state = training.Partly
				}
				if state == "" || i >= c.taking {
					continue
				}
				if _, err := s.office.Training.SetAttendance(ctx, g.enrolment, page.Days[n].ID, state); err != nil {
					return err
				}
			}
			_, err = s.office.Training.MarkAllPresent(ctx, c.id, page.Days[n].ID)
			return err
		})
	}
}

// papers lets what a first day needs be printed: the list to sign and the name badges.
func (s *story) papers(ctx context.Context, c *cohort) error {
	runs := s.office.Training.Runs()
	for _, kind := range []run.Kind{run.Attendance, run.Badges} {
		made, err := runs.Make(ctx, s.office.Training.PaperOrder(training.Paper{Cohort: c.id, Kind: kind}))
		if err != nil {
			return err
		}
		if _, err := runs.Print(ctx, made.ID, run.To{}); err != nil {
			return err
		}
	}
	return nil
}

// finished lets the results be decided, the cohort be finished and its
// certificates be issued.
func (s *story) finished(c *cohort) {
	last := c.days[len(c.days)-1]
	s.at(last, "17:05", "results", func(ctx context.Context) error {
		for i, g := range c.guests {
			result, reason, byHand := strings.Cut(c.late[i], ": ")
			if !byHand {
				continue
			}
			if _, err := s.office.Training.SetResult(ctx, g.enrolment, result, reason); err != nil {
				return err
			}
		}
		_, err := s.office.Training.SetStatus(ctx, c.id, training.Finished)
		return err
	})
	s.at(s.office.Calendar.Add(last, 1), "09:40", "certificates", func(ctx context.Context) error {
		run, err := s.office.Training.Issue(ctx, c.id)
		if err != nil {
			return err
		}
		_, err = s.office.Training.Print(ctx, run.DocumentID, "", 1)
		return err
	})
}

// calledOff lets a cohort be cancelled for want of people.
func (s *story) calledOff(c *cohort) {
	s.at(s.day(-16), "14:30", "cancel", func(ctx context.Context) error {
		for _, g := range c.guests {
			if _, err := s.office.Training.SetEnrolmentStatus(ctx, g.enrolment, training.CalledOff); err != nil {
				return err
			}
		}
		_, err := s.office.Training.SetStatus(ctx, c.id, training.Cancelled)
		return err
	})
}
