// Package events is the catalogue of billing events: what can happen, the typed
// data of each, and examples of it.
//
// An [Event] says when it happens and what its data looks like. [Event.Decode]
// reads a payload strictly and reports every fault with its place;
// [Event.Validate] judges Go values by the same rules. Both go by Go types and
// struct tags alone (see [Field]), so that events of one's own, made of Go types
// with [Define] or of words with [FromSchema], behave as the canonical ones.
// [Event.Document] and [Event.JSONSchema] describe them to people and tools.
//
// A canonical event is the file event_*.go, its samples lie in samples/, and
// groups that events share are the files group_*.go.
//
// Values are exact: [Money] and [Decimal] know no floats, a [Date] has no zone.
// The Go zero value of a field means that it is absent.
//
// Payloads are not trusted. Their size, depth and number of values are bounded,
// and no message repeats a value, which could be a secret. Links have one of
// four schemes ([URL]). Texts may hold any markup: who prints them must escape.
package events
