package look

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"kiesvoorhetkind.nl/kantoor/assets/i18n"
)

// UseDutch makes the toolkit's own words Dutch, whatever the language of the system is: the toolkit follows the
// system's locale and offers no choice, so the Dutch words are also given under the name of that locale.
func UseDutch() error {
	for _, l := range []fyne.Locale{"nl", lang.SystemLocale(), "en"} {
		if err := lang.AddTranslationsForLocale(i18n.Dutch, l); err != nil {
			return fmt.Errorf("load Dutch words for %s: %w", l, err)
		}
	}
	return nil
}
