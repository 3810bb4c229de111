package markdown

// TextKind says what a [TextOp] does.
type TextKind int

// The kinds of [TextOp]. A writer runs them in order; it keeps the break that
// is due, a stack of indents and a stack of list numbers.
const (
	// TextRun writes Text, which may hold tokens: outputs, and statements
	// that open or close here or in a later Run. A Run that writes nothing at
	// send leaves the break that is due as it is. Outside code, blanks beside
	// a statement are not in the Run but a TextBreak of 0.
	TextRun TextKind = iota

	// TextTag is the block tag with index N: a statement or an insert.
	TextTag

	// TextBreak asks for N newlines before the next text: 2 is a blank line,
	// 1 the next line, 0 a blank (unless the text so far ends in one). Of
	// breaks that meet, the greatest counts. None is written at the very
	// start or the very end.
	TextBreak

	// TextIndent pushes Text, which is then written before every line that
	// begins. Blank lines get, without trailing blanks, only those indents
	// that were pushed before the text above the blank line and are still
	// there below it.
	TextIndent

	// TextOutdent pops the last indent.
	TextOutdent

	// TextBullet has Text written once in place of the last indent, before
	// the first text that is written under it.
	TextBullet

	// TextNumber is a TextBullet of the list's next number, followed by Text
	// ("." or ")") and a blank; the indent becomes blanks of the same width.
	TextNumber

	// TextNumbers begins an ordered list whose first number is N.
	TextNumbers

	// TextNumbersEnd ends it.
	TextNumbersEnd

	// TextElide begins a labelled content, up to its TextElideEnd. Text is
	// the label ("Item: "; it may hold tokens) and is written before the
	// content, unless the content turns out to be empty or blank.
	TextElide

	// TextElideEnd ends it.
	TextElideEnd
)

// TextOp is one step of writing the text part. What a step needs depends on
// its Kind; fields that it does not name are zero.
//
// Indents, numbers and elisions are balanced within every arm of every block
// statement, so that branches and loops need not care.
type TextOp struct {
	Kind TextKind
	Text string
	N    int
}
