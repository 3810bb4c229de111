package timeline

import (
	"context"
	"time"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules/ledger"
)

// World is what a scenario is played in: a mail folder with its notifications,
// and what it remembers of mails that were sent.
type World interface {
	// Sample is the data of an event's sample, "" for the plain one, and the
	// placeholders at the top of the event's data. An error says that there is no
	// such event or sample.
	Sample(event, variant string) (data map[string]any, keys []string, err error)

	// Check holds data against an event. A fault of it is a [diag.List].
	Check(event string, data map[string]any) error

	// CheckState holds what is said of a matter, and asked of a call, against what
	// may be: both may be empty.
	CheckState(state, call map[string]any) error

	// Decide says what becomes of the occurrences at a time. It sends nothing and
	// remembers nothing.
	Decide(ctx context.Context, now time.Time, occurrences []Occurrence) ([]Decision, error)

	// Sent remembers that the mail of a decision was sent.
	Sent(ctx context.Context, now time.Time, d Decision) error
}

// Occurrence is one that happened and may still lead to mails.
type Occurrence struct {
	Event  string
	Key    string
	At     time.Time
	Data   map[string]any
	Matter string
	State  map[string]any // of the matter, as it is now
	Fresh  bool           // it happens now

	Previous map[string]any // the data before the change; nil if nothing is known of it
	Action   string
	Call     map[string]any // what the application asks; empty after the first time
}

// Outcome is what becomes of a notification.
type Outcome string

const (
	Send Outcome = "send"
	Wait Outcome = "wait" // until a time that is known
	Skip Outcome = "skip"
)

// Decision is what becomes of one notification about one occurrence, for one
// recipient or audience.
type Decision struct {
	Occurrence   string // the key of the occurrence
	Notification string
	Outcome      Outcome
	Reason       string    // its code
	Detail       string    // the reason in words; may be empty
	At           time.Time // of Wait: when
	Step         int       // of a schedule, 1-based; 0 without one
	Scheduled    bool      // it is of a schedule, and is asked for again
	Template     string
	Locale       string
	To           []string // addresses
	Key          ledger.Key
	Mail         *mail.Message
}
