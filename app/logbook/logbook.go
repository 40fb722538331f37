// Package logbook keeps what the program notes about itself for whoever helps when something went wrong: a log of a few
// small files in a folder of the person's own, and whether the last run came to its end (Begin). It holds no personal
// data, whatever it is told: only attributes with known keys are kept (NewHandler), of an error only its shape
// (Describe), and of a crash only the traces (Trace). Where the folder is, and what is shown of it, is for others to say.
package logbook

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

const (
	fileName = "logboek.txt"
	// fileSize is when the next file is begun, and files how many there are, with the one that is written.
	fileSize = 512 << 10
	files    = 4
)

// Book is the log on disk. Its methods may be called from any goroutine.
type Book struct {
	dir string
	max int64

	mu   sync.Mutex
	file *os.File
	size int64
}

// Open opens the log in a folder, which is there; only one program may write in it. Nobody but its owner can read it.
func Open(dir string) (*Book, error) {
	b := &Book{dir: dir, max: fileSize}
	return b, b.open()
}

func (b *Book) path(n int) string {
	if n == 0 {
		return filepath.Join(b.dir, fileName)
	}
	return filepath.Join(b.dir, fmt.Sprintf("logboek.%d.txt", n))
}

func (b *Book) open() error {
	f, err := os.OpenFile(b.path(0), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("log: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return fmt.Errorf("log: %w", errors.Join(err, f.Close()))
	}
	b.file, b.size = f, info.Size()
	return nil
}

// Write adds one record, whole, and begins a new file where the one at hand is full. Where the older ones cannot make
// room, the one at hand grows to at most what all of them may have; the error says so, and the record is kept.
func (b *Book) Write(record []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.file == nil {
		return 0, os.ErrClosed
	}
	var full error
	if b.size > 0 && b.size+int64(len(record)) > b.max {
		if full = b.turn(); b.file == nil || b.size > files*b.max {
			return 0, full
		}
	}
	n, err := b.file.Write(record)
	b.size += int64(n)
	return n, errors.Join(full, err)
}

// turn moves every file one place on; the oldest goes.
func (b *Book) turn() error {
	err := b.file.Close()
	b.file = nil
	for n := files - 1; n > 0; n-- {
		if gone := os.Rename(b.path(n-1), b.path(n)); !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return errors.Join(err, b.open())
}

// Text is the newest part of the log, at most so many bytes and from the beginning of a line, the newest last.
func (b *Book) Text(most int) (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var all []byte
	for n := 0; n < files && len(all) < most; n++ {
		text, err := os.ReadFile(b.path(n))
		if errors.Is(err, os.ErrNotExist) {
			break
		}
		if err != nil {
			return "", fmt.Errorf("log: %w", err)
		}
		all = append(text, all...)
	}
	if len(all) > most {
		all = all[len(all)-most:]
		for len(all) > 0 && all[0] != '\n' {
			all = all[1:]
		}
		if len(all) > 0 {
			all = all[1:]
		}
	}
	return string(all), nil
}

// Dir is the folder of the log.
func (b *Book) Dir() string { return b.dir }

// Close ends the log; what is written after it is lost.
func (b *Book) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.file == nil {
		return nil
	}
	err := b.file.Close()
	b.file = nil
	return err
}

// Both writes to all of several writers, also when one of them fails: a program without a terminal has no stderr.
func Both(writers ...io.Writer) io.Writer { return both(writers) }

type both []io.Writer

func (b both) Write(p []byte) (int, error) {
	var err error
	for _, w := range b {
		_, failed := w.Write(p)
		err = errors.Join(err, failed)
	}
	return len(p), err
}
