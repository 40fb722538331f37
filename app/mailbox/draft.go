package mailbox

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
)

// SaveDraft writes a mail once and puts it in the mailbox's own Drafts folder,
// where the office reads, changes and sends it with its own mail program. It
// gives the bytes as they lie there.
func (b *Box) SaveDraft(ctx context.Context, account data.MailAccount, d message.Draft) ([]byte, error) {
	if d.From.Email == "" {
		d.From = message.Address{Name: d.From.Name, Email: account.Address}
	}
	if d.Date.IsZero() {
		d.Date = b.store.Now()
	}
	if d.MessageID == "" {
		id, err := newMessageID(account.Address)
		if err != nil {
			return nil, err
		}
		d.MessageID = id
	}
	raw, err := message.Compose(d)
	if err != nil {
		return nil, data.Explain(err.Error(), err)
	}
	client, err := b.dial(ctx, account)
	if err != nil {
		return nil, err
	}
	err = func() error {
		folder := account.DraftsFolder
		if folder == "" {
			if folder, err = client.DraftsFolder(ctx); err != nil {
				return err
			}
		}
		_, _, err := client.AppendDraft(ctx, folder, raw)
		return err
	}()
	return raw, errors.Join(err, client.Close())
}

func newMessageID(address string) (string, error) {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		return "", fmt.Errorf("message id: %w", err)
	}
	_, domain, found := strings.Cut(address, "@")
	if !found || domain == "" {
		domain = "kantoor.invalid"
	}
	return hex.EncodeToString(b) + "@" + domain, nil
}
