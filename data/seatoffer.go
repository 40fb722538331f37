package data

// SeatOffer is a turn of somebody on a waiting list: a free seat that was
// offered, or a turn in which somebody was passed over.
type SeatOffer struct {
	Meta
	EnrolmentID int64
	State       string // open, accepted, declined, expired, passed, withdrawn
	Day         Day    // on which it was offered, or somebody passed over
	Until       Day    // the last day to answer; empty for who was passed over
	Reason      string // why somebody was passed over
	Closed      bool   // the cohort was full since: the turn does not count any more
}

var seatOffers = table[SeatOffer]{
	name: "seat_offer", columns: "enrolment_id state day until reason closed",
	meta: func(o *SeatOffer) *Meta { return &o.Meta },
	fields: func(o *SeatOffer) []any {
		return []any{&o.EnrolmentID, &o.State, &o.Day, &o.Until, &o.Reason, &o.Closed}
	},
}

// SaveSeatOffer adds or changes a turn.
func (tx *Tx) SaveSeatOffer(o *SeatOffer) error { return seatOffers.save(tx, o) }

// SeatOffers gives the turns of an enrolment, oldest first.
func (tx *Tx) SeatOffers(enrolment int64) ([]SeatOffer, error) {
	return seatOffers.all(tx, "WHERE t.enrolment_id = $1 ORDER BY t.id", enrolment)
}

// SeatOffersIn gives the turns of everybody in cohorts, oldest first.
func (tx *Tx) SeatOffersIn(cohorts ...int64) ([]SeatOffer, error) {
	if len(cohorts) == 0 {
		return nil, nil
	}
	return seatOffers.all(tx, "WHERE t.enrolment_id IN (SELECT id FROM enrolment WHERE cohort_id IN ("+placeholders(1, len(cohorts))+")) ORDER BY t.id", anys(cohorts)...)
}
