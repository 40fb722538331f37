package logbook

import (
	"log/slog"
	"strconv"
	"strings"
	"time"
)

// Entry is one record of the log, as Entries reads it back.
type Entry struct {
	At      time.Time // zero where the line tells none
	Level   slog.Level
	Message string
	Fields  []Field
}

// Field is an attribute of an Entry.
type Field struct{ Key, Value string }

// Entries reads a log back, the oldest first. A line that the log did not write is an entry with that line as its message.
func Entries(text string) []Entry {
	var all []Entry
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			all = append(all, entry(line))
		}
	}
	return all
}

func entry(line string) Entry {
	e := Entry{}
	whole := line
	for line != "" {
		key, rest, ok := strings.Cut(line, "=")
		if !ok || key == "" || strings.ContainsAny(key, " \"") {
			return Entry{Message: whole}
		}
		value := rest
		// The log quotes with " alone; to strconv a value that begins with ' or ` is quoted as well.
		if strings.HasPrefix(rest, `"`) {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return Entry{Message: whole}
			}
			rest = rest[len(quoted):]
			if value, err = strconv.Unquote(quoted); err != nil {
				return Entry{Message: whole}
			}
		} else {
			value, _, _ = strings.Cut(rest, " ")
			rest = rest[len(value):]
		}
		line = strings.TrimPrefix(rest, " ")
		switch key {
		case slog.TimeKey:
			at, err := time.Parse(time.RFC3339Nano, value)
			if err != nil {
				return Entry{Message: whole}
			}
			e.At = at
		case slog.LevelKey:
			if e.Level.UnmarshalText([]byte(value)) != nil {
				return Entry{Message: whole}
			}
		case slog.MessageKey:
			e.Message = value
		default:
			e.Fields = append(e.Fields, Field{key, value})
		}
	}
	return e
}
