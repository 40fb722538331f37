// Package keychain keeps passwords in the system's own keychain: Credential
// Manager on Windows, Keychain on macOS, the Secret Service on Linux. Nothing is
// ever written to a file.
package keychain

import (
	"errors"
	"os"

	"github.com/zalando/go-keyring"

	"kiesvoorhetkind.nl/kantoor/data"
)

// service is the name under which the system lists our passwords.
const service = "KIES Kantoor"

// passwordVariable may hold the password for a scheduled run, where nobody can
// unlock a keychain.
const passwordVariable = "KANTOOR_MAIL_PASSWORD"

// System is the keychain of the person who is signed in to this computer.
type System struct{}

// Password gives the password of a mailbox.
func (System) Password(account string) (string, error) {
	if p := os.Getenv(passwordVariable); p != "" {
		return p, nil
	}
	p, err := keyring.Get(service, account)
	switch {
	case err == nil:
		return p, nil
	case errors.Is(err, keyring.ErrNotFound):
		return "", data.Explain("Het wachtwoord van deze mailbox is op deze computer nog niet bekend. Vul het in bij Instellingen.", err)
	}
	return "", data.Explain("De sleutelhanger van deze computer is niet te openen. Er is niet ingelogd; meld je opnieuw aan bij de computer.", err)
}

// SetPassword keeps a password.
func (System) SetPassword(account, password string) error {
	return data.Explain("Het wachtwoord kan niet in de sleutelhanger van deze computer worden bewaard. De mailbox is niet ingesteld.", keyring.Set(service, account, password))
}

// Memory keeps passwords as long as the program runs: for tests, and for a run
// that gets its password from elsewhere.
type Memory map[string]string

// Password gives a password that was set before.
func (m Memory) Password(account string) (string, error) {
	if p, ok := m[account]; ok {
		return p, nil
	}
	return "", data.Refuse("Het wachtwoord van deze mailbox is niet bekend.")
}

// SetPassword keeps a password.
func (m Memory) SetPassword(account, password string) error {
	m[account] = password
	return nil
}
