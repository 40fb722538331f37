package app

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// DeskFolder makes, where needed, and gives the folder of one desk at one office: where a person's own window keeps its
// log and what it needs to know about itself. It stands with the person's own data on this machine, also where the
// office itself is a file elsewhere or on PostgreSQL, and nobody else may look in it. The same office gives the same
// folder, however its file is written.
func DeskFolder(address string) (string, error) {
	root := filepath.Dir(DefaultAddress())
	if !filepath.IsAbs(root) {
		return "", errors.New("desk folder: the system names no folder for a person's data")
	}
	dir := filepath.Join(root, "bureau", deskName(address))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("desk folder: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return "", fmt.Errorf("desk folder: %w", err)
	}
	return dir, nil
}

// deskName is short and tells nothing of the office, since logs are passed on.
func deskName(address string) string {
	sum := sha256.Sum256([]byte(sameAddress(address)))
	return hex.EncodeToString(sum[:8])
}

// sameAddress writes an address in one way: a file in full and without links, a database without its password.
func sameAddress(address string) string {
	if data.IsPostgres(address) {
		u, err := url.Parse(address)
		if err != nil {
			return address
		}
		if u.User != nil {
			u.User = url.User(u.User.Username())
		}
		q := u.Query()
		q.Del("password")
		u.RawQuery = q.Encode()
		return u.String()
	}
	if abs, err := filepath.Abs(address); err == nil {
		address = abs
	}
	if real, err := filepath.EvalSymlinks(address); err == nil {
		address = real
	} else if dir, err := filepath.EvalSymlinks(filepath.Dir(address)); err == nil {
		address = filepath.Join(dir, filepath.Base(address)) // a new office, whose file is not there yet
	}
	if runtime.GOOS == "windows" {
		return strings.ToLower(address)
	}
	return address
}
