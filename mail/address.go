package mail

// Address is a mailbox (RFC 5322, section 3.4). The zero Address is none.
type Address struct {
	Name  string // for people, in Unicode; may be empty
	Email string // addr-spec in Unicode; the domain may be international
}
