package data

import "errors"

// UserError carries a Dutch sentence for the person at the desk (what happened,
// what was kept, what to do) and the cause for the log. Text and cause hold no
// personal data, since both may be logged.
type UserError struct {
	Text  string
	Cause error
}

func (e *UserError) Error() string {
	if e.Cause == nil {
		return e.Text
	}
	return e.Text + ": " + e.Cause.Error()
}

// Unwrap gives the cause.
func (e *UserError) Unwrap() error { return e.Cause }

// UserText is the Dutch sentence alone.
func (e *UserError) UserText() string { return e.Text }

// Refuse makes a UserError without a technical cause.
func Refuse(text string) error { return &UserError{Text: text} }

// Explain puts a Dutch sentence before a cause; nil stays nil.
func Explain(text string, cause error) error {
	if cause == nil {
		return nil
	}
	return &UserError{Text: text, Cause: cause}
}

// UserText finds the Dutch sentence for the user in an error chain; ok is false
// when there is none and a general sentence has to do.
func UserText(err error) (text string, ok bool) {
	var u interface{ UserText() string }
	if errors.As(err, &u) {
		return u.UserText(), true
	}
	return "", false
}

// What the store answers when a record is not as the caller thinks.
var (
	// ErrNotFound: there is no such record.
	ErrNotFound = errors.New("record not found")
	// ErrStale: somebody else saved a newer version of the record in the meantime; nothing was saved.
	ErrStale error = &UserError{Text: "Iemand anders heeft dit net gewijzigd. Jouw wijziging is niet opgeslagen; bekijk de nieuwe gegevens en probeer het opnieuw."}
	// ErrDouble: a value that must be unique is there already.
	ErrDouble = errors.New("value exists already")
)
