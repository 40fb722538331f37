package register

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// How a column of a list was recognised.
const (
	ByHeading  = "heading"
	ByContents = "contents"
	ByMemory   = "memory" // as it was chosen for an earlier list of the same shape
	ByChoice   = "choice"
)

// LeftOut is the choice to take nothing of a column, not even to the notes.
const LeftOut = string(fIgnore)

// ListField is something that a column of a list can hold.
type ListField struct {
	ID   string // "" goes to the notes, LeftOut is left out
	Name string
}

// listFields is the order in which the fields are offered.
var listFields = []field{
	fName, fFirst, fInitials, fInfix, fSurname, fCertName, fTitle, fGender, fOrg, fRole, fStreet, fNumber, fAddition, fPostcode, fTown, fPlace, fProvince, fCountry,
	fEmail, fWorkEmail, fMobile, fPhone, fCert, fCertNumber, fTrained, fTrainedAt, fTrainer, fFollowUp, fFollowedUp, fMemberUntil, fMemberSince, fMember, fHandbook, fNoMail, fNotes, fSerial,
}

// fieldWords are the names of fields that say more than what the field is called.
var fieldWords = map[field]string{
	fName:   words.Later("Hele naam (wordt gesplitst)"),
	fStreet: words.Later("Straat, of het hele adres (wordt gesplitst)"),
	fPlace:  words.Later("Postcode en plaats samen"),
	fSerial: words.Later("Volgnummer (wordt niet bewaard)"),
}

// ListFields are what a column can be chosen to hold.
func ListFields() []ListField {
	out := []ListField{{"", words.T("Naar de opmerkingen")}, {LeftOut, words.T("Niet inlezen")}}
	for _, f := range listFields {
		out = append(out, ListField{string(f), FieldName(string(f))})
	}
	return out
}

// FieldName is a field as the screen calls it.
func FieldName(id string) string {
	switch f := field(id); {
	case id == "":
		return words.T("Naar de opmerkingen")
	case id == LeftOut:
		return words.T("Niet inlezen")
	case fieldWords[f] != "":
		return words.T(fieldWords[f])
	}
	return words.T(id)
}

// ColumnChoice says what a column of a list holds.
type ColumnChoice struct {
	List   string // the sheet; empty in a text file
	Column int    // from 0
	Field  string
}

// understandSheet finds what the columns of a sheet hold: from the headings, from what stands in them, from what was
// chosen for an earlier list of the same shape, and as was chosen now (nil: nothing was).
func understandSheet(s sheet, remembered func(shape string) map[string]string, chosen []ColumnChoice) (layout, bool) {
	l, ok := findLayout(s)
	if ok {
		for i := range l.columns {
			if l.columns[i].field != fUnknown {
				l.columns[i].by = ByHeading
			}
		}
		byContents(s, &l)
	} else if l, ok = headedWithoutNames(s); !ok {
		l, ok = withoutHeadings(s)
	}
	if !ok {
		return l, false
	}
	for i := range l.columns {
		c := &l.columns[i]
		if c.hidden = s.hidden[i]; c.hidden && c.field == fUnknown {
			c.field = fIgnore // what the office does not see itself is not put in the notes
		}
	}
	l.shape = shapeOfList(s, l)
	if chosen != nil {
		l.choose(func(i int) (string, bool) {
			at := slices.IndexFunc(chosen, func(c ColumnChoice) bool { return c.List == s.name && c.Column == i })
			if at < 0 {
				return "", false
			}
			return chosen[at].Field, true
		}, ByChoice)
		return l, true
	}
	known := remembered(l.shape)
	names := l.names()
	l.choose(func(i int) (string, bool) {
		f, ok := known[names[i]]
		return f, ok
	}, ByMemory)
	return l, true
}

// choose gives columns what was chosen for them; another column that was taken for the same gives way.
func (l *layout) choose(of func(i int) (string, bool), by string) {
	for i := range l.columns {
		f, ok := of(i)
		if !ok || !isField(f) {
			continue
		}
		for k := range l.columns {
			if c := &l.columns[k]; k != i && f != "" && f != LeftOut && c.field == field(f) && c.by != by && field(f) != fTrainer && field(f) != fNotes {
				c.field, c.by = fUnknown, ""
			}
		}
		l.columns[i].field, l.columns[i].by = field(f), by
	}
}

