// Package ledgersql keeps a ledger in a table of a database: PostgreSQL, or
// SQLite from 3.35 on. It is a module of its own; the driver is yours to choose.
//
// With SQLite, let connections wait for each other: modernc.org/sqlite takes
// file:ledger.db?_pragma=busy_timeout(5000)&_pragma=journal_mode(wal).
package ledgersql

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/billet-mail/billet/rules/ledger"
)

// Schema makes the table, for migrations of your own. Times are microseconds
// since 1970 in UTC. It does nothing if the table is there.
const Schema = `CREATE TABLE IF NOT EXISTS billet_ledger (
	notification TEXT NOT NULL,
	occurrence   TEXT NOT NULL,
	step         INTEGER NOT NULL,
	recipient    TEXT NOT NULL,
	attempt      INTEGER NOT NULL,
	reserved_at  BIGINT NOT NULL,
	confirmed_at BIGINT,
	receipt      TEXT NOT NULL DEFAULT '',
	PRIMARY KEY (notification, occurrence, step, recipient)
)`

// Ledger is a ledger.Ledger in the table billet_ledger. It is safe for
// concurrent use, by several processes too: a key is taken by one statement,
// and the primary key decides.
type Ledger struct {
	db *sql.DB
}

var _ ledger.Ledger = (*Ledger)(nil)

// New is a ledger in a database that has the table of Schema. It neither opens
// nor closes the database.
func New(db *sql.DB) *Ledger { return &Ledger{db} }

// reserveKey inserts a key, or takes over an ambiguous one that is old enough. It
// returns a row if it did either.
const reserveKey = `INSERT INTO billet_ledger (notification, occurrence, step, recipient, attempt, reserved_at)
VALUES ($1, $2, $3, $4, 1, $5)
ON CONFLICT (notification, occurrence, step, recipient) DO UPDATE
SET attempt = billet_ledger.attempt + 1, reserved_at = excluded.reserved_at
WHERE billet_ledger.confirmed_at IS NULL AND billet_ledger.reserved_at <= $6
RETURNING attempt`

// Reserve takes a key; see ledger.Ledger.
func (l *Ledger) Reserve(ctx context.Context, key ledger.Key, now time.Time, retryAfter time.Duration) (ledger.Entry, bool, error) {
	if err := key.Check(); err != nil {
		return ledger.Entry{}, false, err
	}
	now = ledger.Moment(now)
	oldEnough := int64(math.MinInt64)
	if retryAfter > 0 {
		// Rounded down, as a whole duration must have passed.
		oldEnough = ledger.Moment(now.Add(-retryAfter)).UnixMicro()
	}
	// What is there can be released before it is read; then it is free again.
	for {
		e := ledger.Entry{Key: key, ReservedAt: now}
		row := l.db.QueryRowContext(ctx, reserveKey, key.Notification, key.Occurrence, key.Step, key.Recipient, now.UnixMicro(), oldEnough)
		err := row.Scan(&e.Attempt)
		if err == nil {
			return e, true, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return ledger.Entry{}, false, fmt.Errorf("reserve in the ledger: %w", err)
		}
		e, err = l.entry(ctx, key)
		if !errors.Is(err, ledger.ErrNotReserved) {
			return e, false, err
		}
	}
}

const confirmKey = `UPDATE billet_ledger SET confirmed_at = $1, receipt = $2
WHERE notification = $3 AND occurrence = $4 AND step = $5 AND recipient = $6 AND confirmed_at IS NULL`

// Confirm notes that a mail went out; see ledger.Ledger.
func (l *Ledger) Confirm(ctx context.Context, e ledger.Entry, now time.Time, receipt string) error {
	k := e.Key
	result, err := l.db.ExecContext(ctx, confirmKey, ledger.Moment(now).UnixMicro(), receipt, k.Notification, k.Occurrence, k.Step, k.Recipient)
	if err != nil {
		return fmt.Errorf("confirm in the ledger: %w", err)
	}
	changed, err := result.RowsAffected()
	if err != nil {
		return fmt.Errorf("confirm in the ledger: %w", err)
	}
	if changed == 0 {
		_, err = l.entry(ctx, k)
	}
	return err
}

const whereReserved = ` WHERE notification = $1 AND occurrence = $2 AND step = $3 AND recipient = $4
AND attempt = $5 AND reserved_at = $6 AND confirmed_at IS NULL`

// Release gives back a reservation; see ledger.Ledger.
func (l *Ledger) Release(ctx context.Context, e ledger.Entry) error {
	give := "DELETE FROM billet_ledger"
	if e.Attempt > 1 {
		give = "UPDATE billet_ledger SET reserved_at = 0"
	}
	k := e.Key
	_, err := l.db.ExecContext(ctx, give+whereReserved, k.Notification, k.Occurrence, k.Step, k.Recipient, e.Attempt, ledger.Moment(e.ReservedAt).UnixMicro())
	if err != nil {
		return fmt.Errorf("release in the ledger: %w", err)
	}
	return nil
}

const columns = `SELECT step, recipient, attempt, reserved_at, confirmed_at, receipt FROM billet_ledger
WHERE notification = $1 AND occurrence = $2`

// Entries lists an occurrence; see ledger.Ledger.
func (l *Ledger) Entries(ctx context.Context, notification, occurrence string) ([]ledger.Entry, error) {
	rows, err := l.db.QueryContext(ctx, columns, notification, occurrence)
	if err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	defer rows.Close()
	var list []ledger.Entry
	for rows.Next() {
		e, err := scan(rows.Scan, ledger.Key{Notification: notification, Occurrence: occurrence})
		if err != nil {
			return nil, fmt.Errorf("read the ledger: %w", err)
		}
		list = append(list, e)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read the ledger: %w", err)
	}
	// Sorted here, since databases have orders of their own for text.
	slices.SortFunc(list, func(a, b ledger.Entry) int {
		return cmp.Or(cmp.Compare(a.Key.Recipient, b.Key.Recipient), a.Key.Step-b.Key.Step)
	})
	return list, nil
}

// entry reads a key, ErrNotReserved if it is not there.
func (l *Ledger) entry(ctx context.Context, k ledger.Key) (ledger.Entry, error) {
	row := l.db.QueryRowContext(ctx, columns+` AND step = $3 AND recipient = $4`, k.Notification, k.Occurrence, k.Step, k.Recipient)
	e, err := scan(row.Scan, k)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return ledger.Entry{}, ledger.ErrNotReserved
	case err != nil:
		return ledger.Entry{}, fmt.Errorf("read the ledger: %w", err)
	}
	return e, nil
}

func scan(scan func(...any) error, key ledger.Key) (ledger.Entry, error) {
	e := ledger.Entry{Key: key}
	var reserved int64
	var confirmed sql.NullInt64
	if err := scan(&e.Key.Step, &e.Key.Recipient, &e.Attempt, &reserved, &confirmed, &e.Receipt); err != nil {
		return ledger.Entry{}, err
	}
	e.ReservedAt = time.UnixMicro(reserved).UTC()
	if confirmed.Valid {
		e.ConfirmedAt = time.UnixMicro(confirmed.Int64).UTC()
	}
	return e, nil
}
