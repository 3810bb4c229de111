package deliverytest

import (
	"strings"
	"time"
)

// Phase is a moment at which the server says or does something.
type Phase string

// The phases, in the order of a delivery.
const (
	Greeting  Phase = "greeting"  // a connection was made; if TLS is implicit, after its handshake
	Hello     Phase = "hello"     // EHLO or HELO, also the one after STARTTLS
	StartTLS  Phase = "starttls"  // the command
	Handshake Phase = "tls"       // in place of the handshake, when the client has begun it
	Auth      Phase = "auth"      // the command
	Challenge Phase = "challenge" // each further line of an AUTH
	Reset     Phase = "reset"
	Mail      Phase = "mail"
	Rcpt      Phase = "rcpt" // each RCPT
	Data      Phase = "data" // the command
	Body      Phase = "body" // the first byte of the message has come
	Final     Phase = "final"
	Noop      Phase = "noop"
	Quit      Phase = "quit"
	Other     Phase = "other" // a command that the server does not know
)

// Script says what the server does instead of the usual. The first action of a
// phase is for the first time that the phase is reached, on whatever
// connection, the second for the second. When they are used up, or at
// [Default], the server does the usual: it accepts.
type Script map[Phase][]Action

// Action is what the server does at a phase. The zero Action is [Default].
type Action struct {
	scripted bool
	send     string
	delay    time.Duration // before it sends
	gap      time.Duration // between two bytes
	then     ending
}

type ending uint8

const (
	goOn ending = iota
	closeAtOnce
	resetAtOnce
	hangOn
)

// Default does the usual.
func Default() Action { return Action{} }

// Reply sends lines, each with a CRLF at its end. The server goes on as the
// code says: after 354 it takes a message, after 5xx to a RCPT it does not list
// the recipient.
func Reply(lines ...string) Action { return Bytes(strings.Join(lines, "\r\n") + "\r\n") }

// Bytes sends what is no reply, or half of one.
func Bytes(s string) Action { return Action{scripted: true, send: s} }

// EOF closes the connection.
func EOF() Action { return Bytes("").ThenEOF() }

// ConnectionReset resets the connection (TCP RST).
func ConnectionReset() Action { return Bytes("").ThenReset() }

// Hang keeps the connection, reads nothing and says nothing.
func Hang() Action { return Bytes("").ThenHang() }

// ThenEOF closes the connection afterwards.
func (a Action) ThenEOF() Action { a.then = closeAtOnce; return a }

// ThenReset resets the connection afterwards.
func (a Action) ThenReset() Action { a.then = resetAtOnce; return a }

// ThenHang reads and says nothing more afterwards.
func (a Action) ThenHang() Action { a.then = hangOn; return a }

// After waits before the action.
func (a Action) After(d time.Duration) Action { a.delay = d; return a }

// Trickle waits before each byte.
func (a Action) Trickle(gap time.Duration) Action { a.gap = gap; return a }

// code is the first digit of what is sent, 0 if that is no reply.
func (a Action) code() byte {
	if len(a.send) < 4 || strings.Trim(a.send[:3], "0123456789") != "" {
		return 0
	}
	return a.send[0]
}
