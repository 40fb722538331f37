package logbook

import (
	"regexp"
	"strings"
)

const (
	// mostTrace is how much of a crash is read, mostLines how many of its lines are kept.
	mostTrace = 1 << 20
	mostLines = 400
)

var (
	routine = regexp.MustCompile(`^goroutine (\d+)(?: gp=\S+ m=\S+(?: mp=\S+)?)? \[([a-zA-Z ,.0-9()]+)\]:$`)
	created = regexp.MustCompile(`^created by ([\w./()*\[\]{}…·,@%~-]+?)( in goroutine \d+)?$`)
	call    = regexp.MustCompile(`^([\w./*\[\]{}…·,@%~-][\w./()*\[\]{}…·,@%~-]*)\((?:\.\.\.|[\dxa-f{}, .?_]*|0x[\da-f]+)\)$`)
	source  = regexp.MustCompile(`^\t(?:.*[/\\])?([\w@.+-]+[/\\][\w.+-]+\.(?:go|s)):(\d+)(?: \+0x[0-9a-f]+)?$`)
	fault   = regexp.MustCompile(`^(?:panic: )?runtime error: (index out of range|slice bounds out of range|invalid memory address or nil pointer dereference|integer divide by zero|makeslice: \w+ out of range|hash of unhashable type)`)
	fatal   = regexp.MustCompile(`^fatal error: ([a-z][a-z ,:-]+)$`)
	signal  = regexp.MustCompile(`^\[signal (SIG[A-Z]+)`)
	signal2 = regexp.MustCompile(`^(SIG[A-Z]+): ([a-z -]+)$`)
)

// Trace keeps of what the runtime writes at a crash the traces of the goroutines: functions, files and lines, and what
// kind of fault it was where that is the language's own word. The value that was thrown and the arguments of the functions
// may be a record, and go.
func Trace(text string) string {
	if len(text) > mostTrace {
		text = text[:mostTrace]
	}
	var out []string
	within := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		kept := ""
		switch {
		case routine.MatchString(line):
			m := routine.FindStringSubmatch(line)
			kept, within = "goroutine "+m[1]+" ["+m[2]+"]:", true
		case within && created.MatchString(line):
			kept = line
		case within && source.MatchString(line):
			m := source.FindStringSubmatch(line)
			kept = "\t" + strings.ReplaceAll(m[1], `\`, "/") + ":" + m[2]
		case within && call.MatchString(line):
			kept = call.FindStringSubmatch(line)[1] + "(...)"
		case !within && fault.MatchString(line):
			kept = "runtime error: " + fault.FindStringSubmatch(line)[1]
		case !within && fatal.MatchString(line):
			kept = line
		case !within && signal.MatchString(line):
			kept = signal.FindStringSubmatch(line)[1]
		case !within && signal2.MatchString(line):
			kept = line
		default:
			continue
		}
		if out = append(out, kept); len(out) == mostLines {
			out = append(out, "...")
			break
		}
	}
	return strings.Join(out, "\n")
}
