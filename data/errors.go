package data

import (
	"errors"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// UserError carries a Dutch sentence for the person at the desk (what happened,
// what was kept, what to do) and the cause for the log. Text and cause hold no
// personal data, since both may be logged.
type UserError struct {
	// Text is the sentence in Dutch; with Args a format of package fmt.
	Text  string
	Args  []any
	Cause error
}

func (e *UserError) Error() string {
	text := e.Text
	if len(e.Args) > 0 {
		text = fmt.Sprintf(text, e.Args...)
	}
	if e.Cause == nil {
		return text
	}
	return text + ": " + e.Cause.Error()
}

// Unwrap gives the cause.
func (e *UserError) Unwrap() error { return e.Cause }

// UserText is the sentence alone, in the language that the desk uses.
func (e *UserError) UserText() string { return words.T(e.Text, e.Args...) }

// DutchText is the sentence alone, in Dutch: for what is kept.
func (e *UserError) DutchText() string {
	if len(e.Args) == 0 {
		return e.Text
	}
	return fmt.Sprintf(e.Text, e.Args...)
}

// Refuse makes a UserError without a technical cause; with arguments the text is a format.
func Refuse(text string, args ...any) error { return &UserError{Text: text, Args: args} }

// Explain puts a Dutch sentence before a cause; nil stays nil. With arguments the text is a format.
func Explain(text string, cause error, args ...any) error {
	if cause == nil {
		return nil
	}
	return &UserError{Text: text, Args: args, Cause: cause}
}

// UserText finds the sentence for the user in an error chain; ok is false
// when there is none and a general sentence has to do.
func UserText(err error) (text string, ok bool) {
	var u interface{ UserText() string }
	if errors.As(err, &u) {
		return u.UserText(), true
	}
	return "", false
}

// DutchText finds the sentence of UserText as it is kept, in Dutch whatever the
// desk's language; ok is false when there is none.
func DutchText(err error) (text string, ok bool) {
	var u interface{ DutchText() string }
	if errors.As(err, &u) {
		return u.DutchText(), true
	}
	return "", false
}

// What the store answers when a record is not as the caller thinks.
var (
	// ErrNotFound: there is no such record.
	ErrNotFound = errors.New("record not found")
	// ErrStale: somebody else saved a newer version of the record in the meantime; nothing was saved.
	ErrStale error = Refuse("Iemand anders heeft dit net gewijzigd. Jouw wijziging is niet opgeslagen; bekijk de nieuwe gegevens en probeer het opnieuw.")
	// ErrDouble: a value that must be unique is there already.
	ErrDouble = errors.New("value exists already")
)
