package imap

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/textproto"
	"slices"
	"strings"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Folder is a folder on the server.
type Folder struct {
	Name   string
	Drafts bool // the server says that drafts belong here
	Closed bool // holds folders only, no mail
	last   string
}

// Folders lists the folders. When the server writes its list in a way that cannot
// be read the error says so, and a folder can still be opened by its name.
func (c *Client) Folders(ctx context.Context) ([]Folder, error) {
	stop, err := c.start(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	var options *goimap.ListOptions
	if caps := c.imap.Caps(); caps.Has(goimap.CapSpecialUse) && caps.Has(goimap.CapListExtended) {
		options = &goimap.ListOptions{ReturnSpecialUse: true}
	}
	list, err := c.imap.List("", "*", options).Collect()
	if err != nil {
		return nil, c.failed(ctx, "list folders", err)
	}
	out := make([]Folder, 0, len(list))
	for _, l := range list {
		f := Folder{Name: l.Mailbox, last: l.Mailbox}
		if l.Delim != 0 {
			f.last = l.Mailbox[strings.LastIndex(l.Mailbox, string(l.Delim))+1:]
		}
		f.Drafts = slices.Contains(l.Attrs, goimap.MailboxAttrDrafts)
		f.Closed = slices.Contains(l.Attrs, goimap.MailboxAttrNoSelect) || slices.Contains(l.Attrs, goimap.MailboxAttrNonExistent)
		out = append(out, f)
	}
	return out, nil
}

// Names of a drafts folder where the server does not mark one, best first.
var draftNames = []string{"concepten", "drafts", "concept", "draft"}

// DraftsFolder is the folder for drafts: the one the server marks (RFC 6154),
// else one with the usual name. The error wraps ErrNoDrafts.
func (c *Client) DraftsFolder(ctx context.Context) (string, error) {
	folders, err := c.Folders(ctx)
	if err != nil {
		return "", err
	}
	for _, f := range folders {
		if f.Drafts && !f.Closed {
			return f.Name, nil
		}
	}
	for _, name := range draftNames {
		for _, f := range folders {
			if !f.Closed && strings.EqualFold(f.last, name) {
				return f.Name, nil
			}
		}
	}
	return "", data.Explain("Er is geen map voor concepten op de mailserver. Maak een map \u201cConcepten\u201d of kies er een bij Instellingen.", ErrNoDrafts)
}

// AppendDraft puts a mail (with CRLF line ends) into a folder as a draft. uid is 0
// where the server does not say it and the mail cannot be found by its Message-ID
// either; it is in the folder all the same.
func (c *Client) AppendDraft(ctx context.Context, folder string, mail []byte) (uidValidity, uid uint32, err error) {
	stop, err := c.start(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer stop()
	added, err := c.appendMail(folder, mail)
	if err != nil {
		return 0, 0, c.folderError(ctx, folder, err)
	}
	if added.UID != 0 {
		return added.UIDValidity, uint32(added.UID), nil
	}
	id := messageID(mail)
	if id == "" {
		return 0, 0, nil
	}
	uidValidity, _, err = c.Examine(ctx, folder)
	if err != nil {
		return 0, 0, err
	}
	found, err := c.search(ctx, &goimap.SearchCriteria{Header: []goimap.SearchCriteriaHeaderField{{Key: "Message-Id", Value: id}}})
	if err != nil {
		return 0, 0, err
	}
	if len(found) > 0 {
		uid = slices.Max(found)
	}
	return uidValidity, uid, nil
}

func (c *Client) appendMail(folder string, mail []byte) (*goimap.AppendData, error) {
	cmd := c.imap.Append(folder, int64(len(mail)), &goimap.AppendOptions{Flags: []goimap.Flag{goimap.FlagDraft, goimap.FlagSeen}})
	_, writeErr := cmd.Write(mail)
	closeErr := cmd.Close()
	// The server's own answer says more than a write that it cut short.
	added, err := cmd.Wait()
	if err := firstError(err, firstError(writeErr, closeErr)); err != nil {
		return nil, fmt.Errorf("append: %w", err)
	}
	return added, nil
}

// HasMessage says whether a mail with a Message-ID, without its brackets, is in a
// folder, where it may be marked as deleted.
func (c *Client) HasMessage(ctx context.Context, folder, id string) (bool, error) {
	if _, _, err := c.Examine(ctx, folder); err != nil {
		return false, err
	}
	found, err := c.search(ctx, &goimap.SearchCriteria{Header: []goimap.SearchCriteriaHeaderField{{Key: "Message-Id", Value: id}}})
	return len(found) > 0, err
}

func messageID(mail []byte) string {
	h, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(mail))).ReadMIMEHeader()
	if err != nil {
		return ""
	}
	return h.Get("Message-Id")
}

// DeleteDraft takes a draft away that AppendDraft made. A mail that is no draft,
// or a folder that was numbered anew, is left alone with an error; a draft that is
// gone already is none.
func (c *Client) DeleteDraft(ctx context.Context, folder string, uidValidity, uid uint32) error {
	if uid == 0 {
		return data.Explain("Dit concept is niet meer te vinden op de mailserver. Verwijder het daar zelf.", ErrRefused)
	}
	stop, err := c.start(ctx)
	if err != nil {
		return err
	}
	defer stop()
	c.folder = ""
	opened, err := c.imap.Select(folder, nil).Wait()
	if err != nil {
		return c.folderError(ctx, folder, err)
	}
	if opened.UIDValidity != uidValidity {
		return data.Explain("De map met concepten is op de mailserver vernieuwd; het concept is niet verwijderd. Verwijder het daar zelf.", fmt.Errorf("%w: uidvalidity changed", ErrRefused))
	}
	set := goimap.UIDSetNum(goimap.UID(uid))
	found, err := c.imap.Fetch(set, &goimap.FetchOptions{UID: true, Flags: true}).Collect()
	if err != nil {
		return c.failed(ctx, "find draft", err)
	}
	found = slices.DeleteFunc(found, func(m *imapclient.FetchMessageBuffer) bool { return m.UID != goimap.UID(uid) })
	if len(found) == 0 {
		return nil
	}
	if !slices.Contains(found[0].Flags, goimap.FlagDraft) {
		return data.Explain("Deze mail is geen concept en is niet verwijderd.", fmt.Errorf("%w: no draft", ErrRefused))
	}
	if err := c.imap.Store(set, &goimap.StoreFlags{Op: goimap.StoreFlagsAdd, Silent: true, Flags: []goimap.Flag{goimap.FlagDeleted}}, nil).Close(); err != nil {
		return c.failed(ctx, "delete draft", err)
	}
	// Without UIDPLUS only everything marked in the folder could be taken away, the
	// work of other programs too; the mark is enough then.
	if c.imap.Caps().Has(goimap.CapUIDPlus) {
		if err := c.imap.UIDExpunge(set).Close(); err != nil {
			return c.failed(ctx, "delete draft", err)
		}
	}
	return nil
}
