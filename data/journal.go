package data

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"time"
)

// journal writes one line: what a record was before and is after. The first
// line of a transaction also makes its entry in the history.
func (tx *Tx) journal(into, table string, id int64, before, after string) error {
	if !tx.writing {
		return errors.New("change outside a writing transaction")
	}
	if tx.changeID == 0 {
		err := tx.row("INSERT INTO change (at, who, title) VALUES ($1, $2, $3) RETURNING id",
			[]any{momentText(tx.now), tx.who, tx.title}, &tx.changeID)
		if err != nil {
			return err
		}
	}
	if into == "" {
		into = "journal"
	}
	_, err := tx.exec("INSERT INTO "+into+" (change_id, tbl, row_id, before, after) VALUES ($1, $2, $3, $4, $5)",
		tx.changeID, table, id, before, after)
	return err
}

// HistoryEntry is one change as the history shows it.
type HistoryEntry struct {
	ID     int64
	At     time.Time
	Who    string
	Title  string
	Undone bool
}

// History gives the last changes, newest first, before a number (0: from the newest).
func (tx *Tx) History(before int64, limit int) ([]HistoryEntry, error) {
	var out []HistoryEntry
	q := "SELECT id, at, who, title, undone_by IS NOT NULL FROM change"
	args := []any{limit}
	if before > 0 {
		q += " WHERE id < $2"
		args = append(args, before)
	}
	err := tx.rows(q+" ORDER BY id DESC LIMIT $1", args, func(scan func(...any) error) error {
		var e HistoryEntry
		if err := scan(&e.ID, moment{&e.At}, &e.Who, &e.Title, &e.Undone); err != nil {
			return err
		}
		out = append(out, e)
		return nil
	})
	return out, err
}

// LastChange is the number of the newest change; a desk that sees it grow
// reads its screen again.
func (tx *Tx) LastChange() (int64, error) {
	var n int64
	err := tx.row("SELECT coalesce(max(id), 0) FROM change", nil, &n)
	return n, err
}

// RowChange is one journal line of a record.
type RowChange struct {
	HistoryEntry
	UndoneBy      int64 // the change that took it back; 0: none did
	Before, After map[string]any
}

// Changes tells what happened to a record, oldest first.
func (tx *Tx) Changes(table string, id int64) ([]RowChange, error) {
	var out []RowChange
	err := tx.rows(`SELECT c.id, c.at, c.who, c.title, coalesce(c.undone_by, 0), j.before, j.after
		FROM journal j JOIN change c ON c.id = j.change_id WHERE j.tbl = $1 AND j.row_id = $2 ORDER BY j.id`, []any{table, id},
		func(scan func(...any) error) error {
			var r RowChange
			var before, after string
			if err := scan(&r.ID, moment{&r.At}, &r.Who, &r.Title, &r.UndoneBy, &before, &after); err != nil {
				return err
			}
			r.Undone = r.UndoneBy != 0
			for text, into := range map[string]*map[string]any{before: &r.Before, after: &r.After} {
				if text == "" {
					continue
				}
				if err := json.Unmarshal([]byte(text), into); err != nil {
					return fmt.Errorf("journal: %w", err)
				}
			}
			out = append(out, r)
			return nil
		})
	return out, err
}

// permanent are the tables whose rows stay once made: what was issued, received
// or paid is corrected by a new document, never taken back. What became of such a
// row (a mail that was done) can be undone like anything else.
var permanent = map[string]bool{
	"document": true, "certificate": true, "print_run": true, "print_run_item": true, "print_job": true, "payment": true,
	"message": true, "complaint_message": true, "complaint_document": true, "invoice_vat": true,
}

// ErrCannotUndo: the change made something that is final, or a newer change stands on it.
var ErrCannotUndo = errors.New("change cannot be undone")

type journalLine struct {
	into          string // the journal that it stands in
	id            int64
	table         string
	row           int64
	before, after map[string]any
}

