package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	superuser = "postgres"
	// owner is the role of the addresses handed out: no superuser, as in an office, but
	// one that may make the roles that the office's people sign in with.
	owner = "kantoor"
	// patience is how long a server may take to come up or to go down on a busy machine.
	patience = time.Minute
)

// Server is one throwaway PostgreSQL with a folder of its own. Set the fields, then Start.
// Its methods may be called from several goroutines, except Start, Stop and Kill.
type Server struct {
	Durable  bool // fsync on, as in an office; off makes tests several times as fast
	Loopback bool // listen on 127.0.0.1 too, and answer addresses with that

	folder  string
	port    int
	process *exec.Cmd
	ended   chan struct{} // closed when process has ended
	guard   *guard

	mu        sync.Mutex
	databases int
}

// Start makes the folder and the cluster, and answers when the server takes connections.
// After Kill it starts the same cluster again.
func (s *Server) Start(ctx context.Context) error {
	bin, err := binaries()
	if err != nil {
		return err
	}
	fresh := s.folder == ""
	if fresh {
		if err := s.initialise(ctx, bin); err != nil {
			return errors.Join(err, s.remove())
		}
	}
	err = s.run(ctx, bin)
	if err == nil && fresh {
		err = s.execute(ctx, "CREATE ROLE "+owner+" LOGIN CREATEROLE")
	}
	if err != nil {
		return errors.Join(err, s.Stop())
	}
	return nil
}

// Stop ends the server in an orderly way and removes its folder.
func (s *Server) Stop() error {
	var err error
	if s.process != nil {
		if err = s.process.Process.Signal(os.Interrupt); errors.Is(err, os.ErrProcessDone) {
			err = nil
		}
		err = errors.Join(err, s.awaitEnd())
	}
	return errors.Join(err, s.remove())
}

// Kill ends every process of the server at once, as a crash would, and keeps the folder,
// so that Start shows what is left of the data.
func (s *Server) Kill(ctx context.Context) error {
	pids, err := s.processes(ctx)
	if err != nil {
		return err
	}
	if err := s.process.Process.Kill(); err != nil {
		return fmt.Errorf("kill PostgreSQL: %w", err)
	}
	for _, pid := range pids {
		process, err := os.FindProcess(pid)
		if err != nil {
			continue // gone already
		}
		if err := process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("kill PostgreSQL: %w", err)
		}
	}
	return s.awaitEnd()
}

// Address answers the postgres:// address of a database of this server.
func (s *Server) Address(database string) string { return s.address(owner, database) }

// Superuser answers the address of a database for the server's own administrator, for
// tests that set up what an administrator would.
func (s *Server) Superuser(database string) string { return s.address(superuser, database) }

// CreateDatabase makes an empty database and answers its name.
func (s *Server) CreateDatabase(ctx context.Context) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.databases++
	name := "office" + strconv.Itoa(s.databases)
	return name, s.execute(ctx, "CREATE DATABASE "+name+" OWNER "+owner+" TEMPLATE template0 ENCODING 'UTF8'")
}

// DropDatabase removes a database, also one that still has connections.
func (s *Server) DropDatabase(ctx context.Context, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.execute(ctx, "DROP DATABASE "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)")
}

func (s *Server) address(role, database string) string {
	address := url.URL{Scheme: "postgres", User: url.User(role), Path: "/" + database}
	query := url.Values{"sslmode": {"disable"}}
	if s.Loopback {
		address.Host = net.JoinHostPort("127.0.0.1", strconv.Itoa(s.port))
	} else {
		query.Set("host", s.folder)
		query.Set("port", strconv.Itoa(s.port))
	}
	address.RawQuery = query.Encode()
	return address.String()
}

// initialise makes the folder, readable for the server's user, and the cluster in it.
func (s *Server) initialise(ctx context.Context, bin string) error {
	folder, err := os.MkdirTemp("", "kantoor-postgres-")
	if err != nil {
		return fmt.Errorf("folder for PostgreSQL: %w", err)
	}
	s.folder = folder
	if os.Geteuid() == 0 {
		uid, gid, err := serverUser()
		if err != nil {
			return err
		}
		if err := os.Chown(folder, uid, gid); err != nil {
			return fmt.Errorf("folder for PostgreSQL: %w", err)
		}
	}
	if s.port, err = freePort(); err != nil {
		return err
	}
	command := s.command(ctx, filepath.Join(bin, "initdb"), "-D", s.data(), "-U", superuser,
		"--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, output)
	}
	return nil
}

// run starts the server, again when the remains of a killed one are still in its way, and
// waits until it takes connections.
func (s *Server) run(ctx context.Context, bin string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		if err := s.launch(bin); err != nil {
			return err
		}
		err := s.awaitReady(ctx)
		if !errors.Is(err, errEnded) {
			return err
		}
		text, err := os.ReadFile(s.logFile())
		if err != nil {
			return fmt.Errorf("PostgreSQL ended while starting, without a log: %w", err)
		}
		if !strings.Contains(string(text), "shared memory block") || ctx.Err() != nil {
			return fmt.Errorf("PostgreSQL ended while starting:\n%s", text)
		}
	}
}

