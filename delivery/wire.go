package delivery

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// errLineEnds is about a message that a server could take for two.
var errLineEnds = errors.New("the message has a CR or LF that is no CRLF, and servers differ over where such a message ends")

// errNul is about a character that servers drop, end at, or refuse.
var errNul = errors.New("the message has a NUL character")

// checkBytes refuses a message that has no well-formed lines. CR and LF by
// themselves, and lines that end otherwise than in CRLF, are how a message
// smuggles another one past its final dot.
func checkBytes(message []byte) error {
	if bytes.IndexByte(message, 0) >= 0 {
		return errNul
	}
	ends := bytes.Count(message, []byte("\n"))
	if ends != bytes.Count(message, []byte("\r\n")) || ends != bytes.Count(message, []byte("\r")) {
		return errLineEnds
	}
	if !bytes.HasSuffix(message, []byte("\r\n")) {
		return errors.New("the last line of the message has no CRLF")
	}
	return nil
}

// finalDot ends a message.
const finalDot = ".\r\n"

// dotted makes of a message that passed [checkBytes] what goes over the wire
// after DATA: a dot is doubled where it begins a line, and a line of one dot
// ends the message (RFC 5321, section 4.5.2). It may use the memory behind
// the message.
func dotted(message []byte) []byte {
	if !bytes.HasPrefix(message, []byte(".")) && !bytes.Contains(message, []byte("\n.")) {
		return append(message, finalDot...)
	}
	wire := make([]byte, 0, len(message)+len(message)/50+len(finalDot)+1)
	if message[0] == '.' {
		wire = append(wire, '.')
	}
	for {
		at := bytes.Index(message, []byte("\n."))
		if at < 0 {
			break
		}
		wire = append(wire, message[:at+2]...)
		wire = append(wire, '.')
		message = message[at+2:]
	}
	wire = append(wire, message...)
	return append(wire, finalDot...)
}

// isASCII reports whether all bytes are below 0x80.
func isASCII(message []byte) bool {
	for len(message) >= 8 {
		if binary.LittleEndian.Uint64(message)&0x8080808080808080 != 0 {
			return false
		}
		message = message[8:]
	}
	for _, c := range message {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
