package data

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// SigningKey is a key with which the office signs what its certificates say. It
// is kept in a table of its own, so that it is in every backup and copy, and that
// table is written past the journal: no history shows it and no undo takes it away.
//
// Who steals the office's file can sign codes with it. That alone makes no valid
// certificate, as checking one compares what it says with the register; it does
// make a code with a number that was never given look as if it came from here,
// which is why such a code is not taken for valid either. After a theft the key is
// renewed (RenewSigningKey): older ones still check what they signed and sign no more.
type SigningKey struct {
	ID        string // eight figures of the public key's SHA-256, which stand in what it signed
	Public    ed25519.PublicKey
	MadeAt    time.Time
	RetiredAt time.Time // zero for the key in use

	private ed25519.PrivateKey
}

// Sign signs a message; nil with a key that is no longer in use.
func (k SigningKey) Sign(message []byte) []byte {
	if len(k.private) == 0 {
		return nil
	}
	return ed25519.Sign(k.private, message)
}

// String names the key and says nothing of what is secret, whatever prints it.
func (k SigningKey) String() string { return "key " + k.ID }

// GoString is String.
func (k SigningKey) GoString() string { return k.String() }

// LogValue is String.
func (k SigningKey) LogValue() slog.Value { return slog.StringValue(k.String()) }

// Format is String for every verb.
func (k SigningKey) Format(f fmt.State, _ rune) {
	// A writer of package fmt keeps what is written and fails never.
	_, _ = f.Write([]byte(k.String()))
}

// EnsureSigningKey gives the key in use, and makes it where the office has none.
func (tx *Tx) EnsureSigningKey() (SigningKey, error) {
	k, err := tx.signingKeyInUse()
	if errors.Is(err, ErrNotFound) {
		if err = tx.addSigningKey(); err == nil {
			k, err = tx.signingKeyInUse()
		}
	}
	return k, err
}

// RenewSigningKey puts a new key in the place of the one in use, which keeps only
// what is needed to check what it signed.
func (tx *Tx) RenewSigningKey() (SigningKey, error) {
	if !tx.writing {
		return SigningKey{}, errKeyReading
	}
	if _, err := tx.exec("UPDATE signing_key SET seed = NULL, retired_at = $1 WHERE retired_at = ''", momentText(tx.now)); err != nil {
		return SigningKey{}, err
	}
	return tx.EnsureSigningKey()
}

// SigningKeys gives all keys that the office has had, the newest first.
func (tx *Tx) SigningKeys() ([]SigningKey, error) {
	var out []SigningKey
	err := tx.rows("SELECT "+signingKeyColumns+" FROM signing_key ORDER BY id DESC", nil, func(scan func(...any) error) error {
		k, err := scanSigningKey(scan)
		out = append(out, k)
		return err
	})
	return out, err
}

var errKeyReading = errors.New("signing key: change outside a writing transaction")

const signingKeyColumns = "key_id, public_key, seed, made_at, retired_at"

func scanSigningKey(scan func(...any) error) (SigningKey, error) {
	var k SigningKey
	var public, seed []byte
	if err := scan(&k.ID, blob{&public}, blob{&seed}, moment{&k.MadeAt}, moment{&k.RetiredAt}); err != nil {
		return SigningKey{}, err
	}
	if len(public) != ed25519.PublicKeySize || len(seed) != 0 && len(seed) != ed25519.SeedSize {
		return SigningKey{}, errors.New("signing key: damaged")
	}
	k.Public = public
	if len(seed) > 0 {
		k.private = ed25519.NewKeyFromSeed(seed)
		if !k.Public.Equal(k.private.Public()) {
			return SigningKey{}, errors.New("signing key: damaged")
		}
	}
	return k, nil
}

func (tx *Tx) signingKeyInUse() (SigningKey, error) {
	return scanSigningKey(func(into ...any) error {
		return tx.row("SELECT "+signingKeyColumns+" FROM signing_key WHERE retired_at = ''", nil, into...)
	})
}

func (tx *Tx) addSigningKey() error {
	if !tx.writing {
		return errKeyReading
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("signing key: %w", err)
	}
	sum := sha256.Sum256(public)
	// Another desk may have made one at the same moment: the first stays.
	_, err = tx.exec("INSERT INTO signing_key (key_id, public_key, seed, made_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
		hex.EncodeToString(sum[:4]), []byte(public), private.Seed(), momentText(tx.now))
	return err
}
