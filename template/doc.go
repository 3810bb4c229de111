// Package template reads the sources of a mail folder: front matter, tags,
// composition by include, extends and block, and the scopes in which tags
// stand.
//
// [Scan] splits a file into words and tags. [Composer] puts files together:
// pongo2 carries out include, extends and block; every other tag passes it as
// an opaque token (package tag), so that nothing but Billet evaluates it. The
// result is a [Composed]: a text with tokens, and for each token the tag behind
// it with its place in the author's file. [Composed.Check] proves the tags and
// compiles their expressions (package expr).
//
// Threat model: template authors are trusted with words and structure, but not
// with the process. Cycles, depth and size are checked before pongo2 sees
// anything, and it sees only the three tags it is there for. Customer data
// never comes near this package.
package template
