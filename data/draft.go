package data

import (
	"encoding/json"
	"fmt"
	"time"
)

// Draft is what somebody typed in a form and did not save yet. Each staff member
// has at most one of a form and record. It is no record of the office: it has no
// version, and the journal does not know it.
type Draft struct {
	Who    string // the login of who typed, which stays when a name changes
	Form   string // which form, such as "order"
	Key    string // of the record, as its screen knows it; "" for a new one
	Screen string // where the form is
	Title  string // what the form is called, for the person who typed
	Texts  []DraftText
	At     time.Time // when it was last kept
	// Complaint drafts are kept apart, with what else belongs to a complaint.
	Complaint bool
}

// DraftText is one field of a draft.
type DraftText struct {
	Field string `json:"field"`
	// Base is what the field began with, Text what it holds, both as shown in it: a
	// date may be half a one.
	Base string `json:"base"`
	Text string `json:"text"`
}

func draftTable(complaint bool) string {
	if complaint {
		return "complaint_draft"
	}
	return "draft"
}

const draftColumns = "who, form, record, screen, title, texts, at"

// Draft gives what a staff member typed in a form for a record; ErrNotFound when
// there is nothing.
func (tx *Tx) Draft(who, form, key string, complaint bool) (Draft, error) {
	found, err := tx.drafts(complaint, "WHERE who = $1 AND form = $2 AND record = $3", who, form, key)
	switch {
	case err != nil:
		return Draft{}, err
	case len(found) == 0:
		return Draft{}, ErrNotFound
	}
	return found[0], nil
}

// Drafts gives all that a staff member has open, the newest first.
func (tx *Tx) Drafts(who string, complaint bool) ([]Draft, error) {
	return tx.drafts(complaint, "WHERE who = $1 ORDER BY at DESC, form, record", who)
}

func (tx *Tx) drafts(complaint bool, rest string, args ...any) ([]Draft, error) {
	var out []Draft
	err := tx.rows("SELECT "+draftColumns+" FROM "+draftTable(complaint)+" "+rest, args, func(scan func(...any) error) error {
		d := Draft{Complaint: complaint}
		var texts string
		if err := scan(&d.Who, &d.Form, &d.Key, &d.Screen, &d.Title, &texts, moment{&d.At}); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(texts), &d.Texts); err != nil {
			return fmt.Errorf("draft: %w", err)
		}
		out = append(out, d)
		return nil
	})
	return out, err
}

// KeepDraft keeps a draft in the place of the one there was of the same person,
// form and record. Its time becomes the transaction's.
func (tx *Tx) KeepDraft(d Draft) error {
	texts, err := json.Marshal(d.Texts)
	if err != nil {
		return fmt.Errorf("draft: %w", err)
	}
	_, err = tx.exec("INSERT INTO "+draftTable(d.Complaint)+" ("+draftColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (who, form, record) DO UPDATE SET screen = excluded.screen, title = excluded.title, texts = excluded.texts, at = excluded.at`,
		d.Who, d.Form, d.Key, d.Screen, d.Title, string(texts), momentText(tx.now))
	return err
}

// DropDraft removes a draft, if it is there.
func (tx *Tx) DropDraft(who, form, key string, complaint bool) error {
	_, err := tx.exec("DELETE FROM "+draftTable(complaint)+" WHERE who = $1 AND form = $2 AND record = $3", who, form, key)
	return err
}
