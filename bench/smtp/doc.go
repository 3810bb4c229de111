// Package smtp compares how fast one message after another goes to an SMTP
// server on loopback, over one connection that is used again. "go test -bench ."
// prints the table; the ways take turns, as in package bench.
package smtp
