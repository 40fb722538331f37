package register

import (
	"context"
	"errors"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// What will happen to a row of a list.
const (
	ActionNew     = "new"
	ActionChanged = "changed"
	ActionSame    = "same"
	ActionDouble  = "double"
	ActionSkipped = "skipped"
)

// Options say how a list is read.
type Options struct {
	Sheet string // only this sheet of a workbook; empty: every sheet that lists people
	// Columns are all choices of what columns hold; nil: as was chosen for the last list of the same shape, if any.
	Columns []ColumnChoice
}

// FieldChange is what importing changes about somebody who is in the register.
type FieldChange struct {
	Field    string // in Dutch
	Old, New string
}

// PlanRow says what will happen to one row of a list and what is doubtful about it.
type PlanRow struct {
	Sheet    string
	Row      int // from 1, as the office sees it
	Name     string
	Town     string
	Action   string // new, changed, same, double, skipped
	PersonID int64  // of who is in the register already
	Changes  []FieldChange
	Repaired []string // in Dutch what was put right without doubt
	DoubleOf int      // the row that says the same
	Reason   string   // in Dutch why it is skipped or what it is a double of
	Doubts   []Warning
}

// PlanColumn says how a column of the list was understood.
type PlanColumn struct {
	Sheet   string
	Heading string
	Holds   string // in Dutch; empty: not recognised, it goes to the notes
	// List and Column name it in a ColumnChoice, Field is what it is taken for and By how that was found.
	List    string
	Column  int
	Field   string
	By      string
	Hidden  bool     // in the workbook
	Samples []string // the first values
}

// Skip is a row that is no person.
type Skip struct {
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

// Plan is what importing a list will do, row by row; nothing is changed yet.
type Plan struct {
	Result
	Columns []PlanColumn
	Rows    []PlanRow

	records []record
	skips   []Skip
	layouts []layout
}

// Result is what importing a list did, or in a Plan what it will do.
type Result struct {
	File         string    `json:"file"`
	Sheet        string    `json:"sheet"`
	RowsRead     int       `json:"rows_read"` // rows that are people
	PeopleNew    int       `json:"people_new"`
	PeopleChange int       `json:"people_changed"`
	PeopleSame   int       `json:"people_same"`
	Duplicates   int       `json:"duplicates"` // rows equal to another, and rows that are probably somebody of another row
	Certificates int       `json:"certificates"`
	Skipped      []Skip    `json:"skipped"`
	Warnings     []Warning `json:"warnings"`
	// ChangeID is the change to undo the import with; 0 when nothing was changed.
	ChangeID int64 `json:"change_id"`
}

// Preview reads a members' list (.xlsx, .csv) and says what importing it will do.
func (r *Register) Preview(ctx context.Context, file string, o Options) (*Plan, error) {
	content, err := readFile(file)
	if err != nil {
		return nil, err
	}
	return r.PreviewContent(ctx, baseName(file), content, o)
}

// PreviewContent is Preview of a file that was read already, from a mail or a drop.
func (r *Register) PreviewContent(ctx context.Context, name string, content []byte, o Options) (*Plan, error) {
	sheets, err := readSheets(content)
	if err != nil {
		return nil, err
	}
	var plan *Plan
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		terms, err := ReadTerms(tx)
		if err != nil {
			return err
		}
		plan = &Plan{Result: Result{File: name}}
		if err := plan.understand(sheets, o, listLayouts(tx), tx.Today(), terms); err != nil {
			return err
		}
		m := matcher{tx: tx, apply: false, terms: terms}
		return m.match(plan)
	})
	if err != nil {
		return nil, err
	}
	return plan, nil
}

// understand reads the rows of the sheets that list people.
func (p *Plan) understand(sheets []sheet, o Options, remembered func(string) map[string]string, today data.Day, terms Terms) error {
	type list struct {
		sheet
		layout
	}
	var lists []list
	var names []string
	for _, s := range sheets {
		names = append(names, s.name)
		if o.Sheet != "" && !strings.EqualFold(strings.TrimSpace(o.Sheet), s.name) {
			continue
		}
		l, ok := understandSheet(s, remembered, o.Columns)
		if ok && (o.Sheet != "" || holdsPeople(s, l)) {
			lists = append(lists, list{s, l})
		}
	}
	switch {
	case len(lists) == 0 && o.Sheet != "":
		return data.Refuse("Er is geen werkblad %q met een rij kopjes en namen. Wel: %s. Er is niets ingelezen.", short(o.Sheet), strings.Join(names, ", "))
	case len(lists) == 0:
		return data.Refuse("In dit bestand staat geen rij met kopjes zoals Achternaam, Voornaam en Plaats. Zet die boven de lijst en probeer het opnieuw. Er is niets ingelezen.")
	}
	var read []string
	for _, l := range lists {
		if l.name != "" {
			read = append(read, l.name)
		}
		mark := ""
		if len(lists) > 1 {
			mark = l.name
		}
		p.readSheet(l.sheet, l.layout, mark, today, terms)
	}
	p.Sheet = strings.Join(read, ", ")
	return nil
}

