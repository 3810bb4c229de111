package delivery

import (
	"fmt"
	"strconv"
	"time"

	"github.com/billet-mail/billet/mail"
)

// transaction is a message on its way. Its bytes are complete before there is a
// connection.
type transaction struct {
	from     string
	utf8     bool   // an address needs SMTPUTF8 (RFC 6531)
	eightBit bool   // the message needs 8BITMIME (RFC 6152)
	size     int    // without what SMTP adds (RFC 1870)
	wire     []byte // what follows DATA

	results []mail.Result
	failed  []bool // the recipients that have their fault
	taken   int    // the recipients that RCPT accepted
	denied  bool   // MAIL was refused
	ready   bool   // the server waits for the message
	fault   *mail.SendError
}

func newTransaction(e mail.Envelope) *transaction {
	t := &transaction{from: e.From, utf8: e.SMTPUTF8}
	t.results, t.failed = make([]mail.Result, len(e.Recipients)), make([]bool, len(e.Recipients))
	for i, recipient := range e.Recipients {
		t.results[i].Recipient = recipient
	}
	return t
}

// fail gives a fault to a recipient. The transaction keeps the worst.
func (t *transaction) fail(i int, fault *mail.SendError) {
	r := &t.results[i]
	r.Outcome, r.Class, r.Reply = mail.Rejected, fault.Class, fault.Reply
	if fault.Class == mail.Unknown {
		r.Outcome = mail.Ambiguous
	}
	t.failed[i] = true
	t.fault = worse(t.fault, fault)
}

// failRest gives a fault to those who have none yet, and to the message if it
// has no recipients.
func (t *transaction) failRest(fault *mail.SendError) {
	t.fault = worse(t.fault, fault)
	for i, failed := range t.failed {
		if !failed {
			t.fail(i, fault)
		}
	}
}

// accept is for those who have no fault.
func (t *transaction) accept(reply mail.Reply) {
	for i, failed := range t.failed {
		if !failed {
			t.results[i].Outcome, t.results[i].Reply = mail.Accepted, reply
		}
	}
}

// step is one command of the transaction.
type step struct {
	stage     string
	line      string
	recipient int // of a RCPT
}

func (s *session) steps(t *transaction) []step {
	var steps []step
	if s.used {
		steps = append(steps, step{stage: stageReset, line: "RSET"})
	}
	line := "MAIL FROM:<" + t.from + ">"
	if s.offers("SIZE") {
		line += " SIZE=" + strconv.Itoa(t.size)
	}
	if t.eightBit {
		line += " BODY=8BITMIME"
	}
	if t.utf8 {
		line += " SMTPUTF8"
	}
	steps = append(steps, step{stage: stageMail, line: line})
	for i, r := range t.results {
		steps = append(steps, step{stage: stageRcpt, line: "RCPT TO:<" + r.Recipient + ">", recipient: i})
	}
	return append(steps, step{stage: stageData, line: "DATA"})
}

// transact delivers. It is false if the connection turned out to be dead
// already: the transaction is then as it was, and another connection can take
// it without a danger of sending it twice.
func (s *session) transact(t *transaction) (alive bool) {
	if fault := s.able(t); fault != nil {
		t.failRest(fault)
		return true
	}
	if !s.negotiate(t) {
		return false
	}
	switch {
	case s.dead || !t.ready:
	case t.denied || t.taken == 0:
		// DATA was sent before the refusals were read, and the server fell
		// for it: a lone dot ends it (RFC 2920, section 3.1).
		_, _ = s.command(stageFinal, ".")
	default:
		s.deliver(t)
	}
	return true
}

