package storetest

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// helperVariable makes the test binary a program that starts a server, says where, and
// waits to be killed.
const helperVariable = "STORETEST_HELPER"

func TestMain(m *testing.M) {
	if os.Getenv(helperVariable) != "" {
		address, server := "", &Server{}
		if err := server.Start(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		address = server.Superuser("postgres")
		fmt.Println(address, server.folder)
		select {}
	}
	Main(m)
}

func connect(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	connection, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = connection.Close(context.Background()) })
	return connection
}

func one[T any](t *testing.T, connection *pgx.Conn, query string) T {
	t.Helper()
	var value T
	if err := connection.QueryRow(t.Context(), query).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func execute(t *testing.T, connection *pgx.Conn, statement string) {
	t.Helper()
	if _, err := connection.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func TestEachGivesAnEmptyStoreOfEachKind(t *testing.T) {
	seen := map[string]bool{}
	for range 2 {
		Each(t, func(t *testing.T, address string) {
			if seen[address] {
				t.Errorf("%s was handed out before", address)
			}
			seen[address] = true
			if !strings.HasPrefix(address, "postgres://") {
				if _, err := os.Stat(address); !os.IsNotExist(err) {
					t.Errorf("%s is there already: %v", address, err)
				}
				return
			}
			connection := connect(t, address)
			if one[bool](t, connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") {
				t.Error("the address is a superuser's")
			}
			execute(t, connection, "CREATE EXTENSION pg_trgm")
			execute(t, connection, "CREATE TABLE person (name TEXT)")
			if got := one[string](t, connection, "SELECT lower('ÉLÖ')"); got != "élö" {
				t.Errorf("lower case of ÉLÖ = %q", got)
			}
		})
	}
	want := 4
	if Quick() {
		want = 2
	}
	if len(seen) != want {
		t.Errorf("%d stores, want %d", len(seen), want)
	}
}

func TestKillKeepsWhatWasCommitted(t *testing.T) {
	if Quick() {
		return
	}
	for _, loopback := range []bool{false, true} {
		server := &Server{Durable: true, Loopback: loopback}
		if err := server.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := server.Stop(); err != nil {
				t.Error(err)
			}
		})
		name, err := server.CreateDatabase(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		before := connect(t, server.Address(name))
		if got := one[string](t, before, "SHOW fsync"); got != "on" {
			t.Errorf("fsync is %s", got)
		}
		execute(t, before, "CREATE TABLE invoice (number INT)")
		execute(t, before, "INSERT INTO invoice SELECT generate_series(1, 500)")
		execute(t, before, "BEGIN")
		execute(t, before, "INSERT INTO invoice VALUES (501)")
		if err := server.Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := server.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		after := connect(t, server.Address(name))
		if got := one[int](t, after, "SELECT count(*) FROM invoice"); got != 500 {
			t.Errorf("%d rows after the kill, want 500", got)
		}
	}
}

func TestServerGoesWithAProgramThatIsKilled(t *testing.T) {
	if Quick() {
		return
	}
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), helperVariable+"=1")
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, folder, _ := strings.Cut(strings.TrimSpace(line), " ")
	connection := connect(t, address)
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = command.Wait() // killed is what it shall be

	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	// The server ends the connection when it stops.
	if _, err := connection.WaitForNotification(ctx); err == nil || ctx.Err() != nil {
		t.Fatalf("the server did not stop: %v", err)
	}
	for tick := time.Tick(20 * time.Millisecond); ; <-tick {
		if _, err := os.Stat(folder); os.IsNotExist(err) {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("%s was left behind", folder)
		}
	}
}
