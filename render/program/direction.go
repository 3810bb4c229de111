package program

// isolated keeps a right-to-left value from carrying the words beside it along:
// marks before and behind it make the punctuation at its ends part of it, and
// the words after it begin from the left again (UAX #9, section 4.2; the marks
// U+200E and U+200F are known to every client, the isolates of Unicode 6.3 are
// not). Only words on left-to-right pages need it, one line at a time.
func isolated(value string, e Escape) string {
	if e != Line && e != Words && e != HTMLText {
		return value
	}
	return "\u200F" + value + "\u200F\u200E"
}
