package data

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
)

// Meta is what every record has: its number, the version that a save must
// start from, and who made and last changed it.
type Meta struct {
	ID        int64
	Version   int64
	CreatedAt time.Time
	CreatedBy string
	ChangedAt time.Time
	ChangedBy string
}

const momentLayout = "2006-01-02T15:04:05.000Z"

func momentText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(momentLayout)
}

// moment stores a time as UTC text of one width; the zero time is empty text.
type moment struct{ *time.Time }

func (m moment) Scan(v any) error {
	var text string
	switch v := v.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	case nil:
	default:
		return fmt.Errorf("moment: %T", v)
	}
	if text == "" {
		*m.Time = time.Time{}
		return nil
	}
	t, err := time.Parse(momentLayout, text)
	if err != nil {
		return fmt.Errorf("moment: %w", err)
	}
	*m.Time = t.UTC()
	return nil
}

// ref stores the number of another record; 0 is NULL.
type ref struct{ *int64 }

func (r ref) Scan(v any) error {
	var n sql.NullInt64
	if err := n.Scan(v); err != nil {
		return err
	}
	*r.int64 = n.Int64
	return nil
}

// blob stores bytes that are too large for the journal; the record's sha256
// stands for them there.
type blob struct{ p *[]byte }

func (b blob) Scan(v any) error {
	switch v := v.(type) {
	case []byte:
		*b.p = append([]byte(nil), v...)
	case nil:
		*b.p = nil
	default:
		return fmt.Errorf("blob: %T", v)
	}
	return nil
}

// sortKey is a column that the list is sorted by and that no field holds: the first of these texts that is filled, folded
// as people look for it, since an engine's own order of capitals and accents is its own.
type sortKey []*string

// Scan is for database/sql: what is read follows from the texts.
func (sortKey) Scan(any) error { return nil }

func (k sortKey) text() string {
	for _, s := range k {
		if *s != "" {
			return Fold(plain(*s))
		}
	}
	return ""
}

// value turns a pointer to a field into what the drivers store.
func value(p any) any {
	switch p := p.(type) {
	case moment:
		return momentText(*p.Time)
	case ref:
		if *p.int64 == 0 {
			return nil
		}
		return *p.int64
	case blob:
		return *p.p
	case sortKey:
		return p.text()
	}
	v := reflect.ValueOf(p).Elem()
	switch v.Kind() {
	case reflect.String:
		return plain(v.String())
	case reflect.Int, reflect.Int64:
		return v.Int()
	case reflect.Bool:
		return v.Bool()
	}
	return v.Interface()
}

