package register

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

const oldList = `Ledenlijst coaches;;;;;;;;;;;;;;;;
;;;;;;;;;;;;;;;;
Familienaam;Tv;Roepnaam;Praktijk;Adres;PC;Woonplaats;Land;GSM;Mailadres;Rol;Training;Cert. nr;Behaald op;Trainers;Lid t/m;Opm.
QUAKKEL;vd;Wendelmoet;Het Wiel;Dijk 12a;1234ab;ZWOLLE;;612345678;W.vanderQuakkel@x.example.nl;KIES coach;KIES coach 7-12 jr;OC-01;3 mrt 2025;"Ans Bol
Piet Zand";2028;"zegt: ""bel niet"";
liever mailen"
Quakkel;van der;Joris;zzp;Dijk 14;1234 AB;Zwolle;NL;06-12345679;joris(at)x.example.nl;mediator / coach;Mediation;;31-2-2016;;;
--- hieronder de nieuwe ---;;;;;;;;;;;;;;;;
Peeters;;Lut;Het Wiel;Laan 3 bus 2;B-2910;Essen;;+32 470 11 22 33;lut@x.example.org;leerkracht;;;;;;
quakkel;VD;wendelmoet;Het  Wiel;Dijk 12a;1234AB ;Zwolle;;612345678;w.vanderquakkel@x.example.nl;KIES coach;KIES coach 7-12 jr;OC-01;3 mrt 2025;"Ans Bol
Piet Zand";2028;"zegt: ""bel niet"";
liever mailen"
Quakkel-Zand;;Wendelmoet;;Dijk 12a;1234 AB;Zwolle;;;;;;oc-01;;;;getrouwd
;;;;;;;;;;;;;;;;
Totaal: 4;;;;;;;;;;;;;;;;
`

func preview(t testing.TB, r *Register, name string, content []byte, o Options) *Plan {
	t.Helper()
	p, err := r.PreviewContent(context.Background(), name, content, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func outcome(p *Plan) string {
	var out []string
	for _, r := range p.Rows {
		out = append(out, fmt.Sprintf("%d %s", r.Row, r.Action))
	}
	return strings.Join(out, ", ")
}

func windows1252(t testing.TB, s string) []byte {
	t.Helper()
	b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestImportDoesWhatItShowed(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		plan := preview(t, r, "oud.csv", windows1252(t, oldList), Options{})
		want := "1 skipped, 4 new, 5 new, 6 skipped, 7 new, 8 double, 9 new, 10 skipped, 11 skipped"
		if got := outcome(plan); got != want {
			t.Fatalf("got %s\nwant %s", got, want)
		}
		read(t, s, func(tx *data.Tx) error {
			if n, err := tx.CountPeople(); n != 0 || err != nil {
				t.Fatalf("looking made %d people: %v", n, err)
			}
			return nil
		})
		done, err := r.Apply(ctx, plan)
		if err != nil {
			t.Fatal(err)
		}
		if done.ChangeID == 0 {
			t.Fatal("nothing to undo")
		}
		shown := plan.Result
		shown.ChangeID = done.ChangeID
		if !reflect.DeepEqual(shown, done) {
			t.Fatalf("shown %+v\ndone %+v", shown, done)
		}
		read(t, s, func(tx *data.Tx) error {
			found, err := tx.PeopleByEmail("w.vanderquakkel@x.example.nl")
			if err != nil || len(found) == 0 {
				t.Fatal(err, found)
			}
			p := found[0]
			got := []string{p.Name(), p.Street, p.HouseNumber, p.Postcode, p.Town, p.Country, p.Mobile, string(p.MemberUntil), p.Notes}
			want := []string{"Wendelmoet van der Quakkel", "Dijk", "12a", "1234 AB", "Zwolle", "NL", "06-12345678", "2028-12-31", "zegt: \"bel niet\";\nliever mailen"}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("got %q\nwant %q", got, want)
			}
			if p.OrganisationID == 0 {
				t.Fatal("organisation not linked")
			}
			cs, err := tx.CertificatesOf(p.ID)
			if err != nil || len(cs) != 1 || cs[0].Number != "OC-01" || cs[0].Achieved != "2025-03-03" || cs[0].Course != "KIES coach 7-12 jaar" || cs[0].AgeGroup != "7-12" || cs[0].Trainers != "Ans Bol\nPiet Zand" || cs[0].Kind != "old_paper" {
				t.Fatalf("certificates %+v %v", cs, err)
			}
			found, err = tx.SearchPeople("oc-01", 9)
			if err != nil || len(found) == 0 {
				t.Fatalf("not found by certificate number: %v", err)
			}
			joris, err := tx.PeopleNamed(data.Person{FirstName: "Joris", Surname: "Quakkel"})
			if err != nil || len(joris) != 1 || joris[0].OrganisationID != 0 || joris[0].Email != "" || !strings.Contains(joris[0].Notes, "joris(at)x.example.nl") || !strings.Contains(joris[0].Notes, "31-2-2016") {
				t.Fatalf("joris %+v %v", joris, err)
			}
			roles, err := tx.RolesOf(joris[0].ID)
			if err != nil || len(roles) != 2 {
				t.Fatalf("roles %+v %v", roles, err)
			}
			lut, err := tx.PeopleByEmail("lut@x.example.org")
			if err != nil || len(lut) != 1 || lut[0].Country != "BE" || lut[0].Postcode != "2910" || lut[0].HouseNumber != "3 bus 2" || lut[0].Mobile != "+32 470 11 22 33" {
				t.Fatalf("lut %+v %v", lut, err)
			}
			return nil
		})
		again := preview(t, r, "oud.csv", windows1252(t, oldList), Options{})
		if again.PeopleNew+again.PeopleChange != 0 || again.PeopleSame != done.PeopleNew {
			t.Fatalf("again: %+v", again.Result)
		}
		if nothing, err := r.Apply(ctx, again); err != nil || nothing.ChangeID != 0 {
			t.Fatalf("again: %+v %v", nothing, err)
		}
		if _, err := s.Undo(ctx, "Ineke", done.ChangeID); err != nil {
			t.Fatal(err)
		}
		read(t, s, func(tx *data.Tx) error {
			people, err := tx.CountPeople()
			if err != nil {
				return err
			}
			organisations, err := tx.SearchOrganisations("", 9)
			if people != 0 || len(organisations) != 0 {
				t.Fatalf("after undoing: %d people, %d organisations", people, len(organisations))
			}
			return err
		})
	})
}

