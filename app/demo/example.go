package demo

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kiesvoorhetkind.nl/kantoor/data"
)

// Example makes the demo office in a file in a folder of its own, unless it is there already. It grows in another
// folder beside that one, which gets its name when the office is whole: a half one is never opened, and one that was
// broken off leaves nothing.
func Example(ctx context.Context, file string, progress func(done, total int)) (err error) {
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	place := filepath.Dir(file)
	part := place + "-in-aanbouw"
	if err := os.RemoveAll(part); err != nil {
		return data.Explain("Het voorbeeldkantoor kan hier niet worden gemaakt. Er is niets achtergebleven.", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(part))
		}
	}()
	if _, err := Make(ctx, filepath.Join(part, filepath.Base(file)), Options{}, progress); err != nil {
		if ctx.Err() != nil {
			return fmt.Errorf("example office: %w", ctx.Err())
		}
		return data.Explain("Het voorbeeldkantoor kan hier niet worden gemaakt. Er is niets achtergebleven.", err)
	}
	return data.Explain("Het voorbeeldkantoor kan hier niet worden gemaakt. Er is niets achtergebleven.", os.Rename(part, place))
}