func (s *Server) launch(bin string) error {
	arguments := []string{
		"-D", s.data(), "-k", s.folder, "-p", strconv.Itoa(s.port),
		"-c", "max_connections=200", "-c", "listen_addresses=" + map[bool]string{true: "127.0.0.1"}[s.Loopback],
	}
	if !s.Durable {
		arguments = append(arguments, "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
	}
	log, err := os.Create(s.logFile())
	if err != nil {
		return fmt.Errorf("log of PostgreSQL: %w", err)
	}
	defer log.Close()
	// Not bound to a context: the server outlives the call that started it.
	command := s.command(context.Background(), filepath.Join(bin, "postgres"), arguments...)
	command.Stdout, command.Stderr = log, log
	if err := command.Start(); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	ended := make(chan struct{})
	go func() {
		_ = command.Wait() // how it ended stands in its log
		close(ended)
	}()
	s.process, s.ended = command, ended
	s.dismissGuard()
	s.guard, err = watch(command.Process.Pid, s.folder)
	return err
}

var errEnded = errors.New("PostgreSQL ended")

func (s *Server) awaitReady(ctx context.Context) error {
	for {
		err := s.execute(ctx, "SELECT 1")
		if err == nil {
			return nil
		}
		select {
		case <-s.ended:
			return errEnded
		case <-ctx.Done():
			return fmt.Errorf("PostgreSQL takes no connections: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (s *Server) awaitEnd() error {
	select {
	case <-s.ended:
		s.process = nil
		return nil
	case <-time.After(patience):
		return fmt.Errorf("PostgreSQL (process %d) did not stop", s.process.Process.Pid)
	}
}

func (s *Server) remove() error {
	s.dismissGuard()
	if s.folder == "" {
		return nil
	}
	folder := s.folder
	s.folder = ""
	return os.RemoveAll(folder)
}

func (s *Server) dismissGuard() {
	if s.guard != nil {
		s.guard.dismiss()
		s.guard = nil
	}
}

// execute runs one statement as the administrator.
func (s *Server) execute(ctx context.Context, statement string) error {
	connection, err := pgx.Connect(ctx, s.Superuser("postgres"))
	if err != nil {
		return fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	_, err = connection.Exec(ctx, statement)
	return errors.Join(err, connection.Close(ctx))
}

// processes answers the server's processes beside the first one.
func (s *Server) processes(ctx context.Context) ([]int, error) {
	connection, err := pgx.Connect(ctx, s.Superuser("postgres"))
	if err != nil {
		return nil, fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	rows, err := connection.Query(ctx, "SELECT pid FROM pg_stat_activity")
	if err != nil {
		return nil, errors.Join(err, connection.Close(ctx))
	}
	pids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	return pids, errors.Join(err, connection.Close(ctx))
}

// command answers a command that runs as the user postgres when this process is root,
// since PostgreSQL refuses to run as root. setpriv becomes the program, so the process is
// the server itself.
func (s *Server) command(ctx context.Context, program string, arguments ...string) *exec.Cmd {
	if os.Geteuid() == 0 {
		arguments = append([]string{"--reuid=" + superuser, "--regid=" + superuser, "--init-groups", "--", program}, arguments...)
		program = "setpriv"
	}
	command := exec.CommandContext(ctx, program, arguments...)
	command.Dir = s.folder
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	return command
}

func (s *Server) data() string    { return filepath.Join(s.folder, "data") }
func (s *Server) logFile() string { return filepath.Join(s.folder, "log") }

// binaries answers the folder of the newest PostgreSQL on the machine that has pg_trgm.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	version := func(path string) int {
		number, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path)))) // no number: oldest
		return number
	}
	sort.Slice(found, func(i, j int) bool { return version(found[i]) > version(found[j]) })
	for _, path := range found {
		control := fmt.Sprintf("/usr/share/postgresql/%d/extension/pg_trgm.control", version(path))
		if _, err := os.Stat(control); err == nil {
			return filepath.Dir(path), nil
		}
	}
	return "", errors.New("this test needs PostgreSQL with pg_trgm: install the Debian package postgresql (apt-get install postgresql)")
}

func serverUser() (uid, gid int, err error) {
	account, err := user.Lookup(superuser)
	if err != nil {
		return 0, 0, fmt.Errorf("the Debian package postgresql makes the user postgres: %w", err)
	}
	uid, err = strconv.Atoi(account.Uid)
	if err == nil {
		gid, err = strconv.Atoi(account.Gid)
	}
	return uid, gid, err
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("free port: %w", err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	return port, listener.Close()
}

// guard is a small process that stops the server and removes its folder when this process
// ends without having done so: a panic, a time limit, kill -9.
type guard struct {
	command *exec.Cmd
	line    io.WriteCloser
}

// The read ends with a word when all is tidy, and with the end of the pipe when the process
// that holds its other end is gone.
const guardScript = `trap '' HUP INT TERM
read -r word && exit 0
kill -INT "$1"
tries=0
while kill -0 "$1" && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries+1)); done
kill -KILL "$1"
rm -rf "$2"`

func watch(pid int, folder string) (*guard, error) {
	command := exec.Command("sh", "-c", guardScript, "guard", strconv.Itoa(pid), folder)
	line, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("guard of PostgreSQL: %w", err)
	}
	return &guard{command, line}, nil
}

func (g *guard) dismiss() {
	// A guard that is gone already has nothing to be told.
	_, _ = io.WriteString(g.line, "tidy\n")
	_ = g.line.Close()
	_ = g.command.Wait()
}
