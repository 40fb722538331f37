package pages

import (
	"context"
	"errors"
	"fmt"

	pdfium "github.com/klippa-app/go-pdfium/errors"
)

// refusal is an error with a Dutch sentence for who wanted to see the paper. The
// cause, which may be nil, is for the log.
type refusal struct {
	text  string
	cause error
}

func (r *refusal) Error() string {
	if r.cause == nil {
		return r.text
	}
	return r.text + ": " + r.cause.Error()
}

func (r *refusal) Unwrap() error { return r.cause }

// UserText is the sentence alone.
func (r *refusal) UserText() string { return r.text }

func refuse(format string, args ...any) error { return &refusal{text: fmt.Sprintf(format, args...)} }

// Refusals that mean something to a caller.
var (
	// ErrLocked is the refusal of a PDF that opens with a password only.
	ErrLocked = errors.New("pdf needs a password")
	// ErrSlow is the refusal of a page that takes too long to draw.
	ErrSlow = errors.New("pdf takes too long")
)

// explain makes a sentence of what went wrong; nothing of somebody who cancelled.
func explain(err error, slow bool) error {
	var told *refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &told), errors.Is(err, context.Canceled):
		return err
	case slow:
		return &refusal{"Deze PDF is te ingewikkeld om hier te laten zien. Open hem in een ander programma.", errors.Join(ErrSlow, err)}
	case errors.Is(err, pdfium.ErrPassword), errors.Is(err, pdfium.ErrSecurity):
		return &refusal{"Deze PDF is met een wachtwoord beveiligd. Open hem in een ander programma; dat vraagt om het wachtwoord.", errors.Join(ErrLocked, err)}
	}
	return &refusal{"Deze PDF is beschadigd of geen PDF, en kan hier niet worden getoond.", err}
}
