//go:build unix

package dovecottest

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the system user that Dovecot runs as: oneself, or nobody for root,
// since Dovecot gives root no mail.
type account struct {
	name, group string
	uid, gid    int
	root        bool
}

func mailAccount() (account, error) {
	root := os.Getuid() == 0
	var u *user.User
	var err error
	if root {
		u, err = user.Lookup("nobody")
	} else {
		u, err = user.Current()
	}
	if err != nil {
		return account{}, fmt.Errorf("user for dovecot: %w", err)
	}
	g, err := user.LookupGroupId(u.Gid)
	if err != nil {
		return account{}, fmt.Errorf("group for dovecot: %w", err)
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return account{}, fmt.Errorf("user for dovecot: %w", err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return account{}, fmt.Errorf("group for dovecot: %w", err)
	}
	return account{u.Username, g.Name, uid, gid, root}, nil
}

// become makes a command run as the account.
func (a account) become(cmd *exec.Cmd) {
	if a.root {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}}
	}
}

// give makes the account the owner of everything under dir.
func (a account) give(dir string) error {
	if !a.root {
		return nil
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		// Dovecot moves its own files while this walks.
		if err := a.giveOne(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

func (a account) giveOne(path string) error {
	if !a.root {
		return nil
	}
	if err := os.Lchown(path, a.uid, a.gid); err != nil {
		return fmt.Errorf("give to %s: %w", a.name, err)
	}
	return nil
}

func terminate(p *os.Process) error { return p.Signal(syscall.SIGTERM) }
