package logbook

import (
	"context"
	"io"
	"log/slog"
	"regexp"
	"strings"
)

// form says how the value of an attribute is written.
type form int

const (
	number  form = iota // a number, a duration, a moment, yes or no; a text goes
	code                // a name from the source or of a version
	plain               // a text, less what may be about a person
	failure             // an error
	trace               // traces of goroutines
)

// keys are the attributes that the log knows; all others go.
var keys = map[string]form{
	"error": failure,
	"stack": trace,
	"text":  plain,
	"what":  plain,

	"work":    code,
	"form":    code,
	"kind":    code,
	"version": code,
	"system":  code,

	"took":  number,
	"count": number,
	"at":    number,
}

// Known says whether the log keeps attributes with a key.
func Known(key string) bool { _, ok := keys[key]; return ok }

// codeText is what names from the source and of versions are made of.
var codeText = regexp.MustCompile(`^[A-Za-z0-9_./()*\[\]+-]+$`)

// mostCode is the length of the longest of these.
const mostCode = 200

// NewHandler writes records as lines of text, and keeps only what is not about a person: the message, which the source
// holds, and the attributes whose keys are known, each in its form. Groups are not kept.
func NewHandler(w io.Writer) slog.Handler {
	return &handler{to: slog.NewTextHandler(w, nil)}
}

type handler struct{ to slog.Handler }

func (h *handler) Enabled(ctx context.Context, level slog.Level) bool {
	return h.to.Enabled(ctx, level)
}

func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	out := slog.NewRecord(r.Time, r.Level, r.Message, r.PC)
	r.Attrs(func(a slog.Attr) bool {
		if kept, ok := keep(a); ok {
			out.AddAttrs(kept)
		}
		return true
	})
	return h.to.Handle(ctx, out)
}

func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	var kept []slog.Attr
	for _, a := range attrs {
		if k, ok := keep(a); ok {
			kept = append(kept, k)
		}
	}
	return &handler{h.to.WithAttrs(kept)}
}

// WithGroup leaves the group's name out, so that its attributes stand under the keys that are known.
func (h *handler) WithGroup(string) slog.Handler { return h }

// keep gives an attribute in the form that its key has.
func keep(a slog.Attr) (slog.Attr, bool) {
	how, ok := keys[a.Key]
	if !ok {
		return a, false
	}
	v := a.Value.Resolve()
	switch v.Kind() {
	case slog.KindBool, slog.KindDuration, slog.KindFloat64, slog.KindInt64, slog.KindTime, slog.KindUint64:
		return slog.Attr{Key: a.Key, Value: v}, true
	case slog.KindAny:
		err, isError := v.Any().(error)
		if how != failure || !isError {
			return a, false
		}
		return slog.String(a.Key, Describe(err)), true
	case slog.KindString:
		switch how {
		case code:
			if len(v.String()) > mostCode || !codeText.MatchString(v.String()) {
				return a, false
			}
			return slog.String(a.Key, v.String()), true
		case plain, failure:
			return slog.String(a.Key, Scrub(v.String())), true
		case trace:
			return slog.String(a.Key, Trace(v.String())), true
		}
	}
	return a, false
}

// Lines gives a writer that logs each line written to it, for parts that know no other way to tell what goes wrong in
// them, such as the window's toolkit.
func Lines(log *slog.Logger, message string) io.Writer { return &lines{log, message} }

type lines struct {
	log     *slog.Logger
	message string
}

func (l *lines) Write(p []byte) (int, error) {
	if text := strings.TrimSpace(string(p)); text != "" {
		l.log.Warn(l.message, "text", text)
	}
	return len(p), nil
}
