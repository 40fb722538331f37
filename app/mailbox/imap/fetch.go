package imap

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Raw is one mail as the server holds it.
type Raw struct {
	UID          uint32
	Flags        []string  // such as \Seen; nil where the server could not say
	InternalDate time.Time // when the server took it in; zero where it could not say
	Bytes        []byte
	// Cut is true for a mail above MaxMail: Bytes is only its beginning.
	Cut bool
}

// Result says what became of the UIDs asked for; what was delivered is in none of
// these.
type Result struct {
	Gone       []uint32 // not in the folder any more
	Unreadable []uint32 // the server does not give them, in no way asked
}

const (
	// MaxMail is the size above which only the beginning of a mail is fetched.
	MaxMail   = 40 << 20
	cutAt     = 2 << 20
	batchSize = 50
	// After so many broken connections without a mail between them the fault is
	// not in a mail.
	maxBreaks = 6
)

// Fetch gets mails of the opened folder and hands each complete one to deliver,
// once, in the order in which the server sends them; nothing is marked as read.
// What a batch leaves out is asked for again one by one in simpler ways, over a
// new connection where the old one broke. On an error the mails delivered so far
// stay delivered. An error of deliver ends the fetching and is returned as it is.
func (c *Client) Fetch(ctx context.Context, uids []uint32, deliver func(Raw) error) (Result, error) {
	var result Result
	if c.folder == "" {
		return result, errNoFolder
	}
	f := &fetching{client: c, deliver: deliver, done: map[uint32]bool{}}
	for batch := range slices.Chunk(uids, batchSize) {
		err := f.batch(ctx, batch)
		if stop := f.stopped(ctx, err); stop != nil {
			return result, stop
		}
		missing := slices.DeleteFunc(slices.Clone(batch), func(u uint32) bool { return f.done[u] })
		if len(missing) == 0 {
			continue
		}
		here, err := f.present(ctx, missing)
		if err != nil {
			return result, err
		}
		for _, uid := range missing {
			if !here[uid] {
				result.Gone = append(result.Gone, uid)
				continue
			}
			ok, err := f.single(ctx, uid)
			if err != nil {
				return result, err
			}
			if !ok {
				result.Unreadable = append(result.Unreadable, uid)
			}
		}
	}
	return result, nil
}

// fetching is the state of one Fetch.
type fetching struct {
	client  *Client
	deliver func(Raw) error
	done    map[uint32]bool
	refused error // of deliver
	breaks  int   // broken connections since the last mail
}

// stopped tells whether fetching must end: the caller's wish, or a line that
// breaks again and again. Any other fault is of a mail and is tried otherwise.
func (f *fetching) stopped(ctx context.Context, err error) error {
	switch {
	case f.refused != nil:
		return f.refused
	case ctx.Err() != nil:
		return fmt.Errorf("mail server: %w", ctx.Err())
	case err != nil && f.breaks >= maxBreaks:
		return err
	}
	return nil
}

// ready reconnects when the last command broke the line.
func (f *fetching) ready(ctx context.Context) error {
	c := f.client
	// The library answers the caller a moment before it notes that the folder is open, so
	// only the end of the line says that there is none.
	if c.imap != nil && c.conn.cause() == nil && c.imap.State() != goimap.ConnStateLogout {
		return nil
	}
	return c.reconnect(ctx)
}

var wholeMail = &goimap.FetchItemBodySection{Peek: true}

