package schedule

import "time"

// Matter is what a schedule is asked about.
type Matter struct {
	Anchor      Anchor         // what the schedule counts from
	Zone        *time.Location // the customer's or the company's; nil is UTC
	Offer       string         // for Options.Offers
	OnSignature bool           // due on signature: Options.Delay is added
	Country     string         // for Options.CustomerHolidays, such as "FR"; unknown ones have weekends only

	// StoppedAt is when it was paid, cancelled or archived; nothing is sent from
	// then on. If only that it stopped is known, not when, it is now. Zero if it
	// has not stopped.
	StoppedAt time.Time

	// Sent are the steps that were sent or are being sent, in any order. Steps
	// that were planned before one of them are not sent any more.
	Sent []int
}

// Planned is a step of a schedule with its time.
type Planned struct {
	Step     int       // 1-based
	At       time.Time // in the matter's zone
	Offset   Offset    // from the anchor, before shifts
	Template string    // of an explicit step, else ""
}

// Reason says what becomes of a step, or why nothing is due.
type Reason string

const (
	Due       Reason = "due"        // it is to be sent now
	NotYet    Reason = "not-yet"    // its time is ahead
	Sent      Reason = "sent"       // it was sent
	Stopped   Reason = "stopped"    // paid, cancelled or archived before its time
	Missed    Reason = "missed"     // its time passed while nobody asked
	Merged    Reason = "merged"     // it fell on the time of a later step, which counts for both
	QuietTime Reason = "quiet-time" // it is late and waits for the end of the quiet hours
	ClosedDay Reason = "closed-day" // it is late and waits for a business day
	Finished  Reason = "finished"   // all steps are behind, the last was sent
	NoAnchor  Reason = "no-anchor"  // the matter has no anchor
)

// Status is what becomes of a step.
type Status struct {
	Planned
	Reason Reason
}

// Result is the answer of Schedule.Due.
type Result struct {
	// Due are the steps to send now, in their order: one at most, unless late
	// steps are all sent.
	Due []Planned

	// Next is the step that is ahead; its time is when to ask again. It is zero
	// if there is none.
	Next Planned

	// Reason says why nothing is due; Due if something is.
	Reason Reason
}
