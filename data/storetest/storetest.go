// Package storetest gives tests a real store of each kind: an SQLite file and a
// PostgreSQL database. It starts one throwaway PostgreSQL for a test binary, at the
// first test that asks, and stops it when the binary ends, however it ends.
//
// It knows addresses only: opening a store, its schema and its records are left to
// package data, whose own tests use this package.
package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

var shared struct {
	sync.Mutex
	server *Server
	err    error // why it could not be started; not tried again
}

// Main runs the tests of a package and then stops the PostgreSQL that they started.
// A package calls it from its TestMain. It does not return.
func Main(m *testing.M) {
	code := m.Run()
	shared.Lock()
	if shared.server != nil {
		if err := shared.server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, "storetest:", err)
			code = max(code, 1)
		}
		shared.server = nil
	}
	shared.Unlock()
	os.Exit(code)
}

// Postgres answers the postgres:// address of a fresh, empty database that is dropped
// when the test ends. Without PostgreSQL on the machine the test fails.
func Postgres(t testing.TB) string {
	t.Helper()
	server, err := sharedServer()
	if err != nil {
		t.Fatal(err)
	}
	name, err := server.CreateDatabase(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.DropDatabase(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return server.Address(name)
}

// SQLite answers the path of a file that is not there yet, in a folder that is removed
// when the test ends.
func SQLite(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "kantoor.db")
}

// Each runs a test on a fresh store of each kind, as subtests "sqlite" and "postgres".
// With KANTOOR_QUICK=1 (make test-quick, which starts no servers) only "sqlite" runs.
func Each(t *testing.T, run func(t *testing.T, address string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, SQLite(t)) })
	if Quick() {
		return
	}
	t.Run("postgres", func(t *testing.T) { run(t, Postgres(t)) })
}

// Quick tells that this run wants no servers (KANTOOR_QUICK=1).
func Quick() bool { return os.Getenv("KANTOOR_QUICK") == "1" }

func sharedServer() (*Server, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.server == nil && shared.err == nil {
		server := &Server{}
		if shared.err = server.Start(context.Background()); shared.err == nil {
			shared.server = server
		}
	}
	return shared.server, shared.err
}
