// Package diag says where a fault is and what to do about it.
//
// A [Source] is a file's text with a line table, a [Range] is a part of it, a
// [Diagnostic] is a fault (or a warning) in a range, and a [List] holds all
// the faults of one run. Functions of Billet return a plain error;
// errors.As(err, &list) with a [List] yields the faults behind it.
//
// Every diagnostic has a [Code] that [Catalogue] documents with an example
// and a remedy.
package diag
