// Command kantoorctl does the office's jobs from a command line, for scheduled
// work and for scripts. It needs no window and builds without cgo.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"os/user"
	"sort"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Exit statuses, part of the interface.
const (
	done    = 0
	refused = 1 // one Dutch line on stderr
	misused = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// errUsage: the words on the command line are not as they should be.
var errUsage = errors.New("usage")

// call is one command being run.
type call struct {
	ctx     context.Context
	address string
	json    bool
	flags   *flag.FlagSet
	args    []string
	out     io.Writer
	office  *app.Office
}

// command is a line of the table of commands.
type command struct {
	name  string // "register import"
	usage string
	// flags sets up the command's own flags and gives what runs it.
	flags func(*flag.FlagSet) func(*call) error
	// closed: the command works on files and addresses, not in an opened office.
	closed bool
}

func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	global := flag.NewFlagSet("kantoorctl", flag.ContinueOnError)
	global.SetOutput(io.Discard)
	c := &call{ctx: ctx, out: out}
	global.StringVar(&c.address, "data", "", "bestand of postgres://-adres van het kantoor")
	global.BoolVar(&c.json, "json", false, "één JSON-object per regel")
	if err := global.Parse(args); err != nil {
		return usage(errOut, "")
	}
	cmd, rest := find(global.Args())
	if cmd == nil {
		return usage(errOut, "")
	}
	c.flags = flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.StringVar(&c.address, "data", c.address, "")
	c.flags.BoolVar(&c.json, "json", c.json, "")
	do := cmd.flags(c.flags)
	if !c.parse(rest) {
		return usage(errOut, cmd.usage)
	}
	if c.address == "" {
		c.address = app.DefaultAddress()
	}
	err := c.open(cmd)
	if err == nil {
		err = do(c)
	}
	if c.office != nil {
		err = errors.Join(err, c.office.Close())
	}
	return finish(err, cmd.usage, errOut)
}

func (c *call) open(cmd *command) error {
	if cmd.closed {
		return nil
	}
	var err error
	c.office, err = app.Open(c.ctx, app.Options{Address: c.address, Who: whoever(), Secrets: keychain.System{}})
	return err
}

// parse takes flags before, between and after the other words.
func (c *call) parse(args []string) bool {
	for {
		if err := c.flags.Parse(args); err != nil {
			return false
		}
		args = c.flags.Args()
		if len(args) == 0 {
			return true
		}
		c.args = append(c.args, args[0])
		args = args[1:]
	}
}

func find(args []string) (*command, []string) {
	for n := min(2, len(args)); n > 0; n-- {
		name := strings.Join(args[:n], " ")
		for i := range commands {
			if commands[i].name == name {
				return &commands[i], args[n:]
			}
		}
	}
	return nil, nil
}

func usage(w io.Writer, line string) int {
	if line != "" {
		fmt.Fprintln(w, "Gebruik: kantoorctl [--data ADRES] [--json]", line)
		return misused
	}
	fmt.Fprintln(w, "Gebruik: kantoorctl [--data ADRES] [--json] OPDRACHT")
	var lines []string
	for _, c := range commands {
		lines = append(lines, "  "+c.usage)
	}
	sort.Strings(lines)
	fmt.Fprintln(w, strings.Join(lines, "\n"))
	return misused
}

func finish(err error, line string, errOut io.Writer) int {
	switch {
	case err == nil:
		return done
	case errors.Is(err, errUsage):
		return usage(errOut, line)
	}
	text, ok := data.UserText(err)
	if !ok {
		text = "Het is niet gelukt: " + err.Error()
	}
	fmt.Fprintln(errOut, strings.Join(strings.Fields(text), " "))
	return refused
}

// whoever is the name in the journal of what scheduled work did.
func whoever() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "kantoorctl"
}

// print writes one object: as JSON on a line, or as the Dutch text.
func (c *call) print(object any, text string) error {
	if !c.json {
		_, err := fmt.Fprintln(c.out, text)
		return err
	}
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	return e.Encode(object)
}

// one is the only argument of a command that takes one.
func (c *call) one() (string, error) {
	if len(c.args) != 1 || c.args[0] == "" {
		return "", errUsage
	}
	return c.args[0], nil
}
