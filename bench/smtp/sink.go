package smtp

import (
	"bufio"
	"bytes"
	"net"
	"strings"
	"sync/atomic"
)

// Sink is an SMTP server that takes everything and keeps nothing.
type Sink struct {
	listener net.Listener
	hello    string
	Messages atomic.Int64
	Bytes    atomic.Int64 // of messages, as they came over the wire
	Sessions atomic.Int64
}

// StartSink starts one on a free port of loopback.
func StartSink(pipelining bool) (*Sink, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Sink{listener: listener, hello: "250-sink\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE 100000000\r\n"}
	if pipelining {
		s.hello = strings.Replace(s.hello, "250-8", "250-PIPELINING\r\n250-8", 1)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			s.Sessions.Add(1)
			go s.serve(conn)
		}
	}()
	return s, nil
}

// Port is where it listens.
func (s *Sink) Port() int { return s.listener.Addr().(*net.TCPAddr).Port }

// Close ends it.
func (s *Sink) Close() error { return s.listener.Close() }

func (s *Sink) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	r, w := bufio.NewReaderSize(conn, 64<<10), bufio.NewWriter(conn)
	_, _ = w.WriteString("220 sink ESMTP\r\n")
	for {
		if r.Buffered() == 0 && w.Flush() != nil {
			return
		}
		line, err := r.ReadSlice('\n')
		if err != nil {
			return
		}
		reply := "250 2.0.0 ok\r\n"
		switch verb, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" ")); strings.ToUpper(string(verb)) {
		case "EHLO":
			reply = s.hello
		case "QUIT":
			_, _ = w.WriteString("221 2.0.0 bye\r\n")
			_ = w.Flush()
			return
		case "DATA":
			_, _ = w.WriteString("354 go on\r\n")
			if w.Flush() != nil || s.swallow(r) != nil {
				return
			}
		}
		_, _ = w.WriteString(reply)
	}
}

// swallow reads a message up to its final dot.
func (s *Sink) swallow(r *bufio.Reader) error {
	size := int64(0)
	for {
		line, err := r.ReadSlice('\n')
		size += int64(len(line))
		if err != nil {
			return err
		}
		if len(line) == 3 && line[0] == '.' {
			s.Messages.Add(1)
			s.Bytes.Add(size)
			return nil
		}
	}
}
