//go:build !linux && !darwin && !windows

package data

func remote(string) bool { return false }
