package mail

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
)

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
	Results []Result `json:"results"`
}

// Accepted lists the recipients that the next server has taken on.
func (r Receipt) Accepted() []string { return r.with(Accepted) }

// Rejected lists the recipients that did not get the message.
func (r Receipt) Rejected() []string { return r.with(Rejected) }

// Ambiguous lists the recipients of whom nobody knows.
func (r Receipt) Ambiguous() []string { return r.with(Ambiguous) }

func (r Receipt) with(outcome Outcome) []string {
	var list []string
	for _, result := range r.Results {
		if result.Outcome == outcome {
			list = append(list, result.Recipient)
		}
	}
	return list
}

// Result is what became of a message for one recipient.
type Result struct {
	Recipient string
	Outcome   Outcome
	Class     Class // what to do about it; means nothing if Accepted
	Reply     Reply // the server's last word about it; zero if there was none
}

// MarshalJSON gives recipient, outcome, class (not if accepted) and reply (if
// there was one).
func (r Result) MarshalJSON() ([]byte, error) {
	shown := struct {
		Recipient string  `json:"recipient"`
		Outcome   Outcome `json:"outcome"`
		Class     *Class  `json:"class,omitempty"`
		Reply     Reply   `json:"reply,omitzero"`
	}{r.Recipient, r.Outcome, &r.Class, r.Reply}
	if r.Outcome == Accepted {
		shown.Class = nil
	}
	return json.Marshal(shown)
}

// Outcome says whether a message reached the next server.
type Outcome uint8

// The outcomes. Whoever sends an Ambiguous message again may send it twice.
const (
	Rejected  Outcome = iota // not delivered: the server refused, or never heard of it
	Accepted                 // the server has taken it on
	Ambiguous                // the server's answer to the whole message was lost
)

// String is the outcome's name in lower case.
func (o Outcome) String() string {
	return nameOf(int(o), "rejected", "accepted", "ambiguous")
}

// MarshalText is the outcome's name, for JSON and logs.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// Reply is a server's reply (RFC 5321, section 4.2). The zero Reply is none.
type Reply struct {
	Code     int    `json:"code,omitempty"`     // three digits
	Enhanced string `json:"enhanced,omitempty"` // RFC 3463: "5.1.1"; may be empty
	Text     string `json:"text,omitempty"`     // its lines stand with "\n" between them
}

// String is the reply in one line: "550 5.1.1 no such user".
func (r Reply) String() string {
	var words []string
	if r.Code != 0 {
		words = append(words, strconv.Itoa(r.Code))
	}
	if r.Enhanced != "" {
		words = append(words, r.Enhanced)
	}
	return strings.Join(append(words, strings.Fields(r.Text)...), " ")
}

// Class says what to do about a [SendError]. They are in order: of two classes,
// the greater one is the worse.
type Class uint8

// The classes.
const (
	Temporary     Class = iota // try again later
	Permanent                  // trying again gives the same
	Unknown                    // it may have been delivered: see [Ambiguous]
	Configuration              // nothing can be sent before the settings are right
)

// String is the class's name in lower case.
func (c Class) String() string {
	return nameOf(int(c), "temporary", "permanent", "unknown", "configuration")
}

// MarshalText is the class's name, for JSON and logs.
func (c Class) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// SendError says why a message was not delivered to every recipient. If the
// recipients differ, it is about the worst of them; the receipt has them all.
type SendError struct {
	Class Class

	// Stage is where it happened. Of a Sender that speaks SMTP: "message",
	// "connect", "greeting", "hello", "starttls", "tls", "auth", "mail",
	// "rcpt", "data", "body", "final". Others have names of their own.
	Stage string

	Reply Reply // what the server said; zero if it said nothing
	Err   error // what happened besides; nil if the reply says it all
}

// Error is one line: "rcpt: 550 5.1.1 no such user (permanent)".
func (e *SendError) Error() string {
	var words []string
	for _, word := range []string{e.Stage, e.Reply.String(), errorText(e.Err)} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, ": ") + " (" + e.Class.String() + ")"
}

// Unwrap is Err.
func (e *SendError) Unwrap() error { return e.Err }

// ClassOf is the class of an error that a [Sender] gave. One without a
// [*SendError] is [Unknown]: nothing says what became of the message.
func ClassOf(err error) Class {
	if failed, ok := errors.AsType[*SendError](err); ok {
		return failed.Class
	}
	return Unknown
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func nameOf(i int, names ...string) string {
	if i < len(names) {
		return names[i]
	}
	return strconv.Itoa(i)
}
