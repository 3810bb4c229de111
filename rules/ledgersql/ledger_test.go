package ledgersql_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/billet-mail/billet/rules/ledger"
	"github.com/billet-mail/billet/rules/ledger/ledgertest"
	"github.com/billet-mail/billet/rules/ledgersql"
)

func TestSQLite(t *testing.T) {
	ledgertest.Run(t, func(t *testing.T) (a, b ledger.Ledger) {
		source := "file:" + filepath.Join(t.TempDir(), "ledger.db") + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(wal)"
		return ledgersql.New(open(t, "sqlite", source)), ledgersql.New(open(t, "sqlite", source))
	})
}

func TestPostgreSQL(t *testing.T) {
	source := startPostgres(t)
	ledgertest.Run(t, func(t *testing.T) (a, b ledger.Ledger) {
		first, second := open(t, "pgx", source), open(t, "pgx", source)
		_, err := first.Exec("TRUNCATE billet_ledger")
		require.NoError(t, err)
		return ledgersql.New(first), ledgersql.New(second)
	})
}

// open is a pool of connections of its own, as another process has it.
func open(t *testing.T, driver, source string) *sql.DB {
	db, err := sql.Open(driver, source)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	_, err = db.Exec(ledgersql.Schema)
	require.NoError(t, err)
	return db
}
