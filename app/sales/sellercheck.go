package sales

import (
	"strconv"
	"strings"

	"kiesvoorhetkind.nl/kantoor/data"
)

// What is filled in about the office is checked where it is typed and again when it is saved. An empty text is not
// wrong: what the first invoice cannot do without is said by Seller.Missing.

// squeeze leaves out the signs with which people group a number.
func squeeze(s string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "\u00a0", "", ".", "", "-", "").Replace(s))
}

// CheckKvK says what is wrong with a KvK number.
func CheckKvK(s string) error {
	if s = squeeze(s); s != "" && !digits(s, 8) {
		return data.Refuse("Een KvK-nummer heeft acht cijfers.")
	}
	return nil
}

// CheckVATID says what is wrong with a btw-id.
func CheckVATID(s string) error {
	if s = squeeze(s); s != "" && !vatID.MatchString(s) {
		return data.Refuse("Een btw-id ziet eruit als NL123456789B01.")
	}
	return nil
}

// CheckIBAN says what is wrong with an IBAN.
func CheckIBAN(s string) error {
	if s = squeeze(s); s != "" && !ValidIBAN(s) {
		return data.Refuse("De IBAN klopt niet: er is waarschijnlijk een teken verkeerd.")
	}
	return nil
}

// CheckMail says what is wrong with a mail address.
func CheckMail(s string) error {
	if s = tidy(s); s != "" && !mailAddress(s) {
		return data.Refuse("Het mailadres klopt niet.")
	}
	return nil
}

// CheckAccent says what is wrong with a colour.
func CheckAccent(s string) error {
	if s = tidy(s); s != "" && !accent.MatchString(s) {
		return data.Refuse("De kleur ziet eruit als #0F6E84.")
	}
	return nil
}

// CheckDueDays says what is wrong with the days in which an invoice is to be paid.
func CheckDueDays(s string) error {
	if n, err := strconv.Atoi(tidy(s)); err != nil || n < 1 || n > 365 {
		return data.Refuse("De betaaltermijn is 1 tot 365 dagen.")
	}
	return nil
}
