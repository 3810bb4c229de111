package schedule

import "time"

// frame is a matter's anchor on the calendar of its zone.
type frame struct {
	s       *Schedule
	country string
	loc     *time.Location

	day    day           // of the anchor
	clock  time.Duration // of the anchor, since midnight
	begins time.Time     // the anchor, or the first moment of its day
	ends   time.Time     // the anchor, or the first moment of the next day
	until  time.Time     // if Options.Until says so
	first  Offset
}

func (s *Schedule) frame(m Matter) frame {
	f := frame{s: s, country: m.Country, loc: m.Zone, first: s.options.Offset}
	if f.loc == nil {
		f.loc = time.UTC
	}
	if lead, ok := s.options.Offers[m.Offer]; ok {
		f.first = lead
	}
	if m.Anchor.Date.IsZero() {
		f.fromMoment(m.Anchor.Time.In(f.loc))
	} else {
		f.fromDay(dayOfDate(m.Anchor.Date))
	}
	if m.OnSignature {
		f.delay(m.Anchor)
	}
	if until := s.options.Until; until != nil {
		f.until = f.nominal(*until)
	}
	return f
}

func (f *frame) fromMoment(t time.Time) {
	f.day, f.clock, f.begins, f.ends = dayOf(t), sinceMidnight(t), t, t
}

func (f *frame) fromDay(d day) {
	f.day, f.clock = d, 0
	f.begins, f.ends = d.begin(f.loc), d.plus(0, 1).begin(f.loc)
}

// delay moves the anchor; by hours, a day becomes a moment.
func (f *frame) delay(a Anchor) {
	by := f.s.options.Delay
	switch {
	case by.IsZero():
	case a.Date.IsZero() || by.Hours != 0:
		f.fromMoment(f.nominal(by))
	default:
		f.fromDay(f.day.plus(by.Months, by.Days))
	}
}

// nominal is the time of an offset by the calendar, at the anchor's time of day.
func (f *frame) nominal(o Offset) time.Time {
	t := f.begins
	if o.Months != 0 || o.Days != 0 {
		t = f.day.plus(o.Months, o.Days).at(f.clock, f.loc)
	}
	return t.Add(time.Duration(o.Hours) * time.Hour)
}

// planned is when a step of an offset goes out, and whether it lies before its
// anchor.
func (f *frame) planned(o Offset) (at time.Time, before bool) {
	at = f.nominal(o)
	before = at.Before(f.begins)
	after := !at.Before(f.ends)
	clock := f.clock
	switch {
	case !f.s.options.At.IsZero():
		clock = f.s.options.At.sinceMidnight()
		d := dayOf(at)
		at = d.at(clock, f.loc)
		if !before && at.Before(f.begins) {
			at = d.plus(0, 1).at(clock, f.loc)
		}
	case o.Hours != 0:
		clock = sinceMidnight(at)
	}
	moved := f.settle(at, clock, f.s.options.Shift)
	switch {
	case before && !moved.Before(f.begins):
		moved = f.settleBack(at, clock)
	case after && moved.Before(f.ends):
		moved = f.settle(at, clock, Later)
	}
	return moved, before
}

// settle moves a time to one at which mails may go out. The clock is what the
// time was meant to show, also on a day when it cannot.
func (f *frame) settle(t time.Time, clock time.Duration, shift Shift) time.Time {
	for f.isQuiet(t) || f.isClosed(t) {
		if f.isQuiet(t) {
			t, clock = f.quietEnd(t), f.s.options.Quiet.To.sinceMidnight()
			continue
		}
		t = f.businessDay(t, clock, shift)
	}
	return t
}

// settleBack moves a time to an earlier one at which mails may go out.
func (f *frame) settleBack(t time.Time, clock time.Duration) time.Time {
	for f.isQuiet(t) || f.isClosed(t) {
		if f.isQuiet(t) {
			t = f.beforeQuiet(t)
			clock = sinceMidnight(t)
			continue
		}
		t = f.businessDay(t, clock, Earlier)
	}
	return t
}

func (f *frame) isQuiet(t time.Time) bool {
	return !f.s.options.Quiet.IsZero() && f.s.options.Quiet.has(minuteOf(t))
}

func (f *frame) isClosed(t time.Time) bool {
	return f.s.calendar != nil && f.s.calendar.closed(dayOf(t), f.country)
}

// quietEnd is the next moment at which the quiet hours are over.
func (f *frame) quietEnd(t time.Time) time.Time {
	to := f.s.options.Quiet.To
	d := dayOf(t)
	if minuteOf(t) >= to.minute() {
		d = d.plus(0, 1)
	}
	end := d.at(to.sinceMidnight(), f.loc)
	if !end.After(t) { // the clocks went back, and they begin a second time
		end = t.Add(time.Duration(to.minute()-minuteOf(t)) * time.Minute)
	}
	return end
}

// reopens is the first moment from t on at which mails may go out.
func (f *frame) reopens(t time.Time) time.Time {
	for f.isQuiet(t) || f.isClosed(t) {
		if f.isQuiet(t) {
			t = f.quietEnd(t)
			continue
		}
		t = dayOf(t).plus(0, 1).begin(f.loc)
	}
	return t
}

// beforeQuiet is the last minute before the quiet hours that a time lies in.
func (f *frame) beforeQuiet(t time.Time) time.Time {
	from := f.s.options.Quiet.From
	d := dayOf(t)
	if minuteOf(t) < from.minute() {
		d = d.plus(0, -1)
	}
	return d.at(from.sinceMidnight(), f.loc).Add(-time.Minute)
}

// businessDay is a time of day on the next business day, or on the one before.
func (f *frame) businessDay(t time.Time, clock time.Duration, shift Shift) time.Time {
	by := 1
	if shift == Earlier {
		by = -1
	}
	d := dayOf(t)
	for f.s.calendar.closed(d, f.country) {
		d = d.plus(0, by)
	}
	return d.at(clock, f.loc)
}
