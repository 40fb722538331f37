package main

import (
	"os"
	"path/filepath"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestListsTellWhatTheWindowShows(t *testing.T) {
	d := desk{t, storetest.SQLite(t)}
	d.must("demo")
	mails := d.must("mail", "list", "--limit", "5")
	if len(mails) != 5 {
		t.Fatalf("%d mails, not 5", len(mails))
	}
	d.keys(mails[0], "date from subject intent state outcome complaint")
	for i, m := range mails[1:] {
		if mails[i]["date"].(string) < m["date"].(string) {
			t.Errorf("%v stands before %v", mails[i]["date"], m["date"])
		}
	}
	for _, m := range d.must("mail", "list", "--state", "aside") {
		if m["state"] != "aside" {
			t.Errorf("not laid aside: %v", m)
		}
	}
	for _, c := range []struct {
		args []string
		keys string
	}{
		{[]string{"order", "list", "--state", "sent"}, "order day state customer summary total_cents invoice"},
		{[]string{"invoice", "list", "--part", "paid"}, "number kind day state customer amount_cents open_cents"},
		{[]string{"complaint", "list", "--state", "open"}, "number route state received due reacted clock last"},
		{[]string{"history", "--limit", "3"}, "id at who title undone"},
	} {
		found := d.must(c.args...)
		if len(found) == 0 {
			t.Errorf("%v: nothing", c.args)
			continue
		}
		d.keys(found[0], c.keys)
	}
	for _, i := range d.must("invoice", "list", "--part", "paid") {
		if i["open_cents"].(float64) > 0 {
			t.Errorf("paid, and open: %v", i)
		}
	}

	// What was done last stands at the head of the history.
	file := filepath.Join(t.TempDir(), "order.json")
	order := `{"id":"web-7","customer":{"name":"Bo Veen","email":"bo@veen.example.nl"},"delivery":{"name":"Bo Veen","street":"Kade","house_number":"3","postcode":"8011 AB","town":"Zwolle","country":"NL"},"lines":[{"product":"handbook-7-12","quantity":2}]}`
	if err := os.WriteFile(file, []byte(order), 0o600); err != nil {
		t.Fatal(err)
	}
	made := d.must("order", "import", file)
	orders := d.must("order", "list", "--limit", "1")
	if orders[0]["order"] != made[0]["order"] || orders[0]["customer"] != "Bo Veen" || orders[0]["state"] != "new" || orders[0]["total_cents"] != made[0]["total_cents"] {
		t.Errorf("%v, not %v", orders[0], made[0])
	}
	if last := d.must("history", "--limit", "1"); len(last) != 1 || last[0]["undone"] != false || last[0]["title"] == "" {
		t.Errorf("%v", last)
	}
}
