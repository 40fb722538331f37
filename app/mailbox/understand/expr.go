package understand

import (
	"regexp"
	"sync"
)

// expr is a regular expression that is compiled when it is first used. There are more
// than two hundred; a program that reads no mail should not wait for them at its start.
type expr struct {
	source string
	once   sync.Once
	re     *regexp.Regexp
}

// expressions are all that were made, so that a test can compile every one.
var expressions []*expr

func expression(source string) *expr {
	e := &expr{source: source}
	expressions = append(expressions, e)
	return e
}

func (e *expr) get() *regexp.Regexp {
	e.once.Do(func() { e.re = regexp.MustCompile(e.source) })
	return e.re
}

// The methods are those of regexp.Regexp.

func (e *expr) MatchString(s string) bool            { return e.get().MatchString(s) }
func (e *expr) FindString(s string) string           { return e.get().FindString(s) }
func (e *expr) FindStringIndex(s string) []int       { return e.get().FindStringIndex(s) }
func (e *expr) FindStringSubmatch(s string) []string { return e.get().FindStringSubmatch(s) }
func (e *expr) FindAllString(s string, n int) []string {
	return e.get().FindAllString(s, n)
}

func (e *expr) FindAllStringIndex(s string, n int) [][]int {
	return e.get().FindAllStringIndex(s, n)
}

func (e *expr) FindStringSubmatchIndex(s string) []int {
	return e.get().FindStringSubmatchIndex(s)
}

func (e *expr) FindAllStringSubmatch(s string, n int) [][]string {
	return e.get().FindAllStringSubmatch(s, n)
}

func (e *expr) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return e.get().FindAllStringSubmatchIndex(s, n)
}

func (e *expr) ReplaceAllString(s, by string) string {
	return e.get().ReplaceAllString(s, by)
}

func (e *expr) Split(s string, n int) []string { return e.get().Split(s, n) }
