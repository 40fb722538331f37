package data

import "strings"

// organisationSorting are the orders of the organisations. Of those that are alike in a column the names decide.
var organisationSorting = sorting[Organisation]{
	table: &organisations, ties: []string{"t.name_key", "t.id"},
	columns: map[string]ordering{
		"name":       texted("t.name_key"),
		"department": texted("t.department_key"),
		"kind":       always("(" + ranked("t.kind", []string{"other", "municipality", "youthcare", "practice", "school"}) + ")"),
		"town":       texted("t.town_key"),
		"email":      texted("t.email"),
		"phone":      texted("t.phone"),
		"postcode":   texted("t.postcode"),
		"province":   texted("t.province"),
	},
}

// SortedOrganisations gives a page of the organisations in which every word of a text stands, in an order ("name",
// "department", "kind", "town", "email", "phone", "postcode", "province"), after the one with a number (0: from the start).
func (tx *Tx) SortedOrganisations(text string, by Sort, after int64, limit int) ([]Organisation, error) {
	var conds []string
	var args []any
	for _, w := range strings.Fields(Fold(text)) {
		args = append(args, "%"+likeText(w)+"%")
		conds = append(conds, `t.search LIKE $`+itoa(len(args))+` ESCAPE '\'`)
	}
	return organisationSorting.page(tx, by, conds, args, after, limit)
}