func TestImportWarnsWithRowColumnAndReason(t *testing.T) {
	r := New(open(t, storetest.SQLite(t)))
	plan := preview(t, r, "oud.csv", windows1252(t, oldList), Options{})
	var got []string
	for _, w := range plan.Warnings {
		got = append(got, fmt.Sprintf("%d %s %q: %s", w.Row, w.Column, w.Value, w.Reason))
	}
	want := []string{
		`5 Mailadres "joris(at)x.example.nl": geen geldig e-mailadres: het @-teken staat er als (at)`,
		`5 Behaald op "31-2-2016": deze datum bestaat niet`,
		`9 Naam "Wendelmoet Quakkel-Zand": lijkt dezelfde persoon als rij 4 (zelfde voornaam en certificaatnummer); blijft apart`,
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	b, err := json.Marshal(plan.Result)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"file", "sheet", "rows_read", "people_new", "people_changed", "people_same", "duplicates", "certificates", "skipped", "warnings"} {
		if !strings.Contains(string(b), `"`+key+`":`) {
			t.Errorf("%s is not in %s", key, b)
		}
	}
}

func TestRowsEqualInEveryColumnAreOnePerson(t *testing.T) {
	r := New(open(t, storetest.SQLite(t)))
	list := "Achternaam;Voornaam;Plaats;E-mail\nZand;Bo;Zwolle;\n zand ;BO;Zwolle ;\nZand;Bo;Zwolle;bo@x.example.nl\nZand;Bo;Kampen;\n"
	plan := preview(t, r, "a.csv", []byte(list), Options{})
	if got := outcome(plan); got != "2 new, 3 double, 4 new, 5 new" || plan.Duplicates != 1 || plan.Rows[1].DoubleOf != 2 {
		t.Fatalf("%s %+v", got, plan.Result)
	}
}

