//go:build !windows

package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
)

// CUPS prints through the print system of macOS and Linux, by its commands lp
// and lpstat.
type CUPS struct {
	// Server is the address or the socket of the print server; this
	// computer's own when empty.
	Server string
}

// SystemPrinter is the print system of this computer.
func SystemPrinter() Printer { return CUPS{} }

// run runs a command of the print system and answers what it wrote.
func (c CUPS) run(ctx context.Context, stdin []byte, name string, args ...string) (string, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return "", explain(err, "afdrukken kan hier niet: het printsysteem (CUPS) ontbreekt. Open de PDF en druk hem daar af")
	}
	cmd := exec.CommandContext(ctx, path, args...)
	// The answers are read, so they must not be translated.
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	if c.Server != "" {
		cmd.Env = append(cmd.Env, "CUPS_SERVER="+c.Server)
	}
	if stdin != nil {
		cmd.Stdin = bytes.NewReader(stdin)
	}
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		return "", explain(&printError{command: name, said: strings.TrimSpace(complaint.String()), err: err}, "het printsysteem geeft een fout")
	}
	return out.String(), nil
}

// printError is a print command that failed.
type printError struct {
	command, said string
	err           error
}

func (e *printError) Error() string {
	return fmt.Sprintf("%s: %v: %s", e.command, e.err, e.said)
}

func (e *printError) Unwrap() error { return e.err }

// List implements Printer.
func (c CUPS) List(ctx context.Context) ([]Queue, string, error) {
	names, err := c.run(ctx, nil, "lpstat", "-e")
	if err != nil {
		var failed *printError
		// Without any printer lpstat fails as well, with a message of its own.
		if errors.As(err, &failed) && strings.Contains(failed.said, "No destinations") {
			return nil, "", nil
		}
		return nil, "", err
	}
	var queues []Queue
	for name := range strings.Lines(names) {
		// A name that looks like an option could be taken for one.
		if name = strings.TrimSpace(name); name != "" && name[0] != '-' {
			queues = append(queues, Queue{Name: name, Title: strings.ReplaceAll(name, "_", " ")})
		}
	}
	answer, err := c.run(ctx, nil, "lpstat", "-d")
	if err != nil {
		return queues, "", nil // there are printers, none is the default
	}
	_, standard, found := strings.Cut(answer, "destination:")
	if !found {
		return queues, "", nil
	}
	return queues, strings.TrimSpace(standard), nil
}

var requestID = regexp.MustCompile(`request id is (\S+)`)

// Print implements Printer. The PDF goes in by standard input, so that no
// copy of it stays behind on the disk.
func (c CUPS) Print(ctx context.Context, pdf []byte, job Job) (string, error) {
	job, err := checkJob(ctx, c, pdf, job)
	if err != nil {
		return "", err
	}
	answer, err := c.run(ctx, pdf, "lp",
		"-d", job.Queue, "-t", job.Title, "-n", strconv.Itoa(job.Copies),
		"-o", "collate=true", "-o", "media=A4", "-o", "sides=one-sided", "--", "-")
	if err != nil {
		return "", explain(err, "er is niets afgedrukt")
	}
	id := requestID.FindStringSubmatch(answer)
	if id == nil {
		return "", refuse("het printsysteem nam de opdracht aan, maar gaf er geen nummer bij")
	}
	return id[1], nil
}
