package mailbox

import (
	"context"
	"errors"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/imap"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Outbox places many mails in the Drafts folder of a mailbox over one connection.
type Outbox struct {
	box     *Box
	account data.MailAccount
	client  *imap.Client
	folder  string
}

// Outbox opens the Drafts folder of a mailbox. Close it.
func (b *Box) Outbox(ctx context.Context, account data.MailAccount) (*Outbox, error) {
	o := &Outbox{box: b, account: account}
	if err := o.open(ctx); err != nil {
		if o.client != nil {
			err = errors.Join(err, o.client.Close())
		}
		return nil, err
	}
	return o, nil
}

func (o *Outbox) open(ctx context.Context) error {
	client, err := o.box.dial(ctx, o.account)
	if err != nil {
		return err
	}
	o.client = client
	if o.folder = o.account.DraftsFolder; o.folder == "" {
		o.folder, err = client.DraftsFolder(ctx)
	}
	return err
}

// Put places a mail and gives it as it lies there; sender and date are filled in
// where they are missing.
func (o *Outbox) Put(ctx context.Context, d message.Draft) ([]byte, error) {
	if d.From.Email == "" {
		d.From = message.Address{Name: d.From.Name, Email: o.account.Address}
	}
	if d.Date.IsZero() {
		d.Date = o.box.store.Now()
	}
	raw, err := message.Compose(d)
	if err != nil {
		return nil, data.Explain(err.Error(), err)
	}
	_, _, err = o.client.AppendDraft(ctx, o.folder, raw)
	return raw, err
}

// Has says whether a mail with a Message-ID lies in the folder. It signs in anew,
// since what is asked after is mostly a connection that broke.
func (o *Outbox) Has(ctx context.Context, messageID string) (bool, error) {
	// The old connection is of no use any more, and says so when it is closed.
	_ = o.client.Close()
	if err := o.open(ctx); err != nil {
		return false, err
	}
	return o.client.HasMessage(ctx, o.folder, messageID)
}

// Domain is what Message-IDs of this mailbox end with.
func (o *Outbox) Domain() string {
	if _, domain, found := strings.Cut(o.account.Address, "@"); found && domain != "" {
		return domain
	}
	return "kantoor.invalid"
}

// Close signs out.
func (o *Outbox) Close() error { return o.client.Close() }
