// Package program holds what a template is once it is compiled: static text,
// outputs with the escaper of their place, branches and loops. Running one
// appends a part of a message to a buffer; it does no I/O, cannot fail but by
// size, and is safe for concurrent use.
//
// A program is built as a tree of [Node]s and kept as a flat list of
// instructions. [Program.Markup] runs one that writes HTML or a line of text,
// [Program.Plain] one that writes the text part, whose line breaks, indents and
// numbers are worked out while it runs.
package program
