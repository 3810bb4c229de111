// Package bench compares ways to make one billing mail: an invoice of about
// 20 KB of HTML with 5 lines (or 500), 3 totals and a stylesheet of 130 rules.
//
// "go test -bench ." prints a table of each way's time and of its ratio to the
// floor, a concatenation written by hand. The ways are measured in turns, in
// many rounds, and medians are printed, because ratios survive a noisy machine
// and microseconds do not.
//
// All ways get the same [Invoice], whose amounts and dates are formatted text
// already, and make a [Message] of finished strings. Before anything is
// timed each way proves that its message holds every value, and those that
// fill the finished page that they print the same page.
package bench
