package data_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

// ensured gives the key in use, made when there is none.
func ensured(t *testing.T, s *data.Store) (k data.SigningKey) {
	t.Helper()
	write(t, s, func(tx *data.Tx) (err error) {
		k, err = tx.EnsureSigningKey()
		return err
	})
	return k
}

func signed(k data.SigningKey, by data.SigningKey) bool {
	m := []byte("KC-2026-0001")
	return ed25519.Verify(k.Public, m, by.Sign(m))
}

func TestSigningKeyIsMadeOnceAndStays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		var k data.SigningKey
		change := write(t, s, func(tx *data.Tx) (err error) {
			if k, err = tx.EnsureSigningKey(); err != nil {
				return err
			}
			return tx.SavePerson(&p)
		})
		if again := ensured(t, s); again.ID != k.ID || !signed(k, again) {
			t.Errorf("another key: %s, %s", again.ID, k.ID)
		}
		if _, err := s.Undo(ctx, "Ruud", change); err != nil {
			t.Fatal(err)
		}
		if again := ensured(t, s); again.ID != k.ID {
			t.Error("undoing took the key away")
		}
		err := s.Read(ctx, func(tx *data.Tx) error {
			keys, err := tx.SigningKeys()
			if len(keys) != 1 || keys[0].ID != k.ID || !keys[0].RetiredAt.IsZero() {
				t.Errorf("keys: %v", keys)
			}
			_, err2 := tx.RenewSigningKey()
			if err2 == nil {
				t.Error("renewed while reading")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		next := data.SigningKey{}
		write(t, s, func(tx *data.Tx) (err error) {
			next, err = tx.RenewSigningKey()
			return err
		})
		read(t, s, func(tx *data.Tx) error {
			keys, err := tx.SigningKeys()
			if len(keys) != 2 || keys[0].ID != next.ID || keys[1].ID != k.ID || next.ID == k.ID {
				t.Fatalf("keys: %v", keys)
			}
			if !signed(keys[1], k) || signed(keys[0], k) || keys[1].Sign([]byte("x")) != nil || keys[1].RetiredAt.IsZero() {
				t.Error("an older key does not check what it signed, or still signs")
			}
			return err
		})
	})
}

// seedIn gives what is secret of the key in a backup.
func seedIn(t *testing.T, file string) (seed []byte) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.QueryRow("SELECT seed FROM signing_key").Scan(&seed), db.Close()); err != nil || len(seed) != ed25519.SeedSize {
		t.Fatal(err)
	}
	return seed
}

// The key goes along in a backup, a copy and what is restored, and stands nowhere else.
func TestSigningKeyIsInTheBackupAndNotInTheJournal(t *testing.T) {
	storetest.Each(t, func(t *testing.T, address string) {
		ctx := context.Background()
		s := open(t, address)
		p := data.Person{Surname: "Aalbers"}
		add(t, s, &p)
		k := ensured(t, s)
		b, err := s.Backup(ctx, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		from := open(t, b.File)
		if got := ensured(t, from); got.ID != k.ID || !signed(k, got) {
			t.Error("the backup has another key")
		}
		seed := seedIn(t, b.File)
		content, err := os.ReadFile(b.File)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(content, seed); n != 1 {
			t.Errorf("the key stands %d times in the file", n)
		}
		for name, text := range map[string]string{"hexadecimal": hex.EncodeToString(seed), "base 64": base64.StdEncoding.EncodeToString(seed)} {
			if bytes.Contains(content, []byte(text)) {
				t.Errorf("the key stands in the file in %s", name)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("key", "key", k)
		log.WriteString(fmt.Sprintf("%v %+v %#v %s %x %d", k, k, k, k, k, k))
		if strings.Count(log.String(), "key "+k.ID) != 7 || len(log.String()) > 7*20+120 {
			t.Errorf("a log says more than the name of the key: %s", log.String())
		}
	})
}
