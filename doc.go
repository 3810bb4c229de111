// Package billet makes the mails that a subscription business sends.
//
// A mail folder holds templates, a layout, styles, strings and a configuration.
// [Open] compiles it once and proves it: every placeholder, type, optional
// value, link and structure is checked before the first mail, and every fault
// is reported at once with file, line and column. [Folder.Render] turns an
// event with its data into a finished message. It costs one run of a compiled
// program, does no I/O, and gives the same bytes for the same input.
//
// A value never becomes markup: customer data meets neither a Markdown nor an
// HTML nor a CSS parser; each output has the escaper of its place.
package billet
