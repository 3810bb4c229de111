// Package css checks the two stylesheets of a mail folder and writes one of
// them into the elements of a finished page.
//
//   - styles/inline.css becomes style attributes, by go-premailer. Many mail
//     clients read nothing else.
//   - styles/head.css stays as it is in the page's <head>: media queries, dark
//     mode, :hover and hooks for single clients.
//
// [Check] reads both once for a folder, [Sheet.Inline] is called for each page.
//
// # Why the inliner never sees the author's text
//
// go-premailer accepts any text without an error and damages what it does not
// know. So Check parses inline.css with a parser of its own, refuses what
// cannot become a style attribute (states, pseudo-elements, at-rules, custom
// properties, !important, a property twice in a rule) and hands the inliner a
// sheet in a normal form. That form closes these traps of go-premailer v1.36.0
// and of the scanner under it, so that their CSS may be written as usual:
//
//   - Specificity is counted by the characters # . [ and by words after a
//     blank. Combinators get their blanks, characters in attribute values and
//     escaped names are written as hexadecimal escapes, and where pseudo-classes
//     or attribute selectors occur, a :not() that always holds evens out the
//     count (see rank.go).
//   - Commas inside attribute values, empty declarations (;;), comments and
//     upper-case URL( are taken out of its way.
//   - Rules for tags, classes and ids that a page lacks are left out for this
//     page. They would vanish anyway; this is what saves time.
//
// The page is guarded as well: comments, and with them conditional comments,
// come back byte for byte, <style> elements of the page stay as they are, every
// template token must come out as often and in the same order as it went in.
//
// # What is kept
//
// Classes and ids stay on the elements: head.css selects by them. Widths and
// heights in px also become width and height attributes, because Outlook for
// Windows sizes tables, cells and images by those.
package css
