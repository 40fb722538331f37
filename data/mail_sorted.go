package data

import (
	"errors"
	"slices"
	"strings"
)

// intentsInOrder are what mails are about, by what that is called in Dutch: aanmelding, adreswijziging, automatisch antwoord, ...
var intentsInOrder = []string{
	"training.signup", "profile.change", "autoreply", "training.interest", "order.handbook", "order.material", "invoice", "platform.access",
	"complaint.professional", "complaint.trainer", "complaint.training", "membership", "bounce", "other", "question",
}

// messageOrders are what the mails can be sorted by; of those that are alike the newest comes first.
var messageOrders = map[string]ordering{
	"received": always("received"),
	"sender":   texted("sender_key"),
	"email":    texted("from_email"),
	"subject":  texted("subject_key"),
	"intent":   always("(" + ranked("intent", intentsInOrder) + ")"),
	"state":    always("(" + ranked("state", []string{"new", "done", "aside"}) + ")"),
	"outcome":  texted("outcome_key"),
}

// SortedMessages is MessagePage in an order ("received", "sender", "email", "subject", "intent", "state", "outcome"), after
// the mail with a hash ("": from the start).
func (tx *Tx) SortedMessages(state string, withComplaints bool, by Sort, after string, limit int) ([]MessageRow, error) {
	o, ok := messageOrders[by.By]
	if !ok {
		return nil, errors.New("message: no such column to sort by")
	}
	tables := []string{"message"}
	if withComplaints {
		tables = append(tables, "complaint_message")
	}
	var value any
	received, rest := "", false
	if after != "" {
		var err error
		if value, received, rest, err = tx.messagePlace(tables, o, after); err != nil {
			return nil, err
		}
	}
	var out []MessageRow
	if !rest {
		q := messageQuery{tables: tables, key: o.value, state: state, limit: limit, down: by.Down}
		if o.filled != "" {
			q.conds = append(q.conds, o.filled)
		}
		if after != "" {
			further := ">"
			if by.Down {
				further = "<"
			}
			q.args = append(q.args, value, received, after)
			q.conds = append(q.conds, o.value+" "+further+"= $1", "("+o.value+" "+further+" $1 OR (received, sha256) < ($2, $3))")
		}
		found, err := tx.messagesBy(q)
		if err != nil {
			return nil, err
		}
		out, received = found, ""
	}
	if o.empty == "" || len(out) >= limit {
		return out, nil
	}
	q := messageQuery{tables: tables, key: "1", state: state, limit: limit - len(out), conds: []string{o.empty}}
	if received != "" {
		q.args = append(q.args, received, after)
		q.conds = append(q.conds, "(received, sha256) < ($1, $2)")
	}
	found, err := tx.messagesBy(q)
	return append(out, found...), err
}

// messagePlace reads where a mail stands in an order; rest is that the column says nothing of it.
func (tx *Tx) messagePlace(tables []string, o ordering, sha string) (value any, received string, rest bool, err error) {
	for _, table := range tables {
		if err = tx.row("SELECT "+o.value+", received FROM "+table+" WHERE sha256 = $1", []any{sha}, &value, &received); !errors.Is(err, ErrNotFound) {
			break
		}
	}
	return value, received, o.empty != "" && value == "", err
}

// messageQuery is a page of mails in the order of a key, the newest first among equal ones.
type messageQuery struct {
	tables     []string
	key, state string
	conds      []string
	args       []any
	limit      int
	down       bool
}

func (tx *Tx) messagesBy(q messageQuery) ([]MessageRow, error) {
	const cols = "sha256, received, from_name, from_email, subject, preview, intent, certainty, state, outcome"
	conds, args := append([]string{"TRUE"}, q.conds...), slices.Clone(q.args)
	if q.state != "" {
		args = append(args, q.state)
		conds = append(conds, "state = $"+itoa(len(args)))
	}
	args = append(args, q.limit)
	order := "sort_key, received DESC, sha256 DESC LIMIT $" + itoa(len(args))
	if q.down {
		order = "sort_key DESC, received DESC, sha256 DESC LIMIT $" + itoa(len(args))
	}
	parts := make([]string, len(q.tables))
	for i, table := range q.tables {
		parts[i] = "SELECT * FROM (SELECT " + cols + ", " + complaintOf(table) + " AS complaint, " + q.key + " AS sort_key FROM " + table +
			" WHERE " + strings.Join(conds, " AND ") + " ORDER BY " + order + ") " + table + "_page"
	}
	var out []MessageRow
	err := tx.rows("SELECT "+cols+", complaint FROM ("+strings.Join(parts, " UNION ALL ")+") page ORDER BY "+order, args, func(scan func(...any) error) error {
		var m MessageRow
		if err := scan(&m.SHA256, moment{&m.Received}, &m.FromName, &m.FromEmail, &m.Subject, &m.Preview, &m.Intent, &m.Certainty, &m.State, &m.Outcome, &m.Complaint); err != nil {
			return err
		}
		out = append(out, m)
		return nil
	})
	return out, err
}

func complaintOf(table string) string {
	if table == "complaint_message" {
		return "TRUE"
	}
	return "FALSE"
}
