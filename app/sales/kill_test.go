package sales

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

const (
	// childStore names the store for a test binary that is started as a desk to be killed.
	childStore = "KANTOOR_KILL_STORE"
	// killRunsSetting sets how often a store gets its invoices, in place of
	// killRuns, which keeps an ordinary test run short; 20 is the full proof.
	killRunsSetting = "KANTOOR_KILL_RUNS"
	killRuns        = 1
)

// killInvoices is how many invoices a store gets.
var killInvoices = map[bool]int{false: 200, true: 20}[slow]

// invoiceUntilKilled makes invoices until there are enough and writes each
// number on a line of its own once it is kept.
func invoiceUntilKilled(address string) int {
	err := func() error {
		ctx := context.Background()
		store, err := data.Open(ctx, address)
		if err != nil {
			return err
		}
		s := New(store)
		for {
			there := 0
			err := store.Read(ctx, func(tx *data.Tx) (err error) {
				there, err = tx.CountInvoices(data.AllInvoices)
				return err
			})
			if err != nil || there >= killInvoices {
				return errors.Join(err, store.Close())
			}
			saved, err := s.NewOrder(ctx, order(int64(1+there%7)))
			if err != nil {
				return err
			}
			issued, err := s.OrderToInvoice(ctx, saved.ID)
			if err != nil {
				return err
			}
			fmt.Println(issued.Number, issued.SHA256)
		}
	}()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// TestNothingIsLostWhenKilled kills the program at random moments while it makes
// invoices and starts it again, until all are there: no gap, no double number,
// nothing lost that was acknowledged, and every PDF as it was issued.
func TestNothingIsLostWhenKilled(t *testing.T) {
	runs := killRuns
	if text := os.Getenv(killRunsSetting); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil {
			t.Fatalf("%s: %v", killRunsSetting, err)
		}
		runs = n
	}
	t.Run("sqlite", func(t *testing.T) {
		for range runs {
			killAndCheck(t, storetest.SQLite(t))
		}
	})
	if storetest.Quick() {
		return
	}
	t.Run("postgres", func(t *testing.T) {
		server := &storetest.Server{Durable: true}
		if err := server.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := server.Stop(); err != nil {
				t.Error(err)
			}
		})
		for range runs {
			name, err := server.CreateDatabase(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			killAndCheck(t, server.Address(name))
		}
	})
}

func killAndCheck(t *testing.T, address string) {
	t.Helper()
	d := newDesk(t, address).withSeller()
	acknowledged := map[string]string{}
	kills := 0
	for done := false; !done; {
		var killed bool
		if done, killed = desksLife(t, address, acknowledged); killed {
			kills++
		}
		if t.Failed() {
			return
		}
	}
	if kills == 0 {
		t.Error("the desk was never killed")
	}
	err := d.store.Read(t.Context(), func(tx *data.Tx) error {
		found, err := tx.InvoicesPage(data.AllInvoices, nil, 2*killInvoices)
		if err != nil {
			return err
		}
		kept := map[string]data.Invoice{}
		for _, i := range found {
			if i.State != "final" || kept[i.Number].ID != 0 {
				t.Errorf("invoice %d: number %q is %s or double", i.ID, i.Number, i.State)
			}
			kept[i.Number] = i
		}
		year := found[0].Number[:5]
		for n := 1; n <= killInvoices; n++ {
			i := kept[fmt.Sprintf("%s%04d", year, n)]
			if i.ID == 0 {
				t.Errorf("number %s%04d is missing", year, n)
				continue
			}
			pdf, err := tx.Document(i.DocumentID)
			if err != nil {
				return err
			}
			if sum, ok := acknowledged[i.Number]; ok && sum != pdf.SHA256 {
				t.Errorf("the PDF of %s is not the one that was acknowledged", i.Number)
			}
			delete(acknowledged, i.Number)
		}
		if len(found) != killInvoices {
			t.Errorf("%d invoices, want %d", len(found), killInvoices)
		}
		for number := range acknowledged {
			t.Errorf("%s was acknowledged and is not there", number)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := d.store.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	t.Logf("%d invoices, killed %d times", killInvoices, kills)
}

// desksLife starts a desk, notes what it acknowledges and kills it after a
// random number of invoices and a random moment within the next one.
func desksLife(t *testing.T, address string, acknowledged map[string]string) (done, killed bool) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childStore+"="+address)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	after := rand.IntN(killInvoices / 4)
	lines := bufio.NewScanner(out)
	var kill *time.Timer
	for n := 0; lines.Scan(); n++ {
		number, sum, ok := strings.Cut(lines.Text(), " ")
		if !ok {
			t.Errorf("the desk said %q", lines.Text())
		}
		if acknowledged[number] != "" {
			t.Errorf("%s was given twice", number)
		}
		acknowledged[number] = sum
		if n == after {
			kill = time.AfterFunc(time.Duration(rand.IntN(20_000))*time.Microsecond, func() {
				// A desk that is done already cannot be killed any more.
				_ = child.Process.Kill()
			})
		}
	}
	err = child.Wait()
	if kill != nil {
		kill.Stop()
	}
	var exit *exec.ExitError
	switch {
	case err == nil:
		return true, false
	case errors.As(err, &exit) && exit.ExitCode() == -1:
		return false, true
	}
	t.Errorf("the desk ended by itself: %v", err)
	return true, false
}
