package screen

import (
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// personColumns are the register as a table; the IDs are those that the store sorts people by.
func personColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "name", Title: words.T("Naam"), Grow: true},
		{ID: "town", Title: words.T("Plaats")},
		{ID: "organisation", Title: words.T("Organisatie"), Grow: true, Free: true, Least: 150, Rank: 2},
		{ID: "email", Title: words.T("E-mail"), Rank: 7},
		{ID: "phone", Title: words.T("Telefoon"), Rank: 3},
		{ID: "roles", Title: words.T("Functies"), Free: true, Least: 110, Rank: 4},
		{ID: "member_until", Title: words.T("Lid tot"), Holds: block.Days},
		{ID: "trained", Title: words.T("Laatste training"), Holds: block.Days, Rank: 6},
		{ID: "course", Title: words.T("Opleiding"), Free: true, Optional: true, Rank: 8},
		{ID: "number", Title: words.T("Certificaat"), Rank: 5},
		{ID: "postcode", Title: words.T("Postcode"), Optional: true, Rank: 8},
		{ID: "province", Title: words.T("Provincie"), Optional: true, Rank: 8},
	}
}

// personRow is somebody as a row of the register; its cells stand in the order of personColumns.
func personRow(r register.Row, today string) *block.Row {
	until := dayCell(string(r.MemberUntil))
	if r.MemberUntil != "" && !r.Member {
		until.Kind = block.QuietText
	}
	return &block.Row{ID: key(r.ID), Cells: []block.Cell{
		{Text: r.ListName, Kind: block.BoldText},
		{Text: r.Town},
		{Text: r.Organisation},
		{Text: r.Email},
		{Text: r.Phone},
		{Text: roleTexts(r)},
		until, knownDayCell(r.Latest.Achieved),
		{Text: r.Latest.Course},
		{Text: r.Latest.Number},
		{Text: r.Postcode},
		{Text: r.Province},
	}}
}

// roleTexts are somebody's roles, in the order in which the register sorts them.
func roleTexts(r register.Row) string {
	kinds := slices.Clone(r.Roles)
	slices.SortFunc(kinds, func(a, b string) int { return data.RoleRank(a) - data.RoleRank(b) })
	for i, kind := range kinds {
		kinds[i] = register.RoleName(kind)
	}
	return joined(", ", kinds...)
}

// dayCell is a day in a table.
func dayCell(day string) block.Cell {
	if day == "" {
		return block.Cell{}
	}
	return block.Cell{Text: dutch.Day(day), Sort: day}
}

// knownDayCell is a day of which perhaps only the year or the month is known.
func knownDayCell(day string) block.Cell {
	if len(day) == len("2006-01-02") {
		return dayCell(day)
	}
	return block.Cell{Text: day, Sort: day}
}

// organisationColumns are the organisations as a table; the IDs are those that the store sorts them by.
func organisationColumns() []block.TableColumn {
	return []block.TableColumn{
		{ID: "name", Title: words.T("Naam"), Grow: true},
		{ID: "department", Title: words.T("Afdeling"), Free: true, Rank: 3},
		{ID: "kind", Title: words.T("Soort"), Rank: 1},
		{ID: "town", Title: words.T("Plaats")},
		{ID: "email", Title: words.T("E-mail"), Free: true, Rank: 2},
		{ID: "phone", Title: words.T("Telefoon"), Rank: 4},
		{ID: "postcode", Title: words.T("Postcode"), Optional: true, Rank: 5},
		{ID: "province", Title: words.T("Provincie"), Optional: true, Rank: 5},
	}
}

func organisationItem(o data.Organisation) block.Item {
	kind := register.OrganisationKindName(o.Kind)
	return block.Item{
		ID: organisationKey(o.ID), Title: o.Name, Detail: joined(" · ", o.Department, o.Town), Pill: kind,
		Row: &block.Row{Cells: []block.Cell{
			{Text: o.Name, Kind: block.BoldText}, {Text: o.Department}, {Text: kind}, {Text: o.Town}, {Text: o.Email}, {Text: o.Phone}, {Text: o.Postcode}, {Text: o.Province},
		}},
	}
}