// able checks that the server offers what the message needs.
func (s *session) able(t *transaction) *mail.SendError {
	lacks := func(format string, args ...any) *mail.SendError {
		return &mail.SendError{Class: mail.Permanent, Stage: stageMail, Err: fmt.Errorf(format, args...)}
	}
	if t.utf8 && !s.offers("SMTPUTF8") {
		return lacks("an address is not ASCII, which needs SMTPUTF8, and the server does not offer it [use another address or another server]")
	}
	if t.eightBit && !s.offers("8BITMIME") {
		return lacks("the message is not ASCII, which needs 8BITMIME, and the server does not offer it")
	}
	if limit, err := strconv.Atoi(s.extensions["SIZE"]); err == nil && limit > 0 && t.size > limit {
		return lacks("the message has %d bytes, and the server takes %d at most", t.size, limit)
	}
	return nil
}

// batch is how many commands are sent before a reply is read: few enough that
// neither side's buffers fill up (RFC 2920, section 3.1).
const batch = 64

// negotiate says everything up to DATA: in batches where the server offers
// PIPELINING, else one by one. It is false if the connection was dead.
func (s *session) negotiate(t *transaction) (alive bool) {
	steps := s.steps(t)
	window := 1
	if s.offers("PIPELINING") {
		window = batch
	}
	s.used = true
	sent := 0
	for i, step := range steps {
		if i == sent {
			if t.denied || step.stage == stageData && t.taken == 0 {
				return true
			}
			sent = min(i+window, len(steps))
			if err := s.sayAll(steps[i:sent]); err != nil {
				fault := s.lost(step.stage, err)
				if step.stage == stageReset {
					return false
				}
				t.failRest(fault)
				return true
			}
		}
		reply, fault := s.reply(step.stage)
		if step.stage == stageReset {
			if s.wanted(2, stageReset, reply, fault) != nil {
				return false
			}
			continue
		}
		s.take(t, step, reply, fault)
		if s.dead {
			return true
		}
	}
	return true
}

func (s *session) sayAll(steps []step) error {
	s.start(steps[0].stage)
	for _, step := range steps {
		if err := s.say(step.line); err != nil {
			return err
		}
	}
	return s.w.Flush()
}

// take learns from a reply.
func (s *session) take(t *transaction, at step, reply mail.Reply, fault *mail.SendError) {
	digit := 2
	if at.stage == stageData {
		digit = 3
	}
	fault = s.wanted(digit, at.stage, reply, fault)
	switch {
	case t.denied || at.stage == stageData && t.taken == 0:
		t.ready = fault == nil && at.stage == stageData // all have their fault already
	case fault == nil && at.stage == stageRcpt:
		t.taken++
	case fault == nil:
		t.ready = at.stage == stageData
	case at.stage == stageRcpt && !s.dead:
		t.fail(at.recipient, fault)
	default:
		t.denied = at.stage == stageMail
		t.failRest(fault)
	}
}

// deliver sends the message. Until its last byte is written nobody got it;
// from then on only the reply can tell.
func (s *session) deliver(t *transaction) {
	rest := t.wire
	for len(rest) > 0 {
		s.start(stageBody) // for each chunk: RFC 5321, section 4.5.3.2.5
		n, err := s.conn.Write(rest[:min(len(rest), chunk)])
		rest = rest[n:]
		switch {
		case err != nil && len(rest) == 0:
			t.failRest(s.lost(stageFinal, err))
			return
		case err != nil:
			t.failRest(s.lastWord(s.lost(stageBody, err)))
			return
		}
	}
	reply, fault := s.reply(stageFinal)
	if fault = s.wanted(2, stageFinal, reply, fault); fault != nil {
		t.failRest(fault)
		return
	}
	reply.Text = clip(reply.Text, maxReplyText)
	t.accept(reply)
}

// chunk is how many bytes are written at once.
const chunk = 64 << 10

// lastWord looks for a reason of a server that stopped listening.
func (s *session) lastWord(fault *mail.SendError) *mail.SendError {
	_ = s.raw.SetReadDeadline(time.Now().Add(time.Second))
	if reply, err := readReply(s.r); err == nil && reply.Code >= 400 {
		return refused(stageBody, reply)
	}
	return fault
}
