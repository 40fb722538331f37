package data

import "slices"

// reference is a column that names a record which can be merged into another, and what is done where the record that
// stays has one already that it cannot have twice.
type reference struct {
	from   shape
	column string
	to     string // the table of the record that is named
	// loose: the schema has no foreign key for it.
	loose bool
	// alike says how much two rows are the same thing: 0 not at all; of several the most alike is taken.
	alike func(there, moved row) int
	// take is what the row that is there takes over from the one that goes.
	take func(there, moved row) row
	// free, in place of letting it go, is what changes of the row that moves so that both can stay.
	free func(moved row) row
	// beside is what the row that is there becomes by what hangs under the two, before they are one.
	beside func(tx *Tx, there, moved row) (row, error)
	// also is what else changes of a row that moves to a record.
	also func(to row) row
}

// references are all of them, in the order in which they are moved: what others hang under before those.
var references = []reference{
	{from: shapeOf(&enrolments), column: "person_id", to: "person", alike: sameIn("cohort_id"), take: takeEnrolment, beside: settledOfBoth},
	{from: shapeOf(&certificates), column: "person_id", to: "person", alike: sameCertificate, take: fillIn("number", "age_group", "place", "trainers", "document_id")},
	{from: shapeOf(&roles), column: "person_id", to: "person", alike: sameRole, take: takeRole},
	{from: shapeOf(&membershipEvents), column: "person_id", to: "person", alike: sameEvent, take: fillIn("reason", "certificate_id", "enrolment_id", "invoice_id")},
	{from: shapeOf(&personRegistrations), column: "person_id", to: "person", alike: sameIn("register"), take: fillIn("number")},
	{from: shapeOf(&cohortTrainers), column: "person_id", to: "person", alike: sameIn("cohort_id")},
	{from: shapeOf(&personRegistrations), column: "person_id", to: "person", alike: sameIn("register")},
	{from: shapeOf(&orders), column: "person_id", to: "person"},
	{from: shapeOf(&invoices), column: "person_id", to: "person"},
	{from: shapeOf(&messages), column: "person_id", to: "person"},
	{from: shapeOf(&complaints), column: "about_person_id", to: "person"},
	{from: shapeOf(&complaintMessages), column: "person_id", to: "person"},
	{from: shapeOf(&printRunItems), column: "person_id", to: "person"},
	{from: shapeOf(&oldPapers), column: "person_id", to: "person"},
	{from: shapeOf(&peopleApart), column: "person_id", to: "person", alike: sameIn("other_id")},
	{from: shapeOf(&peopleApart), column: "other_id", to: "person", alike: sameIn("person_id")},

	{from: shapeOf(&people), column: "organisation_id", to: "organisation", also: func(to row) row { return row{"organisation": to["name"], "organisation_key": Fold(to.text("name"))} }},
	{from: shapeOf(&enrolments), column: "payer_id", to: "organisation"},
	{from: shapeOf(&orders), column: "organisation_id", to: "organisation"},
	{from: shapeOf(&invoices), column: "organisation_id", to: "organisation"},
	{from: shapeOf(&organisationsApart), column: "organisation_id", to: "organisation", alike: sameIn("other_id")},
	{from: shapeOf(&organisationsApart), column: "other_id", to: "organisation", alike: sameIn("organisation_id")},

	// Two enrolments in one cohort become one.
	{from: shapeOf(&attendances), column: "enrolment_id", to: "enrolment", alike: sameIn("cohort_day_id"), take: takeAttendance},
	{from: shapeOf(&certificates), column: "enrolment_id", to: "enrolment", alike: bothValid, free: func(row) row { return row{"enrolment_id": nil} }},
	{from: shapeOf(&membershipEvents), column: "enrolment_id", to: "enrolment", loose: true},
	{from: shapeOf(&seatOffers), column: "enrolment_id", to: "enrolment", alike: bothOpen},
	{from: shapeOf(&invoiceLines), column: "enrolment_id", to: "enrolment"},
	{from: shapeOf(&enrolments), column: "moved_to", to: "enrolment"},

	// Two entries of one paper certificate become one.
	{from: shapeOf(&printRunItems), column: "certificate_id", to: "certificate"},
	{from: shapeOf(&membershipEvents), column: "certificate_id", to: "certificate", loose: true},
	{from: shapeOf(&oldPapers), column: "certificate_id", to: "certificate"},
	{from: shapeOf(&certificates), column: "replaces_id", to: "certificate"},
}

// followers are the rows that go where the row goes that they hang under: what was made of an enrolment or an order
// after merging returns with it when the merging is taken back.
var followers = []struct {
	table, column string // the column that names the person or organisation
	under, parent string // the column that names the row it hangs under, and that row's table
}{
	{"certificate", "person_id", "enrolment_id", "enrolment"},
	{"membership_event", "person_id", "enrolment_id", "enrolment"},
	{"membership_event", "person_id", "invoice_id", "invoice"},
	{"print_run_item", "person_id", "certificate_id", "certificate"},
	{"old_paper", "person_id", "certificate_id", "certificate"},
	{"invoice", "person_id", "order_id", "sales_order"},
	{"invoice", "organisation_id", "order_id", "sales_order"},
	{"invoice", "person_id", "credit_of", "invoice"},
	{"invoice", "organisation_id", "credit_of", "invoice"},
}

