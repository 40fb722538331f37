package data

import (
	"context"
	"errors"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// A question that nobody waits for any more ends in the engine: without that these would never end.
func TestACancelledReadEnds(t *testing.T) {
	const endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
	for name, query := range map[string]string{
		"before the first row":             endless + "SELECT count(*) FROM n",
		"after the first row":              endless + "SELECT i FROM n WHERE i = 1 OR CAST(i AS TEXT) LIKE '%x%'",
		"row after row":                    endless + "SELECT i FROM n",
		"a search in order, without limit": endless + "SELECT i FROM n WHERE CAST(i AS TEXT) LIKE '1%' ORDER BY i",
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, address string) {
				s, err := Open(context.Background(), address)
				if err != nil {
					t.Fatal(err)
				}
				defer s.Close()
				for range 2 { // the second time on a connection that was broken off before
					ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
					err = s.Read(ctx, func(tx *Tx) error {
						return tx.rows(query, nil, func(scan func(...any) error) error {
							var i int64
							return scan(&i)
						})
					})
					cancel()
					if !errors.Is(err, context.DeadlineExceeded) {
						t.Errorf("%v", err)
					}
				}
				if err := s.Read(context.Background(), func(tx *Tx) error { _, err := tx.count("SELECT 1"); return err }); err != nil {
					t.Errorf("afterwards: %v", err)
				}
			})
		})
	}
}
