//go:build unix

// Command loopback runs a mail server and a print server of its own for the
// scripts that drive the window: a real Dovecot and a real CUPS with one queue,
// on this computer only, that end with it. It writes where they are as
// assignments for a shell, then "ready=1", and runs until it is told to end.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"

	"kiesvoorhetkind.nl/kantoor/app/document/cupstest"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/dovecottest"
)

func main() { os.Exit(run()) }

func run() int {
	end := make(chan os.Signal, 1)
	signal.Notify(end, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	mail, err := dovecottest.Run("")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	r := &runner{}
	code := 0
	if printer := r.start(); printer != nil {
		fmt.Printf("mail_host=%s mail_port=%d mail_password=%s mail_ca=%s mail_folder=%s\n",
			mail.Host, mail.Port, mail.Password, mail.CAFile, filepath.Join(filepath.Dir(filepath.Dir(mail.CAFile)), "mail"))
		fmt.Printf("print_server=%s print_folder=%s\nready=1\n", printer.Address, filepath.Join(filepath.Dir(printer.Address), "out"))
		<-end
	}
	if r.failed {
		code = 1
	}
	r.clean()
	if err := mail.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	return code
}

// runner stands for the test that a print server is otherwise started in.
type runner struct {
	failed bool
	after  []func()
}

// start gives nil when the print server does not start. Fatal ends the goroutine, as it
// ends that of a test.
func (r *runner) start() *cupstest.Server {
	var s *cupstest.Server
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s = cupstest.Start(r)
	}()
	<-ended
	return s
}

func (r *runner) clean() {
	for _, f := range slices.Backward(r.after) {
		f()
	}
}

func (r *runner) Helper()          {}
func (r *runner) Cleanup(f func()) { r.after = append(r.after, f) }
func (r *runner) Failed() bool     { return r.failed }
func (r *runner) Log(a ...any)     { fmt.Fprintln(os.Stderr, a...) }

func (r *runner) Error(a ...any) {
	r.failed = true
	r.Log(a...)
}

func (r *runner) Fatal(a ...any) {
	r.Error(a...)
	runtime.Goexit()
}

func (r *runner) Fatalf(format string, a ...any) { r.Fatal(fmt.Sprintf(format, a...)) }
