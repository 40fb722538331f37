// Package pages draws the pages of a PDF as pictures, to be looked at before a
// paper is printed or sent. It reads PDFs of others too, such as the attachments
// of mails, and trusts none: the library that reads them (PDFium, as WebAssembly)
// runs in a sandbox without files, network or clock, with a limit to its memory
// and to the time that a page may take. What is drawn, where it is shown and what is
// done with the paper is left to others.
//
// The Engine starts with the first PDF, in the goroutine that asks for it. What it
// compiled is kept in a folder, so that it is there at once the next time the program
// runs. It holds one PDF at a time; when nobody draws for a while it gives its memory back
// and starts again when somebody does.
package pages
