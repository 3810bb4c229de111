// Package timeline plays a customer's life by a made-up clock: a [Scenario] says
// what happens and when, a [World] decides about mails as an application's
// would, and [Play] gives every mail, every mail that was not sent with its
// reason, and what looks wrong: gaps, duplicates, too many mails within a day.
//
// It reads no clock and sends nothing. The same scenario in the same world gives
// the same [Report].
package timeline
