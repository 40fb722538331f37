package training

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// SetSignature keeps how somebody signs, for the certificates that he or she gives as a trainer: a PNG or JPEG of
// at most 10 MB, of which only the ink is kept. None takes it away. It gives the change for undoing it. Certificates
// that were issued stay as they are.
func (t *Training) SetSignature(ctx context.Context, person int64, picture []byte) (int64, error) {
	doc := data.Document{Kind: "signature", Name: "Handtekening.png", MediaType: "image/png"}
	if len(picture) > 0 {
		ink, err := document.Signature(picture)
		if err != nil {
			return 0, data.Explain("Deze handtekening kan niet worden gebruikt. %s Er is niets gewijzigd.", err, sentence(err))
		}
		doc.Bytes = ink
		// What is kept as a document stays; so it is a change of its own, and choosing it can be undone.
		if _, err := t.do(ctx, "Handtekening bewaard", func(tx *data.Tx) error { return tx.AddDocument(&doc) }); err != nil {
			return 0, err
		}
	}
	return t.do(ctx, "Handtekening gewijzigd", func(tx *data.Tx) error {
		p, err := tx.Person(person)
		if err != nil {
			return data.Explain("Deze persoon is er niet meer.", err)
		}
		p.SignatureID = doc.ID
		return tx.SavePerson(&p)
	})
}

// Signature gives how somebody signs as a PNG, the ink on a transparent ground; nil when it is not known.
func (t *Training) Signature(ctx context.Context, person int64) ([]byte, error) {
	var picture []byte
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		picture, err = signatureOf(tx, person)
		return err
	})
	return picture, err
}

func signatureOf(tx *data.Tx, person int64) ([]byte, error) {
	p, err := tx.Person(person)
	if err != nil || p.SignatureID == 0 {
		return nil, err
	}
	doc, err := tx.Document(p.SignatureID)
	return doc.Bytes, err
}

// readSignatures reads how the trainers sign. One who is only a name in the cohort, as in a list that was read, is
// looked for by that name among the trainers of the register; who shares it with another signs by hand.
func (g *group) readSignatures(tx *data.Tx) error {
	g.signatures = map[int64][]byte{}
	named := map[string][]int64{}
	known, err := tx.PeopleInRole("trainer", tx.Today())
	if err != nil {
		return err
	}
	for _, p := range known {
		key := data.Fold(p.Name())
		named[key] = append(named[key], p.ID)
	}
	for _, t := range g.trainers {
		person := t.PersonID
		if alike := named[data.Fold(t.Name)]; person == 0 && len(alike) == 1 {
			person = alike[0]
		}
		if person == 0 {
			continue
		}
		if g.signatures[t.ID], err = signatureOf(tx, person); err != nil {
			return err
		}
	}
	return nil
}
