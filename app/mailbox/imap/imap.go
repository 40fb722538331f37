// Package imap is the connection to a mail server: folders, the mails in one of
// them, drafts. It reads without marking or moving anything (EXAMINE, BODY.PEEK),
// gives every error a Dutch sentence for the user, and says which mails it could
// not get instead of losing them. What is kept, and when to ask again, is for
// package mailbox; what a mail says for package message.
package imap

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"kiesvoorhetkind.nl/kantoor/data"
)

// TLS says how the connection is protected.
type TLS int

const (
	// Implicit is TLS from the first byte (port 993).
	Implicit TLS = iota
	// PlainLoopback is no TLS, refused for anything but this computer. For tests.
	PlainLoopback
)

// Server is where a mailbox is and who reads it.
type Server struct {
	Host string
	Port int // 0: 993
	User string
	TLS  TLS
	// Pool holds the authorities to trust; nil is the system's.
	Pool *x509.CertPool
	// Silence is how long the server may say nothing while it owes an answer;
	// 0 is a minute.
	Silence time.Duration
}

const (
	defaultPort    = 993
	defaultSilence = time.Minute
	logoutSilence  = 3 * time.Second
)

// Client is one signed-in connection. It serves one caller at a time. Every
// method stops when its context ends; the connection is closed then.
type Client struct {
	server   Server
	password string
	conn     *lineConn
	imap     *imapclient.Client
	folder   string // opened by Examine; "" for none
	validity uint32 // of folder
}

// Dial connects and signs in. The password is kept in memory for connecting
// again after a broken line.
func Dial(ctx context.Context, s Server, password string) (*Client, error) {
	if s.Port == 0 {
		s.Port = defaultPort
	}
	if s.Silence <= 0 {
		s.Silence = defaultSilence
	}
	c := &Client{server: s, password: password}
	if err := c.connect(ctx); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Client) connect(ctx context.Context) error {
	s := c.server
	if s.TLS == PlainLoopback && !isLoopback(s.Host) {
		return data.Explain("Deze verbinding is niet beveiligd en daarom geweigerd. Gebruik poort 993 met TLS.", errors.New("plain connection refused"))
	}
	dialer := net.Dialer{Timeout: s.Silence}
	tcp, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort(s.Host, strconv.Itoa(s.Port)))
	if err != nil {
		return c.dialError(ctx, err)
	}
	line := newLineConn(tcp, s.Silence)
	stop := line.begin(ctx)
	defer stop()
	var conn net.Conn = line
	if s.TLS == Implicit {
		secured := tls.Client(line, &tls.Config{ServerName: s.Host, RootCAs: s.Pool, MinVersion: tls.VersionTLS12})
		if err := secured.HandshakeContext(ctx); err != nil {
			line.shut()
			return c.dialError(ctx, line.better(err))
		}
		conn = secured
	}
	c.conn = line
	c.imap = imapclient.New(conn, nil)
	if err := c.imap.WaitGreeting(); err != nil {
		c.drop()
		return c.failed(ctx, "greeting", err)
	}
	if err := c.imap.Login(s.User, c.password).Wait(); err != nil {
		err = c.loginError(ctx, err)
		c.drop()
		return err
	}
	return nil
}

// Close says goodbye and closes. The server gets a few seconds for its own.
func (c *Client) Close() error {
	if c.imap == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), logoutSilence)
	defer cancel()
	stop := c.conn.begin(ctx)
	defer stop()
	// A server that does not answer has nothing left to lose.
	_ = c.imap.Logout().Wait()
	c.drop()
	return nil
}

// drop closes without a word, and waits until the reading side is done.
func (c *Client) drop() {
	if c.imap == nil {
		return
	}
	// The line is given up; what closing it says changes nothing.
	_ = c.imap.Close()
	c.conn.shut()
	c.imap = nil
}

// Examine opens a folder for reading only. uidValidity names the numbering: when
// it differs from the last time, all UIDs mean other mails.
func (c *Client) Examine(ctx context.Context, folder string) (uidValidity uint32, count int, err error) {
	stop, err := c.start(ctx)
	if err != nil {
		return 0, 0, err
	}
	defer stop()
	c.folder = ""
	opened, err := c.imap.Select(folder, &goimap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil {
		return 0, 0, c.folderError(ctx, folder, err)
	}
	c.folder, c.validity = folder, opened.UIDValidity
	return opened.UIDValidity, int(opened.NumMessages), nil
}

// UIDs lists the mails of the opened folder, oldest first.
func (c *Client) UIDs(ctx context.Context) ([]uint32, error) {
	return c.search(ctx, &goimap.SearchCriteria{UID: []goimap.UIDSet{{goimap.UIDRange{Start: 1, Stop: 0}}}})
}

func (c *Client) search(ctx context.Context, what *goimap.SearchCriteria) ([]uint32, error) {
	if c.folder == "" {
		return nil, errNoFolder
	}
	stop, err := c.start(ctx)
	if err != nil {
		return nil, err
	}
	defer stop()
	// No options: some servers refuse RETURN.
	answer, err := c.imap.UIDSearch(what, nil).Wait()
	if err != nil {
		return nil, c.failed(ctx, "search", err)
	}
	found := answer.AllUIDs()
	out := make([]uint32, 0, len(found))
	for _, u := range found {
		out = append(out, uint32(u))
	}
	return out, nil
}

// start makes the line alert for one command; the returned function ends that.
func (c *Client) start(ctx context.Context) (stop func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	if c.imap == nil {
		return nil, c.failed(ctx, "start", net.ErrClosed)
	}
	return c.conn.begin(ctx), nil
}

// reconnect makes a new connection and opens the same folder. A folder that was
// numbered anew in between is an error: the UIDs at hand mean nothing then.
func (c *Client) reconnect(ctx context.Context) error {
	folder, validity := c.folder, c.validity
	c.drop()
	if err := c.connect(ctx); err != nil {
		return err
	}
	if folder == "" {
		return nil
	}
	now, _, err := c.Examine(ctx, folder)
	if err != nil {
		return err
	}
	if now != validity {
		return data.Explain("De mailserver heeft de map intussen opnieuw genummerd. Wat al opgehaald was is bewaard; haal de post nog eens op.",
			errors.New("uidvalidity changed while fetching"))
	}
	return nil
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
