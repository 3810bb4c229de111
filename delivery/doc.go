// Package delivery hands finished messages on: to an SMTP server ([SMTP]), into
// folders ([Maildir], [Dir]), to a writer ([Writer]), and to nobody ([Memory],
// [DryRun]). All are a [mail.Sender], and so are the wrappers around one.
//
// # Wrappers
//
// A wrapper does one thing and hands the message to the Sender inside. In this
// order, from the outside, they do what one expects:
//
//	Log(AllowList(Retry(RateLimit(SMTP))))
//
// Log outside of Retry writes a line for each message, inside of it one for
// each try. RateLimit inside of Retry counts the tries, which are what a
// provider counts. AllowList outside of Retry retries only what may be sent.
// DryRun takes the place of all that is inside.
//
// # What an error means
//
// A receipt never says more than is known. A message was accepted if the server
// said so after its final dot, rejected if the server cannot have it whole, and
// ambiguous if the answer was lost: the server may or may not have it, and
// whoever sends it again may send it twice. Failures after the answer (of RSET,
// of QUIT, of the connection) change nothing.
//
// A refusal is permanent (5xx) or temporary (4xx) as the server says. What
// would refuse any other message too is the configuration's: no sign-in, no
// TLS, a certificate that is wrong, a 5xx before MAIL, a host that does not
// exist. A connection that breaks, stands still or talks nonsense before the
// final dot is temporary.
//
// # Threats
//
// Mail in clear, and a password in clear, are sent only where the settings say
// so: nothing that a server or somebody in between says can bring it about.
// The certificate is checked, and what was said before TLS is forgotten.
// A message whose line ends could make a server see two messages is refused,
// and so is an address that could end its command. Passwords and keys stand in
// no error, log or print of a struct, even if a server repeats them.
//
// # Why not the client of go-smtp
//
// The client of github.com/emersion/go-smtp says neither whether the greeting
// or EHLO failed, nor whether TLS or the EHLO after it did; it has no timeout
// for the message's bytes, no PIPELINING, no name for EHLO before STARTTLS, and
// takes a reply without a text ("250") for an error, which makes an accepted
// message an ambiguous one. So the dialogue is this package's own. That
// module's server is a referee in the tests.
package delivery