// holdsPeople: below the headings stands at least one row that is a person.
func holdsPeople(s sheet, l layout) bool {
	for _, cells := range s.rows[l.header+1:] {
		if noPerson(cells, l) == "" {
			return true
		}
	}
	return false
}

func (p *Plan) readSheet(s sheet, l layout, mark string, today data.Day, terms Terms) {
	rd := &reader{layout: l, sheet: mark, today: today, terms: terms, evidence: evidence{prefixes: map[string]map[string]bool{}, towns: map[string]string{}}}
	p.layouts = append(p.layouts, l)
	for i, c := range l.columns {
		found := samples(s, l, i)
		if c.heading == "" && len(found) == 0 {
			continue
		}
		holds := string(c.field)
		if c.field != fUnknown {
			holds = FieldName(holds)
		}
		p.Columns = append(p.Columns, PlanColumn{Sheet: mark, Heading: c.heading, Holds: holds, List: s.name, Column: i, Field: string(c.field), By: c.by, Hidden: c.hidden, Samples: found})
	}
	for i, cells := range s.rows[:max(l.header, 0)] {
		if len(filledCells(cells)) > 0 {
			p.skips = append(p.skips, Skip{Sheet: mark, Row: i + 1, Reason: reasonTitle})
		}
	}
	for _, cells := range s.rows[l.header+1:] {
		if noPerson(cells, l) == "" {
			gather(&rd.evidence, row{l, cells})
		}
	}
	for i, cells := range s.rows[l.header+1:] {
		number := l.header + 2 + i
		if reason := noPerson(cells, l); reason != "" {
			p.skips = append(p.skips, Skip{Sheet: mark, Row: number, Reason: reason})
			continue
		}
		p.records = append(p.records, rd.read(cells, number))
	}
	// Blank rows at the end of a sheet are no rows.
	for n := len(p.skips); n > 0 && p.skips[n-1].Reason == reasonBlank && p.skips[n-1].Sheet == mark && p.skips[n-1].Row >= lastFilled(s); n-- {
		p.skips = p.skips[:n-1]
	}
}

func lastFilled(s sheet) int {
	for i := len(s.rows); i > 0; i-- {
		if len(filledCells(s.rows[i-1])) > 0 {
			return i
		}
	}
	return 0
}

// Apply imports a list as it was previewed, in one transaction that Undo takes
// back as a whole. When the register changed in the meantime in a way that makes a
// difference for the list, nothing is imported and a new preview is asked for.
func (r *Register) Apply(ctx context.Context, plan *Plan) (Result, error) {
	if plan == nil {
		return Result{}, errors.New("import: no plan")
	}
	var done Plan
	id, err := r.write(ctx, "Ledenlijst ingelezen", func(tx *data.Tx) error {
		terms, err := ReadTerms(tx)
		if err != nil {
			return err
		}
		done = Plan{Result: Result{File: plan.File, Sheet: plan.Sheet}, records: plan.records, skips: plan.skips}
		// First only looked at, since a list that would do something else than was shown is not begun.
		look := matcher{tx: tx, terms: terms}
		if err := look.match(&done); err != nil {
			return err
		}
		if !sameOutcome(plan.Rows, done.Rows) {
			return data.Refuse("Het register is intussen gewijzigd, zodat het inlezen iets anders zou doen dan je zag. Er is niets ingelezen; bekijk het voorbeeld opnieuw.")
		}
		done = Plan{Result: Result{File: plan.File, Sheet: plan.Sheet}, records: plan.records, skips: plan.skips}
		do := matcher{tx: tx, apply: true, terms: terms}
		if err := do.match(&done); err != nil {
			return err
		}
		if tx.ChangeID() != 0 {
			err := tx.AddListImport(&data.ListImport{File: plan.File, Sheet: plan.Sheet, PeopleNew: done.PeopleNew, PeopleChanged: done.PeopleChange, PeopleSame: done.PeopleSame})
			if err != nil {
				return err
			}
		}
		return plan.remember(tx)
	})
	if err != nil {
		return Result{}, err
	}
	done.ChangeID = id
	return done.Result, nil
}

func sameOutcome(a, b []PlanRow) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Action != b[i].Action || a[i].PersonID != b[i].PersonID || len(a[i].Changes) != len(b[i].Changes) {
			return false
		}
		for j := range a[i].Changes {
			if a[i].Changes[j] != b[i].Changes[j] {
				return false
			}
		}
	}
	return true
}
