package mail

// Envelope is what a transport needs besides the bytes (RFC 5321, section 3.3).
type Envelope struct {
	From       string   // reverse-path, with the domain as A-labels
	Recipients []string // To, Cc and Bcc, each once, in this order
	SMTPUTF8   bool     // an address needs RFC 6531
}
