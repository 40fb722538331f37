package app

import (
	"context"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

// KeptFolder is where what a restored backup took the place of is kept: beside an office's file, and for a shared office
// among the person's own data on this computer.
func KeptFolder(address string) string {
	if data.IsPostgres(address) {
		return data.KeptFolder(DefaultAddress())
	}
	return data.KeptFolder(address)
}

// Restore puts a backup in the place of the office at an address, which has to be closed. See data.Restore.
func Restore(ctx context.Context, file, address string) (data.Restored, error) {
	return data.Restore(ctx, file, address, KeptFolder(address), time.Now)
}

// CopyToLook checks a backup and copies it into a folder, which is made, to be opened there with ReadOnly: opening brings
// an older schema up to date, which the backup itself must not notice.
func CopyToLook(ctx context.Context, file, dir string) (address string, err error) {
	address = filepath.Join(dir, "kantoor.db")
	_, err = data.Restore(ctx, file, address, "", time.Now)
	return address, err
}