// Undo takes back one change as a whole, and is itself a change that can be
// undone. It refuses, changing nothing, when the change made something final (a
// certificate, an invoice with a number, a mail) or when a record was changed
// again afterwards.
func (s *Store) Undo(ctx context.Context, who string, change int64) (int64, error) {
	return s.Do(ctx, Change{Who: who, Title: "Ongedaan gemaakt"}, func(tx *Tx) error {
		var title string
		var undone bool
		if err := tx.row("SELECT title, undone_by IS NOT NULL FROM change WHERE id = $1", []any{change}, &title, &undone); err != nil {
			return err
		}
		if undone {
			return Explain("Dit is al ongedaan gemaakt.", ErrCannotUndo)
		}
		tx.title = undoTitle(title)
		common, err := tx.journalLines("journal", change)
		if err != nil {
			return err
		}
		private, err := tx.journalLines("complaint_journal", change)
		if err != nil {
			return err
		}
		for _, l := range undoOrder(common, private) {
			if err := tx.undoLine(l); err != nil {
				return err
			}
		}
		if tx.changeID == 0 {
			return Explain("Hier valt niets meer ongedaan te maken.", ErrCannotUndo)
		}
		_, err = tx.exec("UPDATE change SET undone_by = $1 WHERE id = $2", tx.changeID, change)
		return err
	})
}

const (
	undoneMark = "Ongedaan gemaakt: "
	redoneMark = "Opnieuw gedaan: "
)

// undoTitle says what taking a change back did; taking that back is doing it again.
func undoTitle(title string) string {
	if done, ok := strings.CutPrefix(title, undoneMark); ok {
		return redoneMark + done
	}
	return undoneMark + strings.TrimPrefix(title, redoneMark)
}

// TookBack says whether a change took another one back, and what that one did.
func (e HistoryEntry) TookBack() (title string, ok bool) {
	return strings.CutPrefix(e.Title, undoneMark)
}

func (tx *Tx) journalLines(into string, change int64) ([]journalLine, error) {
	var out []journalLine
	err := tx.rows("SELECT id, tbl, row_id, before, after FROM "+into+" WHERE change_id = $1 ORDER BY id", []any{change},
		func(scan func(...any) error) error {
			l := journalLine{into: into}
			var before, after string
			if err := scan(&l.id, &l.table, &l.row, &before, &after); err != nil {
				return err
			}
			var err error
			if l.before, err = unpack(before); err != nil {
				return err
			}
			if l.after, err = unpack(after); err != nil {
				return err
			}
			out = append(out, l)
			return nil
		})
	return out, err
}

// undoOrder puts the lines in the order in which references hold: what was
// deleted comes back first, parents before children, then what was changed, and
// what was made goes last, children before parents. Complaints refer to common
// records and never the other way round.
func undoOrder(common, private []journalLine) []journalLine {
	c, p := sortUndo(common), sortUndo(private)
	return slices.Concat(c.restored, p.restored, c.changed, p.changed, p.made, c.made)
}

// undoing is what undoing one journal's lines of a change comes to.
type undoing struct{ restored, changed, made []journalLine }

// sortUndo makes one line of all that a change did to a record.
func sortUndo(lines []journalLine) undoing {
	type key struct {
		table string
		row   int64
	}
	at := map[key]int{}
	var net []journalLine
	var last []int
	for i, l := range lines {
		k := key{l.table, l.row}
		n, seen := at[k]
		if !seen {
			at[k] = len(net)
			net = append(net, l)
			last = append(last, i)
			continue
		}
		net[n].after = l.after
		last[n] = i
	}
	order := make([]int, len(net))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool { return last[order[a]] > last[order[b]] })
	var u undoing
	for _, i := range order {
		switch l := net[i]; {
		case l.before != nil && l.after == nil:
			u.restored = append(u.restored, l)
		case l.before != nil:
			u.changed = append(u.changed, l)
		}
	}
	for _, l := range slices.Backward(net) {
		if l.before == nil && l.after != nil {
			u.made = append(u.made, l)
		}
	}
	return u
}

