package main

import (
	"context"
	"encoding/json"
	"testing"

	"kiesvoorhetkind.nl/kantoor/data"
)

// settings fills in what the office needs on an invoice.
func settings(t *testing.T, address string) {
	t.Helper()
	var values map[string]string
	if err := json.Unmarshal([]byte(office), &values); err != nil {
		t.Fatal(err)
	}
	s, err := data.Open(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(context.Background(), data.Change{Title: "Instellingen"}, func(tx *data.Tx) error {
		for name, value := range values {
			if err := tx.SaveSetting(name, "", value); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
