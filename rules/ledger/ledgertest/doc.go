// Package ledgertest checks that a ledger keeps its promises, whatever it is
// stored in.
package ledgertest
