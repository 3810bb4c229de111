// Package placeholders is the typed schema of an event's data, and the way
// from data to values.
//
// A [Fields] lists the placeholders of an object with their types, read from
// the Go type of an event once. A [Layout] collects the places of the data
// that one program reads; every place gets a slot. [Layout.Bind] fills the
// slots of one message by field indexes: no map is built and no name is looked
// up per message.
package placeholders
