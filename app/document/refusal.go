package document

import (
	"errors"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// refusal is an error with a part of a Dutch sentence for the person at the
// desk. The cause may be another refusal, which goes on with the sentence, or
// something technical for the log. Neither holds personal data.
type refusal struct {
	format string
	args   []any
	cause  error
}

// refuse makes a refusal without a cause.
func refuse(format string, args ...any) error {
	return &refusal{format: format, args: args}
}

// explain puts a part of a sentence before a cause.
func explain(cause error, format string, args ...any) error {
	return &refusal{format: format, args: args, cause: cause}
}

func (r *refusal) Error() string {
	text := r.format
	if len(r.args) > 0 {
		text = fmt.Sprintf(text, r.args...)
	}
	if r.cause == nil {
		return text
	}
	return text + ": " + r.cause.Error()
}

func (r *refusal) Unwrap() error { return r.cause }

// UserText is the sentence alone, without what is technical.
func (r *refusal) UserText() string {
	text := upperFirst(r.spoken())
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// DutchText is the sentence alone, in Dutch: for what is kept.
func (r *refusal) DutchText() string {
	text := r.format
	if len(r.args) > 0 {
		text = fmt.Sprintf(r.format, r.args...)
	}
	for cause := r.cause; ; {
		var next *refusal
		if !errors.As(cause, &next) {
			return strings.TrimSuffix(upperFirst(text), ".") + "."
		}
		part := next.format
		if len(next.args) > 0 {
			part = fmt.Sprintf(next.format, next.args...)
		}
		text, cause = text+": "+part, next.cause
	}
}

// spoken joins the parts of the sentence, in the language of the desk.
func (r *refusal) spoken() string {
	var next *refusal
	if errors.As(r.cause, &next) {
		return words.T(r.format, r.args...) + ": " + next.spoken()
	}
	return words.T(r.format, r.args...)
}

// spoken is what an error says to a person, without a full stop.
func spoken(err error) string {
	var r *refusal
	if errors.As(err, &r) {
		return r.spoken()
	}
	return words.T("er ging iets mis")
}

func upperFirst(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return s
}
