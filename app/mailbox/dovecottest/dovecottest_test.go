package dovecottest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"testing"
	"time"
)

func TestServerComesAndGoes(t *testing.T) {
	s, err := Run("")
	if err != nil {
		t.Fatal(err)
	}
	dir, address := s.dir, fmt.Sprintf("127.0.0.1:%d", s.Port)
	if err := s.Deliver("info", "", []byte("Subject: een\r\n\r\nEen\r\n"), []byte("Subject: twee\r\n\r\nTwee\r\n")); err != nil {
		t.Fatal(err)
	}
	if err := s.Deliver("info", "Projecten/Zwolle", []byte("Subject: drie\r\n\r\nDrie\r\n")); err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]int{"INBOX": 2, "": 2, "Projecten/Zwolle": 1, "Leeg": 0} {
		mails, err := s.Mails("info", folder)
		if err != nil || len(mails) != want {
			t.Errorf("folder %q: %d mails, %v; want %d", folder, len(mails), err, want)
		}
	}
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if c, err := net.DialTimeout("tcp", address, time.Second); err == nil {
		t.Errorf("the server still answers after Stop")
		_ = c.Close() // the test has failed already
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the directory is still there: %v", err)
	}
}

func TestNamesThatLeaveTheDirectory(t *testing.T) {
	s := &Server{dir: t.TempDir()}
	for _, c := range []struct{ user, folder string }{{"", ""}, {"..", ""}, {"a/b", ""}, {"info", "../x"}, {"info", "a.b"}, {"info", "Café"}} {
		if err := s.Deliver(c.user, c.folder, []byte("x")); err == nil {
			t.Errorf("user %q folder %q were accepted", c.user, c.folder)
		}
	}
}
