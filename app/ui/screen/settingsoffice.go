package screen

import (
	"context"
	"io"
	"os"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// checked is a field for a text that a job looks at.
func checked(value string, check func(string) error) *block.TextField {
	f := text(value)
	f.Check = check
	return f
}

// sellerRow is a setting of how the office presents itself.
type sellerRow struct {
	row
	of    func(*sales.Seller) *string
	check func(string) error
	later bool // the first run does not ask for it
}

// addressRows are name and addresses, numberRows what stands on invoices.
func addressRows() []sellerRow {
	return []sellerRow{
		{row{label: words.T("Naam"), hint: words.T("Boven brieven en facturen, en onder certificaten."), words: words.T("kantoor bedrijf")}, func(o *sales.Seller) *string { return &o.Name }, nil, false},
		{row{label: words.T("Straat"), hint: words.T("Het adres waar post naartoe kan."), words: words.T("adres")}, func(o *sales.Seller) *string { return &o.Street }, nil, false},
		{row{label: words.T("Huisnummer"), words: words.T("adres")}, func(o *sales.Seller) *string { return &o.HouseNumber }, nil, false},
		{row{label: words.T("Postcode"), words: words.T("adres")}, func(o *sales.Seller) *string { return &o.Postcode }, nil, false},
		{row{label: words.T("Plaats"), words: words.T("adres woonplaats")}, func(o *sales.Seller) *string { return &o.Town }, nil, false},
		{row{label: words.T("Telefoon"), hint: words.T("In het briefhoofd. Mag leeg blijven."), words: words.T("nummer bellen")}, func(o *sales.Seller) *string { return &o.Phone }, nil, false},
		{row{label: words.T("Mailadres"), hint: words.T("Waar klanten op kunnen antwoorden."), words: words.T("e-mail")}, func(o *sales.Seller) *string { return &o.Email }, sales.CheckMail, false},
		{row{label: words.T("Website"), hint: words.T("In het briefhoofd. Mag leeg blijven.")}, func(o *sales.Seller) *string { return &o.Website }, nil, true},
	}
}

func numberRows() []sellerRow {
	return []sellerRow{
		{row{label: words.T("KvK-nummer"), hint: words.T("Acht cijfers; hoort op elke factuur."), words: words.T("kamer van koophandel")}, func(o *sales.Seller) *string { return &o.KvK }, sales.CheckKvK, false},
		{row{label: words.T("Btw-id"), hint: words.T("Ziet eruit als NL123456789B01; hoort op elke factuur."), words: words.T("btw-nummer belasting")}, func(o *sales.Seller) *string { return &o.VATID }, sales.CheckVATID, false},
		{row{label: words.T("IBAN"), hint: words.T("Waar facturen op worden betaald."), words: words.T("rekening bank rekeningnummer")}, func(o *sales.Seller) *string { return &o.IBAN }, sales.CheckIBAN, false},
		{row{label: words.T("BIC"), hint: words.T("Voor betalingen uit het buitenland. Mag leeg blijven."), words: words.T("rekening bank swift")}, func(o *sales.Seller) *string { return &o.BIC }, nil, true},
		{row{label: words.T("Op naam van"), hint: words.T("Als de rekening op een andere naam staat."), words: words.T("rekening bank tenaamstelling")}, func(o *sales.Seller) *string { return &o.AccountName }, nil, true},
	}
}

// sellerRows makes the fields, and what takes what was filled in.
func sellerRows(o sales.Seller, list []sellerRow) ([]row, func() func(*sales.Seller)) {
	var rows []row
	var fields []*block.TextField
	for _, l := range list {
		f := checked(*l.of(&o), l.check)
		fields = append(fields, f)
		l.field = f
		rows = append(rows, l.row)
	}
	return rows, func() func(*sales.Seller) {
		var values []string
		for _, f := range fields {
			values = append(values, f.Value())
		}
		return func(o *sales.Seller) {
			for i, l := range list {
				*l.of(o) = values[i]
			}
		}
	}
}

// saveSeller changes a part of how the office presents itself; the rest stays as it is by now.
func saveSeller(ctx context.Context, job sellerSettings, change func(*sales.Seller)) (int64, error) {
	now, err := job.Seller(ctx)
	if err != nil {
		return 0, err
	}
	was := now
	change(&now)
	if now == was {
		return 0, nil
	}
	return job.SaveSeller(ctx, now)
}

func (p *settingsPage) keepSeller(change func(*sales.Seller)) keeping {
	return func(ctx context.Context) (int64, error) { return saveSeller(ctx, p.Sales, change) }
}

func (p *settingsPage) loadSeller(t *part) {
	ui.Load(t.lane, p.Sales.Seller, func(o sales.Seller) {
		rows, take := sellerRows(o, append(addressRows(), numberRows()...))
		form := t.form(rows...)
		t.show([]*block.Form{form}, form, t.buttons(form, nil, words.T("Kantoorgegevens opgeslagen"), func() keeping { return p.keepSeller(take()) }))
	})
}

func (p *settingsPage) loadStyle(t *part) {
	type style struct {
		accent string
		logo   bool
	}
	ui.Load(t.lane, func(ctx context.Context) (style, error) {
		var s style
		o, err := p.Sales.Seller(ctx)
		if err == nil {
			s.accent = o.Accent
			s.logo, err = p.Sales.HasLogo(ctx)
		}
		return s, err
	}, func(s style) {
		accent := checked(s.accent, sales.CheckAccent)
		form := t.form(row{label: words.T("Kleur"), hint: words.T("De lijnen en koppen op papier, als #0F6E84. Leeg is de kleur van het programma zelf."), field: accent})
		save := t.buttons(form, nil, words.T("Kleur opgeslagen"), func() keeping {
			colour := accent.Value()
			return p.keepSeller(func(o *sales.Seller) { o.Accent = colour })
		})
		said := words.T("Er is nog geen logo. Kies een png of jpg, of zet hem op dit scherm neer.")
		buttons := block.Spread(8, block.NewButton(words.T("Logo kiezen …"), func() {
			p.s.Files().Open(words.T("Logo kiezen"), []string{".png", ".jpg", ".jpeg"}, p.logo)
		}))
		if s.logo {
			said = words.T("Er is een logo ingesteld.")
			buttons.Add(block.NewButton(words.T("Logo weghalen"), func() {
				t.save(nil, nil, words.T("Logo weggehaald"), func(ctx context.Context) (int64, error) { return p.Sales.SetLogo(ctx, nil) })
			}))
		}
		t.show([]*block.Form{form}, form, save, block.NewQuietParagraph(said), buttons)
	})
}

// maxLogoBytes is the most that is read of a picture; the job says what it may be.
const maxLogoBytes = 10<<20 + 1

func (p *settingsPage) logo(path string) {
	ui.Act(p.s.Tasks, words.T("Logo inlezen"), func(ctx context.Context, _ *ui.Progress) (int64, error) {
		f, err := os.Open(path)
		if err != nil {
			return 0, data.Explain("Het plaatje kan niet worden gelezen.", err)
		}
		picture, err := io.ReadAll(io.LimitReader(f, maxLogoBytes))
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return 0, data.Explain("Het plaatje kan niet worden gelezen.", err)
		}
		return p.Sales.SetLogo(ctx, picture)
	}, func(change int64) {
		p.s.Done(words.T("Logo ingesteld"), undo(p.Desk, change))
		p.Reload()
	})
}

// wholeNumber refuses what is no whole number of 0 or more.
func wholeNumber(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 0 {
		return data.Refuse("Vul een heel getal in.")
	}
	return nil
}

func numberField(n int) *block.TextField {
	f := checked(strconv.Itoa(n), wholeNumber)
	f.Required = true
	return f
}
