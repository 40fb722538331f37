package dovecottest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// config is a configuration that needs no root: one user for everything, no
// chroot, mail as Maildir, the folders of a Dutch provider. Dovecot 2.4 writes
// some settings otherwise than 2.3.
func (s *Server) config(version string) string {
	differs := settings23
	if !strings.HasPrefix(version, "2.3") {
		differs = settings24
	}
	return strings.NewReplacer(
		"DIR", s.dir, "USER", s.user.name, "GROUP", s.user.group,
		"UID", fmt.Sprint(s.user.uid), "GID", fmt.Sprint(s.user.gid),
		"PASSWORD", s.Password, "TLSPORT", fmt.Sprint(s.Port), "PLAINPORT", fmt.Sprint(s.PlainPort),
	).Replace(differs + settings)
}

const settings23 = `ssl_cert = <DIR/tls/cert.pem
ssl_key = <DIR/tls/key.pem
disable_plaintext_auth = no
mail_location = maildir:DIR/mail/%n/Maildir
passdb {
  driver = static
  args = password=PASSWORD
}
userdb {
  driver = static
  args = uid=UID gid=GID home=DIR/mail/%n
}
`

// The versions come first in the file, as Dovecot asks.
const settings24 = `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
ssl_server_cert_file = DIR/tls/cert.pem
ssl_server_key_file = DIR/tls/key.pem
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = DIR/mail/%{user | username}/Maildir
passdb static {
  password = PASSWORD
}
userdb static {
  fields {
    uid = UID
    gid = GID
    home = DIR/mail/%{user | username}
  }
}
`

const settings = `base_dir = DIR/run
state_dir = DIR/state
log_path = DIR/dovecot.log
listen = 127.0.0.1
protocols = imap
default_internal_user = USER
default_internal_group = GROUP
default_login_user = USER
ssl = yes
auth_mechanisms = plain login
auth_failure_delay = 0
mail_uid = UID
mail_gid = GID
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mailbox_list_index = yes
namespace inbox {
  inbox = yes
  separator = /
  mailbox Concepten {
    auto = create
    special_use = \Drafts
  }
  mailbox Verzonden {
    auto = create
    special_use = \Sent
  }
  mailbox Prullenbak {
    auto = create
    special_use = \Trash
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = PLAINPORT
  }
  inet_listener imaps {
    port = TLSPORT
    ssl = yes
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
`

// makeCertificate writes a certificate that signs itself, or reads the one that
// is there.
func (s *Server) makeCertificate() error {
	s.CAFile = filepath.Join(s.dir, "tls", "cert.pem")
	s.Pool = x509.NewCertPool()
	if b, err := os.ReadFile(s.CAFile); err == nil && s.Pool.AppendCertsFromPEM(b) {
		return nil
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.AddDate(1, 0, 0),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true,
		KeyUsage:    x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return fmt.Errorf("make certificate: %w", err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	if err := os.WriteFile(s.CAFile, cert, 0o644); err != nil {
		return fmt.Errorf("write certificate: %w", err)
	}
	keyPEM := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})
	if err := os.WriteFile(filepath.Join(s.dir, "tls", "key.pem"), keyPEM, 0o600); err != nil {
		return fmt.Errorf("write key: %w", err)
	}
	if !s.Pool.AppendCertsFromPEM(cert) {
		return errors.New("certificate cannot be read back")
	}
	return nil
}
