package data

import "strings"

// FindMessages gives the mails that are no complaints in whose sender or subject every word stands, newest first. A text
// without a word of three letters finds none.
func (tx *Tx) FindMessages(text string, limit int) ([]MessageRow, error) {
	words := strings.Fields(Fold(text))
	cond, args := tx.containing("message", words)
	if cond == "" {
		return nil, nil
	}
	args = append(args, limit)
	var out []MessageRow
	err := tx.rows("SELECT t.sha256, t.received, t.from_name, t.from_email, t.subject, t.state, t.outcome FROM message t "+cond+tx.newestFirst("message")+" LIMIT $"+itoa(len(args)), args, func(scan func(...any) error) error {
		var m MessageRow
		if err := scan(&m.SHA256, moment{&m.Received}, &m.FromName, &m.FromEmail, &m.Subject, &m.State, &m.Outcome); err != nil {
			return err
		}
		out = append(out, m)
		return nil
	})
	return out, err
}

// FindComplaints gives the dossiers in whose number, subject, complainant or who it is about every word stands, newest
// first.
func (tx *Tx) FindComplaints(text string, limit int) ([]Complaint, error) {
	list, err := tx.Complaints("")
	if err != nil {
		return nil, err
	}
	words := strings.Fields(Fold(text))
	var out []Complaint
	for i := len(list) - 1; i >= 0 && len(out) < limit; i-- {
		c := list[i]
		in, all := Fold(c.Number+" "+c.Subject+" "+c.Complainant+" "+c.About+" "+c.AboutOrg), len(words) > 0
		for _, w := range words {
			all = all && strings.Contains(in, w)
		}
		if all {
			out = append(out, c)
		}
	}
	return out, nil
}
