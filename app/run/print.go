package run

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// ReadPages reads which pages are meant of a document of so many: "" is all of
// them, "7" that one, "3-5" those, "7-" from there on. The refusal is for the user.
func ReadPages(text string, of int) (Span, error) {
	text = strings.NewReplacer(" ", "", "–", "-", "t/m", "-").Replace(strings.ToLower(text))
	if text == "" {
		return Span{1, of}, nil
	}
	from, to, ranged := strings.Cut(text, "-")
	s := Span{}
	var err error
	if s.First, err = strconv.Atoi(from); err != nil {
		return s, badPages(of)
	}
	switch {
	case !ranged:
		s.Last = s.First
	case to == "":
		s.Last = of
	default:
		if s.Last, err = strconv.Atoi(to); err != nil {
			return s, badPages(of)
		}
	}
	if s.First < 1 || s.Last < s.First || s.Last > of {
		return s, badPages(of)
	}
	return s, nil
}

func badPages(of int) error {
	return data.Refuse("Deze pagina's zijn er niet. Vul 7 in voor pagina 7, 3-5 voor een paar en 7- voor alles vanaf pagina 7; er zijn er %d.", of)
}

// Text is the span as ReadPages reads it; "" for all pages.
func (s Span) Text(of int) string {
	switch {
	case s.First <= 1 && s.Last >= of || s.First == 0:
		return ""
	case s.First == s.Last:
		return strconv.Itoa(s.First)
	case s.Last >= of:
		return strconv.Itoa(s.First) + "-"
	}
	return fmt.Sprintf("%d-%d", s.First, s.Last)
}

// said is the span in words; "" for all pages.
func (s Span) said(of int) string {
	switch {
	case s.Text(of) == "":
		return ""
	case s.First == s.Last:
		return words.T("pagina %d", s.First)
	case s.Last >= of:
		return words.T("vanaf pagina %d", s.First)
	}
	return words.T("pagina %d tot en met %d", s.First, s.Last)
}

// To is what a part of a run is printed on.
type To struct {
	Printer string // the standard one when empty
	Copies  int    // 1 when 0
	Pages   Span   // all of them when zero
}

// PDF gives the document of a run as it was made, or some of its pages.
func (r *Runs) PDF(ctx context.Context, run int64, pages Span) (data.Document, error) {
	var doc data.Document
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		p, err := tx.PrintRun(run)
		if err != nil {
			return data.Explain("Deze uitdraai is er niet.", err)
		}
		if p.DocumentID == 0 {
			return data.Refuse("Dit zijn mails; er is geen papier van.")
		}
		doc, err = tx.Document(p.DocumentID)
		if err == nil && pages.Text(p.Pages) != "" {
			doc.Bytes, err = cut(doc, pages)
			doc.SHA256 = data.SumOf(doc.Bytes)
		}
		return err
	})
	return doc, err
}

func cut(doc data.Document, pages Span) ([]byte, error) {
	pdf, err := document.CutPages(doc.Bytes, pages.First, pages.Last)
	if err != nil {
		return nil, data.Explain("Deze pagina's kunnen niet uit de PDF worden genomen. Open de PDF en druk ze daar af.", err)
	}
	return pdf, nil
}

// Print hands a run, or some of its pages, to a printer and keeps who printed
// what, when and how often. When the printer took it but that cannot be kept, the error
// says that it was printed.
func (r *Runs) Print(ctx context.Context, run int64, to To) (job string, err error) {
	var p data.PrintRun
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		p, err = tx.PrintRun(run)
		return data.Explain("Deze uitdraai is er niet. Er is niets afgedrukt.", err)
	})
	if err != nil {
		return "", err
	}
	if p.DocumentID == 0 {
		return "", data.Refuse("Dit zijn mails; er is geen papier van.")
	}
	if to.Pages.Text(p.Pages) == "" {
		to.Pages = Span{}
	}
	return r.PrintDocument(ctx, p.DocumentID, to)
}

// PrintDocument is Print for any kept PDF, such as one certificate.
func (r *Runs) PrintDocument(ctx context.Context, id int64, to To) (job string, err error) {
	to.Copies = max(1, to.Copies)
	var doc data.Document
	err = r.store.Read(ctx, func(tx *data.Tx) error {
		doc, err = tx.Document(id)
		return data.Explain("Dit document is er niet. Er is niets afgedrukt.", err)
	})
	if err != nil {
		return "", err
	}
	pdf := doc.Bytes
	if to.Pages != (Span{}) {
		if pdf, err = cut(doc, to.Pages); err != nil {
			return "", err
		}
	}
	if to.Printer == "" {
		// Asked here, so that the log names the printer that it went to.
		queues, standard, err := r.Printer.List(ctx)
		if err != nil {
			return "", data.Explain(Sentence(err), err)
		}
		to.Printer = standard
		if to.Printer == "" && len(queues) == 1 {
			to.Printer = queues[0].Name
		}
	}
	job, err = r.Printer.Print(ctx, pdf, document.Job{Queue: to.Printer, Title: doc.Name, Copies: to.Copies})
	if err != nil {
		return "", data.Explain(Sentence(err), err)
	}
	err = r.do(ctx, "Afgedrukt", func(tx *data.Tx) error {
		return tx.AddPrintJob(&data.PrintJob{
			DocumentID: doc.ID, Printer: to.Printer, Copies: to.Copies, FirstPage: to.Pages.First, LastPage: to.Pages.Last, Job: job,
		})
	})
	if err != nil {
		return job, data.Explain("Het afdrukken is begonnen, maar dat kon niet worden vastgelegd.", err)
	}
	return job, nil
}

// Printers gives the printers of this computer and the standard one, "" when there is none.
func (r *Runs) Printers(ctx context.Context) (names []string, standard string, err error) {
	queues, standard, err := r.Printer.List(ctx)
	if err != nil {
		return nil, "", data.Explain(Sentence(err), err)
	}
	for _, q := range queues {
		names = append(names, q.Name)
	}
	slices.Sort(names)
	return names, standard, nil
}

// Sentence makes a sentence of a printer's error.
func Sentence(err error) string {
	if text, ok := data.UserText(err); ok {
		return text
	}
	r := []rune(err.Error())
	if len(r) == 0 {
		return words.T("Het afdrukken is niet gelukt.")
	}
	if r[0] >= 'a' && r[0] <= 'z' {
		r[0] -= 'a' - 'A'
	}
	if last := r[len(r)-1]; last != '.' && last != '?' && last != '!' {
		r = append(r, '.')
	}
	return string(r)
}
