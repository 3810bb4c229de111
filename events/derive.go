package events

import (
	"sync"
	"time"
	_ "time/tzdata" // zones are known on machines without a time zone database
)

// Moment is when a mail is made.
type Moment struct {
	Now  time.Time // the time of the mail
	Step int       // which reminder of a schedule, 1-based; 0 counts as 1
}

func (m Moment) step() int { return max(m.Step, 1) }

// zones keeps the time zones that were asked for, so that a mail needs no look
// into the file system. It is safe for concurrent use.
type zones struct{ known sync.Map }

// load finds a zone by its IANA name.
func (z *zones) load(name string) (*time.Location, bool) {
	if loc, ok := z.known.Load(name); ok {
		return loc.(*time.Location), true
	}
	if name == "" || name == "Local" {
		return nil, false
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, false
	}
	z.known.Store(name, loc)
	return loc, true
}

// today is the day of a moment in a zone, in UTC if the zone is unknown.
func (z *zones) today(at Moment, zone string) Date {
	loc, ok := z.load(zone)
	if !ok {
		loc = time.UTC
	}
	return DateOf(at.Now.In(loc))
}

// daysSince counts calendar days from a date that has passed; 0 before it.
func daysSince(date, today Date) int { return max(0, today.Days(date)) }

// daysUntil counts calendar days to a date that is ahead; 0 after it.
func daysUntil(date, today Date) int { return max(0, date.Days(today)) }
