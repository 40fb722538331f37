package document

import (
	"errors"
	"os"
	"strings"
	"testing"
)

func TestRefusalSpeaksToPeopleAndToTheLog(t *testing.T) {
	err := explain(explain(os.ErrPermission, "het bestand %d is niet te lezen", 3), "de brief is niet gemaakt")
	var user interface{ UserText() string }
	if !errors.As(err, &user) || user.UserText() != "De brief is niet gemaakt: het bestand 3 is niet te lezen." {
		t.Errorf("says %q", user.UserText())
	}
	if !errors.Is(err, os.ErrPermission) || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("the log gets %q", err)
	}
}

// What goes wrong with a look, a record or a printer is told in whole sentences.
func TestErrorsAreSentences(t *testing.T) {
	look := testLook()
	look.Logo = []byte("geen plaatje")
	_, badLogo := Letter(testLetter(), look)
	_, badInvoice := Invoice(InvoiceValues{}, testLook())
	_, nothing := Certificates([]Certificate{{}}, testLook())
	for err, want := range map[error]string{
		badLogo:    "Het logo: het plaatje is geen png of jpg.",
		badInvoice: "De factuur is niet gemaakt: het nummer ontbreekt.",
		nothing:    "Er is geen certificaat om af te drukken. Dit certificaat is niet gemaakt: de naam ontbreekt.",
	} {
		var user interface{ UserText() string }
		if !errors.As(err, &user) || user.UserText() != want {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
