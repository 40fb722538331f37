package main

import (
	"encoding/binary"
	"errors"
	"os"
	"slices"
	"time"
)

// glass is the memory of a virtual screen, in the form of an X window dump: a head of big-endian numbers, the colour
// table, and the pixels.
type glass struct {
	file  *os.File
	start int64 // of the pixels
	line  int   // bytes of a row
	high  int
}

// Where the head of a window dump has its numbers, of four bytes each (X11/XWDFile.h).
const (
	headSize   = 0
	headHigh   = 5
	headLine   = 12
	headColors = 19
	headWords  = 25
	colorSize  = 12
)

// step is the distance between the rows that are looked at: nothing in a window is drawn less high.
const step = 12

func openGlass(path string) (*glass, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	head := make([]byte, 4*headWords)
	if _, err := f.ReadAt(head, 0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	word := func(n int) int { return int(binary.BigEndian.Uint32(head[4*n:])) }
	g := &glass{file: f, start: int64(word(headSize) + word(headColors)*colorSize), line: word(headLine), high: word(headHigh)}
	if g.line <= 0 || g.high <= 0 || g.line > 1<<16 || g.high > 1<<14 {
		return nil, errors.Join(errors.New("this is no screen"), f.Close())
	}
	return g, nil
}

// look reads some rows of the screen.
func (g *glass) look() ([]byte, error) {
	rows := g.high / step
	all := make([]byte, rows*g.line)
	for n := range rows {
		at := g.start + int64(n*step+step/2)*int64(g.line)
		if _, err := g.file.ReadAt(all[n*g.line:(n+1)*g.line], at); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// wait waits until the screen looks as it did.
func (g *glass) wait(as []byte) error {
	for begin := time.Now(); time.Since(begin) < ending; {
		now, err := g.look()
		if err != nil {
			return err
		}
		if slices.Equal(now, as) {
			return nil
		}
		<-time.After(10 * time.Millisecond)
	}
	return errors.New("the screen keeps its picture")
}

func (g *glass) close() error { return g.file.Close() }
