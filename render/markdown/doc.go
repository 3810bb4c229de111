// Package markdown turns the words of a composed template into HTML and into
// the text part, both from one tree.
//
// The text it reads holds a token for each template tag (package tag). A tag
// alone on its line is a block of its own; every other tag is a word. The
// result holds the same tokens: what a tag prints, and whether a branch is
// taken, is known only at send. So the text part is not laid out here; it is
// a list of [TextOp] that a program runs at send.
//
// The Markdown is CommonMark with tables and strikethrough as goldmark has
// them, and two additions: attributes in braces ({.button}), and the blocks of
// mail that they name (button, panel, facts). Raw HTML is a fault.
//
// Files follow the stages: limits.go, parse.go with the block parsers, the
// changes to the tree (table_rows, attributes, lists, whole_if, facts), the
// checks (check_*, structure), then html_*.go and text_*.go.
package markdown
