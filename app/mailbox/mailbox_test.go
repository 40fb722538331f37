package mailbox_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/complaint"
	"kiesvoorhetkind.nl/kantoor/app/intake"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/dovecottest"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

func mail(id, from, subject, text string, extra ...string) []byte {
	head := []string{"From: " + from, "To: info@kantoor.example.nl", "Subject: " + subject, "Message-ID: <" + id + ">", "Date: Tue, 3 Mar 2026 10:00:00 +0100"}
	head = append(head, extra...)
	return []byte(strings.Join(head, "\r\n") + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + strings.ReplaceAll(text, "\n", "\r\n") + "\r\n")
}

type desk struct {
	store *data.Store
	box   *mailbox.Box
	who   func() string
}

func open(t *testing.T, address string, secrets mailbox.Secrets) desk {
	t.Helper()
	s, err := data.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	who := func() string { return "Annelies" }
	return desk{s, mailbox.New(s, who, secrets, intake.File), who}
}

func TestFetchingKeepsEveryMailOnceAndLeavesTheServerAsItWas(t *testing.T) {
	server := dovecottest.Start(t)
	const n = 130
	for i := range n {
		if err := server.Deliver("info", "INBOX", mail(fmt.Sprintf("m%d@voorbeeld.example.nl", i), "Piet <piet@voorbeeld.example.nl>", fmt.Sprintf("Bericht %d", i), "Hallo")); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		d := open(t, address, keychain.Memory{})
		before, err := server.Mails("info", "INBOX")
		if err != nil {
			t.Fatal(err)
		}
		account := data.MailAccount{Address: "info@kantoor.example.nl", Host: server.Host, Port: server.Port, Username: "info", CAFile: server.CAFile}
		if err := d.box.Connect(ctx, &account, server.Password); err != nil {
			t.Fatal(err)
		}
		got, err := d.box.Fetch(ctx, account, nil)
		if want := (mailbox.Fetched{Account: "info", Folder: "INBOX", OnServer: n, Here: n, New: n}); err != nil || got != want {
			t.Fatalf("first: %+v %v", got, err)
		}
		if got, err = d.box.Fetch(ctx, account, nil); err != nil || got.New != 0 || got.Here != n {
			t.Fatalf("again: %+v %v", got, err)
		}
		if err := server.ChangeUIDValidity("info"); err != nil {
			t.Fatal(err)
		}
		if got, err = d.box.Fetch(ctx, account, nil); err != nil || got.New != 0 || got.Here != n {
			t.Fatalf("after renumbering: %+v %v", got, err)
		}
		after, err := server.Mails("info", "INBOX")
		if err != nil || !slices.EqualFunc(before, after, func(a, b dovecottest.Mail) bool {
			return bytes.Equal(a.Bytes, b.Bytes) && fmt.Sprint(a.Flags) == fmt.Sprint(b.Flags)
		}) {
			t.Errorf("the mailbox changed: %d mails before, %d after (%v)", len(before), len(after), err)
		}
		first, err := d.box.List(ctx, "", true, nil, 100)
		if err != nil || len(first) != 100 {
			t.Fatalf("page: %d %v", len(first), err)
		}
		rest, err := d.box.List(ctx, "", true, &first[99], 100)
		if err != nil || len(rest) != n-100 {
			t.Fatalf("next page: %d %v", len(rest), err)
		}
	})
}

func TestDraftLiesInTheMailboxsOwnFolder(t *testing.T) {
	server := dovecottest.Start(t)
	ctx := context.Background()
	d := open(t, storetest.SQLite(t), keychain.Memory{})
	account := data.MailAccount{Address: "info@kantoor.example.nl", Host: server.Host, Port: server.Port, Username: "info", CAFile: server.CAFile}
	if err := d.box.Connect(ctx, &account, server.Password); err != nil {
		t.Fatal(err)
	}
	raw, err := d.box.SaveDraft(ctx, account, message.Draft{To: []message.Address{{Name: "Zoë", Email: "zoe@voorbeeld.example.nl"}}, Subject: "Je klacht", Text: "Beste Zoë,\n\nDank je wel."})
	if err != nil {
		t.Fatal(err)
	}
	there, err := server.Mails("info", "Concepten")
	// On its disk the server keeps lines with LF alone.
	if err != nil || len(there) != 1 || !bytes.Equal(there[0].Bytes, bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))) {
		t.Fatalf("drafts: %d %v", len(there), err)
	}
	if !strings.Contains(there[0].Flags, "D") {
		t.Errorf("flags: %v", there[0].Flags)
	}
}

func TestWrongPasswordIsSaidInDutchAndNothingIsKept(t *testing.T) {
	server := dovecottest.Start(t)
	ctx := context.Background()
	d := open(t, storetest.SQLite(t), keychain.Memory{})
	account := data.MailAccount{Address: "info@kantoor.example.nl", Host: server.Host, Port: server.Port, Username: "info", CAFile: server.CAFile}
	err := d.box.Connect(ctx, &account, "verkeerd")
	if text, ok := data.UserText(err); !ok || !strings.Contains(text, "wachtwoord") {
		t.Errorf("answer: %v", err)
	}
	if accounts, err := d.box.Accounts(ctx); err != nil || len(accounts) != 0 {
		t.Errorf("accounts: %v %v", accounts, err)
	}
}

