package demo

import (
	"sync"
	"time"
)

// Clock is the clock of an office that is being filled: it stands in the past
// while the office's history is told, and is the real clock afterwards. It may
// be read from several goroutines.
type Clock struct {
	mu   sync.Mutex
	real func() time.Time
	at   time.Time // zero: the real clock
}

// NewClock makes a clock that stands where the demo office's history begins;
// real is the clock that it becomes (nil: the system's).
func NewClock(real func() time.Time) *Clock {
	if real == nil {
		real = time.Now
	}
	return &Clock{real: real, at: beginning(real())}
}

// Now is the moment that the office believes it is.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at.IsZero() {
		return c.real()
	}
	return c.at
}

// set moves the clock; the zero time lets it go on as the real one.
func (c *Clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

// historyMonths is how far back the demo office's history goes.
const historyMonths = 14

func beginning(now time.Time) time.Time { return now.AddDate(0, -historyMonths, 0) }
