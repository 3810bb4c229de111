package delivery

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"syscall"

	"github.com/billet-mail/billet/mail"
)

// The stages of a delivery by SMTP, in their order. [mail.SendError] lists
// them too.
const (
	stageMessage  = "message"
	stageConnect  = "connect"
	stageGreeting = "greeting"
	stageHello    = "hello"
	stageStartTLS = "starttls"
	stageTLS      = "tls"
	stageAuth     = "auth"
	stageReset    = "reset" // of a connection that is used again; never in an error
	stageMail     = "mail"
	stageRcpt     = "rcpt"
	stageData     = "data"
	stageBody     = "body"
	stageFinal    = "final"
	stageQuit     = "quit" // never in an error
)

func misconfigured(stage string, err error) *mail.SendError {
	return &mail.SendError{Class: mail.Configuration, Stage: stage, Err: err}
}

// refused is about a reply that says no.
func refused(stage string, reply mail.Reply) *mail.SendError {
	reply.Text = clip(reply.Text, maxReplyText)
	return &mail.SendError{Class: classOf(stage, reply), Stage: stage, Reply: reply}
}

// classOf says what a refusal means. What refuses this message is permanent;
// what would refuse every other message too is the configuration's.
func classOf(stage string, reply mail.Reply) mail.Class {
	switch {
	case reply.Code/100 != 5:
		return mail.Temporary
	case slices.Contains([]int{530, 534, 535, 538}, reply.Code): // RFC 4954, section 6: sign in first, or otherwise
		return mail.Configuration
	case stage == stageRcpt && reply.Code == 552 && (reply.Enhanced == "" || reply.Enhanced == "5.5.3"):
		return mail.Temporary // RFC 5321, section 4.5.3.1.10: too many recipients
	case slices.Contains([]string{stageMail, stageRcpt, stageData, stageBody, stageFinal}, stage):
		return mail.Permanent
	}
	return mail.Configuration
}

// broken is about a connection that ended, stood still or went wrong. After
// the final dot nobody knows what became of the message.
func broken(stage string, err error) *mail.SendError {
	class := mail.Temporary
	if stage == stageFinal {
		class = mail.Unknown
	}
	return &mail.SendError{Class: class, Stage: stage, Err: explained(err)}
}

// explained says in words what a connection's error means, and keeps it.
func explained(err error) error {
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return explanation{"the server closed the connection", err}
	case errors.Is(err, os.ErrDeadlineExceeded):
		return explanation{"the server took too long", err}
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return explanation{"the server reset the connection", err}
	}
	return err
}

// explanation is an error with other words.
type explanation struct {
	words string
	err   error
}

func (e explanation) Error() string { return e.words }
func (e explanation) Unwrap() error { return e.err }

// notConnected is about an address that cannot be reached. A host that does
// not exist is a wrong setting, one that is down is not.
func notConnected(err error) *mail.SendError {
	if failed, ok := errors.AsType[*net.DNSError](err); ok && failed.IsNotFound {
		return misconfigured(stageConnect, fmt.Errorf("%w [check the host's name]", err))
	}
	return &mail.SendError{Class: mail.Temporary, Stage: stageConnect, Err: err}
}

// notEncrypted is about a TLS handshake. What the server shows is wrong every
// time; a connection that breaks is not.
func notEncrypted(err error) *mail.SendError {
	if failed, ok := errors.AsType[tls.RecordHeaderError](err); ok {
		return misconfigured(stageTLS, fmt.Errorf("the server does not speak TLS here: %s [smtps:// is for TLS from the first byte, mostly on port 465; smtp:// is for STARTTLS]", failed.Msg))
	}
	if failed, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return misconfigured(stageTLS, fmt.Errorf("%w%s", err, certificateHelp(failed.Err)))
	}
	if failed, ok := errors.AsType[*net.OpError](err); ok && failed.Op == "remote error" { // an alert of TLS
		return misconfigured(stageTLS, err)
	}
	if isNetwork(err) {
		return broken(stageTLS, err)
	}
	return misconfigured(stageTLS, err)
}

func certificateHelp(err error) string {
	if _, ok := errors.AsType[x509.UnknownAuthorityError](err); ok {
		return " [add the issuer's certificate with ca_file]"
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return " [use the name that the certificate has, or say it with server_name]"
	}
	return ""
}

// isNetwork reports whether an error is the connection's, and not about what
// was said over it.
func isNetwork(err error) bool {
	_, isNet := errors.AsType[net.Error](err)
	return isNet || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed)
}

// interrupted gives a fault the reason of the context that ended its
// connection. The class stays: after the final dot it is still unknown.
func interrupted(ctx context.Context, fault *mail.SendError) *mail.SendError {
	if fault == nil || ctx.Err() == nil || !isNetwork(fault.Err) {
		return fault
	}
	copied := *fault
	copied.Err = ctx.Err()
	return &copied
}

// worse is the fault of the greater class; of equal ones the first.
func worse(a, b *mail.SendError) *mail.SendError {
	if a == nil || b != nil && b.Class > a.Class {
		return b
	}
	return a
}
