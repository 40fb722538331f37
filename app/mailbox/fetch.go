package mailbox

import (
	"context"
	"crypto/x509"
	"errors"
	"os"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/imap"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Fetched is what fetching one folder came to.
type Fetched struct {
	Account    string `json:"account"`
	Folder     string `json:"folder"`
	OnServer   int    `json:"on_server"`
	Here       int    `json:"here"`
	New        int    `json:"new"`
	Unreadable int    `json:"unreadable"`
}

// batchSize is how many mails are kept in one transaction: what arrived before a
// line breaks stays.
const batchSize = 50

// unreadable is what the list says of a mail that the server could not give.
const unreadable = "kan niet worden opgehaald"

// Fetch gets what is new in a mailbox. Nothing is marked, moved or deleted on
// the server; a mail that was here before is not kept twice, and one that the
// server cannot give is counted and asked for again the next time. progress may
// be nil.
func (b *Box) Fetch(ctx context.Context, account data.MailAccount, progress func(done, total int)) (Fetched, error) {
	out := Fetched{Account: account.Name, Folder: account.Folder}
	client, err := b.dial(ctx, account)
	if err != nil {
		return out, err
	}
	out, err = b.fetch(ctx, client, account, progress)
	return out, errors.Join(err, client.Close())
}

func (b *Box) dial(ctx context.Context, account data.MailAccount) (*imap.Client, error) {
	password, err := b.secrets.Password(account.Name)
	if err != nil {
		return nil, err
	}
	pool, err := trusted(account.CAFile)
	if err != nil {
		return nil, err
	}
	return imap.Dial(ctx, imap.Server{Host: account.Host, Port: account.Port, User: account.Username, Pool: pool}, password)
}

func trusted(caFile string) (*x509.CertPool, error) {
	if caFile == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(caFile)
	if err != nil {
		return nil, data.Explain("Het bestand met het certificaat van de mailserver is niet te lezen. Er is niet ingelogd.", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, data.Refuse("Het bestand met het certificaat van de mailserver bevat geen certificaat. Er is niet ingelogd.")
	}
	return pool, nil
}

func (b *Box) fetch(ctx context.Context, client *imap.Client, account data.MailAccount, progress func(done, total int)) (Fetched, error) {
	out := Fetched{Account: account.Name, Folder: account.Folder}
	validity, _, err := client.Examine(ctx, account.Folder)
	if err != nil {
		return out, err
	}
	uids, err := client.UIDs(ctx)
	if err != nil {
		return out, err
	}
	out.OnServer = len(uids)
	folder, here, err := b.place(ctx, account, int64(validity))
	if err != nil {
		return out, err
	}
	missing := slices.DeleteFunc(slices.Clone(uids), func(u uint32) bool { problem, known := here[u]; return known && problem == "" })
	// The newest first: that is what the office waits for.
	slices.SortFunc(missing, func(a, b uint32) int { return int(int64(b) - int64(a)) })
	done := 0
	var batch []arrived
	flush := func() error {
		n, err := b.keepBatch(ctx, folder, batch)
		if err != nil {
			return err
		}
		out.New += n
		done += len(batch)
		batch = batch[:0]
		if progress != nil {
			progress(done, len(missing))
		}
		return nil
	}
	result, err := client.Fetch(ctx, missing, func(r imap.Raw) error {
		a := arrived{uid: r.UID, prepared: b.prepare(r.Bytes, r.InternalDate)}
		if r.Cut {
			a.message.Preview = "Dit bericht is te groot om helemaal op te halen; alleen het begin is hier."
		}
		if batch = append(batch, a); len(batch) < batchSize {
			return nil
		}
		return flush()
	})
	// What came in before a fault is kept.
	if kept := flush(); kept != nil {
		return out, errors.Join(err, kept)
	}
	if err != nil {
		return out, err
	}
	out.Unreadable = len(result.Unreadable)
	out.Here = len(uids) - len(result.Unreadable) - len(result.Gone)
	return out, b.store.Write(ctx, data.Change{Who: b.who(), Title: "Post opgehaald"}, func(tx *data.Tx) error {
		for _, uid := range result.Unreadable {
			if err := tx.AddLocation(folder, uid, "", unreadable); err != nil {
				return err
			}
		}
		return tx.FolderFetched(folder, len(uids)-len(result.Gone))
	})
}

func (b *Box) place(ctx context.Context, account data.MailAccount, validity int64) (folder int64, here map[uint32]string, err error) {
	err = b.store.Write(ctx, data.Change{Who: b.who(), Title: "Post opgehaald"}, func(tx *data.Tx) error {
		f, err := tx.MailFolder(account.ID, account.Folder, validity)
		if err != nil {
			return err
		}
		folder = f.ID
		here, err = tx.Locations(f.ID)
		return err
	})
	return folder, here, err
}

type arrived struct {
	uid uint32
	prepared
}

func (b *Box) keepBatch(ctx context.Context, folder int64, batch []arrived) (fresh int, err error) {
	if len(batch) == 0 {
		return 0, nil
	}
	err = b.store.Write(ctx, data.Change{Who: b.who(), Title: "Post opgehaald"}, func(tx *data.Tx) error {
		fresh = 0
		for _, a := range batch {
			isNew, err := b.keep(tx, a.prepared)
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
			if err := tx.AddLocation(folder, a.uid, a.message.SHA256, ""); err != nil {
				return err
			}
		}
		return nil
	})
	return fresh, err
}

// Accounts gives the mailboxes that the office reads.
func (b *Box) Accounts(ctx context.Context) ([]data.MailAccount, error) {
	var out []data.MailAccount
	err := b.store.Read(ctx, func(tx *data.Tx) (err error) { out, err = tx.MailAccounts(); return err })
	return out, err
}

// Connect tries a mailbox and keeps it, with its password in the keychain, when
// the server lets us in and the folder is there.
func (b *Box) Connect(ctx context.Context, account *data.MailAccount, password string) error {
	if err := b.Try(ctx, account, password); err != nil {
		return err
	}
	if err := b.name(ctx, account); err != nil {
		return err
	}
	if err := b.secrets.SetPassword(account.Name, password); err != nil {
		return err
	}
	return b.store.Write(ctx, data.Change{Who: b.who(), Title: "Mailbox ingesteld"}, func(tx *data.Tx) error { return tx.SaveMailAccount(account) })
}

// name calls a mailbox by the first part of its address, or by all of it where
// another mailbox has that name: the keychain knows its password by the name.
func (b *Box) name(ctx context.Context, account *data.MailAccount) error {
	known, err := b.Accounts(ctx)
	if err != nil {
		return err
	}
	taken := func(name string) bool {
		return slices.ContainsFunc(known, func(k data.MailAccount) bool { return k.Name == name && k.ID != account.ID })
	}
	if account.Name == "" {
		account.Name, _, _ = strings.Cut(account.Address, "@")
		if taken(account.Name) {
			account.Name = account.Address
		}
	}
	if taken(account.Name) {
		return data.Refuse("Er is al een mailbox „%s”. Er is niets gewijzigd; kies die mailbox om hem te veranderen.", account.Name)
	}
	return nil
}

// AccountFor finds a mailbox by its name or keeps it under that name, for a run
// that is told its server.
func (b *Box) AccountFor(ctx context.Context, a data.MailAccount) (data.MailAccount, error) {
	err := b.store.Write(ctx, data.Change{Who: b.who(), Title: "Mailbox ingesteld"}, func(tx *data.Tx) error {
		known, err := tx.MailAccounts()
		if err != nil {
			return err
		}
		for _, k := range known {
			if k.Name == a.Name {
				k.Folder, k.CAFile = a.Folder, a.CAFile
				a = k
			}
		}
		return tx.SaveMailAccount(&a)
	})
	return a, err
}
