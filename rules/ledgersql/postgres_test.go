package ledgersql_test

import (
	"context"
	"database/sql"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// startPostgres runs a PostgreSQL server of its own on a socket in a temporary
// folder until the test ends, and returns how to reach it.
func startPostgres(t *testing.T) string {
	programs := findPostgres(t)
	dir, err := os.MkdirTemp("", "billet-pg") // a short path: a socket's has 107 bytes
	require.NoError(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	owner := serverUser(t)
	if owner != nil {
		require.NoError(t, os.Chown(dir, int(owner.Uid), int(owner.Gid)))
	}
	data := filepath.Join(dir, "data")
	command := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(programs, name), args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: owner}
		return cmd
	}
	out, err := command("initdb", "--pgdata", data, "--auth=trust", "--username=billet", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync").CombinedOutput()
	require.NoError(t, err, string(out))

	log, err := os.Create(filepath.Join(dir, "log"))
	require.NoError(t, err)
	defer log.Close()
	server := command("postgres", "-D", data, "-k", dir, "-c", "listen_addresses=", "-F")
	server.Stdout, server.Stderr = log, log
	require.NoError(t, server.Start())
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGINT) // a fast shutdown
		_ = server.Wait()
	})
	source := "host=" + dir + " user=billet dbname=postgres"
	awaitPostgres(t, source, filepath.Join(dir, "log"))
	return source
}

// findPostgres is the folder of the server's programs.
func findPostgres(t *testing.T) string {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	require.NoError(t, err)
	if program, err := exec.LookPath("initdb"); err == nil {
		found = append(found, program)
	}
	if len(found) == 0 {
		const notice = "there is no PostgreSQL server here (install the package postgresql)"
		if os.Getenv("BILLET_REFEREES") == "required" {
			t.Fatal(notice)
		}
		t.Skip(notice)
	}
	return filepath.Dir(found[len(found)-1])
}

// serverUser is who runs the server, which refuses root; nil for who runs the
// test.
func serverUser(t *testing.T) *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	name := "postgres"
	account, err := user.Lookup(name)
	if err != nil {
		account, err = user.Lookup("nobody")
	}
	require.NoError(t, err)
	uid, err := strconv.ParseUint(account.Uid, 10, 32)
	require.NoError(t, err)
	gid, err := strconv.ParseUint(account.Gid, 10, 32)
	require.NoError(t, err)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func awaitPostgres(t *testing.T, source, log string) {
	db, err := sql.Open("pgx", source)
	require.NoError(t, err)
	defer db.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		err := db.PingContext(ctx)
		if err == nil {
			return
		}
		if ctx.Err() != nil {
			text, _ := os.ReadFile(log)
			require.NoError(t, err, string(text))
		}
		time.Sleep(20 * time.Millisecond)
	}
}
