// Package block holds what screens are built of: text, pills, buttons, lists, tables, forms, panels and dialogs,
// in the colours and sizes of app/ui/look. A block shows what it is given and calls back; it knows no rule, asks no
// store, and starts no work in the background. Everything here is used on the window's own goroutine only.
package block
