package imap

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"

	goimap "github.com/emersion/go-imap/v2"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Causes that a caller may ask for with errors.Is. The errors of this package
// hold one of these, or the context's, under a sentence for the user.
var (
	ErrSignIn   = errors.New("sign-in refused")   // do not try again by itself: accounts get locked
	ErrFolder   = errors.New("no such folder")    // the folder's name is wrong
	ErrNoDrafts = errors.New("no drafts folder")  // the office has to name one
	ErrRefused  = errors.New("server said no")    // the server refused a command
	ErrLine     = errors.New("connection broken") // try again later
)

var errNoFolder = fmt.Errorf("%w: none opened", ErrFolder)

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// cause joins what a caller can ask for with the technical text.
func cause(kind, err error) error { return fmt.Errorf("%w: %w", kind, err) }

func (c *Client) dialError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("mail server: %w", ctx.Err())
	}
	host := c.server.Host
	var (
		dns       *net.DNSError
		unknown   x509.UnknownAuthorityError
		hostname  x509.HostnameError
		invalid   x509.CertificateInvalidError
		badRecord tls.RecordHeaderError
		timeout   interface{ Timeout() bool }
	)
	switch {
	case errors.As(err, &dns):
		return data.Explain("De mailserver %s is niet gevonden. Kijk of de naam klopt en of je internet hebt.", cause(ErrLine, err), host)
	case errors.As(err, &unknown), errors.As(err, &hostname), errors.As(err, &invalid):
		return data.Explain("De mailserver %s kan niet bewijzen dat hij het is (het certificaat wordt niet vertrouwd). Er is niet ingelogd. Vraag het na bij je provider.", err, host)
	case errors.As(err, &badRecord):
		return data.Explain("De mailserver %s spreekt op deze poort geen beveiligde taal (TLS). Er is niet ingelogd. Gebruik poort 993.", err, host)
	case errors.Is(err, errSilent), errors.As(err, &timeout) && timeout.Timeout():
		return data.Explain("De mailserver %s geeft geen antwoord. Er is niets veranderd; probeer het later nog eens.", cause(ErrLine, err), host)
	}
	return data.Explain("De mailserver %s is niet bereikbaar. Kijk of je internet hebt en of naam en poort kloppen.", cause(ErrLine, err), host)
}

func (c *Client) loginError(ctx context.Context, err error) error {
	var answer *goimap.Error
	if !errors.As(err, &answer) {
		return c.failed(ctx, "sign in", err)
	}
	switch answer.Code {
	case goimap.ResponseCodeUnavailable, goimap.ResponseCodeLimit, goimap.ResponseCodeInUse, goimap.ResponseCodeServerBug:
		return data.Explain("De mailserver kan je nu niet laten inloggen. Probeer het over een paar minuten nog eens.", cause(ErrLine, err))
	case goimap.ResponseCodeExpired:
		return data.Explain("Het wachtwoord van deze mailbox is verlopen. Maak een nieuw bij je provider en vul het hier in.", cause(ErrSignIn, err))
	}
	if answer.Type != goimap.StatusResponseTypeNo {
		return data.Explain("De mailserver begrijpt het inloggen niet. Vraag je provider of IMAP voor deze mailbox aan staat.", cause(ErrSignIn, err))
	}
	return data.Explain("Inloggen op de mailserver is niet gelukt: de gebruikersnaam of het wachtwoord klopt niet. Er is niets opgehaald.", cause(ErrSignIn, err))
}

func (c *Client) folderError(ctx context.Context, folder string, err error) error {
	var answer *goimap.Error
	if errors.As(err, &answer) && answer.Type == goimap.StatusResponseTypeNo {
		return data.Explain("De map “%s” is er niet op de mailserver, of je mag er niet in. Kies een andere map.", cause(ErrFolder, err), folder)
	}
	return c.failed(ctx, "open folder", err)
}

// failed explains why a command did not come to its end.
func (c *Client) failed(ctx context.Context, what string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("mail server: %s: %w", what, ctx.Err())
	}
	var answer *goimap.Error
	if errors.As(err, &answer) {
		return data.Explain("De mailserver weigert dit verzoek. Er is niets veranderd.", fmt.Errorf("%s: %w", what, cause(ErrRefused, err)))
	}
	why := err
	if c.conn != nil {
		why = c.conn.better(err)
	}
	if errors.Is(why, errSilent) {
		return data.Explain("De mailserver antwoordt niet meer. Wat al opgehaald was is bewaard; probeer het later nog eens.", fmt.Errorf("%s: %w", what, cause(ErrLine, why)))
	}
	return data.Explain("De verbinding met de mailserver is weggevallen. Wat al opgehaald was is bewaard; probeer het nog eens.", fmt.Errorf("%s: %w: %v", what, cause(ErrLine, why), err))
}
