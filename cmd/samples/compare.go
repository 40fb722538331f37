package main

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// same tells whether a value is the right one: letters in any case, spaces joined, accents
// in any encoding. A list may stand in any order. In a group of values every one that is
// expected has to be there, more may be.
func same(want, got any) bool {
	if none(want) || none(got) {
		return none(want) && none(got)
	}
	switch want := want.(type) {
	case []any:
		return sameList(want, got)
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok {
			return false
		}
		for key, value := range want {
			if !same(value, got[key]) {
				return false
			}
		}
		return true
	}
	w, scalar := plain(want)
	g, alike := plain(got)
	return scalar && alike && w == g
}

func sameList(want []any, got any) bool {
	items, ok := got.([]any)
	if !ok || len(items) != len(want) {
		return false
	}
	left := slices.Clone(items)
	for _, value := range want {
		at := slices.IndexFunc(left, func(item any) bool { return same(value, item) })
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return true
}

// none tells whether nothing was given.
func none(value any) bool {
	switch value := value.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(value) == ""
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	}
	return false
}

// plain answers a single value as text that can be compared; a number and the text of that
// number are the same.
func plain(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return fold(value), true
	case json.Number:
		return value.String(), true
	case bool:
		if value {
			return "true", true
		}
		return "false", true
	}
	return "", false
}

func fold(text string) string { return strings.ToLower(joined(text)) }

// joined is a text in NFC with single spaces.
func joined(text string) string { return strings.Join(strings.Fields(norm.NFC.String(text)), " ") }
