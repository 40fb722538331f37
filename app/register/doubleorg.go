package register

import (
	"context"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// OrganisationDoubles looks through all organisations for those that are probably one, the most likely first. Those of
// which somebody said that they are different are not among them.
func (r *Register) OrganisationDoubles(ctx context.Context) ([]Double, error) {
	var out []Double
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		const page = 1000
		var all []data.Organisation
		for {
			var after *data.Organisation
			if n := len(all); n > 0 {
				after = &all[n-1]
			}
			more, err := tx.OrganisationsOfKind("", after, page)
			if err != nil {
				return err
			}
			if all = append(all, more...); len(more) < page {
				break
			}
		}
		apart, err := tx.KeptApart(data.MergedOrganisation)
		out = organisationDoubles(all, apart)
		return err
	})
	return out, err
}

// organisationDoubles compares the organisations that share something that two organisations rarely do.
func organisationDoubles(all []data.Organisation, apart map[[2]int64]bool) []Double {
	sharing := map[string][]int{}
	for i := range all {
		o := &all[i]
		share := func(what, value string) {
			if value != "" {
				sharing[what+"\x1f"+value] = append(sharing[what+"\x1f"+value], i)
			}
		}
		name := plainName(o.Name)
		share("name", name)
		// Of a slip of the keyboard the beginning or the end is right.
		if r := []rune(name); len(r) >= 6 {
			share("begin", string(r[:len(r)/2])+o.TownKey)
			share("end", string(r[len(r)/2+1:])+o.TownKey)
		}
		share("kvk", o.KvK)
		share("oin", o.OIN)
		share("mail", strings.ToLower(o.Email))
		share("phone", lastDigits(o.Phone))
		if o.Postcode != "" && o.HouseNumber != "" {
			share("address", data.Fold(o.Postcode)+" "+data.Fold(o.HouseNumber))
		}
	}
	seen := map[[2]int]bool{}
	var found []Double
	for _, who := range sharing {
		if len(who) > mostSharing {
			continue
		}
		for n, a := range who {
			for _, b := range who[n+1:] {
				pair := [2]int{min(a, b), max(a, b)}
				x, y := all[pair[0]].ID, all[pair[1]].ID
				if a == b || seen[pair] || apart[[2]int64{min(x, y), max(x, y)}] {
					continue
				}
				seen[pair] = true
				if w := compareOrganisations(&all[pair[0]], &all[pair[1]]); w.score >= scorePossible {
					found = append(found, Double{IDs: []int64{x, y}, Level: levelOf(w.score), Reasons: w.reasons, score: w.score})
				}
			}
		}
	}
	slices.SortFunc(found, func(a, b Double) int {
		switch {
		case a.score != b.score && a.score > b.score:
			return -1
		case a.score != b.score:
			return 1
		}
		return slices.Compare(a.IDs, b.IDs)
	})
	return namedDoubles(joinDoubles(found, apart), all)
}

// joinDoubles makes one of pairs that are likely and share an organisation, unless that would join two of which somebody
// said that they are different.
func joinDoubles(pairs []Double, apart map[[2]int64]bool) []Double {
	var out []Double
	for _, p := range pairs {
		at := slices.IndexFunc(out, func(d Double) bool {
			return d.score >= scoreLikely && p.score >= scoreLikely && (slices.Contains(d.IDs, p.IDs[0]) || slices.Contains(d.IDs, p.IDs[1]))
		})
		if at < 0 {
			out = append(out, p)
			continue
		}
		for _, id := range p.IDs {
			different := slices.ContainsFunc(out[at].IDs, func(k int64) bool { return apart[[2]int64{min(k, id), max(k, id)}] })
			if !different && !slices.Contains(out[at].IDs, id) {
				out[at].IDs = append(out[at].IDs, id)
			}
		}
	}
	return out
}

func namedDoubles(out []Double, all []data.Organisation) []Double {
	at := make(map[int64]*data.Organisation, len(all))
	for i := range all {
		at[all[i].ID] = &all[i]
	}
	for i := range out {
		for _, id := range out[i].IDs {
			out[i].Names, out[i].Towns = append(out[i].Names, at[id].Name), append(out[i].Towns, at[id].Town)
		}
	}
	return out
}

// passingWords stand in the name of an organisation or not, as people please.
var passingWords = []string{"stichting", "st", "vereniging", "bv", "nv", "vof", "gemeente", "de", "het", "en", "voor", "van"}

// plainName is a name as two people would both write it.
func plainName(name string) string {
	all := strings.FieldsFunc(strings.ReplaceAll(data.Fold(name), ".", ""), func(r rune) bool { return strings.ContainsRune(" -,/()&'\"", r) })
	kept := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return slices.Contains(passingWords, w) })
	if len(kept) == 0 {
		kept = all
	}
	return strings.Join(kept, " ")
}

// compareOrganisations weighs what two share against what differs, and says in Dutch what that was.
func compareOrganisations(a, b *data.Organisation) weighing {
	var w weighing
	x, y := plainName(a.Name), plainName(b.Name)
	switch {
	case a.NameKey == b.NameKey:
		w.add(5, words.T("zelfde naam"))
	case x == y:
		w.add(4, words.T("zelfde naam, anders geschreven"))
	case near(x, y):
		w.add(2.5, words.T("bijna dezelfde naam"))
	case strings.Contains(" "+x+" ", " "+y+" "), strings.Contains(" "+y+" ", " "+x+" "):
		w.add(1.5, words.T("deel van de naam gelijk"))
	default:
		w.add(-3, words.T("andere naam"))
	}
	number := func(p, q, same, other string) {
		switch {
		case p != "" && p == q:
			w.add(5, same)
		case p != "" && q != "":
			w.add(-6, other)
		}
	}
	number(a.KvK, b.KvK, words.T("zelfde KvK-nummer"), words.T("ander KvK-nummer"))
	number(a.OIN, b.OIN, words.T("zelfde OIN"), words.T("ander OIN"))
	if a.Email != "" && strings.EqualFold(a.Email, b.Email) {
		w.add(3, words.T("zelfde mailadres"))
	}
	if n := lastDigits(a.Phone); n != "" && n == lastDigits(b.Phone) {
		w.add(2, words.T("zelfde telefoonnummer"))
	}
	switch {
	case a.Postcode != "" && data.Fold(a.Postcode) == data.Fold(b.Postcode) && a.HouseNumber != "" && data.Fold(a.HouseNumber) == data.Fold(b.HouseNumber):
		w.add(3, words.T("zelfde postcode en huisnummer"))
	case a.TownKey != "" && a.TownKey == b.TownKey:
		w.add(1, words.T("zelfde plaats"))
	case a.TownKey != "" && b.TownKey != "":
		w.add(-3, words.T("andere plaats"))
	}
	if p, q := data.Fold(a.Department), data.Fold(b.Department); p != "" && q != "" && p != q {
		w.add(-4, words.T("andere afdeling"))
	}
	if a.Kind != b.Kind {
		w.add(-1, "")
	}
	return w
}

// OrganisationsAreDifferent remembers that organisations that look alike are not the same, so that they are not proposed again.
func (r *Register) OrganisationsAreDifferent(ctx context.Context, organisations []int64) (int64, error) {
	return r.write(ctx, "Geen dubbelen: verschillende organisaties", func(tx *data.Tx) error {
		return tx.KeepApart(data.MergedOrganisation, organisations...)
	})
}
