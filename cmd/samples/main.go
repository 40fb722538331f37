// Command samples scores the program on a folder of samples with their right answers, and
// prints one figure a line: "name value/total", or "name value" for what should be zero.
//
// It asks the program over its command line only (kantoorctl with --json), as any script
// would, so it measures what an office gets. It judges nothing: a low figure is a figure.
// Tests of the parts are theirs and read none of this.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", "", "`folder` of the samples")
	path := flag.String("program", "build/kantoorctl", "the `file` of kantoorctl")
	verbose := flag.Bool("v", false, "say what was wrong, on stderr")
	flag.Parse()
	if *dir == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(context.Background(), os.Stdout, *dir, *path, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "samples:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, dir, path string, verbose bool) error {
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		fmt.Fprintf(out, "samples: %s is not there\n", dir)
		return nil
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("the program: %w", err)
	}
	scratch, err := os.MkdirTemp("", "kantoor-samples-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(scratch)
	s := &scorer{ctx: ctx, out: out, dir: dir, scratch: scratch, program: path}
	if verbose {
		s.remarks = os.Stderr
	}
	for _, part := range []struct {
		name  string
		score func() error
	}{
		{"mail", s.mail},
		{"register", s.register},
		{"trainings", s.trainings},
		{"bank", s.bank},
	} {
		if err := part.score(); err != nil {
			fmt.Fprintf(out, "%s: 0, %v\n", part.name, err)
		}
	}
	return nil
}
