package understand

import (
	"testing"
	"time"
)

func BenchmarkUnderstand(b *testing.B) {
	all := samples(b)
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		Understand(all[i%len(all)].mail, now)
	}
}
