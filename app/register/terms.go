package register

import (
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Lengths are the lengths and prices that hold from a day on; lengths in whole months unless said otherwise.
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
	// CoachCents and MediatorCents are what paid membership costs, VAT included, for the time of
	// Payment and Mediator; data.NoPrice while the office has not set it.
	CoachCents, MediatorCents int
	// VATCode is the VAT on both (high, low, exempt); empty while the office has not chosen: no
	// source says which.
	VATCode string
}

// Months is the time that paying gives.
func (l Lengths) Months(regime string) int {
	if regime == RegimeMediator {
		return l.Mediator
	}
	return l.Payment
}

// Cents is what paid membership costs, VAT included; data.NoPrice while the office has not set it.
func (l Lengths) Cents(regime string) data.Cents {
	if regime == RegimeMediator {
		return data.Cents(l.MediatorCents)
	}
	return data.Cents(l.CoachCents)
}

// Terms are the lengths by the day from which they hold, oldest first.
type Terms []Lengths

// DefaultTerms is what holds where the office set nothing.
func DefaultTerms() Terms {
	return Terms{{
		Training: 24, FollowUp: 24, FollowUpWithin: 24, Payment: 12, Mediator: 12, MediatorTraining: 12, GraceDays: 30,
		CoachCents: int(data.NoPrice), MediatorCents: int(data.NoPrice),
	}}
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

// termSetting is a number that the office sets.
type termSetting struct {
	name     string
	of       func(*Lengths) *int
	min, max int
	what     string // in Dutch, for the list of what was set
}

// The most that keeps a slip of the keyboard from making somebody a member for centuries, in months or
// days, or from asking a fortune, in cents.
const (
	maxLength = 1200
	maxFee    = 10_000_00
)

// termSettings are the numbers, in the order of the screen.
var termSettings = []termSetting{
	{"membership.training_months", func(l *Lengths) *int { return &l.Training }, 0, maxLength, words.Later("na een training")},
	{"membership.follow_up_months", func(l *Lengths) *int { return &l.FollowUp }, 0, maxLength, words.Later("na een nascholing")},
	{"membership.follow_up_within_months", func(l *Lengths) *int { return &l.FollowUpWithin }, 0, maxLength, words.Later("nascholing telt binnen")},
	{"membership.payment_months", func(l *Lengths) *int { return &l.Payment }, 0, maxLength, words.Later("na betaling")},
	{"membership.mediator_months", func(l *Lengths) *int { return &l.Mediator }, 0, maxLength, words.Later("mediator, bijdrage")},
	{"membership.mediator_training_months", func(l *Lengths) *int { return &l.MediatorTraining }, 0, maxLength, words.Later("mediator, na een training")},
	{"membership.grace_days", func(l *Lengths) *int { return &l.GraceDays }, 0, maxLength, words.Later("uitloop")},
	{"membership.coach_cents", func(l *Lengths) *int { return &l.CoachCents }, int(data.NoPrice), maxFee, words.Later("prijs coach")},
	{"membership.mediator_cents", func(l *Lengths) *int { return &l.MediatorCents }, int(data.NoPrice), maxFee, words.Later("prijs mediator")},
}

// vatSetting names the setting of the VAT on paid membership.
const vatSetting = "membership.vat"

// ReadTerms gives the office's own lengths and prices, from the settings membership.*.
func ReadTerms(tx *data.Tx) (Terms, error) {
	all, err := tx.Settings()
	if err != nil {
		return nil, err
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].Since < all[b].Since })
	terms := DefaultTerms()
	for _, s := range all {
		i := slices.IndexFunc(termSettings, func(t termSetting) bool { return t.name == s.Name })
		if i < 0 && s.Name != vatSetting {
			continue
		}
		last := terms[len(terms)-1]
		if s.Since != last.Since {
			last.Since = s.Since
			terms = append(terms, last)
		}
		now := &terms[len(terms)-1]
		if i < 0 {
			now.VATCode = s.Value
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(s.Value))
		if err != nil || n < termSettings[i].min || n > termSettings[i].max {
			return nil, data.Explain("De instelling %s is geen bruikbaar getal. Verbeter die bij Instellingen.", fmt.Errorf("setting %s: %q", s.Name, s.Value), s.Name)
		}
		*termSettings[i].of(now) = n
	}
	return terms, nil
}
