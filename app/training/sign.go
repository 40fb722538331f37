package training

import (
	"context"
	"crypto/ed25519"
	"fmt"

	"kiesvoorhetkind.nl/kantoor/app/training/proof"
	"kiesvoorhetkind.nl/kantoor/data"
)

// signing writes the text of a certificate's QR code.
type signing func(proof.Claim) (string, error)

// signer signs with the office's key, which it makes where there is none yet.
func signer(tx *data.Tx) (signing, error) {
	key, err := tx.EnsureSigningKey()
	if err != nil {
		return nil, err
	}
	return func(c proof.Claim) (string, error) { return proof.Sign(c, key.ID, key.Sign) }, nil
}

// noKey names no key: nobody's public key begins with it but by chance.
const noKey = "00000000"

// unsigned makes a code as large as a real one for a certificate that is only
// looked at. It is signed by nobody.
func unsigned(c proof.Claim) (string, error) {
	return proof.Sign(c, noKey, func([]byte) []byte { return make([]byte, ed25519.SignatureSize) })
}

// signed puts the code on a certificate.
func (p *page) signed(sign signing) error {
	code, err := sign(proof.Claim{Number: p.values.Number, Name: p.values.Name, Course: p.values.Course, Date: p.achieved})
	if err != nil {
		return fmt.Errorf("certificate code: %w", err)
	}
	p.values.Code = code
	return nil
}

// EnsureKey makes the key with which certificates are signed, where the office has
// none. It is done when an office is set up, so that the key is in its first backup.
func EnsureKey(tx *data.Tx) error {
	_, err := tx.EnsureSigningKey()
	return err
}

// Key is what the office is told of the key with which it signs certificates.
type Key struct {
	Since   data.Day // since when it is in use
	Retired int      // how many there were before, which only check what they signed
}

// SigningKey says with which key certificates are signed; without one the first certificate makes it.
func (t *Training) SigningKey(ctx context.Context) (Key, error) {
	var k Key
	err := t.store.Read(ctx, func(tx *data.Tx) error {
		k = Key{}
		all, err := tx.SigningKeys()
		for _, known := range all {
			if known.RetiredAt.IsZero() {
				k.Since = data.DayOf(known.MadeAt)
			} else {
				k.Retired++
			}
		}
		return err
	})
	return k, err
}

// RenewKey puts a new key in the place of the one in use, for when the office's
// file got into other hands. What the older one signed can still be checked. Nothing
// undoes it: the older one signs no more.
func (t *Training) RenewKey(ctx context.Context) error {
	_, err := t.do(ctx, "Sleutel van de certificaten vernieuwd", func(tx *data.Tx) error {
		_, err := tx.RenewSigningKey()
		return err
	})
	return err
}
