package deliverytest

import (
	"bytes"
	"strings"
)

// auth takes any user and password.
func (s *session) auth(argument string) error {
	mechanism, initial, _ := strings.Cut(argument, " ")
	usual := []string{"235 2.7.0 welcome"}
	var challenges []string
	switch {
	case strings.EqualFold(mechanism, "LOGIN") && initial == "":
		challenges = []string{"334 VXNlcm5hbWU6", "334 UGFzc3dvcmQ6"} // Username:, Password:
	case strings.EqualFold(mechanism, "LOGIN"):
		challenges = []string{"334 UGFzc3dvcmQ6"}
	case initial == "":
		challenges = []string{"334 "}
	}
	usual = append(challenges, usual...)
	code, err := s.do(Auth, usual[0])
	for i := 1; err == nil && code == '3'; i++ {
		var answer string
		if answer, err = s.line(); err != nil {
			break
		}
		next := usual[min(i, len(usual)-1)]
		if answer == "*" { // RFC 4954, section 4: the client gives up
			next = "501 5.7.0 cancelled"
		}
		code, err = s.do(Challenge, next)
	}
	return err
}

func (s *session) mail(argument string) error {
	usual := "250 2.1.0 sender ok"
	if s.mailed {
		usual = "503 5.5.1 MAIL already given"
	}
	code, err := s.do(Mail, usual)
	if code == '2' && !s.mailed {
		path, parameters := splitPath(argument)
		s.mailed = true
		s.open = Transaction{Connection: s.number, TLS: s.encrypted(), From: path, Parameters: parameters}
	}
	return err
}

func (s *session) rcpt(argument string) error {
	usual := "250 2.1.5 recipient ok"
	if !s.mailed {
		usual = "503 5.5.1 MAIL first"
	}
	code, err := s.do(Rcpt, usual)
	path, _ := splitPath(argument)
	if code == '2' {
		s.open.Recipients = append(s.open.Recipients, path)
	} else {
		s.open.Refused = append(s.open.Refused, path)
	}
	return err
}

// splitPath takes "FROM:<jo@example.com> SIZE=9" apart.
func splitPath(argument string) (path, parameters string) {
	_, rest, _ := strings.Cut(argument, "<")
	end := strings.LastIndexByte(rest, '>')
	if end < 0 {
		return rest, ""
	}
	return rest[:end], strings.TrimPrefix(rest[end+1:], " ")
}

func (s *session) data() error {
	usual := "354 end with a dot"
	if !s.mailed || len(s.open.Recipients) == 0 {
		usual = "554 5.5.1 no valid recipients"
	}
	code, err := s.do(Data, usual)
	if err != nil || code != '3' {
		return err
	}
	if err := s.w.Flush(); err != nil {
		return err
	}
	if _, err := s.r.Peek(1); err != nil {
		return err
	}
	if body := s.server.record.next(Body); body.scripted || body.delay > 0 {
		if err := s.act(body); err != nil {
			return err
		}
	}
	transaction := s.open
	if transaction.Raw, err = s.raws(); err != nil {
		return err
	}
	s.mailed = false
	return s.final(transaction)
}

// raws reads up to the line of one dot between two CRLF, and nothing else ends
// a message (RFC 5321, section 4.1.1.4).
func (s *session) raws() ([]byte, error) {
	var raw []byte
	for atLineStart := true; ; {
		line, err := s.r.ReadSlice('\n')
		raw = append(raw, line...)
		if err != nil && len(line) == 0 {
			return nil, err
		}
		if atLineStart && bytes.Equal(line, []byte(".\r\n")) {
			return raw, nil
		}
		atLineStart = bytes.HasSuffix(raw[max(0, len(raw)-2):], []byte("\r\n"))
	}
}

// final records the message before its reply is sent, so that who has read the
// reply finds the record.
func (s *session) final(t Transaction) error {
	action := s.server.record.next(Final)
	if !action.scripted {
		delay := action.delay
		action = Reply("250 2.0.0 queued").After(delay)
	}
	t.Accepted = action.code() == '2'
	s.server.record.transaction(t)
	return s.act(action)
}