// shapes are the tables that merging reaches, by name.
var shapes = func() map[string]shape {
	out := map[string]shape{"person": shapeOf(&people), "organisation": shapeOf(&organisations)}
	for _, r := range references {
		out[r.from.name] = r.from
	}
	return out
}()

func sameIn(columns ...string) func(there, moved row) int {
	return func(there, moved row) int {
		for _, c := range columns {
			if there[c] != moved[c] {
				return 0
			}
		}
		return 1
	}
}

// fillIn takes over what is empty.
func fillIn(columns ...string) func(there, moved row) row {
	return func(there, moved row) row {
		set := row{}
		for _, c := range columns {
			if there[c] == nil || there[c] == "" {
				set[c] = moved[c]
			}
		}
		return set
	}
}

// better takes the one that stands first in a list.
func better(set, there, moved row, column string, first ...string) bool {
	a, b := slices.Index(first, there.text(column)), slices.Index(first, moved.text(column))
	if b >= 0 && b < a {
		set[column] = moved[column]
		return true
	}
	return false
}

func takeEnrolment(there, moved row) row {
	set := fillIn("certificate_name", "organisation", "payer_id", "invoice_email", "invoice_reference", "certificate_hold", "message_sha")(there, moved)
	if better(set, there, moved, "status", "confirmed", "requested", "waiting", "cancelled") {
		// Who takes part after all was not called off, nor moved to another cohort.
		for _, c := range []string{"called_off", "called_off_reason", "moved_to", "position"} {
			set[c] = moved[c]
		}
	}
	if there.text("result") == "" {
		set["result"], set["result_reason"] = moved["result"], moved["result_reason"]
	}
	switch a, b := there.text("remarks"), moved.text("remarks"); {
	case a == "":
		set["remarks"] = b
	case b != "" && a != b:
		set["remarks"] = a + "\n" + b
	}
	return set
}

// settledOfBoth lets what is a fee for cancelling stay a fee when its lines come under one enrolment, and the price the
// price. On an invoice that asks one of them the price and the other a fee, it stays the price, so that nobody is asked
// it twice.
func settledOfBoth(tx *Tx, there, moved row) (row, error) {
	asked := map[int64]Cents{} // what is left of the price, by invoice
	var fees []int64
	for _, e := range []row{there, moved} {
		settled := readNumbers(e.text("settled_invoices"))
		fees = append(fees, settled...)
		lines, err := tx.InvoiceLinesOfEnrolments(e.id())
		if err != nil {
			return nil, err
		}
		for _, l := range lines {
			i, err := tx.Invoice(l.InvoiceID)
			if err != nil {
				return nil, err
			}
			about := i.ID
			if i.CreditOf != 0 {
				about = i.CreditOf
			}
			if !slices.Contains(settled, about) {
				asked[about] += l.Cents()
			}
		}
	}
	fees = slices.DeleteFunc(fees, func(id int64) bool { return asked[id] > 0 })
	return row{"settled_invoices": writeNumbers(fees)}, nil
}

func takeAttendance(there, moved row) row {
	set := row{}
	better(set, there, moved, "state", "present", "partly", "absent")
	return set
}

// sameCertificate: two entries of a paper certificate, of which one may say less.
func sameCertificate(there, moved row) int {
	if there["kind"] != "old_paper" || moved["kind"] != "old_paper" || there["status"] != moved["status"] || Fold(there.text("course")) != Fold(moved.text("course")) ||
		there["achieved"] != moved["achieved"] {
		return 0
	}
	a, b := there.text("number"), moved.text("number")
	switch {
	case a != "" && a == b:
		return 2
	case (a == "" || b == "") && there.text("achieved") != "":
		return 1
	}
	return 0
}

// bothOpen: a place is offered to somebody once at a time.
func bothOpen(there, moved row) int {
	if there.text("state") == "open" && moved.text("state") == "open" {
		return 1
	}
	return 0
}

// bothValid: of the certificates of an enrolment only one may be valid.
func bothValid(there, moved row) int {
	if there["status"] == "valid" && moved["status"] == "valid" {
		return 1
	}
	return 0
}

// sameRole: the same from the same day on, or both still held.
func sameRole(there, moved row) int {
	switch {
	case there["kind"] != moved["kind"]:
		return 0
	case there["since"] == moved["since"]:
		return 2
	case there.text("until") == "" && moved.text("until") == "":
		return 1
	}
	return 0
}

func takeRole(there, moved row) row {
	set := row{}
	if a, b := there.text("since"), moved.text("since"); a == "" || b != "" && b < a {
		set["since"] = b
	}
	if a, b := there.text("until"), moved.text("until"); b == "" || a != "" && b > a {
		set["until"] = b
	}
	return set
}

// sameEvent: one thing that happened to a membership, told twice. Two payments of a day are two, unless they are of one
// invoice.
func sameEvent(there, moved row) int {
	if sameIn("regime", "kind", "day", "until")(there, moved) == 0 {
		return 0
	}
	if there["kind"] == "payment" {
		return sameNumber(there, moved, "invoice_id")
	}
	for _, c := range []string{"enrolment_id", "invoice_id"} {
		if there[c] != nil && moved[c] != nil && there[c] != moved[c] {
			return 0
		}
	}
	return 1
}

func sameNumber(there, moved row, column string) int {
	if there[column] != nil && there[column] == moved[column] {
		return 1
	}
	return 0
}