func isField(id string) bool {
	return id == "" || id == LeftOut || slices.Contains(listFields, field(id))
}

// headedWithoutNames finds the row of headings also where none of them is for names, when the names can be told by what
// stands in a column: a row of words above columns of which some hold something else.
func headedWithoutNames(s sheet) (layout, bool) {
	best, l := 1, layout{}
	for i, row := range s.rows[:min(len(s.rows), lookFor)] {
		if len(filledCells(row)) < 2 || share(filledCells(row), likeHeading) < 1 {
			continue
		}
		columns := make([]column, len(row))
		seen, other := map[field]int{}, 0
		for k, cell := range row {
			columns[k].heading = oneLine(cell)
			if columns[k].field = headingField(cell); columns[k].field != fUnknown {
				columns[k].by = ByHeading
				seen[columns[k].field]++
			}
			if shape := ownShape(cellsOf(s, i, k)); columns[k].heading != "" && shape != fUnknown && ownShape([]string{columns[k].heading}) != shape {
				other++
			}
		}
		if score := len(seen) + other; score > best && (other > 0 || len(seen)*2 >= len(filledCells(row))) {
			best, l = score, layout{header: i, columns: columns}
			settle(l.columns, seen)
		}
	}
	if l.columns == nil {
		return l, false
	}
	byContents(s, &l)
	g := guesses{s: s, l: &l}
	if g.at(fName) < 0 && g.at(fSurname) < 0 {
		g.names()
	}
	for i := range l.columns {
		if l.columns[i].field != fUnknown && l.columns[i].by == "" {
			l.columns[i].by = ByContents
		}
	}
	return l, g.at(fName) >= 0 || g.at(fSurname) >= 0
}

// likeHeading: a few words, and nothing that only a person has.
func likeHeading(c string) bool {
	return strings.ContainsFunc(c, unicode.IsLetter) && len(c) <= 60 && ownShape([]string{c}) == fUnknown && parseDate(c).text == ""
}

// names tell the columns apart for who remembers what they hold: by their headings, the second of one heading as such.
func (l layout) names() []string {
	out, seen := make([]string, len(l.columns)), map[string]int{}
	for i, c := range l.columns {
		name := plainHeading(c.heading)
		if name == "" {
			name = "#" + strconv.Itoa(i+1)
		}
		if seen[name]++; seen[name] > 1 {
			name += "#" + strconv.Itoa(seen[name])
		}
		out[i] = name
	}
	return out
}

// shapeOfList is the same for lists with the same columns, in whatever order.
func shapeOfList(s sheet, l layout) string {
	names := l.names()
	if l.header < 0 {
		for i := range names {
			names[i] += string(ownShape(cellsOf(s, -1, i)))
		}
	} else {
		slices.Sort(names)
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\x1f")))
	return hex.EncodeToString(sum[:16])
}

// samples are the first values of a column, for who has to say what it holds.
func samples(s sheet, l layout, at int) []string {
	var out []string
	for _, v := range cellsOf(s, l.header, at) {
		if v = short(v); !slices.Contains(out, v) {
			out = append(out, v)
		}
		if len(out) == 3 {
			break
		}
	}
	return out
}

// listLayouts reads what was chosen for lists of a shape.
func listLayouts(tx *data.Tx) func(shape string) map[string]string {
	return func(shape string) map[string]string {
		text, err := tx.ListLayout(shape)
		chosen := map[string]string{}
		if err == nil && text != "" {
			err = json.Unmarshal([]byte(text), &chosen)
		}
		if err != nil {
			return nil // the list is read as if nothing had been chosen before
		}
		return chosen
	}
}

// remember keeps what was chosen for the columns of a list, for the next of the same shape.
func (p *Plan) remember(tx *data.Tx) error {
	for _, l := range p.layouts {
		chosen := map[string]string{}
		names := l.names()
		for i, c := range l.columns {
			if c.by == ByChoice || c.by == ByMemory {
				chosen[names[i]] = string(c.field)
			}
		}
		text := ""
		if len(chosen) > 0 {
			b, err := json.Marshal(chosen)
			if err != nil {
				return fmt.Errorf("layout: %w", err)
			}
			text = string(b)
		}
		if err := tx.KeepListLayout(l.shape, text); err != nil && !errors.Is(err, data.ErrNotFound) {
			return err
		}
	}
	return nil
}
