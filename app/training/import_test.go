package training_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func TestCohortsComeInFromAFile(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		file := filepath.Join("testdata", "groepen.json")
		got, change, err := d.ImportCohort(ctx, file, training.ImportOptions{})
		if err != nil || len(got) != 2 {
			t.Fatalf("%+v %v", got, err)
		}
		if one := got[0]; one.Cohort != "2026-LOC-1" || one.Course != basic || one.Participants != 8 || one.Passed != 4 || one.Known {
			t.Errorf("first: %+v", one)
		}
		if two := got[1]; two.Course != "Nascholing rouw" || two.Participants != 1 || two.Passed != 0 || len(two.Warnings) != 1 {
			t.Errorf("second: %+v", two)
		}
		warnings := strings.Join(got[0].Warnings, "\n")
		for _, part := range []string{
			"Guus Drost: volgens het bestand geslaagd, maar uit de aanwezigheid volgt: mist dag 2",
			"Hanna Eilers: heeft de opleiding afgerond, maar krijgt volgens het bestand geen certificaat",
			"Kor Gerbens: de aanwezigheid op dag 2 is niet begrepen",
			"Kor Gerbens: heeft aanwezigheid voor meer dagen",
			"Kor Gerbens: de uitslag is niet begrepen",
			"Kor Gerbens: krijgt volgens het bestand een certificaat, maar de uitslag is: nog open",
			"Ria van den Oever: staat er dubbel in",
			"Deelnemer 10: heeft geen naam",
		} {
			if !strings.Contains(warnings, part) {
				t.Errorf("no warning %q in\n%s", part, warnings)
			}
		}
		if len(got[0].Warnings) != 8 {
			t.Errorf("%d warnings:\n%s", len(got[0].Warnings), warnings)
		}
		p := d.page(got[0].ID)
		want := "Bïes, Zöe: haalt dag 2 in, ; Cools, Lot: niet geslaagd, ; Drost, Guus: geslaagd, nog niet; Eilers, Hanna: geslaagd, nog niet; " +
			"Ekkers, Ton: geslaagd, nog niet; Fopma, Jet: niet verschenen, ; Gerbens, Kor: nog open, ; Oever, Ria van den: geslaagd, nog niet; "
		if got := results(p); got != want {
			t.Errorf("results:\n%s\n%s", got, want)
		}
		if p.Status.Text != "loopt" || p.Values.Street != "Walderstraat" || p.Values.Notes != "lunch is inbegrepen" || p.TrainersText != "Wil Aardema, Bea Kooi" {
			t.Errorf("page: %+v", p)
		}
		if p := d.page(got[1].ID); p.Status.Text != "open" || p.Participants[0].PersonID != d.page(got[0].ID).Participants[7].PersonID {
			t.Errorf("second page: %q, another person of the same name and address", p.Status.Text)
		}
		run, err := d.Issue(ctx, got[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Warnings) != 2 || run.Warnings[0] != "Guus Drost: dag 2 gemist (vervangende opdracht gedaan)." || run.Warnings[1] != "Ton Ekkers: dag 2 een deel aanwezig." {
			t.Errorf("warnings: %q", run.Warnings)
		}
		for i, name := range []string{"Guus Drost", "Ton Ekkers", "Ria van den Oever"} {
			if !strings.Contains(pdfText(t, run.PDF)[i], name) {
				t.Errorf("page %d is not of %s", i+1, name)
			}
		}

		again, none, err := d.ImportCohort(ctx, file, training.ImportOptions{})
		if err != nil || none != 0 || !again[0].Known || again[0].Participants != 8 || again[0].Passed != 4 || len(again[0].Warnings) != 1 {
			t.Errorf("again: %+v, change %d, %v", again, none, err)
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err == nil {
			t.Error("an import with certificates on it was undone")
		}
	})
}

func TestImportIsUndoneAsAWhole(t *testing.T) {
	both(t, "2026-03-12", func(t *testing.T, d *desk) {
		ctx := context.Background()
		_, change, err := d.ImportCohort(ctx, filepath.Join("testdata", "groepen.json"), training.ImportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.store.Undo(ctx, "Marloes", change); err != nil {
			t.Fatal(err)
		}
		d.read(func(tx *data.Tx) error {
			people, err := tx.CountPeople()
			if err != nil {
				return err
			}
			cohorts, err := tx.CountCohorts()
			if people != 0 || len(cohorts) != 0 {
				t.Errorf("%d people and %v cohorts are left", people, cohorts)
			}
			return err
		})
	})
}

func TestFilesThatAreNoCohortsAreRefusedAsAWhole(t *testing.T) {
	d := open(t, t.TempDir()+"/kantoor.db", "2026-03-12")
	good := `{"id": "a-1", "training": "Nascholing", "dates": ["2026-03-01"], "location": {"town": "Lochem"}, "trainers": [], "participants": []}`
	for what, content := range map[string]string{
		"empty":          "",
		"no JSON":        "Naam;E-mail",
		"cut off":        "[" + good[:60],
		"empty list":     "[]",
		"a number":       "7",
		"more behind it": good + good,
		"other types":    strings.Replace(good, `"a-1"`, "12", 1),
		"no id":          strings.Replace(good, `"a-1"`, `""`, 1),
		"no training":    strings.Replace(good, `"Nascholing"`, "null", 1),
		"31 February":    "[" + good + "," + strings.Replace(strings.Replace(good, "a-1", "a-2", 1), "2026-03-01", "2026-02-31", 1) + "]",
		"American date":  strings.Replace(good, "2026-03-01", "03/01/2026", 1),
		"no dates":       strings.Replace(good, `"2026-03-01"`, "", 1),
		"same day twice": strings.Replace(good, `"2026-03-01"`, `"2026-03-01","2026-03-01"`, 1),
		"long name":      strings.Replace(good, `"participants": []`, `"participants": [{"name": "`+strings.Repeat("x", 400)+`"}]`, 1),
		"not UTF-8":      strings.Replace(good, "Lochem", "L\xf6chem", 1),
	} {
		file := filepath.Join(t.TempDir(), "groepen.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, _, err := d.ImportCohort(context.Background(), file, training.ImportOptions{})
		refused(t, what, err)
	}
	if n, err := d.Counts(context.Background()); err != nil || n[training.StageRunning]+n[training.StagePlanned] != 0 {
		t.Errorf("cohorts were made: %v %v", n, err)
	}
}
