package imap

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// fakeServer speaks just enough IMAP to misbehave the way real servers do.
type fakeServer struct {
	listener net.Listener
	// fetch answers a FETCH for one mail; the tagged answer comes after all of them.
	fetch func(a ask) string
	// list is the answer to LIST.
	list        string
	silent      bool // no greeting
	connections atomic.Int32
	done        sync.WaitGroup
}

// ask is one mail asked for.
type ask struct {
	n       uint32 // UID and place in the folder
	items   string
	byPlace bool
	single  bool // nothing else was asked for
}

// Words in an answer of fetch that end it.
const (
	hangUp = "\x00hang up"
	stall  = "\x00stall"
	sayNo  = "\x00no"
)

func fakeMail(n uint32) string { return fmt.Sprintf("Subject: mail %d\r\n\r\nTekst %d\r\n", n, n) }

func literalOf(s string) string { return fmt.Sprintf("{%d}\r\n%s", len(s), s) }

// proper is how a good server answers.
func proper(a ask) string {
	out := fmt.Sprintf("* %d FETCH (UID %d", a.n, a.n)
	if strings.Contains(a.items, "RFC822.SIZE") {
		out += " RFC822.SIZE 40"
	}
	if strings.Contains(a.items, "FLAGS") {
		out += ` FLAGS (\Answered)`
	}
	if strings.Contains(a.items, "INTERNALDATE") {
		out += ` INTERNALDATE "02-Nov-2026 10:00:00 +0100"`
	}
	head, body, _ := strings.Cut(fakeMail(a.n), "\r\n\r\n")
	switch {
	case strings.Contains(a.items, "[HEADER]"):
		out += " BODY[HEADER] " + literalOf(head+"\r\n\r\n")
	case strings.Contains(a.items, "[TEXT]"):
		out += " BODY[TEXT] " + literalOf(body)
	case strings.Contains(a.items, "[]"):
		out += " BODY[] " + literalOf(fakeMail(a.n))
	}
	return out + ")\r\n"
}

func startFake(t *testing.T, f *fakeServer) Server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	f.listener = l
	closing := make(chan struct{})
	f.done.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			f.connections.Add(1)
			f.done.Go(func() { f.serve(conn, closing) })
		}
	})
	t.Cleanup(func() {
		close(closing)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		f.done.Wait()
	})
	return Server{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, User: "info", TLS: PlainLoopback, Silence: 300 * time.Millisecond}
}

var fetchLine = regexp.MustCompile(`^(UID )?FETCH (\S+) (.*)$`)

func (f *fakeServer) serve(conn net.Conn, closing chan struct{}) {
	defer func() { _ = conn.Close() }() // the client sees it
	say := func(s string) {
		// A client that is gone reads nothing.
		_, _ = conn.Write([]byte(s))
	}
	if f.silent {
		<-closing
		return
	}
	say("* OK [CAPABILITY IMAP4rev1] hallo\r\n")
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		tag, command, _ := strings.Cut(lines.Text(), " ")
		m := fetchLine.FindStringSubmatch(command)
		switch {
		case m != nil:
			refused := false
			for _, n := range numbers(m[2]) {
				answer := f.fetch(ask{n: n, items: m[3], byPlace: m[1] == "", single: !strings.ContainsAny(m[2], ",:")})
				text, end, _ := strings.Cut(answer, "\x00")
				say(text)
				switch "\x00" + end {
				case hangUp:
					return
				case stall:
					<-closing
					return
				case sayNo:
					refused = true
				}
			}
			if refused {
				say(tag + " NO weet ik niet\r\n")
				continue
			}
		case strings.HasPrefix(command, "EXAMINE"):
			say("* 3 EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 7] ok\r\n")
		case strings.HasPrefix(command, "UID SEARCH"):
			say("* SEARCH 1 2 3\r\n")
		case strings.HasPrefix(command, "LIST"):
			say(f.list)
		}
		say(tag + " OK goed\r\n")
	}
}

func numbers(set string) []uint32 {
	var out []uint32
	for _, part := range strings.Split(set, ",") {
		var from, to uint32
		if n, err := fmt.Sscanf(part, "%d:%d", &from, &to); err != nil || n == 1 {
			to = from
		}
		for i := from; i <= to; i++ {
			out = append(out, i)
		}
	}
	return out
}

