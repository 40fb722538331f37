package register

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Lengths are the lengths that hold from a day on, in whole months unless said otherwise.
type Lengths struct {
	Since data.Day // empty: from always
	// Training is the free term after completing a training. FAQ: "Na het volgen van een
	// KIES training of nascholing ben je automatisch gratis lid"; two years is our reading.
	Training int
	// FollowUp is what a follow-up or deepening day adds. FAQ: "dan word je lidmaatschap dan
	// met 2 jaar verlengd".
	FollowUp int
	// FollowUpWithin is how soon after the last certificate a follow-up must be to extend.
	// FAQ: "binnen 2 jaar na het behalen van een certificaat".
	FollowUpWithin int
	// Payment is what paying gives a coach who stays or comes back without a follow-up.
	// FAQ: "Je kunt ook kiezen lid te blijven zonder deelname aan vervolgscholingen", "Je kunt
	// tegen betaling lid worden"; a year is our reading.
	Payment int
	// Mediator is what a mediator's yearly contribution gives. FAQ: "KIES Mediators betalen
	// een jaarlijkse bijdrage voor hun profiel op de website".
	Mediator int
	// MediatorTraining is the free start of a mediator's profile; a year is our reading.
	MediatorTraining int
	// GraceDays is how many days after the end somebody still counts as being reminded and
	// not yet as gone; the end date itself does not move.
	GraceDays int
}

// Terms are the lengths by the day from which they hold, oldest first.
type Terms []Lengths

// DefaultTerms is what holds where the office set nothing.
func DefaultTerms() Terms {
	return Terms{{Training: 24, FollowUp: 24, FollowUpWithin: 24, Payment: 12, Mediator: 12, MediatorTraining: 12, GraceDays: 30}}
}

// At gives the lengths that hold on a day.
func (t Terms) At(day data.Day) Lengths {
	if len(t) == 0 {
		return DefaultTerms()[0]
	}
	at := t[0]
	for _, l := range t {
		if l.Since <= day {
			at = l
		}
	}
	return at
}

// termSettings names the setting of each length.
var termSettings = map[string]func(*Lengths) *int{
	"membership.training_months":          func(l *Lengths) *int { return &l.Training },
	"membership.follow_up_months":         func(l *Lengths) *int { return &l.FollowUp },
	"membership.follow_up_within_months":  func(l *Lengths) *int { return &l.FollowUpWithin },
	"membership.payment_months":           func(l *Lengths) *int { return &l.Payment },
	"membership.mediator_months":          func(l *Lengths) *int { return &l.Mediator },
	"membership.mediator_training_months": func(l *Lengths) *int { return &l.MediatorTraining },
	"membership.grace_days":               func(l *Lengths) *int { return &l.GraceDays },
}

// maxLength keeps a slip of the keyboard in a setting from making somebody a member for centuries.
const maxLength = 1200

// ReadTerms gives the office's own lengths, from the settings membership.*.
func ReadTerms(tx *data.Tx) (Terms, error) {
	all, err := tx.Settings()
	if err != nil {
		return nil, err
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].Since < all[b].Since })
	terms := DefaultTerms()
	for _, s := range all {
		if !strings.HasPrefix(s.Name, "membership.") {
			continue
		}
		of, known := termSettings[s.Name]
		if !known {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(s.Value))
		if err != nil || n < 0 || n > maxLength {
			return nil, data.Explain("De instelling %s is geen bruikbaar getal. Verbeter die bij Instellingen.", fmt.Errorf("setting %s: %q", s.Name, s.Value), s.Name)
		}
		last := terms[len(terms)-1]
		if s.Since != last.Since {
			last.Since = s.Since
			terms = append(terms, last)
		}
		*of(&terms[len(terms)-1]) = n
	}
	return terms, nil
}
