// Package rules decides who gets which mail, when, and why not.
//
// [New] compiles the notifications of a mail folder; [Set.Decide] says what
// becomes of occurrences: for each notification and recipient a [Decision] with
// its outcome, its reason and every gate that it went through. Decisions are a
// pure function of their [Input]: no clock, no database, no goroutine. What was
// sent is given.
//
// # Gates
//
// A mail is sent if it passes all of these, in this order:
//
//	active     the notification is active
//	switch     nothing is switched off: for the account, the customer, the matter
//	call       the call neither suppresses the mail nor names a template instead
//	when       each condition of the notification holds
//	stop       no stop rule holds
//	priority   no other notification of the event and the audience comes first
//	recipient  there is somebody to write to, who wants to hear of it
//	schedule   a step is due
//	sent       the mail was not sent before
//	action     no mail about the same action comes first
//	digest     no mail lists it together with others
//
// Those up to stop are always worked out, the others as far as it matters.
package rules