func TestMisbehavingServers(t *testing.T) {
	wholeMailAsked := func(a ask) bool { return strings.Contains(a.items, "[]") }
	for _, c := range []struct {
		name       string
		fetch      func(a ask) string
		want       []uint32
		unreadable []uint32
		reconnects bool
	}{
		{"good", proper, []uint32{1, 2, 3}, nil, false},
		{"uid behind the mail", func(a ask) string {
			if !wholeMailAsked(a) {
				return proper(a)
			}
			return fmt.Sprintf("* %d FETCH (BODY[] %s UID %d)\r\n", a.n, literalOf(fakeMail(a.n)), a.n)
		}, []uint32{1, 2, 3}, nil, false},
		{"flags and mail in two answers", func(a ask) string {
			if !strings.Contains(a.items, "FLAGS") {
				return proper(a)
			}
			return fmt.Sprintf("* %d FETCH (UID %d FLAGS ())\r\n* %d FETCH (UID %d BODY[] %s)\r\n", a.n, a.n, a.n, a.n, literalOf(fakeMail(a.n)))
		}, []uint32{1, 2, 3}, nil, false},
		{"unknown answer between mails", func(a ask) string {
			if wholeMailAsked(a) && !a.single && a.n == 2 {
				return "* XNIEUWS (1 2)\r\n" + proper(a)
			}
			return proper(a)
		}, []uint32{1, 2, 3}, nil, true},
		{"a date that is none", func(a ask) string {
			return strings.ReplaceAll(proper(a), "02-Nov-2026", "32-Foo-2026")
		}, []uint32{1, 2, 3}, nil, true},
		{"mail left out without a word", func(a ask) string {
			if a.n == 2 && wholeMailAsked(a) {
				return ""
			}
			return proper(a)
		}, []uint32{1, 2, 3}, nil, false}, // header and text apart
		{"refused whole", func(a ask) string {
			if a.n == 2 && wholeMailAsked(a) {
				return sayNo
			}
			return proper(a)
		}, []uint32{1, 2, 3}, nil, false},
		{"another mail than asked for", func(a ask) string {
			if a.n == 2 && strings.Contains(a.items, "[") {
				a.n = 9
			}
			return proper(a)
		}, []uint32{1, 3}, []uint32{2}, false},
		{"line ends inside a mail", func(a ask) string {
			if a.n == 2 && strings.Contains(a.items, "[") {
				return fmt.Sprintf("* 2 FETCH (UID 2 BODY[] {100}\r\nabc%s", hangUp)
			}
			return proper(a)
		}, []uint32{1, 3}, []uint32{2}, true},
		{"silence inside a mail", func(a ask) string {
			if a.n == 2 && strings.Contains(a.items, "[") {
				return fmt.Sprintf("* 2 FETCH (UID 2 BODY[] {100}\r\nabc%s", stall)
			}
			return proper(a)
		}, []uint32{1, 3}, []uint32{2}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &fakeServer{fetch: c.fetch}
			server := startFake(t, f)
			if !c.reconnects {
				server.Silence = time.Minute // a busy machine must not pass for a silent server
			}
			client := dialFake(t, server)
			got, result := fetchAll(t, client, []uint32{1, 2, 3})
			for _, uid := range c.want {
				if string(got[uid].Bytes) != fakeMail(uid) {
					t.Errorf("mail %d: %q", uid, got[uid].Bytes)
				}
			}
			if len(got) != len(c.want) || !slices.Equal(result.Unreadable, c.unreadable) || len(result.Gone) != 0 {
				t.Errorf("%d mails, %+v", len(got), result)
			}
			if (f.connections.Load() > 1) != c.reconnects {
				t.Errorf("%d connections", f.connections.Load())
			}
		})
	}
}

func dialFake(t *testing.T, s Server) *Client {
	t.Helper()
	c, err := Dial(testContext(t), s, "geheim")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, _, err := c.Examine(testContext(t), "INBOX"); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestServerThatAlwaysBreaks(t *testing.T) {
	f := &fakeServer{fetch: func(ask) string { return hangUp }}
	c := dialFake(t, startFake(t, f))
	_, err := c.Fetch(testContext(t), []uint32{1, 2, 3}, func(Raw) error { return nil })
	if !errors.Is(err, ErrLine) || userText(err) == "" {
		t.Errorf("error %v", err)
	}
	if n := f.connections.Load(); n < 2 || n > 2*maxBreaks {
		t.Errorf("%d connections", n)
	}
}

func TestServerThatHangs(t *testing.T) {
	s := startFake(t, &fakeServer{silent: true})
	_, err := Dial(testContext(t), s, "geheim")
	if !errors.Is(err, ErrLine) || !strings.Contains(userText(err), "antwoord") {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(testContext(t))
	s.Silence = time.Minute
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := Dial(ctx, s, "geheim"); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestQuietBetweenCommands(t *testing.T) {
	s := startFake(t, &fakeServer{fetch: proper})
	s.Silence = 400 * time.Millisecond
	c := dialFake(t, s)
	// The time between two commands is the caller's own.
	<-time.After(3 * s.Silence / 2)
	if _, err := c.UIDs(testContext(t)); err != nil {
		t.Error(err)
	}
	// So is the time that it takes to store a mail.
	got := 0
	if _, err := c.Fetch(testContext(t), []uint32{1, 2, 3}, func(Raw) error { got++; <-time.After(3 * s.Silence / 2); return nil }); err != nil || got != 3 {
		t.Errorf("%d mails, %v", got, err)
	}
}

func TestDraftsFolderByName(t *testing.T) {
	for _, c := range []struct{ name, list, want string }{
		{"marked", "* LIST (\\Drafts) \"/\" Klad\r\n* LIST () \"/\" Drafts\r\n", "Klad"},
		{"Dutch first", "* LIST () \"/\" Drafts\r\n* LIST () \"/\" Concepten\r\n", "Concepten"},
		{"below the inbox", "* LIST () \".\" INBOX\r\n* LIST () \".\" INBOX.DRAFTS\r\n", "INBOX.DRAFTS"},
		{"holds no mail", "* LIST (\\Noselect) \"/\" Drafts\r\n* LIST () \"/\" Concept\r\n", "Concept"},
		{"none", "* LIST () \"/\" INBOX\r\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			client := dialFake(t, startFake(t, &fakeServer{list: c.list}))
			got, err := client.DraftsFolder(testContext(t))
			if got != c.want || errors.Is(err, ErrNoDrafts) != (c.want == "") {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}
