// Package words gives the texts that people read at the desk in the language they chose. The program is written in
// Dutch: the Dutch text, or its format, is the key under which en.json has the English one. What leaves the office
// (certificates, invoices, letters, mails) and what is kept in its records stays Dutch and does not come here.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"sync/atomic"
)

// Language is one that the window speaks.
type Language string

// The languages.
const (
	Dutch   Language = "nl"
	English Language = "en"
)

//go:embed *.json
var files embed.FS

// table has the texts of the language in use by their Dutch text; nil is Dutch itself.
var table atomic.Pointer[map[string]string]

// Use chooses the language of all texts that are asked for from now on. An unknown language is an error, and leaves the
// one that was in use.
func Use(l Language) error {
	if l == Dutch || l == "" {
		table.Store(nil)
		return nil
	}
	texts, err := Table(l)
	if err != nil {
		return err
	}
	table.Store(&texts)
	return nil
}

// InUse answers the language that was chosen.
func InUse() Language {
	if table.Load() == nil {
		return Dutch
	}
	return English
}

// Table reads all texts of a language by their Dutch text. An error says that the program has no such language.
func Table(l Language) (map[string]string, error) {
	raw, err := fs.ReadFile(files, string(l)+".json")
	if err != nil {
		return nil, fmt.Errorf("no texts in language %q: %w", l, err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(raw, &texts); err != nil {
		return nil, fmt.Errorf("read texts in language %q: %w", l, err)
	}
	return texts, nil
}

// T gives a text in the language in use; with arguments the text is a format of package fmt. Write whole sentences, so
// that another language can put its words in another order (with %[2]s). A text without a translation stays Dutch.
func T(dutch string, args ...any) string {
	text := dutch
	if t := table.Load(); t != nil {
		if s := (*t)[dutch]; s != "" {
			text = s
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Later marks a text that is written down before the language is known, such as one in a package's variable. It
// answers the text as it is; T gives it in the language in use where it is shown.
func Later(dutch string) string { return dutch }
