package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// scorer asks the program and prints figures.
type scorer struct {
	ctx     context.Context
	out     io.Writer
	remarks io.Writer // what was wrong; nil: not wanted
	dir     string    // the samples
	scratch string    // for stores and papers, removed at the end
	program string
}

// object is one line that the program answered.
type object map[string]any

// wrongUsage is the exit status of a command that is not known.
const wrongUsage = 2

// answer is what one call gave.
type answer struct {
	objects []object
	status  int
	message string // stderr, on one line
}

// why says in a few words why there is no full answer.
func (a answer) why() string {
	if a.status == wrongUsage {
		return "not built: " + a.message
	}
	return fmt.Sprintf("exit status %d: %s", a.status, a.message)
}

// call runs the program on a store of this run. An exit status other than 0 is part of the
// answer, not an error: the objects before it count.
func (s *scorer) call(store string, arguments ...string) (answer, error) {
	ctx, cancel := context.WithTimeout(s.ctx, 10*time.Minute)
	defer cancel()
	arguments = append([]string{"--data", filepath.Join(s.scratch, store)}, arguments...)
	command := exec.CommandContext(ctx, s.program, arguments...)
	// What the program would keep outside its store stays in this run's folder.
	command.Env = append(os.Environ(), "HOME="+s.scratch, "XDG_CONFIG_HOME="+s.scratch, "XDG_DATA_HOME="+s.scratch)
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	var a answer
	if err := command.Run(); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !exit.Exited() {
			return a, fmt.Errorf("%s: %w", strings.Join(arguments[2:], " "), err)
		}
		a.status = exit.ExitCode()
	}
	a.message = strings.Join(strings.Fields(stderr.String()), " ")
	decoder := json.NewDecoder(&stdout)
	decoder.UseNumber()
	for {
		var o object
		err := decoder.Decode(&o)
		if errors.Is(err, io.EOF) {
			return a, nil
		}
		if err != nil {
			return a, fmt.Errorf("%s: its answer is no JSON: %w", strings.Join(arguments[2:], " "), err)
		}
		a.objects = append(a.objects, o)
	}
}

// figure prints a figure out of a total.
func (s *scorer) figure(name string, value, total int) {
	fmt.Fprintf(s.out, "%s %d/%d\n", name, value, total)
}

// count prints a figure that has no total.
func (s *scorer) count(name string, value int) { fmt.Fprintf(s.out, "%s %d\n", name, value) }

func (s *scorer) remark(format string, values ...any) {
	if s.remarks != nil {
		fmt.Fprintf(s.remarks, format+"\n", values...)
	}
}

// expected reads a JSON file of the samples.
func (s *scorer) expected(into any, elements ...string) error {
	name := filepath.Join(append([]string{s.dir}, elements...)...)
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (o object) text(key string) string {
	text, _ := o[key].(string) // absent or something else: no text
	return text
}

func (o object) number(key string) int {
	number, _ := o[key].(json.Number)
	value, err := number.Int64()
	if err != nil {
		return 0
	}
	return int(value)
}

func (o object) list(key string) []object {
	items, _ := o[key].([]any)
	list := make([]object, 0, len(items))
	for _, item := range items {
		if fields, ok := item.(map[string]any); ok {
			list = append(list, fields)
		}
	}
	return list
}

func (o object) fields(key string) object {
	fields, _ := o[key].(map[string]any)
	return fields
}
