// Package data is what the office keeps: the records, the store that holds them
// (one SQLite file, or a PostgreSQL database that several desks share), its
// migrations, journal, undo, backup and copy. It knows no rules of the office;
// those are in the jobs under app, which call it inside one transaction each.
//
// A job reads and writes like this:
//
//	err := store.Write(ctx, data.Change{Who: who, Title: "Deelnemer toegevoegd"}, func(tx *data.Tx) error {
//		p, err := tx.Person(id)
//		if err != nil {
//			return err
//		}
//		p.Town = "Zwolle"
//		return tx.SavePerson(&p)
//	})
//
// The statements are written once, in the words that both engines share. A
// record is a struct with Meta embedded and a table value (record.go) that says
// which columns its fields fill; saving, the version check and the journal come
// from there, and only the questions are written out in SQL.
package data
