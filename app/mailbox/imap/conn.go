package imap

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

// errSilent is the cause of a line that was closed because nothing came.
var errSilent = errors.New("mail server is silent")

// lineConn closes itself when nothing moves while an answer is owed, or when the
// caller's context ends. Deadlines would not do: the IMAP library sets its own
// and reads on after a first time-out.
type lineConn struct {
	net.Conn
	silence time.Duration

	mu    sync.Mutex
	busy  bool
	timer *time.Timer
	why   error // first cause of the end, nil while the line is whole
}

func newLineConn(c net.Conn, silence time.Duration) *lineConn {
	l := &lineConn{Conn: c, silence: silence}
	l.timer = time.AfterFunc(silence, func() { l.end(errSilent) })
	l.timer.Stop()
	return l
}

// begin starts watching for one command. The returned function stops it.
func (l *lineConn) begin(ctx context.Context) (stop func()) {
	l.mu.Lock()
	l.busy = true
	l.timer.Reset(l.silence)
	l.mu.Unlock()
	release := context.AfterFunc(ctx, func() { l.end(ctx.Err()) })
	return func() {
		release()
		l.pause()
	}
}

// pause stops watching while the caller works on what came in.
func (l *lineConn) pause() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.busy = false
	l.timer.Stop()
}

// resume goes on watching.
func (l *lineConn) resume() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.busy = true
	l.timer.Reset(l.silence)
}

func (l *lineConn) moved() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.busy && l.why == nil {
		l.timer.Reset(l.silence)
	}
}

func (l *lineConn) end(why error) {
	l.mu.Lock()
	if l.why == nil {
		l.why = why
	}
	l.mu.Unlock()
	// The line is at its end already.
	_ = l.Conn.Close()
}

// shut closes for good and stops the clock.
func (l *lineConn) shut() {
	l.pause()
	l.end(net.ErrClosed)
}

// cause is why the line ended: errSilent, the context's error, what the network
// said, or nil.
func (l *lineConn) cause() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.why
}

// better is the cause of the end where it says more than err: a library that
// closed the line itself has the reason in its own error.
func (l *lineConn) better(err error) error {
	if why := l.cause(); why != nil && !errors.Is(why, net.ErrClosed) {
		return why
	}
	return err
}

func (l *lineConn) note(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.why == nil {
		l.why = err
	}
}

func (l *lineConn) Read(b []byte) (int, error) {
	n, err := l.Conn.Read(b)
	if n > 0 {
		l.moved()
	}
	if err != nil {
		l.note(err)
	}
	return n, err
}

func (l *lineConn) Write(b []byte) (int, error) {
	n, err := l.Conn.Write(b)
	if n > 0 {
		l.moved()
	}
	if err != nil {
		l.note(err)
	}
	return n, err
}

// Close is called by the library, also after a line it could not read.
func (l *lineConn) Close() error {
	l.note(net.ErrClosed)
	return l.Conn.Close()
}

// SetDeadline does nothing: this connection keeps its own time.
func (l *lineConn) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing: this connection keeps its own time.
func (l *lineConn) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing: this connection keeps its own time.
func (l *lineConn) SetWriteDeadline(time.Time) error { return nil }
