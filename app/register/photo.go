package register

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/photo"
	"kiesvoorhetkind.nl/kantoor/data"
)

// photoKind is how photos are kept among the documents.
const photoKind = "photo"

// SetPhoto makes a file somebody's photo, in the place of the one before. FAQ: .png, .jpg or .gif, at most 2000 x 2000
// pixels and 10 MB; a refusal says which of these failed.
func (r *Register) SetPhoto(ctx context.Context, person int64, name string, content []byte) (int64, error) {
	info, err := photo.Check(content)
	if err != nil {
		return 0, err
	}
	var id int64
	// The file is kept in a change of its own: that it is somebody's photo can be taken back, a kept file cannot.
	if _, err := r.write(ctx, "Foto bewaard", func(tx *data.Tx) error {
		if id, err = tx.KeptDocument(photoKind, data.SumOf(content)); err != nil || id != 0 {
			return err
		}
		doc := data.Document{Kind: photoKind, Name: name, MediaType: info.MediaType(), Bytes: content}
		err := tx.AddDocument(&doc)
		id = doc.ID
		return err
	}); err != nil {
		return 0, err
	}
	return r.write(ctx, "Foto gewijzigd", func(tx *data.Tx) error { return havePhoto(tx, person, id) })
}

// RemovePhoto takes somebody's photo away; the office can take that back.
func (r *Register) RemovePhoto(ctx context.Context, person int64) (int64, error) {
	return r.write(ctx, "Foto verwijderd", func(tx *data.Tx) error { return havePhoto(tx, person, 0) })
}

func havePhoto(tx *data.Tx, person, document int64) error {
	p, err := tx.Person(person)
	if err != nil {
		return err
	}
	p.PhotoID = document
	return tx.SavePerson(&p)
}

// Photo gives somebody's photo; data.ErrNotFound when there is none.
func (r *Register) Photo(ctx context.Context, person int64) (data.Document, error) {
	var doc data.Document
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		p, err := tx.Person(person)
		if err != nil {
			return err
		}
		if p.PhotoID == 0 {
			return data.ErrNotFound
		}
		doc, err = tx.Document(p.PhotoID)
		return err
	})
	return doc, err
}
