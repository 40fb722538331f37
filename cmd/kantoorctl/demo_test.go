package main

import (
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data/storetest"
)

func TestDemo(t *testing.T) {
	d := desk{t, storetest.SQLite(t)}
	if status, _, _ := d.do("demo", "--people", "-1"); status != misused {
		t.Errorf("a number below zero: status %d", status)
	}
	status, objects, said := d.do("demo", "--people", "340", "--mails", "70")
	if status != done || len(objects) != 1 || objects[0]["people"] != 340.0 || objects[0]["mails"] != 70.0 {
		t.Fatalf("status %d, %v, %s", status, objects, said)
	}
	if status, objects, said = d.do("check"); status != done || objects[0]["ok"] != true {
		t.Errorf("check: status %d, %v, %s", status, objects, said)
	}
	status, _, said = d.do("demo")
	if status != refused || !strings.Contains(said, "staan al gegevens") || strings.Count(said, "\n") != 1 {
		t.Errorf("filled twice: status %d, %q", status, said)
	}
}
