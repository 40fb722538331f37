package sales

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/document"
	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Seller is the office as it stands on its own invoices and letters.
type Seller struct {
	Name        string
	Street      string
	HouseNumber string
	Postcode    string
	Town        string
	Phone       string
	Email       string
	Website     string
	KvK         string // 8 digits
	VATID       string // btw-id, "NL123456789B01"
	IBAN        string
	BIC         string
	AccountName string // name of the account, where it is another than Name
	Accent      string // "#rrggbb"; empty: the program's own
	DueDays     int    // days in which an invoice is to be paid
}

// The names of the settings that a Seller is made of, and what holds while the
// office has not set them: what it publishes about itself (FAQ: "Identity").
var sellerSettings = []struct{ name, standard string }{
	{"office.name", "Expertisecentrum Kind en Scheiding"},
	{"office.street", ""},
	{"office.house_number", ""},
	{"office.postcode", ""},
	{"office.town", ""},
	{"office.phone", ""},
	{"office.email", "administratie@kiesvoorhetkind.nl"},
	{"office.website", ""},
	{"office.kvk", "17148829"},
	{"office.vat_id", ""},
	{"office.iban", ""},
	{"office.bic", ""},
	{"office.account_name", ""},
	{"office.accent", ""},
	{"invoice.due_days", "30"},
}

// LogoSetting names the setting that holds the number of the document with the office's logo.
const LogoSetting = "office.logo"

// texts gives the fields in the order of sellerSettings, without the days.
func (s *Seller) texts() []*string {
	return []*string{
		&s.Name, &s.Street, &s.HouseNumber, &s.Postcode, &s.Town, &s.Phone, &s.Email, &s.Website,
		&s.KvK, &s.VATID, &s.IBAN, &s.BIC, &s.AccountName, &s.Accent,
	}
}

// SellerOf reads how the office presents itself.
func SellerOf(tx *data.Tx) (Seller, error) {
	var s Seller
	texts := s.texts()
	for i, setting := range sellerSettings {
		v, err := tx.Setting(setting.name, tx.Today())
		if errors.Is(err, data.ErrNotFound) {
			v, err = setting.standard, nil
		}
		if err != nil {
			return s, err
		}
		if i < len(texts) {
			*texts[i] = v
			continue
		}
		if s.DueDays, err = strconv.Atoi(v); err != nil {
			return s, data.Explain("De betaaltermijn bij Instellingen is geen getal.", err)
		}
	}
	return s, nil
}

// Missing names in Dutch what the law asks on an invoice and the office has not
// set yet (Wet OB 1968 art. 35a: full name and address, btw-id; Handelsregisterwet
// art. 27: KvK number), and the account to pay on.
func (s *Seller) Missing() []string {
	var out []string
	for _, f := range []struct{ value, word string }{
		{s.Name, words.T("de naam")},
		{s.Street, words.T("de straat")},
		{s.Postcode, words.T("de postcode")},
		{s.Town, words.T("de plaats")},
		{s.KvK, words.T("het KvK-nummer")},
		{s.VATID, words.T("het btw-id")},
		{s.IBAN, words.T("de IBAN")},
		{s.Email, words.T("het mailadres")},
	} {
		if f.value == "" {
			out = append(out, f.word)
		}
	}
	return out
}

func (s *Seller) refuseMissing() error {
	missing := s.Missing()
	if len(missing) == 0 {
		return nil
	}
	verb := words.T("ontbreekt")
	if len(missing) > 1 {
		verb = words.T("ontbreken")
	}
	return data.Refuse("De factuur is nog niet definitief: bij Instellingen %s %s van het kantoor. Er is geen nummer gegeven; vul het aan en probeer het opnieuw.", verb, dutch.DeskAnd(missing))
}

// account is the name of the account to pay on.
func (s *Seller) account() string {
	if s.AccountName != "" {
		return s.AccountName
	}
	return s.Name
}

var (
	vatID    = regexp.MustCompile(`^NL[0-9]{9}B[0-9]{2}$`)
	ibanForm = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$`)
	accent   = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
)

// ValidIBAN checks form and check digits (ISO 13616, modulo 97) of an IBAN without spaces.
func ValidIBAN(s string) bool {
	if !ibanForm.MatchString(s) {
		return false
	}
	var b strings.Builder
	for _, r := range s[4:] + s[:4] {
		if r >= 'A' {
			b.WriteString(strconv.Itoa(int(r-'A') + 10))
		} else {
			b.WriteRune(r)
		}
	}
	n, ok := new(big.Int).SetString(b.String(), 10)
	return ok && new(big.Int).Mod(n, big.NewInt(97)).Int64() == 1
}

// Seller reads how the office presents itself.
func (s *Sales) Seller(ctx context.Context) (Seller, error) {
	var out Seller
	err := s.store.Read(ctx, func(tx *data.Tx) (err error) {
		out, err = SellerOf(tx)
		return err
	})
	return out, err
}

// SaveSeller checks and keeps how the office presents itself. It gives the
// change for undoing it. Invoices that are final stay as they are.
func (s *Sales) SaveSeller(ctx context.Context, o Seller) (int64, error) {
	for _, t := range o.texts() {
		*t = tidy(*t)
		if len([]rune(*t)) > 120 {
			return 0, data.Refuse("Een van de kantoorgegevens is langer dan 120 tekens. Er is niets opgeslagen.")
		}
	}
	o.IBAN, o.VATID, o.BIC, o.KvK = squeeze(o.IBAN), squeeze(o.VATID), squeeze(o.BIC), squeeze(o.KvK)
	o.Postcode = tidyPostcode(o.Postcode)
	for _, c := range []struct {
		check func(string) error
		value string
	}{{CheckKvK, o.KvK}, {CheckVATID, o.VATID}, {CheckIBAN, o.IBAN}, {CheckMail, o.Email}, {CheckAccent, o.Accent}, {CheckDueDays, strconv.Itoa(o.DueDays)}} {
		if err := c.check(c.value); err != nil {
			text, _ := data.UserText(err)
			return 0, data.Explain("%s Er is niets opgeslagen.", err, text)
		}
	}
	return s.store.Do(ctx, s.change("Kantoorgegevens gewijzigd"), func(tx *data.Tx) error {
		texts := o.texts()
		for i, setting := range sellerSettings {
			v := strconv.Itoa(o.DueDays)
			if i < len(texts) {
				v = *texts[i]
			}
			if err := tx.SaveSetting(setting.name, "", v); err != nil {
				return err
			}
		}
		return nil
	})
}

// LookOf is how pages made in this transaction look.
func LookOf(tx *data.Tx) (document.Look, error) {
	s, err := SellerOf(tx)
	if err != nil {
		return document.Look{}, err
	}
	look := document.Look{Accent: s.Accent, Created: tx.Now(), Office: document.Office{
		Name: s.Name, Street: spaced(s.Street, s.HouseNumber), Postcode: s.Postcode, Town: s.Town,
		Phone: s.Phone, Email: s.Email, Website: s.Website,
		KvK: s.KvK, VATID: s.VATID, IBAN: s.IBAN, BIC: s.BIC, AccountName: s.AccountName,
	}}
	number, err := tx.Setting(LogoSetting, tx.Today())
	if errors.Is(err, data.ErrNotFound) || err == nil && number == "" {
		return look, nil
	}
	if err != nil {
		return look, err
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return look, fmt.Errorf("setting %s: %w", LogoSetting, err)
	}
	d, err := tx.Document(id)
	look.Logo = d.Bytes
	return look, err
}

func spaced(parts ...string) string {
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}
