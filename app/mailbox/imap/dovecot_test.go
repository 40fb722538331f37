package imap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/dovecottest"
	"kiesvoorhetkind.nl/kantoor/data"
)

func letter(n int, body string) []byte {
	return fmt.Appendf(nil, "From: Tess Bruin <tess@example.nl>\r\nSubject: brief %d\r\nMessage-ID: <brief-%d@example.nl>\r\n\r\n%s\r\n", n, n, body)
}

func testContext(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func dial(t *testing.T, s *dovecottest.Server, user string) *Client {
	t.Helper()
	c, err := Dial(testContext(t), Server{Host: s.Host, Port: s.Port, User: user, Pool: s.Pool}, s.Password)
	if err != nil {
		t.Fatalf("dial: %v", err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return c
}

// userText is what the user would read, "" for an error without a sentence.
func userText(err error) string {
	text, _ := data.UserText(err)
	return text
}

func fetchAll(t *testing.T, c *Client, uids []uint32) (map[uint32]Raw, Result) {
	t.Helper()
	got := map[uint32]Raw{}
	result, err := c.Fetch(testContext(t), uids, func(r Raw) error {
		if _, twice := got[r.UID]; twice {
			t.Errorf("mail %d came twice", r.UID)
		}
		got[r.UID] = r
		return nil
	})
	if err != nil {
		t.Fatalf("fetch: %v", err)
	}
	return got, result
}

func TestDovecot(t *testing.T) {
	s := dovecottest.Start(t)
	t.Run("fetch marks nothing", func(t *testing.T) { fetchMarksNothing(t, s) })
	t.Run("a mail that is gone", func(t *testing.T) { goneMail(t, s) })
	t.Run("deliver stops", func(t *testing.T) { deliverStops(t, s) })
	t.Run("drafts", func(t *testing.T) { drafts(t, s) })
	t.Run("numbered anew", func(t *testing.T) { numberedAnew(t, s) })
	t.Run("refusals", func(t *testing.T) { refusals(t, s) })
	t.Run("large mail", func(t *testing.T) { largeMail(t, s) })
	t.Run("cancel", func(t *testing.T) { cancelled(t, s) })
}

func fetchMarksNothing(t *testing.T, s *dovecottest.Server) {
	var want [][]byte
	for i := range 2*batchSize + 7 {
		want = append(want, letter(i, "Regel met é en\r\n.\r\neen punt "+strings.Repeat("x", i*37)))
	}
	if err := s.Deliver("info", "", want...); err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, "info@example.nl")
	validity, count, err := c.Examine(testContext(t), "INBOX")
	if err != nil || validity == 0 || count != len(want) {
		t.Fatalf("examine: %d %d %v", validity, count, err)
	}
	uids, err := c.UIDs(testContext(t))
	if err != nil || len(uids) != len(want) || !slices.IsSorted(uids) {
		t.Fatalf("uids: %v %v", uids, err)
	}
	got, result := fetchAll(t, c, uids)
	if len(result.Gone)+len(result.Unreadable) != 0 {
		t.Errorf("result %+v", result)
	}
	for i, uid := range uids {
		if !bytes.Equal(got[uid].Bytes, want[i]) {
			t.Errorf("mail %d differs: %q", uid, got[uid].Bytes)
		}
		if time.Since(got[uid].InternalDate) > time.Hour || slices.Contains(got[uid].Flags, `\Seen`) {
			t.Errorf("mail %d: date %v flags %v", uid, got[uid].InternalDate, got[uid].Flags)
		}
	}
	mails, err := s.Mails("info", "")
	if err != nil || len(mails) != len(want) {
		t.Fatalf("%d mails in the folder, %v", len(mails), err)
	}
	for i, m := range mails {
		if m.Flags != "" || !bytes.Equal(m.Bytes, want[i]) {
			t.Errorf("mail %d was changed on the server: flags %q", i, m.Flags)
		}
	}
}

func goneMail(t *testing.T, s *dovecottest.Server) {
	if err := s.Deliver("weg", "", letter(1, "een")); err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, "weg")
	if _, _, err := c.Examine(testContext(t), "INBOX"); err != nil {
		t.Fatal(err)
	}
	got, result := fetchAll(t, c, []uint32{1, 2, 77})
	if len(got) != 1 || !slices.Equal(result.Gone, []uint32{2, 77}) || len(result.Unreadable) != 0 {
		t.Errorf("got %d, %+v", len(got), result)
	}
}

func deliverStops(t *testing.T, s *dovecottest.Server) {
	if err := s.Deliver("vol", "", letter(1, "een"), letter(2, "twee"), letter(3, "drie")); err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, "vol")
	if _, _, err := c.Examine(testContext(t), "INBOX"); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	calls := 0
	_, err := c.Fetch(testContext(t), []uint32{1, 2, 3}, func(Raw) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func drafts(t *testing.T, s *dovecottest.Server) {
	ctx := testContext(t)
	c := dial(t, s, "concept")
	folder, err := c.DraftsFolder(ctx)
	if err != nil || folder != "Concepten" {
		t.Fatalf("drafts folder %q, %v", folder, err)
	}
	draft := letter(9, "Beste Tess,\r\n.\r\ntot dan")
	validity, uid, err := c.AppendDraft(ctx, folder, draft)
	if err != nil || uid == 0 || validity == 0 {
		t.Fatalf("append: %d %d %v", validity, uid, err)
	}
	mails, err := s.Mails("concept", "Concepten")
	if err != nil || len(mails) != 1 || mails[0].Flags != "DS" {
		t.Fatalf("on the server: %v %v", mails, err)
	}
	if _, _, err := c.Examine(ctx, folder); err != nil {
		t.Fatal(err)
	}
	if got, _ := fetchAll(t, c, []uint32{uid}); !bytes.Equal(got[uid].Bytes, draft) {
		t.Errorf("came back as %q", got[uid].Bytes)
	}
	if err := c.DeleteDraft(ctx, folder, validity+1, uid); userText(err) == "" {
		t.Errorf("deleted in a folder numbered otherwise: %v", err)
	}
	if _, _, err := c.AppendDraft(ctx, "Nergens", draft); !errors.Is(err, ErrFolder) {
		t.Errorf("append to a missing folder: %v", err)
	}
	if err := s.Deliver("concept", "", letter(1, "echte mail")); err != nil {
		t.Fatal(err)
	}
	inbox, _, err := c.Examine(ctx, "INBOX")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteDraft(ctx, "INBOX", inbox, 1); !errors.Is(err, ErrRefused) {
		t.Errorf("a mail that is no draft: %v", err)
	}
	for range 2 { // the second time it is gone already
		if err := c.DeleteDraft(ctx, folder, validity, uid); err != nil {
			t.Fatal(err)
		}
	}
	for folder, want := range map[string]int{"Concepten": 0, "INBOX": 1} {
		if mails, err = s.Mails("concept", folder); err != nil || len(mails) != want {
			t.Errorf("%s holds %d mails, %v", folder, len(mails), err)
		}
	}
}

func numberedAnew(t *testing.T, s *dovecottest.Server) {
	if err := s.Deliver("nieuw", "", letter(1, "een"), letter(2, "twee")); err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, "nieuw")
	before, _, err := c.Examine(testContext(t), "INBOX")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.ChangeUIDValidity("nieuw"); err != nil {
		t.Fatal(err)
	}
	c = dial(t, s, "nieuw")
	after, count, err := c.Examine(testContext(t), "INBOX")
	if err != nil || after == before || count != 2 {
		t.Fatalf("validity %d then %d, %d mails, %v", before, after, count, err)
	}
	uids, err := c.UIDs(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := fetchAll(t, c, uids); len(got) != 2 {
		t.Errorf("%d mails after the change", len(got))
	}
}

func refusals(t *testing.T, s *dovecottest.Server) {
	good := Server{Host: s.Host, Port: s.Port, User: "info", Pool: s.Pool}
	with := func(change func(*Server)) Server { x := good; change(&x); return x }
	for _, c := range []struct {
		name, password, says string
		server               Server
	}{
		{"wrong password", "fout", "wachtwoord", good},
		{"unknown certificate", s.Password, "certificaat", with(func(x *Server) { x.Pool = nil })},
		{"no such host", s.Password, "niet gevonden", with(func(x *Server) { x.Host = "imap.bestaat-niet.invalid" })},
		{"nobody there", s.Password, "niet bereikbaar", with(func(x *Server) { x.Port = 1 })},
		{"no TLS on this port", s.Password, "TLS", with(func(x *Server) { x.Port = s.PlainPort })},
		{"plain to another computer", s.Password, "niet beveiligd", with(func(x *Server) { x.Host, x.TLS = "imap.example.nl", PlainLoopback })},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Dial(testContext(t), c.server, c.password)
			if text := userText(err); !strings.Contains(text, c.says) {
				t.Errorf("says %q, wanted %q (%v)", text, c.says, err)
			}
			if errors.Is(err, ErrSignIn) != (c.name == "wrong password") {
				t.Errorf("kind of %v", err)
			}
			if err != nil && strings.Contains(err.Error(), c.password) {
				t.Errorf("the password stands in the error")
			}
		})
	}
	plain, err := Dial(testContext(t), with(func(x *Server) { x.Port, x.TLS = s.PlainPort, PlainLoopback }), s.Password)
	if err != nil {
		t.Fatalf("plain on loopback: %v", err)
	}
	if _, _, err := plain.Examine(testContext(t), "Nergens"); !errors.Is(err, ErrFolder) || !strings.Contains(userText(err), "Nergens") {
		t.Errorf("missing folder: %v", err)
	}
	if _, err := plain.Fetch(testContext(t), []uint32{1}, func(Raw) error { return nil }); !errors.Is(err, ErrFolder) {
		t.Errorf("fetch without a folder: %v", err)
	}
	if err := plain.Close(); err != nil {
		t.Error(err)
	}
}

func largeMail(t *testing.T, s *dovecottest.Server) {
	large := letter(1, strings.Repeat(strings.Repeat("y", 998)+"\r\n", MaxMail/1000+10))
	if err := s.Deliver("groot", "", large, letter(2, "klein")); err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, "groot")
	if _, _, err := c.Examine(testContext(t), "INBOX"); err != nil {
		t.Fatal(err)
	}
	got, result := fetchAll(t, c, []uint32{1, 2})
	if !got[1].Cut || !bytes.Equal(got[1].Bytes, large[:cutAt]) || got[2].Cut || len(result.Unreadable) != 0 {
		t.Errorf("large: cut %v, %d bytes; %+v", got[1].Cut, len(got[1].Bytes), result)
	}
}

func cancelled(t *testing.T, s *dovecottest.Server) {
	if err := s.Deliver("stop", "", letter(1, "een"), letter(2, "twee")); err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, "stop")
	if _, _, err := c.Examine(testContext(t), "INBOX"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(testContext(t))
	got := 0
	_, err := c.Fetch(ctx, []uint32{1, 2}, func(Raw) error { got++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) || got == 0 {
		t.Errorf("%d mails, %v", got, err)
	}
}
