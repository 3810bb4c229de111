package mail

// appendQuoted appends text as quoted-printable (RFC 2045, section 6.7) that
// begins and ends in a line of its own: at its borders there may be soft line
// breaks.
func appendQuoted(b []byte, text string) []byte {
	return append(b, text...) // to be written
}
