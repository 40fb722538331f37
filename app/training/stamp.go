package training

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// SetStamp keeps the office's stamp, or how somebody signs for the office, that stands beside the trainers on
// certificates: a PNG or JPEG of at most 10 MB, of which only the ink is kept. None takes it away. It gives the change
// for undoing it.
func (t *Training) SetStamp(ctx context.Context, picture []byte) (int64, error) {
	number := ""
	if len(picture) > 0 {
		ink, err := document.Signature(picture)
		if err != nil {
			return 0, data.Explain("Deze stempel kan niet worden gebruikt. %s Er is niets gewijzigd.", err, sentence(err))
		}
		doc := data.Document{Kind: "signature", Name: "Stempel.png", MediaType: "image/png", Bytes: ink}
		// What is kept as a document stays; so it is a change of its own, and choosing it can be undone.
		if _, err := t.do(ctx, "Stempel bewaard", func(tx *data.Tx) error { return tx.AddDocument(&doc) }); err != nil {
			return 0, err
		}
		number = strconv.FormatInt(doc.ID, 10)
	}
	return t.do(ctx, "Stempel gewijzigd", func(tx *data.Tx) error { return tx.SaveSetting(stampSetting, "", number) })
}

// Stamp gives the stamp as a PNG, the ink on a transparent ground; nil when there is none.
func (t *Training) Stamp(ctx context.Context) ([]byte, error) {
	var picture []byte
	err := t.store.Read(ctx, func(tx *data.Tx) (err error) {
		picture, err = stampOf(tx)
		return err
	})
	return picture, err
}

func stampOf(tx *data.Tx) ([]byte, error) {
	number, err := tx.Setting(stampSetting, tx.Today())
	if errors.Is(err, data.ErrNotFound) || err == nil && number == "" {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return nil, fmt.Errorf("setting %s: %w", stampSetting, err)
	}
	doc, err := tx.Document(id)
	return doc.Bytes, err
}
