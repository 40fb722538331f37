package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/understand"
	"kiesvoorhetkind.nl/kantoor/data"
)

// mailObject is what "mail read" says of a mail.
type mailObject struct {
	File          string             `json:"file"`
	MessageID     string             `json:"message_id"`
	Date          string             `json:"date"`
	Subject       string             `json:"subject"`
	Sender        message.Address    `json:"sender"`
	To            []string           `json:"to"`
	Text          string             `json:"text"`
	Attachments   []attachmentObject `json:"attachments"`
	Intent        string             `json:"intent"`
	Certainty     float64            `json:"certainty"`
	Because       string             `json:"because"`
	Also          []matterObject     `json:"also"`
	Fields        map[string]any     `json:"fields"`
	Automatic     bool               `json:"automatic"`
	AutomaticKind message.Automatic  `json:"automatic_kind"`
	Problems      []string           `json:"problems"`
}

type attachmentObject struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Bytes int    `json:"bytes"`
}

type matterObject struct {
	Intent    string         `json:"intent"`
	Certainty float64        `json:"certainty"`
	Fields    map[string]any `json:"fields"`
}

// maxMailFile is above the largest mail that providers take.
const maxMailFile = 100 << 20

func mailRead(c *call) error {
	if len(c.args) == 0 {
		return errUsage
	}
	var failed []error
	for _, file := range c.args {
		raw, err := readFile(file, maxMailFile)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		m, err := message.Read(raw)
		if err != nil {
			failed = append(failed, data.Explain("Dit is geen mail: %s", err, file))
			continue
		}
		now := m.Received // for a mail without a date, days are counted from when it came
		if now.IsZero() {
			now = time.Now()
		}
		u := understand.Understand(m, now)
		o := mailObject{
			File: file, MessageID: m.MessageID, Subject: m.Subject, Sender: m.From, To: []string{}, Text: m.Text, Attachments: []attachmentObject{},
			Intent: u.Intent, Certainty: u.Certainty, Because: u.Because, Also: []matterObject{}, Fields: u.Fields,
			Automatic: m.Automatic != message.ByPerson, AutomaticKind: m.Automatic, Problems: append([]string{}, m.Problems...),
		}
		if m.DateFound {
			o.Date = m.Date.Format(time.RFC3339)
		}
		for _, a := range m.To {
			o.To = append(o.To, a.Email)
		}
		for _, a := range m.Attachments {
			o.Attachments = append(o.Attachments, attachmentObject{a.Name, a.Type, len(a.Bytes)})
		}
		for _, a := range u.Also {
			o.Also = append(o.Also, matterObject{a.Intent, a.Certainty, a.Fields})
		}
		if err := c.print(o, fmt.Sprintf("%s: %s (%.0f%%) %s", file, o.Intent, 100*o.Certainty, o.Subject)); err != nil {
			return err
		}
	}
	if len(failed) == 1 {
		return failed[0]
	}
	if len(failed) > 1 {
		return data.Explain("%d bestanden konden niet als mail worden gelezen; de andere wel.", errors.Join(failed...), len(failed))
	}
	return nil
}

// readFile reads a file up to a size.
func readFile(name string, limit int64) (b []byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, data.Explain("Het bestand %s kan niet worden geopend.", err, name)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	b, err = io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, data.Explain("Het bestand %s kan niet worden gelezen.", err, name)
	}
	if int64(len(b)) > limit {
		return nil, data.Refuse("Het bestand %s is te groot (meer dan %d MB).", name, limit>>20)
	}
	return b, nil
}

func mailFetch(f *flag.FlagSet) func(*call) error {
	server := f.String("server", "", "imaps://NAAM@HOST:POORT/MAP")
	ca := f.String("ca", "", "certificaat van een eigen mailserver")
	return func(c *call) error {
		if len(c.args) > 0 {
			return errUsage
		}
		accounts, err := c.office.Mail.Accounts(c.ctx)
		if err != nil {
			return err
		}
		if *server != "" {
			a, err := accountOf(*server, *ca)
			if err != nil {
				return err
			}
			if a.CAFile != "" {
				// Kept with the mailbox, for a run that starts in another folder.
				if a.CAFile, err = filepath.Abs(a.CAFile); err != nil {
					return data.Explain("Het bestand met het certificaat van de mailserver is niet te vinden.", err)
				}
			}
			if a, err = c.office.Mail.AccountFor(c.ctx, a); err != nil {
				return err
			}
			accounts = []data.MailAccount{a}
		}
		if len(accounts) == 0 {
			return data.Refuse("Er is nog geen mailbox ingesteld. Doe dat bij Instellingen, of noem er een met --server.")
		}
		for _, a := range accounts {
			r, err := c.office.Mail.Fetch(c.ctx, a, nil)
			if err != nil {
				return err
			}
			if err := c.print(r, fetchedText(r)); err != nil {
				return err
			}
		}
		return nil
	}
}

func fetchedText(r mailbox.Fetched) string {
	return fmt.Sprintf("%s/%s: op de server %d, hier %d, nieuw %d, niet op te halen %d", r.Account, r.Folder, r.OnServer, r.Here, r.New, r.Unreadable)
}

func accountOf(server, ca string) (data.MailAccount, error) {
	var a data.MailAccount
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "imaps" || u.User == nil || u.Hostname() == "" {
		return a, errUsage
	}
	if _, has := u.User.Password(); has {
		return a, data.Refuse("Zet het wachtwoord niet in het adres; het komt uit de sleutelhanger of uit KANTOOR_MAIL_PASSWORD.")
	}
	a = data.MailAccount{Host: u.Hostname(), Port: 993, Username: u.User.Username(), Folder: strings.TrimPrefix(u.Path, "/"), CAFile: ca}
	if p := u.Port(); p != "" {
		if a.Port, err = strconv.Atoi(p); err != nil {
			return a, errUsage
		}
	}
	if a.Folder == "" {
		a.Folder = "INBOX"
	}
	a.Address, a.Name = a.Username, a.Username+"@"+u.Host
	return a, nil
}
