package mailbox_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/data"
)

// names is what the internet would answer.
type names struct {
	srv map[string][]*net.SRV
	mx  map[string][]*net.MX
}

func (n names) LookupSRV(_ context.Context, service, proto, name string) (string, []*net.SRV, error) {
	if found := n.srv["_"+service+"._"+proto+"."+name]; found != nil {
		return "", found, nil
	}
	return "", nil, errors.New("no such name")
}

func (n names) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	if found := n.mx[name]; found != nil {
		return found, nil
	}
	return nil, errors.New("no such name")
}

func TestFindProvider(t *testing.T) {
	internet := names{
		srv: map[string][]*net.SRV{
			"_imaps._tcp.says.example.nl": {{Target: "Mail.example.org.", Port: 1993}},
			"_imaps._tcp.near.example.nl": {{Target: "imap.near.example.nl.", Port: 993}},
			"_imaps._tcp.like.example.nl": {{Target: "imap.notlike.example.nl.", Port: 993}},
			"_imaps._tcp.none.example.nl": {{Target: ".", Port: 0}},
		},
		mx: map[string][]*net.MX{
			"none.example.nl":   {{Host: "mx.transip.email."}},
			"own.example.nl":    {{Host: "mx.own.example.nl."}},
			"office.example.nl": {{Host: "office-example-nl.mail.protection.OUTLOOK.com."}},
			"fake.example.nl":   {{Host: "mx.notgoogle.com."}},
		},
	}
	for _, c := range []struct {
		address, host string
		port          int
		known, note   bool
	}{
		{"iemand@gmail.com", "imap.gmail.com", 993, true, true},
		{" Iemand@ZIGGO.nl ", "imap.ziggo.nl", 993, true, false},
		{"info@says.example.nl", "mail.example.org", 1993, true, true}, // who answers for the names may be an impostor: ask
		{"info@near.example.nl", "imap.near.example.nl", 993, true, false},
		{"info@like.example.nl", "imap.notlike.example.nl", 993, true, true},
		{"info@none.example.nl", "imap.transip.email", 993, true, false},
		{"info@office.example.nl", "outlook.office365.com", 993, true, true},
		{"info@own.example.nl", "imap.own.example.nl", 993, false, false},
		{"info@fake.example.nl", "imap.fake.example.nl", 993, false, false},
		{"info@nowhere.example.nl", "imap.nowhere.example.nl", 993, false, false},
		{"info", "", 0, false, false},
		{"info@", "", 0, false, false},
		{"info@localhost", "", 0, false, false},
		{"info@a b.nl", "", 0, false, false},
	} {
		p, ok := mailbox.FindProvider(context.Background(), internet, c.address)
		if ok != (c.host != "") || p.Host != c.host || p.Port != c.port || p.Known != c.known || (p.Note != "") != c.note {
			t.Errorf("%q: %+v, %v", c.address, p, ok)
		}
	}
}

func FuzzFindProvider(f *testing.F) {
	for _, s := range []string{"info@example.nl", "a@b.c", "@", "info@münchen.example.org", "x@..nl"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		p, ok := mailbox.FindProvider(context.Background(), names{}, address)
		if ok && (p.Host == "" || strings.ContainsAny(p.Host, " /:@\n")) {
			t.Fatalf("%q is asked for at %q", address, p.Host)
		}
	})
}

func TestWhatIsMissingIsSaidWhereItIs(t *testing.T) {
	box := mailbox.New(nil, nil, nil, nil)
	full := data.MailAccount{Host: "imap.example.nl", Username: "info", CAFile: "there-is-no-such-file.pem"}
	for _, c := range []struct {
		change   func(*data.MailAccount)
		password string
		part     mailbox.Part
	}{
		{func(a *data.MailAccount) { a.Host = " " }, "x", mailbox.ServerPart},
		{func(a *data.MailAccount) { a.Username = "" }, "x", mailbox.UserPart},
		{func(*data.MailAccount) {}, "", mailbox.PasswordPart},
		{func(*data.MailAccount) {}, "x", mailbox.ServerPart},
	} {
		a := full
		c.change(&a)
		err := box.Try(context.Background(), &a, c.password)
		if _, ok := data.UserText(err); !ok || mailbox.PartOf(err) != c.part {
			t.Errorf("%+v: %v is about %s", a, err, mailbox.PartOf(err))
		}
	}
	if part := mailbox.PartOf(fmt.Errorf("something else")); part != mailbox.ServerPart {
		t.Error(part)
	}
}
