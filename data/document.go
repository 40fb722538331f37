package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Document is a file as it was issued or received: its bytes never change.
type Document struct {
	Meta
	Kind      string // certificate, certificates, invoice, letter, attachment
	Name      string // file name to propose
	MediaType string
	SHA256    string // of Bytes, hexadecimal
	Bytes     []byte
}

var documents = table[Document]{
	name: "document", columns: "kind name media_type sha256 bytes",
	meta:   func(d *Document) *Meta { return &d.Meta },
	fields: func(d *Document) []any { return []any{&d.Kind, &d.Name, &d.MediaType, &d.SHA256, blob{&d.Bytes}} },
}

// SumOf is the SHA-256 of bytes as the store writes it.
func SumOf(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// AddDocument keeps a file as it is; it fills in the hash and gives the record its number.
func (tx *Tx) AddDocument(d *Document) error {
	d.SHA256 = SumOf(d.Bytes)
	return documents.insert(tx, d)
}

// Document reads a kept file and checks that its bytes are still the ones that were kept.
func (tx *Tx) Document(id int64) (Document, error) {
	d, err := documents.get(tx, id)
	if err == nil && SumOf(d.Bytes) != d.SHA256 {
		return d, Explain("Dit document is in het gegevensbestand beschadigd. Zet de laatste back-up terug.", fmt.Errorf("document %d: hash differs", id))
	}
	return d, err
}

func checkDocuments(tx *Tx) ([]string, error) {
	var out []string
	for _, t := range []string{"document", "complaint_document"} {
		err := tx.rows("SELECT id, sha256, bytes FROM "+t, nil, func(scan func(...any) error) error {
			var id int64
			var sum string
			var b []byte
			if err := scan(&id, &sum, &b); err != nil {
				return err
			}
			if SumOf(b) != sum {
				out = append(out, words.T("Document %d is beschadigd.", id))
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
