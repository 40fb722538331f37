package training

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// designSetting names the design that the office makes certificates by, ownDesign begins
// the names of those that the office added itself: their value is the document with the
// file, or empty once it was taken away.
const (
	designSetting = "certificate.design"
	stampSetting  = "certificate.stamp"
	ownDesign     = "certificate.layout."
)

// aboutDesigns says what the designs of the program are meant for.
var aboutDesigns = map[string]string{
	"klassiek.json":     words.Later("Plechtig, in schreefletters met een fijn dubbel kader. Voor basistrainingen."),
	"modern.json":       words.Later("Schreefloos, met een vlak in de kleur van het kantoor."),
	"rustig.json":       words.Later("Zonder kader en met veel wit. Voor verdiepingsdagen, studiedagen en nascholing."),
	"waardepapier.json": words.Later("Met fijne gevlochten lijnen, zoals op een akte of een diploma."),
}

// own begins the keys of the designs that the office added.
const own = "eigen:"

// Design is a way in which certificates can look.
type Design struct {
	Key      string // by which it is chosen
	Name     string
	About    string // what it is meant for, in a sentence
	Own      bool   // added by the office
	Standard bool   // what courses get for which nothing else was chosen

	file document.DesignFile
}

// Designs gives the designs to choose from: those that come with the program, then those of the
// office.
func (t *Training) Designs(ctx context.Context) ([]Design, error) {
	var out []Design
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = designs(tx)
		return err
	})
	return out, err
}

func designs(tx *data.Tx) ([]Design, error) {
	files, err := document.Designs()
	if err != nil {
		return nil, fmt.Errorf("designs: %w", err)
	}
	standard, err := standardDesign(tx)
	if err != nil {
		return nil, err
	}
	out := make([]Design, 0, len(files))
	for _, f := range files {
		out = append(out, Design{Key: f.File, Name: f.Name, About: words.T(aboutDesigns[f.File]), file: f})
	}
	added, err := ownDesigns(tx)
	if err != nil {
		return nil, err
	}
	out = append(out, added...)
	for i := range out {
		out[i].Standard = out[i].Key == standard
	}
	return out, nil
}

// ownDesigns are those of the office, in the order of their files.
func ownDesigns(tx *data.Tx) ([]Design, error) {
	settings, err := tx.Settings()
	if err != nil {
		return nil, err
	}
	var out []Design
	for _, s := range settings {
		file, is := strings.CutPrefix(s.Name, ownDesign)
		if !is || s.Value == "" {
			continue
		}
		id, err := strconv.ParseInt(s.Value, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("setting %s: %w", s.Name, err)
		}
		doc, err := tx.Document(id)
		if err != nil {
			return nil, err
		}
		f, err := document.ReadDesign(file, doc.Bytes)
		if err != nil {
			// Made by another version of the program: shown, so that it can be taken away.
			f = document.DesignFile{File: file, Text: doc.Bytes}
			f.Name, f.About = file, sentence(err)
		}
		out = append(out, Design{Key: own + file, Name: f.Name, About: f.About, Own: true, file: f})
	}
	return out, nil
}

// standardDesign is the key of the design that the office chose, or that the program has.
func standardDesign(tx *data.Tx) (string, error) {
	key, err := tx.Setting(designSetting, tx.Today())
	if errors.Is(err, data.ErrNotFound) || err == nil && key == "" {
		return document.StandardDesign, nil
	}
	return key, err
}

// designOf finds a design by its key.
func designOf(tx *data.Tx, key string) (Design, error) {
	all, err := designs(tx)
	if err != nil {
		return Design{}, err
	}
	for _, d := range all {
		if d.Key == key {
			return d, nil
		}
	}
	return Design{}, data.Refuse("Het ontwerp “%s” van het certificaat is er niet meer. Kies een ander bij de opleiding of bij Instellingen.", strings.TrimPrefix(key, own))
}

// look is how the certificates of a cohort are made in this transaction: in the design of its
// course, with how its trainers sign.
func (t *Training) look(tx *data.Tx, g *group) (document.Look, error) {
	key := g.course.Design
	if key == "" {
		var err error
		if key, err = standardDesign(tx); err != nil {
			return document.Look{}, err
		}
	}
	look, err := t.lookIn(tx, key)
	if err != nil {
		return look, err
	}
	return look, g.readSignatures(tx)
}

