package screen

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/ui"
)

// A PDF that came with a mail is looked at in the window; what only calls itself one is not.
func TestAttachedPDFIsLookedAt(t *testing.T) {
	d := newTrader(t)
	pdf, err := d.office.Sales.InvoicePDF(context.Background(), d.invoiced(t))
	if err != nil {
		t.Fatal(err)
	}
	part := func(name string, b []byte) string {
		return "--grens\r\nContent-Type: application/pdf; name=\"" + name + "\"\r\nContent-Disposition: attachment; filename=\"" + name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
			base64.StdEncoding.EncodeToString(b) + "\r\n"
	}
	raw := "From: Loes Bakker <loes@example.nl>\r\nTo: info@kantoor.example.nl\r\nSubject: Formulier\r\nDate: Tue, 3 Mar 2026 08:00:00 +0100\r\nMessage-ID: <7@example.nl>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nHierbij het formulier.\r\n" +
		part("formulier.pdf", pdf.Bytes) + part("geen.pdf", []byte("MZ dit is een programma")) + "--grens--\r\n"
	if _, _, err := d.office.Mail.Take(context.Background(), []byte(raw), time.Time{}); err != nil {
		t.Fatal(err)
	}
	d.Register(Post(d.office.Mail, d.office.Intake, d.office.Training, Papers{Pages: d.drawn.open}, d.office, d.office.Store.Now))
	d.Go(ui.Route{Screen: ui.ScreenMail})
	d.MustSee("formulier.pdf", "geen.pdf")
	if n := strings.Count(strings.Join(d.Texts(), "\n"), "Bekijken"); n != 1 {
		t.Errorf("%d attachments can be looked at, want 1", n)
	}
	d.Click("Bekijken")
	d.MustSee("formulier.pdf", "Pagina 1 van 1", "Opslaan …")
	d.drawn.must(t, 1)
	d.Press("Escape")
	if d.drawn.held != 0 {
		t.Errorf("%d papers are still held", d.drawn.held)
	}
	d.MustSee("Hierbij het formulier.")
}
