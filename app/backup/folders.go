package backup

import (
	"context"
	"sync"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// lookTime is how long a folder may take to answer: a network drive that is gone can take minutes.
const lookTime = 3 * time.Second

// folders sees that nobody waits for a folder that hangs.
type folders struct {
	guard sync.Mutex
	looks map[string]chan struct{} // by place: has a token while somebody waits for that folder
}

// within does not wait for a folder longer than lookTime. While a folder hangs nobody else asks it
// anything. After an error ask may still be running: what it writes must not be read.
func (f *folders) within(ctx context.Context, place string, ask func() error) error {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	silent := func() error {
		return data.Explain("De map voor de back-up geeft geen antwoord. Controleer het netwerk of de schijf.", ctx.Err())
	}
	f.guard.Lock()
	turn := f.looks[place]
	if turn == nil {
		if f.looks == nil {
			f.looks = map[string]chan struct{}{}
		}
		turn = make(chan struct{}, 1)
		f.looks[place] = turn
	}
	f.guard.Unlock()
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return silent()
	}
	done := make(chan error, 1)
	go func() {
		err := ask()
		<-turn
		done <- err
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return silent()
	}
}