func TestImportChangesWhoIsThereAlready(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		r := New(s)
		known := data.Person{FirstName: "Bo", Surname: "Zand", Email: "bo@x.example.nl", Town: "Zwolle", Province: "Overijssel", Phone: "038-1234567", Country: "NL", Notes: "belt graag"}
		other := data.Person{FirstName: "Bo", Surname: "Zand", Email: "anders@x.example.nl", Town: "Goes", Country: "NL"}
		write(t, s, func(tx *data.Tx) error {
			if err := tx.SavePerson(&known); err != nil {
				return err
			}
			return tx.SavePerson(&other)
		})
		list := "Naam;Plaats;E-mail;Opmerking;Telefoon\nBo Zand;Kampen;BO@x.example.nl;nieuw adres;\nBo Zand;Delft;derde@x.example.nl;;\n"
		plan := preview(t, r, "a.csv", []byte(list), Options{})
		want := []FieldChange{{"Plaats", "Zwolle", "Kampen"}, {"Opmerkingen", "belt graag", "belt graag\nnieuw adres"}}
		if outcome(plan) != "2 changed, 3 new" || plan.Rows[0].PersonID != known.ID || !reflect.DeepEqual(plan.Rows[0].Changes, want) || len(plan.Rows[1].Doubts) != 1 {
			t.Fatalf("%s %+v", outcome(plan), plan.Rows)
		}
		done, err := r.Apply(ctx, plan)
		if err != nil {
			t.Fatal(err)
		}
		moved := write(t, s, func(tx *data.Tx) error {
			p, err := tx.Person(known.ID)
			if p.Town != "Kampen" || p.Phone != "038-1234567" {
				t.Fatalf("got %+v", p)
			}
			p.Town = "Urk"
			return errors.Join(err, tx.SavePerson(&p))
		})
		if again := preview(t, r, "a.csv", []byte(list), Options{}); again.PeopleSame != 2 {
			t.Fatalf("the list takes back what was changed by hand: %+v", again.Rows)
		}
		if _, err := s.Undo(ctx, "Ineke", done.ChangeID); !errors.Is(err, data.ErrCannotUndo) {
			t.Fatalf("undone under what came after it: %v", err)
		}
		if _, err := s.Undo(ctx, "Ineke", moved); err != nil {
			t.Fatal(err)
		}
		if done.ChangeID, err = s.Do(ctx, data.Change{Who: "Ineke", Title: "Terug"}, func(tx *data.Tx) error {
			p, err := tx.Person(known.ID)
			p.Town, p.Notes, p.Source = known.Town, known.Notes, ""
			return errors.Join(err, tx.SavePerson(&p))
		}); err != nil {
			t.Fatal(err)
		}
		// Somebody else was quicker: what was shown no longer holds.
		plan = preview(t, r, "a.csv", []byte(list), Options{})
		write(t, s, func(tx *data.Tx) error {
			p, err := tx.Person(known.ID)
			if err != nil {
				return err
			}
			p.Town = "Kampen"
			return tx.SavePerson(&p)
		})
		if _, err := r.Apply(ctx, plan); err == nil {
			t.Fatal("imported otherwise than was shown")
		} else if text, ok := data.UserText(err); !ok || !strings.Contains(text, "niets ingelezen") {
			t.Fatal(err)
		}
	})
}

