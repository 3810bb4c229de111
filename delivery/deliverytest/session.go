package deliverytest

import (
	"bufio"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"time"
)

// errEnd ends a session as its script says.
var errEnd = errors.New("the script ends the session")

// session is one connection. Its methods return an error when it is over.
type session struct {
	server *Server
	number int
	raw    net.Conn // TCP
	conn   net.Conn // what is spoken on: raw, or TLS over it
	r      *bufio.Reader
	w      *bufio.Writer
	open   Transaction // since MAIL
	mailed bool
}

func newSession(server *Server, conn net.Conn) *session {
	s := &session{server: server, number: server.record.connection(), raw: conn}
	s.speak(conn)
	return s
}

func (s *session) speak(conn net.Conn) {
	s.conn, s.r, s.w = conn, bufio.NewReader(conn), bufio.NewWriter(conn)
}

func (s *session) run() {
	if s.server.options.TLS == ImplicitTLS && s.handshake() != nil {
		return
	}
	if _, err := s.do(Greeting, "220 127.0.0.1 ESMTP deliverytest"); err != nil {
		return
	}
	for {
		line, err := s.line()
		if err != nil || s.obey(line) != nil {
			return
		}
	}
}

// line is the next line of the client. What was said so far is sent first.
func (s *session) line() (string, error) {
	if s.r.Buffered() == 0 {
		if err := s.w.Flush(); err != nil {
			return "", err
		}
	}
	line, err := s.r.ReadString('\n')
	if err != nil {
		return "", err
	}
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	s.server.record.command(Command{Connection: s.number, Line: line})
	return line, nil
}

// do does what the script says at a phase, else it sends the usual reply. It
// gives the first digit of the code, 0 if there was none.
func (s *session) do(phase Phase, usual ...string) (byte, error) {
	action := s.server.record.next(phase)
	if !action.scripted {
		delay := action.delay
		action = Reply(usual...)
		action.delay = delay
	}
	return action.code(), s.act(action)
}

func (s *session) act(a Action) error {
	if a.delay > 0 && !s.wait(a.delay) {
		return errEnd
	}
	if a.gap > 0 {
		for i := range len(a.send) {
			if !s.wait(a.gap) || s.write(a.send[i:i+1]) != nil {
				return errEnd
			}
		}
	} else if a.send != "" {
		if _, err := s.w.WriteString(a.send); err != nil {
			return err
		}
	}
	if a.then == goOn {
		return nil
	}
	_ = s.w.Flush()
	switch a.then {
	case hangOn:
		<-s.server.ended
	case resetAtOnce:
		if tcp, ok := s.raw.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
	}
	return errEnd
}

func (s *session) write(text string) error {
	if _, err := s.w.WriteString(text); err != nil {
		return err
	}
	return s.w.Flush()
}

// wait flushes and waits; it is false if the server ended meanwhile.
func (s *session) wait(d time.Duration) bool {
	if s.w.Flush() != nil {
		return false
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-s.server.ended:
		return false
	}
}

// handshake speaks TLS from here on, or what the script has in its place.
func (s *session) handshake() error {
	if err := s.w.Flush(); err != nil {
		return err
	}
	if _, err := s.r.Peek(1); err != nil {
		return err
	}
	if action := s.server.record.next(Handshake); action.scripted {
		if err := s.act(action); err != nil {
			return err
		}
		return s.w.Flush()
	}
	// What the reader has of the handshake already comes first.
	rest := make([]byte, s.r.Buffered())
	if _, err := io.ReadFull(s.r, rest); err != nil {
		return err
	}
	conn := tls.Server(&rewound{s.raw, rest}, s.server.tls)
	if err := conn.Handshake(); err != nil {
		return err
	}
	s.speak(conn)
	return nil
}

// rewound is a connection that gives some bytes again.
type rewound struct {
	net.Conn
	again []byte
}

func (r *rewound) Read(b []byte) (int, error) {
	if len(r.again) == 0 {
		return r.Conn.Read(b)
	}
	n := copy(b, r.again)
	r.again = r.again[n:]
	return n, nil
}

func (s *session) encrypted() bool {
	_, ok := s.conn.(*tls.Conn)
	return ok
}

// obey answers a command.
func (s *session) obey(line string) error {
	verb, argument, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "EHLO", "HELO":
		_, err := s.do(Hello, s.hello()...)
		return err
	case "STARTTLS":
		code, err := s.do(StartTLS, "220 2.0.0 go ahead")
		if err == nil && code == '2' {
			return s.handshake()
		}
		return err
	case "AUTH":
		return s.auth(argument)
	case "MAIL":
		return s.mail(argument)
	case "RCPT":
		return s.rcpt(argument)
	case "DATA":
		return s.data()
	case "RSET":
		s.mailed = false
		_, err := s.do(Reset, "250 2.0.0 reset")
		return err
	case "NOOP":
		_, err := s.do(Noop, "250 2.0.0 nothing done")
		return err
	case "QUIT":
		if _, err := s.do(Quit, "221 2.0.0 bye"); err != nil {
			return err
		}
		_ = s.w.Flush()
		return errEnd
	default:
		_, err := s.do(Other, "500 5.5.2 unknown command")
		return err
	}
}

func (s *session) hello() []string {
	extensions := s.server.options.Extensions
	if extensions == nil {
		extensions = Extensions()
	}
	lines := append([]string{"127.0.0.1 greets you"}, extensions...)
	if s.server.options.TLS == OfferStartTLS && !s.encrypted() {
		lines = append(lines, "STARTTLS")
	}
	for i := range lines {
		separator := "-"
		if i == len(lines)-1 {
			separator = " "
		}
		lines[i] = "250" + separator + lines[i]
	}
	return lines
}
