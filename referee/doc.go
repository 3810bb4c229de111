// Package referee has tests alone: it sends messages to Mailpit over SMTP and
// compares what Mailpit reads in them with what they were made of. It is a
// module of its own, so that nobody who uses Billet pulls in a mail server.
package referee
