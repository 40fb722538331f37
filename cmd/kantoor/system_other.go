//go:build !windows

package main

// messageBox is for a system where a program that was not started from a terminal has no stderr.
func messageBox(string, string) {}

// restore is the toolkit's own work here.
func restore(uintptr) {}
