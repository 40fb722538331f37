// Package intake is what happens to a mail between coming in and being done:
// where it is filed, and which complaint, order or enrolment can be made of it
// with what it says filled in. It decides nothing for the office: a proposal is
// made when somebody says so, and can be taken back; only a mail that is moved to
// the complaints by hand stays there.
package intake

import (
	"errors"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/data"
)

// File says where a mail belongs when it comes in. A mail understood as a
// complaint, and one that follows up on a dossier, lives with the complaints at
// once. Automatic mail and a mail that came twice are laid aside, never dropped.
func File(tx *data.Tx, m *data.Message, mail message.Mail, u understand.Understanding) error {
	people, err := tx.PeopleByEmail(m.FromEmail)
	if err != nil {
		return err
	}
	if len(people) == 1 {
		m.PersonID = people[0].ID
	}
	m.Complaint = IsComplaint(u.Intent) && u.Certainty >= likely
	if u.Intent == understand.AutoReply || u.Intent == understand.Bounce {
		m.State = "aside"
	}
	if err := fileDouble(tx, m); err != nil {
		return err
	}
	if err := fileFollowUp(tx, m, mail); err != nil || !m.Complaint {
		return err
	}
	// The newest mail is fetched first: answers may be here before the complaint itself.
	return complaint.Gather(tx, *m)
}

// likely is the certainty from which a mail counts as a complaint when it comes
// in. Below it a person has to say so: a question about a missed day must not
// disappear from the colleagues who answer those.
const likely = 0.5

// IsComplaint says whether an intent is one of the complaints.
func IsComplaint(intent string) bool { return strings.HasPrefix(intent, "complaint.") }

// fileDouble: the same Message-ID from the same sender with the same text is the
// same mail delivered at a second address. The Message-ID alone proves nothing:
// programs give one to several mails.
func fileDouble(tx *data.Tx, m *data.Message) error {
	first, err := tx.MessageByMessageID(m.MessageID)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if first.FromEmail == m.FromEmail && first.Subject == m.Subject && first.Preview == m.Preview {
		m.DoubleOf, m.State, m.Outcome = first.SHA256, "aside", "dubbel van een eerder bericht"
		if first.Complaint {
			m.Complaint, m.ComplaintID = true, first.ComplaintID
		}
	}
	return nil
}

// fileFollowUp puts an answer in a complaint's thread with its dossier. An
// automatic answer is logged as that: it neither answers nor reopens anything.
func fileFollowUp(tx *data.Tx, m *data.Message, mail message.Mail) error {
	for _, id := range append([]string{mail.InReplyTo}, mail.References...) {
		before, err := tx.MessageByMessageID(id)
		if errors.Is(err, data.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if !before.Complaint {
			continue
		}
		m.Complaint = true
		if before.ComplaintID == 0 || m.DoubleOf != "" {
			return nil
		}
		m.ComplaintID = before.ComplaintID
		kind := "more"
		if mail.Automatic != message.ByPerson {
			kind, m.State = "automatic", "aside"
		}
		return tx.SaveComplaintEvent(&data.ComplaintEvent{ComplaintID: before.ComplaintID, Day: data.DayOf(m.Received), Kind: kind, MessageSHA: m.SHA256})
	}
	return nil
}
