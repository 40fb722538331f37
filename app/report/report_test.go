package report_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/report"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// office is a register with members in three towns and Belgium, of whom some are not complete.
func office(t *testing.T, address string) (*report.Reports, *register.Register, *data.Store) {
	t.Helper()
	ctx := context.Background()
	now := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	s, err := data.Open(ctx, address, data.WithClock(func() time.Time { return now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	r := register.New(s)
	for _, p := range []struct {
		person data.Person
		day    data.Day // of the training; empty: no member
		role   string
	}{
		{data.Person{FirstName: "Ada", Surname: "Een", Organisation: "De Eik", Street: "Markt", Postcode: "8011 AB", Town: "Zwolle", Email: "ada@example.nl"}, "2025-05-01", "coach"},
		{data.Person{FirstName: "Bas", Surname: "Twee", Organisation: "De Es", Street: "Laan", Postcode: "2511 AB", Town: "'s-Gravenhage", Email: "bas@example.nl", NoMail: true}, "2025-05-01", "coach"},
		{data.Person{FirstName: "Cor", Surname: "Drie", Organisation: "De Els", Town: "Zwolle", Email: "cor@example.nl"}, "2025-05-01", "coach"},
		{data.Person{FirstName: "Dik", Surname: "Vier", Organisation: "De Iep", Street: "Kerkstraat", Postcode: "9000", Town: "Gent", WorkEmail: "dik@example.org"}, "2025-05-01", "mediator"},
		{data.Person{FirstName: "Eva", Surname: "Vijf", Organisation: "De Wilg", Street: "Dijk", Postcode: "1234 AB", Town: "Verzonnendam", Email: "ada@example.nl"}, "2025-05-01", "coach"},
		{data.Person{FirstName: "Fem", Surname: "Zes", Organisation: "De Beuk", Street: "Dijk", Postcode: "8011 AC", Town: "Zwolle"}, "2020-05-01", "coach"},
		{data.Person{FirstName: "Gijs", Surname: "Zeven", Town: "Zwolle", Email: "bas@example.nl"}, "", "coach"},
	} {
		kept, _, err := r.AddPerson(ctx, p.person, p.role)
		if err != nil {
			t.Fatal(err)
		}
		err = s.Write(ctx, data.Change{Who: "Bram", Title: "test"}, func(tx *data.Tx) error {
			if p.day == "" {
				return nil
			}
			c := data.Certificate{PersonID: kept.ID, Number: "KC-" + kept.Surname, Kind: "passed", Status: "valid", Holder: kept.Name(), Course: "KIES coach 7-12 jaar", AgeGroup: "7-12 jaar"}
			if p.role == "mediator" {
				c.Course, c.AgeGroup = "KIES Mediation", ""
			}
			if err := tx.SaveCertificate(&c); err != nil {
				return err
			}
			return register.RecordMembership(tx, data.MembershipEvent{PersonID: kept.ID, Regime: register.RegimeCoach, Kind: register.EventTraining, Day: p.day})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return report.New(s), r, s
}

func shown(m report.PublicMap) (on, off string) {
	name := func(list []register.Worker) string {
		var out []string
		for _, w := range list {
			first, _, _ := strings.Cut(w.Name, " ")
			out = append(out, first)
		}
		return strings.Join(out, " ")
	}
	return name(m.Shown), name(m.LeftOut)
}

func TestPublicMap(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		r, _, _ := office(t, address)
		for _, c := range []struct {
			where   report.Where
			on, off string
		}{
			{report.Where{}, "Bas Ada Dik Eva", "Cor"},
			{report.Where{Province: "Overijssel"}, "Ada", "Cor"},
			{report.Where{Country: "BE"}, "Dik", ""},
			{report.Where{Province: "Zuid-Holland"}, "Bas", ""},
		} {
			m, err := r.PublicMap(ctx, c.where, report.Everybody)
			if err != nil {
				t.Fatal(err)
			}
			on, off := shown(m)
			if len(strings.Fields(on)) != len(strings.Fields(c.on)) || off != c.off {
				t.Errorf("%+v shows %q and leaves out %q", c.where, on, off)
			}
			for _, name := range strings.Fields(c.on) {
				if !strings.Contains(on, name) {
					t.Errorf("%+v does not show %s", c.where, name)
				}
			}
		}
		m, err := r.PublicMap(ctx, report.Where{}, report.Everybody)
		if err != nil {
			t.Fatal(err)
		}
		if m.Abroad != 1 || m.NoDot != 1 || len(m.Dots) != 2 || len(m.Notes()) != 3 {
			t.Errorf("%d abroad, %d without a dot, %d dots, %q", m.Abroad, m.NoDot, len(m.Dots), m.Notes())
		}
		few, err := r.PublicMap(ctx, report.Where{}, 1)
		if on, off := shown(few); err != nil || len(strings.Fields(on)) != 1 || off != "Cor" || few.ShownCount != 4 || few.LeftOutCount != 1 || len(few.Dots) != 2 || few.Abroad != 1 {
			t.Errorf("the first: %q and %q of %d and %d, %v", on, off, few.ShownCount, few.LeftOutCount, err)
		}
		pdf, err := r.MapPDF(ctx, report.Where{})
		if err != nil || !strings.HasPrefix(string(pdf), "%PDF") {
			t.Errorf("%d bytes, %v", len(pdf), err)
		}
	})
}

// TestGeoJSON holds the file to RFC 7946: the members and types it must have, longitude before latitude, and nothing of
// an address but the town.
func TestGeoJSON(t *testing.T) {
	r, _, _ := office(t, storetest.SQLite(t))
	m, err := r.PublicMap(context.Background(), report.Where{}, report.Everybody)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := m.GeoJSON()
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	features, ok := file["features"].([]any)
	if file["type"] != "FeatureCollection" || !ok || len(features) != 4 || file["coordinates"] != nil || file["geometry"] != nil || file["properties"] != nil {
		t.Fatalf("%s", raw)
	}
	points, nulls := 0, 0
	for _, f := range features {
		one, ok := f.(map[string]any)
		if !ok || one["type"] != "Feature" {
			t.Fatalf("%v", f)
		}
		geometry, there := one["geometry"]
		properties, ok := one["properties"].(map[string]any)
		if !there || !ok || properties["name"] == "" {
			t.Errorf("%v", f)
		}
		if geometry == nil {
			nulls++
			continue
		}
		g, ok := geometry.(map[string]any)
		at, isList := g["coordinates"].([]any)
		if !ok || !isList || g["type"] != "Point" || len(at) != 2 {
			t.Fatalf("%v", geometry)
		}
		lng, lat := at[0].(float64), at[1].(float64)
		if lng < 2.5 || lng > 7.3 || lat < 49.4 || lat > 53.6 {
			t.Errorf("%v lies at %v, %v", properties["name"], lng, lat)
		}
		points++
	}
	if points != 3 || nulls != 1 {
		t.Errorf("%d points, %d without a place", points, nulls)
	}
	for _, secret := range []string{"Markt", "8011", "Kerkstraat", "example.", "Dijk"} {
		if strings.Contains(string(raw), secret) {
			t.Errorf("the file has %q", secret)
		}
	}
	empty, err := report.PublicMap{}.GeoJSON()
	if err != nil || !strings.Contains(string(empty), `"features": []`) {
		t.Errorf("of nobody: %s, %v", empty, err)
	}
}

func TestMailingLists(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		r, reg, _ := office(t, address)
		for _, o := range []data.Organisation{{Kind: "school", Name: "De Klimop", Email: "school@example.nl", Town: "Zwolle"}, {Kind: "municipality", Name: "Gemeente Verzonnen", Email: "gemeente@example.nl"}, {Kind: "school", Name: "Zonder mail"}} {
			if _, _, err := reg.SaveOrganisation(ctx, o); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range []struct {
			of                         report.Mailing
			want                       string
			noMail, noAddress, already int
		}{
			{report.Mailing{Group: report.Members}, "cor@example.nl ada@example.nl dik@example.org", 1, 0, 1},
			// Who has the address of somebody who wants no mail is not mailed there either.
			{report.Mailing{Group: report.Coaches}, "cor@example.nl ada@example.nl", 2, 1, 1},
			{report.Mailing{Group: report.Coaches, Members: true, Province: "Overijssel"}, "cor@example.nl ada@example.nl", 0, 0, 0},
			{report.Mailing{Group: report.Mediators, Country: "BE"}, "dik@example.org", 0, 0, 0},
			{report.Mailing{Group: report.Organisations}, "school@example.nl gemeente@example.nl", 0, 1, 0},
			{report.Mailing{Group: report.Organisations, Kind: "school", Province: "Overijssel"}, "school@example.nl", 0, 0, 0},
		} {
			l, err := r.Mailing(ctx, c.of)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, rec := range l.Recipients {
				got = append(got, rec.Email)
			}
			if s := strings.Join(got, " "); s != c.want || l.NoMail != c.noMail || l.NoAddress != c.noAddress || l.Twice != c.already {
				t.Errorf("%+v: %q, %d want no mail, %d without an address, %d twice", c.of, s, l.NoMail, l.NoAddress, l.Twice)
			}
		}
	})
}

func TestRooms(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		r, _, _ := office(t, address)
		rooms, err := r.Rooms(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if len(rooms) != 2 || rooms[0].Name != "KIES 7-12 jaar" || rooms[0].Open != 4 || len(rooms[0].Guests) != 5 || rooms[1].Name != "KIES Mediation" || rooms[1].Open != 1 {
			t.Fatalf("%+v", rooms)
		}
		for _, g := range rooms[0].Guests {
			if g.Enters == (g.ListName == "Zes, Fem") {
				t.Errorf("%s: %v, %s", g.ListName, g.Enters, g.Why)
			}
		}
	})
}
