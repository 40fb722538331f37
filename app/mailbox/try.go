package mailbox

import (
	"context"
	"errors"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/imap"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Part is what of a mailbox's settings an error is about.
type Part string

// The parts.
const (
	ServerPart   Part = "server" // name and port, or the connection
	UserPart     Part = "user"
	PasswordPart Part = "password"
	FolderPart   Part = "folder"
)

// partError is an error about one of the settings.
type partError struct {
	part Part
	error
}

func (e *partError) Unwrap() error { return e.error }

// PartOf says which of a mailbox's settings an error of Try or Connect is about.
func PartOf(err error) Part {
	var p *partError
	switch {
	case errors.As(err, &p):
		return p.part
	case errors.Is(err, imap.ErrSignIn):
		return PasswordPart
	case errors.Is(err, imap.ErrFolder):
		return FolderPart
	}
	return ServerPart
}

// Try looks whether the server lets us in and the folder is there, and keeps nothing. What was left empty of folder and
// port is filled in. The error's Dutch text says what is wrong, PartOf where.
func (b *Box) Try(ctx context.Context, account *data.MailAccount, password string) error {
	for _, field := range []struct {
		part          Part
		text, missing string
	}{
		{ServerPart, account.Host, words.Later("Vul de naam van de mailserver in, bijvoorbeeld imap.provider.nl.")},
		{UserPart, account.Username, words.Later("Vul de gebruikersnaam van de mailbox in; vaak is dat het mailadres.")},
		{PasswordPart, password, words.Later("Vul het wachtwoord van de mailbox in.")},
	} {
		if strings.TrimSpace(field.text) == "" {
			return &partError{field.part, data.Refuse(field.missing)}
		}
	}
	if account.Folder == "" {
		account.Folder = "INBOX"
	}
	if account.Port == 0 {
		account.Port = 993
	}
	pool, err := trusted(account.CAFile)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	client, err := imap.Dial(ctx, imap.Server{Host: account.Host, Port: account.Port, User: account.Username, Pool: pool}, password)
	if err != nil {
		return err
	}
	_, _, err = client.Examine(ctx, account.Folder)
	return errors.Join(err, client.Close())
}
