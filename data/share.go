package data

import (
	"os"
	"path/filepath"
	"strings"
)

// onNetworkShare refuses a place where SQLite's locks cannot be trusted: two
// desks that write in one file over a network damage it.
func onNetworkShare(path string) error {
	refusal := Refuse("Het gegevensbestand staat op een netwerkschijf. Daar kan het beschadigd raken: zet het op de schijf van deze computer, of gebruik PostgreSQL als meer bureaus samenwerken.")
	if strings.HasPrefix(path, `\\`) || strings.HasPrefix(path, "//") {
		return refusal
	}
	dir := filepath.Dir(path)
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	if _, err := os.Stat(dir); err != nil {
		return Explain("De map voor de gegevens is niet te bereiken.", err)
	}
	if remote(dir) {
		return refusal
	}
	return nil
}
