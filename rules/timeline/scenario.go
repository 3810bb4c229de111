package timeline

import (
	"time"

	"github.com/billet-mail/billet/diag"
)

// Scenario is what happens in a customer's life.
type Scenario struct {
	Name  string // of its file, without .yaml
	Title string // one line
	About string // what it shows; may be empty

	Zone  *time.Location // of the times of the scenario; never nil
	Begin time.Time      // the first moment of day 0
	End   time.Time      // nothing is played at or after it

	// MostPerDay is how many mails one recipient may get within 24 hours before
	// it is pointed out; 2 by default.
	MostPerDay int

	// LongestGap is how many days may pass without a mail about an open matter
	// before it is pointed out; 45 by default.
	LongestGap int

	Data map[string]any // what all events share, by placeholder
	Life []Moment       // in the order of time
}

// Moment is one thing that happens.
type Moment struct {
	At     time.Time
	Note   string         // in words; may be empty
	Events []string       // what occurs: names of the catalogue; none if only a state changes
	Sample string         // the variant of the sample whose data it begins with; "" for the plain one
	Key    string         // of the occurrence; by default the matter, the event and the day
	Matter string         // what it is about: an invoice, a contract
	Data   map[string]any // of this moment, over what all share
	State  map[string]any // what changes of the matter: paid: true

	Previous map[string]any // what was different before, over the data; nil if nothing is known of it
	Action   string         // of several events of one action one mail is sent; "" for none
	Call     map[string]any // what the application asks of this call: suppress: true

	at diag.Range // where it is written
}

// maxDays is how long a scenario may be: ten years.
const maxDays = 3660

// day counts the days from the beginning of the scenario.
func (s *Scenario) day(t time.Time) int {
	return int(dateNumber(t.In(s.Zone)) - dateNumber(s.Begin))
}

// dateNumber counts days on the calendar, without their clocks.
func dateNumber(t time.Time) int64 {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
}

// onDay is a time of a day of the scenario.
func (s *Scenario) onDay(day int, hour, minute int) time.Time {
	year, month, first := s.Begin.Date()
	return time.Date(year, month, first+day, hour, minute, 0, 0, s.Zone)
}
