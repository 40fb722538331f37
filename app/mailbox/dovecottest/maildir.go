package dovecottest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"time"
)

// Mail is one mail as it lies in a folder on disk.
type Mail struct {
	Flags string // Maildir letters in order: D draft, F flagged, R replied, S seen, T deleted
	Bytes []byte
}

// Deliver puts mails into a folder of a user (of an address the part before the @
// counts), unread, as a server does that takes them in. "" and "INBOX" are the
// inbox; other folders are named in ASCII and parted by "/".
func (s *Server) Deliver(user, folder string, raw ...[]byte) error {
	dir, err := s.maildir(user, folder)
	if err != nil {
		return err
	}
	for _, sub := range []string{"tmp", "new", "cur"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return fmt.Errorf("make folder: %w", err)
		}
	}
	for _, b := range raw {
		s.delivered++
		name := fmt.Sprintf("%d.M%06dP%d.localhost", time.Now().Unix(), s.delivered, os.Getpid())
		tmp := filepath.Join(dir, "tmp", name)
		if err := os.WriteFile(tmp, b, 0o600); err != nil {
			return fmt.Errorf("deliver: %w", err)
		}
		if err := s.user.giveOne(tmp); err != nil {
			return err
		}
		if err := os.Rename(tmp, filepath.Join(dir, "new", name)); err != nil {
			return fmt.Errorf("deliver: %w", err)
		}
	}
	return s.user.give(filepath.Join(s.dir, "mail"))
}

// Mails reads a folder from disk, without IMAP, in order of delivery.
func (s *Server) Mails(user, folder string) ([]Mail, error) {
	dir, err := s.maildir(user, folder)
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, sub := range []string{"new", "cur"} {
		entries, err := os.ReadDir(filepath.Join(dir, sub))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read folder: %w", err)
		}
		for _, e := range entries {
			files[e.Name()] = filepath.Join(dir, sub, e.Name())
		}
	}
	names := make([]string, 0, len(files))
	for n := range files {
		names = append(names, n)
	}
	sort.Strings(names)
	out := make([]Mail, 0, len(names))
	for _, n := range names {
		b, err := os.ReadFile(files[n])
		if err != nil {
			return nil, fmt.Errorf("read mail: %w", err)
		}
		_, flags, _ := strings.Cut(n, ":2,")
		out = append(out, Mail{Flags: flags, Bytes: b})
	}
	return out, nil
}

// ChangeUIDValidity makes the server number all folders of a user anew, as after
// a restored backup or a move to another provider.
func (s *Server) ChangeUIDValidity(user string) error {
	root, err := s.maildir(user, "")
	if err != nil {
		return err
	}
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch name := d.Name(); {
		case name == "dovecot-uidlist":
			return s.renumber(path)
		case strings.HasPrefix(name, "dovecot-uidvalidity"), strings.HasPrefix(name, "dovecot.index"), strings.HasPrefix(name, "dovecot.list.index"):
			return os.Remove(path)
		}
		return nil
	})
}

// renumber writes a list of UIDs that is empty and has the next UIDVALIDITY. To
// remove it would not do: the new value is a clock in seconds and can be the same.
func (s *Server) renumber(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read uid list: %w", err)
	}
	first, _, _ := strings.Cut(string(b), "\n")
	for _, f := range strings.Fields(first) {
		if f[0] != 'V' {
			continue
		}
		old, err := strconv.ParseUint(f[1:], 10, 32)
		if err != nil {
			return fmt.Errorf("read uid list: %w", err)
		}
		if err := os.WriteFile(path, fmt.Appendf(nil, "3 V%d N1\n", old+1000), 0o600); err != nil {
			return fmt.Errorf("write uid list: %w", err)
		}
		return s.user.giveOne(path)
	}
	return fmt.Errorf("uid list %s has no validity", filepath.Base(path))
}

func (s *Server) maildir(user, folder string) (string, error) {
	user, _, _ = strings.Cut(user, "@")
	if user == "" || strings.ContainsAny(user, "/\\") || strings.HasPrefix(user, ".") {
		return "", fmt.Errorf("user name %q cannot be used here", user)
	}
	dir := filepath.Join(s.dir, "mail", user, "Maildir")
	if folder == "" || strings.EqualFold(folder, "INBOX") {
		return dir, nil
	}
	for _, c := range folder {
		if c < ' ' || c > '~' || c == '&' || c == '.' || c == '\\' {
			return "", fmt.Errorf("folder name %q cannot be used here", folder)
		}
	}
	return filepath.Join(dir, "."+strings.ReplaceAll(folder, "/", ".")), nil
}
