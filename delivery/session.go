package delivery

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/billet-mail/billet/mail"
)

// session is one connection to the server. It serves one Send at a time.
type session struct {
	config     *SMTPConfig
	raw        net.Conn // TCP; closing it ends whatever waits on it
	conn       net.Conn // what is spoken on: raw, or TLS over it
	r          *bufio.Reader
	w          *bufio.Writer
	extensions map[string]string // keyword of EHLO → its parameters
	secret     string            // while signing in: kept out of errors
	used       bool              // a transaction was begun on it
	dead       bool              // no command can follow
	expiry     *time.Timer       // while it is idle
}

// connect makes a connection up to the point where MAIL can follow.
func connect(ctx context.Context, config *SMTPConfig, secret string) (*session, *mail.SendError) {
	dialing, cancel := within(ctx, config.Timeouts.Connect)
	defer cancel()
	raw, err := config.Dial(dialing, "tcp", net.JoinHostPort(config.Host, strconv.Itoa(config.Port)))
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, notConnected(err)
	}
	s := &session{config: config, raw: raw}
	release := s.guard(ctx)
	fault := s.open(secret)
	if fault != nil {
		fault = interrupted(ctx, fault)
		s.quit()
	}
	if !release() && fault == nil {
		fault = &mail.SendError{Class: mail.Temporary, Stage: stageConnect, Err: ctx.Err()}
	}
	if fault != nil {
		return nil, fault
	}
	return s, nil
}

func within(ctx context.Context, timeout time.Duration) (context.Context, context.CancelFunc) {
	if timeout <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, timeout)
}

// guard lets ctx end whatever the session waits for, by closing its connection.
// release ends that; it is false if ctx was faster.
func (s *session) guard(ctx context.Context) (release func() bool) {
	return context.AfterFunc(ctx, func() { _ = s.raw.Close() })
}

// open speaks up to the point where MAIL can follow.
func (s *session) open(secret string) *mail.SendError {
	s.speak(s.raw)
	if s.config.TLS == ImplicitTLS {
		if fault := s.handshake(); fault != nil {
			return fault
		}
	}
	reply, fault := s.reply(stageGreeting)
	if fault = s.wanted(2, stageGreeting, reply, fault); fault != nil {
		return fault
	}
	if fault := s.hello(); fault != nil {
		return fault
	}
	if fault := s.encrypt(); fault != nil {
		return fault
	}
	return s.authenticate(secret)
}

func (s *session) speak(conn net.Conn) {
	s.conn, s.r, s.w = conn, newReplyReader(conn), bufio.NewWriter(conn)
}

func (s *session) hello() *mail.SendError {
	reply, fault := s.command(stageHello, "EHLO "+s.name())
	if fault = s.wanted(2, stageHello, reply, fault); fault != nil {
		return fault
	}
	s.extensions = map[string]string{}
	lines := strings.Split(reply.Text, "\n")
	for _, line := range lines[1:] {
		// Old servers write AUTH=LOGIN.
		keyword, parameters, _ := strings.Cut(strings.Replace(line, "AUTH=", "AUTH ", 1), " ")
		keyword = strings.ToUpper(keyword)
		s.extensions[keyword] = strings.TrimSpace(s.extensions[keyword] + " " + parameters)
	}
	return nil
}

// name is what the client calls itself: without a setting its address, as
// RFC 5321, section 4.1.4 has it for clients without a name.
func (s *session) name() string {
	if s.config.LocalName != "" {
		return s.config.LocalName
	}
	host, _, err := net.SplitHostPort(s.raw.LocalAddr().String())
	ip := net.ParseIP(host)
	switch {
	case err != nil || ip == nil:
		return "localhost"
	case ip.To4() != nil:
		return "[" + ip.To4().String() + "]"
	}
	return "[IPv6:" + ip.String() + "]"
}

func (s *session) offers(extension string) bool {
	_, ok := s.extensions[extension]
	return ok
}

func (s *session) encrypted() bool {
	_, ok := s.conn.(*tls.Conn)
	return ok
}

