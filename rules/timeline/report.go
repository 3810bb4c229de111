package timeline

import (
	"time"

	"github.com/billet-mail/billet/mail"
)

// Report is everything that happened in a scenario.
type Report struct {
	Scenario string    `json:"scenario"`
	Title    string    `json:"title"`
	About    string    `json:"about"`
	Zone     string    `json:"zone"` // of all times
	Begin    time.Time `json:"begin"`
	End      time.Time `json:"end"`
	Entries  []Entry   `json:"entries"`  // in the order of time
	Findings []Finding `json:"findings"` // in the order of time
}

// Kind is what an entry of a report is.
type Kind string

const (
	Happened Kind = "happened" // an event or a change of state
	Mailed   Kind = "mail"     // a mail went out
	NotSent  Kind = "not-sent" // a mail did not go out
	Planned  Kind = "planned"  // a mail is planned for after the end
)

// Entry is a line of a report. What does not belong to its kind is empty.
type Entry struct {
	Kind         Kind           `json:"kind"`
	At           time.Time      `json:"at"`
	Day          int            `json:"day"` // 0 is the first
	Event        string         `json:"event"`
	Matter       string         `json:"matter"`
	State        map[string]any `json:"state,omitempty"`
	Note         string         `json:"note"`
	Notification string         `json:"notification"`
	Step         int            `json:"step"` // 0 without a schedule
	Template     string         `json:"template"`
	Locale       string         `json:"locale"`
	To           []string       `json:"to"`
	Subject      string         `json:"subject"`
	Reason       string         `json:"reason"` // its code
	Detail       string         `json:"detail"` // the reason in words

	Message *mail.Message `json:"-"` // of a mail
}

// Finding is what looks wrong.
type Finding struct {
	Kind    string    `json:"kind"` // gap, duplicate, crowd
	At      time.Time `json:"at"`
	Day     int       `json:"day"`
	Message string    `json:"message"`
}

// Mails are the entries of mails that went out.
func (r *Report) Mails() []Entry {
	var list []Entry
	for _, e := range r.Entries {
		if e.Kind == Mailed {
			list = append(list, e)
		}
	}
	return list
}
