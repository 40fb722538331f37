package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
)

// outbox keeps the drafts that were put in it.
type outbox struct{ drafts []message.Draft }

func (o *outbox) Accounts(context.Context) ([]data.MailAccount, error) {
	return []data.MailAccount{{Name: "info", Address: "info@kantoor.example"}}, nil
}

func (o *outbox) SaveDraft(_ context.Context, _ data.MailAccount, d message.Draft) ([]byte, error) {
	o.drafts = append(o.drafts, d)
	return nil, nil
}
