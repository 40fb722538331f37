package mailbox

import (
	"context"
	"net"
	"strings"
	"time"

	"golang.org/x/net/idna"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// Provider is where the mail of an address is to be had.
type Provider struct {
	Host string
	Port int
	// Known says that it was found; else Host is a guess from the address.
	Known bool
	// Note says in Dutch, for words.T, what to know before signing in there; mostly empty.
	Note string
}

// The notes: of those where the password alone does not do, and of a server that need not be the address's own.
var (
	appPassword = words.Later("Maak bij deze provider een app-wachtwoord en vul dat hier in; met het gewone wachtwoord laat hij geen programma toe.")
	noPassword  = words.Later("Microsoft laat een programma vaak niet meer toe met een wachtwoord. Lukt het niet, vraag dan je beheerder om IMAP met een app-wachtwoord.")
	elsewhere   = words.Later("Die naam hoort niet bij het adres zelf. Ken je hem niet, vraag dan je provider ernaar voordat je het wachtwoord invult.")
	askForIMAP  = words.Later("Zet bij deze provider eerst IMAP aan.")
)

// providers are the servers of those that offices here use, by the domain of the address and by the end of the name of
// the server that takes in a domain's mail. From their own manuals; in doubt the office changes it.
var providers = []struct {
	domains, exchangers []string
	host, note          string
}{
	{[]string{"gmail.com", "googlemail.com"}, []string{"google.com", "googlemail.com"}, "imap.gmail.com", appPassword},
	{[]string{"outlook.com", "hotmail.com", "hotmail.nl", "live.nl", "live.com", "msn.com", "outlook.nl"}, []string{"outlook.com"}, "outlook.office365.com", noPassword},
	{[]string{"icloud.com", "me.com", "mac.com"}, []string{"icloud.com"}, "imap.mail.me.com", appPassword},
	{[]string{"yahoo.com", "yahoo.nl"}, []string{"yahoodns.net"}, "imap.mail.yahoo.com", appPassword},
	{[]string{"kpnmail.nl", "planet.nl", "hetnet.nl", "home.nl", "kpnplanet.nl"}, []string{"kpnmail.nl"}, "imap.kpnmail.nl", ""},
	{[]string{"ziggo.nl", "upcmail.nl", "casema.nl", "chello.nl", "quicknet.nl"}, []string{"ziggo.nl"}, "imap.ziggo.nl", ""},
	{[]string{"xs4all.nl"}, []string{"xs4all.nl"}, "imap.xs4all.nl", ""},
	{[]string{"freedom.nl"}, []string{"freedom.nl"}, "imap.freedom.nl", ""},
	{[]string{"solcon.nl"}, []string{"solcon.nl"}, "imap.solcon.nl", ""},
	{nil, []string{"transip.email", "transip.nl"}, "imap.transip.email", ""},
	{nil, []string{"one.com"}, "imap.one.com", ""},
	{nil, []string{"hostnet.nl"}, "imap.hostnet.nl", ""},
	{nil, []string{"strato.de", "rzone.de", "strato.nl"}, "imap.strato.de", ""},
	{nil, []string{"ovh.net"}, "ssl0.ovh.net", ""},
	{nil, []string{"zoho.eu"}, "imap.zoho.eu", askForIMAP},
	{nil, []string{"messagingengine.com"}, "imap.fastmail.com", appPassword},
	{nil, []string{"soverin.net"}, "imap.soverin.net", ""},
}

// Lookup is what is asked of the names on the internet; *net.Resolver is one.
type Lookup interface {
	LookupSRV(ctx context.Context, service, proto, name string) (string, []*net.SRV, error)
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
}

// providerTime is how long finding a provider may take.
const providerTime = 4 * time.Second

// imaps is the port of IMAP over TLS, the only way that is used.
const imaps = 993

// FindProvider says where the mail of an address is to be had: by the table, else by what the domain itself says (RFC
// 6186), else by who takes in its mail. Where none of these tell, it guesses. Nothing but the domain goes out; without
// internet only the table and the guess are left. It is false for what is no address.
func FindProvider(ctx context.Context, names Lookup, address string) (Provider, bool) {
	_, domain, ok := strings.Cut(strings.ToLower(strings.TrimSpace(address)), "@")
	domain, err := idna.Lookup.ToASCII(strings.TrimSuffix(domain, "."))
	if !ok || err != nil || !strings.Contains(domain, ".") {
		return Provider{}, false
	}
	for _, p := range providers {
		for _, d := range p.domains {
			if domain == d {
				return Provider{Host: p.host, Port: imaps, Known: true, Note: p.note}, true
			}
		}
	}
	ctx, cancel := context.WithTimeout(ctx, providerTime)
	defer cancel()
	if _, found, err := names.LookupSRV(ctx, "imaps", "tcp", domain); err == nil {
		for _, s := range found { // by priority, as the resolver gives them
			host := strings.TrimSuffix(strings.ToLower(s.Target), ".")
			if host == "" || s.Port == 0 {
				continue
			}
			p := Provider{Host: host, Port: int(s.Port), Known: true}
			if host != domain && !strings.HasSuffix(host, "."+domain) {
				// The names on the internet are not to be trusted with a password; RFC 6186, section 6, has the person asked.
				p.Note = elsewhere
			}
			return p, true
		}
	}
	if found, err := names.LookupMX(ctx, domain); err == nil {
		for _, m := range found {
			host := strings.TrimSuffix(strings.ToLower(m.Host), ".")
			for _, p := range providers {
				for _, end := range p.exchangers {
					if host == end || strings.HasSuffix(host, "."+end) {
						return Provider{Host: p.host, Port: imaps, Known: true, Note: p.note}, true
					}
				}
			}
		}
	}
	return Provider{Host: "imap." + domain, Port: imaps}, true
}

// Provider says where the mail of an address is to be had.
func (b *Box) Provider(ctx context.Context, address string) (Provider, bool) {
	return FindProvider(ctx, net.DefaultResolver, address)
}
