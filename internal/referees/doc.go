// Package referees reads messages with other people's parsers, to hold what they
// read against what a message was made of: net/mail, emersion/go-message,
// Python's email package and Perl's MIME::Parser. It has the messages to try,
// too: those that hostile texts make, and those of the starter. It is for tests.
package referees
