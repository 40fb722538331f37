package register

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

const threeComers = "Naam;Plaats;E-mail;Organisatie;Certificaatnr;Datum training;Lid tot\n" +
	"Bo Zand;Kampen;bo@x.example.nl;Praktijk Het Wiel;OC-1;3-3-2020;\nLut van Dam;Goes;lut@x.example.nl;School De Boom;OC-2;4-4-2021;31-12-2027\nPiet Klei;Delft;piet@x.example.nl;;;;\n"

func imported(t *testing.T, r *Register, list string) Result {
	t.Helper()
	done, err := r.Apply(t.Context(), preview(t, r, "lijst.csv", []byte(list), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func TestAnImportIsTakenBackLaterAsFarAsItGoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := t.Context()
		s := open(t, address)
		r := New(s)
		known := data.Person{FirstName: "Piet", Surname: "Klei", Email: "piet@x.example.nl", Town: "Urk", Phone: "0527-123456", Country: "NL"}
		people(t, s, &known)
		done := imported(t, r, threeComers)
		if done.PeopleNew != 2 || done.PeopleChange != 1 {
			t.Fatalf("%+v", done)
		}
		write(t, s, func(tx *data.Tx) error {
			bo, err := tx.PeopleByEmail("bo@x.example.nl")
			if err != nil {
				return err
			}
			piet, err := tx.Person(known.ID)
			piet.Phone = "0527-654321"
			return errors.Join(err, tx.SavePerson(&piet), tx.SaveInvoice(&data.Invoice{Kind: "invoice", State: "draft", PersonID: bo[0].ID, Name: "Bo", Country: "NL"}))
		})
		lists, err := r.Imports(ctx)
		if err != nil || len(lists) != 1 || lists[0].Change != done.ChangeID || lists[0].New != 2 || lists[0].Undone {
			t.Fatalf("%+v, %v", lists, err)
		}
		look, err := r.LookAtTakeBack(ctx, done.ChangeID)
		if err != nil || look.Removed != 1 || look.Turned != 1 || !slices.Equal(look.Stay, []string{"Zand, Bo"}) {
			t.Fatalf("%+v, %v", look, err)
		}
		if imported, err := r.UndoImport(ctx, done.ChangeID); !imported || err == nil {
			t.Fatal("undone as a whole")
		} else if text, ok := data.UserText(err); !ok || !strings.Contains(text, "Ingelezen lijsten") {
			t.Fatal(err)
		}
		if _, err := r.TakeBackImport(ctx, done.ChangeID); err != nil {
			t.Fatal(err)
		}
		read(t, s, func(tx *data.Tx) error {
			bo, err := tx.PeopleByEmail("bo@x.example.nl")
			lut, err2 := tx.PeopleByEmail("lut@x.example.nl")
			piet, err3 := tx.Person(known.ID)
			if len(bo) != 1 || len(lut) != 0 || piet.Town != "Urk" || piet.Phone != "0527-654321" || piet.Source != "" {
				t.Errorf("%d and %d people, %+v", len(bo), len(lut), piet)
			}
			papers, err4 := tx.CertificatesOf(bo[0].ID)
			if len(papers) != 1 {
				t.Errorf("who stays lost %+v", papers)
			}
			organisations, err5 := tx.SearchOrganisations("", 9)
			if len(organisations) != 1 || organisations[0].Name != "Praktijk Het Wiel" {
				t.Errorf("organisations %+v", organisations)
			}
			return errors.Join(err, err2, err3, err4, err5)
		})
		if lists, err = r.Imports(ctx); err != nil || !lists[0].Undone {
			t.Errorf("%+v, %v", lists, err)
		}
		if _, err := r.TakeBackImport(ctx, done.ChangeID); err == nil {
			t.Error("taken back twice")
		}
	})
}

func TestAnImportThatNobodyTouchedIsTakenBackWhole(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	r := New(s)
	done := imported(t, r, threeComers)
	back, err := r.TakeBackImport(t.Context(), done.ChangeID)
	if err != nil || back.Removed != 3 || len(back.Stay)+len(back.Notes) != 0 {
		t.Fatalf("%+v, %v", back, err)
	}
	read(t, s, func(tx *data.Tx) error {
		n, err := tx.CountPeople()
		organisations, err2 := tx.SearchOrganisations("", 9)
		if n != 0 || len(organisations) != 0 {
			t.Errorf("%d people and %d organisations left", n, len(organisations))
		}
		return errors.Join(err, err2)
	})
	if again := imported(t, r, threeComers); again.PeopleNew != 3 {
		t.Errorf("read in again: %+v", again)
	}
}

// A list that is read in again after its doubles were merged does not bring them back.
func TestMergedPeopleOfAListStayMergedWhenItComesAgain(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	r := New(s)
	list := "Naam;Postcode;Nr;E-mail;Plaats\nBo Zand;8011 AB;4;bo@x.example.nl;\nB. Zand;8011 AB;4;;Zwolle\n"
	imported(t, r, list)
	found, err := r.Doubles(t.Context())
	if err != nil || len(found) != 1 {
		t.Fatalf("%+v, %v", found, err)
	}
	if _, _, err := r.Merge(t.Context(), compared(t, r, found[0].IDs...)); err != nil {
		t.Fatal(err)
	}
	if again := preview(t, r, "lijst.csv", []byte(list), Options{}); again.PeopleNew+again.PeopleChange != 0 || again.PeopleSame != 2 {
		t.Errorf("%s", outcome(again))
	}
}

func TestWhatAColumnHoldsIsChosenAndRemembered(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		r := New(open(t, address))
		list := "Wie;Kenmerk;Iets;Plaats\nBo Zand;bo@x.example.nl;De Brug;Zwolle\nLut Dam;lut@x.example.nl;De Wal;Goes\n"
		first := preview(t, r, "a.csv", []byte(list), Options{})
		fields := func(p *Plan) string {
			var out []string
			for _, c := range p.Columns {
				out = append(out, c.Field+"/"+c.By)
			}
			return strings.Join(out, " ")
		}
		if got := fields(first); got != "Naam/contents E-mail/contents / Plaats/heading" {
			t.Errorf("at first %s", got)
		}
		chosen := []ColumnChoice{{Column: 2, Field: "Organisatie"}, {Column: 3, Field: LeftOut}}
		plan := preview(t, r, "a.csv", []byte(list), Options{Columns: chosen})
		if got := fields(plan); got != "Naam/contents E-mail/contents Organisatie/choice -/choice" || plan.records[0].person.Organisation != "De Brug" || plan.records[0].person.Town != "" || plan.records[0].person.Notes != "" {
			t.Errorf("chosen %s, %+v", got, plan.records[0].person)
		}
		done, err := r.Apply(t.Context(), plan)
		if err != nil {
			t.Fatal(err)
		}
		next := "Plaats;Wie;Iets;Kenmerk\nUrk;An Bol;De Linde;an@x.example.nl\n"
		for range 2 {
			if got := fields(preview(t, r, "b.csv", []byte(next), Options{})); got != "-/memory Naam/contents Organisatie/memory E-mail/contents" {
				t.Errorf("remembered %s", got)
			}
			if got := fields(preview(t, r, "b.csv", []byte(next), Options{Columns: []ColumnChoice{}})); got != "Plaats/heading Naam/contents / E-mail/contents" {
				t.Errorf("as recognised %s", got)
			}
			if done.ChangeID != 0 {
				// Taking the import back does not take back what was learnt of the list.
				if _, err := r.UndoImport(t.Context(), done.ChangeID); err != nil {
					t.Fatal(err)
				}
				done.ChangeID = 0
			}
		}
	})
}
