package main

import (
	"syscall"
	"unsafe"
)

var (
	user32              = syscall.NewLazyDLL("user32.dll")
	messageBoxW         = user32.NewProc("MessageBoxW")
	isIconic            = user32.NewProc("IsIconic")
	showWindow          = user32.NewProc("ShowWindow")
	setForegroundWindow = user32.NewProc("SetForegroundWindow")
)

// messageBox says something where there is neither a window nor a terminal.
func messageBox(title, text string) {
	t, err := syscall.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	h, err := syscall.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	const okAndErrorSign = 0x10
	_, _, _ = messageBoxW.Call(0, uintptr(unsafe.Pointer(t)), uintptr(unsafe.Pointer(h)), okAndErrorSign) // which button it was tells nothing
}

// restore opens a window that was made small, and puts it before all others.
func restore(window uintptr) {
	const asItWas = 9
	if small, _, _ := isIconic.Call(window); small != 0 {
		_, _, _ = showWindow.Call(window, asItWas) // tells how it was before
	}
	_, _, _ = setForegroundWindow.Call(window) // refused: the window blinks in the task bar
}
