package data

// MembershipEvent is one thing that happened to somebody's membership. The end
// dates are computed from these by register, never kept by hand.
type MembershipEvent struct {
	Meta
	PersonID      int64
	Regime        string // coach, mediator
	Kind          string // training, follow_up, payment, list (read from an old list), by_hand, ended
	Day           Day    // when it happened
	Until         Day    // only for list and by_hand: the end date that was stated
	Reason        string // in Dutch, shown to whoever asks why
	CertificateID int64
	EnrolmentID   int64
	InvoiceID     int64
}

var membershipEvents = table[MembershipEvent]{
	name: "membership_event", columns: "person_id regime kind day until reason certificate_id enrolment_id invoice_id",
	meta: func(e *MembershipEvent) *Meta { return &e.Meta },
	fields: func(e *MembershipEvent) []any {
		return []any{&e.PersonID, &e.Regime, &e.Kind, &e.Day, &e.Until, &e.Reason, ref{&e.CertificateID}, ref{&e.EnrolmentID}, ref{&e.InvoiceID}}
	},
}

// MembershipEventsOf gives what happened to somebody's membership, oldest first.
func (tx *Tx) MembershipEventsOf(person int64) ([]MembershipEvent, error) {
	return membershipEvents.all(tx, "WHERE t.person_id = $1 ORDER BY t.day, t.id", person)
}

// SaveMembershipEvent adds or changes an event; register's RecordMembership is what jobs call.
func (tx *Tx) SaveMembershipEvent(e *MembershipEvent) error { return membershipEvents.save(tx, e) }

// DeleteMembershipEvent removes an event; register's WithdrawMembership is what jobs call.
func (tx *Tx) DeleteMembershipEvent(id int64) error { return membershipEvents.remove(tx, id) }
