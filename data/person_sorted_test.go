package data_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// listed is a record as a list sorts it: what each column says, "" for nothing, and what decides between equal ones.
type listed struct {
	id   int64
	name string
	says map[string]string
}

// inOrder answers the numbers in the order that is asked: what says nothing last either way, equal ones by less.
func inOrder(all []listed, by data.Sort, less func(a, b listed) int) []int64 {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b listed) int {
		x, y := a.says[by.By], b.says[by.By]
		switch {
		case x == y:
			return less(a, b)
		case x == "":
			return 1
		case y == "":
			return -1
		case by.Down:
			return cmp.Compare(y, x)
		}
		return cmp.Compare(x, y)
	})
	out := make([]int64, len(all))
	for i, l := range all {
		out[i] = l.id
	}
	return out
}

// glued reads a list to its end in pages of a size.
func glued(rt *rapid.T, size, most int, page func(after int64) ([]int64, error)) []int64 {
	var out []int64
	after := int64(0)
	for {
		ids, err := page(after)
		if err != nil {
			rt.Fatal(err)
		}
		out = append(out, ids...)
		if len(ids) < size {
			return out
		}
		if after = ids[len(ids)-1]; len(out) > most {
			rt.Fatalf("%d rows of %d", len(out), most)
		}
	}
}

// Glued together the pages of the register are all of it in order, nobody twice and nobody missing, whatever it is sorted
// by and however many people are alike.
func TestPagesOfSortedPeople(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s, err := data.Open(ctx, address)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		run := 0
		rapid.Check(t, func(rt *rapid.T) {
			run++
			province := fmt.Sprintf("p%d", run)
			word := func(what string) string {
				return rapid.SampledFrom([]string{"", "", "Aa", "Ab", "Ba", "Éd", "ed", "Øst", "Şa"}).Draw(rt, what)
			}
			var all []listed
			err := s.Write(ctx, data.Change{Title: "Mensen"}, func(tx *data.Tx) error {
				all = nil
				for range rapid.IntRange(1, 12).Draw(rt, "people") {
					p := data.Person{
						Surname: rapid.SampledFrom([]string{"Berg", "Bergen", "Dijk"}).Draw(rt, "surname"), Infix: rapid.SampledFrom([]string{"", "van"}).Draw(rt, "infix"),
						Country: "NL", Province: province, Town: word("town"), Organisation: word("organisation"), Postcode: word("postcode"),
						Email: strings.ToLower(word("email")), WorkEmail: strings.ToLower(word("work")), Phone: word("phone"), Mobile: word("mobile"),
						MemberUntil: data.Day(rapid.SampledFrom([]string{"", "2026-01-01", "2027-01-01"}).Draw(rt, "until")),
					}
					if err := tx.SavePerson(&p); err != nil {
						return err
					}
					l := listed{id: p.ID, name: p.SortKey, says: map[string]string{
						"name": p.SortKey, "town": p.TownKey, "postcode": p.Postcode, "province": "p", "organisation": data.Fold(p.Organisation),
						"email": cmp.Or(p.Email, p.WorkEmail), "phone": cmp.Or(p.Mobile, p.Phone), "member_until": string(p.MemberUntil),
					}}
					for i, rank := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1contact", "3coach", "8intern"}), 0, 2, rapid.ID[string]).Draw(rt, "roles") {
						until := data.Day("")
						if rapid.Bool().Draw(rt, "over") {
							until = "2001-01-01"
						}
						if err := tx.SaveRole(&data.Role{PersonID: p.ID, Kind: rank[1:], Since: data.Day(fmt.Sprintf("200%d-01-01", i)), Until: until}); err != nil {
							return err
						}
						if has := l.says["roles"]; until == "" && (has == "" || rank < has) {
							l.says["roles"] = rank
						}
					}
					latest := ""
					for range rapid.IntRange(0, 2).Draw(rt, "certificates") {
						c := data.Certificate{
							PersonID: p.ID, Kind: "old_paper", Status: rapid.SampledFrom([]string{"valid", "valid", "revoked"}).Draw(rt, "status"), Holder: "Oud",
							Course: rapid.SampledFrom([]string{"Aa", "Ba", "Één"}).Draw(rt, "course"), Number: word("number"), Achieved: rapid.SampledFrom([]string{"", "2019", "2019-03", "2020"}).Draw(rt, "achieved"),
						}
						if err := tx.SaveCertificate(&c); err != nil {
							return err
						}
						if c.Status == "valid" && c.Achieved >= latest {
							latest = c.Achieved
							l.says["trained"], l.says["course"], l.says["number"] = c.Achieved, data.Fold(c.Course), c.Number
						}
					}
					all = append(all, l)
				}
				return nil
			})
			if err != nil {
				rt.Fatal(err)
			}
			size := rapid.IntRange(1, 5).Draw(rt, "size")
			columns := rapid.SliceOfNDistinct(rapid.SampledFrom(all[0].columns()), 3, 3, rapid.ID[string]).Draw(rt, "columns")
			filter := data.PeopleFilter{Province: province}
			text := rapid.SampledFrom([]string{"", "berg", "be", "dij berg"}).Draw(rt, "text")
			found := slices.DeleteFunc(slices.Clone(all), func(l listed) bool {
				return text == "be" && !strings.HasPrefix(l.name, "be") || text == "berg" && !strings.Contains(l.name, "berg") || text == "dij berg"
			})
			for _, column := range columns {
				for _, down := range []bool{false, true} {
					by := data.Sort{By: column, Down: down}
					got := glued(rt, size, len(all), func(after int64) (ids []int64, err error) {
						err = s.Read(ctx, func(tx *data.Tx) error {
							people, err := tx.SortedPeople(filter, text, by, after, size)
							ids = nil
							for _, p := range people {
								ids = append(ids, p.ID)
							}
							return err
						})
						return ids, err
					})
					want := inOrder(found, by, func(a, b listed) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id)) })
					if !slices.Equal(got, want) {
						rt.Fatalf("by %s (down %v) in pages of %d: %v, want %v of %+v", column, down, size, got, want, found)
					}
				}
			}
		})
	})
}

// columns are what the register can be sorted by.
func (listed) columns() []string {
	return []string{"name", "town", "postcode", "province", "organisation", "email", "phone", "roles", "member_until", "trained", "course", "number"}
}
