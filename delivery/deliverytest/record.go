package deliverytest

import (
	"bytes"
	"slices"
	"sync"
)

// Transaction is a message that the server got up to its final dot, whatever
// the server said to it.
type Transaction struct {
	Connection int    // the first is 1
	TLS        bool   // the connection was encrypted
	From       string // what stood in the < > of MAIL
	Parameters string // what stood after them
	Recipients []string
	Refused    []string

	// Raw is what came after the reply to DATA, with the stuffed dots and
	// the final one, byte for byte.
	Raw []byte

	// Accepted says that the server answered 2xx to the final dot, or tried to.
	Accepted bool
}

// Message is the message itself: Raw without the stuffed dots and the final one.
func (t Transaction) Message() []byte {
	body := bytes.TrimSuffix(t.Raw, []byte(".\r\n"))
	body = bytes.TrimPrefix(body, []byte("."))
	return bytes.ReplaceAll(body, []byte("\r\n."), []byte("\r\n"))
}

// Command is a line that a client sent outside of a message, without its CRLF.
// The lines of an AUTH are among them.
type Command struct {
	Connection int
	Line       string
}

// record is what the server saw.
type record struct {
	mu           sync.Mutex
	script       Script
	used         map[Phase]int
	reached      map[Phase]chan struct{}
	connections  int
	commands     []Command
	transactions []Transaction
}

func newRecord(script Script) *record {
	return &record{script: script, used: map[Phase]int{}, reached: map[Phase]chan struct{}{}}
}

// next is the action for a phase that is reached now.
func (r *record) next(phase Phase) Action {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := r.used[phase]
	r.used[phase]++
	if i == 0 {
		close(r.signal(phase))
	}
	if actions := r.script[phase]; i < len(actions) {
		return actions[i]
	}
	return Default()
}

// signal is closed when a phase is reached. The caller holds mu.
func (r *record) signal(phase Phase) chan struct{} {
	c := r.reached[phase]
	if c == nil {
		c = make(chan struct{})
		r.reached[phase] = c
	}
	return c
}

func (r *record) connection() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.connections++
	return r.connections
}

func (r *record) command(c Command) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.commands = append(r.commands, c)
}

func (r *record) transaction(t Transaction) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.transactions = append(r.transactions, t)
}

// Reached is closed when the server has come to a phase for the first time.
func (s *Server) Reached(phase Phase) <-chan struct{} {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return s.record.signal(phase)
}

// Transactions lists the messages that the server got, in their order.
func (s *Server) Transactions() []Transaction {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return slices.Clone(s.record.transactions)
}

// Commands lists the lines that the server got outside of messages.
func (s *Server) Commands() []Command {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return slices.Clone(s.record.commands)
}

// Connections is how many connections were made so far.
func (s *Server) Connections() int {
	s.record.mu.Lock()
	defer s.record.mu.Unlock()
	return s.record.connections
}
