// Package dutch writes days, moments, amounts and counts as the office writes them, and reads days and amounts as
// people type them. Days are text of the form YYYY-MM-DD, amounts whole cents. It knows no rule of the office.
package dutch
