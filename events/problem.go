package events

import "github.com/billet-mail/billet/diag"

// problem says what is wrong with one value. The message completes a sentence
// that begins with the value's path; it never holds the value, which could be
// a secret.
type problem struct {
	code    diag.Code
	message string
	help    string
}

func (p *problem) Error() string {
	if p.help == "" {
		return p.message
	}
	return p.message + " (" + p.help + ")"
}