// unpack reads a journal snapshot with whole numbers as int64.
func unpack(text string) (map[string]any, error) {
	if text == "" {
		return nil, nil
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	for k, v := range m {
		if n, ok := v.(json.Number); ok {
			i, err := n.Int64()
			if err != nil {
				return nil, fmt.Errorf("journal: %w", err)
			}
			m[k] = i
		}
	}
	return m, nil
}

func (tx *Tx) undoLine(l journalLine) error {
	final := permanent[l.table] && l.before == nil && !(l.table == "certificate" && l.after["kind"] == "old_paper")
	if final || l.table == "invoice" && (l.before["state"] == "final" || l.after["state"] == "final") {
		return Explain("Dit kan niet ongedaan worden gemaakt: er is een nummer, document of bericht mee vastgelegd. Er is niets gewijzigd.", ErrCannotUndo)
	}
	certified, err := tx.underCertificate(l)
	if err != nil {
		return err
	}
	if certified {
		return Explain("Dit kan niet meer ongedaan worden gemaakt: er is een certificaat op uitgegeven. Er is niets gewijzigd.", ErrCannotUndo)
	}
	newer := Explain("Dit kan niet meer ongedaan worden gemaakt, want er is daarna iets aan gewijzigd. Er is niets gewijzigd.", ErrCannotUndo)
	if l.after != nil {
		var version int64
		err := tx.row("SELECT version FROM "+l.table+" WHERE id = $1", []any{l.row}, &version)
		if errors.Is(err, ErrNotFound) || err == nil && version != l.after["version"] {
			return newer
		}
		if err != nil {
			return err
		}
	}
	before, after := l.after, l.before
	switch {
	case l.before == nil:
		_, err := tx.exec("DELETE FROM "+l.table+" WHERE id = $1", l.row)
		if constraint(err) {
			return Explain("Dit kan niet meer ongedaan worden gemaakt, want er hoort intussen iets anders bij. Er is niets gewijzigd.", ErrCannotUndo)
		}
		if err != nil {
			return err
		}
	case l.after == nil:
		cols := sortedKeys(l.before)
		var args []any
		for _, c := range cols {
			args = append(args, l.before[c])
		}
		_, err := tx.exec("INSERT INTO "+l.table+" ("+strings.Join(cols, ", ")+") VALUES ("+placeholders(1, len(cols))+")", args...)
		if constraint(err) {
			return newer
		}
		if err != nil {
			return err
		}
	default:
		// The version goes on, so that a desk that still shows the undone state is refused.
		after = make(map[string]any, len(l.before))
		for k, v := range l.before {
			after[k] = v
		}
		version, ok := l.after["version"].(int64)
		if !ok {
			return errors.New("journal: version missing")
		}
		after["version"], after["changed_at"], after["changed_by"] = version+1, momentText(tx.now), tx.who
		cols := sortedKeys(after)
		var set []string
		var args []any
		for _, c := range cols {
			args = append(args, after[c])
			set = append(set, fmt.Sprintf("%s = $%d", c, len(args)))
		}
		args = append(args, l.row)
		_, err := tx.exec(fmt.Sprintf("UPDATE %s SET %s WHERE id = $%d", l.table, strings.Join(set, ", "), len(args)), args...)
		if constraint(err) {
			return newer
		}
		if err != nil {
			return err
		}
	}
	was, err := pack(before)
	if err != nil {
		return err
	}
	is, err := pack(after)
	if err != nil {
		return err
	}
	return tx.journal(l.into, l.table, l.row, was, is)
}

// underCertificate says whether a line is about an enrolment, or its attendance,
// on which a certificate was issued.
func (tx *Tx) underCertificate(l journalLine) (bool, error) {
	enrolment := any(l.row)
	switch l.table {
	case "enrolment":
	case "attendance":
		if enrolment = l.before["enrolment_id"]; l.before == nil {
			enrolment = l.after["enrolment_id"]
		}
	default:
		return false, nil
	}
	n, err := tx.count("SELECT count(*) FROM certificate WHERE enrolment_id = $1", enrolment)
	return n > 0, err
}

func pack(m map[string]any) (string, error) {
	if m == nil {
		return "", nil
	}
	b, err := json.Marshal(m)
	return string(b), err
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