// encrypt says STARTTLS, where the settings want it. What the server offered in
// clear is forgotten (RFC 3207, section 4.2).
func (s *session) encrypt() *mail.SendError {
	if s.encrypted() || s.config.TLS == NoTLS || s.config.TLS == OptionalTLS && !s.offers("STARTTLS") {
		return nil
	}
	if !s.offers("STARTTLS") {
		return misconfigured(stageStartTLS, errors.New("the server does not offer STARTTLS, and mail in clear is not allowed [use smtps:// if it speaks TLS on another port; starttls=optional allows mail in clear]"))
	}
	reply, fault := s.command(stageStartTLS, "STARTTLS")
	if fault = s.wanted(2, stageStartTLS, reply, fault); fault != nil {
		return fault
	}
	if s.r.Buffered() > 0 {
		return s.nonsense(stageStartTLS, reply, errors.New("the server went on in clear after STARTTLS"))
	}
	if fault := s.handshake(); fault != nil {
		return fault
	}
	return s.hello()
}

func (s *session) handshake() *mail.SendError {
	s.start(stageTLS)
	conn := tls.Client(s.raw, s.config.TLSConfig)
	if err := conn.Handshake(); err != nil {
		s.dead = true
		return notEncrypted(err)
	}
	s.speak(conn)
	return nil
}

// start begins the time of a stage.
func (s *session) start(stage string) {
	var until time.Time
	if timeout := s.config.Timeouts.of(stage); timeout > 0 {
		until = time.Now().Add(timeout)
	}
	_ = s.raw.SetDeadline(until) // fails on a closed connection, and so does what follows
}

// command says a line and reads the reply, whatever it is.
func (s *session) command(stage, line string) (mail.Reply, *mail.SendError) {
	s.start(stage)
	if err := s.say(line); err != nil {
		return mail.Reply{}, s.lost(stage, err)
	}
	if err := s.w.Flush(); err != nil {
		return mail.Reply{}, s.lost(stage, err)
	}
	return s.reply(stage)
}

// say puts a line into what is sent next.
func (s *session) say(line string) error {
	_, err := s.w.WriteString(line + "\r\n")
	return err
}

// reply reads the reply, whatever it is. After 421 the server closes (RFC 5321,
// section 3.8).
func (s *session) reply(stage string) (mail.Reply, *mail.SendError) {
	s.start(stage)
	reply, err := readReply(s.r)
	if err != nil {
		if s.secret != "" && errors.Is(err, errNotSMTP) {
			err = errNotSMTP
		}
		return reply, s.lost(stage, err)
	}
	reply.Text = withoutSecret(reply.Text, s.config.User, s.secret)
	if reply.Code == 421 {
		s.dead = true
	}
	return reply, nil
}

// wanted is nil if the first digit of the reply is the wanted one. That digit
// alone decides (RFC 5321, section 4.2).
func (s *session) wanted(digit int, stage string, reply mail.Reply, fault *mail.SendError) *mail.SendError {
	switch {
	case fault != nil:
		return fault
	case reply.Code/100 == digit:
		return nil
	case reply.Code/100 >= 4:
		return refused(stage, reply)
	}
	return s.nonsense(stage, reply, fmt.Errorf("the server should have said %dxx or why not", digit))
}

// nonsense ends a session that is out of step: what the server says next
// answers something else.
func (s *session) nonsense(stage string, reply mail.Reply, err error) *mail.SendError {
	s.dead = true
	fault := broken(stage, err)
	fault.Reply = reply
	fault.Reply.Text = clip(reply.Text, maxReplyText)
	return fault
}

// lost ends a session whose connection failed.
func (s *session) lost(stage string, err error) *mail.SendError {
	s.dead = true
	return broken(stage, err)
}

// quit takes leave if there is somebody to hear it, and closes. Nothing that it
// meets changes what became of a message.
func (s *session) quit() {
	if !s.dead {
		_, _ = s.command(stageQuit, "QUIT")
	}
	_ = s.raw.SetDeadline(time.Now().Add(time.Second)) // TLS says goodbye too
	_ = s.conn.Close()
	_ = s.raw.Close()
}

// leave is quit, which ctx cuts short.
func (s *session) leave(ctx context.Context) {
	release := s.guard(ctx)
	defer release()
	s.quit()
}