func TestTwoMailboxesWithOneNameKeepTheirOwnPassword(t *testing.T) {
	server := dovecottest.Start(t)
	ctx := context.Background()
	secrets := keychain.Memory{}
	d := open(t, storetest.SQLite(t), secrets)
	connect := func(address string) (data.MailAccount, error) {
		account := data.MailAccount{Address: address, Host: server.Host, Port: server.Port, Username: "info", CAFile: server.CAFile}
		return account, d.box.Connect(ctx, &account, server.Password)
	}
	first, err := connect("info@kantoor.example.nl")
	if err != nil {
		t.Fatal(err)
	}
	secrets[first.Name] = "het eerste wachtwoord"
	second, err := connect("info@anders.example.nl")
	if err != nil || second.Name == first.Name {
		t.Errorf("second: %q %v", second.Name, err)
	}
	if secrets[first.Name] != "het eerste wachtwoord" {
		t.Error("the password of the first mailbox was replaced")
	}
	_, err = connect("info@anders.example.nl")
	if _, ok := data.UserText(err); !ok {
		t.Errorf("the same mailbox again: %v", err)
	}
}

func TestComplaintsAndTheirFollowUpsLiveApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		d := open(t, address, keychain.Memory{})
		take := func(raw []byte) string {
			t.Helper()
			sha, fresh, err := d.box.Take(ctx, raw, time.Time{})
			if err != nil || !fresh {
				t.Fatalf("take: %v %v", fresh, err)
			}
			return sha
		}
		sha := take(mail("k1@voorbeeld.example.nl", "Bas <bas@voorbeeld.example.nl>", "Klacht over KIES coach",
			"Geachte heer, mevrouw,\n\nIk dien een klacht in over KIES coach Tessa Winters van Praktijk Boomhut. Zij is zonder mijn toestemming begonnen.\n\nBas"))
		take(mail("b1@voorbeeld.example.nl", "An <an@voorbeeld.example.nl>", "Bestelling", "Graag bestel ik een handleiding KIES coach 7-12 jaar.\n\nAn"))
		if rows, err := d.box.List(ctx, "new", false, nil, 10); err != nil || len(rows) != 1 || rows[0].Intent != "order.handbook" {
			t.Errorf("without the complaints role: %+v %v", rows, err)
		}
		c, _, err := complaint.New(d.store, d.who, workday.Calendar{}).Register(ctx, complaint.NewComplaint{Route: "professional", About: "Tessa Winters", Received: "2026-03-03", MessageSHA: sha})
		if err != nil {
			t.Fatal(err)
		}
		follow := take(mail("k2@voorbeeld.example.nl", "Bas <bas@voorbeeld.example.nl>", "Re: Klacht over KIES coach", "Nog een aanvulling: het was op dinsdag.\n\nBas", "In-Reply-To: <k1@voorbeeld.example.nl>", "References: <k1@voorbeeld.example.nl>"))
		auto := take(mail("k3@voorbeeld.example.nl", "Bas <bas@voorbeeld.example.nl>", "Automatisch antwoord: uw klacht", "Ik ben afwezig tot 10 maart.", "In-Reply-To: <k1@voorbeeld.example.nl>", "Auto-Submitted: auto-replied"))
		err = d.store.Read(ctx, func(tx *data.Tx) error {
			for _, s := range []string{follow, auto} {
				m, err := tx.MessageBySHA(s)
				if err != nil || !m.Complaint || m.ComplaintID != c.ID {
					t.Errorf("follow-up: complaint %v of %d, want %d (%v)", m.Complaint, m.ComplaintID, c.ID, err)
				}
			}
			events, err := tx.ComplaintEvents(c.ID)
			kinds := map[string]int{}
			for _, e := range events {
				kinds[e.Kind]++
			}
			if kinds["more"] != 1 || kinds["automatic"] != 1 {
				t.Errorf("log: %v", kinds)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		l, err := d.box.Open(ctx, follow)
		if err != nil || l.Follows != sha {
			t.Errorf("follows %q, want %q (%v)", l.Follows, sha, err)
		}
	})
}

func TestTheSameMailAtTwoAddressesIsLaidAside(t *testing.T) {
	ctx := context.Background()
	d := open(t, storetest.SQLite(t), keychain.Memory{})
	one := mail("d1@voorbeeld.example.nl", "An <an@voorbeeld.example.nl>", "Bestelling", "Graag een handleiding.")
	two := append([]byte("Delivered-To: administratie@kantoor.example.nl\r\n"), one...)
	for _, raw := range [][]byte{one, one, two} {
		if _, _, err := d.box.Take(ctx, raw, time.Time{}); err != nil {
			t.Fatal(err)
		}
	}
	fresh, err := d.box.List(ctx, "new", true, nil, 10)
	aside, err2 := d.box.List(ctx, "aside", true, nil, 10)
	if err != nil || err2 != nil || len(fresh) != 1 || len(aside) != 1 {
		t.Errorf("new %d, aside %d (%v %v)", len(fresh), len(aside), err, err2)
	}
}

func TestAMailThatCannotBeReadIsKept(t *testing.T) {
	ctx := context.Background()
	d := open(t, storetest.SQLite(t), keychain.Memory{})
	sha, fresh, err := d.box.Take(ctx, []byte{0, 1, 2, 255}, time.Time{})
	if err != nil || !fresh {
		t.Fatalf("%v %v", fresh, err)
	}
	l, err := d.box.Open(ctx, sha)
	if err != nil || !bytes.Equal(l.Raw, []byte{0, 1, 2, 255}) {
		t.Errorf("open: %v %v", l.Raw, err)
	}
}
