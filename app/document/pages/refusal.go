package pages

import (
	"context"
	"errors"
	"fmt"

	pdfium "github.com/klippa-app/go-pdfium/errors"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// refusal is an error with a Dutch sentence for who wanted to see the paper. The
// cause, which may be nil, is for the log.
type refusal struct {
	text  string // a format for args
	args  []any
	cause error
}

func (r *refusal) Error() string {
	text := r.text
	if len(r.args) > 0 {
		text = fmt.Sprintf(text, r.args...)
	}
	if r.cause == nil {
		return text
	}
	return text + ": " + r.cause.Error()
}

func (r *refusal) Unwrap() error { return r.cause }

// UserText is the sentence alone, in the language of the desk.
func (r *refusal) UserText() string { return words.T(r.text, r.args...) }

func refuse(text string, args ...any) error { return &refusal{text: text, args: args} }

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
		return &refusal{text: words.Later("Deze PDF is te ingewikkeld om hier te laten zien. Open hem in een ander programma."), cause: errors.Join(ErrSlow, err)}
	case errors.Is(err, pdfium.ErrPassword), errors.Is(err, pdfium.ErrSecurity):
		return &refusal{text: words.Later("Deze PDF is met een wachtwoord beveiligd. Open hem in een ander programma; dat vraagt om het wachtwoord."), cause: errors.Join(ErrLocked, err)}
	}
	return &refusal{text: words.Later("Deze PDF is beschadigd of geen PDF, en kan hier niet worden getoond."), cause: err}
}
