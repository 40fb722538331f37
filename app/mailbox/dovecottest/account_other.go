//go:build !unix

package dovecottest

import (
	"errors"
	"os"
	"os/exec"
)

// account is empty here: Dovecot does not run on this system.
type account struct {
	name, group string
	uid, gid    int
}

func mailAccount() (account, error) {
	return account{}, errors.New("dovecot does not run on this system")
}

func (account) become(*exec.Cmd) {}

func (account) give(string) error { return nil }

func (account) giveOne(string) error { return nil }

func terminate(p *os.Process) error { return p.Kill() }
