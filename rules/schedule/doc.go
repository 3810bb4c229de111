// Package schedule works out when a mail is due: before, on and after an
// anchor, once or repeated, at a time of day, on business days, never twice
// and never after a stop.
//
// Everything is a pure function of its inputs: no clock, no database, no
// goroutine. [New] checks [Options] and makes a [Schedule]; [Schedule.Due]
// says what is due of a [Matter] at a time, when to ask again, and why
// nothing is due; [Schedule.Explain] says it of every step.
//
// # Arithmetic
//
// An offset counts months, then days, on the calendar of the matter's zone, and
// hours on the clock at last.
//
//   - A month later is the same day of the next month, or its last day where it
//     is shorter: 31 January + 1m is 28 February, or 29 in a leap year. Repeats
//     count from the first step, so 31 January + 2m is 31 March again.
//   - A day keeps the time of day across a change of the clocks; 24h is 24
//     hours.
//   - A time of day that does not exist, because the clocks go forward, moves
//     to the first moment that does. One that occurs twice, because they go
//     back, is taken the first time.
//   - An anchor that is a date begins with its first moment in the zone.
//   - A step that is not before its anchor is never planned before it: with
//     at: "09:00", a payment that failed at 14:00 is announced at 09:00 of the
//     next day.
//
// # Closed times
//
// Quiet hours move a step to their end. On a weekend or holiday, a schedule of
// business days moves it to the next business day, or to the one before. Steps
// stay on their side of the anchor: what is announced before it moves to the
// business day before, or to the minute before the quiet hours begin; what comes
// after the day of the anchor moves later. Steps that fall on one moment count as
// one: the last of them is sent.
//
// # Late
//
// A step is late when nobody asked at its time. The last late step is sent and
// those before it are missed ([Latest]), all are sent ([All]), or none is that
// is a day late ([Skip]). A step before its anchor is worth nothing once the
// anchor has passed: it is missed. A late step waits for the end of quiet hours
// and for a business day, unless waiting would make it miss.
//
// Whoever asks once a day gets what they get who ask every minute, as long as
// steps are a day apart, and a day or more before their anchor. Ask outside the
// quiet hours: in them, all that is late waits. [Result] has the next time that
// is worth asking at.
package schedule
