// Package screen holds the screens of the office, each in files of its own name,
// built of the blocks in app/ui/block on the shell of app/ui. A screen shows what
// its job answers and asks it to do things; it has no rules of its own.
package screen

import (
	"context"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// undoer takes a change back.
type undoer interface {
	Undo(ctx context.Context, change int64) error
}

// peopleFinder looks people up while a name is typed.
type peopleFinder interface {
	People(ctx context.Context, text string, limit int) ([]data.Person, error)
}

// undo makes what the shell's bar asks for; none where nothing was changed.
func undo(u undoer, change int64) func(context.Context) error {
	if change == 0 {
		return nil
	}
	return func(ctx context.Context) error { return u.Undo(ctx, change) }
}

// key is a record's number as a list and a route know it.
func key(id int64) string { return strconv.FormatInt(id, 10) }

// number reads a key; 0 for one that is none.
func number(key string) int64 {
	n, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// when writes a moment as lists show it.
func when(t, now time.Time) string {
	return dutch.When(t.In(data.Amsterdam()), now.In(data.Amsterdam()))
}

// day writes a day as "di 3 mrt 2026".
func day(d data.Day) string { return dutch.Day(string(d)) }

// then is a command that waits until the record it is for is shown.
type then struct{ key, command string }

// opening forgets the command when another record is opened than the one it waits for.
func (t *then) opening(key string) {
	if t.key != key {
		*t = then{}
	}
}

// shown does the command when its record is shown.
func (t *then) shown(s *ui.Shell, key string) {
	if t.command == "" || t.key != key {
		return
	}
	id := t.command
	*t = then{}
	s.Run(id)
}

// inUse gives choices with their texts in the language in use.
func inUse(choices []block.Choice) []block.Choice {
	out := make([]block.Choice, len(choices))
	for i, c := range choices {
		out[i] = block.Choice{ID: c.ID, Text: words.T(c.Text)}
	}
	return out
}

// money writes an amount.
func money(c data.Cents) string { return dutch.Money(int64(c)) }

// joined puts the texts that are not empty beside each other.
func joined(sep string, texts ...string) string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, sep)
}

// tone is a job's word for a colour as the window's.
func tone(word string) look.Tone {
	switch word {
	case "red":
		return look.Red
	case "amber":
		return look.Amber
	case "green":
		return look.Green
	case "blue":
		return look.Blue
	}
	return look.Grey
}
