package mail

import "context"

// Sender delivers messages. Send returns when the fate of the message is known,
// or cannot be known: the receipt then says so. It must honour ctx, and be safe
// for concurrent use.
//
// The error is nil if every recipient was accepted; else it is, or wraps, a
// [*SendError]. The receipt is valid in both cases.
type Sender interface {
	Send(ctx context.Context, m *Message) (Receipt, error)
}

// Receipt is what became of a message, for each recipient of its envelope, in
// the envelope's order.
type Receipt struct {
	Results []Result
}

// Result is what became of a message for one recipient.
type Result struct {
	Recipient string
	Outcome   Outcome
	Reply     Reply // the server's last word about it; zero if there was none
}

// Outcome says whether a message reached the next server.
type Outcome uint8

// The outcomes. Whoever sends an Ambiguous message again may send it twice.
const (
	Rejected  Outcome = iota // not delivered: the server refused, or never heard of it
	Accepted                 // the server has taken it on
	Ambiguous                // the server's answer to the whole message was lost
)

// Reply is a server's reply (RFC 5321, section 4.2). The zero Reply is none.
type Reply struct {
	Code     int    // three digits
	Enhanced string // RFC 3463: "5.1.1"; may be empty
	Text     string
}

// Class says what to do about a [SendError].
type Class uint8

// The classes.
const (
	Temporary     Class = iota // try again later
	Permanent                  // trying again gives the same
	Unknown                    // it may have been delivered: see [Ambiguous]
	Configuration              // nothing can be sent before the settings are right
)

// SendError says why a message was not delivered to every recipient.
type SendError struct {
	Class Class
	Stage string // "connect", "greeting", "tls", "auth", "mail", "rcpt", "data", "body" …
	Reply Reply
	Err   error
}
