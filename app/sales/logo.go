package sales

import (
	"context"
	"net/http"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/data"
)

// SetLogo keeps the picture that stands on the office's pages, PNG or JPEG of at most 10 MB and 4000 by 4000 points;
// none takes it away. It gives the change for undoing it. Pages that are final stay as they are.
func (s *Sales) SetLogo(ctx context.Context, picture []byte) (int64, error) {
	number := ""
	if len(picture) > 0 {
		// A page is drawn with it first, so that no later one fails on it.
		probe := []document.Address{{Name: "Proef", Street: "Proefstraat 1", Postcode: "1234 AB", Town: "Proefdam"}}
		if _, err := document.Label(probe, document.LabelsA6, document.Look{Logo: picture, Created: s.store.Now()}); err != nil {
			return 0, data.Explain("Dit logo kan niet worden gebruikt: kies een png of jpg van hooguit 10 MB en 4000 bij 4000 beeldpunten. Het oude is gebleven.", err)
		}
		kind := http.DetectContentType(picture)
		d := data.Document{Kind: "attachment", Name: "Logo", MediaType: kind, Bytes: picture}
		// What is kept as a document stays; so it is a change of its own, and choosing it can be undone.
		if _, err := s.write(ctx, "Logo bewaard", func(tx *data.Tx) error { return tx.AddDocument(&d) }); err != nil {
			return 0, err
		}
		number = strconv.FormatInt(d.ID, 10)
	}
	return s.write(ctx, "Logo gewijzigd", func(tx *data.Tx) error { return tx.SaveSetting(LogoSetting, "", number) })
}

// HasLogo says whether the office has set a logo.
func (s *Sales) HasLogo(ctx context.Context) (bool, error) {
	has := false
	err := s.read(ctx, func(tx *data.Tx) error {
		look, err := LookOf(tx)
		has = len(look.Logo) > 0
		return err
	})
	return has, err
}