// lookIn is how the office presents itself on certificates in a design.
func (t *Training) lookIn(tx *data.Tx, key string) (document.Look, error) {
	look, err := t.Look(tx)
	if err != nil {
		return look, err
	}
	look.Created = tx.Now()
	d, err := designOf(tx, key)
	if err != nil {
		return look, err
	}
	look.CertificateLayout, look.LayoutFile = d.file.Text, d.file.File
	look.Stamp, err = stampOf(tx)
	return look, err
}

// SetDesign chooses the design of the courses for which none was chosen.
func (t *Training) SetDesign(ctx context.Context, key string) (int64, error) {
	return t.do(ctx, "Ontwerp van certificaten gekozen", func(tx *data.Tx) error {
		if _, err := designOf(tx, key); err != nil {
			return err
		}
		return tx.SaveSetting(designSetting, "", key)
	})
}

// AddDesign takes up a layout file as a design of the office. Certificates with short and long names are
// made with it first: what is wrong is said with the field, and then nothing was kept. A file with
// the name of an earlier one of the office takes its place.
func (t *Training) AddDesign(ctx context.Context, path string, text []byte) (key string, change int64, err error) {
	file := filepath.Base(filepath.FromSlash(strings.ReplaceAll(path, `\`, "/")))
	f, err := document.ReadDesign(file, text)
	if err != nil {
		return "", 0, data.Explain("%s Er is niets opgeslagen.", err, sentence(err))
	}
	doc := data.Document{Kind: "layout", Name: file, MediaType: "application/json", Bytes: text}
	// What is kept as a document stays; so it is a change of its own, and taking it up can be undone.
	_, err = t.do(ctx, "Ontwerp bewaard", func(tx *data.Tx) error {
		look, err := t.Look(tx)
		if err != nil {
			return err
		}
		look.CertificateLayout, look.LayoutFile, look.Created = f.Text, file, tx.Now()
		if err := try(look); err != nil {
			return err
		}
		return tx.AddDocument(&doc)
	})
	if err != nil {
		return "", 0, err
	}
	change, err = t.do(ctx, "Ontwerp van certificaten toegevoegd", func(tx *data.Tx) error {
		return tx.SaveSetting(ownDesign+file, "", strconv.FormatInt(doc.ID, 10))
	})
	return own + file, change, err
}

// try makes certificates that ask for little and for much room.
func try(look document.Look) error {
	batch, err := document.Certificates(proofs(), look)
	if err != nil {
		return data.Explain("Met dit ontwerp kan geen certificaat worden gemaakt. %s Er is niets opgeslagen.", err, sentence(err))
	}
	if len(batch.Problems) > 0 {
		return data.Refuse("Met dit ontwerp passen lange namen en teksten niet. %s Er is niets opgeslagen.", batch.Problems[0].Text)
	}
	return nil
}

// RemoveDesign takes a design of the office away. Certificates that were made with it stay as they are.
func (t *Training) RemoveDesign(ctx context.Context, key string) (int64, error) {
	file, is := strings.CutPrefix(key, own)
	if !is {
		return 0, data.Refuse("Dit ontwerp hoort bij het programma en kan niet weg.")
	}
	return t.do(ctx, "Ontwerp van certificaten weggehaald", func(tx *data.Tx) error {
		standard, err := standardDesign(tx)
		if err != nil {
			return err
		}
		if standard == key {
			return data.Refuse("Dit ontwerp is nu de standaard. Kies eerst een ander.")
		}
		courses, err := tx.Courses()
		if err != nil {
			return err
		}
		for _, c := range courses {
			if c.Design == key {
				return data.Refuse("De opleiding “%s” gebruikt dit ontwerp. Kies daar eerst een ander.", c.Name)
			}
		}
		return tx.SaveSetting(ownDesign+file, "", "")
	})
}

// DesignFile gives the layout file of a design, to change it with a text editor.
func (t *Training) DesignFile(ctx context.Context, key string) (name string, text []byte, err error) {
	err = t.store.Read(ctx, func(tx *data.Tx) error {
		d, err := designOf(tx, key)
		name, text = d.file.File, d.file.Text
		return err
	})
	return name, text, err
}

// DesignSample makes two certificates in a design that are nobody's, with the logo and the colour of the office: one
// as most are, and one with a name and a course that are very long.
func (t *Training) DesignSample(ctx context.Context, key string) ([]byte, error) {
	var pdf []byte
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		look, err := t.lookIn(tx, key)
		if err != nil {
			return err
		}
		batch, err := document.Certificates(proofs()[:2], look)
		if err != nil {
			return data.Explain(sentence(err), err)
		}
		pdf = batch.PDF()
		return nil
	})
	return pdf, err
}
