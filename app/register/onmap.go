package register

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/app/geo"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Visibility says whether somebody stands on the public map, and why or why not.
type Visibility struct {
	Visible bool
	Text    string   // a Dutch sentence
	Told    string   // the same at more length, with what would change it; of a person's page only
	Missing []string // in Dutch what is lacking: "straat"
	Rules   []VisibilityRule
	// Place is where the dot stands; its name is empty where the town is not known, so that there is none.
	Place geo.Town
}

// VisibilityRule is one thing that is asked of who stands on the public map, with how it is.
type VisibilityRule struct {
	Text string
	Met  bool
}

// Address is where somebody works: the address of the organisation where that has one, else their own.
type Address struct {
	Street, Postcode, Town, Province, Country string
	// Organisation says that it is the organisation's; a person's own can be where they live.
	Organisation bool
}

// WorkAddress gives where somebody works.
func WorkAddress(p data.Person, o *data.Organisation) Address {
	if o != nil && o.Street != "" && o.Postcode != "" && o.Town != "" {
		return Address{o.Street, o.Postcode, o.Town, o.Province, o.Country, true}
	}
	return Address{p.Street, p.Postcode, p.Town, p.Province, p.Country, false}
}

// OnMap answers why somebody is or is not on the public map. FAQ: who is to be found there has organisation, street,
// postcode and town filled in; being a member is our reading.
func OnMap(p data.Person, o *data.Organisation, member bool) Visibility {
	at := WorkAddress(p, o)
	works := firstFilled(strings.TrimSpace(p.Organisation), nameOf(o))
	v := Visibility{Rules: []VisibilityRule{{words.T("geen lid"), member}}}
	if member {
		v.Rules[0].Text = words.T("lid")
	}
	if works == "" && o != nil {
		works = firstFilled(OrganisationKindName(o.Kind), words.T("organisatie"))
	}
	for _, part := range []struct{ name, value string }{
		{words.T("organisatie"), works}, {words.T("straat"), at.Street}, {words.T("postcode"), at.Postcode}, {words.T("plaats"), at.Town},
	} {
		if value := strings.TrimSpace(part.value); value != "" {
			v.Rules = append(v.Rules, VisibilityRule{words.T("%s: %s", part.name, value), true})
			continue
		}
		v.Missing = append(v.Missing, part.name)
		v.Rules = append(v.Rules, VisibilityRule{words.T("%s: niet ingevuld", part.name), false})
	}
	v.Visible = member && len(v.Missing) == 0
	v.Place, _ = geo.Known().Place(at.Town, at.Postcode, at.Province, at.Country)
	switch {
	case v.Visible:
		v.Text = words.T("Zichtbaar op de kaart: lid, en organisatie, straat, postcode en plaats zijn ingevuld.")
	case len(v.Missing) == 0:
		v.Text = words.T("Niet zichtbaar op de kaart: geen lid.")
	case member:
		v.Text = words.T("Niet zichtbaar op de kaart: %s niet ingevuld.", dutch.DeskAnd(v.Missing))
	default:
		v.Text = words.T("Niet zichtbaar op de kaart: geen lid, en %s niet ingevuld.", dutch.DeskAnd(v.Missing))
	}
	return v
}

// Where says in a sentence where on the map somebody stands and whose address that is; empty for who is not on it.
func (v Visibility) Where(p data.Person, o *data.Organisation) string {
	at := WorkAddress(p, o)
	switch {
	case !v.Visible:
		return ""
	case v.Place.Name == "":
		return words.T("De plaats %s is niet bekend op onze kaart, dus er staat geen stip; in de lijst voor de website wel.", at.Town)
	case at.Organisation:
		return words.T("De stip staat bij %s: de plaats van de organisatie.", v.Place.Name)
	}
	return words.T("De stip staat bij %s, nooit bij het huisadres.", v.Place.Name)
}

func nameOf(o *data.Organisation) string {
	if o == nil {
		return ""
	}
	return o.Name
}
