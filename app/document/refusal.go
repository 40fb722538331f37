package document

import (
	"errors"
	"fmt"
	"strings"
)

// refusal is an error with a part of a Dutch sentence for the person at the
// desk. The cause may be another refusal, which goes on with the sentence, or
// something technical for the log. Neither holds personal data.
type refusal struct {
	text  string
	cause error
}

// refuse makes a refusal without a cause.
func refuse(format string, args ...any) error {
	return &refusal{text: fmt.Sprintf(format, args...)}
}

// explain puts a part of a sentence before a cause.
func explain(cause error, format string, args ...any) error {
	return &refusal{text: fmt.Sprintf(format, args...), cause: cause}
}

func (r *refusal) Error() string {
	if r.cause == nil {
		return r.text
	}
	return r.text + ": " + r.cause.Error()
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

// spoken joins the parts of the sentence.
func (r *refusal) spoken() string {
	var next *refusal
	if errors.As(r.cause, &next) {
		return r.text + ": " + next.spoken()
	}
	return r.text
}

// spoken is what an error says to a person, without a full stop.
func spoken(err error) string {
	var r *refusal
	if errors.As(err, &r) {
		return r.spoken()
	}
	return "er ging iets mis"
}

func upperFirst(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return s
}
