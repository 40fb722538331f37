package logbook

import (
	"fmt"
	"io/fs"
	"net"
	"os"
	"regexp"
	"strings"
	"syscall"
	"unicode"
)

const (
	// mostText is the size of the longest text that is kept, in bytes; mostDeep how many errors within each other.
	mostText = 600
	mostDeep = 16
	// fewDigits is how many digits a word may have: codes and sizes, and no year, postcode or telephone number.
	fewDigits = 3
)

// Describe writes down an error without what may be about a person: the Dutch sentences for the user, file names,
// addresses and quoted values go; operations, codes and the program's own words stay.
func Describe(err error) string {
	return shorten(describe(err, 0))
}

func describe(err error, deep int) string {
	if err == nil {
		return "none"
	}
	if deep > mostDeep {
		return "and so on"
	}
	in := func(err error) string { return describe(err, deep+1) }
	switch e := err.(type) {
	case *fs.PathError:
		return Scrub(e.Op) + ": " + in(e.Err)
	case *os.LinkError:
		return Scrub(e.Op) + ": " + in(e.Err)
	case *os.SyscallError:
		return Scrub(e.Syscall) + ": " + in(e.Err)
	case *net.DNSError:
		return fmt.Sprintf("name lookup (not found %t, timeout %t)", e.IsNotFound, e.IsTimeout)
	case *net.OpError:
		return Scrub(e.Op+" "+e.Net) + ": " + in(e.Err)
	case syscall.Errno:
		return fmt.Sprintf("%s (system %d)", Scrub(e.Error()), int(e))
	}
	if u, ok := err.(interface{ UserText() string }); ok && u.UserText() != "" {
		if w, ok := err.(interface{ Unwrap() error }); ok && w.Unwrap() != nil {
			return in(w.Unwrap())
		}
		return "refused"
	}
	// What databases say quotes the values that were to be stored; their codes say enough.
	if e, ok := err.(interface{ SQLState() string }); ok {
		return name(err) + ", state " + code5(e.SQLState())
	}
	if e, ok := err.(interface{ Code() int }); ok {
		return fmt.Sprintf("%s, code %d", name(err), e.Code())
	}
	switch w := err.(type) {
	case interface{ Unwrap() error }:
		if inner := w.Unwrap(); inner != nil {
			return before(err.Error(), inner) + in(inner)
		}
	case interface{ Unwrap() []error }:
		var all []string
		for n, inner := range w.Unwrap() {
			text := in(inner)
			if n == 0 {
				text = before(err.Error(), inner) + text
			}
			all = append(all, text)
		}
		return strings.Join(all, "; ")
	}
	return Scrub(err.Error())
}

// before is what an error says before the words of the one within it.
func before(text string, inner error) string {
	at := strings.Index(text, inner.Error())
	if at <= 0 || inner.Error() == "" {
		return ""
	}
	return Scrub(strings.TrimRight(text[:at], ": ")) + ": "
}

// name is an error's type, which stands in the source.
func name(err error) string { return strings.TrimPrefix(fmt.Sprintf("%T", err), "*") }

var state = regexp.MustCompile(`^[0-9A-Z]{5}$`)

func code5(s string) string {
	if state.MatchString(s) {
		return s
	}
	return "*"
}

var (
	// quoted is a value within a text. An apostrophe only opens one after a space, since it stands in words as well.
	quoted = regexp.MustCompile("\"[^\"]*\"?|`[^`]*`?|“[^”]*”?|‘[^’]*’?|«[^»]*»?|<[^>]*>?|(^|[\\s(:=])'[^']*'?")
	// place is a line of the source, at the end of a path.
	place = regexp.MustCompile(`^\S*?([\w.@+-]+/[\w.-]+\.go:\d+)\S*$`)
)

// technical are words with capitals that are about no person.
var technical = map[string]bool{
	"EOF": true, "TLS": true, "SSL": true, "IMAP": true, "SMTP": true, "SQL": true, "SQLITE": true, "SQLITE_BUSY": true, "JSON": true, "XML": true, "PDF": true,
	"UTF": true, "ID": true, "NO": true, "BAD": true, "BYE": true, "OK": true, "X": true, "GL": true, "GLX": true, "EGL": true, "WGL": true, "GLFW": true,
	"OpenGL": true, "X11": true, "Wayland": true, "PlatformUnavailable": true, "NotInitialized": true, "APIUnavailable": true, "VersionUnavailable": true,
	"Fyne": true, "Error": true, "Cause": true, "At": true, "From": true, "Failed": true, "DISPLAY": true, "DoAndWait": true, "Do": true,
}

// Scrub takes out of a text what may be about a person: what stands in quotes, words with a capital, words with "@", paths
// and long numbers. The program's own words are technical, English and without capitals, so they stay. For files of the
// source the last folder and the line stay.
func Scrub(text string) string {
	text = quoted.ReplaceAllString(text, "${1}*")
	words := strings.Fields(text)
	figures := 0
	for i, w := range words {
		words[i] = scrubWord(w)
		// Short numbers in a row are a telephone or account number.
		if figures++; !strings.ContainsFunc(words[i], unicode.IsDigit) {
			figures = 0
		}
		if figures > 2 {
			words[i-2], words[i-1], words[i] = "*", "*", "*"
		}
	}
	return shorten(strings.Join(words, " "))
}

func scrubWord(w string) string {
	if m := place.FindStringSubmatch(w); m != nil {
		return m[1]
	}
	core := strings.Trim(w, ".,:;!?()[]{}\"'")
	if technical[core] {
		return w
	}
	hidden := strings.ContainsAny(core, `@/\=`)
	digits := 0
	for _, r := range core {
		switch {
		case unicode.IsUpper(r), unicode.IsTitle(r), r > unicode.MaxASCII:
			hidden = true
		case unicode.IsDigit(r):
			digits++
		}
	}
	// A dot within letters is a mail domain or a file name as often as it is code.
	if i := strings.IndexByte(core, '.'); i > 0 && digits == 0 && !strings.HasPrefix(core, "fyne.Do") {
		hidden = true
	}
	if hidden || digits > fewDigits {
		return strings.Replace(w, core, "*", 1)
	}
	return w
}

func shorten(text string) string {
	if len(text) <= mostText {
		return text
	}
	return strings.ToValidUTF8(text[:mostText], "") + " ..."
}
