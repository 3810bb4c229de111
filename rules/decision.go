package rules

import (
	"time"

	"github.com/billet-mail/billet/mail"
	"github.com/billet-mail/billet/rules/ledger"
)

// Outcome is what becomes of a mail.
type Outcome string

// The outcomes.
const (
	Send Outcome = "send"
	Wait Outcome = "wait" // until Decision.At
	Skip Outcome = "skip"
)

// Reason is why, as a code. The list is closed; see [Reasons].
type Reason string

// The reasons.
const (
	OnEvent Reason = "event"
	OnStep  Reason = "due"
	OnCall  Reason = "call"

	NotYet    Reason = "not-yet"
	QuietTime Reason = "quiet-time"
	ClosedDay Reason = "closed-day"

	Inactive    Reason = "inactive"
	SwitchedOff Reason = "switched-off"
	Paused      Reason = "paused"
	Suppressed  Reason = "suppressed"
	Replaced    Reason = "replaced"
	Condition   Reason = "condition"
	Stopped     Reason = "stopped"
	Superseded  Reason = "superseded"
	NoRecipient Reason = "no-recipient"
	Unwanted    Reason = "unwanted"
	NoAnchor    Reason = "no-anchor"
	Missed      Reason = "missed"
	Finished    Reason = "finished"
	AlreadySent Reason = "sent"
	Uncertain   Reason = "ambiguous"
	Grouped     Reason = "grouped"
	InDigest    Reason = "in-digest"
)

// ReasonDoc explains a reason to people.
type ReasonDoc struct {
	Reason  Reason
	Outcome Outcome
	Words   string
}

// Reasons lists every reason.
func Reasons() []ReasonDoc {
	return []ReasonDoc{
		{OnEvent, Send, "it happened, and nothing stands against the mail"},
		{OnStep, Send, "a step of the schedule is due"},
		{OnCall, Send, "the call named this template"},
		{NotYet, Wait, "its time is ahead"},
		{QuietTime, Wait, "it is late, and waits for the end of the quiet hours"},
		{ClosedDay, Wait, "it is late, and waits for a business day"},
		{Inactive, Skip, "the notification is not active"},
		{SwitchedOff, Skip, "it is switched off, for the account, the customer or the matter"},
		{Paused, Skip, "mails are paused for the customer or the matter"},
		{Suppressed, Skip, "the call asked for no mail"},
		{Replaced, Skip, "the call named another template, which is sent instead"},
		{Condition, Skip, "a condition does not hold"},
		{Stopped, Skip, "a stop rule holds: the matter was paid, cancelled or archived"},
		{Superseded, Skip, "another notification of the event and the audience comes first"},
		{NoRecipient, Skip, "there is nobody to write to"},
		{Unwanted, Skip, "the recipient does not want to hear of this"},
		{NoAnchor, Skip, "the data has no date to count from"},
		{Missed, Skip, "its time passed while nobody asked"},
		{Finished, Skip, "all steps of the schedule were sent"},
		{AlreadySent, Skip, "it was sent"},
		{Uncertain, Skip, "it may have been sent: an attempt ended without an answer"},
		{Grouped, Skip, "another mail about the same action comes first"},
		{InDigest, Skip, "one mail lists it together with others"},
	}
}

// Words is a reason in words.
func (r Reason) Words() string {
	for _, doc := range Reasons() {
		if doc.Reason == r {
			return doc.Words
		}
	}
	return ""
}

// Gate is one thing that a mail must pass.
type Gate struct {
	Gate   string `json:"gate"` // see the package documentation
	Pass   bool   `json:"pass"`
	Detail string `json:"detail"` // the values that decided, in words
}

// Decision is what becomes of one notification about one occurrence, for one
// recipient, or for its audience if no recipient was looked at.
type Decision struct {
	Occurrence   string // its key
	Event        string // of the mail: that of the occurrence, or of the digest
	Notification string // its id; "call" for a template that the call names
	Audience     string
	Outcome      Outcome
	Reason       Reason
	At           time.Time // of Wait: until when; of Send: when it was planned, zero without a schedule
	Step         int       // of a schedule, 1-based; 0 without one
	Scheduled    bool      // there is a schedule: ask again

	Template    string
	Locale      string
	LocaleChain []string // the languages that were tried, ending with Locale
	Sender      string   // id in billet.yaml; "" for the default one
	From        mail.Address
	To, Cc, Bcc []mail.Address
	Attachments []string // of the library, beside those of the template

	Key   ledger.Key // names the mail; zero if no recipient was looked at
	Gates []Gate

	// Lists has, for a digest, every occurrence that it tells of, the first being
	// that of the decision. All their keys must be reserved before it is sent.
	Lists []Listed

	index    int // of the occurrence in the input
	priority int
	digest   *digest // that the mail may become part of
	data     any
}

// Index is the place of the occurrence in the input, from 0.
func (d *Decision) Index() int { return d.index }

// Data is a pointer to the data of a digest, nil for any other mail.
func (d *Decision) Data() any { return d.data }

// Keys are what a ledger must reserve before the mail is sent.
func (d *Decision) Keys() []ledger.Key {
	if len(d.Lists) == 0 {
		return []ledger.Key{d.Key}
	}
	var keys []ledger.Key
	for _, each := range d.Lists {
		keys = append(keys, each.Key)
	}
	return keys
}

// Moved is the decision about an occurrence at another place of the input.
func (d Decision) Moved(index int) Decision {
	d.index = index
	return d
}

// fail closes a decision at a gate.
func (d *Decision) fail(gate string, reason Reason, detail string) {
	d.Gates = append(d.Gates, Gate{gate, false, detail})
	if d.Outcome == "" {
		d.Outcome, d.Reason = Skip, reason
	}
}

func (d *Decision) pass(gate, detail string) {
	d.Gates = append(d.Gates, Gate{gate, true, detail})
}
