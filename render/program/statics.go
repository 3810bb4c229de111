package program

import (
	"strings"
	"sync"

	"github.com/billet-mail/billet/mail"
)

// Statics keeps the static texts of a mail folder's HTML, each encoded once:
// the mails of a folder have most of their layout in common. The zero Statics
// is ready; it is safe for concurrent use.
type Statics struct {
	mu     sync.Mutex
	byText map[string]*mail.Static
}

// of is the static of a text, nil for none. It does not refer to the string,
// which may be a piece of a whole page.
func (s *Statics) of(text string) *mail.Static {
	if text == "" {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.byText[text]
	if known == nil {
		text = strings.Clone(text)
		known = mail.NewStatic(text)
		if s.byText == nil {
			s.byText = map[string]*mail.Static{}
		}
		s.byText[text] = known
	}
	return known
}
