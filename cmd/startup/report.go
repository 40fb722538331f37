package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// report writes a line for each program, and how much more the others take than the first.
func report(out io.Writer, programs []*program) {
	fmt.Fprintf(out, "%-12s %5s  %-28s %-28s %10s %10s\n", "program", "runs", "first picture, ms (spread)", "last picture, ms (spread)", "RSS, MB", "PSS, MB")
	for _, p := range programs {
		fmt.Fprintf(out, "%-12s %5d  %-28s %-28s %10.1f %10.1f\n", p.name, len(p.runs),
			times(p.runs, func(r run) time.Duration { return r.first }), times(p.runs, func(r run) time.Duration { return r.last }),
			mb(p.runs, func(r run) int { return r.rss }), mb(p.runs, func(r run) int { return r.pss }))
	}
	for _, p := range programs[1:] {
		first := func(r run) time.Duration { return r.first }
		more := median(values(p.runs, first)) - median(values(programs[0].runs, first))
		fmt.Fprintf(out, "first picture of %s after that of %s: %+d ms (median)\n", p.name, programs[0].name, more.Milliseconds())
	}
}

func values[T any](runs []run, of func(run) T) []T {
	var all []T
	for _, r := range runs {
		all = append(all, of(r))
	}
	return all
}

func median[T time.Duration | int](all []T) T {
	if len(all) == 0 {
		return 0
	}
	all = slices.Sorted(slices.Values(all))
	if n := len(all); n%2 == 0 {
		return (all[n/2-1] + all[n/2]) / 2
	}
	return all[len(all)/2]
}

func times(runs []run, of func(run) time.Duration) string {
	all := values(runs, of)
	if len(all) == 0 {
		return "-"
	}
	return fmt.Sprintf("%d (%d to %d)", median(all).Milliseconds(), slices.Min(all).Milliseconds(), slices.Max(all).Milliseconds())
}

func mb(runs []run, of func(run) int) float64 { return float64(median(values(runs, of))) / 1024 }
