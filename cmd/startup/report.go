package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// report writes a line for each program, medians with the least and the most, and how much more the others take than the
// first. On a machine that has other work the times tell little, and the work of the processors still does.
func report(out io.Writer, programs []*program) {
	fmt.Fprintf(out, "%-10s %4s  %-26s %-26s %-26s %8s %8s\n", "program", "runs", "first picture, ms", "CPU until then, ms", "last picture, ms", "RSS, MB", "PSS, MB")
	for _, p := range programs {
		fmt.Fprintf(out, "%-10s %4d  %-26s %-26s %-26s %8.1f %8.1f\n", p.name, len(p.runs), times(p.runs, first), times(p.runs, work), times(p.runs, last),
			mb(p.runs, func(r run) int { return r.rss }), mb(p.runs, func(r run) int { return r.pss }))
	}
	for _, p := range programs[1:] {
		more := median(values(p.runs, first)) - median(values(programs[0].runs, first))
		harder := median(values(p.runs, work)) - median(values(programs[0].runs, work))
		fmt.Fprintf(out, "first picture of %s after that of %s: %+d ms, with %+d ms of CPU (medians)\n", p.name, programs[0].name, more.Milliseconds(), harder.Milliseconds())
	}
}

func first(r run) time.Duration { return r.first }
func last(r run) time.Duration  { return r.last }
func work(r run) time.Duration  { return r.busy }

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
