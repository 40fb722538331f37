package document

import (
	"strings"
	"time"
)

// Office is how the office presents itself on paper. Empty fields are left out.
type Office struct {
	Name        string
	Street      string // with the house number
	Postcode    string
	Town        string
	Country     string // only where it must be printed
	Phone       string
	Email       string
	Website     string
	KvK         string // number in the trade register
	VATID       string // btw-identificatienummer
	IBAN        string
	BIC         string
	AccountName string // name of the account, if it is another than Name
}

// Look is what all pages of the office have in common.
type Look struct {
	Office Office
	Logo   []byte // PNG or JPEG; none when empty
	Accent string // "#rrggbb"; the program's own when empty
	// Created is the moment that the PDF names as its making. The same
	// moment and values give the same bytes.
	Created time.Time
	// CertificateLayout is the text of a layout file as in assets/certificate. When
	// it is empty, LayoutFile names one of those that come with the program, and the
	// standard one is taken when that is empty too.
	CertificateLayout []byte
	LayoutFile        string
	// Stamp is a PNG or JPEG of the office's stamp or of who signs for it. It stands beside the
	// signatures on certificates; none when empty.
	Stamp []byte
}

// paper is a look that was checked and can be drawn with.
type paper struct {
	office Office
	accent colour
	logo   *picture
	stamp  *picture
	info   docInfo
	today  time.Time // the day of making where the office is
}

func (l Look) paper(title string) (*paper, error) {
	if err := loadFaces(); err != nil {
		return nil, err
	}
	p := &paper{office: l.Office.cleaned(), accent: deep}
	if l.Accent != "" {
		c, err := parseColour(l.Accent)
		if err != nil {
			return nil, err
		}
		p.accent = c
	}
	if len(l.Logo) > 0 {
		logo, err := readPicture(l.Logo)
		if err != nil {
			return nil, explain(err, "het logo")
		}
		p.logo = logo
	}
	if len(l.Stamp) > 0 {
		stamp, err := readSignature(l.Stamp)
		if err != nil {
			return nil, explain(err, "de stempel")
		}
		p.stamp = stamp
	}
	title, _ = clean(title)
	p.today = l.Created
	p.info = docInfo{title: title, author: p.office.Name, created: l.Created.UTC()}
	return p, nil
}

func (o Office) cleaned() Office {
	for _, f := range []*string{
		&o.Name, &o.Street, &o.Postcode, &o.Town, &o.Country, &o.Phone, &o.Email,
		&o.Website, &o.KvK, &o.VATID, &o.IBAN, &o.BIC, &o.AccountName,
	} {
		*f, _ = clean(*f)
	}
	return o
}

// place is "1234 AB Town".
func (o Office) place() string {
	return joinFilled("  ", o.Postcode, o.Town)
}

// joinFilled joins what is not empty.
func joinFilled(separator string, parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, separator)
}
