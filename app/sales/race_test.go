//go:build race

package sales

// slow: the race detector makes a PDF take ten times as long, and it looks for
// faults that a few invoices show as well as many.
const slow = true