// plain takes out of a text what PostgreSQL does not store, a zero byte and what
// is no UTF-8, so that a mail or a list is kept the same on both engines.
func plain(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// plainArgs is plain for the texts among the arguments of a statement.
func plainArgs(args []any) []any {
	out := slices.Clone(args)
	for i, a := range out {
		if s, ok := a.(string); ok {
			out[i] = plain(s)
		}
	}
	return out
}

// table says how a record is kept: which columns its fields fill, in one order
// for reading and for writing.
type table[T any] struct {
	name    string
	columns string // own columns, parted by spaces, in the order of fields
	meta    func(*T) *Meta
	fields  func(*T) []any
	// journal is the table that keeps the changes; complaints have their own.
	journal string
}

const metaColumns = "id version created_at created_by changed_at changed_by"

func metaFields(m *Meta) []any {
	return []any{&m.ID, &m.Version, moment{&m.CreatedAt}, &m.CreatedBy, moment{&m.ChangedAt}, &m.ChangedBy}
}

// list writes the record's columns for a SELECT, each with an alias before it.
func (t *table[T]) list(alias string) string {
	cols := strings.Fields(metaColumns + " " + t.columns)
	for i, c := range cols {
		cols[i] = alias + "." + c
	}
	return strings.Join(cols, ", ")
}

func (t *table[T]) pointers(r *T) []any { return append(metaFields(t.meta(r)), t.fields(r)...) }

// get reads one record; ErrNotFound when there is none.
func (t *table[T]) get(tx *Tx, id int64) (T, error) { return t.one(tx, "WHERE t.id = $1", id) }

// one reads the first record that fits; ErrNotFound when there is none.
func (t *table[T]) one(tx *Tx, rest string, args ...any) (T, error) {
	var r T
	err := tx.row("SELECT "+t.list("t")+" FROM "+t.name+" t "+rest+" LIMIT 1", args, t.pointers(&r)...)
	return r, err
}

// all reads every record that fits; rest is what follows FROM table t.
func (t *table[T]) all(tx *Tx, rest string, args ...any) ([]T, error) {
	var out []T
	err := tx.rows("SELECT "+t.list("t")+" FROM "+t.name+" t "+rest, args, func(scan func(...any) error) error {
		var r T
		if err := scan(t.pointers(&r)...); err != nil {
			return err
		}
		out = append(out, r)
		return nil
	})
	return out, err
}

// save inserts a record without an id and updates one that has it. An update
// starts from the version that was read, else ErrStale; an update that changes
// nothing writes nothing.
func (t *table[T]) save(tx *Tx, r *T) error {
	if t.meta(r).ID == 0 {
		return t.insert(tx, r)
	}
	return t.update(tx, r)
}

func (t *table[T]) insert(tx *Tx, r *T) error {
	m := t.meta(r)
	tx.keepMeta(m)
	m.Version, m.CreatedAt, m.ChangedAt, m.CreatedBy, m.ChangedBy = 1, tx.now, tx.now, tx.who, tx.who
	cols := strings.Fields(metaColumns + " " + t.columns)[1:]
	var args []any
	for _, p := range t.pointers(r)[1:] {
		args = append(args, value(p))
	}
	q := "INSERT INTO " + t.name + " (" + strings.Join(cols, ", ") + ") VALUES (" + placeholders(1, len(cols)) + ") RETURNING id"
	if err := tx.row(q, args, &m.ID); err != nil {
		return err
	}
	after, err := t.snapshot(r)
	if err != nil {
		return err
	}
	return tx.journal(t.journal, t.name, m.ID, "", after)
}

func (t *table[T]) update(tx *Tx, r *T) error {
	m := t.meta(r)
	old, err := t.get(tx, m.ID)
	if err != nil {
		return err
	}
	if t.meta(&old).Version != m.Version {
		return ErrStale
	}
	before, err := t.snapshot(&old)
	if err != nil {
		return err
	}
	same, err := t.snapshot(r)
	if err != nil {
		return err
	}
	if before == same {
		return nil
	}
	tx.keepMeta(m)
	m.Version++
	m.ChangedAt, m.ChangedBy = tx.now, tx.who
	m.CreatedAt, m.CreatedBy = t.meta(&old).CreatedAt, t.meta(&old).CreatedBy
	cols := strings.Fields(metaColumns + " " + t.columns)
	var set []string
	var args []any
	for i, p := range t.pointers(r) {
		if i == 0 {
			continue
		}
		args = append(args, value(p))
		set = append(set, fmt.Sprintf("%s = $%d", cols[i], len(args)))
	}
	args = append(args, m.ID, m.Version-1)
	q := fmt.Sprintf("UPDATE %s SET %s WHERE id = $%d AND version = $%d", t.name, strings.Join(set, ", "), len(args)-1, len(args))
	n, err := tx.exec(q, args...)
	if err != nil {
		return err
	}
	if n != 1 {
		return ErrStale
	}
	after, err := t.snapshot(r)
	if err != nil {
		return err
	}
	return tx.journal(t.journal, t.name, m.ID, before, after)
}

// remove deletes a record; the journal keeps what it was.
func (t *table[T]) remove(tx *Tx, id int64) error {
	old, err := t.get(tx, id)
	if err != nil {
		return err
	}
	before, err := t.snapshot(&old)
	if err != nil {
		return err
	}
	if _, err := tx.exec("DELETE FROM "+t.name+" WHERE id = $1", id); err != nil {
		return err
	}
	return tx.journal(t.journal, t.name, id, before, "")
}

// snapshot writes a record as the journal keeps it: a JSON object of columns.
func (t *table[T]) snapshot(r *T) (string, error) {
	cols := strings.Fields(metaColumns + " " + t.columns)
	row := make(map[string]any, len(cols))
	for i, p := range t.pointers(r) {
		if _, large := p.(blob); large {
			continue
		}
		row[cols[i]] = value(p)
	}
	b, err := json.Marshal(row)
	return string(b), err
}

func placeholders(first, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("$%d", first+i)
	}
	return strings.Join(out, ", ")
}

// anys are ids as arguments of an IN.
func anys(ids []int64) []any {
	out := make([]any, len(ids))
	for i, id := range ids {
		out[i] = id
	}
	return out
}

// row reads one row; ErrNotFound when there is none, ErrDouble when a unique
// index refuses what the statement writes.
func (tx *Tx) row(query string, args []any, into ...any) error {
	var r *sql.Row
	if k := tx.prepared(query); k != nil {
		r = k.stmt.QueryRowContext(tx.ctx, plainArgs(args)...)
	} else {
		r = tx.tx.QueryRowContext(tx.ctx, query, plainArgs(args)...)
	}
	err := r.Scan(into...)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case double(err):
		return fmt.Errorf("%w: %w", ErrDouble, err)
	}
	return fmt.Errorf("query: %w", err)
}

// rows reads every row, one call of each a row.
func (tx *Tx) rows(query string, args []any, each func(scan func(...any) error) error) error {
	var rows *sql.Rows
	var err error
	query = tx.cancellable(query)
	if k := tx.prepared(query); k != nil {
		k.busy = true
		defer func() { k.busy = false }()
		rows, err = k.stmt.QueryContext(tx.ctx, plainArgs(args)...)
	} else {
		rows, err = tx.tx.QueryContext(tx.ctx, query, plainArgs(args)...)
	}
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// exec runs a statement and says how many rows it touched.
func (tx *Tx) exec(query string, args ...any) (int64, error) {
	var res sql.Result
	var err error
	if k := tx.prepared(query); k != nil {
		res, err = k.stmt.ExecContext(tx.ctx, plainArgs(args)...)
	} else {
		res, err = tx.tx.ExecContext(tx.ctx, query, plainArgs(args)...)
	}
	if err != nil {
		if double(err) {
			return 0, fmt.Errorf("%w: %w", ErrDouble, err)
		}
		return 0, fmt.Errorf("exec: %w", err)
	}
	return res.RowsAffected()
}

// count reads one number.
func (tx *Tx) count(query string, args ...any) (int, error) {
	var n int
	err := tx.row(query, args, &n)
	return n, err
}
