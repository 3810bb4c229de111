// Package deliverytest has an SMTP server for tests. It runs on loopback, ends
// with its test, does at each moment what a script says, and records what it
// got byte for byte.
//
// Without a script it accepts everything, any user and password too.
package deliverytest

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"strconv"
	"sync"
	"testing"
)

// TLSMode says how a server speaks TLS.
type TLSMode uint8

// The modes.
const (
	OfferStartTLS TLSMode = iota // in clear, until a client says STARTTLS
	ImplicitTLS                  // from the first byte
	NoTLS
)

// Options are the settings of a server. The zero value is a server that offers
// STARTTLS and accepts everything.
type Options struct {
	Script Script
	TLS    TLSMode

	// Extensions are the lines of the reply to EHLO, besides STARTTLS, which
	// follows from TLS. Nil means those of [Extensions].
	Extensions []string

	// Certificate is the server's, such as one of [NewCertificate]. Nil is a
	// fresh one for 127.0.0.1 and localhost.
	Certificate *tls.Certificate
}

// Extensions lists what a server offers if nothing else is said.
func Extensions() []string {
	return []string{"PIPELINING", "SIZE 104857600", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN XOAUTH2"}
}

// Server is an SMTP server on loopback. It is safe for concurrent use.
type Server struct {
	options  Options
	listener net.Listener
	tls      *tls.Config
	roots    *x509.CertPool
	record   *record

	mu      sync.Mutex
	open    map[net.Conn]bool
	closed  bool
	ended   chan struct{} // closed with the server: whoever hangs goes on
	running sync.WaitGroup
}

// Start starts a server, which ends with the test.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	s := &Server{options: o, record: newRecord(o.Script), open: map[net.Conn]bool{}, ended: make(chan struct{})}
	certificate, roots, err := certify(o.Certificate)
	if err != nil {
		t.Fatalf("deliverytest: %v", err)
	}
	s.tls, s.roots = &tls.Config{Certificates: []tls.Certificate{certificate}}, roots
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatalf("deliverytest: %v", err)
	}
	s.running.Go(s.accept)
	t.Cleanup(s.Close)
	return s
}

// Addr is where the server listens: "127.0.0.1:40123".
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Host is the address without the port.
func (s *Server) Host() string { return "127.0.0.1" }

// Port is the port alone.
func (s *Server) Port() int {
	_, text, _ := net.SplitHostPort(s.Addr())
	port, _ := strconv.Atoi(text)
	return port
}

// Roots trusts the server's certificate.
func (s *Server) Roots() *x509.CertPool { return s.roots.Clone() }

// Close ends the server and its connections. It may be called again; the test
// calls it at its end.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.ended)
		_ = s.listener.Close()
		for conn := range s.open {
			_ = conn.Close()
		}
	}
	s.mu.Unlock()
	s.running.Wait()
}

// CloseConnections closes all connections, as a server does that restarts. It
// still takes new ones.
func (s *Server) CloseConnections() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.open {
		_ = conn.Close()
	}
}

func (s *Server) accept() {
	for {
		conn, err := s.listener.Accept()
		if err != nil {
			return
		}
		if !s.keep(conn) {
			_ = conn.Close()
			return
		}
		s.running.Go(func() {
			defer s.drop(conn)
			newSession(s, conn).run()
		})
	}
}

func (s *Server) keep(conn net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[conn] = true
	return !s.closed
}

func (s *Server) drop(conn net.Conn) {
	_ = conn.Close()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, conn)
}
