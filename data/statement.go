package data

import (
	"database/sql"
	"strings"
)

// kept is a statement that a transaction runs more than once; it ends with the transaction.
type kept struct {
	stmt *sql.Stmt // nil until it is asked for again
	busy bool      // its rows are being read
}

// prepared gives the statement of a query that this transaction ran before, so
// that taking in thousands of records reads each text of SQL once; nil for a query
// that is new here. SQLite only: PostgreSQL's driver keeps statements itself. Where
// it cannot be made, running the query itself says why.
func (tx *Tx) prepared(query string) *kept {
	if tx.postgres {
		return nil
	}
	k, again := tx.kept[query]
	if !again {
		if tx.kept == nil {
			tx.kept = map[string]*kept{}
		}
		tx.kept[query] = &kept{}
		return nil
	}
	if k.busy {
		return nil
	}
	if k.stmt == nil {
		stmt, err := tx.tx.PrepareContext(tx.ctx, query)
		if err != nil {
			return nil
		}
		k.stmt = stmt
	}
	return k
}

// cancellable lets a search end when nobody waits for it any more, such as when the next key is typed. SQLite's driver
// breaks off the work for the first row only, and a search can look through everything after that: so it finds all that
// it gives before the first.
func (tx *Tx) cancellable(query string) string {
	if tx.postgres || tx.writing || tx.ctx.Done() == nil || !strings.Contains(query, " LIKE ") && !strings.Contains(query, " MATCH ") {
		return query
	}
	return "WITH found AS MATERIALIZED (" + query + ") SELECT * FROM found"
}
