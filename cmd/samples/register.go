package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/encoding/charmap"
)

// memberList is the right answer for the list of members.
type memberList struct {
	Rows               int         `json:"rows"`
	PeopleAfterMerging int         `json:"people_after_merging_exact_duplicates"`
	PeopleInTruth      int         `json:"people_in_truth"`
	Blank              []int       `json:"blank_row_numbers"`
	Separators         []int       `json:"separator_row_numbers"`
	Duplicates         []any       `json:"duplicates"`
	TrainingUnreadable []dateInRow `json:"datum_training_unparseable"`
	FollowUpUnreadable []dateInRow `json:"datum_nascholing_unparseable"`
	NamedAlike         []struct {
		Name string `json:"name"`
		Rows []int  `json:"rows"`
	} `json:"different_people_with_the_same_name"`
}

type dateInRow struct {
	Row  int    `json:"row"`
	Text string `json:"text"`
}

func (s *scorer) register() error {
	var want memberList
	if err := s.expected(&want, "register", "expected.json"); err != nil {
		return err
	}
	for _, name := range []string{"ledenlijst.xlsx", "ledenlijst.csv"} {
		if err := s.importList(name, want); err != nil {
			fmt.Fprintf(s.out, "register %s: 0, %v\n", filepath.Ext(name)[1:], err)
		}
	}
	return s.findPeople("register.xlsx.db", want)
}

// importList scores the import of one file into a store of its own.
func (s *scorer) importList(name string, want memberList) error {
	kind := filepath.Ext(name)[1:]
	store := "register." + kind + ".db"
	file := filepath.Join(s.dir, "register", name)
	first, err := s.importOnce(store, file)
	if err != nil {
		return err
	}
	label := "register " + kind + " "
	s.figure(label+"rows read", first.number("rows_read"), want.Rows)
	s.figure(label+"people (exact doubles one person)", first.number("people_new"), want.PeopleAfterMerging)
	s.count(label+"people more than there are in truth", first.number("people_new")-want.PeopleInTruth)
	s.figure(label+"doubles reported", first.number("duplicates"), len(want.Duplicates))

	skipped := map[int]bool{}
	for _, o := range first.list("skipped") {
		skipped[o.number("row")] = true
	}
	noPerson := slices.Concat(want.Blank, want.Separators)
	right := 0
	for _, row := range noPerson {
		if skipped[row] {
			right++
		}
		delete(skipped, row)
	}
	delete(skipped, 1) // the header may be named among them
	s.figure(label+"rows that are no person skipped", right, len(noPerson))
	s.count(label+"people skipped", len(skipped))

	s.dateWarnings(label+"unreadable training dates warned of", first, want.TrainingUnreadable, "training")
	s.dateWarnings(label+"unreadable follow-up dates warned of", first, want.FollowUpUnreadable, "nascholing")

	second, err := s.importOnce(store, file)
	if err != nil {
		return err
	}
	unchanged := 0
	if second.number("people_new") == 0 && second.number("people_changed") == 0 {
		unchanged = 1
	} else {
		s.remark("%ssecond import: %d new, %d changed", label, second.number("people_new"), second.number("people_changed"))
	}
	s.figure(label+"second import changes nothing", unchanged, 1)
	return nil
}

func (s *scorer) importOnce(store, file string) (object, error) {
	got, err := s.call(store, "register", "import", "--json", file)
	if err != nil {
		return nil, err
	}
	if got.status != 0 || len(got.objects) == 0 {
		return nil, fmt.Errorf("%s", got.why())
	}
	// A workbook has an object for each sheet: the one with the people counts.
	return slices.MaxFunc(got.objects, func(a, b object) int { return a.number("rows_read") - b.number("rows_read") }), nil
}

// dateWarnings counts the rows whose date in a column cannot be read and that are named, and
// warns of rows named for a date that can be.
func (s *scorer) dateWarnings(name string, imported object, want []dateInRow, column string) {
	warned := map[int]bool{}
	for _, o := range imported.list("warnings") {
		title := fold(o.text("column"))
		if strings.Contains(title, "datum") && strings.Contains(title, column) {
			warned[o.number("row")] = true
		}
	}
	found := 0
	for _, date := range want {
		if warned[date.Row] {
			found++
		} else {
			s.remark("%s: row %d %q is not", name, date.Row, date.Text)
		}
		delete(warned, date.Row)
	}
	s.figure(name, found, len(want))
	s.count(name+" without need", len(warned))
}

// findPeople looks for people of the list by what somebody would type.
func (s *scorer) findPeople(store string, want memberList) error {
	apart := 0
	for _, pair := range want.NamedAlike {
		people, err := s.find(store, pair.Name)
		if err != nil {
			return err
		}
		bearers := 0
		for _, person := range people {
			if fold(person.text("name")) == fold(pair.Name) {
				bearers++
			}
		}
		apart += s.check("register", fmt.Sprintf("%s (%d found)", pair.Name, bearers), bearers >= len(pair.Rows))
	}
	s.figure("register people of one name kept apart", apart, len(want.NamedAlike))

	rows, err := readList(filepath.Join(s.dir, "register", "ledenlijst.csv"))
	if err != nil {
		return err
	}
	for _, c := range []struct {
		by, column string
		typed      func(string) string
	}{
		{"three letters of the name", "Achternaam", firstThree},
		{"three letters of the town", "Plaats", firstThree},
		{"three letters of the mail address", "E-mail", firstThree},
		{"certificate number", "Certificaatnr", strings.TrimSpace},
	} {
		found, asked := 0, 0
		for at := 0; at < len(rows); at += len(rows)/50 + 1 {
			row := rows[at]
			value := joined(row[c.column])
			// A letter that the CSV lost is another one in the store.
			if len([]rune(value)) < 3 || strings.Contains(value+row["Achternaam"], "?") {
				continue
			}
			asked++
			people, err := s.find(store, c.typed(value))
			if err != nil {
				return err
			}
			found += s.check("register", fmt.Sprintf("find %q: %s %s not found", c.typed(value), row["Voornaam"], row["Achternaam"]),
				slices.ContainsFunc(people, func(person object) bool {
					return strings.Contains(fold(person.text("name")), fold(row["Achternaam"]))
				}))
		}
		s.figure("register found by "+c.by, found, asked)
	}
	return nil
}

func (s *scorer) find(store, text string) ([]object, error) {
	got, err := s.call(store, "register", "find", "--json", text)
	if err != nil {
		return nil, err
	}
	if got.status == wrongUsage {
		return nil, fmt.Errorf("find: %s", got.why())
	}
	return got.objects, nil
}

func firstThree(text string) string { return string([]rune(strings.TrimSpace(text))[:3]) }

// readList reads the list of members as the office kept it: semicolons, windows-1252.
func readList(name string) ([]map[string]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	reader := csv.NewReader(charmap.Windows1252.NewDecoder().Reader(file))
	reader.Comma = ';'
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = true
	header, err := reader.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var rows []map[string]string
	for {
		cells, err := reader.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		row := map[string]string{}
		for i, cell := range cells[:min(len(cells), len(header))] {
			row[header[i]] = cell
		}
		rows = append(rows, row)
	}
}
