package enrolment

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Shifted is what changing a cohort did to the invoices of who is in it.
type Shifted struct {
	Change int64
	Drafts int // that follow: they name what the cohort is now, and have its day of delivery
	Final  int // that name what it was, since they are final
}

// SaveCohort is training.SaveCohortIn, and lets drafts of invoices made for those in the cohort follow its days, place
// and course, in the same change. What somebody typed on them stays, as do prices, credit notes and what is due for
// cancelling: that was for the days that there were then.
func (d *Desk) SaveCohort(ctx context.Context, cohort, version int64, v training.CohortValues) (Shifted, error) {
	var out Shifted
	change, err := d.do(ctx, "Trainingsgroep gewijzigd", func(tx *data.Tx) error {
		was, err := readTaught(tx, cohort)
		if err != nil {
			return err
		}
		if err := training.SaveCohortIn(tx, cohort, version, v); err != nil {
			return err
		}
		is, err := readTaught(tx, cohort)
		if err == nil {
			out, err = shift(tx, was, is)
		}
		return err
	})
	out.Change = change
	return out, err
}

// named are the first lines by which invoices name a cohort: with its days and, where those are too many, its code.
func (t taught) named() []string {
	return []string{joined(", ", t.course.Name, t.cohort.Town, dutch.Days(t.days, " ")), joined(", ", t.course.Name, t.cohort.Town, t.cohort.Code)}
}

// shift lets the drafts of a cohort follow what it is now.
func shift(tx *data.Tx, was, is taught) (Shifted, error) {
	var out Shifted
	old := was.named()
	if slices.Equal(old, is.named()) && was.cohort.FirstDay == is.cohort.FirstDay {
		return out, nil
	}
	all, err := tx.EnrolmentsIn(is.cohort.ID)
	if err != nil {
		return out, err
	}
	// An invoice can be about several of the cohort: it is written once.
	var order []int64
	about := map[int64]map[int64]string{} // by draft and line: what the line becomes
	final := map[int64]bool{}
	for _, e := range all {
		if e.MovedTo != 0 {
			continue // the cohort that came in its place has its invoices
		}
		p, err := tx.Person(e.PersonID)
		if err != nil {
			return out, err
		}
		bills, err := readBills(tx, e.ID)
		if err != nil {
			return out, err
		}
		now, _, _ := strings.Cut(is.description(p.Name()), "\n")
		for _, b := range bills.now {
			for _, l := range b.lines {
				text := renamed(l.Description, old, now)
				switch {
				case b.draft() && about[b.invoice.ID] == nil:
					order, about[b.invoice.ID] = append(order, b.invoice.ID), map[int64]string{l.ID: text}
				case b.draft():
					about[b.invoice.ID][l.ID] = text
				case b.left > 0 && text != l.Description:
					final[b.invoice.ID] = true
				}
			}
		}
	}
	for _, id := range order {
		changed, err := follow(tx, id, about[id], was.cohort.FirstDay, is.cohort.FirstDay)
		if err != nil {
			return out, err
		}
		if changed {
			out.Drafts++
		}
	}
	out.Final = len(final)
	return out, nil
}

// renamed writes the lines of a description that named a cohort as it was; what somebody wrote otherwise stays.
func renamed(description string, old []string, now string) string {
	lines := strings.Split(description, "\n")
	for n, l := range lines {
		if slices.Contains(old, l) {
			lines[n] = now
		}
	}
	return strings.Join(lines, "\n")
}

// follow writes a draft anew where the lines of a cohort's participants changed, and gives it the new day of delivery
// where it had the old one and is about nobody of another cohort.
func follow(tx *data.Tx, invoice int64, texts map[int64]string, was, is data.Day) (bool, error) {
	i, err := tx.Invoice(invoice)
	if err != nil {
		return false, err
	}
	lines, err := tx.InvoiceLinesOf(invoice)
	if err != nil {
		return false, err
	}
	changed, alone := false, true
	for n := range lines {
		l := &lines[n]
		text, ours := texts[l.ID]
		alone = alone && (ours || l.EnrolmentID == 0)
		if ours && text != l.Description {
			l.Description, changed = text, true
		}
	}
	day := i.DeliveryDay
	if alone && day == was {
		day = is
	}
	if !changed && day == i.DeliveryDay {
		return false, nil
	}
	return true, sales.SetDraftLines(tx, invoice, day, lines)
}
