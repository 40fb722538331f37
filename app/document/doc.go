// Package document makes the pages that the office prints or sends:
// certificates, invoices, letters, labels, packing slips and lists, as PDF,
// and hands them to a printer.
//
// A page is first laid out as a sheet, a list of things to draw that is
// measured against the paper, and only then written by the pen, the one place
// that knows the PDF library. The same values give the same bytes.
//
// The package knows only the plain values that it prints. Where they come
// from, what is due, which number comes next and what a rate of tax is, is left to the
// jobs that call it.
package document