func TestTwoRowsAreNeverTheSamePersonOfTheRegister(t *testing.T) {
	s := open(t, storetest.SQLite(t))
	r := New(s)
	known := data.Person{FirstName: "Bo", Surname: "Zand", Email: "bo@x.example.nl", Town: "Zwolle", Country: "NL"}
	write(t, s, func(tx *data.Tx) error { return tx.SavePerson(&known) })
	list := []byte("Naam;Plaats;E-mail\nBo Zand;Kampen;bo@x.example.nl\nBo Zand;Goes;bo@x.example.nl\n")
	plan := preview(t, r, "a.csv", list, Options{})
	if got := outcome(plan); got != "2 changed, 3 new" || plan.Duplicates != 1 {
		t.Fatalf("%s %+v", got, plan.Result)
	}
	if _, err := r.Apply(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	if got := outcome(preview(t, r, "a.csv", list, Options{})); got != "2 same, 3 same" {
		t.Fatal(got)
	}
}

func TestImportFromAWorkbookWithSeveralSheets(t *testing.T) {
	content := workbook(t, map[string][][]any{
		"Uitleg":    {{"Legenda"}, {"Lid tot", "datum waarop het lidmaatschap afloopt"}},
		"Coaches":   {{"Coaches 2024"}, {"Voornaam", "Achternaam", "Postcode", "Plaats", "Mobiel", "Datum certificaat", "Lid tot"}, {"Bo", "Zand", "1234 AB", "Zwolle", 612345678, dateCell(45356), dateCell(46452)}},
		"Mediators": {{"Naam", "Tel.", "Certificaat", "Jaar", "Betaald"}, {"Lut van Dam", "038 123 45 67", "KIES Mediation", 2019, true}},
	}, "Uitleg", "Coaches", "Mediators")
	r := New(open(t, storetest.SQLite(t)))
	plan := preview(t, r, "leden.xlsx", content, Options{})
	if plan.Sheet != "Coaches, Mediators" || plan.PeopleNew != 2 || plan.Certificates != 2 || len(plan.Warnings) != 0 {
		t.Fatalf("%+v", plan.Result)
	}
	bo, lut := plan.records[0], plan.records[1]
	if bo.person.Mobile != "06-12345678" || bo.certificates[0].Achieved != "2024-03-05" || bo.events[1].Until != "2027-03-06" || bo.person.Name() != "Bo Zand" {
		t.Fatalf("%+v", bo)
	}
	if lut.person.Name() != "Lut van Dam" || lut.person.Phone != "038-1234567" || lut.certificates[0].Achieved != "2019" || lut.roles[0] != "mediator" || lut.person.Notes != "Betaald: ja" {
		t.Fatalf("%+v", lut)
	}
	if one := preview(t, r, "leden.xlsx", content, Options{Sheet: "mediators"}); one.Sheet != "Mediators" || one.PeopleNew != 1 {
		t.Fatalf("%+v", one.Result)
	}
	_, err := r.PreviewContent(t.Context(), "leden.xlsx", content, Options{Sheet: "Leden"})
	if text, ok := data.UserText(err); !ok || !strings.Contains(text, "Coaches") {
		t.Fatal(err)
	}
}

func TestSheetThatSeemsEndlessEndsWithItsRows(t *testing.T) {
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "Naam", "B1": "Plaats", "A2": "Bo Zand", "B2": "Goes", "A4": "Lut Zand", "XFD1048576": 7} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	sheets, err := readSheets(b.Bytes())
	if err != nil || len(sheets) != 1 || len(sheets[0].rows) != 4 {
		t.Fatalf("%v, %d sheets", err, len(sheets))
	}
}

func TestHeadingsInManyWordings(t *testing.T) {
	for heading, want := range map[string]field{
		"Achternaam": fSurname, "FAMILIENAAM": fSurname, "tussenv.": fInfix, "Tsv.": fInfix, "Kantoor": fOrg, "Mediator": fName, "Vestiging": fTown, "Contributie t/m": fMemberUntil, "Voorvoegsel(s)": fInfix, "Voornaam / roepnaam": fFirst, "Naam deelnemer": fName,
		"E-mailadres (werk)": fWorkEmail, "e-mail privé": fEmail, "Mailadres werkgever": fWorkEmail, "Tel. mobiel": fMobile, "Telefoonnummer thuis": fPhone,
		"Postcode + Plaats": fPlace, "Huisnr.": fNumber, "Datum behalen certificaat": fTrained, "Certificaat behaald d.d.": fTrained, "Certificaat-nr.": fCertNumber,
		"Datum laatste nascholing": fFollowedUp, "Welke nascholing?": fFollowUp, "Trainer 2": fTrainer, "Lid t/m": fMemberUntil, "Einddatum lidmaatschap": fMemberUntil,
		"Lidmaatschap sinds": fMemberSince, "Plaats van de training": fTrainedAt, "Last name": fSurname, "Naam op het certificaat": fCertName, "Favoriete kleur": fUnknown, "": fUnknown,
	} {
		if got := headingField(heading); got != want {
			t.Errorf("%q: got %q, want %q", heading, got, want)
		}
	}
}

func FuzzPreview(f *testing.F) {
	f.Add([]byte(oldList))
	f.Add([]byte("Naam,Datum training,Telefoon,Postcode\nBo Zand,1-2-03,612345678,1234\n"))
	s := open(f, storetest.SQLite(f))
	r := New(s)
	f.Fuzz(func(t *testing.T, content []byte) {
		plan, err := r.PreviewContent(context.Background(), "x", content, Options{})
		if err != nil {
			if _, ok := data.UserText(err); !ok {
				t.Fatalf("no sentence for the user: %v", err)
			}
			return
		}
		if plan.PeopleNew+plan.PeopleSame+plan.PeopleChange > plan.RowsRead || len(plan.Rows) != plan.RowsRead+len(plan.Skipped) {
			t.Fatalf("%+v", plan.Result)
		}
	})
}