// batch asks for several mails at once, the large ones left out.
func (f *fetching) batch(ctx context.Context, uids []uint32) error {
	if err := f.ready(ctx); err != nil {
		f.breaks = maxBreaks
		return err
	}
	large, err := f.large(ctx, uids)
	if err == nil {
		err = f.ready(ctx)
	}
	if err != nil {
		return err
	}
	var set goimap.UIDSet
	for _, u := range uids {
		if !large[u] {
			set.AddNum(goimap.UID(u))
		}
	}
	if len(set) > 0 {
		if err := f.run(ctx, set, 0, &goimap.FetchOptions{UID: true, Flags: true, InternalDate: true, BodySection: []*goimap.FetchItemBodySection{wholeMail}}); err != nil {
			return err
		}
	}
	for u := range large {
		if _, err := f.beginning(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

// large asks for the sizes, which are only a hint: servers miscount.
func (f *fetching) large(ctx context.Context, uids []uint32) (map[uint32]bool, error) {
	c := f.client
	stop, err := c.start(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	var set goimap.UIDSet
	for _, u := range uids {
		set.AddNum(goimap.UID(u))
	}
	cmd := c.imap.Fetch(set, &goimap.FetchOptions{UID: true, RFC822Size: true})
	out := map[uint32]bool{}
	for m := cmd.Next(); m != nil; m = cmd.Next() {
		b, err := m.Collect()
		if err == nil && b.RFC822Size > MaxMail {
			out[uint32(b.UID)] = true
		}
	}
	if err := cmd.Close(); err != nil {
		var answer *goimap.Error
		if errors.As(err, &answer) {
			return out, nil // a server that does not tell sizes still gives mails
		}
		f.breaks++
		return nil, c.failed(ctx, "sizes", err)
	}
	return out, nil
}

// present asks which of the UIDs are still in the folder.
func (f *fetching) present(ctx context.Context, uids []uint32) (map[uint32]bool, error) {
	if err := f.ready(ctx); err != nil {
		return nil, err
	}
	all, err := f.client.UIDs(ctx)
	if err != nil {
		return nil, err
	}
	here := make(map[uint32]bool, len(all))
	for _, u := range all {
		here[u] = true
	}
	return here, nil
}

// single tries one mail in ever simpler ways; false when none works.
func (f *fetching) single(ctx context.Context, uid uint32) (bool, error) {
	for _, way := range []func(context.Context, uint32) (bool, error){f.alone, f.bare, f.bySequence, f.halves} {
		if err := f.ready(ctx); err != nil {
			return false, err
		}
		ok, err := way(ctx, uid)
		if stop := f.stopped(ctx, err); stop != nil {
			return false, stop
		}
		if ok {
			return true, nil
		}
	}
	return false, nil
}

func (f *fetching) alone(ctx context.Context, uid uint32) (bool, error) {
	err := f.run(ctx, goimap.UIDSetNum(goimap.UID(uid)), uid, &goimap.FetchOptions{UID: true, Flags: true, InternalDate: true, BodySection: []*goimap.FetchItemBodySection{wholeMail}})
	return f.done[uid], err
}

// bare leaves out flags and date, which some servers write in a way the library
// cannot read.
func (f *fetching) bare(ctx context.Context, uid uint32) (bool, error) {
	err := f.run(ctx, goimap.UIDSetNum(goimap.UID(uid)), uid, &goimap.FetchOptions{UID: true, BodySection: []*goimap.FetchItemBodySection{wholeMail}})
	return f.done[uid], err
}

// bySequence asks by place in the folder: the library drops an answer to a UID
// whose UID comes behind the mail itself.
func (f *fetching) bySequence(ctx context.Context, uid uint32) (bool, error) {
	all, err := f.client.UIDs(ctx)
	if err != nil {
		return false, err
	}
	place := slices.Index(all, uid)
	if place < 0 || !slices.IsSorted(all) {
		return false, nil
	}
	err = f.run(ctx, goimap.SeqSetNum(uint32(place+1)), uid, &goimap.FetchOptions{UID: true, BodySection: []*goimap.FetchItemBodySection{wholeMail}})
	return f.done[uid], err
}

// halves asks for the header and the rest apart.
func (f *fetching) halves(ctx context.Context, uid uint32) (bool, error) {
	var whole []byte
	for _, part := range []goimap.PartSpecifier{goimap.PartSpecifierHeader, goimap.PartSpecifierText} {
		b, ok, err := f.section(ctx, uid, &goimap.FetchItemBodySection{Specifier: part, Peek: true})
		if err != nil || !ok {
			return false, err
		}
		whole = append(whole, b...)
	}
	return f.hand(Raw{UID: uid, Bytes: whole}), nil
}

// beginning gets the first part of a mail that is too large to hold.
func (f *fetching) beginning(ctx context.Context, uid uint32) (bool, error) {
	b, ok, err := f.section(ctx, uid, &goimap.FetchItemBodySection{Partial: &goimap.SectionPartial{Offset: 0, Size: cutAt}, Peek: true})
	if err != nil || !ok || len(b) == 0 {
		return false, err
	}
	return f.hand(Raw{UID: uid, Bytes: b, Cut: true}), nil
}

func (f *fetching) section(ctx context.Context, uid uint32, section *goimap.FetchItemBodySection) (b []byte, ok bool, err error) {
	c := f.client
	stop, err := c.start(ctx)
	if err != nil {
		return nil, false, err
	}
	defer stop()
	cmd := c.imap.Fetch(goimap.UIDSetNum(goimap.UID(uid)), &goimap.FetchOptions{UID: true, BodySection: []*goimap.FetchItemBodySection{section}})
	for m := cmd.Next(); m != nil; m = cmd.Next() {
		got, complete := c.collect(m)
		if complete && !got.Cut && got.UID == uid {
			b, ok = got.Bytes, true
		}
	}
	if err := cmd.Close(); err != nil {
		return nil, false, f.broken(ctx, err)
	}
	return b, ok, nil
}

// run sends one FETCH and hands on what is complete. want is the UID of a single
// mail, 0 for several.
func (f *fetching) run(ctx context.Context, set goimap.NumSet, want uint32, items *goimap.FetchOptions) error {
	c := f.client
	stop, err := c.start(ctx)
	if err != nil {
		return err
	}
	defer stop()
	cmd := c.imap.Fetch(set, items)
	var tooLarge []uint32
	for m := cmd.Next(); m != nil; m = cmd.Next() {
		raw, complete := c.collect(m)
		if raw.UID == 0 || want != 0 && raw.UID != want || f.done[raw.UID] {
			continue
		}
		if raw.Cut {
			tooLarge = append(tooLarge, raw.UID)
			continue
		}
		if !complete {
			continue
		}
		c.conn.pause()
		f.hand(raw)
		if f.refused != nil {
			// The rest of the answer is of no use to anybody. The library closes only
			// after it is read, so the line goes first.
			c.conn.shut()
			_ = cmd.Close()
			c.drop()
			return f.refused
		}
		c.conn.resume()
	}
	if err := cmd.Close(); err != nil {
		return f.broken(ctx, err)
	}
	for _, uid := range tooLarge {
		if _, err := f.beginning(ctx, uid); err != nil {
			return err
		}
	}
	return nil
}

// hand gives a mail to the caller, once.
func (f *fetching) hand(raw Raw) bool {
	if err := f.deliver(raw); err != nil {
		f.refused = err
		return false
	}
	f.done[raw.UID] = true
	f.breaks = 0
	return true
}

func (f *fetching) broken(ctx context.Context, err error) error {
	var answer *goimap.Error
	if !errors.As(err, &answer) {
		f.breaks++
	}
	return f.client.failed(ctx, "fetch", err)
}

// abandon gives up a line that ended inside a mail, and waits until the library
// has seen that too: it would read on while the rest of the answer is thrown away.
func (c *Client) abandon() {
	c.conn.shut()
	<-c.imap.Closed()
}

// collect reads one answer. complete is false for a mail without its bytes, or
// with fewer than announced. Cut is set where the bytes were too many to keep.
func (c *Client) collect(m *imapclient.FetchMessageData) (raw Raw, complete bool) {
	for item := m.Next(); item != nil; item = m.Next() {
		switch item := item.(type) {
		case imapclient.FetchItemDataUID:
			raw.UID = uint32(item.UID)
		case imapclient.FetchItemDataFlags:
			raw.Flags = make([]string, 0, len(item.Flags))
			for _, flag := range item.Flags {
				raw.Flags = append(raw.Flags, string(flag))
			}
		case imapclient.FetchItemDataInternalDate:
			raw.InternalDate = item.Time
		case imapclient.FetchItemDataBodySection:
			if item.Literal == nil {
				continue
			}
			size := item.Literal.Size()
			if size > MaxMail {
				raw.Cut = true
				if n, err := io.Copy(io.Discard, item.Literal); err != nil || n != size {
					c.abandon()
					return Raw{}, false
				}
				continue
			}
			b, err := io.ReadAll(item.Literal)
			// A line that breaks inside a mail ends it without an error.
			if err != nil || int64(len(b)) != size {
				c.abandon()
				return Raw{}, false
			}
			raw.Bytes, complete = b, size > 0
		}
	}
	return raw, complete
}
