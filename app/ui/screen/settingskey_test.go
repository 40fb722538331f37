package screen

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/training"
)

func TestKeyOfCertificatesIsRenewed(t *testing.T) {
	d, _ := newSettings(t)
	key := func() training.Key {
		k, err := d.office.Training.SigningKey(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	was := key()
	if was.Since == "" || was.Retired != 0 {
		t.Fatalf("the office begins with %+v", was)
	}
	d.Type("sleutel")
	d.MustSee("Certificaten", "De QR-code op een certificaat is ondertekend met de sleutel van het kantoor.", "De sleutel is in gebruik sinds")
	d.Click("Sleutel vernieuwen …")
	d.MustSee("Een nieuwe sleutel voor certificaten?", "Certificaten die er al zijn, blijven geldig en te controleren", "Dat kan niet ongedaan worden gemaakt.")
	d.Press(fyne.KeyEscape)
	if key() != was {
		t.Fatal("Esc renewed the key")
	}
	d.Click("Sleutel vernieuwen …")
	d.Press(fyne.KeyReturn) // what cannot be undone is not done by Enter alone
	if key() != was {
		t.Fatal("Enter renewed the key")
	}
	d.Reset()
	d.Click("Sleutel vernieuwen …")
	d.Click("Sleutel vernieuwen")
	if now := key(); now.Retired != 1 || d.Steps != 2 {
		t.Errorf("after %d steps: %+v", d.Steps, now)
	}
	d.MustSee("Sleutel vernieuwd. Wat al is uitgegeven, blijft te controleren. Maak nu een back-up.", "wat met een eerdere is ondertekend, blijft te controleren")
	now := key()
	d.Run("undo")
	if key() != now {
		t.Error("what cannot be undone was")
	}
}
