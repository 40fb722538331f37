package mailbox

import (
	"context"
	"runtime"
	"sync"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Arrival is a mail that came in before, from an archive or another program.
type Arrival struct {
	Raw      []byte
	Received time.Time // zero: the mail's own date
	Outcome  string    // what became of it, in Dutch: it is kept as done; empty: filed as new mail
}

// TakeAll keeps mails in one transaction and says how many were not here yet. It
// is Take for thousands at once.
func (b *Box) TakeAll(ctx context.Context, arrivals []Arrival) (fresh int, err error) {
	all := make([]prepared, len(arrivals))
	var wg sync.WaitGroup
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := w; i < len(arrivals) && ctx.Err() == nil; i += workers {
				all[i] = b.prepare(arrivals[i].Raw, arrivals[i].Received)
			}
		}()
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	err = b.store.Write(ctx, data.Change{Who: b.who(), Title: "Berichten overgenomen"}, func(tx *data.Tx) error {
		fresh = 0
		for i, p := range all {
			if arrivals[i].Outcome != "" {
				p.message.State, p.message.Outcome = "done", arrivals[i].Outcome
			}
			isNew, err := b.keep(tx, p)
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
		}
		return nil
	})
	return fresh, err
}
