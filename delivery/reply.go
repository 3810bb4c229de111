package delivery

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/billet-mail/billet/mail"
)

// Limits of a reply. RFC 5321, section 4.5.3.1.5 has 512 bytes for a line;
// servers exceed it.
const (
	maxReplyLine  = 4096
	maxReplyLines = 200
	maxReplyText  = 2000 // what a receipt keeps, in bytes
)

// errNotSMTP is about bytes that are no reply.
var errNotSMTP = errors.New("what the server said is no SMTP reply")

// newReplyReader makes a reader for [readReply].
func newReplyReader(conn interface{ Read([]byte) (int, error) }) *bufio.Reader {
	return bufio.NewReaderSize(conn, maxReplyLine)
}

// readReply reads one reply of one or more lines (RFC 5321, section 4.2).
func readReply(r *bufio.Reader) (mail.Reply, error) {
	var lines []string
	var reply mail.Reply
	for {
		code, text, last, err := readReplyLine(r)
		switch {
		case err != nil:
			return mail.Reply{}, err
		case len(lines) > 0 && code != reply.Code:
			return mail.Reply{}, fmt.Errorf("%w: its lines have codes %d and %d", errNotSMTP, reply.Code, code)
		case len(lines) == maxReplyLines:
			return mail.Reply{}, fmt.Errorf("%w: it has more than %d lines", errNotSMTP, maxReplyLines)
		}
		reply.Code = code
		lines = append(lines, text)
		if last {
			break
		}
	}
	reply.Enhanced = enhancedCode(lines[0], reply.Code)
	for i, line := range lines {
		if reply.Enhanced != "" {
			line = strings.TrimPrefix(strings.TrimPrefix(line, reply.Enhanced), " ")
		}
		lines[i] = printable(line)
	}
	reply.Text = strings.Join(lines, "\n")
	return reply, nil
}

// readReplyLine takes "250-text" or "250 text" apart; a bare "250" is a whole
// line too. The text may be empty.
func readReplyLine(r *bufio.Reader) (code int, text string, last bool, err error) {
	line, err := r.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return 0, "", false, fmt.Errorf("%w: a line has more than %d bytes", errNotSMTP, maxReplyLine)
	}
	if err != nil {
		return 0, "", false, err
	}
	s := strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")
	if len(s) < 3 || s[0] < '2' || s[0] > '5' || !isDigit(s[1]) || !isDigit(s[2]) {
		return 0, "", false, fmt.Errorf("%w: %q", errNotSMTP, clip(s, 80))
	}
	code = int(s[0]-'0')*100 + int(s[1]-'0')*10 + int(s[2]-'0')
	switch {
	case len(s) == 3:
		return code, "", true, nil
	case s[3] == ' ' || s[3] == '-':
		return code, s[4:], s[3] == ' ', nil
	}
	return 0, "", false, fmt.Errorf("%w: %q", errNotSMTP, clip(s, 80))
}

// enhancedCode is the status code at the start of a text (RFC 2034, RFC 3463),
// if it fits the code of the reply.
func enhancedCode(text string, code int) string {
	word, _, _ := strings.Cut(text, " ")
	parts := strings.Split(word, ".")
	if len(parts) != 3 || len(parts[0]) != 1 || int(parts[0][0]-'0') != code/100 {
		return ""
	}
	for _, part := range parts[1:] {
		if part == "" || len(part) > 3 || strings.Trim(part, "0123456789") != "" {
			return ""
		}
	}
	return word
}

// printable makes a server's text safe for logs and terminals.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r >= 0x7f && r <= 0x9f {
			return '?'
		}
		return r
	}, strings.ToValidUTF8(s, "?"))
}

// clip cuts a text after so many bytes, between two characters.
func clip(s string, size int) string {
	if len(s) <= size {
		return s
	}
	return strings.ToValidUTF8(s[:size], "") + "…"
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
