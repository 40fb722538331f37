package data

// Settlement is how it came that nothing is to be paid on an invoice or credit note any more.
type Settlement int

// The ways in which an invoice is settled.
const (
	Unsettled     Settlement = iota // something is to be paid still, or too much was paid
	SettledPaid                     // money came in; on a credit note it went back
	SettledSetOff                   // all of it was set off against another paper: no money moved
	SettledBoth                     // a part was set off, the rest paid
)

// SettledBy says how an invoice was settled of a total, what was booked on it and how much of that was set off.
func SettledBy(total, paid, setOff Cents) Settlement {
	switch {
	case total != paid:
		return Unsettled
	case setOff == 0:
		return SettledPaid
	case setOff == total:
		return SettledSetOff
	}
	return SettledBoth
}

// Settled says how the invoice was settled.
func (i *Invoice) Settled() Settlement {
	if i.State != "final" {
		return Unsettled
	}
	return SettledBy(i.TotalCents, i.PaidCents, i.SetOffCents)
}
